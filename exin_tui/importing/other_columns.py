"""The columns of the lists of the team, contacts and meetings."""

from __future__ import annotations

import datetime as dt

from exin_schema.programme import Programme
from exin_schema.vocabulary import Label, MeetingOutcome, Role
from exin_tui.importing.cells import Value
from exin_tui.importing.columns import (
    Column,
    Kind,
    Layout,
    Reading,
    case_code,
    day,
    email,
    initials,
    number,
    one_of,
    past_day,
    words,
    yes_no,
)
from exin_tui.importing.problems import BadCell
from exin_tui.importing.read_date import read_moment
from exin_tui.importing.read_time import read_clock
from exin_tui.importing.read_words import Choices, choices
from exin_tui.language import text

ROLES = choices(((role.value, role.label) for role in Role), {"team_leader": ("leder", "leader")})
OUTCOMES = choices((outcome.value, outcome.label) for outcome in MeetingOutcome)


def meeting_kinds(programme: Programme) -> Choices:
    """The programme's kinds of meetings, partners' included."""
    return choices((kind.key, kind.name.label) for kind in programme.meetings)


def contact_roles(programme: Programme) -> Choices:
    """The programme's contact roles, partners' included."""
    return choices((role.key, role.name.label) for role in programme.roles)


def agency_kinds(programme: Programme) -> Choices:
    """An agency's kind is the consent line that opens it."""
    return choices((line.key, line.name.label) for line in programme.consents)


def moment(value: Value, reading: Reading) -> dt.date:
    """A date, with the time of day when it has one."""
    return read_moment(value, since_1904=reading.since_1904)


def start_or_moment(value: Value, reading: Reading) -> object:
    """A time of day, or a date with a time; a date alone is a whole day."""
    if isinstance(value, dt.datetime):
        return read_moment(value)
    try:
        return read_clock(value)
    except BadCell as not_a_time:
        try:
            return read_moment(value, since_1904=reading.since_1904)
        except BadCell as not_a_date:
            digits = sum(character.isdigit() for character in str(value))
            raise (not_a_date if digits > 4 else not_a_time) from None


TEAM = Layout(
    Kind.TEAM,
    (
        Column(
            "initials",
            Label("Initialer", "Initials"),
            initials,
            text("Initials, as they stand in the other sheets."),
            "MH",
            ("init", "ansatt"),
            width=10,
        ),
        Column(
            "name",
            Label("Navn", "Name"),
            words,
            text("Name."),
            "",
            ("fullt navn", "full name"),
            width=24,
            clearable=True,
        ),
        Column(
            "role",
            Label("Rolle", "Role"),
            one_of(ROLES),
            text("Caseworker or team leader. Empty: caseworker."),
            Role.CASEWORKER.label,
            ("stilling", "position"),
            choices=tuple(role.label for role in Role),
            width=16,
        ),
        Column(
            "capacity",
            Label("Kapasitet", "Capacity"),
            number(0, 99),
            text("Participants at once, where it is another number than the programme's."),
            "",
            ("maks deltakere", "max participants"),
            form="number",
            clearable=True,
        ),
    ),
    needed=(("initials",),),
    names=("team", "teamet", "ansatte", "miljøterapeuter", "caseworkers", "caseworker", "staff"),
)


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


