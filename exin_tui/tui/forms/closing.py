"""Ending a follow-up, completing the end, and opening it again: the sheets behind ``b`` and ``g``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from exin_schema.vocabulary import ClosingReason, IntakeOutcome, Phase
from exin_tui.language import Sayable, join, text
from exin_tui.programme import amounts
from exin_tui.tui.changes import Moment
from exin_tui.tui.forms.declared import Field, Filled, Form, Kind, Option, Seen, Sure
from exin_tui.tui.forms.drafted import (
    LONGEST,
    as_discussed,
    discussion_fields,
    discussion_of,
    phase_field,
    phase_of,
)
from exin_tui.tui.look import Look

if TYPE_CHECKING:
    from exin_tui.caseload.closing import ClosingPreview
    from exin_tui.caseload.person_file import PersonFile
    from exin_tui.storage.database import Database
    from exin_tui.tui.screens.with_file import FileNow

WHY, BECAUSE, TOLD, BY = "why", "because", "told", "by"
SURE = Sure(text("No, go on following up"), text("Yes, end it"))


def closing_form(
    file: PersonFile, preview: ClosingPreview, now: FileNow, colleagues: Sequence[str], look: Look
) -> Form:
    """Whichever end is possible: a decision in intake, the end itself, or its completion."""
    if file.phase is Phase.CLOSING and file.closing_reason is not None:
        return _complete(file, preview, now, look)
    if file.phase is Phase.INTAKE and not file.enrolled:
        return _decline(file, preview, now, colleagues, look)
    return _begin(file, preview, now, colleagues, look)


def to_be_told(preview: ClosingPreview) -> tuple[Sayable, ...]:
    """Who is to be told, from the consents that are active now, and what would be called off."""
    names = join([one.name for one in preview.to_tell])
    told = (
        text("To be told, from the consents that hold today: {partners}", partners=names)
        if preview.to_tell
        else text("Nobody has consented to be told.")
    )
    if not (preview.meetings or preview.open_tasks):
        return (told,)
    planned = text(
        "Not ended yet: {meetings}, {tasks}.",
        meetings=amounts.planned_meetings(preview.meetings),
        tasks=amounts.open_tasks(preview.open_tasks),
    )
    return told, planned


def _told_field() -> Field:
    return Field(
        id=TOLD,
        label=text("All have been told"),
        kind=Kind.FLAG,
        hint=text("yes: completed at once, and the consents end"),
    )


def _begin(
    file: PersonFile, preview: ClosingPreview, now: FileNow, colleagues: Sequence[str], look: Look
) -> Form:
    proposal = file.proposal if file.proposal is not None and file.proposal.to is Phase.CLOSING else None
    reasons = [one for one in ClosingReason if one is not ClosingReason.ENDED_IN_INTAKE]
    fields = (
        Field(
            id=WHY, label=text("Ended by"), kind=Kind.CHOICE, value=reasons[0].value,
            options=[Option(one.value, one) for one in reasons],
        ),
        Field(
            id=BECAUSE, label=text("Why"), limit=LONGEST, personal=True, required=True,
            applies=lambda values: values.get(WHY) == ClosingReason.OTHER,
        ),
        *discussion_fields(colleagues, proposal.discussion if proposal else None),
        _told_field(),
    )  # fmt: skip

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.closing import begin

        why = next(one for one in reasons if one.value == filled[WHY])
        return begin(
            database, file.person.id, filled.version, why, discussion_of(filled),
            reason=filled.reason or filled[BECAUSE], told=filled.flag(TOLD), **moment.acting,
        )  # fmt: skip

    return Form(
        title=look.say(text("{who}: end the follow-up", who=look.screening.on_a_sheet(file.person))),
        about=to_be_told(preview),
        fields=fields,
        save=save,
        seen=_seen(now),
        foreseen=True,
        supposed=as_discussed,
        sure=SURE,
        past=SURE,
        submit=text("go on"),
    )


def _decline(
    file: PersonFile, preview: ClosingPreview, now: FileNow, colleagues: Sequence[str], look: Look
) -> Form:
    outcomes = [one for one in IntakeOutcome if one is not IntakeOutcome.ENROLLED]
    who = Field(
        id=BY, label=text("Decision"), kind=Kind.CHOICE, value=outcomes[0].value,
        options=[Option(one.value, one) for one in outcomes],
    )  # fmt: skip

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.intake import decline

        by = next(one for one in outcomes if one.value == filled[BY])
        return decline(
            database, file.person.id, filled.version, by, discussion_of(filled),
            reason=filled.reason, told=filled.flag(TOLD), **moment.acting,
        )  # fmt: skip

    return Form(
        title=look.say(text("{who}: end the intake", who=look.screening.on_a_sheet(file.person))),
        about=to_be_told(preview),
        fields=(who, *discussion_fields(colleagues), *((_told_field(),) if preview.to_tell else ())),
        save=save,
        seen=_seen(now),
        foreseen=True,
        supposed=as_discussed,
        sure=Sure(text("No, go on with the intake"), text("Yes, end it")),
        submit=text("go on"),
    )


def _complete(file: PersonFile, preview: ClosingPreview, now: FileNow, look: Look) -> Form:
    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.closing import complete

        return complete(database, file.person.id, filled.version, told=filled.flag(TOLD), **moment.acting)

    return Form(
        title=look.say(text("{who}: complete the closing", who=look.screening.on_a_sheet(file.person))),
        about=to_be_told(preview),
        fields=(_told_field(),),
        save=save,
        seen=_seen(now),
        foreseen=True,
        sure=Sure(text("No, not yet"), text("Yes, complete it")),
        submit=text("go on"),
    )


def reopen_form(file: PersonFile, now: FileNow, colleagues: Sequence[str], look: Look) -> Form:
    """The door stays open: into any phase that the rules allow, with everything that was kept."""
    phases = [one for one in Phase if one is not Phase.CLOSING]

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.reopening import reopen

        return reopen(
            database, file.person.id, filled.version, phase_of(filled), discussion_of(filled),
            reason=filled.reason, **moment.acting,
        )  # fmt: skip

    about: list[Sayable] = []
    if file.closed_on is not None and file.closing_reason is not None:
        about.append(text("Ended {on}: {reason}.", on=file.closed_on, reason=file.closing_reason))
    about.append(text("The consents that ended do not come back: the board asks for them."))
    return Form(
        title=look.say(text("{who}: open again", who=look.screening.on_a_sheet(file.person))),
        about=tuple(about),
        fields=(phase_field(phases, phases[0].value), *discussion_fields(colleagues)),
        save=save,
        seen=_seen(now),
        foreseen=True,
        supposed=as_discussed,
        submit=text("open again"),
    )


def _seen(now: FileNow) -> Callable[[], Seen | None]:
    def seen() -> Seen | None:
        file = now()
        return None if file is None else Seen(file.version)

    return seen
