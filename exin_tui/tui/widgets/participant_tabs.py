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
from exin_tui.programme.consents import HOLDS
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
    """Role, name, agency, phone, and whether a consent opens it; names and numbers are screened."""
    person = view.row.person

    def draw(one: ContactView) -> Drawn:
        def line(width: int) -> Line:
            hides = look.screening.hides(person)
            role = look.screening.item(one.role_label, one.sensitive, person)
            agency = "" if hides and (one.sensitive or one.line == "prison") else one.agency
            phone = "" if hides else one.phone
            consent = 10 if width < 90 else 20
            third = max(12, (width - 6 - consent) // 3)
            rest = width - 2 * third - 6 - consent
            name = look.screening.contact(one.name, person)
            return (
                Span(fit(role, third)),
                gap(2),
                Span(fit(name, third), "muted" if hides else "text"),
                gap(2),
                Span(fit(f"{agency}  {phone}".strip(), rest), "muted"),
                gap(2),
                *_opened(one, view, look, consent),
            )

        return line

    return [(contact_id(one), draw(one)) for one in contacts]


def contact_id(one: ContactView) -> str:
    """The row's id: somebody can have two roles."""
    return f"contact:{one.id}:{one.role}"


def _opened(one: ContactView, view: ParticipantView, look: Look, cells: int) -> Line:
    """``✓ NAV``, ``▲ NAV``: the consent line that opens the contact, and whether it holds."""
    held = any(each.line == one.line and each.status in HOLDS for each in view.consents)
    mark = Span("✓ " if held else "▲ ", "ok" if held else "overdue")
    label = next((look.say(each.label) for each in view.consents if each.line == one.line), one.line)
    if one.sensitive and look.screening.hides(view.row.person):
        label = look.say(text("consent"))
    return (mark, Span(fit(label, cells - 2), "muted"))
