"""``exin log``: what was changed, looked at and told, and whether anybody has tampered with it."""

from __future__ import annotations

import datetime as dt
import enum
from typing import TYPE_CHECKING

import click

from exin_tui.cli.board import open_team_database
from exin_tui.cli.commands import group, option, within
from exin_tui.cli.invocation import Refused, current
from exin_tui.cli.speaking import language, said, show, tell
from exin_tui.cli.tables import Column, table
from exin_tui.clock import OSLO
from exin_tui.language import Label, text
from exin_tui.privacy.screening import Screening

if TYPE_CHECKING:
    from exin_tui.history.reading import Change
    from exin_tui.history.told import Access, Disclosure

NUMBER = Label("ANTALL", "NUMBER")


class Kind(enum.StrEnum):
    """What the log holds."""

    CHANGE = "change"
    ACCESS = "access"
    DISCLOSURE = "disclosure"


_KINDS = {
    Kind.CHANGE: Label("endring", "change"),
    Kind.ACCESS: Label("innsyn", "access"),
    Kind.DISCLOSURE: Label("utlevering", "disclosure"),
}


@group("log", words=text("The change log: who changed what and when. Nothing in it is ever changed."))
def command() -> None:
    """Hold the commands below."""


@within(
    command,
    "verify",
    words=text(
        "Check the chain of the change log. Prints how many rows there are and the last one's mark: noted "
        "outside the database, they show later whether rows were cut off."
    ),
)
def verify() -> None:
    """Walk the chain."""
    from exin_tui.history.verifying import verify as walk

    with open_team_database(current()) as database, database.read() as connection:
        found = walk(connection)
    if not found.ok:
        raise Refused(
            text(
                "The change log is broken at row {row}: it was changed by other means than exin. "
                "Keep the database, and compare it with a backup copy.",
                row=found.first_bad,
            )
        )
    show(f"{found.count} {found.head}")
    tell(text("The change log is whole. Rows: {count}.", count=found.count))


@within(
    command,
    "show",
    words=text(
        "Print the newest of the log: what was changed (when, who, which command, which table), who looked "
        "at what and changed which key, and what was told to whom outside the team. Values are not printed."
    ),
)
@option("--last", type=click.IntRange(1, 10_000), default=40, words=text("How many."), takes=NUMBER)
@option(
    "--kind",
    type=click.Choice([kind.value for kind in Kind]),
    words=text("Only changes, only accesses (keys among them), or only disclosures."),
)
@option(
    "--screened/--unscreened",
    default=True,
    words=text("Hide to which office, prison or person of a partner (as a matter of course), or show it."),
)
def show_log(last: int, kind: str | None, screened: bool) -> None:
    """Print the newest rows, whatever their kind."""
    from exin_tui.history.reading import changes
    from exin_tui.history.told import accesses, disclosures

    wanted = [Kind(kind)] if kind else list(Kind)
    screening = Screening(screened=screened, language=language())
    rows: list[_Row] = []
    with open_team_database(current()) as database, database.read() as connection:
        if Kind.CHANGE in wanted:
            rows += [_of_change(one) for one in changes(connection, limit=last)]
        if Kind.ACCESS in wanted:
            rows += [_of_access(one) for one in accesses(connection, limit=last)]
        if Kind.DISCLOSURE in wanted:
            rows += [_of_disclosure(one, screening) for one in disclosures(connection, limit=last)]
    heads = [
        text("When"),
        text("Who"),
        text("Kind"),
        text("What"),
        text("Table or participant"),
        text("Field"),
    ]
    newest = sorted(rows, key=lambda row: row[0], reverse=True)[:last]
    for line in table([Column(said(head)) for head in heads], [cells for _, cells in newest]):
        show(line)


_Row = tuple[dt.datetime, tuple[str, ...]]
"""The moment to sort by, and the cells."""


def _of_change(one: Change) -> _Row:
    return one.at, (
        _when(one.at),
        said(one.actor),
        _kind(Kind.CHANGE),
        one.command,
        one.entity,
        one.field or one.verb,
    )


def _of_access(one: Access) -> _Row:
    return one.at, (_when(one.at), said(one.actor), _kind(Kind.ACCESS), said(one.what), said(one.code), "")


def _of_disclosure(one: Disclosure, screening: Screening) -> _Row:
    what = f"{said(one.export)} → {screening.recipient(one.recipient, one.export)}"
    return one.at, (
        _when(one.at),
        said(one.actor),
        _kind(Kind.DISCLOSURE),
        what,
        said(one.code),
        said(one.fields),
    )


def _when(moment: dt.datetime) -> str:
    return moment.astimezone(OSLO).strftime("%Y-%m-%d %H:%M")


def _kind(kind: Kind) -> str:
    return said(_KINDS[kind])
