"""Sending something to a partner from the screen: which export, what it would send, and the file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from exin_tui.language import mid_sentence, text
from exin_tui.tui.screens.board_screen import BoardScreen
from exin_tui.tui.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from exin_tui.caseload.models import Person
    from exin_tui.partners.contexts import Outgoing
    from exin_tui.partners.exporting import Preview, Recipient
    from exin_tui.programme.values import Refusal

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class ExportActions(BoardScreen):
    """A screen from which something is sent to a partner."""

    @property
    def export_about(self) -> str:
        """The id of the one participant whom it is about; empty: everybody whose consent opens it."""
        return ""

    @property
    def partner_here(self) -> Any:
        """The partner that is shown; None while none is."""
        raise NotImplementedError

    def action_partner_export(self) -> None:
        """Which one, when there are several; then what it would send."""
        partner = self.partner_here
        exports = partner.manifest.exports
        if not exports:
            self.exin.tell(text("This partner has nothing to send."))
        elif len(exports) == 1:
            self._show(partner, exports[0].id)
        else:
            self.exin.read_with(self._who_may_be_sent(partner), lambda found: self._offer(partner, found))

    def _who_may_be_sent(self, partner: Any) -> Callable[[Any], Outgoing]:
        today, programme = self.exin.clock.today(), self.exin.programme

        def read(connection: Any) -> Outgoing:
            from exin_tui.partners.contexts import outbound

            return outbound(connection, partner.manifest, today=today, programme=programme)

        return read

    def _offer(self, partner: Any, found: Outgoing) -> None:
        """The exports; above them for how many, or that whoever is at hand is not among them."""
        choices = [
            Choice(
                _LETTERS[number],
                self.say(one.title),
                one.id,
                beside=", ".join(one.formats),
            )
            for number, one in enumerate(partner.manifest.exports[: len(_LETTERS)])
        ]
        at_hand = getattr(self.person_at_hand, "id", "")
        left_out = next((one for one in found.left_out if one.participant_id == at_hand), None)
        title = self.say(text("Send to {partner}", partner=mid_sentence(partner.name)))
        if left_out is not None:
            title += f" · {self.say(text('without {code}: {why}', code=left_out.code, why=left_out.why))}"
        else:
            sent, all_of_them = len(found.disclosed), len(found.disclosed) + len(found.left_out)
            title += f" · {self.say(text('{count} of {all} may be sent', count=sent, all=all_of_them))}"

        def chosen(export_id: str | None) -> None:
            if export_id is not None:
                self._show(partner, export_id)

        self.app.push_screen(Menu(title, self.say(text("cancel")), choices), chosen)

    @property
    def person_at_hand(self) -> Person | None:
        """Whom the screen is about; None for one that is about everybody."""
        return None

    def _show(self, partner: Any, export_id: str) -> None:
        from exin_tui.partners.exporting import Recipient
        from exin_tui.tui.screens.export import ExportScreen

        recipient = Recipient(only=self.export_about)

        def ready(found: Preview | Refusal) -> None:
            from exin_tui.programme.values import Refusal

            if isinstance(found, Refusal):
                self.exin.tell(found.message, loud=True)
            else:
                self.app.push_screen(ExportScreen(partner, export_id, recipient, found))

        read_preview(self.exin, partner, export_id, recipient, ready)


def read_preview(
    app: Any, partner: Any, export_id: str, recipient: Recipient, then: Callable[[Preview | Refusal], None]
) -> None:
    """What would be sent now, read and built in a thread."""

    def read(_connection: Any) -> Preview | Refusal:
        from exin_tui.partners.exporting import preview

        return preview(
            app.database, partner, export_id,
            today=app.clock.today(), programme=app.programme, language=app.language, recipient=recipient,
            manager=app.partner_manager(),
        )  # fmt: skip

    app.read_with(read, then)
