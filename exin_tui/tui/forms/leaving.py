"""Who takes over from a caseworker who leaves: a line for each participant, and what loads become."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from exin_tui.language import join, text
from exin_tui.programme import amounts
from exin_tui.tui.changes import Moment
from exin_tui.tui.forms.declared import Field, Filled, Form, Kind, Notice, Option, Seen
from exin_tui.tui.look import Look

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.caseload.leaving import Leaving, Room
    from exin_tui.storage.database import Database

LEAVES = "leaves"


def leaving_form(found: Leaving, now: Callable[[], Leaving], look: Look) -> Form:
    """What would be lost stands first. ``now`` is what was read last; asking has it read anew."""
    held = [found]
    options = [Option("", text("nobody")), *(_option(one) for one in found.rooms)]
    people = tuple(
        Field(
            id=one.person.id,
            label=join((look.screening.on_a_sheet(one.person),)),
            kind=Kind.CHOICE,
            value=one.to,
            options=options,
            hint=text("phase {number} {phase}", number=one.phase.number, phase=one.phase),
        )
        for one in found.people
    )
    leaves = Field(
        id=LEAVES, label=text("Works here no more"), kind=Kind.FLAG,
        hint=text("yes: nothing can be given to them any more"),
    )  # fmt: skip

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.leaving import reassign

        given = [(one.person.id, one.version, filled[one.person.id]) for one in held[-1].people]
        return reassign(
            database, found.initials, given,
            leaves=filled.flag(LEAVES), reason=filled.reason, **moment.acting,
        )  # fmt: skip

    def seen() -> Seen:
        held.append(now())
        return Seen(sum(one.version for one in held[-1].people))

    def preview(_connection: Connection, filled: Filled) -> list[Notice]:
        from exin_tui.caseload.leaving import rooms_after

        after = rooms_after(found, {one.person.id: filled[one.person.id] for one in found.people})
        return [_would(one) for one in after]

    whom = amounts.participants(len(found.people))
    title = text("{who} hands over {participants}", who=found.initials, participants=whom)
    return Form(
        title=look.say(title),
        about=(found.lost,),
        fields=(*people, leaves),
        save=save,
        seen=seen,
        preview=preview,
        submit=text("hand over"),
    )


def _option(one: Room) -> Option:
    return Option(one.initials, one.initials, f"{one.load.active}/{one.limit}")


def _would(one: Room) -> Notice:
    words = text(
        "{who} would be {active}/{limit}, and {demanding}/{demanding_limit} in phases 3 and 4.",
        who=one.initials,
        active=one.load.active,
        limit=one.limit,
        demanding=one.load.demanding,
        demanding_limit=one.demanding_limit,
    )
    return Notice(words, "overdue" if one.over else "muted")
