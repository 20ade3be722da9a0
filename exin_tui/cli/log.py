"""``exin log``: the change log, and whether anybody has tampered with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from exin_tui.cli.board import open_team_database
from exin_tui.cli.commands import group, option, within
from exin_tui.cli.invocation import Refused, current
from exin_tui.cli.speaking import said, show, tell
from exin_tui.cli.tables import Column, table
from exin_tui.clock import OSLO
from exin_tui.language import Label, text

if TYPE_CHECKING:
    from exin_tui.history.reading import Change

NUMBER = Label("ANTALL", "NUMBER")


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
    tell(text("The change log is whole: {count} rows.", count=found.count))


@within(
    command,
    "show",
    words=text("Print the newest changes: when, who, what was done, in which table. Values are not printed."),
)
@option("--last", type=click.IntRange(1, 10_000), default=40, words=text("How many."), takes=NUMBER)
def show_log(last: int) -> None:
    """Print the newest rows."""
    from exin_tui.history.reading import changes

    with open_team_database(current()) as database, database.read() as connection:
        newest = changes(connection, limit=last)
    heads = [text("Number"), text("When"), text("Who"), text("Command"), text("Table"), text("Field")]
    for line in table([Column(said(head)) for head in heads], [_row(one) for one in newest]):
        show(line)


def _row(one: Change) -> tuple[str, ...]:
    when = one.at.astimezone(OSLO).strftime("%Y-%m-%d %H:%M")
    return (str(one.id), when, said(one.actor), one.command, one.entity, one.field or one.verb)
