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
    done: bool = False

    def collect(self, function: Callable[[], object], expected: type, most: int) -> None:
        """Run and read to the end: a generator, or a property of an answer, that raises late raises here."""
        try:
            answer: Any = function()
            if not isinstance(answer, Iterable):
                self.wrong = type(answer).__name__
                return
            self.values = tuple(islice(iter(answer), most + 1))
            self.too_many = len(self.values) > most
            wrong = (value for value in self.values if not isinstance(value, expected))
            self.wrong = next((type(value).__name__ for value in wrong), "")
        except BaseException as error:  # noqa: BLE001
            self.error = error


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
    last = (own or frames)[-1]
    return text(
        "{error} in {file}, line {line}.", error=kind, file=Path(last.filename).name, line=last.lineno
    )
