"""Files about people are written whole, for their owner only, and never over another."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from exin_tui.privacy.private_file import write_private


def test_the_file_is_the_owners_alone(tmp_path: Path) -> None:
    write_private(tmp_path / "meetings.ics", b"one")
    assert (tmp_path / "meetings.ics").read_bytes() == b"one"
    assert stat.S_IMODE((tmp_path / "meetings.ics").stat().st_mode) == 0o600


def test_another_file_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "meetings.ics").write_bytes(b"theirs")
    with pytest.raises(FileExistsError):
        write_private(tmp_path / "meetings.ics", b"ours")
    assert (tmp_path / "meetings.ics").read_bytes() == b"theirs"


def test_it_is_replaced_when_that_was_asked_for_and_private_again(tmp_path: Path) -> None:
    (tmp_path / "meetings.ics").write_bytes(b"theirs")
    (tmp_path / "meetings.ics").chmod(0o644)
    write_private(tmp_path / "meetings.ics", b"ours", replace=True)
    assert (tmp_path / "meetings.ics").read_bytes() == b"ours"
    assert stat.S_IMODE((tmp_path / "meetings.ics").stat().st_mode) == 0o600


def test_nothing_is_left_behind_beside_it(tmp_path: Path) -> None:
    write_private(tmp_path / "meetings.ics", b"one")
    with pytest.raises(FileExistsError):
        write_private(tmp_path / "meetings.ics", b"two")
    assert [path.name for path in tmp_path.iterdir()] == ["meetings.ics"]
