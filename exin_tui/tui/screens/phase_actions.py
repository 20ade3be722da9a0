"""What can be done about the way through the phases, from its own tab."""

from __future__ import annotations

from exin_tui.tui.screens.moving_actions import MovingActions
from exin_tui.tui.screens.way_reading import WayReading


class PhaseActions(WayReading, MovingActions):
    """A screen from which it is done: the sheets are those of the sheet of letters."""

    def action_phase_move(self) -> None:
        """To another phase."""
        self.action_person_move()

    def action_phase_propose(self) -> None:
        """For the drøft."""
        self.action_person_propose()

    def action_phase_discuss(self) -> None:
        """What the team said."""
        self.action_person_discuss()

    def action_phase_release(self) -> None:
        """The release date and its standing."""
        self.action_person_release()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done from the sheet of letters can be done here."""
        if action.startswith("phase_"):
            return self.check_action(f"person_{action.removeprefix('phase_')}", parameters)
        return super().check_action(action, parameters)
