"""The dashboard as lines of text: the same numbers, words and order as on the screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby

from exin_schema.vocabulary import Mark
from exin_tui.caseload.figures import figures, strip
from exin_tui.caseload.filters import Filter
from exin_tui.caseload.models import CapacityRow, DueRow, MeetingRow, Overview, ParticipantRow
from exin_tui.cli.inks import Inks
from exin_tui.cli.tables import Column, table
from exin_tui.dates import headline_date, short_date, week_number
from exin_tui.distances import distance
from exin_tui.language import text
from exin_tui.tui.look import MARKS, Look
from exin_tui.tui.widgets.when import compact_date, due_in, moment

OVERDUE, TODAY, SOON = (MARKS[mark][0] for mark in (Mark.OVERDUE, Mark.TODAY, Mark.SOON))
RELEASE = "◆"


def overview_lines(
    whole: Overview, narrowed: Filter, look: Look, *, inks: Inks, limit: int | None, why: bool
) -> Iterator[str]:
    """All of it. ``whole`` is not narrowed yet: figures and phase strip count everybody.

    ``limit`` is the terminal's width, None in a pipe; ``why`` says under each participant why there.
    """
    shown = narrowed.apply(whole, screened=look.screening.screened)
    yield inks.strong(
        f"{headline_date(whole.today, look.language)} {whole.today.year} · "
        f"{look.say(text('week {number}', number=week_number(whole.today)))} · {look.say(whole.team)}"
    )
    yield look.screening.hidden if look.screening.screened else inks.soon(look.say(text("NAMES SHOWN")))
    yield ""
    yield from _figures(whole, look, inks)
    yield ""
    yield from _strip(whole, look, inks, limit)
    yield ""
    yield inks.strong(f"{look.say(text('Participants'))} {len(shown.rows)} · {narrowed.say(look.language)}")
    yield from _participants(shown.rows, look, inks, limit, why=why)
    yield ""
    yield inks.strong(f"{look.say(text('Due'))} {len(shown.due)}")
    yield from _due(shown.due, look, inks, limit)
    yield ""
    yield inks.strong(f"{look.say(text('Meetings'))} {len(shown.meetings)} · {look.say(text('7 days'))}")
    yield from _meetings(shown.meetings, look, limit)
    yield ""
    yield inks.strong(look.say(text("Capacity")))
    yield from _capacity(shown.capacity, look, inks)


def _figures(shown: Overview, look: Look, inks: Inks) -> Iterator[str]:
    found = figures(shown)
    out = found.first_release
    first = found.first_meeting
    oldest = look.screening.person(found.oldest)
    rows = [
        (
            OVERDUE,
            str(found.overdue),
            look.say(text("overdue")),
            f"{look.say(text('oldest {days} d', days=found.oldest_days))} {oldest}" if found.overdue else "",
        ),
        (
            TODAY,
            str(found.today),
            look.say(text("today")),
            " ".join(
                part
                for part in (
                    _and_meetings(found.meetings_today, look),
                    look.say(text("first {time}", time=f"{first.starts_at:%H:%M}")) if first else "",
                )
                if part
            ),
        ),
        (
            SOON,
            str(found.soon),
            look.say(Mark.SOON),
            f"{look.say(text('up to and including'))} {short_date(found.soon_until, look.language)}",
        ),
        (
            RELEASE,
            str(found.releases),
            look.say(text("out within 4 weeks")),
            f"{look.say(text('first {code}', code=look.screening.person(out.person)))} "
            f"{short_date(out.release.on, look.language)}"
            if out is not None and out.release.on is not None
            else "",
        ),
    ]
    columns = [Column(""), Column("", right=True), Column(""), Column("")]
    for line, ink in zip(
        table(columns, rows, heads=False), (inks.overdue, inks.soon, inks.plain, inks.plain), strict=True
    ):
        yield ink(line)


def _strip(whole: Overview, look: Look, inks: Inks, limit: int | None) -> Iterator[str]:
    """The phase strip on one line, or on several where the terminal is narrow."""
    cells = []
    for cell in strip(whole.rows):
        name = f"{cell.phase.number} {look.say(cell.phase)}" if cell.phase else look.say(text("All"))
        cells.append(f"{name} {cell.count}{f' {OVERDUE} {cell.overdue}' if cell.overdue else ''}")
    line = ""
    for one in cells:
        longer = f"{line} · {one}" if line else one
        if limit is not None and len(longer) > limit and line:
            yield inks.plain(line)
            longer = one
        line = longer
    yield inks.plain(line)


def _participants(
    rows: Sequence[ParticipantRow], look: Look, inks: Inks, limit: int | None, *, why: bool
) -> Iterator[str]:
    if not rows:
        yield look.say(text("Nobody."))
        return
    columns = [
        Column(look.say(text("Over"))),
        Column(look.say(text("Participant"))),
        Column(look.say(text("Phase"))),
        Column(look.say(text("Resp"))),
        Column(look.say(text("Release"))),
        Column("", right=True),
        Column(look.say(text("Alert")), elastic=True),
        Column(look.say(text("Next meeting"))),
    ]
    head, *lines = table(columns, [_participant(row, look) for row in rows], limit=limit)
    yield inks.quiet(head)
    for row, line in zip(rows, lines, strict=True):
        yield inks.overdue(line) if row.overdue else inks.soon(line) if row.due_today else line
        if why:
            yield from (f"      {sentence}" for sentence in why_lines(row, look))


def _participant(row: ParticipantRow, look: Look) -> tuple[str, ...]:
    over = f"{OVERDUE} {row.overdue}" if row.overdue else TODAY if row.due_today or row.due_soon else ""
    release = row.release.on
    if release is None:
        on, days = ("", look.say(text("out"))) if row.out else (look.screening.unknown, "")
    else:
        ahead = (release - look.today).days
        on = compact_date(release, look)
        days = look.say(text("out")) if row.out else distance(ahead, look.language)
    following = row.next_meeting
    return (
        over,
        look.screening.person(row.person),
        str(row.phase.number),
        look.say(row.caseworker) or "–",
        on,
        days,
        look.say(row.headline.label) if row.headline else "",
        moment(following.starts_at, look, all_day=following.all_day) if following else "–",
    )


def why_lines(row: ParticipantRow, look: Look) -> Iterator[str]:
    """Why the participant stands there, then what each alert says, with its source and certainty."""
    if row.urgency.reasons:
        yield " · ".join(look.say(reason) for reason in row.urgency.reasons)
    for alert in row.alerts:
        rule = alert.why.rule
        if rule.sensitive and look.screening.screened:
            yield look.say(alert.message)
            continue
        source = text("this project's default, not the guide's") if rule.ours else rule.source
        yield f"{look.say(alert.message)} [{look.say(source)}; {look.say(rule.certainty)}]"


def _due(rows: Sequence[DueRow], look: Look, inks: Inks, limit: int | None) -> Iterator[str]:
    columns = [Column(""), Column(""), Column(""), Column("", elastic=True), Column("")]
    lines = table(columns, [_due_cells(row, look) for row in rows], heads=False, limit=limit)
    for row, line in zip(rows, lines, strict=True):
        yield inks.of(row.mark)(line)


def _due_cells(row: DueRow, look: Look) -> tuple[str, ...]:
    return (
        f"{MARKS[row.mark][0]} {due_in(row.days, look.language)}",
        short_date(row.due_on, look.language),
        look.screening.person(row.person),
        look.screening.item(row.label, row.sensitive, row.person),
        look.say(row.caseworker),
    )


def _meetings(rows: Sequence[MeetingRow], look: Look, limit: int | None) -> Iterator[str]:
    columns = [Column(""), Column(""), Column("", elastic=True), Column("")]
    for day, some in groupby(rows, key=_day):
        yield look.say(text("Today")) if day == look.today else headline_date(day, look.language)
        cells = [_meeting(row, look) for row in some]
        yield from (f"  {line}" for line in table(columns, cells, heads=False, limit=limit and limit - 2))


def _day(row: MeetingRow) -> dt.date:
    return row.starts_at.date()


def _and_meetings(count: int, look: Look) -> str:
    if count == 1:
        return look.say(text("and 1 meeting"))
    return look.say(text("and {count} meetings", count=count)) if count else ""


def _meeting(row: MeetingRow, look: Look) -> tuple[str, ...]:
    place = look.screening.place(row.place, row.person is not None and row.person.protected, row.person)
    kind = look.screening.meeting(row.label, row.title, row.person)
    return (
        look.say(text("all day")) if row.all_day else f"{row.starts_at:%H:%M}",
        look.screening.person(row.person),
        kind if look.screening.screened or not place else f"{kind}  {place}",
        look.say(row.caseworker),
    )


def _capacity(rows: Sequence[CapacityRow], look: Look, inks: Inks) -> Iterator[str]:
    heads = [text("Resp"), text("Participants"), text("phase 3+4"), text("Reason")]
    columns = [Column(look.say(head)) for head in heads]
    cells = [
        (
            look.say(row.initials),
            f"{row.active}/{row.limit}" + (f" {OVERDUE}" if row.active > row.limit else ""),
            f"{row.demanding}/{row.demanding_limit}"
            + (f" {OVERDUE}" if row.demanding > row.demanding_limit else ""),
            look.screening.private(row.reason) if row.over else "",
        )
        for row in rows
    ]
    head, *lines = table(columns, cells)
    yield inks.quiet(head)
    for row, line in zip(rows, lines, strict=True):
        yield inks.overdue(line) if row.over else line
