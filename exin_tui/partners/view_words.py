"""Takes a partner's words and values out of its hands: plain, frozen, of the types that may be shown.

Everything that could run the partner's code later runs here, where its failures are contained.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import islice
from typing import Any, TypeVar

from exin_schema.vocabulary import Label, Term
from exin_tui.language import text
from exin_tui.partners.calling import MOST, Unfit
from exin_tui.partners.sentences import Sentence
from exin_tui.partners.view_seen import Words
from exin_tui.partners.view_values import ContactName, Day, Days, Place, Sensitive, Staff, Until

Kind = TypeVar("Kind")


def wrong(got: object, expected: str) -> Unfit:
    """The answer is of another type. Says which, never what it holds."""
    return Unfit(text("It answered with {got}, not {expected}.", got=type(got).__name__, expected=expected))


def all_of(given: object, kind: type[Kind] | tuple[type[Any], ...], expected: str) -> list[Any]:
    """The elements of an iterable, each a ``kind``. Raises `Unfit` for others, and for too many."""
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise wrong(given, expected)
    found = list(islice(iter(given), MOST + 1))
    if len(found) > MOST:
        raise Unfit(text("It answered with more than {most} values.", most=MOST))
    for one in found:
        if not isinstance(one, kind):
            raise wrong(one, expected)
    return found


def words(given: object) -> Words:
    """A title or a sentence; its holes are filled once in both languages, so that they can be later."""
    if isinstance(given, Term):
        return given
    if isinstance(given, str):
        return str(given)
    if isinstance(given, Label):
        return Label(str(given.nb), str(given.en))
    if isinstance(given, Sentence):
        taken = Sentence(str(given.nb), str(given.en), tuple((str(n), held(v)) for n, v in given.values))
        for language in ("nb", "en"):
            taken.say("nb" if language == "nb" else "en")
        return taken
    raise wrong(given, "Label")


def words_or_none(given: object) -> Words | None:
    """The same, where there may be none."""
    return None if given is None else words(given)


def held(value: object) -> object:
    """What stands in a hole of a sentence, or went into a computation. Anything unknown is text."""
    if value is None or isinstance(value, bool | Term | dt.date):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, Label | Sentence):
        return words(value)
    if isinstance(value, Staff | ContactName | Place | Sensitive | Day | Until | Days):
        return typed(value)
    return str(value)


def typed(value: Staff | ContactName | Place | Sensitive | Day | Until | Days) -> object:
    """A typed value with plain content."""
    match value:
        case Staff():
            return Staff(_text(value.initials))
        case ContactName():
            return ContactName(_text(value.name))
        case Place():
            return Place(_text(value.name))
        case Sensitive():
            return Sensitive(words(value.words))  # type: ignore[arg-type]
        case Day():
            return Day(day(value.on))
        case Until():
            return Until(day_or_none(value.on))
        case Days():
            return Days(whole(value.count))


def _text(given: object) -> str:
    if not isinstance(given, str):
        raise wrong(given, "str")
    return str(given)


def whole(given: object) -> int:
    """A whole number."""
    if not isinstance(given, int) or isinstance(given, bool):
        raise wrong(given, "int")
    return int(given)


def day(given: object) -> dt.date:
    """A day; of a moment, its day."""
    if isinstance(given, dt.datetime):
        return given.date()
    if not isinstance(given, dt.date):
        raise wrong(given, "date")
    return given


def day_or_none(given: object) -> dt.date | None:
    """A day, or nothing."""
    return None if given is None else day(given)


def of_kind(given: object, kind: type[Kind]) -> Kind:
    """``given``, which must be a ``kind``."""
    if not isinstance(given, kind):
        raise wrong(given, kind.__name__)
    return given
