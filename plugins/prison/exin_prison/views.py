"""The prison's views: everybody by next release, and one participant's sentence with its dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from exin_prison import columns
from exin_prison.bars import RECORDS, UNPLANNED, computed_date, drawn
from exin_prison.phase3 import AFTER, phase3_window
from exin_schema.vocabulary import CustodyKind, Label, ReleaseStanding
from exin_tui.partners.api import (
    Bar,
    Because,
    Cell,
    Column,
    Day,
    Days,
    InsideContext,
    Participant,
    Place,
    Row,
    Sign,
    Staff,
    Table,
    Timeline,
    Tone,
    Until,
    ViewModel,
)

NEAR = 28
"""Days to a release that stands out."""
UNKNOWN = Label("ukjent", "unknown")
NO_DATE = Label("mangler", "missing")
TITLE = Label("Soningsløp", "Sentences")
LEFT = (
    Column(Label("Deltaker", "Who"), most=20),
    Column(Label("Ansv", "By"), optional=3),
    Column(Label("Sted", "Place"), most=15, optional=2),
)
RIGHT = (Column(Label("Løslates", "Release")), Column(Label("Om", "In"), right=True, optional=1))


def is_inside(participant: Participant) -> bool:
    """Remanded or serving, and not released: also at home with EK or in an institution."""
    return participant.custody_kind is not None and participant.release_kind is not ReleaseStanding.ACTUAL


def next_first(participant: Participant) -> tuple[dt.date, str]:
    """Earliest release first, unknown dates last."""
    return participant.release_date or dt.date.max, participant.code


def bar(participant: Participant, today: dt.date) -> Bar:
    """One line of the timeline."""
    made = drawn(participant, today)
    release = participant.release_date
    left = (release - today).days if release is not None else None
    sign, tone = None, Tone.PLAIN
    if made.late or (left is not None and left < 0):
        sign, tone = Sign.LATE, Tone.OVERDUE
    elif left is not None and left <= NEAR:
        sign, tone = Sign.SOON, Tone.SOON
    near = Tone.STRONG if left is not None and left <= NEAR else Tone.QUIET
    after = (
        (Cell(release, near if near is Tone.STRONG else Tone.PLAIN), Cell(Days(max(left or 0, 0)), near))
        if release is not None
        else (Cell(UNKNOWN, Tone.QUIET), Cell(None))
    )
    return Bar(
        stretches=made.stretches,
        points=made.points,
        before=(
            participant,
            Cell(Staff(participant.caseworker), Tone.QUIET),
            Cell(Place(participant.place), Tone.QUIET),
        ),
        after=after,
        about=participant,
        tone=tone,
        sign=sign,
        why=made.why,
    )


def team_view(ctx: InsideContext) -> ViewModel:
    """Everybody inside by next release."""
    inside = sorted((one for one in ctx.participants if is_inside(one)), key=next_first)
    return Timeline(
        title=TITLE,
        bars=(bar(one, ctx.today) for one in inside),
        before=LEFT,
        after=RIGHT,
        order=Label("neste løslatelse først", "next release first"),
        empty=Label("Ingen er inne.", "Nobody is inside."),
    )


def participant_view(ctx: InsideContext, participant: Participant) -> Iterator[ViewModel]:
    """The bar, the dates with what each rests on, and what has been and is to come."""
    if is_inside(participant):
        one = bar(participant, ctx.today)
        yield Timeline(
            title=TITLE,
            bars=(Bar(one.stretches, one.points, about=participant, why=one.why),),
            whole=True,
        )
    dates = sorted(date_rows(participant, ctx.today), key=_by_date)
    yield Table(
        title=Label("Datoer", "Dates"),
        columns=(
            Column(Label("Hva", "What"), most=28),
            Column(Label("Dato", "Date")),
            Column(Label("Om", "In"), optional=1),
            Column(Label("Grunnlag", "Standing"), grows=True),
        ),
        rows=dates,
        empty=Label("Ingen soning er ført.", "No imprisonment is recorded."),
    )
    yield Table(
        title=Label("Permisjoner, fremstillinger, overføringer", "Leaves, outings, transfers"),
        columns=(
            Column(Label("Når", "When")),
            Column(Label("Hva", "What")),
            Column(Label("Hvor", "Where"), grows=True),
        ),
        rows=tuple(record_rows(participant)),
        empty=Label("Ingen er ført.", "None is recorded."),
    )


def _row(
    name: Label, on: dt.date, standing: Cell, why: Because | None = None, today: dt.date | None = None
) -> Row:
    ahead = on if today is not None and on >= today else None
    return Row((name, Day(on), Cell(Until(ahead), Tone.QUIET), standing), why=why)


def _by_date(row: Row) -> dt.date:
    """What has no date comes last."""
    on = tuple(row.cells)[1]
    return on.on if isinstance(on, Day) else dt.date.max


def date_rows(participant: Participant, today: dt.date) -> Iterator[Row]:
    """Every date, recorded or computed; and where none can be computed, why not."""
    if participant.custody_kind is None:
        return
    recorded = Cell(Label("ført", "recorded"), Tone.QUIET)
    if participant.custody_from is not None:
        yield _row(Label("Innsatt", "Imprisoned"), participant.custody_from, recorded)
    start = participant.facts.get("sentence_start")
    if isinstance(start, dt.date):
        yield _row(Label("Soningsstart", "Sentence start"), start, recorded)
    for column in columns.ALL:
        computed = computed_date(column.id, participant, today)
        if computed is None:
            continue
        if not isinstance(computed.value, dt.date):
            yield Row((column.name, Cell(computed), None, Cell(computed.because, Tone.QUIET)))
            continue
        standing = Label("oppgitt", "given") if computed.official else computed.because
        tone = Tone.PLAIN if computed.official else Tone.QUIET
        yield _row(column.name, computed.value, Cell(standing, tone, why=computed), today=today)
    window = phase3_window(participant)
    if window is not None and participant.phase not in AFTER:
        computed_here = Cell(Label("beregnet", "computed"), Tone.QUIET)
        yield _row(
            Label("Fase 3 kan starte", "Phase 3 can begin"), window.opens, computed_here, window.why, today
        )
        yield _row(
            Label("Fase 3 bør ha startet", "Phase 3 should have begun"),
            window.should,
            computed_here,
            window.why,
            today,
        )
    yield from _release_rows(participant, today)


def _release_rows(participant: Participant, today: dt.date) -> Iterator[Row]:
    name = Label("Løslatelse", "Release")
    if participant.release_date is not None:
        yield _row(name, participant.release_date, Cell(participant.release_kind, Tone.STRONG), today=today)
    else:
        remand = participant.custody_kind is CustodyKind.REMAND
        why = UNPLANNED if remand else None
        standing = Label("varetekt: kan bli samme dag", "remand: may be the same day") if remand else NO_DATE
        yield Row((name, Cell(UNKNOWN, Tone.QUIET), None, Cell(standing, Tone.QUIET)), why=why)
    if participant.full_term_date is not None:
        recorded = Cell(Label("ført", "recorded"), Tone.QUIET)
        yield _row(Label("Endt tid", "Full term"), participant.full_term_date, recorded, today=today)


def record_rows(participant: Participant) -> Iterator[Row]:
    """Newest first."""
    found: list[tuple[dt.date, Row]] = []
    for kind, (field, _, name) in RECORDS.items():
        for record in participant.records.get(kind, ()):
            on, where = record.get(field), record.get("where", record.get("to"))
            if isinstance(on, dt.date):
                place = Place(where) if isinstance(where, str) else None
                day = on.date() if isinstance(on, dt.datetime) else on
                found.append((day, Row((on, name, Cell(place, Tone.QUIET)))))
    for _, row in sorted(found, key=lambda one: one[0], reverse=True):
        yield row
