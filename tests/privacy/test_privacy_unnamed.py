"""A participant's own name in what somebody typed becomes the alias."""

from __future__ import annotations

import pytest

from exin_tui.caseload.models import Person
from exin_tui.privacy.unnamed import unnamed

JONAS = Person("1", "SN-007", "Furu", "Jonas Li Berg")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ring Jonas i dag", "ring Furu i dag"),
        ("JONAS' nøkler", "Furu' nøkler"),
        ("hente jonass post hos Berg", "hente Furus post hos Furu"),
        ("besøk i Bergen", "besøk i Bergen"),
        ("Li ringer, og li på det", "Furu ringer, og li på det"),
        ("ring NAV", "ring NAV"),
        ("ring\x1b[2J Jonas", "ring Furu"),
    ],
)
def test_the_name_is_taken_out_and_nothing_else(typed: str, said: str) -> None:
    assert unnamed(typed, JONAS) == said


def test_without_a_person_it_stays_as_it_was_typed() -> None:
    assert unnamed("ring Jonas", None) == "ring Jonas"


def test_a_name_full_of_signs_does_no_harm() -> None:
    assert unnamed("ring (A+ i dag", Person("1", "SN-1", "Furu", "(A+ .*")) == "ring (A+ i dag"
