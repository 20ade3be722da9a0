"""What stands around a participant of a trial: a text in every column that has one, each a sentinel.

The partner may ask for some of it: its own people, where it meets the participant, its tasks. The same stands
beside that for others, with whom it has nothing to do: another agency's contacts, meetings and tasks, another
partner's facts, and what the team notes for itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Table

from exin_schema.programme import Programme
from exin_schema.tables import (
    agency,
    application,
    contact,
    invitation,
    meeting,
    meeting_attendee,
    new_id,
    participant_contact,
    partner_fact,
    partner_record,
    phase_transition,
    standup_entry,
    task,
)
from exin_schema.vocabulary import ApplicationKind, ApplicationState, Phase, TaskState
from exin_tui.partners.extend import claimed_meetings, claimed_roles
from exin_tui.partners.manifest import Manifest
from exin_tui.partners.sentinels import Marking
from exin_tui.partners.trial_own import Rows
from exin_tui.partners.values import to_json

STRANGER = "kanarifremmed"
"""Another partner, and another agency's kind."""
OTHER = "other"


@dataclass(slots=True)
class Around:
    """Makes the rows around one participant."""

    marking: Marking
    participant_id: str | None
    programme: Programme
    now: dt.datetime
    today: dt.date
    rows: Rows = field(default_factory=dict)

    @property
    def manifest(self) -> Manifest:
        """The partner's."""
        return self.marking.manifest

    def all(self, standup_id: str, *, large: bool = False) -> Rows:
        """Everything; in a ``large`` team, of which nobody reads words, what the partner may ask for."""
        self._contacts()
        self._meetings()
        self._tasks()
        if not large:
            self._others()
            self._noted(standup_id)
        return self.rows

    def _add(self, table: Table, **values: object) -> str:
        identity = new_id()
        self.rows.setdefault(table, []).append({"id": identity, **values})
        return identity

    # --- contacts ---

    def _contacts(self) -> None:
        """One in a role of the partner's, one in a role that betrays something, and others': also one in a
        role of the partner's whom somebody else employs."""
        lines = self.manifest.consent
        theirs = self._agency(
            "contact.agency", next(iter(lines), STRANGER), self.manifest.id,
            sensitive=not self._role(sensitive=False),
        )  # fmt: skip
        others = self._agency("other_agency.name", STRANGER, None)
        for sensitive in (False, True):
            role = self._role(sensitive=sensitive)
            if role:
                self._contact("contact", theirs, role, sensitive=sensitive)
        plain = self._role(sensitive=False)
        if plain:
            self._contact("former_contact", others, plain, to_on=self.today - dt.timedelta(days=1))
            self._contact("elsewhere_contact", others, plain)
        stranger = next((one.key for one in self.programme.roles if not self._is_theirs(one.key)), "")
        self._contact("other_contact", others, stranger or STRANGER)

    def _agency(self, name: str, kind: str, partner: str | None, *, sensitive: bool = False) -> str:
        mark = self.marking
        word = mark.word(name, sensitive=sensitive, place=True) if partner else mark.never(name)
        whose = "agency" if partner else "other_agency"
        phone, email, place = (mark.never(f"{whose}.{one}") for one in ("phone", "email", "place"))
        return self._add(agency, name=word, kind=kind, partner=partner, phone=phone, email=email, place=place)

    def _role(self, *, sensitive: bool) -> str:
        """A contact role that is the partner's, rather its own than one of its lines; empty for none."""
        claimed = claimed_roles(self.manifest)
        roles = [one for one in self.programme.roles if self._is_theirs(one.key)]
        roles.sort(key=lambda one: one.key not in claimed)
        return next((one.key for one in roles if one.sensitive is sensitive), "")

    def _is_theirs(self, key: str) -> bool:
        role = self.programme.roles_by_key[key]
        return key in claimed_roles(self.manifest) or role.line in self.manifest.consent

    def _contact(
        self, name: str, agency_id: str, role: str, *, sensitive: bool = False, to_on: dt.date | None = None
    ) -> str:
        mark = self.marking
        values = {
            one: mark.word(f"{name}.{one}", sensitive=sensitive, again="s" if sensitive else "")
            if name == "contact"
            else mark.never(f"{name}.{one}")
            for one in ("name", "phone", "email")
        }
        title = mark.never(f"{name}.title{'s' if sensitive else ''}")
        identity = self._add(contact, agency_id=agency_id, role=title, **values)
        if self.participant_id:
            self._add(
                participant_contact, participant_id=self.participant_id, contact_id=identity, role=role,
                to_on=to_on,
            )  # fmt: skip
        return identity

    # --- meetings ---

    def _meetings(self) -> None:
        """Of the partner's kind; where its people come; and others', also what is over."""
        theirs = next(iter(claimed_meetings(self.manifest)), "")
        days = dt.timedelta(days=3 + self.marking.number % 40)
        if theirs and self.participant_id:
            self._meeting("meeting", theirs, days)
            self._meeting("past_meeting", theirs, -days)
        own = next((row["id"] for row in self.rows.get(contact, ())), None)
        attended = self._meeting("meeting", OTHER, days, again="b") if self.participant_id else None
        if attended and own and self._attends():
            self._add(
                meeting_attendee, participant_id=self.participant_id, meeting_id=attended, contact_id=own
            )
            self._add(
                invitation, participant_id=self.participant_id, meeting_id=attended, contact_id=own,
                address=self.marking.never("invitation.address"), sent_at=self.now, sent_by="KN",
            )  # fmt: skip
        self._meeting("other_meeting", OTHER, days)

    def _attends(self) -> bool:
        """Whether the first contact made is one of the partner's."""
        return bool(self._role(sensitive=False) or self._role(sensitive=True))

    def _meeting(self, name: str, kind: str, after: dt.timedelta, again: str = "") -> str:
        mark, starts = self.marking, self.now + after
        reached = name == "meeting" and (kind != OTHER or self._attends())
        place = (
            mark.word("meeting.place", place=True, again=again) if reached else mark.never(f"{name}.place")
        )
        return self._add(
            meeting, participant_id=self.participant_id, uid=new_id(), kind=kind, starts_at=starts,
            ends_at=starts + dt.timedelta(hours=1), changed_at=self.now, place=place,
            title=mark.never(f"{name}.title{again}"), prepare=mark.never(f"{name}.prepare{again}"),
            ref=mark.never(f"{name}.ref{again}"),
        )  # fmt: skip

    # --- tasks ---

    def _tasks(self) -> None:
        """One that somebody typed for the partner, one that is done, another partner's, the team's own."""
        own: dict[str, object] = {"partner": self.manifest.id, "step": "start"}
        self._task(self.marking.word("task.title"), "task", own)
        self._task(self.marking.never("done_task.title"), "done_task", {**own, "state": TaskState.DONE.value})
        self._task(self.marking.never("other_task.title"), "other_task", {"partner": STRANGER})
        self._task(self.marking.never("team_task.title"), "team_task", {})

    def _task(self, title: str, name: str, more: dict[str, object]) -> None:
        notes = {one: self.marking.never(f"{name}.{one}") for one in ("note", "reason", "snooze_reason")}
        self._add(task, participant_id=self.participant_id, title=title, changed_at=self.now, **notes, **more)

    # --- what is nobody's but the team's ---

    def _others(self) -> None:
        """Another partner's facts and records, and what was written about applications."""
        if not self.participant_id:
            return
        whose = {"participant_id": self.participant_id, "partner": STRANGER, "changed_at": self.now}
        self._add(partner_fact, **whose, fact="note", value=to_json(self.marking.never("other_fact")))
        self._add(
            partner_record, **whose, record="note", values=to_json({"on": self.marking.never("other_record")})
        )
        for kind in ApplicationKind:
            self._add(
                application, participant_id=self.participant_id, kind=kind.value,
                what=self.marking.never(f"application.{kind.value}"), state=ApplicationState.SENT.value,
                sent_on=self.today - dt.timedelta(days=1 + self.marking.number % 50),
            )  # fmt: skip

    def _noted(self, standup_id: str) -> None:
        """What was written at a change of phase and at a stand-up."""
        if not self.participant_id:
            return
        self._add(
            phase_transition, participant_id=self.participant_id, to_phase=Phase.INTAKE.value,
            on=self.today - dt.timedelta(days=200), at=self.now - dt.timedelta(days=200),
            **dict(self._words("phase", "possibilities", "limits", "special", "took_part", "reason")),
        )  # fmt: skip
        self._add(
            standup_entry, participant_id=self.participant_id, standup_id=standup_id,
            position=self.marking.number, **dict(self._words("standup", "reason", "decision")),
        )  # fmt: skip

    def _words(self, name: str, *columns: str) -> Iterator[tuple[str, str]]:
        for column in columns:
            yield column, self.marking.never(f"{name}.{column}")
