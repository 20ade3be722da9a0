"""A sheet that asks for one line, echoes what was understood, and shows a refusal beside what was typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from exin_tui.language import Sayable, text
from exin_tui.privacy.identity_number import holds_identity_number, refusal
from exin_tui.privacy.screening import Screening
from exin_tui.tui.ink import Line, Span, gap, spread, wrap
from exin_tui.tui.look import Look
from exin_tui.tui.repainted import Repainted
from exin_tui.tui.widgets.painted import Painted
from exin_tui.tui.widgets.typed_line import TypedLine
from exin_tui.tui.widgets.words import SheetWords


class Echo(NamedTuple):
    """What was understood of what is typed, or what is wrong with it."""

    words: Sayable | None
    good: bool = True


class Question(NamedTuple):
    """What a sheet asks."""

    title: str
    """What it is about."""
    prompt: Sayable
    value: str
    echo: Callable[[str], Echo]
    hint: Sayable | None = None
    loud: bool = False
    """The rule stands in the alarm colour: something was refused."""
    replaces: bool = False
    """What is typed takes the place of what stands there."""
    lines: tuple[Line, ...] = ()
    """Above the prompt."""
    noted: bool = False
    """A note: what stood there is dots while screened."""


class SheetHead(Painted):
    """Title, rule, and what was said before."""

    GROUND = "surface"

    def __init__(self, question: Question, look: Look) -> None:
        super().__init__()
        self.question, self.look = question, look

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """As many as the question has."""
        end = (Span("Esc", "accent bold"), Span(f" {self.look.say(text('cancel'))}", "muted"))
        ink = "overdue" if self.question.loud else "accent"
        return [
            spread((Span(self.question.title, "text bold"),), end, width),
            (Span("─" * width, ink),),
            *self.question.lines,
        ]


class SheetFoot(Painted):
    """The echo, a refusal, and the keys."""

    GROUND = "surface"

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.echo = Echo(None)
        self.hint: Sayable | None = None
        self.refused: Sayable | None = None
        self.indent = 0

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """Echo, refusal, keys."""
        found: list[Line] = []
        if self.refused is not None and self.echo.words == self.refused:
            pass  # it is said below, with its mark
        elif self.echo.words is not None:
            ink = "text bold" if self.echo.good else "soon"
            said = wrap(self.look.say(self.echo.words), max(10, width - self.indent))
            found += [(gap(self.indent), Span(piece, ink)) for piece in said[:2]]
        elif self.hint is not None:
            found.append((gap(self.indent), Span(self.look.say(self.hint), "muted")))
        if self.refused is not None:
            pieces = wrap(self.look.say(self.refused), width - 2)
            found.append((Span("▲ ", "overdue"), Span(pieces[0], "text bold")))
            found += [(gap(2), Span(piece, "text bold")) for piece in pieces[1:]]
        while len(found) < 3:
            found.append(())
        keys = (Span("Enter", "accent bold"), Span(f" {self.look.say(text('save'))}", "muted"))
        return [*found[:4], keys]


class Ask(Repainted, ModalScreen[str | None]):
    """Returns what was typed once it is understood; None when it was cancelled."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("ctrl+l", "app.view_lock", show=False),
    ]
    DEFAULT_CSS = """
    Ask { align: left bottom; background: transparent; }
    Ask > Vertical { height: auto; background: $surface; padding: 1 2; }
    Ask SheetHead { height: 3; background: $surface; }
    Ask SheetFoot { height: 5; background: $surface; }
    Ask Horizontal { height: 1; background: $surface; }
    Ask Input, Ask Input:focus { height: 1; width: 1fr; padding: 0; background: $surface; }
    """

    def __init__(self, question: Question, look: Look, *, refused: Sayable | None = None) -> None:
        super().__init__()
        self.question, self.look = question, look
        self._head = SheetHead(question, look)
        self._foot = SheetFoot(look)
        self._foot.refused = refused
        self._foot.hint = question.hint

    def compose(self) -> ComposeResult:
        """Title, the line to type, what was understood."""
        prompt = f"{self.look.say(self.question.prompt)}  "
        self._foot.indent = len(prompt)
        with Vertical():
            yield self._head
            with Horizontal():
                yield SheetWords(prompt)
                yield TypedLine(
                    self.question.value,
                    select_on_focus=self.question.replaces,
                    noted=self.question.noted,
                    screened=self.look.screening.screened,
                )
            yield self._foot

    def paint(self) -> None:
        """Names were shown, or are hidden again."""
        screening: Screening = getattr(self.app, "screening", self.look.screening)
        self.query_one(TypedLine).screen_now(screening)

    def on_mount(self) -> None:
        """Ready to type."""
        self._head.styles.height = 3 + len(self.question.lines)
        entry = self.query_one(Input)
        if not self.question.replaces:
            entry.cursor_position = len(entry.value)
        entry.focus()
        self._echo(entry.value)

    def _echo(self, typed: str) -> None:
        self._foot.echo = self._understood(typed) if typed.strip() else Echo(None)
        self._foot.repaint()

    def _understood(self, typed: str) -> Echo:
        if holds_identity_number(typed):
            return Echo(refusal(), good=False)
        return self.question.echo(typed)

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Say at once what is understood; a refusal stays until something else is typed."""
        if event.value != self.question.value:
            self._foot.refused = None
        self._echo(event.value)

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Only what is understood leaves the sheet."""
        answer = self._understood(event.value)
        if answer.good:
            self.dismiss(event.value)
        else:
            self._foot.refused = answer.words
            self._foot.repaint()

    def action_cancel(self) -> None:
        """Nothing is changed."""
        self.dismiss(None)
