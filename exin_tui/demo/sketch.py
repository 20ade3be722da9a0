"""A participant of the demo in outline: what shall be true of them on the day of the demo.

Days are counted from that day: negative is past. Everything else (dates, checklists, consents) follows.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from exin_schema.vocabulary import ChecklistKind, Phase, SecurityLevel

FRIDAY = "friday"
"""Released on a Friday within the next seven days."""
HOLIDAY = "holiday"
"""Released on the day before a public holiday, when one comes within four weeks."""


@dataclass(frozen=True, slots=True)
class Open:
    """An open checklist item, due when the rules say unless that has to be set by hand."""

    list: ChecklistKind
    key: str
    days: int | None = None
    """Due so many days from today."""
    within: int | None = None
    """Due so many days from today at the latest."""
    started: bool = False
    responsible: str = ""


@dataclass(frozen=True, slots=True)
class ToDo:
    """An open task with its due date."""

    title: str
    days: int
    partner: str | None = None
    step: str = ""


@dataclass(frozen=True, slots=True)
class Sketch:
    """One participant in outline."""

    number: int
    phase: Phase
    caseworker: str
    release: int | str | None
    """Days to the release (negative: released), `FRIDAY`, `HOLIDAY`, or None: remand, unknown."""
    since: int
    """Days since the phase began."""
    enrolled: int | None
    """Days since the enrolment; None for a candidate."""
    contact: int | None = 4
    """Days since the last contact."""
    level: SecurityLevel = SecurityLevel.HIGH
    place: str = "Oslo fengsel"
    inside: int = 400
    """Days since (or, for somebody who is out, before the release from) the imprisonment."""
    opens: tuple[Open, ...] = ()
    todos: tuple[ToDo, ...] = ()
    protected: bool = False
    difficult_name: bool = False
    expires: dict[str, int] = field(default_factory=dict)
    """Consent lines that expire, in days."""
    withdrawn: dict[str, int] = field(default_factory=dict)
    """Consent lines that were withdrawn, in days (negative)."""
    missing: tuple[str, ...] = ()
    """Consent lines of the minimum that nobody has signed."""
    signed_early: bool = False
    """Friomsorgen is among the consents before phase 3."""
    narrowed: tuple[tuple[str, str, str, str], ...] = ()
    """Consents for less than a whole line: (line, role, person, topics)."""
    waiting: tuple[tuple[str, str, int], ...] = ()
    """Applications that wait: (kind, what, days since sent)."""
    talks: int = 4
    """How many of the four conversations of the intake were held."""
    lists_kept: bool = True
    """After phase 4: the checklists that were gone through are there to be looked at."""
    first_group: bool = True
    """The first responsibility-group meeting outside was held, or is marked not needed."""
