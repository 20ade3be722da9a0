"""Capacity, 12 weeks ahead, as bars on a time axis: half a line for each participant in phases 3 and 4.

What is above the limit stands in the alarm colour and with ▲; releases are ◆, and → is whoever goes to
phase 3. Below the bars stand phases 3 + 4 and all, week by week.
"""

from __future__ import annotations

from collections.abc import Sequence

from exin_tui.language import text
from exin_tui.reports.forecast import Ahead, Week
from exin_tui.tui.ink import BLANK, Line, Span, cut, fit, gap
from exin_tui.tui.look import Look

SIDE = 16
"""Cells for the names."""


def chart_lines(ahead: Sequence[Ahead], look: Look, width: int) -> list[Line]:
    """Weeks at the top, a block for each caseworker, the legend at the bottom."""
    if not ahead:
        return []
    weeks = ahead[0].weeks
    cells = max(4, (width - SIDE) // max(1, len(weeks)))
    lines = [_heads(weeks, look, cells), (Span("─" * width, "rule"),)]
    for one in ahead:
        lines += _block(one, look, cells)
        lines.append((Span("─" * width, "rule"),))
    return [*lines, _legend(look, width), *_warnings(ahead, look)]


def _heads(weeks: Sequence[Week], look: Look, cells: int) -> Line:
    spans: list[Span] = [gap(SIDE)]
    for place, week in enumerate(weeks):
        name = str(week.number)
        if (place == 0 or week.number == 1) and cells >= 7:
            name = look.say(text("week {number}", number=week.number))
        spans.append(Span(fit(name, cells), "accent bold" if place == 0 else "muted"))
    return tuple(spans)


def _block(one: Ahead, look: Look, cells: int) -> list[Line]:
    limit = one.capacity.demanding_limit
    lines: list[Line] = []
    rows = max(limit // 2 + 1, (one.highest + 1) // 2)
    sides = _sides(one, look)
    for y in range(rows):
        lower = 2 * (rows - 1 - y)  # participants below this line
        side = sides[y] if y < len(sides) else ()
        spans: list[Span] = [*cut(side, SIDE - 1)]
        spans.append(gap(SIDE - sum(len(span.text) for span in spans)))
        for week in one.weeks:
            spans += _bar(week.demanding - lower, limit - lower, cells)
        lines.append(tuple(spans))
    return [*lines, *sides[rows:], _numbers(one, look, cells), *_events(one, cells)]


def _bar(above: int, limit: int, cells: int) -> list[Span]:
    """One week's piece of a line: ``above`` participants and the ``limit`` counted from its lower edge."""
    wide = cells - 1 if cells < 7 else cells - 2
    rest = gap(cells - wide)
    if above >= 2:
        return [Span("█" * wide, "bar" if limit >= 2 else "overdue"), rest]
    if above == 1:
        return [Span("▄" * wide, "bar" if limit >= 1 else "overdue"), rest]
    return [Span(("─" if limit in {0, 1} else " ") * wide, "muted"), rest]


def _sides(one: Ahead, look: Look) -> list[Line]:
    """Initials, now against the limit, and from which week it is exceeded."""
    capacity, say = one.capacity, look.say
    now = f"{capacity.demanding}/{capacity.demanding_limit}"
    full = capacity.demanding >= capacity.demanding_limit
    lines: list[Line] = [
        (Span(capacity.initials, "text bold"), gap(2), Span(say(text("now {figure}", figure=now)),
                                                            "text" if full else "muted")),
    ]  # fmt: skip
    over = one.over_from
    if over is not None:
        said = text(
            "▲ week {number}: {most}", number=over.number, most=f"{one.highest}/{capacity.demanding_limit}"
        )
        lines.append((Span(say(said), "overdue"),))
    else:
        most = f"{one.highest}/{capacity.demanding_limit}"
        lines.append((Span(say(text("at most {figure}", figure=most)), "muted"),))
    everybody = f"{capacity.active}/{capacity.limit}"
    ink = "overdue" if capacity.active > capacity.limit else "muted"
    lines.append((Span(say(text("in all {figure}", figure=everybody)), ink),))
    return lines


def _numbers(one: Ahead, look: Look, cells: int) -> Line:  # noqa: ARG001
    spans: list[Span] = [gap(SIDE)]
    for week in one.weeks:
        over = week.demanding > one.capacity.demanding_limit
        first = f"{week.demanding}{'▲' if over else ''}"
        many = week.active > one.capacity.limit
        rest = f"/{week.active}{'▲' if many and cells >= 8 else ''}" if cells >= 7 else ""
        spans += [
            Span(first, "overdue bold" if over else "text bold"),
            Span(rest, "overdue" if many else "muted"),
            gap(cells - len(first) - len(rest)),
        ]
    return tuple(spans)


def _events(one: Ahead, cells: int) -> list[Line]:
    """Who is released and who goes to phase 3, a line of each as far as there is room."""
    found: list[Line] = []
    for sign, ink, names in (
        ("◆", "text", [week.releases for week in one.weeks]),
        ("→", "muted", [week.entering for week in one.weeks]),
    ):
        if not any(names):
            continue
        spans: list[Span] = [gap(SIDE)]
        for codes in names:
            said = ""
            if codes and cells >= 8 and len(codes) == 1:
                said = f"{sign}{codes[0]}"
            elif codes:
                said = sign if len(codes) == 1 else f"{sign}{len(codes)}"
            spans.append(Span(fit(said, cells), ink))
        found.append(tuple(spans))
    return found


def _legend(look: Look, width: int) -> Line:
    say = look.say
    return cut(
        (
            Span("█ ", "bar"), Span(say(text("phases 3+4")), "muted"), gap(3), Span("█ ", "overdue"),
            Span(say(text("over the limit")), "muted"), gap(3), Span("◆ ", "text"),
            Span(say(text("released")), "muted"), gap(3), Span("→ ", "muted"),
            Span(say(text("to phase 3")), "muted"), gap(3),
            Span(say(text("computed, not decided")), "muted"),
        ),
        width,
    )  # fmt: skip


def _warnings(ahead: Sequence[Ahead], look: Look) -> list[Line]:
    """Whom the weeks ahead take past the limit, in words."""
    found: list[Line] = []
    for one in ahead:
        over = one.over_from
        if over is not None:
            said = text(
                "{who} goes over {limit} in phases 3 and 4 in week {week}.",
                who=one.capacity.initials, limit=one.capacity.demanding_limit, week=over.number,
            )  # fmt: skip
            found.append((Span("▲ ", "overdue"), Span(look.say(said), "text bold")))
    return [BLANK, *found] if found else []
