"""Moving between phases, proposing it, and the drøft: the sheets behind ``f``, ``p`` and ``d``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from exin_schema.programme import Programme
from exin_schema.vocabulary import Phase
from exin_tui.language import Sayable, text
from exin_tui.tui.changes import Moment
from exin_tui.tui.forms.assignment import would_have
from exin_tui.tui.forms.declared import Field, Filled, Form, Kind, Notice, Seen
from exin_tui.tui.forms.drafted import (
    TO,
    as_discussed,
    discussion_fields,
    discussion_of,
    phase_field,
    phase_of,
    stood,
)
from exin_tui.tui.look import Look

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.caseload.person_file import PersonFile
    from exin_tui.storage.database import Database
    from exin_tui.tui.screens.with_file import FileNow

RELEASED_ON, WITHDRAW = "released_on", "withdraw"
_BEFORE_RELEASE = frozenset({Phase.INTAKE, Phase.IN_PRISON, Phase.PRE_RELEASE})
_NUMBERED = {phase.number: phase for phase in Phase}


def move_form(
    file: PersonFile, now: FileNow, colleagues: Sequence[str], programme: Programme, look: Look
) -> Form:
    """To another phase, back as well as forth; phase 4 takes the actual release."""
    proposal = file.proposal
    phases = [one for one in Phase if one not in {file.phase, Phase.CLOSING}]
    to = proposal.to if proposal is not None and proposal.to in phases else _next(file.phase, phases)
    decided = file.custody.decided_on if file.custody is not None else None
    released_on = Field(
        id=RELEASED_ON,
        label=text("Released on"),
        kind=Kind.DATE,
        value=decided.isoformat() if decided is not None and decided <= look.today else "",
        hint=text("the day on which the participant is actually out"),
        applies=lambda values: values.get(TO) == Phase.POST_RELEASE and file.phase in _BEFORE_RELEASE,
    )

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.phases import move

        return move(
            database, file.person.id, filled.version, phase_of(filled), discussion_of(filled),
            released_on=filled.day(RELEASED_ON), reason=filled.reason, **moment.acting,
        )  # fmt: skip

    def preview(connection: Connection, filled: Filled) -> list[Notice]:
        from exin_tui.caseload.assignment import after_move

        found = after_move(connection, file.person.id, phase_of(filled), programme)
        return [] if found is None or found.now == found.then else would_have(found)

    return Form(
        title=look.say(text("{who}: to another phase", who=look.screening.on_a_sheet(file.person))),
        about=(_here(file), *_proposed(file)),
        fields=(
            phase_field(phases, to.value),
            released_on,
            *discussion_fields(colleagues, proposal.discussion if proposal else None),
        ),
        save=save,
        seen=seen_discussed(now),
        foreseen=True,
        supposed=as_discussed,
        preview=preview,
        submit=text("move"),
    )


def propose_form(file: PersonFile, now: FileNow, colleagues: Sequence[str], look: Look) -> Form:
    """For the team's drøft, with as much of it as is known; a proposal that is there can be taken back."""
    proposal = file.proposal
    phases = [one for one in Phase if one is not file.phase]
    to = proposal.to if proposal is not None and proposal.to in phases else _next(file.phase, phases)
    kept: Callable[..., bool] = lambda values: not values.get(WITHDRAW)  # noqa: E731
    withdraw = Field(id=WITHDRAW, label=text("Withdraw the proposal"), kind=Kind.FLAG)

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.phases import propose, withdraw_proposal

        at = (database, file.person.id, filled.version)
        if filled.flag(WITHDRAW):
            return withdraw_proposal(*at, **moment.acting)
        return propose(*at, phase_of(filled), discussion_of(filled), reason=filled.reason, **moment.acting)

    return Form(
        title=look.say(text("{who}: propose a move", who=look.screening.on_a_sheet(file.person))),
        about=(_here(file), *_proposed(file)),
        fields=(
            phase_field(phases, to.value),
            *discussion_fields(colleagues, proposal.discussion if proposal else None, kept),
            *((withdraw,) if proposal is not None else ()),
        ),
        save=save,
        seen=seen_discussed(now),
        foreseen=True,
        submit=text("propose"),
    )


def discuss_form(file: PersonFile, now: FileNow, colleagues: Sequence[str], look: Look) -> Form:
    """The drøft that an unplanned release left owing, or that of the proposal."""
    proposal = None if file.discuss_by is not None else file.proposal

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.phases import hold_discussion, propose

        at = (database, file.person.id, filled.version)
        if proposal is None:
            return hold_discussion(*at, discussion_of(filled), **moment.acting)
        return propose(*at, proposal.to, discussion_of(filled), **moment.acting)

    about: tuple[Sayable, ...] = _proposed(file)
    if file.discuss_by is not None:
        about = (text("The discussion is owed by {by}.", by=file.discuss_by),)
    return Form(
        title=look.say(text("{who}: the team's discussion", who=look.screening.on_a_sheet(file.person))),
        about=(*about, text("Short, and no case story.")),
        fields=discussion_fields(colleagues, proposal.discussion if proposal else None),
        save=save,
        seen=seen_discussed(now),
        foreseen=True,
    )


def seen_discussed(now: FileNow) -> Callable[[], Seen | None]:
    """The participant's version, and what stands of a proposal's drøft."""

    def seen() -> Seen | None:
        file = now()
        if file is None:
            return None
        return Seen(file.version, stood(file.proposal.discussion if file.proposal else None))

    return seen


def _next(phase: Phase, phases: Sequence[Phase]) -> Phase:
    """The one after, else the last one before."""
    following = _NUMBERED.get(phase.number + 1)
    return following if following is not None and following in phases else phases[-1]


def _here(file: PersonFile) -> Sayable:
    return text("Now in phase {number} {phase}.", number=file.phase.number, phase=file.phase)


def _proposed(file: PersonFile) -> tuple[Sayable, ...]:
    if file.proposal is None:
        return ()
    to = file.proposal.to
    return (text("Proposed: phase {number} {phase}.", number=to.number, phase=to),)
