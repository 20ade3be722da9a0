"""``exin keys``: the keys of the dashboard, from the same declarations as footer, help and palette."""

from __future__ import annotations

from itertools import groupby

from exin_tui.cli.commands import command as declare
from exin_tui.cli.invocation import current
from exin_tui.cli.keymap import checked_keymap
from exin_tui.cli.speaking import said, show
from exin_tui.cli.tables import Column, table
from exin_tui.language import text
from exin_tui.tui.commands.declaration import Command, Where


@declare(
    "keys",
    words=text(
        "Print the dashboard's commands with their keys. The name in the last column is what the "
        "configuration's keymap changes; a name is written in quotes there:"
    ),
    example='[keymap]\n"view.help" = "f1"',
)
def command() -> None:
    """Print the keys, place by place."""
    from exin_tui.tui.commands.catalogue import all_commands
    from exin_tui.tui.commands.declaration import keys_of, main_key, shown_key

    keymap = checked_keymap(current().configuration.keymap)
    columns = [Column(said(head)) for head in (text("Keys"), text("What it does"), text("Name"))]
    for where, some in groupby(sorted(all_commands(), key=_place), key=_where):
        show(said(where.heading))
        rows = [
            (
                " ".join(shown_key(key) for key in keys_of(one, keymap)) or main_key(one, keymap),
                said(one.help),
                _ids(one),
            )
            for one in some
        ]
        for line in table(columns, rows):
            show(f"  {line}")
        show()


def _where(one: type[Command]) -> Where:
    return one.where


def _place(one: type[Command]) -> int:
    return list(Where).index(one.where)


def _ids(one: type[Command]) -> str:
    """What a keymap may change; a letter of the sheet of changes is not a key of its own."""
    return " ".join(binding for binding, _, _ in one.key_ids()) or ("" if one.letter else one.id)
