"""Inviting from the board: who would see what first, chosen from the keyboard, called off later."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from textual.pilot import Pilot
from textual.widgets import Input

from exin_schema.tables import agency, contact, disclosure, invitation
from exin_tui.caseload import meetings
from exin_tui.clock import Clock
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database
from exin_tui.tui.app import ExinApp
from exin_tui.tui.screens.dashboard import Dashboard
from exin_tui.tui.screens.invitation import InvitationScreen
from exin_tui.tui.screens.refusal import RefusalSheet
from exin_tui.tui.widgets.menu import Menu
from exin_tui.tui.widgets.sheet import Ask
from tests.calendar.calendar_team import NOW, oslo
from tests.calendar.invited_team import DOCTOR, KN, NAV, PROGRAMME, SCHOOL, TODAY, Team, put
from tests.tui.conftest import shown
from tests.tui.waiting import press, ready, wait_until

FILE = "invitation-2026-10-19.ics"


@pytest.fixture
def team() -> Iterator[Team]:
    with temporary_database(actor="KN") as opened:
        made = Team(opened, starts_at=oslo("2026-10-21"))
        made.consent("nav", role="Kommunal saksbehandler")
        made.consent("school")
        yield made


@pytest.fixture
async def pilot(team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Pilot[None]]:
    monkeypatch.chdir(tmp_path)
    app = ExinApp(team.database, PROGRAMME, clock=Clock(TODAY), language="en", me="KN", idle_lock_minutes=0)
    async with app.run_test(size=(120, 40)) as running:
        await ready(running)
        yield running


async def opened(pilot: Pilot[Any]) -> InvitationScreen:
    await press(pilot, "tab", "tab", "I")
    screen = pilot.app.screen
    assert isinstance(screen, InvitationScreen)
    await wait_until(pilot, lambda: screen.preview is not None)
    await pilot.pause()
    return screen


def rows(database: Database, table: Any) -> list[Any]:
    with database.read() as connection:
        return list(connection.execute(select(table)))


async def test_who_would_see_what_is_shown_with_the_consent_or_the_reason(pilot: Pilot[None]) -> None:
    screen = await opened(pilot)
    said = shown(pilot.app)
    assert "Meeting SN-007" in said
    assert "Who is invited  2 of 5" in said
    listed = screen._rows.said()
    assert "consent: NAV (▒ screened)" in listed
    assert "consent: School (GVO)" in listed
    assert "No consent covers this today (GP)" in listed
    assert "Of the team: they have the meeting" in listed
    for hidden in ("Kasper", NAV, "Lin Berg", "Eva", DOCTOR):
        assert hidden not in said
    await press(pilot, "p")
    assert f"Kasper Ås · Kommunal saksbehandler · NAV Åsen · {NAV}" in shown(pilot.app)


async def test_a_title_that_betrays_health_is_not_said_on_a_shared_screen(
    pilot: Pilot[None], team: Team
) -> None:
    prison = put(team.database, agency, name="Ullersmo", kind="prison")
    team.ask(
        put(team.database, contact, agency_id=prison, name="Per Ås", role="Ruskonsulent", email="p@p.no")
    )
    screen = await opened(pilot)
    assert not {word for word in ("Ruskonsulent", "Ullersmo") if word in screen._rows.said()}
    await press(pilot, "p")
    assert "Per Ås · Ruskonsulent · Ullersmo · p@p.no" in screen._rows.said()


async def test_the_address_is_asked_for_and_the_chosen_are_written_and_recorded(
    pilot: Pilot[None], team: Team, tmp_path: Path
) -> None:
    screen = await opened(pilot)
    numbers = {one.address: str(place) for place, one in enumerate(screen.preview.guests, 1)}  # type: ignore[union-attr]
    await press(pilot, numbers[SCHOOL])
    assert "Who is invited  1 of 5" in shown(pilot.app)
    await press(pilot, "enter")
    assert isinstance(pilot.app.screen, Ask)
    await press(pilot, *"kn", "enter")
    assert "kn is no e-mail address." in shown(pilot.app)
    pilot.app.screen.query_one(Input).value = KN
    await press(pilot, "enter")
    await wait_until(pilot, lambda: screen.preview is not None and screen.preview.organizer == KN)
    await press(pilot, "enter")
    await wait_until(pilot, (tmp_path / FILE).exists)
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Dashboard))
    content = (tmp_path / FILE).read_text("utf-8").replace("\n ", "")
    assert f"mailto:{NAV}" in content
    assert SCHOOL not in content
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
    assert [row.address for row in rows(team.database, invitation)] == [NAV]
    assert [row.recipient for row in rows(team.database, disclosure)] == ["NAV Åsen"]


async def test_who_may_not_be_told_cannot_be_taken_in(pilot: Pilot[None]) -> None:
    screen = await opened(pilot)
    numbers = {one.address: str(place) for place, one in enumerate(screen.preview.guests, 1)}  # type: ignore[union-attr]
    await press(pilot, numbers[DOCTOR])
    assert "Who is invited  2 of 5" in shown(pilot.app)
    assert any("No consent covers this today" in str(one.message) for one in pilot.app._notifications)


async def test_a_consent_withdrawn_behind_the_screen_is_refused_in_words(
    pilot: Pilot[None], team: Team, tmp_path: Path
) -> None:
    from exin_schema.tables import consent

    screen = await opened(pilot)
    screen._redraft(organizer=KN)
    await wait_until(pilot, lambda: screen.preview is not None and screen.preview.organizer == KN)
    given = next(row for row in rows(team.database, consent) if row.line == "nav")
    with team.database.write(command="test", now=NOW) as door:
        door.update(consent, given.id, 1, {"withdrawn_on": TODAY})
    await press(pilot, "enter")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, RefusalSheet))
    assert "No consent covers this today (NAV)" in shown(pilot.app)
    assert list(tmp_path.iterdir()) == []
    assert rows(team.database, disclosure) == []


async def test_a_moved_meeting_is_owed_on_the_board_until_it_is_sent_anew(
    pilot: Pilot[None], team: Team, tmp_path: Path
) -> None:
    team.invite(tmp_path / "first.ics")
    assert "invitations to send" not in shown(pilot.app)
    moved = meetings.move(
        team.database,
        team.meeting,
        1,
        starts_at=oslo("2026-10-22"),
        ends_at=oslo("2026-10-22", "10:00"),
        now=NOW,
        actor="KN",
    )
    assert isinstance(moved, meetings.MeetingWritten)
    pilot.app._poll()  # type: ignore[attr-defined]
    await wait_until(pilot, lambda: "invitations to send: 1" in shown(pilot.app))
    await press(pilot, "I")
    assert isinstance(pilot.app.screen, Menu)
    assert "SN-007  the invitation anew" in shown(pilot.app)
    await press(pilot, "a")
    screen = pilot.app.screen
    assert isinstance(screen, InvitationScreen)
    await wait_until(pilot, lambda: screen.preview is not None)
    await press(pilot, "enter")
    await wait_until(pilot, (tmp_path / FILE).exists)
    await wait_until(pilot, lambda: "invitations to send" not in shown(pilot.app))


async def test_a_cancelled_meeting_owes_a_cancellation_and_cannot_be_invited_to(
    pilot: Pilot[None], team: Team, tmp_path: Path
) -> None:
    team.invite(tmp_path / "first.ics")
    meetings.cancel(team.database, team.meeting, 1, now=NOW, actor="KN")
    pilot.app._poll()  # type: ignore[attr-defined]
    await wait_until(pilot, lambda: "invitations to send: 1" in shown(pilot.app))
    await press(pilot, "I", "a")
    screen = pilot.app.screen
    assert isinstance(screen, InvitationScreen)
    await wait_until(pilot, lambda: screen.preview is not None)
    await press(pilot, "enter")
    await pilot.pause()
    assert not (tmp_path / FILE).exists()
    await press(pilot, "x")
    await wait_until(pilot, (tmp_path / FILE).exists)
    assert "METHOD:CANCEL" in (tmp_path / FILE).read_text("utf-8")
    await wait_until(pilot, lambda: "invitations to send" not in shown(pilot.app))


async def test_from_a_participants_meetings_tab_and_a_file_that_is_there_keeps_its_name(
    pilot: Pilot[None], tmp_path: Path
) -> None:
    (tmp_path / FILE).write_text("mine", encoding="utf-8")
    await press(pilot, "enter")
    await wait_until(pilot, lambda: getattr(pilot.app.screen, "view", None) is not None)
    pilot.app.screen.action_show_tab("meetings")  # type: ignore[attr-defined]
    await pilot.pause()
    await press(pilot, "I")
    screen = pilot.app.screen
    assert isinstance(screen, InvitationScreen)
    assert screen.draft.file == "invitation-2026-10-19-2.ics"
    await press(pilot, "escape")
    pilot.app.screen.action_show_tab("checklist")  # type: ignore[attr-defined]
    await press(pilot, "I")
    await pilot.pause()
    assert not isinstance(pilot.app.screen, InvitationScreen)
    assert "Put the cursor on a meeting first." in [str(one.message) for one in pilot.app._notifications]


async def test_with_nothing_under_the_cursor_it_says_what_to_do(pilot: Pilot[None]) -> None:
    await press(pilot, "I")
    await pilot.pause()
    said = [str(one.message) for one in pilot.app._notifications]
    assert said == ["No invitation is owed. To invite, put the cursor on a meeting."]
