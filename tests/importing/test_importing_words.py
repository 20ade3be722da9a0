"""Words in cells: choices in either language, yes and no, and numbers that must never come in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exin_schema.vocabulary import Phase, SecurityLevel
from exin_tui.importing.cells import Value, column_index, letter
from exin_tui.importing.columns import Kind
from exin_tui.importing.file_sheets import layouts
from exin_tui.importing.headings import heading_words
from exin_tui.importing.participant_columns import LEVELS, PHASES
from exin_tui.importing.problems import SHOWN, BadCell, shorten
from exin_tui.importing.read_words import plain_words, read_text, read_yes_no
from exin_tui.privacy.identity_number import holds_identity_number, masked
from exin_tui.privacy.sanitise import is_clean
from tests.importing.lists import IDENTITY_NUMBER, PROGRAMME, with_check_digits


@pytest.mark.parametrize("phase", list(Phase))
def test_a_phase_is_known_by_number_key_and_either_name(phase: Phase) -> None:
    ways: list[Value] = [
        phase.number,
        float(phase.number),
        f"Fase {phase.number}",
        f"{phase.number} – {phase.label.nb}",
        phase.value,
        phase.label.nb.upper(),
        f"  {phase.label.en} ",
    ]
    assert {PHASES.read(way) for way in ways} == {phase.value}


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("Høy", "high"),
        ("lavere", "lower"),
        ("§12", "section_12"),
        ("EK", "ek"),
        ("fotlenke", "ek"),
        ("ute", "out"),
    ],
)
def test_a_security_level_is_known_by_its_usual_short_names(written: str, level: str) -> None:
    assert LEVELS.read(written) == level


def test_what_is_no_choice_is_refused_with_the_choices() -> None:
    with pytest.raises(BadCell) as refused:
        LEVELS.read("middels")
    said = refused.value.message.say("en")
    assert all(level.label.en in said for level in SecurityLevel)


@pytest.mark.parametrize("yes", ["ja", "Ja ", "x", "X", "yes", "true", "1", 1, 1.0, True, "✓"])
def test_yes_is_said_in_many_ways(yes: Value) -> None:
    assert read_yes_no(yes) is True


@pytest.mark.parametrize("no", ["nei", "No", "false", 0, False, "usant"])
def test_no_is_said_in_many_ways(no: Value) -> None:
    assert read_yes_no(no) is False


@pytest.mark.parametrize("neither", ["kanskje", "2", "?", 3])
def test_what_is_neither_yes_nor_no_is_refused(neither: Value) -> None:
    with pytest.raises(BadCell):
        read_yes_no(neither)


def test_a_case_story_does_not_fit_a_cell() -> None:
    with pytest.raises(BadCell) as refused:
        read_text("ord " * 200)
    assert "A case story does not belong here" in refused.value.message.say("en")


def test_no_heading_means_two_columns_of_one_list() -> None:
    for layout in layouts(PROGRAMME).values():
        seen: dict[str, str] = {}
        for column in layout.columns:
            for words in heading_words(column):
                assert seen.setdefault(words, column.key) == column.key, (layout.kind, words)


def test_every_sheet_name_means_one_kind() -> None:
    names = [name for kind in Kind for name in layouts(PROGRAMME)[kind].names]
    assert len(names) == len(set(names))
    assert all(plain_words(name) == name for name in names)


def test_headings_are_compared_without_case_blanks_and_punctuation() -> None:
    assert plain_words("  2/3‑Tid : ") == plain_words("2/3-tid") == "2/3 tid"


@pytest.mark.parametrize(
    "written",
    [
        IDENTITY_NUMBER,
        int(with_check_digits("919900000")),
        f"{IDENTITY_NUMBER[:6]} {IDENTITY_NUMBER[6:]}",
        f"{IDENTITY_NUMBER[:6]}-{IDENTITY_NUMBER[6:]}",
        f"{IDENTITY_NUMBER[:6]} {IDENTITY_NUMBER[6:9]} {IDENTITY_NUMBER[9:]}",
        f"fnr: {IDENTITY_NUMBER}, gammelt",
        float(with_check_digits("919900000")),
    ],
)
def test_a_national_identity_number_is_found_however_it_is_written(written: object) -> None:
    assert holds_identity_number(written)


def test_a_number_cell_that_lost_its_leading_zero_is_found() -> None:
    unassigned = with_check_digits("020185801")  # no individual number 801 was given out for 1985
    assert unassigned.startswith("0")
    assert holds_identity_number(int(unassigned))


@pytest.mark.parametrize(
    "written",
    [
        "+47 400 00 000",
        "22 00 00 00",
        "01.12.2026 09.30",
        "SN-014",
        46357,
        4740000000,
        "00000000000",
        "+" + IDENTITY_NUMBER,
    ],
)
def test_phone_numbers_dates_and_codes_are_not_taken_for_one(written: object) -> None:
    assert not holds_identity_number(written)


@given(st.integers(0, 10**9 - 1), st.integers(1, 9))
def test_one_wrong_digit_makes_it_another_number(start: int, by: int) -> None:
    digits = f"{start:09}"
    try:
        number = with_check_digits(digits)
    except ValueError:
        return
    if len(number) != 11 or not start:
        return
    assert holds_identity_number(number)
    wrong = number[:-1] + str((int(number[-1]) + by) % 10)
    assert not holds_identity_number(wrong)


def test_a_refused_number_is_not_repeated() -> None:
    assert masked(IDENTITY_NUMBER) == shorten(f"  {IDENTITY_NUMBER}") == "•" * 11


@given(st.text(max_size=300))
def test_a_shown_value_is_short_and_safe(value: str) -> None:
    shown = shorten(value)
    assert len(shown) <= SHOWN
    assert is_clean(shown)


@given(st.integers(0, 18_277))
def test_column_letters_go_both_ways(index: int) -> None:
    assert column_index(letter(index)) == index


def test_column_letters_are_those_of_the_spreadsheet() -> None:
    assert [letter(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.parametrize("value", ["12345678901", "123456 78901", "ring 12345678901 først"])
def test_eleven_digits_are_never_repeated_whatever_their_check_digits(value: str) -> None:
    from exin_tui.importing.problems import CellProblem, Place, shorten
    from exin_tui.language import text

    problem = CellProblem(Place("Deltakere", 2, "A"), shorten(value), text("Write yes or no."))
    said = problem.say("nb")
    assert "•" * 11 in said
    assert "78901" not in said
    assert "Aldri fødselsnummer" in said


def test_an_unknown_phase_is_told_that_the_number_will_do() -> None:
    from exin_tui.importing.participant_columns import PHASES
    from exin_tui.importing.problems import BadCell

    with pytest.raises(BadCell) as caught:
        PHASES.read("7")
    assert caught.value.message.say("nb").startswith("Skriv en av: en fase fra 1 til 6")
    assert [PHASES.read(str(number)) for number in range(1, 7)]
