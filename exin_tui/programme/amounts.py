"""Numbers of things as they are said: one is not several, in either language."""

from __future__ import annotations

from exin_tui.language import Text, text


def days(number: int) -> Text:
    """``1 day``, ``14 days``."""
    return text("1 day") if number == 1 else text("{number} days", number=number)


def months(number: int) -> Text:
    """``1 month``, ``3 months``."""
    return text("1 month") if number == 1 else text("{number} months", number=number)


def participants(number: int) -> Text:
    """``1 participant``, ``3 participants``."""
    return text("1 participant") if number == 1 else text("{number} participants", number=number)


def planned_meetings(number: int) -> Text:
    """``1 planned meeting``, ``3 planned meetings``."""
    return text("1 planned meeting") if number == 1 else text("{number} planned meetings", number=number)


def open_tasks(number: int) -> Text:
    """``1 open task``, ``3 open tasks``."""
    return text("1 open task") if number == 1 else text("{number} open tasks", number=number)


def tasks(number: int) -> Text:
    """``1 task``, ``3 tasks``."""
    return text("1 task") if number == 1 else text("{number} tasks", number=number)


def items(number: int) -> Text:
    """``1 item``, ``3 items``."""
    return text("1 item") if number == 1 else text("{number} items", number=number)


def moves(number: int) -> Text:
    """``1 move``, ``3 moves``."""
    return text("1 move") if number == 1 else text("{number} moves", number=number)
