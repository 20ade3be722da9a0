"""Opening the dashboard on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from exin_tui.cli.board import Board, open_board
from exin_tui.cli.invocation import Invocation, Refused
from exin_tui.cli.keymap import checked_keymap
from exin_tui.cli.speaking import language
from exin_tui.configuration import log_file, state_folder
from exin_tui.language import Sayable, text

if TYPE_CHECKING:
    from exin_tui.tui.app import ExinApp


def open_dashboard(invocation: Invocation) -> None:
    """The team's own board. Raises a `StorageError` or `Refused` before a screen is shown."""
    with open_board(invocation) as board:
        run_dashboard(board, invocation, unlock=unlocker(board))


def run_dashboard(
    board: Board,
    invocation: Invocation,
    *,
    unlock: Callable[[str], Sayable | None] | None,
    is_demo: bool = False,
    opens: Callable[[ExinApp], None] | None = None,
    app_class: type[ExinApp] | None = None,
) -> None:
    """Show ``board`` until the user quits. Raises `Refused` when the screen had to stop for a fault.

    ``opens`` goes somewhere once the first rows are there.
    """
    if app_class is None:
        from exin_tui.tui.app import ExinApp

        app_class = ExinApp
    chosen = invocation.configuration
    app = app_class(
        board.database,
        board.programme,
        labels=board.labels,
        partners=board.partners,
        clock=invocation.clock,
        language=language(),
        me=invocation.me or board.database.actor,
        theme=chosen.theme,
        initials=chosen.show_initials,
        open_view_minutes=chosen.open_view_minutes,
        idle_lock_minutes=chosen.idle_lock_minutes,
        unlock=unlock,
        keymap=checked_keymap(chosen.keymap),
        log_file=log_file(),
        state_file=None if is_demo else state_folder() / "board.json",
        ascii_only=chosen.symbols == "ascii" or (chosen.symbols is None and not _draws_symbols()),
        is_demo=is_demo,
    )
    app.opens = opens
    app.run()
    if app.return_code:
        raise Refused(text("exin had to stop. What was saved is safe."))


def _draws_symbols() -> bool:
    """The terminal's encoding has the symbols of the design."""
    try:
        "▲●○◆▒▌┆".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def unlocker(board: Board) -> Callable[[str], Sayable | None] | None:
    """What the lock screen asks: does this open the slot of whoever works here? None on a server."""
    from exin_tui.storage.errors import StorageError
    from exin_tui.storage.keys_file import read_keys
    from exin_tui.storage.keys_slots import open_slot
    from exin_tui.storage.opening import path_of
    from exin_tui.storage.places import keys_path

    path = path_of(board.database.url_or_path)
    if path is None:
        return None
    initials = board.database.actor

    def unlock(typed: str) -> Sayable | None:
        try:
            open_slot(read_keys(keys_path(path)), typed, initials)
        except StorageError as error:
            return error.message
        return None

    return unlock
