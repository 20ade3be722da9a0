"""Holding a stand-up: every step is kept, the clock is honest, and a crash costs seconds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from exin_schema.tables import change, meeting, meeting_attendee
from exin_schema.vocabulary import EntryState, ReviewState
from exin_tui.caseload import standup_steps as steps
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.erasure import erase_participant
from exin_tui.caseload.standup_end import end
from exin_tui.caseload.standups import Standup, held_standup, load_standup, open_standup
from exin_tui.history.verifying import verify
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.errors import StaleVersion
from tests.caseload.board import NOW, PROGRAMME, TODAY, Board
from tests.caseload.everyday import done, refused


def acting(seconds: int = 0, who: str = "KN", days: int = 0) -> Acting:
    """So many seconds after eight o'clock."""
    now = NOW + dt.timedelta(days=days, seconds=seconds)
    return Acting(now=now, actor=who, today=now.date(), programme=PROGRAMME)


def signed(seconds: int = 0, who: str = "KN") -> dict[str, Any]:
    return {"now": NOW + dt.timedelta(seconds=seconds), "actor": who}


@dataclass
class Held:
    """A stand-up that has begun."""

    database: Database
    board: Board
    people: list[str]
    id: str

    @property
    def now(self) -> Standup:
        with self.database.read() as connection:
            found = load_standup(connection, self.id)
        assert found is not None
        return found

    @property
    def at(self) -> tuple[Database, str, int]:
        return self.database, self.id, self.now.version


@pytest.fixture
def held(database: Database) -> Held:
    board = Board(database)
    people = [board.participant(f"SN-00{number}") for number in (1, 2, 3)]
    begun = done(steps.begin(database, people, away=["TL"], **acting()))
    return Held(database, board, people, begun.id)


def test_it_begins_with_the_first_of_those_given_in_their_order(held: Held) -> None:
    now = held.now
    assert now.current is not None
    assert [entry.person.id for entry in now.entries] == held.people
    assert (now.current.person.code, now.state, now.held_by, now.away) == (
        "SN-001", ReviewState.RUNNING, "KN", ("TL",),
    )  # fmt: skip
    assert now.planned_minutes == PROGRAMME.meetings_by_key["daily"].minutes


def test_discussed_and_skipped_lead_to_the_next_who_waits(held: Held) -> None:
    done(steps.discussed(*held.at, **signed(60)))
    done(steps.skip(*held.at, "på permisjon", **signed(75)))
    now = held.now
    assert now.states == (EntryState.DISCUSSED, EntryState.SKIPPED, EntryState.WAITING)
    assert (now.position, now.entries[1].reason) == (2, "på permisjon")
    assert [entry.seconds for entry in now.entries] == [60, 15, 0]
    assert now.plan(NOW + dt.timedelta(seconds=90)).left == 1
    assert now.used_on_current(NOW + dt.timedelta(seconds=90)) == 15
    assert now.used(NOW + dt.timedelta(seconds=90)) == 90


def test_whoever_was_passed_over_comes_up_again_and_at_last_nobody(held: Held) -> None:
    done(steps.show(*held.at, 2, **signed(5)))
    done(steps.discussed(*held.at, **signed(10)))
    assert held.now.position == 0
    done(steps.discussed(*held.at, **signed(11)))
    done(steps.discussed(*held.at, **signed(12)))
    assert held.now.current is None
    assert refused(steps.discussed(*held.at, **signed(13))) == "nobody"


def test_a_skip_needs_a_short_reason(held: Held) -> None:
    assert refused(steps.skip(*held.at, "  ", **signed())) == "reason_required"
    assert refused(steps.skip(*held.at, "x" * 201, **signed())) == "text_long"
    assert held.now.states[0] is EntryState.WAITING


def test_a_pause_stops_both_clocks(held: Held) -> None:
    done(steps.pause(*held.at, **signed(30)))
    later = NOW + dt.timedelta(hours=1)
    assert (held.now.used(later), held.now.used_on_current(later)) == (30, 30)
    done(steps.resume(*held.at, now=later, actor="KN"))
    assert held.now.used(later + dt.timedelta(seconds=5)) == 35


def test_after_a_crash_it_goes_on_where_it_was_and_only_seconds_are_lost(held: Held) -> None:
    done(steps.discussed(*held.at, **signed(60)))
    steps.keep_clock(held.database, held.id, **signed(80))
    done(steps.resume(*held.at, **signed(4000, "AB")))
    now = held.now
    assert (now.position, now.held_by, now.state) == (1, "AB", ReviewState.RUNNING)
    assert now.used(NOW + dt.timedelta(seconds=4000)) == 80
    assert now.entries[1].seconds == 20


def test_the_clocks_sign_of_life_is_not_in_the_change_log(held: Held) -> None:
    with held.database.read() as connection:
        before = connection.execute(select(change.c.id)).all()
    steps.keep_clock(held.database, held.id, **signed(5))
    with held.database.read() as connection:
        assert connection.execute(select(change.c.id)).all() == before


def test_two_who_step_at_once_do_not_overwrite_one_another(held: Held) -> None:
    seen = held.now.version
    done(steps.discussed(held.database, held.id, seen, **signed(10)))
    with pytest.raises(StaleVersion):
        steps.discussed(held.database, held.id, seen, **signed(11, "AB"))


