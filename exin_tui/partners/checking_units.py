"""One unit of a partner hears of its own alone: an export to each of them, on an invented team."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from exin_tui.language import text
from exin_tui.partners.calling import PartnerManager
from exin_tui.partners.checking_exports import sent_to, units_in
from exin_tui.partners.discovery import Partner
from exin_tui.partners.exporting import Recipient, Sent
from exin_tui.partners.findings import Finding
from exin_tui.partners.manifest import ExportDecl
from exin_tui.partners.overhearing import Heard, Listening, content_of
from exin_tui.partners.trial import Trial, trial_team


def units_apart(
    partner: Partner, heard: Heard, folder: Path, forget: Callable[[Partner], object]
) -> Iterator[Finding]:
    """The file of one unit, by code that has made those of all others before, and by code that has not.

    The partner is imported anew for each (``forget``). Both make the file in turn, so that a clock or chance
    in it differs within a run as well.
    """
    folder.mkdir(exist_ok=True)
    with trial_team(partner) as trial:
        for export in trial.manifest.exports:
            units = units_in(trial, export)
            if export.columns or len(units) < 2:
                continue
            to = Recipient(unit=units[0].unit.key)
            forget(partner)
            alone = Listening([partner], heard)
            few = [_made(trial, alone, export, folder, to)]
            forget(partner)
            after = Listening([partner], heard)
            for other in (Recipient(), *(Recipient(unit=one.unit.key) for one in units[1:])):
                _made(trial, after, export, folder, other)
            many = [_made(trial, after, export, folder, to)]
            few.append(_made(trial, alone, export, folder, to))
            many.append(_made(trial, after, export, folder, to))
            if few[0] == few[1] and many[0] == many[1] and few[0] != many[0]:
                tells = text(
                    "It tells of another unit: the file of one is another after those of others were made. "
                    "Make it of the participants that it is handed."
                )
                yield Finding("canary", f"{export.id}.{export.formats[0].value}", 0, tells)


def _made(
    trial: Trial, manager: PartnerManager, export: ExportDecl, folder: Path, to: Recipient
) -> list[str]:
    path = folder / "unit"
    sent = sent_to(trial, manager, export, export.formats[0], path, to)
    made = content_of(path).splitlines() if isinstance(sent, Sent) else []
    path.unlink(missing_ok=True)
    return made
