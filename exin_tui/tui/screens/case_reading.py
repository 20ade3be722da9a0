"""Reading applications, contact and situation of the participant at hand, when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from exin_tui.caseload.case_models import CaseView
from exin_tui.caseload.models import Person
from exin_tui.tui.screens.about_person import AboutPerson

if TYPE_CHECKING:
    from sqlalchemy import Connection

Now = Callable[[], CaseView]


class CaseReading(AboutPerson):
    """A screen that can ask."""

    def read_case_of(self, person: Person, then: Callable[[CaseView], None]) -> None:
        """Read in a thread, then go on."""

        def read(connection: Connection) -> CaseView:
            from exin_tui.caseload.case_view import load_case_view

            return load_case_view(connection, person.id)

        self.exin.read_with(read, then)

    def with_case(self, then: Callable[[Person, Now], None]) -> None:
        """Read the participant at hand, then go on with who it is and a way to look again.

        The way to look again answers with what was read last and reads anew: a form that met somebody else's
        change asks until it has come.
        """
        person = self.person
        if person is None:
            return

        def opened(case: CaseView) -> None:
            last = [case]

            def read_again(found: CaseView) -> None:
                last[0] = found

            def now() -> CaseView:
                self.read_case_of(person, read_again)
                return last[0]

            then(person, now)

        self.read_case_of(person, opened)
