"""What can be done about meetings."""

from __future__ import annotations

from exin_tui.tui.screens.about_person import AboutPerson


class MeetingActions(AboutPerson):
    """A screen from which it is done."""
