"""Partners' tasks open by themselves: by phase, inside the command, once; undo takes them back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from exin_schema.programme import Programme
from exin_schema.programme_file import load_programme
from exin_schema.tables import custody_episode, participant, task
from exin_schema.vocabulary import Phase
from exin_tui.caseload import phases, release_dates, tasks
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.discussion import Discussion
from exin_tui.caseload.due_dates import refresh
from exin_tui.caseload.new_day import begin_day
from exin_tui.history.undo import undo_last
from exin_tui.partners.joining import join_board
from exin_tui.partners.tasks import pick_task
from exin_tui.programme.values import Refusal
from tests.partners.partners_team import NOW, TODAY, Team, team

DISCUSSED = Discussion("flytte hjem", "ingen bolig", "ingenting spesielt", "KN MH")
FIRST, PLAN = "probation.first_report", "probation.plan"
Row = dict[str, Any]


@pytest.fixture
def board() -> Iterator[Team]:
    with team() as found:
        yield found


def acting(board: Team, programme: Programme | None = None) -> Acting:
    return Acting(now=NOW, actor="KN", today=TODAY, programme=programme or board.programme)


def rows(board: Team, code: str) -> dict[str, Row]:
    with board.database.read() as connection:
        found = connection.execute(select(task).where(task.c.participant_id == board.id(code)))
        return {row["key"]: dict(row) for row in found.mappings()}


def version(board: Team, code: str) -> int:
    with board.database.read() as connection:
        statement = select(participant.c.version).where(participant.c.id == board.id(code))
        return int(connection.execute(statement).scalar_one())


def episode(board: Team, code: str) -> tuple[str, int]:
    with board.database.read() as connection:
        columns = custody_episode.c.id, custody_episode.c.version
        statement = select(*columns).where(custody_episode.c.participant_id == board.id(code))
        row = connection.execute(statement).one()
        return row.id, row.version


def moved(board: Team, code: str, to: Phase, **more: Any) -> object:
    answer = phases.move(
        board.database, board.id(code), version(board, code), to, DISCUSSED, **more, **acting(board)
    )
    assert not isinstance(answer, Refusal), answer.message.say("en")
    return answer


def decided(board: Team, code: str, on: dt.date | None) -> release_dates.ReleaseChanged:
    identity, seen = episode(board, code)
    answer = release_dates.decide(board.database, identity, seen, on, **acting(board))
    assert not isinstance(answer, Refusal), answer.message.say("en")
    return answer


def test_a_change_of_phase_opens_what_the_new_phase_has_in_the_same_command(board: Team) -> None:
    assert rows(board, "SN-003").keys() == {PLAN}
    moved(board, "SN-003", Phase.PRE_RELEASE)
    assert rows(board, "SN-003").keys() == {PLAN, FIRST}
    with board.database.read() as connection:
        from exin_tui.history.reading import changes

        newest = changes(connection)[0]
        units = {one.unit for one in changes(connection, unit=newest.unit)}
        opened = [one for one in changes(connection, unit=newest.unit) if one.entity == "task"]
    assert (len(units), len(opened), opened[0].actor) == (1, 1, "KN")


def test_undoing_the_move_takes_the_tasks_back(board: Team) -> None:
    before = rows(board, "SN-003")
    moved(board, "SN-003", Phase.PRE_RELEASE)
    undo_last(board.database, "KN", NOW)
    assert rows(board, "SN-003") == before


def test_what_is_open_stays_open_when_the_phase_passes(board: Team) -> None:
    moved(board, "SN-001", Phase.POST_RELEASE, released_on=TODAY)
    assert {key: rows(board, "SN-001")[key]["state"] for key in (FIRST, PLAN)} == {
        FIRST: "open",
        PLAN: "open",
    }


def test_back_in_a_phase_nothing_comes_twice_not_even_what_was_done(board: Team) -> None:
    row = rows(board, "SN-001")[PLAN]
    tasks.done(board.database, row["id"], row["version"], **acting(board))
    moved(board, "SN-001", Phase.IN_PRISON)
    moved(board, "SN-001", Phase.PRE_RELEASE)
    with board.database.read() as connection:
        keys = select(task.c.key).where(task.c.participant_id == board.id("SN-001"))
        assert sorted(connection.execute(keys).scalars()) == [FIRST, PLAN]


def test_a_new_release_date_moves_what_hangs_on_it_and_says_so(board: Team) -> None:
    answer = decided(board, "SN-001", dt.date(2026, 12, 16))
    assert rows(board, "SN-001")[FIRST]["due_on"] == dt.date(2026, 12, 18)
    of_tasks = [(one.key, one.before, one.after) for one in answer.moved if one.list is None]
    assert of_tasks == [(FIRST, dt.date(2026, 12, 11), dt.date(2026, 12, 18))]
    undo_last(board.database, "KN", NOW)
    assert rows(board, "SN-001")[FIRST]["due_on"] == dt.date(2026, 12, 11)


def test_a_date_set_by_hand_stays_and_so_does_that_of_a_task_that_is_done(board: Team) -> None:
    first, other = rows(board, "SN-001")[FIRST], rows(board, "SN-002")[FIRST]
    own = dt.date(2026, 12, 3)
    tasks.set_due(board.database, first["id"], first["version"], own, **acting(board))
    tasks.done(board.database, other["id"], other["version"], **acting(board))
    for code in ("SN-001", "SN-002"):
        decided(board, code, dt.date(2026, 12, 16))
    assert rows(board, "SN-001")[FIRST]["due_on"] == own
    assert rows(board, "SN-002")[FIRST]["due_on"] == other["due_on"]


def test_an_offered_task_never_opens_by_itself_but_once_picked_it_follows_its_anchor() -> None:
    source = MANIFEST_WITH_DUE_OFFER
    with team(source) as board:
        assert OFFERED not in rows(board, "SN-001")
        pick_task(
            board.database, board.manifest, board.id("SN-001"), "offered",
            today=TODAY, now=NOW, programme=board.programme,
        )  # fmt: skip
        assert rows(board, "SN-001")[OFFERED]["due_on"] == dt.date(2026, 12, 9)
        decided(board, "SN-001", dt.date(2026, 12, 16))
        assert rows(board, "SN-001")[OFFERED]["due_on"] == dt.date(2026, 12, 16)


OFFERED = "probation.offered"
MANIFEST_WITH_DUE_OFFER = """\
id = "probation"
api = 1
consent = ["probation"]
name = { nb = "Friomsorgen", en = "Probation service" }

