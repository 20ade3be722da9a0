"""A rule that betrays what kind of case it is gives its answer only while names are shown."""

from __future__ import annotations

import datetime as dt

import pytest

from exin_schema.vocabulary import Severity
from exin_tui.cli.overview_json import why_json
from exin_tui.language import Label, text
from exin_tui.partners.discovery import installed_partners
from exin_tui.partners.holding import what_holds
from exin_tui.privacy.screening import Screening
from exin_tui.programme.values import Alert, Why
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.why_lines import WITHHELD, alert_lines

TODAY = dt.date(2026, 11, 27)
MANIFESTS = [one.manifest for one in installed_partners() if one.manifest is not None]
HELD = {why.rule.id: why for manifest in MANIFESTS for why in what_holds(manifest)}


def told(why: Why, *, screened: bool) -> str:
    alert = Alert(why.rule.id, Severity.WARNING, Label("Ytelse", "Benefit"), text("Check it."), why)
    look = Look("en", TODAY, Screening(language="en", screened=screened))
    return "\n".join("".join(span.text for span in line) for line in alert_lines(alert, look, 200))


@pytest.mark.parametrize("rule", ["nav.aap", "nav.uforetrygd"])
def test_its_answer_is_withheld_on_a_shared_screen(rule: str) -> None:
    open_ = told(HELD[rule], screened=False)
    assert "folketrygdloven" in open_
    assert told(HELD[rule], screened=True).splitlines() == ["● Check it.", WITHHELD.say("en")]


def test_another_rule_is_told_in_full() -> None:
    assert "KVP" in told(HELD["nav.kvp_window"], screened=True)
    assert why_json(HELD["nav.kvp_window"], Look("en", TODAY, Screening(language="en")))["rule"]


def test_every_rule_that_names_such_a_benefit_for_somebody_is_marked() -> None:
    """A rule that lists what stops for everybody betrays nothing; one of a single benefit does."""
    marked = {key for key, why in HELD.items() if why.rule.sensitive}
    assert marked == {"nav.aap", "nav.uforetrygd"}
