"""The meetings of the demo: today's three, the next seven days', later and past ones, the team's own."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from exin_schema.programme import Programme
from exin_schema.vocabulary import MeetingOutcome, Phase
from exin_tui.demo.agencies import Row
from exin_tui.demo.days import at, workdays
from exin_tui.demo.sketch import Sketch
from exin_tui.programme.holidays import is_day_off, is_public_holiday, next_workday

_TEAM_SINCE_WEEKS = 8


@dataclass(frozen=True, slots=True)
class Slot:
    """A meeting of one of the 36: today (0), or so many workdays ahead within the next seven days."""

    number: int
    workday: int
    clock: str
    kind: str
    place: str = ""
    title: str = ""


WEEK = (
    Slot(21, 0, "09:15", "doctor", "Legekontoret Granskogen"),
    Slot(7, 0, "10:00", "responsibility_group", "NAV"),
    Slot(2, 0, "13:30", "other", "Kafé Tjernet", "Samtale"),
    Slot(12, 1, "08:30", "visit", "Romerike"),
    Slot(14, 1, "10:30", "nav_meeting", "NAV"),
    Slot(19, 1, "12:00", "cooperation", "NAV"),
    Slot(9, 1, "15:00", "viewing", "Fabelstien 12"),
    Slot(4, 2, "09:00", "transfer_meeting", "Friomsorgen"),
    Slot(5, 2, "10:00", "school", "Oslo voksenopplæring"),
    Slot(34, 2, "14:00", "other", "Oslo", "Avklaringssamtale"),
    Slot(18, 3, "09:30", "leave", "Diktveien 7"),
    Slot(27, 3, "13:00", "responsibility_group", "NAV"),
    Slot(15, 4, "11:00", "escorted_outing", "Oslo voksenopplæring"),
    Slot(17, 5, "14:00", "other", "Kafé Tjernet", "Sosialt møte"),
)
#: What has to come before the release that it prepares.
_BEFORE_RELEASE = frozenset({"transfer_meeting", "responsibility_group"})
#: What people do on a day when offices are closed.
_DAY_OFF = {"doctor": "visit", "responsibility_group": "visit"}

_ASKED = {
    "responsibility_group": ("nav_contact", "probation_contact", "prison_contact"),
    "cooperation": ("nav_contact", "probation_contact"),
    "nav_meeting": ("nav_contact",),
    "transfer_meeting": ("probation_contact",),
    "school": ("school",),
}
"""Who is asked to a kind of meeting, by what they are to the participant."""

LATER = (
    (35, 12, "15:00", "visit", "Romerike"),
    (10, 13, "09:00", "measure_provider", "Tiltaket"),
    (26, 11, "13:00", "visit", "Romerike"),
    (11, 9, "10:00", "visit", "Romerike"),
    (36, 15, "12:00", "visit", "Oslo"),
    (1, 18, "10:00", "school", "Oslo voksenopplæring"),
    (29, 22, "09:30", "escorted_outing", "Banken"),
    (33, 27, "11:00", "visit", "Indre Østfold"),
)


@dataclass(frozen=True, slots=True)
class Diary:
    """What making a meeting takes."""

    today: dt.date
    now: dt.datetime
    programme: Programme
    make_id: Callable[[], str]
    participants: Mapping[int, Row]
    """Participant rows by number."""

    def row(self, number: int, day: dt.date, clock: str, kind: str, place: str = "", **more: object) -> Row:
        """A meeting with the participant ``number``."""
        person = self.participants[number]
        return self._row(
            day,
            clock,
            kind,
            place,
            participant_id=person["id"],
            caseworker_id=person["caseworker_id"],
            **more,
        )

    def team(self, day: dt.date, clock: str, kind: str, rrule: str, without: str = "") -> Row:
        """A recurring meeting of the team."""
        return self._row(day, clock, kind, "Teamrommet", rrule=rrule, exdates=without)

    def _row(self, day: dt.date, clock: str, kind: str, place: str, **more: object) -> Row:
        starts_at = at(day, clock)
        minutes = (
            self.programme.meetings_by_key[kind].minutes if kind in self.programme.meetings_by_key else 60
        )
        return {
            "id": self.make_id(),
            "uid": self.make_id(),
            "kind": kind,
            "starts_at": starts_at,
            "ends_at": starts_at + dt.timedelta(minutes=minutes),
            "place": place,
            "changed_at": self.now,
            **more,
        }


def week(diary: Diary, released: Mapping[int, dt.date]) -> list[Row]:
    """Today's meetings and those of the next seven days; what must come before a release does."""
    ahead = workdays(diary.today)
    closed = is_day_off(diary.today)
    rows = []
    for slot in WEEK:
        if slot.number not in diary.participants:
            continue
        day = diary.today if slot.workday == 0 else ahead[min(slot.workday, len(ahead)) - 1]
        if slot.kind in _BEFORE_RELEASE and slot.number in released:
            day = min(day, released[slot.number])
        kind = _DAY_OFF.get(slot.kind, slot.kind) if closed and slot.workday == 0 else slot.kind
        reminded = diary.today if slot.workday <= 1 and slot.number % 2 else None
        rows.append(
            diary.row(
                slot.number, day, slot.clock, kind, slot.place, title=slot.title, reminder_sent_on=reminded
            )
        )
    if closed and 7 in diary.participants:
        rows.append(diary.row(7, ahead[0], "10:00", "responsibility_group", "NAV"))
    return rows


