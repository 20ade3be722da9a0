"""The language of this run, and saying things in it: data to stdout, narration to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from typing import IO

from exin_tui.language import Language, choose_language, say

_LANGUAGE: ContextVar[Language] = ContextVar("exin_language", default="nb")


def speak(language: Language) -> None:
    """From here on everything is said in ``language``."""
    _LANGUAGE.set(language)


def language() -> Language:
    """The language of this run."""
    return _LANGUAGE.get()


def said(value: object) -> str:
    """``value`` in the language of this run."""
    return say(value, language())


def wanted_language(
    arguments: Sequence[str], environment: Mapping[str, str], configured: str | None
) -> Language:
    """``--lang`` wherever it stands, ``EXIN_LANG``, the configuration, then the locale.

    It is looked for before the arguments are parsed, since a wrong argument is explained in it too.
    """
    asked = None
    for index, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            asked = argument.partition("=")[2]
        elif argument == "--lang" and index + 1 < len(arguments):
            asked = arguments[index + 1]
    locale = next(
        (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), None
    )
    return choose_language(asked or environment.get("EXIN_LANG"), configured, locale)


def tell(value: object) -> None:
    """One line of narration, on stderr."""
    sys.stderr.write(f"{said(value)}\n")


def show(line: str = "") -> None:
    """One line of data, on stdout."""
    sys.stdout.write(f"{line}\n")


def coloured(stream: IO[str]) -> bool:
    """Colour reaches a terminal, and nobody asked for none (``NO_COLOR``, ``TERM=dumb``)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def on_a_terminal() -> bool:
    """Somebody sits at both ends: the dashboard can be shown, a question can be asked.

    Textual draws on stderr: with ``2> file`` the screens would go there, and the terminal stay empty.
    Under ``exin serve`` there is a browser at both ends, and Textual speaks to it.
    """
    if os.environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver"):
        return True
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
