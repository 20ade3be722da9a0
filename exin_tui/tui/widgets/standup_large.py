"""Who is discussed, in type that is read from four metres: code, alias, phase, days to the release."""

from __future__ import annotations

from exin_schema.vocabulary import EntryState, ReleaseStanding
from exin_tui.dates import short_date
from exin_tui.language import Sayable, text
from exin_tui.privacy.unnamed import unnamed
from exin_tui.tui.ink import BLANK, Line, Span, cut, fit, gap, joined, line_width, spread
from exin_tui.tui.lettering import large_letters, letters, small_fit, small_letters, small_width
from exin_tui.tui.look import Look
from exin_tui.tui.standup_scene import Scene

_LARGEST_NUMBER = 999
"""Days further off than this are said in words alone."""


def days_left(scene: Scene) -> int | None:
    """Days to a release that is ahead; None: it is not, or nothing is said of it here."""
    row = scene.row
    if row is None or scene.following or row.out or row.release.on is None:
        return None
    days = (row.release.on - scene.standup.held_on).days
    return days if 0 <= days <= _LARGEST_NUMBER else None


def release_words(scene: Scene, look: Look) -> list[tuple[str, str]]:
    """(words, ink) about the release: the unit of the large number, the day, and how firm it is."""
    row = scene.row
    if row is None or scene.following:
        return []
    on, days = row.release.on, days_left(scene)
    if on is None:
        return [(look.say(text("release date unknown")), "muted")]
    day = short_date(on, look.language)
    if row.release.standing is ReleaseStanding.ACTUAL:
        return [(look.say(text("released {day}", day=day)), "muted")]
    if days is None:
        return [(f"{look.say(text('release {day}', day=day))} · {look.say(row.release.standing)}", "text")]
    unit: Sayable = text("day to release") if days == 1 else text("days to release")
    return [
        (look.say(text("released today") if days == 0 else unit), "accent bold"),
        (f" · {day} · {look.say(row.release.standing)}", "text"),
    ]


def beside(left: tuple[str, ...], right: tuple[str, ...], width: int) -> list[Line]:
    """Two blocks of large type at the two ends, the left one in the text's ink, the right in the accent."""
    lines: list[Line] = []
    for number, block in enumerate(left):
        end = (Span(right[number], "accent"),) if number < len(right) else ()
        lines.append(spread((Span(block, "text"),), end, width))
    return lines


def code_lines(scene: Scene, look: Look, width: int, *, double: bool) -> list[Line]:
    """The code, and the days at the other end: seven lines double, four single."""
    entry = scene.standup.current
    code = entry.person.code if entry is not None else ""
    days = days_left(scene)
    number = "" if days is None else str(days)
    for draw in (large_letters, letters) if double else (letters,):
        block, end = draw(code), draw(number) if number else ()
        if len(block[0]) + (len(end[0]) + 3 if end else 0) <= width:
            return beside(block, end, width)
    return [(Span(look.say(code), "text bold"), gap(3), Span(number, "accent bold"))]


def release_line(scene: Scene, look: Look, width: int) -> Line:
    """The words under the number, at its end."""
    return spread((), [Span(words, ink) for words, ink in release_words(scene, look)], width)


def phase_lines(scene: Scene, look: Look, width: int) -> list[Line]:
    """Alias and phase, five lines; the phase in ordinary type where both do not fit."""
    entry = scene.standup.current
    if entry is None:
        return [BLANK] * 5
    alias = look.screening.stands_for(entry.person)
    phase = look.say(scene.row.phase) if scene.row is not None else look.say(text("no longer on the board"))
    room = width - small_width(alias) - 6
    if small_width(phase) <= room:
        pairs = zip(small_letters(alias), small_letters(phase), strict=True)
        return [(Span(one, "text"), gap(6), Span(other, "muted")) for one, other in pairs]
    if small_width(phase) <= width:
        lines: list[Line] = [(Span(block, "text"),) for block in small_letters(phase)]
        return [*lines[:4], (Span(alias, "text bold"),)]
    return [(Span(small_fit(alias, width), "text bold"), gap(3), Span(phase, "text bold"))]


def small_head(scene: Scene, look: Look, width: int) -> Line:
    """``Furu · Før løslatelse  KN`` and ``dager til løslatelse · on. 9. des.``, in ordinary type."""
    entry = scene.standup.current
    if entry is None:
        return BLANK
    phase = look.say(scene.row.phase) if scene.row is not None else look.say(text("no longer on the board"))
    left = (
        Span(look.screening.stands_for(entry.person), "text bold"), gap(2), Span(phase, "text bold"), gap(2),
        Span(scene.row.caseworker if scene.row is not None else "", "muted"),
    )  # fmt: skip
    right = [Span(words, ink) for words, ink in release_words(scene, look)]
    while len(right) > 1 and line_width(left) + line_width(right) + 2 > width:
        right.pop()
    return spread(left, right, width)


def because_line(scene: Scene, look: Look, width: int) -> Line:
    """``Først fordi  2 over frist · løslates om 12 d``: the order and its reason."""
    row = scene.row
    if row is None:
        return BLANK
    title = text("First because") if scene.standup.position == 0 else text("Here because")
    reasons = [look.say(reason) for reason in row.urgency.reasons]
    while True:
        left = (Span(look.say(title), "muted"), gap(2), Span(" · ".join(reasons)))
        if len(reasons) < 2 or line_width(left) + len(row.caseworker) + 2 <= width:
            return spread(left, (Span(row.caseworker, "muted"),), width)
        reasons.pop()


def decided_line(scene: Scene, look: Look, width: int) -> Line:
    """What was decided so far, and whether it is raised with the team; else nothing."""
    entry = scene.standup.current
    if entry is None:
        return BLANK
    spans: list[Span] = []
    if entry.state is not EntryState.WAITING:
        spans += [Span(look.say(entry.state), "muted"), gap(3)]
    if entry.decision:
        said = unnamed(entry.decision, entry.person)
        spans += [Span(look.say(text("Decided")), "muted"), gap(2), Span(said, "text bold"), gap(3)]
    if entry.for_team:
        spans.append(Span(look.say(text("to be raised with the team")), "accent"))
    return cut(spans, width)


def letter_line(mark: str, ink: str, words: str, end: str, end_ink: str, width: int) -> list[Line]:
    """One item in large type on a wall: its mark, its words, and when. Five lines."""
    when = small_letters(end)
    at, room = len(when[0]), width - len(when[0]) - 14
    block, sign = small_letters(small_fit(words, room)), small_letters(mark)
    return [
        (Span(fit(sign[y], 10), ink), Span(block[y], "text"),
         gap(width - 10 - len(block[y]) - at), Span(when[y], end_ink))
        for y in range(5)
    ]  # fmt: skip


def blank(lines: int) -> list[Line]:
    """Air."""
    return [BLANK] * max(0, lines)


def side_by_side(columns: list[tuple[list[Line], int]], between: int) -> list[Line]:
    """Columns of (lines, width) beside one another."""
    height = max((len(lines) for lines, _ in columns), default=0)
    found: list[Line] = []
    for y in range(height):
        parts: list[Line] = []
        for lines, width in columns:
            line = lines[y] if y < len(lines) else BLANK
            parts.append((*line, gap(width - line_width(line))))
        found.append(joined(parts, between))
    return found
