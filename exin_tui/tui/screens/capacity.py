"""Capacity: everybody in the team against the limits, and why the limits are what they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from exin_tui.caseload import why
from exin_tui.caseload.filters import Filter
from exin_tui.caseload.models import CapacityRow
from exin_tui.language import text
from exin_tui.programme.values import Refusal
from exin_tui.tui.commands.bindings import bindings_for
from exin_tui.tui.commands.catalogue import commands_of
from exin_tui.tui.commands.declaration import Command, Where
from exin_tui.tui.ink import BLANK, Line, Span, clip, cut, fit, gap, joined
from exin_tui.tui.look import Look
from exin_tui.tui.screens.board_screen import BoardScreen
from exin_tui.tui.screens.partner import BOARD_KEYS
from exin_tui.tui.widgets.capacity_meter import capacity_line
from exin_tui.tui.widgets.footer import KeysLine
from exin_tui.tui.widgets.header import HeaderLine
from exin_tui.tui.widgets.line_list import Drawn, LineList, fixed
from exin_tui.tui.widgets.pane_head import PaneHead
from exin_tui.tui.widgets.row_list import RowList
from exin_tui.tui.widgets.why_lines import why_lines
from exin_tui.tui.widgets.why_panel import WhyPanel

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.caseload.leaving import Leaving
    from exin_tui.tui.forms.declared import Saved


def capacity_rows(rows: Sequence[CapacityRow], look: Look) -> list[tuple[str, Drawn]]:
    """Two lines for each: the meter; and role, and why a limit is passed while it is."""
    found: list[tuple[str, Drawn]] = []
    for one in rows:
        found.append(
            (one.initials, fixed((*capacity_line(one, look), gap(4), Span(look.say(one.role), "muted"))))
        )
        if one.over:
            reason = look.screening.private(one.reason) or look.say(text("no reason is recorded"))
            by = f" ({one.reason_by})" if one.reason_by else ""
            said = look.say(text("over the limit: {reason}", reason=reason)) + by
            found.append(("", _reason(said)))
        found.append(("", fixed(BLANK)))
    return found[:-1]


def _reason(said: str) -> Drawn:
    return lambda width: (gap(4), Span("▲ ", "overdue"), Span(clip(said, width - 6)))


class CapacityScreen(BoardScreen):
    """Who has room. The weeks ahead are another matter."""

    PLACE = "capacity"
    WHERE = (Where.CAPACITY,)
    AUTO_FOCUS = "#people"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(
        one
        for one in commands_of(Where.BOARD, Where.CAPACITY, Where.GO)
        if one.where is not Where.BOARD or one.id in BOARD_KEYS
    )

    def __init__(self) -> None:
        super().__init__()
        self.people = LineList(id="people")

    def compose(self) -> ComposeResult:
        """Header, list, answer, keys."""
        yield HeaderLine()
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield PaneHead(id="people-head", heads=self._heads)
                yield self.people
            yield WhyPanel()
        yield KeysLine()

    def _heads(self, width: int) -> Line:
        say = self.look.say
        names = ((f"    {say(text('everybody'))}", 22), (say(text("all")), 8), (say(text("phases 3+4")), 20))
        return cut((Span(fit(name, cells), "muted") for name, cells in names), width)

    def commands(self) -> tuple[type[Command], ...]:
        """Opening and asking, besides going."""
        own = tuple(one for one in commands_of(Where.BOARD) if one.id in BOARD_KEYS)
        return (*own, *super().commands())

    def paint(self) -> None:
        """From the last snapshot."""
        super().paint()
        overview = self.exin.overview
        if overview is None:
            return
        say = self.look.say
        self.people.show(capacity_rows(overview.capacity, self.look))
        marks = (("■", text("phases 3+4")), ("□", text("others")), ("·", text("free")))
        legend = joined([(Span(f"{mark} {say(words)}", "muted"),) for mark, words in marks], 2)
        head = self.query_one(PaneHead)
        head.light(lit=True)
        head.show(say(text("Capacity")), str(len(overview.capacity)), legend)
        self.answer()

    def _subject(self) -> CapacityRow | None:
        overview = self.exin.overview
        rows = overview.capacity if overview else ()
        return next((one for one in rows if one.initials == self.people.row_id), None)

    @on(RowList.Highlighted)
    def highlighted(self) -> None:
        """The answer follows the cursor."""
        self.answer()

    def action_row_open(self) -> None:
        """Their participants on the board."""
        one = self._subject()
        if one is not None:
            self.exin.go_overview()
            self.exin.narrow_board(Filter().caseworker(one.initials))

    def action_capacity_reassign(self) -> None:
        """Read what they have in hand, then ask who takes over."""
        one, app = self._subject(), self.exin
        if one is None:
            return
        initials = one.initials

        def read(connection: Connection) -> Leaving | Refusal:
            from exin_tui.caseload.leaving import leaving

            return leaving(connection, initials, now=app.clock.now(), programme=app.programme)

        def opened(found: Leaving | Refusal) -> None:
            from exin_tui.tui.forms.leaving import leaving_form
            from exin_tui.tui.forms.sheet import FormSheet

            if isinstance(found, Refusal):
                app.tell(found.message, loud=True)
                return
            held = [found]

            def take(again: Leaving | Refusal) -> None:
                if not isinstance(again, Refusal):
                    held[0] = again

            def now() -> Leaving:
                app.read_with(read, take)
                return held[0]

            form = leaving_form(found, now, self.look)
            self.app.push_screen(FormSheet(form, self.look), self._handed_over)

        app.read_with(read, opened)

    def _handed_over(self, saved: Saved | None) -> None:
        from exin_tui.tui.screens.outcome import tell_outcome

        if saved is not None:
            tell_outcome(self.exin, text("Handed over."), saved.answer)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is handed over of nobody."""
        if action == "capacity_reassign" and self._subject() is None:
            return False
        return super().check_action(action, parameters)

    def action_row_why(self) -> None:
        """The rule and its source, or not."""
        self.toggle_class("-answering")
        self.answer()

    def answer(self) -> None:
        """About the person under the cursor."""
        one, look = self._subject(), self.look
        if one is None or not self.has_class("-answering"):
            return
        answer = why.why_capacity(one, self.exin.programme)

        def body(width: int) -> list[Line]:
            return [line for each in answer.whys for line in (BLANK, *why_lines(each, look, width))]

        self.query_one(WhyPanel).show(one.initials, body, look)

    def on_resize(self, _: Any = None) -> None:
        """Margins, and where the answer stands."""
        self.people.margin = 1 if self.size.width < 100 else 2
        self.place_answer()

    def went_back(self) -> bool:
        """Escape closes the answer."""
        if self.has_class("-answering"):
            self.remove_class("-answering")
            return True
        return False

    def title_of_place(self) -> str:
        """For help's first line."""
        return self.say(text("Capacity"))
