"""The columns of a list of contacts."""

from __future__ import annotations

from exin_schema.programme import Programme
from exin_schema.vocabulary import Label
from exin_tui.importing.columns import (
    Column,
    Kind,
    Layout,
    case_code,
    day,
    email,
    one_of,
    words,
)
from exin_tui.importing.read_words import Choices, choices
from exin_tui.language import text


def contact_roles(programme: Programme) -> Choices:
    """The programme's contact roles, partners' included."""
    return choices((role.key, role.name.label) for role in programme.roles)


def agency_kinds(programme: Programme) -> Choices:
    """An agency's kind is the consent line that opens it."""
    return choices((line.key, line.name.label) for line in programme.consents)


def contact_layout(programme: Programme) -> Layout:
    """The columns for contacts."""
    roles, kinds = contact_roles(programme), agency_kinds(programme)
    return Layout(
        Kind.CONTACTS,
        (
            Column(
                "participant",
                Label("Deltakerkode", "Participant code"),
                case_code,
                text("The participant's case code. Empty: a contact of the team's own, tied to nobody."),
                "SN-014",
                ("deltaker", "kode", "participant", "code", "case code"),
            ),
            Column(
                "role",
                Label("Rolle", "Role"),
                one_of(roles),
                text("What the contact is for the participant. Needed with a participant's code."),
                "Kontaktbetjent",
                ("kontaktrolle", "funksjon", "contact role"),
                choices=roles.labels,
                width=26,
            ),
            Column(
                "name",
                Label("Navn", "Name"),
                words,
                text("The contact's name."),
                "Kari Eksempel",
                ("kontakt", "kontaktperson", "contact", "contact person"),
                width=24,
            ),
            Column(
                "agency",
                Label("Instans", "Agency"),
                words,
                text("Where the contact works. Empty for family and others without an agency."),
                "Halden fengsel",
                ("etat", "arbeidssted", "organisasjon", "samarbeidspartner", "organisation", "agency name"),
                width=24,
            ),
            Column(
                "agency_kind",
                Label("Instanstype", "Agency kind"),
                one_of(kinds),
                text(
                    "The line of the consent form that opens the agency. "
                    "Empty: the line that goes with the role."
                ),
                "Kriminalomsorgen",
                ("type instans", "consent line", "samtykkelinje"),
                choices=kinds.labels,
                width=24,
            ),
            Column(
                "title",
                Label("Stilling", "Title"),
                words,
                text("The contact's title at the agency."),
                "",
                ("tittel", "position"),
                clearable=True,
                width=18,
            ),
            Column(
                "phone",
                Label("Telefon", "Phone"),
                words,
                text("Phone number."),
                "22 00 00 00",
                ("mobil", "tlf", "telefonnummer", "mobile", "phone number"),
                clearable=True,
            ),
            Column(
                "email",
                Label("E-post", "E-mail"),
                email,
                text("E-mail address."),
                "kari@example.org",
                ("epost", "e post", "mail", "email", "epostadresse", "e-mail address"),
                clearable=True,
                width=24,
            ),
            Column(
                "from_on",
                Label("Fra", "From"),
                day,
                text("First day in this role."),
                "",
                ("fra dato", "from date"),
                form="date",
                clearable=True,
            ),
            Column(
                "to_on",
                Label("Til", "To"),
                day,
                text("Last day in this role."),
                "",
                ("til dato", "to date"),
                form="date",
                clearable=True,
            ),
        ),
        needed=(("name",), ("role", "agency")),
        names=(
            "kontakter",
            "kontakt",
            "kontaktpersoner",
            "kontaktliste",
            "contacts",
            "contact",
            "contact list",
        ),
    )
