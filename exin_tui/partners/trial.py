"""An invented team to try a partner on: who may be sent and who may not, every text a sentinel.

Ten participants in turn have each standing of consent; somebody whose follow-up has ended and what the team
keeps about nobody are there, too. Two of twenty have a protected address. Where each word may turn up stands
in `exin_tui.partners.sentinels`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from exin_schema.programme import Programme
from exin_schema.programme_file import load_programme
from exin_schema.tables import (
    agency,
    application,
    caseworker,
    checklist,
    checklist_item,
    consent,
    contact,
    invitation,
    meeting,
    meeting_attendee,
    participant_contact,
    partner_fact,
    partner_record,
    phase_transition,
    standup,
    standup_entry,
    task,
)
from exin_schema.vocabulary import ChecklistKind, ReviewKind, Role
from exin_tui.caseload.labels import Labels
from exin_tui.caseload.register import register_all
from exin_tui.clock import OSLO
from exin_tui.partners.discovery import Partner, PartnerState
from exin_tui.partners.extend import extend, sensitive_tasks, task_titles
from exin_tui.partners.manifest import Manifest
from exin_tui.partners.sentinels import Canary, Marking
from exin_tui.partners.standings import ACTIVE, Standing
from exin_tui.partners.trial_around import Around
from exin_tui.partners.trial_own import Rows, own_rows
from exin_tui.partners.trial_people import entry
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door

TRIAL_DAY = dt.date(2026, 11, 27)
NOW = dt.datetime(2026, 11, 27, 8, 0, tzinfo=OSLO)
_AT_ONCE = 100
_CLOSED, _NOBODY = 901, 902
_PROTECTED = frozenset({11, 15})
"""Of each twenty: one who has consented to everything, and one who has not."""
_ORDER = (
    agency, contact, participant_contact, meeting, meeting_attendee, invitation, task, application,
    phase_transition, standup_entry, partner_fact, partner_record,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trial:
    """The invented team, with the partner active."""

    database: Database
    partner: Partner
    manifest: Manifest
    programme: Programme
    labels: Labels
    people: tuple[Canary, ...]
    """The active participants."""
    others: tuple[Canary, ...] = ()
    """Whose words no partner sees: of the participant whose follow-up has ended, and nobody's."""
    today: dt.date = TRIAL_DAY
    now: dt.datetime = NOW
    standup_id: str = ""
    gaps: bool = False

    @property
    def everybody(self) -> tuple[Canary, ...]:
        """Every canary, on the board or not."""
        return (*self.people, *self.others)

    def withdrawn(self, which: Callable[[Canary], bool] = lambda _: True) -> Trial:
        """The team after those who are ``which`` have withdrawn everything, as of today."""
        theirs = {one.id for one in self.people if which(one)}
        with self.database.write(command="trial.withdraw", now=self.now) as door:
            rows = select(consent.c.id, consent.c.version).where(consent.c.participant_id.in_(theirs))
            for row in door.connection.execute(rows).all():
                door.update(consent, row.id, row.version, {"withdrawn_on": self.today})
        people = (
            replace(one, standing=Standing.WITHDRAWN) if one.id in theirs else one for one in self.people
        )
        return replace(self, people=tuple(people))

    def joined_by(self, more: Sequence[Standing]) -> Trial:
        """The team with others beside, one for each of ``more``."""
        numbers = range(len(self.people) + 1, len(self.people) + len(more) + 1)
        added = _registered(self, list(zip(numbers, more, strict=True)))
        return replace(self, people=(*self.people, *added))


