"""A partner's own widget, tried on invented people: is it declared, and does it stand?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from exin_tui.language import text
from exin_tui.partners.calling import PartnerManager
from exin_tui.partners.discovery import Partner
from exin_tui.partners.drawing import WIDGET, widget_of
from exin_tui.partners.findings import Finding
from exin_tui.partners.trial import trial_team

OnStage = Callable[[Callable[[], object]], BaseException | None]
"""Runs a widget for a moment and types on it; answers with what it raised. Only the screens have one."""


def widget_findings(partner: Partner, on_stage: OnStage | None) -> Iterator[Finding]:
    """What is wrong with the widget, or with saying that there is one."""
    manifest = partner.manifest
    if manifest is None or manifest.python is None:
        if manifest is not None and manifest.pane is not None:
            yield _undrawn()
        return
    with trial_team(partner, participants=4) as trial:
        manager = PartnerManager([partner])
        has = manager.answers(partner, WIDGET)
        broken = manager.last_failure(partner.id, "import")
        if broken is not None:
            yield Finding("hooks", broken.what, 0, broken.message)
        elif has and manifest.pane is None:
            message = text("The manifest does not say what its pane is called: pane = { nb = …, en = … }.")
            yield Finding("hooks", WIDGET, 0, message)
        elif manifest.pane is not None and not has:
            yield _undrawn()
        elif has:
            with trial.database.read() as connection:
                drawn = widget_of(manager, partner, connection, today=trial.today, programme=trial.programme)
            error = on_stage(drawn.make) if on_stage is not None and drawn.make is not None else None
            failure = manager.failed_since(partner, WIDGET, error) if error is not None else drawn.failure
            if failure is not None:
                yield Finding("hooks", WIDGET, 0, failure.message)


def _undrawn() -> Finding:
    return Finding("hooks", "partner.toml", 0, text("It has a pane, and no hook exin_widget that fills it."))
