"""What a manifest declares is filled in on the screen: facts, records and tasks, never lost, and undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from sqlalchemy import select
from textual.pilot import Pilot

from exin_schema.tables import partner_fact, partner_record, task
from exin_tui.clock import Clock
from exin_tui.partners.facts import set_fact
from exin_tui.partners.values import decoded
from exin_tui.tui.app import ExinApp
from exin_tui.tui.forms.sheet import FormSheet
from exin_tui.tui.screens.partner import PartnerScreen
from exin_tui.tui.widgets.menu import Menu
from tests.partners.partners_team import NOW, TODAY, Team, team
from tests.tui.conftest import shown
from tests.tui.waiting import press, ready, wait_until


@pytest.fixture
def board() -> Iterator[Team]:
    with team() as found:
        yield found


@pytest.fixture
async def pilot(board: Team) -> AsyncIterator[Pilot[None]]:
    app = ExinApp(
        board.database, board.programme, labels=board.labels, partners=[board.partner], clock=Clock(TODAY),
        language="en", me="KN", screened=False, idle_lock_minutes=0,
    )  # fmt: skip
    async with app.run_test(size=(120, 44), notifications=True) as running:
        await ready(running)
        yield running


def facts(board: Team, code: str = "SN-001") -> dict[str, object]:
    with board.database.read() as connection:
        columns = partner_fact.c.fact, partner_fact.c.value
        rows = connection.execute(
            select(*columns).where(partner_fact.c.participant_id == board.id(code))
        ).all()
    return {row.fact: decoded(row.value) for row in rows}


def records(board: Team) -> list[object]:
    with board.database.read() as connection:
        return [decoded(one) for one in connection.execute(select(partner_record.c["values"])).scalars()]


def states(board: Team, code: str = "SN-001") -> dict[str, str]:
    with board.database.read() as connection:
        columns = task.c.key, task.c.state
        rows = connection.execute(select(*columns).where(task.c.participant_id == board.id(code)))
        return {row.key: row.state for row in rows}


async def panel(pilot: Pilot[Any], code: str = "SN-001") -> None:
    app = pilot.app
    assert isinstance(app, ExinApp)
    app.open_participant(code)
    await wait_until(pilot, lambda: "Probation" in shown(pilot.app))
    pilot.app.screen.action_show_tab("partner:probation")  # type: ignore[attr-defined]
    await wait_until(
        pilot, lambda: "Plan made" in shown(pilot.app) or "Nothing is recorded" in shown(pilot.app)
    )


async def form(pilot: Pilot[Any], *keys: str) -> FormSheet:
    await press(pilot, *keys)
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    found = pilot.app.screen
    assert isinstance(found, FormSheet)
    return found


async def test_the_facts_of_every_type_are_filled_in_and_undone_as_one(
    pilot: Pilot[None], board: Team
) -> None:
    await panel(pilot)
    await form(pilot, "e")
    await press(pilot, *"1.3.2027", "tab", "N", "tab", *"Grønland", "tab", "d", "tab", *"40", "enter")
    await wait_until(pilot, lambda: len(facts(board)) == 5)
    assert facts(board) == {
        "duty_until": "2027-03-01",
        "officer": board.contact,
        "office": "Grønland",
        "program": "drugs",
        "hours": 40,
    }
    await wait_until(pilot, lambda: "Grønland" in shown(pilot.app))
    await press(pilot, "ctrl+z")
    await wait_until(pilot, lambda: facts(board) == {})


async def test_a_number_that_is_refused_stays_as_it_was_typed(pilot: Pilot[None], board: Team) -> None:
    await panel(pilot)
    await form(pilot, "e")
    await press(pilot, *["tab"] * 4, *"4000", "enter")
    assert "At most 400." in shown(pilot.app)
    assert pilot.app.screen.values["hours"] == "4000"  # type: ignore[attr-defined]
    assert facts(board) == {}


async def test_what_is_emptied_is_taken_away_and_the_rest_stays(pilot: Pilot[None], board: Team) -> None:
    for fact, given in (("hours", 40), ("office", "Grønland")):
        set_fact(board.database, board.manifest, board.id("SN-001"), fact, given, today=TODAY, now=NOW)
    await panel(pilot)
    await form(pilot, "e")
    await press(pilot, *["tab"] * 4, "backspace", "backspace", "enter")
    await wait_until(pilot, lambda: facts(board) == {"office": "Grønland"})


async def test_what_somebody_else_wrote_meanwhile_is_not_written_over_in_silence(
    pilot: Pilot[None], board: Team
) -> None:
    set_fact(board.database, board.manifest, board.id("SN-001"), "hours", 40, today=TODAY, now=NOW)
    await panel(pilot)
    await form(pilot, "e")
    await press(pilot, *["tab"] * 4, "backspace", "backspace", *"50")
    set_fact(
        board.database, board.manifest, board.id("SN-001"), "hours", 60, expected_version=1,
        today=TODAY, now=NOW, actor="MH",
    )  # fmt: skip
    await press(pilot, "enter")
    await wait_until(pilot, lambda: "Changed by MH" in shown(pilot.app))
    await wait_until(pilot, lambda: "now: 60" in shown(pilot.app))
    assert facts(board) == {"hours": 60}
    await press(pilot, "enter")
    await wait_until(pilot, lambda: facts(board) == {"hours": 50})


async def test_what_is_hidden_is_not_shown_by_editing_it(pilot: Pilot[None], board: Team) -> None:
    set_fact(board.database, board.manifest, board.id("SN-001"), "office", "Grønland", today=TODAY, now=NOW)
    await panel(pilot)
    await press(pilot, "p", "e")
    await wait_until(
        pilot, lambda: any("Show the name first" in one.message for one in pilot.app._notifications)
    )
    assert not isinstance(pilot.app.screen, FormSheet)
    await form(pilot, "v", "e")


async def test_delete_on_a_fact_empties_it_after_asking_and_undo_brings_it_back(
    pilot: Pilot[None], board: Team
) -> None:
    set_fact(
        board.database, board.manifest, board.id("SN-001"), "hours", 40, today=TODAY, now=NOW, actor="KN"
    )
    await panel(pilot)
    await wait_until(pilot, lambda: "40 hours" in shown(pilot.app))
    await press(pilot, "end")
    await form(pilot, "delete")
    assert "Community sentence" in shown(pilot.app)
    await press(pilot, "enter")
    await wait_until(pilot, lambda: not isinstance(pilot.app.screen, FormSheet))
    assert facts(board) == {"hours": 40}
    await form(pilot, "delete")
    await press(pilot, "right", "enter")
    await wait_until(pilot, lambda: facts(board) == {})
    await wait_until(pilot, lambda: "40 hours" not in shown(pilot.app))
    await press(pilot, "ctrl+z")
    await wait_until(pilot, lambda: facts(board) == {"hours": 40})


async def test_a_record_is_added_changed_and_removed(pilot: Pilot[None], board: Team) -> None:
    await panel(pilot)
    await press(pilot, "r")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Menu))
    assert "SN-001" in shown(pilot.app)
    await form(pilot, "b")
    await press(pilot, *"4.12", "enter")
    assert "Write a date and a time" in shown(pilot.app)
    await press(pilot, *" 0900", *["backspace"] * 5, *" 09:00", "tab", "y", "enter")
    await wait_until(pilot, lambda: records(board) == [{"at": "2026-12-04T08:00:00Z", "met": True}])
    await wait_until(pilot, lambda: "09:00" in shown(pilot.app))
    await press(pilot, "end")
    await form(pilot, "e")
    await press(pilot, "tab", "n", "tab", *"kom sent", "enter")
    await wait_until(
        pilot,
        lambda: records(board) == [{"at": "2026-12-04T08:00:00Z", "met": False, "note": "kom sent"}],
    )
    await wait_until(pilot, lambda: "kom sent" in shown(pilot.app))
    await press(pilot, "end")
    await form(pilot, "delete")
    assert "Enter answers “No, keep it”" in shown(pilot.app)
    await press(pilot, "right")
    assert "Enter answers “Yes, remove it”" in shown(pilot.app)
    await press(pilot, "left", "enter")
    await wait_until(pilot, lambda: not isinstance(pilot.app.screen, FormSheet))
    assert len(records(board)) == 1
    await press(pilot, "end")
    await form(pilot, "delete")
    await press(pilot, "right", "enter")
    await wait_until(pilot, lambda: records(board) == [])


async def test_an_offered_task_is_picked_and_a_task_ticked(pilot: Pilot[None], board: Team) -> None:
    await panel(pilot)
    await press(pilot, "r")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Menu))
    await form(pilot, "a")
    assert "Treatment settled" in shown(pilot.app)
    await press(pilot, "tab", *"+3d", "enter")
    await wait_until(pilot, lambda: states(board).get("probation.treatment") == "open")
    await wait_until(pilot, lambda: "Treatment settled" in shown(pilot.app))
    await press(pilot, "home", "x")
    await wait_until(pilot, lambda: "done" in states(board).values())
    await press(pilot, "ctrl+z")
    await wait_until(pilot, lambda: "done" not in states(board).values())


async def test_the_partners_tab_edits_whoever_the_row_is_about(pilot: Pilot[None], board: Team) -> None:
    app = pilot.app
    assert isinstance(app, ExinApp)
    app.go_partner(0)
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, PartnerScreen) and "Plan made" in shown(app))
    await form(pilot, "e")
    assert "Probation · SN-00" in shown(app)
    await press(pilot, *"1.3.2027", "enter")
    await wait_until(pilot, lambda: any(facts(board, code) for code in ("SN-001", "SN-002", "SN-003")))


def test_a_date_and_a_moment_come_back_as_they_would_be_typed() -> None:
    from exin_tui.tui.forms.partner_fields import as_typed

    moment = dt.datetime(2026, 12, 4, 9, 0, tzinfo=NOW.tzinfo)
    assert as_typed(moment) == "04.12.2026 09:00"
    assert as_typed(dt.date(2027, 3, 1)) == "2027-03-01"
    assert [as_typed(one) for one in (None, True, False, 7)] == ["", "yes", "no", "7"]
