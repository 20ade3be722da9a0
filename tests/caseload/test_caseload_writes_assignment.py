"""Giving participants to caseworkers, within the limits and knowingly past them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import select

from exin_schema.tables import caseworker, participant
from exin_schema.vocabulary import Phase
from exin_tui.caseload.assignment import Assigned, assign
from exin_tui.caseload.register import register_all
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.errors import StaleVersion
from tests.caseload.written import ACTING, NOW, PROGRAMME, TODAY, entered, team_of_two


def people(database: Database, initials: str, phase: Phase, number: int) -> list[tuple[str, int]]:
    """So many new participants of a caseworker: (id, version)."""
    with database.write(command="test", now=NOW) as door:
        wanted = [entered(caseworker=initials, phase=phase) for _ in range(number)]
        answer = register_all(door, wanted, today=TODAY, programme=PROGRAMME)
    assert not isinstance(answer, Refusal)
    return [(each.id, 1) for each in answer]


def colleague(database: Database, initials: str) -> Mapping[str, Any]:
    with database.read() as connection:
        found = connection.execute(select(caseworker).where(caseworker.c.initials == initials))
        return dict(found.mappings().one())


@pytest.mark.parametrize(
    ("phase", "there", "refused"),
    [
        (Phase.IN_PRISON, 11, False),
        (Phase.IN_PRISON, 12, True),
        (Phase.PRE_RELEASE, 5, False),
        (Phase.PRE_RELEASE, 6, True),
    ],
)
def test_twelve_at_once_and_six_in_phases_3_and_4(
    database: Database, phase: Phase, there: int, *, refused: bool
) -> None:
    team_of_two(database)
    people(database, "KN", phase, there)
    [one] = people(database, "AB", phase, 1)
    answer = assign(database, *one, "KN", **ACTING)
    assert isinstance(answer, Refusal) is refused
    if isinstance(answer, Refusal):
        assert (answer.code, answer.overridable) == ("capacity", True)
        assert "KN" in answer.message.say("en")


def test_a_reason_takes_the_team_past_the_limit_and_goes_with_the_overload(database: Database) -> None:
    team_of_two(database)
    people(database, "KN", Phase.IN_PRISON, 12)
    [one] = people(database, "AB", Phase.IN_PRISON, 1)
    answer = assign(database, *one, "KN", reason="Ny kollega i januar", **ACTING)
    assert isinstance(answer, Assigned)
    row = colleague(database, "KN")
    assert (row["overload_reason"], row["overload_by"]) == ("Ny kollega i januar", "KN")
    assign(database, answer.id, answer.version, "AB", **ACTING)
    assert colleague(database, "KN")["overload_reason"] == ""


def test_a_participant_can_be_nobodys(database: Database) -> None:
    team_of_two(database)
    [one] = people(database, "KN", Phase.IN_PRISON, 1)
    answer = assign(database, *one, "", **ACTING)
    assert answer == Assigned(one[0], 2, "")
    with database.read() as connection:
        assert connection.execute(select(participant.c.caseworker_id)).scalar() is None


def test_nobody_is_given_to_somebody_unknown_or_on_an_old_view(database: Database) -> None:
    team_of_two(database)
    [one] = people(database, "KN", Phase.IN_PRISON, 1)
    unknown = assign(database, *one, "XX", **ACTING)
    assert isinstance(unknown, Refusal)
    assert unknown.code == "unknown_caseworker"
    assign(database, *one, "AB", **ACTING)
    with pytest.raises(StaleVersion):
        assign(database, *one, "KN", **ACTING)


def test_giving_to_the_same_caseworker_changes_nothing(database: Database) -> None:
    team_of_two(database)
    [*_, one] = people(database, "KN", Phase.IN_PRISON, 13)
    before = database.last_change()
    assert assign(database, *one, "KN", **ACTING) == Assigned(one[0], 1, "KN")
    assert database.last_change() == before
