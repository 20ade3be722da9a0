"""A `Database` on an encrypted SQLite file, which notices when somebody else changed its key."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exin_tui.storage import driver
from exin_tui.storage.database import Database

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from exin_tui.storage.keys_unlocking import Unlocked


class KeyHolder:
    """The key in use, and the slot that can read the next one."""

    def __init__(self, path: Path, key: bytes, unlocked: Unlocked | None = None) -> None:
        self.path = path
        self.key = key
        self.unlocked = unlocked
        self._renewing = threading.Lock()

    def renew(self) -> bool:
        """Read the keys file anew; False when there is no slot to read it with.

        Raises `SlotMissing` when the slot is gone. Threads that come together are all told to try again.
        """
        if self.unlocked is None:
            return False
        from exin_tui.storage.keys_unlocking import renewed

        with self._renewing:
            self.unlocked = renewed(self.unlocked)
            self.key = self.unlocked.key
        return True


def encrypted_database(
    path: Path,
    holder: KeyHolder,
    *,
    actor: str,
    durable: bool = True,
    on_close: Callable[[], object] | None = None,
) -> Database:
    """The database at ``path``; its place and version are the caller's to check."""

    def connect(*, writes: bool) -> Any:
        return driver.connect(path, holder.key, writes=writes, durable=durable)

    def engine(*, writes: bool) -> Engine:
        from exin_tui.storage import sqlcipher

        begin, size = ("BEGIN IMMEDIATE", 1) if writes else ("BEGIN", 5)
        return sqlcipher.engine(path, functools.partial(connect, writes=writes), begin=begin, pool_size=size)

    return Database(
        str(path),
        actor=actor,
        readers=functools.partial(engine, writes=False),
        writers=functools.partial(engine, writes=True),
        bare=functools.partial(connect, writes=False),
        renew=holder.renew,
        on_close=on_close,
    )
