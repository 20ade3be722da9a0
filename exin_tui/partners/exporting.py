"""Sends a table to a partner: what the consents of the day open, recorded as disclosures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from exin_schema.programme import Programme
from exin_schema.vocabulary import Language
from exin_tui.language import Label, Sayable, join, text
from exin_tui.partners.contexts import Disclosed, LeftOut, outbound
from exin_tui.partners.manifest import ExportDecl, ExportFormat, FactDecl, FieldType, Manifest
from exin_tui.partners.scope import FIELDS
from exin_tui.partners.sheets import Sheet, as_file
from exin_tui.privacy.private_file import write_private
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom at the partner: a role or a named person, else the agency at large."""

    role: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """Exactly what will be sent, to whom, and who is left out. For the team's own eyes."""

    to: Sayable
    sheet: Sheet
    disclosed: tuple[Disclosed, ...]
    left_out: tuple[LeftOut, ...]
    """Without an active consent that is wide enough."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What was written, and for how many."""

    path: Path
    participants: int


def preview(
    connection: Connection,
    manifest: Manifest,
    export_id: str,
    *,
    today: dt.date,
    programme: Programme,
    recipient: Recipient = Recipient(),
) -> Preview | Refusal:
    """What the export would send today. Refused for an export that the manifest does not have."""
    export = next((one for one in manifest.exports if one.id == export_id), None)
    if export is None:
        return Refusal("partner_unknown", text("The partner has no {key}.", key=manifest.key(export_id)))
    context = outbound(
        connection, manifest, today=today, programme=programme, role=recipient.role, person=recipient.person
    )
    to = (manifest.name.label, *(one for one in (recipient.role, recipient.person) if one))
    return Preview(join(to), _sheet(manifest, export, context.disclosed), context.disclosed, context.left_out)


def send(
    database: Database,
    manifest: Manifest,
    export_id: str,
    path: Path,
    kind: ExportFormat,
    *,
    today: dt.date,
    now: dt.datetime,
    programme: Programme,
    language: Language,
    recipient: Recipient = Recipient(),
    replace: bool = False,
    plain_csv: bool = False,
    seen: Sheet | None = None,
    actor: str | None = None,
) -> Sent | Refusal:
    """Write the export to ``path``, 0600, whole or not at all, and record each disclosure with its consents.

    The consents are read in the transaction that records the disclosure: a withdrawal of a moment ago bites.
    ``seen`` is the table that somebody said yes to: nothing else is written than what was seen. Refused: an
    unknown export or format, nobody to send, a file that is there already (unless ``replace``).
    Raises OSError when the folder cannot be written; then nothing is recorded.
    """
    if path.exists() and not replace:
        return _there_already(path)
    written = False
    try:
        with database.write(command=f"{manifest.id}.export", now=now, actor=actor) as door:
            found = preview(
                door.connection, manifest, export_id, today=today, programme=programme, recipient=recipient
            )
            if isinstance(found, Refusal):
                return found
            refusal = _refused(manifest, export_id, kind, found)
            if refusal is not None:
                return refusal
            if seen is not None and found.sheet != seen:
                return _CHANGED
            _record(door, manifest, export_id, recipient, found)
            content = as_file(found.sheet, kind, language, plain_csv=plain_csv)
            # Last, and inside: a file that cannot be written takes the disclosures back.
            write_private(path, content, replace=replace)
            written = True
        return Sent(path, len(found.disclosed))
    except FileExistsError:
        return _there_already(path)
    except BaseException:
        if written:
            path.unlink(missing_ok=True)
        raise


_CHANGED = Refusal(
    "export_changed",
    text("What would be sent has changed since it was shown. Nothing was written: look again."),
)


def _record(door: Door, manifest: Manifest, export_id: str, recipient: Recipient, found: Preview) -> None:
    to = " ".join(one for one in (manifest.id, recipient.role, recipient.person) if one)
    for one in found.disclosed:
        door.disclosure(
            participant_id=one.participant_id,
            recipient=to,
            export=manifest.key(export_id),
            fields=found.sheet.keys,
            consents=one.consents,
        )


def _there_already(path: Path) -> Refusal:
    message = text("{path} is there already. Choose another name, or let it be replaced.", path=str(path))
    return Refusal("export_exists", message, overridable=True)


def file_name(manifest: Manifest, export_id: str, today: dt.date, kind: ExportFormat) -> str:
    """``nav-service_message-2026-11-27.csv``: names nobody."""
    return f"{manifest.id}-{export_id}-{today.isoformat()}.{kind.value}"


def _refused(manifest: Manifest, export_id: str, kind: ExportFormat, found: Preview) -> Refusal | None:
    formats = next(one.formats for one in manifest.exports if one.id == export_id)
    if kind not in formats:
        names = ", ".join(formats)
        return Refusal("export_format", text("This export is made as: {names}.", names=names))
    if not found.disclosed:
        return Refusal(
            "export_nobody", text("Nobody has a consent that covers this today. Nothing was written.")
        )
    return None


def _sheet(manifest: Manifest, export: ExportDecl, disclosed: tuple[Disclosed, ...]) -> Sheet:
    facts = {fact.id: fact for fact in manifest.facts}
    heads = [facts[column].name.label if column in facts else FIELDS[column] for column in export.columns]
    return Sheet(
        title=export.name.label if export.name else Label(export.id, export.id),
        keys=export.columns,
        heads=tuple(heads),
        rows=tuple(
            tuple(_cell(one, column, facts.get(column)) for column in export.columns) for one in disclosed
        ),
    )


def _cell(one: Disclosed, column: str, fact: FactDecl | None) -> object:
    if fact is None:
        return one.participant.field(column)
    value = one.participant.facts.get(column)
    if fact.type is FieldType.CHOICE:
        return next((choice.name.label for choice in fact.choices if choice.id == value), value)
    return value
