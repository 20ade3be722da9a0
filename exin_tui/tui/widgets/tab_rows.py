"""The rows of the tabs that have no module of their own: tasks, meetings, contacts."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from exin_tui.caseload.models import (
    ContactView,
    MeetingRow,
    ParticipantView,
    TaskView,
)
from exin_tui.dates import short_date
from exin_tui.language import text
from exin_tui.privacy.alike import numbered
from exin_tui.privacy.screening import Somebody
from exin_tui.programme.consents import HOLDS
from exin_tui.tui.ink import Line, Span, clip, fit, gap, shares, short
from exin_tui.tui.look import MARKS, Look
from exin_tui.tui.widgets.line_list import Drawn, Prose, fixed
from exin_tui.tui.widgets.meetings import day_heading, meeting_line

Rows = list[tuple[str, Drawn]]
_WHERE = 14
"""Cells for agency and number, at least."""
_LEAST = 8
"""With fewer cells than this an agency's name says nothing."""


def said_row(words: str) -> Rows:
    """What an empty tab says."""
    return [("", Prose(Span(""), words, "muted"))]


def task_rows(tasks: Sequence[TaskView], look: Look, person: Somebody) -> Rows:
    """Open and done tasks: mark, title, due date, responsible."""

    def draw(one: TaskView) -> Drawn:
        def line(width: int) -> Line:
            symbol, ink = MARKS[one.mark] if one.state == "open" else ("✓", "muted")
            due = short_date(one.due_on, look.language) if one.due_on else ""
            words = look.screening.item(one.title, one.sensitive, person)
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
    """Role, name, agency, phone, and whether a consent opens it; names and numbers are screened.

    Columns are as wide as what stands in them; where there is too little room, the agency's name gives way
    first.
    """
    person = view.row.person
    hides = look.screening.hides(person)
    roles = roles_told_apart(contacts, look, view)
    names = [look.screening.contact(one.name, person) for one in contacts]
    lines = [_line_of(one, view, look) for one in contacts]
    widest = [max((cell_len(word) for word in column), default=0) for column in (roles, names, lines)]

    def draw(number: int, one: ContactView) -> Drawn:
        agency = "" if hides and (one.sensitive or one.line == "prison") else one.agency
        phone = "" if hides else one.phone

        def line(width: int) -> Line:
            consent = min(widest[2], 22)
            room = width - 8 - consent
            where = max(_WHERE, room - sum(widest[:2]))
            role, name = shares(widest[:2], room - where)
            return (
                Span(fit(roles[number], role)),
                gap(2),
                Span(fit(names[number], name), "muted" if hides else "text"),
                gap(2),
                Span(_where(agency, phone, where), "muted"),
                gap(2),
                _opened(one, view),
                Span(fit(lines[number], consent), "muted"),
            )

        return line

    return [(contact_id(one), draw(number, one)) for number, one in enumerate(contacts)]


def contact_id(one: ContactView) -> str:
    """The row's id: somebody can have two roles."""
    return f"contact:{one.id}:{one.role}"


def roles_told_apart(contacts: Sequence[ContactView], look: Look, view: ParticipantView) -> tuple[str, ...]:
    """What each is to the participant; while names are hidden, those that read alike have a number."""
    person = view.row.person
    said = [look.screening.item(one.role_label, one.sensitive, person) for one in contacts]
    return numbered(said) if look.screening.hides(person) else tuple(said)


def _where(agency: str, phone: str, cells: int) -> str:
    """Agency and number; the number stays whole as long as there is room for it."""
    room = cells - cell_len(phone) - 2 if phone else cells
    if phone and agency and room < _LEAST:
        return fit(phone, cells)
    return fit(f"{clip(agency, room)}  {phone}".strip() if agency else phone, cells)


def _opened(one: ContactView, view: ParticipantView) -> Span:
    """``✓``, ``▲``: whether the consent line that opens the contact holds."""
    held = any(each.line == one.line and each.status in HOLDS for each in view.consents)
    return Span("✓ " if held else "▲ ", "ok" if held else "overdue")


def _line_of(one: ContactView, view: ParticipantView, look: Look) -> str:
    """The consent line by its short name."""
    if one.sensitive and look.screening.hides(view.row.person):
        return look.say(text("consent"))
    return short(next((look.say(each.label) for each in view.consents if each.line == one.line), one.line), 0)
