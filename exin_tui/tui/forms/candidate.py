"""A new candidate: what stands for them, who they are, who referred them, whose they are, and custody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exin_schema.vocabulary import CustodyKind, SecurityLevel
from exin_tui.language import text
from exin_tui.tui.changes import Moment
from exin_tui.tui.forms.assignment import load_option, would_have
from exin_tui.tui.forms.custody import FULL_TERM, KIND, LEVEL, PLACE, SINCE, TWO_THIRDS, custody_fields
from exin_tui.tui.forms.declared import Field, Filled, Form, Kind, Notice, Option, Values
from exin_tui.tui.forms.details import person_fields, source_of
from exin_tui.tui.look import Look

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.caseload.candidates import Suggested
    from exin_tui.caseload.registration import Custody
    from exin_tui.storage.database import Database

CODE, ALIAS, CASEWORKER = "code", "alias", "caseworker"


def candidate_form(suggested: Suggested, me: str, look: Look) -> Form:
    """The sheet behind ``N``. ``me`` are the initials of whoever works here."""
    loads = {one.initials: one for one in suggested.loads}
    custody = Field(
        id=KIND, label=text("In custody"), kind=Kind.CHOICE,
        options=[Option("", text("no, or not known")), *(Option(one.value, one) for one in CustodyKind)],
    )  # fmt: skip
    fields = (
        Field(id=CODE, label=text("Case code"), value=suggested.code, required=True, limit=12),
        Field(
            id=ALIAS, label=text("Alias"), kind=Kind.CHOICE, value=suggested.aliases[0],
            options=[Option(word.replace(" ", "_"), word) for word in suggested.aliases],
            hint=text("a random word that stands for the person; ← → draws another"),
        ),
        *person_fields(),
        Field(
            id=CASEWORKER, label=text("Caseworker"), kind=Kind.CHOICE, value=me if me in loads else "",
            options=[Option("", text("nobody")), *(load_option(one) for one in suggested.loads)],
        ),
        custody,
        *custody_fields(_inside),
    )  # fmt: skip

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.candidates import add_candidate
        from exin_tui.caseload.registration import Registration

        registration = Registration(
            code=filled[CODE].upper(),
            alias=filled[ALIAS].replace("_", " "),
            given_name=filled["given_name"],
            family_name=filled["family_name"],
            birth_date=filled.day("birth_date"),
            phone=filled["phone"],
            address=filled["address"],
            district=filled["district"],
            referred_by=source_of(filled),
            referred_on=filled.day("referred_on"),
            soma_reference=filled["soma_reference"],
            caseworker=filled[CASEWORKER],
            custody=_custody(filled),
        )
        return add_candidate(database, registration, reason=filled.reason, **moment.acting)

    def preview(_connection: Connection, filled: Filled) -> list[Notice]:
        chosen = loads.get(filled[CASEWORKER])
        return would_have(chosen) if chosen is not None else []

    return Form(
        title=look.say(text("New candidate")),
        about=(text("In intake from today. Tab goes on; what is not known yet stays empty."),),
        fields=fields,
        save=save,
        preview=preview,
        start="given_name",
        submit=text("register"),
    )


def _inside(values: Values) -> bool:
    return bool(values.get(KIND))


def _custody(filled: Filled) -> Custody | None:
    from exin_tui.caseload.registration import Custody

    if not filled[KIND]:
        return None
    return Custody(
        kind=CustodyKind.of(filled[KIND]),
        level=SecurityLevel.of(filled[LEVEL]),
        place=filled[PLACE],
        started_on=filled.day(SINCE),
        full_term_on=filled.day(FULL_TERM),
        two_thirds_on=filled.day(TWO_THIRDS),
    )
