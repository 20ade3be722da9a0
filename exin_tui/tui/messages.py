"""What workers tell the application. One handler for each owns the state that it changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.message import Message

from exin_tui.caseload.models import Overview, ParticipantView
from exin_tui.language import Sayable

if TYPE_CHECKING:
    from exin_tui.calendar.owed import Owed
    from exin_tui.partners.approval import Approval
    from exin_tui.partners.discovery import Partner
    from exin_tui.partners.on_board import OnBoard


class OverviewRead(Message):
    """A snapshot of the caseload has been read."""

    def __init__(self, overview: Overview) -> None:
        self.overview = overview
        super().__init__()


class ParticipantRead(Message):
    """A participant has been read; None: there is nobody with that code any more."""

    def __init__(self, code: str, view: ParticipantView | None) -> None:
        self.code = code
        self.view = view
        super().__init__()


class PartnersAsked(Message):
    """The partners' rules have been asked; None: that did not work."""

    def __init__(self, found: OnBoard | None) -> None:
        self.found = found
        super().__init__()


class PartnersAnswered(Message):
    """The team's answers about partners have been read, and are others than before."""

    def __init__(self, answers: Mapping[str, Approval], partners: tuple[Partner, ...]) -> None:
        self.answers = answers
        self.partners = partners
        """Some that took part may do so no longer."""
        super().__init__()


class PartnerSlow(Message):
    """A partner's Python is still waited for."""

    def __init__(self, partner: str, name: Sayable) -> None:
        self.partner, self.name = partner, name
        super().__init__()


class InvitationsRead(Message):
    """Which invitations are out of date has been read."""

    def __init__(self, owed: tuple[Owed, ...]) -> None:
        self.owed = owed
        super().__init__()


class SomethingChanged(Message):
    """The change log has grown: somebody has written, here or elsewhere."""

    def __init__(self, last_change: int) -> None:
        self.last_change = last_change
        super().__init__()
