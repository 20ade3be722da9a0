"""What a stand-up came to: who was discussed or skipped, decisions, tasks, ticks, and meetings agreed.

Codes and aliases only: sensitive items say that they are, and a participant's own name in what was typed is
replaced by the alias.
"""

from __future__ import annotations

import datetime as dt

import msgspec
from sqlalchemy import Connection, select

from exin_schema.tables import caseworker, participant
from exin_schema.vocabulary import EntryState, ItemState, ReviewKind, TaskState
from exin_tui.caseload.labels import Labels
from exin_tui.caseload.models import Person
from exin_tui.caseload.standup_news import Net, nets
from exin_tui.caseload.standups import Standup, StandupEntry
from exin_tui.caseload.team import initials_in_use
from exin_tui.clock import OSLO
from exin_tui.history.reading import changes
from exin_tui.language import Sayable


class Done(msgspec.Struct, frozen=True, gc=False):
    """Something that was entered while the stand-up was held."""

    person: Person | None
    """None: for the team."""
    label: Sayable
    sensitive: bool
    who: str
    """Who does it, or did: initials; empty: nobody in particular."""
    due_on: dt.date | None = None
    starts_at: dt.datetime | None = None
    """In Oslo."""
    kind: str = ""
    """Of what was ticked: ``item`` or ``task``."""


class Summary(msgspec.Struct, frozen=True, gc=False):
    """All that the summary says, in one snapshot."""

    kind: ReviewKind
    standup_id: str
    held_on: dt.date
    held_by: str
    caseworker: str
    started_at: dt.datetime
    ended_at: dt.datetime | None
    seconds: int
    planned_minutes: int
    present: tuple[str, ...]
    away: tuple[str, ...]
    entries: tuple[StandupEntry, ...]
    tasks: tuple[Done, ...]
    ticks: tuple[Done, ...]
    meetings: tuple[Done, ...]

    def of(self, state: EntryState) -> tuple[StandupEntry, ...]:
        """The participants that were left in ``state``."""
        return tuple(entry for entry in self.entries if entry.state is state)

    @property
    def decided(self) -> tuple[StandupEntry, ...]:
        """Those about whom something was decided."""
        return tuple(entry for entry in self.entries if entry.decision)


def summary_of(connection: Connection, standup: Standup, *, labels: Labels) -> Summary:
    """The summary of a stand-up, ended or not: of what was entered between its beginning and its end.

    What anybody entered then about its participants, or for the team, belongs to it.
    """
    people = {entry.person.id: entry.person for entry in standup.entries}
    entered = nets(connection, changes(connection, after=standup.began_change), standup.ended_change)
    known = {
        row.id: row.initials for row in connection.execute(select(caseworker.c.id, caseworker.c.initials))
    }
    theirs = _caseworkers(connection, known)
    tasks: list[Done] = []
    ticks: list[Done] = []
    meetings: list[Done] = []
    for net in entered:
        whose = net.row.get("participant_id")
        if whose is not None and whose not in people:
            continue
        person = people.get(str(whose))
        answers = known.get(str(net.row.get("responsible_id"))) or theirs.get(str(whose), "")
        if net.entity == "task" and net.inserted and net.row.get("key") is None:
            tasks.append(
                Done(
                    person,
                    _title(net, labels),
                    sensitive=False,
                    who=answers,
                    due_on=_day(net.row.get("due_on")),
                )
            )
        elif net.entity == "meeting" and net.inserted and net.row.get("series_id") is None:
            if net.command == "standup.end":
                continue
            meetings.append(_meeting(net, person, known, labels))
        if _ticked(net):
            ticks.append(_tick(net, person, labels))
    return Summary(
        kind=standup.kind,
        standup_id=standup.id,
        held_on=standup.held_on,
        held_by=standup.held_by,
        caseworker=standup.caseworker,
        started_at=standup.started_at.astimezone(OSLO),
        ended_at=None if standup.ended_at is None else standup.ended_at.astimezone(OSLO),
        seconds=standup.seconds,
        planned_minutes=standup.planned_minutes,
        present=tuple(one for one in initials_in_use(connection) if one not in standup.away),
        away=standup.away,
        entries=standup.entries,
        tasks=tuple(tasks),
        ticks=tuple(ticks),
        meetings=tuple(meetings),
    )


def _caseworkers(connection: Connection, known: dict[str, str]) -> dict[str, str]:
    rows = connection.execute(select(participant.c.id, participant.c.caseworker_id))
    return {row.id: known.get(row.caseworker_id, "") for row in rows}


def _title(net: Net, labels: Labels) -> Sayable:
    return labels.task_title(net.row.get("key"), net.row.get("title") or "")


def _day(value: object) -> dt.date | None:
    return value if isinstance(value, dt.date) or value is None else dt.date.fromisoformat(str(value))


def _ticked(net: Net) -> bool:
    done = {ItemState.DONE.value, ItemState.CONFIRMED.value, TaskState.DONE.value}
    return net.entity in {"checklist_item", "task"} and not net.inserted and net.changed.get("state") in done


def _tick(net: Net, person: Person | None, labels: Labels) -> Done:
    if net.entity == "task":
        sensitive = labels.task_sensitive(net.row.get("key"))
        return Done(person, _title(net, labels), sensitive=sensitive, who=net.who, kind="task")
    item = labels.item_label(net.row["list"], net.row["key"])
    return Done(person, item.label, sensitive=item.sensitive, who=net.who, kind="item")


def _meeting(net: Net, person: Person | None, known: dict[str, str], labels: Labels) -> Done:
    starts = net.row["starts_at"]
    moment = starts if isinstance(starts, dt.datetime) else dt.datetime.fromisoformat(str(starts))
    return Done(
        person,
        labels.meeting_kind(net.row["kind"]),
        sensitive=False,
        who=known.get(str(net.row.get("caseworker_id")), ""),
        starts_at=moment.astimezone(OSLO),
    )
