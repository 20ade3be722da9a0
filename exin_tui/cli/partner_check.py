"""``exin partner check``: an author's partner, tried on invented people."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click

from exin_tui.cli.commands import argument, option
from exin_tui.cli.commands import command as declare
from exin_tui.cli.invocation import current
from exin_tui.cli.speaking import language, show
from exin_tui.language import Label, text


@declare(
    "check",
    words=text(
        "Check a partner that you write: its manifest, its code, and how it behaves on invented people. "
        "Its code is run. Levels: bronze, silver, gold. Exit code 1 when a team should not have it yet."
    ),
)
@argument(
    "path",
    type=click.Path(path_type=Path),
    words=text("The partner's project, or the folder with its partner.toml."),
    takes=Label("MAPPE", "FOLDER"),
)
@option("--json", "as_json", is_flag=True, words=text("As JSON, for another program."))
def command(path: Path, as_json: bool) -> None:
    """Check and report."""
    from exin_tui.partners.checking import lines_of
    from exin_tui.partners.checking_apart import check_apart
    from exin_tui.tui.views.plain_lines import plain_lines

    invocation = current()
    report = check_apart(path.resolve(), invocation.programme(), invocation.today, plain_lines, _on_stage)
    if as_json:
        said = {
            "partner": report.partner,
            "level": report.level.value,
            "passed": report.passed,
            "findings": [
                {
                    "check": one.check,
                    "where": one.where,
                    "line": one.line or None,
                    "message": one.message.say(language()),
                }
                for one in report.findings
            ],
        }
        show(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        for line in lines_of(report, language()):
            show(line)
    if not report.passed:
        raise click.exceptions.Exit(1)


def _on_stage(make: Callable[[], object]) -> BaseException | None:
    """What a stage needs is imported for a partner with a widget only."""
    from exin_tui.tui.contained.trying import failure_of

    return failure_of(make)
