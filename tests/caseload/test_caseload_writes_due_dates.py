"""Due dates follow what they hang on, and what was set by hand stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from exin_schema.programme import ItemSpec, Programme, Words
from exin_schema.tables import checklist, consent, custody_episode, participant
from exin_schema.vocabulary import ChecklistKind, Phase, ProbationState
from exin_tui.caseload import items
from exin_tui.caseload.due_dates import Moved, rederive, refresh
from exin_tui.caseload.items import ItemWritten
from exin_tui.caseload.register import register
from exin_tui.caseload.registration import Registered
from exin_tui.caseload.stored import read_participant
from exin_tui.programme.due import due_date
from exin_tui.programme.in_force import release_list_in_force, start_list_in_force
from exin_tui.programme.release import best_release
from exin_tui.programme.values import Anchors
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database
from tests.caseload.written import (
    ACTING,
    NOW,
    PROGRAMME,
    RELEASE_ON,
    TODAY,
    Written,
    acting_on,
    consents,
    custody,
    entered,
    team_of_two,
    written,
)

START, RELEASE = ChecklistKind.START, ChecklistKind.RELEASE
DAY = dt.timedelta(days=1)


def change_custody(one: Written, today: dt.date = TODAY, **values: Any) -> tuple[Moved, ...]:
    with one.database.write(command="custody.change", now=NOW) as door:
        row = (
            door.connection.execute(
                select(custody_episode)
                .where(custody_episode.c.participant_id == one.id)
                .order_by(custody_episode.c.number.desc())
            )
            .mappings()
            .first()
        )
        assert row is not None
        door.update(custody_episode, row["id"], row["version"], values)
        return rederive(door, [one.id], today=today, programme=PROGRAMME)


def with_offsets(**values: int) -> Programme:
    return msgspec.structs.replace(PROGRAMME, offsets=msgspec.structs.replace(PROGRAMME.offsets, **values))


def with_items(kind: ChecklistKind, change: Mapping[str, ItemSpec | None], *more: ItemSpec) -> Programme:
    """The programme with items of a list replaced, and more at the end of its last section."""

    def changed(spec: Any) -> Any:
        if spec.kind is not kind:
            return spec
        sections = [
            msgspec.structs.replace(each, items=tuple(change.get(item.key) or item for item in each.items))
            for each in spec.sections
        ]
        sections[-1] = msgspec.structs.replace(sections[-1], items=(*sections[-1].items, *more))
        return msgspec.structs.replace(spec, sections=tuple(sections))

    return msgspec.structs.replace(
        PROGRAMME, checklists=tuple(changed(spec) for spec in PROGRAMME.checklists)
    )


def test_a_new_release_date_moves_what_hangs_on_it_and_says_what(database: Database) -> None:
    one = written(database)
    later = RELEASE_ON + 20 * DAY
    moved = {each.key: each for each in change_custody(one, decided_on=later)}
    assert (moved["housing"].before, moved["housing"].after) == (RELEASE_ON - 14 * DAY, later - 14 * DAY)
    assert one.item(RELEASE, "new_address")["due_on"] == later
    assert moved["housing"].code == one.registered.code
    assert not any(each.list is START for each in moved.values())


def test_what_was_set_by_hand_stays(database: Database) -> None:
    one = written(database)
    own = dt.date(2026, 12, 1)
    items.set_due(database, *one.at(RELEASE, "housing"), own, **ACTING)
    moved = change_custody(one, decided_on=RELEASE_ON + 20 * DAY)
    assert one.item(RELEASE, "housing")["due_on"] == own
    assert "housing" not in {each.key for each in moved}


def test_a_refused_probation_takes_the_date_to_full_term(database: Database) -> None:
    one = written(database, entered(custody=custody(decided_on=None)))
    change_custody(one, probation=ProbationState.REFUSED)
    assert one.item(RELEASE, "new_address")["due_on"] == dt.date(2027, 7, 29)


def test_a_list_in_force_by_a_probation_date_stays_in_force_on_the_day_it_came(database: Database) -> None:
    far = dt.date(2027, 6, 1)
    serving = custody(decided_on=None, two_thirds_on=far, probation=ProbationState.NONE)
    one = written(database, entered(phase=Phase.IN_PRISON, custody=serving))
    assert one.item(RELEASE, "housing")["in_force_on"] == dt.date(2027, 3, 1)
    change_custody(one, probation=ProbationState.GRANTED, probation_on=far)
    assert one.item(RELEASE, "housing")["in_force_on"] == TODAY
    refresh(database, **acting_on(TODAY + 7 * DAY))
    assert one.item(RELEASE, "housing")["in_force_on"] == TODAY


def test_nothing_is_written_when_nothing_moved(database: Database) -> None:
    one = written(database)
    before = database.last_change()
    assert refresh(database, **ACTING) == ()
    assert database.last_change() == before
    assert one.item(RELEASE, "housing")["version"] == 1


def test_a_team_that_changes_its_offsets_moves_every_date(database: Database) -> None:
    one = written(database)
    items.set_due(database, *one.at(START, "lawyer"), TODAY, **ACTING)
    shorter = with_offsets(start_checklist_due=21, critical_before_release=10)
    moved = refresh(database, now=NOW, today=TODAY, programme=shorter, actor="KN")
    assert len(moved) == 15 + 4
    assert one.item(START, "gp")["due_on"] == one.row()["enrolled_on"] + 21 * DAY
    assert one.item(START, "lawyer")["due_on"] == TODAY
    assert one.item(RELEASE, "housing")["due_on"] == RELEASE_ON - 10 * DAY


def test_an_item_that_the_programme_gains_joins_the_lists(database: Database) -> None:
    one = written(database)
    more = with_items(RELEASE, {}, ItemSpec("nav.plan", Words("Plan", "Plan"), partner="nav"))
    refresh(database, now=NOW, today=TODAY, programme=more, actor="KN")
    added = one.item(RELEASE, "nav.plan")
    assert (added["due_on"], added["position"], added["state"]) == (RELEASE_ON, 19, "not_started")
    refresh(database, now=NOW, today=TODAY, programme=more, actor="KN")
    assert len(one.items()) == 36


def test_a_retired_item_stays_on_those_who_have_it_and_is_not_given_to_others(database: Database) -> None:
    one = written(database)
    leisure = PROGRAMME.item(RELEASE, "leisure")
    assert leisure is not None
    fewer = with_items(RELEASE, {"leisure": msgspec.structs.replace(leisure, retired=True)})
    refresh(database, now=NOW, today=TODAY, programme=fewer, actor="KN")
    assert one.item(RELEASE, "leisure")["active"]
    other = register(database, entered(), now=NOW, today=TODAY, actor="KN", programme=fewer)
    assert isinstance(other, Registered)
    assert len(Written(database, other).items()) == 34


def test_consent_minimum_comes_undone_when_one_is_withdrawn(database: Database) -> None:
    one = written(database, entered(consents=consents("prison", "nav", "probation")))
    with database.write(command="consent.withdraw", now=NOW) as door:
        row = door.connection.execute(select(consent).where(consent.c.line == "nav")).mappings().one()
        door.update(consent, row["id"], row["version"], {"withdrawn_on": TODAY})
        moved = rederive(door, [one.id], today=TODAY, programme=PROGRAMME)
    assert [(each.key, each.done) for each in moved] == [("consent_minimum", False)]
    assert one.item(RELEASE, "consent_minimum")["state"] == "not_started"


def test_consent_minimum_comes_undone_on_the_day_after_one_expires(database: Database) -> None:
    last = TODAY + 3 * DAY
    given_until = consents("prison", "nav") + consents("probation", expires_on=last)
    one = written(database, entered(consents=given_until))
    refresh(database, **acting_on(last))
    assert one.item(RELEASE, "consent_minimum")["state"] == "done"
    refresh(database, **acting_on(last + DAY))
    assert one.item(RELEASE, "consent_minimum")["state"] == "not_started"


def test_a_new_imprisonment_has_lists_of_its_own(database: Database) -> None:
    one = written(database)
    change_custody(one, released_on=RELEASE_ON, ended_on=RELEASE_ON, today=RELEASE_ON)
    again = dt.date(2027, 4, 5)
    with database.write(command="custody.again", now=NOW) as door:
        door.insert(
            custody_episode,
            {"participant_id": one.id, "number": 2, "kind": "remand", "level": "high", "started_on": again},
        )
        rederive(door, [one.id], today=again, programme=PROGRAMME)
    with database.read() as connection:
        lists = connection.execute(
            select(checklist.c.kind, checklist.c.in_force_on, custody_episode.c.number).join(
                custody_episode, custody_episode.c.id == checklist.c.episode_id
            )
        ).all()
    assert {tuple(row) for row in lists if row.number == 2} == {("start", again, 2), ("release", None, 2)}
    assert len(one.items()) == 70


def test_an_enrolment_brings_the_lists(database: Database) -> None:
    one = written(database, entered(phase=Phase.INTAKE, enrolled_on=None))
    assert one.items() == []
    with database.write(command="enrol", now=NOW) as door:
        row = one.row()
        door.update(participant, one.id, row["version"], {"enrolled_on": TODAY, "phase": Phase.IN_PRISON})
        rederive(door, [one.id], today=TODAY, programme=PROGRAMME)
    assert one.item(START, "gp")["due_on"] == TODAY + 28 * DAY


@pytest.fixture(scope="module")
def shared() -> Iterator[Database]:
    """One database for every example: each registers somebody of its own."""
    with temporary_database(actor="KN") as database:
        team_of_two(database)
        yield database


DATES = st.dates(TODAY - 60 * DAY, TODAY + 400 * DAY)
KEYS = st.sampled_from(
    [(START, "gp"), (START, "two_thirds_date"), (RELEASE, "housing"), (RELEASE, "leisure")]
)
STEPS = st.one_of(
    st.tuples(st.just("custody"), st.sampled_from(["decided_on", "two_thirds_on", "full_term_on"]), DATES),
    st.tuples(st.just("probation"), st.sampled_from(list(ProbationState)), DATES),
    st.tuples(st.just("due"), KEYS, st.none() | DATES),
    st.tuples(st.just("value"), st.just((START, "two_thirds_date")), st.none() | DATES),
    st.tuples(st.just("tick"), KEYS, st.none()),
    st.tuples(st.just("day"), st.none(), st.integers(1, 40)),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, max_size=8))
def test_after_any_sequence_stored_due_dates_are_the_rules_unless_set_by_hand(
    shared: Database, steps: list[tuple[str, Any, Any]]
) -> None:
    answer = register(shared, entered(), **ACTING)
    assert isinstance(answer, Registered)
    one, today = Written(shared, answer), TODAY
    own: dict[tuple[ChecklistKind, str], dt.date] = {}
    for step, what, value in steps:
        if step == "day":
            today += value * DAY
            refresh(shared, **acting_on(today))
        elif step == "custody":
            change_custody(one, today, **{what: value})
        elif step == "probation":
            change_custody(one, today, probation=what.value, probation_on=value)
        elif step == "due":
            items.set_due(shared, *one.at(*what), value, **acting_on(today))
            own.pop(what, None)
            if value is not None:
                own[what] = value
        elif step == "value":
            written_value = items.set_value(shared, *one.at(*what), value, **acting_on(today))
            assert isinstance(written_value, ItemWritten)
        else:
            items.tick(shared, *one.at(*what), **acting_on(today))
    assert_by_the_rules(one, today, own)


def assert_by_the_rules(
    one: Written, today: dt.date, own: Mapping[tuple[ChecklistKind, str], dt.date]
) -> None:
    with one.database.read() as connection:
        stored = read_participant(connection, one.id)
    assert stored is not None
    case = stored.case()
    release = best_release(case.episode, today, PROGRAMME)
    for row in one.items():
        kind = START if row["kind"] == "start" else RELEASE
        spec = PROGRAMME.item(kind, row["key"])
        assert spec is not None
        in_force = (
            start_list_in_force(case, PROGRAMME)
            if kind is START
            else release_list_in_force(case, today, PROGRAMME)
        )
        assert row["in_force_on"] == in_force.on or (in_force.on == today and row["in_force_on"] < today)
        if (kind, row["key"]) in own:
            assert row["due_on"] == own[kind, row["key"]]
            continue
        anchors = Anchors(kind, row["in_force_on"], release, case.enrolled_on, case.phase_since)
        assert row["due_on"] == due_date(spec, anchors, PROGRAMME).on
