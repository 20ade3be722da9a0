"""What can be done about consents."""

from __future__ import annotations

from exin_tui.tui.screens.about_person import AboutPerson


class ConsentActions(AboutPerson):
    """A screen from which it is done."""
