"""Tasks from the keyboard: in one line, on their tab, and among what is due; several at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from sqlalchemy import select
from textual.pilot import Pilot

from exin_schema.programme_file import load_programme
from exin_schema.tables import checklist_item, task
from exin_schema.vocabulary import ItemKind, ItemState
from exin_tui.caseload import tasks
from exin_tui.caseload.models import DueRow, ItemRow, TaskView
from exin_tui.caseload.task_line_going import going_on
from exin_tui.clock import OSLO, Clock
from exin_tui.demo.fill import fill
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database
from exin_tui.tui.app import ExinApp
from exin_tui.tui.forms.sheet import FormSheet
from exin_tui.tui.screens.dashboard import Dashboard
from exin_tui.tui.screens.participant import ParticipantScreen
from exin_tui.tui.widgets.sheet import Ask
from tests.tui.conftest import shown
from tests.tui.waiting import press, ready, wait_until

TODAY = dt.date(2026, 11, 27)
FRIDAY = dt.date(2026, 12, 4)
NOW = dt.datetime(2026, 11, 27, 9, 0, tzinfo=OSLO)
PROGRAMME = load_programme()


@pytest.fixture
def database() -> Iterator[Database]:
    with temporary_database(actor="KN") as opened:
        fill(opened, participants=36, seed=1, today=TODAY, programme=PROGRAMME, now=NOW)
        yield opened


def app_of(database: Database, language: Any = "en") -> ExinApp:
    return ExinApp(database, PROGRAMME, clock=Clock(TODAY), language=language, me="KN", idle_lock_minutes=0)


@pytest.fixture
async def pilot(database: Database) -> AsyncIterator[Pilot[None]]:
    async with app_of(database).run_test(size=(120, 40)) as running:
        await ready(running)
        yield running


def stored(database: Database, title: str) -> Any:
    with database.read() as connection:
        return connection.execute(select(task).where(task.c.title == title)).one_or_none()


def state_of(database: Database, item_id: str) -> str:
    with database.read() as connection:
        found = connection.execute(select(checklist_item.c.state).where(checklist_item.c.id == item_id))
        return str(found.scalar_one())


async def form(pilot: Pilot[Any]) -> FormSheet:
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    assert isinstance(pilot.app.screen, FormSheet)
    return pilot.app.screen


async def write(pilot: Pilot[Any], words: str) -> None:
    """Type, then Enter."""
    await press(pilot, *("space" if sign == " " else sign for sign in words), "enter")


# ── in one line ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "size", "typed", "echo"),
    [
        ("nb", (80, 24), "KN ring advokat fredag", "KN: ring advokat, frist fr. 4. des. 2026"),
        ("nb", (120, 40), "ring advokat +14d", "KN: ring advokat, frist fr. 11. des. 2026"),
        ("en", (80, 24), "AB call 1.12", "AB: call, due Tue 1 Dec 2026"),
        ("en", (120, 40), "call", "KN: call, no due date"),
    ],
)
async def test_a_task_in_one_line_is_echoed_in_full_while_it_is_typed(
    database: Database, language: str, size: tuple[int, int], typed: str, echo: str
) -> None:
    app = app_of(database, language)
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        await press(pilot, "n")
        await form(pilot)
        await press(pilot, *("space" if sign == " " else sign for sign in typed))
        assert echo in shown(app)


async def test_the_task_is_the_participants_under_the_cursor(pilot: Pilot[None], database: Database) -> None:
    await press(pilot, "n")
    await form(pilot)
    await write(pilot, "AB ring advokat fredag")
    await wait_until(pilot, lambda: stored(database, "ring advokat") is not None)
    new = stored(database, "ring advokat")
    person = pilot.app.screen.person  # type: ignore[attr-defined]
    assert (new.participant_id, new.due_on) == (person.id, FRIDAY)
    await press(pilot, "ctrl+z")
    await wait_until(pilot, lambda: stored(database, "ring advokat") is None)


async def test_a_task_of_the_teams_own_has_a_key_and_a_choice(pilot: Pilot[None], database: Database) -> None:
    await press(pilot, "ctrl+n")
    sheet = await form(pilot)
    assert sheet.filled["whose"] == "team"
    await write(pilot, "order cake")
    await wait_until(pilot, lambda: stored(database, "order cake") is not None)
    assert stored(database, "order cake").participant_id is None
    await press(pilot, "n")
    await form(pilot)
    await press(pilot, "down", "right", "up")
    await write(pilot, "order tea")
    await wait_until(pilot, lambda: stored(database, "order tea") is not None)
    assert stored(database, "order tea").participant_id is None


async def test_initials_and_days_are_completed_with_tab_or_the_arrow(pilot: Pilot[None]) -> None:
    await press(pilot, "n")
    sheet = await form(pilot)
    await press(pilot, "K")
    await wait_until(pilot, lambda: sheet.values["line"] == "K")
    await pilot.pause()
    await press(pilot, "tab", *"call", "space", "f", "r")
    await pilot.pause()
    await press(pilot, "right")
    assert sheet.values["line"] == "KN call friday"
    await press(pilot, "tab")
    assert sheet.values["line"] == "KN call friday"
    await press(pilot, "right")
    assert sheet.values["whose"] == "team"


@pytest.mark.parametrize(
    ("typed", "language", "whole"),
    [
        ("K", "nb", "KN "),
        ("k", "nb", "KN "),
        ("KN", "nb", ""),
        ("KN ring fr", "nb", "KN ring fredag"),
        ("ring i m", "nb", "ring i morgen"),
        ("ring tom", "en", "ring tomorrow"),
        ("ring f", "nb", ""),
        ("fr", "nb", ""),
        ("ring fredag", "nb", ""),
        ("", "nb", ""),
    ],
)
def test_how_a_line_could_go_on(typed: str, language: Any, whole: str) -> None:
    assert going_on(typed, {"KN", "AB"}, language) == whole


async def test_what_is_refused_stays_typed(pilot: Pilot[None]) -> None:
    await press(pilot, "n")
    sheet = await form(pilot)
    await write(pilot, "call 31.2")
    assert "There is no such day: 31.2." in shown(pilot.app)
    assert sheet.values["line"] == "call 31.2"
    assert pilot.app.screen is sheet


# ── the tab ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
async def tab(pilot: Pilot[None], database: Database) -> Pilot[None]:
    """The tab of tasks of the first participant, with one task of ours; the cursor on it."""
    person = pilot.app.screen.person  # type: ignore[attr-defined]
    tasks.add(
        database, "call the lawyer", participant_id=person.id, due_on=TODAY, now=NOW, today=TODAY,
        actor="KN", programme=PROGRAMME,
    )  # fmt: skip
    await press(pilot, "enter")
    await wait_until(pilot, lambda: participant(pilot).view is not None)
    await press(pilot, "tab")
    await wait_until(pilot, lambda: participant(pilot).tab == "tasks")
    participant(pilot).rows.go_to(f"task:{stored(database, 'call the lawyer').id}")
    await pilot.pause()
    return pilot


def participant(pilot: Pilot[Any]) -> ParticipantScreen:
    found = next(one for one in pilot.app.screen_stack if isinstance(one, ParticipantScreen))
    assert isinstance(found, ParticipantScreen)
    return found


def ours(pilot: Pilot[Any]) -> TaskView:
    view = participant(pilot).view
    assert view is not None
    return next(one for one in view.tasks if str(one.title.say("en")) == "call the lawyer")


async def test_a_task_is_done_and_opened_again(tab: Pilot[None]) -> None:
    await press(tab, "x")
    await wait_until(tab, lambda: ours(tab).state == "done")
    participant(tab).rows.go_to(f"task:{ours(tab).id}")
    await press(tab, "x")
    await wait_until(tab, lambda: ours(tab).state == "open")


async def test_a_task_gets_another_day_somebody_responsible_and_other_words(tab: Pilot[None]) -> None:
    await press(tab, "d")
    sheet = await form(tab)
    assert sheet.values["on"] == "2026-11-27"
    await press(tab, *["backspace"] * 10)
    await write(tab, "+14d")
    await wait_until(tab, lambda: ours(tab).due_on == dt.date(2026, 12, 11))
    await press(tab, "a")
    await form(tab)
    await press(tab, "T", "L", "enter")
    await wait_until(tab, lambda: ours(tab).responsible == "TL")
    await press(tab, "e")
    await form(tab)
    await press(tab, "down")
    await write(tab, "before four")
    await wait_until(tab, lambda: ours(tab).note == "before four")
    assert "before four" not in shown(tab.app)


async def test_a_task_is_not_needed_for_a_reason_and_put_off_until_a_day(tab: Pilot[None]) -> None:
    await press(tab, "z")
    await form(tab)
    await write(tab, "27.11.2026")
    assert "Fill in: Reason." in shown(tab.app)
    await write(tab, "holiday")
    await wait_until(tab, lambda: "Choose a later day than today." in shown(tab.app))
    await press(tab, "up", *["backspace"] * 10)
    await write(tab, "friday")
    await wait_until(tab, lambda: ours(tab).snoozed_until == FRIDAY)
    assert "call the lawyer · put off until Fri 4 Dec" in shown(tab.app)
    assert ours(tab).snooze_reason == "holiday"
    await press(tab, "i")
    await form(tab)
    await write(tab, "moved")
    await wait_until(tab, lambda: ours(tab).state == "not_needed")
    assert ours(tab).reason == "moved"


async def test_why_answers_for_a_task_as_for_an_item(tab: Pilot[None]) -> None:
    said = shown(tab.app)
    for words in ("Set by hand.", "A due date of the team", "Last changed", "by KN"):
        assert words in said
    await press(tab, "w")
    assert "A due date of the team" not in shown(tab.app)


async def test_somebody_elses_change_of_a_task_is_told_and_what_was_typed_stays(
    tab: Pilot[None], database: Database
) -> None:
    await press(tab, "d")
    sheet = await form(tab)
    row = stored(database, "call the lawyer")
    tasks.set_due(
        database, row.id, row.version, FRIDAY, now=NOW, today=TODAY, actor="AB", programme=PROGRAMME
    )
    await press(tab, *["backspace"] * 10)
    await write(tab, "+14d")
    await wait_until(tab, lambda: "Changed by AB" in shown(tab.app))
    await wait_until(tab, lambda: "now: 2026-12-04" in shown(tab.app))
    assert sheet.values["on"] == "+14d"
    await press(tab, "enter")
    await wait_until(tab, lambda: ours(tab).due_on == dt.date(2026, 12, 11))


# ── several at once ──────────────────────────────────────────────────────────────────────────────────


async def test_marked_items_are_done_in_one_change_and_what_is_refused_is_listed_and_stays_marked(
    pilot: Pilot[None], database: Database
) -> None:
    await press(pilot, "enter")
    await wait_until(pilot, lambda: participant(pilot).view is not None)
    screen = participant(pilot)
    assert screen.view is not None
    items = [one for one in screen.view.checklists[0].items if one.state is ItemState.NOT_STARTED]
    ticks = [one for one in items if one.kind is ItemKind.TICK][:2]
    somebody = next(one for one in items if one.kind is ItemKind.CONTACT)
    for one in (*ticks, somebody):
        screen.checklist.go_to(one.id)
        await press(pilot, "space")
    assert "3 marked" in shown(pilot.app)
    await press(pilot, "x")
    await wait_until(pilot, lambda: "2 changed, 1 refused and still marked" in shown(pilot.app))
    assert "Attach a contact" in shown(pilot.app)
    await press(pilot, "enter")
    assert {state_of(database, one.id) for one in ticks} == {"done"}
    assert screen.checklist.marked == {somebody.id}
    await press(pilot, "escape")
    assert not screen.checklist.marked
    await press(pilot, "ctrl+z")
    await wait_until(pilot, lambda: {state_of(database, one.id) for one in ticks} == {"not_started"})


@pytest.mark.parametrize("key", ["x", "d"])
async def test_one_that_is_marked_is_meant_wherever_the_cursor_is(pilot: Pilot[None], key: str) -> None:
    row = await due(pilot, "item", key="housing")
    await press(pilot, "space")
    other = board(pilot).due.row
    assert isinstance(other, DueRow)
    assert other.id != row.id
    await press(pilot, key)
    if key == "d":
        await form(pilot)
        await write(pilot, "+60d")
    await wait_until(pilot, lambda: is_due(pilot, row) is None)
    assert is_due(pilot, other) is not None
    assert not board(pilot).due.marked


async def test_a_marked_item_is_not_needed_with_the_cursor_on_a_folded_list(pilot: Pilot[None]) -> None:
    await press(pilot, "enter")
    await wait_until(pilot, lambda: participant(pilot).view is not None)
    screen = participant(pilot)
    assert screen.view is not None
    screen.checklist.go_to(item(pilot, "leisure").id)
    await press(pilot, "space")
    assert screen.checklist.go_to(f"list:{screen.view.checklists[1].id}")
    await press(pilot, "i")
    await form(pilot)
    await write(pilot, "trains already")
    await wait_until(pilot, lambda: item(pilot, "leisure").reason == "trains already")
    assert not screen.checklist.marked


async def test_one_due_date_for_all_that_are_marked(pilot: Pilot[None], database: Database) -> None:
    await press(pilot, "tab", "space", "space", "d")
    await form(pilot)
    assert "2 marked: due date" in shown(pilot.app)
    rows = list(board(pilot).due.entries[:2])
    await write(pilot, "+14d")
    await wait_until(pilot, lambda: not board(pilot).due.marked)
    with database.read() as connection:
        found = {
            *connection.execute(select(checklist_item.c.id, checklist_item.c.due_on)),
            *connection.execute(select(task.c.id, task.c.due_on)),
        }
    assert {(row.id, dt.date(2026, 12, 11)) for row in rows} <= found


# ── what is due ──────────────────────────────────────────────────────────────────────────────────────


def board(pilot: Pilot[Any]) -> Dashboard:
    found = next(one for one in pilot.app.screen_stack if isinstance(one, Dashboard))
    assert isinstance(found, Dashboard)
    return found


async def due(pilot: Pilot[Any], kind: str, **more: Any) -> DueRow:
    """The cursor on the first due row of a kind."""
    rows = [entry.payload for entry in board(pilot).due.entries]
    row = next(
        one
        for one in rows
        if one.kind == kind and all(getattr(one, name) == is_ for name, is_ in more.items())
    )
    await press(pilot, "tab")
    board(pilot).due.go_to(row.id)
    await pilot.pause()
    return row


def is_due(pilot: Pilot[Any], row: DueRow) -> DueRow | None:
    overview: Any = pilot.app.overview  # type: ignore[attr-defined]
    return next((one for one in overview.due if one.id == row.id), None)


async def test_the_keys_of_what_is_due_are_there_only_while_the_cursor_is(pilot: Pilot[None]) -> None:
    assert "x done" not in shown(pilot.app).splitlines()[-1]
    await press(pilot, "d", "x", "space")
    assert isinstance(pilot.app.screen, Dashboard)
    await press(pilot, "tab")
    assert "x done" in shown(pilot.app).splitlines()[-1]


async def test_a_due_task_and_a_due_item_are_done_from_the_board(pilot: Pilot[None]) -> None:
    row = await due(pilot, "task")
    await press(pilot, "x")
    await wait_until(pilot, lambda: is_due(pilot, row) is None)
    board(pilot).action_go_pane_back()
    row = await due(pilot, "item", key="housing")
    await press(pilot, "x")
    await wait_until(pilot, lambda: is_due(pilot, row) is None)
    await press(pilot, "ctrl+z")
    await wait_until(pilot, lambda: is_due(pilot, row) is not None)


async def test_a_due_date_item_asks_its_date_on_the_board(pilot: Pilot[None]) -> None:
    row = await due(pilot, "item", key="two_thirds_date")
    await press(pilot, "x")
    await wait_until(pilot, lambda: pilot.app.screen is not board(pilot))
    await write(pilot, "1.12.2026")
    await wait_until(pilot, lambda: is_due(pilot, row) is None)


async def test_an_item_is_moved_and_given_from_the_board_but_not_put_off(pilot: Pilot[None]) -> None:
    row = await due(pilot, "item", key="housing")
    await press(pilot, "a")
    await form(pilot)
    await press(pilot, "A", "enter")
    await wait_until(pilot, lambda: getattr(is_due(pilot, row), "caseworker", "") == "AB")
    await press(pilot, "z")
    await pilot.pause()
    assert isinstance(pilot.app.screen, Dashboard)
    said = [one.message for one in pilot.app._notifications]
    assert "Only tasks are put off. An item can be given another due date." in said
    await press(pilot, "d")
    await form(pilot)
    await press(pilot, *["backspace"] * 10)
    await write(pilot, "+60d")
    await wait_until(pilot, lambda: is_due(pilot, row) is None)


async def test_a_due_task_answers_why_with_who_changed_it_last(pilot: Pilot[None]) -> None:
    row = await due(pilot, "task")
    await press(pilot, "w")
    await wait_until(pilot, lambda: "Responsible" in board(pilot).query_one("#why").said())  # type: ignore[attr-defined]
    assert row.person is not None
    await press(pilot, "escape")


def item(pilot: Pilot[Any], key: str) -> ItemRow:
    view = participant(pilot).view
    assert view is not None
    return next(one for checklist in view.checklists for one in checklist.items if one.key == key)


# ── checklist items ──────────────────────────────────────────────────────────────────────────────────


async def test_an_item_is_confirmed_with_somebody_and_noted_on(pilot: Pilot[None]) -> None:
    await press(pilot, "enter")
    await wait_until(pilot, lambda: participant(pilot).view is not None)
    participant(pilot).checklist.go_to(item(pilot, "housing").id)
    await press(pilot, "y", "enter")
    assert "Say with whom it was confirmed" in shown(pilot.app)
    await write(pilot, "NAV, Kari")
    await wait_until(pilot, lambda: item(pilot, "housing").state is ItemState.CONFIRMED)
    assert item(pilot, "housing").confirmed_with == "NAV, Kari"
    assert "NAV, Kari" not in shown(pilot.app)
    await press(pilot, "e")
    await write(pilot, "keys on Monday")
    await wait_until(pilot, lambda: item(pilot, "housing").note == "keys on Monday")
    await press(pilot, "e")
    assert isinstance(pilot.app.screen, Ask)
    assert "keys on Monday" not in shown(pilot.app)


async def test_a_contact_item_is_done_with_somebody_new_in_the_same_form(pilot: Pilot[None]) -> None:
    await press(pilot, "enter")
    await wait_until(pilot, lambda: participant(pilot).view is not None)
    view = participant(pilot).view
    assert view is not None
    wanted = next(
        one
        for checklist in view.checklists[:1]
        for one in checklist.items
        if one.kind is ItemKind.CONTACT and one.state.open
    )
    participant(pilot).checklist.go_to(wanted.id)
    await press(pilot, "x")
    sheet = await form(pilot)
    await press(pilot, "left")
    assert sheet.values["who"] == "new"
    await press(pilot, "enter")
    assert "Fill in: Name." in shown(pilot.app)
    await write(pilot, "Nina Ås")
    await wait_until(pilot, lambda: item(pilot, wanted.key).state is ItemState.DONE)
    assert item(pilot, wanted.key).contact == "Nina Ås"
    assert "Nina Ås" not in shown(pilot.app)
    await press(pilot, "ctrl+z")
    await wait_until(pilot, lambda: item(pilot, wanted.key).state is ItemState.NOT_STARTED)


@pytest.mark.parametrize(("size", "offered"), [((80, 24), False), ((120, 40), True)])
async def test_the_footer_offers_a_task_and_contact_where_there_is_room(
    database: Database, size: tuple[int, int], offered: bool
) -> None:
    app = app_of(database)
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        keys = shown(app).splitlines()[-1]
        assert ("n new task" in keys) is offered
        assert ("l log contact" in keys) is offered
        assert "p show names" in keys
        assert "? help" in keys
