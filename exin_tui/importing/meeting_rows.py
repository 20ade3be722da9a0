"""The sheet of meetings. A meeting is found by its reference, else by participant, start and kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from exin_schema.tables import meeting, new_id, participant
from exin_schema.vocabulary import MeetingOutcome, MeetingStatus
from exin_tui.importing.columns import Kind
from exin_tui.importing.gone_through import GoneThrough
from exin_tui.importing.meeting_times import Span, span_of
from exin_tui.importing.parse import CLEAR, ParsedRow, given
from exin_tui.importing.problems import Place
from exin_tui.importing.report import Action
from exin_tui.language import text

_Stored = Mapping[str, Any]
_Key = tuple[str, dt.datetime, str]
"""Participant's id, start in UTC, kind."""

OTHER = "other"
_MOVES = frozenset({"starts_at", "ends_at", "all_day_on", "place", "status", "kind", "title", "video"})
"""What a calendar must be told: counts the sequence up."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """A row that can be taken: who, what and when."""

    row: ParsedRow
    code: str
    kind: str
    span: Span

    @property
    def start(self) -> dt.datetime:
        return self.span.starts_at.astimezone(dt.UTC)


class MeetingRows:
    """Takes the rows of a list of meetings."""

    kind = Kind.MEETINGS

    def __init__(self, going: GoneThrough) -> None:
        self._going = going
        self._kinds = {kind.key: kind for kind in going.programme.meetings}
        self._seen: dict[object, Place] = {}

    def take(self, rows: Sequence[ParsedRow]) -> None:
        """Plan and, when writing, store ``rows``."""
        wishes = [(row, self._wish(row)) for row in rows]
        batch = _Batch(self._going, [wish for _, wish in wishes if wish is not None])
        for row, wish in wishes:
            action = self._take(wish, batch) if wish is not None and not row.problems else None
            self._going.settle(self.kind, row, action)

    def _wish(self, row: ParsedRow) -> _Wish | None:
        values, known = row.values, self._going.known
        code, key = str(values.get("participant", "")), str(values.get("kind", ""))
        if code and (unknown := known.unknown_participant(code)):
            row.refuse("participant", unknown)
        for column in ("caseworker", "driver"):
            staff = given(values, column)
            if isinstance(staff, str) and (unknown := known.unknown_staff(staff)):
                row.refuse(column, unknown)
        if "kind" not in row.filled:
            row.refuse("kind", text("Write what kind of meeting it is."))
        kind = self._kinds.get(key)
        if (
            kind is not None
            and "participant" not in row.filled
            and kind.contact
            and not kind.team
            and key != OTHER
        ):
            row.refuse(
                "participant", text("Write the participant's code: this is not a meeting of the team.")
            )
        if "title" in values and key != OTHER and kind is not None:
            row.warn(
                "title",
                text("Only meetings of the kind “other” have a title; this one is left out."),
                "title",
            )
        span = span_of(row, kind.minutes if kind else 60)
        if span is None or kind is None:
            return None
        wish = _Wish(row, code, key, span)
        self._refuse_twice(wish)
        return wish

    def _refuse_twice(self, wish: _Wish) -> None:
        ref = wish.row.values.get("ref")
        key: object = ref if isinstance(ref, str) else (wish.code.casefold(), wish.start, wish.kind)
        here = wish.row.place()
        first = self._seen.setdefault(key, here)
        if first != here:
            message = text("The same meeting stands in {place}. Keep one of them.", place=first)
            wish.row.refuse("ref" if isinstance(ref, str) else "start", message)

    def _take(self, wish: _Wish, batch: _Batch) -> Action | None:
        known, door = self._going.known, self._going.door
        participant_id = known.participant_id(wish.code) if wish.code else None
        stored = batch.find(wish, participant_id)
        if stored is None:
            if door is not None:
                door.insert(meeting, self._new(wish, participant_id, batch))
            return Action.ADDED
        if stored["participant_id"] != participant_id:
            message = text("This reference is that of somebody else's meeting. Give this one another.")
            wish.row.refuse("ref", message)
            return None
        changes = {
            column: value for column, value in self._entered(wish, stored).items() if value != stored[column]
        }
        if not changes:
            return Action.UNCHANGED
        if door is not None:
            if _MOVES & changes.keys():
                changes["sequence"] = int(stored["sequence"]) + 1
            door.update(meeting, stored["id"], stored["version"], {**changes, "changed_at": door.now})
        return Action.UPDATED

    def _new(self, wish: _Wish, participant_id: str | None, batch: _Batch) -> dict[str, object]:
        entered = self._entered(wish, None)
        if "caseworker" not in wish.row.values:
            entered["caseworker_id"] = batch.caseworkers.get(participant_id or "")
        return {
            "participant_id": participant_id,
            "uid": new_id(),
            "changed_at": self._going.now,
            **entered,
        }

    def _entered(self, wish: _Wish, stored: _Stored | None) -> dict[str, object]:
        """The columns that the list says something about."""
        values, known = wish.row.values, self._going.known
        span = wish.span
        entered: dict[str, object] = {
            "kind": wish.kind,
            "starts_at": wish.start,
            "ends_at": span.ends_at.astimezone(dt.UTC),
            "all_day_on": span.all_day_on,
        }
        if (
            stored is not None
            and not {"end", "minutes"} & values.keys()
            and stored["starts_at"] == wish.start
        ):
            entered["ends_at"] = stored["ends_at"]
        for column in ("ref", "place", "prepare", "title"):
            if column in values and (column != "title" or wish.kind == OTHER):
                entered[column] = "" if values[column] is CLEAR else values[column]
        for column in ("video", "reminder_sent_on"):
            if column in values:
                entered[column] = given(values, column)
        for column in ("caseworker", "driver"):
            if column in values:
                entered[f"{column}_id"] = known.staff_id(str(given(values, column) or ""))
        if "outcome" in values:
            entered |= _outcome(given(values, "outcome"), stored, self._going.now)
        return entered


def _outcome(outcome: object, stored: _Stored | None, now: dt.datetime) -> dict[str, object]:
    cancelled = outcome == MeetingOutcome.CANCELLED.value
    already = stored["cancelled_at"] if stored else None
    return {
        "outcome": outcome,
        "status": (MeetingStatus.CANCELLED if cancelled else MeetingStatus.PLANNED).value,
        "cancelled_at": (already or now) if cancelled else None,
    }


class _Batch:
    """What the database has for a batch of rows."""

    def __init__(self, going: GoneThrough, wishes: Sequence[_Wish]) -> None:
        refs = {str(wish.row.values["ref"]) for wish in wishes if "ref" in wish.row.values}
        starts = {wish.start for wish in wishes}
        ids = {identity for wish in wishes if (identity := going.known.participant_id(wish.code))}
        self._by_ref: dict[str, _Stored] = {}
        self._by_key: dict[_Key, _Stored] = {}
        wanted = select(meeting).where(
            or_(meeting.c.ref.in_(refs), meeting.c.starts_at.in_(starts)), meeting.c.recurrence_id.is_(None)
        )
        for row in going.connection.execute(wanted).mappings():
            if row["ref"] in refs:
                self._by_ref[row["ref"]] = dict(row)
            self._by_key[row["participant_id"] or "", row["starts_at"], row["kind"]] = dict(row)
        assigned = select(participant.c.id, participant.c.caseworker_id).where(participant.c.id.in_(ids))
        self.caseworkers: dict[str, str | None] = {
            row.id: row.caseworker_id for row in going.connection.execute(assigned)
        }

    def find(self, wish: _Wish, participant_id: str | None) -> _Stored | None:
        """The stored meeting that the row is about: by reference, else by participant, start and kind."""
        ref = wish.row.values.get("ref")
        if isinstance(ref, str) and ref in self._by_ref:
            return self._by_ref[ref]
        if wish.code and participant_id is None:
            return None
        same = self._by_key.get((participant_id or "", wish.start, wish.kind))
        if same is not None and isinstance(ref, str) and same["ref"]:
            return None
        return same
