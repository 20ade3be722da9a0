"""All commands, in the order in which help shows them."""

from __future__ import annotations

from exin_tui.tui.commands import (
    applications,
    board,
    calendar,
    capacity,
    checklist,
    closed,
    consents,
    contacts,
    everywhere,
    history,
    intake,
    meetings,
    partner,
    person,
    phases,
    reviews,
    standup,
    tasks,
    time_axis,
)
from exin_tui.tui.commands.declaration import Command, Where, registered

__all__ = ["all_commands", "commands_of"]

_DECLARED_IN = (
    board,
    capacity,
    closed,
    checklist,
    tasks,
    meetings,
    contacts,
    consents,
    applications,
    phases,
    intake,
    history,
    person,
    partner,
    calendar,
    standup,
    reviews,
    time_axis,
    everywhere,
)


def all_commands() -> tuple[type[Command], ...]:
    """Every command that works today. Costs no Textual."""
    names = {module.__name__ for module in _DECLARED_IN}
    return tuple(command for command in registered() if command.__module__ in names)


def commands_of(*where: Where) -> tuple[type[Command], ...]:
    """The commands that apply at ``where``, place by place."""
    return tuple(command for place in where for command in all_commands() if command.where is place)
