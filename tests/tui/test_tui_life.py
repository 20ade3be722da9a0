"""One participant's life with EX/IN through the keyboard: candidate to closing, back as well as forth."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from exin_schema.tables import checklist, custody_episode, phase_transition
from exin_schema.vocabulary import Phase
from exin_tui.caseload.consents import give
from exin_tui.caseload.registration import ConsentGiven
from exin_tui.caseload.team import Colleague, set_colleague, set_team
from exin_tui.clock import Clock
from exin_tui.history.verifying import verify
from exin_tui.language import Language
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database
from exin_tui.tui.app import ExinApp
from exin_tui.tui.forms.sheet import FormSheet
from exin_tui.tui.screens.outcome import OutcomeSheet
from exin_tui.tui.screens.participant import ParticipantScreen
from tests.tui.test_tui_people import (
    NOW,
    PROGRAMME,
    TODAY,
    discuss,
    fill_in,
    rows_of,
    said,
    sheet,
    stored,
    until,
)
from tests.tui.waiting import press, ready

CODE = "SN-001"


async def saved(pilot: Pilot[Any], *keys: str) -> None:
    """Enter, the keys that answer, and the sheet that tells what followed put away."""
    await press(pilot, "enter", *keys)
    app = pilot.app
    await until(pilot, lambda: not isinstance(app.screen, FormSheet))
    if isinstance(app.screen, OutcomeSheet):
        await press(pilot, "enter")
    await until(pilot, lambda: isinstance(app.screen, ParticipantScreen))


def phase(database: Database) -> str:
    return str(stored(database, CODE)["phase"])


@pytest.mark.parametrize("language", ["nb", "en"])
async def test_a_life_is_driven_by_the_keyboard_alone(language: Language) -> None:
    with temporary_database(actor="KN") as database:
        set_team(database, "Bydelen", "SN", now=NOW, actor="KN")
        set_colleague(database, Colleague("KN", "Kari Nordlie"), now=NOW, actor="KN")
        app = ExinApp(
            database, PROGRAMME, clock=Clock(TODAY), language=language, me="KN", idle_lock_minutes=0
        )
        async with app.run_test(size=(120, 40)) as pilot:
            await ready(pilot)
            # a candidate, from an empty board
            await press(pilot, "N")
            await until(pilot, lambda: isinstance(app.screen, FormSheet))
            await fill_in(pilot, given_name="Ailo", birth_date="5.5.2004", referred_on="1.11.2026")
            await press(pilot, "enter")
            await until(pilot, lambda: isinstance(app.screen, ParticipantScreen) and app.screen.way)
            screen = app.screen
            assert isinstance(screen, ParticipantScreen)
            assert stored(database, CODE)["caseworker_id"] is not None
            # taken into remand, then a sentence
            await sheet(pilot, "i")
            await fill_in(pilot, place="Halden", started_on="1.9.2026")
            await saved(pilot)
            await sheet(pilot, "r")
            await fill_in(pilot, full_term_on="1.9.2028", two_thirds_on="1.11.2027")
            await saved(pilot)
            # four talks, the criteria, the consents, enrolled
            for row in ("talk:information", "talk:talk_1", "talk:talk_2", "talk:clarification"):
                await until(pilot, lambda row=row: screen.rows.go_to(row))  # type: ignore[misc]
                await pilot.pause()
                before = screen.way.intake.held if screen.way else 0
                await press(pilot, "x")
                await until(pilot, lambda n=before: screen.way and screen.way.intake.held == n + 1)  # type: ignore[misc]
            for key in ("drugs", "mental_health", "motivation", "district"):
                await until(pilot, lambda key=key: screen.rows.go_to(f"criterion:{key}"))  # type: ignore[misc]
                await press(pilot, "x")
                await until(pilot, lambda key=key: answered(screen, key))  # type: ignore[misc]
            await press(pilot, "j")
            await until(pilot, lambda: isinstance(app.screen, FormSheet))
            await press(pilot, "right", "enter")
            await until(pilot, lambda: "NAV" in said(pilot) and stored(database, CODE)["enrolled_on"] is None)
            await press(pilot, "escape")
            for line in ("nav", "prison", "lawyer"):
                whose = stored(database, CODE)
                give(database, whose["id"], whose["version"], ConsentGiven(line, TODAY), now=NOW, actor="KN",
                     today=TODAY, programme=PROGRAMME)  # fmt: skip
            app.refresh_data()
            await until(pilot, lambda: screen.way and not screen.way.intake.against)
            await press(pilot, "j")
            await until(pilot, lambda: isinstance(app.screen, FormSheet))
            await press(pilot, "right")
            await saved(pilot)
            assert stored(database, CODE)["enrolled_on"] == TODAY
            # phase 2; phase 3 not before its window; the release decided; there and back
            await move_to(pilot, "2")
            assert phase(database) == "in_prison"
            await sheet(pilot, "f")
            await fill_in(pilot, to="3")
            await discuss(pilot)
            await press(pilot, "enter")
            await until(pilot, lambda: "2027" in said(pilot))
            assert phase(database) == "in_prison"
            await press(pilot, "escape")
            await sheet(pilot, "r")
            await fill_in(pilot, on="8.1.2027")
            await saved(pilot)
            await move_to(pilot, "3")
            await move_to(pilot, "2")
            await move_to(pilot, "3")
            assert phase(database) == "pre_release"
            # out on the day, on to phase 5, imprisoned again, released the same day
            await sheet(pilot, "f")
            await fill_in(pilot, to="4", released_on=f"{TODAY:%d.%m.%Y}")
            await discuss(pilot)
            await saved(pilot)
            await move_to(pilot, "5")
            assert phase(database) == "reintegration"
            await sheet(pilot, "i")
            await discuss(pilot)
            await saved(pilot)
            assert phase(database) == "in_prison"
            assert len(rows_of(database, CODE, custody_episode)) == 2
            await sheet(pilot, "u")
            await saved(pilot, "right", "enter")
            assert phase(database) == "post_release"
            await sheet(pilot, "d")
            await discuss(pilot)
            await saved(pilot)
            assert stored(database, CODE)["discuss_by"] is None
            # independence: who is to be told comes first, then the end
            await move_to(pilot, "5")
            await sheet(pilot, "b")
            await discuss(pilot)
            await saved(pilot, "right", "enter")
            assert phase(database) == "closing"
            await sheet(pilot, "b")
            await fill_in(pilot, told=" ")
            await saved(pilot, "right", "enter")
            await until(pilot, lambda: screen.ended)
        end = stored(database, CODE)
        assert (end["closed_on"], end["closing_reason"]) == (TODAY, "independence")
        moves = sorted(rows_of(database, CODE, phase_transition), key=lambda each: each["at"])
        numbers = {one.value: one.number for one in Phase}
        assert [numbers[each["to_phase"]] for each in moves] == [1, 2, 3, 2, 3, 4, 5, 2, 4, 5, 6]
        assert len(rows_of(database, CODE, checklist)) >= 3
        with database.read() as connection:
            assert verify(connection).ok


def answered(screen: ParticipantScreen, key: str) -> bool:
    way = screen.way
    return way is not None and any(
        one.key == key and one.judgement.value == "yes" for one in way.intake.criteria
    )


async def move_to(pilot: Pilot[Any], number: str) -> None:
    await sheet(pilot, "f")
    await fill_in(pilot, to=number)
    await discuss(pilot)
    await saved(pilot)
