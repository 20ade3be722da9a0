"""A made-up caseload of any size, written straight with the bare driver: quick, and nothing but rows.

The people do not exist: codes and aliases are counted up. For a believable team see `exin_tui.demo`.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exin_schema.programme import Programme
from exin_schema.tables import metadata, new_id
from exin_schema.vocabulary import ChecklistKind, Phase
from exin_tui.storage import sqlcipher
from exin_tui.storage.keys_crypto import new_database_key
from exin_tui.storage.sealing import new_subject_key
from exin_tui.storage.versions import stamp

TODAY = dt.date(2026, 11, 27)
CASEWORKERS = ("AB", "KN", "MH", "TL")
Row = dict[str, object]


@dataclass(frozen=True)
class Made:
    """A database file and its key."""

    path: Path
    key: bytes

    def bare(self, *, writes: bool = False) -> Any:
        """A connection of the bare driver, with the pragmas that the program sets."""
        return sqlcipher.connect(self.path, self.key, writes=writes, durable=False)


@contextlib.contextmanager
def caseload(participants: int, items: int, programme: Programme) -> Iterator[Made]:
    """An encrypted database with ``participants`` of ``items`` checklist items each, deleted afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="exin-bench-"))
    try:
        made = Made(folder / "caseload.db", new_database_key())
        made.path.touch(mode=0o600)
        engine = sqlcipher.unguarded_engine(made.path, made.key, durable=False)
        with engine.begin() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            metadata.create_all(connection, checkfirst=False)
            stamp(connection)
        engine.dispose()
        _fill(made, participants, items, programme)
        yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(made: Made, participants: int, items: int, programme: Programme) -> None:
    with contextlib.closing(made.bare(writes=True)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("BEGIN")
        insert = functools.partial(_insert, connection)
        insert("team", [{"id": new_id(), "name": "Benk", "code_prefix": "BK"}])
        team = {initials: new_id() for initials in CASEWORKERS}
        insert(
            "caseworker",
            [{"id": one, "initials": initials, "role": "caseworker"} for initials, one in team.items()],
        )
        keys = [spec.key for spec in programme.checklist(ChecklistKind.RELEASE).items]
        for first in range(0, participants, 5000):
            _batch(insert, range(first, min(first + 5000, participants)), items, keys, list(team.values()))
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _insert(connection: Any, table: str, rows: list[Row]) -> None:
    if rows:
        names = list(rows[0])
        holes = ", ".join("?" for _ in names)
        columns = ", ".join(f'"{name}"' for name in names)
        connection.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({holes})",  # noqa: S608 - names of our own tables
            [tuple(row.values()) for row in rows],
        )


def _day(offset: int) -> str:
    return (TODAY + dt.timedelta(days=offset)).isoformat()


def _state(number: int, place: int, *, out: bool) -> str:
    """Half of the list is done inside; outside nearly all of it, and every fifth has one item left."""
    still_open = place % 2 == 0 if not out else place == 0 and number % 5 == 0
    return "not_started" if still_open else "done"


def _batch(insert: Any, numbers: range, items: int, keys: list[str], caseworkers: list[str]) -> None:
    """One batch of participants with all that belongs to them."""
    rows: dict[str, list[Row]] = {name: [] for name in _TABLES}
    for number in numbers:
        person, episode, checklist = new_id(), new_id(), new_id()
        phase = list(Phase)[number % 6]
        out = phase in {Phase.POST_RELEASE, Phase.REINTEGRATION, Phase.CLOSING}
        release = -(number % 300) if out else number % 700
        rows["participant"].append(
            {
                "id": person, "code": f"BK-{number:06}", "alias": f"alias{number}", "given_name": "Navn",
                "family_name": f"Navnesen{number}", "phase": phase.value, "phase_since": _day(-number % 90),
                "enrolled_on": _day(-300), "caseworker_id": caseworkers[number % len(caseworkers)],
                "birth_date": "2003-05-17",
            }
        )  # fmt: skip
        rows["subject_key"].append({"participant_id": person, "key": new_subject_key()})
        rows["custody_episode"].append(
            {
                "id": episode, "participant_id": person, "number": 1, "kind": "sentence", "place": "Stedet",
                "level": "high" if number % 2 else "lower", "started_on": _day(-500),
                "full_term_on": _day(release + 90), "two_thirds_on": _day(release),
                "released_on": _day(release) if out else None, "ended_on": _day(release) if out else None,
            }
        )  # fmt: skip
        rows["consent"] += [
            {"id": new_id(), "participant_id": person, "line": line, "given_on": _day(-300)}
            for line in ("prison", "nav", "lawyer")
        ]
        rows["activity"] += [
            {
                "id": new_id(),
                "participant_id": person,
                "kind": "visit",
                "on": _day(-(number % 40) - 14 * past),
            }
            for past in range(3)
        ]
        if items:
            rows["checklist"].append(
                {
                    "id": checklist, "participant_id": person, "episode_id": episode, "kind": "release",
                    "in_force_on": _day(-60),
                }
            )  # fmt: skip
        rows["checklist_item"] += [
            {
                "id": new_id(), "participant_id": person, "checklist_id": checklist,
                "key": keys[place] if place < len(keys) else f"extra_{place}", "position": place,
                "state": _state(number, place, out=out), "due_on": _day(release + (place % 9) - 4),
            }
            for place in range(items)
        ]  # fmt: skip
        if number % 2:
            start = dt.datetime.combine(TODAY + dt.timedelta(days=number % 30), dt.time(9), dt.UTC)
            rows["meeting"].append(
                {
                    "id": new_id(), "participant_id": person, "uid": new_id(), "kind": "visit",
                    "starts_at": f"{start:%Y-%m-%dT%H:%M:%S.%fZ}",
                    "ends_at": f"{start + dt.timedelta(hours=1):%Y-%m-%dT%H:%M:%S.%fZ}",
                    "changed_at": "2026-11-01T09:00:00.000000Z",
                    "caseworker_id": caseworkers[number % len(caseworkers)],
                }
            )  # fmt: skip
        if number % 3 == 0:
            rows["task"].append(
                {"id": new_id(), "participant_id": person, "title": "Ring", "due_on": _day(number % 60 - 10)}
            )
    for name in _TABLES:
        insert(name, rows[name])


_TABLES = (
    "participant",
    "subject_key",
    "custody_episode",
    "consent",
    "activity",
    "checklist",
    "checklist_item",
    "meeting",
    "task",
)
