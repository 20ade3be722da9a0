"""Reading the address book, when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from exin_tui.tui.screens.about_person import AboutPerson

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.caseload.address_book import BookAgency, BookContact

    Book = tuple[BookAgency, ...]


class BookReading(AboutPerson):
    """A screen that can ask."""

    def with_book(self, then: Callable[[Book], None]) -> None:
        """Read the address book, then go on."""
        app = self.exin

        def read(connection: Connection) -> Book:
            from exin_tui.caseload.address_book import load_book

            return load_book(connection, app.clock.today())

        app.read_with(read, then)

    def watched_contact(self, one: BookContact) -> Callable[[], BookContact | None]:
        """Gives ``one`` as it was read last, and reads it anew each time it is asked."""
        held: list[BookContact | None] = [one]

        def again() -> BookContact | None:
            def got(book: Book) -> None:
                from exin_tui.caseload.address_book import contact_of

                held[0] = contact_of(book, one.id)

            self.with_book(got)
            return held[0]

        return again
