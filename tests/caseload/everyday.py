"""Somebody to do the everyday work with, and what the tests of it ask of the stored data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Table, select

from exin_schema.tables import custody_episode, metadata, participant, task
from exin_tui.caseload.discussion import Discussion
from exin_tui.caseload.register import register
from exin_tui.caseload.registration import Registered, Registration
from exin_tui.history.undo import undo_last
from exin_tui.history.verifying import verify
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from tests.caseload.written import ACTING, NOW, entered, team_of_two

T = TypeVar("T")
Stored = dict[str, dict[str, dict[str, Any]]]
"""Rows by table and id."""
DISCUSSED = Discussion("flytte hjem", "ingen bolig", "ingenting spesielt", "KN AB")
_COUNTED = frozenset({"version"})
_GROWING = frozenset({"change", "access", "disclosure", "subject_key"})


def done(answer: T | Refusal) -> T:
    """The result of a command that was not refused."""
    assert not isinstance(answer, Refusal), answer.message.say("en")
    return answer


def refused(answer: object) -> str:
    """The code of a refusal that can be said in both languages."""
    assert isinstance(answer, Refusal), answer
    assert answer.message.say("en")
    return answer.code


def everything(database: Database) -> Stored:
    """All that is stored, without versions and the log: what an undo must bring back."""
    with database.read() as connection:
        return {
            table.name: {
                row["id"]: {name: value for name, value in row.items() if name not in _counted(table)}
                for row in connection.execute(select(table)).mappings()
            }
            for table in metadata.tables.values()
            if "id" in table.c and table.name not in _GROWING
        }


def _counted(table: Table) -> frozenset[str]:
    """What only counts up: calendars ignore a number that is lower than the one they know."""
    return _COUNTED | {"sequence", "changed_at"} if table.name == "meeting" else _COUNTED


def whole(database: Database) -> bool:
    """The hash chain verifies."""
    with database.read() as connection:
        return verify(connection).ok


@dataclass(frozen=True)
class Someone:
    """A participant by id."""

    database: Database
    id: str

    @property
    def row(self) -> Mapping[str, Any]:
        """As stored."""
        return self.rows(participant, "id")[0]

    @property
    def version(self) -> int:
        """What the next command expects."""
        return int(self.row["version"])

    @property
    def at(self) -> tuple[Database, str, int]:
        """What commands about the participant take first."""
        return self.database, self.id, self.version

    @property
    def episode(self) -> Mapping[str, Any]:
        """The newest imprisonment."""
        return max(self.rows(custody_episode), key=lambda row: int(row["number"]))

    @property
    def custody(self) -> tuple[Database, str, int]:
        """What commands about the imprisonment take first."""
        return self.database, self.episode["id"], self.episode["version"]

    def rows(self, table: Table, column: str = "participant_id") -> list[Mapping[str, Any]]:
        """The participant's rows of a table."""
        with self.database.read() as connection:
            found = connection.execute(select(table).where(table.c[column] == self.id))
            return [dict(row) for row in found.mappings()]

    def open_tasks(self) -> dict[str, Mapping[str, Any]]:
        """Open tasks by key, or by title where they have none."""
        return {row["key"] or row["title"]: row for row in self.rows(task) if row["state"] == "open"}


def someone(database: Database, registration: Registration | None = None) -> Someone:
    """Somebody in a team of two; in phase 3, three weeks before the release, unless said otherwise."""
    team_of_two(database)
    return one_more(database, registration)


def one_more(database: Database, registration: Registration | None = None) -> Someone:
    """Somebody in the team that is there."""
    answer = register(database, registration or entered(), **ACTING)
    assert isinstance(answer, Registered)
    return Someone(database, answer.id)


def undone(database: Database, before: Stored, *, now: dt.datetime = NOW) -> bool:
    """Taking back KN's last command leaves everything as it was ``before``."""
    undo_last(database, "KN", now)
    after = everything(database)
    for name, rows in after.items():
        assert rows == before[name], name
    return True
