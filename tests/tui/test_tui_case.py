"""Contact in two keys, applications on their way, the situation at start and at release."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from sqlalchemy import select
from textual.pilot import Pilot

from exin_schema.programme_file import load_programme
from exin_schema.tables import activity, agency, participant, situation
from exin_schema.vocabulary import ActivityKind, ApplicationKind, ApplicationState, Housing, SituationMoment
from exin_tui.caseload import applications
from exin_tui.caseload.activities import log_activity
from exin_tui.caseload.case_models import ApplicationView
from exin_tui.caseload.situations import Situation, set_situation
from exin_tui.clock import OSLO, Clock
from exin_tui.demo.fill import fill
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database
from exin_tui.tui.app import ExinApp
from exin_tui.tui.forms.sheet import FormSheet
from exin_tui.tui.screens.contact_log import LETTERS
from exin_tui.tui.screens.outcome import OutcomeSheet
from exin_tui.tui.screens.participant import ParticipantScreen
from exin_tui.tui.widgets.menu import Menu
from tests.tui.conftest import shown
from tests.tui.waiting import press, ready, wait_until

TODAY = dt.date(2026, 11, 27)
NOW = dt.datetime(2026, 11, 27, 9, 0, tzinfo=OSLO)
PROGRAMME = load_programme()
ACTING: Any = {"now": NOW, "today": TODAY, "actor": "KN", "programme": PROGRAMME}


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


def person(pilot: Pilot[Any]) -> Any:
    """The row of the participant at hand, as it was read last."""
    return pilot.app.screen_stack[-1].row_now()  # type: ignore[attr-defined]


def logged(database: Database, participant_id: str) -> list[Any]:
    """Newest first."""
    with database.read() as connection:
        found = connection.execute(
            select(activity).where(activity.c.participant_id == participant_id).order_by(activity.c.on.desc())
        )
        return list(found)


async def form(pilot: Pilot[Any]) -> FormSheet:
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    assert isinstance(pilot.app.screen, FormSheet)
    return pilot.app.screen


async def write(pilot: Pilot[Any], words: str) -> None:
    await press(pilot, *("space" if sign == " " else sign for sign in words))


# ── contact ──────────────────────────────────────────────────────────────────────────────────────────


async def test_contact_is_logged_in_two_keys_shows_at_once_and_is_taken_off_again(
    pilot: Pilot[None], database: Database
) -> None:
    before = person(pilot).last_contact_on
    whose = person(pilot).person.id
    assert before < TODAY
    await press(pilot, "l", "t")
    await wait_until(pilot, lambda: person(pilot).last_contact_on == TODAY)
    assert logged(database, whose)[0].kind == "call"
    await press(pilot, "ctrl+z")
    await wait_until(pilot, lambda: person(pilot).last_contact_on == before)


async def test_an_attempt_that_failed_is_logged_and_is_no_contact(
    pilot: Pilot[None], database: Database
) -> None:
    before, whose = person(pilot).last_contact_on, person(pilot).person.id
    await press(pilot, "l", "f")
    await wait_until(pilot, lambda: logged(database, whose)[0].on == TODAY)
    newest = logged(database, whose)[0]
    assert (newest.kind, newest.reached) == ("call", False)
    await pilot.pause()
    assert person(pilot).last_contact_on == before


async def test_another_day_and_work_without_the_participant_have_a_form(
    pilot: Pilot[None], database: Database
) -> None:
    whose = person(pilot).person.id
    count = len(logged(database, whose))
    await press(pilot, "l", "d")
    await form(pilot)
    await press(pilot, *["backspace"] * 10)
    await write(pilot, "26.11.2026")
    await press(pilot, "enter")
    await wait_until(pilot, lambda: person(pilot).last_contact_on == dt.date(2026, 11, 26))
    await press(pilot, "l", "n")
    sheet = await form(pilot)
    assert (sheet.values["what"], sheet.values["on"]) == ("nav_talk", "2026-11-27")
    await press(pilot, "right", "enter")
    await wait_until(pilot, lambda: len(logged(database, whose)) == count + 2)
    newest = logged(database, whose)[0]
    assert (newest.kind, newest.with_participant) == ("nav_talk", False)
    assert person(pilot).last_contact_on == dt.date(2026, 11, 26)


async def test_a_day_that_has_not_come_is_refused_beside_what_was_typed(pilot: Pilot[None]) -> None:
    await press(pilot, "l", "d")
    sheet = await form(pilot)
    await press(pilot, *["backspace"] * 10)
    await write(pilot, "friday")
    await press(pilot, "enter")
    await wait_until(pilot, lambda: "has not come yet" in shown(pilot.app))
    assert sheet.values["on"] == "friday"


def test_every_kind_has_a_letter_of_its_own_and_only_answered_contact_is_quick() -> None:
    assert len({one.letter for one in LETTERS}) == len(LETTERS)
    assert {one.kind for one in LETTERS} == set(ActivityKind)
    asks = {one.kind for one in LETTERS if one.asks}
    assert asks == {
        ActivityKind.NAV_TALK, ActivityKind.AEV, ActivityKind.VISIT_HOME, ActivityKind.VISIT_BY_HOME,
    }  # fmt: skip


@pytest.mark.parametrize(("language", "size"), [("nb", (80, 24)), ("en", (80, 24)), ("nb", (120, 40))])
async def test_the_sheet_of_letters_fits(database: Database, language: str, size: tuple[int, int]) -> None:
    app = app_of(database, language)
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        await press(pilot, "l")
        assert isinstance(app.screen, Menu)
        for one in LETTERS:
            assert one.words.say(language) in shown(app)  # type: ignore[arg-type]
        assert {"nb": "en annen dag", "en": "another day"}[language] in shown(app)


# ── applications ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
async def tab(pilot: Pilot[None]) -> Pilot[None]:
    """The first participant's tab of applications."""
    await open_tab(pilot)
    return pilot


