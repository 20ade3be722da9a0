"""The canary: a partner tried on people whose every word stands nowhere else.

In this order, since code may remember what it saw: everything inside the team, then every export; the same
after half of those who had consented have withdrawn, in the same run of its modules; and after all have. What
it says beside its answers is listened to all the while.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from exin_tui.language import text
from exin_tui.partners.calling import PartnerManager
from exin_tui.partners.checking_exports import RECIPIENTS, Exporting, sent_to
from exin_tui.partners.checking_leaks import Leaks, in_failures, on_screens, overheard
from exin_tui.partners.checking_runs import Drawing, everything
from exin_tui.partners.checking_units import units_apart
from exin_tui.partners.discovery import Partner
from exin_tui.partners.exporting import Sent
from exin_tui.partners.findings import Finding
from exin_tui.partners.overhearing import Heard, Listening, content_of, listening
from exin_tui.partners.sentinels import Canary
from exin_tui.partners.standings import ACTIVE, Standing
from exin_tui.partners.trial import Trial, trial_team

_MORE = (Standing.NONE, Standing.WITHDRAWN, Standing.EXPIRED, Standing.OTHER_LINE) * 3
"""Who comes beside, without a consent: nothing that goes out may tell."""


def canary_findings(partner: Partner, draw: Drawing | None = None) -> tuple[Finding, ...]:
    """Nothing of anybody without consent, and nothing outside the scope, wherever it says something."""
    found: list[Finding] = []
    with trial_team(partner) as trial, tempfile.TemporaryDirectory() as folder:
        leaks = Leaks()
        with listening() as heard, _own_modules(partner):
            for number, team in enumerate(_consents_in_turn(trial)):
                found += _round(team, heard, leaks, Path(folder) / str(number), draw, first=number == 0)
        with listening() as counting, _own_modules(partner):
            if partner.manifest is not None and partner.manifest.python is not None:
                found += _counts(partner, counting, Path(folder))
                found += units_apart(partner, counting, Path(folder), _forget)
        for one in (heard, counting):
            found += overheard(trial, leaks, one)
        found += leaks.findings()
    return tuple(dict.fromkeys(found))


def _consents_in_turn(trial: Trial) -> Iterator[Trial]:
    """As they are; then the first half has withdrawn; then everybody."""
    yield trial
    first = {one.id for one in trial.people[: len(ACTIVE)]}
    half = trial.withdrawn(lambda one: one.id in first)
    yield half
    yield half.withdrawn()


def _round(
    trial: Trial, heard: Heard, leaks: Leaks, folder: Path, draw: Drawing | None, *, first: bool
) -> Iterator[Finding]:
    """Everything inside, with a view of one participant of each standing; then every export."""
    manager = Listening([trial.partner], heard)
    for said in everything(trial, manager, _shown(trial, first=first), draw if first else None):
        on_screens(trial, leaks, said)
    yield from Exporting(trial, manager, leaks, folder).run(whole=first)
    yield from in_failures(trial, leaks, manager)


def _shown(trial: Trial, *, first: bool) -> tuple[Canary, ...]:
    """Whose own views are looked at: one of each standing, later the first and the last."""
    one_of_each = {one.standing: one for one in trial.people}
    return tuple(one_of_each.values()) if first else (trial.people[0], trial.people[-1])


@contextmanager
def _own_modules(partner: Partner) -> Iterator[None]:
    """The partner's modules as if they had never been imported; those that were are put back."""
    kept = _forget(partner)
    try:
        yield
    finally:
        _forget(partner)
        sys.modules.update(kept)


def _forget(partner: Partner) -> dict[str, ModuleType]:
    """Take the partner's modules out, with all that they remember."""
    if partner.manifest is None or partner.manifest.python is None:
        return {}
    top = partner.manifest.python.hooks.partition(".")[0]
    names = [name for name in sys.modules if name.partition(".")[0] == top]
    return {name: sys.modules.pop(name) for name in names}


def _counts(partner: Partner, heard: Heard, folder: Path) -> Iterator[Finding]:
    """The same people who may be sent, once with others beside them whom nobody may be told of.

    The partner is imported twice: one run has seen the small team, the other the large one. Both then make
    the same files, in turn, so that a clock or chance in them differs within a run as well.
    """
    with trial_team(partner) as small:
        few = _after(small, Listening([partner], heard))
        _forget(partner)
        large = small.joined_by(_MORE)
        many = _after(large, Listening([partner], heard))
        folder.mkdir(exist_ok=True)
        for export in large.manifest.exports:
            if export.columns:
                continue
            for recipient, _ in RECIPIENTS[:1]:
                made = []
                for manager in (few, many, few, many):
                    path = folder / "count"
                    sent = sent_to(large, manager, export, export.formats[0], path, recipient)
                    made.append(sorted(content_of(path).splitlines()) if isinstance(sent, Sent) else [])
                    path.unlink(missing_ok=True)
                if made[0] == made[2] and made[1] == made[3] and made[0] != made[1]:
                    tells = text(
                        "It tells of others, or how many they are: it is another file when there are more "
                        "participants without consent. Make it of the participants that it is handed."
                    )
                    yield Finding("canary", f"{export.id}.{export.formats[0].value}", 0, tells)


def _after(trial: Trial, manager: PartnerManager) -> PartnerManager:
    """The manager, when it has seen everybody."""
    for _ in everything(trial, manager, trial.people[:1], worded=False):
        pass
    return manager
