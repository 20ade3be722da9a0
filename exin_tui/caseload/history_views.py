"""What happened about a participant, newest first, a page at a time: changes, who looked, what was told.

The values are as the log has them; what of them may stand on a screen is said beside each.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Select, func, select

from exin_schema.tables import access, change, consent, disclosure
from exin_schema.vocabulary import Label
from exin_tui.caseload.history_fields import HistoryKind
from exin_tui.history.reading import Change, changes
from exin_tui.language import Sayable

if TYPE_CHECKING:
    from exin_tui.caseload.labels import Labels

PAGE = 60
"""Entries that are read at once."""
_LAST = 2**62


class Told(msgspec.Struct, frozen=True, gc=False):
    """A value, and whether it may stand on a shared screen."""

    words: Sayable
    private: bool = False
    place: bool = False
    """Withheld where the address is protected."""


class HistoryLine(msgspec.Struct, frozen=True, gc=False):
    """One column of one row, or a whole row that came or went."""

    about: Sayable
    """The row: an item's label, a task's title, a kind of meeting."""
    sensitive: bool
    """``about`` betrays health, drugs or debt."""
    verb: str
    """insert, update or delete."""
    field: Label | None = None
    quiet: bool = False
    """That the column is there at all is private."""
    old: Told | None = None
    new: Told | None = None
    erased: bool = False
    """The values cannot be read any more."""


class Happened(msgspec.Struct, frozen=True, gc=False):
    """One command's changes, one look, or one thing that was told."""

    id: str
    at: dt.datetime
    """Aware, in UTC."""
    who: str
    """Initials."""
    command: str
    """As the log names it; for a look, what was looked at; for what was told, the export."""
    lines: tuple[HistoryLine, ...] = ()
    looked: bool = False
    recipient: str = ""
    """To whom it was told."""
    fields: str = ""
    """What was told, separated by spaces."""
    consents: tuple[Label, ...] = ()
    """The lines of the consents on which it was told."""
    cancelled: bool = False


class Cursor(NamedTuple):
    """How far has been read: the lowest id of each list."""

    change: int = _LAST
    access: int = _LAST
    disclosure: int = _LAST


class HistoryPage(NamedTuple):
    """Some of it, newest first."""

    entries: tuple[Happened, ...]
    further: Cursor | None
    """Where the next page begins; None when this was the end."""


def load_history(
    connection: Connection,
    participant_id: str,
    labels: Labels,
    *,
    kind: HistoryKind | None = None,
    before: Cursor | None = None,
    size: int = PAGE,
) -> HistoryPage:
    """What happened before ``before``, at most ``size`` entries; the number of statements does not grow.

    ``kind`` narrows it.
    """
    start = before or Cursor()
    sources: list[list[_Numbered]] = []
    if kind is not HistoryKind.TOLD:
        units = _units(connection, participant_id, kind, start.change, size + 1)
        sources.append(_changes(connection, participant_id, kind, units, labels))
    if kind in {None, HistoryKind.TOLD}:
        sources.append(_looks(connection, participant_id, start, size + 1))
        sources.append(_told(connection, participant_id, start, labels, size + 1))
    found = list(heapq.merge(*sources, key=lambda each: each.happened.at, reverse=True))
    taken = found[:size]
    further = _further(start, taken) if len(found) > size else None
    return HistoryPage(tuple(one.happened for one in taken), further)


class _Numbered(NamedTuple):
    """An entry with the lowest id that it stands for in its own list."""

    source: str
    number: int
    happened: Happened


def _further(start: Cursor, taken: Sequence[_Numbered]) -> Cursor:
    lowest = start._asdict()
    for one in taken:
        lowest[one.source] = min(lowest[one.source], one.number)
    return Cursor(**lowest)


def unit_of(connection: Connection, unit: str, labels: Labels) -> dict[str | None, Happened]:
    """What one command did, by participant; None is the team."""
    from exin_tui.caseload.history_words import lines_of

    by_participant: dict[str | None, list[int]] = {}
    entries = changes(connection, unit=unit)[::-1]
    for entry in entries:
        by_participant.setdefault(entry.participant_id, []).append(entry.id)
    found = {}
    for whose in by_participant:
        theirs = [entry for entry in entries if entry.participant_id == whose]
        lines = lines_of(connection, theirs, labels)
        first = theirs[0]
        found[whose] = Happened(f"change:{unit}", first.at, first.actor, first.command, tuple(lines[unit]))
    return found


def _units(
    connection: Connection, participant_id: str, kind: HistoryKind | None, before: int, limit: int
) -> list[str]:
    """The newest commands that changed something of the participant. A command's rows stand together."""
    wanted: Select[Any] = (
        select(change.c.unit)
        .where(change.c.participant_id == participant_id, change.c.id < before)
        .group_by(change.c.unit)
        .order_by(func.max(change.c.id).desc())
        .limit(limit)
    )
    if kind is not None:
        wanted = wanted.where(change.c.entity.in_(kind.tables))
    return list(connection.execute(wanted).scalars())


def _changes(
    connection: Connection,
    participant_id: str,
    kind: HistoryKind | None,
    units: Iterable[str],
    labels: Labels,
) -> list[_Numbered]:
    """The newest first, as the log has them."""
    from exin_tui.caseload.history_words import lines_of

    wanted = list(units)
    if not wanted:
        return []
    entries = [
        entry
        for entry in changes(connection, participant_id=participant_id, units=wanted)[::-1]
        if kind is None or entry.entity in kind.tables
    ]
    lines = lines_of(connection, entries, labels)
    first: dict[str, Change] = {}
    for entry in entries:
        first.setdefault(entry.unit, entry)
    return [
        _Numbered(
            "change",
            entry.id,
            Happened(f"change:{unit}", entry.at, entry.actor, entry.command, tuple(lines[unit])),
        )
        for unit, entry in reversed(first.items())
    ]


def _looks(connection: Connection, participant_id: str, before: Cursor, limit: int) -> list[_Numbered]:
    rows = connection.execute(
        select(access.c.id, access.c.at, access.c.actor, access.c.what)
        .where(access.c.participant_id == participant_id, access.c.id < before.access)
        .order_by(access.c.id.desc())
        .limit(limit)
    )
    return [
        _Numbered("access", row.id, Happened(f"access:{row.id}", row.at, row.actor, row.what, looked=True))
        for row in rows
    ]


def _told(
    connection: Connection, participant_id: str, before: Cursor, labels: Labels, limit: int
) -> list[_Numbered]:
    rows = connection.execute(
        select(disclosure)
        .where(disclosure.c.participant_id == participant_id, disclosure.c.id < before.disclosure)
        .order_by(disclosure.c.id.desc())
        .limit(limit)
    ).all()
    given = connection.execute(
        select(consent.c.id, consent.c.line).where(consent.c.participant_id == participant_id)
    )
    lines = {row.id: labels.consent_line(row.line) for row in given}
    return [
        _Numbered(
            "disclosure",
            row.id,
            Happened(
                f"disclosure:{row.id}",
                row.at,
                row.actor,
                row.export,
                recipient=row.recipient,
                fields=row.fields,
                consents=tuple(lines[each] for each in row.consents.split() if each in lines),
                cancelled=row.cancelled,
            ),
        )
        for row in rows
    ]
