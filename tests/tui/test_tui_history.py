"""The history tab: what changed, who looked, what was told; in words, in pages, safe on a shared screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Iterator

import pytest
from textual.pilot import Pilot

from exin_schema.tables import checklist, checklist_item, participant, task
from exin_tui.storage.database import Database
from exin_tui.tui.screens.told_sheet import ToldSheet
from exin_tui.tui.widgets.menu import Menu
from tests.tui.at_work import NOW, app_on, invented_team, open_tab, rows, running, sees, who
from tests.tui.conftest import shown
from tests.tui.waiting import press, wait_until

CODE = "SN-007"


@pytest.fixture
def database() -> Iterator[Database]:
    with invented_team() as opened:
        yield opened


@pytest.fixture
async def pilot(database: Database) -> AsyncIterator[Pilot[None]]:
    async with running(app_on(database)) as found:
        yield found


def edit(database: Database, **values: object) -> None:
    stored = who(database, CODE)
    with database.write(command="participant.edit", now=NOW + dt.timedelta(minutes=1), actor="AB") as door:
        door.update(participant, stored.id, stored.version, values)


def set_item(database: Database, key: str, **values: object) -> None:
    stored = who(database, CODE)
    item = next(
        one
        for one in rows(database, checklist_item, checklist_item.c.participant_id == stored.id)
        if one.key == key
    )
    with database.write(command="item.edit", now=NOW + dt.timedelta(minutes=2), actor="AB") as door:
        door.update(checklist_item, item.id, item.version, values)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize(
    ("language", "said"),
    [("nb", "Deltakeren: bydel ▒ skjermet"), ("en", "The participant: district ▒ screened")],
)
async def test_a_change_stands_there_in_words_and_hides_what_a_shared_screen_must_not_say(
    database: Database, size: tuple[int, int], language: str, said: str
) -> None:
    edit(database, district="Stovner")
    async with running(app_on(database, language=language), size) as pilot:  # type: ignore[arg-type]
        await open_tab(pilot, CODE, "history")
        await sees(pilot, said)
        assert "Stovner" not in shown(pilot.app)
        assert "09:01  AB" in shown(pilot.app)
        await press(pilot, "p")
        await sees(pilot, "→ Stovner")


async def test_a_sensitive_item_is_not_named_while_screened(pilot: Pilot[None], database: Database) -> None:
    set_item(database, "dps", state="in_progress", note="ring Ola")
    await open_tab(pilot, CODE, "history")
    await sees(pilot, "sensitive item: status")
    await press(pilot, "w")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, ToldSheet))
    await sees(pilot, "note – → ▒ screened")
    assert "DPS" not in shown(pilot.app)
    assert "Ola" not in shown(pilot.app)
    await press(pilot, "p")
    await sees(pilot, "note – → ring Ola")


async def test_a_protected_address_never_stands_in_the_history(
    pilot: Pilot[None], database: Database
) -> None:
    edit(database, address="Storgata 1", protected_address=True)
    await open_tab(pilot, CODE, "history")
    await press(pilot, "enter")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, ToldSheet))
    assert "protected" not in shown(pilot.app)
    await press(pilot, "p")
    await sees(pilot, "protected address")
    assert "Storgata" not in shown(pilot.app)


async def test_w_shows_the_whole_change_and_the_command(pilot: Pilot[None], database: Database) -> None:
    edit(database, alias="Kongle", phase="post_release")
    await open_tab(pilot, CODE, "history")
    await sees(pilot, "+1")
    await press(pilot, "w")
    await sees(pilot, "participant.edit")
    assert "phase Before release → After release" in shown(pilot.app)
    assert "→ Kongle" in shown(pilot.app)


async def test_access_and_disclosure_stand_among_the_changes_marked(
    pilot: Pilot[None], database: Database
) -> None:
    stored = who(database, CODE)
    with database.write(command="x", now=NOW + dt.timedelta(minutes=3), actor="TL") as door:
        door.access("reveal", stored.id)
        door.access("protected_address", stored.id)
        door.disclosure(participant_id=stored.id, recipient="NAV", export="list", fields=("phase",))
    await open_tab(pilot, CODE, "history")
    await sees(pilot, "told NAV: list")
    await sees(pilot, "access the name, for ten seconds")
    assert "protected" not in shown(pilot.app)
    await press(pilot, "f")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Menu))
    await press(pilot, "j")
    await sees(pilot, "only access and disclosure")
    await sees(pilot, "told NAV: list")
    assert "The participant" not in shown(pilot.app)


async def test_a_long_log_is_read_a_page_at_a_time(pilot: Pilot[None], database: Database) -> None:
    stored = who(database, CODE)
    for number in range(70):
        with database.write(command="x", now=NOW + dt.timedelta(minutes=number), actor="TL") as door:
            door.insert(task, {"participant_id": stored.id, "title": f"nr {number}"})
    screen = await open_tab(pilot, CODE, "history")
    await wait_until(pilot, lambda: "nr 69" in screen.rows.said())
    assert "nr 9:" not in screen.rows.said()
    assert "Older" in screen.rows.said()
    await press(pilot, "end", "enter")
    await wait_until(pilot, lambda: "nr 9:" in screen.rows.said())
    assert "Older" not in screen.rows.said()


async def test_the_open_tab_follows_what_others_write(pilot: Pilot[None], database: Database) -> None:
    screen = await open_tab(pilot, CODE, "history")
    set_item(database, "housing", state="done")
    pilot.app._poll()  # type: ignore[attr-defined]
    await wait_until(pilot, lambda: "Housing settled: status" in screen.rows.said())
    assert rows(database, checklist)


# ── undo, several steps back and forth ───────────────────────────────────────────────────────────────


def told(pilot: Pilot[None]) -> list[str]:
    return [one.message for one in pilot.app._notifications]


async def test_undo_steps_back_through_this_sessions_changes_and_says_each_exactly(
    pilot: Pilot[None], database: Database
) -> None:
    await open_tab(pilot, CODE, "checklist")
    pilot.app.screen.checklist.go_to(item_id(database, "housing"))  # type: ignore[attr-defined]
    await pilot.pause()
    for key, state in (("b", "in_progress"), ("x", "done"), ("x", "not_started")):
        await press(pilot, key)
        await wait_until(pilot, lambda state=state: state_of(database, "housing") == state)  # type: ignore[misc]
        await settled(pilot, state)
    alias = who(database, CODE).alias
    for before, after, state in (
        ("done", "not started", "done"),
        ("in progress", "done", "in_progress"),
        ("not started", "in progress", "not_started"),
    ):
        await press(pilot, "ctrl+z")
        said = f"Undone: {CODE} {alias} · Housing settled: status {before} → {after}"
        await wait_until(pilot, lambda said=said: any(one.startswith(said) for one in told(pilot)))  # type: ignore[misc]
        assert state_of(database, "housing") == state
    await press(pilot, "ctrl+z")
    await wait_until(pilot, lambda: told(pilot) == ["Nothing has been changed here yet."])
    await press(pilot, "ctrl+y", "ctrl+y")
    await wait_until(pilot, lambda: state_of(database, "housing") == "done")
    assert told(pilot)[-1].startswith(f"Done again: {CODE} {alias} · Housing settled")
    await press(pilot, "ctrl+z")
    await wait_until(pilot, lambda: state_of(database, "housing") == "in_progress")


async def test_undo_is_refused_with_who_changed_the_same_thing_and_changes_nothing(
    pilot: Pilot[None], database: Database
) -> None:
    await open_tab(pilot, CODE, "checklist")
    pilot.app.screen.checklist.go_to(item_id(database, "housing"))  # type: ignore[attr-defined]
    await press(pilot, "b")
    await wait_until(pilot, lambda: state_of(database, "housing") == "in_progress")
    set_item(database, "housing", note="ringt")
    await press(pilot, "ctrl+z")
    await wait_until(pilot, lambda: any("AB has changed the same thing since" in one for one in told(pilot)))
    assert state_of(database, "housing") == "in_progress"


def item_id(database: Database, key: str) -> str:
    return next(
        str(one.id)
        for one in rows(database, checklist_item, checklist_item.c.participant_id == who(database, CODE).id)
        if one.key == key
    )


def state_of(database: Database, key: str) -> str:
    (found,) = rows(database, checklist_item, checklist_item.c.id == item_id(database, key))
    return str(found.state)


async def settled(pilot: Pilot[None], state: str) -> None:
    """What was written has been read again: the next key writes over what is stored."""

    def read() -> bool:
        item = pilot.app.screen.item  # type: ignore[attr-defined]
        return item is not None and item.state.value == state

    await wait_until(pilot, read)
