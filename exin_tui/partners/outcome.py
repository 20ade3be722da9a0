"""What came of one call of a partner's code."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from exin_tui.language import Sayable, text


class Unfit(Exception):
    """An answer of the right type that cannot be taken. ``message`` says why, and repeats no value."""

    def __init__(self, message: Sayable) -> None:
        super().__init__()
        self.message = message


@dataclass(slots=True)
class Outcome:
    """Filled in by the thread that runs the code."""

    values: tuple[Any, ...] = ()
    error: BaseException | None = None
    too_many: bool = False
    wrong: str = ""
    """The type of an answer that is not of the expected one."""
    alone: bool = False
    """It answered with one thing, where several are asked for."""
    done: bool = False

    def collect(self, function: Callable[[], object], expected: type, most: int) -> None:
        """Run and read to the end: a generator, or a property of an answer, that raises late raises here."""
        try:
            answer: Any = function()
            if not isinstance(answer, Iterable):
                self.wrong, self.alone = type(answer).__name__, True
                return
            self.values = tuple(islice(iter(answer), most + 1))
            self.too_many = len(self.values) > most
            wrong = (value for value in self.values if not isinstance(value, expected))
            self.wrong = next((type(value).__name__ for value in wrong), "")
        except BaseException as error:  # noqa: BLE001
            self.error = error


_WRITE = {
    "Command": 'Command("…", Label("…", "…"), run)',
    "ComputedColumn": 'ComputedColumn("…", Label("…", "…"), compute)',
    "Export": 'Export("…", build)',
    "Found": "Found(sentence(…), participant.ref)",
    "Invented": 'Invented(participant.ref, "…", …)',
    "OpenTask": 'OpenTask(event.ref, "…")',
}
"""How an answer is written, by its type."""


def misfit(got: str, expected: str, *, alone: bool = False) -> Sayable:
    """The answer is of another type, or one where several are asked for; and how it is written."""
    if alone:
        several = text("It answered with {got}, not {expected}.", got=got, expected=f"Iterable[{expected}]")
        if got == "NoneType":
            return text("{wrong} Return a list, also of one or of none, at every end of it.", wrong=several)
        return text("{wrong} Return a list, also of one or of none.", wrong=several)
    wrong = text("It answered with {got}, not {expected}.", got=got, expected=expected)
    line = _WRITE.get(expected)
    return text("{wrong} Write {line}", wrong=wrong, line=line) if line else wrong


def where(error: BaseException, folder: Path | None = None) -> Sayable:
    """``ValueError in hooks.py, line 12``: the message of an error may hold a name, so it is not repeated.

    The last line in ``folder``, the partner's own, when there is one: that is what its author can mend.
    """
    kind = type(error).__name__
    if isinstance(error, SyntaxError) and error.filename:
        return text("{error} in {file}, line {line}.", error=kind, file=Path(error.filename).name,
                    line=error.lineno or 1)  # fmt: skip
    frames = traceback.extract_tb(error.__traceback__)
    own = [one for one in frames if folder is not None and Path(one.filename).is_relative_to(folder)]
    if isinstance(error, ModuleNotFoundError) and error.name and not own:
        return text("There is no module {module}.", module=error.name)
    if not frames:
        return text("{error}.", error=kind)
    if isinstance(error, TypeError) and folder is not None and not own:
        return text("A function of the partner takes other arguments than it is given, as the guide tells.")
    last = (own or frames)[-1]
    named = _named(error, last)
    if named is not None:
        return named
    return text(
        "{error} in {file}, line {line}.", error=kind, file=Path(last.filename).name, line=last.lineno
    )


def _named(error: BaseException, last: traceback.FrameSummary) -> Sayable | None:
    """A field outside the scope, or a name that stands in the line of code: neither is anybody's."""
    from exin_tui.partners.participant import OutOfScope

    if not isinstance(error, AttributeError | NameError) or not error.name:
        return None
    place = {"file": Path(last.filename).name, "line": last.lineno, "name": f"“{error.name}”"}
    if isinstance(error, OutOfScope):
        return text(
            "{error} in {file}, line {line}: {name} is not in the scope. Add it to [scope] fields.",
            error=type(error).__name__,
            **place,
        )
    if error.name in (last.line or ""):
        return text(
            "{error} in {file}, line {line}: there is no {name}.", error=type(error).__name__, **place
        )
    return None
