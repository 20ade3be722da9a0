"""Click's commands with words in two languages, and groups that import a command when it is called."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import click

from exin_tui.cli.click_in_norwegian import translated
from exin_tui.cli.speaking import said
from exin_tui.language import Label, Sayable, text

OPTIONS = Label("[VALG]", "[OPTIONS]")
SUBCOMMAND = Label("KOMMANDO [ARGUMENTER]", "COMMAND [ARGUMENTS]")
ANYWHERE = text(
    "--database, --lang, --me, --today, --config and --no-partners may stand here too; see exin --help."
)


class Command(click.Command):
    """A command whose help is said in the language of the run. ``example`` is printed below it as it is."""

    def __init__(self, *arguments: Any, words: Sayable, example: str = "", **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.words, self.example = words, example

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Click keeps the option; its help is said anew."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = translated("Show this message and exit.")
        return found

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Say the placeholders."""
        self.options_metavar = said(OPTIONS)
        return super().collect_usage_pieces(ctx)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say that the global options are understood here too."""
        self.epilog = said(ANYWHERE)
        super().format_epilog(ctx, formatter)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say the help."""
        self.help = said(self.words)
        super().format_help_text(ctx, formatter)
        if self.example:
            formatter.write_paragraph()
            for line in self.example.splitlines():
                formatter.write(f"{'':>{formatter.current_indent + 4}}{line}\n")

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence of the help."""
        self.help = said(self.words)
        return super().get_short_help_str(limit)


class Option(click.Option):
    """An option whose help and placeholder are said in the language of the run."""

    def __init__(
        self, *arguments: Any, words: Sayable | None = None, takes: Sayable | None = None, **more: Any
    ) -> None:
        super().__init__(*arguments, **more)
        self.words, self.takes = words, takes

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Say the help."""
        if self.words is not None:
            self.help = said(self.words)
        return super().get_help_record(ctx)

    def make_metavar(self, ctx: click.Context) -> str:
        """Say what it takes."""
        return said(self.takes) if self.takes is not None else super().make_metavar(ctx)


class Argument(click.Argument):
    """An argument whose help and placeholder are said in the language of the run."""

    def __init__(self, *arguments: Any, words: Sayable, takes: Sayable, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.help = ""
        self.words, self.takes = words, takes

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Say the help."""
        self.help = said(self.words)
        return super().get_help_record(ctx)

    def make_metavar(self, ctx: click.Context) -> str:  # noqa: ARG002 — click's signature
        """Say what it takes."""
        return said(self.takes) if self.required else f"[{said(self.takes)}]"

    @property
    def human_readable_name(self) -> str:
        """What it takes, for messages."""
        return said(self.takes)


@dataclass(frozen=True, slots=True)
class Later:
    """A command that is known by name and one sentence, and imported when it is called."""

    module: str
    short: Sayable
    """What the group's help says of it."""


class LazyGroup(click.Group):
    """A group whose commands are modules with a ``command`` in them."""

    def __init__(self, *arguments: Any, words: Sayable, later: Mapping[str, Later], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.words = words
        self.later = dict(later)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Click keeps the option; its help is said anew."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = translated("Show this message and exit.")
        return found

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Say the placeholders."""
        self.options_metavar, self.subcommand_metavar = said(OPTIONS), said(SUBCOMMAND)
        return super().collect_usage_pieces(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they were declared: the order of a first morning."""
        return [*self.later, *super().list_commands(ctx)]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, and suggest the nearest name for a misspelt one."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            known = self.list_commands(ctx)
            raise click.exceptions.NoSuchCommand(error.command_name, possibilities=known, ctx=ctx) from None

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module."""
        if cmd_name not in self.later:
            return super().get_command(ctx, cmd_name)
        found: click.Command = importlib.import_module(self.later[cmd_name].module).command
        return found

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say the help."""
        self.help = said(self.words)
        super().format_help_text(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing one of them."""
        rows = [(name, said(later.short)) for name, later in self.later.items()]
        for name in super().list_commands(ctx):
            command = super().get_command(ctx, name)
            if command is not None and not command.hidden:
                rows.append((name, command.get_short_help_str(200)))
        if rows:
            with formatter.section(translated("Commands")):
                formatter.write_dl(rows)


def option(*names: str, words: Sayable, takes: Sayable | None = None, **more: Any) -> Callable[[Any], Any]:
    """Declare an `Option`."""
    return click.option(*names, cls=Option, words=words, takes=takes, **more)


def argument(name: str, *, words: Sayable, takes: Sayable, **more: Any) -> Callable[[Any], Any]:
    """Declare an `Argument`."""
    return click.argument(name, cls=Argument, words=words, takes=takes, **more)


def command(name: str, *, words: Sayable, **more: Any) -> Callable[[Callable[..., Any]], Command]:
    """Declare a `Command`."""
    return click.command(name, cls=Command, words=words, **more)


def group(name: str, *, words: Sayable, **more: Any) -> Callable[[Callable[..., Any]], LazyGroup]:
    """Declare a group whose commands stand in the same module."""
    return click.group(name, cls=LazyGroup, words=words, later={}, **more)


def within(
    owner: LazyGroup, name: str, *, words: Sayable, **more: Any
) -> Callable[[Callable[..., Any]], Command]:
    """Declare a `Command` of a group in the same module."""

    def declare(function: Callable[..., Any]) -> Command:
        made: Command = click.command(name, cls=Command, words=words, **more)(function)
        owner.add_command(made)
        return made

    return declare
