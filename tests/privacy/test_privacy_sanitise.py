"""No control sequence that came from data reaches a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exin_tui.privacy.sanitise import is_clean, one_line, several_lines


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Åse [/b] O'Hara‑Øy", "Åse [/b] O'Hara‑Øy"),
        ("\x1b]52;c;cGF3bmVk\x07Ola", "Ola"),
        ("\x9b2JKari", "Kari"),
        ("Bjørg Ås\x1b[31m", "Bjørg Ås"),
        ("\x1b]0;tittel\x1b\\Mo", "Mo"),
        ("\x1b]52;c;uten slutt", "]52;c;uten slutt"),
        ("halv\x1b[", "halv["),
        ("a\x00b\x7fc", "abc"),
        ("to\nlinjer\tog tab", "to linjer og tab"),
        ("ende\u202eabc\u200b", "endeabc"),
        ("👩🏽‍🚒 brann", "👩🏽‍🚒 brann"),
        ("e\u0301", "e\u0301"),
        ("\ud800x", "x"),
    ],
)
def test_a_line_keeps_its_letters_and_loses_its_controls(value: str, shown: str) -> None:
    assert one_line(value) == shown


def test_a_note_keeps_its_line_breaks() -> None:
    assert several_lines("en\r\nto\x1b[2J\rtre") == "en\nto\ntre"


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_left(value: str) -> None:
    clean = one_line(value)
    assert not any(unicodedata.category(character) == "Cc" for character in clean)
    assert not set(clean) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b")


@given(st.text())
def test_cleaning_twice_changes_nothing_more(value: str) -> None:
    once = one_line(value)
    assert one_line(once) == once
    assert is_clean(once)
    assert is_clean(value) == (value == once)
