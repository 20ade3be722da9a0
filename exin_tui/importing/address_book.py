"""Contacts by name, with the agency where a name is not enough: those stored, and those the list brings."""

from __future__ import annotations

from sqlalchemy import Connection, select

from exin_schema.tables import agency, contact
from exin_tui.importing.known import Known
from exin_tui.importing.read_words import plain_words
from exin_tui.language import Text, join, text


class AddressBook:
    """Everybody who can be named. One who comes with the list has no id before they are written."""

    def __init__(self) -> None:
        self._by_words: dict[str, dict[tuple[str, str], str]] = {}
        """Name and agency, and the id, by how it may be written."""

    @classmethod
    def read(cls, connection: Connection, known: Known) -> AddressBook:
        """The stored ones and those that the list brings; one out of use where nobody else is meant."""
        book = cls()
        rows = connection.execute(
            select(contact.c.id, contact.c.name, contact.c.active, agency.c.name.label("at"))
            .outerjoin(agency, contact.c.agency_id == agency.c.id)
            .order_by(contact.c.active.desc())
        ).all()
        stored = {(row.name, row.at or "") for row in rows}
        for name, at in known.named_contacts - stored:
            book._add(name, at, "")
        for row in rows:
            book._add(row.name, row.at or "", row.id, spare=not row.active)
        return book

    def _add(self, name: str, at: str, identity: str, *, spare: bool = False) -> None:
        for written in {plain_words(name), plain_words(f"{name} {at}"), plain_words(f"{at} {name}")}:
            if not (spare and written in self._by_words):
                self._by_words.setdefault(written, {})[identity or name, at] = identity

    def contact(self, written: str) -> str:
        """The id; empty for one who comes with the list. Only for a name that `why_not` has nothing on."""
        (identity,) = self._by_words[plain_words(written)].values()
        return identity

    def why_not(self, written: str) -> Text | None:
        """Why nobody is meant, or nobody in particular."""
        found = self._by_words.get(plain_words(written), {})
        if not found:
            return text(
                "No contact of that name is in the address book or in the sheet of contacts. "
                "Add a row there, or correct the name."
            )
        if len(found) == 1:
            return None
        agencies = sorted({at for _, at in found if at})
        if len(agencies) == len(found):
            return text(
                "Several contacts have that name. Write the agency in parentheses after it: {agencies}.",
                agencies=join(tuple(agencies)),
            )
        return text("Several contacts have that name. Empty the cell, and choose the contact in the program.")
