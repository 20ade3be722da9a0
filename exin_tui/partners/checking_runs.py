"""Runs everything that a partner answers inside the team, on an invented one; that it falls, and is slow."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from exin_schema.vocabulary import Language
from exin_tui.caseload.models import Person
from exin_tui.language import Text, say, text
from exin_tui.partners.asking import Event, EventKind, OpenTask
from exin_tui.partners.calling import PartnerManager
from exin_tui.partners.checking_answers import invented_that_fits, tasks_that_are
from exin_tui.partners.commanding import offered, run
from exin_tui.partners.contexts import inside
from exin_tui.partners.drawing import WIDGET, makers
from exin_tui.partners.evaluating import alerts, columns
from exin_tui.partners.inside_context import InsideContext
from exin_tui.partners.invented import Invented
from exin_tui.partners.sentinels import Canary
from exin_tui.partners.tab import load_tab
from exin_tui.partners.trial import Trial
from exin_tui.partners.view_plain import said_of
from exin_tui.partners.view_saying import Saying
from exin_tui.partners.view_seen import SeenCell, Subject, Viewed
from exin_tui.partners.view_values import Who
from exin_tui.partners.viewing import ONE, TEAM, participant_view, team_view
from exin_tui.privacy.screening import Screening

WIDTH = 80
"""Cells of the smallest terminal."""
Drawing: TypeAlias = "Callable[[Viewed, Screening, dt.date, int], list[str]]"
"""Draws a view as wide as a screen, line by line; given by whoever has screens."""
LANGUAGES: tuple[Language, ...] = ("nb", "en")


@dataclass(frozen=True, slots=True)
class Said:
    """What a partner said in one of its hooks, in both languages."""

    where: str
    shared: str
    """On a screen that others see."""
    open: str
    """On one that only the team sees, without whom the program names itself."""
    about: str = ""
    """The id of the participant that it was handed, where it was one."""
    drawn: tuple[str, ...] = ()
    """The lines of a shared screen of the smallest size, as the board draws them."""


def everything(
    trial: Trial,
    manager: PartnerManager,
    people: Iterable[Canary],
    draw: Drawing | None = None,
    *,
    worded: bool = True,
) -> Iterator[Said]:
    """Run every hook of `HOOKS`; the views of one participant for each of ``people``.

    ``worded`` is False where nobody reads what they say.
    """
    with trial.database.read() as connection:
        load_tab(connection, trial.partner, today=trial.today, programme=trial.programme, labels=trial.labels)
    asking = _Asking(trial, manager, tuple(people), draw, worded)
    for hook in HOOKS:
        yield from hook(asking)


def rules_and_columns(trial: Trial, manager: PartnerManager) -> Iterator[Said]:
    """What is computed of everybody on the day of ``trial``."""
    asking = _Asking(trial, manager, (), None, worded=True)
    yield from _rules(asking)
    yield from _columns(asking)


@dataclass(frozen=True, slots=True)
class _Asking:
    trial: Trial
    manager: PartnerManager
    people: tuple[Canary, ...]
    """Whose own views are looked at."""
    draw: Drawing | None
    worded: bool

    def context(self) -> InsideContext:
        """What the partner's code may see now."""
        trial = self.trial
        with trial.database.read() as connection:
            return inside(connection, trial.manifest, today=trial.today, programme=trial.programme)

    def seen(self, hook: str, viewed: Viewed | None, about: str = "") -> Said:
        """What a view says; nothing where there is none."""
        if viewed is None:
            return Said(hook, "", "", about)
        today, shared, shown, drawn = self.trial.today, [], [], []
        for language in LANGUAGES:
            hidden, bare = Screening(language=language), Screening(screened=False, language=language)
            if self.draw is not None and (self.worded or language == LANGUAGES[0]):
                drawn += self.draw(viewed, hidden, today, WIDTH)
            if self.worded:
                shared.append(said_of(viewed, _Unnamed(hidden, today)))
                shown.append(said_of(viewed, _Unnamed(bare, today)))
        return Said(hook, "\n".join(shared), "\n".join(shown), about, tuple(drawn))


def _rules(asking: _Asking) -> Iterator[Said]:
    """The alerts on everybody."""
    trial = asking.trial
    found = alerts(asking.manager, {trial.partner.id: asking.context()}, trial.today)
    for whose, those in found.by_participant.items():
        for one in those:
            said = _both(one.label, one.message, one.why.computed, one.why.inputs)
            yield Said(one.code, said, said, whose)


