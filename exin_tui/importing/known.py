"""Who is known while a list is gone through: those in the database, and those whom the list itself brings."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from exin_schema.tables import caseworker, participant
from exin_tui.importing.read_words import plain_words
from exin_tui.language import Text, join, text

_Name = tuple[str, str]


@dataclass(slots=True)
class Known:
    """Caseworkers by initials and participants by code, both whatever their case."""

    staff: dict[str, str] = field(default_factory=dict)
    """Initials as stored, by initials in small letters."""
    staff_ids: dict[str, str] = field(default_factory=dict)
    """Ids by initials as stored; those who come with this list are not there before they are written."""
    left: set[str] = field(default_factory=set)
    """Who has left the team."""
    codes: dict[str, str] = field(default_factory=dict)
    """Codes as stored, by the code in small letters."""
    ids: dict[str, str] = field(default_factory=dict)
    """Participants' ids by code as stored."""
    aliases: dict[str, str] = field(default_factory=dict)
    """Codes by alias in small letters."""
    named_contacts: set[tuple[str, str]] = field(default_factory=set)
    """Name and agency of each contact in the list."""
    people: dict[_Name, list[tuple[dt.date | None, str]]] = field(default_factory=dict)
    """Birth date and code by name."""

    @classmethod
    def read(cls, connection: Connection) -> Known:
        """Everybody in the database, closed participants too."""
        known = cls()
        for identity, initials, active in connection.execute(
            select(caseworker.c.id, caseworker.c.initials, caseworker.c.active)
        ):
            if active:
                known.add_staff(initials, identity)
            else:
                known.left.add(initials.casefold())
        columns = participant.c
        for identity, code, alias, given, family, born in connection.execute(
            select(
                columns.id,
                columns.code,
                columns.alias,
                columns.given_name,
                columns.family_name,
                columns.birth_date,
            )
        ):
            known.add_participant(code, identity, alias)
            known.add_person(given, family, born, code)
        return known

    def add_staff(self, initials: str, identity: str | None = None) -> None:
        """Somebody who can be referred to from here on."""
        self.staff.setdefault(initials.casefold(), initials)
        if identity:
            self.staff_ids[initials] = identity

    def add_participant(self, code: str, identity: str | None = None, alias: str = "") -> None:
        """A participant who can be referred to from here on."""
        self.codes.setdefault(code.casefold(), code)
        if identity:
            self.ids[code] = identity
        if alias:
            self.aliases.setdefault(alias.casefold(), code)

    def add_person(self, given: str, family: str, born: dt.date | None, code: str) -> None:
        """A name, for finding the same person again."""
        if given or family:
            self.people.setdefault(_name(given, family), []).append((born, code))

    def same_person(self, given: str, family: str, born: dt.date | None) -> str | None:
        """The code of somebody with the same name and birth date, one that is missing taken as the same."""
        for other, code in self.people.get(_name(given, family), ()):
            if other is None or born is None or other == born:
                return code
        return None

    def exactly(self, given: str, family: str, born: object) -> bool:
        """Somebody has this name and this birth date."""
        return any(other == born for other, _ in self.people.get(_name(given, family), ()))

    def staff_id(self, initials: str) -> str | None:
        """The caseworker's id."""
        return self.staff_ids.get(self.staff.get(initials.casefold(), ""))

    def participant_id(self, code: str) -> str | None:
        """The participant's id; None for one who is not written yet."""
        return self.ids.get(self.codes.get(code.casefold(), ""))

    def unknown_staff(self, initials: str) -> Text | None:
        """Why somebody cannot be referred to; None when they can."""
        if initials.casefold() in self.staff:
            return None
        if initials.casefold() in self.left:
            return text(
                "{initials} has left the team. Write the initials of somebody who works there.",
                initials=initials,
            )
        if not self.staff:
            return text(
                "{initials} is not known, and the team is empty. "
                "Add a sheet Team with initials, name and role.",
                initials=initials,
            )
        return text(
            "{initials} is not known. Known are {known}. Add others in the sheet Team.",
            initials=initials,
            known=join(tuple(sorted(self.staff.values()))),
        )

    def unknown_participant(self, code: str) -> Text | None:
        """Why a participant cannot be referred to; None when they can."""
        if code.casefold() in self.codes:
            return None
        return text(
            "There is no participant {code}. Add a row in the sheet for participants, or correct the code.",
            code=code,
        )


def _name(given: str, family: str) -> _Name:
    return plain_words(given), plain_words(family)
