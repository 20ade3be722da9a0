"""``?``: what the keys do here, what the signs mean, how sure what is computed is, how dates can be typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from exin_schema.vocabulary import Certainty
from exin_tui.dates import long_date
from exin_tui.language import text
from exin_tui.programme.typed_dates import parse_typed_date
from exin_tui.tui.commands.catalogue import commands_of
from exin_tui.tui.commands.declaration import Command, Where, main_key
from exin_tui.tui.ink import BLANK, Line, Span, fit, gap, joined, line_width, spread, wrap
from exin_tui.tui.look import Look
from exin_tui.tui.screens.board_screen import BoardScreen
from exin_tui.tui.widgets.painted import Painted

Keys = list[tuple[str, str]]


def _key_rows(commands: Sequence[type[Command]], look: Look, keymap: Mapping[str, str]) -> Keys:
    """What stands in the sheet of changes has its whole sentence there, and its short name here."""
    return [
        (main_key(one, keymap), look.say(one.title if one.letter else one.help))
        for one in commands
        if main_key(one, keymap)
    ]


def _moves(look: Look) -> Keys:
    say = look.say
    return [
        ("↑ ↓", say(text("move"))),
        ("PgUp PgDn", say(text("a page"))),
        ("Home End", say(text("first, last"))),
    ]


def key_columns(
    where: Sequence[Where], look: Look, keymap: Mapping[str, str], places: Keys
) -> list[tuple[str, Keys]]:
    """Heading and keys of each place; ``places`` are what ``g`` leads to."""
    columns: list[tuple[str, Keys]] = []
    for number, place in enumerate(where):
        rows = _key_rows(commands_of(place), look, keymap)
        columns.append((look.say(place.heading), [*rows, *(_moves(look) if number == 0 else [])]))
    taken = {key for place in where for one in commands_of(place) for key in one.keys}
    going = [one for one in commands_of(Where.GO) if one.id == "go.pane" and not taken.intersection(one.keys)]
    columns.append((look.say(Where.GO.heading), [*places, *_key_rows(going, look, keymap)]))
    columns.append(
        (look.say(Where.EVERYWHERE.heading), _key_rows(commands_of(Where.EVERYWHERE), look, keymap))
    )
    return columns


def _column_lines(title: str, rows: Keys, width: int) -> list[Line]:
    keys = min(max(cell_len(key) for key, _ in rows) + 2, width // 2) if rows else 0
    lines: list[Line] = [(Span(title, "text bold"),), (Span("─" * (width - 3), "rule"),)]
    for key, said in rows:
        pieces = wrap(said, max(8, width - keys - 2))
        lines.append((Span(fit(key, keys), "accent bold"), Span(pieces[0])))
        lines += [(gap(keys), Span(piece)) for piece in pieces[1:]]
    return lines


def _stacked(blocks: Sequence[list[Line]], across: int) -> list[list[Line]]:
    """Blocks in ``across`` columns: in order, each below what is shortest so far."""
    columns: list[list[Line]] = [[] for _ in range(min(across, len(blocks)))]
    for block in blocks:
        shortest = min(columns, key=len)
        shortest += [*([BLANK] if shortest else []), *block]
    return columns


def _beside(blocks: Sequence[list[Line]], width: int) -> list[Line]:
    """Blocks of lines beside one another, each ``width`` wide."""
    height = max(len(block) for block in blocks)
    lines: list[Line] = []
    for y in range(height):
        spans: list[Span] = []
        for block in blocks:
            line = block[y] if y < len(block) else BLANK
            spans += [*line, gap(width - line_width(line))]
        lines.append(tuple(spans))
    return lines


def sign_lines(look: Look, width: int) -> list[Line]:
    """What the signs mean."""
    say = look.say
    signs = [
        ("▲", "overdue", text("overdue, or an alert that is urgent")),
        ("●", "soon", text("today, or within 7 days")),
        ("○", "muted", text("later")), ("◐", "text", text("started")), ("✓", "muted", text("done")),
        ("–", "muted", text("not needed")), ("◆", "text", text("release")),
        ("▒", "muted", text("hidden on a shared screen")),
    ]  # fmt: skip
    lines: list[Line] = [(Span(say(text("Signs")), "text bold"),), (Span("─" * (width - 3), "rule"),)]
    lines += [(Span(f"{sign}  ", ink), Span(say(said))) for sign, ink, said in signs]
    squares = [("■", text("phases 3 and 4")), ("□", text("other phases")), ("·", text("free place"))]
    return [*lines, joined([(Span(f"{sign}  "), Span(say(said))) for sign, said in squares], 4)]


def certainty_lines(look: Look, width: int) -> list[Line]:
    """A, P, X, and what a computed date is worth."""
    say = look.say
    lines: list[Line] = [
        (Span(say(text("How sure what is computed is")), "text bold"),),
        (Span("─" * (width - 3), "rule"),),
    ]
    lines += [(Span(f"{one.value}  ", "text bold"), Span(say(one))) for one in Certainty]
    note = text(
        "Everything computed says so: w shows rule, source and date. A date from an agency always wins."
    )
    return [*lines, BLANK, *((Span(piece, "muted"),) for piece in wrap(say(note), width - 4))]


def date_lines(look: Look, width: int) -> list[Line]:
    """How dates can be typed, on today's example."""
    say = look.say
    lines: list[Line] = [
        (Span(say(text("Dates can be typed like this")), "text bold"),),
        (Span("─" * width, "rule"),),
    ]
    for typed in ("1.12", say(text("friday")), "+14d", "+2u" if look.language == "nb" else "+2w"):
        found: Any = parse_typed_date(typed, look.today)
        said = long_date(found, look.language) if hasattr(found, "year") else ""
        lines.append((Span(fit(typed, 14)), Span(said, "muted")))
    return lines


