"""Each test has folders of its own, and no setting of whoever runs the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

PASSPHRASE = "korrekt hest batteri stift"


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Configuration, data and log below ``tmp_path``; Norwegian; a passphrase at hand."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    for name in ("EXIN_LANG", "EXIN_DATABASE", "EXIN_NEW_PASSPHRASE", "LC_ALL", "LC_MESSAGES", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "nb_NO.UTF-8")
    monkeypatch.setenv("EXIN_PASSPHRASE", PASSPHRASE)
    tmp_path.chmod(0o700)
