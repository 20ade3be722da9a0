"""The words that stand for participants are many, short, single, and label nobody."""

from __future__ import annotations

import random
import re

from exin_tui.caseload.roster import Roster
from exin_tui.demo.names import _FAMILY, _GIVEN, Names
from exin_tui.privacy.aliases import WORDS, numbered
from exin_tui.privacy.sanitise import is_clean

COMMON_NAMES = """
Bjørk Ask Linnea Iris Rosa Viola Heidi Stein Bjørn Erle Hauk Falk Sol Storm Marit Dahlia Jasmin Vega Lykke Lin
Berg Dahl Haug Lie Moen Strand Lund Vik Foss Bakke Solberg Hagen Holm Lunde Sund Myhre Eng
"""
TEASING = """
And Gås Gris Esel Sau Ape Rotte Slange Rev Gjøk Skjære Gribb Høne Kylling Skarv Kaie Tosk Torsk Hare Snegle
"""


def test_there_are_at_least_four_hundred_and_each_stands_once() -> None:
    assert len(WORDS) >= 400
    assert len({word.casefold() for word in WORDS}) == len(WORDS)


def test_each_is_one_short_capitalised_word() -> None:
    assert [word for word in WORDS if not re.fullmatch(r"[A-ZÆØÅ][a-zæøå]{2,8}", word)] == []
    assert all(is_clean(word) for word in WORDS)


def test_none_is_a_common_name_or_a_word_to_tease_with() -> None:
    assert set(WORDS) & {*COMMON_NAMES.split(), *TEASING.split()} == set()
    assert set(WORDS) & {*_GIVEN.split(), *_FAMILY.split()} == set()


def roster(rng: random.Random) -> Roster:
    return Roster("SN", caseworkers={}, codes=set(), aliases=set(), rng=rng)


def test_an_alias_is_never_one_that_is_taken() -> None:
    team = roster(random.Random(7))  # noqa: S311 — the same each time
    dealt = [team.next_alias() for _ in WORDS]
    assert sorted(dealt) == sorted(WORDS)
    assert team.next_alias() in numbered(2)


def test_aliases_are_drawn_and_not_dealt_in_order() -> None:
    assert {roster(random.SystemRandom()).next_alias() for _ in range(30)} != {WORDS[0]}


def test_invented_people_have_names_of_their_own() -> None:
    names = Names(random.Random(7))  # noqa: S311 — the same each time
    drawn = [names.draw() for _ in range(500)]
    assert len(set(drawn)) == 500
