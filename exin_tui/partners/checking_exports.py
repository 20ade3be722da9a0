"""Sends every export of a partner on an invented team, to the agency, to a role and to a person."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from exin_schema.tables import disclosure
from exin_tui.language import say, text
from exin_tui.partners.calling import PartnerManager
from exin_tui.partners.checking_leaks import Leaks, in_error, in_export
from exin_tui.partners.checking_runs import LANGUAGES, as_text
from exin_tui.partners.exporting import Recipient, Sent, file_name, send
from exin_tui.partners.findings import Finding
from exin_tui.partners.manifest import ExportDecl, ExportFormat
from exin_tui.partners.overhearing import content_of
from exin_tui.partners.standings import OPEN, Standing
from exin_tui.partners.trial import Trial
from exin_tui.partners.trial_people import PERSON, ROLE
from exin_tui.programme.values import Refusal

_AUTHORS_FAULT = frozenset({"export_failed", "export_format"})
RECIPIENTS = (
    (Recipient(), OPEN),
    (Recipient(role=ROLE), OPEN | {Standing.ROLE_ONLY}),
    (Recipient(person=PERSON), OPEN | {Standing.PERSON_ONLY}),
)


@dataclass(frozen=True, slots=True)
class Exporting:
    """One round of exports, into a folder of its own."""

    trial: Trial
    manager: PartnerManager
    leaks: Leaks
    folder: Path

    def run(self, *, whole: bool = True) -> Iterator[Finding]:
        """Every export, in its formats (else in its first one), to each kind of recipient."""
        self.folder.mkdir()
        for export in self.trial.manifest.exports:
            for place, kind in enumerate(export.formats if whole else export.formats[:1]):
                for recipient, open_to in RECIPIENTS if place == 0 else RECIPIENTS[:1]:
                    yield from self._one(export, kind, recipient, open_to)

    def _one(
        self, export: ExportDecl, kind: ExportFormat, recipient: Recipient, open_to: frozenset[Standing]
    ) -> Iterator[Finding]:
        trial, where = self.trial, f"{export.id}.{kind.value}"
        name = file_name(trial.manifest, export.id, trial.today, kind)
        path = self.folder / name
        before = self._disclosed()
        sent = sent_to(trial, self.manager, export, kind, path, recipient)
        disclosed = self._disclosed()[len(before) :]
        allowed = {one.id for one in trial.people if one.standing in open_to}
        if isinstance(sent, Refusal):
            in_error(trial, self.leaks, where, _said(sent.message))
            if sent.code in _AUTHORS_FAULT:
                yield Finding("export", where, 0, as_text(sent.message))
        else:
            in_export(trial, self.leaks, export, open_to, f"{name}\n{content_of(path)}", where)
        in_error(trial, self.leaks, where, "\n".join(fields for _, fields in disclosed))
        told = {who for who, _ in disclosed}
        if not told <= allowed or (isinstance(sent, Sent) and sent.participants != len(told)):
            yield Finding("canary", where, 0, text("Others were sent than have a consent that covers it."))
        if not allowed and (isinstance(sent, Sent) or path.exists()):
            late = text("It was written after every consent was withdrawn.")
            yield Finding("canary", where, 0, late)
        path.unlink(missing_ok=True)
        for left in self.folder.iterdir():
            in_error(trial, self.leaks, where, f"{left.name}\n{content_of(left)}")

    def _disclosed(self) -> list[tuple[str, str]]:
        with self.trial.database.read() as connection:
            rows = connection.execute(
                select(disclosure.c.participant_id, disclosure.c.fields).order_by(disclosure.c.id)
            )
            return [(row.participant_id, row.fields) for row in rows]


def sent_to(
    trial: Trial,
    manager: PartnerManager,
    export: ExportDecl,
    kind: ExportFormat,
    path: Path,
    recipient: Recipient,
) -> Sent | Refusal:
    """Write one export."""
    return send(
        trial.database,
        trial.partner,
        export.id,
        path,
        kind,
        today=trial.today,
        now=trial.now,
        programme=trial.programme,
        language="nb",
        recipient=recipient,
        manager=manager,
    )


def exported(trial: Trial, manager: PartnerManager) -> Iterator[str]:
    """The exports that Python builds and that were written, each made once."""
    with tempfile.TemporaryDirectory() as folder:
        for export in trial.manifest.exports:
            if not export.columns:
                path = Path(folder) / export.id
                sent = sent_to(trial, manager, export, export.formats[0], path, Recipient())
                if isinstance(sent, Sent) or path.exists():
                    yield export.id


def _said(message: object) -> str:
    return "\n".join(say(message, language) for language in LANGUAGES)
