"""The sheets of the address book: a contact, an agency, and what a contact is to a participant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from exin_tui.caseload import contacts as commands
from exin_tui.caseload.address_book import BookAgency, BookContact, agency_of, contact_of
from exin_tui.caseload.models import ContactView, ParticipantView
from exin_tui.language import join, text
from exin_tui.programme import amounts
from exin_tui.programme.consents import HOLDS
from exin_tui.tui.changes import Moment
from exin_tui.tui.forms.declared import YES, Field, Filled, Form, Kind, Notice, Option, Seen, Sure, Values
from exin_tui.tui.look import Look

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_schema.programme import Programme
    from exin_tui.caseload.labels import Labels
    from exin_tui.storage.database import Database

NEW = "new"
PRISON = "prison"
Book = Sequence[BookAgency]


def _is_new(values: Values) -> bool:
    return values.get("contact", NEW) == NEW


def person_fields(book: Book, first: Values, look: Callable[[], Look], labels: Labels) -> tuple[Field, ...]:
    """A contact as it is kept; asked for while a new one is chosen.

    While names are hidden, the prison or health service where the contact is now is not said: the sheet may
    stand over a participant.
    """
    now = first.get("agency", "")
    offered = [one for one in book if one.id and (one.active or one.id == now)]

    def agencies(_values: Values) -> list[Option]:
        screening, found = look().screening, [Option("", text("no agency: family and network"))]
        for one in offered:
            telling = one.kind == PRISON or labels.line_sensitive(one.kind)
            secret = one.id == now and telling and screening.hides()
            found.append(Option(one.id, screening.hidden if secret else one.name))
        return found

    return (
        Field(
            id="name", label=text("Name"), value=first.get("name", ""), required=True, personal=True,
            applies=_is_new,
        ),
        Field(
            id="agency", label=text("Agency"), kind=Kind.CHOICE, value=first.get("agency", ""),
            options_for=agencies, applies=_is_new,
        ),
        Field(id="title", label=text("Title there"), value=first.get("title", ""), applies=_is_new),
        Field(id="phone", label=text("Phone"), value=first.get("phone", ""), personal=True, applies=_is_new),
        Field(id="email", label=text("E-mail"), value=first.get("email", ""), personal=True, applies=_is_new),
    )  # fmt: skip


def entered(filled: Filled, *, active: bool = True) -> commands.Contact:
    """What was filled in."""
    return commands.Contact(
        filled["name"], filled["agency"] or None, filled["title"], filled["phone"], filled["email"], active
    )


def role_field(programme: Programme, look: Callable[[], Look], value: str = "") -> Field:
    """What the contact is to the participant; a sensitive role is not said while names are hidden."""

    def options(_values: Values) -> list[Option]:
        screening = look().screening
        return [Option(one.key, screening.item(one.name, one.sensitive)) for one in programme.roles]

    return Field(
        id="role", label=text("Role"), kind=Kind.CHOICE, value=value, required=True, options_for=options
    )


def attach_form(
    view: ParticipantView, book: Book, programme: Programme, labels: Labels, look: Callable[[], Look],
    now: Callable[[], int | None],
) -> Form:  # fmt: skip
    """Somebody of the address book, found by typing, or somebody new."""

    def people(_values: Values) -> list[Option]:
        screening, found = look().screening, [Option(NEW, text("somebody new"))]
        for office in book:
            agency = "" if screening.hides() and labels.line_sensitive(office.kind) else office.name
            for one in office.contacts:
                if one.active:
                    beside = ", ".join(part for part in (one.title, agency) if part)
                    found.append(Option(one.id, one.name, beside, personal=True))
        return found

    def seen() -> Seen | None:
        version = now()
        return None if version is None else Seen(version)

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        at = (database, view.row.person.id, filled.version)
        if filled["contact"] == NEW:
            return commands.attach_new(*at, entered(filled), filled["role"], **moment.acting)
        return commands.attach(*at, filled["contact"], filled["role"], **moment.acting)

    def preview(_connection: Connection, filled: Filled) -> list[Notice]:
        known = contact_of(book, filled["contact"])
        office = agency_of(book, known.agency_id if known is not None else filled["agency"])
        line = office.kind if office is not None and office.id else labels.role_line(filled["role"])
        return [consent_notice(line, view, labels)] if line else []

    return Form(
        title=look().say(text("A contact")),
        about=(join((view.row.person.code, view.row.person.alias), " "),),
        fields=(
            Field(id="contact", label=text("Who"), kind=Kind.CHOICE, value=NEW, options_for=people),
            *person_fields(book, {}, look, labels),
            role_field(programme, look),
        ),
        save=save,
        seen=seen,
        preview=preview,
    )


def consent_notice(line: str, view: ParticipantView, labels: Labels) -> Notice:
    """Which line of the consent form opens the contact, and whether it holds."""
    held = any(one.line == line and one.status in HOLDS for one in view.consents)
    if labels.line_sensitive(line):
        said = text("Its consent holds.") if held else text("No consent opens it today.")
    elif held:
        said = text("The consent for {line} opens it, and holds.", line=labels.consent_line(line))
    else:
        said = text("The consent for {line} would open it: none holds today.", line=labels.consent_line(line))
    return Notice(said, "muted" if held else "overdue")


def role_form(
    one: ContactView, programme: Programme, look: Callable[[], Look], now: Callable[[], int | None]
) -> Form:
    """What the contact is to the participant."""

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        return commands.change_role(
            database, one.attached_id, filled.version, filled["role"], **moment.acting
        )

    def seen() -> Seen | None:
        version = now()
        return None if version is None else Seen(version)

    title = look().say(text("The contact's role"))
    return Form(title=title, fields=(role_field(programme, look, one.role),), save=save, seen=seen)


def detach_form(one: ContactView, look: Look, now: Callable[[], int | None]) -> Form:
    """No longer the participant's contact."""

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        return commands.detach(database, one.attached_id, filled.version, **moment.acting)

    def seen() -> Seen | None:
        version = now()
        return None if version is None else Seen(version)

    return Form(
        title=look.say(text("End: {role}", role=look.screening.item(one.role_label, one.sensitive))),
        about=(text("The contact stays in the history and in the address book."),),
        fields=(),
        save=save,
        seen=seen,
        sure=Sure(text("No, keep the contact"), text("Yes, end it")),
    )


