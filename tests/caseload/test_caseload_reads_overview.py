from __future__ import annotations

from typing import Any

import pytest

from exin_schema.tables import caseworker
from exin_schema.vocabulary import Mark, ReleaseStanding, Role
from tests.caseload.board import NOW, Board, at, day


def test_an_empty_team_has_an_empty_overview(board: Board) -> None:
    overview = board.overview()
    assert overview.team == "Søndre Nordstrand"
    assert (overview.rows, overview.due, overview.meetings) == ((), (), ())
    assert [row.initials for row in overview.capacity] == ["AB", "KN", "TL"]


def test_a_participant_with_nothing_due_stays_in_the_list(board: Board) -> None:
    board.participant("SN-001")
    assert [row.person.code for row in board.overview().rows] == ["SN-001"]


def test_a_closed_participant_and_all_of_theirs_is_gone_from_the_dashboard(board: Board) -> None:
    who = board.participant("SN-001", "closing", closed_on=day(-1))
    board.item(who, "housing", due=-3)
    board.task(who, "Ring", due=-3)
    board.meeting(who, at(1, 9))
    board.consent(who, "nav")
    overview = board.overview()
    assert (overview.rows, overview.due, overview.meetings) == ((), (), ())
    assert overview.capacity[1].active == 0


@pytest.mark.parametrize(
    ("days", "mark", "counts"),
    [
        (-1, Mark.OVERDUE, (1, 0, 0)),
        (0, Mark.TODAY, (0, 1, 0)),
        (1, Mark.SOON, (0, 0, 1)),
        (7, Mark.SOON, (0, 0, 1)),
    ],
)
def test_what_is_due_counts_by_its_day(
    board: Board, days: int, mark: Mark, counts: tuple[int, int, int]
) -> None:
    board.item(board.participant("SN-001"), "housing", due=days)
    overview = board.overview()
    [due] = overview.due
    assert (due.mark, due.days) == (mark, days)
    row = overview.rows[0]
    assert (row.overdue, row.due_today, row.due_soon) == counts


def test_what_is_due_in_eight_days_is_not_due_yet(board: Board) -> None:
    board.item(board.participant("SN-001"), "housing", due=8)
    overview = board.overview()
    assert overview.due == ()
    assert overview.soon_until == day(7)


@pytest.mark.parametrize(
    "closed", [{"state": "done"}, {"state": "confirmed"}, {"state": "not_needed"}, {"active": False}]
)
def test_what_is_no_longer_open_is_not_due(board: Board, closed: dict[str, Any]) -> None:
    board.item(board.participant("SN-001"), "housing", due=-2, **closed)
    assert board.overview().due == ()


def test_an_item_in_progress_is_still_due(board: Board) -> None:
    board.item(board.participant("SN-001"), "housing", due=-2, state="in_progress")
    assert len(board.overview().due) == 1


def test_due_rows_come_worst_first_and_critical_before_others(board: Board) -> None:
    who = board.participant("SN-001")
    board.item(who, "leisure", due=-2)
    board.item(who, "housing", due=-2)
    board.task(None, "Rapport", due=-9)
    assert [due.key or str(due.label.say("nb")) for due in board.overview().due] == [
        "Rapport",
        "housing",
        "leisure",
    ]


def test_a_task_that_was_snoozed_comes_back_on_its_day(board: Board) -> None:
    who = board.participant("SN-001")
    board.task(who, "Sover", due=-3, snoozed_until=day(1))
    board.task(who, "Våken", due=-3, snoozed_until=day(0))
    assert [due.label.say("nb") for due in board.overview().due] == ["Våken"]


def test_an_item_without_a_responsible_is_the_caseworkers(board: Board) -> None:
    who = board.participant("SN-001", caseworker="KN")
    board.item(who, "housing", due=-1)
    board.item(who, "leisure", due=0, responsible_id=board.team["AB"])
    assert [due.caseworker for due in board.overview().due] == ["KN", "AB"]


def test_progress_is_of_the_release_checklist_once_that_is_in_force(board: Board) -> None:
    who = board.participant("SN-001")
    board.checklist(who, "start", -100)
    board.item(who, "lawyer", kind="start", state="done")
    assert (board.row("SN-001").done, board.row("SN-001").total) == (1, 1)
    board.checklist(who, "release", -1)
    board.item(who, "housing")
    board.item(who, "leisure", state="not_needed", reason="har trening")
    board.item(who, "debt_advice", active=False)
    assert (board.row("SN-001").done, board.row("SN-001").total) == (1, 2)


