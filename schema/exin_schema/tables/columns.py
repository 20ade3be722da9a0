"""The column types and column families that every table is made of.

Types are portable: on SQLite every table is STRICT, so that each type compiles to TEXT, INTEGER or BLOB; on
PostgreSQL they are the server's own. A date is a local date; an instant is stored in UTC.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Text,
    event,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Dialect

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


_ELEVEN_FIGURES = re.compile(r"\d{11}")


def new_id() -> str:
    """A random identifier: 32 hexadecimal digits, which say nothing of what they identify.

    It has no eleven figures in a row: where an id is part of a value, as a contact's is of a partner's fact,
    they could be taken for a national identity number, and the value refused.
    """
    made = uuid.uuid4().hex
    while _ELEVEN_FIGURES.search(made):
        made = uuid.uuid4().hex
    return made


@compiles(Date, "sqlite")
def _date_on_sqlite(_type: Date, _compiler: object, **_: Any) -> str:
    return "TEXT"


@compiles(DateTime, "sqlite")
def _datetime_on_sqlite(_type: DateTime, _compiler: object, **_: Any) -> str:
    return "TEXT"


@compiles(Boolean, "sqlite")
def _boolean_on_sqlite(_type: Boolean, _compiler: object, **_: Any) -> str:
    return "INTEGER"


@compiles(BigInteger, "sqlite")
def _big_integer_on_sqlite(_type: BigInteger, _compiler: object, **_: Any) -> str:
    return "INTEGER"


class Instant(TypeDecorator[dt.datetime]):
    """A moment: aware in Python, UTC in the database. SQLite keeps ``2026-11-27T09:15:00Z``."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """TEXT on SQLite, ``timestamptz`` on PostgreSQL."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> Any:
        """Refuse naive datetimes: a moment without a zone is a guess."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        moment = value.astimezone(dt.UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ") if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, _dialect: Dialect) -> dt.datetime | None:
        """Aware, in UTC."""
        if value is None:
            return None
        moment = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
        return moment.astimezone(dt.UTC)


def identity() -> list[Column[Any]]:
    """The columns that every entity has: ``id``, and ``version``, which each write counts up."""
    return [
        Column("id", Text, primary_key=True, default=new_id),
        Column("version", Integer, nullable=False, server_default="1"),
    ]


def reference(name: str, target: str, *, required: bool = False, index: bool = False) -> Column[Any]:
    """A foreign key called ``name`` to ``target``'s ``id``."""
    return Column(name, Text, ForeignKey(f"{target}.id"), nullable=not required, index=index)


def of_participant(*, index: bool = True) -> Column[Any]:
    """Whose row this is. The change log seals the row's values with that participant's key."""
    return reference("participant_id", "participant", required=True, index=index)


def flag(name: str, *, default: bool = False) -> Column[Any]:
    """A yes or no that is never unknown."""
    return Column(name, Boolean, nullable=False, server_default="1" if default else "0")


def partial_index(name: str, *columns: Column[Any], where: ColumnElement[bool]) -> None:
    """An index over the rows for which ``where`` holds.

    PostgreSQL is told when tables are made there: naming its dialect here would import all of its drivers at
    each start of a dashboard on SQLite.
    """
    Index(name, *columns, sqlite_where=where, info={"where": where})


@event.listens_for(metadata, "before_create")
def _partial_on_postgresql(_metadata: MetaData, connection: Connection, **_: Any) -> None:
    if connection.dialect.name == "postgresql":
        for table in metadata.tables.values():
            for index in table.indexes:
                if "where" in index.info:
                    index.dialect_options["postgresql"]["where"] = index.info["where"]
