"""The school's views: which right until when, what is under way, what comes next and by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from exin_schema.vocabulary import ConsentStatus, Label, Mark, Phase, TaskHolder
from exin_school.holds import holds_table
from exin_school.steps import next_step, under_way
from exin_school.views import loudness, participant_view, team_view, youth_right
from exin_tui.partners.api import (
    Because,
    Cards,
    Cell,
    ContactName,
    Day,
    InsideContext,
    Participant,
    Plain,
    Row,
    Sensitive,
    Sign,
    Table,
    Task,
    Tone,
    Until,
)

TODAY = dt.date(2026, 11, 27)


def somebody(
    code: str = "SN-1", born: str = "2002-05-05", phase: Phase = Phase.IN_PRISON, **facts: Plain
) -> Participant:
    values = {"code": code, "birth_date": dt.date.fromisoformat(born), "phase": phase}
    return Participant(code, ConsentStatus.ACTIVE, values, facts, {})


def task(own: str, due: dt.date | None, ref: str = "SN-1") -> Task:
    return Task(ref, own, Label(own, own), False, "start", Label("x", "x"), TaskHolder.EXIN, due, Mark.LATER)  # noqa: FBT003


def table(ctx: InsideContext) -> list[Row]:
    (found,) = (one for one in team_view(ctx) if isinstance(one, Table))
    return [row for row in found.rows if isinstance(row, Row)]


def nb(value: object) -> str:
    inner = value.value if isinstance(value, Cell) else value
    return inner.say("nb") if hasattr(inner, "say") else str(inner)


@pytest.mark.parametrize(
    ("today", "tone"),
    [
        (dt.date(2026, 7, 30), Tone.PLAIN),
        (dt.date(2026, 7, 31), Tone.SOON),
        (dt.date(2027, 4, 29), Tone.SOON),
        (dt.date(2027, 4, 30), Tone.OVERDUE),
        (dt.date(2027, 7, 31), Tone.OVERDUE),
        (dt.date(2027, 8, 1), Tone.QUIET),
    ],
)
def test_a_right_warns_from_12_months_before_its_end_and_alarms_from_3(today: dt.date, tone: Tone) -> None:
    assert loudness(youth_right(somebody()), today) is tone


def test_the_right_that_runs_out_first_stands_first_and_what_does_not_run_last() -> None:
    people = (
        somebody("SN-1", "2004-01-01"),
        somebody("SN-2", "1990-01-01"),
        somebody("SN-3", "2002-01-01"),
        somebody("SN-4", "2003-01-01", level="upper_completed"),
        somebody("SN-5", "2001-01-01", level="basic_not_completed"),
    )
    rows = table(InsideContext(people, TODAY))
    assert [next(iter(row.cells)).code for row in rows] == ["SN-3", "SN-1", "SN-2", "SN-4", "SN-5"]  # type: ignore[union-attr]
    assert [nb(list(row.cells)[1]) for row in rows] == [
        "ungdomsrett",
        "ungdomsrett",
        "voksenrett",
        "fullført videregående",
        "grunnskole for voksne",
    ]


def test_the_next_step_is_the_open_task_with_the_earliest_deadline() -> None:
    who = somebody(application_deadline=dt.date(2026, 12, 2))
    ctx = InsideContext(
        (who,), TODAY, (task("apply", None), task("marks", dt.date(2026, 12, 9)), task("a", None))
    )
    step = next_step(ctx, who)
    assert step is not None
    assert (step.task.id, step.due_on) == ("apply", dt.date(2026, 12, 2))
    assert next_step(ctx, somebody("SN-2")) is None


def test_the_main_intake_deadline_is_never_computed() -> None:
    """1 March is unconfirmed for adults: without a deadline from the school there is none."""
    who = somebody()
    step = next_step(InsideContext((who,), TODAY, (task("apply", None),)), who)
    assert step is not None
    assert step.due_on is None
    lines = lines_of(who)
    assert "ubekreftet" in nb(lines["Søknadsfrist fra skolen"])


def test_a_step_over_its_deadline_is_loud() -> None:
    who = somebody(born="2006-01-01")
    (row,) = table(InsideContext((who,), TODAY, (task("marks", dt.date(2026, 11, 26)),)))
    assert row.sign is Sign.LATE
    assert list(row.cells)[5] == Until(dt.date(2026, 11, 26))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"apprenticeship_left": 2, "courses": "norsk"}, "læretid, 2 år"),
        ({"apprenticeship_left": 0, "courses": "norsk"}, "fag eller kurs"),
        ({}, None),
    ],
)
def test_what_is_under_way_is_said_without_the_subjects(facts: Mapping[str, Plain], said: str | None) -> None:
    found = under_way(somebody(**facts))
    assert (None if found is None else found.say("nb")) == said


def test_figures_count_who_is_late_losing_the_right_learning_and_unknown() -> None:
    unknown = Participant(
        "SN-4", ConsentStatus.ACTIVE, {"code": "SN-4", "birth_date": None, "phase": Phase.INTAKE}, {}, {}
    )
    people = (
        somebody("SN-1"),
        somebody("SN-2", "2006-01-01", courses="norsk"),
        somebody("SN-3", "2006-01-01", phase=Phase.POST_RELEASE, apprenticeship_left=1),
        unknown,
    )
    ctx = InsideContext(people, TODAY, (task("marks", dt.date(2026, 11, 1), "SN-2"),))
    (cards,) = (one for one in team_view(ctx) if isinstance(one, Cards))
    found = list(cards.cards)
    assert [card.figure for card in found] == [1, 1, 2, 1]
    assert [nb(card.note) for card in found[1:3]] == ["første lø. 31. juli 2027", "1 ute, 1 inne"]


def lines_of(who: Participant) -> dict[str, object]:
    views = participant_view(InsideContext((who,), TODAY), who)
    (cards,) = (one for one in views if isinstance(one, Cards))
    return {nb(name): cell for card in cards.cards for name, cell in card.lines}


def test_one_participant_has_the_right_with_its_arithmetic_and_what_it_replaced() -> None:
    lines = lines_of(somebody(contact_inside="Nora Ek", special_needs=True, courses="norsk"))
    until = lines["Ungdomsrett til"]
    assert isinstance(until, Cell)
    assert until.value == Day(dt.date(2027, 7, 31))
    assert isinstance(until.why, Because)
    assert until.why.computed is not None
    assert until.why.computed.say("nb") == "fyller 24 i 2026 → skoleåret 2026–27 → lø. 31. juli 2027"
    assert {name.say("nb") for name, _ in until.why.inputs} == {"året en fyller 24", "erstatter", "etterpå"}
    contact = lines["Skolekontakt inne"]
    assert isinstance(contact, Cell)
    assert contact.value == ContactName("Nora Ek")
    needs = lines["Avtalt"]
    assert isinstance(needs, Cell)
    assert isinstance(needs.value, Sensitive)


@pytest.mark.parametrize(
    ("phase", "rules"),
    [
        (
            Phase.IN_PRISON,
            ["adult_right", "prison_county", "oslo_county", "continue_outside", "direct_entry"],
        ),
        (Phase.POST_RELEASE, ["adult_right", "continue_outside", "direct_entry"]),
    ],
)
def test_what_holds_inside_and_outside_can_be_asked(phase: Phase, rules: list[str]) -> None:
    who = somebody(phase=phase)
    (holds,) = (one for one in participant_view(InsideContext((who,), TODAY), who) if isinstance(one, Table))
    assert [cell.why.rule for row in holds.rows if isinstance(row, Row) for cell in row.cells] == rules  # type: ignore[union-attr]


def test_beside_another_right_no_day_reads_as_its_end() -> None:
    (row,) = table(InsideContext((somebody(born="2005-01-01", level="basic_not_completed"),), TODAY))
    assert nb(list(row.cells)[2]) == "None"
    (soon,) = table(InsideContext((somebody(born="2002-01-01", level="basic_not_completed"),), TODAY))
    assert nb(list(soon.cells)[2]) == "2027-07-31"


def test_the_next_step_is_said_in_a_few_words_among_other_columns() -> None:
    who = somebody()
    (row,) = table(InsideContext((who,), TODAY, (task("guidance", TODAY),)))
    assert nb(list(row.cells)[4]) == "Karriereveiledning"


@pytest.mark.parametrize(
    ("born", "level", "holds"),
    [
        ("2007-12-31", "basic", True),
        ("2008-01-01", "basic", False),
        ("2002-05-05", "upper_completed", False),
    ],
)
def test_from_the_year_one_turns_19_the_adult_track_can_be_chosen(born: str, level: str, holds: bool) -> None:
    rules = [row.cells[0].why.rule for row in holds_table(somebody(born=born, level=level), TODAY).rows]  # type: ignore[index, union-attr]
    assert ("adult_right" in rules) is holds
