"""The intake and the phases on the participant's screen: shown, worked on, and screened."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import select
from textual.pilot import Pilot

from exin_schema.programme_file import load_programme
from exin_schema.tables import intake_criterion, intake_talk, participant
from exin_schema.vocabulary import CustodyKind, Phase, ReleaseStanding, SecurityLevel
from exin_tui.caseload.consents import give
from exin_tui.caseload.phase_models import EpisodeView, TransitionView
from exin_tui.caseload.registration import ConsentGiven
from exin_tui.clock import OSLO, Clock
from exin_tui.demo.fill import fill
from exin_tui.privacy.screening import Screening
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database
from exin_tui.tui.app import ExinApp
from exin_tui.tui.forms.sheet import FormSheet
from exin_tui.tui.ink import line_width, words
from exin_tui.tui.look import Look
from exin_tui.tui.screens.participant import ParticipantScreen
from exin_tui.tui.widgets.timeline import timeline
from tests.tui.conftest import shown
from tests.tui.waiting import press, ready, wait_until

TODAY = dt.date(2026, 11, 27)
NOW = dt.datetime(2026, 11, 27, 9, 0, tzinfo=OSLO)
PROGRAMME = load_programme()
LOOK = Look("en", TODAY, Screening(language="en"))


@pytest.fixture
def database() -> Iterator[Database]:
    with temporary_database(actor="KN") as opened:
        fill(opened, participants=36, seed=1, today=TODAY, programme=PROGRAMME, now=NOW)
        yield opened


@pytest.fixture
async def pilot(database: Database) -> AsyncIterator[Pilot[None]]:
    app = ExinApp(database, PROGRAMME, clock=Clock(TODAY), language="en", me="KN", idle_lock_minutes=0)
    async with app.run_test(size=(120, 40)) as running:
        await ready(running)
        yield running


async def until(pilot: Pilot[Any], so: Callable[[], object]) -> None:
    try:
        await wait_until(pilot, so)
    except AssertionError:
        raise AssertionError(shown(pilot.app)) from None


def whose(database: Database, code: str) -> Any:
    with database.read() as connection:
        return connection.execute(select(participant).where(participant.c.code == code)).one()


def answers(database: Database, code: str) -> dict[str, str]:
    with database.read() as connection:
        found = connection.execute(
            select(intake_criterion.c.key, intake_criterion.c.answer).where(
                intake_criterion.c.participant_id == whose(database, code).id
            )
        )
        return {row.key: row.answer for row in found}


def talks(database: Database, code: str) -> dict[str, tuple[dt.date | None, bool]]:
    with database.read() as connection:
        found = connection.execute(
            select(intake_talk).where(intake_talk.c.participant_id == whose(database, code).id)
        )
        return {row.kind: (row.on, row.held) for row in found}


async def opened(pilot: Pilot[Any], code: str) -> ParticipantScreen:
    pilot.app.open_participant(code)  # type: ignore[attr-defined]
    await until(pilot, lambda: isinstance(pilot.app.screen, ParticipantScreen) and pilot.app.screen.view)
    screen = pilot.app.screen
    assert isinstance(screen, ParticipantScreen)
    return screen


async def at(pilot: Pilot[Any], screen: ParticipantScreen, row: str) -> None:
    await until(pilot, lambda: screen.rows.go_to(row))
    await pilot.pause()


# ── intake ───────────────────────────────────────────────────────────────────────────────────────────


async def test_a_candidate_opens_on_the_intake(pilot: Pilot[None]) -> None:
    await opened(pilot, "SN-034")
    await until(pilot, lambda: "3 of 4 held" in shown(pilot.app))
    assert "Enrolment takes the signed consent for: NAV, Lawyer." in shown(pilot.app)


async def test_a_criterion_that_betrays_health_is_not_said_while_screened(pilot: Pilot[None]) -> None:
    screen = await opened(pilot, "SN-034")
    await until(pilot, lambda: shown(pilot.app).count("sensitive item") == 2)
    await at(pilot, screen, "criterion:drugs")
    assert "drug" not in shown(pilot.app)
    await press(pilot, "p")
    await until(pilot, lambda: "No serious unaddressed drug problem" in shown(pilot.app))


async def test_a_criterion_that_is_worked_out_says_how(pilot: Pilot[None], database: Database) -> None:
    screen = await opened(pilot, "SN-034")
    await at(pilot, screen, "criterion:sentence_left")
    await until(pilot, lambda: "At least 6 months left" in shown(pilot.app))
    assert "How much of the sentence" in shown(pilot.app)
    before = answers(database, "SN-034")
    await press(pilot, "x", "e")
    assert isinstance(pilot.app.screen, ParticipantScreen)
    assert answers(database, "SN-034") == before


async def test_talks_and_criteria_are_noted_and_the_candidate_is_enrolled(
    pilot: Pilot[None], database: Database
) -> None:
    screen = await opened(pilot, "SN-034")
    await at(pilot, screen, "talk:clarification")
    await press(pilot, "x")
    await until(pilot, lambda: talks(database, "SN-034")["clarification"] == (TODAY, True))
    await until(pilot, lambda: "4 of 4 held" in shown(pilot.app))
    await at(pilot, screen, "criterion:motivation")
    await press(pilot, "e")
    await until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    await press(pilot, "n", "enter")
    await until(pilot, lambda: answers(database, "SN-034")["motivation"] == "no")
    await until(pilot, lambda: "Criterion not met: Motivated" in shown(pilot.app))
    await at(pilot, screen, "criterion:motivation")
    await press(pilot, "x")
    await until(pilot, lambda: answers(database, "SN-034")["motivation"] == "yes")
    for line in ("nav", "lawyer"):
        row = whose(database, "SN-034")
        give(database, row.id, row.version, ConsentGiven(line, TODAY), now=NOW, actor="KN", today=TODAY,
             programme=PROGRAMME)  # fmt: skip
    pilot.app.refresh_data()  # type: ignore[attr-defined]
    await until(pilot, lambda: "Nothing stands in the way" in shown(pilot.app))
    await press(pilot, "j")
    await until(pilot, lambda: "Items of the start checklist: 16" in shown(pilot.app))
    assert whose(database, "SN-034").enrolled_on is None
    await press(pilot, "right", "enter")
    await until(pilot, lambda: whose(database, "SN-034").enrolled_on == TODAY)


async def test_a_refusal_to_enrol_names_no_drugs_while_screened(
    pilot: Pilot[None], database: Database
) -> None:
    screen = await opened(pilot, "SN-034")
    await at(pilot, screen, "criterion:drugs")
    await press(pilot, "e")
    await until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    assert "drug" not in shown(pilot.app)
    await press(pilot, "n", "enter")
    await until(pilot, lambda: answers(database, "SN-034")["drugs"] == "no")
    await until(pilot, lambda: "Criterion not met: sensitive item." in shown(pilot.app))
    await press(pilot, "j")
    await until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    await press(pilot, "right", "enter")
    await until(pilot, lambda: "▲ Criterion not met: sensitive item." in shown(pilot.app))
    assert "drug" not in shown(pilot.app)


async def test_an_intake_ends_by_a_decision(pilot: Pilot[None], database: Database) -> None:
    screen = await opened(pilot, "SN-030")
    await until(pilot, lambda: "of 4 held" in shown(pilot.app))
    await press(pilot, "b")
    await until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    sheet = pilot.app.screen
    assert isinstance(sheet, FormSheet)
    await press(pilot, "tab", *"home", "tab", *"none", "tab", *"nothing", "tab", "space")
    while "All have been told" in shown(pilot.app) and not sheet.values.get("told"):
        await press(pilot, "tab", "space")
    await press(pilot, "enter", "right", "enter")
    await until(pilot, lambda: whose(database, "SN-030").intake_outcome == "declined_by_person")
    assert whose(database, "SN-030").closing_reason == "ended_in_intake"
    await until(pilot, lambda: screen.view is not None and screen.view.closed_on == TODAY)
    assert "intake" not in {tab.id for tab in screen.tab_names()}
    await press(pilot, "tab")
    assert screen.tab == "tasks"  # the tab that was on is gone: along from the checklist


# ── phases ───────────────────────────────────────────────────────────────────────────────────────────


async def test_what_the_team_said_of_a_move_is_hidden_while_screened(pilot: Pilot[None]) -> None:
    screen = await opened(pilot, "SN-019")
    screen.action_show_tab("phases")
    await at(pilot, screen, "phase:0")
    await until(pilot, lambda: "Possibilities         ▒ screened" in shown(pilot.app))
    hidden = screen.view.transitions[0].possibilities  # type: ignore[union-attr]
    assert hidden not in shown(pilot.app)
    await press(pilot, "p")
    await until(pilot, lambda: hidden.split()[0] in shown(pilot.app))


async def test_a_move_is_proposed_from_the_phases(pilot: Pilot[None]) -> None:
    screen = await opened(pilot, "SN-031")
    screen.action_show_tab("phases")
    await until(pilot, lambda: screen.way is not None)
    await press(pilot, "o")
    await until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    await press(pilot, "enter")
    await until(pilot, lambda: "Proposed: phase 3 Before release." in shown(pilot.app))


def move(phase: Phase, on: dt.date, before: Phase | None = None) -> TransitionView:
    return TransitionView(before, phase, on, "", "", "", "", "", unplanned=False)


def stay(level: SecurityLevel, begun: dt.date, out: dt.date | None, kind: CustodyKind) -> EpisodeView:
    standing = ReleaseStanding.DECIDED if out is not None else ReleaseStanding.UNKNOWN
    return EpisodeView(1, kind, "Halden", level, begun, None, standing, out)


def test_a_week_is_one_sign_and_the_release_a_diamond() -> None:
    moves = [
        move(Phase.IN_PRISON, dt.date(2026, 10, 5), Phase.INTAKE),
        move(Phase.INTAKE, dt.date(2026, 9, 7)),
    ]
    inside = stay(SecurityLevel.LOWER, dt.date(2026, 9, 7), dt.date(2026, 12, 7), CustodyKind.SENTENCE)
    _, phases, custody, _ = (words(line) for line in timeline(moves, [inside], LOOK, 80))
    assert phases.rstrip() == "Phase     1━━━2━━━━━━━"
    assert custody.rstrip() == "Custody   ▅▅▅▅▅▅▅▅▅▅▅▅▅◆"


def test_remand_has_dots_where_nothing_is_known() -> None:
    inside = stay(SecurityLevel.HIGH, dt.date(2026, 11, 9), None, CustodyKind.REMAND)
    custody = words(timeline([], [inside], LOOK, 80)[2]).rstrip()
    assert custody.startswith("Custody   ▒▒▒")
    assert "·" in custody
    assert "◆" not in custody


@pytest.mark.parametrize("width", [30, 46, 80, 200])
def test_a_long_way_fits_and_says_what_is_left_out(width: int) -> None:
    moves = [move(Phase.IN_PRISON, dt.date(2019, 1, 7))]
    inside = stay(SecurityLevel.HIGH, dt.date(2019, 1, 7), dt.date(2032, 1, 1), CustodyKind.SENTENCE)
    lines = timeline(moves, [inside], LOOK, width)
    assert all(line_width(line) <= width for line in lines[:3])
    assert "‹" in words(lines[2])
    assert "›" in words(lines[2])


def test_nothing_dated_is_no_line() -> None:
    assert timeline([], [], LOOK, 80) == []
