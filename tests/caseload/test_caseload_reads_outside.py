"""Nobody is called out who is not known to be, and what lies before a release is not asked for after it."""

from __future__ import annotations

import datetime as dt

import pytest

from exin_schema.vocabulary import ChecklistKind, Phase
from exin_tui.caseload.labels import Labels
from exin_tui.caseload.overview import read_overview
from exin_tui.storage.database import Database
from tests.caseload.written import ENROLLED_ON, PROGRAMME, TODAY, Written, custody, entered, written

RELEASED_ON = TODAY - dt.timedelta(days=30)
RELEASED = custody(decided_on=RELEASED_ON, released_on=RELEASED_ON, ended_on=RELEASED_ON)


def lists(one: Written) -> set[str]:
    return {item["kind"] for item in one.items()}


@pytest.mark.parametrize(
    ("phase", "out"),
    [
        (Phase.INTAKE, False),
        (Phase.IN_PRISON, False),
        (Phase.POST_RELEASE, True),
        (Phase.REINTEGRATION, True),
    ],
)
def test_without_recorded_custody_only_a_phase_outside_says_out(
    database: Database, phase: Phase, out: bool
) -> None:
    written(database, entered(phase=phase, custody=None))
    (row,) = read_overview(database, today=TODAY, programme=PROGRAMME, labels=Labels.of(PROGRAMME)).rows
    assert row.out is out


def test_whoever_is_entered_after_a_release_is_not_asked_for_the_start_checklist(database: Database) -> None:
    one = written(database, entered(phase=Phase.POST_RELEASE, phase_since=RELEASED_ON, custody=RELEASED))
    assert lists(one) == {ChecklistKind.RELEASE}


def test_whoever_is_enrolled_after_the_release_has_both(database: Database) -> None:
    one = written(
        database,
        entered(phase=Phase.POST_RELEASE, phase_since=RELEASED_ON, custody=RELEASED, enrolled_on=RELEASED_ON),
    )
    assert RELEASED_ON > ENROLLED_ON
    assert lists(one) == {ChecklistKind.START, ChecklistKind.RELEASE}
