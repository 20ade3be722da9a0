"""Asking for passphrases. They are typed unseen, or taken from ``EXIN_PASSPHRASE``; never from an option.

Options stand in the shell's history and in the list of processes.
"""

from __future__ import annotations

import os
import sys

import click

from exin_tui.cli.invocation import Refused
from exin_tui.cli.speaking import said, tell
from exin_tui.language import Sayable, text

VARIABLE = "EXIN_PASSPHRASE"


def ask_passphrase(question: Sayable | None = None) -> str:
    """The passphrase of whoever works here. Raises `Refused` when nobody can be asked."""
    return _typed(question or text("Passphrase"))


def new_passphrase(question: Sayable | None = None, *, variable: str = VARIABLE) -> str:
    """A passphrase to be: from the environment variable ``variable``, or typed twice.

    Raises `Refused` when nobody can be asked, or when what was typed differs.
    """
    if given := os.environ.get(variable):
        return given
    first = _strong(question or text("New passphrase"), variable=variable)
    if _typed(text("The same once more"), variable=variable) != first:
        raise Refused(text("The two were not alike. Nothing was done."))
    return first


def _strong(question: Sayable, *, variable: str) -> str:
    """Typed, and asked for again at once while it is too short."""
    from exin_tui.storage.errors import WeakPassphrase
    from exin_tui.storage.keys_slots import require_strong

    while True:
        typed = _typed(question, variable=variable)
        try:
            require_strong(typed)
        except WeakPassphrase as error:
            tell(error.message)
        else:
            return typed


def _typed(question: Sayable, *, variable: str = VARIABLE) -> str:
    if not sys.stdin.isatty():
        raise Refused(
            text(
                "There is nobody to ask for the passphrase. Set {variable}, or run this in a terminal.",
                variable=variable,
            )
        )
    typed: str = click.prompt(said(question), hide_input=True, err=True)
    return typed
