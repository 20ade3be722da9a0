"""Open the board on a database whose key is at hand: what ``exin`` does once the passphrase has been taken.

python -m benchmarks.board_with_key PATH KEY_IN_HEX [FOLDER_OF_PARTNERS]
"""

from __future__ import annotations

import sys


def main() -> None:
    """Unlocking is left out: it costs the same whatever the board does, and is timed apart."""
    from exin_tui.cli.board import board_of
    from exin_tui.cli.dashboard import run_dashboard
    from exin_tui.cli.invocation import Invocation
    from exin_tui.configuration import Configuration
    from exin_tui.storage.opening import open_with_key

    path, key, *partners = sys.argv[1:]
    loaded = Configuration(partner_dirs=tuple(partners))
    invocation = Invocation(asked_database=path, loaded=loaded)
    with open_with_key(path, bytes.fromhex(key), actor="KN") as database:
        run_dashboard(board_of(database, invocation, invocation.programme()), invocation, unlock=None)


if __name__ == "__main__":
    main()