async def open_tab(pilot: Pilot[Any]) -> None:
    await press(pilot, "enter")
    await wait_until(pilot, lambda: screen(pilot).view is not None)
    screen(pilot).action_show_tab("applications")
    await wait_until(pilot, lambda: screen(pilot).case is not None)
    await pilot.pause()


def screen(pilot: Pilot[Any]) -> ParticipantScreen:
    found = next(one for one in pilot.app.screen_stack if isinstance(one, ParticipantScreen))
    assert isinstance(found, ParticipantScreen)
    return found


def one(pilot: Pilot[Any]) -> ApplicationView | None:
    case = screen(pilot).case
    return case.applications[0] if case is not None and case.applications else None


def state(pilot: Pilot[Any]) -> ApplicationState | None:
    found = one(pilot)
    return None if found is None else found.state


async def on_the_application(pilot: Pilot[Any]) -> None:
    found = one(pilot)
    assert found is not None
    screen(pilot).rows.go_to(f"application:{found.id}")
    await pilot.pause()


async def test_an_application_is_moved_with_keys_from_preparation_to_the_complaint(tab: Pilot[None]) -> None:
    assert "No applications are noted. u notes one." in shown(tab.app)
    await press(tab, "u")
    await form(tab)
    await press(tab, "H", "e", "l", "p", "down")
    await write(tab, "KVP")
    await press(tab, "down", "down", *["backspace"] * 10, "enter")
    await wait_until(tab, lambda: state(tab) is ApplicationState.DRAFT)
    await on_the_application(tab)
    await press(tab, "x")
    await form(tab)
    await press(tab, *["backspace"] * 10)
    await write(tab, "1.11.2026")
    await press(tab, "enter")
    await wait_until(tab, lambda: state(tab) is ApplicationState.SENT)
    await wait_until(tab, lambda: "26 d of waiting" in shown(tab.app))
    await press(tab, "x")
    await wait_until(tab, lambda: state(tab) is ApplicationState.IN_PROCESS)
    await press(tab, "x")
    await form(tab)
    await press(tab, "r", "e", "f", "enter")
    await wait_until(tab, lambda: isinstance(tab.app.screen, OutcomeSheet))
    assert "Ask for the refusal in writing" in shown(tab.app)
    await press(tab, "enter")
    await wait_until(tab, lambda: "ask for it in writing" in shown(tab.app))
    await press(tab, "d")
    sheet = await form(tab)
    assert "Complain by" not in shown(tab.app)
    await press(tab, "down", "down", "right", "down")
    await write(tab, "18.12.2026")
    assert sheet.filled.day("complain_by") == dt.date(2026, 12, 18)
    await press(tab, "enter")
    await wait_until(tab, lambda: "complain by Fri 18 Dec 2026" in shown(tab.app))
    await press(tab, "j")
    await form(tab)
    await press(tab, "enter")
    await wait_until(tab, lambda: "complaint sent Fri 27 Nov" in shown(tab.app))
    found = one(tab)
    assert found is not None
    assert found.complaint_sent_on == TODAY
    await press(tab, "ctrl+z")
    await wait_until(tab, lambda: "complain by Fri 18 Dec" in shown(tab.app))


