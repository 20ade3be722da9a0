"""A few words in a line, beside something else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len

from exin_tui.tui.ink import Line, Span
from exin_tui.tui.widgets.painted import Painted


class Words(Painted):
    """One line, as wide as it is long."""

    def __init__(self, words: str, ink: str = "muted", *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self.words, self.ink = words, ink
        self.styles.width = cell_len(words)
        self.styles.height = 1

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """One line."""
        return ((Span(self.words, self.ink),),)


class SheetWords(Words):
    """The same, on a sheet."""

    GROUND: ClassVar[str] = "surface"
