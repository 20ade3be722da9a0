"""What is wrong in a manifest: where it stands, what it is, and what to write instead."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exin_tui.language import Language, Sayable, text
from exin_tui.partners.toml_lines import Path
from exin_tui.privacy.sanitise import one_line

_TELLS = 4
"""Characters with which the beginning of a word tells which was meant."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong at a place in the file, which is not yet known as a line."""

    path: Path
    message: Sayable
    instead: Sayable | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file."""

    file: str
    line: int
    key: str
    """The place in the file's own terms, such as ``tasks[3].due.anchor``."""
    message: Sayable
    instead: Sayable | None = None

    def say(self, language: Language, /) -> str:
        """``partner.toml:12: tasks[3].step: …``, in ``language``."""
        place = f"{self.file}:{self.line}: {self.key}: " if self.key else f"{self.file}:{self.line}: "
        said = one_line(place) + self.message.say(language)
        return f"{said} {self.instead.say(language)}" if self.instead else said


def dotted(path: Path) -> str:
    """``tasks[3].due.anchor``: tables of an array are counted from 1, as people count."""
    said = ""
    for part in path:
        if isinstance(part, int):
            said += f"[{part + 1}]"
        else:
            said += f".{part}" if said else part
    return said


def one_of(wrong: object, allowed: Iterable[str]) -> Sayable:
    """What to write instead: the nearest of ``allowed`` when one is near, otherwise all of them, if any."""
    names = list(allowed)
    if not names:
        return text("Leave it out.")
    nearest, among = _nearest(str(wrong), names)
    if nearest:
        return text("Write {nearest}.", nearest=f"“{nearest}”")
    return text("Write one of: {names}.", names=", ".join(among))


def _nearest(wrong: str, names: list[str]) -> tuple[str, list[str]]:
    """The one that was meant, if any, and those to choose from.

    Of ``meeting.where`` only what stands after the point is compared, among what begins with ``meeting.``.
    """
    head, point, tail = wrong.rpartition(".")
    own = [name for name in names if point and name.startswith(head + point)]
    if own:
        among = {name.removeprefix(head + point): name for name in own}
    else:
        tail, among = wrong, {name: name for name in names}
    plain = {re.sub(r"[_\W]", "", name.lower()): name for name in among}
    asked = re.sub(r"[_\W]", "", tail.lower())
    longer = [name for name in plain if len(asked) >= _TELLS and name.startswith(asked)]
    near = longer if len(longer) == 1 else difflib.get_close_matches(asked, plain, n=1, cutoff=0.6)
    return (among[plain[near[0]]] if near else ""), list(among.values())


def not_declared(key: str, declared: Iterable[object]) -> Sayable:
    """The partner has nothing of that name, and what it has."""
    known = [str(getattr(one, "id", "")) for one in declared]
    return text("The partner has no {key}. There are: {known}.", key=key, known=", ".join(known) or "–")


def duplicates(ids: Sequence[str]) -> Iterable[tuple[int, int]]:
    """(place, first place) of every id that was there before."""
    first: dict[str, int] = {}
    for place, own in enumerate(ids):
        if own in first:
            yield place, first[own]
        else:
            first[own] = place
