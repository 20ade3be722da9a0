"""The weekly review in lines: each follow-up with its progress, contact, drøft, and what is to be raised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exin_schema.vocabulary import Phase
from exin_tui.caseload.models import CapacityRow
from exin_tui.dates import day_and_month, short_date
from exin_tui.language import text
from exin_tui.reports.weekly import FollowUp, Weekly
from exin_tui.tui.ink import BLANK, Line, Span, cut, fit, gap, line_width, wrap
from exin_tui.tui.look import Look

BAR = 8
"""Cells of the progress bar."""
_INDENT = 2
_BETWEEN = 3
_ROOMY = 84
"""From this width on a release has its weekday, and progress its bar."""


def weekly_lines(weekly: Weekly, look: Look, width: int) -> list[tuple[str, Line]]:
    """(participant's code, line): the code stands at the first line of each follow-up, else it is empty."""
    found: list[tuple[str, Line]] = [("", line) for line in _summary(weekly, look, width)]
    for one in weekly.rows:
        lines = list(_follow_up(one, look, width))
        found.append((one.row.person.code, lines[0]))
        found += [("", line) for line in lines[1:]]
        found.append(("", BLANK))
    return found[:-1] if weekly.rows else found


def _summary(weekly: Weekly, look: Look, width: int) -> Iterator[Line]:
    """How often there is contact in phases 2 and 3, and of whom something is to be raised."""
    say = look.say
    two, three = (weekly.pace_in(phase) for phase in (Phase.IN_PRISON, Phase.PRE_RELEASE))
    if two is not None and three is not None:
        said = text(
            "Contact a week: phase 3 {three}, phase 2 {two}.",
            three=number(three, look), two=number(two, look),
        )  # fmt: skip
        yield (Span(say(said), "text" if three > two else "soon"),)
        if three <= two:
            yield (Span(say(text("In phase 3 it should be markedly more often than in phase 2.")), "soon"),)
    codes = ", ".join(one.row.person.code for one in weekly.to_raise)
    if codes:
        yield from _named(say(text("To be raised with the team")), codes, "text bold", width)
    yield BLANK


def _named(name: str, value: str, ink: str, width: int) -> Iterator[Line]:
    pieces = wrap(value, max(10, width - len(name) - 2))
    yield (Span(name, "muted"), gap(2), Span(pieces[0], ink))
    for piece in pieces[1:]:
        yield (gap(len(name) + 2), Span(piece, ink))


def number(value: float, look: Look) -> str:
    """``1,5``, ``1.5``."""
    said = f"{value:.1f}"
    return said.replace(".", ",") if look.language == "nb" else said


def _follow_up(one: FollowUp, look: Look, width: int) -> Iterator[Line]:
    yield _head(one, look, width)
    yield from _folded(_contact(one, look), width)
    for meeting in one.unlogged:
        when = f"{short_date(meeting.starts_at.date(), look.language)} {meeting.starts_at:%H:%M}"
        said = look.say(text("{when} {meeting}: what became of it?", when=when, meeting=meeting.label))
        yield from _noted(Span("● ", "soon"), said, "text", width)
    if one.proposal is not None:
        to = one.proposal.to
        said = look.say(text("Proposed: phase {number} {phase}", number=to.number, phase=to))
        yield from _noted(Span("→ ", "accent"), said, "text bold", width)
        marks = [("✓", "ok") if each.answered else ("○", "soon") for each in one.proposal.questions]
        asked = [look.say(each.label) for each in one.proposal.questions]
        parts = [
            (Span(f"{mark} ", ink), Span(words, "muted"))
            for (mark, ink), words in zip(marks, asked, strict=True)
        ]
        yield from _folded(parts, width, _INDENT + 2)
    for reason in one.to_raise:
        yield from _noted(Span("▲ ", "overdue"), look.say(reason), "text", width)


def _noted(mark: Span, words: str, ink: str, width: int) -> Iterator[Line]:
    """A sentence behind its mark, wrapped under itself."""
    for place, piece in enumerate(wrap(words, max(10, width - _INDENT - 2))):
        yield (gap(_INDENT), mark if not place else gap(2), Span(piece, ink))


def _folded(parts: Iterable[Line], width: int, inset: int = _INDENT) -> Iterator[Line]:
    """The parts three cells apart, on as many lines as they take: none is cut for one before it."""
    line: list[Span] = []
    for part in parts:
        if line and inset + line_width(line) + _BETWEEN + line_width(part) > width:
            yield cut((gap(inset), *line), width)
            line = []
        line += [gap(_BETWEEN), *part] if line else part
    if line:
        yield cut((gap(inset), *line), width)


def _head(one: FollowUp, look: Look, width: int) -> Line:
    row = one.row
    who = look.screening.person(row.person)
    bar = BAR if width >= _ROOMY else 0
    done = 0 if not row.total else round(bar * row.done / row.total)
    progress = f"{row.done}/{row.total}" if row.total else "–"
    phase = f"{row.phase.number} {look.say(row.phase)}"
    late = f"▲ {row.overdue}" if row.overdue else ""
    return cut(
        (
            Span(fit(who, 18), "text bold"), gap(2), Span(fit(phase, 18)), gap(2),
            Span("■" * done, "bar"), Span("·" * (bar - done), "faint"), gap(1), Span(fit(progress, 7)),
            Span(fit(late, 5), "overdue"), Span(_release(one, look, weekday=width >= _ROOMY), "muted"),
        ),
        width,
    )  # fmt: skip


def _release(one: FollowUp, look: Look, *, weekday: bool) -> str:
    row = one.row
    if row.out or row.release.on is None:
        return ""
    named = short_date if weekday else day_and_month
    return look.say(text("release {day}", day=named(row.release.on, look.language)))


def _contact(one: FollowUp, look: Look) -> Iterator[Line]:
    """``kontakt 0 1 2 1``, ``siste for 3 d siden``, ``fase 3: 1,5 i uken, fase 2: 0,5``."""
    say = look.say
    weeks = " ".join(str(week) for week in one.pace.weeks)
    yield (Span(say(text("contact, 4 weeks")), "muted"), gap(2), Span(weeks))
    yield _silence(one, look)
    if one.pace.now is not None:
        said = text("{number} a week in this phase", number=number(one.pace.now, look))
        spans = [Span(say(said), "muted")]
        if one.pace.before is not None and one.row.phase is Phase.PRE_RELEASE:
            before = text("{number} in phase 2", number=number(one.pace.before, look))
            spans.append(Span(f", {say(before)}", "soon" if one.pace.more_often is False else "muted"))
        yield tuple(spans)
    if one.pace.failed:
        yield (Span(say(text("no answer: {number}", number=one.pace.failed)), "muted"),)


def _silence(one: FollowUp, look: Look) -> Line:
    """Days since the last contact, against what the phase allows."""
    allowed = (Span(f" / {one.gap}", "faint"),) if one.gap is not None else ()
    if one.silent is None:
        return (Span(look.say(text("none logged")), "muted"), *allowed)
    late = one.gap is not None and one.silent >= one.gap
    said = look.say(text("last {days} d ago", days=one.silent))
    return (Span(said, "overdue" if late else "muted"), *allowed)


def colleagues(capacity: tuple[CapacityRow, ...]) -> list[str]:
    """Whose reviews there are: everybody with participants, and at last the whole team."""
    return [*(one.initials for one in capacity if one.active), ""]