def help_lines(
    where: Sequence[Where], look: Look, keymap: Mapping[str, str], places: Keys, width: int
) -> list[Line]:
    """The whole page in ``width`` cells."""
    columns = key_columns(where, look, keymap, places)
    across = 4 if width >= 110 else 2 if width >= 70 else 1
    each = width // across
    lines: list[Line] = []
    lines += [*_beside(_stacked([_column_lines(*one, each) for one in columns], across), each), BLANK]
    half = width // 2 if width >= 100 else width
    signs, sure = sign_lines(look, half), certainty_lines(look, half)
    lines += _beside([signs, sure], half) if half < width else [*signs, BLANK, *sure]
    return [*lines, BLANK, *date_lines(look, width)]


class HelpBody(Painted):
    """The page."""

    def __init__(self, where: Sequence[Where], look: Look, keymap: Mapping[str, str], places: Keys) -> None:
        super().__init__(id="help-body")
        self.where, self.look, self.keymap, self.places = where, look, keymap, places

    def made(self, width: int) -> list[Line]:
        """All lines."""
        return help_lines(self.where, self.look, self.keymap, self.places, width)

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """All lines."""
        return self.made(width)


class HelpTop(Painted):
    """``Hjelp   Oversikt › Deltakere``."""

    def __init__(self, place: str, look: Look) -> None:
        super().__init__(id="help-top")
        self.place, self.look = place, look

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """One line."""
        say = self.look.say
        left = (Span(say(text("Help")), "text bold"), gap(3), Span(self.place, "muted"))
        right = (Span("?", "accent bold"), Span(f" {say(text('or'))} ", "muted"), Span("Esc", "accent bold"),
                 Span(f" {say(text('closes'))}", "muted"))  # fmt: skip
        return (spread(left, right, width),)


class HelpScreen(Screen[None]):
    """Made from the command classes and nothing else."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q", "close", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
    ]
    DEFAULT_CSS = """
    HelpScreen { background: $background; }
    HelpScreen #help-top { height: 2; padding: 0 2 1 2; }
    HelpScreen VerticalScroll { height: 1fr; padding: 0 2; scrollbar-size-vertical: 1; }
    """

    def __init__(self, behind: BoardScreen, look: Look, keymap: Mapping[str, str]) -> None:
        super().__init__()
        from exin_tui.tui.screens.go_to import places

        where = behind.where_now()
        going = [(f"g {one.key}", f"{one.words}  {one.beside}".rstrip()) for one in places(behind.exin)]
        self._top = HelpTop(behind.title_of_place(), look)
        self._body = HelpBody(where, look, keymap, going)

    def compose(self) -> ComposeResult:
        """Title and page."""
        yield self._top
        with VerticalScroll():
            yield self._body

    def on_resize(self, _: events.Resize) -> None:
        """As high as the page is at this width."""
        self._body.styles.height = len(self._body.made(max(30, self.size.width - 5)))

    def action_scroll(self, step: int) -> None:
        """Longer than the screen."""
        self.query_one(VerticalScroll).scroll_relative(y=step * 3, animate=False)

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
