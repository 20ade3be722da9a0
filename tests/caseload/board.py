"""Puts a caseload into a real database, one row at a time, and reads it back as the screens do."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Table

from exin_schema.programme_file import load_programme
from exin_schema.tables import (
    activity,
    application,
    caseworker,
    checklist,
    checklist_item,
    consent,
    contact,
    custody_episode,
    meeting,
    new_id,
    participant,
    participant_contact,
    phase_transition,
    task,
    team,
)
from exin_tui.caseload.labels import Labels
from exin_tui.caseload.models import Overview, ParticipantRow, ParticipantView
from exin_tui.caseload.overview import load_overview
from exin_tui.caseload.participant import load_participant
from exin_tui.clock import OSLO
from exin_tui.storage.database import Database

TODAY = dt.date(2026, 11, 27)
"""A Friday."""
NOW = dt.datetime(2026, 11, 27, 8, 0, tzinfo=OSLO)
PROGRAMME = load_programme()
LABELS = Labels.of(PROGRAMME)


def day(offset: int) -> dt.date:
    """So many days from today."""
    return TODAY + dt.timedelta(days=offset)


def at(offset: int, hour: int, minute: int = 0) -> dt.datetime:
    """A moment in Oslo, so many days from today."""
    return dt.datetime.combine(day(offset), dt.time(hour, minute), OSLO)


class Board:
    """A caseload being put together."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.team = {initials: new_id() for initials in ("AB", "KN", "TL")}
        self.lists: dict[tuple[str, str], str] = {}
        self.add(team, name="Søndre Nordstrand", code_prefix="SN")
        for initials, key in self.team.items():
            role = "team_leader" if initials == "TL" else "caseworker"
            self.add(caseworker, id=key, initials=initials, role=role)

    def add(self, table: Table, **values: Any) -> str:
        """One row; its id."""
        with self.database.write(command="test", now=NOW) as door:
            return door.insert(table, values)

    def participant(
        self, code: str, phase: str = "in_prison", caseworker: str | None = "KN", **values: Any
    ) -> str:
        """A participant; enrolled long ago, without consents and never in custody unless more is added."""
        values.setdefault("alias", "Furu")
        values.setdefault("enrolled_on", day(-200))
        key = self.team[caseworker] if caseworker else None
        return self.add(participant, code=code, phase=phase, caseworker_id=key, **values)

    def episode(self, who: str, *, number: int = 1, **values: Any) -> str:
        """An imprisonment: a sentence at high security since a year."""
        values = {"kind": "sentence", "level": "high", "started_on": day(-365), **values}
        return self.add(custody_episode, participant_id=who, number=number, **values)

    def checklist(
        self, who: str, kind: str = "release", in_force: int | None = -30, episode: str | None = None
    ) -> str:
        """One of the lists, in force so many days from today."""
        self.lists[who, kind] = self.add(
            checklist,
            participant_id=who,
            episode_id=episode,
            kind=kind,
            in_force_on=None if in_force is None else day(in_force),
        )
        return self.lists[who, kind]

    def item(self, who: str, key: str, due: int | None = None, kind: str = "release", **values: Any) -> str:
        """A line of a list, which is made when it is not there."""
        if (who, kind) not in self.lists:
            self.checklist(who, kind)
        values.setdefault("position", 1)
        return self.add(
            checklist_item,
            participant_id=who,
            checklist_id=self.lists[who, kind],
            key=key,
            due_on=None if due is None else day(due),
            **values,
        )

    def task(self, who: str | None, title: str, due: int | None = None, **values: Any) -> str:
        """A task of a participant or of the team's own."""
        on = None if due is None else day(due)
        return self.add(task, participant_id=who, title=title, due_on=on, **values)

    def meeting(
        self,
        who: str | None,
        starts_at: dt.datetime,
        kind: str = "visit",
        ends_at: dt.datetime | None = None,
        **values: Any,
    ) -> str:
        """A meeting of an hour."""
        return self.add(
            meeting,
            participant_id=who,
            uid=new_id(),
            kind=kind,
            starts_at=starts_at,
            ends_at=ends_at or starts_at + dt.timedelta(hours=1),
            changed_at=NOW,
            **values,
        )

    def consent(self, who: str, line: str, given: int = -100, **values: Any) -> str:
        """A consent."""
        return self.add(consent, participant_id=who, line=line, given_on=day(given), **values)

    def contacted(self, who: str, days_ago: int, **values: Any) -> str:
        """A visit."""
        return self.add(activity, participant_id=who, kind="visit", on=day(-days_ago), **values)

    def application(self, who: str, sent_days_ago: int | None, state: str = "sent") -> str:
        """An application to NAV."""
        sent = None if sent_days_ago is None else day(-sent_days_ago)
        return self.add(application, participant_id=who, kind="nav", state=state, sent_on=sent)

    def contact(self, who: str, name: str, role: str, **values: Any) -> str:
        """Somebody with a role for a participant."""
        return self.add(
            participant_contact,
            participant_id=who,
            contact_id=self.add(contact, name=name),
            role=role,
            **values,
        )

    def transition(self, who: str, origin: str | None, to: str, on: int, **values: Any) -> str:
        """A move between phases."""
        return self.add(
            phase_transition, participant_id=who, from_phase=origin, to_phase=to, on=day(on), at=NOW, **values
        )

    def overview(self, *, today: dt.date = TODAY, now: dt.datetime | None = None) -> Overview:
        """The dashboard."""
        with self.database.read() as connection:
            return load_overview(connection, today=today, programme=PROGRAMME, labels=LABELS, now=now)

    def row(self, code: str, *, now: dt.datetime | None = None) -> ParticipantRow:
        """One participant's row on the dashboard."""
        return next(row for row in self.overview(now=now).rows if row.person.code == code)

    def view(self, code: str, *, now: dt.datetime | None = None) -> ParticipantView:
        """A participant's screen."""
        with self.database.read() as connection:
            return load_participant(
                connection, code, today=TODAY, programme=PROGRAMME, labels=LABELS, now=now
            )
