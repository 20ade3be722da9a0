"""The sheets of an export: the format and the file, and to whom at the partner."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from exin_tui.language import mid_sentence, text
from exin_tui.tui.changes import Moment
from exin_tui.tui.forms.declared import YES, Field, Filled, Form, Kind, Option, Values
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.sheet import Echo

if TYPE_CHECKING:
    from exin_schema.programme import Programme
    from exin_tui.partners.exporting import Preview, Recipient
    from exin_tui.partners.manifest import Manifest
    from exin_tui.storage.database import Database

UNIT = "unit"
Send = Callable[["Database", Moment, Filled], object]


def sending_form(
    manifest: Manifest, export_id: str, found: Preview, today: dt.date, look: Look, send: Send
) -> Form:
    """Which format and file. The name says nothing of anybody."""
    from exin_tui.partners.exporting import file_name
    from exin_tui.partners.sheets import fits

    declared = next(one for one in manifest.exports if one.id == export_id)
    formats = [one for one in declared.formats if fits(found.sheet, one)]
    options = [Option(one.value, one.value) for one in formats]
    names = {one.value: file_name(manifest, export_id, today, one) for one in formats}
    first = formats[0].value if formats else ""

    def echo(typed: str, values: Values) -> Echo:
        path = Path(typed.strip()).expanduser()
        if path.suffix.lstrip(".") != values.get("format"):
            return Echo(
                text("The name should end with .{format}.", format=values.get("format", "")), good=False
            )
        if path.exists() and values.get("replace") != YES:
            return Echo(text("It is there already. Choose another name, or replace it below."), good=False)
        return Echo(text("in {folder}", folder=str(path.absolute().parent)))

    return Form(
        # a sheet outlives the open view: neither the unit nor the person stands in its title
        title=look.say(text("Write the file for {to}", to=mid_sentence(manifest.name.label))),
        fields=(
            Field(id="format", label=text("Format"), kind=Kind.CHOICE, options=options, value=first),
            Field(
                id="file", label=text("File"), value=names.get(first, ""), limit=400, required=True, echo=echo
            ),
            Field(
                id="plain", label=text("Commas, no BOM (RFC 4180)"), kind=Kind.FLAG,
                applies=lambda values: values.get("format") == "csv",
            ),
            Field(
                id="replace", label=text("Replace the file that is there"), kind=Kind.FLAG,
                applies=lambda values: Path(values.get("file", "").strip() or "-").expanduser().exists(),
            ),
        ),
        save=send,
        about=(
            text(
                "Each participant who is sent is recorded as a disclosure: {count}.",
                count=len(found.disclosed),
            ),
        ),
        submit=text("write"),
    )  # fmt: skip


def recipient_form(
    manifest: Manifest, programme: Programme, now: Recipient, found: Preview, look: Look
) -> Form:
    """To whom at the partner: one of its units, a role of the consent form, or a named person."""
    lines = [programme.consents_by_key[key] for key in manifest.consent if key in programme.consents_by_key]
    roles = [role.nb for line in lines for role in line.roles]

    def save(_database: Database, _moment: Moment, _filled: Filled) -> object:
        return None

    return Form(
        title=look.say(text("To whom at {partner}?", partner=mid_sentence(manifest.name.label))),
        fields=(
            *_unit_field(found, look),
            Field(
                id="role", label=text("Role"), value=now.role,
                hint=text("such as {role}", role=", ".join(roles) or "Kontaktperson"),
            ),
            Field(id="person", label=text("Person"), value=now.person, personal=True),
        ),
        save=save,
        submit=text("show"),
    )  # fmt: skip


def _unit_field(found: Preview, look: Look) -> Iterator[Field]:
    """Which unit, with for how many; all of them unless one is chosen.

    None while names are hidden: nobody sends to what they cannot read.
    """
    units = found.units
    if units is None or not units.all or look.screening.screened:
        return
    everybody = sum(one.participants for one in units.all) + units.unknown
    options = [Option("", text("all of them"), str(everybody))]
    options += [
        Option(str(number), one.name, str(one.participants), personal=True)
        for number, one in enumerate(units.all, start=1)
    ]
    now = str(units.all.index(found.unit) + 1) if found.unit in units.all else ""
    yield Field(id=UNIT, label=units.what, kind=Kind.CHOICE, options=options, value=now)


def unit_chosen(found: Preview, now: str, filled: Filled) -> str:
    """The key of the unit that was chosen, empty for all of them; ``now`` where none could be chosen."""
    if UNIT not in filled.fields or found.units is None:
        return now
    number = filled[UNIT]
    return found.units.all[int(number) - 1].key if number else ""
