"""The four figures: what the first second shows. Legend and filters at once.

▲ overdue, ● today, ○ within 7 days, ◆ out within 4 weeks: large where there is room, else in a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exin_tui.caseload.figures import Figure, Figures
from exin_tui.dates import headline_date, short_date, week_number
from exin_tui.language import text
from exin_tui.tui.ink import Line, Span, gap, line_width, spread
from exin_tui.tui.lettering import figure
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.painted import Painted

LARGE_HEIGHT = 3
GAP, WIDEST_GAP = 3, 10


@dataclass(frozen=True, slots=True)
class Tally:
    """One figure with its words."""

    figure: Figure
    """What it counts, and what a click on it filters by."""
    symbol: str
    ink: str
    number: int
    title: str
    short: str
    beside: tuple[str, str]

    @property
    def command(self) -> str:
        """What a click on it does."""
        return f"screen.filter_figure('{self.figure.value}')"


def tallies(figures: Figures, look: Look) -> tuple[Tally, ...]:
    """The four figures in words."""
    say, day = look.say, look.language
    oldest = say(text("oldest {days} d", days=figures.oldest_days)) if figures.overdue else ""
    meetings = _and_meetings(figures.meetings_today, look)
    first = figures.first_meeting
    first_time = say(text("first {time}", time=f"{first.starts_at:%H:%M}")) if first else ""
    until = say(text("through")), short_date(figures.soon_until, day)
    out = figures.first_release
    first_out = (
        (say(text("first {code}", code=out.person.code)), short_date(out.release.on, day))
        if out and out.release.on
        else ("", "")
    )
    return (
        Tally(
            Figure.OVERDUE, "▲", "overdue", figures.overdue, say(text("overdue")), say(text("overdue")),
            (oldest, figures.oldest.code if figures.oldest else ""),
        ),
        Tally(
            Figure.TODAY, "●", "soon", figures.today, say(text("today")), say(text("today")),
            (meetings, first_time) if meetings else ("", ""),
        ),
        Tally(
            Figure.SOON, "○", "text", figures.soon, say(text("within 7 days")), say(text("within 7 d")),
            until if figures.soon else ("", ""),
        ),
        Tally(
            Figure.RELEASE, "◆", "accent", figures.releases, say(text("out within 4 weeks")),
            say(text("out < 4 weeks")), first_out,
        ),
    )  # fmt: skip


def _and_meetings(count: int, look: Look) -> str:
    if count == 1:
        return look.say(text("and 1 meeting"))
    return look.say(text("and {count} meetings", count=count)) if count else ""


def _number_ink(tally: Tally) -> str:
    if tally.number == 0:
        return "faint"
    return tally.ink if tally.ink in {"overdue", "soon"} else "text"


def _plain_digits(number: int) -> tuple[str, str, str]:
    """The number as it is, over two empty lines: for where large ones do not fit."""
    said = str(number)
    return said, " " * len(said), " " * len(said)


def _block(tally: Tally, lit: bool, *, plain: bool = False) -> tuple[Line, ...]:
    """Three lines: the number large (or ``plain``), beside it what it counts."""
    ink = "accent bold underline" if lit else "text bold"
    symbol_ink = "muted" if tally.symbol == "○" else tally.ink
    beside = ((tally.symbol, symbol_ink, tally.title, ink),
              (" ", "text", tally.beside[0], "muted"), (" ", "text", tally.beside[1], "muted"))  # fmt: skip
    width = max(len(tally.title), *(len(part) for part in tally.beside))
    number_ink = f"{_number_ink(tally)} bold" if plain else _number_ink(tally)
    drawn = _plain_digits(tally.number) if plain else figure(tally.number)
    return tuple(
        (
            Span(digits, number_ink, tally.command),
            gap(1 if plain else 2),
            Span(symbol, symbol_style, tally.command),
            gap(1),
            Span(words, words_ink, tally.command),
            gap(width - len(words)),
        )
        for digits, (symbol, symbol_style, words, words_ink) in zip(drawn, beside, strict=True)
    )


def _date_block(look: Look, team: str) -> tuple[Line, ...]:
    words = (
        (headline_date(look.today, look.language), "text bold"),
        (look.say(text("week {number}", number=week_number(look.today))), "muted"),
        (team, "muted"),
    )
    width = max(len(headline_date(look.today, look.language)), 12)
    return tuple((Span(said[:width], ink), gap(width - len(said[:width]))) for said, ink in words)


def large(
    tallied: Sequence[Tally],
    look: Look,
    team: str,
    lit: Figure | None,
    width: int,
    *,
    plain: bool = False,
) -> tuple[Line, ...]:
    """Date and figures in three lines; empty when they do not fit into ``width``. ``plain``: small digits."""
    blocks = [
        _date_block(look, team),
        *(_block(tally, tally.figure == lit, plain=plain) for tally in tallied),
    ]
    taken = sum(line_width(block[0]) for block in blocks)
    between = min(WIDEST_GAP, (width - taken) // max(1, len(blocks) - 1))
    if between < min(GAP, 2):
        return ()
    lines: list[Line] = []
    for y in range(LARGE_HEIGHT):
        spans: list[Span] = []
        for block in blocks:
            spans += [*block[y], gap(between)]
        lines.append(tuple(spans[:-1]))
    return tuple(lines)


def in_a_line(tallied: Sequence[Tally], look: Look, lit: Figure | None, width: int) -> Line:
    """The figures in one line, the date at its end."""
    spans: list[Span] = []
    for tally in tallied:
        symbol_ink = "muted" if tally.symbol == "○" else tally.ink
        spans += [
            Span(f"{tally.symbol} ", symbol_ink, tally.command),
            Span(str(tally.number), "text bold", tally.command),
            Span(
                f" {tally.short}", "accent bold underline" if tally.figure == lit else "text", tally.command
            ),
            gap(3),
        ]
    date: Line = (Span(short_date(look.today, look.language), "muted"),)
    if line_width(spans[:-1]) + 2 + line_width(date) > width:
        date = ()
    return spread(spans[:-1], date, width)


class FiguresPanel(Painted):
    """Three lines or one."""

    def __init__(self, *, id: str = "figures") -> None:  # noqa: A002
        super().__init__(id=id)
        self.figures: Figures | None = None
        self.look: Look | None = None
        self.team = ""
        self.lit: Figure | None = None
        self.empty = False

    def show(
        self, figures: Figures, look: Look, team: str, *, lit: Figure | None = None, empty: bool = False
    ) -> None:
        """Take the numbers; ``lit`` is the figure that filters now, ``empty`` shows the date alone."""
        self.figures, self.look, self.team, self.lit, self.empty = figures, look, team, lit, empty
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """As many lines as there is height for."""
        if self.figures is None or self.look is None:
            return ()
        tallied = () if self.empty else tallies(self.figures, self.look)
        if height >= LARGE_HEIGHT:
            for plain in (False, True):
                lines = large(tallied, self.look, self.team, self.lit, width, plain=plain)
                if lines:
                    return lines
        return (in_a_line(tallied, self.look, self.lit, width),)
