"""The rows of the participant's other tabs: tasks, meetings, contacts, phases."""

from __future__ import annotations

from collections.abc import Sequence

from exin_tui.caseload.models import (
    ContactView,
    MeetingRow,
    ParticipantView,
    TaskView,
)
from exin_tui.dates import short_date
from exin_tui.language import text
from exin_tui.tui.ink import Line, Span, fit, gap
from exin_tui.tui.look import MARKS, Look
from exin_tui.tui.widgets.line_list import Drawn, fixed
from exin_tui.tui.widgets.meetings import day_heading, meeting_line

Rows = list[tuple[str, Drawn]]


def said_row(words: str) -> Rows:
    """What an empty tab says."""
    return [("", fixed((Span(words, "muted"),)))]


def task_rows(tasks: Sequence[TaskView], look: Look) -> Rows:
    """Open and done tasks: mark, title, due date, responsible."""

    def draw(one: TaskView) -> Drawn:
        def line(width: int) -> Line:
            symbol, ink = MARKS[one.mark] if one.state == "open" else ("✓", "muted")
            due = short_date(one.due_on, look.language) if one.due_on else ""
            words = look.screening.item(one.title, one.sensitive)
            if one.open and one.snoozed_until is not None and one.snoozed_until > look.today:
                until = short_date(one.snoozed_until, look.language)
                words = f"{words} · {look.say(text('put off until {day}', day=until))}"
            return (
                Span(f"{symbol}  ", ink),
                Span(
                    fit(words, width - 26),
                    "text" if one.state == "open" else "muted",
                ),
                gap(2),
                Span(fit(due, 14), ink if ink in {"overdue", "soon"} else "muted"),
                gap(3),
                Span(f"{one.responsible:>4}", "muted"),
            )

        return line

    return [(f"task:{one.id}", draw(one)) for one in tasks]


def meeting_rows(view: ParticipantView, look: Look) -> Rows:
    """Coming meetings by day."""
    rows: Rows = []
    day = None
    for one in view.meetings:
        if one.starts_at.date() != day:
            day = one.starts_at.date()
            rows.append(("", fixed(day_heading(day, look))))
        rows.append((meeting_id(one), _meeting(one, look)))
    return rows


def meeting_id(one: MeetingRow) -> str:
    """The row's id: one instance of a series."""
    return f"meeting:{one.id}@{one.starts_at:%Y%m%d%H%M}"


def _meeting(one: MeetingRow, look: Look) -> Drawn:
    return lambda width: meeting_line(one, look, width)


def contact_rows(contacts: Sequence[ContactView], look: Look, view: ParticipantView) -> Rows:
    """Role, name, agency, phone; names and numbers are screened."""
    person = view.row.person

    def draw(one: ContactView) -> Drawn:
        def line(width: int) -> Line:
            role = look.screening.item(one.role_label, one.sensitive, person)
            agency = one.agency if not (one.sensitive and look.screening.hides(person)) else ""
            quiet = "muted" if look.screening.hides(person) else "text"
            third = max(12, (width - 4) // 3)
            phone = "" if look.screening.hides(person) else one.phone
            return (
                Span(fit(role, third)),
                gap(2),
                Span(fit(look.screening.contact(one.name, person), third), quiet),
                gap(2),
                Span(fit(f"{agency}  {phone}".strip(), width - 2 * third - 4), "muted"),
            )

        return line

    return [(f"contact:{one.id}:{one.role}", draw(one)) for one in contacts]
