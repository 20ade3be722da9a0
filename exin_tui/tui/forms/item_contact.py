"""Who makes a contact item done: one of the participant's contacts, of the address book, or somebody new."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from exin_tui.caseload.models import ItemRow, ParticipantView
from exin_tui.language import text
from exin_tui.tui.changes import Moment
from exin_tui.tui.forms.declared import Field, Filled, Form, Kind, Option, Seen, Values
from exin_tui.tui.look import Look

if TYPE_CHECKING:
    from exin_tui.caseload.contact_choice import ContactChoice
    from exin_tui.storage.database import Database

WHO, NAME, AGENCY, TITLE, PHONE, EMAIL = "who", "name", "agency", "title", "phone", "email"
NEW = "new"
PRISON = "prison"


def item_contact_form(
    item: ItemRow,
    view: ParticipantView,
    choice: ContactChoice,
    look: Look,
    now: Callable[[ItemRow], ItemRow | None],
) -> Form:
    """The sheet."""

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.contacts import Contact
        from exin_tui.caseload.item_contact import attach_new_contact
        from exin_tui.caseload.items import attach_contact

        if filled[WHO] != NEW:
            return attach_contact(database, item.id, filled.version, filled[WHO], **moment.acting)
        new = Contact(
            filled[NAME],
            filled[AGENCY] or None,
            role=filled[TITLE],
            phone=filled[PHONE],
            email=filled[EMAIL],
        )
        return attach_new_contact(database, item.id, filled.version, new, **moment.acting)

    def seen() -> Seen | None:
        found = now(item)
        return None if found is None else Seen(found.version)

    options = _options(view, choice, look)
    agencies = [
        Option("", text("none: family or network")),
        *(Option(one, name) for one, name in choice.agencies),
    ]
    who = Field(
        id=WHO,
        label=text("Contact"),
        kind=Kind.CHOICE,
        value=options[0].value if len(options) <= 2 else "",  # of several nobody lies at hand
        options=options,
        hint=text("← → chooses, typing finds; the last one is somebody new"),
        required=True,
    )
    fields = (
        who,
        Field(id=NAME, label=text("Name"), personal=True, required=True, applies=_is_new),
        Field(id=AGENCY, label=text("Agency"), kind=Kind.CHOICE, options=agencies, applies=_is_new),
        Field(id=TITLE, label=text("Title there"), applies=_is_new),
        Field(id=PHONE, label=text("Phone"), personal=True, applies=_is_new),
        Field(id=EMAIL, label=text("E-mail"), personal=True, applies=_is_new),
    )
    label = look.screening.item(item.label, item.sensitive, view.row.person)
    hidden = look.screening.hides(view.row.person)
    return Form(
        title=look.say(text("Who is it? {item}", item=label)),
        about=(text("Names are screened. Close this and press p to see whom you choose."),) if hidden else (),
        fields=fields,
        save=save,
        seen=seen,
    )


def _is_new(values: Values) -> bool:
    return values.get(WHO) == NEW


def _options(view: ParticipantView, choice: ContactChoice, look: Look) -> list[Option]:
    """The participant's own first, each with what they are; then everybody else, then somebody new."""
    person, screening = view.row.person, look.screening
    own: dict[str, Option] = {}
    for one in view.contacts:
        role = screening.item(one.role_label, one.sensitive, person)
        telling = one.sensitive or one.line == PRISON  # where they work says where somebody is
        agency = "" if telling and screening.hides(person) else one.agency
        beside = ", ".join(part for part in (role, agency) if part)
        own.setdefault(one.id, Option(one.id, one.name, beside, personal=True))
    others = [
        Option(one.id, one.name, ", ".join(part for part in (one.title, one.agency) if part), personal=True)
        for one in choice.contacts
        if one.id not in own
    ]
    return [*own.values(), *others, Option(NEW, text("somebody new …"))]