async def test_an_application_is_corrected_and_its_agency_chosen(
    tab: Pilot[None], database: Database
) -> None:
    row = person(tab)
    with database.read() as connection:
        name = connection.execute(select(agency.c.name).order_by(agency.c.name)).scalars().first()
    applications.add(database, row.person.id, row.version, ApplicationKind.NAV, "KVP", **ACTING)
    screen(tab).read_again()
    await wait_until(tab, lambda: one(tab) is not None)
    await on_the_application(tab)
    await press(tab, "e")
    await form(tab)
    await press(tab, "down", "down", "right", "enter")
    await wait_until(tab, lambda: getattr(one(tab), "agency", "") == name)


async def test_what_was_applied_for_and_treatment_are_hidden_on_a_shared_screen(
    tab: Pilot[None], database: Database
) -> None:
    row = person(tab)
    applications.add(database, row.person.id, row.version, ApplicationKind.TREATMENT, "døgnplass", **ACTING)
    screen(tab).read_again()
    await wait_until(tab, lambda: one(tab) is not None)
    await tab.pause()
    assert "sensitive item" in shown(tab.app)
    assert "døgnplass" not in shown(tab.app)
    assert "treatment" not in shown(tab.app)
    tab.app.action_view_privacy()  # type: ignore[attr-defined]
    await tab.pause()
    assert "døgnplass" in shown(tab.app)
    assert "treatment" in shown(tab.app)


async def test_what_somebody_else_decided_meanwhile_is_told(tab: Pilot[None], database: Database) -> None:
    row = person(tab)
    new: Any = applications.add(
        database, row.person.id, row.version, ApplicationKind.NAV, "KVP", sent_on=TODAY, **ACTING
    )
    screen(tab).read_again()
    await wait_until(tab, lambda: one(tab) is not None)
    await on_the_application(tab)
    await press(tab, "d")
    sheet = await form(tab)
    other = {**ACTING, "actor": "AB"}
    applications.in_process(database, new.id, new.version, **other)
    await press(tab, "enter")
    await wait_until(tab, lambda: "Changed by AB" in shown(tab.app))
    await wait_until(tab, lambda: sheet.filled.version == new.version + 1)
    await press(tab, "enter")
    await wait_until(tab, lambda: state(tab) is ApplicationState.GRANTED)


async def test_contact_that_was_logged_by_mistake_is_taken_off_and_what_a_meeting_logged_is_not(
    tab: Pilot[None], database: Database
) -> None:
    whose = person(tab).person.id
    log_activity(database, whose, ActivityKind.MESSAGE, **ACTING)
    screen(tab).read_again()
    await wait_until(tab, lambda: screen(tab).case.activities[0].on == TODAY)  # type: ignore[union-attr]
    case = screen(tab).case
    assert case is not None
    newest = case.activities[0]
    screen(tab).rows.go_to(f"activity:{newest.id}")
    await tab.pause()
    assert "x next step" not in shown(tab.app).splitlines()[-1]
    await press(tab, "delete")
    await wait_until(tab, lambda: logged(database, whose)[0].on < TODAY)