def test_only_one_is_held_at_a_time_and_a_colleague_is_told_by_whom(held: Held) -> None:
    answer = steps.begin(held.database, held.people, **acting(5, "AB"))
    assert refused(answer) == "being_held"
    assert isinstance(answer, Refusal)
    assert answer.message.say("en").startswith("KN ")
    done(steps.begin(held.database, held.people[:1], whose="KN", **acting(5, "AB")))


def test_nobody_to_discuss_and_unknown_initials_are_refused(held: Held) -> None:
    assert refused(steps.begin(held.database, [], **acting())) == "nobody"
    assert refused(steps.begin(held.database, held.people, whose="QQ", **acting())) == "unknown_caseworker"
    assert refused(steps.set_away(*held.at, "KN, QQ", **signed())) == "unknown_caseworker"
    done(steps.set_away(*held.at, "ab, kn", **signed()))
    assert held.now.away == ("AB", "KN")


def test_one_that_was_forgotten_is_ended_at_its_last_sign_of_life(held: Held) -> None:
    steps.keep_clock(held.database, held.id, **signed(100))
    with held.database.read() as connection:
        seen = connection.execute(select(change.c.id).order_by(change.c.id.desc()).limit(1)).scalar_one()
    held.board.add(meeting, uid="later", kind="visit", starts_at=NOW, ends_at=NOW, changed_at=NOW)
    with held.database.write(command="later", now=NOW + dt.timedelta(hours=2)) as door:
        door.insert(
            meeting, {"uid": "u", "kind": "visit", "starts_at": NOW, "ends_at": NOW, "changed_at": NOW}
        )
    begun = done(steps.begin(held.database, held.people, **acting(days=3)))
    with held.database.read() as connection:
        fresh = load_standup(connection, begun.id)
    assert held.now.state is ReviewState.ENDED
    assert held.now.used(NOW + dt.timedelta(days=3)) == 100
    assert fresh is not None
    assert fresh.since_change == held.now.ended_change == seen + 1  # what was written at eight counts as seen


def test_the_next_one_starts_where_this_one_ended(held: Held) -> None:
    done(steps.discussed(*held.at, **signed(10)))
    done(end(*held.at, **acting(20)))
    assert held.now.since_change is None
    next_one = done(steps.begin(held.database, held.people, **acting(days=3)))
    with held.database.read() as connection:
        fresh = load_standup(connection, next_one.id)
        assert open_standup(connection) == fresh
        ended = held_standup(connection, on=TODAY)
    assert fresh is not None
    assert ended is not None
    assert fresh.since_change == ended.ended_change
    assert fresh.since_at == ended.ended_at == NOW + dt.timedelta(seconds=20)
    assert ended.states == (EntryState.DISCUSSED, EntryState.WAITING, EntryState.WAITING)


def test_a_caseworkers_own_begins_at_the_newest_that_had_these_participants(held: Held) -> None:
    done(end(*held.at, **acting(20)))
    done(steps.begin(held.database, held.people[:1], whose="AB", **acting(30)))
    with held.database.read() as connection:
        of_ab = open_standup(connection)
    assert of_ab is not None
    assert of_ab.since_change == held.now.ended_change
    done(end(held.database, of_ab.id, of_ab.version, **acting(40)))
    whole = done(steps.begin(held.database, held.people, **acting(days=1)))
    with held.database.read() as connection:
        team_wide = load_standup(connection, whole.id)
    assert team_wide is not None
    assert team_wide.since_change == held.now.ended_change  # AB's own saw one participant of all


def test_the_meeting_is_entered_as_held_with_those_who_were_there(held: Held) -> None:
    ended = done(end(*held.at, **acting(900)))
    with held.database.read() as connection:
        row = connection.execute(select(meeting).where(meeting.c.id == ended.meeting_id)).mappings().one()
        came = connection.execute(
            select(meeting_attendee.c.caseworker_id).where(meeting_attendee.c.meeting_id == ended.meeting_id)
        ).scalars()
        assert set(came) == {held.board.team["AB"], held.board.team["KN"]}
    assert (row["kind"], row["outcome"], row["participant_id"]) == ("daily", "held", None)
    assert (row["ends_at"] - row["starts_at"]).total_seconds() == 900
    assert refused(end(*held.at, **acting(901))) == "ended"


@pytest.mark.parametrize("rrule", [None, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"])
def test_the_teams_agreed_stand_up_of_that_day_is_the_one_that_was_held(
    held: Held, rrule: str | None
) -> None:
    began = NOW + dt.timedelta(minutes=30)
    values = {"kind": "daily", "starts_at": began, "ends_at": began + dt.timedelta(minutes=30)}
    agreed = held.board.add(meeting, uid="s", rrule=rrule, changed_at=NOW, **values)
    ended = done(end(*held.at, **acting(60)))
    with held.database.read() as connection:
        rows = connection.execute(select(meeting).where(meeting.c.outcome == "held")).mappings().all()
    assert [(row["starts_at"], row["uid"]) for row in rows] == [(began, "s")]
    assert ended.meeting_id == rows[0]["id"]
    assert (rows[0]["id"] == agreed) is (rrule is None)


def test_a_stand_up_can_still_be_read_when_one_of_its_participants_is_erased(held: Held) -> None:
    done(steps.discussed(*held.at, **signed(10)))
    done(end(*held.at, **acting(20)))
    done(erase_participant(held.database, held.people[0], 1, **acting(30)))
    assert [entry.person.code for entry in held.now.entries] == ["SN-002", "SN-003"]
    with held.database.read() as connection:
        assert verify(connection).ok
