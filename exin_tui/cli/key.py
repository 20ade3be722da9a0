"""``exin key``: who can open the database, with which passphrase."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from exin_tui.cli.board import TRIES
from exin_tui.cli.colleagues import colleague_in, log_change
from exin_tui.cli.commands import argument, group, option, within
from exin_tui.cli.invocation import Refused, current
from exin_tui.cli.passphrases import ask_passphrase, new_passphrase
from exin_tui.cli.speaking import language, said, show, tell
from exin_tui.cli.tables import Column, table
from exin_tui.language import Label, text

if TYPE_CHECKING:
    from exin_tui.storage.keys_unlocking import Unlocked

INITIALS = Label("INITIALER", "INITIALS")
NEW = "EXIN_NEW_PASSPHRASE"


@group(
    "key",
    words=text(
        "Who can open the database. Each person has a passphrase of their own; whoever leaves loses the key, "
        "and the database's own key is changed without anybody else's passphrase. A new passphrase is typed, "
        "or taken from EXIN_NEW_PASSPHRASE."
    ),
)
def command() -> None:
    """Hold the commands below."""


@within(command, "list", words=text("Print who has a key, and since when."))
def list_keys() -> None:
    """Print the slots."""
    from exin_tui.clock import OSLO
    from exin_tui.dates import long_date
    from exin_tui.storage.keys_people import list_slots

    rows = [
        (
            slot.initials or said(text("recovery code")),
            long_date(slot.made_at.astimezone(OSLO).date(), language()),
        )
        for slot in list_slots(_path())
    ]
    for line in table([Column(said(text("Who"))), Column(said(text("Since")))], rows):
        show(line)


@within(
    command,
    "add",
    words=text(
        "Give a colleague a key. They choose the passphrase themselves. A new colleague is put on the team's "
        "list first, and read in with “exin import”."
    ),
)
@argument("initials", words=text("Whose key it is."), takes=INITIALS)
def add(initials: str) -> None:
    """Add a slot."""
    from exin_tui.storage.keys_people import add_slot

    unlocked = _unlocked()
    initials = colleague_in(unlocked, initials)
    passphrase = new_passphrase(text("Passphrase for {initials}", initials=initials), variable=NEW)
    add_slot(unlocked, initials=initials, passphrase=passphrase, now=current().now)
    log_change(unlocked, f"key.add {initials}")
    tell(text("{initials} has a key now.", initials=initials))


@within(
    command,
    "remove",
    words=text("Take a person's key away, and change the database's key: what they know opens nothing more."),
)
@argument("initials", words=text("Whose key goes."), takes=INITIALS)
@option("--yes", is_flag=True, words=text("Do not ask first."))
def remove(initials: str, yes: bool) -> None:
    """Remove a slot and rotate."""
    from exin_tui.storage.keys_people import list_slots, remove_slot

    _sure(text("Take {initials}'s key away?", initials=initials), yes=yes)
    spelt = {slot.initials.casefold(): slot.initials for slot in list_slots(_path())}
    initials = spelt.get(initials.strip().casefold(), initials)
    log_change(remove_slot(_unlocked(), initials=initials), f"key.remove {initials}")
    tell(text("{initials} has no key any more, and the database's key is a new one.", initials=initials))


@within(command, "change", words=text("Change your own passphrase."))
def change() -> None:
    """Change the passphrase of the slot that opened."""
    from exin_tui.storage.keys_people import change_passphrase

    unlocked = _unlocked()
    change_passphrase(unlocked, passphrase=new_passphrase(variable=NEW), now=current().now)
    log_change(unlocked, "key.change")
    tell(text("{initials} has a new passphrase.", initials=unlocked.initials))


@within(command, "rotate", words=text("Change the database's key. Every person and passphrase stays."))
def rotate() -> None:
    """Rotate, or complete an interrupted rotation."""
    from exin_tui.storage import keys_people

    log_change(keys_people.rotate(_unlocked()), "key.rotate")
    tell(text("The database's key is a new one. The passphrases are as they were."))


@within(
    command,
    "recover",
    words=text(
        "Set a new passphrase with the recovery code, when yours is forgotten. The code is typed unseen."
    ),
)
@argument("initials", words=text("Whose passphrase it will be."), takes=INITIALS)
def recover(initials: str) -> None:
    """Open with the recovery code, and set a passphrase."""
    from exin_tui.storage.keys_people import set_passphrase
    from exin_tui.storage.keys_unlocking import unlock_with_code

    path = _path()
    unlocked = unlock_with_code(path, _recovery_code())
    initials = colleague_in(unlocked, initials)
    passphrase = new_passphrase(text("New passphrase for {initials}", initials=initials), variable=NEW)
    set_passphrase(unlocked, initials=initials, passphrase=passphrase, now=current().now)
    log_change(unlocked, f"key.recover {initials}", actor=initials)
    tell(text("{initials} has a new passphrase. The recovery code still holds.", initials=initials))


@within(
    command, "code", words=text("Make a new recovery code and show it once. The old one opens nothing more.")
)
@option("--yes", is_flag=True, words=text("Do not ask first."))
def code(yes: bool) -> None:
    """Renew the recovery code."""
    from exin_tui.storage.keys_people import new_recovery_code

    _sure(text("Make a new recovery code? The old one stops working."), yes=yes)
    unlocked = _unlocked()
    made = new_recovery_code(unlocked, now=current().now)
    log_change(unlocked, "key.code")
    tell(text("The recovery code. Write it down, and keep it away from the computer:"))
    show(made)


def _path() -> Path:
    """The database file. Raises `Refused` for a database on a server, which has users instead of keys."""
    from exin_tui.storage.opening import path_of
    from exin_tui.storage.places import check_existing

    path = path_of(current().database)
    if path is None:
        raise Refused(text("A database on a server has no keys of ours: its users are kept there."))
    return check_existing(path)


def _unlocked() -> Unlocked:
    """The database unlocked by whoever works here. At a terminal a mistyped passphrase can be typed again."""
    from exin_tui.storage.errors import WrongPassphrase
    from exin_tui.storage.keys_unlocking import unlock

    asked: list[str] = []

    def ask() -> str:
        asked.append("")
        return ask_passphrase(text("Your passphrase"))

    while True:
        try:
            return unlock(_path(), ask, current().me)
        except WrongPassphrase as error:
            if not asked or len(asked) >= TRIES:
                raise
            tell(error.message)


def _recovery_code() -> str:
    """Typed unseen, or one line of stdin. Never an option: those stand in the shell's history."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    typed: str = click.prompt(said(text("Recovery code")), hide_input=True, err=True)
    return typed


def _sure(question: object, *, yes: bool) -> None:
    """Ask, with "no" as the answer of an empty line. Raises `Refused` for a no."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise Refused(text("This asks first, and there is nobody to ask: add --yes."))
    if not click.confirm(said(question), default=False, err=True):
        raise Refused(text("Nothing was done."))
