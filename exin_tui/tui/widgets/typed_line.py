"""A line to type, into which no control sequence gets: neither with what stood there nor with a paste.

Textual's `Input` sends what it holds to the terminal as it is: a note with ESC bytes in it would set the
title or write the clipboard of whoever edits it.
"""

from __future__ import annotations

from textual.widgets import Input

from exin_tui.privacy.sanitise import one_line
from exin_tui.privacy.screening import Screening


class TypedLine(Input):
    """Textual's `Input` with a clean value, and dots for what may not be seen on a shared screen."""

    def __init__(
        self,
        value: str = "",
        *,
        select_on_focus: bool = True,
        personal: bool = False,
        noted: bool = False,
        screened: bool = False,
    ) -> None:
        """``personal``: dots stand for it while screened. ``noted``: only for a note that stood there."""
        self.private = personal or (noted and bool(value.strip()))
        super().__init__(
            one_line(value),
            select_on_focus=select_on_focus,
            compact=True,
            password=self.private and screened,
        )

    def validate_value(self, value: str) -> str:
        """Whatever sets it: typing, a paste, the program."""
        return one_line(value)

    def screen_now(self, screening: Screening) -> None:
        """Show it or hide it."""
        self.password = self.private and screening.screened
