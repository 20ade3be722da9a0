"""Files about people are written whole, for their owner only, and never over another."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from exin_tui.privacy.private_file import write_private, written_as_recorded


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


@pytest.mark.parametrize("before", [None, b"theirs"])
def test_what_stood_there_stands_there_again_when_it_could_not_be_recorded(
    tmp_path: Path, before: bytes | None
) -> None:
    path = tmp_path / "meetings.ics"
    if before is not None:
        path.write_bytes(before)
    with pytest.raises(RuntimeError), written_as_recorded(path, replace=True) as write:  # noqa: PT012 — the block fails after it wrote
        write(b"ours")
        assert path.read_bytes() == b"ours"
        raise RuntimeError
    assert (path.read_bytes() if path.exists() else None) == before
    assert len(list(tmp_path.iterdir())) == (before is not None)


def test_a_file_that_somebody_else_made_is_not_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "meetings.ics"
    path.write_bytes(b"theirs")
    with pytest.raises(FileExistsError), written_as_recorded(path) as write:
        write(b"ours")
    assert path.read_bytes() == b"theirs"
