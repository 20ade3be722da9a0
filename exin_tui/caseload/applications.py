"""Applications and decisions: to whom, sent, in process, decided, in writing or not, complaint sent.

A late written refusal blocks the complaint: ask for it [A]. The complaint's deadline is typed from the
letter, never computed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Unpack

from sqlalchemy import select

from exin_schema.tables import agency, application, participant
from exin_schema.vocabulary import ApplicationKind, ApplicationState
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.at_hand import short, take, too_long
from exin_tui.language import text
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database

_DECIDED = frozenset({ApplicationState.GRANTED, ApplicationState.REFUSED, ApplicationState.PARTLY})
_STATES = {state.value: state for state in ApplicationState}
_NOT_SENT = ApplicationState.DRAFT.value
_MAY_COMPLAIN = frozenset({ApplicationState.REFUSED.value, ApplicationState.PARTLY.value})


@dataclass(frozen=True, slots=True)
class ApplicationWritten:
    """What a command left behind."""

    id: str
    version: int
    state: ApplicationState
    ask_in_writing: bool = False
    """It was refused, wholly or partly, and not in writing: ask for the letter."""


def add(
    database: Database,
    participant_id: str,
    expected_version: int,
    kind: ApplicationKind,
    what: str,
    *,
    agency_id: str | None = None,
    sent_on: dt.date | None = None,
    **acting: Unpack[Acting],
) -> ApplicationWritten | Refusal:
    """A new application, in preparation or (with ``sent_on``) sent. ``what`` is a few words, no story."""
    words = short(what)
    refusal = too_long(words) or _ahead(sent_on, acting["today"])
    if refusal is not None:
        return refusal
    with database.write(command="application.add", now=acting["now"], actor=acting["actor"]) as door:
        stored = take(door, participant_id, expected_version)
        if isinstance(stored, Refusal):
            return stored
        known = door.connection.execute(select(agency.c.id).where(agency.c.id == agency_id)).scalar()
        if agency_id is not None and known is None:
            return Refusal("unknown_agency", text("This agency is no longer there. Choose another one."))
        state = ApplicationState.DRAFT if sent_on is None else ApplicationState.SENT
        values = {"kind": kind.value, "what": words, "agency_id": agency_id, "state": state.value}
        identity = door.insert(application, {"participant_id": participant_id, "sent_on": sent_on, **values})
        return ApplicationWritten(identity, 1, state)


def send(
    database: Database, application_id: str, expected_version: int, on: dt.date, **acting: Unpack[Acting]
) -> ApplicationWritten | Refusal:
    """Sent on a day: from then on the days of waiting count."""
    values: dict[str, object] = {"state": ApplicationState.SENT.value, "sent_on": on}
    refusal = _ahead(on, acting["today"])
    return refusal or _change(
        database, "application.send", application_id, expected_version, values, acting, unsent_too=True
    )


def in_process(
    database: Database, application_id: str, expected_version: int, **acting: Unpack[Acting]
) -> ApplicationWritten | Refusal:
    """They have begun on it."""
    values: dict[str, object] = {"state": ApplicationState.IN_PROCESS.value}
    return _change(database, "application.in_process", application_id, expected_version, values, acting)


def decide(
    database: Database,
    application_id: str,
    expected_version: int,
    state: ApplicationState,
    on: dt.date,
    *,
    in_writing: bool,
    complaint_due_on: dt.date | None = None,
    **acting: Unpack[Acting],
) -> ApplicationWritten | Refusal:
    """Granted, refused or partly granted, in writing or not; the complaint's deadline is the letter's."""
    if state not in _DECIDED:
        return Refusal("no_decision", text("A decision grants, refuses, or grants partly."))
    values: dict[str, object] = {
        "state": state.value,
        "decided_on": on,
        "in_writing": in_writing,
        "complaint_due_on": complaint_due_on,
    }
    refusal = _ahead(on, acting["today"])
    return refusal or _change(
        database, "application.decide", application_id, expected_version, values, acting, decided_on=on
    )


def edit(
    database: Database,
    application_id: str,
    expected_version: int,
    kind: ApplicationKind,
    what: str,
    *,
    agency_id: str | None = None,
    sent_on: dt.date | None = None,
    **acting: Unpack[Acting],
) -> ApplicationWritten | Refusal:
    """Correct to whom it goes, what it is about and when it was sent. A day cannot be taken off again."""
    words = short(what)
    refusal = too_long(words) or _ahead(sent_on, acting["today"])
    if refusal is not None:
        return refusal
    values: dict[str, object] = {"kind": kind.value, "what": words, "agency_id": agency_id}
    if sent_on is not None:
        values["sent_on"] = sent_on
    return _change(
        database, "application.edit", application_id, expected_version, values, acting, unsent_too=True
    )


def complain(
    database: Database, application_id: str, expected_version: int, on: dt.date, **acting: Unpack[Acting]
) -> ApplicationWritten | Refusal:
    """A complaint was sent."""
    values: dict[str, object] = {"complaint_sent_on": on}
    refusal = _ahead(on, acting["today"])
    return refusal or _change(
        database, "application.complain", application_id, expected_version, values, acting, complains=True
    )


def _change(
    database: Database,
    command: str,
    application_id: str,
    expected_version: int,
    values: dict[str, object],
    acting: Acting,
    *,
    unsent_too: bool = False,
    decided_on: dt.date | None = None,
    complains: bool = False,
) -> ApplicationWritten | Refusal:
    with database.write(command=command, now=acting["now"], actor=acting["actor"]) as door:
        door.update(
            application, application_id, expected_version, {}
        )  # gone or changed: said before any rule
        row = dict(
            door.connection.execute(
                select(application, participant.c.closed_on)
                .join(participant, participant.c.id == application.c.participant_id)
                .where(application.c.id == application_id)
            )
            .mappings()
            .one()
        )
        refusal = _wrong(row, unsent_too=unsent_too, decided_on=decided_on, complains=complains)
        if refusal is not None:
            return refusal
        if values.get("sent_on") is not None and row["state"] == _NOT_SENT:
            values = {"state": ApplicationState.SENT.value, **values}
        agency_id = values.get("agency_id")
        known = select(agency.c.id).where(agency.c.id == agency_id)
        if agency_id is not None and door.connection.execute(known).first() is None:
            return Refusal("unknown_agency", text("This agency is no longer there. Choose another one."))
        version = door.update(application, application_id, expected_version, values)
        row |= values
        unwritten = row["state"] in _MAY_COMPLAIN and not row["in_writing"]
        return ApplicationWritten(application_id, version, _STATES[row["state"]], unwritten)


def _wrong(
    row: dict[str, Any], *, unsent_too: bool, decided_on: dt.date | None, complains: bool
) -> Refusal | None:
    if row["closed_on"] is not None:
        return Refusal("closed", text("The follow-up has ended. Reopen it first."))
    if row["state"] == _NOT_SENT and not unsent_too:
        return Refusal("not_sent", text("The application is not sent yet."))
    if decided_on is not None and row["sent_on"] is not None and decided_on < row["sent_on"]:
        return Refusal(
            "decided_before_sent", text("It was sent later than that, on {on}.", on=row["sent_on"])
        )
    if complains and row["state"] not in _MAY_COMPLAIN:
        return Refusal("nothing_refused", text("Nothing was refused: there is nothing to complain about."))
    return None


def _ahead(on: dt.date | None, today: dt.date) -> Refusal | None:
    if on is not None and on > today:
        return Refusal("date_ahead", text("{on} has not come yet. Check the year.", on=on))
    return None
