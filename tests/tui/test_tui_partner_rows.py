"""A record reads in a line: what says nothing by itself stands with its field's name."""

from __future__ import annotations

import datetime as dt

import pytest

from exin_tui.partners.facts import add_record
from exin_tui.partners.tab import load_panel
from exin_tui.partners.values import Plain
from exin_tui.privacy.screening import Screening
from exin_tui.tui.look import Look
from exin_tui.tui.partner_rows import record_rows, task_rows
from tests.partners.partners_team import MANIFEST, NOW, TODAY, team

PERIOD = '{ id = "until", type = "date", name = { nb = "Til", en = "Until" } },\n  { id = "note"'


@pytest.mark.parametrize(
    ("screened", "said"),
    [(False, "Tue 1 Dec 09:00 · Turned up: yes · Until: Fri 4 Dec · came by bus"), (True, "▒ screened")],
)
def test_a_yes_and_a_second_day_are_named_and_a_text_is_not(screened: bool, said: str) -> None:
    with team(MANIFEST.replace('{ id = "note"', PERIOD)) as board:
        given: dict[str, Plain | None] = {
            "at": "1.12 09:00",
            "met": True,
            "until": dt.date(2026, 12, 4),
            "note": "came by bus",
        }
        who = board.id("SN-001")
        assert not add_record(board.database, board.manifest, who, "appointment", given, today=TODAY, now=NOW)
        with board.database.read() as connection:
            panel = load_panel(
                connection, board.partner, who,
                today=TODAY, programme=board.programme, labels=board.labels,
            )  # fmt: skip
    look = Look("en", TODAY, Screening(language="en", screened=screened))
    _, drawn = record_rows(panel.records, look, with_code=False)[1]
    assert "".join(span.text for span in drawn(100)).strip() == said


def test_a_long_holder_and_a_due_date_do_not_touch() -> None:
    source = MANIFEST.replace('tab = { nb = "Friomsorg", en = "Probation" }\n', "")
    source = source.replace('holder = "partner"\n', 'holder = "partner"\ndue = { anchor = "release_date" }\n')
    with team(source) as board:
        with board.database.read() as connection:
            panel = load_panel(
                connection, board.partner, board.id("SN-001"),
                today=TODAY, programme=board.programme, labels=board.labels,
            )  # fmt: skip
        look = Look("en", TODAY, Screening(language="en"))
        lines = ["".join(span.text for span in drawn(60)) for _, drawn in task_rows(panel.steps, look)]
        assert [line.partition("Probatio…")[2].rstrip() for line in lines if "Probatio…" in line] == [
            " in 12 d"
        ]
