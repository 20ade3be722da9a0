"""What a partner's Python is given inside the team: frozen values within its scope, nothing that writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from exin_schema.vocabulary import ApplicationKind, ApplicationState, Label, Language, Mark, TaskHolder
from exin_tui.partners.participant import Participant
from exin_tui.partners.values import Plain
from exin_tui.partners.view_values import ContactName


@dataclass(frozen=True, slots=True)
class Task:
    """An open task for the partner."""

    ref: str
    """The participant's; empty for a task of the team's own."""
    id: str
    """The manifest's id; empty for one that somebody wrote."""
    title: Label | str
    """The manifest's words, or what somebody wrote."""
    sensitive: bool
    step: str
    step_name: Label
    holder: TaskHolder
    due_on: dt.date | None
    mark: Mark
    """How its due date stands today."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Who has one of the partner's roles for a participant."""

    ref: str
    role: str
    """The manifest's id of the role."""
    role_name: Label
    name: ContactName
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Application:
    """Where an application stands. What was written about it is not handed over."""

    ref: str
    kind: ApplicationKind
    state: ApplicationState
    sent_on: dt.date | None
    decided_on: dt.date | None
    in_writing: bool | None
    complaint_due_on: dt.date | None
    """Typed from the letter, never computed."""

    def days_waiting(self, today: dt.date) -> int | None:
        """Since it was sent; None for one that is not waiting."""
        return (today - self.sent_on).days if self.state.waiting and self.sent_on else None


@dataclass(frozen=True, slots=True)
class InsideContext:
    """For rules, columns, views, commands and the demo: everybody active, with the scope's fields only.

    A participant's view is given a context of that one participant.
    """

    participants: tuple[Participant, ...]
    today: dt.date
    tasks: tuple[Task, ...] = ()
    """The partner's own open tasks, due first, those without a due date last; none unless the scope has
    ``tasks``."""
    contacts: tuple[Contact, ...] = ()
    """Who has the partner's roles; nobody unless the scope has ``contacts``."""
    applications: tuple[Application, ...] = ()
    """Those of the scope's kinds, sent first first; nothing of them ever leaves the team."""
    language: Language = "nb"
    """Of the screen. What a view says is in both languages all the same."""

    @property
    def facts(self) -> Mapping[str, Mapping[str, Plain]]:
        """The partner's facts by participant."""
        return {one.ref: one.facts for one in self.participants}

    @property
    def records(self) -> Mapping[str, Mapping[str, tuple[Mapping[str, Plain], ...]]]:
        """The partner's records by participant and kind."""
        return {one.ref: one.records for one in self.participants}

    def tasks_of(self, participant: Participant) -> tuple[Task, ...]:
        """The open tasks about one participant."""
        return tuple(task for task in self.tasks if task.ref == participant.ref)

    def participant(self, ref: str) -> Participant | None:
        """Who has the ``ref``."""
        return next((one for one in self.participants if one.ref == ref), None)
