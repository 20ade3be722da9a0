"""What time alone changes, brought in line once a day: consents expire, lists come in force.

Everything else is derived in the command that changes it. Whoever opens the board first on a day does this
for the team; the others find it done.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING, Any

import msgspec

from exin_schema.programme import Programme

if TYPE_CHECKING:
    from exin_tui.caseload.due_dates import Moved
    from exin_tui.storage.database import Database

KEY = "due_dates.derived_for"
ACTOR = "exin"
"""Who the change log says did it: nobody asked for it, the day did."""


def begin_day(
    database: Database, *, today: dt.date, now: dt.datetime, programme: Programme
) -> tuple[Moved, ...]:
    """Derive what is stored anew, unless that was done today for this very ``programme``; what moved.

    Only for the real day: a board that is looked at as on another day must not write what that day would say.
    Raises a `StorageError`, with nothing written.
    """
    wanted = json.dumps({"day": today.isoformat(), "programme": _fingerprint(programme)})
    if database.quickly(_derived_for) == wanted:
        return ()
    from exin_tui.caseload.due_dates import rederive

    with database.write(command="day.begin", now=now, actor=ACTOR) as door:
        if door.setting(KEY) == wanted:  # somebody else was quicker
            return ()
        moved = rederive(door, None, today=today, programme=programme)
        door.set_setting(KEY, wanted)
    return moved


def _derived_for(bare: Any) -> str | None:
    row = bare.execute("SELECT value FROM setting WHERE key = ?", (KEY,)).fetchone()
    return str(row[0]) if row else None


def _fingerprint(programme: Programme) -> str:
    return hashlib.sha256(msgspec.json.encode(programme)).hexdigest()[:16]
