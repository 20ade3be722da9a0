"""Numbers of days and months as they are said."""

from __future__ import annotations

from exin_tui.language import Text, text


def days(number: int) -> Text:
    """``1 day``, ``14 days``."""
    return text("1 day") if number == 1 else text("{number} days", number=number)


def months(number: int) -> Text:
    """``1 month``, ``3 months``."""
    return text("1 month") if number == 1 else text("{number} months", number=number)
