"""A partner among people of whom something is missing: on the first day nothing is recorded of anybody.

Elsewhere everybody has a value of everything, so that each word can be looked for. A rule that says what is
missing would never speak there, and code that takes a value for granted would never fall.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from exin_tui.language import text
from exin_tui.partners.answers import Rule
from exin_tui.partners.calling import PartnerManager
from exin_tui.partners.checking_exports import Exporting
from exin_tui.partners.checking_leaks import Leaks, in_failures, on_screens, overheard
from exin_tui.partners.checking_runs import everything, rules_and_columns
from exin_tui.partners.discovery import Partner
from exin_tui.partners.findings import Finding
from exin_tui.partners.overhearing import Listening, listening
from exin_tui.partners.trial import Trial, trial_team

DAYS = (-1000, -400, -90, -30, -10, 10, 30, 90, 400, 1000)
"""The rules are asked on these days too, from today: what is ahead and what is behind is another then."""


def gap_findings(partner: Partner) -> tuple[Finding, ...]:
    """What fails or leaks where a fact, a record or a field of one is missing; rules that have no source."""
    if partner.manifest is None or partner.manifest.python is None:
        return ()
    leaks, found = Leaks(), list[Finding]()
    with trial_team(partner, gaps=True) as trial, tempfile.TemporaryDirectory() as folder:
        with listening() as heard:
            manager = Listening([trial.partner], heard)
            found += _rules_without_a_source(trial, manager)
            for said in everything(trial, manager, trial.people):
                on_screens(trial, leaks, said)
            found += Exporting(trial, manager, leaks, Path(folder) / "gaps").run(whole=False)
            for days in DAYS:
                if manager.failures:  # the rest would say the same
                    break
                day = replace(trial, today=trial.today + dt.timedelta(days=days))
                for said in rules_and_columns(day, manager):
                    on_screens(day, leaks, said)
            found += in_failures(trial, leaks, manager)
        found += overheard(trial, leaks, heard)
    return tuple(dict.fromkeys([*found, *leaks.findings()]))


def _rules_without_a_source(trial: Trial, manager: PartnerManager) -> Iterator[Finding]:
    """Each rule has its source in the manifest, also one that has nothing to say today."""
    known = [one.id for one in trial.manifest.rules]
    for answered in manager.call("exin_rules", Rule):  # type: ignore[type-abstract]
        for rule in answered.values:
            if rule.id not in known:
                missing = text(
                    "It names a rule that is not in the manifest, which has: {rules}.",
                    rules=", ".join(known) or "–",
                )
                yield Finding("hooks", "exin_rules", 0, missing)
