"""The monthly review: the flow, capacity ahead, consents that expire, what was in place at each release."""

from __future__ import annotations

import calendar
import datetime as dt

import msgspec
from sqlalchemy import Connection, select

from exin_schema.programme import Programme
from exin_schema.tables import checklist, checklist_item, consent, custody_episode, participant
from exin_schema.vocabulary import ChecklistKind, ItemState
from exin_tui.caseload.labels import Labels
from exin_tui.caseload.models import Overview, Person
from exin_tui.clock import OSLO
from exin_tui.language import Sayable
from exin_tui.reports.flow import Move, flow
from exin_tui.reports.forecast import WEEKS, Ahead, forecast

_DONE = frozenset({ItemState.DONE.value, ItemState.CONFIRMED.value})


class Expiring(msgspec.Struct, frozen=True, gc=False):
    """A consent that ends in the weeks ahead."""

    person: Person
    line: Sayable
    on: dt.date


class Item(msgspec.Struct, frozen=True, gc=False):
    """A line of the release checklist, as it was on the day of the release."""

    label: Sayable
    sensitive: bool
    critical: bool


class Released(msgspec.Struct, frozen=True, gc=False):
    """A release in the month, and how far the release checklist had come."""

    person: Person
    on: dt.date
    in_place: tuple[Item, ...]
    not_needed: tuple[Item, ...]
    still_open: tuple[Item, ...]
    """On the day, whatever was done later."""


class Monthly(msgspec.Struct, frozen=True, gc=False):
    """All that the monthly review shows."""

    since: dt.date
    until: dt.date
    flow: tuple[Move, ...]
    ahead: tuple[Ahead, ...]
    expiring: tuple[Expiring, ...]
    released: tuple[Released, ...]

    @property
    def back(self) -> int:
        """Moves to an earlier phase."""
        return sum(move.number for move in self.flow if move.back)


def month_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of the month that ``day`` is in."""
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def monthly(
    connection: Connection, overview: Overview, *, month: dt.date, programme: Programme, labels: Labels
) -> Monthly:
    """The month that ``month`` is in; what lies ahead is seen from the overview's day."""
    since, until = month_of(month)
    return Monthly(
        since,
        until,
        flow(connection, since, until),
        forecast(overview, programme),
        expiring(connection, overview, labels),
        released_in(connection, since, until, labels),
    )


def expiring(connection: Connection, overview: Overview, labels: Labels) -> tuple[Expiring, ...]:
    """The consents of those on the board that end within the weeks ahead, the nearest first."""
    people = {row.person.id: row.person for row in overview.rows}
    last = overview.today + dt.timedelta(weeks=WEEKS)
    rows = connection.execute(
        select(consent.c.participant_id, consent.c.line, consent.c.expires_on)
        .where(consent.c.expires_on.between(overview.today, last), consent.c.withdrawn_on.is_(None))
        .order_by(consent.c.expires_on, consent.c.participant_id, consent.c.line)
    )
    return tuple(
        Expiring(people[row.participant_id], labels.consent_line(row.line), row.expires_on)
        for row in rows
        if row.participant_id in people
    )


def released_in(
    connection: Connection, since: dt.date, until: dt.date, labels: Labels
) -> tuple[Released, ...]:
    """Those released from ``since`` to ``until``, with the release checklist as it was on that day.

    An item counts as in place when it was done on the day of the release at the latest.
    """
    who = participant.c
    rows = connection.execute(
        select(
            custody_episode.c.id, custody_episode.c.released_on,
            who.id.label("person"), who.code, who.alias, who.given_name, who.family_name,
            who.protected_address,
        )
        .join(participant, who.id == custody_episode.c.participant_id)
        .where(custody_episode.c.released_on.between(since, until))
        .order_by(custody_episode.c.released_on, who.code)
    ).all()  # fmt: skip
    found = []
    for row in rows:
        name = f"{row.given_name} {row.family_name}".strip()
        person = Person(row.person, row.code, row.alias, name, row.protected_address)
        items = list(_items(connection, row.id, row.released_on, labels))
        found.append(
            Released(
                person,
                row.released_on,
                tuple(item for item, state in items if state == "in_place"),
                tuple(item for item, state in items if state == "not_needed"),
                tuple(item for item, state in items if state == "open"),
            )
        )
    return tuple(found)


def _items(connection: Connection, episode: str, on: dt.date, labels: Labels) -> list[tuple[Item, str]]:
    rows = connection.execute(
        select(checklist_item.c.key, checklist_item.c.state, checklist_item.c.changed_at)
        .join(checklist, checklist.c.id == checklist_item.c.checklist_id)
        .where(
            checklist.c.episode_id == episode,
            checklist.c.kind == ChecklistKind.RELEASE.value,
            checklist_item.c.active.is_(True),
        )
        .order_by(checklist_item.c.position)
    )
    found = []
    for row in rows:
        label = labels.item_label(ChecklistKind.RELEASE, row.key)
        settled = row.state in _DONE or row.state == ItemState.NOT_NEEDED.value
        if row.changed_at is not None and row.changed_at.astimezone(OSLO).date() > on:
            settled = False
        state = "open" if not settled else "in_place" if row.state in _DONE else "not_needed"
        found.append((Item(label.label, label.sensitive, label.critical), state))
    return found
