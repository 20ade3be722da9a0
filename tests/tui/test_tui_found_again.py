"""Who has ended is found by that word, a search without a hit says why, and + adds everywhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from exin_schema.tables import participant
from exin_tui.caseload.closed_rows import closed_participants
from exin_tui.privacy.screening import Screening
from exin_tui.storage.database import Database
from exin_tui.tui.commands.catalogue import commands_of
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.ink import words
from exin_tui.tui.look import Look
from exin_tui.tui.palette import Offers
from exin_tui.tui.screens.help import key_columns
from exin_tui.tui.widgets.empty import no_hits
from tests.tui.at_work import NOW, app_on, invented_team, running, sees, who
from tests.tui.builder import TODAY
from tests.tui.conftest import shown
from tests.tui.waiting import press, wait_until

LOOK = Look("en", TODAY, Screening(language="en"), "KN")


@pytest.fixture
def database() -> Iterator[Database]:
    with invented_team() as opened:
        yield opened


async def test_the_palette_finds_who_has_ended_by_that_word_and_opens_them(database: Database) -> None:
    theirs = who(database, "SN-023")
    with database.write(command="test", now=NOW) as door:
        door.update(participant, theirs.id, theirs.version, {"closed_on": TODAY})
    with database.read() as connection:
        gone = closed_participants(connection)[0].person
    async with running(app_on(database)) as pilot:
        palette = Offers(pilot.app.screen)
        await palette.startup()
        found = [hit async for hit in palette.search("ended")]
        mine = next(hit for hit in found if gone.code in str(hit.text))
        assert str(mine.text).startswith(f"{gone.code} {gone.alias}, ended")
        assert gone.name.split()[0] not in str(mine.text)
        with pilot.app._context():
            mine.command()
        await wait_until(pilot, lambda: getattr(pilot.app.screen, "code", "") == gone.code)


async def test_a_search_that_finds_nothing_says_which_key_shows_names(database: Database) -> None:
    async with running(app_on(database)) as pilot:
        await press(pilot, "ctrl+g", *"qqqq")
        await sees(pilot, "F9 shows them")
        await press(pilot, "f9")
        await sees(pilot, "NAMES SHOWN")
        await wait_until(pilot, lambda: "F9 shows them" not in shown(pilot.app))


def test_the_board_says_it_of_words_and_not_of_a_filter() -> None:
    said = " ".join(words(line) for line in no_hits(LOOK, "berg", "", 60))
    assert "F9 shows them" in said
    assert "F9" not in " ".join(words(line) for line in no_hits(LOOK, "", "overdue", 60))


async def test_plus_adds_a_contact_in_the_address_book_too(database: Database) -> None:
    async with running(app_on(database)) as pilot:
        await press(pilot, "B")
        await sees(pilot, "Address book")
        await sees(pilot, "▒ screened")
        await press(pilot, "plus")
        await sees(pilot, "Title there")


def test_plus_adds_wherever_a_list_takes_something_of_its_own() -> None:
    for where in (Where.CONTACT, Where.CONSENT, Where.APPLICATION, Where.FOR_PARTNER, Where.BOOK):
        assert [one.id for one in commands_of(where) if "plus" in one.keys], where


@pytest.mark.parametrize(
    ("where", "said"),
    [((Where.ITEM, Where.PERSON, Where.PARTICIPANT), ["next tab"]), ((Where.BOARD,), ["next pane"])],
)
def test_help_says_of_tab_what_it_does_here(where: tuple[Where, ...], said: list[str]) -> None:
    rows = [row for _, keys in key_columns(where, LOOK, {}, []) for row in keys]
    assert [words for key, words in rows if key == "Tab"] == said
