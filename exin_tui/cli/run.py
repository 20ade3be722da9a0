"""One run of ``exin``: the language, the command, and what is said when it fails.

Exit codes: 0 done, 1 refused or failed with a sentence, 2 wrong usage, 3 bad cells in an import,
130 interrupted.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from exin_tui.cli import click_in_norwegian
from exin_tui.cli.invocation import EVERY_PARTNER
from exin_tui.cli.speaking import speak, tell, wanted_language
from exin_tui.configuration import Configuration, ConfigurationError, load_configuration
from exin_tui.language import Sayable, text

INTERRUPTED = 130

_ANYWHERE = ("--database", "--lang", "--me", "--today", "--config")
"""Global options with a value: they may stand before or after the command."""
_NO_PARTNERS = "--no-partners"
"""Likewise, with a value only after an equals sign."""


def run(arguments: Sequence[str]) -> int:
    """Run ``exin`` with ``arguments``; the exit code. Nothing is raised but what ends the interpreter."""
    in_front = _global_options_first(arguments)
    configuration = _configuration(in_front)
    configured = configuration.language if isinstance(configuration, Configuration) else None
    speak(wanted_language(in_front, os.environ, configured))
    click_in_norwegian.install()
    from exin_tui.cli.root import root

    try:
        # Not `root.main`, which would answer a broken pipe and Ctrl-C itself.
        with root.make_context("exin", in_front, obj=configuration) as context:
            root.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        return _flushed(done.exit_code)
    except BrokenPipeError:
        _stop_writing()
        return 0
    except click.Abort as error:
        return _aborted(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except Exception as error:  # noqa: BLE001 — the last one to hear of it: a sentence, not a traceback
        return _failed(error)
    return 0


def _flushed(code: int) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _stop_writing()
    return code


def _global_options_first(arguments: Sequence[str]) -> list[str]:
    """``arguments`` with the global options moved to the front: ``exin overview --lang en`` is understood."""
    first: list[str] = []
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        argument = waiting.pop(0)
        if argument == "--":
            rest += [argument, *waiting]
            break
        name, equals, _ = argument.partition("=")
        if name == _NO_PARTNERS:
            first.append(argument if equals else f"{_NO_PARTNERS}={EVERY_PARTNER}")
            continue
        if name not in _ANYWHERE:
            rest.append(argument)
            continue
        first.append(argument)
        if not equals:
            if not waiting:
                return first  # alone, so that Click says which value is missing
            first.append(waiting.pop(0))
    return first + rest


def _configuration(arguments: Sequence[str]) -> Configuration | ConfigurationError:
    """The configuration, or why it cannot be used: ``--help`` and ``exin where`` work in spite of it."""
    asked = None
    for index, argument in enumerate(arguments):
        if argument.startswith("--config="):
            asked = argument.partition("=")[2]
        elif argument == "--config" and index + 1 < len(arguments):
            asked = arguments[index + 1]
    try:
        return load_configuration(Path(asked) if asked else None)
    except ConfigurationError as error:
        return error


def _stop_writing() -> None:
    """Whoever read us has gone (``exin overview | head``): nothing more is written, not even at exit."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _aborted(error: click.Abort) -> int:
    """Ctrl-C, or a question that nobody was there to answer."""
    if isinstance(error.__cause__ or error.__context__, EOFError):
        tell(text("There was no answer, so nothing was done."))
        return 1
    return INTERRUPTED


def _failed(error: Exception) -> int:
    """Say what stood in the way. What was foreseen carries a sentence; anything else goes to the log file."""
    message = getattr(error, "message", None)
    if isinstance(message, Sayable) and not isinstance(message, str):
        tell(text("Error: {message}", message=message))
        return int(getattr(error, "exit_code", 1))
    from exin_tui.clock import Clock
    from exin_tui.configuration import log_file
    from exin_tui.privacy.traces import write_trace

    written = write_trace(error, log_file(), now=Clock().now())
    kind = type(error).__name__
    if written is None:
        tell(text("Error: something in exin failed ({kind}), and the log file cannot be written.", kind=kind))
    else:
        tell(
            text(
                "Error: something in exin failed ({kind}). Where it happened, without personal data, is in "
                "{file}.",
                kind=kind,
                file=str(written),
            )
        )
    return 1
