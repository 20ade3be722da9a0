"""Lines fit into cells, whatever is in them, and nothing that a terminal obeys gets through."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exin_tui.tui.ink import Inks, Span, cell_width, clip, cut, fit, line_width, span_at, spread, words, wrap
from exin_tui.tui.lettering import figure, large_letters, letters
from exin_tui.tui.themes import TOKENS

INKS = Inks(TOKENS["exin-dark"])


@given(st.text(), st.integers(1, 60))
def test_fit_takes_exactly_its_cells(value: str, cells: int) -> None:
    assert cell_width(fit(value, cells)) == cells


@given(st.text(), st.integers(1, 60))
def test_clip_never_takes_more(value: str, cells: int) -> None:
    assert cell_width(clip(value, cells)) <= cells


@given(st.text(), st.integers(4, 60))
def test_wrapped_lines_are_never_too_long_and_lose_no_word(value: str, cells: int) -> None:
    lines = wrap(value, cells)
    assert lines
    assert all(cell_width(line) <= cells for line in lines)


@given(st.lists(st.text(max_size=30), max_size=5), st.integers(1, 80))
def test_a_strip_is_as_wide_as_asked_and_obeys_nothing(texts: list[str], cells: int) -> None:
    strip = INKS.strip([Span(one) for one in texts], cells)
    text = "".join(segment.text for segment in strip)
    assert strip.cell_length == cells
    assert not [sign for sign in text if ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0]


def test_spread_keeps_the_right_side_whole() -> None:
    line = spread((Span("a long title that does not fit"),), (Span("12 of 36"),), 20)
    assert line_width(line) == 20
    assert words(line).endswith("12 of 36")


def test_cut_says_that_something_is_missing() -> None:
    assert words(cut((Span("one "), Span("two three")), 8)) == "one two…"


def test_the_clicked_span_is_found() -> None:
    line = (Span("ab"), Span("cd", command="x"), Span("ef"))
    assert [getattr(span_at(line, x), "text", None) for x in (0, 2, 3, 5, 6)] == [
        "ab",
        "cd",
        "cd",
        "ef",
        None,
    ]


def test_the_code_in_large_type() -> None:
    assert letters("SN-007")[0] == "▄▀▀▀▄ █   █       ▄▀▀▀▄ ▄▀▀▀▄ ▀▀▀▀█"
    assert {len(line) for line in letters("ÆØÅ-07")} == {35}


def test_figures_have_three_lines_of_one_width() -> None:
    for number in (0, 7, 12, 5380):
        lines = figure(number)
        assert len(lines) == 3
        assert len({len(line) for line in lines}) == 1


def test_doubled_letters_are_twice_as_wide() -> None:
    assert len(large_letters("EX/IN")) == 7
    assert len(large_letters("EX/IN")[0]) == 2 * len(letters("EX/IN")[0])
