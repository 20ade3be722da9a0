"""What came of an import: how many were added, updated or already as they should be, and what was said."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from exin_tui.importing.columns import AnyKind
from exin_tui.importing.problems import CellProblem, Note, Place


class Action(enum.Enum):
    """What a row of the list does to the caseload."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows of one kind did what."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0

    @property
    def total(self) -> int:
        """All rows."""
        return self.added + self.updated + self.unchanged


@dataclass(frozen=True, slots=True)
class NewCode:
    """A participant without a code in the list, and the code that was given: write it into the list."""

    place: Place
    code: str
    alias: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or with ``dry_run`` would do. With any problem nothing was written."""

    dry_run: bool
    tallies: Mapping[AnyKind, Tally]
    """By kind, for the lists that the file had; empty with problems."""
    problems: tuple[CellProblem, ...] = ()
    """Every cell that cannot be taken, in the order of the file."""
    notes: tuple[Note, ...] = ()
    """What was cleaned, left out, or is against what the rules expect, in the order of the file."""
    new_codes: tuple[NewCode, ...] = ()

    @property
    def refused(self) -> bool:
        """There were problems, so nothing was written."""
        return bool(self.problems)

    @property
    def written(self) -> bool:
        """Something of the caseload changed."""
        changed = any(tally.added or tally.updated for tally in self.tallies.values())
        return changed and not self.dry_run and not self.refused


@dataclass(slots=True)
class Ledger:
    """What is collected while a file is gone through once."""

    problems: list[CellProblem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    new_codes: list[NewCode] = field(default_factory=list)
    counted: dict[AnyKind, dict[Action, int]] = field(default_factory=dict)

    def begin(self, kind: AnyKind) -> None:
        """A list of ``kind`` is in the file, even if it has no rows."""
        self.counted.setdefault(kind, dict.fromkeys(Action, 0))

    def count(self, kind: AnyKind, action: Action) -> None:
        """One more row."""
        self.counted[kind][action] += 1

    def tallies(self) -> dict[AnyKind, Tally]:
        """The counts, final."""
        return {
            kind: Tally(counts[Action.ADDED], counts[Action.UPDATED], counts[Action.UNCHANGED])
            for kind, counts in self.counted.items()
        }
