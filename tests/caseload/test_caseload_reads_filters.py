from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as some

from exin_schema.vocabulary import Phase
from exin_tui.caseload.filters import (
    CaseworkerStep,
    Filter,
    PhaseStep,
    Quick,
    QuickStep,
    SearchStep,
    Sort,
    Step,
)
from exin_tui.caseload.models import Overview
from exin_tui.programme.rules import RuleId
from tests.caseload.made_up import capacity, due, meeting, overview, person, row


def codes(narrowed: Overview) -> list[str]:
    return [one.person.code for one in narrowed.rows]


BOARD = overview(
    row("SN-001", name="Åse Ødegård", alias="Bjørk", overdue=2, release=3, phase=Phase.PRE_RELEASE),
    row("SN-002", name="Jonas Berg", due_today=1, caseworker="AB", release=60),
    row("SN-003", due_soon=1, caseworker="", release=-9, out=True, phase=Phase.POST_RELEASE),
    row("SN-004", alerts=(RuleId.PHASE3_WINDOW, RuleId.APPLICATION_WAITING), caseworker="MH", release=85),
    row("SN-005", alerts=(RuleId.NO_CONTACT,), caseworker="MH", release=84),
    row("SN-006", alerts=(RuleId.CONSENT_EXPIRING,), phase=Phase.CLOSING),
    due=(
        due(None, -4),
        due(person("SN-001"), -2),
        due(person("SN-002"), 0, "KN"),
        due(person("SN-003"), 2, "AB"),
    ),
    meetings=(meeting(None, 0, 8), meeting(person("SN-001"), 0), meeting(person("SN-002"), 1)),
    capacity=(capacity("KN", 12), capacity("MH", 13), capacity("AB", 3, 7)),
)


@pytest.mark.parametrize(
    ("quick", "expected"),
    [
        (Quick.OVERDUE, ["SN-001"]),
        (Quick.DUE_TODAY, ["SN-002"]),
        (Quick.DUE_SOON, ["SN-003"]),
        (Quick.OUT_4_WEEKS, ["SN-001"]),
        (Quick.OUT_12_WEEKS, ["SN-001", "SN-002", "SN-005"]),
        (Quick.PHASE_3_LATE, ["SN-004"]),
        (Quick.NO_CONTACT, ["SN-005"]),
        (Quick.CONSENT, ["SN-006"]),
        (Quick.APPLICATION, ["SN-004"]),
        (Quick.OVER_CAPACITY, ["SN-002", "SN-004", "SN-005"]),
        (Quick.UNASSIGNED, ["SN-003"]),
    ],
)
def test_each_quick_filter_finds_its_participants(quick: Quick, expected: list[str]) -> None:
    assert codes(Filter().quick(quick).apply(BOARD)) == expected


def test_without_steps_everything_is_shown() -> None:
    assert Filter().apply(BOARD) is BOARD


def test_participants_due_rows_and_meetings_are_narrowed_together() -> None:
    narrowed = Filter().phase(Phase.PRE_RELEASE).apply(BOARD)
    assert codes(narrowed) == ["SN-001"]
    assert [one.person.code for one in narrowed.due if one.person] == ["SN-001"]
    assert [one.person.code for one in narrowed.meetings if one.person] == ["SN-001"]
    assert narrowed.capacity == BOARD.capacity


def test_overdue_leaves_what_is_overdue_the_teams_own_tasks_too() -> None:
    assert [one.days for one in Filter().quick(Quick.OVERDUE).apply(BOARD).due] == [-4, -2]


def test_mine_is_my_participants_and_what_i_am_responsible_for_with_others() -> None:
    narrowed = Filter().mine("KN").apply(BOARD)
    assert codes(narrowed) == ["SN-001", "SN-006"]
    assert [one.days for one in narrowed.due] == [-4, -2, 0]
    assert len(narrowed.meetings) == 3


