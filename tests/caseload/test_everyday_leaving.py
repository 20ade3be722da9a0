"""A caseworker leaves: what would be lost, who could take over, and everybody handed over as one change."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from exin_schema.tables import caseworker, checklist_item, meeting, task
from exin_tui.caseload import items, meeting_add, tasks
from exin_tui.caseload.closed_rows import closed_participants
from exin_tui.caseload.leaving import Leaving, leaving, reassign, rooms_after
from exin_tui.caseload.meeting_add import NewMeeting
from exin_tui.caseload.participant_edit import Details, edit
from exin_tui.demo.fill import fill
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.errors import StaleVersion
from tests.caseload.everyday import done, everything, refused, undone, whole
from tests.caseload.written import ACTING, NOW, PROGRAMME, TODAY


@pytest.fixture
def team(database: Database) -> Database:
    fill(database, participants=36, seed=1, today=TODAY, programme=PROGRAMME, now=NOW)
    return database


def found(database: Database, initials: str = "KN", to: str = "") -> Leaving:
    with database.read() as connection:
        return done(leaving(connection, initials, now=NOW, programme=PROGRAMME, to=to))


def given(one: Leaving) -> list[tuple[str, int, str]]:
    return [(each.person.id, each.version, each.to) for each in one.people]


def id_of(database: Database, initials: str) -> str:
    with database.read() as connection:
        found_id = connection.execute(select(caseworker.c.id).where(caseworker.c.initials == initials))
        return str(found_id.scalar_one())


def test_everybody_goes_to_whoever_has_most_room(team: Database) -> None:
    one = found(team)
    assert len(one.people) == 11
    assert {each.to for each in one.people} <= {"AB", "MH", "TL"}
    after = {each.initials: each for each in rooms_after(one, {p.person.id: p.to for p in one.people})}
    assert sum(each.load.active for each in after.values()) == 36
    assert after["AB"].load.active >= 12


def test_nobody_takes_over_from_somebody_the_team_does_not_know(team: Database) -> None:
    with team.read() as connection:
        assert refused(leaving(connection, "XX", now=NOW, programme=PROGRAMME)) == "unknown_caseworker"
        assert (
            refused(leaving(connection, "KN", now=NOW, programme=PROGRAMME, to="KN")) == "unknown_caseworker"
        )


def test_a_limit_is_passed_with_a_reason_only_and_all_of_it_is_one_change(team: Database) -> None:
    one = found(team, to="AB")
    answer = reassign(team, "KN", given(one), **ACTING)
    assert isinstance(answer, Refusal)
    assert answer.overridable
    before = everything(team)
    done(reassign(team, "KN", given(one), leaves=True, reason="KN slutter", **ACTING))
    assert whole(team)
    assert undone(team, before)


def test_meetings_tasks_and_items_go_with_the_participants(team: Database) -> None:
    kns = [each.person.id for each in found(team).people]
    theirs = kns[0]
    with team.read() as connection:
        item = connection.execute(
            select(checklist_item.c.id, checklist_item.c.version).where(
                checklist_item.c.state == "not_started", checklist_item.c.participant_id.in_(kns)
            )
        ).first()
    assert item is not None
    done(items.set_responsible(team, item.id, item.version, "KN", **ACTING))
    done(tasks.add(team, "Ring utleier", participant_id=theirs, responsible="KN", **ACTING))
    starts = NOW + dt.timedelta(days=2)
    done(meeting_add.add(team, NewMeeting("visit", starts, participant_id=theirs, driver="KN"), **ACTING))
    one = found(team)
    assert min(one.driven, one.tasks, one.items) >= 1
    leaver = id_of(team, "KN")
    answer = done(reassign(team, "KN", given(one), leaves=True, reason="KN slutter", **ACTING))
    assert (answer.meetings, answer.driven, answer.tasks, answer.items_given) == (
        one.meetings, one.driven, one.tasks, one.items,
    )  # fmt: skip
    assert one.meetings > 0
    with team.read() as connection:
        coming = connection.execute(
            select(meeting.c.id).where(
                meeting.c.starts_at > NOW + dt.timedelta(minutes=1),
                (meeting.c.caseworker_id == leaver) | (meeting.c.driver_id == leaver),
                meeting.c.status == "planned",
                meeting.c.outcome.is_(None),
            )
        )
        assert coming.all() == []
        for table, states in ((task, ("open",)), (checklist_item, ("not_started", "in_progress"))):
            left = connection.execute(
                select(table.c.id).where(table.c.responsible_id == leaver, table.c.state.in_(states))
            )
            assert left.all() == []
        row = connection.execute(select(caseworker).where(caseworker.c.id == leaver)).one()
    assert row.active is False


def test_somebody_left_out_stays_unless_the_caseworker_leaves(team: Database) -> None:
    one = found(team)
    kept, *rest = given(one)
    partly = [(kept[0], kept[1], ""), *rest]
    assert refused(reassign(team, "KN", partly, leaves=True, reason="x", **ACTING)) == "left_out"
    answer = done(reassign(team, "KN", partly, reason="KN har permisjon", **ACTING))
    assert len(answer.given) == 10
    assert [each.person.id for each in found(team).people] == [kept[0]]


def test_what_somebody_else_changed_meanwhile_is_not_written_over(team: Database) -> None:
    one = found(team)
    first = one.people[0]
    done(edit(team, first.person.id, first.version, Details(district="Nordstrand"), **ACTING))
    with pytest.raises(StaleVersion):
        reassign(team, "KN", given(one), reason="KN slutter", **ACTING)


def test_nobody_has_ended_at_first(team: Database) -> None:
    with team.read() as connection:
        assert closed_participants(connection) == ()
