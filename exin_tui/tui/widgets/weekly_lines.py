"""The weekly review in lines: each follow-up with its progress, contact, drøft, and what is to be raised."""

from __future__ import annotations

from collections.abc import Iterator

from exin_schema.vocabulary import Phase
from exin_tui.caseload.models import CapacityRow
from exin_tui.dates import short_date
from exin_tui.language import text
from exin_tui.reports.weekly import FollowUp, Weekly
from exin_tui.tui.ink import BLANK, Line, Span, clip, cut, fit, gap, wrap
from exin_tui.tui.look import Look

BAR = 8
"""Cells of the progress bar."""
_INDENT = 2


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
    yield cut((gap(_INDENT), *_contact(one, look)), width)
    for meeting in one.unlogged:
        when = f"{short_date(meeting.starts_at.date(), look.language)} {meeting.starts_at:%H:%M}"
        said = look.say(text("{when} {meeting}: what became of it?", when=when, meeting=meeting.label))
        yield (gap(_INDENT), Span("● ", "soon"), Span(clip(said, width - _INDENT - 2)))
    if one.proposal is not None:
        to = one.proposal.to
        said = look.say(text("Proposed: phase {number} {phase}", number=to.number, phase=to))
        yield (gap(_INDENT), Span("→ ", "accent"), Span(clip(said, width - _INDENT - 2), "text bold"))
        spans: list[Span] = [gap(_INDENT + 2)]
        for question in one.proposal.questions:
            mark, ink = ("✓", "ok") if question.answered else ("○", "soon")
            spans += [Span(f"{mark} ", ink), Span(look.say(question.label), "muted"), gap(3)]
        yield cut(spans, width)
    for reason in one.to_raise:
        yield (gap(_INDENT), Span("▲ ", "overdue"), Span(clip(look.say(reason), width - _INDENT - 2)))


def _head(one: FollowUp, look: Look, width: int) -> Line:
    row = one.row
    who = look.screening.person(row.person)
    done = 0 if not row.total else round(BAR * row.done / row.total)
    progress = f"{row.done}/{row.total}" if row.total else "–"
    phase = f"{row.phase.number} {look.say(row.phase)}"
    late = f"▲ {row.overdue}" if row.overdue else ""
    return cut(
        (
            Span(fit(who, 18), "text bold"), gap(2), Span(fit(phase, 18)), gap(2),
            Span("■" * done, "bar"), Span("·" * (BAR - done), "faint"), gap(1), Span(fit(progress, 7)),
            Span(fit(late, 5), "overdue"), Span(_release(one, look), "muted"),
        ),
        width,
    )  # fmt: skip


def _release(one: FollowUp, look: Look) -> str:
    row = one.row
    if row.out or row.release.on is None:
        return ""
    return look.say(text("release {day}", day=short_date(row.release.on, look.language)))


def _contact(one: FollowUp, look: Look) -> Iterator[Span]:
    """``kontakt 0 1 2 1  siste for 3 d siden  fase 3: 1,5 i uken, fase 2: 0,5``."""
    say = look.say
    yield Span(say(text("contact, 4 weeks")), "muted")
    yield gap(2)
    yield Span(" ".join(str(week) for week in one.pace.weeks))
    yield gap(3)
    if one.silent is None:
        yield Span(say(text("none logged")), "muted")
    else:
        late = one.gap is not None and one.silent >= one.gap
        said = text("last {days} d ago", days=one.silent)
        yield Span(say(said), "overdue" if late else "muted")
    if one.gap is not None:
        yield Span(f" / {one.gap}", "faint")
    if one.pace.now is not None:
        yield gap(3)
        said = text("{number} a week in this phase", number=number(one.pace.now, look))
        yield Span(say(said), "muted")
        if one.pace.before is not None and one.row.phase is Phase.PRE_RELEASE:
            before = text("{number} in phase 2", number=number(one.pace.before, look))
            yield Span(f", {say(before)}", "soon" if one.pace.more_often is False else "muted")
    if one.pace.failed:
        yield gap(3)
        yield Span(say(text("no answer: {number}", number=one.pace.failed)), "muted")


def colleagues(capacity: tuple[CapacityRow, ...]) -> list[str]:
    """Whose reviews there are: everybody with participants, and at last the whole team."""
    return [*(one.initials for one in capacity if one.active), ""]