def test_a_list_that_waits_for_its_day_is_not_the_progress(board: Board) -> None:
    who = board.participant("SN-001")
    board.checklist(who, "start", -100)
    board.checklist(who, "release", 1)
    board.item(who, "housing")
    assert board.row("SN-001").total == 0


def test_the_newest_imprisonment_is_the_one_that_counts(board: Board) -> None:
    who = board.participant("SN-001")
    old = board.episode(who, number=1, released_on=day(-100), ended_on=day(-100), place="Halden")
    new = board.episode(who, number=2, kind="remand", place="Oslo", started_on=day(-10))
    board.checklist(who, "release", -300, episode=old)
    board.item(who, "housing")
    board.checklist(who, "start", -10, episode=new)
    board.item(who, "lawyer", kind="start", state="done")
    row = board.row("SN-001")
    assert (row.place, row.out, row.release.on) == ("Oslo", False, None)
    assert row.release.standing is ReleaseStanding.UNKNOWN
    assert (row.done, row.total) == (1, 1)


@pytest.mark.parametrize(
    ("level", "out"),
    [("high", False), ("lower", False), ("halfway_house", False), ("ek", True), ("section_12", True)],
)
def test_a_halfway_house_is_in_and_serving_at_home_is_out(board: Board, level: str, out: bool) -> None:
    board.episode(board.participant("SN-001"), level=level)
    assert board.row("SN-001").out is out


def test_contact_is_what_was_reached_and_with_the_participant(board: Board) -> None:
    who = board.participant("SN-001")
    board.contacted(who, 20)
    board.contacted(who, 3, reached=False)
    board.contacted(who, 2, with_participant=False)
    board.contacted(who, -2)
    assert board.row("SN-001").last_contact_on == day(-20)


def test_two_weeks_without_contact_in_prison_is_an_alert(board: Board) -> None:
    who = board.participant("SN-001")
    for line in ("prison", "nav", "lawyer"):
        board.consent(who, line)
    board.contacted(who, 14)
    assert [alert.code for alert in board.row("SN-001").alerts] == ["no_contact"]


def test_an_application_that_waits_is_counted_from_when_the_oldest_was_sent(board: Board) -> None:
    who = board.participant("SN-001")
    board.application(who, 5)
    board.application(who, 40, "in_process")
    board.application(who, 90, "granted")
    alerts = {alert.code: alert for alert in board.row("SN-001").alerts}
    assert "40 days" in alerts["application_waiting"].message.say("en")


def test_a_withdrawn_consent_is_missing_again(board: Board) -> None:
    who = board.participant("SN-001")
    board.contacted(who, 1)
    for line in ("prison", "lawyer"):
        board.consent(who, line)
    board.consent(who, "nav", withdrawn_on=day(0))
    assert "consent.mandatory" in [alert.code for alert in board.row("SN-001").alerts]


def test_a_group_meeting_before_the_release_answers_the_suggestion(board: Board) -> None:
    who = board.participant("SN-001", "pre_release")
    board.episode(who, decided_on=day(40))
    board.meeting(who, at(-5, 10), "transfer_meeting")
    assert "No group meeting" in [alert.label.say("en") for alert in board.row("SN-001").alerts]
    board.meeting(who, at(10, 10), "responsibility_group", outcome="moved")
    assert "No group meeting" in [alert.label.say("en") for alert in board.row("SN-001").alerts]
    board.meeting(who, at(11, 10), "responsibility_group")
    assert "suggested_meetings" not in [alert.code for alert in board.row("SN-001").alerts]


def test_a_suggested_meeting_marked_not_needed_is_not_asked_for(board: Board) -> None:
    who = board.participant(
        "SN-001", "pre_release", release_group_needed=False, transfer_meeting_needed=False
    )
    board.episode(who, decided_on=day(40))
    assert "suggested_meetings" not in [alert.code for alert in board.row("SN-001").alerts]


def test_only_a_meeting_after_the_release_is_the_first_group_outside(board: Board) -> None:
    who = board.participant("SN-001", "post_release")
    board.episode(who, released_on=day(-5), ended_on=day(-5))
    board.meeting(who, at(-9, 10), "responsibility_group", outcome="held")
    assert "suggested_meetings" in [alert.code for alert in board.row("SN-001").alerts]
    board.meeting(who, at(-2, 10), "responsibility_group", outcome="held")
    assert "suggested_meetings" not in [alert.code for alert in board.row("SN-001").alerts]


