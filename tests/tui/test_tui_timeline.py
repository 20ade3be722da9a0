"""The time axis and the bars on it, cell by cell; and which columns stay where there is no room for all."""

from __future__ import annotations

import datetime as dt

import pytest

from exin_schema.vocabulary import ConsentStatus, Label
from exin_tui.caseload.models import Person
from exin_tui.partners.view_saying import Saying
from exin_tui.partners.view_seen import (
    SeenBar,
    SeenCell,
    SeenPoint,
    SeenRow,
    SeenStretch,
    SeenTable,
    SeenText,
    SeenTimeline,
    Subject,
)
from exin_tui.partners.view_values import Tone, Who
from exin_tui.partners.views import Column, Shade, Stroke
from exin_tui.privacy.screening import Screening
from exin_tui.tui.ink import ASCII, Line, line_width, words
from exin_tui.tui.views.axis import Axis, axis_over
from exin_tui.tui.views.cards import text_section
from exin_tui.tui.views.table import table_section
from exin_tui.tui.views.timeline import bar_cells, timeline_section

TODAY = dt.date(2026, 11, 27)
MONDAY = dt.date(2026, 11, 2)
SAYING = Saying(Screening(), TODAY)
L = Label("ord", "word")


def weeks(number: int) -> dt.date:
    """So many weeks after the Monday of the axis."""
    return MONDAY + dt.timedelta(weeks=number)


def axis(cells: int = 12, per_cell: int = 1) -> Axis:
    return Axis(MONDAY, per_cell, cells, TODAY)


def stretch(
    start: dt.date | None, end: dt.date | None, stroke: Stroke = Stroke.HIGH, shade: Shade = Shade.PLAIN
) -> SeenStretch:
    return SeenStretch(start, end, stroke, L, shade)


def bar(*stretches: SeenStretch, points: tuple[SeenPoint, ...] = (), about: Subject | None = None) -> SeenBar:
    return SeenBar(stretches, points, (), (), about, Tone.PLAIN, None, ())


def said(*stretches: SeenStretch, points: tuple[SeenPoint, ...] = ()) -> str:
    return words(bar_cells(bar(*stretches, points=points), axis()))


def inks(line: Line) -> list[str]:
    return [span.ink for span in line for _ in span.text]


@pytest.mark.parametrize(
    ("day", "per_cell", "cell"),
    [
        (MONDAY, 1, 0),
        (MONDAY + dt.timedelta(days=6), 1, 0),
        (MONDAY + dt.timedelta(days=7), 1, 1),
        (MONDAY - dt.timedelta(days=1), 1, -1),
        (MONDAY + dt.timedelta(days=13), 2, 0),
        (MONDAY + dt.timedelta(days=14), 2, 1),
    ],
)
def test_a_cell_is_whole_weeks_from_a_monday(day: dt.date, per_cell: int, cell: int) -> None:
    assert axis(per_cell=per_cell).at(day) == cell


def test_a_bar_goes_from_its_first_week_to_before_its_last_and_today_through_it() -> None:
    assert said(stretch(weeks(1), weeks(6))) == "  ▇▇┃▇▇       "


def test_what_goes_on_beyond_the_axis_says_so() -> None:
    assert said(stretch(weeks(-2), weeks(2))) == "‹▇▇ ┃         "
    assert said(stretch(weeks(5), weeks(13))) == "    ┃ ▇▇▇▇▇▇▇›"[:4] + "┃ ▇▇▇▇▇▇▇›"
    assert said(stretch(None, weeks(1)))[0] == "‹"


def test_something_shorter_than_a_week_is_seen() -> None:
    assert said(stretch(weeks(6), weeks(6))) == "    ┃  ▇      "


def test_a_line_ends_with_a_stop_and_dots_are_apart() -> None:
    assert said(stretch(weeks(5), weeks(9), Stroke.LINE)) == "    ┃ ┄┄┄┤    "
    assert said(stretch(TODAY, None, Stroke.DOTS)) == "    ┃  ·  ·   "


