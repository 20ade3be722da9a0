"""A week in rows by day: for a narrow screen. And the releases, with who meets them at the gate."""

from __future__ import annotations

from itertools import groupby

from exin_tui.caseload.week import ReleaseDay, Week, WeekMeeting
from exin_tui.dates import short_date
from exin_tui.language import text
from exin_tui.tui.ink import Line, Span, clip, fit, gap
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.line_list import Drawn, fixed
from exin_tui.tui.widgets.meetings import ALL_DAY, day_heading

Rows = list[tuple[str, Drawn]]
_WIDE = 90


def row_id(one: WeekMeeting) -> str:
    """One instance of a series."""
    return f"{one.row.id}@{one.row.starts_at:%Y%m%d%H%M}"


def week_rows(week: Week, look: Look) -> Rows:
    """Every day that has something, under its heading."""
    rows: Rows = []
    for day, meetings in groupby(week.meetings, key=lambda one: one.row.starts_at.date()):
        rows.append(("", fixed(day_heading(day, look))))
        rows += [(row_id(one), _drawn(one, look)) for one in meetings]
    if not rows:
        said = look.say(text("No meetings in this week. t agrees one."))
        rows.append(("", fixed((Span(said, "muted"),))))
    return rows


def _drawn(one: WeekMeeting, look: Look) -> Drawn:
    return lambda width: week_line(one, look, width)


def week_line(one: WeekMeeting, look: Look, width: int) -> Line:
    """Mark, time, code, kind, who, place where there is room, in ``width`` cells."""
    row, screening = one.row, look.screening
    time = look.say(ALL_DAY) if row.all_day else f"{row.starts_at:%H:%M}–{row.ends_at:%H:%M}"
    who = " ".join(dict.fromkeys(each for each in (row.caseworker, *one.team) if each))
    drives = " · ".join(part for part in (one.driver, one.car) if part)
    protected = row.person is not None and row.person.protected
    place = screening.place(row.place, protected, row.person) if width >= _WIDE else ""
    label = screening.meeting(row.label, row.title, row.person)
    room = width - 2 - 13 - 8 - 12 - 16 - (22 if width >= _WIDE else 0)
    return (
        Span("▲ " if one.clashes else "  ", "overdue"),
        Span(fit(time, 13), "text"),
        Span(fit(row.person.code if row.person else "", 8)),
        Span(fit(label, max(8, room))),
        Span(fit(f" {who}", 12), "muted"),
        Span(fit(drives, 16), "muted"),
        *((Span(fit(place, 22), "muted"),) if width >= _WIDE else ()),
    )


def release_rows(week: Week, look: Look) -> Rows:
    """The releases in and around the week, and those ahead that nobody meets at the gate."""
    return [(f"release:{one.person.id}", _release(one, look)) for one in week.releases]


def _release(one: ReleaseDay, look: Look) -> Drawn:
    return lambda width: release_line(one, look, width)


def release_line(one: ReleaseDay, look: Look, width: int) -> Line:
    """``◆ SN-007 Furu  on. 9. des.  ▲ nobody at the gate``."""
    say = look.say
    standing = "" if one.decided else f" {say(text('planned'))}"
    said: list[tuple[str, str]] = []
    if one.gate is None:
        said.append((say(text("nobody at the gate")), "overdue"))
    else:
        who = " · ".join(part for part in (one.gate.driver or one.gate.row.caseworker, one.gate.car) if part)
        words = text("at the gate {time}: {who}", time=f"{one.gate.row.starts_at:%H:%M}", who=who or "–")
        said.append((say(words), "muted"))
    if one.crowded:
        crowd = text("{who}: {count} with others around it", who=one.caseworker, count=one.crowded)
        said.append((say(crowd), "soon"))
    head = (
        Span("◆ ", "accent"),
        Span(fit(look.screening.person(one.person), 20), "text"),
        Span(fit(f"{short_date(one.on, look.language)}{standing}", 22), "muted"),
        Span(fit(one.caseworker, 4), "muted"),
    )
    room = width - 48
    spans: list[Span] = []
    for words_said, ink in said:
        mark = "▲ " if ink == "overdue" else "○ " if ink == "soon" else "  "
        piece = clip(f"{mark}{words_said}", max(0, room))
        spans += [Span(piece, ink), gap(2)]
        room -= len(piece) + 2
    return (*head, *spans)