def test_the_clarification_talk_is_left_when_the_three_others_are_held(board: Board) -> None:
    from exin_schema.tables import intake_talk

    who = board.participant("SN-001", "intake", enrolled_on=None)
    for kind in ("information", "talk_1", "talk_2"):
        board.add(intake_talk, participant_id=who, kind=kind, held=True)
    board.add(intake_talk, participant_id=who, kind="clarification", held=False)
    assert "intake.talks" in [alert.code for alert in board.row("SN-001").alerts]


def test_capacity_counts_active_participants_and_those_in_phases_3_and_4(board: Board) -> None:
    for number, phase in enumerate(("intake", "pre_release", "post_release", "reintegration")):
        board.participant(f"SN-{number}", phase)
    board.participant("SN-9", "closing", closed_on=day(-9))
    capacity = {row.initials: row for row in board.overview().capacity}
    assert (capacity["KN"].active, capacity["KN"].demanding) == (4, 2)
    assert (capacity["KN"].limit, capacity["KN"].demanding_limit) == (12, 6)
    assert capacity["TL"].role is Role.TEAM_LEADER
    assert capacity["TL"].limit < 12


def test_a_caseworkers_own_limit_goes_before_the_programmes(board: Board) -> None:
    key = board.add(
        caseworker,
        initials="MH",
        role="caseworker",
        capacity=1,
        demanding_capacity=0,
        overload_reason="vikar",
        overload_by="TL",
    )
    board.team["MH"] = key
    board.participant("SN-001", "pre_release", caseworker="MH")
    [row] = [row for row in board.overview().capacity if row.initials == "MH"]
    assert (row.over, row.reason, row.reason_by) == (True, "vikar", "TL")
    assert "capacity" in [alert.code for alert in board.row("SN-001").alerts]


def test_who_left_the_team_shows_only_while_somebody_is_assigned_to_them(board: Board) -> None:
    for initials in ("XA", "XB"):
        board.team[initials] = board.add(caseworker, initials=initials, role="caseworker", active=False)
    board.participant("SN-001", caseworker="XA")
    assert [row.initials for row in board.overview().capacity] == ["AB", "KN", "XA", "TL"]


def test_the_most_urgent_stand_first_and_unknown_dates_last(board: Board) -> None:
    people = {code: board.participant(code) for code in ("SN-001", "SN-002", "SN-003")}
    for who in people.values():
        board.contacted(who, 1)
        for line in ("prison", "nav", "lawyer"):
            board.consent(who, line)
    board.episode(people["SN-001"], kind="remand")
    board.episode(people["SN-002"], full_term_on=day(400), two_thirds_on=day(300))
    board.item(people["SN-003"], "housing", due=-1)
    assert [row.person.code for row in board.overview().rows] == ["SN-003", "SN-002", "SN-001"]


def test_last_change_is_the_highest_id_of_the_log(board: Board) -> None:
    before = board.overview().last_change
    board.participant("SN-001")
    assert board.overview().last_change == before + 1 == board.database.last_change()


def test_a_participant_keeps_their_names_whatever_these_contain(board: Board) -> None:
    name = "Åse [/b] O'Hara‑Øy 🙂"
    board.participant("SN-001", given_name=name, family_name="\x1b[2J" + "x" * 200)
    assert board.row("SN-001").person.name == f"{name} \x1b[2J{'x' * 200}"


def test_the_next_meeting_is_the_first_that_is_not_over(board: Board) -> None:
    who = board.participant("SN-001")
    early = board.meeting(who, at(0, 6))
    late = board.meeting(who, at(0, 13))
    first = board.row("SN-001").next_meeting
    second = board.row("SN-001", now=NOW).next_meeting
    assert first is not None
    assert second is not None
    assert (first.id, second.id) == (early, late)


def test_every_moment_is_in_oslo(board: Board) -> None:
    board.meeting(board.participant("SN-001"), at(0, 13), place="NAV", caseworker_id=board.team["AB"])
    [meeting] = board.overview().meetings
    assert meeting.starts_at.isoformat() == "2026-11-27T13:00:00+01:00"
    assert meeting.ends_at.isoformat() == "2026-11-27T14:00:00+01:00"
    assert (meeting.place, meeting.caseworker) == ("NAV", "AB")
