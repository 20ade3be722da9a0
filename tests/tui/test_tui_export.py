"""Sending to a partner from the screen: shown exactly, hidden while screened, written once, and recorded."""

from __future__ import annotations

import stat
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from textual.pilot import Pilot

from exin_schema.tables import consent, disclosure
from exin_tui.clock import Clock
from exin_tui.tui.app import ExinApp
from exin_tui.tui.forms.sheet import FormSheet
from exin_tui.tui.screens.export import ExportScreen
from exin_tui.tui.screens.open_panels import OpenPanels
from exin_tui.tui.screens.partner import PartnerScreen
from exin_tui.tui.screens.partner_panels import PREFIX
from tests.partners.partners_team import NOW, TODAY, Team, team
from tests.partners.test_partners_exporting import EXPORTING
from tests.tui.conftest import shown
from tests.tui.waiting import press, ready, wait_until

FILE = "probation-overview-2026-11-27.csv"


@pytest.fixture
def board() -> Iterator[Team]:
    with team(EXPORTING) as found:
        yield found


@pytest.fixture
async def pilot(board: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Pilot[None]]:
    monkeypatch.chdir(tmp_path)
    app = ExinApp(
        board.database, board.programme, labels=board.labels, partners=[board.partner], clock=Clock(TODAY),
        language="en", me="KN", idle_lock_minutes=0,
    )  # fmt: skip
    async with app.run_test(size=(120, 40), notifications=True) as running:
        await ready(running)
        app.go_partner(0)
        await wait_until(running, lambda: isinstance(app.screen, PartnerScreen) and "Plan made" in shown(app))
        await press(running, "o")
        await wait_until(running, lambda: isinstance(app.screen, ExportScreen))
        yield running


def disclosures(board: Team) -> list[str]:
    with board.database.read() as connection:
        return list(connection.execute(select(disclosure.c.participant_id)).scalars())


async def form(pilot: Pilot[Any], *keys: str) -> None:
    await press(pilot, *keys)
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))


async def test_who_is_sent_and_who_is_left_out_stands_there_and_no_name_while_screened(
    pilot: Pilot[None],
) -> None:
    said = shown(pilot.app)
    assert "Sent (1): SN-001" in said
    assert "Left out: SN-002, consent: withdrawn" in said
    assert "O'Hara" not in said
    await press(pilot, "p")
    assert "Åse [/b] O'Hara" in shown(pilot.app)


async def test_what_was_shown_is_written_recorded_and_not_taken_back_by_undo(
    pilot: Pilot[None], board: Team, tmp_path: Path
) -> None:
    await form(pilot, "enter")
    await press(pilot, "enter")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, PartnerScreen))
    assert (tmp_path / FILE).read_text(encoding="utf-8-sig").count("\n") == 2
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    assert disclosures(board) == [board.id("SN-001")]
    await press(pilot, "ctrl+z")
    assert "Nothing has been changed here yet." in [one.message for one in pilot.app._notifications]


async def test_a_file_that_is_there_is_asked_about(pilot: Pilot[None], board: Team, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("keep", encoding="utf-8")
    await form(pilot, "enter")
    await press(pilot, "enter")
    assert "It is there already." in shown(pilot.app)
    assert (tmp_path / FILE).read_text(encoding="utf-8") == "keep"
    assert disclosures(board) == []
    await press(pilot, "tab", "tab", "space", "enter")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, PartnerScreen))
    assert "SN-001" in (tmp_path / FILE).read_text(encoding="utf-8-sig")


async def test_a_consent_withdrawn_meanwhile_stops_it(
    pilot: Pilot[None], board: Team, tmp_path: Path
) -> None:
    await form(pilot, "enter")
    with board.database.write(command="test", now=NOW) as door:
        for row in door.connection.execute(select(consent.c.id, consent.c.version)).all():
            door.update(consent, row.id, row.version, {"withdrawn_on": TODAY})
    await press(pilot, "enter")
    await wait_until(pilot, lambda: "What would be sent has changed" in shown(pilot.app))
    assert not (tmp_path / FILE).exists()


async def test_a_narrowed_consent_opens_to_its_role(pilot: Pilot[None]) -> None:
    await form(pilot, "t")
    await press(pilot, *"Kontaktperson", "enter")
    await wait_until(pilot, lambda: "Sent (2): SN-001, SN-003" in shown(pilot.app))


async def test_the_person_to_whom_it_goes_is_not_named_while_screened(pilot: Pilot[None]) -> None:
    await form(pilot, "t")
    await press(pilot, "tab", *"Nora", "enter")
    await wait_until(pilot, lambda: "To: Probation service, ▒ screened" in shown(pilot.app))
    assert "Nora" not in shown(pilot.app)
    await press(pilot, "p")
    await wait_until(pilot, lambda: "To: Probation service, Nora" in shown(pilot.app))


async def test_with_nobody_to_send_nothing_is_offered_to_be_written(pilot: Pilot[None], board: Team) -> None:
    await press(pilot, "escape")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, PartnerScreen))
    with board.database.write(command="test", now=NOW) as door:
        for row in door.connection.execute(select(consent.c.id, consent.c.version)).all():
            door.update(consent, row.id, row.version, {"withdrawn_on": TODAY})
    await press(pilot, "o")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, ExportScreen))
    said = shown(pilot.app)
    assert "Nobody may be sent today" in said
    assert "write the file" not in said
    await press(pilot, "enter")
    assert isinstance(pilot.app.screen, ExportScreen)


async def test_the_exports_are_offered_with_for_how_many_and_without_whom() -> None:
    second = EXPORTING + '\n[[exports]]\nid = "second"\nformats = ["csv"]\ncolumns = ["code"]\n'
    with team(second.replace('en = "Probation service"', 'en = "The probation service"')) as found:
        app = ExinApp(
            found.database, found.programme, labels=found.labels, partners=[found.partner],
            clock=Clock(TODAY), language="en", me="KN", idle_lock_minutes=0,
        )  # fmt: skip
        async with app.run_test(size=(120, 40)) as running:
            await ready(running)
            app.go_partner(0)
            await wait_until(running, lambda: "Plan made" in shown(app))
            await press(running, "o")
            await wait_until(
                running, lambda: "Send to the probation service · 1 of 4 may be sent" in shown(app)
            )
            await press(running, "escape", "escape")
            app.open_participant("SN-002")
            await wait_until(running, lambda: isinstance(app.screen, OpenPanels) and "Computed" in shown(app))
            app.screen.action_show_tab(f"{PREFIX}probation")  # type: ignore[attr-defined]
            await press(running, "o")
            await wait_until(running, lambda: "service · without SN-002: consent: withdrawn" in shown(app))
