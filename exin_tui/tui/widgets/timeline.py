"""A participant's phases and time in custody as bars on an axis of weeks: one character is a week.

The language is that of the prison's picture: ▇ ▅ ▃ for how secure, ▒ for remand, ◆ for the release, dots
where the release is not known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from exin_schema.vocabulary import CustodyKind, Phase, ReleaseStanding, SecurityLevel
from exin_tui.caseload.phase_models import EpisodeView, TransitionView
from exin_tui.dates import add_months, month_and_year, short_month
from exin_tui.language import text
from exin_tui.tui.ink import Line, Span, cell_width, gap
from exin_tui.tui.look import Look

WEEK = 7
NAME = 10
"""Cells for what a line is about."""
_HEIGHTS = {
    SecurityLevel.HIGH: "▇",
    SecurityLevel.LOWER: "▅",
    SecurityLevel.HALFWAY: "▃",
    SecurityLevel.DAY_RELEASE: "▃",
    SecurityLevel.ELECTRONIC: "▁",
    SecurityLevel.INSTITUTION: "▁",
}
AHEAD = 4
"""Weeks that are shown after the last thing that is known."""
_UNKNOWN_AHEAD = 12
"""Weeks of dots where the release is not known."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Which weeks stand on the screen."""

    first: dt.date
    """A Monday."""
    weeks: int
    earlier: bool
    """Something lies before the first week."""
    later: bool

    def at(self, day: dt.date) -> int:
        """The column of a day, within the axis or beside it."""
        return (day - self.first).days // WEEK


@dataclass(frozen=True, slots=True)
class Stay:
    """Some time in one phase. ``until`` is the first day of the next; None: goes on."""

    phase: Phase
    since: dt.date
    until: dt.date | None


def stays(transitions: Sequence[TransitionView]) -> list[Stay]:
    """The phases one after another, oldest first. ``transitions`` come newest first."""
    order = [*transitions][::-1]
    following = [*(one.on for one in order[1:]), None][: len(order)]
    return [Stay(one.to_phase, one.on, end) for one, end in zip(order, following, strict=True)]


