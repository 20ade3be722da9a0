"""Sends to a partner what the consents of the day open, recorded as disclosures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from exin_schema.programme import Programme
from exin_schema.vocabulary import Language
from exin_tui.language import say, text
from exin_tui.partners.answered import switched_off
from exin_tui.partners.building import build
from exin_tui.partners.calling import PartnerManager
from exin_tui.partners.contexts import outbound
from exin_tui.partners.discovery import Partner
from exin_tui.partners.export_columns import rows_of, words_of
from exin_tui.partners.manifest import ExportFormat, Manifest
from exin_tui.partners.opening import (
    ANYBODY,
    Opened,
    Preview,
    Recipient,
    preview_of,
    to_whom,
    without_anything,
)
from exin_tui.partners.outbound_context import OutboundContext
from exin_tui.partners.problems import not_declared
from exin_tui.partners.sheets import Document, Sheet, as_file, fits
from exin_tui.partners.units import UNKNOWN, only_of, refused, units_of
from exin_tui.privacy.private_file import written_as_recorded
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door

__all__ = ["Preview", "Recipient", "Sent", "file_name", "opened", "preview", "send"]


@dataclass(frozen=True, slots=True)
class Sent:
    """What was written, and for how many."""

    path: Path
    participants: int


def preview(
    database: Database,
    partner: Partner,
    export_id: str,
    *,
    today: dt.date,
    programme: Programme,
    language: Language,
    recipient: Recipient = ANYBODY,
    manager: PartnerManager | None = None,
) -> Preview | Refusal:
    """What the export would send today. ``manager`` calls the Python where the export needs it.

    Refused for a partner that was switched off since, an export that it does not have, or that its Python
    fails to build, and a unit to which nobody goes.
    """
    manifest = partner.declares
    with database.read() as connection:
        found = opened(connection, partner, export_id, recipient, today, programme)
    if isinstance(found, Refusal | Preview):
        return found
    outgoing = found.outgoing
    to = to_whom(manifest, recipient, found.unit)
    sheet: Sheet | Document | None = None
    if outgoing.disclosed:  # otherwise there is nobody to build for
        words = words_of(manifest, language)
        context = OutboundContext(outgoing.participants, today, language, words)
        built = build(manager or PartnerManager([partner]), partner, export_id, context)
        if isinstance(built, Refusal):
            return built
        sheet = built if (built.rows if isinstance(built, Sheet) else built.content) else None
    if sheet is None:
        nothing = without_anything(outgoing, lambda _: False)
        empty = Sheet(found.export.title, (), (), ())
        return Preview(to, empty, (), nothing.left_out, found.units, found.unit)
    return Preview(to, sheet, outgoing.disclosed, outgoing.left_out, found.units, found.unit)


def opened(
    connection: Connection,
    partner: Partner,
    export_id: str,
    recipient: Recipient,
    today: dt.date,
    programme: Programme,
) -> Preview | Opened | Refusal:
    """The whole preview of an export that is data, and whom Python may be handed for another."""
    manifest = partner.declares
    if switched_off(connection, partner):
        off = text("{partner} has been switched off. Nothing was written.", partner=partner.name)
        return Refusal("partner_off", off)
    export = manifest.export(export_id)
    if export is None:
        return Refusal("partner_unknown", not_declared(manifest.key(export_id), manifest.exports))
    outgoing = outbound(
        connection, manifest, today=today, programme=programme,
        role=recipient.role, person=recipient.person, only=recipient.only,
    )  # fmt: skip
    if export.columns:
        outgoing = without_anything(outgoing, lambda one: any(rows_of(one, export, manifest)))
    units = units_of(outgoing, export, manifest)
    unit = None
    if recipient.unit:
        unit = units.named(recipient.unit) if units else None
        if unit is None:
            return refused(units, recipient.unit)
        outgoing = only_of(outgoing, unit, export, manifest)
    found = Opened(export, outgoing, units, unit)
    return preview_of(manifest, found, recipient) if export.columns else found


def send(
    database: Database,
    partner: Partner,
    export_id: str,
    path: Path,
    kind: ExportFormat,
    *,
    today: dt.date,
    now: dt.datetime,
    programme: Programme,
    language: Language,
    recipient: Recipient = ANYBODY,
    replace: bool = False,
    plain_csv: bool = False,
    seen: Preview | None = None,
    manager: PartnerManager | None = None,
    actor: str | None = None,
) -> Sent | Refusal:
    """Write the export to ``path``, 0600, whole or not at all, and record each disclosure with its consents.

    The consents are read in the transaction that records the disclosure: a withdrawal of a moment ago bites.
    ``seen`` is what somebody said yes to: nothing else is written than what was seen. Refused: an unknown
    export or format, a partner that was switched off since, nobody to send, a file that is there already
    (unless ``replace``), Python that fails.
    Raises OSError when the folder cannot be written; then nothing is recorded.
    """
    manifest = partner.declares
    if path.exists() and not replace:
        return _there_already(path)
    wanted = seen
    if wanted is None:
        found = preview(
            database, partner, export_id, today=today, programme=programme, language=language,
            recipient=recipient, manager=manager,
        )  # fmt: skip
        if isinstance(found, Refusal):
            return found
        wanted = found
    refusal = _refused(manifest, export_id, kind, wanted)
    if refusal is not None:
        return refusal
    content = as_file(wanted.sheet, kind, language, plain_csv=plain_csv)
    try:
        with (
            written_as_recorded(path, replace=replace) as write,
            database.write(command=f"{manifest.id}.export", now=now, actor=actor) as door,
        ):
            current = opened(door.connection, partner, export_id, recipient, today, programme)
            if isinstance(current, Refusal):
                return _CHANGED if current.code == UNKNOWN else current
            if _differs(wanted, current):
                return _CHANGED
            _record(door, manifest, export_id, recipient, wanted)
            # Last, and inside: a file that cannot be written takes the disclosures back.
            write(content)
        return Sent(path, len(wanted.disclosed))
    except FileExistsError:
        return _there_already(path)


def _differs(seen: Preview, current: Preview | Opened) -> bool:
    """Somebody wrote since: what Python built hangs on all that it was handed."""
    if isinstance(current, Preview):
        return (seen.sheet, seen.disclosed) != (current.sheet, current.disclosed)
    return seen.disclosed != current.outgoing.disclosed


_CHANGED = Refusal(
    "export_changed",
    text("What would be sent has changed since it was shown. Nothing was written: look again."),
)


def _record(door: Door, manifest: Manifest, export_id: str, recipient: Recipient, found: Preview) -> None:
    unit = say(found.unit.name, "nb") if found.unit else ""
    to = " ".join(one for one in (manifest.id, unit, recipient.role, recipient.person) if one)
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
    """``nav-service_message-2026-11-27.csv``: names nobody, and no unit: a prison's tells where they are."""
    return f"{manifest.id}-{export_id}-{today.isoformat()}.{kind.value}"


def _refused(manifest: Manifest, export_id: str, kind: ExportFormat, found: Preview) -> Refusal | None:
    formats = next(one.formats for one in manifest.exports if one.id == export_id)
    if kind not in formats:
        names = ", ".join(formats)
        return Refusal("export_format", text("This export is made as: {names}.", names=names))
    if not fits(found.sheet, kind):
        return Refusal("export_format", text("It was built as text, which is written as Markdown (md)."))
    if not found.disclosed:
        return Refusal(
            "export_nobody", text("Nobody has a consent that covers this today. Nothing was written.")
        )
    return None
