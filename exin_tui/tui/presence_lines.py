"""A partner in the list of partners, and the answer about it, in the words of ``exin partner show``."""

from __future__ import annotations

from exin_tui.language import Sayable, text
from exin_tui.partners.presence import Presence
from exin_tui.partners.scope_words import scope_lines
from exin_tui.privacy.sanitise import one_line
from exin_tui.tui.ink import BLANK, ELLIPSIS, Line, Span, cell_width, clip, fit, gap
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.line_list import Drawn, Rows, fixed
from exin_tui.tui.widgets.why_lines import named, paragraph

MARK, STATE, GAP = 2, 16, 2
WIDE = 90
"""Below it the origin stands in the answer alone."""


def _name(width: int) -> int:
    return max(14, min(36, width // 3 - MARK))


def _origin(width: int) -> int:
    return 0 if width < WIDE else width // 5


def _end(origin: str, cells: int) -> str:
    """Of a folder that is too long the end: it is told from others by that."""
    clean = one_line(origin) or "–"
    return fit(clean if cell_width(clean) <= cells else ELLIPSIS + clean[1 - cells :], cells)


def heads(look: Look, width: int) -> Line:
    """Over the rows."""
    say = look.say
    names: list[tuple[Sayable, int]] = [
        (text("Partner"), MARK + _name(width)),
        (text("State"), STATE),
        (text("From"), _origin(width)),
        (text("Why"), 8),
    ]
    return tuple(Span(fit(say(name), cells + GAP), "muted") for name, cells in names if cells)


def row(one: Presence, look: Look) -> Drawn:
    """Mark, name, state, origin, why."""
    say = look.say
    why = one.why[0] if one.why else one.kept
    quiet = "text" if one.active else "muted"

    def line(width: int) -> Line:
        name, origin = _name(width), _origin(width)
        left = (
            Span("▲ ", "overdue") if one.missed else gap(MARK),
            Span(fit(say(one.tab), name), "text bold" if one.missed else quiet),
            gap(GAP),
            Span(fit(say(one.label), STATE), "overdue" if one.missed else quiet),
            gap(GAP),
            *((Span(_end(one.origin, origin), "muted"), gap(GAP)) if origin else ()),
        )
        room = width - MARK - name - STATE - 2 * GAP - (origin + GAP if origin else 0)
        return (*left, Span(clip(say(why) if why is not None else "", room), quiet))

    return line


def _said(one: Presence, look: Look, width: int) -> list[Line]:
    """State, every reason, what to do, what is kept."""
    say = look.say
    ink = "overdue" if one.missed else "text"
    lines: list[Line] = [(Span("▲ " if one.missed else "", ink), Span(say(one.label), ink))]
    for more in (*one.why, one.advice, one.kept):
        if more is not None:
            lines += [BLANK, *paragraph(say(more), width)]
    return lines


def missed_rows(one: Presence, look: Look, width: int) -> Rows:
    """In place of a partner's panel on somebody: why there is none."""
    return [("", fixed(line)) for line in (*_said(one, look, width), BLANK)]


def answer_lines(one: Presence, look: Look, width: int) -> list[Line]:
    """The same, where it comes from, and what it may see."""
    lines = [*_said(one, look, width), BLANK, *named(text("Id"), one.id, look, width)]
    lines += named(text("From"), one.origin or "–", look, width)
    if one.manifest is not None:
        for said in scope_lines(one.manifest):
            lines += [BLANK, *paragraph(look.say(said), width, "muted")]
    return lines
