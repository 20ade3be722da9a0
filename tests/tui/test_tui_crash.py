"""A fault leaves one sentence on the terminal and no value anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.tui.still_app import StillApp
from tests.tui.waiting import ready


class Unlucky(StillApp):
    def stumble(self) -> None:
        name, address = "Jonas Berg", "Storgata 1"
        raise ValueError(f"{name} {address} [/b]")


@pytest.mark.parametrize("language", ["nb", "en"])
async def test_a_crash_prints_a_sentence_and_the_log_names_nobody(
    tmp_path: Path, language: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "exin.log"
    app = Unlucky(language=language, log_file=log)
    with pytest.raises(ValueError, match="Jonas"):  # noqa: PT012 - the pilot raises it at the end
        async with app.run_test(size=(80, 24)) as pilot:
            await ready(pilot)
            app.call_later(app.stumble)
            await pilot.pause()
            await pilot.pause()
    printed = capsys.readouterr().err
    for private in ("Jonas", "Storgata"):
        assert private not in printed
        assert private not in log.read_text(encoding="utf-8")
    assert "exin.log" in printed.replace("\n", "")
    assert "Traceback" not in printed
    assert "stumble" in log.read_text(encoding="utf-8")
    assert app.return_code == 1
