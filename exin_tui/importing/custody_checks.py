"""What cannot be true of a participant's custody and dates, and what the rules do not expect.

Impossible is a problem. Unexpected is only said: a team's list is as it is, and the board shows it anyway.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec

from exin_schema.vocabulary import CustodyKind, Phase, ProbationState, SecurityLevel
from exin_tui.importing.parse import ParsedRow
from exin_tui.importing.participant_columns import CUSTODY
from exin_tui.language import text

_NOT_BEFORE = (
    ("full_term_on", "started_on"),
    ("two_thirds_on", "started_on"),
    ("probation_on", "started_on"),
    ("decided_on", "started_on"),
    ("released_on", "started_on"),
    ("full_term_on", "two_thirds_on"),
    ("started_on", "birth_date"),
    ("referred_on", "birth_date"),
    ("enrolled_on", "birth_date"),
    ("phase_since", "birth_date"),
)
_INSIDE = frozenset({Phase.INTAKE, Phase.IN_PRISON, Phase.PRE_RELEASE})
_OUTSIDE = frozenset({Phase.INTAKE, Phase.POST_RELEASE, Phase.REINTEGRATION, Phase.CLOSING})


def check_dates(row: ParsedRow, merged: Mapping[str, object]) -> None:
    """Refuse dates that contradict each other. ``merged`` is what would be stored: list over database."""
    for later, earlier in _NOT_BEFORE:
        first, second = merged.get(earlier), merged.get(later)
        if not (isinstance(first, dt.date) and isinstance(second, dt.date)) or second >= first:
            continue
        key = later if later in row.values else earlier
        if key not in row.values:
            continue
        layout = row.headed.layout
        row.refuse(
            key,
            text(
                "{later} {second} is before {earlier} {first}. One of them is wrong.",
                later=layout.column(later).heading,
                second=second,
                earlier=layout.column(earlier).heading,
                first=first,
            ),
        )
    if merged.get("probation_on") and merged.get("probation") in {None, ProbationState.NONE.value}:
        row.refuse(
            "probation_on", text("There is a date, but not whether it was applied for, granted or refused.")
        )


def check_expected(row: ParsedRow, merged: Mapping[str, object], phase: Phase | None, today: dt.date) -> None:
    """Say what the rules do not expect: phase against custody, remand with dates and the like."""
    referred, enrolled = merged.get("referred_on"), merged.get("enrolled_on")
    if isinstance(referred, dt.date) and isinstance(enrolled, dt.date) and enrolled < referred:
        row.warn("enrolled_on", text("Enrolled before being referred."))
    if merged.get("protected_address") and merged.get("address"):
        row.warn("protected_address", text("The address is protected: it is kept, but no view shows it."))
    if not any(key in row.values for key in (*CUSTODY, "phase")):
        return
    _phase_against_custody(row, merged, phase, today)
    dated = next((key for key in ("full_term_on", "two_thirds_on", "probation_on") if merged.get(key)), None)
    if merged.get("kind") == CustodyKind.REMAND.value and dated:
        row.warn(
            dated, text("Remand has no release date: the board reads “unknown” until there is a sentence.")
        )
    if merged.get("probation") == ProbationState.GRANTED.value and not merged.get("probation_on"):
        row.warn("probation", text("Release on probation is granted, but there is no date for it."))


def _phase_against_custody(
    row: ParsedRow, merged: Mapping[str, object], phase: Phase | None, today: dt.date
) -> None:
    """In custody means phase 1, 2 or 3; out means 1, 4, 5 or 6 (the guide)."""
    if phase is None or merged.get("level") is None:
        if phase in _INSIDE - _OUTSIDE and not merged.get("level"):
            row.warn(
                "phase",
                text(
                    "Phase {number} is for people in custody, and no custody is given.", number=phase.number
                ),
            )
        return
    ends = [merged.get("released_on"), merged.get("ended_on")]
    out = any(isinstance(end, dt.date) and end <= today for end in ends)
    inside = msgspec.convert(merged["level"], SecurityLevel).in_custody and not out
    if inside and phase not in _INSIDE:
        row.warn(
            "phase",
            text("Phase {number} is for people who are out; this person is in custody.", number=phase.number),
        )
    elif not inside and phase not in _OUTSIDE:
        row.warn(
            "phase", text("Phase {number} is for people in custody; this person is out.", number=phase.number)
        )
