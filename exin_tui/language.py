"""What is said to a person, kept apart from the language in which it is said.

A rule returns a `Text`: an English sentence with named holes and the values that fill them. `say` renders it
in Norwegian or English when it reaches a screen, so rules take no language and tests compare values.
English is the sentence itself; Norwegian is looked up in ``locale/nb.po``, read at run time.
"""

from __future__ import annotations

import ast
import datetime as dt
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Protocol, runtime_checkable

import msgspec

from exin_schema.vocabulary import Label, Language
from exin_tui.dates import long_date
from exin_tui.privacy.sanitise import one_line

__all__ = [
    "Label",
    "Language",
    "Sayable",
    "Text",
    "catalogue",
    "choose_language",
    "join",
    "mid_sentence",
    "say",
    "text",
]


@runtime_checkable
class Sayable(Protocol):
    """Anything with words in both languages: a `Text`, a `Label`, a term of the vocabulary."""

    def say(self, language: Language, /) -> str:
        """The words in ``language``."""
        ...


class Text(msgspec.Struct, frozen=True, gc=False):
    """A sentence with named holes, and the values for them."""

    msgid: str
    values: tuple[tuple[str, object], ...] = ()

    def say(self, language: Language, /) -> str:
        """The sentence in ``language``, its values rendered in the same language."""
        pattern = self.msgid if language == "en" else catalogue().get(self.msgid, self.msgid)
        if not self.values:
            return pattern
        return pattern.format_map({name: say(value, language) for name, value in self.values})


def text(msgid: str, /, **values: object) -> Text:
    """Mark ``msgid`` for translation and keep the values that fill its holes.

    Values may be strings, numbers, dates, terms, labels and other texts. Strings are data: they are sanitised
    when the text is said.
    """
    return Text(msgid, tuple(values.items()))


@dataclass(frozen=True, slots=True)
class _Joined:
    parts: tuple[object, ...]
    between: str

    def say(self, language: Language, /) -> str:
        return self.between.join(say(part, language) for part in self.parts)


def join(parts: tuple[object, ...] | list[object], between: str = ", ") -> Sayable:
    """Several values said after one another."""
    return _Joined(tuple(parts), between)


def say(value: object, language: Language) -> str:
    """Render a value for a person: terms in ``language``, dates the local way, strings sanitised."""
    if isinstance(value, str) and not isinstance(value, Sayable):
        return one_line(value)
    if isinstance(value, Sayable):
        return value.say(language)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return long_date(value, language)
    return str(value)


@dataclass(frozen=True, slots=True)
class _Within:
    name: Sayable

    def say(self, language: Language, /) -> str:
        said = self.name.say(language)
        return f"the {said[4:]}" if language == "en" and said.startswith("The ") else said


def mid_sentence(name: Sayable) -> Sayable:
    """A name in the middle of a sentence: "The prison service" is "the prison service" there."""
    return _Within(name)


@functools.cache
def catalogue() -> dict[str, str]:
    """The Norwegian sentences by their English ones."""
    source = resources.files("exin_tui.locale").joinpath("nb.po").read_text(encoding="utf-8")
    return dict(_entries(source))


def _entries(source: str) -> Iterator[tuple[str, str]]:
    """The (msgid, msgstr) pairs of a ``.po`` file; fuzzy and empty ones are left out."""
    msgid: list[str] = []
    msgstr: list[str] = []
    target = msgid
    fuzzy = False
    for line in [*source.splitlines(), ""]:
        if line.startswith("#,") and "fuzzy" in line:
            fuzzy = True
        elif line.startswith("msgid "):
            msgid, msgstr = [_unquoted(line[6:])], []
            target = msgid
        elif line.startswith("msgstr "):
            target = msgstr
            target.append(_unquoted(line[7:]))
        elif line.startswith('"'):
            target.append(_unquoted(line))
        elif not line.strip():
            if any(msgid) and any(msgstr) and not fuzzy:
                yield "".join(msgid), "".join(msgstr)
            msgid, msgstr, fuzzy = [], [], False
            target = msgid


def _unquoted(quoted: str) -> str:
    """What stands between the quotes. Few sentences have anything to unescape, and every start reads all."""
    return str(ast.literal_eval(quoted)) if "\\" in quoted else quoted.strip()[1:-1]


def choose_language(asked: str | None, configured: str | None, locale: str | None) -> Language:
    """``--lang``, then the configuration, then the locale; Norwegian when none of them says anything.

    nb, nn and no mean Norwegian; en means English.
    """
    for wish in (asked, configured, locale):
        if wish:
            code = wish.replace("-", "_").split("_")[0].split(".")[0].lower()
            if code in {"nb", "nn", "no"}:
                return "nb"
            if code == "en":
                return "en"
    return "nb"
