"""What an export would send, to whom at the partner: before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from exin_tui.language import Sayable, join, mid_sentence, text
from exin_tui.partners.contexts import Disclosed, LeftOut, Outgoing
from exin_tui.partners.export_columns import allowed_columns, rows_of
from exin_tui.partners.manifest import ExportDecl, Manifest
from exin_tui.partners.participant import Participant
from exin_tui.partners.sheets import Document, Sheet, worded
from exin_tui.partners.units import Unit, Units


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom at the partner: a role or a named person, else the agency at large; and about whom."""

    role: str = ""
    person: str = ""
    only: str = ""
    """The id of the one participant whom it is about; empty: everybody whose consent opens it."""
    unit: str = ""
    """The unit to which it goes, by its key or its name; empty: the partner as a whole."""


ANYBODY = Recipient()
"""The partner at large, about everybody."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Exactly what will be sent, to whom, and who is left out. For the team's own eyes."""

    to: Sayable
    """With the unit, the role and the person: a screen that others see says `to_at_large`."""
    sheet: Sheet | Document
    disclosed: tuple[Disclosed, ...]
    left_out: tuple[LeftOut, ...]
    """Without an active consent that is wide enough, with nothing of this to send, or of another unit."""
    units: Units | None = None
    """How many could go to which unit; None for an export that has none."""
    unit: Unit | None = None
    """The one that it goes to, where one was chosen."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Whom an export that Python builds may be handed."""

    export: ExportDecl
    outgoing: Outgoing
    units: Units | None
    unit: Unit | None


def without_anything(outgoing: Outgoing, has_some: Callable[[Participant], bool]) -> Outgoing:
    """Who has nothing of this to send is left out."""
    some = tuple(one for one in outgoing.disclosed if has_some(one.participant))
    ids = {one.participant_id for one in some}
    none = (
        LeftOut(one.participant_id, one.code, _NOTHING_TO_SEND)
        for one in outgoing.disclosed
        if one.participant_id not in ids
    )
    return Outgoing(some, (*outgoing.left_out, *none), outgoing.today)


def to_whom(manifest: Manifest, recipient: Recipient, unit: Unit | None) -> Sayable:
    """The partner, and the unit, the role and the person where it is narrowed to them."""
    narrower = (unit.name if unit else "", recipient.role, recipient.person)
    return join((to_at_large(manifest), *(one for one in narrower if one)))


def to_at_large(manifest: Manifest) -> Sayable:
    """The partner as the one to whom something is sent, without which part of it."""
    return mid_sentence(manifest.name.label)


def preview_of(manifest: Manifest, found: Opened, recipient: Recipient) -> Preview:
    """Every row of an export that is data."""
    outgoing, export = found.outgoing, found.export
    rows = [row for one in outgoing.participants for row in rows_of(one, export, manifest)]
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
    to = to_whom(manifest, recipient, found.unit)
    return Preview(to, sheet, outgoing.disclosed, outgoing.left_out, found.units, found.unit)


_NOTHING_TO_SEND = text("nothing of this to send")