def contact_form(
    one: BookContact | None,
    book: Book,
    labels: Labels,
    look: Callable[[], Look],
    now: Callable[[], BookContact | None],
    agency_id: str = "",
) -> Form:
    """A contact of the address book, new or corrected; another agency is a move to another office."""
    first = values_of(one) if one is not None else {"agency": agency_id, "active": YES}

    def seen() -> Seen | None:
        if one is None:
            return Seen(0)
        found = now()
        return None if found is None else Seen(found.version, values_of(found))

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        if one is None:
            return commands.add_contact(database, entered(filled), **moment.acting)
        changed = entered(filled, active=filled.flag("active"))
        return commands.edit_contact(database, one.id, filled.version, changed, **moment.acting)

    def preview(_connection: Connection, filled: Filled) -> list[Notice]:
        if one is None or not one.participants:
            return []
        office = agency_of(book, one.agency_id)
        telling = office is not None and (office.kind == PRISON or labels.line_sensitive(office.kind))
        codes = ", ".join(one.participants)
        if telling and look().screening.hides():
            codes = look().screening.hidden
        if filled["agency"] != one.agency_id:
            moved = text("Moved to another office: another consent line may apply to {codes}.", codes=codes)
            return [Notice(moved, "overdue")]
        return [Notice(text("Concerns {codes}.", codes=codes), "muted")]

    active = Field(id="active", label=text("In use"), kind=Kind.FLAG, value=first["active"])
    title = text("A new contact") if one is None else text("Change the contact")
    return Form(
        title=look().say(title),
        fields=(*person_fields(book, first, look, labels), *(() if one is None else (active,))),
        save=save,
        seen=seen,
        preview=preview,
    )


def values_of(one: BookContact) -> dict[str, str]:
    """The fields as they stand."""
    return {
        "name": one.name, "agency": one.agency_id, "title": one.title, "phone": one.phone,
        "email": one.email, "active": YES if one.active else "",
    }  # fmt: skip


def agency_form(
    one: BookAgency | None, programme: Programme, look: Look, now: Callable[[], BookAgency | None]
) -> Form:
    """An agency, new or corrected."""
    first = _agency_values(one)

    def seen() -> Seen | None:
        if one is None:
            return Seen(0)
        found = now()
        return None if found is None else Seen(found.version, _agency_values(found))

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        wished = commands.Agency(
            filled["name"], filled["kind"], filled["place"], filled["phone"], filled["email"],
            one is None or filled.flag("active"),
        )  # fmt: skip
        if one is None:
            return commands.add_agency(database, wished, **moment.acting)
        return commands.edit_agency(database, one.id, filled.version, wished, **moment.acting)

    def preview(_connection: Connection, _filled: Filled) -> list[Notice]:
        if one is None or not one.participants:
            return []
        whom = amounts.participants(len(one.participants))
        return [Notice(text("Concerns {participants}.", participants=whom), "muted")]

    lines = [Option(line.key, line.name) for line in programme.consents]
    fields = [
        Field(id="name", label=text("Name"), value=first["name"], required=True),
        Field(
            id="kind", label=text("Consent line"), kind=Kind.CHOICE, value=first["kind"], required=True,
            options=lines, hint=text("which consent opens everybody there"),
        ),
        Field(id="place", label=text("Address"), value=first["place"]),
        Field(id="phone", label=text("Phone"), value=first["phone"]),
        Field(id="email", label=text("E-mail"), value=first["email"]),
    ]  # fmt: skip
    if one is not None:
        fields.append(Field(id="active", label=text("In use"), kind=Kind.FLAG, value=first["active"]))
    title = text("A new agency") if one is None else text("Change the agency")
    return Form(title=look.say(title), fields=tuple(fields), save=save, seen=seen, preview=preview)


def _agency_values(one: BookAgency | None) -> dict[str, str]:
    if one is None:
        return dict.fromkeys(("name", "kind", "place", "phone", "email", "active"), "")
    return {
        "name": one.name, "kind": one.kind, "place": one.place, "phone": one.phone, "email": one.email,
        "active": YES if one.active else "",
    }  # fmt: skip
