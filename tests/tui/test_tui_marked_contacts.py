"""Marked items that are done with a contact of their own: asked for one after another, nobody is guessed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from textual.pilot import Pilot

from exin_schema.tables import checklist_item
from exin_schema.vocabulary import ItemKind, ItemState
from exin_tui.caseload.models import ItemRow
from exin_tui.storage.database import Database
from exin_tui.tui.forms.sheet import FormSheet
from exin_tui.tui.screens.dashboard import Dashboard
from exin_tui.tui.screens.participant import ParticipantScreen
from tests.tui.at_work import acting, app_on, invented_team, open_tab, rows, running
from tests.tui.conftest import shown
from tests.tui.waiting import press, wait_until


@pytest.fixture
def database() -> Iterator[Database]:
    with invented_team() as opened:
        yield opened


def without_a_contact(screen: ParticipantScreen) -> list[ItemRow]:
    assert screen.view is not None
    items = screen.view.checklists[0].items
    return [one for one in items if one.kind is ItemKind.CONTACT and one.state is ItemState.NOT_STARTED]


def states(database: Database) -> dict[str, str]:
    return {row.id: row.state for row in rows(database, checklist_item)}


async def asked_about(pilot: Pilot[None], words: str) -> None:
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, FormSheet) and words in shown(pilot.app))


async def test_each_marked_contact_item_asks_who_it_is_in_turn(database: Database) -> None:
    async with running(app_on(database)) as pilot:
        screen = await open_tab(pilot, "SN-007", "checklist")
        items = without_a_contact(screen)[:2]
        assert len(items) == 2
        for one in items:
            screen.checklist.go_to(one.id)
            await press(pilot, "space")
        await press(pilot, "x")
        await asked_about(pilot, f"Who is it? {items[0].label.say('en')}")
        await press(pilot, "enter")  # of several nobody lies at hand
        assert isinstance(pilot.app.screen, FormSheet)
        assert items[0].id in {one.id for one in without_a_contact(screen)}
        await press(pilot, "right", "enter")
        await asked_about(pilot, f"Who is it? {items[1].label.say('en')}")
        assert screen.checklist.marked == {items[1].id}
        await press(pilot, "right", "enter")
        await wait_until(pilot, lambda: not screen.checklist.marked)
        await wait_until(
            pilot, lambda: not {one.id for one in items} & {o.id for o in without_a_contact(screen)}
        )


async def test_who_is_not_named_leaves_the_rest_marked(database: Database) -> None:
    async with running(app_on(database)) as pilot:
        screen = await open_tab(pilot, "SN-007", "checklist")
        items = without_a_contact(screen)[:2]
        for one in items:
            screen.checklist.go_to(one.id)
            await press(pilot, "space")
        await press(pilot, "x")
        await asked_about(pilot, "Who is it?")
        await press(pilot, "escape")
        await wait_until(pilot, lambda: pilot.app.screen is screen)
        assert screen.checklist.marked == {one.id for one in items}


async def test_on_the_board_they_are_asked_for_whosever_they_are(database: Database) -> None:
    async with running(app_on(database)) as pilot:
        board = pilot.app.screen
        assert isinstance(board, Dashboard)
        with database.write(command="test", now=acting()["now"]) as door:
            found = door.connection.execute(
                select(checklist_item.c.id, checklist_item.c.version, checklist_item.c.checklist_id)
                .where(checklist_item.c.key == "prison_contact", checklist_item.c.contact_id.is_(None))
                .order_by(checklist_item.c.id)
            ).all()[:2]
            assert len(found) == 2
            for one in found:
                late = {"due_on": acting()["today"], "due_override": True, "state": "not_started"}
                door.update(checklist_item, one.id, one.version, late)
        wanted = {one.id for one in found}
        await wait_until(pilot, lambda: wanted <= {entry.id for entry in board.due.entries})
        due = [entry.payload for entry in board.due.entries if entry.id in wanted]
        codes = [one.person.code for one in due if one.person]
        assert len(set(codes)) == 2
        board.due.focus()
        board.due.mark(wanted)
        await press(pilot, "x")
        await asked_about(pilot, "Who is it?")
        await press(pilot, "right", "enter")
        await wait_until(pilot, lambda: len(board.due.marked) == 1)
        await asked_about(pilot, "Who is it?")
        await press(pilot, "right", "enter")
        await wait_until(pilot, lambda: {states(database)[one] for one in wanted} == {"done"})
