"""The dashboard as JSON: stable English keys and stored values, ISO dates, words in the run's language."""

from __future__ import annotations

from typing import Any

from exin_tui.caseload.figures import figures, strip
from exin_tui.caseload.filter_words import filter_words
from exin_tui.caseload.filters import Filter
from exin_tui.caseload.models import DueRow, MeetingRow, Overview, ParticipantRow, Person
from exin_tui.programme.values import Why
from exin_tui.tui.look import Look

FORM = 1
"""Counted up when a key goes or changes its meaning."""


def overview_json(whole: Overview, narrowed: Filter, look: Look, *, why: bool) -> dict[str, Any]:
    """What `exin_tui.cli.overview_lines` prints, for a program. Screened, no name and no place is in it."""
    shown = narrowed.apply(whole, screened=look.screening.screened)
    found = figures(whole)
    return {
        "form": FORM,
        "today": whole.today.isoformat(),
        "team": look.say(whole.team),
        "screened": look.screening.screened,
        "filter": narrowed.say(look.language),
        "filter_words": list(filter_words(narrowed)),
        "sort": narrowed.sort.value,
        "figures": {
            "overdue": found.overdue,
            "oldest_days": found.oldest_days,
            "today": found.today,
            "meetings_today": found.meetings_today,
            "soon": found.soon,
            "soon_until": found.soon_until.isoformat(),
            "releases": found.releases,
        },
        "phases": [
            {
                "phase": cell.phase.value if cell.phase else None,
                "count": cell.count,
                "overdue": cell.overdue,
            }
            for cell in strip(whole.rows)
        ],
        "participants": [participant_json(row, look, why=why) for row in shown.rows],
        "due": [due_json(row, look) for row in shown.due],
        "meetings": [meeting_json(row, look) for row in shown.meetings],
        "capacity": [
            {
                "caseworker": row.initials,
                "role": row.role.value,
                "active": row.active,
                "limit": row.limit,
                "demanding": row.demanding,
                "demanding_limit": row.demanding_limit,
                "over": row.over,
                "reason": look.screening.private(row.reason),
            }
            for row in shown.capacity
        ],
    }


def person_json(person: Person | None, look: Look) -> dict[str, Any] | None:
    """Code and alias; the name only when names are shown."""
    if person is None:
        return None
    said = {"code": look.say(person.code), "alias": look.say(person.alias)}
    return said if look.screening.hides(person) else {**said, "name": look.say(person.name)}


def participant_json(row: ParticipantRow, look: Look, *, why: bool) -> dict[str, Any]:
    """One participant."""
    said: dict[str, Any] = {
        **(person_json(row.person, look) or {}),
        "phase": row.phase.value,
        "phase_since": _iso(row.phase_since),
        "caseworker": row.caseworker or None,
        "release": {
            "on": _iso(row.release.on),
            "standing": row.release.standing.value,
            "days": (row.release.on - look.today).days if row.release.on else None,
        },
        "out": row.out,
        "overdue": row.overdue,
        "due_today": row.due_today,
        "due_soon": row.due_soon,
        "done": row.done,
        "total": row.total,
        "last_contact": _iso(row.last_contact_on),
        "next_meeting": row.next_meeting.starts_at.isoformat() if row.next_meeting else None,
        "alerts": [
            {
                "code": alert.code.partition(".")[0] if _withheld(alert.why, look) else alert.code,
                "severity": alert.severity.value,
                "label": look.say(alert.label),
                "message": look.say(alert.message),
                **({"why": why_json(alert.why, look)} if why and not _withheld(alert.why, look) else {}),
            }
            for alert in row.alerts
        ],
        "reasons": [look.say(reason) for reason in row.urgency.reasons],
    }
    if not look.screening.hides(row.person):
        said["place"] = look.screening.prison(row.place, row.person)
        said["protected_address"] = row.person.protected
    if why:
        said["why"] = [why_json(one, look) for one in row.urgency.why]
        said["release"]["why"] = why_json(row.release.why, look)
    return said


def due_json(row: DueRow, look: Look) -> dict[str, Any]:
    """Something due. A sensitive label is not said while screened, and neither is its key."""
    hidden = row.sensitive and look.screening.hides(row.person)
    return {
        "kind": row.kind,
        "participant": look.say(row.person.code) if row.person else None,
        "key": None if hidden else row.key or None,
        "label": look.screening.item(row.label, row.sensitive, row.person),
        "due_on": row.due_on.isoformat(),
        "days": row.days,
        "mark": row.mark.value,
        "caseworker": row.caseworker or None,
        "critical": row.critical,
    }


def meeting_json(row: MeetingRow, look: Look) -> dict[str, Any]:
    """A meeting; its place only when names are shown."""
    said: dict[str, Any] = {
        "id": row.id,
        "participant": look.say(row.person.code) if row.person else None,
        "kind": row.kind,
        "label": look.screening.meeting(row.label, row.title, row.person),
        "starts_at": row.starts_at.isoformat(),
        "ends_at": row.ends_at.isoformat(),
        "all_day": row.all_day,
        "caseworker": row.caseworker or None,
    }
    if not look.screening.hides(row.person):
        protected = row.person is not None and row.person.protected
        said["place"] = look.screening.place(row.place, protected, row.person)
    return said


def _withheld(why: Why, look: Look) -> bool:
    return why.rule.sensitive and look.screening.screened


def why_json(why: Why, look: Look) -> dict[str, Any]:
    """The whole answer to "why?"."""
    return {
        "because": look.say(why.because),
        "computed": look.say(why.computed) if why.computed else None,
        "inputs": {look.say(name): look.say(value) for name, value in why.inputs},
        "rule": why.rule.id,
        "source": look.say(why.rule.source),
        "certainty": why.rule.certainty.value if why.rule.certainty else None,
        "verified": _iso(why.rule.verified),
        "ours": why.rule.ours,
        "more": [why_json(one, look) for one in why.more],
    }


def _iso(day: object) -> str | None:
    return None if day is None else str(day)
