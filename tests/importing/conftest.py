"""A desk to import at: an empty encrypted database and a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from exin_tui.storage.creating import temporary_database
from tests.importing.lists import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Nobody is registered, nobody works here."""
    with temporary_database(actor="KB") as database:
        yield Desk(database, tmp_path)
