"""Holding a stand-up, step by step: begin, discuss, skip, decide, pause, resume, end.

Each step is one transaction that leaves the whole state in the database, so that a crash loses nothing but
the seconds since the clock's last sign of life, and others see on their own screens where it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Unpack

from sqlalchemy import ColumnElement, select

from exin_schema.tables import change, standup, standup_clock, standup_entry
from exin_schema.vocabulary import EntryState, ReviewKind, ReviewState
from exin_tui.caseload.acting import Acting, Signed
from exin_tui.caseload.at_hand import short, too_long
from exin_tui.caseload.register import unknown_caseworker
from exin_tui.caseload.standups import last_change_of
from exin_tui.caseload.team import find_caseworker, initials_in_use
from exin_tui.language import text
from exin_tui.programme.standup import credited, next_waiting, used
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stepped:
    """Where a step left the stand-up."""

    id: str
    version: int
    position: int
    state: ReviewState


def begin(
    database: Database,
    participants: Sequence[str],
    *,
    kind: ReviewKind = ReviewKind.DAILY,
    whose: str = "",
    away: Sequence[str] = (),
    **acting: Unpack[Acting],
) -> Stepped | Refusal:
    """Begin one with ``participants`` (ids) in the order of their urgency; ``whose`` are a caseworker's
    initials, empty for the whole team.

    Its news come after the end of the newest one that had these participants in it. Refused: nobody to
    discuss, and one of today that somebody is holding. One of an earlier day that was never ended is ended
    at its last sign of life.
    """
    if not participants:
        return Refusal("nobody", text("There is nobody to discuss."))
    with database.write(command="standup.begin", now=acting["now"], actor=acting["actor"]) as door:
        owner = find_caseworker(door.connection, whose) if whose else None
        if whose and owner is None:
            return unknown_caseworker(whose)
        for row in _open(door, kind):
            if row["held_on"] == acting["today"] and row["caseworker_id"] == owner:
                who = row["held_by"]
                return Refusal(
                    "being_held", text("{who} is holding this one already. Resume it, or follow.", who=who)
                )
            if row["held_on"] != acting["today"]:
                _end_forgotten(door, row)
        identity = door.insert(
            standup,
            {
                "kind": kind.value,
                "caseworker_id": owner,
                "held_on": acting["today"],
                "held_by": acting["actor"],
                "started_at": acting["now"],
                "away": " ".join(away),
                "planned_minutes": acting["programme"].meetings_by_key[kind.value].minutes,
                "clock_since": acting["now"],
                "since_change": _since(door, kind, owner),
                "began_change": last_change_of(door.connection),
            },
        )
        door.insert_many(
            standup_entry,
            [
                {"standup_id": identity, "participant_id": one, "position": place}
                for place, one in enumerate(participants)
            ],
        )
        door.keep_clock(identity)
        return Stepped(identity, 1, 0, ReviewState.RUNNING)


def show(
    database: Database, standup_id: str, expected_version: int, position: int, **signed: Unpack[Signed]
) -> Stepped | Refusal:
    """Go to another participant without a word on this one."""
    with step(database, "standup.show", signed) as door:
        row, entries = take_standup(door, standup_id, expected_version)
        last = len(entries)  # behind the last stands the summary
        return write_step(door, row, entries, position=min(max(position, 0), last))


def discussed(
    database: Database, standup_id: str, expected_version: int, **signed: Unpack[Signed]
) -> Stepped | Refusal:
    """The participant that is shown has been discussed: on to the next who waits."""
    return _settle(
        database, "standup.discussed", standup_id, expected_version, EntryState.DISCUSSED, "", signed
    )


def skip(
    database: Database, standup_id: str, expected_version: int, reason: str, **signed: Unpack[Signed]
) -> Stepped | Refusal:
    """Not today, for a ``reason``, which is required: on to the next who waits."""
    why = short(reason)
    if not why:
        return Refusal("reason_required", text("Write why it is skipped, in a few words."))
    refusal = too_long(why)
    if refusal is not None:
        return refusal
    return _settle(database, "standup.skip", standup_id, expected_version, EntryState.SKIPPED, why, signed)


def decide(database: Database, entry_id: str, decision: str, **signed: Unpack[Signed]) -> str | Refusal:
    """What was decided about a participant, in one short line; empty takes it away. The entry's id."""
    said = short(decision)
    refusal = too_long(said)
    if refusal is not None:
        return refusal
    with step(database, "standup.decide", signed) as door:
        version = door.connection.execute(
            select(standup_entry.c.version).where(standup_entry.c.id == entry_id)
        ).scalar_one()
        door.update(standup_entry, entry_id, version, {"decision": said})
        return entry_id


def raise_with_team(database: Database, entry_id: str, **signed: Unpack[Signed]) -> str:
    """Raise a participant with the whole team, or not after all. The entry's id."""
    with step(database, "standup.raise", signed) as door:
        row = door.connection.execute(select(standup_entry).where(standup_entry.c.id == entry_id)).one()
        door.update(standup_entry, entry_id, row.version, {"for_team": not row.for_team})
        return entry_id


def set_away(
    database: Database, standup_id: str, expected_version: int, away: str, **signed: Unpack[Signed]
) -> Stepped | Refusal:
    """Who is not there: initials with spaces or commas between. Refused: somebody who does not work here."""
    named = tuple(dict.fromkeys(short(away).replace(",", " ").upper().split()))
    with step(database, "standup.away", signed) as door:
        known = initials_in_use(door.connection)
        for one in named:
            if one not in known:
                return unknown_caseworker(one)
        row, entries = take_standup(door, standup_id, expected_version)
        return write_step(door, row, entries, away=" ".join(named))


