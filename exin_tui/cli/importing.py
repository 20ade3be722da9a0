"""``exin import``: the team's own list, from Excel or CSV."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from exin_tui.cli.board import Board, open_board
from exin_tui.cli.calendar import may_replace
from exin_tui.cli.commands import argument, option
from exin_tui.cli.commands import command as declare
from exin_tui.cli.invocation import Invocation, Refused, current
from exin_tui.cli.partner_found import database_if_any, partners_known
from exin_tui.cli.speaking import language, said, show, tell
from exin_tui.cli.tables import Column, table
from exin_tui.language import Label, join, text

if TYPE_CHECKING:
    from exin_tui.importing.added_columns import Added
    from exin_tui.importing.columns import AnyKind
    from exin_tui.importing.report import ImportReport
    from exin_tui.partners.discovery import Partner

BAD_CELLS = 3
"""The exit code of an import that was refused for its cells."""
FILE = Label("FIL", "FILE")
KIND = Label("SLAG", "KIND")


@declare(
    "import",
    words=text(
        "Read the team's list: a workbook with sheets, or one CSV file of each kind. All or nothing: while "
        "one cell cannot be taken, nothing is written, and every such cell is listed (exit code 3). Reading "
        "the same list again changes nothing; a changed list updates by case code. The facts of enabled "
        "partners are columns of the participants, by their labels, and their records sheets."
    ),
)
@argument(
    "file",
    type=click.Path(path_type=Path),
    required=False,
    words=text("The list, .xlsx or .csv."),
    takes=FILE,
)
@option(
    "--kind",
    words=text(
        "What a CSV file lists, when its headings do not say it: team, participants, contacts, meetings, or "
        "records of a partner, such as prison.leave."
    ),
    takes=KIND,
)
@option("--dry-run", is_flag=True, words=text("Check and count; write nothing."))
@option(
    "--template",
    type=click.Path(path_type=Path),
    words=text("Write the empty workbook to fill in, and exit."),
    takes=Label("FIL.xlsx", "FILE.xlsx"),
)
@option("--force", is_flag=True, words=text("With --template: write over a file that is there."))
def command(file: Path | None, kind: str | None, dry_run: bool, template: Path | None, force: bool) -> None:
    """Write the template, or take a list in."""
    if template is not None:
        if file is not None:
            raise Refused(text("--template writes a workbook; it takes no list to read."), exit_code=2)
        _write_template(template, force=force)
        return
    if force:
        raise Refused(text("--force goes with --template only: a list is never forced in."), exit_code=2)
    if file is None:
        raise Refused(
            text("Name the list to read, or write an empty one with --template FILE.xlsx."), exit_code=2
        )
    invocation = current()
    with open_board(invocation) as board:
        report = _taken_in(board, invocation, file, kind, dry_run=dry_run)
    _tell(report)


def _write_template(path: Path, *, force: bool) -> None:
    from exin_tui.cli.import_columns import partners_columns
    from exin_tui.importing.template import write_template
    from exin_tui.partners.answered import approvals_in
    from exin_tui.partners.extend import extend

    overwrite = force or may_replace(path)
    invocation = current()
    partners: tuple[Partner, ...] = ()
    if not invocation.without_partners().all:
        with database_if_any(invocation) as database:
            partners = partners_known(invocation, approvals_in(database) if database else {})
    added = partners_columns(partners, {one.id for one in partners if one.active}, today=invocation.today)
    programme = extend(invocation.programme(), partners)
    write_template(path, language(), programme, added, overwrite=overwrite)
    tell(text("The empty workbook is {file}. Fill it in, then “exin import {file}”.", file=str(path)))


def _added(board: Board, invocation: Invocation) -> Added:
    """The columns of the partners' facts, and of partners that take no part, to refuse them."""
    from exin_tui.cli.import_columns import partners_columns
    from exin_tui.partners.answered import read_approvals
    from exin_tui.partners.leftovers import load_leftovers

    with board.database.read() as connection:
        approvals = read_approvals(connection)
        stored = [one.partner for one in load_leftovers(connection, ())]
    return partners_columns(
        partners_known(invocation, approvals, left_out=False),
        {one.id for one in board.partners if one.active},
        today=invocation.today,
        stored=stored,
    )


def _taken_in(
    board: Board, invocation: Invocation, file: Path, kind: str | None, *, dry_run: bool
) -> ImportReport:
    from exin_tui.importing.import_file import import_file

    added = _added(board, invocation)

    def run(progress: Callable[[int, int], None] | None) -> ImportReport:
        return import_file(
            board.database,
            file,
            kind=_kind(kind, added),
            dry_run=dry_run,
            today=invocation.today,
            now=invocation.now,
            programme=board.programme,
            added=added,
            progress=progress,
        )

    if not sys.stderr.isatty():
        return run(None)
    return _with_bar(run)


def _with_bar(run: Callable[[Callable[[int, int], None]], ImportReport]) -> ImportReport:
    """Show a progress bar on stderr as soon as progress is told, which short lists do not."""
    bars: list[Any] = []

    def progress(done: int, whole: int) -> None:
        if not bars:
            bar = click.progressbar(length=whole, label=said(text("Reading the list")), file=sys.stderr)
            bars.append(bar.__enter__())
        bars[0].update(done - bars[0].pos)

    try:
        return run(progress)
    finally:
        for bar in bars:
            bar.render_finish()


def _kind(word: str | None, added: Added) -> AnyKind | None:
    """The kind of list that was named. Raises `Refused`, which names those that there are."""
    from exin_tui.importing.added_lists import kind_of
    from exin_tui.importing.columns import Kind

    if word is None:
        return None
    known: dict[str, AnyKind] = {kind.value: kind for kind in Kind}
    known |= {one.key: kind_of(one) for one in added.lists}
    if word not in known:
        names = join(list(known))
        raise Refused(
            text("There is no list of the kind {kind}. There are: {known}.", kind=word, known=names),
            exit_code=2,
        )
    return known[word]


def _tell(report: ImportReport) -> None:
    """Counts on stdout, notes on stderr. Raises `Refused` with exit code 3 when cells stand in the way."""
    from exin_tui.importing.columns import AddedKind

    for note in report.notes:
        tell(note)
    if report.refused:
        for problem in report.problems:
            show(problem.say(language()))
        raise Refused(
            text(
                "Cells that cannot be taken: {count}. Nothing was written. Put them right, and import again.",
                count=len(report.problems),
            ),
            exit_code=BAD_CELLS,
        )
    heads = [text("List"), text("New"), text("Changed"), text("As before")]
    columns = [Column(said(head), right=index > 0) for index, head in enumerate(heads)]
    rows = [
        (said(kind), str(tally.added), str(tally.updated), str(tally.unchanged))
        for kind, tally in report.tallies.items()
    ]
    for line in table(columns, rows):
        show(line)
    for new in report.new_codes:
        show(f"{said(new.place)}: {said(new.code)} {said(new.alias)}")
    if any(tally.added for kind, tally in report.tallies.items() if isinstance(kind, AddedKind)):
        tell(
            text(
                "No task is opened for records of a list, since most are of the past. Pick those that are "
                "needed, such as for a leave to come, with r on the participant."
            )
        )
    if report.dry_run:
        tell(text("Nothing was written: this was a trial."))
    elif not report.written:
        tell(text("Nothing had changed."))
