"""What changed about a participant since the last stand-up, in words, from the change log.

What counts is what is different now: a tick that was set and taken off again is no news, and neither is what
somebody took back. Labels and states are said, never names, places, notes or reasons: the words are for a
shared screen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Connection, select

from exin_schema.tables import caseworker, checklist, metadata
from exin_tui.history.reading import ERASED, Change, changes
from exin_tui.history.undo import UNDO
from exin_tui.language import Sayable

if TYPE_CHECKING:
    from exin_tui.caseload.labels import Labels

_NO_NEWS = frozenset(
    {"standup", "standup_entry", "subject_key", "setting", "meeting_attendee", "invitation", "caseworker"}
)
_AT_ONCE = 500


class News(msgspec.Struct, frozen=True, gc=False):
    """One thing that is different."""

    at: dt.datetime
    """Aware, in UTC."""
    who: str
    """Initials."""
    about: Sayable
    became: Sayable | None = None
    sensitive: bool = False
    """``about`` betrays health, drugs or debt: it reads "sensitive item" while screened."""
    many: str = ""
    """News of the same kind that are said together, such as due dates that moved by themselves."""


@dataclass(slots=True)
class Net:
    """What a row's changes come to."""

    entity: str
    id: str
    at: dt.datetime
    who: str
    command: str
    row: dict[str, Any] = field(default_factory=dict)
    """As it is now, or was when it was deleted."""
    inserted: bool = False
    deleted: bool = False
    before: dict[str, Any] = field(default_factory=dict)
    """The first value of each column that changed."""
    after: dict[str, Any] = field(default_factory=dict)
    initials: Mapping[str, str] = field(default_factory=dict)
    """Of the team, by id."""

    @property
    def changed(self) -> dict[str, Any]:
        """The columns that are different, with what they are now."""
        return {name: new for name, new in self.after.items() if new != self.before.get(name)}


def news_of(
    connection: Connection, participant_id: str, *, after: int, until: int | None = None, labels: Labels
) -> tuple[News, ...]:
    """What is different about a participant after the change ``after``, up to ``until``; oldest first."""
    entries = changes(connection, participant_id=participant_id, after=after)
    return _said(connection, entries, until, labels)


def nets(connection: Connection, newest_first: Iterable[Change], until: int | None = None) -> list[Net]:
    """What changes come to, row by row, in the order of the last change of each."""
    entries = [one for one in newest_first if until is None or one.id <= until][::-1]
    known = {entry.unit for entry in entries}
    undone = {
        entry.command.removeprefix(UNDO)
        for entry in entries
        if entry.command.startswith(UNDO) and entry.command.removeprefix(UNDO) in known
    }
    found: dict[tuple[str, str], Net] = {}
    for entry in entries:
        taken_back = entry.unit in undone or entry.command.removeprefix(UNDO) in undone
        if entry.entity in _NO_NEWS or taken_back or ERASED in (entry.old, entry.new):
            continue
        _add(found, entry)
    different = [net for net in found.values() if net.inserted or net.deleted or net.changed]
    _complete(connection, different)
    return sorted(different, key=lambda net: net.at)


def _add(found: dict[tuple[str, str], Net], entry: Change) -> None:
    key = (entry.entity, entry.entity_id)
    net = found.setdefault(key, Net(*key, entry.at, entry.actor, entry.command))
    net.at, net.who, net.command = entry.at, entry.actor, entry.command
    if entry.verb == "insert":
        net.inserted, net.deleted, net.row = not net.deleted, False, dict(entry.new)
    elif entry.verb == "delete":
        net.row = dict(entry.old)
        if net.inserted:
            del found[key]
        net.deleted = True
    else:
        net.before.setdefault(entry.field, entry.old)
        net.after[entry.field] = entry.new


def _complete(connection: Connection, different: list[Net]) -> None:
    """Fetch the rows that the log only has pieces of."""
    wanted: dict[str, list[Net]] = {}
    for net in different:
        if net.deleted:
            continue
        wanted.setdefault(net.entity, []).append(net)
    for entity, of_table in wanted.items():
        table = metadata.tables[entity]
        rows: dict[str, Mapping[str, Any]] = {}
        ids = [net.id for net in of_table]
        for start in range(0, len(ids), _AT_ONCE):
            some = select(table).where(table.c.id.in_(ids[start : start + _AT_ONCE]))
            rows |= {row["id"]: row for row in connection.execute(some).mappings()}
        for net in of_table:
            net.row = {str(name): value for name, value in rows.get(net.id, net.row).items()}
    _name_lists(connection, different)
    _name_people(connection, different)


def _name_lists(connection: Connection, different: list[Net]) -> None:
    """Which list each item stands in: its words hang on that."""
    items = [net for net in different if net.entity == "checklist_item"]
    ids = {net.row.get("checklist_id") for net in items}
    found = connection.execute(select(checklist.c.id, checklist.c.kind).where(checklist.c.id.in_(ids)))
    kinds = {row.id: row.kind for row in found} if items else {}
    for net in items:
        net.row["list"] = kinds.get(net.row.get("checklist_id"), "")


def _name_people(connection: Connection, different: list[Net]) -> None:
    named = [net for net in different if {"caseworker_id", "responsible_id"} & net.after.keys()]
    rows = connection.execute(select(caseworker.c.id, caseworker.c.initials)) if named else ()
    initials = {row.id: row.initials for row in rows}
    for net in named:
        net.initials = initials


def _said(
    connection: Connection, entries: list[Change], until: int | None, labels: Labels
) -> tuple[News, ...]:
    from exin_tui.caseload.standup_words import words_of

    return tuple(
        _together(news for net in nets(connection, entries, until) for news in words_of(net, labels))
    )


def _together(news: Iterable[News]) -> Iterator[News]:
    """News of the same kind become one, with their number, where the last of them stood."""
    from exin_tui.caseload.standup_words import counted

    single = list(news)
    kinds: dict[str, list[News]] = {}
    for one in single:
        if one.many:
            kinds.setdefault(one.many, []).append(one)
    for one in single:
        if not one.many:
            yield one
        elif one is kinds[one.many][-1]:
            yield counted(one.many, kinds[one.many])
