"""Consents given, withdrawn and renewed, line by line of the form; ``consent_minimum`` follows by itself.

Source: the guide ("Samtykkeskjema for deling av informasjon"; rule ``consent``).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Unpack

from sqlalchemy import select

from exin_schema.programme import Programme
from exin_schema.tables import consent
from exin_schema.vocabulary import ConsentStatus, Topic
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.at_hand import participant_now, short, take, too_long
from exin_tui.caseload.due_dates import Moved, rederive
from exin_tui.caseload.registration import ConsentGiven
from exin_tui.caseload.stored import Row, Stored, consent_of
from exin_tui.language import Sayable, join, text
from exin_tui.programme.consents import active, last_day, status
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door

_TOPICS = {topic.value for topic in Topic}


@dataclass(frozen=True, slots=True)
class ConsentWritten:
    """What a command left behind."""

    id: str
    """The consent's."""
    version: int
    line: str
    status: ConsentStatus
    """What the whole line is worth today."""
    moved: tuple[Moved, ...] = ()
    """Items that follow the consents and were done or undone by it."""


def give(
    database: Database,
    participant_id: str,
    expected_version: int,
    given: ConsentGiven,
    *,
    for_this_stay: bool = False,
    **acting: Unpack[Acting],
) -> ConsentWritten | Refusal:
    """A consent for a line, as narrow as the form has it: a role, a named person, topics, an expiry.

    ``for_this_stay`` ties it to the newest imprisonment, with whose release it ends. Refused: a line that the
    form has not, a topic that is none, a day ahead, an expiry before it is given, a stay that is none.
    """
    today, programme = acting["today"], acting["programme"]
    with database.write(command="consent.give", now=acting["now"], actor=acting["actor"]) as door:
        stored = take(door, participant_id, expected_version)
        if isinstance(stored, Refusal):
            return stored
        refusal = _wrong(given, today, programme) or (_no_stay(stored, today) if for_this_stay else None)
        if refusal is not None:
            return refusal
        newest = stored.newest_episode
        stay = newest["id"] if for_this_stay and newest is not None else None
        identity = door.insert(consent, _row(stored, given, stay))
        return _written(door, stored.id, identity, today, programme)


def withdraw(
    database: Database, consent_id: str, expected_version: int, **acting: Unpack[Acting]
) -> ConsentWritten | Refusal:
    """It no longer holds, from today on; another one that says the same goes with it.

    What follows is shown first: `exin_tui.caseload.consent_follows.what_follows`. It can be withdrawn at any
    moment. Raises `StaleVersion`.
    """
    today, programme = acting["today"], acting["programme"]
    with database.write(command="consent.withdraw", now=acting["now"], actor=acting["actor"]) as door:
        stored, row = _at_hand(door, consent_id, expected_version)
        if not _holds(row, today):
            return Refusal("not_in_force", text("This consent does not hold any more."))
        for each in same_as(stored, row):
            if _holds(each, today):
                door.update(consent, each["id"], each["version"], {"withdrawn_on": today})
        return _written(door, stored.id, consent_id, today, programme)


def renew(
    database: Database,
    consent_id: str,
    expected_version: int,
    *,
    expires_on: dt.date | None = None,
    document: str = "",
    **acting: Unpack[Acting],
) -> ConsentWritten | Refusal:
    """Signed again today, as wide or as narrow as before. The earlier one is kept as it was.

    Refused after the follow-up has ended, and for a line that the form no longer has.
    """
    today, programme = acting["today"], acting["programme"]
    with database.write(command="consent.renew", now=acting["now"], actor=acting["actor"]) as door:
        stored, row = _at_hand(door, consent_id, expected_version)
        if stored.participant["closed_on"] is not None:
            return Refusal("closed", text("The follow-up has ended. Reopen it first."))
        given = ConsentGiven(
            row["line"],
            today,
            expires_on,
            None,
            row["role"],
            row["person"],
            row["topics"],
            short(document) or row["document"],
        )
        refusal = _wrong(given, today, programme)
        if refusal is not None:
            return refusal
        identity = door.insert(consent, _row(stored, given, None))
        return _written(door, stored.id, identity, today, programme)


def same_as(stored: Stored, row: Row) -> list[Row]:
    """The participant's consents for the same line, role and person, this one among them."""
    names = ("line", "role", "person")
    return [each for each in stored.consents if all(each[name] == row[name] for name in names)]


def _holds(row: Row, today: dt.date) -> bool:
    """Today, or later: one that was given ahead can be withdrawn too."""
    one = consent_of(row)
    return active(one, today) or (one.given_on > today and last_day(one) >= today)


def _at_hand(door: Door, consent_id: str, expected_version: int) -> tuple[Stored, Row]:
    door.update(consent, consent_id, expected_version, {})  # gone or changed: said before any rule
    whose = door.connection.execute(
        select(consent.c.participant_id).where(consent.c.id == consent_id)
    ).scalar_one()
    stored = participant_now(door, whose)
    return stored, next(row for row in stored.consents if row["id"] == consent_id)


def no_line(line: str, programme: Programme) -> Sayable:
    """What is said of a line that the consent form does not have, with those that it has."""
    known = join([one.key for one in programme.consents])
    return text("The consent form has no line {line}. There are: {known}.", line=line, known=known)


def _wrong(given: ConsentGiven, today: dt.date, programme: Programme) -> Refusal | None:
    if given.line not in programme.consents_by_key:
        return Refusal("unknown_line", no_line(given.line, programme))
    unknown = [topic for topic in given.topics.split() if topic not in _TOPICS]
    if unknown:
        return Refusal(
            "unknown_topic",
            text(
                "No such topic: {topic}. There are: {known}.",
                topic=unknown[0],
                known=", ".join(sorted(_TOPICS)),
            ),
        )
    if given.given_on > today:
        return Refusal("date_ahead", text("{on} has not come yet. Check the year.", on=given.given_on))
    if given.expires_on is not None and given.expires_on < max(given.given_on, today):
        return Refusal(
            "expired", text("It would have expired already, on {on}. Check the year.", on=given.expires_on)
        )
    return too_long(short(given.role), short(given.person), short(given.document))


def _no_stay(stored: Stored, today: dt.date) -> Refusal | None:
    newest = stored.newest_episode
    ended_on = None if newest is None else newest["released_on"] or newest["ended_on"]
    if newest is None or (ended_on is not None and ended_on <= today):
        return Refusal("no_stay", text("Not in custody: a consent cannot be tied to this stay."))
    return None


def _row(stored: Stored, given: ConsentGiven, stay: str | None) -> dict[str, object]:
    return {
        "participant_id": stored.id,
        "line": given.line,
        "role": short(given.role),
        "person": short(given.person),
        "topics": " ".join(given.topics.split()),
        "given_on": given.given_on,
        "expires_on": given.expires_on,
        "episode_id": stay,
        "document": short(given.document),
    }


def _written(
    door: Door, participant_id: str, consent_id: str, today: dt.date, programme: Programme
) -> ConsentWritten:
    moved = rederive(door, [participant_id], today=today, programme=programme)
    stored = participant_now(door, participant_id)
    row = next(each for each in stored.consents if each["id"] == consent_id)
    worth = status(row["line"], stored.case().consents, today, programme)
    return ConsentWritten(consent_id, row["version"], row["line"], worth, moved)
