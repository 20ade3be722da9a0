"""The columns of a list of meetings."""

from __future__ import annotations

import datetime as dt

from exin_schema.programme import Programme
from exin_schema.vocabulary import Label, MeetingOutcome
from exin_tui.importing.cells import Value
from exin_tui.importing.columns import (
    Column,
    Kind,
    Layout,
    Reading,
    case_code,
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

OUTCOMES = choices((outcome.value, outcome.label) for outcome in MeetingOutcome)


def meeting_kinds(programme: Programme) -> Choices:
    """The programme's kinds of meetings, partners' included."""
    return choices((kind.key, kind.name.label) for kind in programme.meetings)


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
