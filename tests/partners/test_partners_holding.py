"""A partner's rules, told as what holds: also what replaced one, and that one is unconfirmed."""

from __future__ import annotations

import pytest

from exin_schema.vocabulary import Certainty
from exin_tui.language import say
from exin_tui.partners.holding import rule_source, what_holds
from tests.partners.partners_team import MANIFEST, manifest

RULE = """
[[rules]]
id = "{id}"
certainty = "{certainty}"
verified = 2026-09-14
source = {{ nb = "loven", en = "the act" }}
text = {{ nb = "Slik er det.", en = "So it is." }}
"""
HELD = manifest(
    MANIFEST
    + RULE.format(id="old", certainty="P")
    + 'superseded_by = "new"\n'
    + RULE.format(id="new", certainty="A")
    + RULE.format(id="rumour", certainty="X")
)


def test_a_rule_that_was_replaced_says_by_which() -> None:
    old, new, _ = what_holds(HELD)
    assert say(old.because, "en") == "So it is. Superseded by probation.new."
    assert say(new.because, "en") == "So it is."


def test_an_unconfirmed_rule_says_that_it_is_never_computed() -> None:
    told = {why.rule.id: why.computed for why in what_holds(HELD)}
    assert told["probation.rumour"] is not None
    assert say(told["probation.rumour"], "en") == "Unconfirmed: never computed."
    assert (told["probation.old"], told["probation.new"]) == (None, None)


def test_a_rule_has_its_source_and_one_that_is_not_there_has_none() -> None:
    source = rule_source(HELD, "new")
    assert (source.id, source.source.en, source.certainty) == ("probation.new", "the act", Certainty.STATUTE)
    with pytest.raises(KeyError):
        rule_source(HELD, "nothing")
