"""``exin`` itself: the global options, and the commands by name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from exin_tui.cli.commands import Later, LazyGroup, option
from exin_tui.cli.days import DAY
from exin_tui.cli.invocation import Invocation
from exin_tui.cli.speaking import on_a_terminal
from exin_tui.clock import Clock
from exin_tui.configuration import Configuration, ConfigurationError
from exin_tui.language import Label, text

COMMANDS = {
    "init": Later("exin_tui.cli.init", text("Make the team's own encrypted database.")),
    "demo": Later("exin_tui.cli.demo", text("Look around in an invented team.")),
    "import": Later("exin_tui.cli.importing", text("Read the team's list from Excel or CSV.")),
    "overview": Later("exin_tui.cli.overview", text("Print what the dashboard shows.")),
    "participant": Later("exin_tui.cli.participant", text("Print one participant; add, assign, close.")),
    "phase": Later("exin_tui.cli.phase", text("Propose a move between phases, and make it.")),
    "task": Later("exin_tui.cli.task", text("Add a task, finish it, put it off.")),
    "item": Later("exin_tui.cli.item", text("Work on a line of a checklist.")),
    "activity": Later("exin_tui.cli.activity", text("Log contact and activities.")),
    "application": Later("exin_tui.cli.application", text("Applications, decisions, complaints.")),
    "consent": Later("exin_tui.cli.consent", text("Give and withdraw consents.")),
    "meeting": Later("exin_tui.cli.meeting", text("Agree, list, move, cancel meetings; log outcomes.")),
    "agency": Later("exin_tui.cli.agency", text("Agencies of the address book.")),
    "contact": Later("exin_tui.cli.contact", text("Contacts of the address book, and whose they are.")),
    "standup": Later("exin_tui.cli.standup", text("Hold the daily stand-up, follow it, and sum it up.")),
    "calendar": Later("exin_tui.cli.calendar", text("The meetings as calendars know them.")),
    "key": Later("exin_tui.cli.key", text("Who can open the database.")),
    "log": Later("exin_tui.cli.log", text("The change log.")),
    "programme": Later("exin_tui.cli.programme", text("What the programme says, and a team's own changes.")),
    "partner": Later("exin_tui.cli.partner", text("The partners that are installed.")),
    "keys": Later("exin_tui.cli.keys", text("The keys of the dashboard.")),
    "themes": Later("exin_tui.cli.themes", text("The themes of the dashboard.")),
    "serve": Later("exin_tui.cli.serve", text("Show the board in a browser on this machine.")),
    "where": Later("exin_tui.cli.where", text("Where files are kept.")),
}

FILE = Label("FIL", "FILE")
DATE = Label("DATO", "DATE")


def _version(ctx: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from exin_tui.cli.version import show_version

        show_version(ctx.params.get("no_partners", ()), ctx.obj)
        ctx.exit()


@click.group(
    "exin",
    cls=LazyGroup,
    words=text("The coordination board of a re-entry team. Without a command: the dashboard."),
    later=COMMANDS,
    invoke_without_command=True,
)
@option(
    "--database",
    envvar="EXIN_DATABASE",
    words=text("The database: a path or an SQLAlchemy URL [EXIN_DATABASE]."),
    takes=Label("STI|URL", "PATH|URL"),
)
@option("--lang", words=text("Norwegian (nb) or English (en) [EXIN_LANG]."), type=click.Choice(["nb", "en"]))
@option(
    "--me",
    envvar="EXIN_ME",
    words=text("Your initials, where the database's key does not say them [EXIN_ME]."),
    takes=Label("INITIALER", "INITIALS"),
)
@option("--today", type=DAY, words=text("Act as if it were this day."), takes=DATE)
@option("--config", type=click.Path(), words=text("Another configuration file."), takes=FILE)
@option(
    "--no-partners",
    multiple=True,
    is_eager=True,  # --version heeds it
    words=text("Leave every partner out, or one."),
    takes=Label("[=PARTNER]", "[=PARTNER]"),
)
@option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    words=text("Print the version, and how each partner is."),
)
@click.pass_context
def root(
    ctx: click.Context,
    database: str | None,
    me: str | None,
    lang: str | None,  # noqa: ARG001 — read before the arguments are parsed, see `speaking.wanted_language`
    today: dt.date | None,
    config: str | None,
    no_partners: tuple[str, ...],
) -> None:
    """Keep the global options for the command, or open the dashboard."""
    loaded: Configuration | ConfigurationError = ctx.obj
    ctx.obj = Invocation(
        asked_database=database,
        clock=Clock(today),
        left_out=no_partners,
        asked_me=me,
        configuration_file=Path(config) if config else None,
        loaded=loaded,
    )
    if ctx.invoked_subcommand is None:
        if on_a_terminal():
            from exin_tui.cli.dashboard import open_dashboard

            open_dashboard(ctx.obj)
        else:
            from exin_tui.cli.overview import command as overview

            ctx.invoke(overview)
