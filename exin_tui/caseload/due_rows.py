"""What is open and due: rows of the pane "due", and how much of it each participant has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from exin_schema.programme import Programme
from exin_schema.vocabulary import ChecklistKind, Mark
from exin_tui.caseload.models import DueRow, Person
from exin_tui.caseload.records import DueRecord
from exin_tui.language import Sayable
from exin_tui.privacy.screening import SENSITIVE_ITEM
from exin_tui.programme.due import mark

if TYPE_CHECKING:
    from exin_tui.caseload.labels import Labels

ITEM = "item"
TASK = "task"
_KINDS = {kind.value: kind for kind in ChecklistKind}


class Critical(NamedTuple):
    """A critical item that is overdue."""

    list: ChecklistKind
    key: str
    due_on: dt.date
    label: Sayable
    """Neutral where the item's own words betray something: it is said on shared screens."""


@dataclass(slots=True)
class Tally:
    """How much one participant has due, counted row by row."""

    overdue: int = 0
    today: int = 0
    soon: int = 0
    critical: list[Critical] = field(default_factory=list)
    """Critical items that are overdue, worst first."""

    @property
    def critical_items(self) -> list[tuple[ChecklistKind, str, dt.date]]:
        """As the rules take them."""
        return [(one.list, one.key, one.due_on) for one in self.critical]

    def count(self, mark: Mark, critical: Critical | None = None) -> None:
        """Count something open; what is due later than "soon" does not count."""
        if mark is Mark.OVERDUE:
            self.overdue += 1
            if critical is not None:
                self.critical.append(critical)
        elif mark is Mark.TODAY:
            self.today += 1
        elif mark is Mark.SOON:
            self.soon += 1


NOTHING_DUE = Tally()


def due_rows(
    records: Iterable[DueRecord],
    people: Mapping[str, Person],
    assigned: Mapping[str, str],
    initials: Mapping[str | None, str],
    labels: Labels,
    today: dt.date,
    programme: Programme,
) -> list[DueRow]:
    """The rows of active participants and of the team, worst first: by day, critical before others, by code.

    ``assigned`` has the initials of each participant's caseworker, for what has no one responsible.
    """
    words: dict[tuple[str, str], tuple[Sayable, bool, bool]] = {}
    marks: dict[dt.date, tuple[int, Mark]] = {}
    rows: list[DueRow] = []
    for record in records:
        person = None
        if record.participant_id is not None:
            person = people.get(record.participant_id)
            if person is None:
                continue
        if record.list:
            spec = (record.list, record.key)
            if spec not in words:
                words[spec] = labels.item_label(*spec)
            label, sensitive, critical = words[spec]
        else:
            label, critical = labels.task_title(record.key, record.title), False
            sensitive = labels.task_sensitive(record.key)
        if record.due_on not in marks:
            marks[record.due_on] = (record.due_on - today).days, mark(record.due_on, today, programme)
        days, urgency = marks[record.due_on]
        rows.append(
            DueRow(
                record.id,
                record.version,
                ITEM if record.list else TASK,
                person,
                record.key,
                label,
                sensitive,
                record.due_on,
                days,
                urgency,
                initials.get(record.responsible_id) or assigned.get(record.participant_id or "", ""),
                critical,
                record.list,
            )
        )
    rows.sort(key=_worst_first)
    return rows


def _worst_first(row: DueRow) -> tuple[int, bool, str, str, str]:
    return row.days, not row.critical, row.person.code if row.person else "", row.key, row.id


def _critical(row: DueRow) -> Critical | None:
    if not row.critical or row.mark is not Mark.OVERDUE:
        return None
    return Critical(_KINDS[row.list], row.key, row.due_on, said_of(row.label, sensitive=row.sensitive))


def said_of(label: Sayable, *, sensitive: bool) -> Sayable:
    """What may be said of an item on any screen."""
    return SENSITIVE_ITEM if sensitive else label


def tallies(rows: Sequence[DueRow]) -> dict[str, Tally]:
    """What each participant has due, by id."""
    found: dict[str, Tally] = {}
    for row in rows:
        if row.person is not None:
            tally = found.get(row.person.id)
            if tally is None:
                tally = found[row.person.id] = Tally()
            tally.count(row.mark, _critical(row))
    return found
