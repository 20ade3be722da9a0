"""The weekly and the monthly review: what they count, and what they say nothing of."""

from __future__ import annotations

import datetime as dt

import pytest

from exin_schema.tables import custody_episode
from exin_schema.vocabulary import Phase
from exin_tui.caseload import standup_steps
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.standups import load_standup
from exin_tui.privacy.screening import Screening
from exin_tui.reports.flow import Move, flow_of
from exin_tui.reports.forecast import forecast
from exin_tui.reports.monthly import Monthly, month_of, monthly
from exin_tui.reports.pace import by_week, pace, per_week
from exin_tui.reports.weekly import Weekly, weekly
from exin_tui.storage.database import Database
from exin_tui.tui.ink import words
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.forecast_chart import chart_lines
from exin_tui.tui.widgets.monthly_lines import monthly_lines
from exin_tui.tui.widgets.weekly_lines import weekly_lines
from tests.caseload.board import LABELS, NOW, PROGRAMME, TODAY, Board, at, day
from tests.caseload.everyday import done

LOOK = Look("en", TODAY, Screening(language="en"))


@pytest.fixture
def board(database: Database) -> Board:
    return Board(database)


def of(board: Board, caseworker: str = "KN") -> Weekly:
    with board.database.read() as connection:
        return weekly(connection, board.overview(), caseworker, now=NOW, programme=PROGRAMME, labels=LABELS)


def in_month(board: Board, month: dt.date = TODAY) -> Monthly:
    with board.database.read() as connection:
        return monthly(connection, board.overview(), month=month, programme=PROGRAMME, labels=LABELS)


def said(found: Weekly) -> str:
    return "\n".join(words(line).rstrip() for _, line in weekly_lines(found, LOOK, 116))


# ── contact ───────────────────────────────────────────────────────────────────────────────────────


def test_contact_is_counted_in_weeks_of_seven_days_today_in_the_last() -> None:
    days = [day(0), day(-6), day(-7), day(-27), day(-28), day(1)]
    assert by_week(days, TODAY) == (1, 0, 1, 2)


def test_a_phase_that_has_not_lasted_a_week_has_no_pace() -> None:
    assert per_week([day(-1)], day(-6), TODAY) is None
    assert per_week([day(-1), day(-14)], day(-14), TODAY) == 1.0
    assert per_week([], None, TODAY) is None


@pytest.mark.parametrize(("before", "more"), [(1, True), (4, False), (8, False)])
def test_phase_3_is_compared_with_phase_2(before: int, more: bool) -> None:
    since, earlier = day(-28), day(-56)
    days = [day(-1 - 7 * number) for number in range(4)]
    days += [day(-55 + 3 * number) for number in range(before)]
    found = pace(days, [], phase_since=since, phase_before_since=earlier, today=day(-1))
    assert found.more_often is more or before == 4  # four in four weeks against four in twenty-seven days


# ── weekly ────────────────────────────────────────────────────────────────────────────────────────


def test_the_weekly_review_has_every_follow_up_of_one_caseworker(board: Board) -> None:
    mine = board.participant("SN-001", given_name="Jonas", family_name="Berg")
    board.participant("SN-002", caseworker="AB")
    board.item(mine, "housing", due=-2)
    board.contacted(mine, 3)
    board.contacted(mine, 4, reached=False)
    found = of(board)
    assert [one.row.person.code for one in found.rows] == ["SN-001"]
    [one] = found.rows
    assert (one.pace.weeks, one.pace.failed, one.silent, one.gap) == ((0, 0, 0, 1), 1, 3, 14)
    assert [row.row.person.code for row in of(board, "").rows] == ["SN-001", "SN-002"]
    assert "Jonas" not in said(found)


def test_a_meeting_without_an_outcome_is_asked_about_and_raised(board: Board) -> None:
    mine = board.participant("SN-001")
    board.meeting(mine, at(-2, 10), place="Storgata 1")
    board.meeting(mine, at(-3, 10), outcome="held")
    board.meeting(mine, at(2, 10))
    text = said(of(board))
    assert "Wed 25 Nov 10:00 Visit: what became of it?" in text
    assert "meetings without an outcome: 1" in text
    assert "Storgata" not in text


def test_a_proposed_phase_shows_which_of_the_three_questions_are_answered(board: Board) -> None:
    mine = board.participant("SN-001")
    board.transition(
        mine, "in_prison", "pre_release", 0, proposed=True, possibilities="flytte hjem til mor", limits=""
    )
    [one] = of(board).rows
    assert one.proposal is not None
    assert [question.answered for question in one.proposal.questions] == [True, False, False]
    text = said(of(board))
    assert "Proposed: phase 3 Before release" in text
    assert "✓ possibilities   ○ limits   ○ what is special about this follow-up" in text
    assert "mor" not in text


def test_contact_that_is_not_more_frequent_in_phase_3_is_raised(board: Board) -> None:
    mine = board.participant("SN-001", "pre_release", phase_since=day(-28))
    board.transition(mine, "intake", "in_prison", -84)
    board.transition(mine, "in_prison", "pre_release", -28)
    for days_ago in (30, 40, 50, 60, 70):
        board.contacted(mine, days_ago)
    board.contacted(mine, 1)
    assert "contact is not more frequent than in phase 2" in said(of(board))
    for days_ago in (2, 3, 4, 5):
        board.contacted(mine, days_ago)
    assert "contact is not more frequent" not in said(of(board))


