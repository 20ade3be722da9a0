"""The configuration's keymap against the dashboard's commands: names that exist, no key for two things."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from exin_tui.cli.invocation import Refused
from exin_tui.language import text

if TYPE_CHECKING:
    from exin_tui.tui.commands.declaration import Where


def checked_keymap(keymap: Mapping[str, str]) -> dict[str, str]:
    """``keymap`` as it is. Raises `Refused` for a name that no command has, and for a key that would run two
    commands on one screen: the second could not be reached any more.
    """
    from exin_tui.tui.commands.catalogue import all_commands

    bindings = [(name, keys, one.where) for one in all_commands() for name, keys, _ in one.key_ids()]
    names = [name for name, _, _ in bindings]
    for name in keymap:
        if name not in names:
            raise _unknown(name, names)
    placed: list[tuple[str, str, Where, bool]] = []
    for name, keys, where in bindings:
        for key in {each.strip() for each in keymap.get(name, keys).split(",")} - {""}:
            for other, taken, there, moved in placed:
                if key == taken and (moved or name in keymap) and _meet(where, there) and other != name:
                    raise _conflict(key, other, name)
            placed.append((name, key, where, name in keymap))
    return dict(keymap)


def _meet(one: Where, other: Where) -> bool:
    """Both can be pressed on one screen."""
    from exin_tui.tui.commands.declaration import Where

    together = ({Where.BOARD, Where.FILTER}, {Where.PARTICIPANT, Where.ITEM})
    return (
        one is other
        or any({one, other} <= screen for screen in together)
        or not {one, other}.isdisjoint({Where.EVERYWHERE, Where.GO})
    )


def _unknown(name: str, names: list[str]) -> Refused:
    near = difflib.get_close_matches(name, names, n=1)
    if near:
        return Refused(
            text(
                "The keymap in the configuration names {name}, which is no command. Did you mean {near}?",
                name=name,
                near=near[0],
            )
        )
    return Refused(
        text(
            "The keymap in the configuration names {name}, which is no command. “exin keys” lists them.",
            name=name,
        )
    )


def _conflict(key: str, one: str, other: str) -> Refused:
    return Refused(
        text(
            "The keymap in the configuration gives the key {key} to two commands in one place: {one} and "
            "{other}. Give one of them another key.",
            key=key,
            one=one,
            other=other,
        )
    )
