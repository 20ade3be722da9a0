"""A participant's contacts and the address book, from the keyboard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select
from textual.pilot import Pilot

from exin_schema.programme_file import load_programme
from exin_schema.tables import agency, contact, participant, participant_contact
from exin_tui.clock import OSLO, Clock
from exin_tui.demo.fill import fill
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database
from exin_tui.tui.app import ExinApp
from exin_tui.tui.forms.sheet import FormSheet
from exin_tui.tui.screens.address_book import AddressBook
from exin_tui.tui.screens.meeting_sheet import FactSheet
from exin_tui.tui.screens.participant import ParticipantScreen
from tests.tui.conftest import shown
from tests.tui.waiting import press, ready, wait_until

TODAY = dt.date(2026, 11, 27)
NOW = dt.datetime(2026, 11, 27, 9, 0, tzinfo=OSLO)
PROGRAMME = load_programme()
SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)])


@pytest.fixture
def database() -> Iterator[Database]:
    with temporary_database(actor="KN") as opened:
        fill(opened, participants=36, seed=1, today=TODAY, programme=PROGRAMME, now=NOW)
        yield opened


def app_of(database: Database, language: Any = "en") -> ExinApp:
    return ExinApp(database, PROGRAMME, clock=Clock(TODAY), language=language, me="KN", idle_lock_minutes=0)


def ties(database: Database) -> dict[str, Any]:
    """SN-007's, by role, of those that have not ended."""
    with database.read() as connection:
        rows = connection.execute(
            select(participant_contact, contact.c.name)
            .join(contact, contact.c.id == participant_contact.c.contact_id)
            .join(participant, participant.c.id == participant_contact.c.participant_id)
            .where(participant.c.code == "SN-007", participant_contact.c.to_on.is_(None))
        )
        return {row.role: row for row in rows}


def people(database: Database) -> list[str]:
    with database.read() as connection:
        return list(connection.execute(select(contact.c.name)).scalars())


async def in_the_tab(pilot: Pilot[Any]) -> ParticipantScreen:
    await ready(pilot)
    await press(pilot, "enter")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, ParticipantScreen) and pilot.app.screen.view)
    screen = pilot.app.screen
    assert isinstance(screen, ParticipantScreen)
    screen.action_show_tab("contacts")
    await pilot.pause()
    return screen


async def sheet(pilot: Pilot[Any]) -> FormSheet:
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    found = pilot.app.screen
    assert isinstance(found, FormSheet)
    return found


async def choose(pilot: Pilot[Any], form: FormSheet, field: str, value: str) -> None:
    entry = form._rows[field].entry
    entry.focus()
    await pilot.pause()
    for _ in range(120):
        if entry.value == value:
            return
        await press(pilot, "right")
    raise AssertionError(value)


@SIZES
async def test_the_tab_says_which_consent_opens_a_contact_and_no_place_of_imprisonment(
    database: Database, size: tuple[int, int]
) -> None:
    app = app_of(database, "nb")
    async with app.run_test(size=size) as pilot:
        await in_the_tab(pilot)
        said = shown(app)
        assert "✓ Advokat" in said
        assert "▲ Fastlege" in said
        assert "fengsel" not in said.replace("Kontaktperson hos fengsel", "")
        app.action_view_privacy()
        await pilot.pause()
        assert "Halden" in shown(app)


async def test_somebody_new_is_attached_in_one_go(database: Database) -> None:
    app = app_of(database)
    async with app.run_test(size=(120, 40)) as pilot:
        await in_the_tab(pilot)
        await press(pilot, "plus")
        form = await sheet(pilot)
        await choose(pilot, form, "role", "voluntary")
        await press(pilot, "enter")
        await wait_until(pilot, lambda: "Fill in: Name." in shown(app))
        await press(pilot, *"Ola Vik", "enter")
        await wait_until(pilot, lambda: "voluntary" in ties(database))
        assert ties(database)["voluntary"].name == "Ola Vik"
        assert "Ola" not in shown(app)


