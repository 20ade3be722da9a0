"""Correcting what is kept about a participant: the sheets behind ``o``, ``v`` and ``m``."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from exin_schema.programme import Programme
from exin_schema.vocabulary import ReferralSource
from exin_tui.language import text
from exin_tui.tui.changes import Moment
from exin_tui.tui.forms.declared import YES, Field, Filled, Form, Kind, Option, Seen
from exin_tui.tui.forms.drafted import LONGEST
from exin_tui.tui.look import Look

if TYPE_CHECKING:
    from exin_tui.caseload.person_file import PersonFile
    from exin_tui.storage.database import Database
    from exin_tui.tui.screens.with_file import FileNow

_DATES = ("birth_date", "phone_verified_on", "referred_on")
_TEXTS = ("given_name", "family_name", "phone", "address", "district", "soma_reference")
PROTECTED, WHICH, NEEDED = "protected", "which", "needed"
ADDRESS = "address"


def person_fields() -> tuple[Field, ...]:
    """The person and the referral, empty."""
    sources = [Option("", text("unknown")), *(Option(one.value, one) for one in ReferralSource)]
    return (
        Field(id="given_name", label=text("Given name"), personal=True, limit=LONGEST),
        Field(id="family_name", label=text("Family name"), personal=True, limit=LONGEST),
        Field(id="birth_date", label=text("Date of birth"), kind=Kind.DATE, personal=True),
        Field(id="phone", label=text("Phone"), personal=True, limit=LONGEST),
        Field(id=ADDRESS, label=text("Address"), personal=True, limit=LONGEST),
        Field(id="district", label=text("District"), personal=True, limit=LONGEST,
              hint=text("the one they are tied to, not the place of arrest")),
        Field(id="referred_by", label=text("Referred by"), kind=Kind.CHOICE, options=sources),
        Field(id="referred_on", label=text("Referred on"), kind=Kind.DATE),
        Field(id="soma_reference", label=text("Reference in SOMA"), personal=True, limit=LONGEST),
    )  # fmt: skip


def stored_details(file: PersonFile) -> dict[str, str]:
    """The fields' values as stored. A protected address is not read out here: only what is typed counts."""
    found: dict[str, str] = {name: getattr(file, name) for name in _TEXTS}
    for name in _DATES:
        day: dt.date | None = getattr(file, name)
        found[name] = day.isoformat() if day is not None else ""
    found["referred_by"] = file.referred_by.value if file.referred_by is not None else ""
    if file.person.protected:
        found[ADDRESS] = ""
    return found


def details_form(file: PersonFile, now: FileNow, look: Look) -> Form:
    """Only what became something else is written, so that others' corrections beside it stay."""
    import dataclasses

    before = stored_details(file)
    verified = Field(
        id="phone_verified_on", label=text("Phone tried on"), kind=Kind.DATE,
        hint=text("when somebody was reached there"),
    )  # fmt: skip
    declared = person_fields()
    at = next(number for number, one in enumerate(declared) if one.id == ADDRESS)
    fields = tuple(
        dataclasses.replace(one, value=before[one.id]) for one in (*declared[:at], verified, *declared[at:])
    )

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.participant_edit import Details, edit

        changed: dict[str, Any] = {}
        for name, stood in before.items():
            if filled[name] == stood:
                continue
            if name in _DATES:
                changed[name] = filled.day(name)
            elif name == "referred_by":
                changed[name] = source_of(filled)
            else:
                changed[name] = filled[name]
        details = Details(**changed)  # type: ignore[typeddict-item]
        return edit(database, file.person.id, filled.version, details, **moment.acting)

    def seen() -> Seen | None:
        found = now()
        return None if found is None else Seen(found.version, stored_details(found))

    return Form(
        title=look.say(text("{who}: details", who=look.screening.on_a_sheet(file.person))),
        fields=fields,
        save=save,
        seen=seen,
        foreseen=True,
    )


def source_of(filled: Filled) -> ReferralSource | None:
    """Who referred them."""
    return next((one for one in ReferralSource if one.value == filled["referred_by"]), None)


def protection_form(file: PersonFile, now: FileNow, look: Look) -> Form:
    """The address, and the place of any meeting, is withheld everywhere; or no longer is."""
    flag = Field(
        id=PROTECTED, label=text("Protected address"), kind=Kind.FLAG,
        value=YES if file.person.protected else "",
    )  # fmt: skip

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.participant_edit import protect_address

        return protect_address(
            database, file.person.id, filled.version, protected=filled.flag(PROTECTED), **moment.acting
        )

    def seen() -> Seen | None:
        found = now()
        return (
            None if found is None else Seen(found.version, {PROTECTED: YES if found.person.protected else ""})
        )

    return Form(
        title=look.say(text("{who}: protected address", who=look.screening.on_a_sheet(file.person))),
        about=(text("Withheld in every view, export and calendar: the address, and where meetings are."),),
        fields=(flag,),
        save=save,
        seen=seen,
    )


def suggested_form(file: PersonFile, now: FileNow, programme: Programme, look: Look) -> Form:
    """The meetings that are suggested around a release: needed, or not."""
    suggested = [one for one in programme.suggested if file.phase in one.phases]
    options = [
        Option(one.key, one.name, look.say(text("not needed")) if one.key in file.not_needed else "")
        for one in suggested
    ]
    fields = (
        Field(id=WHICH, label=text("Meeting"), kind=Kind.CHOICE, options=options, value=options[0].value),
        Field(
            id=NEEDED, label=text("It is"), kind=Kind.CHOICE, value="no",
            options=[Option("no", text("not needed")), Option(YES, text("suggested again"))],
        ),
    )  # fmt: skip

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.participant_edit import suggested_meeting

        needed = None if filled[NEEDED] == YES else False
        return suggested_meeting(
            database, file.person.id, filled.version, filled[WHICH], needed=needed, **moment.acting
        )

    def seen() -> Seen | None:
        found = now()
        return None if found is None else Seen(found.version)

    return Form(
        title=look.say(
            text("{who}: meetings around the release", who=look.screening.on_a_sheet(file.person))
        ),
        fields=fields,
        save=save,
        seen=seen,
    )
