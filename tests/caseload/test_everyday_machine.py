"""Random sequences of the everyday commands against a plain model: no rule is ever broken in what is stored.

``EXIN_EVERYDAY_EXAMPLES`` and ``EXIN_EVERYDAY_STEPS`` ask for more of them than the default run does.
"""

from __future__ import annotations

import copy
import datetime as dt
import os
from dataclasses import dataclass, field

from hypothesis import HealthCheck, settings
from hypothesis import Phase as HypothesisPhase
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from exin_schema.tables import caseworker, checklist_item, phase_transition
from exin_schema.vocabulary import (
    ActivityKind,
    ClosingReason,
    CustodyKind,
    Judgement,
    MeetingOutcome,
    Phase,
    SecurityLevel,
    SituationMoment,
)
from exin_tui.caseload import closing, meeting_add, tasks, team
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.activities import log_activity
from exin_tui.caseload.assignment import assign
from exin_tui.caseload.bulk import Bulk, Marked, Wish, do_all
from exin_tui.caseload.candidates import add_candidate
from exin_tui.caseload.case_view import load_situations
from exin_tui.caseload.consents import give, withdraw
from exin_tui.caseload.due_dates import refresh
from exin_tui.caseload.imprisonment import imprison
from exin_tui.caseload.intake import answer_criterion, enrol
from exin_tui.caseload.meeting_outcomes import log_outcome
from exin_tui.caseload.phases import move, propose
from exin_tui.caseload.registration import ConsentGiven, Custody, Registration
from exin_tui.caseload.rehearsal import Rehearsal
from exin_tui.caseload.release_dates import decide
from exin_tui.caseload.reopening import reopen
from exin_tui.caseload.situations import Situation, set_situation
from exin_tui.caseload.stored import Stored as Participant
from exin_tui.caseload.stored import read_participants
from exin_tui.dates import add_months
from exin_tui.history.undo import undo_last
from exin_tui.programme.consents import active
from exin_tui.programme.custody import in_custody
from exin_tui.programme.values import Refusal
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database
from tests.caseload.everyday import DISCUSSED, Someone, Stored, everything, whole
from tests.caseload.written import PROGRAMME, SIGNED

FIRST = dt.date(2026, 11, 2)
LIMIT, DEMANDING = 2, 1
LINES = ("prison", "nav", "lawyer", "probation", "gp")
MANDATORY, MINIMUM = {"prison", "nav", "lawyer"}, {"prison", "nav", "probation"}
INSIDE, AFTER = {Phase.IN_PRISON, Phase.PRE_RELEASE}, {Phase.POST_RELEASE, Phase.REINTEGRATION}
MOST = 4

phases = st.sampled_from(Phase)
reasons = st.sampled_from(["", "vikar på vei", "vikar på vei"])
which = st.integers(0, MOST - 1)


@dataclass
class Person:
    """What the model knows of one participant."""

    phase: Phase = Phase.INTAKE
    custody: bool = True
    enrolled: bool = False
    closed: bool = False
    caseworker: str = ""
    release: dt.date | None = None
    released: bool = False
    """The newest imprisonment has its actual release date."""
    consents: set[str] = field(default_factory=set)


@dataclass
class Model:
    """The caseload, as plainly as it can be said."""

    people: dict[str, Person] = field(default_factory=dict)

    def over(self, initials: str) -> bool:
        """The caseworker is past a limit."""
        theirs = [one for one in self.people.values() if one.caseworker == initials and not one.closed]
        return len(theirs) > LIMIT or sum(one.phase.demanding for one in theirs) > DEMANDING

    def worse(self, initials: str, after: Model) -> bool:
        """A limit is passed by more than before."""

        def load(model: Model) -> tuple[int, int]:
            theirs = [one for one in model.people.values() if one.caseworker == initials and not one.closed]
            return len(theirs), sum(one.phase.demanding for one in theirs)

        (active_before, demanding_before), (active_then, demanding_then) = load(self), load(after)
        return (active_then > LIMIT and active_then > active_before) or (
            demanding_then > DEMANDING and demanding_then > demanding_before
        )

    def may_move(self, one: Person, to: Phase, today: dt.date, *, released: bool) -> bool:
        """The guide's transitions: in custody means 1, 2 or 3, out means 1, 4, 5 or 6."""
        inside = one.custody and not released
        if one.closed or to in {one.phase, Phase.CLOSING}:
            return False
        if to is Phase.INTAKE:
            return True
        if to in INSIDE:
            opens = add_months(one.release, -2) if one.release else dt.date.min
            allowed = inside and (to is Phase.IN_PRISON or today >= opens)
        elif to is Phase.POST_RELEASE:
            return not inside and (one.phase in {*AFTER, Phase.CLOSING} or released or one.released)
        else:
            allowed = not inside and one.phase not in INSIDE
        return allowed and (one.phase is not Phase.INTAKE or one.enrolled)


