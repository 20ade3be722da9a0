"""Forms about one piece of work or several at once: due date, responsible, not needed, put off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from exin_tui.caseload.models import CapacityRow
from exin_tui.language import Sayable, join, text
from exin_tui.tui.changes import Moment
from exin_tui.tui.forms.declared import Field, Filled, Form, Kind, Option, Seen
from exin_tui.tui.look import Look

if TYPE_CHECKING:
    from exin_tui.caseload.bulk import Bulk, Wish
    from exin_tui.storage.database import Database
    from exin_tui.tui.screens.piece import Piece

ON, REASON, INITIALS = "on", "why", "initials"
_LISTED = 5
"""So many of the marked rows are named on the sheet."""


def work_form(
    what: Bulk,
    pieces: Sequence[Piece],
    colleagues: Sequence[CapacityRow],
    look: Look,
    now: Callable[[Piece], Piece | None],
) -> Form:
    """The sheet for doing ``what`` to ``pieces``. ``now`` is one of them as it was read last."""
    alone = pieces[0] if len(pieces) == 1 else None

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.bulk import do_all, do_one

        wish = _wish(what, filled)
        if alone is None:
            return do_all(database, [one.marked() for one in pieces], wish, **moment.acting)
        current = now(alone) or alone
        marked = current.marked() if current.version == filled.version else alone.marked()
        return do_one(database, marked, wish, **moment.acting)

    def seen() -> Seen | None:
        if alone is None:
            return Seen(0)
        current = now(alone)
        return None if current is None else Seen(current.version, _values(current))

    title = (
        alone.said(look, whose=True)
        if alone is not None
        else look.say(text("{number} marked", number=len(pieces)))
    )
    return Form(
        title=f"{title}: {look.say(_TITLES[what.value])}",
        about=() if alone is not None else _listed(pieces, look),
        fields=_fields(what, alone, pieces, colleagues),
        save=save,
        seen=seen,
    )


_TITLES: dict[str, Sayable] = {
    "not_needed": text("not needed"),
    "due": text("due date"),
    "responsible": text("responsible"),
    "snooze": text("put off"),
}


def _listed(pieces: Sequence[Piece], look: Look) -> tuple[Sayable, ...]:
    named = [join((one.said(look, whose=True),)) for one in pieces[:_LISTED]]
    more = len(pieces) - _LISTED
    return (*named, text("and {number} more", number=more)) if more > 0 else tuple(named)


def _values(one: Piece) -> dict[str, str]:
    on = one.due_on.isoformat() if one.due_on is not None else ""
    return {ON: on, REASON: one.reason, INITIALS: one.responsible}


def _fields(
    what: Bulk,
    alone: Piece | None,
    pieces: Sequence[Piece],
    colleagues: Sequence[CapacityRow],
) -> tuple[Field, ...]:
    stored = _values(alone) if alone is not None else {}
    reason = Field(
        id=REASON,
        label=text("Reason"),
        value=stored.get(REASON, ""),
        noted=True,
        hint=text("short, and no case story"),
        required=True,
    )
    if what.value == "not_needed":
        return (reason,)
    if what.value == "responsible":
        nobody = Option("", text("the participant's caseworker"))
        options = [
            nobody,
            *(Option(one.initials, one.initials, f"{one.active}/{one.limit}") for one in colleagues),
        ]
        value = stored.get(INITIALS, "")
        return (
            Field(id=INITIALS, label=text("Responsible"), kind=Kind.CHOICE, value=value, options=options),
        )
    if what.value == "snooze":
        until = Field(id=ON, label=text("Shows again"), kind=Kind.DATE, required=True)
        return (until, reason)
    hint = (
        text("1.12, 1/12/2026, Friday, +14d; nothing: no due date")
        if all(one.task for one in pieces)
        else text("1.12, 1/12/2026, Friday, +14d; nothing: the computed date")
    )
    return (Field(id=ON, label=text("Due"), kind=Kind.DATE, value=stored.get(ON, ""), hint=hint),)


def _wish(what: Bulk, filled: Filled) -> Wish:
    from exin_tui.caseload.bulk import Wish

    return Wish(what, reason=filled[REASON], on=filled.day(ON), initials=filled[INITIALS])
