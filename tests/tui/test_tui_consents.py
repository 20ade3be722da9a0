"""The consents tab: the form as a matrix; given, withdrawn with what follows shown first, renewed."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from textual.pilot import Pilot

from exin_schema.tables import (
    agency,
    consent,
    contact,
    disclosure,
    meeting,
    meeting_attendee,
    participant_contact,
)
from exin_tui.caseload.consents import give, withdraw
from exin_tui.caseload.registration import ConsentGiven
from exin_tui.storage.database import Database
from exin_tui.tui.forms.sheet import FormSheet
from exin_tui.tui.screens.participant import ParticipantScreen
from exin_tui.tui.screens.told_sheet import ToldSheet
from tests.tui.at_work import NOW, TODAY, acting, app_on, invented_team, open_tab, rows, running, sees, who
from tests.tui.conftest import shown
from tests.tui.waiting import press, wait_until

CODE = "SN-007"
TELL_ALL = ("space", *("right", "space") * 4)


@pytest.fixture
def database() -> Iterator[Database]:
    with invented_team() as opened:
        yield opened


@pytest.fixture
async def pilot(database: Database) -> AsyncIterator[Pilot[None]]:
    async with running(app_on(database)) as found:
        yield found


def of_line(database: Database, line: str) -> list[Any]:
    participant_id = who(database, CODE).id
    return list(rows(database, consent, consent.c.participant_id == participant_id, consent.c.line == line))


async def on_line(pilot: Pilot[None], row_id: str) -> ParticipantScreen:
    screen = await open_tab(pilot, CODE, "consents")
    assert screen.rows.go_to(row_id)
    await pilot.pause()
    return screen


async def form(pilot: Pilot[None]) -> FormSheet:
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    found = pilot.app.screen
    assert isinstance(found, FormSheet)
    return found


def to_family(database: Database, role: str, person: str) -> str:
    stored = who(database, CODE)
    given = ConsentGiven("family", TODAY, None, None, role, person, "housing health", "SOMA 12")
    answer = give(database, stored.id, stored.version, given, **acting())
    return str(getattr(answer, "id"))  # noqa: B009


# ── what stands there ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", ("Samtykker", "Kriminalomsorgen", "gitt", "aldri", "Krav")),
        ("en", ("Consents", "given", "never", "Needed")),
    ],
)
async def test_the_form_stands_there_in_its_order_with_what_each_line_is_worth(
    database: Database, size: tuple[int, int], language: str, words: tuple[str, ...]
) -> None:
    async with running(app_on(database, language=language), size) as pilot:  # type: ignore[arg-type]
        screen = await open_tab(pilot, CODE, "consents")
        said = screen.rows.said()
        order = ["Kriminalomsorgen", "Friomsorgen", "Innsats Ung", "NAV"]
        assert [said.index(line) for line in order] == sorted(said.index(line) for line in order)
        for word in words:
            assert word in shown(pilot.app)


async def test_role_and_person_stand_under_their_line_and_the_name_is_hidden_while_screened(
    pilot: Pilot[None], database: Database
) -> None:
    to_family(database, "Mor", "Ingrid Berg")
    screen = await open_tab(pilot, CODE, "consents")
    await wait_until(pilot, lambda: "Mother" in screen.rows.said())
    assert "Ingrid" not in shown(pilot.app)
    assert "SOMA 12" not in shown(pilot.app)
    await press(pilot, "p")
    await sees(pilot, "Mother · Ingrid Berg")
    line = next(one for one in screen.rows.said().splitlines() if "Ingrid" in one)
    assert line.split("given")[1].split("–")[1].split() == ["■", "·", "·", "·", "■", "·", "SOMA", "12"]


async def test_a_sensitive_role_is_not_said_while_screened(pilot: Pilot[None], database: Database) -> None:
    stored = who(database, CODE)
    given = ConsentGiven("innsats_ung", TODAY, None, None, "Ruskonsulent", "", "", "")
    give(database, stored.id, stored.version, given, **acting())
    await open_tab(pilot, CODE, "consents")
    await sees(pilot, "sensitive item")
    assert "Substance" not in shown(pilot.app)


async def test_what_was_withdrawn_stays_and_earlier_ones_are_behind_a_key(
    pilot: Pilot[None], database: Database
) -> None:
    identity = to_family(database, "", "")
    withdraw(database, identity, 1, **acting())
    to_family(database, "", "")
    screen = await open_tab(pilot, CODE, "consents")
    assert "withdrawn" not in screen.rows.said()
    await press(pilot, "h")
    await wait_until(pilot, lambda: "earlier" in screen.rows.said())
    assert next(one for one in screen.rows.said().splitlines() if "earlier" in one).split()[1] == "withdrawn"


async def test_enter_on_a_given_line_tells_all_that_is_kept(pilot: Pilot[None], database: Database) -> None:
    to_family(database, "Mor", "Ingrid Berg")
    await on_line(pilot, "consent:family/Mor/Ingrid Berg")
    await press(pilot, "enter")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, ToldSheet))
    await sees(pilot, "housing, health")
    assert "Ingrid" not in shown(pilot.app)
    await press(pilot, "p")
    await sees(pilot, "Mother · Ingrid Berg")


# ── give ─────────────────────────────────────────────────────────────────────────────────────────────


async def test_enter_on_a_line_that_nobody_signed_gives_it_once_the_person_was_told(
    pilot: Pilot[None], database: Database
) -> None:
    await on_line(pilot, "consent:gp//")
    await press(pilot, "enter")
    sheet = await form(pilot)
    assert sheet.values["line"] == "gp"
    await press(pilot, "tab", *"Dr Ås", "enter")
    await sees(pilot, "Tell the person first, then tick it: what the information is used for")
    assert sheet.values["person"] == "Dr Ås"
    assert not of_line(database, "gp")
    sheet._rows["told"].entry.focus()
    await press(pilot, *TELL_ALL, "enter")
    await wait_until(pilot, lambda: of_line(database, "gp"))
    (stored,) = of_line(database, "gp")
    assert (stored.person, stored.given_on, stored.topics) == ("Dr Ås", TODAY, "")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, ParticipantScreen))
    assert [one.message for one in pilot.app._notifications] == ["Consent noted."]


async def test_a_consent_is_narrowed_to_role_topics_days_and_the_stay(
    pilot: Pilot[None], database: Database
) -> None:
    await on_line(pilot, "consent:nav//")
    await press(pilot, "plus")
    sheet = await form(pilot)
    await press(pilot, "tab", "right", "right", "tab", "tab", "space", "right", "right", "space")
    await press(pilot, "tab", "tab", *"+30d", "tab", "space", "tab", *"SOMA 7", "tab", *TELL_ALL, "enter")
    await wait_until(pilot, lambda: not isinstance(pilot.app.screen, FormSheet))
    newest = next(one for one in of_line(database, "nav") if one.document == "SOMA 7")
    assert (newest.role, newest.topics) == ("Statlig saksbehandler", "housing economy")
    assert newest.expires_on == TODAY + dt.timedelta(days=30)
    assert newest.episode_id is not None
    assert sheet is not pilot.app.screen


async def test_the_item_that_follows_the_consents_follows_and_is_said(
    pilot: Pilot[None], database: Database
) -> None:
    (nav,) = of_line(database, "nav")
    withdraw(database, nav.id, nav.version, **acting())
    await on_line(pilot, "consent:nav//")
    await press(pilot, "plus")
    sheet = await form(pilot)
    sheet._rows["told"].entry.focus()
    await press(pilot, *TELL_ALL, "enter")
    await sees(pilot, "Done by itself: Consent form (minimum")


# ── withdraw and renew ───────────────────────────────────────────────────────────────────────────────


async def test_what_follows_stands_there_before_a_consent_is_withdrawn_and_no_lies_at_hand(
    pilot: Pilot[None], database: Database
) -> None:
    (nav,) = of_line(database, "nav")
    with database.write(command="test", now=NOW) as door:
        door.disclosure(
            participant_id=nav.participant_id, recipient="NAV", export="list", fields=("phase",),
            consents=(nav.id,),
        )  # fmt: skip
        nav_office = door.insert(agency, {"name": "NAV Storby", "kind": "nav"})
        nina = door.insert(contact, {"name": "Nina Ås", "agency_id": nav_office})
        door.insert(
            participant_contact,
            {"participant_id": nav.participant_id, "contact_id": nina, "role": "nav_contact"},
        )
        at = NOW + dt.timedelta(days=1)  # to come at whatever time of the day this runs
        asked = {"participant_id": nav.participant_id, "kind": "nav", "uid": "u", "changed_at": NOW}
        held = door.insert(meeting, {**asked, "starts_at": at, "ends_at": at + dt.timedelta(hours=1)})
        door.insert(meeting_attendee, {"meeting_id": held, "contact_id": nina})
    await on_line(pilot, "consent:nav//")
    await press(pilot, "minus")
    await form(pilot)
    for words in (
        "Withdraw: NAV",
        "Nothing goes out on this line any more",
        "Mandatory in phase 1, and missing from now on.",
        "Part of the minimum at release",
        "Opens again: Consent form (minimum",
        "Contacts to whom nothing may go any more:",
        "Meetings to come to which they are asked: Sat 28 Nov",
        "Has gone out on this consent, and will not again: NAV: list",
    ):
        await sees(pilot, words)
    names = [one.name for one in rows(database, contact)]
    assert "Contacts to whom nothing may go any more: 1" in shown(pilot.app)
    assert not [name for name in names if name in shown(pilot.app)]
    await press(pilot, "enter")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, ParticipantScreen))
    assert of_line(database, "nav")[0].withdrawn_on is None
    assert rows(database, disclosure)


async def test_yes_withdraws_it_and_says_what_opened_again(pilot: Pilot[None], database: Database) -> None:
    screen = await on_line(pilot, "consent:nav//")
    await press(pilot, "delete")
    await form(pilot)
    await press(pilot, "right", "enter")
    await sees(pilot, "Open again: Consent form (minimum")
    assert of_line(database, "nav")[0].withdrawn_on == TODAY
    await press(pilot, "enter")
    await wait_until(pilot, lambda: "▲  NAV" in screen.rows.said())
    assert not screen.check_action("consent_withdraw", ())


async def test_a_withdrawn_consent_is_renewed_and_the_earlier_one_kept(
    pilot: Pilot[None], database: Database
) -> None:
    (nav,) = of_line(database, "nav")
    withdraw(database, nav.id, nav.version, **acting())
    await on_line(pilot, "consent:nav//")
    await press(pilot, "e")
    await form(pilot)
    await press(pilot, *"+90d", "tab", *"SOMA 9", "tab", *TELL_ALL, "enter")
    await wait_until(pilot, lambda: len(of_line(database, "nav")) == 2)
    newest = next(one for one in of_line(database, "nav") if one.withdrawn_on is None)
    assert (newest.document, newest.given_on) == ("SOMA 9", TODAY)


async def test_a_consent_that_somebody_changed_meanwhile_is_not_withdrawn_unseen(
    pilot: Pilot[None], database: Database
) -> None:
    (nav,) = of_line(database, "nav")
    await on_line(pilot, "consent:nav//")
    await press(pilot, "minus")
    await form(pilot)
    with database.write(command="test", now=NOW, actor="AB") as door:
        door.update(consent, nav.id, nav.version, {"document": "SOMA 1"})
    await press(pilot, "right", "enter")
    await sees(pilot, "Changed by AB")
    assert of_line(database, "nav")[0].withdrawn_on is None
