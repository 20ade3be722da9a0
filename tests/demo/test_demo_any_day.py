"""The demo tells the same story on any day, and the same one for the same seed."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from sqlalchemy import func, select

from exin_schema.programme import Programme
from exin_schema.tables import caseworker, checklist_item, participant
from exin_schema.vocabulary import Mark, Phase
from exin_tui.caseload.due_dates import refresh
from exin_tui.demo import fill
from exin_tui.partners.discovery import installed_partners
from exin_tui.partners.extend import extend
from exin_tui.storage.creating import temporary_database
from tests.demo.invented import PROGRAMME, TODAY, at_eight, content, invent, overview, rows

DAYS = [
    dt.date(2026, 11, 29),  # a Sunday
    dt.date(2028, 2, 29),
    dt.date(2026, 12, 24),
    dt.date(2026, 12, 25),
    dt.date(2027, 1, 1),
    dt.date(2026, 3, 30),  # the Monday before Easter
    dt.date(2026, 4, 2),  # Maundy Thursday
    dt.date(2026, 5, 14),  # Ascension Day
    dt.date(2026, 11, 26),  # tomorrow is a Friday
]
EXPECTED = {
    "phase3_window", "consent.at_release", "consent.expiring", "no_contact", "application_waiting",
    "suggested_meetings", "intake.talks", "friday_release", "capacity",
}  # fmt: skip


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_figures_and_the_alerts_are_there_on_any_day(today: dt.date) -> None:
    with temporary_database(actor="demo") as database:
        invent(database, today)
        board = overview(database, today)
    assert Counter(row.mark for row in board.due) == {Mark.OVERDUE: 6, Mark.TODAY: 3, Mark.SOON: 8}
    assert {alert.code for row in board.rows for alert in row.alerts} >= EXPECTED
    in_four_weeks = today + dt.timedelta(days=28)
    coming = [row for row in board.rows if not row.out and row.release.on and row.release.on <= in_four_weeks]
    assert len(coming) == 5
    assert all(row.release.on is not None and row.release.on > today for row in coming)
    assert any(row.starts_at.date() == today for row in board.meetings)


def test_the_same_seed_and_day_give_the_same_content() -> None:
    with temporary_database(actor="a") as one, temporary_database(actor="b") as other:
        invent(one)
        invent(other)
        assert content(one) == content(other)


def test_another_seed_gives_other_people() -> None:
    with temporary_database(actor="a") as one, temporary_database(actor="b") as other:
        invent(one)
        invent(other, seed=8)
        assert content(one)["participant"] != content(other)["participant"]
        assert Counter(row.mark for row in overview(one).due) == Counter(
            row.mark for row in overview(other).due
        )


def test_what_is_stored_is_what_the_rules_say() -> None:
    with temporary_database(actor="a") as database:
        invent(database)
        before = database.last_change()
        assert refresh(database, now=at_eight(TODAY), today=TODAY, programme=PROGRAMME) == ()
        assert database.last_change() == before


@pytest.mark.parametrize("count", [0, 1, 6, 35])
def test_a_smaller_team_is_as_large_as_was_asked_for(count: int) -> None:
    with temporary_database(actor="a") as database:
        invent(database, participants=count)
        board = overview(database)
    assert len(board.rows) == count
    if count == 6:
        assert {row.phase for row in board.rows} == set(Phase)


def test_a_large_team_has_caseworkers_enough_and_says_how_far_it_has_come() -> None:
    seen: list[int] = []
    with temporary_database(actor="a") as database:
        invent(database, participants=480, progress=seen.append)
        load = [row for row in overview(database).capacity if row.initials not in {"KN", "AB", "MH", "TL"}]
        codes = {row[0] for row in rows(database, select(participant.c.code))}
        aliases = {row[0] for row in rows(database, select(participant.c.alias))}
        staff = rows(database, select(func.count()).select_from(caseworker))[0][0]
    assert seen == [200, 400, 480]
    assert len(codes) == len(aliases) == 480
    assert staff == 4 + 41
    assert all(row.active <= 12 and row.demanding <= 6 for row in load)


def test_partners_join_without_changing_the_story() -> None:
    partners = installed_partners()
    whole: Programme = extend(PROGRAMME, partners)
    with temporary_database(actor="a") as database:
        fill(database, today=TODAY, programme=whole, now=at_eight(TODAY), partners=partners)
        board = overview(database)
        keys = {row[0] for row in rows(database, select(checklist_item.c.key).distinct())}
    assert Counter(row.mark for row in board.due) == {Mark.OVERDUE: 6, Mark.TODAY: 3, Mark.SOON: 8}
    added = {item.key for spec in whole.checklists for item in spec.items if item.partner}
    assert added <= keys
