"""Whether others could have written what the program would trust: their bits, and whose file it is."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from exin_tui.partners.writable import writable_by_others

pytestmark = pytest.mark.skipif(os.name != "posix", reason="permissions of a POSIX system")


def kept(mode: int, owner: int) -> Path:
    """A file with these permissions, of somebody's."""
    status = SimpleNamespace(st_mode=mode, st_uid=owner)
    return cast("Path", SimpleNamespace(stat=lambda: status))


@pytest.mark.parametrize(
    ("mode", "owner", "writable"),
    [
        (0o644, "me", False),
        (0o600, "me", False),
        (0o664, "me", True),
        (0o646, "me", True),
        (0o644, "root", False),
        (0o644, "another", True),
    ],
)
def test_a_file_is_ours_when_nobody_else_may_write_to_it(mode: int, owner: str, writable: bool) -> None:
    owners = {"me": os.getuid(), "root": 0, "another": os.getuid() + 1}
    assert writable_by_others(kept(mode, owners[owner])) is writable
