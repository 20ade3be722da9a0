"""The search over everything, from the keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual.pilot import Pilot

from exin_schema.tables import participant
from exin_tui.caseload import tasks
from exin_tui.storage.database import Database
from exin_tui.tui.screens.dashboard import Dashboard
from exin_tui.tui.screens.participant import ParticipantScreen
from exin_tui.tui.screens.search import SearchScreen
from tests.tui.at_work import NOW, acting, app_on, invented_team, running, sees, who
from tests.tui.conftest import shown
from tests.tui.waiting import press, wait_until


@pytest.fixture
def database() -> Iterator[Database]:
    with invented_team() as opened:
        yield opened


async def searching(pilot: Pilot[None], words: str) -> SearchScreen:
    await press(pilot, "ctrl+g")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen))
    await press(pilot, *words)
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    await wait_until(pilot, lambda: screen._found_for[0] == words)
    await pilot.pause()
    return screen


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize(
    ("language", "kinds"), [("nb", ("Deltakere", "Møter")), ("en", ("Participants", "Meetings"))]
)
async def test_what_is_found_stands_by_kind_and_enter_opens_the_participant(
    database: Database, size: tuple[int, int], language: str, kinds: tuple[str, str]
) -> None:
    async with running(app_on(database, language=language), size) as pilot:  # type: ignore[arg-type]
        await searching(pilot, "sn-007")
        for kind in kinds:
            assert kind in shown(pilot.app)
        await press(pilot, "enter")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, ParticipantScreen))
        assert pilot.app.screen.code == "SN-007"  # type: ignore[attr-defined]
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Dashboard)


async def test_a_meeting_opens_on_its_tab(database: Database) -> None:
    async with running(app_on(database)) as pilot:
        screen = await searching(pilot, "sn-007")
        meeting = next(one for one in screen.hits if one.kind.value == "meeting")
        while screen._rows.row_id != f"meeting:{meeting.id}":
            await press(pilot, "down")
        await press(pilot, "enter")
        await wait_until(pilot, lambda: getattr(pilot.app.screen, "tab", "") == "meetings")


async def test_a_candidates_task_opens_on_its_tab_and_not_on_the_intake(database: Database) -> None:
    tasks.add(database, "order the report", participant_id=who(database, "SN-034").id, **acting())
    async with running(app_on(database)) as pilot:
        await searching(pilot, "order the report")
        await press(pilot, "enter")
        await wait_until(pilot, lambda: getattr(pilot.app.screen, "view", None) is not None)
        await pilot.pause()
        assert pilot.app.screen.tab == "tasks"  # type: ignore[attr-defined]
        await sees(pilot, "order the report")


async def test_a_name_is_found_only_while_names_are_shown_and_gone_when_they_are_hidden(
    database: Database,
) -> None:
    stored = who(database, "SN-007")
    with database.write(command="x", now=NOW) as door:
        door.update(participant, stored.id, stored.version, {"family_name": "Zzørensen"})
    async with running(app_on(database)) as pilot:
        await searching(pilot, "zzø")
        await sees(pilot, "Names are searched only while they are shown: F9 shows them.")
        pilot.app.action_view_privacy()  # type: ignore[attr-defined]
        await sees(pilot, "Zzør")
        assert "Before release" in shown(pilot.app)
        pilot.app.screen_names()  # type: ignore[attr-defined]
        await sees(pilot, "Names are searched only while they are shown: F9 shows them.")
        assert "SN-007" not in shown(pilot.app)
