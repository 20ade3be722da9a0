"""What a list brings of many participants at once is checked again where it is stored."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from exin_schema.tables import partner_fact, partner_record
from exin_tui.partners.many_facts import ManyFacts, Said
from exin_tui.partners.many_records import ManyRecords, Values
from exin_tui.partners.values import Plain
from tests.partners.partners_team import MANIFEST, NOW, TODAY, Team, team

WITH_CONTACT = MANIFEST.replace(
    '  { id = "note"', '  { id = "by", type = "contact", name = { nb = "Av", en = "By" } },\n  { id = "note"'
)
REFUSED = pytest.raises(ValueError, match=r"does not take|there is not")


@pytest.fixture
def board() -> Iterator[Team]:
    with team(WITH_CONTACT) as found:
        yield found


@pytest.mark.parametrize(("fact", "value"), [("officer", "nobody"), ("hours", 401), ("nothing", "x")])
def test_a_fact_that_does_not_take_its_value_is_not_stored(board: Team, fact: str, value: Plain) -> None:
    said = [
        Said(board.id("SN-001"), "probation", "hours", 4),
        Said(board.id("SN-002"), "probation", fact, value),
    ]
    with REFUSED, board.database.write(command="test", now=NOW) as door:
        ManyFacts([board.manifest], TODAY).write(door, said)
    with board.database.read() as connection:
        assert connection.execute(select(partner_fact)).all() == []


@pytest.mark.parametrize(("field", "value"), [("by", "nobody"), ("note", "x" * 41), ("nothing", "x")])
def test_a_record_that_does_not_take_a_value_is_not_stored(board: Team, field: str, value: Plain) -> None:
    rows: list[tuple[str, Values]] = [
        (board.id("SN-001"), {"met": True}),
        (board.id("SN-002"), {field: value}),
    ]
    with REFUSED, board.database.write(command="test", now=NOW) as door:
        ManyRecords([board.manifest], TODAY).add(door, "probation", "appointment", rows)
    with board.database.read() as connection:
        assert connection.execute(select(partner_record)).all() == []