# ── the situation ────────────────────────────────────────────────────────────────────────────────────


def noted(database: Database, participant_id: str, moment: str) -> Any:
    with database.read() as connection:
        found = connection.execute(
            select(situation).where(
                situation.c.participant_id == participant_id, situation.c.moment == moment
            )
        )
        return found.one_or_none()


async def test_the_situation_is_noted_from_the_board_by_letters(
    pilot: Pilot[None], database: Database
) -> None:
    whose = person(pilot).person.id
    assert noted(database, whose, "release") is None
    await press(pilot, "c", "s", "r")
    await form(pilot)
    await press(pilot, "down", "m", "u", "n", "down", "space", "right", "space", "down", "right", "down")
    await write(pilot, "2")
    await press(pilot, "down", "right", "enter")
    await wait_until(pilot, lambda: noted(database, whose, "release") is not None)
    row = noted(database, whose, "release")
    assert (row.housing, row.income, row.child_support, row.children, row.individual_plan) == (
        "municipal", "work aap", True, 2, "yes",
    )  # fmt: skip
    await press(pilot, "ctrl+z")
    await wait_until(pilot, lambda: noted(database, whose, "release") is None)


async def test_a_number_of_children_that_is_none_is_said(pilot: Pilot[None]) -> None:
    await press(pilot, "S", "r")
    sheet = await form(pilot)
    await press(pilot, *["down"] * 4)
    await write(pilot, "many")
    await press(pilot, "enter")
    assert "Write the number of children, such as 2." in shown(pilot.app)
    assert sheet.values["children"] == "many"


async def test_two_who_note_the_situation_at_once_both_see_what_happened(
    pilot: Pilot[None], database: Database
) -> None:
    whose = person(pilot).person.id
    await press(pilot, "p", "S", "r")
    sheet = await form(pilot)
    await press(pilot, "down", "n", "o", "n", "e")
    set_situation(
        database, whose, SituationMoment.RELEASE, 0, Situation(Housing.OWNS), **{**ACTING, "actor": "AB"}
    )
    await press(pilot, "enter")
    await wait_until(pilot, lambda: "now: owns" in shown(pilot.app))
    assert sheet.values["housing"] == "none"
    await press(pilot, "enter")
    await wait_until(pilot, lambda: noted(database, whose, "release").housing == "none")


@pytest.mark.parametrize(
    ("language", "size", "words"),
    [
        ("nb", (80, 24), ("Søknader", "Ved oppstart", "Kontakt og aktiviteter")),
        ("en", (120, 40), ("Applications", "At start", "Contact and activities")),
    ],
)
async def test_the_tab_shows_all_three(
    database: Database, language: str, size: tuple[int, int], words: tuple[str, ...]
) -> None:
    app = app_of(database, language)
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        await open_tab(pilot)
        for word in words:
            assert word in shown(app)


async def test_the_situation_is_hidden_while_screened(tab: Pilot[None]) -> None:
    row = next(line for line in shown(tab.app).splitlines() if "At start" in line)
    assert "Housing" not in row
    tab.app.action_view_privacy()  # type: ignore[attr-defined]
    await tab.pause()
    row = next(line for line in shown(tab.app).splitlines() if "At start" in line)
    assert "Housing" in row


async def test_nobody_is_logged_about_who_is_closed(pilot: Pilot[None], database: Database) -> None:
    with database.write(command="test", now=NOW) as door:
        row = door.connection.execute(
            select(participant).where(participant.c.id == person(pilot).person.id)
        ).one()
        door.update(participant, row.id, row.version, {"closed_on": TODAY})
    await press(pilot, "l", "t")
    await wait_until(pilot, lambda: "The follow-up has ended. Reopen it first." in shown(pilot.app))


async def test_choices_are_said_in_the_language_of_the_screen(database: Database) -> None:
    app = app_of(database, "nb")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "S", "r")
        await form(pilot)
        for word in ("sosialstønad", "uføretrygd", "ikke kjent"):
            assert word in shown(app)
