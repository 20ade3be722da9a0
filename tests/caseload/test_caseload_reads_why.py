from __future__ import annotations

import pytest

from exin_tui.caseload.figures import Figure, strip
from exin_tui.caseload.why import (
    Answer,
    why_capacity,
    why_due,
    why_figure,
    why_phase,
)
from exin_tui.language import say
from exin_tui.programme.values import Why
from tests.caseload.board import PROGRAMME
from tests.caseload.made_up import capacity, due, overview, person, row

BOARD = overview(
    row("SN-001", overdue=1, release=9),
    row("SN-002", due_today=1, release=4),
    row("SN-003", due_soon=1),
    due=(due(person("SN-001"), -12), due(person("SN-002"), 0), due(person("SN-003"), 7)),
)


def spoken(answer: Answer) -> str:
    """Everything that the sheet says, in English."""

    def of(why: Why) -> list[str]:
        pairs = [f"{say(name, 'en')}: {say(value, 'en')}" for name, value in why.inputs]
        return [say(why.because, "en"), why.rule.source.en, *pairs, *(s for one in why.more for s in of(one))]

    return " | ".join([say(answer.title, "en"), *(s for why in answer.whys for s in of(why))])


@pytest.mark.parametrize(
    ("figure", "rule", "says"),
    [
        (Figure.OVERDUE, "overdue", ["before today: 1", "oldest, days: 12", "participants: SN-001"]),
        (Figure.TODAY, "overdue", ["due today: 1", "participants: SN-002"]),
        (Figure.SOON, "due_soon", ["at the latest Fri 4 Dec 2026", "participants: SN-003"]),
        (Figure.RELEASE, "release_date", [": 2.", "SN-002: Tue 1 Dec 2026, decided date"]),
    ],
)
def test_a_figure_says_what_it_counts_by_which_rule_and_who_is_behind_it(
    figure: Figure, rule: str, says: list[str]
) -> None:
    answer = why_figure(figure, BOARD, PROGRAMME)
    assert answer.whys[0].rule.id == rule
    for words in says:
        assert words in spoken(answer)


def test_releases_are_named_the_nearest_first() -> None:
    said = spoken(why_figure(Figure.RELEASE, BOARD, PROGRAMME))
    assert said.index("SN-002") < said.index("SN-001")


def test_a_number_of_the_strip_says_how_many_of_them_have_something_overdue() -> None:
    said = spoken(why_phase(strip(BOARD.rows)[0]))
    assert "Active participants: 3. Of them with something overdue: 1" in said


def test_a_capacity_number_gives_the_rule_the_limits_and_their_source() -> None:
    said = spoken(why_capacity(capacity("KN", 11, 6), PROGRAMME))
    assert "At most 12 at once, of these at most 6 in phases 3 and 4" in said
    assert "participants: 11 of 12" in said
    assert PROGRAMME.rule("capacity").source.en in said
    assert "go over" not in said


def test_past_the_limit_it_gives_the_reason_and_who_decided() -> None:
    said = spoken(why_capacity(capacity("MH", 13, 3, reason="vikar i ferien", by="TL"), PROGRAMME))
    assert "reason to go over: vikar i ferien" in said
    assert "decided by: TL" in said
    assert "no reason is recorded" in spoken(why_capacity(capacity("MH", 13, 3), PROGRAMME))


@pytest.mark.parametrize(("days", "rule"), [(-1, "overdue"), (0, "overdue"), (7, "due_soon")])
def test_a_due_row_without_its_list_answers_with_the_rule_of_its_mark(days: int, rule: str) -> None:
    answer = why_due(due(person("SN-001"), days), PROGRAMME)
    assert answer.whys[0].rule.id == rule
