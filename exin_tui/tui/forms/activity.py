"""Contact that is not from today, by somebody else, with an agency, or without the participant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from exin_schema.vocabulary import ActivityKind
from exin_tui.caseload.models import Person
from exin_tui.language import text
from exin_tui.tui.changes import Moment
from exin_tui.tui.forms.declared import YES, Field, Filled, Form, Kind, Option
from exin_tui.tui.look import Look

if TYPE_CHECKING:
    from exin_tui.storage.database import Database

WHAT, ON, REACHED, WITH, BY, AGENCY = "what", "on", "reached", "with", "by", "agency"


def activity_form(
    person: Person,
    kind: ActivityKind,
    colleagues: Sequence[str],
    agencies: Sequence[tuple[str, str]],
    look: Look,
    *,
    start: str = "",
) -> Form:
    """The sheet; ``kind`` is chosen already, the day is today."""

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.activities import log_activity

        return log_activity(
            database,
            person.id,
            ActivityKind.of(filled[WHAT]),
            on=filled.day(ON),
            reached=filled.flag(REACHED),
            with_participant=filled.flag(WITH),
            caseworker=filled[BY] or None,
            agency_id=filled[AGENCY] or None,
            **moment.acting,
        )

    fields = (
        Field(
            id=WHAT,
            label=text("What"),
            kind=Kind.CHOICE,
            value=kind.value,
            options=[Option(one.value, one.label) for one in ActivityKind],
        ),
        Field(id=ON, label=text("Date"), kind=Kind.DATE, value=look.today.isoformat(), required=True),
        Field(id=REACHED, label=text("Reached"), kind=Kind.FLAG, value=YES,
              hint=text("no: an attempt that failed, and no contact")),
        Field(id=WITH, label=text("With the participant"), kind=Kind.FLAG, value=YES,
              hint=text("no: work about the participant, and no contact")),
        Field(
            id=BY,
            label=text("By"),
            kind=Kind.CHOICE,
            value=look.me if look.me in colleagues else "",
            options=[Option("", text("whoever logs it")), *(Option(one, one) for one in colleagues)],
        ),
        Field(
            id=AGENCY,
            label=text("Agency"),
            kind=Kind.CHOICE,
            options=[Option("", text("none")), *(Option(one, name) for one, name in agencies)],
        ),
    )  # fmt: skip
    who = look.screening.on_a_sheet(person)
    return Form(title=look.say(text("Contact with {who}", who=who)), fields=fields, save=save, start=start)
