"""Why something of a partner's is due: on the partner's word, and claiming no more than its manifest says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from exin_schema.programme import Words
from exin_schema.vocabulary import Language
from exin_tui.caseload.models import ItemRow
from exin_tui.caseload.participant import load_participant
from exin_tui.cli.overview_json import why_json
from exin_tui.privacy.screening import Screening
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.why_lines import item_lines
from tests.partners.partners_team import MANIFEST, TODAY, Team, team

SOURCE = Words("forskrift § 3-42", "regulations § 3-42")
ITEMS = """\
id = "conditions_read"
list = "release"
name = { nb = "Vilkår gjennomgått", en = "Conditions gone through" }
due = { anchor = "release_date", months = -1, roll = "previous_workday" }
source = { nb = "forskrift § 3-42", en = "regulations § 3-42" }

[[items]]
id = "duty_told"
list = "release"
name = { nb = "Møteplikt fortalt", en = "Duty told" }
due = { anchor = "release_date", days = -3 }

[[items]]
id = "card"
list = "release"
name = { nb = "Kort", en = "Card" }
source = "rundskriv 7"

[[items]]
id = "debt"
list = "release"
sensitive = true
name = { nb = "Gjeld", en = "Debt" }
due = { anchor = "release_date" }
source = "gjeldsordningsloven"
"""


@pytest.fixture
def board() -> Iterator[Team]:
    own = 'id = "conditions_read"\nlist = "release"\n'
    name = 'name = { nb = "Vilkår gjennomgått", en = "Conditions gone through" }\n'
    with team(MANIFEST.replace(own + name, ITEMS, 1)) as found:
        yield found


def item(board: Team, own: str) -> ItemRow:
    with board.database.read() as connection:
        view = load_participant(
            connection, "SN-001", today=TODAY, programme=board.programme, labels=board.labels
        )
    found = (one for checklist in view.checklists for one in checklist.items)
    return next(one for one in found if one.key == f"probation.{own}")


def told(row: ItemRow, language: Language, *, screened: bool = False) -> str:
    look = Look(language, TODAY, Screening(screened=screened))
    lines = item_lines(row, "title", (None, None), look, 120)
    return "\n".join("".join(span.text for span in line) for line in lines)


def test_the_due_date_of_a_partners_item_rests_on_the_partner_and_its_source(board: Team) -> None:
    row = item(board, "conditions_read")
    assert row.due_on == dt.date(2026, 11, 9)
    assert row.why.computed is not None
    assert row.why.computed.say("en").endswith("1 month (the workday before) = Mon 9 Nov 2026")
    rests_on = (row.why.rule.name, row.why.rule.source, row.why.rule.ours)
    assert rests_on == (
        Words("Fra partneren Friomsorgen", "From the partner Probation service"),
        SOURCE,
        False,
    )
    assert SOURCE.nb in told(row, "nb")
    assert SOURCE.en in told(row, "en")


def test_no_certainty_and_no_day_of_verification_are_claimed_that_the_manifest_does_not_state(
    board: Team,
) -> None:
    row = item(board, "duty_told")
    assert (row.why.rule.certainty, row.why.rule.verified, row.why.rule.ours) == (None, None, False)
    said = told(row, "en").splitlines()
    assert "It has a due rule of the partner's." in said
    assert next(line.split() for line in said if line.startswith("Certainty")) == [
        "Certainty",
        "not",
        "stated",
    ]
    assert "the partner names no source" in told(row, "en")
    listed = why_json(row.why, Look("en", TODAY, Screening(screened=False)))
    assert (listed["certainty"], listed["verified"]) == (None, None)


def test_an_item_that_takes_its_lists_date_says_so_and_whose_it_is(board: Team) -> None:
    row = item(board, "card")
    assert row.why.rule.id == "release_checklist.due"
    said = told(row, "en")
    assert "this project's default, not the guide's" in said
    assert "From the partner Probation service · rundskriv 7" in said


def test_the_source_of_a_sensitive_item_is_hidden_while_screened(board: Team) -> None:
    row = item(board, "debt")
    assert "gjeldsordningsloven" in told(row, "nb")
    assert "gjeldsordningsloven" not in told(row, "nb", screened=True)
