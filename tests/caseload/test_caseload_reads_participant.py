from __future__ import annotations

import datetime as dt

import pytest

from exin_schema.tables import contact
from exin_schema.vocabulary import (
    ChecklistKind,
    ConsentStatus,
    CustodyKind,
    ItemState,
    Mark,
    Phase,
    ReleaseStanding,
)
from exin_tui.caseload.participant import UnknownParticipant
from tests.caseload.board import NOW, TODAY, Board, at, day


def test_an_unknown_code_is_said_to_be_unknown(board: Board) -> None:
    with pytest.raises(UnknownParticipant) as refused:
        board.view("SN-404")
    assert "SN-404" in refused.value.message.say("nb")


def test_a_participant_with_nothing_at_all_can_be_read(board: Board) -> None:
    board.participant("SN-001", "intake", caseworker=None, enrolled_on=None)
    view = board.view("SN-001")
    assert (view.checklists, view.tasks, view.meetings, view.contacts) == ((), (), (), ())
    assert (view.transitions, view.episodes) == ((), ())
    assert view.row.caseworker == ""


def test_a_closed_participant_can_still_be_read(board: Board) -> None:
    board.participant("SN-001", "closing", closed_on=day(-40))
    assert board.view("SN-001").row.alerts == ()


def test_the_row_is_the_dashboards_row(board: Board) -> None:
    for number in range(14):
        board.participant(f"SN-1{number:02}", "pre_release")
    who = board.participant("SN-001", "pre_release")
    old = board.episode(who, number=1, released_on=day(-200), ended_on=day(-200))
    new = board.episode(who, number=2, decided_on=day(9), place="Halden")
    board.checklist(who, "start", -100, episode=old)
    board.item(who, "lawyer", kind="start", due=-50)
    board.checklist(who, "release", -30, episode=new)
    board.item(who, "housing", due=-5)
    board.item(who, "debt_advice", due=4)
    board.item(who, "leisure", due=-5, state="done")
    board.item(who, "dps", due=-5, active=False)
    board.task(who, "Ring", due=0)
    board.task(who, "Sover", due=-1, snoozed_until=day(3))
    board.meeting(who, at(2, 9), rrule="FREQ=WEEKLY")
    board.consent(who, "nav", expires_on=day(3))
    board.contacted(who, 30)
    board.application(who, 50)
    assert board.view("SN-001", now=NOW).row == board.row("SN-001", now=NOW)
    assert board.view("SN-001").row.overdue == 2


def test_the_list_in_force_stands_first_and_lists_of_earlier_imprisonments_last(board: Board) -> None:
    who = board.participant("SN-001")
    old = board.episode(who, number=1, released_on=day(-200), ended_on=day(-200))
    new = board.episode(who, number=2, decided_on=day(9))
    for kind, in_force, episode in (
        ("start", -300, old),
        ("release", -290, old),
        ("start", -100, new),
        ("release", -1, new),
    ):
        board.checklist(who, kind, in_force, episode=episode)
    views = board.view("SN-001").checklists
    assert [(view.episode, view.kind) for view in views] == [
        (2, ChecklistKind.RELEASE),
        (2, ChecklistKind.START),
        (1, ChecklistKind.RELEASE),
        (1, ChecklistKind.START),
    ]
    assert [view.in_force_why is None for view in views] == [False, False, True, True]


def test_a_release_list_that_waits_stands_after_the_start_list(board: Board) -> None:
    who = board.participant("SN-001")
    board.checklist(who, "release", None)
    board.checklist(who, "start", -100)
    assert [view.kind for view in board.view("SN-001").checklists] == [
        ChecklistKind.START,
        ChecklistKind.RELEASE,
    ]


def test_items_stand_under_their_headings_in_the_forms_order(board: Board) -> None:
    who = board.participant("SN-001")
    board.item(who, "gp", position=20)
    board.item(who, "housing", position=9)
    board.item(who, "new_address", position=2)
    board.item(who, "contact_information", position=1)
    [view] = board.view("SN-001").checklists
    assert [item.key for item in view.items] == ["contact_information", "new_address", "housing", "gp"]
    assert [heading.nb for _, heading in view.sections] == [
        "Sjekkliste ved løslatelse",
        "Nødvendige tiltak",
        "Nødvendige kontaktpersoner",
    ]


def test_an_item_that_the_programme_no_longer_knows_stays_and_counts_as_sensitive(board: Board) -> None:
    who = board.participant("SN-001")
    board.item(who, "gone.item", position=1, due=-1)
    board.item(who, "housing", position=2)
    [view] = board.view("SN-001").checklists
    assert [(item.key, item.sensitive) for item in view.items] == [("housing", False), ("gone.item", True)]
    assert view.sections[-1][1].nb == "Andre punkter"


def test_an_item_says_why_it_is_due_on_its_day(board: Board) -> None:
    who = board.participant("SN-001")
    episode = board.episode(who, decided_on=day(12))
    board.checklist(who, "release", -30, episode=episode)
    board.item(who, "housing", due=-2)
    [item] = board.view("SN-001").checklists[0].items
    assert item.critical
    assert item.mark is Mark.OVERDUE
    assert item.why.rule.id == "release_checklist.critical"
    assert item.why.computed is not None
    assert item.why.computed.say("nb") == "løslatelse on. 9. des. 2026 − 14 dager = on. 25. nov. 2026"


def test_a_day_set_by_hand_says_by_whom_and_that_it_does_not_move(board: Board) -> None:
    who = board.participant("SN-001")
    board.item(who, "housing", due=3, due_override=True, changed_by="KN", changed_at=NOW)
    [item] = board.view("SN-001").checklists[0].items
    assert item.why.rule.id == "item.set_by_hand"
    assert "KN" in [value for _, value in item.why.inputs]


