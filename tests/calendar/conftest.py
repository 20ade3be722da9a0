from __future__ import annotations

from collections.abc import Iterator

import pytest

from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database


@pytest.fixture
def database() -> Iterator[Database]:
    """An empty database of a team."""
    with temporary_database(actor="KN") as made:
        yield made
