"""Participants from the keyboard: registered, moved, released, imprisoned, ended, taken up again."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from typing import Any

import pytest
from sqlalchemy import select
from textual.pilot import Pilot

from exin_schema.programme_file import load_programme
from exin_schema.tables import caseworker, custody_episode, participant, phase_transition, task
from exin_schema.vocabulary import IntakeOutcome
from exin_tui.caseload.consents import give
from exin_tui.caseload.discussion import Discussion
from exin_tui.caseload.intake import decline
from exin_tui.caseload.participant_edit import Details, edit
from exin_tui.caseload.registration import ConsentGiven
from exin_tui.clock import OSLO, Clock
from exin_tui.demo.fill import fill
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database
from exin_tui.tui.app import ExinApp
from exin_tui.tui.commands.catalogue import all_commands
from exin_tui.tui.forms.sheet import FormSheet
from exin_tui.tui.screens.dashboard import Dashboard
from exin_tui.tui.screens.lock import LockScreen
from exin_tui.tui.screens.outcome import OutcomeSheet
from exin_tui.tui.screens.participant import ParticipantScreen
from exin_tui.tui.widgets.menu import Menu
from tests.tui.conftest import shown
from tests.tui.waiting import press, ready, wait_until

TODAY = dt.date(2026, 11, 27)
NOW = dt.datetime(2026, 11, 27, 9, 0, tzinfo=OSLO)
PROGRAMME = load_programme()


@pytest.fixture
def database() -> Iterator[Database]:
    with temporary_database(actor="KN") as opened:
        fill(opened, participants=36, seed=1, today=TODAY, programme=PROGRAMME, now=NOW)
        yield opened


@pytest.fixture
async def pilot(database: Database) -> AsyncIterator[Pilot[None]]:
    app = ExinApp(database, PROGRAMME, clock=Clock(TODAY), language="en", me="KN", idle_lock_minutes=0)
    async with app.run_test(size=(120, 40), notifications=True) as running:
        await ready(running)
        yield running


def stored(database: Database, code: str) -> Mapping[str, Any]:
    with database.read() as connection:
        found = connection.execute(select(participant).where(participant.c.code == code)).mappings()
        return dict(found.one())


def rows_of(database: Database, code: str, table: Any) -> list[Mapping[str, Any]]:
    whose = stored(database, code)["id"]
    with database.read() as connection:
        found = connection.execute(select(table).where(table.c.participant_id == whose)).mappings()
        return [dict(row) for row in found]


def said(pilot: Pilot[Any]) -> str:
    """The screen without line breaks."""
    return " ".join(shown(pilot.app).split())


async def go_to(pilot: Pilot[Any], code: str) -> None:
    board = pilot.app.screen
    assert isinstance(board, Dashboard)
    person = next(row.person for row in pilot.app.overview.rows if row.person.code == code)  # type: ignore[attr-defined]
    assert board.participants.go_to(person.id)
    await pilot.pause()


async def until(pilot: Pilot[Any], so: Callable[[], object]) -> None:
    """Wait until it is so; else show what there is instead."""
    try:
        await wait_until(pilot, so)
    except AssertionError:
        raise AssertionError(shown(pilot.app)) from None


async def sheet(pilot: Pilot[Any], letter: str) -> FormSheet:
    """Open the sheet behind a letter."""
    await press(pilot, "c")
    await until(pilot, lambda: isinstance(pilot.app.screen, Menu))
    await press(pilot, letter)
    await until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    found = pilot.app.screen
    assert isinstance(found, FormSheet)
    return found


async def fill_in(pilot: Pilot[Any], **values: str) -> None:
    """Type into the fields, going to each with Tab."""
    form = pilot.app.screen
    assert isinstance(form, FormSheet)
    for name, typed in values.items():
        for _ in range(60):
            if form.focused is form._rows[name].entry:
                break
            await press(pilot, "tab")
        await press(pilot, *["space" if sign == " " else sign for sign in typed])


async def discuss(pilot: Pilot[Any]) -> None:
    await fill_in(pilot, possibilities="home", limits="none", special="nothing", took_part=" ")


async def closed(pilot: Pilot[Any]) -> None:
    await until(pilot, lambda: not isinstance(pilot.app.screen, FormSheet))


def test_every_letter_of_the_sheet_opens_one_thing() -> None:
    letters = [one.letter for one in all_commands() if one.letter]
    assert len(letters) == len(set(letters))


async def test_a_candidate_is_registered_and_opened(pilot: Pilot[None], database: Database) -> None:
    await press(pilot, "N")
    await until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    assert "SN-037" in said(pilot)
    await fill_in(pilot, given_name="Aslak", birth_date="5.5.2004", referred_by="p", kind="r", place="Oslo")
    assert "Aslak" not in said(pilot)
    await press(pilot, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, ParticipantScreen))
    row = stored(database, "SN-037")
    assert (row["given_name"], row["birth_date"], row["referred_by"]) == (
        "Aslak", dt.date(2004, 5, 5), "prison",
    )  # fmt: skip
    assert [each["kind"] for each in rows_of(database, "SN-037", custody_episode)] == ["remand"]


async def test_a_move_is_refused_in_words_until_it_can_be_made(
    pilot: Pilot[None], database: Database
) -> None:
    await go_to(pilot, "SN-003")
    await sheet(pilot, "f")
    await until(pilot, lambda: "Phase 3 opens" in said(pilot))
    await press(pilot, "enter")
    await until(pilot, lambda: "▲ Phase 3 opens" in said(pilot))
    assert stored(database, "SN-003")["phase"] == "in_prison"
    await press(pilot, "1")
    await discuss(pilot)
    await press(pilot, "enter")
    await closed(pilot)
    assert stored(database, "SN-003")["phase"] == "intake"


async def test_a_move_says_what_follows_before_and_after_it_is_made(
    pilot: Pilot[None], database: Database
) -> None:
    await go_to(pilot, "SN-004")
    await sheet(pilot, "r")
    await fill_in(pilot, on="11.12")
    await until(pilot, lambda: "What follows:" in said(pilot))
    before = [row["decided_on"] for row in rows_of(database, "SN-004", custody_episode)]
    assert "Due dates that moved:" in said(pilot)
    assert "To be told:" in said(pilot)
    assert [row["decided_on"] for row in rows_of(database, "SN-004", custody_episode)] == before
    await press(pilot, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, OutcomeSheet))
    assert "Due dates that moved:" in said(pilot)
    assert rows_of(database, "SN-004", custody_episode)[-1]["decided_on"] == dt.date(2026, 12, 11)
    assert "exin.tell_release" in {row["key"] for row in rows_of(database, "SN-004", task)}


async def test_what_a_move_means_for_capacity_stands_there_before_a_word_is_written(
    pilot: Pilot[None], database: Database
) -> None:
    await go_to(pilot, "SN-002")
    await sheet(pilot, "f")
    await fill_in(pilot, to="4")
    await until(pilot, lambda: "KN would be 11/12, and 7/6 in phases 3 and 4." in said(pilot))
    await discuss(pilot)
    await press(pilot, "enter")
    await until(
        pilot, lambda: "KN would have 7 of 6 in phases 3 and 4. Give a reason to go over." in said(pilot)
    )
    await press(pilot, *"relieved", "enter", "right", "enter")
    await closed(pilot)
    assert stored(database, "SN-002")["phase"] == "post_release"


async def test_who_would_be_told_of_a_release_is_listed_before_the_discussion(pilot: Pilot[None]) -> None:
    await go_to(pilot, "SN-007")
    await sheet(pilot, "f")
    await fill_in(pilot, released_on="27.11")
    await until(pilot, lambda: "To be told:" in said(pilot))
    await press(pilot, "enter")
    await until(pilot, lambda: "Still empty: possibilities" in said(pilot))


async def test_a_proposal_is_noted_discussed_and_withdrawn(pilot: Pilot[None], database: Database) -> None:
    await go_to(pilot, "SN-031")
    await sheet(pilot, "p")
    await fill_in(pilot, possibilities="home")
    await press(pilot, "enter")
    await closed(pilot)
    (proposed,) = [row for row in rows_of(database, "SN-031", phase_transition) if row["proposed"]]
    assert (proposed["to_phase"], proposed["possibilities"]) == ("pre_release", "home")
    await press(pilot, "enter")
    await sheet(pilot, "d")
    assert "home" not in said(pilot)
    await fill_in(pilot, limits="none", special="nothing", took_part=" ")
    await press(pilot, "enter")
    await closed(pilot)
    (proposed,) = [row for row in rows_of(database, "SN-031", phase_transition) if row["proposed"]]
    assert (proposed["possibilities"], proposed["limits"]) == ("home", "none")
    await sheet(pilot, "p")
    await fill_in(pilot, withdraw=" ")
    await press(pilot, "enter")
    await closed(pilot)
    assert not [row for row in rows_of(database, "SN-031", phase_transition) if row["proposed"]]


async def test_released_unplanned_with_the_list_of_the_day_and_imprisoned_again(
    pilot: Pilot[None], database: Database
) -> None:
    await go_to(pilot, "SN-028")
    await sheet(pilot, "u")
    assert "Where to sleep?" in said(pilot)
    await press(pilot, "enter", "right", "enter")
    await until(pilot, lambda: stored(database, "SN-028")["phase"] == "post_release")
    await until(pilot, lambda: isinstance(pilot.app.screen, OutcomeSheet))
    assert "The discussion is owed by" in said(pilot)
    await press(pilot, "enter")
    assert len([row for row in rows_of(database, "SN-028", task) if row["key"]]) >= 5
    await go_to(pilot, "SN-028")
    await press(pilot, "c")
    assert "released today" not in said(pilot)
    await press(pilot, "d")
    await until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    await discuss(pilot)
    await press(pilot, "enter")
    await closed(pilot)
    assert stored(database, "SN-028")["discuss_by"] is None
    await go_to(pilot, "SN-028")
    await sheet(pilot, "i")
    await fill_in(pilot, place="Halden")
    await discuss(pilot)
    assert "Halden" not in said(pilot)
    await press(pilot, "enter")
    await closed(pilot)
    assert stored(database, "SN-028")["phase"] == "in_prison"
    assert rows_of(database, "SN-028", custody_episode)[-1]["place"] == "Halden"


async def test_a_transfer_keeps_what_was_typed_when_it_is_refused(
    pilot: Pilot[None], database: Database
) -> None:
    await go_to(pilot, "SN-003")
    form = await sheet(pilot, "t")
    await fill_in(pilot, unit="B", level="i")
    await press(pilot, "enter")
    await until(pilot, lambda: "counts as out of prison" in said(pilot))
    assert form.values["unit"].endswith("B")
    await press(pilot, "left", "left")
    await press(pilot, "enter")
    await closed(pilot)
    assert rows_of(database, "SN-003", custody_episode)[-1]["level"] == "frigang"


async def test_details_are_corrected_and_stay_dots_while_screened(
    pilot: Pilot[None], database: Database
) -> None:
    await go_to(pilot, "SN-003")
    name = stored(database, "SN-003")["family_name"]
    await sheet(pilot, "o")
    assert name not in said(pilot)
    await fill_in(pilot, given_name="Liv", phone="1")
    await press(pilot, "enter")
    await closed(pilot)
    row = stored(database, "SN-003")
    assert row["given_name"] == "Liv"
    assert row["phone"] == "1"
    assert row["phone_verified_on"] is None
    assert row["family_name"] == name


async def test_what_somebody_else_corrected_meanwhile_stays_beside_what_was_typed(
    pilot: Pilot[None], database: Database
) -> None:
    await go_to(pilot, "SN-003")
    form = await sheet(pilot, "o")
    await fill_in(pilot, given_name="Liv")
    row = stored(database, "SN-003")
    edit(database, row["id"], row["version"], Details(phone="900 00 002"), now=NOW, actor="AB", today=TODAY,
         programme=PROGRAMME)  # fmt: skip
    await press(pilot, "enter")
    await until(pilot, lambda: "Changed by AB" in said(pilot))
    assert form.values["given_name"] == "Liv"
    await until(pilot, lambda: form.filled.version > row["version"])
    await press(pilot, "enter")
    await closed(pilot)
    now = stored(database, "SN-003")
    assert (now["given_name"], now["phone"]) == ("Liv", "900 00 002")


async def test_a_lock_keeps_what_was_typed_and_undo_takes_back_what_was_saved(
    pilot: Pilot[None], database: Database
) -> None:
    await go_to(pilot, "SN-003")
    before = stored(database, "SN-003")["given_name"]
    form = await sheet(pilot, "o")
    await fill_in(pilot, given_name="Liv")
    await press(pilot, "ctrl+l")
    assert isinstance(pilot.app.screen, LockScreen)
    pilot.app.screen.dismiss(None)
    await until(pilot, lambda: pilot.app.screen is form)
    await press(pilot, "enter")
    await closed(pilot)
    assert stored(database, "SN-003")["given_name"] == "Liv"
    await press(pilot, "ctrl+z")
    await until(pilot, lambda: stored(database, "SN-003")["given_name"] == before)


async def test_a_shared_screen_neither_asks_nor_says_whose_address_is_protected(
    pilot: Pilot[None], database: Database
) -> None:
    await go_to(pilot, "SN-003")
    whose = stored(database, "SN-003")
    edit(database, whose["id"], whose["version"], Details(address="Storgata 1"), now=NOW, actor="KN",
         today=TODAY, programme=PROGRAMME)  # fmt: skip
    await press(pilot, "c", "v")
    await until(pilot, lambda: "Show names first" in said(pilot))
    await press(pilot, "p")
    await sheet(pilot, "v")
    await press(pilot, "space", "enter")
    await closed(pilot)
    assert stored(database, "SN-003")["protected_address"]
    form = await sheet(pilot, "o")
    assert form.values["address"] == ""
    await press(pilot, "enter")
    await closed(pilot)
    assert stored(database, "SN-003")["address"] == "Storgata 1"


async def test_a_suggested_meeting_is_marked_not_needed(pilot: Pilot[None], database: Database) -> None:
    await go_to(pilot, "SN-004")
    await sheet(pilot, "m")
    await fill_in(pilot, which="t")
    await press(pilot, "enter")
    await closed(pilot)
    assert stored(database, "SN-004")["transfer_meeting_needed"] is False


async def test_a_follow_up_ends_when_everybody_is_told_and_is_opened_again(
    pilot: Pilot[None], database: Database
) -> None:
    whose = stored(database, "SN-017")
    give(database, whose["id"], whose["version"], ConsentGiven("nav", TODAY), now=NOW, actor="KN",
         today=TODAY, programme=PROGRAMME)  # fmt: skip
    pilot.app.refresh_data()  # type: ignore[attr-defined]
    await until(pilot, lambda: True)
    await go_to(pilot, "SN-017")
    await press(pilot, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, ParticipantScreen))
    await sheet(pilot, "b")
    assert "NAV" in said(pilot)
    await discuss(pilot)
    await press(pilot, "enter", "enter")
    await closed(pilot)
    assert stored(database, "SN-017")["phase"] == "reintegration"
    await sheet(pilot, "b")
    await discuss(pilot)
    await press(pilot, "enter", "right", "enter")
    await until(pilot, lambda: stored(database, "SN-017")["phase"] == "closing")
    await until(pilot, lambda: isinstance(pilot.app.screen, OutcomeSheet))
    assert "To be told:" in said(pilot)
    await press(pilot, "enter")
    await sheet(pilot, "b")
    await press(pilot, "enter", "right", "enter")
    await until(pilot, lambda: "Still to be told" in said(pilot))
    await fill_in(pilot, told=" ")
    await press(pilot, "enter", "right", "enter")
    await until(pilot, lambda: stored(database, "SN-017")["closed_on"] == TODAY)
    await until(pilot, lambda: not isinstance(pilot.app.screen, FormSheet))
    if isinstance(pilot.app.screen, OutcomeSheet):
        await press(pilot, "enter")
    await until(pilot, lambda: pilot.app.screen.ended)  # type: ignore[attr-defined]
    await sheet(pilot, "g")
    await fill_in(pilot, to="5")
    await discuss(pilot)
    await press(pilot, "enter")
    await closed(pilot)
    row = stored(database, "SN-017")
    assert (row["closed_on"], row["phase"]) == (None, "reintegration")


# ── a caseworker who leaves, and those whose follow-up has ended ─────────────────────────────────────


async def test_a_caseworker_hands_everybody_over_with_what_is_lost_listed_first(
    pilot: Pilot[None], database: Database
) -> None:
    await press(pilot, "k")
    await until(pilot, lambda: "team leader" in said(pilot))
    people = pilot.app.screen.people  # type: ignore[attr-defined]
    assert people.go_to("TL")
    await press(pilot, "R")
    await until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    assert "TL hands over 3 participants" in said(pilot)
    assert "Would be lost:" in said(pilot)
    await until(pilot, lambda: "AB would be" in said(pilot))
    await press(pilot, "enter")
    await until(pilot, lambda: not isinstance(pilot.app.screen, FormSheet) or "reason" in said(pilot))
    if isinstance(pilot.app.screen, FormSheet):
        await press(pilot, *"left", "enter", "right", "enter")
    await closed(pilot)
    with database.read() as connection:
        theirs = connection.execute(
            select(participant.c.code)
            .join(caseworker, caseworker.c.id == participant.c.caseworker_id)
            .where(caseworker.c.initials == "TL", participant.c.closed_on.is_(None))
        )
        assert theirs.all() == []


async def test_who_has_ended_is_found_again_and_opened(pilot: Pilot[None], database: Database) -> None:
    whose = stored(database, "SN-030")
    decline(
        database, whose["id"], whose["version"], IntakeOutcome.DECLINED_BY_PERSON,
        Discussion("home", "none", "nothing", "KN"), told=True,
        now=NOW, actor="KN", today=TODAY, programme=PROGRAMME,
    )  # fmt: skip
    name = f"{whose['given_name']} {whose['family_name']}"
    await press(pilot, "g", "e")
    await until(pilot, lambda: "SN-030" in said(pilot))
    assert "ended in intake" in said(pilot)
    assert name not in said(pilot)
    await press(pilot, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, ParticipantScreen) and pilot.app.screen.view)
    await press(pilot, "c")
    await until(pilot, lambda: isinstance(pilot.app.screen, Menu))
    assert "follow up again" in said(pilot).casefold()
    assert "move to another phase" not in said(pilot).casefold()
