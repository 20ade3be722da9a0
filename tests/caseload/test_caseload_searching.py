"""Search over everything: by kind, without regard to case, safe while screened; on both databases."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event

from exin_schema.tables import agency, contact, participant_contact
from exin_tui.caseload.searching import AT_MOST, Hit, HitKind, search
from exin_tui.language import say
from tests.caseload.board import LABELS, TODAY, Board, at


@pytest.fixture
def full(board: Board) -> Board:
    who = board.participant("SN-001", alias="Ærfugl", given_name="Åse", family_name="Østby")
    board.participant("SN-002", alias="Gaupe", given_name="Jonas", family_name="Berg")
    office = board.add(agency, name="NAV Søndre Nordstrand", kind="nav", place="Holmlia")
    nina = board.add(contact, name="Nina Årdal", role="saksbehandler", agency_id=office)
    ruth = board.add(contact, name="Ruth Li", agency_id=None)
    board.add(participant_contact, participant_id=who, contact_id=nina, role="nav_contact")
    board.add(participant_contact, participant_id=who, contact_id=ruth, role="substance_use_adviser")
    board.task(who, "Ring ADVOKAT Østmo", due=2)
    board.task(None, "Bestill bil", due=1)
    board.meeting(who, at(1, 10), title="hos Åse", kind="other")
    board.meeting(who, at(-3, 10))
    return board


def found(board: Board, words: str, *, screened: bool = True) -> list[tuple[HitKind, str]]:
    return [
        (one.kind, one.person.code if one.person else "") for one in hits(board, words, screened=screened)
    ]


def hits(board: Board, words: str, *, screened: bool = True) -> tuple[Hit, ...]:
    with board.database.read() as connection:
        return search(connection, words, screened=screened, labels=LABELS, today=TODAY)


@pytest.mark.parametrize("words", ["ærfugl", "ÆRFUGL", "sn-001", "ærf 001"])
def test_code_and_alias_are_found_without_regard_to_case(full: Board, words: str) -> None:
    assert (HitKind.PARTICIPANT, "SN-001") in found(full, words)
    assert (HitKind.PARTICIPANT, "SN-002") not in found(full, words)


@pytest.mark.parametrize("words", ["østby", "ÅSE", "Åse ØSTBY"])
def test_a_name_is_found_only_while_names_are_shown(full: Board, words: str) -> None:
    assert found(full, words) == []
    assert (HitKind.PARTICIPANT, "SN-001") in found(full, words, screened=False)


def test_a_contact_is_found_by_agency_and_role_and_by_name_only_while_names_are_shown(
    full: Board,
) -> None:
    assert (HitKind.CONTACT, "SN-001") in found(full, "søndre")
    assert (HitKind.CONTACT, "SN-001") in found(full, "SAKSBEHANDLER")
    assert found(full, "årdal") == []
    assert found(full, "årdal", screened=False) == [(HitKind.CONTACT, "SN-001")]


def test_what_betrays_something_is_not_found_by_its_words_while_screened(full: Board) -> None:
    assert found(full, "ruskonsulent") == []
    assert found(full, "ruskonsulent", screened=False) == [(HitKind.CONTACT, "SN-001")]


def test_an_agency_is_found_by_name_place_and_kind(full: Board) -> None:
    for words in ("HOLMLIA", "nav", "søndre nordstrand"):
        assert (HitKind.AGENCY, "") in found(full, words)


def test_a_task_is_found_by_its_title_and_by_whose_it_is(full: Board) -> None:
    assert found(full, "advokat østmo") == [(HitKind.TASK, "SN-001")]
    assert found(full, "bestill") == [(HitKind.TASK, "")]
    assert (HitKind.TASK, "SN-001") in found(full, "ærfugl")


def test_a_coming_meeting_is_found_by_kind_and_its_title_only_while_names_are_shown(full: Board) -> None:
    meetings = [one for one in hits(full, "ærfugl") if one.kind is HitKind.MEETING]
    assert [say(one.label, "nb") for one in meetings] == ["Annet"]
    assert (HitKind.MEETING, "SN-001") not in found(full, "hos åse")
    assert (HitKind.MEETING, "SN-001") in found(full, "hos åse", screened=False)


@pytest.mark.parametrize("words", ["", "a", "%", "__", "x' OR 1=1 --"])
def test_too_little_and_wildcards_find_nothing(full: Board, words: str) -> None:
    assert found(full, words) == []


def test_the_number_of_statements_is_the_same_and_hits_are_few(full: Board) -> None:
    def statements(words: str) -> int:
        counted: list[Any] = []

        def count(*arguments: Any) -> None:
            counted.append(arguments[2])

        with full.database.read() as connection:
            event.listen(connection, "before_cursor_execute", count)
            search(connection, words, screened=False, labels=LABELS, today=TODAY)
            event.remove(connection, "before_cursor_execute", count)
        return len(counted)

    few = statements("sn-00")
    for number in range(30):
        full.participant(f"SN-1{number:02}")
    assert statements("sn-1") == few == 5
    assert len(hits(full, "sn-1")) == AT_MOST


@pytest.mark.parametrize("words", ["avsluttet", "Ended", "sn-009 avslut", "tiriltunge end"])
def test_who_is_no_longer_followed_up_is_found_by_that_word(full: Board, words: str) -> None:
    full.participant("SN-009", alias="Tiriltunge", closed_on=TODAY)
    assert found(full, words) == [(HitKind.PARTICIPANT, "SN-009")]
