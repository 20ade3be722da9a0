"""One time through a file: with a door to write through, or only to see what it would do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from sqlalchemy import Connection

from exin_schema.programme import Programme
from exin_tui.importing.added_columns import NOTHING_ADDED, Added
from exin_tui.importing.columns import AnyKind
from exin_tui.importing.known import Known
from exin_tui.importing.parse import ParsedRow
from exin_tui.importing.report import Action, Ledger
from exin_tui.storage.door import Door


@dataclass(slots=True)
class GoneThrough:
    """What every kind of list shares while the file is gone through."""

    connection: Connection
    door: Door | None
    """None: nothing is written."""
    programme: Programme
    today: dt.date
    now: dt.datetime
    known: Known
    added: Added = NOTHING_ADDED
    ledger: Ledger = field(default_factory=Ledger)

    def settle(self, kind: AnyKind, row: ParsedRow, action: Action | None) -> None:
        """Keep what ``row`` came to; a row with problems does nothing."""
        self.ledger.problems.extend(row.problems)
        self.ledger.notes.extend(row.notes)
        if action is not None and not row.problems:
            self.ledger.count(kind, action)
