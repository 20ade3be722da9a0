"""Tables are aligned in the columns that a terminal paints."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from exin_tui.cli.tables import Column, fitted, table


def test_columns_line_up_under_their_headings() -> None:
    lines = list(
        table([Column("Deltaker"), Column("Over", right=True), Column("Varsel")], [["SN-007 Furu", "2", "x"]])
    )
    assert lines == ["Deltaker     Over  Varsel", "SN-007 Furu     2  x"]


def test_wide_characters_take_two_columns() -> None:
    lines = list(table([Column("a"), Column("b")], [["👩", "x"], ["ab", "x"]], heads=False))
    assert lines == ["👩  x", "ab  x"]


def test_only_the_elastic_column_gives_way_to_a_narrow_terminal() -> None:
    columns = [Column("Kode"), Column("Varsel", elastic=True), Column("Møte")]
    lines = list(table(columns, [["SN-007", "Fase 3 sent i gang", "i dag 10:00"]], limit=30))
    assert lines[1] == "SN-007  Fase 3 s…  i dag 10:00"
    assert all(cell_len(line) <= 30 for line in lines)


@given(st.text(max_size=40), st.integers(1, 30), st.booleans())
def test_fitted_words_take_exactly_their_columns(words: str, columns: int, right: bool) -> None:
    printable = "".join(character for character in words if character.isprintable())
    assert cell_len(fitted(printable, columns, right=right)) == columns
