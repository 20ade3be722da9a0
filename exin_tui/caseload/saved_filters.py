"""Filters that the team has given names: kept with the caseload, for everybody, and logged as a setting is.

What is kept are the words of `exin_tui.caseload.filter_words`, so that ``mine`` is whoever opens it. A search
is never kept: it may be somebody's name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Unpack

import msgspec
from sqlalchemy import select

from exin_schema.tables import setting
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.at_hand import short
from exin_tui.caseload.filter_steps import SearchStep
from exin_tui.caseload.filter_words import UnknownFilter, filter_words, parse_filter
from exin_tui.caseload.filters import Filter
from exin_tui.caseload.sorting import Sort
from exin_tui.language import text
from exin_tui.programme.values import Refusal

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.storage.database import Database

LONGEST_NAME = 30
_KEY = "filter."


class _Kept(msgspec.Struct, forbid_unknown_fields=True):
    filter: tuple[str, ...] = ()
    sort: str = Sort.URGENCY.value


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter and its name."""

    name: str
    filter: Filter
    version: int
    """The setting's."""


def saved_filters(connection: Connection, *, me: str) -> tuple[SavedFilter, ...]:
    """The team's filters by name; ``me`` are the initials behind ``mine``. One that cannot be read any more
    is left out.
    """
    rows = connection.execute(
        select(setting.c.key, setting.c.value, setting.c.version).where(setting.c.key.startswith(_KEY))
    )
    found: list[SavedFilter] = []
    for row in rows:
        try:
            kept = msgspec.json.decode(row.value, type=_Kept)
            narrowed = parse_filter(kept.filter, sort=kept.sort, me=me or "–")
        except (msgspec.DecodeError, UnknownFilter):
            continue
        found.append(SavedFilter(row.key.removeprefix(_KEY), narrowed, row.version))
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def filter_named(connection: Connection, name: str, *, me: str) -> Filter:
    """The filter called ``name``, in whatever case. Raises `UnknownFilter`, which says what there is."""
    known = saved_filters(connection, me=me)
    for one in known:
        if one.name.casefold() == short(name).casefold():
            return one.filter
    if not known:
        raise UnknownFilter(text("There is no saved filter “{name}”: none has been saved yet.", name=name))
    names = ", ".join(one.name for one in known)
    raise UnknownFilter(
        text("There is no saved filter “{name}”. Saved are: {known}.", name=name, known=names)
    )


def save_filter(
    database: Database,
    name: str,
    narrowed: Filter,
    expected_version: int | None = None,
    **acting: Unpack[Acting],
) -> Filter | Refusal:
    """Keep ``narrowed`` under ``name`` for the whole team; the filter as it was kept.

    Refused: no name, a name that is too long, and nothing but a search. Raises `StaleVersion` when somebody
    has saved another one under the name since ``expected_version`` was read (0: there was none).
    """
    wanted = short(name).removeprefix("@").strip()
    if not wanted:
        return Refusal("no_name", text("Give the filter a name."))
    if len(wanted) > LONGEST_NAME:
        return Refusal("name_long", text("At most {number} characters.", number=LONGEST_NAME))
    steps = tuple(step for step in narrowed.steps if not isinstance(step, SearchStep))
    if not steps and narrowed.sort is Sort.URGENCY:
        return Refusal(
            "nothing", text("There is nothing to save: filter or sort the list first. A search is not kept.")
        )
    kept = replace(narrowed, steps=steps)
    content = msgspec.json.encode(_Kept(filter_words(kept), kept.sort.value)).decode()
    with database.write(command="filter.save", now=acting["now"], actor=acting["actor"]) as door:
        same = _spelled(door.connection, wanted)
        door.set_setting(_KEY + same, content, expected_version)
    return kept


def delete_filter(database: Database, name: str, **acting: Unpack[Acting]) -> str | Refusal:
    """Take the filter away, for everybody; undo brings it back. Refused when there is none of that name."""
    with database.write(command="filter.delete", now=acting["now"], actor=acting["actor"]) as door:
        same = _spelled(door.connection, short(name).removeprefix("@").strip())
        if door.setting(_KEY + same) is None:
            return Refusal("no_filter", text("There is no saved filter “{name}”.", name=same))
        door.restore_setting(_KEY + same, None)
    return same


def _spelled(connection: Connection, name: str) -> str:
    """The name as it is kept already, in whatever case it was written now."""
    keys = connection.execute(select(setting.c.key).where(setting.c.key.startswith(_KEY))).scalars()
    known = (key.removeprefix(_KEY) for key in keys)
    return next((one for one in known if one.casefold() == name.casefold()), name)
