"""``exin partner export``: what the consents open, to a file for a partner, after it was looked at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from exin_tui.cli.board import Board, open_board
from exin_tui.cli.calendar import cannot_write, may_replace
from exin_tui.cli.commands import argument, option
from exin_tui.cli.commands import command as declare
from exin_tui.cli.invocation import Refused, current
from exin_tui.cli.speaking import language, said, show, tell
from exin_tui.language import Label, join, text

if TYPE_CHECKING:
    from exin_tui.partners.exporting import Preview
    from exin_tui.partners.manifest import ExportFormat, Manifest

FORMATS = ("csv", "xlsx", "md", "json")


@declare(
    "export",
    words=text(
        "Write what the consents of today open to a partner. What will be sent, to whom and who is left out "
        "is shown first, on stderr; then it asks. Each participant who is sent is recorded as a disclosure."
    ),
)
@argument("partner_id", words=text("The partner's id; exin partner list has them."), takes=Label("ID", "ID"))
@argument(
    "export_id",
    words=text("Which export; exin partner show ID has them."),
    takes=Label("EKSPORT", "EXPORT"),
)
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    words=text("The file. Otherwise a name that names nobody, in the current folder."),
    takes=Label("FIL", "FILE"),
)
@option("--format", "kind", type=click.Choice(FORMATS), words=text("Otherwise as the file's name says."))
@option(
    "--rfc4180", is_flag=True, words=text("CSV with commas and without a BOM, not for a Norwegian Excel.")
)
@option(
    "--to",
    "unit",
    words=text(
        "To this office, prison or other unit only, with its own participants alone, where the export has "
        "units. Without it, for how many each of them would be is shown; which they are, with --unscreened."
    ),
    takes=Label("ENHET", "UNIT"),
)
@option("--role", default="", words=text("To this role at the partner only."), takes=Label("ROLLE", "ROLE"))
@option("--person", default="", words=text("To this person only."), takes=Label("NAVN", "NAME"))
@option(
    "--participant",
    "code",
    default="",
    words=text("About this participant only, by case code."),
    takes=Label("KODE", "CODE"),
)
@option("--dry-run", is_flag=True, words=text("Show what would be sent; write and record nothing."))
@option(
    "--unscreened", is_flag=True, words=text("Show the rows themselves, names and units too, before asking.")
)
@option("--yes", is_flag=True, words=text("Do not ask."))
@option("--force", is_flag=True, words=text("Write over a file that is there."))
def command(
    partner_id: str,
    export_id: str,
    output: Path | None,
    kind: str | None,
    rfc4180: bool,
    unit: str | None,
    role: str,
    person: str,
    code: str,
    dry_run: bool,
    unscreened: bool,
    yes: bool,
    force: bool,
) -> None:
    """Preview, ask, send."""
    from exin_tui.cli.partner_found import asking, taking_part, the_partner
    from exin_tui.partners.exporting import Recipient, file_name, preview, send
    from exin_tui.partners.units import UNKNOWN
    from exin_tui.programme.values import Refusal

    invocation = current()
    with open_board(invocation) as board:
        partner = the_partner(board.partners, partner_id)
        manifest = taking_part(partner)
        to = Recipient(role.strip(), person.strip(), _only(board, code), _unit(unit))
        manager = asking([partner])
        found = preview(
            board.database,
            partner,
            export_id,
            today=invocation.today,
            programme=board.programme,
            language=language(),
            recipient=to,
            manager=manager,
        )
        if isinstance(found, Refusal):
            raise Refused(found.message if unscreened or found.code != UNKNOWN else _UNNAMED)
        chosen = _format(manifest, export_id, kind, output)
        path = output or Path(file_name(manifest, export_id, invocation.today, chosen))
        _tell_preview(found, path, unscreened=unscreened)
        _tell_roles(board, manifest, to.role)
        if dry_run:
            tell(text("Nothing was written: this was a trial."))
            return
        _sure(found, yes=yes)
        replace = True if force else may_replace(path)
        try:
            sent = send(
                board.database,
                partner,
                export_id,
                path,
                chosen,
                today=invocation.today,
                now=invocation.now,
                programme=board.programme,
                language=language(),
                recipient=to,
                replace=replace,
                plain_csv=rfc4180,
                seen=found,
                manager=manager,
            )
        except OSError as error:
            raise cannot_write(path, error) from None
        if isinstance(sent, Refusal):
            raise Refused(sent.message)
        show(str(sent.path))
        tell(
            text(
                "Written for {to}, and recorded as disclosed: {count}.", to=found.to, count=sent.participants
            )
        )


_UNNAMED = text(
    "Nobody who may be sent goes to the unit after --to. With --unscreened it is said which there are."
)
"""A shared screen does not say where the participants are."""


def _unit(asked: str | None) -> str:
    """The unit that was named; empty for none. Raises `Refused` for a blank: it would go to everybody."""
    if asked is not None and not asked.strip():
        raise Refused(text("Write to which unit after --to, or leave it out to send to all of them."))
    return (asked or "").strip()


def _only(board: Board, code: str) -> str:
    """The id of the one whom it is about; empty for everybody. Raises `Refused` for an unknown code."""
    from exin_tui.cli.partner_found import active_id

    if not code.strip():
        return ""
    with board.database.read() as connection:
        return active_id(connection, code)


def _format(manifest: Manifest, export_id: str, kind: str | None, output: Path | None) -> ExportFormat:
    """What was asked for, else what the file's name says, else the export's first. Raises `Refused`."""
    from exin_tui.partners.manifest import ExportFormat

    formats = next(one.formats for one in manifest.exports if one.id == export_id)
    asked = kind or (output.suffix.lstrip(".").lower() if output else formats[0].value)
    if asked not in formats:
        names = ", ".join(formats)
        raise Refused(text("This export is made as: {names}. Choose with --format.", names=names))
    return ExportFormat(asked)


def _tell_preview(found: Preview, path: Path, *, unscreened: bool) -> None:
    """For the team's own eyes, on stderr: codes, never a name unless they were asked for."""
    from exin_tui.partners.sheets import Sheet
    from exin_tui.privacy.screening import Screening

    tell(text("{export}, to {to}", export=found.sheet.title, to=found.to))
    tell(text("File: {file}", file=str(path)))
    if isinstance(found.sheet, Sheet):
        tell(text("Columns: {columns}", columns=join(list(found.sheet.heads))))
        tell(text("Rows: {count}", count=len(found.sheet.rows)))
    else:
        tell(text("Built from: {fields}", fields=join(list(found.sheet.keys))))
    if found.units is not None and (found.units.all or found.units.unknown):
        hidden = "" if unscreened else Screening(language=language()).hidden
        tell(text("{what}: {counted}.", what=found.units.what, counted=found.units.counted(hidden)))
        if found.units.all and found.unit is None:
            tell(text("With --to one of them is sent its own alone; --unscreened says which they are."))
    codes = join([one.code for one in found.disclosed] or ["–"])
    tell(text("Sent ({count}): {codes}", count=len(found.disclosed), codes=codes))
    for one in found.left_out:
        tell(text("Left out: {code}, {why}", code=one.code, why=one.why))
    if unscreened and not isinstance(found.sheet, Sheet):
        content = found.sheet.content
        for line in content.splitlines() if isinstance(content, str) else ():
            tell(line)
    elif unscreened and isinstance(found.sheet, Sheet):
        from exin_tui.cli.tables import Column, table
        from exin_tui.partners.sheets import worded

        rows = [[worded(cell, language()) for cell in row] for row in found.sheet.rows]
        for line in table([Column(said(head)) for head in found.sheet.heads], rows):
            tell(line)


def _tell_roles(board: Board, manifest: Manifest, role: str) -> None:
    """When no consent names the role: for which roles there are some. A person's name is not said here."""
    from sqlalchemy import select

    from exin_schema.tables import consent

    if not role:
        return
    with board.database.read() as connection:
        named = select(consent.c.role).where(
            consent.c.line.in_(manifest.consent), consent.c.role != "", consent.c.withdrawn_on.is_(None)
        )
        roles = sorted(set(connection.execute(named).scalars()))
    if role not in roles:
        known = join(roles or ["–"])
        tell(text("No consent is narrowed to the role “{role}”. There are: {known}.", role=role, known=known))


def _sure(found: Preview, *, yes: bool) -> None:
    """Ask; no is the default. Raises `Refused` for a no, and before asking when there is nobody to send."""
    if not found.disclosed:
        raise Refused(text("Nobody has a consent that covers this today. Nothing was written."))
    if not yes and not click.confirm(said(text("Write the file?")), default=False, err=True):
        raise Refused(text("Nothing was done."))