def test_the_first_of_the_points_in_a_cell_is_seen_over_bar_and_today() -> None:
    points = (SeenPoint(TODAY, "◆", L, Tone.STRONG), SeenPoint(TODAY, "½", L, Tone.PLAIN))
    assert said(stretch(weeks(0), weeks(12)), points=points) == " ▇▇▇◆▇▇▇▇▇▇▇▇ "
    assert said(points=(SeenPoint(weeks(20), "◆", L, Tone.STRONG),))[-1] == "›"


def test_what_is_over_is_darker_and_what_is_ahead_has_its_shade() -> None:
    line = bar_cells(bar(stretch(weeks(0), weeks(12), shade=Shade.LATE)), axis())
    assert inks(line)[1:] == ["done"] * 3 + ["accent"] + ["overdue"] * 8 + ["muted"]


def test_on_a_poor_terminal_every_stroke_and_symbol_of_the_prison_is_another_plain_one() -> None:
    strokes = [stroke.value for stroke in Stroke if stroke is not Stroke.DOTS]
    plain = [words.translate(ASCII) for words in (*strokes, "◆", "3", "⅔", "½", "◇", "•", "→")]
    assert all(one.isascii() for one in plain)
    levels = [one.value.translate(ASCII) for one in (Stroke.HIGH, Stroke.MIDDLE, Stroke.LOW, Stroke.SHADED)]
    assert len(set(levels)) == 4


def days(*numbers: int) -> list[dt.date]:
    return [TODAY + dt.timedelta(days=number) for number in numbers]


@pytest.mark.parametrize(
    ("ahead", "per_cell"),
    [
        ([7 * 27], 1),
        ([7 * 28], 2),
        ([7, 14, 21, 7 * 500], 1),
        ([7, 14, 7 * 500], 26),
        ([7 * 28 * 2 - 7], 2),
        ([7 * 28 * 2], 4),
    ],
)
def test_a_character_is_a_week_until_most_of_what_is_ahead_is_off_the_axis(
    ahead: list[int], per_cell: int
) -> None:
    long_ago = TODAY - dt.timedelta(days=3000)
    found = axis_over([long_ago, *days(*ahead)], TODAY, 40, ahead=days(*ahead))
    assert found.weeks == per_cell
    assert found.now == 12 or per_cell == 26


@pytest.mark.parametrize(("last", "per_cell"), [(7 * 38, 1), (7 * 40, 2), (7 * 300, 8)])
def test_the_axis_of_one_participant_spans_everything(last: int, per_cell: int) -> None:
    found = axis_over([TODAY, *days(last)], TODAY, 40, whole=True)
    assert found.weeks == per_cell
    assert found.at(days(last)[0]) < 40


def test_the_axis_can_be_moved_and_scaled_by_hand() -> None:
    start = [TODAY - dt.timedelta(days=3000), *days(3000)]
    found = axis_over(start, TODAY, 40, scale=4, moved=3)
    assert (found.weeks, found.now) == (4, 9)


def test_months_stand_where_there_is_room_today_and_the_year_first() -> None:
    names, ticks = Axis(dt.date(2026, 11, 2), 1, 24, TODAY).months("nb", "i dag")
    assert words(names).split() == ["i", "dag", "2027", "feb."]
    assert words(ticks).count("┬") == 5
    assert words(ticks)[3] == "┃"


def timeline(*bars: SeenBar) -> SeenTimeline:
    return SeenTimeline(L, bars, (), (), None, None, whole=False, beside=False)


@pytest.mark.parametrize("width", [40, 77, 116, 196])
def test_no_line_of_a_timeline_is_longer_than_its_width(width: int) -> None:
    section = timeline_section(timeline(bar(stretch(weeks(-90), weeks(90)))), SAYING, width, 0)
    lines = [*section.heads, *(row.draw(width) for row in section.rows)]
    assert lines
    assert max(line_width(line) for line in lines) <= width


def test_three_hundred_bars_are_drawn_one_by_one() -> None:
    section = timeline_section(timeline(*[bar(stretch(weeks(0), weeks(3)))] * 300), SAYING, 77, 0)
    assert sum(bool(row.id) for row in section.rows) == 300


def person(number: int = 1) -> Subject:
    return Subject(Person(str(number), f"SN-{number:03}", "Rødkløver", "Jonas Berg"), ConsentStatus.ACTIVE)


