"""What a move between phases must record, and the unplanned release."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec

from exin_schema.programme import Programme, Words
from exin_schema.vocabulary import Label, Phase
from exin_tui.language import text
from exin_tui.programme.amounts import days
from exin_tui.programme.custody import in_custody
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Case, Due, Refusal, Why

DISCUSSION: tuple[tuple[str, Label], ...] = (
    ("possibilities", Label("mulighetsrom", "possibilities")),
    ("limits", Label("begrensninger", "limits")),
    ("special", Label("oppfølgingsspesifikke forhold", "what is special about this follow-up")),
    ("took_part", Label("hvem deltok", "who took part")),
)
"""The drøft: short and without case story. The first three are its questions, in the guide's words."""

_BEFORE_RELEASE = frozenset({Phase.INTAKE, Phase.IN_PRISON, Phase.PRE_RELEASE})
_INSIDE = frozenset({Phase.IN_PRISON, Phase.PRE_RELEASE})


class MustRecord(msgspec.Struct, frozen=True):
    """What belongs to one move, beside who recorded it and when."""

    discussion: tuple[tuple[str, Label], ...]
    """(field, label) of the drøft in the team."""
    released_on: bool = False
    """The actual release date."""
    new_imprisonment: bool = False
    """A new custody episode, recorded before the move."""
    closing_reason: bool = False
    discussion_may_follow: bool = False
    """An unplanned release: the drøft is held afterwards, within `discuss_by`."""


def must_record(origin: Phase | None, to: Phase) -> MustRecord:
    """What a move from ``origin`` to ``to`` must record. The team discusses every transition (the guide)."""
    released = to is Phase.POST_RELEASE and origin in _BEFORE_RELEASE
    return MustRecord(
        DISCUSSION,
        released_on=released,
        new_imprisonment=to in _INSIDE and origin in {Phase.POST_RELEASE, Phase.REINTEGRATION},
        closing_reason=to is Phase.CLOSING,
        discussion_may_follow=released and origin is not Phase.PRE_RELEASE,
    )


def missing_in_record(
    record: MustRecord, given: Mapping[str, str], programme: Programme
) -> tuple[Refusal, ...]:
    """Which parts of the drøft are still empty in ``given`` (by field); none when it may follow afterwards.

    "Nothing special" is an answer, an empty field is none. Source: the guide (rule ``transition_record``).
    """
    if record.discussion_may_follow and not any(value.strip() for value in given.values()):
        return ()
    empty = [(field, label) for field, label in record.discussion if not given.get(field, "").strip()]
    return tuple(_empty(field, label, programme) for field, label in empty)


def _empty(field: str, label: Label, programme: Programme) -> Refusal:
    message = text("Every transition is discussed in the team. Still empty: {field}.", field=label)
    return Refusal(f"empty_{field}", message, Why(message, programme.rule(RuleId.TRANSITION_RECORD)))


def unplanned_release(case: Case, to: Phase, today: dt.date) -> bool:
    """Out without having been in phase 3: from phase 2, or from an intake that began in custody.

    "Told the same day: released at twelve o'clock" (rule ``unplanned_release``). Somebody who was taken
    in from outside and goes on to phase 4 is not released by that.
    """
    if to is not Phase.POST_RELEASE:
        return False
    if case.phase is Phase.IN_PRISON:
        return True
    began = case.phase_since or case.referred_on or today - dt.timedelta(days=1)
    return case.phase is Phase.INTAKE and in_custody(case.episode, began)


def discuss_by(on: dt.date, programme: Programme) -> Due:
    """The last day for the drøft after an unplanned release ``on``: within 7 days (ours)."""
    span = programme.offsets.discuss_unplanned
    last = on + dt.timedelta(days=span)
    because = text("After an unplanned release the discussion is held within {span}.", span=days(span))
    computed = text("release {release} + {span} = {on}", release=on, span=days(span), on=last)
    return Due(last, Why(because, programme.rule(RuleId.DISCUSS_UNPLANNED), computed))


def same_day_list(programme: Programme) -> tuple[Words, ...]:
    """What must be settled the same day: where to sleep, money, phone, who picks up, who must be told."""
    return programme.unplanned_release