def meeting_layout(programme: Programme) -> Layout:
    """The columns for meetings."""
    kinds = meeting_kinds(programme)
    return Layout(
        Kind.MEETINGS,
        (
            Column(
                "ref",
                Label("Referanse", "Reference"),
                words,
                text("Your own mark for the meeting. With it a meeting that was moved is found again."),
                "M-101",
                ("ref", "møte-id", "møtereferanse", "møtenr", "meeting id", "meeting reference"),
                width=11,
            ),
            Column(
                "participant",
                Label("Deltakerkode", "Participant code"),
                case_code,
                text("The participant's case code. Empty for meetings of the team."),
                "SN-014",
                ("deltaker", "kode", "participant", "code", "case code"),
            ),
            Column(
                "kind",
                Label("Møtetype", "Meeting kind"),
                one_of(kinds),
                text("What kind of meeting it is."),
                "Besøk",
                ("type", "møte", "hva", "avtale", "kind", "meeting", "what"),
                choices=kinds.labels,
                width=28,
            ),
            Column(
                "title",
                Label("Tittel", "Title"),
                words,
                text("Only for the kind “other”: a neutral word or two. No names."),
                "",
                ("overskrift", "emne", "subject"),
                clearable=True,
                width=18,
            ),
            Column(
                "date",
                Label("Dato", "Date"),
                moment,
                text("The day."),
                "01.12.2026",
                ("møtedato", "dag", "meeting date", "day"),
                form="date",
                width=12,
            ),
            Column(
                "start",
                Label("Start", "Start"),
                start_or_moment,
                text("From when, Oslo's time; or date and time in one. Empty: the whole day."),
                "09:30",
                (
                    "kl",
                    "klokken",
                    "klokkeslett",
                    "tid",
                    "fra",
                    "fra kl",
                    "starter",
                    "starttid",
                    "start time",
                    "time",
                    "from",
                    "dato og tid",
                    "tidspunkt",
                    "starts",
                ),
                form="time",
                width=9,
            ),
            Column(
                "end",
                Label("Slutt", "End"),
                start_or_moment,
                text("Until when. Empty: the usual length of this kind of meeting."),
                "10:30",
                ("til", "til kl", "slutter", "sluttid", "end time", "to", "until", "ends"),
                form="time",
                width=9,
            ),
            Column(
                "minutes",
                Label("Minutter", "Minutes"),
                number(5, 24 * 60),
                text("Length in minutes, instead of an end."),
                "",
                ("varighet", "varighet min", "lengde", "duration", "length"),
                form="number",
                width=9,
            ),
            Column(
                "place",
                Label("Sted", "Place"),
                words,
                text("Where."),
                "",
                ("møtested", "rom", "lokale", "location", "where", "hvor"),
                clearable=True,
                width=20,
            ),
            Column(
                "video",
                Label("Video", "Video"),
                yes_no,
                text("Yes, when it is held by video."),
                Label("nei", "no"),
                ("videomøte", "teams", "digitalt", "online"),
                form="yes_no",
                width=8,
            ),
            Column(
                "caseworker",
                Label("Miljøterapeut", "Caseworker"),
                initials,
                text("Initials of who goes. Empty: the participant's caseworker."),
                "MH",
                ("ansvarlig", "ansv", "hvem", "case worker", "responsible", "who"),
                clearable=True,
                width=13,
            ),
            Column(
                "driver",
                Label("Sjåfør", "Driver"),
                initials,
                text("Initials of who drives."),
                "",
                ("kjører", "drives"),
                clearable=True,
                width=9,
            ),
            Column(
                "prepare",
                Label("Forberedes", "To prepare"),
                words,
                text("What must be prepared; short."),
                "",
                ("forberedelse", "forberedelser", "prepare", "preparation"),
                clearable=True,
                width=24,
            ),
            Column(
                "reminder_sent_on",
                Label("Påminnelse sendt", "Reminder sent"),
                past_day,
                text("When the participant was reminded."),
                "",
                ("påminnelse", "påmint", "reminder"),
                form="date",
                clearable=True,
                width=16,
            ),
            Column(
                "outcome",
                Label("Utfall", "Outcome"),
                one_of(OUTCOMES),
                text("What became of it; empty for what is still to come. Cancelled takes it off the list."),
                "",
                ("status", "resultat", "result"),
                choices=tuple(outcome.label for outcome in MeetingOutcome),
                clearable=True,
            ),
        ),
        needed=(("kind",), ("date", "start")),
        names=("møter", "møte", "møteliste", "avtaler", "meetings", "meeting", "appointments"),
    )
