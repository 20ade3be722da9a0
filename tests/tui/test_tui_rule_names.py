"""The answer to "why?" names its rule in words: an id says nothing to whoever asks."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from exin_schema.programme_file import load_programme
from exin_schema.vocabulary import Label, Language
from exin_tui.language import text
from exin_tui.partners.discovery import installed_partners
from exin_tui.partners.holding import what_holds
from exin_tui.privacy.screening import Screening
from exin_tui.programme.values import Why
from exin_tui.tui.ink import words
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.why_lines import source_lines
from tests.tui.builder import TODAY, WHY
from tests.tui.still_app import StillApp

PROGRAMME = load_programme()


def said(why: Why, language: Language) -> str:
    look = Look(language, TODAY, Screening(language=language))
    return " ".join(" ".join(words(line) for line in source_lines(why, look, 120)).split())


@pytest.mark.parametrize("rule", PROGRAMME.rules, ids=lambda rule: str(rule.id))
def test_the_programmes_rules_are_named_and_their_ids_are_not_said(rule: object) -> None:
    why = Why(text("because"), rule)  # type: ignore[arg-type]
    assert f"Regel {why.rule.name.nb} Kilde" in said(why, "nb")  # type: ignore[union-attr]
    assert f"Rule {why.rule.name.en} Source" in said(why, "en")  # type: ignore[union-attr]


def test_a_partners_rule_is_its_own_sentence_which_is_not_said_twice() -> None:
    partner = next(one for one in installed_partners() if one.id == "prison")
    assert partner.manifest is not None
    half = next(why for why in what_holds(partner.manifest) if why.rule.id == "prison.half_time")
    assert "Regel" not in said(half, "nb")
    elsewhere = Why(Label("Han kan.", "He can."), half.rule)
    assert "Regel Utenfor fengsel på vilkår fra halv tid" in said(elsewhere, "nb")


@pytest.mark.parametrize(
    ("months", "after", "loud"), [(12, 365, False), (12, 366, True), (6, 181, False), (6, 182, True)]
)
def test_a_rule_that_was_verified_long_ago_says_so(months: int, after: int, loud: bool) -> None:
    rule = PROGRAMME.rule("capacity")
    assert rule.verified is not None
    today = rule.verified + dt.timedelta(days=after)
    look = Look("en", today, Screening(language="en"), stale_months=months)
    [*_, last] = source_lines(Why(text("because"), rule), look, 120)
    assert words(last).endswith(f"14 Sep 2026, more than {months} months ago" if loud else "14 Sep 2026")
    assert (last[-1].ink == "soon") is loud


def test_the_screens_take_the_months_from_the_programme() -> None:
    app = StillApp()
    offsets = msgspec.structs.replace(app.programme.offsets, rule_stale_months=3)
    app.programme = msgspec.structs.replace(app.programme, offsets=offsets)
    assert app.look.stale_months == 3


def test_a_rule_without_a_name_is_still_told_by_its_id() -> None:
    nameless = msgspec.structs.replace(WHY.rule, name=None)
    assert f"Rule {WHY.rule.id} Source" in said(Why(WHY.because, nameless), "en")
