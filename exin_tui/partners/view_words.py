"""Takes a partner's words and values out of its hands: plain, frozen, of the types that may be shown.

Everything that could run the partner's code later runs here, where its failures are contained.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import islice
from typing import Any, TypeVar

from exin_schema.programme import RuleSource
from exin_schema.vocabulary import Certainty, Label, Term
from exin_tui.language import text
from exin_tui.partners.calling import MOST
from exin_tui.partners.holding import rule_source
from exin_tui.partners.manifest import Manifest
from exin_tui.partners.meaning_parts import ID
from exin_tui.partners.outcome import Unfit, misfit
from exin_tui.partners.sentences import Sentence
from exin_tui.partners.view_seen import Words
from exin_tui.partners.view_values import ContactName, Day, Days, Place, Sensitive, Staff, Until
from exin_tui.privacy.sanitise import one_line

Kind = TypeVar("Kind")


def wrong(got: object, expected: str) -> Unfit:
    """The answer is of another type. Says which, never what it holds."""
    if got is None and expected.startswith("Iterable["):
        return Unfit(misfit("NoneType", expected.removeprefix("Iterable[").removesuffix("]"), alone=True))
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
        try:
            taken.say("nb")
            taken.say("en")
        except (KeyError, IndexError, ValueError, AttributeError, TypeError):
            raise Unfit(text("A sentence has a hole that none of its values fills.")) from None
        return taken
    raise wrong(given, "Label")


def sentence(given: object) -> Label | Sentence:
    """What is said in a line of its own, in both languages: `words`, of which a plain text is none."""
    if isinstance(given, Term):
        return Label(given.say("nb"), given.say("en"))
    if isinstance(given, str):
        raise wrong(given, "Label")
    taken = words(given)
    if isinstance(taken, Sentence):
        return Sentence(one_line(taken.nb), one_line(taken.en), taken.values)
    return label(taken)


def sentence_or_none(given: object) -> Label | Sentence | None:
    """The same, where there may be none."""
    return None if given is None else sentence(given)


def label(given: object, most: int | None = None) -> Label:
    """A short text in both languages, without what a terminal would obey, of at most ``most`` characters."""
    if not isinstance(given, Label):
        raise wrong(given, "Label")
    taken = Label(one_line(string(given.nb)).strip(), one_line(string(given.en)).strip())
    if not taken.nb or not taken.en:
        raise Unfit(text("A label is empty in one of the languages."))
    if most is not None and max(len(taken.nb), len(taken.en)) > most:
        raise Unfit(text("A label is longer than {most} characters.", most=most))
    return taken


def inputs(given: object) -> tuple[tuple[Label | Sentence, object], ...]:
    """What went into a computation: pairs of a name and a value."""
    found = []
    for line in all_of(given, tuple, "(Label, value)"):
        if len(line) != 2:
            raise wrong(line, "(Label, value)")
        name = line[0]
        named = Label(name, name) if isinstance(name, str) and not isinstance(name, Term) else name
        found.append((sentence(named), held(line[1])))
    return tuple(found)


def identifier(given: object) -> str:
    """An id that the partner gives something of its own: a short word, as in its manifest."""
    if not isinstance(given, str):
        raise wrong(given, "str")
    if not ID.fullmatch(given):
        raise Unfit(text("An id has at most 40 small letters a–z, digits and _, and begins with a letter."))
    return str(given)


def not_computed(rule: RuleSource, computed: object) -> None:
    """Raises `Unfit` where something is worked out from an unconfirmed rule."""
    if rule.certainty is Certainty.UNCONFIRMED and computed is not None:
        raise Unfit(text("{rule} is unconfirmed (X), and must not be computed.", rule=rule.id))


def source(manifest: Manifest, rule: object) -> RuleSource:
    """Where the rule comes from. Raises `Unfit` for one that the manifest does not have."""
    try:
        return rule_source(manifest, rule if isinstance(rule, str) else "")
    except KeyError:
        # What was given may be anything, a name too: it is not repeated.
        known = ", ".join(one.id for one in manifest.rules) or "–"
        message = text("It names a rule that is not in the manifest, which has: {rules}.", rules=known)
        raise Unfit(message) from None


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
            return Staff(string(value.initials))
        case ContactName():
            return ContactName(string(value.name))
        case Place():
            return Place(string(value.name))
        case Sensitive():
            return Sensitive(words(value.words))  # type: ignore[arg-type]
        case Day():
            return Day(day(value.on))
        case Until():
            return Until(day_or_none(value.on))
        case Days():
            return Days(whole(value.count))


def string(given: object) -> str:
    """A text."""
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