def later(diary: Diary) -> list[Row]:
    """Meetings after the next seven days, on days with open offices."""
    return [
        diary.row(number, next_workday(diary.today + dt.timedelta(days=days)), clock, kind, place)
        for number, days, clock, kind, place in LATER
        if number in diary.participants
    ]


def around_release(diary: Diary, sketch: Sketch, release_on: dt.date | None) -> list[Row]:
    """The group meeting before a release or the first one outside, and who meets at the gate."""
    if release_on is None:
        return []
    rows = []
    if sketch.phase is Phase.PRE_RELEASE and sketch.number not in {7, 27}:
        day = max(diary.today - dt.timedelta(days=6), release_on - dt.timedelta(days=26))
        held = MeetingOutcome.HELD if day < diary.today else None
        rows.append(
            diary.row(sketch.number, _open_day(day), "12:30", "responsibility_group", "NAV", outcome=held)
        )
    if sketch.number in {12, 15, 27} and sketch.phase is Phase.PRE_RELEASE:
        rows.append(diary.row(sketch.number, release_on, "09:00", "gate_pick_up", sketch.place))
    if sketch.phase is Phase.POST_RELEASE and sketch.first_group:
        day = min(release_on + dt.timedelta(days=8), diary.today - dt.timedelta(days=1))
        rows.append(
            diary.row(sketch.number, day, "12:30", "responsibility_group", "NAV", outcome=MeetingOutcome.HELD)
        )
    return rows


def guests(meetings: Iterable[Row], contacts: Iterable[Row]) -> list[Row]:
    """Which of a participant's contacts are asked to a meeting. Ids follow from the meeting's."""
    by_person: dict[object, list[Row]] = {}
    for row in contacts:
        by_person.setdefault(row["participant_id"], []).append(row)
    rows: list[Row] = []
    for one in meetings:
        for role in _ASKED.get(str(one["kind"]), ()):
            found = [each for each in by_person.get(one["participant_id"], ()) if each["role"] == role]
            for each in found[:1]:
                made = hashlib.sha256(f"{one['id']} {each['contact_id']}".encode()).hexdigest()[:32]
                asked = {"meeting_id": one["id"], "contact_id": each["contact_id"]}
                rows.append({"id": made, "participant_id": one["participant_id"], **asked})
    return rows


def _open_day(day: dt.date) -> dt.date:
    while is_day_off(day):
        day -= dt.timedelta(days=1)
    return day


def of_the_team(diary: Diary) -> list[Row]:
    """Stand-up on working days, the weekly and the monthly review; public holidays are left out."""
    monday = diary.today - dt.timedelta(days=diary.today.weekday() + 7 * _TEAM_SINCE_WEEKS)
    span = (monday + dt.timedelta(days=number) for number in range(7 * _TEAM_SINCE_WEEKS + 180))
    holidays = [day for day in span if is_public_holiday(day)]
    first = monday.replace(day=1)
    tuesday = first + dt.timedelta(days=(1 - first.weekday()) % 7)
    return [
        diary.team(
            monday, "08:30", "daily", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
            _exdates([day for day in holidays if day.weekday() < 5], "08:30"),
        ),
        diary.team(
            monday + dt.timedelta(days=2), "13:00", "weekly", "FREQ=WEEKLY;BYDAY=WE",
            _exdates([day for day in holidays if day.weekday() == 2], "13:00"),
        ),
        diary.team(tuesday, "10:00", "monthly", "FREQ=MONTHLY;BYDAY=1TU"),
    ]  # fmt: skip


def _exdates(days: list[dt.date], clock: str) -> str:
    return " ".join(at(day, clock).astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") for day in days)
