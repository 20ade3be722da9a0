"""``exin init``: the team's own encrypted database."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from exin_schema.vocabulary import Role
from exin_tui.cli.commands import command as declare
from exin_tui.cli.commands import option
from exin_tui.cli.invocation import Invocation, Refused, current
from exin_tui.cli.passphrases import new_passphrase
from exin_tui.cli.speaking import said, show, tell
from exin_tui.language import Label, Sayable, text

if TYPE_CHECKING:
    from exin_tui.caseload.acting import Signed
    from exin_tui.caseload.team import Colleague
    from exin_tui.programme.values import Refusal
    from exin_tui.storage.database import Database

WORD = Label("TEKST", "TEXT")


@declare(
    "init",
    words=text(
        "Make the team's own encrypted database. What is not given as an option is asked for. The passphrase "
        "is typed, or taken from EXIN_PASSPHRASE. The recovery code is shown once: it opens the database "
        "when every passphrase is forgotten."
    ),
)
@option("--initials", words=text("Your initials, such as KN."), takes=WORD)
@option("--name", words=text("Your name."), takes=WORD)
@option("--role", type=click.Choice([role.value for role in Role]), words=text("What you do in the team."))
@option("--team", words=text("The team's name, such as the district."), takes=WORD)
@option("--prefix", words=text("What the case codes begin with, such as SN in SN-014."), takes=WORD)
@option("--yes", is_flag=True, words=text("Do not wait until the recovery code is written down."))
def command(
    initials: str | None, name: str | None, role: str | None, team: str | None, prefix: str | None, yes: bool
) -> None:
    """Ask, make the database, show the recovery code."""
    from exin_tui.caseload.team import Colleague, refused_initials, refused_prefix
    from exin_tui.storage.creating import create_database, temporary_database

    invocation = current()
    _refuse_existing(invocation)
    initials = initials or _asked(text("Your initials, for example KN"), "--initials", check=refused_initials)
    name = name if name is not None else _asked(text("Your name"), "--name", default="")
    team = team or _asked(text("The team's name"), "--team")
    prefix = prefix or _asked(
        text("What the case codes begin with, for example SN"), "--prefix", check=refused_prefix
    )
    colleague = Colleague(initials.strip(), name, Role[role.upper()] if role else Role.CASEWORKER)
    with temporary_database(
        actor=colleague.initials
    ) as trial:  # what is refused is refused before it is made
        _found(trial, invocation, team, prefix, colleague)
    passphrase = new_passphrase(text("Passphrase (it cannot be found again)"))
    database, code = create_database(
        invocation.database, initials=colleague.initials, passphrase=passphrase, now=invocation.now
    )
    with database:
        _found(database, invocation, team, prefix, colleague)
        tell(text("The database is made: {place}", place=database.url_or_path))
    if code:
        tell(text("The recovery code. Write it down, and keep it away from the computer:"))
        show(code)
        if not yes and sys.stdin.isatty():
            click.prompt(
                said(text("Press Enter when it is written down")), default="", show_default=False, err=True
            )
    tell(text("Next: “exin import --template team.xlsx”, fill it in, “exin import team.xlsx”, then “exin”."))


def _found(database: Database, invocation: Invocation, team: str, prefix: str, colleague: Colleague) -> None:
    """Name the team and its first member. Raises `Refused`."""
    from exin_tui.caseload.team import set_colleague, set_team

    signed: Signed = {"now": invocation.now, "actor": colleague.initials}
    for answer in (set_team(database, team, prefix, **signed), set_colleague(database, colleague, **signed)):
        if not isinstance(answer, str):
            raise Refused(answer.message)


def _refuse_existing(invocation: Invocation) -> None:
    """Raise before anything is asked when a database is there already."""
    from exin_tui.storage.opening import default_path, path_of
    from exin_tui.storage.places import already

    path = path_of(invocation.database) if invocation.database else default_path()
    if path is not None and path.exists():
        raise already(path)


def _asked(
    question: Sayable,
    name: str,
    default: str | None = None,
    check: Callable[[str], Refusal | None] = lambda _answer: None,
) -> str:
    """An answer from the terminal; without one, the option's name says what is missing.

    What ``check`` refuses is asked for again.
    """
    if not sys.stdin.isatty():
        if default is not None:
            return default
        raise Refused(text("{option} is missing, and there is nobody to ask.", option=name), exit_code=2)
    while True:
        answer: str = click.prompt(said(question), default=default, show_default=False, err=True, type=str)
        if (refused := check(answer)) is None:
            return answer.strip()
        tell(refused.message)
