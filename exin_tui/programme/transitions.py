"""Which moves between the phases are allowed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from exin_schema.programme import Programme
from exin_schema.vocabulary import Phase
from exin_tui.language import Text, text
from exin_tui.programme.custody import in_custody
from exin_tui.programme.phase3 import window
from exin_tui.programme.release import best_release
from exin_tui.programme.rules import RuleId
from exin_tui.programme.transition_record import (
    MustRecord,
    discuss_by,
    missing_in_record,
    must_record,
    same_day_list,
    unplanned_release,
)
from exin_tui.programme.values import Case, Refusal, Why

__all__ = [
    "MustRecord",
    "cautions",
    "check",
    "discuss_by",
    "missing_in_record",
    "must_record",
    "same_day_list",
    "unplanned_release",
]

_INSIDE = frozenset({Phase.IN_PRISON, Phase.PRE_RELEASE})
_AFTER_RELEASE = frozenset({Phase.POST_RELEASE, Phase.REINTEGRATION})


def check(
    case: Case, to: Phase, today: dt.date, programme: Programme, *, released_on: dt.date | None = None
) -> tuple[Refusal, ...]:
    """Why the participant cannot go to ``to`` today; empty when nothing is in the way.

    Transitions are fluid, back as well as forth, but custody decides: in custody means phase 1, 2 or 3, out
    means 1, 4, 5 or 6. Phase 4 needs an actual release date, ``released_on`` when it is recorded with the
    move; 1 → 4 and 2 → 4 are the unplanned release. Phase 3 does not begin before its window opens. From 4
    or 5 back to 2 or 3 takes a new imprisonment. Ending a follow-up that never left the intake is allowed in
    custody too; ending a later one there takes a reason (decision 0003). Source: the guide (rules
    ``custody``, ``transitions``, ``phase3_window``).
    """
    if to is case.phase:
        message = text("Already in phase {number} {phase}.", number=to.number, phase=to)
        return (_refusal("same_phase", message, RuleId.TRANSITIONS, programme),)
    return (
        *_wrong_dates(case, today, programme, released_on),
        *_custody(case, to, today, programme, released_on),
        *_release_needed(case, to, today, programme, released_on),
        *_enrolment(case, to, programme),
        *_phase3(case, to, today, programme),
    )


def cautions(case: Case, to: Phase, today: dt.date, programme: Programme) -> tuple[Why, ...]:
    """What the team should know before it goes on, without being stopped."""
    found: list[Why] = []
    if to is Phase.PRE_RELEASE and best_release(case.episode, today, programme).on is None:
        because = text("The release date is unknown: whether phase 3 is due cannot be worked out.")
        found.append(Why(because, programme.rule(RuleId.PHASE3_WINDOW)))
    if unplanned_release(case, to, today):
        because = text("Unplanned release: the discussion is held afterwards, and there is a list for today.")
        found.append(Why(because, programme.rule(RuleId.UNPLANNED_RELEASE)))
        if case.enrolled_on is None:
            because = text("Not enrolled yet: the mandatory consents are still to be signed.")
            found.append(Why(because, programme.rule(RuleId.ENROLMENT)))
    return tuple(found)


def _refusal(
    code: str, message: Text, rule: RuleId, programme: Programme, *, overridable: bool = False
) -> Refusal:
    return Refusal(code, message, Why(message, programme.rule(rule)), overridable)


def _wrong_dates(
    case: Case, today: dt.date, programme: Programme, released_on: dt.date | None
) -> Iterator[Refusal]:
    """A release that is recorded has happened, and not before the imprisonment began."""
    if released_on is None:
        return
    if released_on > today:
        message = text(
            "{on} has not come yet. Phase 4 begins when the participant is actually out.", on=released_on
        )
        yield _refusal("release_ahead", message, RuleId.TRANSITIONS, programme)
    begun = case.episode.started_on if case.episode else None
    if begun is not None and released_on < begun:
        message = text("{on} is before the imprisonment began, {begun}.", on=released_on, begun=begun)
        yield _refusal("release_before_imprisonment", message, RuleId.CUSTODY, programme)


def _custody(
    case: Case, to: Phase, today: dt.date, programme: Programme, released_on: dt.date | None
) -> Iterator[Refusal]:
    """In custody means phase 1, 2 or 3; out means 1, 4, 5 or 6."""
    inside = in_custody(case.episode, today, released_on=released_on)
    if to in _INSIDE and not inside:
        if case.phase in _AFTER_RELEASE:
            message = text(
                "Record the new imprisonment first: phases 2 and 3 are for those who are in custody."
            )
            yield _refusal("needs_imprisonment", message, RuleId.TRANSITIONS, programme)
        else:
            message = text("Not in custody: only phases 1, 4, 5 and 6 are possible.")
            yield _refusal("not_in_custody", message, RuleId.CUSTODY, programme)
    if not inside or to in _INSIDE or to is Phase.INTAKE:
        return
    if to is not Phase.CLOSING:
        message = text("In custody: only phases 1, 2 and 3 are possible. Record the actual release first.")
        yield _refusal("in_custody", message, RuleId.CUSTODY, programme)
    elif case.phase is not Phase.INTAKE:
        message = text(
            "In custody: phase 6 comes after the release. Give a reason to end the follow-up already now."
        )
        yield _refusal("closing_in_custody", message, RuleId.CLOSING_IN_CUSTODY, programme, overridable=True)


def _release_needed(
    case: Case, to: Phase, today: dt.date, programme: Programme, released_on: dt.date | None
) -> Iterator[Refusal]:
    """Phase 4 begins with an actual release, and nobody who was inside goes past it."""
    if case.phase in _INSIDE and to is Phase.REINTEGRATION:
        message = text("Phase 4 comes first: it begins the moment the participant is out.")
        yield _refusal("phase_4_first", message, RuleId.TRANSITIONS, programme)
    if to is not Phase.POST_RELEASE or case.phase not in {Phase.INTAKE, *_INSIDE}:
        return
    known = case.episode.released_on if case.episode else None
    if released_on is None and (known is None or known > today):
        message = text("Phase 4 needs the actual release date.")
        yield _refusal("needs_release_date", message, RuleId.TRANSITIONS, programme)


def _enrolment(case: Case, to: Phase, programme: Programme) -> Iterator[Refusal]:
    """Out of the intake goes whoever is enrolled, is released the same day, or whose follow-up ends."""
    planned = to in {Phase.IN_PRISON, Phase.PRE_RELEASE, Phase.REINTEGRATION}
    if case.phase is Phase.INTAKE and planned and case.enrolled_on is None:
        message = text("Not enrolled yet. Enrol the participant first, or end the intake.")
        yield _refusal("not_enrolled", message, RuleId.ENROLMENT, programme)


def _phase3(case: Case, to: Phase, today: dt.date, programme: Programme) -> Iterator[Refusal]:
    if to is not Phase.PRE_RELEASE or case.episode is None:
        return
    span = window(best_release(case.episode, today, programme), case.episode.level, programme)
    if span is not None and span.opens.on is not None and today < span.opens.on:
        message = text("Phase 3 opens {on}. Until then the participant stays in phase 2.", on=span.opens.on)
        yield Refusal("phase_3_not_open", message, span.opens.why)