@contextmanager
def trial_team(
    partner: Partner, *, participants: int = 20, today: dt.date = TRIAL_DAY, gaps: bool = False
) -> Iterator[Trial]:
    """A team of ``participants`` in a temporary database, the standings of their consents in turn.

    With ``gaps`` some of them lack a fact or a record, and every fourth has none.

    Raises `NoManifest` for a partner without one.
    """
    manifest, active = partner.declares, replace(partner, state=PartnerState.ACTIVE)
    programme = extend(load_programme(), [active])
    labels = Labels.of(programme, task_titles([active]), sensitive_tasks([active]))
    with temporary_database(actor="KN") as database:
        with database.write(command="trial.team", now=NOW) as door:
            door.insert(caseworker, {"initials": "KN", "name": "KN", "role": Role.CASEWORKER.value})
            held = {
                "kind": ReviewKind.DAILY.value, "held_on": today, "held_by": "KN", "state": "ended",
                "started_at": NOW, "planned_minutes": 15, "began_change": 0,
            }  # fmt: skip
            standup_id = door.insert(standup, held)
        team = Trial(
            database, active, manifest, programme, labels, (), (), today, standup_id=standup_id, gaps=gaps
        )
        team = team.joined_by([ACTIVE[number % len(ACTIVE)] for number in range(participants)])
        others = _registered(team, [(_CLOSED, Standing.CLOSED)]) if participants else []
        yield replace(team, others=(*others, _nobody(team)))


def _registered(trial: Trial, wanted: Sequence[tuple[int, Standing]]) -> list[Canary]:
    found: list[Canary] = []
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        with trial.database.write(command="trial.people", now=trial.now) as door:
            found += _register(door, trial, part)
    return found


def _register(door: Door, trial: Trial, wanted: Sequence[tuple[int, Standing]]) -> Iterator[Canary]:
    markings = [Marking(trial.manifest, number, number % 20 in _PROTECTED) for number, _ in wanted]
    entries = [
        entry(marking, standing, trial.today) for marking, (_, standing) in zip(markings, wanted, strict=True)
    ]
    registered = register_all(door, entries, today=trial.today, programme=trial.programme)
    if not isinstance(registered, tuple):
        raise TypeError(registered)
    rows: Rows = {}
    large = len(wanted) == _AT_ONCE
    for marking, made in zip(markings, registered, strict=True):
        marking.id(made.id)
        around = Around(marking, made.id, trial.programme, trial.now, trial.today)
        for several in (
            own_rows(marking, made.id, trial.now, trial.today, gaps=trial.gaps),
            around.all(trial.standup_id, large=large),
        ):
            for table, more in several.items():
                rows.setdefault(table, []).extend(more)
    for table in _ORDER:
        door.insert_many(table, rows.get(table, []))
    notes = {} if large else _first_items(door.connection, [made.id for made in registered])
    for marking, (_, standing), made in zip(markings, wanted, registered, strict=True):
        if made.id in notes:
            words = {one: marking.never(f"item.{one}") for one in ("note", "reason", "confirmed_with")}
            door.update(checklist_item, *notes[made.id], words)
        yield Canary(made.id, made.code, standing, tuple(marking.found))


def _first_items(connection: Connection, people: Sequence[str]) -> dict[str, tuple[str, int]]:
    """The first line of each one's release checklist: what is noted on it is the team's own."""
    statement = (
        select(checklist.c.participant_id, checklist_item.c.id, checklist_item.c.version)
        .select_from(checklist_item.join(checklist, checklist.c.id == checklist_item.c.checklist_id))
        .where(checklist.c.participant_id.in_(people), checklist.c.kind == ChecklistKind.RELEASE.value)
        .order_by(checklist_item.c.position.desc())
    )
    return {row.participant_id: (row.id, row.version) for row in connection.execute(statement)}


def _nobody(trial: Trial) -> Canary:
    """What the team keeps that is about no participant."""
    marking = Marking(trial.manifest, _NOBODY)
    rows = Around(marking, None, trial.programme, trial.now, trial.today).all(trial.standup_id)
    with trial.database.write(command="trial.nobody", now=trial.now) as door:
        for table in _ORDER:
            door.insert_many(table, rows.get(table, []))
    return Canary("", "", Standing.NOBODY, tuple(marking.found))
