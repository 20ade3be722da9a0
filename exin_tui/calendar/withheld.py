"""What never leaves in a calendar, whatever was asked for: names, numbers, and protected addresses.

Places and notes are typed by people, who type names into them. Screened or not makes no difference here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from exin_schema.tables import caseworker, contact, participant
from exin_tui.calendar.meetings import CalendarMeeting

BLANK = "…"
_WORD = re.compile(r"[^\W\d_]+(?:[-'’‑][^\W\d_]+)*")
_NUMBER = re.compile(
    r"(?<!\d)(?:(?:\+|00)?47[ \u00a0]?)?\d(?:[ \u00a0]?\d){7}(?!\d)|(?<!\d)\d{6}[ \u00a0]?\d{5}(?!\d)"
)
"""A Norwegian telephone number, or a national identity number, however it is spaced."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """Names of everybody the database knows, and the addresses that are protected."""

    families: dict[str, list[frozenset[str]]] = field(default_factory=dict)
    """The given names (casefolded) of those whose family name has the word."""
    addresses: tuple[str, ...] = ()

    @classmethod
    def read(cls, connection: Connection) -> Withheld:
        """From the database: participants, contacts and the team's own people."""
        families: dict[str, list[frozenset[str]]] = {}
        columns = (participant.c.given_name, participant.c.family_name)
        people = [(row[0], row[1]) for row in connection.execute(select(*columns))]
        for table in (contact, caseworker):
            people += [_split(row[0]) for row in connection.execute(select(table.c.name))]
        for given, family in people:
            if given_words := frozenset(_words(given)):
                for word in _words(family):
                    families.setdefault(word, []).append(given_words)
        protected = select(participant.c.address).where(
            participant.c.protected_address.is_(True), participant.c.address != ""
        )
        addresses = {form for row in connection.execute(protected) for form in _forms(row[0])}
        return cls(families, tuple(sorted(addresses)))

    def place(self, meeting: CalendarMeeting) -> str:
        """Where it is; empty when that may not be told."""
        if meeting.protected or self._has_address(meeting.place):
            return ""
        return self._without_names(meeting.place, meeting)

    def note(self, note: str, meeting: CalendarMeeting) -> str:
        """What is to be prepared, or what the meeting is called; empty when that may not be told."""
        if meeting.protected or self._has_address(note):
            return ""
        return self._without_names(note, meeting)

    def tells_nobody(self, title: str, meeting: CalendarMeeting) -> bool:
        """No name, number or protected address is in ``title``."""
        return not self._has_address(title) and self._without_names(title, meeting) == title

    def _has_address(self, value: str) -> bool:
        flat = _flat(value)
        return any(address in flat for address in self.addresses)

    def _without_names(self, value: str, meeting: CalendarMeeting) -> str:
        value = _NUMBER.sub(BLANK, value)
        words = frozenset(_words(value))
        hidden = {
            *_words(meeting.given_name or ""),
            *_words(meeting.family_name or ""),
        } & words
        for family in words & self.families.keys():
            for given in self.families[family]:
                if given & words:
                    hidden |= {family, *(given & words)}
        if not hidden:
            return value
        return _WORD.sub(lambda found: BLANK if found[0].casefold() in hidden else found[0], value)


def _words(value: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(value)]


def _split(name: str) -> tuple[str, str]:
    given, _, family = name.strip().rpartition(" ")
    return given, family


def _flat(value: str) -> str:
    return " ".join(value.casefold().split())


def _forms(address: str) -> set[str]:
    """The address, and its street alone."""
    flat = _flat(address)
    return {form for form in (flat, flat.partition(",")[0].strip()) if len(form) > 2}
