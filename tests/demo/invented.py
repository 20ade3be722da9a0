"""A demo of the 36 on a day, and what the tests ask of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Executable, Row, Table, select

from exin_schema.programme import Programme
from exin_schema.programme_file import load_programme
from exin_schema.tables import metadata
from exin_tui.caseload.labels import Labels
from exin_tui.caseload.models import Overview
from exin_tui.caseload.overview import load_overview
from exin_tui.clock import OSLO
from exin_tui.demo import fill
from exin_tui.storage.database import Database

TODAY = dt.date(2026, 11, 27)
PROGRAMME: Programme = load_programme()
LOGS = {"change", "subject_key", "access", "disclosure"}
"""What carries keys and hashes, which differ from one demo to the next."""


def at_eight(today: dt.date) -> dt.datetime:
    """In the morning, before the first meeting."""
    return dt.datetime.combine(today, dt.time(8, 5), OSLO)


def invent(database: Database, today: dt.date = TODAY, **wishes: Any) -> None:
    """Fill ``database`` on ``today``."""
    fill(database, today=today, programme=PROGRAMME, now=at_eight(today), **wishes)


def overview(database: Database, today: dt.date = TODAY) -> Overview:
    """What the dashboard shows in the morning."""
    with database.read() as connection:
        return load_overview(
            connection, today=today, programme=PROGRAMME, labels=Labels.of(PROGRAMME), now=at_eight(today)
        )


def rows(database: Database, statement: Executable) -> Sequence[Row[Any]]:
    """The rows of one statement."""
    with database.read() as connection:
        return connection.execute(statement).all()


def content(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Everything that is stored but for the logs, in the order of the ids."""
    tables: list[Table] = [table for table in metadata.sorted_tables if table.name not in LOGS]
    with database.read() as connection:
        return {
            str(table.name): [
                dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()
            ]
            for table in tables
        }
