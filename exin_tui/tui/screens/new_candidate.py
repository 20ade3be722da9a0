"""``N``: a new candidate, who is opened once registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exin_tui.language import text

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.caseload.candidates import Suggested
    from exin_tui.tui.forms.declared import Saved
    from exin_tui.tui.screens.about_person import AboutPerson


def ask_for_candidate(screen: AboutPerson) -> None:
    """Read what they could be called and who has room, ask, and open them."""
    app, programme = screen.exin, screen.exin.programme

    def read(connection: Connection) -> Suggested:
        from exin_tui.caseload.candidates import suggested

        return suggested(connection, programme)

    def opened(suggested: Suggested) -> None:
        from exin_tui.tui.forms.candidate import candidate_form

        screen.fill_in(candidate_form(suggested, app.me, screen.look), None, registered)

    def registered(saved: Saved) -> None:
        from exin_tui.caseload.registration import Registered

        if isinstance(saved.answer, Registered):
            app.tell(text("{code} {alias} is registered, in intake.", code=saved.answer.code,
                          alias=saved.answer.alias))  # fmt: skip
            app.open_participant(saved.answer.code)

    app.read_with(read, opened)
