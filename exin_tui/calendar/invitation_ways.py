"""The two ways of sending an invitation: to whom, with which number, in which words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import msgspec
from sqlalchemy import Connection

from exin_schema.programme import Programme
from exin_schema.vocabulary import MeetingStatus
from exin_tui.calendar.guests import Guest
from exin_tui.calendar.invitation import Inviting, Preview, preview
from exin_tui.calendar.meetings import Entry
from exin_tui.calendar.wanted import Telling, Titles
from exin_tui.language import text
from exin_tui.programme.values import Refusal


@dataclass(frozen=True, slots=True)
class Invite:
    """To those who were chosen and may be told (RFC 5546 REQUEST)."""

    inviting: Inviting
    chosen: frozenset[str] | None
    today: dt.date
    now: dt.datetime
    programme: Programme

    command: ClassVar[str] = "meeting.invite"
    method: ClassVar[str] = "REQUEST"
    calls_off: ClassVar[bool] = False

    def look(self, connection: Connection, meeting_id: str, actor: str) -> Preview | Refusal:
        """Who would see what, in the transaction that sends it."""
        return preview(
            connection,
            meeting_id,
            self.inviting,
            actor=actor,
            today=self.today,
            now=self.now,
            programme=self.programme,
        )

    def refused(self, found: Preview) -> Refusal | None:
        """Why it cannot be sent to anybody."""
        one = found.entry.meeting
        if one.imported:
            return Refusal(
                "theirs", text("The meeting came from somebody else's calendar: they invite to it.")
            )
        if one.cancelled:
            return Refusal("cancelled", text("The meeting is cancelled. Call the invitation off instead."))
        if one.rrule is None and one.ends_at < self.now:
            return Refusal("over", text("The meeting is over."))
        return None

    def to_whom(self, found: Preview) -> tuple[Guest, ...] | Refusal:
        """Whoever was chosen, and nobody who may not be told."""
        if self.chosen is None:
            return found.may
        for one in found.guests:
            if one.address in self.chosen and one.why_not is not None:
                return Refusal("guest_refused", one.why_not)
        return tuple(one for one in found.may if one.address in self.chosen)

    def counts_up(self, people: Sequence[Guest], known: Mapping[str, Any], told: int) -> bool:  # noqa: ARG002 - for calling off
        """Whether the meeting takes a higher number than ``told``, which holds now; ``known``: what was sent.

        Whoever was called off takes a higher number only (RFC 5546 2.1.4).
        """
        return any(one.called_off for one in people)

    def entry(self, entry: Entry) -> Entry:
        """Instances get the series' number at least: a client that was called off ignores a lower one.

        A cancelled instance is left out: a request has nothing that is cancelled in it (RFC 5546 3.2.2).
        """
        highest = entry.meeting.sequence
        changed = tuple(
            msgspec.structs.replace(one, sequence=max(one.sequence, highest))
            for one in entry.changed
            if not one.cancelled
        )
        gone = tuple(one.recurrence_id for one in entry.changed if one.cancelled and one.recurrence_id)
        return replace(entry, changed=changed, forgotten=gone)

    def words(self) -> Inviting:
        """How it is written."""
        return self.inviting

    def row(self, now: dt.datetime, told: int, actor: str) -> dict[str, object]:
        """What is kept of it for each guest."""
        return {"sequence": told, "sent_at": now, "sent_by": actor, "cancelled_at": None}


class CallOff(Invite):
    """Only to those who were invited, and no more than they know (RFC 5546 CANCEL)."""

    command = "meeting.uninvite"
    method = "CANCEL"
    calls_off = True

    def refused(self, found: Preview) -> Refusal | None:
        """Where nobody has an invitation."""
        if not found.invited:
            return Refusal("nobody_invited", text("Nobody has an invitation to this meeting."))
        return None

    def to_whom(self, found: Preview) -> tuple[Guest, ...] | Refusal:
        """Whoever was chosen, also without a consent that still holds."""
        return tuple(one for one in found.invited if self.chosen is None or one.address in self.chosen)

    def counts_up(self, people: Sequence[Guest], known: Mapping[str, Any], told: int) -> bool:
        """Somebody has the number that holds already."""
        return any(known[one.address]["sequence"] >= told for one in people)

    def entry(self, entry: Entry) -> Entry:
        """The whole series, cancelled."""
        return Entry(msgspec.structs.replace(entry.meeting, status=MeetingStatus.CANCELLED))

    def words(self) -> Inviting:
        """No more than they know already."""
        telling = Telling(self.inviting.telling.language, Titles.GENERIC)
        return replace(self.inviting, telling=telling, title="")

    def row(self, now: dt.datetime, told: int, actor: str) -> dict[str, object]:
        """What is kept of it for each guest."""
        return {"sequence": told, "cancelled_at": now, "sent_by": actor}
