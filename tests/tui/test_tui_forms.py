"""A form on the screen: what is typed is understood, refused beside what was typed, and never lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from sqlalchemy import select
from textual.pilot import Pilot

from exin_schema.programme_file import load_programme
from exin_schema.tables import caseworker, participant
from exin_tui.caseload.assignment import assign
from exin_tui.clock import OSLO, Clock
from exin_tui.demo.fill import fill
from exin_tui.language import text
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database
from exin_tui.tui.app import ExinApp
from exin_tui.tui.forms.declared import Field, Filled, Form, Kind, Notice, Option, Saved, Sure
from exin_tui.tui.forms.sheet import FormSheet
from exin_tui.tui.screens.dashboard import Dashboard
from exin_tui.tui.screens.lock import LockScreen
from exin_tui.tui.screens.outcome import OutcomeSheet
from tests.tui.conftest import shown
from tests.tui.waiting import press, ready, wait_until

TODAY = dt.date(2026, 11, 27)
NOW = dt.datetime(2026, 11, 27, 9, 0, tzinfo=OSLO)
PROGRAMME = load_programme()
OVER = "MH would have 14 of 12 participants."


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


def sheet(pilot: Pilot[Any]) -> FormSheet:
    found = pilot.app.screen
    assert isinstance(found, FormSheet)
    return found


def whose(database: Database, code: str) -> str | None:
    with database.read() as connection:
        found = connection.execute(
            select(caseworker.c.initials)
            .join(participant, participant.c.caseworker_id == caseworker.c.id)
            .where(participant.c.code == code)
        )
        return found.scalar_one_or_none()


async def ask_for_mh(pilot: Pilot[Any]) -> None:
    await press(pilot, "A")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    await press(pilot, "M")
    await wait_until(pilot, lambda: "MH would be 14/12" in shown(pilot.app))


# ── assignment: a limit that the team may go past ────────────────────────────────────────────────────


async def test_what_the_caseworker_would_have_stands_there_before_it_is_done(pilot: Pilot[None]) -> None:
    await ask_for_mh(pilot)
    assert "At most 12 at once, of these at most 6 in phases 3 and 4." in shown(pilot.app)


async def test_a_limit_is_gone_past_only_with_a_reason_and_a_yes(
    pilot: Pilot[None], database: Database
) -> None:
    await ask_for_mh(pilot)
    await press(pilot, "enter")
    await wait_until(pilot, lambda: OVER in shown(pilot.app))
    await press(pilot, "enter")
    assert "Write why, in a few words." in shown(pilot.app)
    await press(pilot, *"relieved", "enter", "right", "enter")
    await wait_until(pilot, lambda: whose(database, "SN-007") == "MH")
    with database.read() as connection:
        row = connection.execute(select(caseworker).where(caseworker.c.initials == "MH")).one()
    assert (row.overload_reason, row.overload_by) == ("relieved", "KN")


async def test_no_lies_at_hand_and_keeps_everything(pilot: Pilot[None], database: Database) -> None:
    await ask_for_mh(pilot)
    await press(pilot, "enter")
    await wait_until(pilot, lambda: OVER in shown(pilot.app))
    await press(pilot, *"no", "enter", "enter")
    assert isinstance(pilot.app.screen, Dashboard)
    assert whose(database, "SN-007") == "KN"


async def test_what_somebody_else_wrote_meanwhile_stands_beside_what_was_chosen(
    pilot: Pilot[None], database: Database
) -> None:
    await press(pilot, "A")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    await press(pilot, "A")
    with database.read() as connection:
        row = connection.execute(select(participant).where(participant.c.code == "SN-007")).one()
    assign(
        database, row.id, row.version, "TL", reason="", now=NOW, today=TODAY, actor="TL", programme=PROGRAMME
    )
    await press(pilot, "enter")
    await wait_until(pilot, lambda: "Changed by TL" in shown(pilot.app))
    await wait_until(pilot, lambda: "now: TL" in shown(pilot.app))
    assert sheet(pilot).filled["caseworker"] == "AB"
    await press(pilot, "enter")
    await wait_until(pilot, lambda: whose(database, "SN-007") == "AB")


async def test_a_sheet_that_was_opened_while_names_were_shown_names_nobody(pilot: Pilot[None]) -> None:
    name = next(row.person.name for row in pilot.app.overview.rows if row.person.code == "SN-007")  # type: ignore[attr-defined]
    await press(pilot, "p")
    assert name in shown(pilot.app)
    await press(pilot, "A")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    pilot.app.screen_names()  # type: ignore[attr-defined]
    await pilot.pause()
    assert "Who follows up SN-007" in shown(pilot.app)
    assert name not in shown(pilot.app)


# ── any form ─────────────────────────────────────────────────────────────────────────────────────────


def a_form(saved: list[Filled], **more: Any) -> Form:
    def save(_database: Database, _moment: object, filled: Filled) -> object:
        saved.append(filled)
        return "done"

    fields = (
        Field(id="name", label=text("Name"), personal=True, limit=10),
        Field(id="on", label=text("Date"), kind=Kind.DATE, required=True),
        Field(id="at", label=text("Time"), kind=Kind.TIME, applies=lambda values: bool(values.get("on"))),
        Field(
            id="kind", label=text("Kind"), kind=Kind.CHOICE, value="b",
            options=[Option("a", "Alpha"), Option("b", "Beta"), Option("c", "Gamma")],
        ),
        Field(
            id="topics", label=text("Topics"), kind=Kind.MANY,
            options=[Option("x", "Work"), Option("y", "Housing"), Option("z", "Health")],
        ),
        Field(id="sure", label=text("Agreed"), kind=Kind.FLAG),
    )  # fmt: skip
    return Form(title="A form [/b]", fields=fields, save=save, **more)


async def opened(pilot: Pilot[Any], form: Form) -> list[Saved | None]:
    closed: list[Saved | None] = []
    pilot.app.push_screen(FormSheet(form, pilot.app.look), closed.append)  # type: ignore[attr-defined]
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    return closed


async def test_every_kind_of_field_is_filled_in_from_the_keyboard(pilot: Pilot[None]) -> None:
    saved: list[Filled] = []
    closed = await opened(pilot, a_form(saved))
    await press(pilot, *"Ane", "tab", *"+14d", "tab", *"1030", "tab", "right")
    await press(pilot, "tab", "space", "H", "e", "space", "tab", "space", "enter")
    await wait_until(pilot, lambda: closed)
    (filled,) = saved
    assert (filled["name"], filled.day("on"), filled.time("at")) == (
        "Ane", dt.date(2026, 12, 11), dt.time(10, 30),
    )  # fmt: skip
    assert (filled["kind"], filled.many("topics"), filled.flag("sure")) == ("c", ("x", "z"), True)


async def test_what_is_understood_is_echoed_in_full(pilot: Pilot[None]) -> None:
    await opened(pilot, a_form([]))
    await press(pilot, "tab", *"1.12")
    assert "Tuesday 1 December 2026" in shown(pilot.app)


async def test_enter_goes_to_the_first_field_that_is_in_the_way(pilot: Pilot[None]) -> None:
    saved: list[Filled] = []
    await opened(pilot, a_form(saved))
    await press(pilot, "enter")
    assert "Fill in: Date." in shown(pilot.app)
    await press(pilot, *"31.2", "enter")
    assert "There is no such day: 31.2." in shown(pilot.app)
    assert sheet(pilot).values["on"] == "31.2"
    assert not saved


async def test_a_field_that_does_not_apply_is_not_asked_for_and_counts_as_empty(pilot: Pilot[None]) -> None:
    await opened(pilot, a_form([]))
    assert "Time" not in shown(pilot.app)
    await press(pilot, "tab", *"1.12", "tab", *"25:00")
    assert "There is no such time of day: 25:00." in shown(pilot.app)
    await press(pilot, "up", *(["backspace"] * 4))
    assert "Time" not in shown(pilot.app)
    assert sheet(pilot).filled["at"] == ""


async def test_a_personal_field_is_dots_while_screened_and_words_while_names_are_shown(
    pilot: Pilot[None],
) -> None:
    await opened(pilot, a_form([]))
    await press(pilot, *"Åse")
    assert "Åse" not in shown(pilot.app)
    pilot.app.action_view_privacy()  # type: ignore[attr-defined]
    await pilot.pause()
    assert "Åse" in shown(pilot.app)
    pilot.app.screen_names()  # type: ignore[attr-defined]
    await pilot.pause()
    assert "Åse" not in shown(pilot.app)
    assert sheet(pilot).filled["name"] == "Åse"


async def test_what_is_wrong_with_a_personal_field_is_said_without_what_was_typed(pilot: Pilot[None]) -> None:
    born = Field(id="born", label=text("Date of birth"), kind=Kind.DATE, personal=True)
    await opened(pilot, Form(title="A form", fields=(born,), save=lambda *_: None))
    await press(pilot, *"31.02.1990", "enter")
    assert "This cannot be used: Date of birth. Type it anew." in shown(pilot.app)
    assert "31.02.1990" not in shown(pilot.app)
    pilot.app.action_view_privacy()  # type: ignore[attr-defined]
    await pilot.pause()
    assert "31.02.1990" in shown(pilot.app)
    assert sheet(pilot).values["born"] == "31.02.1990"


async def test_a_lock_leaves_nothing_on_the_screen_and_keeps_what_was_typed(pilot: Pilot[None]) -> None:
    await opened(pilot, a_form([]))
    await press(pilot, "tab", *"1.12", "ctrl+l")
    assert isinstance(pilot.app.screen, LockScreen)
    assert "1.12" not in shown(pilot.app)
    pilot.app.screen.dismiss(None)
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    assert sheet(pilot).values["on"] == "1.12"


async def test_what_would_follow_is_read_while_it_is_filled_in(pilot: Pilot[None]) -> None:
    def preview(_connection: object, filled: Filled) -> list[Notice]:
        return [Notice(text("{who} would be 12/12", who=filled["kind"]), "overdue")]

    await opened(pilot, a_form([], preview=preview))
    await wait_until(pilot, lambda: "b would be 12/12" in shown(pilot.app))
    await press(pilot, "tab", "tab", "left")
    await wait_until(pilot, lambda: "a would be 12/12" in shown(pilot.app))


async def test_a_form_that_asks_saves_only_on_yes(pilot: Pilot[None]) -> None:
    saved: list[Filled] = []
    form = a_form(saved, sure=Sure(text("no"), text("yes")), start="on")
    closed = await opened(pilot, form)
    await press(pilot, *"1.12", "enter", "enter")
    await wait_until(pilot, lambda: closed)
    assert closed == [None]
    assert not saved
    closed = await opened(pilot, form)
    await press(pilot, *"1.12", "enter", "y", "enter")
    await wait_until(pilot, lambda: closed)
    assert len(saved) == 1


async def test_what_is_typed_on_closes_what_was_said_and_is_not_lost(pilot: Pilot[None]) -> None:
    app = pilot.app
    app.push_screen(OutcomeSheet(text("done"), [text("nothing")], app.look))  # type: ignore[attr-defined]
    await wait_until(pilot, lambda: isinstance(app.screen, OutcomeSheet))
    await press(pilot, "A")
    await wait_until(pilot, lambda: isinstance(app.screen, FormSheet))
    assert "Who follows up SN-007" in shown(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_sheet_fits_and_scrolls_to_the_field_that_has_the_keys(
    database: Database, size: tuple[int, int]
) -> None:
    app = ExinApp(database, PROGRAMME, clock=Clock(TODAY), language="en", me="KN", idle_lock_minutes=0)
    fields = tuple(Field(id=f"f{number}", label=text("Name")) for number in range(40))
    async with app.run_test(size=size) as running:
        await ready(running)
        await opened(running, Form(title="Long", fields=fields, save=lambda *_: None))
        for _ in range(39):
            await running.press("tab")
        await press(running, *"last")
        await wait_until(running, lambda: "last" in shown(app))
        assert "Long" in shown(app)
        assert "next field" in shown(app)


async def test_a_national_identity_number_is_refused_as_it_is_typed_and_not_repeated(
    pilot: Pilot[None],
) -> None:
    from tests.importing.lists import IDENTITY_NUMBER

    saved: list[Filled] = []
    fields = (Field(id="note", label=text("Name"), personal=True),)
    await opened(pilot, Form(title="A form", fields=fields, save=lambda *_: saved.append(_[-1])))
    await press(pilot, *IDENTITY_NUMBER, "enter")
    await wait_until(pilot, lambda: "looks like a national identity number" in shown(pilot.app))
    assert IDENTITY_NUMBER not in shown(pilot.app)
    assert sheet(pilot).values["note"] == IDENTITY_NUMBER
    assert not saved
