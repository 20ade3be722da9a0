"""A meeting with guests: a school's teacher, NAV's case officer, a doctor, somebody's mother."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from exin_schema.programme_file import load_programme
from exin_schema.tables import (
    agency,
    caseworker,
    consent,
    contact,
    meeting_attendee,
    participant_contact,
)
from exin_tui.calendar.invitation import Inviting
from exin_tui.calendar.inviting import Sent, invite, uninvite
from exin_tui.calendar.wanted import Extra, Telling, Titles
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from tests.calendar.calendar_team import NOW, agreed, oslo, somebody

PROGRAMME = load_programme()
TODAY = NOW.date()
KN = "kn@kommune.example"
NAV = "kasper@nav.example"
SCHOOL = "lin@skole.example"
DOCTOR = "lege@legekontor.example"
MOTHER = "mor@hjemme.example"


def put(database: Database, table: Any, **values: Any) -> str:
    with database.write(command="test", now=NOW) as door:
        return door.insert(table, values)


class Team:
    """One participant, one meeting, and who is asked to it."""

    def __init__(self, database: Database, *, protected: bool = False, **more: Any) -> None:
        self.database = database
        self.person = somebody(
            database, given_name="Noah", family_name="Nordlien", protected_address=protected
        )
        values = {"kind": "nav_meeting", "place": "NAV Åsen", "prepare": "", "participant_id": self.person}
        starts_at = more.pop("starts_at", oslo("2026-11-05"))
        self.meeting = agreed(database, starts_at, **{**values, **more})
        for kind, where, name, title, address in (
            ("nav", "NAV Åsen", "Kasper Ås", "Kommunal saksbehandler", NAV),
            ("school", "Skolen på Haugen", "Lin Berg", "Rådgiver", SCHOOL),
            ("gp", "Legekontoret", "Tor Vik", "Fastlege", DOCTOR),
        ):
            office = put(database, agency, name=where, kind=kind)
            self.ask(put(database, contact, agency_id=office, name=name, role=title, email=address))
        mother = put(database, contact, name="Eva Nordlien", email=MOTHER)
        put(database, participant_contact, participant_id=self.person, contact_id=mother, role="family")
        self.ask(mother)
        kn = put(database, caseworker, initials="KN", role="caseworker")
        put(database, meeting_attendee, meeting_id=self.meeting, caseworker_id=kn)

    def ask(self, contact_id: str) -> None:
        put(self.database, meeting_attendee, meeting_id=self.meeting, contact_id=contact_id)

    def consent(self, line: str, **more: Any) -> str:
        values = {"participant_id": self.person, "line": line, "given_on": TODAY}
        return put(self.database, consent, **{**values, **more})

    def invite(self, path: Path, *chosen: str, **more: Any) -> Sent | Refusal:
        return self._send(invite, path, chosen, **more)

    def uninvite(self, path: Path, *chosen: str, **more: Any) -> Sent | Refusal:
        return self._send(uninvite, path, chosen, **more)

    def _send(
        self,
        send: Any,
        path: Path,
        chosen: tuple[str, ...],
        *,
        now: dt.datetime = NOW,
        titles: Titles = Titles.CODE,
        extras: frozenset[Extra] = frozenset(),
        title: str = "",
        organizer: str = KN,
    ) -> Sent | Refusal:
        answer: Sent | Refusal = send(
            self.database,
            self.meeting,
            path,
            inviting(titles=titles, extras=extras, title=title, organizer=organizer),
            chosen=frozenset(chosen) if chosen else None,
            today=now.date(),
            now=now,
            programme=PROGRAMME,
            force=True,
        )
        return answer


def inviting(
    *,
    titles: Titles = Titles.CODE,
    extras: frozenset[Extra] = frozenset(),
    title: str = "",
    organizer: str = KN,
) -> Inviting:
    return Inviting(Telling("nb", titles, extras), organizer, title)