def row(*values: object, about: Subject | None = None) -> SeenRow:
    cells = [SeenCell(value) for value in values]  # type: ignore[arg-type]
    if about is not None:
        cells.insert(0, SeenCell(Who(about.person.id), person=about.person))
    return SeenRow(tuple(cells), about, Tone.PLAIN, None, ())


def table(columns: tuple[Column, ...], *rows: SeenRow) -> SeenTable:
    return SeenTable(L, columns, rows, None, None, beside=False)


def drawn(given: SeenTable, width: int) -> list[str]:
    section = table_section(given, SAYING, width, 0)
    return [words(line).rstrip() for line in (*section.heads, *(one.draw(width) for one in section.rows))]


COLUMNS = (
    Column(Label("Hvem", "Who")),
    Column(Label("Ansv", "By"), optional=2),
    Column(Label("Hva", "What"), grows=True),
    Column(Label("Dager", "Days"), right=True),
)


def test_optional_columns_go_first_then_what_grows_is_cut_then_the_alias_goes_whole() -> None:
    one = row(Label("KN", "KN"), Label("Møte karriereveiledning før løslatelse", "x"), 7, about=person())
    assert drawn(table(COLUMNS, one), 80) == [
        "Hvem              Ansv  Hva                                                Dager",
        "SN-001 Rødkløver  KN    Møte karriereveiledning før løslatelse                 7",
    ]
    assert drawn(table(COLUMNS, one), 62) == [
        "Hvem              Ansv  Hva                              Dager",
        "SN-001 Rødkløver  KN    Møte karriereveiledning før lø…      7",
    ]
    assert drawn(table(COLUMNS, one), 48) == [
        "Hvem    Hva                                Dager",
        "SN-001  Møte karriereveiledning før løsl…      7",
    ]
    assert drawn(table(COLUMNS, one), 32)[1] == "SN-001  Møte karrierevei…      7"


def test_ten_thousand_rows_cost_what_is_seen_of_them() -> None:
    asked = []

    class Counting(Saying):
        def words(self, given: object, person: Person | None = None) -> str:
            asked.append(given)
            return super().words(given, person)  # type: ignore[arg-type]

    many = table((Column(L),), *[row(L)] * 10_000)
    section = table_section(many, Counting(Screening(), TODAY), 77, 0)
    assert sum(bool(one.id) for one in section.rows) == 10_000
    assert len(asked) < 400


def test_nothing_in_a_table_is_said_in_its_own_words() -> None:
    assert drawn(table((Column(L),)), 40) == ["Ingenting her."]
    own = SeenTable(L, (Column(L),), (), None, Label("Ingen er inne.", "Nobody."), beside=False)
    assert drawn(own, 40) == ["Ingen er inne."]


def test_markup_and_brackets_in_a_cell_are_plain_text() -> None:
    assert drawn(table((Column(L),), row(Label("[/b] [@click=app.bell]x[/]", "x"))), 60)[1] == (
        "[/b] [@click=app.bell]x[/]"
    )


def test_text_is_paragraphs_headings_and_lists_and_nothing_else() -> None:
    given = Label("# Vilkår\nFørste linje\nog videre.\n\n- ett\n- to **fet** [x](http://y)", "x")
    section = text_section(SeenText(given, None, beside=False), SAYING, 40)
    assert [words(one.draw(40)) for one in section.rows] == [
        "Vilkår",
        "Første linje og videre.",
        "",
        "· ett",
        "· to **fet** [x](http://y)",
    ]


@pytest.mark.parametrize("width", [60, 80, 81])
def test_bars_with_more_beside_them_than_there_is_room_for_are_as_wide_as_the_screen(width: int) -> None:
    cells = tuple(SeenCell("x" * 30) for _ in range(2))
    one = SeenBar((stretch(weeks(0), weeks(9)),), (), cells, cells, None, Tone.PLAIN, None, ())
    columns = (Column(L), Column(L))
    timeline = SeenTimeline(L, (one,), columns, columns, None, None, whole=False, beside=False)
    section = timeline_section(timeline, SAYING, width, 0)
    assert {line_width(line) for line in section.heads} == {width}
    assert line_width(section.rows[0].draw(width)) == width
