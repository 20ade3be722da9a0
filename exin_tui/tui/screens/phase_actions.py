"""What can be done about the way through the phases."""

from __future__ import annotations

from exin_tui.tui.screens.about_person import AboutPerson


class PhaseActions(AboutPerson):
    """A screen from which it is done."""
