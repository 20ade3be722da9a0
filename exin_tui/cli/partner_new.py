"""``exin partner new``: a plugin to begin from."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from exin_tui.cli.calendar import cannot_write
from exin_tui.cli.commands import argument, option
from exin_tui.cli.commands import command as declare
from exin_tui.cli.invocation import Refused
from exin_tui.cli.speaking import show, tell
from exin_tui.language import Label, join, text


@declare(
    "new",
    words=text(
        "Write a new partner: a working plugin with a test, to begin from. Most partners are data only, and "
        "need no Python. The next two commands are printed."
    ),
)
@argument("name", words=text("What the agency is called."), takes=Label("NAVN", "NAME"))
@option("--data-only", is_flag=True, words=text("No Python and no export; as it is unless --with is given."))
@option(
    "--with",
    "parts",
    words=text("With these, separated by commas: rules, view (what its tab shows), export, widget."),
    takes=Label("DELER", "PARTS"),
)
@option(
    "--into",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    words=text("The folder to write it in; otherwise the current one."),
    takes=Label("MAPPE", "FOLDER"),
)
def command(name: str, data_only: bool, parts: str | None, into: Path) -> None:
    """Write it, and say what comes next."""
    from exin_tui.partners.new import PARTS, new_partner
    from exin_tui.programme.values import Refusal

    chosen = [one.strip() for one in (parts or "").split(",") if one.strip()]
    unknown = [one for one in chosen if one not in PARTS]
    if unknown:
        known = join(list(PARTS))
        raise Refused(
            text("--with takes {known}; not {unknown}.", known=known, unknown=unknown[0]), exit_code=2
        )
    if data_only and chosen:
        raise Refused(text("Choose --data-only or --with, not both."), exit_code=2)
    try:
        made = new_partner(name, into, chosen)
    except OSError as error:
        raise cannot_write(into, error) from None
    if isinstance(made, Refusal):
        raise Refused(made.message)
    tell(text("Written: {path}. Change {manifest}, then:", path=str(made.project), manifest="partner.toml"))
    show(f"exin partner check {shlex.quote(str(made.project))}")
    show(f"pip install -e {shlex.quote(str(made.project))} && exin partner enable {made.id}")
