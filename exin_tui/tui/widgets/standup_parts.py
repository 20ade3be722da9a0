"""The lists of the stand-up: due, meetings, alerts, and what changed since the last one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from exin_schema.vocabulary import Mark, Severity
from exin_tui.caseload.models import DueRow, MeetingRow
from exin_tui.clock import OSLO
from exin_tui.dates import day_and_month, short_date, short_weekday
from exin_tui.distances import overdue_by
from exin_tui.language import Sayable, text
from exin_tui.privacy.unnamed import unnamed
from exin_tui.programme.values import Alert
from exin_tui.tui.ink import Line, Span, clip, cut, fit, gap, short
from exin_tui.tui.look import MARKS, Look
from exin_tui.tui.standup_scene import Scene

_ALERTS = {
    Severity.ALERT: ("▲", "overdue"),
    Severity.WARNING: ("●", "soon"),
    Severity.NOTE: ("○", "muted"),
}


def listed(
    title: Sayable,
    rows: Sequence[Line],
    room: int,
    look: Look,
    width: int,
    *,
    count: int | None = None,
    end: str = "",
) -> tuple[list[Line], int]:
    """Title, number, a hairline, and the rows in ``room`` lines; with the column's width.

    There is air between the rows where there is room for it, and "+ 3 more" where there is too little.
    """
    number = len(rows) if count is None else count
    head = [Span(look.say(title), "text bold"), gap(2), Span(str(number), "muted")]
    head += [gap(2), Span(end, "muted")] if end else []
    lines: list[Line] = [cut(head, width), (Span("─" * width, "rule"),)]
    if not rows:
        return [*lines, (Span(look.say(text("nothing")), "muted"),)], width
    if len(rows) * 2 - 1 <= room:
        return [*lines, *[line for row in rows for line in (row, ())][:-1]], width
    if len(rows) > room:
        left = len(rows) - (room - 1)
        more: Line = (Span(clip(look.say(text("+ {number} more", number=left)), width), "muted"),)
        return [*lines, *rows[: room - 1], more], width
    return [*lines, *rows], width


def due_line(row: DueRow, look: Look, width: int, *, here: bool) -> Line:
    """``▲ Bolig avklart   2 d over``; the cursor's bar stands in its margin."""
    symbol, ink = MARKS[row.mark]
    when = due_when(row, look)
    room = width - 3 - len(when)
    label = clip(short(due_label(row, look), room), room)
    loud = row.mark in {Mark.OVERDUE, Mark.TODAY}
    bar = Span("▌", "accent") if here else Span(f"{symbol}", ink)
    words = f"text bold{' underline' if here else ''}" if loud or here else "text"
    return (
        bar, gap(1), Span(label, words), gap(room - len(label) + 1),
        Span(when, ink if ink != "faint" else "muted"),
    )  # fmt: skip


def due_label(row: DueRow, look: Look) -> str:
    """What is to be done; a task that names the participant says the alias."""
    return unnamed(look.screening.item(row.label, row.sensitive, row.person), row.person)


def due_when(row: DueRow, look: Look) -> str:
    """``2 d over``, ``i dag``, ``ma.``."""
    if row.mark is Mark.OVERDUE:
        return overdue_by(-row.days, look.language)
    if row.days == 0:
        return look.say(text("today"))
    return short_weekday(row.due_on, look.language)


def due_lines(scene: Scene, rows: Sequence[DueRow], look: Look, width: int) -> list[Line]:
    """Several of them; the one under the cursor is marked, unless one only follows."""
    ticked = None if scene.following else scene.ticked
    return [due_line(row, look, width, here=row is ticked) for row in rows]


def meeting_when(meeting: MeetingRow, look: Look) -> str:
    """``10:00`` today, ``i morgen 09:00``."""
    time = "" if meeting.all_day else f"{meeting.starts_at:%H:%M}"
    if meeting.starts_at.date() == look.today:
        return time or look.say(text("today"))
    return f"{look.say(text('tomorrow'))} {time}".rstrip()


def meeting_lines(meetings: Sequence[MeetingRow], look: Look, width: int) -> list[Line]:
    """When and what; never where."""
    found: list[Line] = []
    for one in meetings:
        when, today = meeting_when(one, look), one.starts_at.date() == look.today
        label = look.screening.meeting(one.label, one.title, one.person)
        ink = "text bold" if today else "text"
        found.append(
            cut((Span(when, ink), gap(2), Span(label, ink), gap(2), Span(one.caseworker, "muted")), width)
        )
    return found


def alert_lines(alerts: Sequence[Alert], look: Look, width: int, *, whole: bool = False) -> list[Line]:
    """Loudest first; the ``whole`` sentence where there is room for it."""
    found: list[Line] = []
    for one in alerts:
        symbol, ink = _ALERTS[one.severity]
        said = (
            look.say(one.message)
            if whole and len(look.say(one.message)) <= width - 2
            else look.say(one.label)
        )
        found.append((Span(symbol, ink), gap(1), Span(clip(said, width - 2))))
    return found


def news_when(at: dt.datetime, look: Look) -> str:
    """``to. 14:05``, ``i dag 08:10``, ``12. nov.`` when it is more than a week ago."""
    local = at.astimezone(OSLO)
    days = (look.today - local.date()).days
    if days > 6:
        return day_and_month(local.date(), look.language)
    name = look.say(text("today")) if days == 0 else short_weekday(local.date(), look.language)
    return f"{name} {local:%H:%M}"


def news_lines(scene: Scene, look: Look, width: int) -> list[Line]:
    """``to. 14:05  Bankkonto i orden: ferdig  KN``; the newest first."""
    news, person = scene.news[::-1], scene.row.person if scene.row is not None else None
    whens = [news_when(one.at, look) for one in news]
    column = max((len(when) for when in whens), default=0) + 2
    found: list[Line] = []
    for when, one in zip(whens, news, strict=True):
        about = unnamed(look.screening.item(one.about, one.sensitive), person)
        became = "" if one.became is None else look.say(one.became)
        room = width - column - len(one.who) - 2 - (len(became) + 2 if became else 0)
        spans = [Span(fit(when, column), "muted"), Span(clip(about, max(8, room)))]
        if became:
            spans += [Span(": "), Span(became, "text bold")]
        found.append(cut((*spans, gap(2), Span(one.who, "muted")), width))
    return found


def since_words(scene: Scene, look: Look) -> str:
    """When the last one was: ``to. 26. nov. 09:00``; or that this is the first."""
    at = scene.standup.since_at
    if at is None:
        return look.say(text("the first stand-up"))
    local = at.astimezone(OSLO)
    return f"{short_date(local.date(), look.language)} {local:%H:%M}"
