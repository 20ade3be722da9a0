"""What the commands read before they check the rules and write: participants with all that due dates hang on.

Read through the writing door's connection, so that it is what holds when the command writes; in a number of
statements that does not grow with the number of participants.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, select, true

from exin_schema.tables import checklist, checklist_item, consent, custody_episode, participant, task
from exin_schema.vocabulary import ChecklistKind, CustodyKind, Phase, ProbationState, SecurityLevel
from exin_tui.programme.values import Case, Consent, Episode

Row = Mapping[str, Any]

_AT_ONCE = 500
_ALL = true()
_PHASES = {phase.value: phase for phase in Phase}
_CUSTODY = {kind.value: kind for kind in CustodyKind}
_LEVELS = {level.value: level for level in SecurityLevel}
_PROBATION = {state.value: state for state in ProbationState}
KINDS = {kind.value: kind for kind in ChecklistKind}


@dataclass(slots=True)
class Stored:
    """One participant as stored."""

    participant: Row
    episodes: list[Row] = field(default_factory=list)
    """By number."""
    consents: list[Row] = field(default_factory=list)
    checklists: list[Row] = field(default_factory=list)
    items: dict[str, list[Row]] = field(default_factory=dict)
    """By checklist id, in order."""
    tasks: list[Row] = field(default_factory=list)
    """Those that partners' manifests name, open or not."""

    @property
    def id(self) -> str:
        """The participant's id."""
        return str(self.participant["id"])

    @property
    def newest_episode(self) -> Row | None:
        """The imprisonment with the highest number."""
        return self.episodes[-1] if self.episodes else None

    def case(self, episode_id: str | None = None) -> Case:
        """What the rules need to know, seen from one imprisonment (from the newest when none is given)."""
        row = self.newest_episode
        if episode_id is not None:
            row = next((each for each in self.episodes if each["id"] == episode_id), row)
        person = self.participant
        return Case(
            phase=_PHASES[person["phase"]],
            phase_since=person["phase_since"],
            enrolled_on=person["enrolled_on"],
            referred_on=person["referred_on"],
            closed_on=person["closed_on"],
            birth_date=person["birth_date"],
            episode=None if row is None else episode_of(row),
            consents=tuple(consent_of(each) for each in self.consents),
        )


def read_participants(connection: Connection, ids: Iterable[str] | None = None) -> Iterator[Stored]:
    """The participants with these ids; without ``ids`` everybody who is not closed."""
    wanted = list(ids) if ids is not None else _active(connection)
    for start in range(0, len(wanted), _AT_ONCE):
        yield from _chunk(connection, wanted[start : start + _AT_ONCE])


def read_participant(connection: Connection, participant_id: str) -> Stored | None:
    """One participant; None when there is none with that id."""
    return next(iter(_chunk(connection, [participant_id])), None)


def episode_of(row: Row) -> Episode:
    """A stored imprisonment as the rules take it."""
    return Episode(
        row["id"],
        row["number"],
        _CUSTODY[row["kind"]],
        _LEVELS[row["level"]],
        row["started_on"],
        row["ended_on"],
        row["full_term_on"],
        row["two_thirds_on"],
        _PROBATION[row["probation"]],
        row["probation_on"],
        row["decided_on"],
        row["released_on"],
    )


def consent_of(row: Row) -> Consent:
    """A stored consent as the rules take it."""
    return Consent(
        row["line"],
        row["given_on"],
        row["expires_on"],
        row["withdrawn_on"],
        row["role"],
        row["person"],
        row["topics"],
        row["id"],
    )


def _active(connection: Connection) -> list[str]:
    statement = select(participant.c.id).where(participant.c.closed_on.is_(None)).order_by(participant.c.code)
    return list(connection.execute(statement).scalars())


def _chunk(connection: Connection, ids: Sequence[str]) -> Iterator[Stored]:
    people = {row["id"]: Stored(row) for row in _rows(connection, participant, "id", ids)}
    for row in _rows(connection, custody_episode, "participant_id", ids):
        people[row["participant_id"]].episodes.append(row)
    for row in _rows(connection, consent, "participant_id", ids):
        people[row["participant_id"]].consents.append(row)
    for row in _rows(connection, checklist, "participant_id", ids):
        people[row["participant_id"]].checklists.append(row)
    for row in _rows(connection, checklist_item, "participant_id", ids):
        people[row["participant_id"]].items.setdefault(row["checklist_id"], []).append(row)
    named = task.c.key.is_not(None) & task.c.partner.is_not(None)
    for row in _rows(connection, task, "participant_id", ids, named):
        people[row["participant_id"]].tasks.append(row)
    for each in people.values():
        each.episodes.sort(key=lambda row: int(row["number"]))
        for items in each.items.values():
            items.sort(key=lambda row: int(row["position"]))
    yield from (people[one] for one in ids if one in people)


def _rows(
    connection: Connection, table: Table, column: str, ids: Sequence[str], only: ColumnElement[bool] = _ALL
) -> Iterator[Row]:
    result = connection.execute(select(table).where(table.c[column].in_(ids), only))
    names = [str(column.name) for column in table.columns]
    for row in result:
        yield dict(zip(names, row, strict=True))
