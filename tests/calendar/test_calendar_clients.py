"""A year of a team's meetings in real clients: khal, and Radicale read through caldav."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest

from exin_tui.calendar.export import export_folder
from exin_tui.storage.database import Database
from tests.calendar.calendar_team import NOW, asked
from tests.calendar.khal_client import Khal
from tests.calendar.radicale_server import a_collection, radicale, shown
from tests.calendar.team_year import (
    FIRST,
    HOUR,
    LAST,
    changed,
    expected,
    expected_after_change,
    make_year,
    write_year,
)

SPAN = f"{(LAST - FIRST).days + 1}d"


def test_khal_shows_the_year_and_follows_its_changes(database: Database, tmp_path: Path) -> None:
    make_year(database)
    khal = Khal(tmp_path)
    khal.takes_in(write_year(database, tmp_path))
    assert khal.shown(FIRST.isoformat(), SPAN) == expected()
    changed(database)
    khal.takes_in(write_year(database, tmp_path, after=True))
    assert khal.shown(FIRST.isoformat(), SPAN) == expected_after_change()


def test_khal_reads_the_folder_as_its_own(database: Database, tmp_path: Path) -> None:
    make_year(database)
    khal = Khal(tmp_path)
    export_folder(database, tmp_path / "vdir", asked(), now=NOW)
    assert khal.shown(FIRST.isoformat(), SPAN) == expected()
    changed(database)
    export_folder(database, tmp_path / "vdir", asked(), now=NOW + 2 * HOUR)
    assert khal.shown(FIRST.isoformat(), SPAN) == expected_after_change()


@pytest.mark.filterwarnings("ignore")
def test_radicale_expands_the_year_alike(database: Database, tmp_path: Path) -> None:
    make_year(database)
    with radicale(tmp_path) as address, warnings.catch_warnings():
        collection = a_collection(address)
        for after, wanted in ((False, expected), (True, expected_after_change)):
            if after:
                changed(database)
            _put(database, tmp_path / "vdir", collection, after=after)
            assert shown(collection, FIRST, LAST) == wanted()


def _put(database: Database, folder: Path, collection: Any, *, after: bool) -> None:
    export_folder(database, folder, asked(), now=NOW + 2 * HOUR if after else NOW)
    for file in folder.iterdir():
        collection.save_event(file.read_bytes().decode())
