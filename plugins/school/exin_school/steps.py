"""What comes next for somebody at school, by when, and what is under way."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from exin_schema.vocabulary import Label, Phase
from exin_tui.partners.api import InsideContext, Participant, Sentence, Task, sentence

INSIDE = frozenset({Phase.IN_PRISON, Phase.PRE_RELEASE})
APPLY = "apply"
SHORT = {
    "guidance": Label("Karriereveiledning", "Career guidance"),
    APPLY: Label("Søke skoleplass", "Apply"),
    "marks": Label("Overføre vurderinger", "Transfer of marks"),
    "equipment": Label("Utstyr og penger", "Equipment and money"),
    "first_day": Label("Første dag med følge", "First day accompanied"),
}
"""The tasks in a few words, for a column among others. Their full words stand in partner.toml."""


@dataclass(frozen=True, slots=True)
class Step:
    """The next open task, and its deadline: its own due date, for an application else the school's."""

    task: Task
    due_on: dt.date | None

    @property
    def short(self) -> Label | str:
        """What to do, in a few words."""
        return SHORT.get(self.task.id, self.task.title)


def next_step(ctx: InsideContext, participant: Participant) -> Step | None:
    """The open task with the earliest deadline; those without one last."""
    steps = [Step(task, task.due_on or _deadline(task, participant)) for task in ctx.tasks_of(participant)]
    return min(steps, key=lambda step: (step.due_on or dt.date.max, step.task.id), default=None)


def _deadline(task: Task, participant: Participant) -> dt.date | None:
    """The deadline that the school has given. The main intake deadline of 1 March is never computed."""
    given = participant.facts.get("application_deadline")
    return given if task.id == APPLY and isinstance(given, dt.date) else None


def under_way(participant: Participant) -> Label | Sentence | None:
    """In words that betray nothing: which subjects they are is text of the team's."""
    left = participant.facts.get("apprenticeship_left")
    if isinstance(left, int) and left > 0:
        return sentence("læretid, {left} år", "apprentice, {left} y", left=left)
    if participant.facts.get("courses"):
        return Label("fag eller kurs", "courses")
    return None


def is_inside(participant: Participant) -> bool:
    """By the phase: 2 and 3 are inside."""
    return participant.phase in INSIDE
