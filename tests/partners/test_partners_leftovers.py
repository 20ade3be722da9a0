"""A partner is removed while its facts remain: they are kept, counted, and shown hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from exin_tui.caseload.models import Person
from exin_tui.partners.absence import placed, state_of
from exin_tui.partners.discovery import Partner, PartnerState
from exin_tui.partners.facts import add_record, set_fact
from exin_tui.partners.leftovers import Leftover, load_all_remnants, load_leftovers, load_remnants
from exin_tui.partners.showing import shown
from exin_tui.partners.tasks import pick_task
from exin_tui.privacy.screening import Screening
from tests.partners.partners_team import NOW, TODAY, Team, team

SOMEBODY = Person("x", "SN-001", "Furu", "Åse Øy")


@pytest.fixture
def board() -> Iterator[Team]:
    with team() as found:
        who = found.id("SN-001")
        set_fact(found.database, found.manifest, who, "hours", 40, today=TODAY, now=NOW)
        set_fact(found.database, found.manifest, who, "office", "Grønland", today=TODAY, now=NOW)
        add_record(found.database, found.manifest, who, "appointment", {"met": True}, today=TODAY, now=NOW)
        pick_task(
            found.database, found.manifest, who, "treatment", today=TODAY, now=NOW, programme=found.programme
        )
        yield found


def test_nothing_is_left_over_while_the_partner_is_there(board: Team) -> None:
    with board.database.read() as connection:
        assert load_leftovers(connection, {"probation"}) == ()


def test_what_a_removed_partner_left_is_counted_and_kept(board: Team) -> None:
    with board.database.read() as connection:
        assert load_leftovers(connection, {"nav"}) == (Leftover("probation", 2, 1, 6),)
        assert load_leftovers(connection, ()) == (Leftover("probation", 2, 1, 6),)
        remnants = load_remnants(connection, "probation", board.id("SN-001"))
    assert [(one.key, one.value.value) for one in remnants] == [
        ("probation.appointment.met", "True"),
        ("probation.hours", "40"),
        ("probation.office", "Grønland"),
    ]


def test_what_partners_left_on_one_participant_is_found_by_partner(board: Team) -> None:
    with board.database.read() as connection:
        assert load_all_remnants(connection, board.id("SN-001"), {"probation"}) == {}
        assert load_all_remnants(connection, board.id("SN-002"), ()) == {}
        found = load_all_remnants(connection, board.id("SN-001"), {"nav"})
    assert [(who, len(those)) for who, those in found.items()] == [("probation", 3)]


def test_a_partner_that_was_switched_off_is_there_and_one_that_failed_is_not(board: Team) -> None:
    def being(state: PartnerState) -> Partner:
        return replace(board.partner, state=state)

    there = {state for state in PartnerState if placed([being(state)])}
    assert there == {PartnerState.ACTIVE, PartnerState.DISABLED}
    assert state_of("probation", []).say("en") == "not installed"
    assert state_of("probation", [being(PartnerState.FAILED)]).say("nb") == "feilet"


def test_what_nobody_can_judge_is_hidden_while_screened(board: Team) -> None:
    with board.database.read() as connection:
        remnants = load_remnants(connection, "probation", board.id("SN-001"))
    said = {shown(one.value, Screening(), SOMEBODY, TODAY) for one in remnants}
    assert said == {"▒ skjermet"}


def test_what_could_be_a_place_is_withheld_from_a_protected_address(board: Team) -> None:
    protected = Person("x", "SN-001", "Furu", "Åse Øy", protected=True)
    with board.database.read() as connection:
        remnants = load_remnants(connection, "probation", board.id("SN-001"))
    assert {shown(one.value, Screening(screened=False), protected, TODAY) for one in remnants} == {
        "▒ sperret"
    }
