"""``exin programme``: what the programme says, from where, and whether a team's own file can be used."""

from __future__ import annotations

from pathlib import Path

import click

from exin_tui.cli.commands import argument, group, within
from exin_tui.cli.invocation import Refused, current
from exin_tui.cli.speaking import language, said, show, tell
from exin_tui.cli.tables import Column, table
from exin_tui.language import Label, text

FILE = Label("FIL", "FILE")


@group(
    "programme",
    words=text(
        "What the programme says: phases, checklists, consent lines, limits and offsets. A team changes "
        "parts of it with a file of its own, named by programme = “…” in the configuration."
    ),
)
def command() -> None:
    """Hold the commands below."""


@within(command, "show", words=text("Print every value that holds, and where it is from."))
@argument(
    "file",
    required=False,
    type=click.Path(path_type=Path),
    words=text("A team's file; otherwise the configuration's."),
    takes=FILE,
)
def show_programme(file: Path | None) -> None:
    """Print key, value and origin."""
    from exin_schema.programme_origin import provenance
    from exin_schema.programme_problems import ProgrammeError

    try:
        held = provenance(_file(file))
    except ProgrammeError as error:
        raise _listed(error) from None
    heads = [text("Name"), text("Value"), text("From")]
    retired = said(text("retired"))
    rows = [
        (
            one.key,
            said(one.value) + (f" ({retired})" if one.retired else ""),
            one.origin.say(language()),
        )
        for one in held
    ]
    for line in table([Column(said(head)) for head in heads], rows):
        show(line)


@within(
    command,
    "check",
    words=text("Check a team's file. Every fault is listed with its place and what to write instead."),
)
@argument(
    "file",
    required=False,
    type=click.Path(path_type=Path),
    words=text("A team's file; otherwise the configuration's."),
    takes=FILE,
)
def check(file: Path | None) -> None:
    """Print the faults; none is exit code 0."""
    from exin_schema.programme_file import check_override

    path = _file(file)
    if path is None:
        tell(text("The team has no file of its own: the guide's programme holds."))
        return
    problems = check_override(path)
    for problem in problems:
        show(problem.say(language()))
    if problems:
        raise Refused(
            text("{file} cannot be used: faults found: {count}.", file=str(path), count=len(problems))
        )
    tell(text("{file} can be used.", file=str(path)))


def _file(given: Path | None) -> Path | None:
    """The file that was named, else the configuration's."""
    configured = current().configuration.programme
    return given or (Path(configured) if configured else None)


def _listed(error: object) -> Refused:
    from exin_schema.programme_problems import ProgrammeError

    assert isinstance(error, ProgrammeError)  # noqa: S101
    for problem in error.problems:
        show(problem.say(language()))
    return Refused(text("The file cannot be used: faults found: {count}.", count=len(error.problems)))
