"""The line about partners that take no part. There is none while all of them do.

Loud about those that the team counts on, since a tab that is just not there reads as "nothing to be done".
Quiet about the rest: left out by choice, or never enabled.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exin_tui.language import text
from exin_tui.partners.presence import Presence
from exin_tui.tui.ink import Line, Span, gap, joined, spread
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.painted import Painted

HERE = "-said"


def missed_line(partners: Iterable[Presence], look: Look, width: int, key: str = "") -> Line:
    """``▲ NAV failed  partner.toml:12: …``; with several of them the names and states. ``key`` opens them."""
    known = tuple(partners)
    if not known:
        return ()
    missed = sorted((one for one in known if one.missed), key=lambda one: (one.order, one.id))
    command = "screen.go_partners" if key else ""
    right: Line = ()
    if key:
        words = look.say(
            text("{number} partners", number=len(missed)) if len(missed) > 1 else text("partners")
        )
        right = (Span(key, "accent bold", command), Span(f" {words}", "muted", command))
    if missed:
        return spread((Span("▲ ", "overdue", command), *_missed(missed, look, command)), right, width)
    everybody = all(one.left_out for one in known)
    noted = _noted([one for one in known if one.noted], look, everybody=everybody)
    return spread((Span(f"– {noted}", "muted", command),), right, width) if noted else ()


def _missed(partners: Sequence[Presence], look: Look, command: str) -> Line:
    said = [
        (Span(look.say(one.tab), "text bold", command), Span(f" {look.say(one.label)}", "overdue", command))
        for one in partners
    ]
    if len(partners) > 1 or not partners[0].why:
        return joined(said, 2)
    return (*said[0], gap(2), Span(look.say(partners[0].why[0]), "text", command))


def _noted(partners: Sequence[Presence], look: Look, *, everybody: bool) -> str:
    chosen = [look.say(one.tab) for one in partners if one.left_out]
    if everybody:
        return look.say(text("Started with --no-partners: no partner takes part."))
    others = [f"{look.say(one.tab)} {look.say(one.label)}" for one in partners if not one.left_out]
    if len(partners) == 1 and partners[0].why and not chosen:
        others.append(look.say(partners[0].why[0]))
    if chosen:
        others.insert(0, look.say(text("Left out with --no-partners: {names}", names=", ".join(chosen))))
    return " · ".join(others)


class MissedLine(Painted):
    """One row, there only while it says something."""

    DEFAULT_CSS = """
    MissedLine { height: 1; padding: 0 2; display: none; }
    MissedLine.-said { display: block; }
    """

    def __init__(self, *, id: str = "missed") -> None:  # noqa: A002
        super().__init__(id=id)
        self.partners: Sequence[Presence] = ()
        self.look: Look | None = None
        self.key = ""

    def show(self, partners: Sequence[Presence], look: Look, key: str) -> None:
        """Take the partners; ``key`` where one leads to them."""
        self.partners, self.look, self.key = partners, look, key
        self.set_class(any(one.missed or one.noted for one in partners), HERE)
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """One line."""
        return (missed_line(self.partners, self.look, width, self.key),) if self.look is not None else ()
