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
from exin_tui.partners.exporting import Recipient, Sent, file_name, opened, send
from exin_tui.partners.findings import Finding
from exin_tui.partners.manifest import ExportDecl, ExportFormat
from exin_tui.partners.opening import ANYBODY, Preview
from exin_tui.partners.overhearing import content_of
from exin_tui.partners.standings import OPEN, Standing
from exin_tui.partners.trial import Trial
from exin_tui.partners.trial_people import PERSON, ROLE
from exin_tui.partners.units import Unit, key_of
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
            for one in units_in(self.trial, export):
                to = Recipient(unit=one.unit.key)
                yield from self._one(export, export.formats[0], to, OPEN, one.people)

    def _one(
        self,
        export: ExportDecl,
        kind: ExportFormat,
        recipient: Recipient,
        open_to: frozenset[Standing],
        within: frozenset[str] | None = None,
    ) -> Iterator[Finding]:
        """``within``: the ids of those of the unit, where it goes to one."""
        trial, where = self.trial, f"{export.id}.{kind.value}"
        name = file_name(trial.manifest, export.id, trial.today, kind)
        path = self.folder / name
        before = self._disclosed()
        sent = sent_to(trial, self.manager, export, kind, path, recipient)
        disclosed = self._disclosed()[len(before) :]
        allowed = {one.id for one in trial.people if one.standing in open_to}
        allowed = allowed if within is None else allowed & within
        if isinstance(sent, Refusal):
            in_error(trial, self.leaks, where, _said(sent.message))
            if sent.code in _AUTHORS_FAULT:
                yield Finding("export", where, 0, as_text(sent.message))
        else:
            made = f"{name}\n{content_of(path)}"
            in_export(trial, self.leaks, export, open_to, made, where, within)
        in_error(trial, self.leaks, where, "\n".join(fields for _, fields in disclosed))
        told = {who for who, _ in disclosed}
        if not told <= allowed or (isinstance(sent, Sent) and sent.participants != len(told)):
            others = text("Others were sent than have a consent that covers it.")
            elsewhere = text("Others were sent than those of the unit.")
            yield Finding("canary", where, 0, others if within is None else elsewhere)
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


@dataclass(frozen=True, slots=True)
class UnitOfTrial:
    """A unit to which an export may go, and the ids of those who belong there."""

    unit: Unit
    people: frozenset[str]


def units_in(trial: Trial, export: ExportDecl) -> list[UnitOfTrial]:
    """The units of an export today; none of one that goes to the partner as a whole."""
    with trial.database.read() as connection:
        found = opened(connection, trial.partner, export.id, ANYBODY, trial.today, trial.programme)
    if isinstance(found, Refusal) or found.units is None:
        return []
    disclosed = found.disclosed if isinstance(found, Preview) else found.outgoing.disclosed
    return [
        UnitOfTrial(
            unit,
            frozenset(
                one.participant_id
                for one in disclosed
                if key_of(one.participant, export, trial.manifest) == unit.key
            ),
        )
        for unit in found.units.all
    ]


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
