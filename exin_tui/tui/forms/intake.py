"""The intake's sheets: a conversation, a criterion, and the enrolment."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from exin_schema.vocabulary import Judgement
from exin_tui.language import Sayable, text
from exin_tui.tui.changes import Moment
from exin_tui.tui.forms.declared import YES, Field, Filled, Form, Kind, Option, Seen, Sure
from exin_tui.tui.look import Look

if TYPE_CHECKING:
    from exin_tui.caseload.models import Person
    from exin_tui.caseload.way import Criterion, Intake, Talk, Way
    from exin_tui.storage.database import Database

WayNow = Callable[[], "Way | None"]
"""The participant's way as it was read last."""
ON, HELD, ANSWER = "on", "held", "answer"


def talk_form(person: Person, talk: Talk, now: WayNow, look: Look) -> Form:
    """Agreed for a day, or held on it."""
    fields = (
        Field(id=ON, label=text("Date"), kind=Kind.DATE, value=talk.on.isoformat() if talk.on else ""),
        Field(id=HELD, label=text("Held"), kind=Kind.FLAG, value=YES if talk.held else ""),
    )

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.intake import record_talk

        return record_talk(
            database, person.id, filled.version, talk.kind, filled.day(ON),
            held=filled.flag(HELD), **moment.acting,
        )  # fmt: skip

    return Form(
        title=look.say(text("{who}: {talk}", who=look.screening.on_a_sheet(person), talk=talk.kind)),
        fields=fields,
        save=save,
        seen=seen_way(now),
    )


def criterion_form(person: Person, criterion: Criterion, now: WayNow, look: Look) -> Form:
    """Yes, no, or judged case by case; nothing more is written."""
    answer = Field(
        id=ANSWER, label=text("Answer"), kind=Kind.CHOICE, value=criterion.judgement.value,
        options=[Option(one.value, one) for one in Judgement],
    )  # fmt: skip

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.intake import answer_criterion

        said = Judgement.of(filled[ANSWER])
        return answer_criterion(database, person.id, filled.version, criterion.key, said, **moment.acting)

    one = criterion.assessment.criterion
    name = look.screening.item(one.name, one.sensitive, person)
    return Form(
        title=look.say(text("{who}: {talk}", who=look.screening.on_a_sheet(person), talk=name)),
        about=(text("The answer alone; nothing more is written about it."),),
        fields=(answer,),
        save=save,
        seen=seen_way(now),
    )


def enrol_form(person: Person, intake: Intake, now: WayNow, look: Look) -> Form:
    """Taken in: refused without the mandatory consents, and when a criterion is not met."""
    left = [talk.kind for talk in intake.talks if not talk.held]
    about: tuple[Sayable, ...] = (
        text("The start checklist is in force from today. Participation is voluntary, and no condition."),
    )
    if left:
        about = (*about, text("Talks not noted as held: {number}", number=len(left)))

    hides = look.screening.hides(person)

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.intake import enrol
        from exin_tui.caseload.intake_screened import without_sensitive

        answer = enrol(database, person.id, filled.version, **moment.acting)
        return without_sensitive(answer, intake) if hides else answer

    return Form(
        title=look.say(text("{who}: enrol?", who=look.screening.on_a_sheet(person))),
        about=about,
        fields=(),
        save=save,
        seen=seen_way(now),
        foreseen=True,
        sure=Sure(text("No, not yet"), text("Yes, enrolled")),
        submit=text("go on"),
    )


def seen_way(now: WayNow) -> Callable[[], Seen | None]:
    """The participant's version, as it was read last."""

    def seen() -> Seen | None:
        way = now()
        return None if way is None else Seen(way.version)

    return seen
