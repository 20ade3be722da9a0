"""Sentences are said in a language only when they reach a person."""

from __future__ import annotations

import datetime as dt

import pytest

from exin_schema.vocabulary import Phase
from exin_tui import language
from exin_tui.language import Text, choose_language, join, say, text

PO = r"""
msgid ""
msgstr ""
"Language: nb\n"

msgid "{who} moves on {day} to {phase}"
msgstr "{who} går {day} til {phase}"

#, fuzzy
msgid "not sure"
msgstr "usikker"

msgid ""
"long "
"sentence"
msgstr ""
"lang "
"setning"
"""


@pytest.fixture
def norwegian(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = dict(language._entries(PO))
    monkeypatch.setattr(language, "catalogue", lambda: entries)


@pytest.mark.usefixtures("norwegian")
def test_values_are_said_in_the_same_language_as_their_sentence() -> None:
    sentence = text(
        "{who} moves on {day} to {phase}", who="KN", day=dt.date(2026, 12, 9), phase=Phase.PRE_RELEASE
    )
    assert sentence.say("nb") == "KN går on. 9. des. 2026 til Før løslatelse"
    assert sentence.say("en") == "KN moves on Wed 9 Dec 2026 to Before release"


@pytest.mark.usefixtures("norwegian")
def test_a_sentence_over_several_lines_is_found_and_a_fuzzy_one_is_not() -> None:
    assert text("long sentence").say("nb") == "lang setning"
    assert text("not sure").say("nb") == "not sure"


def test_data_in_a_sentence_loses_its_control_characters() -> None:
    assert text("{who}!", who="Åse \x1b]52;c;x\x07[/b]\u202e").say("en") == "Åse [/b]!"


def test_data_with_braces_is_not_a_hole() -> None:
    assert text("{who}", who="{other}").say("en") == "{other}"


def test_equal_sentences_are_equal_values() -> None:
    assert text("{n} left", n=3) == Text("{n} left", (("n", 3),))
    assert text("{n} left", n=3) != text("{n} left", n=4)


def test_joined_values_are_each_said() -> None:
    assert join([Phase.INTAKE, "KN", 3], " · ").say("nb") == "Inntak · KN · 3"
    assert say(Phase.INTAKE, "en") == "Intake"


@pytest.mark.parametrize(
    ("asked", "configured", "locale", "expected"),
    [
        ("en", "nb", "nb_NO.UTF-8", "en"),
        (None, "en", "nb_NO.UTF-8", "en"),
        (None, None, "nn_NO.UTF-8", "nb"),
        (None, None, "en_GB.UTF-8", "en"),
        (None, None, "de_DE", "nb"),
        (None, None, "C", "nb"),
        (None, None, None, "nb"),
        ("no", "en", None, "nb"),
    ],
)
def test_the_nearest_wish_decides_the_language(
    asked: str | None, configured: str | None, locale: str | None, expected: str
) -> None:
    assert choose_language(asked, configured, locale) == expected
