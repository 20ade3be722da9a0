"""A sheet with a few choices, each with its letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from exin_tui.tui.ink import BLANK, Line, Span, fit, gap, spread
from exin_tui.tui.widgets.painted import Painted


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a menu."""

    key: str
    words: str
    value: str
    on: bool = False
    beside: str = ""


class MenuLines(Painted):
    """The lines of a menu, in columns when there are many."""

    GROUND = "surface"

    def __init__(self, title: str, close: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self.title, self.close, self.choices = title, close, choices
        self.cursor = next((i for i, choice in enumerate(choices) if choice.on), 0)

    def columns(self, width: int) -> int:
        """How many choices stand beside one another."""
        widest = max(cell_len(choice.words) + cell_len(choice.beside) for choice in self.choices) + 10
        return max(1, min(3, width // widest)) if len(self.choices) > 6 else 1

    def rows(self, width: int) -> int:
        """Lines of choices."""
        return -(-len(self.choices) // self.columns(width))

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """Title, rule, choices."""
        end = (Span("Esc", "accent bold"), Span(f" {self.close}", "muted"))
        found: list[Line] = [
            spread((Span(self.title, "accent bold"),), end, width),
            (Span("─" * width, "accent"),),
        ]
        rows, across = self.rows(width), width // self.columns(width)
        for y in range(rows):
            spans: list[Span] = []
            for index in range(y, len(self.choices), rows):
                spans += self._choice(index, across)
            found.append(tuple(spans))
        return [*found, BLANK]

    def _choice(self, index: int, across: int) -> Line:
        choice = self.choices[index]
        here = index == self.cursor
        ink = "accent bold" if choice.on else "text bold" if here else "text"
        mark = Span("▌" if here else " ", "accent")
        words = fit(choice.words, across - 8 - cell_len(choice.beside))
        action = f"screen.choose('{choice.value}')"
        return (
            mark,
            Span(f"{choice.key:<3}", "accent bold", action), Span("✓ " if choice.on else "  ", "accent"),
            Span(words.rstrip(), ink, action), gap(1), Span(choice.beside, "muted"),
            gap(across - 7 - cell_len(words.rstrip()) - cell_len(choice.beside)),
        )  # fmt: skip


class Menu(ModalScreen[str | None]):
    """Returns the value of what was chosen; None when it was closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("enter", "enter", show=False),
    ]
    DEFAULT_CSS = """
    Menu { align: left bottom; background: transparent; }
    Menu > Vertical { height: auto; max-height: 100%; background: $surface; padding: 1 2 0 2; }
    Menu MenuLines { height: auto; background: $surface; }
    """

    def __init__(self, title: str, close: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._lines = MenuLines(title, close, choices)

    def compose(self) -> ComposeResult:
        """The sheet."""
        with Vertical():
            yield self._lines

    def on_mount(self) -> None:
        """As high as it needs to be."""
        self._set_height()

    def on_resize(self) -> None:
        """Columns may have changed."""
        self._set_height()

    def _set_height(self) -> None:
        self._lines.styles.height = self._lines.rows(max(20, self.size.width - 4)) + 3

    def on_key(self, event: events.Key) -> None:
        """A letter chooses at once."""
        for choice in self._lines.choices:
            if event.character and event.character.lower() == choice.key.lower():
                event.stop()
                self.dismiss(choice.value)
                return

    def action_move(self, step: int) -> None:
        """The cursor."""
        self._lines.cursor = (self._lines.cursor + step) % len(self._lines.choices)
        self._lines.repaint()

    def action_enter(self) -> None:
        """The choice under the cursor."""
        self.dismiss(self._lines.choices[self._lines.cursor].value)

    def action_choose(self, value: str) -> None:
        """A click."""
        self.dismiss(value)

    def action_close(self) -> None:
        """Nothing."""
        self.dismiss(None)
