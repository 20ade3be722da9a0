"""Correcting what is kept about a participant: the person, the referral, and what is marked as not needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict, Unpack

from exin_schema.tables import participant
from exin_schema.vocabulary import ReferralSource
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.at_hand import short, take, too_long
from exin_tui.language import text
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database


class Details(TypedDict, total=False):
    """What can be corrected; what is left out stays. An empty text or None takes a value off."""

    given_name: str
    family_name: str
    birth_date: dt.date | None
    phone: str
    phone_verified_on: dt.date | None
    address: str
    district: str
    soma_reference: str
    referred_by: ReferralSource | None
    referred_on: dt.date | None
    protected_address: bool


@dataclass(frozen=True, slots=True)
class ParticipantWritten:
    """What a command left behind."""

    id: str
    version: int
    changed: tuple[str, ...] = ()
    """The columns that became something else; empty when nothing differed."""


SUGGESTED = {
    "release_group": "release_group_needed",
    "transfer_meeting": "transfer_meeting_needed",
    "first_group": "first_group_needed",
}
"""The column that keeps whether a suggested meeting is needed, by the suggestion's key."""


def edit(
    database: Database,
    participant_id: str,
    expected_version: int,
    details: Details,
    **acting: Unpack[Acting],
) -> ParticipantWritten | Refusal:
    """Correct the person, also after the follow-up has ended: they may have it corrected at any time.

    A new phone number is not verified: the day on which the old one was is taken off with it.
    """
    change: dict[str, object] = {
        name: short(value) if isinstance(value, str) and not isinstance(value, ReferralSource) else value
        for name, value in details.items()
    }
    refusal = too_long(*(value for value in change.values() if isinstance(value, str)))
    refusal = refusal or date_ahead(change, acting["today"])
    if refusal is not None:
        return refusal
    with database.write(command="participant.edit", now=acting["now"], actor=acting["actor"]) as door:
        stored = take(door, participant_id, expected_version, closed_too=True)
        if isinstance(stored, Refusal):
            return stored
        row = stored.participant
        if "phone" in change and change["phone"] != row["phone"]:
            change.setdefault("phone_verified_on", None)
        changed = tuple(name for name, value in change.items() if row[name] != value)
        version = door.update(participant, participant_id, expected_version, change)
        return ParticipantWritten(participant_id, version, changed)


def protect_address(
    database: Database,
    participant_id: str,
    expected_version: int,
    *,
    protected: bool,
    **acting: Unpack[Acting],
) -> ParticipantWritten | Refusal:
    """The address, and the place of any meeting, is withheld everywhere; or no longer is."""
    with database.write(
        command="participant.protect_address", now=acting["now"], actor=acting["actor"]
    ) as door:
        stored = take(door, participant_id, expected_version, closed_too=True)
        if isinstance(stored, Refusal):
            return stored
        changed = ("protected_address",) if bool(stored.participant["protected_address"]) != protected else ()
        version = door.update(participant, participant_id, expected_version, {"protected_address": protected})
        return ParticipantWritten(participant_id, version, changed)


def suggested_meeting(
    database: Database,
    participant_id: str,
    expected_version: int,
    key: str,
    *,
    needed: bool | None,
    **acting: Unpack[Acting],
) -> ParticipantWritten | Refusal:
    """Mark a meeting that is suggested around a release as not needed (False), or suggest it again (None)."""
    column = SUGGESTED.get(key)
    if column is None:
        return Refusal("unknown_suggestion", text("No such meeting is suggested: {key}.", key=key))
    with database.write(command="participant.suggested", now=acting["now"], actor=acting["actor"]) as door:
        stored = take(door, participant_id, expected_version)
        if isinstance(stored, Refusal):
            return stored
        changed = (column,) if stored.participant[column] != needed else ()
        version = door.update(participant, participant_id, expected_version, {column: needed})
        return ParticipantWritten(participant_id, version, changed)


def date_ahead(values: Mapping[str, object], today: dt.date) -> Refusal | None:
    """A birth, a referral, a check of the phone number, the beginning of custody lie in the past."""
    for name in ("birth_date", "referred_on", "phone_verified_on", "custody"):
        day = values.get(name)
        if isinstance(day, dt.date) and day > today:
            return Refusal("date_ahead", text("{on} has not come yet. Check the year.", on=day))
    return None
