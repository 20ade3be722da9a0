"""What can be done about tasks."""

from __future__ import annotations

from exin_tui.tui.screens.about_person import AboutPerson


class TaskActions(AboutPerson):
    """A screen from which it is done."""