async def test_somebody_of_the_book_is_attached_and_no_longer(database: Database) -> None:
    with database.read() as connection:
        who = connection.execute(
            select(contact.c.id).join(agency).where(agency.c.kind == "police")
        ).scalar_one()
    app = app_of(database)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await in_the_tab(pilot)
        await press(pilot, "plus")
        form = await sheet(pilot)
        await choose(pilot, form, "contact", who)
        assert "Name" not in shown(app).split("Who")[1].split("Role")[0]
        await choose(pilot, form, "role", "police_contact")
        await wait_until(
            pilot, lambda: "none holds today" in shown(app) or "opens it, and holds" in shown(app)
        )
        await press(pilot, "enter")
        await wait_until(pilot, lambda: "police_contact" in ties(database))
        await wait_until(pilot, lambda: screen.rows.go_to(f"contact:{who}:police_contact"))
        await pilot.pause()
        await press(pilot, "minus")
        await sheet(pilot)
        await press(pilot, "enter")
        assert "police_contact" in ties(database)
        await press(pilot, "minus")
        await sheet(pilot)
        await press(pilot, "right", "enter")
        await wait_until(pilot, lambda: "police_contact" not in ties(database))


async def test_the_role_is_changed_and_one_that_is_taken_is_refused(database: Database) -> None:
    app = app_of(database)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await in_the_tab(pilot)
        lawyer = ties(database)["lawyer"]
        screen.rows.go_to(f"contact:{lawyer.contact_id}:lawyer")
        await pilot.pause()
        await press(pilot, "r")
        form = await sheet(pilot)
        await choose(pilot, form, "role", "voluntary")
        await press(pilot, "enter")
        await wait_until(pilot, lambda: "voluntary" in ties(database))
        assert "lawyer" not in ties(database)


@SIZES
async def test_the_book_in_norwegian_is_searched_and_says_who_has_it(
    database: Database, size: tuple[int, int]
) -> None:
    app = app_of(database, "nb")
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        await press(pilot, "B")
        await wait_until(pilot, lambda: isinstance(app.screen, AddressBook) and app.screen.book)
        await press(pilot, "slash", *"tindvik", "enter")
        assert "Advokatene Tindvik" in shown(app)
        assert "Friomsorgen" not in shown(app)
        await press(pilot, "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, FactSheet))
        assert "SN-004" in shown(app)
        await press(pilot, "escape", "escape")
        assert "Friomsorgen" in shown(app)
        await press(pilot, "slash", *"fengsel", "enter", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, FactSheet))
        assert "hvem sies ikke mens navn er skjult" in shown(app)


async def test_a_move_to_another_office_shows_whom_it_concerns_first(database: Database) -> None:
    app = app_of(database)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "B")
        await wait_until(pilot, lambda: isinstance(app.screen, AddressBook) and app.screen.book)
        await press(pilot, "down", "e")
        form = await sheet(pilot)
        before = form.values["agency"]
        form._rows["agency"].entry.focus()
        await press(pilot, "right")
        await wait_until(pilot, lambda: "Moved to another office" in shown(app))
        assert "SN-004" in shown(app)
        moved = form.values["agency"]
        assert moved != before
        await press(pilot, "enter")

        def there() -> list[str]:
            with database.read() as connection:
                found = connection.execute(select(contact.c.name).where(contact.c.agency_id == moved))
                return list(found.scalars())

        number = len(there())
        await wait_until(pilot, lambda: len(there()) >= number and isinstance(app.screen, AddressBook))


async def test_a_new_agency_a_contact_there_and_one_out_of_use_on_an_empty_base() -> None:
    with temporary_database(actor="KN") as empty:
        app = app_of(empty, "nb")
        async with app.run_test(size=(80, 24)) as pilot:
            await ready(pilot)
            await press(pilot, "B")
            await wait_until(pilot, lambda: "N legger inn en instans" in shown(app))
            await press(pilot, "N")
            form = await sheet(pilot)
            await press(pilot, *"Kirkens bymisjon")
            await choose(pilot, form, "kind", "voluntary")
            await press(pilot, "enter")
            await wait_until(
                pilot, lambda: "Kirkens bymisjon" in shown(app) and isinstance(app.screen, AddressBook)
            )
            await press(pilot, "n")
            await sheet(pilot)
            await press(pilot, *"Kari", "enter")
            await wait_until(pilot, lambda: people(empty) == ["Kari"])
            await press(pilot, "e")
            form = await sheet(pilot)
            await choose(pilot, form, "active", "")
            await press(pilot, "enter")
            await wait_until(pilot, lambda: "ikke i bruk" in shown(app))
