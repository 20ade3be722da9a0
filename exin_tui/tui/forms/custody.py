"""Taken into custody, and moved within it: the sheets behind ``i`` and ``t``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from exin_schema.vocabulary import CustodyKind, Phase, SecurityLevel
from exin_tui.language import Sayable, text
from exin_tui.tui.changes import Moment
from exin_tui.tui.forms.declared import Field, Filled, Form, Kind, Option, Seen
from exin_tui.tui.forms.drafted import LONGEST, as_discussed, discussion_fields, discussion_of
from exin_tui.tui.look import Look

if TYPE_CHECKING:
    from exin_tui.caseload.person_file import CustodyFile, PersonFile
    from exin_tui.storage.database import Database
    from exin_tui.tui.screens.with_file import FileNow

KIND, LEVEL, PLACE, UNIT = "kind", "level", "place", "unit"
SINCE, FULL_TERM, TWO_THIRDS = "started_on", "full_term_on", "two_thirds_on"
_OUTSIDE = frozenset({Phase.POST_RELEASE, Phase.REINTEGRATION, Phase.CLOSING})


def custody_fields(applies: Callable[..., bool] | None = None, *, since: str = "") -> tuple[Field, ...]:
    """Level, place, from when, and a sentence's two dates. ``applies`` says when they are asked for."""

    def always(_values: object) -> bool:
        return True

    inside = applies or always
    sentence = lambda values: inside(values) and values.get(KIND) == CustodyKind.SENTENCE  # noqa: E731
    return (
        Field(
            id=LEVEL, label=text("Level"), kind=Kind.CHOICE, value=SecurityLevel.HIGH.value,
            options=[Option(one.value, one) for one in SecurityLevel if one.in_custody], applies=inside,
        ),
        Field(id=PLACE, label=text("Prison"), limit=LONGEST, personal=True, applies=inside),
        Field(id=SINCE, label=text("Since"), kind=Kind.DATE, value=since, applies=inside),
        Field(id=FULL_TERM, label=text("Full term"), kind=Kind.DATE, applies=sentence),
        Field(id=TWO_THIRDS, label=text("2/3 date"), kind=Kind.DATE, applies=sentence),
    )  # fmt: skip


def imprison_form(file: PersonFile, now: FileNow, colleagues: Sequence[str], look: Look) -> Form:
    """A new imprisonment; from outside back to phase 2 with it, with the team's drøft."""
    moves = file.phase in _OUTSIDE
    kind = Field(
        id=KIND, label=text("In custody"), kind=Kind.CHOICE, value=CustodyKind.REMAND.value,
        options=[Option(one.value, one) for one in CustodyKind],
    )  # fmt: skip

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.imprisonment import imprison
        from exin_tui.caseload.registration import Custody

        custody = Custody(
            kind=CustodyKind.of(filled[KIND]),
            level=SecurityLevel.of(filled[LEVEL]),
            place=filled[PLACE],
            started_on=filled.day(SINCE),
            full_term_on=filled.day(FULL_TERM),
            two_thirds_on=filled.day(TWO_THIRDS),
        )
        return imprison(
            database, file.person.id, filled.version, custody, discussion_of(filled),
            reason=filled.reason, **moment.acting,
        )  # fmt: skip

    def seen() -> Seen | None:
        found = now()
        return None if found is None else Seen(found.version)

    about: tuple[Sayable, ...] = (
        (
            text("Back to phase 2 with new checklists. Everything earlier is kept."),
            text("The earlier plan is gone through: what still holds, what can go on inside."),
        )
        if moves
        else ()
    )
    return Form(
        title=look.say(text("{who}: imprisoned", who=look.screening.on_a_sheet(file.person))),
        about=about,
        fields=(
            kind,
            *custody_fields(since=look.today.isoformat()),
            *(discussion_fields(colleagues) if moves else ()),
        ),
        save=save,
        seen=seen,
        foreseen=True,
        supposed=as_discussed,
    )


def transfer_form(file: PersonFile, custody: CustodyFile, now: FileNow, look: Look) -> Form:
    """Another place, unit or level; a new place opens the prison's contacts again."""
    fields = (
        Field(id=PLACE, label=text("Prison"), value=custody.place, limit=LONGEST, personal=True),
        Field(id=UNIT, label=text("Unit"), value=custody.unit, limit=LONGEST, personal=True),
        Field(
            id=LEVEL, label=text("Level"), kind=Kind.CHOICE, value=custody.level.value,
            options=[Option(one.value, one) for one in SecurityLevel if one is not SecurityLevel.OUT],
        ),
    )  # fmt: skip

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.transfer import transfer

        level = SecurityLevel.of(filled[LEVEL])
        return transfer(
            database, custody.id, filled.version,
            place=filled[PLACE], unit=filled[UNIT], level=level, **moment.acting,
        )  # fmt: skip

    def seen() -> Seen | None:
        found = now()
        if found is None or found.custody is None:
            return None
        stored = found.custody
        return Seen(stored.version, {PLACE: stored.place, UNIT: stored.unit, LEVEL: stored.level.value})

    return Form(
        title=look.say(text("{who}: transferred", who=look.screening.on_a_sheet(file.person))),
        fields=fields,
        save=save,
        seen=seen,
        foreseen=True,
    )
