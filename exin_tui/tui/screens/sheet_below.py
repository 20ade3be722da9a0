"""A sheet from below that only tells, and is as high as what it tells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from exin_tui.tui.ink import Line
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.painted import Painted


class SheetLines(Painted):
    """Lines on the surface."""

    GROUND = "surface"

    def __init__(self, made: Callable[[int], Sequence[Line]]) -> None:
        super().__init__()
        self.made = made

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002 - the sheet is as high as they are
        """As many as there are."""
        return self.made(width)


class SheetBelow(ModalScreen[None]):
    """Closed by Enter or Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q", "close", show=False)]
    DEFAULT_CSS = """
    SheetBelow { align: left bottom; background: transparent; }
    SheetBelow > Vertical { height: auto; max-height: 100%; background: $surface; padding: 1 2 0 2; }
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.body = SheetLines(self.made)

    def made(self, width: int) -> list[Line]:
        """The lines at ``width``."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The sheet."""
        with Vertical():
            yield self.body

    def on_mount(self) -> None:
        """As high as it needs to be."""
        self.on_resize()

    def on_resize(self) -> None:
        """Wrap anew."""
        self.body.styles.height = len(self.made(max(20, self.size.width - 4)))

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
