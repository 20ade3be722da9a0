"""Partners' tabs, capacity, help and lock: places besides the board."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from exin_schema.programme_file import load_programme
from exin_tui.caseload.labels import Labels
from exin_tui.clock import OSLO, Clock
from exin_tui.demo.fill import fill
from exin_tui.partners.discovery import installed_partners
from exin_tui.partners.extend import extend, task_titles
from exin_tui.storage.creating import temporary_database
from exin_tui.tui.app import ExinApp
from exin_tui.tui.ink import words
from exin_tui.tui.partner_rows import _fact
from exin_tui.tui.screens.capacity import CapacityScreen
from exin_tui.tui.screens.dashboard import Dashboard
from exin_tui.tui.screens.participant import ParticipantScreen
from exin_tui.tui.screens.partner import PartnerScreen
from exin_tui.tui.widgets.why_panel import WhyPanel
from tests.tui.conftest import shown
from tests.tui.still_app import StillApp
from tests.tui.waiting import press, ready, wait_until

TODAY = dt.date(2026, 11, 27)
NOW = dt.datetime(2026, 11, 27, 9, 0, tzinfo=OSLO)


@pytest.fixture
async def pilot() -> AsyncIterator[Pilot[None]]:
    partners = installed_partners()
    programme = extend(load_programme(), partners)

    database = temporary_database(actor="KN")
    fill(database, participants=36, seed=1, today=TODAY, programme=programme, now=NOW, partners=partners)
    app = ExinApp(
        database,
        programme,
        labels=Labels.of(programme, task_titles(partners)),
        partners=partners,
        clock=Clock(TODAY),
        language="nb",
        me="KN",
        idle_lock_minutes=0,
    )
    async with app.run_test(size=(120, 40)) as running:
        await ready(running)
        yield running
    app.database.close()


def screen(pilot: Pilot[Any]) -> Any:
    return pilot.app.screen


async def test_every_partner_has_its_tab_in_the_header(pilot: Pilot[Any]) -> None:
    assert "Oversikt   Fengsel   NAV   Skole   Kapasitet" in shown(pilot.app).splitlines()[0]


async def test_a_partners_tab_shows_tasks_by_step_and_opens_whose_they_are(pilot: Pilot[Any]) -> None:
    await press(pilot, "f4")
    await wait_until(pilot, lambda: screen(pilot).tab is not None)
    await press(pilot, "enter")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, ParticipantScreen))


@pytest.mark.parametrize("key", ["f3", "f4", "f5"])
async def test_screened_a_partners_tab_says_what_is_recorded_and_not_its_value(
    pilot: Pilot[Any], key: str
) -> None:
    await press(pilot, key)
    await wait_until(pilot, lambda: screen(pilot).tab is not None)
    for _ in range(4):
        if not screen(pilot).facts.has_focus:
            await press(pilot, "tab")
    facts = [row.id for row in screen(pilot).facts.entries if row.id]
    said = [line for line in screen(pilot).facts.said().splitlines() if "SN-" in line or "  " in line]
    assert facts
    assert [line for line in said if not line.endswith("▒ skjermet")] == []
    await press(pilot, "p")
    assert "▒ skjermet" not in screen(pilot).facts.said()
    assert [row.id for row in screen(pilot).facts.entries if row.id] == facts


def test_a_recorded_value_is_whole_where_its_label_is_cut() -> None:
    line = _fact("SN-007", "Innsøking til videregående opplæring", "ja, innen fristen")(44)
    assert words(line) == "SN-007  Innsøking til vi…  ja, innen fristen"


async def test_a_partners_tab_says_whose_it_is(pilot: Pilot[Any]) -> None:
    await press(pilot, "f4")
    await wait_until(pilot, lambda: screen(pilot).tab is not None)
    assert "NAV · Oppgaver etter steg" in shown(pilot.app)


async def test_a_partners_rules_say_source_and_certainty(pilot: Pilot[Any]) -> None:
    await press(pilot, "f4")
    await wait_until(pilot, lambda: getattr(pilot.app.screen, "viewed", None) is not None)
    while not screen(pilot).facts.has_focus:  # its lines were recorded: none of them is computed
        await press(pilot, "tab")
    await press(pilot, "w")
    said = pilot.app.screen.query_one(WhyPanel).said()
    assert "Sikkerhet" in said
    assert "X  ubekreftet" in said


async def test_a_partner_has_its_panel_on_a_participant(pilot: Pilot[Any]) -> None:
    await press(pilot, "enter")
    await wait_until(pilot, lambda: getattr(pilot.app.screen, "view", None) is not None)
    ids = [tab.id for tab in screen(pilot).tab_names()]
    await press(pilot, *["tab"] * ids.index("partner:nav"))
    assert screen(pilot).tab == "partner:nav"
    await wait_until(pilot, lambda: screen(pilot).panels.known("partner:nav"))


async def test_the_letters_after_g_are_the_partners_own(pilot: Pilot[Any]) -> None:
    await press(pilot, "g", "n")
    assert isinstance(pilot.app.screen, PartnerScreen)
    assert screen(pilot).partner.id == "nav"
    await press(pilot, "g", "s")
    assert screen(pilot).partner.id == "school"
    await press(pilot, "f2")
    assert isinstance(pilot.app.screen, Dashboard)


async def test_capacity_says_why_the_limit_is_passed_once_open_and_shows_whose_it_is() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "k")
        assert isinstance(app.screen, CapacityScreen)
        assert "over the limit: ▒ screened (TL)" in shown(app)
        await press(pilot, "p")
        assert "over the limit: avtalt med TL (TL)" in shown(app)
        await press(pilot, "p", "down", "down", "w")
        assert "MH" in app.screen.query_one(WhyPanel).said()
        await press(pilot, "enter")
        assert isinstance(app.screen, Dashboard)
        assert {entry.payload.caseworker for entry in app.screen.participants.entries} == {"MH"}


@pytest.mark.parametrize("language", ["nb", "en"])
async def test_help_as_it_is_read(golden: Callable[[str, str], None], language: Any) -> None:
    app = StillApp(language=language)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "question_mark")
        golden(f"help-120x40-{language}", shown(app))


async def test_why_as_a_sheet_at_80_columns(golden: Callable[[str, str], None]) -> None:
    app = StillApp(language="nb")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "w")
        golden("why-80x24-nb", shown(app))
