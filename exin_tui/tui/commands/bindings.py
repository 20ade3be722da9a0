"""From declarations to Textual's bindings."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding, BindingType

from exin_tui.tui.commands.declaration import Command


def bindings_for(commands: Iterable[type[Command]], *, namespace: str = "") -> list[BindingType]:
    """One binding with an id for each key of ``commands``; the id is what a keymap remaps.

    ``namespace`` is ``app`` for methods of the application.
    """
    prefix = f"{namespace}." if namespace else ""
    bindings: list[BindingType] = []
    for command in commands:
        for binding_id, keys, argument in command.key_ids():
            call = f"{command.action()}('{argument}')" if argument else command.action()
            bindings.append(
                Binding(
                    keys,
                    prefix + call,
                    command.title.say("en"),
                    show=False,
                    id=binding_id,
                    tooltip=command.help.say("en"),
                )
            )
    return bindings