def test_quick_filters_add_up_and_a_second_press_takes_one_back() -> None:
    both = Filter().quick(Quick.OVERDUE).quick(Quick.OUT_4_WEEKS)
    assert codes(both.apply(BOARD)) == ["SN-001"]
    assert both.quick(Quick.OVERDUE) == Filter().quick(Quick.OUT_4_WEEKS)


def test_there_is_one_phase_one_caseworker_and_one_search_at_a_time() -> None:
    narrowed = Filter().phase(Phase.INTAKE).caseworker("AB").search("a")
    narrowed = narrowed.phase(Phase.CLOSING).mine("KN").search("b")
    assert narrowed.steps == (PhaseStep(Phase.CLOSING), CaseworkerStep("KN", mine=True), SearchStep("b"))


def test_the_same_phase_again_is_all_phases() -> None:
    assert Filter().phase(Phase.INTAKE).phase(Phase.INTAKE) == Filter()
    assert Filter().phase(Phase.INTAKE).phase(None) == Filter()


def test_backspace_takes_the_last_step_off() -> None:
    narrowed = Filter().quick(Quick.OVERDUE).phase(Phase.INTAKE).search("furu")
    assert narrowed.without_last().steps == (QuickStep(Quick.OVERDUE), PhaseStep(Phase.INTAKE))
    assert Filter().without_last() == Filter()


@pytest.mark.parametrize(
    ("words", "screened", "expected"),
    [
        ("sn-003", True, ["SN-003"]),
        ("003", True, ["SN-003"]),
        ("bjørk", True, ["SN-001"]),
        ("BJØRK 001", True, ["SN-001"]),
        ("berg", True, []),
        ("berg", False, ["SN-002"]),
        ("ødegård", False, ["SN-001"]),
        ("A\u030ase", False, ["SN-001"]),
        ("åse ødegård", False, ["SN-001"]),
        ("bjørk ødegård", False, ["SN-001"]),
        ("odegard", False, []),
    ],
)
def test_search_finds_code_and_alias_and_names_only_on_an_open_screen(
    words: str, screened: bool, expected: list[str]
) -> None:
    assert codes(Filter().search(words).apply(BOARD, screened=screened)) == expected


def test_nothing_typed_is_nothing_searched() -> None:
    assert Filter().search("furu").search("  \x1b ") == Filter()


def test_sorting_keeps_the_most_urgent_first_among_equals_and_unknown_dates_last() -> None:
    order = {sort: codes(Filter(sort=sort).apply(BOARD)) for sort in Sort}
    assert order[Sort.URGENCY] == [f"SN-00{n}" for n in (1, 2, 3, 4, 5, 6)]
    assert order[Sort.RELEASE] == [f"SN-00{n}" for n in (1, 2, 5, 4, 3, 6)]
    assert order[Sort.PHASE] == [f"SN-00{n}" for n in (2, 4, 5, 1, 3, 6)]
    assert order[Sort.CASEWORKER] == [f"SN-00{n}" for n in (2, 1, 6, 4, 5, 3)]


def test_the_next_meeting_sorts_by_time_and_who_has_none_stands_last() -> None:
    late, soon = meeting(None, 3), meeting(None, 0)
    board = overview(row("SN-001"), row("SN-002", meeting=late), row("SN-003", meeting=soon))
    assert codes(Filter(sort=Sort.NEXT_MEETING).apply(board)) == ["SN-003", "SN-002", "SN-001"]


def test_the_header_says_the_steps_and_the_order() -> None:
    assert Filter().say("nb") == "alle · verst først"
    assert Filter().say("en") == "all · worst first"
    narrowed = Filter().phase(Phase.PRE_RELEASE).quick(Quick.OVERDUE).sorted_by(Sort.CODE)
    assert narrowed.say("nb") == "3 Før løslatelse · over frist · etter kode"


def test_the_orders_come_around() -> None:
    sort = Sort.URGENCY
    seen = [sort := sort.following for _ in Sort]
    assert sorted(seen) == sorted(Sort)
    assert seen[-1] is Sort.URGENCY