[[tasks]]
id = "offered"
step = "start"
holder = "exin"
offered = true
phases = ["pre_release"]
due = { anchor = "release_date" }
name = { nb = "Møte ved behov", en = "Meeting, as needed" }

[[tasks]]
id = "counted"
step = "start"
holder = "exin"
phases = ["in_prison", "pre_release"]
due = { anchor = "phase_start", days = 7 }
name = { nb = "Innen en uke", en = "Within a week" }
"""


def test_a_task_counts_from_the_phase_in_which_it_was_opened() -> None:
    with team(MANIFEST_WITH_DUE_OFFER) as board:
        moved(board, "SN-001", Phase.IN_PRISON)
        before = rows(board, "SN-001")["probation.counted"]["due_on"]
        later = Acting(now=NOW, actor="KN", today=TODAY + dt.timedelta(days=3), programme=board.programme)
        phases.move(
            board.database,
            board.id("SN-001"),
            version(board, "SN-001"),
            Phase.PRE_RELEASE,
            DISCUSSED,
            **later,
        )
        assert rows(board, "SN-001")["probation.counted"]["due_on"] == before


def test_a_partner_that_is_enabled_later_and_a_new_day_open_what_is_missing(board: Team) -> None:
    with board.database.write(command="test", now=NOW) as door:
        for row in door.connection.execute(select(task.c.id, task.c.version)).all():
            door.delete(task, row.id, row.version)
    joined = join_board(board.database, [board.partner], today=TODAY, now=NOW, programme=load_programme())
    assert joined.opened == 5
    with board.database.write(command="test", now=NOW) as door:
        one = door.connection.execute(select(task.c.id, task.c.version)).first()
        assert one is not None
        door.delete(task, one.id, one.version)
    begin_day(board.database, today=TODAY, now=NOW, programme=board.programme)
    with board.database.read() as connection:
        assert len(connection.execute(select(task.c.id)).all()) == 5


def test_a_partner_that_is_gone_leaves_its_tasks_and_opens_none(board: Team) -> None:
    before = rows(board, "SN-001")
    refresh(board.database, today=TODAY, now=NOW, actor="KN", programme=load_programme())
    identity, seen = episode(board, "SN-001")
    without = acting(board, load_programme())
    release_dates.decide(board.database, identity, seen, dt.date(2026, 12, 16), **without)
    after = {key: row for key, row in rows(board, "SN-001").items() if key in before}
    assert after == before


def test_nobody_whose_follow_up_has_ended_gets_tasks(board: Team) -> None:
    with board.database.write(command="test", now=NOW) as door:
        row = door.connection.execute(
            select(participant.c.id, participant.c.version).where(participant.c.code == "SN-005")
        ).one()
        door.update(participant, row.id, row.version, {"phase": Phase.PRE_RELEASE.value})
    refresh(board.database, today=TODAY, now=NOW, actor="KN", programme=board.programme)
    assert rows(board, "SN-005") == {}
