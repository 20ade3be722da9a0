"""One office is chosen while names are shown, the preview follows, and a shared screen never says which."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

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
from tests.partners.test_partners_units import DIVIDED, OFFICES, consents_open, recorded
from tests.tui.conftest import shown
from tests.tui.waiting import press, ready, wait_until


@pytest.fixture
def board() -> Iterator[Team]:
    with team(DIVIDED) as found:
        consents_open(found)
        for who, office in OFFICES.items():
            recorded(found, who, office)
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


async def sees(pilot: Pilot[None], *words: str) -> None:
    await wait_until(pilot, lambda: all(one in shown(pilot.app) for one in words))


async def form(pilot: Pilot[None], *keys: str) -> None:
    await press(pilot, *keys)
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))


async def test_screened_it_says_how_many_and_not_which_and_offers_none(pilot: Pilot[None]) -> None:
    await sees(
        pilot, "Office: ▒ screened (1, 1), not recorded 1. Show names to send one of them its own alone."
    )
    await form(pilot, "t")
    said = shown(pilot.app)
    assert "Role" in said
    assert "all of them" not in said
    assert "Kontor" not in said


async def test_the_chosen_office_is_sent_its_own_and_that_is_what_is_recorded(
    pilot: Pilot[None], board: Team, tmp_path: Path
) -> None:
    await press(pilot, "p")
    await sees(
        pilot, "Office: Kontor Sør 1, Kontor Øst 1, not recorded 1. “To whom” sends one of them its own"
    )
    await form(pilot, "t")
    await sees(pilot, "‹ all of them ›  3")
    await press(pilot, "right")
    await sees(pilot, "‹ Kontor Sør ›  1")
    await press(pilot, "enter")
    await sees(
        pilot,
        "To: Probation service, Kontor Sør",
        "Sent (1): SN-003",
        "Left out: SN-001, belongs to another unit (Office)",
        "Left out: SN-002, Office is not recorded, or may not be sent",
        "Left out: SN-004, consent: missing",
    )
    await form(pilot, "enter")
    assert "Write the file for Probation service " in shown(pilot.app)  # the sheet outlives the open view
    await press(pilot, "enter")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, PartnerScreen))
    content = (tmp_path / f"probation-overview-{TODAY}.csv").read_text(encoding="utf-8-sig")
    assert "SN-003" in content
    assert "SN-001" not in content
    with board.database.read() as connection:
        rows = connection.execute(select(disclosure.c.participant_id, disclosure.c.recipient)).all()
    assert [tuple(row) for row in rows] == [(board.id("SN-003"), "probation Kontor Sør")]


async def test_screened_again_the_choice_stays_and_is_not_said_nor_who_has_none(pilot: Pilot[None]) -> None:
    await press(pilot, "p")
    await form(pilot, "t")
    await press(pilot, "right", "enter")
    await sees(pilot, "To: Probation service, Kontor Sør")
    await press(pilot, "p")
    await sees(
        pilot,
        "To: Probation service, ▒ screened",
        "Left out: SN-001, SN-002, of another unit, or of none",
        "Sent (1): SN-003",
    )
    assert "Kontor" not in shown(pilot.app)
    await form(pilot, "t")
    await press(pilot, "enter")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, ExportScreen))
    await pilot.pause()
    await sees(pilot, "Sent (1): SN-003")
    await press(pilot, "p")
    await form(pilot, "t")
    await sees(pilot, "‹ Kontor Sør ›  1")
    await press(pilot, "left", "enter")
    await sees(pilot, "Sent (3): SN-001, SN-002, SN-003")


async def test_an_office_that_somebody_has_emptied_meanwhile_is_not_named(
    pilot: Pilot[None], board: Team
) -> None:
    await press(pilot, "p")
    await form(pilot, "t")
    await press(pilot, "right")
    with board.database.write(command="test", now=NOW) as door:
        for row in door.connection.execute(select(consent.c.id, consent.c.version)).all():
            door.update(consent, row.id, row.version, {"withdrawn_on": TODAY})
    await press(pilot, "enter")
    told = "Nobody goes there any more. Choose again to whom."
    await wait_until(pilot, lambda: told in [one.message for one in pilot.app._notifications])


async def test_the_name_of_a_person_is_hidden_as_the_unit_is(pilot: Pilot[None]) -> None:
    await form(pilot, "t")
    await press(pilot, "tab", *"Nora", "enter")
    await sees(pilot, "To: Probation service, ▒ screened")
    assert "Nora" not in shown(pilot.app)
    await press(pilot, "p")
    await sees(pilot, "To: Probation service, Nora")


async def test_from_one_participant_nothing_is_chosen(pilot: Pilot[None]) -> None:
    app = pilot.app
    assert isinstance(app, ExinApp)
    await press(pilot, "escape", "escape")
    app.open_participant("SN-001")
    await wait_until(pilot, lambda: isinstance(app.screen, OpenPanels) and "Computed" in shown(app))
    app.screen.action_show_tab(f"{PREFIX}probation")  # type: ignore[attr-defined]
    await press(pilot, "p", "o")
    await wait_until(pilot, lambda: isinstance(app.screen, ExportScreen))
    await sees(pilot, "To: Probation service", "Office: Kontor Øst 1. “To whom”", "Sent (1): SN-001")
    await form(pilot, "t")
    await sees(pilot, "‹ all of them ›  1")
