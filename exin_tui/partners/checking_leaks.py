"""Finds the sentinels of a trial in what came out, and says what leaked, whose it is, and what to do."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from exin_tui.language import Sayable, Text, join, text
from exin_tui.partners.calling import Failure, PartnerManager
from exin_tui.partners.checking_runs import LANGUAGES, Said, as_text
from exin_tui.partners.findings import Finding
from exin_tui.partners.manifest import ExportDecl
from exin_tui.partners.overhearing import Heard, Overheard, Way
from exin_tui.partners.sentinels import ALIAS, CODE, REF, Canary, Sentinel
from exin_tui.partners.standings import WORDS, Standing, topics_of
from exin_tui.partners.trial import Trial


class Why(enum.Enum):
    """Why something must not be where it was found."""

    CONSENT = "consent"
    TOPICS = "topics"
    SCOPE = "scope"
    SHARED = "shared"
    ANOTHER = "another"
    UNIT = "unit"
    LOGGED = "logged"
    PRINTED = "printed"
    WRITTEN = "written"
    ERROR = "error"


def _sentence(why: Why, leaked: Sayable, whose: Sayable) -> Text:
    """What leaked, whose it is, and what to do."""
    named = {"field": leaked, "whose": whose}
    match why:
        case Why.CONSENT:
            return text(
                "{field} of somebody without consent ({whose}). "
                "Make it of the participants that it is handed, and keep nothing from elsewhere.",
                **named,
            )
        case Why.TOPICS:
            return text(
                "{field} goes out on a consent that does not cover it ({whose}). "
                "Make it of the participants that it is handed, and keep nothing from elsewhere.",
                **named,
            )
        case Why.SCOPE:
            return text("{field} is outside the scope. Name it in the manifest, or leave it out.", **named)
        case Why.SHARED:
            return text(
                "{field} is said, on a screen that others see. "
                "In a view use Who, Place and ContactName, which are hidden; elsewhere name nobody.",
                **named,
            )
        case Why.ANOTHER:
            return text(
                "{field} of somebody whom it is not about ({whose}). Say what its own participant has.",
                **named,
            )
        case Why.UNIT:
            return text(
                "{field} of somebody of another unit than the one it goes to ({whose}). "
                "Make it of the participants that it is handed, and keep nothing from elsewhere.",
                **named,
            )
        case _:
            return _beside_its_answers(why, named)


def _beside_its_answers(why: Why, named: dict[str, Sayable]) -> Text:
    match why:
        case Why.LOGGED:
            return text("{field} is logged ({whose}). Log nothing of a participant.", **named)
        case Why.PRINTED:
            return text("{field} is printed ({whose}). Print nothing: answer with values.", **named)
        case Why.WRITTEN:
            return text(
                "{field} is kept in a file of its own ({whose}). Keep nothing: facts and records are the "
                "program's, which stores them encrypted.",
                **named,
            )
        case _:
            return text(
                "{field} stands in an error ({whose}). Name hooks, rules and errors without values.", **named
            )


@dataclass(slots=True)
class Leaks:
    """Everything that was found, each place and reason once, however many it is about."""

    _found: dict[tuple[str, Why], dict[str, set[Standing]]] = field(default_factory=dict)

    def add(self, where: str, why: Why, sentinel: Sentinel, whose: Canary) -> None:
        """One value of one participant."""
        self._found.setdefault((where, why), {}).setdefault(sentinel.field, set()).add(whose.standing)

    def findings(self) -> Iterator[Finding]:
        """A finding for each place and reason."""
        for (where, why), fields in self._found.items():
            names = join(list(fields))
            standings = set().union(*fields.values())
            whose = join([WORDS[one] for one in Standing if one in standings])
            yield Finding("canary", where, 0, _sentence(why, names, whose))


def in_failures(trial: Trial, leaks: Leaks, manager: PartnerManager) -> Iterator[Finding]:
    """What failed, each failure a finding; and whom it names."""
    for failure in manager.failures:
        what = "\n".join((failure.what, *(failure.message.say(language) for language in LANGUAGES)))
        in_error(trial, leaks, failure.what, what)
        if not failure.what.startswith("export "):  # told as the export's already
            yield _of_failure(trial, manager, failure)


def _of_failure(trial: Trial, manager: PartnerManager, failure: Failure) -> Finding:
    """With the line on which the hook stands, where the failure does not say one."""
    place = manager.place_of(trial.partner, failure.what)
    if place is None or ", line " in failure.message.say("en"):
        return Finding("hooks", failure.what, 0, as_text(failure.message))
    return Finding("hooks", *place, as_text(join((failure.what, failure.message), ": ")))


def in_export(
    trial: Trial,
    leaks: Leaks,
    export: ExportDecl,
    open_to: frozenset[Standing],
    content: str,
    where: str,
    within: frozenset[str] | None = None,
) -> None:
    """Nobody whose consent does not open it, and of the others what they are asked to be sent.

    ``within``: the ids of those of the unit that it goes to; nobody else either.
    """
    for whose, sentinel in _within(trial.everybody, content):
        if whose.standing not in open_to:
            leaks.add(where, Why.CONSENT, sentinel, whose)
        elif within is not None and whose.id not in within:
            leaks.add(where, Why.UNIT, sentinel, whose)
        elif not sentinel.may_be_in(export):
            leaks.add(where, Why.SCOPE, sentinel, whose)
        elif not sentinel.topics <= topics_of(whose.standing, trial.manifest):
            leaks.add(where, Why.TOPICS, sentinel, whose)


def on_screens(trial: Trial, leaks: Leaks, said: Said) -> None:
    """On a shared screen the case code alone; on an open one what the scope has, of whom it is about."""
    for whose, sentinel in _within(trial.everybody, said.shared):
        if sentinel.field not in {CODE, REF}:
            leaks.add(said.where, Why.SHARED, sentinel, whose)
    for whose, sentinel in _within(trial.everybody, "\n".join(said.drawn)):
        if sentinel.field not in {CODE, ALIAS}:  # by which the program names whom a line is about
            leaks.add(said.where, Why.SHARED, sentinel, whose)
    for whose, sentinel in _within(trial.everybody, said.open):
        if sentinel.field == REF:
            continue
        if not sentinel.inside:
            leaks.add(said.where, Why.SCOPE, sentinel, whose)
        elif said.about and whose.id != said.about:
            leaks.add(said.where, Why.ANOTHER, sentinel, whose)


def in_error(trial: Trial, leaks: Leaks, where: str, said: str) -> None:
    """Nothing of anybody."""
    for whose, sentinel in _within(trial.everybody, said):
        leaks.add(where, Why.ERROR, sentinel, whose)


_WHYS = {Way.LOGGED: Why.LOGGED, Way.PRINTED: Why.PRINTED, Way.WRITTEN: Why.WRITTEN}


def overheard(trial: Trial, leaks: Leaks, heard: Heard) -> Iterator[Finding]:
    """Nothing of anybody in what it said beside its answers; and no talking to the world outside."""
    outside: dict[tuple[str, Way], Overheard] = {}
    for one in heard.all():
        if one.way in _WHYS:
            for whose, sentinel in _within(trial.everybody, one.said):
                leaks.add(one.what, _WHYS[one.way], sentinel, whose)
        else:
            outside.setdefault((one.what, one.way), one)
    for one in outside.values():
        if one.way is Way.CONNECTED:
            message = text(
                "It connects to {where}: what it sends goes out past the consents. Leave it out.",
                where=one.said,
            )
        else:
            message = text(
                "It starts another program, {what}: what that is told goes out past the consents. "
                "Leave it out.",
                what=one.said,
            )
        yield Finding("canary", one.what, 0, message)


def _within(people: Iterable[Canary], content: str) -> Iterator[tuple[Canary, Sentinel]]:
    folded = content.casefold()
    if folded:
        for whose in people:
            for sentinel in whose.sentinels:
                if sentinel.within(folded):
                    yield whose, sentinel
