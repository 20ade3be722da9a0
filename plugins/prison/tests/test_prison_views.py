"""The sentence timeline: what stands on the bar, in which order, and what is never computed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from exin_prison import columns
from exin_prison.bars import drawn
from exin_prison.phase3 import is_late, phase3_window
from exin_prison.views import date_rows, participant_view, record_rows, team_view
from exin_schema.vocabulary import (
    ConsentStatus,
    CustodyKind,
    Phase,
    ProbationState,
    ReleaseStanding,
    SecurityLevel,
)
from exin_tui.partners.api import (
    Bar,
    Cell,
    InsideContext,
    Participant,
    Plain,
    Shade,
    Sign,
    Stroke,
    Table,
    Timeline,
)

TODAY = dt.date(2026, 11, 27)
START = dt.date(2026, 1, 1)
Records = Mapping[str, tuple[Mapping[str, Plain], ...]]


def somebody(
    code: str = "SN-1",
    facts: Mapping[str, Plain] | None = None,
    records: Records | None = None,
    **fields: object,
) -> Participant:
    """Serves at high security since January, out in May."""
    values: dict[str, object] = {
        "code": code,
        "name": "Jonas Berg",
        "phase": Phase.IN_PRISON,
        "caseworker": "KN",
        "custody_kind": CustodyKind.SENTENCE,
        "level": SecurityLevel.HIGH,
        "place": "Halden",
        "custody_from": START,
        "release_date": dt.date(2027, 5, 27),
        "release_kind": ReleaseStanding.DECIDED,
        "full_term_date": dt.date(2027, 12, 1),
        "two_thirds_date": None,
        "probation": ProbationState.NONE,
    } | fields
    return Participant(code, ConsentStatus.ACTIVE, values, facts or {}, records or {})


def remanded(code: str = "SN-9") -> Participant:
    return somebody(
        code,
        custody_kind=CustodyKind.REMAND,
        release_date=None,
        full_term_date=None,
        release_kind=ReleaseStanding.UNKNOWN,
    )


def bars(*people: Participant) -> list[Bar]:
    view = team_view(InsideContext(people, TODAY))
    assert isinstance(view, Timeline)
    return list(view.bars)


def code_of(bar: Bar) -> str:
    assert isinstance(bar.about, Participant)
    return bar.about.code


def test_earliest_release_first_unknown_dates_last_and_nobody_who_is_out() -> None:
    later = somebody("SN-2", release_date=dt.date(2028, 1, 1))
    out = somebody("SN-3", release_kind=ReleaseStanding.ACTUAL)
    never = somebody("SN-4", custody_kind=None, release_date=None)
    found = bars(later, remanded(), out, never, somebody())
    assert [code_of(bar) for bar in found] == ["SN-1", "SN-2", "SN-9"]


def test_remand_is_shaded_up_to_today_then_dots_and_nothing_is_computed() -> None:
    made = drawn(remanded(), TODAY)
    assert [(one.start, one.end, one.stroke) for one in made.stretches] == [
        (START, TODAY, Stroke.SHADED),
        (TODAY, None, Stroke.DOTS),
    ]
    assert made.points == ()
    assert made.why is not None
    assert (made.why.rule, made.why.computed) == ("unplanned_release", None)
    after = tuple(bars(remanded())[0].after)
    assert isinstance(after[0], Cell)
    assert after[0].value.say("nb") == "ukjent"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("level", "stroke"),
    [
        (SecurityLevel.HIGH, Stroke.HIGH),
        (SecurityLevel.LOWER, Stroke.MIDDLE),
        (SecurityLevel.HALFWAY, Stroke.LOW),
        (SecurityLevel.DAY_RELEASE, Stroke.LOW),
        (SecurityLevel.ELECTRONIC, Stroke.LOW),
        (SecurityLevel.INSTITUTION, Stroke.LOW),
        (None, Stroke.BASE),
    ],
)
def test_the_height_is_the_level_up_to_the_release_and_a_line_to_full_term(
    level: SecurityLevel | None, stroke: Stroke
) -> None:
    made = drawn(somebody(level=level), TODAY)
    first, last = made.stretches[0], made.stretches[-1]
    assert (first.start, first.end, first.stroke) == (START, dt.date(2027, 5, 27), stroke)
    assert (last.start, last.end, last.stroke) == (dt.date(2027, 5, 27), dt.date(2027, 12, 1), Stroke.LINE)


def test_after_a_recorded_transfer_the_bar_has_its_level_and_before_it_none_is_made_up() -> None:
    moved = somebody(records={"transfer": ({"on": dt.date(2026, 6, 1), "level": "lower", "to": "Oslo"},)})
    found = [(one.start, one.stroke) for one in drawn(moved, TODAY).stretches[:2]]
    assert found == [(START, Stroke.BASE), (dt.date(2026, 6, 1), Stroke.MIDDLE)]


def test_remand_before_the_sentence_is_shaded() -> None:
    served = somebody(facts={"sentence_days": 500, "sentence_start": dt.date(2026, 3, 1)})
    first = drawn(served, TODAY).stretches[0]
    assert (first.start, first.end, first.stroke) == (START, dt.date(2026, 3, 1), Stroke.SHADED)


@pytest.mark.parametrize(
    ("level", "opens", "should"),
    [
        (SecurityLevel.HIGH, dt.date(2027, 3, 27), dt.date(2027, 4, 27)),
        (SecurityLevel.LOWER, dt.date(2027, 2, 27), dt.date(2027, 3, 27)),
        (SecurityLevel.HALFWAY, dt.date(2027, 2, 27), dt.date(2027, 3, 27)),
    ],
)
def test_phase_3_opens_and_should_begin_by_level(
    level: SecurityLevel, opens: dt.date, should: dt.date
) -> None:
    window = phase3_window(somebody(level=level))
    assert window is not None
    assert (window.opens, window.should) == (opens, should)


def test_a_day_that_a_month_lacks_falls_on_its_last() -> None:
    window = phase3_window(somebody(release_date=dt.date(2027, 4, 30)))
    assert window is not None
    assert window.opens == dt.date(2027, 2, 28)


@pytest.mark.parametrize(
    ("today", "phase", "late"),
    [
        (dt.date(2027, 4, 26), Phase.IN_PRISON, False),
        (dt.date(2027, 4, 27), Phase.IN_PRISON, True),
        (dt.date(2027, 4, 27), Phase.INTAKE, True),
        (dt.date(2027, 4, 27), Phase.PRE_RELEASE, False),
    ],
)
def test_late_for_phase_3_is_loud(today: dt.date, phase: Phase, late: bool) -> None:
    who = somebody(phase=phase)
    assert is_late(who, phase3_window(who), today) is late
    shades = {one.shade for one in drawn(who, today).stretches}
    assert (Shade.LATE in shades) is late
    assert (Shade.NOW in shades) is (phase is Phase.PRE_RELEASE)


@pytest.mark.parametrize(("left", "sign"), [(-1, Sign.LATE), (0, Sign.SOON), (28, Sign.SOON), (29, None)])
def test_a_release_within_28_days_stands_out_and_one_that_passed_alarms(left: int, sign: Sign | None) -> None:
    who = somebody(phase=Phase.PRE_RELEASE, release_date=TODAY + dt.timedelta(days=left))
    assert bars(who)[0].sign is sign


def test_points_are_half_two_thirds_phase_3_release_and_what_is_recorded() -> None:
    who = somebody(
        facts={"sentence_days": 700, "sentence_start": START},
        records={
            "leave": ({"from": dt.datetime(2026, 12, 4, 9, tzinfo=dt.UTC)}, {"kind": "welfare"}),
            "outing": ({"at": dt.datetime(2026, 11, 30, 9, tzinfo=dt.UTC), "where": "Bank"},),
            "transfer": ({"on": dt.date(2026, 6, 1)},),
        },
    )
    assert [point.symbol for point in drawn(who, TODAY).points] == ["◆", "3", "⅔", "½", "◇", "•", "→"]


def test_a_date_that_the_prison_gave_wins_even_where_the_length_is_missing() -> None:
    given = dt.date(2026, 12, 24)
    who = somebody(facts={"half_time": dt.date(2026, 8, 1)}, two_thirds_date=given)
    found = {column.id: column.compute(who, TODAY) for column in columns.ALL}
    for column, on in (("probation_earliest", given), ("half_time", dt.date(2026, 8, 1))):
        computed = found[column]
        assert computed is not None
        assert (computed.value, computed.official) == (on, True)
    lower = found["lower_security"]
    assert lower is not None
    assert (lower.value, lower.official) == (dt.date(2025, 12, 24), False)


@pytest.mark.parametrize(("days", "day"), [(74, 60), (90, 60), (365, 244)])
def test_the_dates_table_has_the_earliest_day_of_probation(days: int, day: int) -> None:
    who = somebody(facts={"sentence_days": days, "sentence_start": START})
    row = next(row for row in date_rows(who, TODAY) if row.cells[0] == columns.ALL[0].name)  # type: ignore[index]
    assert row.cells[1].on == START + dt.timedelta(days=day)  # type: ignore[index]


def test_what_cannot_be_worked_out_says_why_in_the_dates_table() -> None:
    short = somebody(facts={"sentence_days": 73, "sentence_start": START})
    row = next(row for row in date_rows(short, TODAY) if row.cells[0] == columns.ALL[0].name)  # type: ignore[index]
    assert "tungtveiende grunner" in row.cells[3].value.say("nb")  # type: ignore[index]


def test_one_participants_view_has_the_bar_the_dates_by_day_and_the_records() -> None:
    who = somebody(
        records={"outing": ({"at": dt.datetime(2026, 11, 30, 9, tzinfo=dt.UTC), "where": "Bank"},)}
    )
    timeline, dates, records = participant_view(InsideContext((who,), TODAY), who)
    assert isinstance(timeline, Timeline)
    assert timeline.whole
    assert isinstance(dates, Table)
    days = [row.cells[1].on for row in dates.rows if hasattr(row.cells[1], "on")]  # type: ignore[union-attr, index]
    assert days == sorted(days)
    assert len(days) > 4
    assert isinstance(records, Table)
    assert len(list(record_rows(who))) == 1


def test_who_is_out_has_dates_and_no_bar() -> None:
    out = somebody(release_kind=ReleaseStanding.ACTUAL)
    assert [type(one) for one in participant_view(InsideContext((out,), TODAY), out)] == [Table, Table]


def names(who: Participant) -> list[str]:
    return [row.cells[0].say("en") for row in date_rows(who, TODAY)]  # type: ignore[index, union-attr]


def test_what_is_behind_somebody_is_no_date_to_come() -> None:
    facts: Mapping[str, Plain] = {"sentence_days": 700, "sentence_start": START}
    assert "Lower security" in names(somebody(facts=facts))
    assert "Lower security" not in names(somebody(facts=facts, level=SecurityLevel.LOWER))
    at_home = somebody(facts=facts, level=SecurityLevel.ELECTRONIC, phase=Phase.POST_RELEASE)
    assert "Phase 3 can begin" in names(somebody())
    assert "Phase 3 can begin" not in names(at_home)
    assert "3" not in [point.symbol for point in drawn(at_home, TODAY).points]