def axis(
    transitions: Sequence[TransitionView], episodes: Sequence[EpisodeView], today: dt.date, width: int
) -> Axis | None:
    """From the first thing that is known to some weeks ahead; what does not fit is left out at the left.

    None when nothing is dated.
    """
    begun = [one.on for one in transitions] + [one.started_on for one in episodes if one.started_on]
    if not begun:
        return None
    ends = [one.release_on for one in episodes if one.release_on is not None]
    room = max(8, width - NAME)
    first = _monday(min(begun))
    last = max([today, *ends]) + dt.timedelta(weeks=AHEAD)
    if any(_open_ended(one) for one in episodes):
        last = max(last, today + dt.timedelta(weeks=_UNKNOWN_AHEAD))
    weeks = (last - first).days // WEEK + 1
    if weeks <= room:
        return Axis(first, weeks, earlier=False, later=False)
    # Today stands in the right half, so that what has been and what comes are both seen.
    behind = max(room // 3, room - ((last - _monday(today)).days // WEEK + 1))
    start = max(first, _monday(today) - dt.timedelta(weeks=behind))
    later = (last - start).days // WEEK + 1 > room
    return Axis(start, room, earlier=start > first, later=later)


def timeline(
    transitions: Sequence[TransitionView], episodes: Sequence[EpisodeView], look: Look, width: int
) -> list[Line]:
    """Months, phases, custody, what the signs mean. Empty when nothing is dated."""
    over = axis(transitions, episodes, look.today, width)
    if over is None:
        return []
    today = over.at(look.today)
    custody = text("Custody")
    return [
        (gap(NAME), *_months(over, today, look)),
        (Span(look.say(text("Phase")).ljust(NAME), "muted"), *_joined(_phases(over, transitions, today))),
        (Span(look.say(custody).ljust(NAME), "muted"), *_joined(_custody(over, episodes, today))),
        (gap(NAME), *_legend(look, width - NAME)),
    ]


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _open_ended(one: EpisodeView) -> bool:
    return one.ended_on is None and one.release_on is None


def _months(over: Axis, today: int, look: Look) -> list[Span]:
    """The months' names where they begin; today's word comes before them."""
    cells: list[tuple[str, str]] = [(" ", "muted")] * over.weeks
    here = look.say(text("today"))
    _write(cells, max(0, min(today, over.weeks - cell_width(here))), here, "accent")
    firsts = [add_months(over.first.replace(day=1), number) for number in range(1, over.weeks // 4 + 1)]
    for day in sorted(firsts, key=lambda first: (first.month != 1, first)):  # the years first
        name = short_month(day, look.language) if day.month != 1 else month_and_year(day, look.language)
        at = over.at(day)
        around = cells[max(0, at - 1) : at + len(name) + 1]
        if at + len(name) <= over.weeks and all(sign == " " for sign, _ in around):
            _write(cells, at, name, "muted")
    return _joined(cells)


def _write(cells: list[tuple[str, str]], at: int, words: str, ink: str) -> None:
    for offset, sign in enumerate(words):
        if 0 <= at + offset < len(cells):
            cells[at + offset] = (sign, ink)


def _phases(over: Axis, transitions: Sequence[TransitionView], today: int) -> list[tuple[str, str]]:
    """The number where a phase begins, then a bar until the next one; up to today."""
    cells: list[tuple[str, str]] = [(" ", "muted")] * over.weeks
    for stay in stays(transitions):
        start, end = over.at(stay.since), over.at(stay.until) if stay.until is not None else today + 1
        ink = "accent" if stay.until is None else "text" if stay.phase.demanding else "muted"
        for week in range(max(0, start), min(over.weeks, max(end, start + 1))):
            cells[week] = ("━", ink)
        _write(cells, max(0, start), str(stay.phase.number), f"{ink} bold")
    return _framed(cells, over)


def _custody(over: Axis, episodes: Sequence[EpisodeView], today: int) -> list[tuple[str, str]]:
    """A bar for each imprisonment: as high as it is secure, brighter for what is still to be served."""
    cells: list[tuple[str, str]] = [(" ", "muted")] * over.weeks
    for one in [*episodes][::-1]:
        if one.started_on is None and one.release_on is None:
            continue
        start = over.at(one.started_on) if one.started_on is not None else 0
        ended = one.ended_on or one.release_on
        end = over.at(ended) if ended is not None else over.weeks
        sign = "▒" if one.kind is CustodyKind.REMAND else _HEIGHTS.get(one.level, " ")
        for week in range(max(0, start), min(over.weeks, end)):
            if ended is None and week > today:
                cells[week] = ("·" if week % 2 else " ", "faint")
            else:
                cells[week] = (sign, "text" if week >= today else "muted")
        if ended is not None and 0 <= end < over.weeks:
            actual = one.standing is ReleaseStanding.ACTUAL
            cells[end] = ("◆" if actual or one.release_on else "┤", "muted" if actual else "text bold")
    return _framed(cells, over)


def _framed(cells: list[tuple[str, str]], over: Axis) -> list[tuple[str, str]]:
    """Arrows where something lies outside."""
    if over.earlier and cells[0][0] != " ":
        cells[0] = ("‹", "muted")
    if over.later and cells[-1][0] not in {" ", "·"}:
        cells[-1] = ("›", "muted")
    return cells


def _joined(cells: Sequence[tuple[str, str]]) -> list[Span]:
    """Neighbours with one ink become one span."""
    spans: list[Span] = []
    for sign, ink in cells:
        if spans and spans[-1].ink == ink:
            spans[-1] = Span(spans[-1].text + sign, ink)
        else:
            spans.append(Span(sign, ink))
    return spans


def _legend(look: Look, room: int) -> list[Span]:
    """As many of the signs as there is room for, the scale first."""
    signs = (
        (text("one sign is a week"), ""), (text("release"), "◆ "), (CustodyKind.REMAND, "▒ "),
        (text("high"), "▇ "), (text("lower"), "▅ "), (text("halfway house"), "▃ "),
    )  # fmt: skip
    spans: list[Span] = []
    for words, sign in signs:
        said = f"{sign}{look.say(words)}"
        room -= cell_width(said) + 3
        if room + 3 >= 0:
            spans += [Span(said, "muted"), gap(3)]
    return spans
