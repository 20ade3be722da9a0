"""A partner among people of whom something is missing: on the first day nothing is recorded of anybody.

Elsewhere everybody has a value of everything, so that each word can be looked for. A rule that says what is
missing would never speak there, and code that takes a value for granted would never fall.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from exin_tui.language import text
from exin_tui.partners.answers import Rule
from exin_tui.partners.calling import PartnerManager
from exin_tui.partners.checking_exports import exported
from exin_tui.partners.checking_runs import as_text, everything
from exin_tui.partners.contexts import inside
from exin_tui.partners.discovery import Partner
from exin_tui.partners.evaluating import alerts, columns
from exin_tui.partners.findings import Finding
from exin_tui.partners.overhearing import listening
from exin_tui.partners.trial import Trial, trial_team

DAYS = (-1000, -400, -90, -30, -10, 10, 30, 90, 400, 1000)
"""The rules are asked on these days too, from today: what is ahead and what is behind is another then."""


def gap_findings(partner: Partner) -> tuple[Finding, ...]:
    """Rules that the manifest lacks, and what fails where a fact, a record or a field of one is missing."""
    if partner.manifest is None or partner.manifest.python is None:
        return ()
    with trial_team(partner, gaps=True) as trial, listening():
        manager = PartnerManager([trial.partner])
        found = list(_rules_without_a_source(trial, manager))
        for _ in everything(trial, manager, trial.people, worded=False):
            pass
        for _ in exported(trial, manager):
            pass
        _on_other_days(trial, manager)
        found += [Finding("hooks", one.what, 0, as_text(one.message)) for one in manager.failures]
    return tuple(dict.fromkeys(found))


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


def _on_other_days(trial: Trial, manager: PartnerManager) -> None:
    """The rules and the columns; until one fails, since the rest would say the same."""
    with trial.database.read() as connection:
        context = inside(connection, trial.manifest, today=trial.today, programme=trial.programme)
    for days in DAYS:
        if manager.failures:
            return
        day = trial.today + dt.timedelta(days=days)
        alerts(manager, {trial.partner.id: context}, day)
        columns(manager, trial.partner.id, context, day)