steps: some.SearchStrategy[Step] = some.one_of(
    some.sampled_from(Quick).map(QuickStep),
    some.sampled_from(Phase).map(PhaseStep),
    some.builds(CaseworkerStep, some.sampled_from(["AB", "KN", "MH", ""])),
    some.builds(SearchStep, some.sampled_from(["sn", "1", "furu", "åse"])),
)
people = some.builds(
    row,
    some.integers(1, 999).map(lambda number: f"SN-{number:03}"),
    name=some.sampled_from(["", "Åse Ødegård", "Jonas Berg"]),
    phase=some.sampled_from(Phase),
    caseworker=some.sampled_from(["AB", "KN", "MH", ""]),
    release=some.none() | some.integers(-300, 300),
    out=some.booleans(),
    overdue=some.integers(0, 3),
    due_today=some.integers(0, 1),
    due_soon=some.integers(0, 2),
    alerts=some.lists(some.sampled_from(RuleId), max_size=3, unique=True).map(tuple),
)


@some.composite
def boards(draw: some.DrawFn) -> Overview:
    rows = draw(some.lists(people, max_size=8, unique_by=lambda one: one.person.code))
    whose = [None, *(one.person for one in rows)]
    dues = draw(some.lists(some.builds(due, some.sampled_from(whose), some.integers(-9, 7)), max_size=8))
    meetings = draw(
        some.lists(some.builds(meeting, some.sampled_from(whose), some.integers(0, 7)), max_size=5)
    )
    return overview(
        *rows, due=tuple(dues), meetings=tuple(meetings), capacity=(capacity("KN", 13), capacity("AB", 2))
    )


@given(boards(), some.lists(steps, max_size=4, unique=True))
def test_the_order_of_the_steps_does_not_matter(board: Overview, chosen: list[Step]) -> None:
    results = [Filter(order).apply(board) for order in itertools.permutations(chosen)]
    assert all(result == results[0] for result in results)


@given(boards(), some.lists(steps, max_size=4), some.sampled_from(Sort), some.booleans())
def test_a_filter_only_ever_leaves_out(
    board: Overview, chosen: list[Step], sort: Sort, screened: bool
) -> None:
    narrowed = Filter(tuple(chosen), sort).apply(board, screened=screened)
    assert set(codes(narrowed)) <= set(codes(board))
    assert [one for one in board.due if one in narrowed.due] == list(narrowed.due)
    assert [one for one in board.meetings if one in narrowed.meetings] == list(narrowed.meetings)


@given(boards(), some.lists(steps, max_size=3), steps)
def test_one_more_step_never_shows_more(board: Overview, chosen: list[Step], more: Step) -> None:
    fewer = Filter((*chosen, more)).apply(board)
    before = Filter(tuple(chosen)).apply(board)
    assert set(codes(fewer)) <= set(codes(before))
    assert len(fewer.due) <= len(before.due)


@given(boards(), some.sampled_from(Sort))
def test_sorting_is_a_stable_permutation(board: Overview, sort: Sort) -> None:
    ordered = Filter(sort=sort).apply(board)
    assert sorted(codes(ordered)) == sorted(codes(board))
    assert codes(Filter(sort=sort).apply(ordered)) == codes(ordered)
    place = {code: index for index, code in enumerate(codes(board))}
    if sort is Sort.PHASE:
        keys = [(one.phase.number, place[one.person.code]) for one in ordered.rows]
        assert keys == sorted(keys)
    if sort is Sort.RELEASE:
        unknown = [one.release.on is None for one in ordered.rows]
        assert unknown == sorted(unknown)


@given(boards(), some.text(max_size=12))
def test_a_screened_search_never_finds_by_name(board: Overview, words: str) -> None:
    found = Filter().search(words).apply(board, screened=True)
    nameless = [row(one.person.code, alias=one.person.alias) for one in board.rows]
    assert codes(found) == codes(Filter().search(words).apply(overview(*nameless), screened=False))


def test_twelve_weeks_are_eighty_four_days() -> None:
    from exin_tui.caseload.filter_steps import TWELVE_WEEKS

    assert dt.timedelta(days=84) == TWELVE_WEEKS
