"""The search: one line above the keys. Typing narrows at once, Enter keeps it, Escape takes it away."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from exin_tui.tui.widgets.typed_line import TypedLine
from exin_tui.tui.widgets.words import Words


class SearchLine(Horizontal):
    """Shown while searching."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", show=False),
        Binding("down", "keep", show=False),
    ]
    DEFAULT_CSS = """
    SearchLine { display: none; height: 1; padding: 0 2; }
    SearchLine.-on { display: block; }
    SearchLine Input, SearchLine Input:focus { height: 1; width: 1fr; padding: 0; background: $background; }
    """

    class Typed(Message):
        """The words have changed."""

        def __init__(self, words: str) -> None:
            self.words = words
            super().__init__()

    class Left(Message):
        """Back to the list."""

    def __init__(self, prompt: str, *, id: str = "search") -> None:  # noqa: A002
        super().__init__(id=id)
        self.prompt = prompt

    def compose(self) -> ComposeResult:
        """A word and the entry."""
        yield Words(f"{self.prompt}  ", "accent")
        yield TypedLine(select_on_focus=False)

    @property
    def entry(self) -> Input:
        """What is typed into."""
        return self.query_one(Input)

    def begin(self, words: str) -> None:
        """Show the line with what was searched before."""
        self.add_class("-on")
        self.entry.value = words
        self.entry.cursor_position = len(words)
        self.entry.focus()

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Narrow at once."""
        event.stop()
        if self.has_class("-on"):
            self.post_message(self.Typed(event.value))

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Keep what was searched."""
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        """The list has the keys again."""
        self.remove_class("-on")
        self.post_message(self.Left())

    def action_clear(self) -> None:
        """Nothing is searched any more."""
        self.entry.value = ""
        self.post_message(self.Typed(""))
        self.action_keep()
