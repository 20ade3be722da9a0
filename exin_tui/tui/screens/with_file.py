"""Sheets about the participant at hand that need more of what is stored than stands on the board."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from exin_tui.language import text
from exin_tui.tui.screens.about_person import AboutPerson

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.caseload.person_file import PersonFile

FileNow = Callable[[], "PersonFile | None"]
"""The file as it was read last; asking has it read anew."""


class WithFile(AboutPerson):
    """Reads the participant's file before a sheet is opened, and again when others have written."""

    def with_file(self, then: Callable[[PersonFile, FileNow], None]) -> None:
        """Read the file of who is at hand, then go on with it."""
        person, app = self.person, self.exin
        if person is None:
            return
        held: list[PersonFile | None] = []

        def read(connection: Connection) -> PersonFile | None:
            from exin_tui.caseload.person_file import read_person_file

            return read_person_file(connection, person.id, app.clock.today(), app.programme)

        def now() -> PersonFile | None:
            app.read_with(read, lambda found: held.__setitem__(0, found))
            return held[0]

        def done(file: PersonFile | None) -> None:
            if file is None:
                app.tell(text("{code} is not among the participants any more.", code=person.code))
                return
            held.append(file)
            then(file, now)

        app.read_with(read, done)

    def colleagues(self) -> tuple[str, ...]:
        """The initials of everybody who works here."""
        overview = self.exin.overview
        return tuple(one.initials for one in overview.capacity) if overview is not None else ()
