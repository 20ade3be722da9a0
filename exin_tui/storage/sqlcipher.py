"""The engines that hand out connections to an encrypted SQLite file.

A reading engine and a writing engine share the file: readers can never write (``query_only``), and a write
transaction takes the file's write lock when it begins, so that it cannot fail half-way through for want of
it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlalchemy import Connection, Engine, create_engine, event

from exin_tui.storage.driver import connect
from exin_tui.storage.guard import guard

__all__ = ["connect", "engine", "unguarded_engine"]


def engine(path: Path, connector: Callable[[], Any], *, begin: str, pool_size: int) -> Engine:
    """A guarded engine whose transactions start with the statement ``begin``."""
    made = create_engine(
        f"sqlite:///{path}",
        creator=connector,
        module=sqlcipher3,
        hide_parameters=True,  # an error must not print names
        pool_size=pool_size,
        max_overflow=0 if pool_size == 1 else 10,
    )
    guard(made)

    def begins(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(made, "begin", begins)
    return made


def unguarded_engine(path: Path, key: bytes, *, durable: bool = True) -> Engine:
    """For making and upgrading tables: the caller begins and ends transactions."""

    def connector() -> Any:
        return connect(path, key, writes=True, durable=durable)

    return create_engine(f"sqlite:///{path}", creator=connector, module=sqlcipher3, hide_parameters=True)