class Everyday(RuleBasedStateMachine):
    """The commands in any order, by one caseworker, on one database."""

    def __init__(self) -> None:
        super().__init__()
        self.opened = temporary_database(actor="KB")
        self.database: Database = self.opened
        self.today = FIRST
        self.model = Model()
        self.before: tuple[Stored, Model] | None = None

    def teardown(self) -> None:
        """The chain verifies, whatever was done."""
        assert whole(self.database)
        self.opened.close()

    @property
    def now(self) -> dt.datetime:
        return dt.datetime.combine(self.today, dt.time(12), dt.UTC)

    @property
    def acting(self) -> Acting:
        return Acting(now=self.now, actor="KN", today=self.today, programme=PROGRAMME)

    def pick(self, number: int) -> tuple[Someone, Person] | None:
        ids = list(self.model.people)
        if not ids:
            return None
        identity = ids[number % len(ids)]
        return Someone(self.database, identity), self.model.people[identity]

    def expect(self, answer: object, then: Model, *, allowed: bool) -> None:
        """The command did what the model says, or was refused where the model says so."""
        assert isinstance(answer, Refusal) is not allowed, (answer, self.model, then)
        if allowed:
            self.model = then

    def remember(self) -> Model:
        """Keep what an undo must bring back; a copy of the model to change."""
        self.before = (everything(self.database), copy.deepcopy(self.model))
        return copy.deepcopy(self.model)

    @initialize()
    def a_small_team(self) -> None:
        team.set_team(self.database, "Bydelen", "SN", **SIGNED)
        for initials in ("KN", "AB"):
            colleague = team.Colleague(initials, capacity=LIMIT, demanding_capacity=DEMANDING)
            team.set_colleague(self.database, colleague, **SIGNED)
        for _ in range(2):  # both enrolled, so that the first steps already lead somewhere
            self.add(initials="KN", inside=True, reason="")
        for number in range(2):
            self.sign_and_enrol(number)

    @precondition(lambda self: len(self.model.people) < MOST)
    @rule(initials=st.sampled_from(["", "KN", "AB"]), inside=st.booleans(), reason=reasons)
    def add(self, initials: str, *, inside: bool, reason: str) -> None:
        then = self.remember()
        custody = Custody(level=SecurityLevel.HIGH, started_on=FIRST, full_term_on=dt.date(2029, 1, 1))
        candidate = Registration(
            caseworker=initials, birth_date=dt.date(2005, 1, 1), custody=custody if inside else None
        )
        answer = add_candidate(self.database, candidate, reason=reason, **self.acting)
        identity = "" if isinstance(answer, Refusal) else answer.id
        release = dt.date(2029, 1, 1) if inside else None
        then.people[identity] = Person(custody=inside, caseworker=initials, release=release)
        allowed = bool(reason) or not initials or not self.model.worse(initials, then)
        self.expect(answer, then, allowed=allowed)

    @rule(number=which, to=phases, released=st.booleans(), reason=reasons)
    def move(self, number: int, to: Phase, *, released: bool, reason: str) -> None:
        found = self.pick(number)
        if found is None:
            return
        one, person = found
        then = self.remember()
        released = released and to is Phase.POST_RELEASE
        answer = move(
            *one.at, to, DISCUSSED, released_on=self.today if released else None, reason=reason, **self.acting
        )
        allowed = self.model.may_move(person, to, self.today, released=released)
        after = then.people[one.id]
        after.phase = to
        after.custody = person.custody and not released
        after.released = person.released or (released and person.custody)
        full = bool(person.caseworker) and self.model.worse(person.caseworker, then)
        self.expect(answer, then, allowed=allowed and (bool(reason) or not full))

    @rule(number=which, to=phases)
    def propose(self, number: int, to: Phase) -> None:
        found = self.pick(number)
        if found is not None:
            self.remember()
            propose(*found[0].at, to, **self.acting)

    @rule(number=which, line=st.sampled_from(LINES))
    def give(self, number: int, line: str) -> None:
        found = self.pick(number)
        if found is None:
            return
        then = self.remember()
        answer = give(*found[0].at, ConsentGiven(line, self.today), **self.acting)
        then.people[found[0].id].consents.add(line)
        self.expect(answer, then, allowed=not found[1].closed)

    @rule(number=which)
    def sign_and_enrol(self, number: int) -> None:
        """Everything that an enrolment takes, and the enrolment."""
        found = self.pick(number)
        if found is None or found[1].closed:
            return
        one, person = found
        for line in sorted(MANDATORY):
            give(*one.at, ConsentGiven(line, self.today), **self.acting)
            person.consents.add(line)
        answer_criterion(*one.at, "motivation", Judgement.YES, **self.acting)
        then = self.remember()
        answer = enrol(*one.at, **self.acting)
        then.people[one.id].enrolled = True
        self.expect(answer, then, allowed=not person.enrolled and not _short(person, self.today))

    @rule(number=which, line=st.sampled_from(LINES))
    def withdraw(self, number: int, line: str) -> None:
        found = self.pick(number)
        if found is None or line not in found[1].consents:
            return
        one, _ = found
        then = self.remember()
        stored = next(iter(self._stored([one.id])))
        held = next(c for c in stored.case().consents if c.line == line and active(c, self.today))
        row = next(row for row in stored.consents if row["id"] == held.id)
        answer = withdraw(self.database, row["id"], row["version"], **self.acting)
        then.people[one.id].consents.discard(line)
        self.expect(answer, then, allowed=True)

    @rule(number=which, reason=reasons)
    def imprison(self, number: int, reason: str) -> None:
        found = self.pick(number)
        if found is None:
            return
        one, person = found
        then = self.remember()
        custody = Custody(kind=CustodyKind.REMAND, started_on=self.today)
        answer = imprison(*one.at, custody, DISCUSSED, reason=reason, **self.acting)
        after = then.people[one.id]
        after.custody, after.release, after.released = True, None, False
        moves = person.phase in {*AFTER, Phase.CLOSING}
        after.phase = Phase.IN_PRISON if moves else person.phase
        self.expect(answer, then, allowed=not person.closed and not person.custody)

    @rule(number=which, days=st.integers(1, 900))
    def decide(self, number: int, days: int) -> None:
        found = self.pick(number)
        if found is None or not found[1].custody:
            return
        one, person = found
        then = self.remember()
        on = self.today + dt.timedelta(days=days)
        answer = decide(*one.custody, on, **self.acting)
        then.people[one.id].release = on
        full = dt.date(2029, 1, 1)
        allowed = not person.closed and person.release is not None and on <= full
        self.expect(answer, then, allowed=allowed)

    @rule(number=which, told=st.booleans(), reason=reasons)
    def close(self, number: int, *, told: bool, reason: str) -> None:
        found = self.pick(number)
        if found is None:
            return
        one, person = found
        then = self.remember()
        why = ClosingReason.INDEPENDENCE
        answer = closing.begin(*one.at, why, DISCUSSED, told=told, reason=reason, **self.acting)
        candidate = person.phase is Phase.INTAKE and not person.enrolled
        needs_reason = person.custody and person.phase is not Phase.INTAKE
        allowed = not person.closed and not candidate and person.phase is not Phase.CLOSING
        after = then.people[one.id]
        after.phase, after.closed = Phase.CLOSING, told
        if told:
            after.consents = set()
        self.expect(answer, then, allowed=allowed and (bool(reason) or not needs_reason))

    @rule(number=which)
    def complete(self, number: int) -> None:
        found = self.pick(number)
        if found is None:
            return
        then = self.remember()
        answer = closing.complete(*found[0].at, told=True, **self.acting)
        after = then.people[found[0].id]
        after.closed, after.consents = True, set()
        self.expect(answer, then, allowed=found[1].phase is Phase.CLOSING and not found[1].closed)

    @rule(number=which, to=st.sampled_from([Phase.INTAKE, Phase.REINTEGRATION, Phase.IN_PRISON]))
    def reopen(self, number: int, to: Phase) -> None:
        found = self.pick(number)
        if found is None:
            return
        one, person = found
        then = self.remember()
        answer = reopen(*one.at, to, DISCUSSED, reason="kom tilbake", **self.acting)
        after = then.people[one.id]
        after.phase, after.closed = to, False
        fits = to is Phase.INTAKE or person.custody is (to is Phase.IN_PRISON)
        self.expect(answer, then, allowed=person.closed and fits)

    @rule(number=which, initials=st.sampled_from(["", "KN", "AB"]), reason=reasons)
    def assign(self, number: int, initials: str, reason: str) -> None:
        found = self.pick(number)
        if found is None or found[1].closed:
            return
        one, person = found
        then = self.remember()
        answer = assign(*one.at, initials, reason=reason, **self.acting)
        then.people[one.id].caseworker = initials
        moved = initials not in {"", person.caseworker}
        allowed = not moved or bool(reason) or not self.model.worse(initials, then)
        self.expect(answer, then, allowed=allowed)

    @rule(number=which)
    def meet(self, number: int) -> None:
        found = self.pick(number)
        if found is None:
            return
        starts = self.now - dt.timedelta(hours=1)
        new = meeting_add.NewMeeting("visit", starts, participant_id=found[0].id)
        self.before = None
        made = meeting_add.add(self.database, new, **self.acting)
        assert isinstance(made, Refusal) is found[1].closed
        if not isinstance(made, Refusal):
            then = self.remember()
            held = log_outcome(self.database, made.id, made.version, MeetingOutcome.HELD, **self.acting)
            self.expect(held, then, allowed=True)

    @rule(number=which)
    def finish_a_task(self, number: int) -> None:
        found = self.pick(number)
        if found is not None:
            for row in list(found[0].open_tasks().values())[:1]:
                then = self.remember()
                self.expect(
                    tasks.done(self.database, row["id"], row["version"], **self.acting), then, allowed=True
                )

    @rule(number=which, what=st.sampled_from(Bulk), days=st.integers(0, 30), reason=reasons)
    def work_on_several(self, number: int, what: Bulk, days: int, reason: str) -> None:
        """Some are done and some are refused; when all are refused for one reason, nothing is written."""
        found = self.pick(number)
        if found is None:
            return
        rows = [("item", row) for row in found[0].rows(checklist_item)[number::3]]
        rows = [one for one in rows if one[1]["key"] != "consent_minimum" or what is not Bulk.NOT_NEEDED]
        rows += [("task", row) for row in found[0].open_tasks().values()]
        marked = [Marked(kind, row["id"], row["version"]) for kind, row in rows]
        wish = Wish(what, reason=reason, on=self.today + dt.timedelta(days=days), initials="AB")
        then = self.remember()
        answer = do_all(self.database, marked, wish, **self.acting)
        self.model = then
        if isinstance(answer, Refusal):
            assert self.before is not None
            assert everything(self.database) == self.before[0]
        else:
            assert {*answer.done, *(row for row, _ in answer.refused)} == {one.id for one in marked}

    @rule(number=which, days=st.integers(-3, 2), reached=st.booleans())
    def log(self, number: int, days: int, *, reached: bool) -> None:
        found = self.pick(number)
        if found is not None:
            then, on = self.remember(), self.today + dt.timedelta(days=days)
            answer = log_activity(
                self.database, found[0].id, ActivityKind.CALL, on=on, reached=reached, **self.acting
            )
            self.expect(answer, then, allowed=days <= 0 and not found[1].closed)

    @rule(number=which, moment=st.sampled_from(SituationMoment), children=st.integers(-1, 3))
    def note_the_situation(self, number: int, moment: SituationMoment, children: int) -> None:
        found = self.pick(number)
        if found is not None:
            with self.database.read() as connection:
                noted = {one.moment: one.version for one in load_situations(connection, found[0].id)}
            then, version = self.remember(), noted.get(moment, 0)
            said = Situation(children=children)
            answer = set_situation(self.database, found[0].id, moment, version, said, **self.acting)
            self.expect(answer, then, allowed=children >= 0 and not found[1].closed)

    @precondition(lambda self: self.before is not None)
    @rule()
    def undo(self) -> None:
        """The last command, where it did something, is taken back as a whole."""
        assert self.before is not None
        stored, model = self.before
        self.before = None
        if everything(self.database) != stored:
            undo_last(self.database, "KN", self.now)
            assert everything(self.database) == stored
        self.model = model

    @rule(days=st.integers(1, 120))
    def another_day(self, days: int) -> None:
        self.today += dt.timedelta(days=days)
        self.before = None
        refresh(self.database, now=self.now, today=self.today, programme=PROGRAMME)

    def _stored(self, ids: list[str] | None = None) -> list[Participant]:
        with self.database.read() as connection:
            return list(read_participants(connection, ids or list(self.model.people)))

    @invariant()
    def what_is_stored_is_what_the_model_says(self) -> None:
        for stored in self._stored():
            person, case = self.model.people[stored.id], stored.case()
            inside = in_custody(case.episode, self.today)
            assert (case.phase, case.closed_on is not None, inside) == (
                person.phase, person.closed, person.custody,
            )  # fmt: skip
            assert (case.enrolled_on is not None) is person.enrolled
            assert {c.line for c in case.consents if active(c, self.today)} == person.consents
            if case.phase in INSIDE and not person.closed:
                assert inside
            if case.phase in AFTER and not person.closed:
                assert not inside
            if not person.closed:
                self._minimum_follows(stored.id, person)

    def _minimum_follows(self, identity: str, person: Person) -> None:
        one = Someone(self.database, identity)
        states = {row["state"] for row in one.rows(checklist_item) if row["key"] == "consent_minimum"}
        assert states <= {"done" if person.consents >= MINIMUM else "not_started"}

    @invariant()
    def an_overload_has_its_reason_until_it_is_gone(self) -> None:
        with self.database.read() as connection:
            rows = connection.execute(select(caseworker.c.initials, caseworker.c.overload_reason)).all()
        for row in rows:
            assert bool(row.overload_reason) is self.model.over(row.initials)

    @invariant()
    def due_dates_are_what_the_rules_say_and_one_move_is_proposed_at_most(self) -> None:
        rehearsal = Rehearsal(self.database)
        assert refresh(rehearsal, now=self.now, today=self.today, programme=PROGRAMME) == ()
        with self.database.read() as connection:
            proposed = (
                connection.execute(
                    select(phase_transition.c.participant_id).where(phase_transition.c.proposed.is_(True))
                )
                .scalars()
                .all()
            )
        assert len(proposed) == len(set(proposed))


def _short(person: Person, today: dt.date) -> bool:
    """Less than six months are left of the sentence: the criterion says no."""
    return person.custody and person.release is not None and dt.date(2029, 1, 1) < add_months(today, 6)


Everyday.TestCase.settings = settings(
    max_examples=int(os.environ.get("EXIN_EVERYDAY_EXAMPLES", "16")),
    stateful_step_count=int(os.environ.get("EXIN_EVERYDAY_STEPS", "30")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=tuple(phase for phase in HypothesisPhase if phase is not HypothesisPhase.shrink),
)
TestEveryday = Everyday.TestCase
