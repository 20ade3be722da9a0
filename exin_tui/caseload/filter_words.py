"""Filters as words on a command line: ``overdue``, ``phase=3``, ``caseworker=KN``, ``search=furu``."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from exin_schema.vocabulary import Phase, Term
from exin_tui.caseload.filter_steps import (
    CaseworkerStep,
    PhaseStep,
    Quick,
    QuickStep,
    SearchStep,
    Step,
    folded,
)
from exin_tui.caseload.filters import Filter, clean_search
from exin_tui.caseload.sorting import Sort
from exin_tui.language import Text, text

MINE = "mine"
_NAMES = {
    "phase": "phase",
    "fase": "phase",
    "caseworker": "caseworker",
    "ansvarlig": "caseworker",
    "search": "search",
    "søk": "search",
}


class UnknownFilter(ValueError):
    """A word that is no filter; ``message`` says what would be one."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.say("en"))
        self.message = message


def parse_filter(words: Iterable[str], *, sort: str = Sort.URGENCY.value, me: str = "") -> Filter:
    """The filter that ``words`` describe, in their order; ``me`` are the initials behind ``mine``.

    Words may be English or Norwegian, with spaces or hyphens. Raises `UnknownFilter`.
    """
    found = Filter(sort=parse_sort(sort))
    for word in words:
        step = _step(word, me)
        if step not in found.steps:
            found = found.toggle(step)
    return found


def filter_words(narrowed: Filter) -> tuple[str, ...]:
    """The words that `parse_filter` reads back."""
    return tuple(_word(step) for step in narrowed.steps)


def parse_sort(word: str) -> Sort:
    """An order by its word, in either language. Raises `UnknownFilter`."""
    known = {form: sort for sort in Sort for form in _forms(sort)}
    if (found := known.get(_plain(word))) is not None:
        return found
    message = text(
        "There is no order “{word}”. Orders are: {known}.", word=word, known=", ".join(s.value for s in Sort)
    )
    raise UnknownFilter(message)


def _word(step: Step) -> str:
    match step:
        case QuickStep(quick):
            return quick.value
        case PhaseStep(phase):
            return f"phase={phase.number}"
        case CaseworkerStep(initials, mine):
            return MINE if mine else f"caseworker={initials}"
        case SearchStep(words):
            return f"search={words}"


def _step(word: str, me: str) -> Step:
    name, equals, value = word.partition("=")
    if equals and (kind := _NAMES.get(_plain(name))) is not None:
        return _named(kind, clean_search(value), word)
    if _plain(word) == MINE:
        if not me:
            raise UnknownFilter(
                text("“mine” needs to know who you are. Say whose instead, such as caseworker=KN.")
            )
        return CaseworkerStep(me, mine=True)
    known = {form: quick for quick in Quick for form in _forms(quick)}
    if (quick := known.get(_plain(word))) is not None:
        return QuickStep(quick)
    phase = _phase(word)
    if phase is not None:
        return PhaseStep(phase)
    raise UnknownFilter(_unknown(word, list(known)))


def _named(kind: str, value: str, word: str) -> Step:
    if kind == "phase":
        phase = _phase(value)
        if phase is None:
            raise UnknownFilter(text("“{word}” is no phase. Phases are 1 to 6.", word=word))
        return PhaseStep(phase)
    if not value:
        raise UnknownFilter(text("“{word}” says nothing after the equals sign.", word=word))
    if kind == "search":
        return SearchStep(value)
    return CaseworkerStep(value)


def _phase(word: str) -> Phase | None:
    plain = _plain(word)
    for phase in Phase:
        if plain in {str(phase.number), *_forms(phase)}:
            return phase
    return None


def _unknown(word: str, known: list[str]) -> Text:
    close = difflib.get_close_matches(_plain(word), known, n=1)
    if close:
        return text("There is no filter “{word}”. Did you mean “{close}”?", word=word, close=close[0])
    words = [quick.value for quick in Quick]
    return text(
        "There is no filter “{word}”. Filters are: {known}.",
        word=word,
        known=", ".join([MINE, *words, "phase=3", "caseworker=KN", "search=…"]),
    )


def _forms(term: Term) -> set[str]:
    return {_plain(term.value), _plain(term.label.nb), _plain(term.label.en)}


def _plain(word: str) -> str:
    return "-".join(folded(word).replace("_", "-").replace("-", " ").split())
