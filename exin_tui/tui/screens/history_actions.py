"""What can be done about what was changed."""

from __future__ import annotations

from exin_tui.tui.screens.about_person import AboutPerson


class HistoryActions(AboutPerson):
    """A screen from which it is done."""
