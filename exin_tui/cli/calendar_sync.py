"""``exin calendar sync``: a CalDAV calendar kept in step with the meetings."""

from __future__ import annotations

import os
import sys
from typing import Any
from urllib.parse import urlsplit

import click

from exin_tui.cli.board import open_board
from exin_tui.cli.calendar import NAME, asked_for, selection, with_bar
from exin_tui.cli.commands import argument, option
from exin_tui.cli.commands import command as declare
from exin_tui.cli.invocation import Refused, current
from exin_tui.cli.speaking import said, tell
from exin_tui.language import Label, text

VARIABLE = "EXIN_CALDAV_PASSWORD"
SERVICE = "exin-tui caldav"
ADDRESS = Label("ADRESSE", "ADDRESS")


@declare(
    "sync",
    words=text(
        "Keep a CalDAV calendar (Nextcloud, Radicale) in step with the meetings, one way: from here to "
        "there. Only our own meetings are touched. What somebody changed there is left and told. The "
        "password comes from EXIN_CALDAV_PASSWORD, from the keyring, or is asked for."
    ),
)
@argument("address", words=text("The calendar's own address, https://…"), takes=ADDRESS)
@option("--user", envvar="EXIN_CALDAV_USER", default="", words=text("User name there."), takes=NAME)
@selection
@option("--dry-run", is_flag=True, words=text("Say what would happen; send nothing."))
@option("--overwrite", is_flag=True, words=text("Put ours over what somebody changed there."))
@option("--remember", is_flag=True, words=text("Keep the password in the keyring."))
def command(address: str, user: str, dry_run: bool, overwrite: bool, remember: bool, **chosen: Any) -> None:
    """Synchronise and tell."""
    from exin_tui.calendar.collection import Collection
    from exin_tui.calendar.sync import synchronise

    invocation = current()
    with open_board(invocation) as board:
        asked = asked_for(board, invocation, **chosen)
        collection = Collection(address, user, _password(address, user, remember=remember))
        done = with_bar(
            text("Keeping the calendar in step"),
            lambda progress: synchronise(
                board.database,
                collection,
                asked,
                now=invocation.now,
                dry_run=dry_run,
                overwrite=overwrite,
                progress=progress,
            ),
        )
    tell(
        text(
            "{added} added, {updated} updated, {removed} removed, {unchanged} as before.",
            added=done.added,
            updated=done.updated,
            removed=done.removed,
            unchanged=done.unchanged,
        )
    )
    if done.left:
        tell(
            text(
                "Changed there by somebody else and left as they are: {count}. --overwrite puts ours back.",
                count=done.left,
            )
        )
    if dry_run:
        tell(text("Nothing was sent: this was a trial."))


def _password(address: str, user: str, *, remember: bool) -> str:
    """From the environment, the keyring, or whoever sits there; empty where no user was named."""
    given = os.environ.get(VARIABLE)
    if given is not None or not user:
        return given or ""
    account = f"{user}@{urlsplit(address).hostname}"
    kept = _from_keyring(account)
    if kept is not None:
        return kept
    if not sys.stdin.isatty():
        raise Refused(
            text("There is no password for {account}. Set {variable}.", account=account, variable=VARIABLE)
        )
    typed: str = click.prompt(
        said(text("Password for {account}", account=account)), hide_input=True, err=True
    )
    if remember:
        _to_keyring(account, typed)
    return typed


def _from_keyring(account: str) -> str | None:
    try:
        import keyring

        return keyring.get_password(SERVICE, account)
    except Exception:  # noqa: BLE001 - no keyring, a locked one, a broken one: the password is asked for
        return None


def _to_keyring(account: str, password: str) -> None:
    try:
        import keyring

        keyring.set_password(SERVICE, account, password)
    except Exception:  # noqa: BLE001 - the password was typed and serves this time
        tell(text("There is no keyring here: the password was not kept."))