def pause(
    database: Database, standup_id: str, expected_version: int, **signed: Unpack[Signed]
) -> Stepped | Refusal:
    """Stop the clock."""
    with step(database, "standup.pause", signed) as door:
        row, entries = take_standup(door, standup_id, expected_version)
        return write_step(door, row, entries, state=ReviewState.PAUSED.value)


def resume(
    database: Database, standup_id: str, expected_version: int, **signed: Unpack[Signed]
) -> Stepped | Refusal:
    """Go on at the same participant, after a pause or a crash. Whoever resumes it holds it from now on."""
    with step(database, "standup.resume", signed) as door:
        row, entries = take_standup(door, standup_id, expected_version)
        sign = door.connection.execute(
            select(standup_clock.c.at).where(standup_clock.c.standup_id == standup_id)
        ).scalar_one_or_none()
        return write_step(
            door,
            row,
            entries,
            sign or row["started_at"],
            state=ReviewState.RUNNING.value,
            held_by=signed["actor"],
        )


def keep_clock(database: Database, standup_id: str, **signed: Unpack[Signed]) -> None:
    """Say that the stand-up still runs: what a crash after this costs of its clock. Every few seconds."""
    with step(database, "standup.clock", signed) as door:
        door.keep_clock(standup_id)


# ── what the steps have in common ─────────────────────────────────────────────────────────────────────


def step(database: Database, command: str, signed: Signed) -> Any:
    """One transaction of the stand-up."""
    return database.write(command=command, now=signed["now"], actor=signed["actor"])


def take_standup(door: Door, standup_id: str, expected_version: int) -> tuple[Row, list[Row]]:
    """The stand-up and its entries, when nobody has stepped since. Raises a `StorageError` otherwise."""
    door.update(standup, standup_id, expected_version, {})
    row = dict(door.connection.execute(select(standup).where(standup.c.id == standup_id)).mappings().one())
    entries = door.connection.execute(
        select(standup_entry)
        .where(standup_entry.c.standup_id == standup_id)
        .order_by(standup_entry.c.position, standup_entry.c.id)
    ).mappings()
    return row, [dict(entry) for entry in entries]


def _settle(
    database: Database,
    command: str,
    standup_id: str,
    expected_version: int,
    state: EntryState,
    reason: str,
    signed: Signed,
) -> Stepped | Refusal:
    with step(database, command, signed) as door:
        row, entries = take_standup(door, standup_id, expected_version)
        if row["position"] >= len(entries):
            return Refusal("nobody", text("There is nobody to discuss."))
        states = [EntryState.of(entry["state"]) for entry in entries]
        states[row["position"]] = state
        following = next_waiting(states, row["position"])
        settled = {"state": state.value, "reason": reason}
        return write_step(door, row, entries, entry=settled, position=following)


def write_step(
    door: Door,
    row: Row,
    entries: Sequence[Row],
    last_sign: dt.datetime | None = None,
    *,
    entry: Mapping[str, object] | None = None,
    **values: object,
) -> Stepped:
    """Write a step: what has run on the clock since the last one goes to the stand-up and who was shown.

    A clock that runs with a ``last_sign`` was cut off: no more than up to that counts.
    """
    since = row["clock_since"]
    passed = used(0, since, door.now) if last_sign is None else credited(0, since, last_sign, door.now)
    state = ReviewState.of(str(values.get("state", row["state"])))
    since = door.now.astimezone(dt.UTC) if state is ReviewState.RUNNING else None
    if row["position"] < len(entries):
        shown = entries[row["position"]]
        door.update(
            standup_entry,
            shown["id"],
            shown["version"],
            {"seconds": shown["seconds"] + passed, **(entry or {})},
        )
    changed = {**values, "seconds": row["seconds"] + passed, "clock_since": since}
    version = door.update(standup, row["id"], row["version"], changed)
    if state is ReviewState.RUNNING:
        door.keep_clock(row["id"])
    return Stepped(row["id"], version, int(str(changed.get("position", row["position"]))), state)


def _open(door: Door, kind: ReviewKind) -> list[Row]:
    rows = door.connection.execute(
        select(standup, standup_clock.c.at)
        .outerjoin(standup_clock, standup_clock.c.standup_id == standup.c.id)
        .where(standup.c.kind == kind.value, standup.c.state != ReviewState.ENDED.value)
    ).mappings()
    return [dict(row) for row in rows.all()]


def _end_forgotten(door: Door, row: Row) -> None:
    """End one that nobody ended, as of its last sign of life: what came after that is news."""
    ended = row["at"] or row["started_at"]
    at_the_end = door.connection.execute(
        select(change.c.id).where(change.c.at <= ended).order_by(change.c.id.desc()).limit(1)
    ).scalar_one_or_none()
    values = {
        "state": ReviewState.ENDED.value,
        "seconds": credited(row["seconds"], row["clock_since"], row["at"], door.now),
        "clock_since": None,
        "ended_at": ended,
        "ended_change": max(row["began_change"], at_the_end or 0),
    }
    door.update(standup, row["id"], row["version"], values)


def _since(door: Door, kind: ReviewKind, owner: str | None) -> int | None:
    """Where the newest one ended that had the same participants in it."""
    mine: ColumnElement[bool] = standup.c.caseworker_id.is_(None)
    if owner is not None:
        mine = mine | (standup.c.caseworker_id == owner)
    found = door.connection.execute(
        select(standup.c.ended_change)
        .where(standup.c.kind == kind.value, standup.c.ended_change.is_not(None), mine)
        .order_by(standup.c.ended_at.desc())
        .limit(1)
    ).scalar_one_or_none()
    return None if found is None else int(found)
