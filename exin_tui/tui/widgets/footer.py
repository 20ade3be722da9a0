"""The two lines at the bottom: the whisper about the focused row, and the keys that work here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exin_tui.language import text
from exin_tui.tui.commands.declaration import Command, main_key
from exin_tui.tui.ink import Line, Span, cut, gap, line_width, spread
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.painted import Painted


def key_line(keys: Sequence[tuple[str, str, str]], width: int, spare: frozenset[str] = frozenset()) -> Line:
    """(key, word, action) after one another; what does not fit is left out from the end, help never.

    ``spare`` are the actions that are left out before any other.
    """
    shown = list(keys)
    while True:
        for between in (3, 2):
            spans: list[Span] = []
            for key, word, action in shown:
                spans += [Span(key, "accent bold", action), Span(f" {word}", "muted", action), gap(between)]
            if line_width(spans[:-1]) <= width:
                return tuple(spans[:-1])
        if len(shown) <= 2:
            return cut(spans[:-1], width)
        spared = [index for index, (_, _, action) in enumerate(shown[:-1]) if action in spare]
        del shown[spared[-1] if spared else -2]


def whisper_line(title: str, subject: str, said: str, look: Look, width: int, key: str = "w") -> Line:
    """``Hvorfor først?`` and the answer in a line."""
    left = (Span(title, "accent"), gap(2), Span(subject, "text bold"), gap(2), Span(said))
    right = (
        Span(key, "accent bold", "screen.row_why"),
        Span(f" {look.say(text('more'))}", "muted", "screen.row_why"),
    )
    return spread(left, right if said else (), width)


class Whisper(Painted):
    """One line, always there where there is room for it."""

    def __init__(self, *, id: str = "whisper") -> None:  # noqa: A002
        super().__init__(id=id)
        self.line: tuple[str, str, str, Look] | None = None

    def show(self, title: str, subject: str, said: str, look: Look) -> None:
        """Take the words."""
        self.line = (title, subject, said, look)
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """One line, or nothing when nothing is focused."""
        if self.line is None or not self.line[1]:
            return ()
        return (whisper_line(*self.line, width),)


class KeysLine(Painted):
    """The footer."""

    def __init__(self, *, id: str = "keys") -> None:  # noqa: A002
        super().__init__(id=id)
        self.keys: Sequence[tuple[str, str, str]] = ()
        self.spare: frozenset[str] = frozenset()

    def show(
        self,
        commands: Sequence[type[Command]],
        look: Look,
        keymap: Mapping[str, str],
        *,
        titles: Mapping[str, str] | None = None,
        extra: Sequence[tuple[str, str, str]] = (),
    ) -> None:
        """Take the commands that apply; ``titles`` by id stand for another state; ``extra`` before help."""
        chosen = sorted((one for one in commands if one.footer), key=lambda one: one.footer)
        found = [
            (main_key(one, keymap), (titles or {}).get(one.id) or look.say(one.title), one.action())
            for one in chosen
        ]
        last = found[-1:] if chosen and chosen[-1].id == "view.help" else []
        self.keys = [*found[: len(found) - len(last)], *extra, *last]
        self.spare = frozenset(one.action() for one in chosen if not one.compact)
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """One line."""
        return (key_line(self.keys, width, self.spare),) if self.keys else ()
