"""What time alone changes is brought in line once a day, by whoever opens the board first."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from sqlalchemy import select

from exin_schema.tables import change
from exin_schema.vocabulary import ChecklistKind, ItemState
from exin_tui.caseload.new_day import ACTOR, begin_day
from exin_tui.storage.database import Database
from tests.caseload.written import NOW, PROGRAMME, TODAY, Written, consents, entered, written

LAST = TODAY + dt.timedelta(days=3)
AFTER = LAST + dt.timedelta(days=1)
RELEASE = ChecklistKind.RELEASE


@pytest.fixture
def expiring(database: Database) -> Written:
    """Somebody whose consent for friomsorgen holds for three more days."""
    given = consents("prison", "nav", "lawyer") + consents("probation", expires_on=LAST)
    return written(database, entered(consents=given))


def minimum(one: Written) -> str:
    return str(one.item(RELEASE, "consent_minimum")["state"])


def test_an_expired_consent_opens_the_item_on_the_next_day(expiring: Written) -> None:
    begin_day(expiring.database, today=LAST, now=NOW, programme=PROGRAMME)
    assert minimum(expiring) == ItemState.DONE
    moved = begin_day(expiring.database, today=AFTER, now=NOW, programme=PROGRAMME)
    assert [(one.key, one.done) for one in moved] == [("consent_minimum", False)]
    assert minimum(expiring) == ItemState.NOT_STARTED


def test_the_second_to_come_finds_it_done_and_writes_nothing(expiring: Written) -> None:
    begin_day(expiring.database, today=AFTER, now=NOW, programme=PROGRAMME)
    before = expiring.database.last_change()
    assert begin_day(expiring.database, today=AFTER, now=NOW, programme=PROGRAMME) == ()
    assert expiring.database.last_change() == before


def test_another_programme_on_the_same_day_moves_what_it_moves(expiring: Written) -> None:
    begin_day(expiring.database, today=TODAY, now=NOW, programme=PROGRAMME)
    sooner = msgspec.structs.replace(
        PROGRAMME, offsets=msgspec.structs.replace(PROGRAMME.offsets, critical_before_release=21)
    )
    moved = begin_day(expiring.database, today=TODAY, now=NOW, programme=sooner)
    housing = next(one for one in moved if one.key == "housing")
    assert housing.before is not None
    assert housing.after == housing.before - dt.timedelta(days=7)


def test_the_log_says_that_nobody_asked_for_it(expiring: Written) -> None:
    begin_day(expiring.database, today=AFTER, now=NOW, programme=PROGRAMME)
    with expiring.database.read() as connection:
        actors = connection.execute(
            select(change.c.actor).where(change.c.command == "day.begin").distinct()
        ).scalars()
        assert list(actors) == [ACTOR]
