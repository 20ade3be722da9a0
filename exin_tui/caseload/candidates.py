"""New candidates: who was referred, by whom and when, and whose they are."""

from __future__ import annotations

from typing import Unpack

from exin_schema.vocabulary import Phase
from exin_tui.caseload.acting import Acting
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


def add_candidate(
    database: Database, registration: Registration, *, reason: str = "", **acting: Unpack[Acting]
) -> Registered | Refusal:
    """A new candidate, in intake. The referral, custody and consents come with ``registration``.

    Refused: another phase than intake (everybody begins there, or comes with the import), a code that is
    taken, a day that has not come, a caseworker whom nobody knows, and one who would pass a limit without a
    ``reason``.
    """
    today, why = acting["today"], one_line(reason).strip()
    refusal = _wrong(registration) or date_ahead(
        {"birth_date": registration.birth_date, "referred_on": registration.referred_on}, today
    )
    if refusal is not None:
        return refusal
    with database.write(command="participant.add", now=acting["now"], actor=acting["actor"]) as door:
        roster = read_roster(door.connection)
        refusals = check(registration, roster)
        if refusals:
            return refusals[0]
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
