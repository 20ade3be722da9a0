"""Meetings as one ``.ics`` file, or as a folder with one file for each, for the team's own calendars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, or_, select

from exin_schema.tables import meeting
from exin_tui.calendar.deleted import deleted_uids
from exin_tui.calendar.stream import END, Asked, Progress, head, item, told
from exin_tui.calendar.wanted import CANCELLED_FOR, Telling
from exin_tui.calendar.zone import VTIMEZONE
from exin_tui.privacy.private_file import private_file, write_private
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door

RECIPIENT = "calendar"


def export_calendar(
    database: Database,
    path: Path,
    asked: Asked,
    *,
    now: dt.datetime,
    replace: bool = False,
    progress: Progress | None = None,
) -> int:
    """Write what is ``asked`` to ``path`` as a published calendar (RFC 5546 3.2.1); how many entries.

    The file is the owner's alone and appears in one step. What it tells of whom is kept as a disclosure.
    Raises FileExistsError when the file is there and ``replace`` is not given, OSError when it cannot be
    written; nothing is recorded then.
    """
    with private_file(path, replace=replace) as made:
        written, people = _write(database, made.file, asked, now=now, progress=progress)
        with database.write(command="calendar.export", now=now) as door:
            record_disclosures(door, people, asked.telling, export="ics")
            made.keep()
    return written


def calendar_bytes(
    database: Database, asked: Asked, *, now: dt.datetime, progress: Progress | None = None
) -> tuple[bytes, int]:
    """The same as `export_calendar` for a pipe: the calendar and how many entries, kept as told already."""
    whole = BytesIO()
    written, people = _write(database, whole, asked, now=now, progress=progress)
    with database.write(command="calendar.export", now=now) as door:
        record_disclosures(door, people, asked.telling, export="ics")
    return whole.getvalue(), written


def _write(
    database: Database, file: IO[bytes], asked: Asked, *, now: dt.datetime, progress: Progress | None
) -> tuple[int, set[str]]:
    """How many entries were written to ``file``, and whom they are about."""
    people: set[str] = set()
    written = 0
    file.write(head(asked.telling.language, method="PUBLISH") + VTIMEZONE)
    with database.read() as connection:
        for one in told(connection, asked, now=now, stamped=True, progress=progress):
            file.write(one.content)
            written += 1
            if one.participant_id:
                people.add(one.participant_id)
    file.write(END)
    return written, people


@dataclass(frozen=True, slots=True)
class Folder:
    """What became of a folder."""

    written: int
    unchanged: int
    removed: int


def export_folder(
    database: Database, folder: Path, asked: Asked, *, now: dt.datetime, progress: Progress | None = None
) -> Folder:
    """Write each entry to a file of its own in ``folder`` (vdir, as vdirsyncer and khal read it).

    A file whose meeting did not change is not touched. Ours that were cancelled more than 60 days ago, or
    deleted, go; files of others stay. Raises OSError when the folder cannot be written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    people: set[str] = set()
    written = unchanged = 0
    kept: set[str] = set()
    with database.read() as connection:
        for one in told(connection, asked, now=now, stamped=False, progress=progress):
            name = file_name(one.uid)
            kept.add(name)
            content = item(one, asked.telling.language)
            if one.participant_id:
                people.add(one.participant_id)
            if _holds(folder / name, content):
                unchanged += 1
            else:
                write_private(folder / name, content, replace=True)
                written += 1
        over = {file_name(uid) for uid in uids_that_are_over(connection, now=now)} - kept
    removed = _remove(folder / name for name in over)
    with database.write(command="calendar.export", now=now) as door:
        record_disclosures(door, people, asked.telling, export="vdir")
    return Folder(written, unchanged, removed)


def record_disclosures(door: Door, people: Iterable[str], telling: Telling, *, export: str) -> None:
    """Keep what a calendar was told of whom."""
    for participant in sorted(people):
        door.disclosure(participant_id=participant, recipient=RECIPIENT, export=export, fields=telling.fields)


def uids_that_are_over(connection: Connection, *, now: dt.datetime) -> set[str]:
    """Ours that calendars need not hold: cancelled more than 60 days before ``now``, or deleted."""
    cancelled = select(meeting.c.id, meeting.c.uid, meeting.c.imported).where(
        meeting.c.status == "cancelled",
        meeting.c.series_id.is_(None),
        or_(
            meeting.c.cancelled_at < now - CANCELLED_FOR,
            meeting.c.cancelled_at.is_(None) & (meeting.c.changed_at < now - CANCELLED_FOR),
        ),
    )
    found = {row.id if row.imported else row.uid for row in connection.execute(cancelled)}
    return found | deleted_uids(connection)


def file_name(uid: str) -> str:
    """``uid.ics``, whatever the UID has in it."""
    safe = uid if uid.isalnum() and uid.isascii() and len(uid) <= 64 else f"x{uid.encode().hex()[:64]}"
    return f"{safe}.ics"


def _holds(file: Path, content: bytes) -> bool:
    try:
        return file.stat().st_size == len(content) and file.read_bytes() == content
    except FileNotFoundError:
        return False


def _remove(files: Iterable[Path]) -> int:
    removed = 0
    for file in files:
        try:
            file.unlink()
        except FileNotFoundError:
            continue
        removed += 1
    return removed
