"""One participant's bar: the height is the security level, and on it stands what is known and computed.

Everything computed is "earliest possible – computed"; a date that the prison has given stands instead of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from exin_prison import columns
from exin_prison.phase3 import AFTER, Window, is_late, phase3_window
from exin_prison.sentence import sentence_of
from exin_schema.vocabulary import CustodyKind, Label, Phase, SecurityLevel
from exin_tui.partners.api import Because, Computed, Participant, Point, Shade, Stretch, Stroke, Tone

LOW = Label("overgangsbolig, frigang, EK, § 12", "halfway house, frigang, EK, § 12")
LEVELS = {
    SecurityLevel.HIGH: (Stroke.HIGH, Label("høy", "high")),
    SecurityLevel.LOWER: (Stroke.MIDDLE, Label("lavere", "lower")),
    SecurityLevel.HALFWAY: (Stroke.LOW, LOW),
    SecurityLevel.DAY_RELEASE: (Stroke.LOW, LOW),
    SecurityLevel.ELECTRONIC: (Stroke.LOW, LOW),
    SecurityLevel.INSTITUTION: (Stroke.LOW, LOW),
}
NOT_RECORDED = Stroke.BASE, Label("nivå ikke ført", "level not recorded")
REMAND = Stroke.SHADED, Label("varetekt", "remand")
IN_PHASE_3 = Label("i fase 3", "in phase 3")
CAN_BEGIN = Label("fase 3 kan starte", "phase 3 can begin")
LATE = Label("burde ha startet fase 3", "phase 3 should have begun")
UNPLANNED = Because(
    "unplanned_release",
    Label(
        "Varetekt: kan bli løslatt samme dag, ingen dato er kjent. Ingenting regnes ut.",
        "Remand: may be released the same day, no date is known. Nothing is computed.",
    ),
    title=Label("Løslatelse ukjent", "Release unknown"),
)
_BY_ID = {column.id: column for column in columns.ALL}
RECORDS = {
    "leave": ("from", "◇", Label("permisjon", "leave")),
    "outing": ("at", "•", Label("fremstilling", "escorted outing")),
    "transfer": ("on", "→", Label("overføring", "transfer")),
}
"""Records with a day on the bar: the field with the day, the symbol, the name."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What goes into a bar."""

    stretches: tuple[Stretch, ...]
    points: tuple[Point, ...]
    why: Because | None
    late: bool


def drawn(participant: Participant, today: dt.date) -> Drawn:
    """The bar of somebody inside."""
    if participant.custody_kind is CustodyKind.REMAND:
        unknown = Stretch(today, None, Stroke.DOTS, Label("ukjent", "unknown"))
        start = Stretch(participant.custody_from, today, *REMAND)
        return Drawn((start, unknown), tuple(_recorded(participant)), UNPLANNED, late=False)
    window = phase3_window(participant)
    late = is_late(participant, window, today)
    return Drawn(
        tuple(_stretches(participant, today, window, late=late)),
        tuple(_points(participant, today, window)),
        window.why if window else None,
        late,
    )


def _stretches(
    participant: Participant, today: dt.date, window: Window | None, *, late: bool
) -> Iterator[Stretch]:
    served = sentence_of(participant)
    begun = served.start if served else participant.custody_from
    if (
        served is not None
        and participant.custody_from is not None
        and participant.custody_from < served.start
    ):
        yield Stretch(participant.custody_from, served.start, *REMAND)
    release, full = participant.release_date, participant.full_term_date
    levels = list(_levels(participant, begun, release))
    yield from levels
    if window is not None and release is not None:
        stroke, _ = _level_now(participant)
        if participant.phase is Phase.PRE_RELEASE:
            yield Stretch(max(today, window.opens), release, stroke, IN_PHASE_3, Shade.NOW)
        elif late:
            yield Stretch(max(today, window.opens), release, stroke, LATE, Shade.LATE)
        elif participant.phase not in AFTER:
            yield Stretch(window.opens, release, stroke, CAN_BEGIN, Shade.NEXT)
    if release is None:
        yield Stretch(today, None, Stroke.DOTS, Label("ukjent", "unknown"))
    elif full is not None and full > release:
        yield Stretch(release, full, Stroke.LINE, Label("endt tid", "full term"))


def _level_now(participant: Participant) -> tuple[Stroke, Label]:
    """How the level of now is drawn, and its name."""
    return LEVELS.get(participant.level, NOT_RECORDED) if participant.level else NOT_RECORDED


def _levels(participant: Participant, begun: dt.date | None, end: dt.date | None) -> Iterator[Stretch]:
    """The level from each recorded transfer on; without one, that of now."""
    changes = sorted(_changes(participant), key=lambda change: change[0])
    now = _level_now(participant)
    if not changes:
        yield Stretch(begun, end, *now)
        return
    first = changes[0][0]
    if begun is None or begun < first:
        yield Stretch(begun, first, *NOT_RECORDED)
    for place, (on, level) in enumerate(changes):
        until = changes[place + 1][0] if place + 1 < len(changes) else end
        yield Stretch(on, until, *LEVELS.get(level, NOT_RECORDED))


def _changes(participant: Participant) -> Iterator[tuple[dt.date, SecurityLevel]]:
    for record in participant.records.get("transfer", ()):
        on, level = record.get("on"), record.get("level")
        known = next((one for one in SecurityLevel if one.value == level), None)
        if isinstance(on, dt.date) and known is not None:
            yield on, known


def _points(participant: Participant, today: dt.date, window: Window | None) -> Iterator[Point]:
    if participant.release_date is not None:
        yield Point(participant.release_date, "◆", Label("løslates", "release"))
    if window is not None and participant.phase not in AFTER:
        yield Point(window.opens, "3", CAN_BEGIN)
    for column, symbol, name in (
        ("probation_earliest", "⅔", Label("prøveløslatelse", "probation")),
        ("half_time", "½", Label("halv tid", "half time")),
    ):
        computed = computed_date(column, participant, today)
        if computed is not None and isinstance(computed.value, dt.date):
            yield Point(computed.value, symbol, name, Tone.PLAIN, computed)
    yield from _recorded(participant)


def _recorded(participant: Participant) -> Iterator[Point]:
    for kind, (field, symbol, name) in RECORDS.items():
        for record in participant.records.get(kind, ()):
            on = record.get(field)
            if isinstance(on, dt.date):
                yield Point(on, symbol, name, Tone.PLAIN)


def computed_date(column: str, participant: Participant, today: dt.date) -> Computed | None:
    """What a computed column says of the participant."""
    return _BY_ID[column].compute(participant, today)
