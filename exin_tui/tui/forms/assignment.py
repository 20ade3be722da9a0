"""Who is to be the participant's caseworker: their load as it would become, and the reason to exceed it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from exin_tui.caseload.models import ParticipantRow
from exin_tui.language import text
from exin_tui.tui.changes import Moment
from exin_tui.tui.forms.declared import Field, Filled, Form, Kind, Notice, Option, Seen
from exin_tui.tui.look import Look

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_schema.programme import Programme
    from exin_tui.caseload.assignment import WhatIf
    from exin_tui.storage.database import Database

CASEWORKER = "caseworker"


def assignment_form(
    row: ParticipantRow,
    loads: Sequence[WhatIf],
    programme: Programme,
    look: Look,
    now: Callable[[], ParticipantRow | None],
) -> Form:
    """The sheet. ``loads`` is what everybody has and would have; ``now`` reads the row as it is stored."""
    person = row.person

    def seen() -> Seen | None:
        found = now()
        return None if found is None else Seen(found.version, {CASEWORKER: found.caseworker})

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.assignment import assign

        return assign(
            database, person.id, filled.version, filled[CASEWORKER], reason=filled.reason, **moment.acting
        )

    def preview(connection: Connection, filled: Filled) -> list[Notice]:
        from exin_tui.caseload.assignment import what_if

        everybody = what_if(connection, person.id, programme)
        chosen = next((one for one in everybody if one.initials == filled[CASEWORKER]), None)
        return [] if chosen is None or chosen.theirs else would_have(chosen)

    choice = Field(
        id=CASEWORKER,
        label=text("Caseworker"),
        kind=Kind.CHOICE,
        value=row.caseworker,
        options=[Option("", text("nobody")), *(load_option(one) for one in loads)],
    )
    return Form(
        title=look.say(text("Who follows up {who}?", who=look.screening.on_a_sheet(person))),
        fields=(choice,),
        save=save,
        seen=seen,
        preview=preview,
    )


def load_option(one: WhatIf) -> Option:
    """A colleague, and what they have now."""
    return Option(one.initials, one.initials, f"{one.now.active}/{one.limit}")


def would_have(one: WhatIf) -> list[Notice]:
    """What a colleague would have, and that it is past a limit when it is."""
    would = text(
        "{who} would be {active}/{limit}, and {demanding}/{demanding_limit} in phases 3 and 4.",
        who=one.initials,
        active=one.then.active,
        limit=one.limit,
        demanding=one.then.demanding,
        demanding_limit=one.demanding_limit,
    )
    if one.refusal is None:
        return [Notice(would, "muted")]
    notices = [Notice(would, "overdue")]
    if one.refusal.why is not None:
        notices.append(Notice(one.refusal.why.because, "muted"))
    shown = text("The overload is shown until it is gone, with the reason and who decided it.")
    return [*notices, Notice(shown, "muted")]
