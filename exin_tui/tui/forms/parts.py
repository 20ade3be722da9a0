"""The painted parts of a form: head, labels, what is understood beside a field, notices, answers, foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from exin_tui.language import Sayable, text
from exin_tui.tui.forms.declared import Notice, Sure
from exin_tui.tui.ink import BLANK, Line, Span, clip, fit, gap, spread, wrap
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.painted import Painted
from exin_tui.tui.widgets.sheet import Echo


class FormHead(Painted):
    """Title, rule, what it is about."""

    GROUND = "surface"

    def __init__(self, title: str, about: Sequence[Sayable], look: Look) -> None:
        super().__init__()
        self.title, self.about, self.look = title, tuple(about), look
        self.loud = False
        """Something was refused: the rule stands in the alarm colour."""

    def made(self, width: int) -> list[Line]:
        """The lines at ``width``."""
        end = (
            Span("Esc", "accent bold", "screen.cancel"),
            Span(f" {self.look.say(text('cancel'))}", "muted"),
        )
        lines: list[Line] = [
            spread((Span(self.title, "text bold"),), end, width),
            (Span("─" * width, "overdue" if self.loud else "accent"),),
        ]
        for one in self.about:
            lines += [(Span(piece, "muted"),) for piece in wrap(self.look.say(one), max(20, width))]
        return [*lines, BLANK] if self.about else lines

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """As many as it takes."""
        return self.made(width)


class Label(Painted):
    """What a field is called; a mark where something is wrong or has changed meanwhile."""

    GROUND = "surface"

    def __init__(self, words: str, *, required: bool) -> None:
        super().__init__(classes="label")
        self.words, self.required = words, required
        self.wrong = False
        self.here = False

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """One line."""
        ink = "accent" if self.here else "muted"
        mark = Span("▲ ", "overdue") if self.wrong else gap(2)
        return [(mark, Span(fit(self.words, max(4, width - 3)), ink))]


class Beside(Painted):
    """What is understood of the field, at its right."""

    GROUND = "surface"

    def __init__(self, look: Look) -> None:
        super().__init__(classes="beside")
        self.look = look
        self.echo = Echo(None)
        self.meanwhile = ""
        """What somebody else wrote there since the form was opened."""

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """One line; what others wrote comes before what is understood."""
        if self.meanwhile:
            return [(Span(clip(self.look.say(text("now: {value}", value=self.meanwhile)), width), "soon"),)]
        if self.echo.words is None:
            return [BLANK]
        return [(Span(clip(self.look.say(self.echo.words), width), "muted" if self.echo.good else "soon"),)]


class Notices(Painted):
    """What would follow."""

    GROUND = "surface"

    def __init__(self, look: Look) -> None:
        super().__init__(classes="notices")
        self.look = look
        self.notices: Sequence[Notice] = ()

    def made(self, width: int) -> list[Line]:
        """The lines at ``width``."""
        lines: list[Line] = []
        for one in self.notices:
            mark = "▲ " if one.ink.startswith("overdue") else "  "
            for number, piece in enumerate(wrap(self.look.say(one.words), max(20, width - 2))):
                lines.append((Span(mark if number == 0 else "  ", one.ink), Span(piece, one.ink)))
        return [BLANK, *lines] if lines else []

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """As many as there are."""
        return self.made(width)


class FormFoot(Painted):
    """A refusal or what is understood, and the keys."""

    GROUND = "surface"

    def __init__(self, submit: str, look: Look) -> None:
        super().__init__()
        self.submit, self.look = submit, look
        self.echo = Echo(None)
        self.hint: Sayable | None = None
        self.refused: Sayable | None = None
        self.answer: Sayable | None = None
        """What Enter answers, while the keys go to the two answers."""

    def made(self, width: int) -> list[Line]:
        """The lines at ``width``: always one for what is understood, so that the sheet does not jump."""
        lines: list[Line] = []
        if self.refused is not None:
            for number, piece in enumerate(wrap(self.look.say(self.refused), max(20, width - 2))):
                lines.append((Span("▲ " if number == 0 else "  ", "overdue"), Span(piece, "text bold")))
        elif self.echo.words is not None:
            ink = "text bold" if self.echo.good else "soon"
            lines.append((gap(2), Span(clip(self.look.say(self.echo.words), width - 2), ink)))
        elif self.hint is not None:
            lines.append((gap(2), Span(clip(self.look.say(self.hint), width - 2), "muted")))
        else:
            lines.append(BLANK)
        say = self.look.say
        if self.answer is not None:
            room = width - cell_len(say(text("the other answer"))) - 18
            enter, more = (
                say(text("answers “{answer}”", answer=self.answer)),
                ("← →", text("the other answer")),
            )
            enter = clip(enter, max(12, room))
        else:
            enter, more = self.submit, ("Tab", text("next field"))
        keys = (
            Span("Enter", "accent bold", "screen.submit"), Span(f" {enter}", "muted"), gap(3),
            Span(more[0], "accent bold"), Span(f" {say(more[1])}", "muted"),
        )  # fmt: skip
        return [BLANK, *lines, BLANK, keys]

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """As many as it takes."""
        return self.made(width)


class Answers(Painted, can_focus=True):
    """Two answers side by side; the first, which keeps everything as it is, lies at hand."""

    GROUND = "surface"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "choose(0)", show=False),
        Binding("right", "choose(1)", show=False),
        Binding("space", "turn", show=False),
        Binding("enter", "give", show=False),
    ]

    class Given(Message):
        """One of the two."""

        def __init__(self, *, yes: bool) -> None:
            self.yes = yes
            super().__init__()

    class Turned(Message):
        """The other one is chosen, and not given yet."""

    def __init__(self, sure: Sure, look: Look) -> None:
        super().__init__()
        self.look, self.sure = look, sure
        self.chosen = 0

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """The two, the chosen one in reverse while the keys go here."""
        say = self.look.say
        spans: list[Span] = []
        for number, words in enumerate((say(self.sure.no), say(self.sure.yes))):
            on = number == self.chosen and self.has_focus
            spans += [
                Span(f" {words} ", "accent reverse bold" if on else "text bold", f"screen.answer({number})"),
                gap(3),
            ]
        rest = say(text("← → changes, Enter chooses"))
        room = width - sum(cell_len(span.text) for span in spans)
        return [BLANK, (*spans, Span(rest, "muted") if cell_len(rest) <= room else gap(0))]

    def action_choose(self, number: int) -> None:
        """Left or right."""
        self.chosen = number
        self.repaint()
        self.post_message(self.Turned())

    @property
    def at_hand(self) -> Sayable:
        """The chosen one."""
        return self.sure.yes if self.chosen else self.sure.no

    def action_turn(self) -> None:
        """The other one."""
        self.action_choose(1 - self.chosen)

    def action_give(self) -> None:
        """What is chosen."""
        self.post_message(self.Given(yes=bool(self.chosen)))

    def on_key(self, event: events.Key) -> None:
        """The first letter of an answer: ``n``, ``j`` or ``y``."""
        for number, words in enumerate((self.look.say(self.sure.no), self.look.say(self.sure.yes))):
            if event.character and words.casefold().startswith(event.character.casefold()):
                event.stop()
                self.action_choose(number)
                return

    def on_focus(self) -> None:
        """Seen."""
        self.repaint()

    def on_blur(self) -> None:
        """Quiet."""
        self.repaint()
