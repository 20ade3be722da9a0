"""The stand-up on a wall: it follows whoever holds one, and nothing can be done from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from exin_tui.tui.app import ExinApp
from exin_tui.tui.changes import Refused, Write
from exin_tui.tui.screens.standup import StandupScreen

_HERE = frozenset({"view_back", "view_help", "view_quit"})


class FollowApp(ExinApp):
    """No palette, no undo, no names, no lock: nobody sits at it, and nothing on it is personal."""

    ENABLE_COMMAND_PALETTE: ClassVar[bool] = False

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(
            *arguments, **{**options, "idle_lock_minutes": 0, "unlock": None, "state_file": None}
        )

    def on_mount(self) -> None:
        """At once."""
        super().on_mount()
        self.push_screen(StandupScreen())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaving and help."""
        if action.startswith(("view_", "edit_", "command_")) and action not in _HERE:
            return False
        return super().check_action(action, parameters)

    def action_view_back(self) -> None:
        """Escape closes what lies over the stand-up, and leaves from it."""
        if isinstance(self.screen, StandupScreen):
            self.exit()
        else:
            super().action_view_back()

    def begin_day(self) -> Any:
        """The wall writes nothing."""

    def change(self, write: Write, done: Callable[[], None], refused: Callable[[Refused], None]) -> Any:
        """Nor does anything else."""
