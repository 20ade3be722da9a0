"""Sends to a partner what the consents of the day open, recorded as disclosures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from exin_schema.programme import Programme
from exin_schema.vocabulary import Language
from exin_tui.language import Sayable, join, mid_sentence, text
from exin_tui.partners.building import build
from exin_tui.partners.calling import PartnerManager
from exin_tui.partners.contexts import Disclosed, LeftOut, Outgoing, outbound
from exin_tui.partners.discovery import Partner
from exin_tui.partners.enabling import switched_off
from exin_tui.partners.export_columns import allowed_columns, rows_of, words_of
from exin_tui.partners.manifest import ExportDecl, ExportFormat, Manifest
from exin_tui.partners.outbound_context import OutboundContext
from exin_tui.partners.problems import not_declared
from exin_tui.partners.sheets import Document, Sheet, as_file, fits, worded
from exin_tui.privacy.private_file import write_private
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom at the partner: a role or a named person, else the agency at large; and about whom."""

    role: str = ""
    person: str = ""
    only: str = ""
    """The id of the one participant whom it is about; empty: everybody whose consent opens it."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Exactly what will be sent, to whom, and who is left out. For the team's own eyes."""

    to: Sayable
    sheet: Sheet | Document
    disclosed: tuple[Disclosed, ...]
    left_out: tuple[LeftOut, ...]
    """Without an active consent that is wide enough, or with nothing of this to send."""


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
    recipient: Recipient = Recipient(),
    manager: PartnerManager | None = None,
) -> Preview | Refusal:
    """What the export would send today. ``manager`` calls the Python where the export needs it.

    Refused for a partner that was switched off since, an export that it does not have, or that its Python
    fails to build.
    """
    manifest = partner.declares
    with database.read() as connection:
        found = _before_building(connection, partner, export_id, recipient, today, programme)
    if isinstance(found, Refusal | Preview):
        return found
    if not found.disclosed:  # nobody to build for
        return _nobody(manifest, export_id, recipient, found)
    words = words_of(manifest, language)
    context = OutboundContext(found.participants, today, language, words)
    built = build(manager or PartnerManager([partner]), partner, export_id, context)
    if isinstance(built, Refusal):
        return built
    if not (built.rows if isinstance(built, Sheet) else built.content):
        return _nobody(manifest, export_id, recipient, found)
    return Preview(_to(manifest, recipient), built, found.disclosed, found.left_out)


def _nobody(manifest: Manifest, export_id: str, recipient: Recipient, found: Outgoing) -> Preview:
    """Nothing is sent: nobody may be, or the partner's Python makes nothing of those who may."""
    export = next(one for one in manifest.exports if one.id == export_id)
    empty = (LeftOut(one.participant_id, one.code, _NOTHING_TO_SEND) for one in found.disclosed)
    return Preview(_to(manifest, recipient), Sheet(export.title, (), (), ()), (), (*found.left_out, *empty))


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
    recipient: Recipient = Recipient(),
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
    written = False
    try:
        with database.write(command=f"{manifest.id}.export", now=now, actor=actor) as door:
            current = _before_building(door.connection, partner, export_id, recipient, today, programme)
            if isinstance(current, Refusal):
                return current
            if _differs(wanted, current):
                return _CHANGED
            _record(door, manifest, export_id, recipient, wanted)
            # Last, and inside: a file that cannot be written takes the disclosures back.
            write_private(path, content, replace=replace)
            written = True
        return Sent(path, len(wanted.disclosed))
    except FileExistsError:
        return _there_already(path)
    except BaseException:
        if written:
            path.unlink(missing_ok=True)
        raise


def _differs(seen: Preview, current: Preview | Outgoing) -> bool:
    """Somebody wrote since: what Python built hangs on all that it was handed."""
    if isinstance(current, Preview):
        return (seen.sheet, seen.disclosed) != (current.sheet, current.disclosed)
    return seen.disclosed != current.disclosed


def _before_building(
    connection: Connection,
    partner: Partner,
    export_id: str,
    recipient: Recipient,
    today: dt.date,
    programme: Programme,
) -> Preview | Outgoing | Refusal:
    """The whole preview of an export that is data, and whom Python may be handed for another."""
    manifest = partner.declares
    if switched_off(connection, partner):
        off = text("{partner} has been switched off. Nothing was written.", partner=partner.name)
        return Refusal("partner_off", off)
    export = manifest.export(export_id)
    if export is None:
        return Refusal("partner_unknown", not_declared(manifest.key(export_id), manifest.exports))
    context = outbound(
        connection, manifest, today=today, programme=programme,
        role=recipient.role, person=recipient.person, only=recipient.only,
    )  # fmt: skip
    return _preview(manifest, export, context, recipient) if export.columns else context


def _to(manifest: Manifest, recipient: Recipient) -> Sayable:
    return said_to(manifest, recipient.role, recipient.person)


def said_to(manifest: Manifest, role: str, person: str) -> Sayable:
    """To whom, in words; ``person`` as it may be said where they stand."""
    return join((mid_sentence(manifest.name.label), *(one for one in (role, person) if one)))


def _preview(manifest: Manifest, export: ExportDecl, context: Outgoing, recipient: Recipient) -> Preview:
    rows: list[tuple[object, ...]] = []
    with_rows: list[Disclosed] = []
    left_out = list(context.left_out)
    for one in context.disclosed:
        own = list(rows_of(one.participant, export, manifest))
        rows += own
        if own:
            with_rows.append(one)
        else:
            left_out.append(LeftOut(one.participant_id, one.code, _NOTHING_TO_SEND))
    for column in reversed(export.sort):
        place = export.columns.index(column)
        rows.sort(key=lambda row: worded(row[place], "nb").casefold())
    heads = allowed_columns(export, manifest)
    sheet = Sheet(
        title=export.title,
        keys=export.columns,
        heads=tuple(heads[column] for column in export.columns),
        rows=tuple(rows),
    )
    return Preview(_to(manifest, recipient), sheet, tuple(with_rows), tuple(left_out))


_NOTHING_TO_SEND = text("nothing of this to send")
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
    if not fits(found.sheet, kind):
        return Refusal("export_format", text("It was built as text, which is written as Markdown (md)."))
    if not found.disclosed:
        return Refusal(
            "export_nobody", text("Nobody has a consent that covers this today. Nothing was written.")
        )
    return None
