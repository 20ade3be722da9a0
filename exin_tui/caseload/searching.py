"""Search over participants, contacts, agencies, tasks and meetings: five statements, whatever there is.

While screened a name is neither matched nor shown: a hit would tell that somebody called so is followed up.
Codes, aliases, roles, agencies, titles of tasks that betray nothing, and kinds of meetings are matched.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, func, not_, or_, select, true

from exin_schema.tables import agency, contact, meeting, participant, participant_contact, task
from exin_schema.vocabulary import Label, TaskState, Term
from exin_tui.caseload.filter_steps import folded
from exin_tui.caseload.filters import clean_search
from exin_tui.caseload.models import Person
from exin_tui.clock import OSLO
from exin_tui.language import Sayable, join, say

if TYPE_CHECKING:
    from exin_tui.caseload.labels import Labels

AT_MOST = 20
"""Hits of each kind."""
ENDED = Label("avsluttet", "ended")
"""Stands beside a participant whose follow-up has ended, and finds them."""
SHORTEST = 2
"""Characters to begin with."""
_UPPER = "ÆØÅÄÖÜÉÈÁÓ"
_LOWER = _UPPER.lower()


class HitKind(Term):
    """What was found."""

    PARTICIPANT = "participant", "deltakere", "participants"
    CONTACT = "contact", "kontakter", "contacts"
    AGENCY = "agency", "instanser", "agencies"
    TASK = "task", "oppgaver", "tasks"
    MEETING = "meeting", "møter", "meetings"


class Hit(msgspec.Struct, frozen=True, gc=False):
    """One thing that was found."""

    kind: HitKind
    id: str
    person: Person | None
    """Whose it is, or who it is; None for an agency, and for what is the team's own."""
    label: Sayable
    """What it is called; may stand on a shared screen unless it is sensitive."""
    sensitive: bool = False
    name: str = ""
    """A contact's: hidden while screened."""
    beside: Sayable | None = None
    others: int = 0
    """How many more participants have the contact."""


def search(
    connection: Connection, words: str, *, screened: bool, labels: Labels, today: dt.date
) -> tuple[Hit, ...]:
    """The hits by kind, at most `AT_MOST` of each. Every word must be found; one letter finds nothing."""
    wanted = [folded(word) for word in clean_search(words).split()]
    if sum(map(len, wanted)) < SHORTEST:
        return ()
    finder = _Finder(connection, wanted, screened, labels, today)
    return (
        *finder.participants(), *finder.contacts(), *finder.agencies(), *finder.tasks(), *finder.meetings(),
    )  # fmt: skip


