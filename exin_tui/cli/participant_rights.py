"""``exin participant export|erase``: what is kept about somebody, handed to them; or deleted."""

from __future__ import annotations

from pathlib import Path

import click

from exin_tui.cli.calendar import cannot_write, may_replace
from exin_tui.cli.commands import command, option
from exin_tui.cli.invocation import Refused
from exin_tui.cli.speaking import language, said, show, tell
from exin_tui.cli.working import CODE, at_work, changes_something, takes_a_code
from exin_tui.language import Label, join, text

FILE = Label("FIL", "FILE")


@command(
    "export",
    words=text(
        "Write the participant's own copy: all that is kept about them, their plan and their appointments, "
        "who has looked, what was told to others, and what was changed. It is recorded that it was given. "
        "The file is not encrypted: hand it over, and delete it."
    ),
)
@takes_a_code
@option(
    "-o", "--output", type=click.Path(path_type=Path), required=True,
    words=text("Where to write it: .md to be read, .json as it is stored."), takes=FILE,
)  # fmt: skip
@option(
    "--with-address", is_flag=True,
    words=text("A protected address and meeting places too. That they were opened is recorded."),
)  # fmt: skip
@option("--force", is_flag=True, words=text("Write over a file that is there."))
def export(code: str, output: Path, with_address: bool, force: bool) -> None:
    """Read and write."""
    from exin_tui.caseload.own_copy import SUFFIXES, write_copy

    if output.suffix.lower() not in SUFFIXES:
        raise Refused(
            text("Write {file} with the ending {endings}.", file=output.name, endings=join(SUFFIXES))
        )
    with at_work(as_json=False, dry_run=False) as work:
        database, participant_id, _ = work.participant(code)
        replace = True if force else may_replace(output)
        try:
            copied = write_copy(
                database,
                participant_id,
                output,
                labels=work.board.labels,
                language=language(),
                with_address=with_address,
                replace=replace,
                **work.acting,
            )
        except OSError as error:
            raise cannot_write(output, error) from None
    show(str(copied.path))
    tell(text("Written, and recorded as given to the participant. Delete the file when it is handed over."))


@command(
    "erase",
    words=text(
        "Delete all that is kept about a participant, and make what the change log says of them unreadable. "
        "It cannot be undone. Asks for the case code; with --dry-run: what would go and what would remain."
    ),
)
@takes_a_code
@option("--confirm", default="", words=text("The case code once more, instead of the question."), takes=CODE)
@changes_something
def erase(code: str, confirm: str, as_json: bool, dry_run: bool) -> None:
    """Say what remains, ask, delete."""
    from exin_tui.caseload.erasure import erase_participant, what_remains

    wanted = code.strip().upper()
    with at_work(as_json=as_json, dry_run=dry_run) as work:
        database, participant_id, version = work.participant(wanted)
        with database.read() as connection:
            means = what_remains(
                connection,
                participant_id,
                today=work.acting["today"],
                programme=work.acting["programme"],
            )
        if not as_json:
            tell(text("Rows about {code} that are deleted: {number}", number=means.rows, code=wanted))
            if means.private_contacts:
                number = means.private_contacts
                tell(text("Contacts without an agency that nobody else has go too: {number}", number=number))
            tell(
                text(
                    "What remains: lines of the change log, unreadable but for who, when and which command "
                    "({changes}); records of what was told to others ({disclosures}); backup copies made "
                    "earlier.",
                    changes=means.changes,
                    disclosures=means.disclosures,
                )
            )
            if means.to_tell:
                tell(text("They do not know yet that it ends: {partners}", partners=join(means.to_tell)))
        if not dry_run:
            _sure(wanted, confirm)
        answer = erase_participant(database, participant_id, version, **work.acting)
        work.settle(answer, text("Erased: {code}.", code=wanted))


def _sure(code: str, confirm: str) -> None:
    """Raise `Refused` unless the code was written once more."""
    if not confirm:
        question = said(text("Write {code} to erase it. It cannot be undone", code=code))
        confirm = click.prompt(question, default="", show_default=False, err=True)
    if confirm.strip().upper() != code:
        raise Refused(text("Nothing was erased."))
