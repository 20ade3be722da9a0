"""What a partner's own widget adds to its tab: a pane that is asked for, and only while names are shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual import on

from exin_tui.language import Sayable, text
from exin_tui.tui.ink import Line, Span, wrap
from exin_tui.tui.screens.partner_viewing import PartnerViewing
from exin_tui.tui.widgets.pane_head import PaneHead
from exin_tui.tui.widgets.partner_pane import PartnerPane

if TYPE_CHECKING:
    from exin_tui.partners.calling import Failure
    from exin_tui.partners.drawing import Drawn


class PartnerDrawing(PartnerViewing):
    """The widget draws itself past the screening, so nothing of it is there while screened."""

    def __init__(self, partner: Any) -> None:
        super().__init__(partner)
        self.pane = PartnerPane(self._failed_late, id="widget")
        self._open = False
        """The partner was asked for its widget; it may have failed since."""
        self._asked = 0
        self._silent = 0.0

    @property
    def draws(self) -> bool:
        """The partner has a widget of its own."""
        manifest = self.partner.manifest
        return manifest.pane is not None and manifest.python is not None

    @property
    def drawing(self) -> bool:
        """Its pane is on."""
        return self.has_class("-drawing")

    def paint_pane(self) -> None:
        """Screened: nothing of it is there. Shown: asked for, once."""
        if not self.drawing:
            return
        self._paint_pane_head()
        self.pane.recolour(self.app.theme)
        if self.look.screening.screened:
            self.close_pane()
            self._say(text("This pane draws itself, so it is shown only while names are shown."))
        elif not self._open:
            self._open = True
            self._ask()

    def close_pane(self) -> None:
        """Nothing of it is left."""
        self._asked += 1
        self._open, self._silent = False, 0.0
        self.pane.close()

    def _ask(self) -> None:
        asked, app, partner, language = self._asked, self.exin, self.partner, self.look.language

        def read(connection: Any) -> Any:
            from exin_tui.partners.drawing import widget_of

            manager, today = app.partner_manager(), app.clock.today()
            return widget_of(
                manager, partner, connection, today=today, programme=app.programme, language=language
            )

        def answered(drawn: Drawn) -> None:
            if asked != self._asked or not self.is_mounted:
                return
            if drawn.make is not None:
                self.pane.hold(drawn.make)
            else:
                self._say_failure(drawn.failure)

        app.read_with(read, answered)

    def _paint_pane_head(self) -> None:
        say, manifest = self.say, self.partner.manifest
        name = say(manifest.pane) if manifest.pane is not None else ""
        end: Line = (Span("Tab", "accent"), Span(f" {say(text('next pane'))}", "muted"))
        if self._silent:
            end = (Span(f"▲ {say(text('does not answer'))}", "overdue"),)
        head = self.query_one("#widget-head", PaneHead)
        head.show(f"{self.title_of_place()} · {name}", end=end)
        head.light(lit=self.pane.has_focus)

    # ── what becomes of it ────────────────────────────────────────────────────────────────────────

    @on(PartnerPane.Failed)
    def widget_failed(self, event: PartnerPane.Failed) -> None:
        """Where it stood: whose it was and which kind of error, never what the error says."""
        self._say_failure(self._count(event.error))

    def _failed_late(self, error: BaseException) -> None:
        said = text("{partner}: its own pane failed while it was closed.", partner=self.partner.name)
        self.exin.tell(f"{self.say(said)} {self.say(self._count(error).message)}", loud=True)

    def _count(self, error: BaseException) -> Failure:
        from exin_tui.partners.drawing import WIDGET

        return self.exin.partner_manager().failed_since(self.partner, WIDGET, error)

    @on(PartnerPane.Ended)
    def widget_ended(self) -> None:
        """As it wished."""
        self._say(text("{partner}: its own pane closed itself.", partner=self.partner.name))

    @on(PartnerPane.Silent)
    def widget_silent(self, event: PartnerPane.Silent) -> None:
        """Reported after as long as a call, and given up after as long as a call."""
        from exin_tui.partners.drawing import WIDGET

        manager = self.exin.partner_manager()
        if self.pane.running is None or event.seconds < manager.slow_after:
            return
        if event.seconds >= manager.given_up_after:
            self._say_failure(manager.silent_since(self.partner, WIDGET, event.seconds))
        elif not self._silent:
            self._silent = event.seconds
            manager.silent_since(self.partner, WIDGET, event.seconds)
        self._paint_pane_head()

    def _say_failure(self, failure: Failure | None) -> None:
        self._silent = 0.0
        name = text("{partner}: its own pane failed, and is closed.", partner=self.partner.name)
        more: list[Sayable] = [failure.message] if failure is not None else []
        if failure is not None and failure.set_aside:
            more.append(text("It is not asked again until the next start."))
        else:
            more.append(text("Leave the pane and come back to try again."))
        self._say(name, *more, text("Everything else works. Tell whoever wrote the partner."), sign="▲ ")

    def _say(self, first: Sayable, *more: Sayable, sign: str = "") -> None:
        def made(width: int) -> Sequence[Line]:
            head = [(Span(piece, "text bold"),) for piece in wrap(sign + self.say(first), width)]
            return [*head, *((Span(piece, "muted"),) for one in more for piece in wrap(self.say(one), width))]

        self.pane.say(made)
