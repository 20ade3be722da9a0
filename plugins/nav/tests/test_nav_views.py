"""NAV's views: what is due by step, who can have KVP and what is missing, benefits, housing, applications."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from exin_nav.board import applications_table, benefits_table, kvp_table, tasks_table
from exin_nav.short import SHORT_TASKS
from exin_nav.steps import housing_of_all, housing_of_one
from exin_nav.views import participant_view, team_view
from exin_schema.programme_file import load_programme
from exin_schema.vocabulary import (
    ApplicationKind,
    ApplicationState,
    ConsentStatus,
    Label,
    Mark,
    Phase,
    ReleaseStanding,
    SecurityLevel,
    TaskHolder,
)
from exin_tui.partners.api import (
    Application,
    Because,
    Cards,
    Cell,
    Days,
    Heading,
    InsideContext,
    Participant,
    Place,
    Plain,
    Row,
    Sensitive,
    Sign,
    Table,
    Task,
    Tone,
)
from exin_tui.partners.reading import read_manifest

TODAY = dt.date(2026, 11, 27)
MANIFEST = Path(__file__).parents[1] / "exin_nav" / "partner.toml"
Records = Mapping[str, tuple[Mapping[str, Plain], ...]]


def somebody(
    code: str = "SN-1",
    facts: Mapping[str, Plain] | None = None,
    records: Records | None = None,
    **fields: object,
) -> Participant:
    """Inside since January, released in May: the window opens today."""
    values: dict[str, object] = {
        "code": code,
        "phase": Phase.IN_PRISON,
        "level": SecurityLevel.HIGH,
        "custody_from": dt.date(2026, 1, 10),
        "release_date": dt.date(2027, 5, 27),
        "release_kind": ReleaseStanding.TWO_THIRDS,
    } | fields
    return Participant(code, ConsentStatus.ACTIVE, values, facts or {}, records or {})


def task(own: str, step: str, due: dt.date | None, *, sensitive: bool = False) -> Task:
    mark = Mark.OVERDUE if due and due < TODAY else Mark.LATER
    return Task("SN-1", own, Label(own, own), sensitive, step, Label(step, step), TaskHolder.EXIN, due, mark)


def rows(table: Table) -> list[Row]:
    return [row for row in table.rows if isinstance(row, Row)]


def value(cell: object) -> object:
    return cell.value if isinstance(cell, Cell) else cell


def nb(cell: object) -> str:
    inner = value(cell)
    inner = inner.words if isinstance(inner, Sensitive) else inner
    return inner.say("nb") if hasattr(inner, "say") else str(inner)


def cells(row: Row) -> list[str]:
    return [nb(cell) for cell in list(row.cells)[1:]]


def test_tasks_stand_by_step_in_the_procedures_order_due_first() -> None:
    ctx = InsideContext(
        (somebody(),),
        TODAY,
        (
            task("later", "start", dt.date(2026, 12, 9)),
            task("never", "start", None),
            task("overdue", "start", dt.date(2026, 11, 25)),
            task("closing", "closing", TODAY),
            task("work", "case_work", TODAY),
        ),
    )
    said = [
        nb(one.words) if isinstance(one, Heading) else nb(list(one.cells)[1]) for one in tasks_table(ctx).rows
    ]
    assert said == ["start", "overdue", "later", "never", "case_work", "work", "closing", "closing"]
    first = rows(tasks_table(ctx))[0]
    assert first.sign is Sign.LATE


def test_a_task_that_betrays_health_is_marked_so() -> None:
    ctx = InsideContext((somebody(),), TODAY, (task("dps", "start", None, sensitive=True),))
    assert isinstance(list(rows(tasks_table(ctx))[0].cells)[1], Sensitive)


DONE = {"kvp_talk": TODAY, "aev": "done", "kvp_content": True, "individual_plan": "ready"}


@pytest.mark.parametrize(
    ("participant", "sign", "said"),
    [
        (somebody(facts=DONE), Sign.OPEN, ["åpent nå", "Days(count=181)"]),
        (somebody(facts=DONE | {"aev": "begun"}), Sign.OPEN, ["åpent nå", "AEV"]),
        (somebody(), Sign.OPEN, ["åpent nå", "Days(count=181)"]),
        (somebody(release_date=dt.date(2027, 5, 28)), Sign.SHUT, ["åpner", "2026-11-28"]),
        (somebody(facts={"aap_right": True}), Sign.NONE, ["ikke åpent", "Rett til AAP."]),
        (somebody(level=SecurityLevel.HALFWAY), Sign.STARTED, ["avklar", "overgangsbolig"]),
        (somebody(release_date=None), None, ["ukjent", "ingen dato"]),
        (somebody(facts={"kvp": "granted"}), Sign.DONE, ["innvilget", "Days(count=181)"]),
    ],
)  # fmt: skip
def test_the_window_is_open_opens_or_not_with_the_reason(
    participant: Participant, sign: Sign | None, said: list[str]
) -> None:
    (row,) = rows(kvp_table(InsideContext((participant,), TODAY)))
    assert row.sign is sign
    assert cells(row) == said
    assert isinstance(row.why, Because)


def test_the_right_to_aap_is_not_said_while_the_screen_is_shared() -> None:
    (row,) = rows(kvp_table(InsideContext((somebody(facts={"aap_right": True}),), TODAY)))
    assert isinstance(value(list(row.cells)[2]), Sensitive)


def test_open_windows_stand_first_and_who_is_out_is_not_asked() -> None:
    people = (
        somebody("SN-1", facts={"aap_right": True}),
        somebody("SN-2", release_date=dt.date(2028, 1, 1)),
        somebody("SN-3"),
        somebody("SN-4", release_kind=ReleaseStanding.ACTUAL),
    )
    table = kvp_table(InsideContext(people, TODAY))
    assert [next(iter(row.cells)).code for row in rows(table)] == ["SN-3", "SN-2", "SN-1"]  # type: ignore[union-attr]
    assert table.order is not None
    assert table.order.say("nb") == "1 åpne"


@pytest.mark.parametrize(
    ("record", "standing", "stopped", "started"),
    [
        ({"stopped": "no"}, ReleaseStanding.DECIDED, Sign.LATE, None),
        ({"stopped": "yes", "restarted": "waiting"}, ReleaseStanding.DECIDED, Sign.DONE, Sign.TODO),
        ({"stopped": "yes", "restarted": "no"}, ReleaseStanding.DECIDED, Sign.DONE, None),
        ({"stopped": "yes", "restarted": "no"}, ReleaseStanding.ACTUAL, Sign.DONE, Sign.LATE),
        ({"stopped": "yes", "restarted": "yes"}, ReleaseStanding.ACTUAL, Sign.DONE, Sign.DONE),
        ({"stopped": "kept"}, ReleaseStanding.DECIDED, None, None),
        ({}, ReleaseStanding.DECIDED, None, None),
    ],
)
def test_a_benefit_was_stopped_and_started_again(
    record: Mapping[str, Plain], standing: ReleaseStanding, stopped: Sign | None, started: Sign | None
) -> None:
    who = somebody(records={"benefit": ({"benefit": "dagpenger", **record},)}, release_kind=standing)
    (row,) = rows(benefits_table(InsideContext((who,), TODAY)))
    _, _, first, second = row.cells
    assert isinstance(first, Cell)
    assert isinstance(second, Cell)
    assert (first.sign, second.sign) == (stopped, started)
    assert isinstance(first.why, Because)
    assert isinstance(second.why, Because)
    assert (first.why.rule, second.why.rule) == ("stop_benefits", "benefit_check")


def loud(who: Participant) -> list[Tone]:
    (row,) = rows(benefits_table(InsideContext((who,), TODAY)))
    return [cell.tone for cell in list(row.cells)[2:] if isinstance(cell, Cell)]


def test_what_is_not_recorded_is_to_be_checked_when_its_time_has_come() -> None:
    held: Records = {"benefit": ({"benefit": "dagpenger"},)}
    assert loud(somebody(records=held)) == [Tone.SOON, Tone.PLAIN]
    assert loud(somebody(records=held, release_kind=ReleaseStanding.ACTUAL)) == [Tone.QUIET, Tone.SOON]


def test_uforetrygd_in_the_months_in_which_it_is_paid_is_not_late() -> None:
    held: Records = {"benefit": ({"benefit": "ufoeretrygd", "stopped": "no"},)}
    assert loud(somebody(records=held, custody_from=dt.date(2026, 10, 1)))[0] is Tone.QUIET
    assert loud(somebody(records=held, custody_from=dt.date(2026, 9, 30)))[0] is Tone.OVERDUE


def test_a_benefit_that_is_late_stands_before_the_others() -> None:
    people = (
        somebody("SN-1", records={"benefit": ({"benefit": "dagpenger", "stopped": "yes"},)}),
        somebody("SN-2", records={"benefit": ({"benefit": "dagpenger", "stopped": "no"},)}),
    )
    table = benefits_table(InsideContext(people, TODAY))
    assert [next(iter(row.cells)).code for row in rows(table)] == ["SN-2", "SN-1"]  # type: ignore[union-attr]


def test_every_task_of_the_procedure_has_a_few_words_that_fit_its_column() -> None:
    reading = read_manifest(MANIFEST, load_programme())
    assert reading.manifest is not None
    for one in reading.manifest.tasks:
        words = SHORT_TASKS.get(one.id, one.name.label)
        assert max(len(words.nb), len(words.en)) <= 31, one.id
    assert SHORT_TASKS.keys() <= {one.id for one in reading.manifest.tasks}


@pytest.mark.parametrize(
    ("benefit", "hidden"),
    [("aap", True), ("ufoeretrygd", True), ("dagpenger", False), ("sosialstoenad", False)],
)
def test_what_is_given_for_illness_is_not_said_while_the_screen_is_shared(benefit: str, hidden: bool) -> None:
    who = somebody(records={"benefit": ({"benefit": benefit},)})
    (row,) = rows(benefits_table(InsideContext((who,), TODAY)))
    assert isinstance(list(row.cells)[1], Sensitive) is hidden


def sent(state: ApplicationState, on: dt.date, *, in_writing: bool | None = None) -> Application:
    return Application("SN-1", ApplicationKind.NAV, state, on, None, in_writing, None)


def test_applications_wait_longest_first_and_a_refusal_without_a_letter_is_asked_for() -> None:
    ctx = InsideContext(
        (somebody(),),
        TODAY,
        applications=(
            sent(ApplicationState.SENT, dt.date(2026, 11, 20)),
            sent(ApplicationState.IN_PROCESS, dt.date(2026, 8, 1)),
            sent(ApplicationState.REFUSED, dt.date(2026, 9, 1), in_writing=False),
            sent(ApplicationState.REFUSED, dt.date(2026, 9, 1), in_writing=True),
            sent(ApplicationState.GRANTED, dt.date(2026, 9, 1)),
        ),
    )
    found = [value(list(row.cells)[3]) for row in rows(applications_table(ctx))]
    assert found[:2] == [Days(118), Days(7)]
    assert [nb(one) for one in found[2:]] == ["be om skriftlig vedtak"]


HOUSING: Records = {
    "housing": (
        {"step": "searched", "on": dt.date(2026, 10, 1), "where": "Holmlia"},
        {"step": "viewing", "on": dt.date(2026, 11, 1), "offer": "temporary"},
        {"step": "of another version"},
    )
}


def test_housing_shows_the_furthest_step_of_each_and_the_way_of_one() -> None:
    who = somebody(records=HOUSING)
    (row,) = rows(housing_of_all(InsideContext((who,), TODAY)))
    assert cells(row) == ["visning", "3 av 10", "2026-11-01", "midlertidig"]
    offer = list(row.cells)[4]
    assert isinstance(offer, Cell)
    assert isinstance(offer.why, Because)
    assert offer.why.rule == "no_temporary_housing"
    way = rows(housing_of_one(who))
    assert [nb(next(iter(one.cells))) for one in way] == ["boligsøk", "visning"]
    assert value(list(way[0].cells)[2]) == Place("Holmlia")


def rules_of(cards: Iterable[object]) -> set[str]:
    found = set()
    for card in cards:
        for _, cell in getattr(card, "lines", ()):
            if isinstance(cell, Cell) and isinstance(cell.why, Because):
                found.add(cell.why.rule)
        why = getattr(card, "why", None)
        if isinstance(why, Because):
            found.add(why.rule)
    return found


def test_one_participant_has_kvp_part_by_part_plan_office_and_what_is_promised() -> None:
    who = somebody(facts={"aev": "done", "office": "NAV Søndre Nordstrand", "individual_plan": "wanted"})
    views = list(participant_view(InsideContext((who,), TODAY), who))
    cards = [card for view in views if isinstance(view, Cards) for card in view.cards]
    assert rules_of(cards) == {"kvp_window", "ip", "responsible_office", "reentry_guarantee"}
    lines = {nb(name): cell for card in cards for name, cell in card.lines}
    assert nb(lines["AEV"]) == "gjort"
    assert nb(lines["første samtale"]) == "mangler"
    assert value(lines["Ansvarlig kontor"]) == Place("NAV Søndre Nordstrand")


def test_the_team_sees_five_tables_of_which_three_stand_beside() -> None:
    tables = [one for one in team_view(InsideContext((), TODAY)) if isinstance(one, Table)]
    assert [one.beside for one in tables] == [False, True, True, True, False]
    assert all(not list(one.rows) for one in tables)
