"""The monthly review in lines: flow, capacity ahead, consents, releases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exin_tui.dates import month, short_date
from exin_tui.language import Sayable, text
from exin_tui.programme import amounts
from exin_tui.reports.flow import Move
from exin_tui.reports.monthly import Item, Monthly, Released
from exin_tui.tui.ink import BLANK, Line, Span, clip, fit, gap, wrap
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.forecast_chart import chart_lines

_SHOWN = 20
"""Consents; more of them are counted."""


def month_name(monthly: Monthly, look: Look) -> str:
    """``november 2026``."""
    return f"{month(monthly.since, look.language)} {monthly.since.year}"


def monthly_lines(monthly: Monthly, look: Look, width: int) -> list[Line]:
    """The whole review."""
    lines: list[Line] = []
    for title, part in (
        (text("Moves between phases"), _flow(monthly, look)),
        (text("Capacity, 12 weeks ahead"), chart_lines(monthly.ahead, look, width)),
        (text("Consents that expire within 12 weeks"), _consents(monthly, look, width)),
        (text("Released, and what was in place on the day"), _releases(monthly, look, width)),
    ):
        lines += [(Span(look.say(title), "accent bold"),), (Span("─" * width, "rule"),)]
        lines += [*part] or [(Span(look.say(text("none")), "muted"),)]
        lines.append(BLANK)
    return lines[:-1]


def _flow(monthly: Monthly, look: Look) -> Sequence[Line]:
    lines: list[Line] = [_move(move, look) for move in monthly.flow]
    if lines:
        total = sum(move.number for move in monthly.flow)
        said = text("{moves}, {back} of them back", moves=amounts.moves(total), back=monthly.back)
        lines.append((Span(look.say(said), "muted"),))
    return lines


def _move(move: Move, look: Look) -> Line:
    def named(sayable: Sayable, number: int) -> str:
        return f"{number} {look.say(sayable)}"

    origin = look.say(text("came in")) if move.origin is None else named(move.origin, move.origin.number)
    sign, ink = ("←", "soon") if move.back else ("→", "muted")
    marks = "■" * min(move.number, 30)
    return (
        Span(fit(origin, 22)), Span(f"{sign} ", ink), Span(fit(named(move.to, move.to.number), 22)),
        Span(f"{move.number:>3}", "text bold"), gap(2), Span(marks, ink if move.back else "bar"),
        Span(f"  {look.say(text('back'))}" if move.back else "", "soon"),
    )  # fmt: skip


def _consents(monthly: Monthly, look: Look, width: int) -> Sequence[Line]:
    lines: list[Line] = []
    for one in monthly.expiring[:_SHOWN]:
        days = (one.on - look.today).days
        lines.append(
            (
                Span(fit(short_date(one.on, look.language), 14), "soon" if days <= 28 else "muted"),
                Span(fit(look.screening.person(one.person), 20), "text bold"),
                Span(clip(look.say(one.line), max(10, width - 34))),
            )
        )
    if len(monthly.expiring) > _SHOWN:
        more = text("+ {number} more", number=len(monthly.expiring) - _SHOWN)
        lines.append((Span(look.say(more), "muted"),))
    return lines


def _releases(monthly: Monthly, look: Look, width: int) -> Sequence[Line]:
    lines: list[Line] = []
    for one in monthly.released:
        lines += _release(one, look, width)
    return lines


def _release(one: Released, look: Look, width: int) -> Iterator[Line]:
    total = len(one.in_place) + len(one.still_open)
    said = text("{done} of {all} in place", done=len(one.in_place), all=total)
    yield (
        Span(fit(short_date(one.on, look.language), 14), "muted"),
        Span(fit(look.screening.person(one.person), 20), "text bold"),
        Span(look.say(said), "soon" if one.still_open else "text"),
    )
    for name, items, ink in (
        (text("open"), one.still_open, "text"),
        (text("not needed"), one.not_needed, "muted"),
    ):
        if not items:
            continue
        words = ", ".join(_named(item, one, look) for item in items)
        pieces = wrap(words, max(20, width - 34))
        yield (gap(14), Span(fit(look.say(name), 20), "muted"), Span(pieces[0], ink))
        for piece in pieces[1:]:
            yield (gap(34), Span(piece, ink))


def _named(item: Item, one: Released, look: Look) -> str:
    label = look.screening.item(item.label, item.sensitive, one.person)
    return f"▲ {label}" if item.critical else label
