"""A database of each kind, and a board to put a caseload on."""

from __future__ import annotations

import pytest

from exin_tui.storage.database import Database
from tests.caseload.board import Board
from tests.databases import database, postgres

__all__ = ["board", "database", "postgres"]


@pytest.fixture
def board(database: Database) -> Board:
    """A team of KN, AB and the leader TL, without participants."""
    return Board(database)
