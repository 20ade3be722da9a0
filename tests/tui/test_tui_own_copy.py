"""The participant's own copy, from the sheet of changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from exin_schema.tables import disclosure
from exin_tui.tui.forms.sheet import FormSheet
from tests.tui.at_work import app_on, invented_team, rows, running, sees
from tests.tui.waiting import press, wait_until


@pytest.mark.parametrize("language", ["nb", "en"])
async def test_the_copy_is_written_where_one_says_and_a_refusal_keeps_what_was_typed(
    tmp_path: Path, language: str
) -> None:
    with invented_team() as database:
        async with running(app_on(database, language=language), (80, 24)) as pilot:  # type: ignore[arg-type]
            await press(pilot, "c", "e")
            await wait_until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
            sheet = pilot.app.screen
            assert isinstance(sheet, FormSheet)
            entry = sheet._rows["folder"].entry
            entry.value = str(tmp_path / "nowhere")
            await press(pilot, "enter")
            await sees(pilot, "Velg en annen mappe" if language == "nb" else "Choose another folder")
            assert entry.value == str(tmp_path / "nowhere")
            assert not rows(database, disclosure)
            entry.value = str(tmp_path)
            await press(pilot, "enter")
            await wait_until(pilot, lambda: not isinstance(pilot.app.screen, FormSheet))
            (written,) = tmp_path.glob("SN-*.md")
            assert len(written.read_text(encoding="utf-8").splitlines()) > 50
            assert [one.export for one in rows(database, disclosure)] == ["copy"]
