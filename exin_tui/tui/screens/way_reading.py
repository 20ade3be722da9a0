"""The intake and what is proposed: read when a tab that shows them is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exin_tui.tui.screens.open_person import OpenPerson

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.caseload.way import Way


class WayReading(OpenPerson):
    """A screen that shows the participant's way."""

    way: Way | None = None
    """As it was read last; None: not yet."""

    def read_way(self) -> None:
        """Read it, then paint."""
        person, app = self.person, self.exin
        if person is None:
            return

        def read(connection: Connection) -> Way | None:
            from exin_tui.caseload.way import load_way

            return load_way(connection, person.id, app.clock.today(), app.programme)

        def done(way: Way | None) -> None:
            self.way = way
            if self.is_mounted:
                self.paint()

        app.read_with(read, done)

    def way_now(self) -> Way | None:
        """As it was read last; asking has it read anew."""
        self.read_way()
        return self.way
