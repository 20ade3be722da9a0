"""The change log for reading: unsealed where the participant's key is still there."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, select

from exin_schema.tables import change, subject_key
from exin_tui.storage.recorded import read_json
from exin_tui.storage.sealing import Side, place, unseal

_AT_ONCE = 500


class Erased(enum.Enum):
    """What stands where a value was whose key has been destroyed."""

    ERASED = "erased"


ERASED = Erased.ERASED


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the change log. ``old`` and ``new`` are as JSON has them; whole rows are objects, or
    `ERASED`.
    """

    id: int
    at: dt.datetime
    """Aware, in UTC."""
    actor: str
    unit: str
    command: str
    verb: str
    entity: str
    entity_id: str
    participant_id: str | None
    field: str
    """Empty: the whole row."""
    old: Any
    new: Any


def changes(
    connection: Connection,
    *,
    entity: str | None = None,
    entity_id: str | None = None,
    participant_id: str | None = None,
    since: dt.datetime | None = None,
    after: int | None = None,
    unit: str | None = None,
    units: Sequence[str] | None = None,
    verb: str | None = None,
    limit: int | None = None,
) -> list[Change]:
    """The log, newest first, narrowed by what is given.

    ``since`` is a moment (that moment included), ``after`` a change id (not included).
    """
    wanted = select(change).order_by(change.c.id.desc())
    for column, value in (
        (change.c.entity, entity),
        (change.c.entity_id, entity_id),
        (change.c.participant_id, participant_id),
        (change.c.unit, unit),
        (change.c.verb, verb),
    ):
        if value is not None:
            wanted = wanted.where(column == value)
    if units is not None:
        wanted = wanted.where(change.c.unit.in_(units))
    if since is not None:
        wanted = wanted.where(change.c.at >= since)
    if after is not None:
        wanted = wanted.where(change.c.id > after)
    if limit is not None:
        wanted = wanted.limit(limit)
    return _read(connection, wanted)


def _read(connection: Connection, wanted: Select[Any]) -> list[Change]:
    rows = connection.execute(wanted).all()
    keys = _keys(connection, {row.participant_id for row in rows if row.participant_id is not None})
    return [_change(row, keys) for row in rows]


def _keys(connection: Connection, participants: set[str]) -> dict[str, bytes]:
    statement = select(subject_key.c.participant_id, subject_key.c.key).where(
        subject_key.c.participant_id.in_(bindparam("ids", expanding=True)), subject_key.c.key.is_not(None)
    )
    return {
        row.participant_id: row.key
        for some in _in_parts(sorted(participants))
        for row in connection.execute(statement, {"ids": some})
    }


def _in_parts(ids: list[str]) -> Iterable[list[str]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


def _change(row: Row[Any], keys: Mapping[str, bytes]) -> Change:
    return Change(
        id=row.id,
        at=row.at,
        actor=row.actor,
        unit=row.unit,
        command=row.command,
        verb=row.verb,
        entity=row.entity,
        entity_id=row.entity_id,
        participant_id=row.participant_id,
        field=row.field,
        old=_value(row, row.old, "old", keys),
        new=_value(row, row.new, "new", keys),
    )


def _value(row: Row[Any], recorded: bytes | None, side: Side, keys: Mapping[str, bytes]) -> Any:
    if recorded is None:
        return None
    if row.participant_id is None:
        return read_json(recorded)
    key = keys.get(row.participant_id)
    if key is None:
        return ERASED
    return read_json(unseal(key, recorded, place(row.unit, row.entity, row.entity_id, row.field, side)))
