"""New candidates: who was referred, by whom and when, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Unpack

from sqlalchemy import Connection

from exin_schema.programme import Programme
from exin_schema.vocabulary import Phase
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.assignment import WhatIf, with_one_more
from exin_tui.caseload.at_hand import too_long
from exin_tui.caseload.overload import keep_reason, over_with_one_more
from exin_tui.caseload.participant_edit import date_ahead
from exin_tui.caseload.register import check, prepare, write_rows
from exin_tui.caseload.registration import Registered, Registration
from exin_tui.caseload.roster import read_roster
from exin_tui.language import text
from exin_tui.privacy.sanitise import one_line
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database

ALIASES_OFFERED = 40


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a new candidate could be called, and who has room."""

    code: str
    aliases: tuple[str, ...]
    """Random words that nobody has, to choose among."""
    loads: tuple[WhatIf, ...]
    """What everybody would have with one more in intake."""


def suggested(connection: Connection, programme: Programme) -> Suggested:
    """The team's next free code, words that nobody has, and everybody's load with one more."""
    roster = read_roster(connection)
    aliases = tuple(roster.next_alias() for _ in range(ALIASES_OFFERED))
    return Suggested(roster.next_code(), aliases, with_one_more(connection, Phase.INTAKE, programme))


def add_candidate(
    database: Database, registration: Registration, *, reason: str = "", **acting: Unpack[Acting]
) -> Registered | Refusal:
    """A new candidate, in intake. The referral, custody and consents come with ``registration``.

    Refused: another phase than intake (everybody begins there, or comes with the import), a code that is
    taken, a day that has not come, a caseworker whom nobody knows, and one who would pass a limit without a
    ``reason``.
    """
    today, why = acting["today"], one_line(reason).strip()
    begun = registration.custody.started_on if registration.custody is not None else None
    refusal = _wrong(registration) or date_ahead(
        {"birth_date": registration.birth_date, "referred_on": registration.referred_on, "custody": begun},
        today,
    )
    if refusal is not None:
        return refusal
    with database.write(command="participant.add", now=acting["now"], actor=acting["actor"]) as door:
        roster = read_roster(door.connection)
        refusals = check(registration, roster)
        if refusals:
            return refusals[0]
        if registration.alias and registration.alias in roster.aliases:
            return Refusal("alias_taken", text("Somebody has that alias. Draw another one."))
        if registration.caseworker:
            theirs = roster.caseworkers[registration.caseworker]
            full = over_with_one_more(door.connection, theirs, Phase.INTAKE, acting["programme"])
            if full is not None and not why:
                return full
            if full is not None:
                keep_reason(door, theirs, why)
        rows = prepare(registration, roster, today=today, now=acting["now"], programme=acting["programme"])
        write_rows(door, [rows])
        return rows.registered


def _wrong(registration: Registration) -> Refusal | None:
    if registration.phase not in {None, Phase.INTAKE} or registration.enrolled_on is not None:
        return Refusal(
            "begins_in_intake",
            text("A new candidate begins in intake. Those whom the team follows already come by import."),
        )
    return too_long(
        registration.given_name,
        registration.family_name,
        registration.phone,
        registration.address,
        registration.district,
        registration.soma_reference,
    )
