"""Sentences of a partner's Python, in both languages, with named holes that are filled when they are said."""

from __future__ import annotations

from dataclasses import dataclass

from exin_schema.vocabulary import Language
from exin_tui.language import say


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in both languages, and the values for its holes."""

    nb: str
    en: str
    values: tuple[tuple[str, object], ...] = ()

    def say(self, language: Language, /) -> str:
        """The sentence in ``language``; dates in the values are written out, strings sanitised."""
        pattern = self.nb if language == "nb" else self.en
        return pattern.format_map({name: say(value, language) for name, value in self.values})


def sentence(nb: str, en: str, /, **values: object) -> Sentence:
    """``sentence("Fra {day}.", "From {day}.", day=...)``. Values: strings, numbers, dates, labels."""
    return Sentence(nb, en, tuple(values.items()))