def test_what_a_stand_up_said_to_raise_is_raised_for_a_week(board: Board) -> None:
    mine = board.participant("SN-001")
    acting = Acting(now=NOW, actor="KN", today=TODAY, programme=PROGRAMME)
    begun = done(standup_steps.begin(board.database, [mine], **acting))
    with board.database.read() as connection:
        found = load_standup(connection, begun.id)
    assert found is not None
    assert "raised in the stand-up" not in said(of(board))
    standup_steps.raise_with_team(board.database, found.entries[0].id, now=NOW, actor="KN")
    assert "raised in the stand-up" in said(of(board))
    with board.database.read() as connection:
        later = weekly(
            connection, board.overview(today=day(7)), "KN", now=NOW, programme=PROGRAMME, labels=LABELS
        )
    assert "raised in the stand-up" not in said(later)


# ── monthly ───────────────────────────────────────────────────────────────────────────────────────


def test_the_way_back_is_counted_too() -> None:
    forth, back = (Phase.PRE_RELEASE, Phase.POST_RELEASE), (Phase.POST_RELEASE, Phase.IN_PRISON)
    moves = flow_of([back, forth, forth, (None, Phase.INTAKE)])
    assert moves == (Move(None, Phase.INTAKE, 1), Move(*forth, 2), Move(*back, 1))
    assert [move.back for move in moves] == [False, False, True]


def test_the_months_flow_leaves_proposals_and_other_months_out(board: Board) -> None:
    mine = board.participant("SN-001")
    board.transition(mine, "intake", "in_prison", -26)
    board.transition(mine, "post_release", "in_prison", 0)
    board.transition(mine, "in_prison", "pre_release", -27)
    board.transition(mine, "in_prison", "pre_release", 0, proposed=True)
    found = in_month(board)
    assert (found.since, found.until) == month_of(TODAY) == (dt.date(2026, 11, 1), dt.date(2026, 11, 30))
    assert sum(move.number for move in found.flow) == 2
    assert found.back == 1


def test_capacity_ahead_shows_the_week_in_which_it_will_be_exceeded(board: Board) -> None:
    for number in range(6):
        board.participant(f"SN-01{number}", "post_release")
    coming = board.participant("SN-001")
    board.episode(coming, decided_on=dt.date(2027, 2, 10))  # high security: should begin 1 month before
    found = next(one for one in forecast(board.overview(), PROGRAMME) if one.capacity.initials == "KN")
    assert found.over_from is not None
    assert found.over_from.monday == dt.date(2027, 1, 4)
    assert [week.demanding for week in found.weeks][:8] == [6, 6, 6, 6, 6, 6, 7, 7]
    assert [week.entering for week in found.weeks if week.entering] == [("SN-001",)]
    assert [week.monday for week in found.weeks if week.releases] == [dt.date(2027, 2, 8)]
    chart = [words(line) for line in chart_lines([found], LOOK, 116)]
    assert any("7▲/7" in line for line in chart)
    assert any("→SN-001" in line for line in chart)
    assert any("KN goes over 6 in phases 3 and 4 in week 1." in line for line in chart)
    inks = {span.ink for line in chart_lines([found], LOOK, 116) for span in line if "▄" in span.text}
    assert inks == {"overdue"}


def test_who_is_late_for_phase_3_counts_from_this_week_and_an_unknown_release_never(board: Board) -> None:
    late = board.participant("SN-001")
    board.episode(late, decided_on=day(14))
    remand = board.participant("SN-002")
    board.episode(remand, kind="remand")
    found = next(one for one in forecast(board.overview(), PROGRAMME) if one.capacity.initials == "KN")
    assert {week.demanding for week in found.weeks} == {1}
    assert found.weeks[0].entering == ("SN-001",)


def test_the_chart_fits_80_columns(board: Board) -> None:
    board.participant("SN-001", "post_release")
    ahead = forecast(board.overview(), PROGRAMME)
    assert max(len(words(line)) for line in chart_lines(ahead, LOOK, 77)) <= 77


def test_what_was_in_place_is_what_was_done_on_the_day_at_the_latest(board: Board) -> None:
    mine = board.participant("SN-001", "post_release", given_name="Jonas")
    episode = board.episode(mine)
    with board.database.write(command="test", now=NOW) as door:
        door.update(custody_episode, episode, 1, {"released_on": day(-3), "ended_on": day(-3)})
    board.checklist(mine, episode=episode)
    for key, state, changed in (
        ("housing", "done", at(-3, 9)), ("occupation", "done", at(-2, 9)), ("dps", "not_started", None),
        ("leisure", "not_needed", at(-9, 9)), ("bank_id", "confirmed", at(-9, 9)),
    ):  # fmt: skip
        board.item(mine, key, state=state, changed_at=changed)
    [one] = in_month(board).released
    assert (len(one.in_place), len(one.not_needed), len(one.still_open)) == (2, 1, 2)
    text = "\n".join(words(line) for line in monthly_lines(in_month(board), LOOK, 116))
    assert "2 of 4 in place" in text
    assert "sensitive item" in text
    assert "Jonas" not in text
    assert in_month(board, day(40)).released == ()


def test_consents_that_expire_in_the_weeks_ahead_nearest_first(board: Board) -> None:
    mine = board.participant("SN-001")
    board.consent(mine, "prison", expires_on=day(20))
    board.consent(mine, "nav", expires_on=day(6))
    board.consent(mine, "police", expires_on=day(85))
    board.consent(mine, "family", expires_on=day(6), withdrawn_on=day(-1))
    assert [one.on for one in in_month(board).expiring] == [day(6), day(20)]
