"""What the header says on a participant's screen, where the board has its tabs."""

from __future__ import annotations

from collections.abc import Sequence

from exin_tui.caseload.models import Person
from exin_tui.language import text
from exin_tui.tui.ink import Line, Span, gap
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.header import PRODUCT


def way_back(person: Person | None, code: str, listed: Sequence[str], look: Look) -> Line:
    """``‹ Oversikt   Rødkløver   1 av 36 · verst først``; ``person`` is None until it was read."""
    say = look.say
    spans = [Span(PRODUCT, "text bold"), gap(4)]
    spans.append(Span(f"‹ {say(text('Overview'))}", "accent", "app.view_back"))
    if person is not None:
        spans += [gap(3), Span(look.screening.stands_for(person), "text bold")]
    if code in listed:
        place = say(text("{place} of {all}", place=listed.index(code) + 1, all=len(listed)))
        spans += [gap(3), Span(f"{place} · {say(text('worst first'))}", "muted")]
    return tuple(spans)
