"""Taking in a team's list: all or nothing, with every cell that stands in the way.

The file is gone through twice. The first time nothing is written and everything that is wrong is found; the
second time, within one write transaction, each row is planned again on what the database then holds, and
written. Only a batch of rows is in memory at a time.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from exin_schema.programme import Programme
from exin_tui.caseload.roster import DEFAULT_PREFIX, Roster, read_roster
from exin_tui.importing.added_columns import NOTHING_ADDED, Added
from exin_tui.importing.cells import column_index
from exin_tui.importing.columns import AddedKind, AnyKind, Kind
from exin_tui.importing.contact_rows import ContactRows
from exin_tui.importing.file_sheets import FileSheets, open_lists
from exin_tui.importing.gone_through import GoneThrough
from exin_tui.importing.known import Known
from exin_tui.importing.list_rows import ListRows
from exin_tui.importing.meeting_rows import MeetingRows
from exin_tui.importing.parse import ParsedRow, parsed_rows
from exin_tui.importing.participant_rows import ParticipantRows
from exin_tui.importing.problems import CellProblem, Note, Place, shorten
from exin_tui.importing.report import ImportReport
from exin_tui.importing.team_rows import TeamRows
from exin_tui.language import text
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door

Progress = Callable[[int, int], None]
"""Called with the rows done and the rows there are: each counts twice, once read and once written."""

BATCH = 200
PROGRESS_ABOVE = 200
"""Rows from which on progress is told."""


class _Rows(Protocol):
    @property
    def kind(self) -> AnyKind: ...

    def take(self, rows: list[ParsedRow]) -> None: ...


class _Changed(Exception):
    """The database changed between the two passes, so that something is wrong now."""


def import_file(
    database: Database,
    path: Path,
    *,
    kind: AnyKind | None = None,
    dry_run: bool = False,
    today: dt.date,
    now: dt.datetime,
    actor: str | None = None,
    programme: Programme,
    added: Added = NOTHING_ADDED,
    progress: Progress | None = None,
) -> ImportReport:
    """Take in the workbook or text file at ``path``; what was added, updated and found to be as it should.

    ``kind`` says what a text file lists when its headings do not; ``dry_run`` writes nothing. With any
    problem nothing is written and the report lists every one. ``today`` is the local date, ``now`` aware.
    ``added`` are columns that others bring, as the partners do.

    Raises `ImportRefused` when the file as a whole cannot be read, `StorageError` when the database cannot be
    written; nothing is written then either.
    """
    sheets = open_lists(path, kind, programme, added)
    _say_nothing_there(sheets, path)
    steps = _Steps(sheets, progress, times=1 if dry_run else 2)
    with database.read() as connection:
        checked = GoneThrough(connection, None, programme, today, now, Known.read(connection), added)
        listed = _go_through(checked, sheets, None, steps)
    if dry_run or checked.ledger.problems or sheets.problems:
        steps.finish()
        return _report(checked, sheets, dry_run=dry_run)
    try:
        with database.write(command="import", now=now, actor=actor) as door:
            known = Known.read(door.connection)
            written = GoneThrough(door.connection, door, programme, today, now, known, added)
            _go_through(written, sheets, _roster(door, listed), steps)
            if written.ledger.problems:
                raise _Changed
    except _Changed:
        pass
    steps.finish()
    return _report(written, sheets, dry_run=False)


def _say_nothing_there(sheets: FileSheets, path: Path) -> None:
    """Headings alone are no fault, since the template is that; but silence would read as an import."""
    if not sheets.problems and not any(next(headed.data(), None) for headed in sheets.lists):
        message = text("There are headings and no rows below them, so nothing was imported.")
        sheets.notes.append(Note("no_rows", Place(shorten(path.name)), "", message))


def _roster(door: Door, listed: ParticipantRows) -> Roster:
    """The team's. Nobody gets a code or an alias of the list; its prefix serves where the team has none."""
    roster = read_roster(door.connection)
    codes = listed.codes
    roster.codes.update(codes)
    roster.aliases.update(listed.aliases)
    prefixes = Counter(code.rpartition("-")[0] for code in codes if code.rpartition("-")[2].isdigit())
    if roster.prefix == DEFAULT_PREFIX and prefixes:
        roster.prefix = prefixes.most_common(1)[0][0] or DEFAULT_PREFIX
    return roster


def _go_through(
    going: GoneThrough, sheets: FileSheets, roster: Roster | None, steps: _Steps
) -> ParticipantRows:
    """Every list, in order, in batches; what the list of participants had."""
    participants = ParticipantRows(going, roster)
    takers: dict[AnyKind, _Rows] = {}
    for headed in sheets.lists:
        going.ledger.begin(headed.kind)
        taker = takers.setdefault(headed.kind, _taker(headed.kind, going, participants))
        rows = parsed_rows(headed, going.today)
        while batch := list(itertools.islice(rows, BATCH)):
            taker.take(batch)
            steps.done(len(batch))
    participants.finish()
    return participants


def _taker(kind: AnyKind, going: GoneThrough, participants: ParticipantRows) -> _Rows:
    if isinstance(kind, AddedKind):
        return ListRows(going, next(one for one in going.added.lists if one.key == kind.key))
    if kind is Kind.TEAM:
        return TeamRows(going)
    if kind is Kind.CONTACTS:
        return ContactRows(going)
    if kind is Kind.MEETINGS:
        return MeetingRows(going)
    return participants


class _Steps:
    """Tells how far it has come."""

    def __init__(self, sheets: FileSheets, tell: Progress | None, *, times: int) -> None:
        rows = sum(headed.sheet.size() for headed in sheets.lists) if tell else 0
        self._tell = tell if rows > PROGRESS_ABOVE else None
        self._total, self._done = rows * times, 0

    def done(self, rows: int) -> None:
        self._done = min(self._done + rows, self._total)
        if self._tell is not None:
            self._tell(self._done, self._total)

    def finish(self) -> None:
        if self._tell is not None:
            self._tell(self._total, self._total)


def _report(going: GoneThrough, sheets: FileSheets, *, dry_run: bool) -> ImportReport:
    problems = [*sheets.problems, *going.ledger.problems]
    notes = [*sheets.notes, *going.ledger.notes]
    rank = {name: index for index, name in enumerate(sheets.order)}

    def position(found: CellProblem | Note) -> tuple[int, int, int]:
        place = found.place
        return rank.get(place.sheet, 0), place.row, column_index(place.letter)

    return ImportReport(
        dry_run=dry_run,
        tallies={} if problems else going.ledger.tallies(),
        problems=tuple(sorted(problems, key=position)),
        notes=tuple(sorted(notes, key=position)),
        new_codes=() if problems else tuple(going.ledger.new_codes),
    )
