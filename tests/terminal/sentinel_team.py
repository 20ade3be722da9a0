"""The demo team with a sentinel in all that a shared screen must not show, and ESC bytes in the rest."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Table, select

from exin_schema.programme_file import load_programme
from exin_schema.tables import (
    agency,
    application,
    caseworker,
    checklist_item,
    consent,
    contact,
    custody_episode,
    meeting,
    participant,
    phase_transition,
    task,
)
from exin_tui.clock import OSLO
from exin_tui.demo.fill import fill
from exin_tui.storage.creating import create_database
from exin_tui.storage.database import Database

SENTINEL = "ZQ"
"""No word of the program has these two letters after one another."""
FROM_DATA = b"31337"
"""Stands in control sequences of the data: a title, the clipboard, a cursor move."""
_CONTROLS = ("\x1b]0;31337\x07", "\x1b]52;c;31337\x07", "\x1b[31337;1H", "\x9b31337J", "\u202e")

HIDDEN: dict[Table, tuple[str, ...]] = {
    participant: ("given_name", "family_name", "phone", "address", "soma_reference"),
    custody_episode: ("place", "unit"),
    contact: ("name", "phone", "email"),
    caseworker: ("name", "overload_reason"),
    meeting: ("place", "prepare", "title"),
    checklist_item: ("note", "reason", "confirmed_with"),
    task: ("note", "reason", "snooze_reason"),
    consent: ("person", "document"),
    phase_transition: ("possibilities", "limits", "special", "reason"),
    application: ("what",),
}
"""What is hidden while screened, by table."""
SHOWN: dict[Table, tuple[str, ...]] = {
    participant: ("alias",),
    task: ("title",),
    agency: ("name", "phone", "email"),
}
"""What is shown, an office's own number among it: without the control sequences that it brings."""


def make(path: Path, passphrase: str, *, today: dt.date, actor: str = "KN") -> int:
    """The encrypted database; how many sentinels it holds."""
    programme = load_programme()
    now = dt.datetime.combine(today, dt.time(9), OSLO)
    database, _ = create_database(path, initials=actor, passphrase=passphrase, now=now)
    with database:
        fill(database, participants=36, seed=7, today=today, programme=programme, now=now)
        return _plant(database, now)


def _plant(database: Database, now: dt.datetime) -> int:
    number = itertools.count(1)
    controls = itertools.cycle(_CONTROLS)
    planted = 0
    with database.write(command="test.plant", now=now, actor="KN") as door:
        for table in {**HIDDEN, **SHOWN}:
            rows = door.connection.execute(select(table)).mappings().all()
            for row in rows:
                values: dict[str, object] = {
                    column: f"{SENTINEL}{next(number)} [/b]{next(controls)}"
                    for column in HIDDEN.get(table, ())
                    if _may_hold(table, column, row)
                }
                planted += len(values)
                for column in SHOWN.get(table, ()):
                    if row[column]:
                        values[column] = f"{row[column]}{next(controls)}"
                if values:
                    door.update(table, row["id"], row["version"], values)
    return planted


def _may_hold(table: Table, column: str, row: object) -> bool:
    """A consent narrowed to nobody stays so: a person would make it another consent."""
    del row
    return (table.name, column) != ("caseworker", "overload_reason")


def sentinels(raw: bytes) -> Iterator[str]:
    """Where a sentinel stands in what reached the terminal, with what is around it."""
    for mark in (SENTINEL.encode(), FROM_DATA):
        start = 0
        while (found := raw.find(mark, start)) >= 0:
            yield repr(bytes(raw[max(0, found - 60) : found + 60]))
            start = found + len(mark)
