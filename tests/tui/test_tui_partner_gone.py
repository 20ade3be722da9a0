"""A partner was taken away, or came back as a new version: what was recorded is there and in nobody's way."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from exin_tui.clock import Clock
from exin_tui.partners.discovery import Partner
from exin_tui.partners.facts import add_record, set_fact
from exin_tui.partners.values import Plain
from exin_tui.tui.app import ExinApp
from exin_tui.tui.forms.sheet import FormSheet
from tests.partners.partners_team import MANIFEST, NOW, TODAY, Team, manifest, team
from tests.tui.conftest import shown
from tests.tui.test_tui_partner_forms import facts, form, records
from tests.tui.waiting import press, ready, wait_until

Opening = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
TAB = "partner:probation"


@pytest.fixture
def board() -> Iterator[Team]:
    with team() as found:
        who = found.id("SN-001")
        for own, value in (("hours", 40), ("office", "Grønland gate"), ("program", "drugs")):
            set_fact(found.database, found.manifest, who, own, value, today=TODAY, now=NOW)
        values: dict[str, Plain | None] = {"met": True, "note": "kom for seint"}
        add_record(found.database, found.manifest, who, "appointment", values, today=TODAY, now=NOW)
        yield found


@pytest.fixture
def opened(board: Team) -> Opening:
    """The participant's screen, with the partners that are there."""

    @asynccontextmanager
    async def opening(*partners: Partner, screened: bool = False) -> AsyncIterator[Pilot[None]]:
        app = ExinApp(
            board.database, board.programme, labels=board.labels, partners=partners, clock=Clock(TODAY),
            language="en", me="KN", screened=screened, idle_lock_minutes=0,
        )  # fmt: skip
        async with app.run_test(size=(120, 44), notifications=True) as running:
            await ready(running)
            app.open_participant("SN-001")
            await wait_until(running, lambda: "Computed" in shown(app))
            yield running

    return opening


def show_tab(pilot: Pilot[None]) -> None:
    pilot.app.screen.action_show_tab(TAB)  # type: ignore[attr-defined]


async def test_what_a_partner_left_stands_on_the_participant_and_is_not_edited(opened: Opening) -> None:
    async with opened() as pilot:
        await wait_until(pilot, lambda: "probation (not installed)" in shown(pilot.app))
        show_tab(pilot)
        await wait_until(pilot, lambda: "takes no part now" in shown(pilot.app))
        said = shown(pilot.app)
        assert all(words in said for words in ("Grønland gate", "appointment.note", "kom for seint", "40"))
        await press(pilot, "e", "r", "delete", "o")
        assert not isinstance(pilot.app.screen, FormSheet)


async def test_what_a_partner_left_is_hidden_while_screened(opened: Opening) -> None:
    async with opened(screened=True) as pilot:
        await wait_until(pilot, lambda: "probation (not installed)" in shown(pilot.app))
        show_tab(pilot)
        await wait_until(pilot, lambda: "takes no part now" in shown(pilot.app))
        said = shown(pilot.app)
        assert "office" in said
        assert not any(words in said for words in ("Grønland", "kom for seint", "drugs"))


def changed(board: Team) -> Partner:
    source = MANIFEST.replace(
        'id = "hours"\ntype = "int"\nleast = 0\nmost = 400\n', 'id = "hours"\ntype = "date"\n'
    )
    source = source.replace('unit = { nb = "timer", en = "hours" }\n', "").replace(
        "length = 20", "length = 5"
    )
    source = source.replace('id = "drugs"', 'id = "drink"').replace("length = 40", "length = 5")
    return replace(board.partner, manifest=manifest(source))


async def test_what_a_new_version_no_longer_takes_stays_and_is_in_nobodys_way(
    opened: Opening, board: Team
) -> None:
    async with opened(changed(board)) as pilot:
        show_tab(pilot)
        await wait_until(pilot, lambda: "Community sentence" in shown(pilot.app))
        said = shown(pilot.app)
        assert all(words in said for words in ("40", "Grønland gate", "drugs", "kom for seint"))
        await form(pilot, "e")
        await press(pilot, *"1.3.2027", "enter")
        await wait_until(pilot, lambda: "duty_until" in facts(board))
        assert facts(board) == {
            "duty_until": "2027-03-01", "hours": 40, "office": "Grønland gate", "program": "drugs",
        }  # fmt: skip


def without_office_and_note(board: Team) -> Partner:
    """A version that has dropped a fact and a field of a record."""
    start = MANIFEST.index('[[facts]]\nid = "office"')
    source = MANIFEST[:start] + MANIFEST[MANIFEST.index("[[facts]]", start + 1) :]
    lines = source.splitlines(keepends=True)
    return replace(board.partner, manifest=manifest("".join(one for one in lines if '"note"' not in one)))


async def test_what_a_new_version_has_dropped_stands_apart_and_is_only_read(
    opened: Opening, board: Team
) -> None:
    async with opened(without_office_and_note(board)) as pilot:
        show_tab(pilot)
        await wait_until(pilot, lambda: "No longer in the partner" in shown(pilot.app))
        below = shown(pilot.app).split("No longer in the partner")[1]
        assert "Grønland gate" in below
        assert "appointment.note" in below
        assert "kom for seint" in below
        await press(pilot, "end", "delete")
        assert not isinstance(pilot.app.screen, FormSheet)


async def test_what_a_new_version_has_dropped_is_hidden_while_screened(opened: Opening, board: Team) -> None:
    async with opened(without_office_and_note(board), screened=True) as pilot:
        show_tab(pilot)
        await wait_until(pilot, lambda: "No longer in the partner" in shown(pilot.app))
        assert "Grønland" not in shown(pilot.app)
        assert "kom for seint" not in shown(pilot.app)


async def test_a_value_of_another_type_is_replaced_when_one_is_given(opened: Opening, board: Team) -> None:
    async with opened(changed(board)) as pilot:
        show_tab(pilot)
        await wait_until(pilot, lambda: "Community sentence" in shown(pilot.app))
        await form(pilot, "e")
        await press(pilot, *["tab"] * 4)
        assert "recorded before: 40" in shown(pilot.app)
        await press(pilot, *"1.3.2027", "enter")
        await wait_until(pilot, lambda: facts(board)["hours"] == "2027-03-01")


async def test_a_field_of_a_record_that_was_not_touched_is_not_written(opened: Opening, board: Team) -> None:
    async with opened(changed(board)) as pilot:
        show_tab(pilot)
        await wait_until(pilot, lambda: "kom for seint" in shown(pilot.app))
        await press(pilot, "end")
        await form(pilot, "e")
        await press(pilot, *"1.12 09:00", "enter")
        await wait_until(pilot, lambda: "at" in str(records(board)))
        assert records(board) == [{"at": "2026-12-01T08:00:00Z", "met": True, "note": "kom for seint"}]
