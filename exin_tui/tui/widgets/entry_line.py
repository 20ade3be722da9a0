"""One line to type at the bottom of the screen, with what was understood of it at its end.

What was typed stays in it when it is refused, and the reason stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from exin_tui.tui.ink import Line, Span, cell_width, clip, spread
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.painted import Painted
from exin_tui.tui.widgets.sheet import Echo


class Wanted(NamedTuple):
    """What the line asks for."""

    prompt: str
    value: str
    echo: Callable[[str], Echo]
    """What is understood of what was typed."""
    typed: Callable[[str], None]
    """Takes what was typed, once it is understood."""


class EchoWords(Painted):
    """What was understood, at the end of the line."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.ink = "", "muted"

    def say(self, words: str, ink: str, most: int) -> None:
        """Take the words; no more than ``most`` cells of them."""
        self.words, self.ink = clip(words, most), ink
        self.styles.width = cell_width(self.words) + 1
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """One line, at the right."""
        return (spread((), (Span(self.words, self.ink),), width),)


class Prompt(Painted):
    """What is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""

    def say(self, words: str) -> None:
        """As wide as it is long."""
        self.words = f"{words}  "
        self.styles.width = cell_width(self.words)
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """One line."""
        return ((Span(self.words, "accent"),),)


class EntryLine(Horizontal):
    """Hidden until something is asked for. Escape leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]
    DEFAULT_CSS = """
    EntryLine { display: none; height: 1; padding: 0 2; }
    EntryLine.-on { display: block; }
    EntryLine Input, EntryLine Input:focus { height: 1; width: 1fr; padding: 0; background: $background; }
    EntryLine Prompt, EntryLine EchoWords { height: 1; width: auto; }
    """

    class Left(Message):
        """The keys work on the screen again."""

    def __init__(self, *, id: str = "entry") -> None:  # noqa: A002
        super().__init__(id=id)
        self.wanted: Wanted | None = None
        self._look: Look | None = None

    def compose(self) -> ComposeResult:
        """Prompt, line, echo."""
        yield Prompt()
        yield Input(select_on_focus=False, compact=True)
        yield EchoWords()

    @property
    def asking(self) -> bool:
        """Something is being typed."""
        return self.has_class("-on")

    def ask(self, wanted: Wanted, look: Look) -> None:
        """Show the line."""
        self.wanted, self._look = wanted, look
        self.add_class("-on")
        self.query_one(Prompt).say(wanted.prompt)
        entry = self.query_one(Input)
        entry.value = wanted.value
        entry.cursor_position = len(wanted.value)
        entry.focus()
        self._echo(wanted.value)

    def refuse(self, words: str) -> None:
        """Say why what was typed was not taken; it stays."""
        self.query_one(EchoWords).say(words, "soon bold", self._most)
        self.query_one(Input).focus()

    @property
    def _most(self) -> int:
        return max(20, self.app.size.width * 2 // 3 - 4)

    def _echo(self, typed: str) -> None:
        if self.wanted is None or self._look is None:
            return
        answer = self.wanted.echo(typed) if typed.strip() else Echo(None)
        words = "" if answer.words is None else self._look.say(answer.words)
        self.query_one(EchoWords).say(words, "muted" if answer.good else "soon", self._most)

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """Say at once what is understood."""
        event.stop()
        self._echo(event.value)

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Only what is understood is taken."""
        event.stop()
        if self.wanted is None or self._look is None:
            return
        answer = self.wanted.echo(event.value)
        if answer.good:
            self.wanted.typed(event.value)
        elif answer.words is not None:
            self.refuse(self._look.say(answer.words))

    def action_leave(self) -> None:
        """Nothing is changed."""
        self.close()

    def close(self) -> None:
        """Done with it."""
        if self.asking:
            self.remove_class("-on")
            self.post_message(self.Left())
