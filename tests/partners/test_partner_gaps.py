"""A partner is tried on people of whom nothing, or not everything, is recorded; and on other days."""

from __future__ import annotations

from pathlib import Path

import pytest

from exin_tui.partners.checking import check_partner
from exin_tui.partners.contexts import inside
from exin_tui.partners.discovery import Partner, PartnerState
from exin_tui.partners.reading import read_manifest
from exin_tui.partners.trial import trial_team
from tests.cli.conftest import own_folders  # noqa: F401
from tests.partners.test_partner_author import ALL, change, clean, made, said  # noqa: F401

RULE = "left = days_left(participant, today)"

LONG = "Alert(Severity.WARNING, Label('ingen avtale er inngått ennå', 'none'), sentence('a', 'b'))"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            RULE,
            f"participant.facts['agreed_until']; {RULE}",
            "rule agreement_ends: KeyError in hooks.py, line 40",
        ),
        (
            RULE,
            f"{RULE}\n        if left is None:\n            yield {LONG}",
            "rule agreement_ends: A label is longer than 19 characters.",
        ),
        (
            RULE,
            f"{RULE}\n        if (participant.release_date - today).days < -300:\n            return nothing",
            "NameError in hooks.py, line 42: there is no “nothing”",
        ),
        (
            'id = "agreement_ends"\n',
            'id = "agreement_end"\n',
            "exin_rules: It names a rule that is not in the manifest, which has: agreement_ends.",
        ),
        (
            'one.facts.get("agreed_until"), one.code',
            'one.facts["agreed_until"], one.code',
            "KeyError in hooks.py",
        ),
    ],
)
def test_what_fails_where_nothing_is_recorded_is_found(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    found = made(tmp_path, *ALL)
    change(found.folder / "hooks.py", old, new)
    report = check_partner(found.project)
    assert expected in said(report)
    assert not report.passed


def test_a_team_with_gaps_has_everything_of_some_and_nothing_of_others(tmp_path: Path) -> None:
    found = made(tmp_path, *ALL)
    manifest = read_manifest(found.folder / "partner.toml").manifest
    partner = Partner("natteravnene", "test", found.folder, PartnerState.ACTIVE, manifest)
    with trial_team(partner, gaps=True) as trial, trial.database.read() as connection:
        context = inside(connection, trial.manifest, today=trial.today, programme=trial.programme)
    recorded = {len(one.facts) for one in context.participants}
    assert recorded == {0, 1}
