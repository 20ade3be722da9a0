"""A partner under strain: each of its hooks made to fail, and a team of nobody, of one and of 300."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from exin_tui.language import text
from exin_tui.partners.calling import SLOW, PartnerManager
from exin_tui.partners.checking_exports import exported
from exin_tui.partners.checking_runs import WIDTH, Drawing, as_text, everything
from exin_tui.partners.discovery import Partner
from exin_tui.partners.findings import Finding
from exin_tui.partners.overhearing import listening
from exin_tui.partners.trial import trial_team

SIZES = (0, 1, 300)
_SHOWN = 3
"""Participants whose own view is looked at: one view for each of three hundred would take minutes."""


def chaos_findings(partner: Partner) -> Iterator[Finding]:
    """Each hook made to fail, in each way in which it can: the program must live, and say so."""
    if partner.manifest is None or partner.manifest.python is None:
        return
    with trial_team(partner, participants=4) as trial, listening():
        for way in WAYS:
            manager = _Failing([trial.partner], way)
            try:
                for _ in everything(trial, manager, trial.people[:1]):
                    pass
                written = list(exported(trial, manager))
            except (Exception, SystemExit) as error:  # noqa: BLE001 — whatever it is, it is the finding
                fell = text("The program falls when it raises: {error}.", error=type(error).__name__)
                yield Finding("chaos", trial.partner.id, 0, fell)
                continue
            for where in written:
                yield Finding("chaos", where, 0, text("It was written although its code had failed."))
            told = {failure.what for failure in manager.failures}
            for hook in sorted(manager.failed - told):
                yield Finding("chaos", hook, 0, text("It failed, and nobody was told."))


def _raises() -> object:
    raise ValueError


def _exits() -> object:
    raise SystemExit(3)


def _raises_late() -> Iterator[object]:
    yield from ()
    raise ValueError


def _answers_with_something_else() -> object:
    return 7


WAYS: tuple[Callable[[], object], ...] = (_raises, _exits, _raises_late, _answers_with_something_else)


class _Failing(PartnerManager):
    """Every hook that the partner has fails in one way."""

    def __init__(self, partners: Iterable[Partner], way: Callable[[], object]) -> None:
        super().__init__(partners)
        self._failing = _Fails(way)
        self.failed: set[str] = set()

    def _implementation(self, partner: Partner, hook: str) -> Any:
        if super()._implementation(partner, hook) is None:
            return None
        if hook != "exin_exports":  # asked for only when there is somebody to send
            self.failed.add(hook)
        return self._failing


class _Fails:
    argnames: tuple[str, ...] = ()

    def __init__(self, way: Callable[[], object]) -> None:
        self.function = way


def scale_findings(partner: Partner, draw: Drawing | None = None) -> tuple[Finding, ...]:
    """Nobody, one, and 300: it answers, within two seconds, and can be read on the smallest terminal."""
    return tuple(dict.fromkeys(one for size in SIZES for one in _of_size(size, partner, draw)))


def _of_size(size: int, partner: Partner, draw: Drawing | None) -> Iterator[Finding]:
    with trial_team(partner, participants=size) as trial, listening():
        manager = PartnerManager([trial.partner])
        for said in everything(trial, manager, trial.people[:_SHOWN], draw, worded=False):
            if any(len(line) > WIDTH for line in said.drawn):
                wide = text("It does not fit into {width} cells.", width=WIDTH)
                yield Finding("scale", f"{said.where} ({size})", 0, wide)
        for _ in exported(trial, manager):
            pass
        for failure in manager.failures:
            yield Finding("scale", f"{failure.what} ({size})", 0, as_text(failure.message))
        for (_, what), seconds in manager.seconds.items():
            if seconds > SLOW:
                slow = text("It took {seconds} seconds.", seconds=round(seconds, 1))
                yield Finding("scale", f"{what} ({size})", 0, slow)
