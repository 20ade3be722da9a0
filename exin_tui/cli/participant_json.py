"""One participant as JSON. Screened, it has no name, no place, and nothing that betrays health or debt."""

from __future__ import annotations

import datetime as dt
from typing import Any

from exin_tui.caseload.models import ChecklistView, ItemRow, ParticipantView
from exin_tui.cli.overview_json import meeting_json, participant_json, why_json
from exin_tui.tui.look import Look


def participant_view_json(view: ParticipantView, look: Look, *, why: bool) -> dict[str, Any]:
    """What `exin_tui.cli.participant_lines` prints, for a program."""
    person = view.row.person
    said: dict[str, Any] = {
        "form": 1,
        "today": view.today.isoformat(),
        "screened": look.screening.hides(person),
        "participant": participant_json(view.row, look, why=why),
        "enrolled_on": _iso(view.enrolled_on),
        "checklists": [_checklist(one, view, look, why=why) for one in view.checklists],
        "tasks": [
            {
                "title": look.screening.item(task.title, task.sensitive, person),
                "partner": task.partner,
                "holder": task.holder,
                "state": task.state,
                "due_on": _iso(task.due_on),
                "responsible": task.responsible or None,
            }
            for task in view.tasks
        ],
        "meetings": [meeting_json(row, look) for row in view.meetings],
        "consents": [
            {
                "line": one.line,
                "role": one.role,
                "status": one.status.value,
                "given_on": _iso(one.given_on),
                "expires_on": _iso(one.expires_on),
                "withdrawn_on": _iso(one.withdrawn_on),
                "mandatory": one.mandatory,
            }
            for one in view.consents
        ],
        "transitions": [
            {
                "from": one.from_phase.value if one.from_phase else None,
                "to": one.to_phase.value,
                "on": one.on.isoformat(),
                "unplanned": one.unplanned,
            }
            for one in view.transitions
        ],
    }
    if not look.screening.hides(person):
        said |= _open(view, look)
    return said


def _open(view: ParticipantView, look: Look) -> dict[str, Any]:
    """What is only there when names are shown. A protected address is not there even then."""
    person = view.row.person
    return {
        "birth_date": _iso(view.birth_date),
        "phone": look.screening.private(view.phone, person),
        "address": look.screening.place(view.address, person.protected, person),
        "district": look.screening.private(view.district, person),
        "soma_reference": look.screening.private(view.soma_reference, person),
        "contacts": [
            {
                "role": look.screening.item(one.role_label, one.sensitive, person),
                "name": look.screening.contact(one.name, person),
                "agency": look.screening.private(one.agency, person),
                "phone": look.screening.private(one.phone, person),
                "email": look.screening.private(one.email, person),
            }
            for one in view.contacts
        ],
        "episodes": [
            {
                "number": one.number,
                "kind": one.kind.value,
                "place": look.screening.prison(one.place, person),
                "level": one.level.value,
                "from": _iso(one.started_on),
                "to": _iso(one.ended_on),
            }
            for one in view.episodes
        ],
    }


def _checklist(checklist: ChecklistView, view: ParticipantView, look: Look, *, why: bool) -> dict[str, Any]:
    return {
        "kind": checklist.kind.value,
        "episode": checklist.episode,
        "in_force_on": _iso(checklist.in_force_on),
        "done": checklist.done,
        "items": [_item(item, view, look, why=why) for item in checklist.items],
    }


def _item(item: ItemRow, view: ParticipantView, look: Look, *, why: bool) -> dict[str, Any]:
    person = view.row.person
    hidden = item.sensitive and look.screening.hides(person)
    said: dict[str, Any] = {
        "key": None if hidden else item.key,
        "label": look.screening.item(item.label, item.sensitive, person),
        "state": item.state.value,
        "due_on": _iso(item.due_on),
        "mark": item.mark.value,
        "critical": item.critical,
        "responsible": item.responsible or None,
        "value_on": _iso(item.value_on),
    }
    if not look.screening.hides(person):
        said |= {
            "contact": look.screening.contact(item.contact, person),
            "reason": look.screening.private(item.reason, person),
            "confirmed_with": look.screening.private(item.confirmed_with, person),
            "note": look.screening.note(item.note, person),
        }
    if why and not hidden:
        said["why"] = why_json(item.why, look)
    return said


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