def _views(asking: _Asking) -> Iterator[Said]:
    """The team's view on a screen in either language, and those of single participants."""
    trial, manager = asking.trial, asking.manager
    ask: dict[str, Any] = {"today": trial.today, "programme": trial.programme}
    with trial.database.read() as connection:
        for language in LANGUAGES:
            viewed = team_view(manager, trial.partner, connection, language=language, **ask)
            yield asking.seen(TEAM, viewed)
        for number, one in enumerate(asking.people):
            ask["language"] = LANGUAGES[number % len(LANGUAGES)]
            viewed = participant_view(manager, trial.partner, one.id, connection, **ask)
            yield asking.seen(ONE, viewed, one.id)


class _Unnamed(Saying):
    """Leaves out the participants whom the program names itself: what is left, the partner said."""

    __slots__ = ()

    def cell(self, cell: SeenCell, about: Subject | None = None) -> str:
        """Empty for a participant."""
        return "" if isinstance(cell.value, Who) else Saying.cell(self, cell, about)

    def value(self, value: object, person: Person | None = None) -> str:
        """The same within a sentence."""
        return "" if isinstance(value, Who) else Saying.value(self, value, person)


def _commands(asking: _Asking) -> Iterator[Said]:
    """What the palette's commands answer."""
    context = asking.context()
    for one in offered(asking.manager).commands:
        found = run(asking.manager, one, context)
        lines = found if isinstance(found, tuple) else ()
        said = _both(one.id, one.title, *(line.said for line in lines))
        yield Said(f"command {one.id}", said, said)


def _events(asking: _Asking) -> Iterator[Said]:
    """Every kind of event, told of somebody: it answers with tasks, which nobody reads here."""
    trial = asking.trial
    if not trial.people or not asking.manager.answers(trial.partner, "exin_on_event"):
        return
    context = asking.context()
    own = [*(one.id for one in trial.manifest.facts), *(one.id for one in trial.manifest.records), ""]
    for kind in EventKind:
        for name in own if kind in {EventKind.FACT, EventKind.RECORD} else [""]:
            event = Event(kind, trial.people[0].id, name, new=True)
            shape = tasks_that_are(trial.manifest, context)
            asking.manager.call(
                "exin_on_event", OpenTask, only=trial.partner.id, shape=shape, ctx=context, event=event
            )
            yield Said("exin_on_event", "", "")


def _columns(asking: _Asking) -> Iterator[Said]:
    """The computed columns of its table."""
    trial = asking.trial
    for one in columns(asking.manager, trial.partner.id, asking.context(), trial.today):
        said = _both(one.id, one.name)
        yield Said(one.id, said, said)
        for whose, cell in (one.cells or {}).items():
            said = _both(cell.value, cell.because, cell.computed, cell.inputs)
            yield Said(one.id, said, said, whose)


def _demo(asking: _Asking) -> Iterator[Said]:
    """What it invents for the demo; nobody sees it here."""
    trial = asking.trial
    if asking.manager.answers(trial.partner, "exin_demo"):
        context, rng = asking.context(), random.Random(1)  # noqa: S311
        asking.manager.call(
            "exin_demo",
            Invented,
            only=trial.partner.id,
            shape=invented_that_fits(trial.manifest, context, trial.today),
            participants=context.participants,
            rng=rng,
            today=trial.today,
        )
        yield Said("exin_demo", "", "")


def _widget(asking: _Asking) -> Iterator[Said]:
    """Its own widget is asked for; it draws itself, and only while names are shown."""
    partner = asking.trial.partner
    if asking.manager.answers(partner, WIDGET):
        asking.manager.call(WIDGET, object, only=partner.id, shape=makers, ctx=asking.context())
        yield Said(WIDGET, "", "")


HOOKS: tuple[Callable[[_Asking], Iterator[Said]], ...] = (
    _views,
    _rules,
    _columns,
    _commands,
    _events,
    _demo,
    _widget,
)
"""All that a partner answers inside the team. What goes out is sent by `checking_exports`."""


def _both(*parts: object) -> str:
    """In both languages; a tuple is several."""
    said = []
    for part in parts:
        if isinstance(part, tuple):
            said.append(_both(*part))
        elif part is not None:
            said += [say(part, language) for language in LANGUAGES]
    return "\n".join(said)


def as_text(message: object) -> Text:
    """What a failure or a refusal says, as a sentence of its own."""
    return message if isinstance(message, Text) else text("{what}", what=message)
