"""Filters with names: the team's, kept as words, logged, and undone like any change."""

from __future__ import annotations

import pytest

from exin_schema.vocabulary import Phase
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.filter_steps import Quick
from exin_tui.caseload.filter_words import UnknownFilter
from exin_tui.caseload.filters import Filter, Sort
from exin_tui.caseload.saved_filters import delete_filter, filter_named, save_filter, saved_filters
from exin_tui.history.reading import changes
from exin_tui.history.undo import undo_last
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.errors import StaleVersion
from tests.caseload.board import NOW, PROGRAMME, TODAY

ACTING = Acting(now=NOW, today=TODAY, actor="KB", programme=PROGRAMME)
LATE = Filter().quick(Quick.OVERDUE).phase(Phase.PRE_RELEASE).sorted_by(Sort.RELEASE)


def names(database: Database, me: str = "KB") -> dict[str, Filter]:
    with database.read() as connection:
        return {one.name: one.filter for one in saved_filters(connection, me=me)}


def test_a_filter_and_its_order_are_kept_for_the_team_and_logged(database: Database) -> None:
    save_filter(database, " Fase 3 på  etterskudd ", LATE, **ACTING)
    assert list(names(database).values()) == [LATE]
    with database.read() as connection:
        (logged,) = changes(connection, entity="setting")
        assert filter_named(connection, "FASE 3 PÅ  ETTERSKUDD", me="AB") == LATE
    assert (logged.command, logged.actor) == ("filter.save", "KB")


def test_mine_is_whoever_opens_it_and_a_search_is_never_kept(database: Database) -> None:
    save_filter(database, "mine", Filter().mine("KB").search("Jonas"), **ACTING)
    (kept,) = names(database, me="AB").values()
    assert kept == Filter().mine("AB")
    with database.read() as connection:
        assert "Jonas" not in str(changes(connection))


def test_the_same_name_in_another_case_is_the_same_filter(database: Database) -> None:
    save_filter(database, "Østkant", LATE, **ACTING)
    save_filter(database, "østkant", Filter().quick(Quick.OVERDUE), **ACTING)
    assert names(database) == {"Østkant": Filter().quick(Quick.OVERDUE)}


def test_one_is_taken_away_and_undo_brings_it_back(database: Database) -> None:
    save_filter(database, "sent", LATE, **ACTING)
    assert delete_filter(database, "@Sent", **ACTING) == "sent"
    assert names(database) == {}
    undo_last(database, "KB", NOW)
    assert names(database) == {"sent": LATE}


@pytest.mark.parametrize(
    ("name", "narrowed", "code"),
    [("  ", LATE, "no_name"), ("x" * 31, LATE, "name_long"), ("alt", Filter(), "nothing"),
     ("søk", Filter().search("x"), "nothing")],
)  # fmt: skip
def test_what_cannot_be_kept_says_why(database: Database, name: str, narrowed: Filter, code: str) -> None:
    refused = save_filter(database, name, narrowed, **ACTING)
    assert isinstance(refused, Refusal)
    assert refused.code == code
    assert names(database) == {}


def test_an_unknown_name_says_which_there_are(database: Database) -> None:
    with database.read() as connection, pytest.raises(UnknownFilter, match="none has been saved yet"):
        filter_named(connection, "sent", me="KB")
    save_filter(database, "sent", LATE, **ACTING)
    with database.read() as connection, pytest.raises(UnknownFilter, match="Saved are: sent"):
        filter_named(connection, "tidlig", me="KB")
    refused = delete_filter(database, "tidlig", **ACTING)
    assert isinstance(refused, Refusal)


def test_who_saved_one_meanwhile_is_not_written_over_unseen(database: Database) -> None:
    save_filter(database, "sent", LATE, **ACTING)
    with pytest.raises(StaleVersion):
        save_filter(database, "sent", Filter().quick(Quick.OVERDUE), 0, **ACTING)
    assert names(database) == {"sent": LATE}