def test_what_was_changed_after_midnight_was_changed_on_the_new_day(board: Board) -> None:
    who, past_midnight = board.participant("SN-001"), dt.datetime(2026, 11, 26, 23, 30, tzinfo=dt.UTC)
    board.item(who, "housing", due=3, due_override=True, changed_by="KN", changed_at=past_midnight)
    board.task(who, "Ring NAV", changed_at=past_midnight)
    view = board.view("SN-001")
    [item] = view.checklists[0].items
    assert item.changed_at == view.tasks[0].changed_at == past_midnight
    for changed_at in (item.changed_at, view.tasks[0].changed_at):
        assert changed_at is not None
        assert changed_at.date() == TODAY
    assert TODAY in [value for _, value in item.why.inputs]


def test_an_item_carries_who_is_responsible_whom_it_was_confirmed_with_and_the_contact(
    board: Board,
) -> None:
    who = board.participant("SN-001")
    board.item(
        who,
        "gp",
        state="confirmed",
        due=-3,
        responsible_id=board.team["AB"],
        contact_id=board.add(contact, name="Dr. Lie"),
        confirmed_with="legekontoret",
    )
    [item] = board.view("SN-001").checklists[0].items
    assert (item.responsible, item.contact, item.confirmed_with) == ("AB", "Dr. Lie", "legekontoret")
    assert (item.state, item.mark) == (ItemState.CONFIRMED, Mark.NONE)


def test_open_tasks_stand_by_due_date_before_those_that_are_over(board: Board) -> None:
    who = board.participant("SN-001")
    board.task(who, "uten frist")
    board.task(who, "ferdig", due=-9, state="done")
    board.task(who, "sen", due=-1)
    board.task(who, "i dag", due=0)
    tasks = board.view("SN-001").tasks
    assert [task.title.say("nb") for task in tasks] == ["sen", "i dag", "uten frist", "ferdig"]
    assert [task.mark for task in tasks] == [Mark.OVERDUE, Mark.TODAY, Mark.NONE, Mark.NONE]


def test_every_line_of_the_consent_form_is_shown_in_its_order(board: Board) -> None:
    who = board.participant("SN-001")
    board.consent(who, "nav", expires_on=day(5))
    board.consent(who, "lawyer", withdrawn_on=day(-1))
    views = board.view("SN-001").consents
    assert [view.line for view in views[:4]] == ["prison", "probation", "innsats_ung", "nav"]
    status = {view.line: view.status for view in views}
    assert status["nav"] is ConsentStatus.EXPIRING
    assert status["lawyer"] is ConsentStatus.WITHDRAWN
    assert status["prison"] is ConsentStatus.MISSING
    assert [view.line for view in views if view.mandatory] == ["prison", "nav", "lawyer"]


def test_consent_for_mother_has_an_entry_of_its_own(board: Board) -> None:
    who = board.participant("SN-001")
    board.consent(who, "family", role="Mor")
    board.consent(who, "family", role="Far", withdrawn_on=day(-3))
    family = [view for view in board.view("SN-001").consents if view.line == "family"]
    assert [(view.role, view.status) for view in family] == [
        ("Far", ConsentStatus.WITHDRAWN),
        ("Mor", ConsentStatus.ACTIVE),
    ]


def test_a_line_that_the_team_took_away_still_shows_its_consents(board: Board) -> None:
    who = board.participant("SN-001")
    board.consent(who, "barnevern")
    assert board.view("SN-001").consents[-1].line == "barnevern"


def test_a_newer_consent_supplies_the_dates(board: Board) -> None:
    who = board.participant("SN-001")
    board.consent(who, "nav", given=-100, withdrawn_on=day(-50))
    board.consent(who, "nav", given=-10)
    [nav] = [view for view in board.view("SN-001").consents if view.line == "nav"]
    assert (nav.status, nav.given_on, nav.withdrawn_on) == (ConsentStatus.ACTIVE, day(-10), None)


def test_contacts_of_whom_the_time_is_over_are_not_shown(board: Board) -> None:
    who = board.participant("SN-001")
    board.contact(who, "Kari", "gp")
    board.contact(who, "Ola", "lawyer", to_on=day(-1))
    board.contact(who, "Per", "family", to_on=day(0))
    assert {one.name for one in board.view("SN-001").contacts} == {"Kari", "Per"}


def test_moves_between_phases_stand_newest_first_without_proposals(board: Board) -> None:
    who = board.participant("SN-001")
    board.transition(who, None, "intake", -90)
    board.transition(who, "intake", "in_prison", -60, reason="klar", unplanned=True)
    board.transition(who, "in_prison", "pre_release", -1, proposed=True)
    moves = board.view("SN-001").transitions
    assert [(move.to_phase, move.unplanned) for move in moves] == [
        (Phase.IN_PRISON, True),
        (Phase.INTAKE, False),
    ]


def test_imprisonments_stand_newest_first_with_their_release_and_its_standing(board: Board) -> None:
    who = board.participant("SN-001")
    board.episode(who, number=1, released_on=day(-200), ended_on=day(-200), place="Oslo")
    board.episode(who, number=2, two_thirds_on=day(90), place="Halden", unit="B")
    board.episode(who, number=3, kind="remand")
    episodes = board.view("SN-001").episodes
    assert [(one.number, one.standing, one.release_on) for one in episodes] == [
        (3, ReleaseStanding.UNKNOWN, None),
        (2, ReleaseStanding.TWO_THIRDS, day(90)),
        (1, ReleaseStanding.ACTUAL, day(-200)),
    ]
    assert (episodes[0].kind, episodes[1].place, episodes[1].unit) == (CustodyKind.REMAND, "Halden", "B")