class _Finder:
    def __init__(
        self, connection: Connection, wanted: Sequence[str], screened: bool, labels: Labels, today: dt.date
    ) -> None:
        self.connection, self.wanted, self.screened = connection, wanted, screened
        self.labels, self.today = labels, today

    def participants(self) -> Iterable[Hit]:
        columns = [participant.c.code, participant.c.alias]
        if not self.screened:
            columns += [participant.c.given_name, participant.c.family_name]
        rows = self._rows(
            select(*_PERSON, participant.c.phase, participant.c.closed_on)
            .where(self._has(columns, participant.c.id, self._ended))
            .order_by(participant.c.closed_on.is_not(None), participant.c.code)
        )
        for row in rows:
            ended = ENDED if row.closed_on is not None else None
            yield Hit(HitKind.PARTICIPANT, row.id, _person(row), _phase(row.phase), beside=ended)

    def _ended(self, word: str) -> Any:
        """Those whose follow-up has ended, for a word that begins one of the two that say so."""
        if not any(folded(said).startswith(word) for said in (ENDED.nb, ENDED.en)):
            return ()
        return select(participant.c.id).where(participant.c.closed_on.is_not(None))

    def contacts(self) -> Iterable[Hit]:
        columns = [contact.c.role, agency.c.name]
        if not self.screened:
            columns.append(contact.c.name)
        keys = self._labelled(self.labels.roles, lambda role: role.name)
        betray = (key for key, role in self.labels.roles.items() if role.sensitive)
        safe = self._not_sensitive(participant_contact.c.role, betray)
        rows = self._rows(
            select(
                *_PERSON, contact.c.id.label("contact_id"), contact.c.name, contact.c.role.label("title"),
                agency.c.name.label("agency"), participant_contact.c.role.label("role"),
            )
            .select_from(
                contact.outerjoin(agency, agency.c.id == contact.c.agency_id)
                .outerjoin(participant_contact, participant_contact.c.contact_id == contact.c.id)
                .outerjoin(participant, participant.c.id == participant_contact.c.participant_id)
            )
            .where(contact.c.active.is_(True), safe, self._has(columns, participant_contact.c.role, keys))
            .order_by(agency.c.name, contact.c.id, participant.c.code),
            AT_MOST * 5,
        )  # fmt: skip
        seen: dict[str, Hit] = {}
        for row in rows:
            if row.contact_id in seen:
                one = seen[row.contact_id]
                seen[row.contact_id] = msgspec.structs.replace(one, others=one.others + 1)
                continue
            label = self.labels.contact_role(row.role) if row.role else join((row.title or "–",))
            seen[row.contact_id] = Hit(
                HitKind.CONTACT, row.contact_id, _person(row) if row.id else None, label,
                sensitive=bool(row.role) and self.labels.role_sensitive(row.role), name=row.name,
                beside=join((row.agency,)) if row.agency else None,
            )  # fmt: skip
        return list(seen.values())[:AT_MOST]

    def agencies(self) -> Iterable[Hit]:
        keys = self._labelled(self.labels.lines, lambda line: line.name)
        rows = self._rows(
            select(agency.c.id, agency.c.name, agency.c.kind, agency.c.place)
            .where(agency.c.active.is_(True), self._has([agency.c.name, agency.c.place], agency.c.kind, keys))
            .order_by(agency.c.name)
        )
        for row in rows:
            kind = self.labels.consent_line(row.kind)
            yield Hit(HitKind.AGENCY, row.id, None, join((row.name,)), beside=kind)

    def tasks(self) -> Iterable[Hit]:
        keys = self._labelled(self.labels.tasks, lambda title: title)
        rows = self._rows(
            select(*_PERSON, task.c.id.label("task_id"), task.c.key, task.c.title, task.c.due_on)
            .select_from(task.outerjoin(participant, participant.c.id == task.c.participant_id))
            .where(
                task.c.state == TaskState.OPEN.value,
                self._not_sensitive(task.c.key, self.labels.sensitive_tasks),
                self._has([task.c.title, participant.c.code, participant.c.alias], task.c.key, keys),
            )
            .order_by(task.c.due_on.is_(None), task.c.due_on, task.c.id)
        )
        for row in rows:
            yield Hit(
                HitKind.TASK, row.task_id, _person(row) if row.id else None,
                self.labels.task_title(row.key, row.title), self.labels.task_sensitive(row.key),
                beside=join((row.due_on,)) if row.due_on else None,
            )  # fmt: skip

    def meetings(self) -> Iterable[Hit]:
        columns = [participant.c.code, participant.c.alias]
        if not self.screened:
            columns.append(meeting.c.title)
        keys = self._labelled(self.labels.meetings, lambda kind: kind.name)
        since = dt.datetime.combine(self.today, dt.time(), OSLO)
        rows = self._rows(
            select(
                *_PERSON,
                meeting.c.id.label("meeting_id"),
                meeting.c.kind,
                meeting.c.title,
                meeting.c.starts_at,
            )
            .select_from(meeting.outerjoin(participant, participant.c.id == meeting.c.participant_id))
            .where(
                meeting.c.status == "planned",
                or_(meeting.c.starts_at >= since, meeting.c.rrule.is_not(None)),
                self._has(columns, meeting.c.kind, keys),
            )
            .order_by(meeting.c.starts_at, meeting.c.id)
        )
        for row in rows:
            title = "" if self.screened else row.title
            starts = row.starts_at.astimezone(OSLO).date()
            yield Hit(
                HitKind.MEETING, row.meeting_id, _person(row) if row.id else None,
                self.labels.meeting_kind(row.kind, title), beside=join((starts,)),
            )  # fmt: skip

    # ── statements ────────────────────────────────────────────────────────────────────────────────

    def _rows(self, statement: Any, at_most: int = AT_MOST) -> Sequence[Any]:
        return self.connection.execute(statement.limit(at_most)).all()

    def _has(
        self, columns: Sequence[Any], key: Any = None, keys: Callable[[str], Any] = lambda _: ()
    ) -> ColumnElement[bool]:
        """Every word stands in one of ``columns``, or in the words of a stored ``key``."""
        hay = _folded(_beside(columns))
        return and_(
            *(
                or_(
                    hay.contains(word, autoescape=True),
                    *([key.in_(found)] if (found := keys(word)) != () and found != [] else []),
                )
                for word in self.wanted
            )
        )

    def _labelled(self, known: Any, words_of: Callable[[Any], Sayable]) -> Callable[[str], list[str]]:
        """The stored keys whose words, in either language, hold a word."""
        said = {
            key: folded(f"{say(words_of(one), 'nb')} {say(words_of(one), 'en')}")
            for key, one in known.items()
        }
        return lambda word: [key for key, words in said.items() if word in words]

    def _not_sensitive(self, column: Any, keys: Iterable[str]) -> ColumnElement[bool]:
        """While screened, what betrays health, drugs or debt is not found by its own words."""
        hidden = sorted(keys)
        if not self.screened or not hidden:
            return true()
        return or_(column.is_(None), not_(column.in_(hidden)))


_PERSON = (
    participant.c.id, participant.c.code, participant.c.alias, participant.c.given_name,
    participant.c.family_name, participant.c.protected_address,
)  # fmt: skip


def _person(row: Any) -> Person:
    name = " ".join(part for part in (row.given_name, row.family_name) if part)
    return Person(row.id, row.code, row.alias, name, row.protected_address)


def _phase(phase: str) -> Sayable:
    from exin_schema.vocabulary import Phase

    return Phase.of(phase)


def _beside(columns: Sequence[Any]) -> ColumnElement[str]:
    hay: Any = func.coalesce(columns[0], "")
    for column in columns[1:]:
        hay = hay.concat(" ").concat(func.coalesce(column, ""))
    found: ColumnElement[str] = hay
    return found


def _folded(value: ColumnElement[str]) -> ColumnElement[str]:
    """Lower case as `folded` has it: SQLite's own function knows no letter beyond z."""
    made: Any = func.lower(value)
    for upper, lower in zip(_UPPER, _LOWER, strict=True):
        made = func.replace(made, upper, lower)
    found: ColumnElement[str] = made
    return found
