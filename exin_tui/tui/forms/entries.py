"""What stands behind a field's label: a line to type, a choice, several choices."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input

from exin_tui.language import text
from exin_tui.privacy.alike import numbered
from exin_tui.tui.forms.declared import YES, Option
from exin_tui.tui.ink import BLANK, Line, Span, clip, gap
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.painted import Painted
from exin_tui.tui.widgets.typed_line import TypedLine

_TYPING_SECONDS = 1.2
"""What is typed within this time belongs to one word that is looked for."""


class Changed(Message):
    """What stands in a field has changed."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__()


class Going(Suggester):
    """How a line could go on. Nothing is remembered: it may depend on the day."""

    def __init__(self, suggest: Callable[[str], str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._suggest = suggest

    async def get_suggestion(self, value: str) -> str | None:
        """All of the line, or None."""
        return self._suggest(value) or None


class TextEntry(TypedLine):
    """A line to type, as a field of a form."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "take_or_go_on", show=False)]

    def __init__(
        self,
        field: str,
        value: str,
        *,
        personal: bool,
        noted: bool,
        screened: bool,
        suggest: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__(value, personal=personal, noted=noted, screened=screened)
        self.field = field
        if suggest is not None:
            self.suggester = Going(suggest)

    def action_take_or_go_on(self) -> None:
        """What is suggested, or the next field."""
        if self.cursor_at_end and len(self._suggestion) > len(self.value):
            self.action_cursor_right()
        else:
            self.screen.focus_next()

    def on_input_changed(self, event: Input.Changed) -> None:
        """The form asks for its value itself."""
        event.stop()
        self.post_message(Changed(self.field))


class Choosing(Painted, can_focus=True):
    """What two kinds of choice share: options, what is chosen, and the search for one by typing."""

    GROUND = "surface"

    def __init__(
        self, field: str, value: str, options: Sequence[Option], look: Look, *, noted: bool = False
    ) -> None:
        """``noted``: what stood there is hidden while screened; what is chosen anew is seen."""
        super().__init__()
        self.field, self.value, self.options, self.look = field, value, tuple(options), look
        self._stood_there = noted and bool(value)
        self._typed, self._typed_at = "", 0.0

    @property
    def veiled(self) -> bool:
        """What stands there was not chosen here, and is not said now."""
        return self._stood_there and self.look.screening.hides()

    def offer(self, options: Sequence[Option], look: Look) -> None:
        """Other options, or another way to show them."""
        self.options, self.look = tuple(options), look
        self.repaint()

    def words(self) -> tuple[str, ...]:
        """What stands on the screen for each option; those that read alike are told apart."""
        plain = [self._plain(option) for option in self.options]
        whole = [f"{words} {option.beside}" for words, option in zip(plain, self.options, strict=True)]
        told = zip(plain, whole, numbered(whole), strict=True)
        return tuple(words + apart.removeprefix(alike) for words, alike, apart in told)

    def _plain(self, option: Option) -> str:
        said = self.look.say(option.words)  # a term is a string too: its stored word is not for reading
        return self.look.screening.contact(said) if option.personal else said

    def found_by(self, sign: str) -> int | None:
        """The option whose words begin with what was typed, counted from 0."""
        now = time.monotonic()
        self._typed = self._typed + sign if now - self._typed_at < _TYPING_SECONDS else sign
        self._typed_at = now
        wanted = self._typed.casefold()
        for beginning in (True, False):
            for index, (said, option) in enumerate(zip(self.words(), self.options, strict=True)):
                words = f"{said} {option.beside}".casefold()
                if words.startswith(wanted) if beginning else f" {wanted}" in f" {words}":
                    return index
        return None

    def changed(self) -> None:
        """Paint, and tell the form. What is chosen here is seen by whoever chose it."""
        self._stood_there = False
        self.repaint()
        self.post_message(Changed(self.field))

    def on_focus(self) -> None:
        """The arrows are seen."""
        self.repaint()

    def on_blur(self) -> None:
        """And gone."""
        self.repaint()


class ChoiceEntry(Choosing):
    """One of several."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding("right,space", "turn(1)", show=False),
    ]

    @property
    def index(self) -> int:
        """Which one is chosen; -1 when none of the options is."""
        return next((i for i, option in enumerate(self.options) if option.value == self.value), -1)

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """``‹ Visit ›  3 of 12``."""
        found = -1 if self.veiled else self.index
        said = self.look.screening.hidden if self.veiled else self.words()[found] if found >= 0 else "–"
        beside = self.options[found].beside if found >= 0 else ""
        here = self.has_focus
        arrows = ("‹ ", " ›") if here else ("", "")
        place = f"{found + 1}/{len(self.options)}" if here and found >= 0 and len(self.options) > 2 else ""
        taken = 4 + sum(len(one) + 2 for one in (beside, place) if one)
        spans = [
            Span(arrows[0], "accent", "" if not here else "screen.none"),
            Span(clip(said, max(8, width - taken)), "text bold" if here else "text"),
            Span(arrows[1], "accent"),
        ]
        if beside:
            spans += [gap(2), Span(beside, "muted")]
        if place:
            spans += [gap(2), Span(place, "muted")]
        return [tuple(spans)]

    def action_turn(self, step: int) -> None:
        """The one before or after, around."""
        if self.options:
            nothing = self.veiled or self.index < 0
            before = self.index if not nothing else -1 if step > 0 else 0
            self.value = self.options[(before + step) % len(self.options)].value
            self.changed()

    def on_key(self, event: events.Key) -> None:
        """Typing finds."""
        if event.character and event.is_printable and event.character != " ":
            event.stop()
            found = self.found_by(event.character)
            if found is not None:
                self.value = self.options[found].value
                self.changed()

    async def on_click(self, event: events.Click) -> None:
        """A click is a step."""
        event.stop()
        self.action_turn(1)


class ManyEntry(Choosing):
    """Any number of several."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
        Binding("space", "switch", show=False),
    ]
    DEFAULT_CSS = "ManyEntry { height: auto; }"

    cursor = 0

    @property
    def chosen(self) -> frozenset[str]:
        """The values that are on."""
        return frozenset(self.value.split())

    def _pieces(self) -> list[Line]:
        if self.veiled:
            again = self.look.say(text("Space: choose anew"))
            return [(Span(self.look.screening.hidden, "text"), gap(2), Span(again, "muted"))]
        pieces: list[Line] = []
        for index, (said, option) in enumerate(zip(self.words(), self.options, strict=True)):
            on = option.value in self.chosen
            here = self.has_focus and index == self.cursor
            ink = "accent bold" if here else "text" if on else "muted"
            words = f"{said} {option.beside}".rstrip()
            pieces.append((Span("■ " if on else "□ ", ink), Span(clip(words, 40), ink), gap(3)))
        return pieces

    def made(self, width: int) -> list[Line]:
        """As many lines as the options take."""
        lines: list[list[Span]] = [[]]
        room = width
        for piece in self._pieces():
            cells = sum(len(span.text) for span in piece)
            if cells > room and lines[-1]:
                lines.append([])
                room = width
            lines[-1] += piece
            room -= cells
        return [tuple(line) for line in lines] or [BLANK]

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """The options one after another."""
        return self.made(width)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002
        """As high as the options need."""
        return max(1, len(self.made(width)))

    def action_move(self, step: int) -> None:
        """To the next."""
        if self.options:
            self.cursor = (self.cursor + step) % len(self.options)
            self.repaint()

    def action_switch(self) -> None:
        """On or off; in the order of the options. What is hidden is taken off, and chosen anew."""
        if not self.options:
            return
        if self.veiled:
            self.value = ""
            self.changed()
            return
        value = self.options[min(self.cursor, len(self.options) - 1)].value
        now = self.chosen ^ {value}
        self.value = " ".join(option.value for option in self.options if option.value in now)
        self.changed()

    def on_key(self, event: events.Key) -> None:
        """Typing finds."""
        if event.character and event.is_printable and event.character != " ":
            event.stop()
            found = None if self.veiled else self.found_by(event.character)
            if found is not None:
                self.cursor = found
                self.repaint()


def yes_or_no(field: str, value: str, yes: str, no: str, look: Look) -> ChoiceEntry:
    """A flag is a choice of two."""
    return ChoiceEntry(field, YES if value == YES else "", (Option("", no), Option(YES, yes)), look)
