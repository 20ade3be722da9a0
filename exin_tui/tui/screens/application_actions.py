"""What can be done about applications, contact and activities."""

from __future__ import annotations

from exin_tui.tui.screens.about_person import AboutPerson


class ApplicationActions(AboutPerson):
    """A screen from which it is done."""
