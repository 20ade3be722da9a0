"""Applications, contact and situation of one participant: as text, and as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from exin_tui.caseload.case_models import CaseView
from exin_tui.caseload.case_words import (
    SENSITIVE_APPLICATIONS,
    activity_words,
    application_day,
    application_news,
    situation_parts,
)
from exin_tui.caseload.models import ParticipantView
from exin_tui.cli.inks import Inks
from exin_tui.cli.tables import Column, table
from exin_tui.dates import long_date
from exin_tui.language import text
from exin_tui.tui.look import Look


def case_lines(case: CaseView, view: ParticipantView, look: Look, *, inks: Inks) -> Iterator[str]:
    """Three headings, each left out where there is nothing below it."""
    for heading, rows in (
        (text("Applications"), _applications(case, view, look)),
        (text("Contact and activities"), _activities(case, view, look)),
        (text("Situation"), _situations(case, view, look)),
    ):
        if rows:
            yield ""
            yield inks.strong(look.say(heading))
            columns = [Column("") for _ in rows[0]]
            yield from (f"  {line}" for line in table(columns, rows, heads=False))


def _applications(case: CaseView, view: ParticipantView, look: Look) -> list[tuple[str, ...]]:
    person = view.row.person
    return [
        (
            look.screening.item(one.kind, one.kind in SENSITIVE_APPLICATIONS, person),
            look.screening.private(one.what, person),
            look.screening.private(one.agency, person),
            look.say(one.state),
            _day(application_day(one), look),
            look.say(application_news(one, look.today) or ""),
        )
        for one in case.applications
    ]


def _activities(case: CaseView, view: ParticipantView, look: Look) -> list[tuple[str, ...]]:
    person = view.row.person
    return [
        (
            _day(one.on, look),
            look.say(activity_words(one)),
            look.say(one.caseworker),
            look.screening.private(one.agency, person),
        )
        for one in case.activities
    ]


def _situations(case: CaseView, view: ParticipantView, look: Look) -> list[tuple[str, ...]]:
    person = view.row.person
    return [
        (
            look.say(one.moment),
            _day(one.on, look),
            look.screening.private(
                " · ".join(f"{look.say(what)}: {look.say(how)}" for what, how in situation_parts(one)), person
            ),
        )
        for one in case.situations
    ]


def case_json(case: CaseView, view: ParticipantView, look: Look) -> dict[str, Any]:
    """Screened, without what was written and without what betrays health or debt."""
    person = view.row.person
    hidden = look.screening.hides(person)
    said: dict[str, Any] = {
        "applications": [
            {
                "id": one.id,
                "kind": None if hidden and one.kind in SENSITIVE_APPLICATIONS else one.kind.value,
                "state": one.state.value,
                "sent_on": _iso(one.sent_on),
                "decided_on": _iso(one.decided_on),
                "days_waited": one.waited(look.today),
                "in_writing": one.in_writing,
                "complaint_due_on": _iso(one.complaint_due_on),
                "complaint_sent_on": _iso(one.complaint_sent_on),
                **({} if hidden else {"what": one.what, "agency": one.agency or None}),
            }
            for one in case.applications
        ],
        "activities": [
            {
                "id": one.id,
                "kind": one.kind.value,
                "on": one.on.isoformat(),
                "caseworker": one.caseworker or None,
                "reached": one.reached,
                "with_participant": one.with_participant,
            }
            for one in case.activities
        ],
    }
    if not hidden:
        said["situations"] = [
            {
                "moment": one.moment.value,
                "on": one.on.isoformat(),
                "housing": one.housing.value if one.housing else None,
                "income": [each.value for each in one.income],
                "child_support": one.child_support,
                "children": one.children,
                "individual_plan": one.individual_plan.value if one.individual_plan else None,
            }
            for one in case.situations
        ]
    return said


def _day(day: dt.date | None, look: Look) -> str:
    return long_date(day, look.language) if day else ""


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
