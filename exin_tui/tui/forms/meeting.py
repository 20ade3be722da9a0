"""The fields of a meeting: what it is, when, with whom, who drives, what must be prepared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from exin_schema.programme import Programme
from exin_tui.caseload.meeting_add import NewMeeting, Repeat
from exin_tui.caseload.meeting_choices import Invitable, MeetingChoices
from exin_tui.caseload.models import Person
from exin_tui.clock import OSLO
from exin_tui.dates import headline_date
from exin_tui.language import Sayable, text
from exin_tui.programme.typed_times import TypedMoment, parse_typed_moment
from exin_tui.programme.values import Refusal
from exin_tui.tui.forms.declared import YES, Field, Filled, Kind, Option, Values
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.sheet import Echo

OTHER = "other"
PRISON = "prison"
"""The consent line of the places that kriminalomsorgen runs."""
REPEATS: dict[str, Sayable] = {
    "": text("no"),
    Repeat.DAILY.name: text("every day"),
    Repeat.WORKDAYS.name: text("workdays, Monday to Friday"),
    Repeat.WEEKLY.name: text("every week"),
    Repeat.MONTHLY.name: text("every month"),
}
WHEN_HINT = text("fr, 1.12, +7d; with the time behind it: fr 13:30")


@dataclass(frozen=True, slots=True)
class Around:
    """What the fields are made of."""

    people: Sequence[Person]
    """Those who can be met."""
    choices: MeetingChoices
    programme: Programme
    look: Callable[[], Look]
    """How things are shown at the moment they are: names may be hidden while the sheet is open."""


def fields_of(
    around: Around, first: Values, *, anew: bool = True, all_day: bool = False
) -> tuple[Field, ...]:
    """The fields with what stands in them ``first``.

    Of a meeting that is there (not ``anew``) the kind, the participant and how it recurs stay; one that
    lasts ``all_day`` has no times.
    """
    return (
        *(_what(around, first) if anew else ()),
        *(_when(around, first)[:1] if all_day else _when(around, first)),
        *([] if anew else [_title(first)]),
        Field(id="place", label=text("Place"), value=first.get("place", ""), personal=True),
        Field(id="video", label=text("By video"), kind=Kind.FLAG, value=first.get("video", "")),
        *_who(around, first),
        Field(
            id="prepare", label=text("To prepare"), value=first.get("prepare", ""),
            hint=text("short, and no case story"), personal=True,
        ),
        *(_how_often(first) if anew else ()),
    )  # fmt: skip


def wished(filled: Filled, around: Around, first: Values = {}) -> NewMeeting | Refusal:  # noqa: B006
    """The meeting that the sheet says. ``first`` supplies what it does not ask for."""
    moment = moment_of(filled)
    if moment is None:
        return Refusal("when", text("Write the day and when it begins."))
    starts_at, day = moment, moment.date()
    ends = filled.time("end")
    participant_id = filled["participant"] if "participant" in filled.fields else first.get("participant", "")
    invitable = {one.id for one in around.choices.invitable(participant_id)}
    asked = tuple(each for each in filled.many("contacts") if each in invitable)
    repeat = filled["repeat"]
    return NewMeeting(
        kind=filled["kind"] or first.get("kind", ""),
        starts_at=starts_at,
        ends_at=None if ends is None else dt.datetime.combine(day, ends, OSLO),
        participant_id=participant_id or None,
        caseworker=filled["caseworker"] or None,
        place=filled["place"],
        video=filled.flag("video"),
        title=filled["title"],
        repeat=Repeat[repeat] if repeat else None,
        until=filled.day("until"),
        team=filled.many("team"),
        contacts=asked,
        driver=filled["driver"],
        car=filled["car"],
        prepare=filled["prepare"],
    )


def moment_of(filled: Filled) -> dt.datetime | None:
    """When it begins; the time that was typed behind the day goes before the field of its own."""
    found = parse_typed_moment(filled["on"], filled.today) if filled["on"] else None
    if not isinstance(found, TypedMoment):
        return None
    at = found.at or (filled.time("at") if "at" in filled.fields else dt.time())
    return None if at is None else dt.datetime.combine(found.on, at, OSLO)


def _what(around: Around, first: Values) -> tuple[Field, ...]:
    return (
        Field(
            id="kind", label=text("Kind"), kind=Kind.CHOICE, value=first.get("kind", ""), required=True,
            options_for=lambda values: _kinds(around.programme, team=not values.get("participant")),
        ),
        _title(first),
        Field(
            id="participant", label=text("Participant"), kind=Kind.CHOICE, value=first.get("participant", ""),
            options_for=lambda _values: _people(around),
        ),
    )  # fmt: skip


def _title(first: Values) -> Field:
    return Field(
        id="title", label=text("Called"), value=first.get("title", ""), personal=True,
        applies=lambda values: values.get("kind", first.get("kind")) == OTHER,
        hint=text("a few words; only the team sees them"),
    )  # fmt: skip


def _when(around: Around, first: Values) -> tuple[Field, ...]:
    def echo(typed: str, _values: Values) -> Echo:
        return echo_moment(typed, around.look())

    return (
        Field(
            id="on", label=text("Day"), value=first.get("on", ""), required=True, echo=echo, hint=WHEN_HINT,
        ),
        Field(
            id="at", label=text("Begins"), kind=Kind.TIME, value=first.get("at", ""),
            applies=lambda values: not has_time(values, around.look().today),
        ),
        Field(
            id="end", label=text("Ends"), kind=Kind.TIME, value=first.get("end", ""),
            hint=text("10, 10:30, 1030; nothing: as long as the kind usually lasts"),
        ),
    )  # fmt: skip


def echo_moment(typed: str, look: Look) -> Echo:
    """What is understood of a day with or without its time."""
    found = parse_typed_moment(typed, look.today)
    if isinstance(found, Refusal):
        return Echo(found.message, good=False)
    day = headline_date(found.on, look.language)
    if found.at is None:
        return Echo(text("{day} {year}", day=day, year=found.on.year))
    return Echo(text("{day} {year} at {time}", day=day, year=found.on.year, time=f"{found.at:%H:%M}"))


def has_time(values: Values, today: dt.date) -> bool:
    """The time stands behind the day already."""
    found = parse_typed_moment(values.get("on", ""), today) if values.get("on", "").strip() else None
    return isinstance(found, TypedMoment) and found.at is not None


def _who(around: Around, first: Values) -> tuple[Field, ...]:
    choices = around.choices

    def whose(values: Values) -> list[Option]:
        there = values.get("participant", first.get("participant", ""))
        nobody = text("the participant's caseworker") if there else text("nobody")
        return [Option("", nobody), *(Option(one, one) for one in choices.team)]

    def contacts(values: Values) -> list[Option]:
        there = values.get("participant", first.get("participant", ""))
        return [contact_option(one, around.look()) for one in choices.invitable(there)]

    nobody, none = [Option("", text("nobody"))], [Option("", text("no car"))]
    return (
        Field(
            id="contacts", label=text("From the agencies"), kind=Kind.MANY, value=first.get("contacts", ""),
            options_for=contacts, applies=lambda values: bool(contacts(values)),
        ),
        Field(
            id="team", label=text("From the team"), kind=Kind.MANY, value=first.get("team", ""),
            options=[Option(one, one) for one in choices.team],
        ),
        Field(
            id="caseworker", label=text("Responsible"), kind=Kind.CHOICE, value=first.get("caseworker", ""),
            options_for=whose,
        ),
        Field(
            id="driver", label=text("Drives"), kind=Kind.CHOICE, value=first.get("driver", ""),
            options=[*nobody, *(Option(one, one) for one in choices.team)],
        ),
        Field(
            id="car", label=text("Car"), kind=Kind.CHOICE, value=first.get("car", ""),
            options=[*none, *(Option(one, one) for one in choices.cars)],
            applies=lambda _values: bool(choices.cars),
        ),
    )  # fmt: skip


def _how_often(first: Values) -> tuple[Field, ...]:
    return (
        Field(
            id="repeat", label=text("Recurs"), kind=Kind.CHOICE, value=first.get("repeat", ""),
            options=[Option(value, words) for value, words in REPEATS.items()],
        ),
        Field(
            id="until", label=text("Until"), kind=Kind.DATE, value=first.get("until", ""),
            applies=lambda values: bool(values.get("repeat")),
            hint=text("the last day on which it recurs; nothing: without an end"),
        ),
    )  # fmt: skip


def _kinds(programme: Programme, *, team: bool) -> list[Option]:
    """The kinds; the team's own first for a meeting without a participant, and not for one with."""
    known = [one for one in programme.meetings if team or not one.team]
    known.sort(key=lambda one: not one.team)
    return [Option(one.key, one.name, f"{one.minutes} min") for one in known]


def _people(around: Around) -> list[Option]:
    look = around.look()
    found = [Option(one.id, look.screening.on_a_sheet(one)) for one in around.people]
    return [Option("", text("nobody: a meeting of the team's own")), *found]


def contact_option(one: Invitable, look: Look) -> Option:
    """A contact by name; while names are hidden by role and agency.

    A sensitive role hides the agency too, and a prison is a place of imprisonment.
    """
    role = look.screening.item(one.role, one.sensitive)
    agency = one.agency
    if look.screening.hides():
        agency = "" if one.sensitive or one.line == PRISON else agency
        return Option(one.id, f"{role}, {agency}" if agency and role else role or agency or one.id)
    return Option(one.id, one.name, ", ".join(part for part in (role, agency) if part))


def flag(value: object) -> str:
    """A stored yes or no as a field has it."""
    return YES if value else ""


def lines_of(around: Around, participant_id: str, chosen: Sequence[str]) -> Mapping[str, Invitable]:
    """Those of the ``chosen`` contacts who can be asked, by id."""
    known = {one.id: one for one in around.choices.invitable(participant_id)}
    return {each: known[each] for each in chosen if each in known}
