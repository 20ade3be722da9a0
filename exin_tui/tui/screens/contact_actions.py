"""What can be done about contacts."""

from __future__ import annotations

from exin_tui.tui.screens.about_person import AboutPerson


class ContactActions(AboutPerson):
    """A screen from which it is done."""
