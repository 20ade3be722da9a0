"""The release date and its standing, and a release that nobody planned: the sheets behind ``r`` and ``u``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from exin_schema.programme import Programme
from exin_schema.vocabulary import CustodyKind, Phase, ProbationState
from exin_tui.language import Sayable, join, text
from exin_tui.tui.changes import Moment
from exin_tui.tui.forms.declared import Field, Filled, Form, Kind, Option, Seen, Sure, Values
from exin_tui.tui.look import Look

if TYPE_CHECKING:
    from exin_tui.caseload.person_file import CustodyFile, PersonFile
    from exin_tui.storage.database import Database
    from exin_tui.tui.screens.with_file import FileNow

WHAT, ON, FULL_TERM, TWO_THIRDS = "what", "on", "full_term_on", "two_thirds_on"
SENTENCE, APPLIED, GRANTED, REFUSED, DECIDED, NOT_DECIDED = (
    "sentence", "applied", "granted", "refused", "decided", "not_decided",
)  # fmt: skip


def release_form(file: PersonFile, custody: CustodyFile, now: FileNow, look: Look) -> Form:
    """What has become known: the sentence's dates, probation, the decided date."""
    news = {
        DECIDED: text("the release is decided"),
        GRANTED: text("probation is granted"),
        REFUSED: text("probation is refused"),
        APPLIED: text("probation is applied for"),
        NOT_DECIDED: text("the release is no longer decided"),
        SENTENCE: text("the sentence: full term and 2/3"),
    }
    if custody.decided_on is None:
        del news[NOT_DECIDED]
    if custody.kind is CustodyKind.REMAND:
        news = {SENTENCE: news[SENTENCE]}
    when: Callable[..., bool] = lambda values: values.get(WHAT) in {DECIDED, GRANTED}  # noqa: E731
    fields = (
        Field(
            id=WHAT, label=text("What is known"), kind=Kind.CHOICE, value=next(iter(news)),
            options=[Option(key, words) for key, words in news.items()],
        ),
        Field(id=ON, label=text("Date"), kind=Kind.DATE, applies=when, required=True),
        Field(
            id="for", label=text("For which day"), kind=Kind.DATE, value=_iso(custody.probation_on),
            hint=text("may be empty; 1.12, 1/12/2026, Friday, +14d"),
            applies=lambda values: values.get(WHAT) == APPLIED,
        ),
        Field(
            id=FULL_TERM, label=text("Full term"), kind=Kind.DATE, value=_iso(custody.full_term_on),
            applies=_sentence,
        ),
        Field(
            id=TWO_THIRDS, label=text("2/3 date"), kind=Kind.DATE, value=_iso(custody.two_thirds_on),
            applies=_sentence,
        ),
    )  # fmt: skip

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        return _change(database, moment, custody.id, filled)

    def seen() -> Seen | None:
        found = now()
        if found is None or found.custody is None:
            return None
        dates = {FULL_TERM: found.custody.full_term_on, TWO_THIRDS: found.custody.two_thirds_on}
        return Seen(found.custody.version, {name: _iso(day) for name, day in dates.items()})

    return Form(
        title=look.say(text("{who}: release", who=look.screening.on_a_sheet(file.person))),
        about=(_known(custody),),
        fields=fields,
        save=save,
        seen=seen,
        foreseen=True,
    )


def _sentence(values: Values) -> bool:
    return values.get(WHAT) == SENTENCE


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day is not None else ""


def _known(custody: CustodyFile) -> Sayable:
    """What the board knows of it so far."""
    if custody.kind is CustodyKind.REMAND:
        return text("Remand has no release date, and nothing is computed.")
    known: list[object] = []
    if custody.full_term_on is not None:
        known.append(text("full term {on}", on=custody.full_term_on))
    if custody.two_thirds_on is not None:
        known.append(text("2/3 date {on}", on=custody.two_thirds_on))
    if custody.decided_on is not None:
        known.append(text("decided for {on}", on=custody.decided_on))
    if custody.probation is not ProbationState.NONE:
        known.append(text("probation {state}", state=custody.probation))
    return join(known, " · ") if known else text("No release date is recorded.")


def _change(database: Database, moment: Moment, episode_id: str, filled: Filled) -> object:
    from exin_tui.caseload import release_dates

    at = (database, episode_id, filled.version)
    on = filled.day(ON) or moment.today
    if filled[WHAT] == SENTENCE:
        return release_dates.enter_sentence(
            *at, full_term_on=filled.day(FULL_TERM), two_thirds_on=filled.day(TWO_THIRDS), **moment.acting
        )
    if filled[WHAT] == APPLIED:
        return release_dates.apply_for_probation(*at, filled.day("for"), **moment.acting)
    if filled[WHAT] == GRANTED:
        return release_dates.grant_probation(*at, on, **moment.acting)
    if filled[WHAT] == REFUSED:
        return release_dates.refuse_probation(*at, **moment.acting)
    return release_dates.decide(*at, on if filled[WHAT] == DECIDED else None, **moment.acting)


def unplanned_form(file: PersonFile, now: FileNow, programme: Programme, look: Look) -> Form:
    """Told the same day: phase 4 at once, with the list of what must be settled today; the drøft follows."""
    from exin_tui.programme.transitions import same_day_list

    day = Field(
        id="released_on", label=text("Released on"), kind=Kind.DATE, value=look.today.isoformat(),
        required=True,
    )  # fmt: skip

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.phases import move

        return move(
            database, file.person.id, filled.version, Phase.POST_RELEASE,
            released_on=filled.day("released_on"), reason=filled.reason, **moment.acting,
        )  # fmt: skip

    def seen() -> Seen | None:
        found = now()
        return None if found is None else Seen(found.version)

    today = join([words.label for words in same_day_list(programme)], " · ")
    return Form(
        title=look.say(text("{who}: unplanned release", who=look.screening.on_a_sheet(file.person))),
        about=(text("Settled today, as tasks: {list}", list=today),),
        fields=(day,),
        save=save,
        seen=seen,
        foreseen=True,
        sure=Sure(text("No, still in custody"), text("Yes, released")),
        submit=text("go on"),
    )
