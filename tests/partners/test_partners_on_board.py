"""Partners' alerts stand among the board's own, and a rule that fails says so on everybody."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import event

from exin_schema.vocabulary import Severity
from exin_tui.caseload.models import Overview
from exin_tui.caseload.overview import load_overview
from exin_tui.caseload.participant import load_participant
from exin_tui.caseload.participant_rows import by_urgency
from exin_tui.language import text
from exin_tui.partners.calling import STRIKES
from exin_tui.partners.discovery import Partner, PartnerState
from exin_tui.partners.on_board import OnBoard, PartnerRules
from exin_tui.programme.values import Urgency
from tests.partners.partners_team import MANIFEST, TODAY, Team, manifest, team

RULES = (
    MANIFEST.replace("[[items]]", '[scope]\nfields = ["code", "release_date"]\n\n[[items]]', 1)
    + """
[[rules]]
id = "near"
certainty = "P"
verified = 2026-09-14
source = "ours"
text = { nb = "Løslatelse nær.", en = "Release is near." }

[python]
hooks = "on_board_partner.hooks"
"""
)
HOOKS = """
from exin_schema.vocabulary import Label, Severity
from exin_tui.partners.api import Alert, hookimpl

class Near:
    id = "near"
    def evaluate(self, participant, today):
        {body}
        if participant.code == "SN-004":
            yield Alert(Severity.ALERT, Label("meld fra", "report"), Label("Meld fra.", "Report it."))

@hookimpl
def exin_rules():
    return [Near()]
"""


@pytest.fixture
def board() -> Iterator[Team]:
    with team(RULES) as found:
        yield found


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        del sys.modules[name]


def partner(folder: Path, source: str) -> Partner:
    place = folder / "on_board_partner"
    place.mkdir()
    (place / "hooks.py").write_text(source, encoding="utf-8")
    return Partner("probation", "here", place, PartnerState.ACTIVE, manifest(RULES))


def ask(board: Team, rules: PartnerRules, today: dt.date = TODAY) -> OnBoard:
    return rules.ask(board.database, today=today, programme=board.programme)


def overview(board: Team) -> Overview:
    with board.database.read() as connection:
        return load_overview(connection, today=TODAY, programme=board.programme, labels=board.labels)


def codes(whole: Overview, code: str) -> list[str]:
    return [alert.code for row in whole.rows if row.person.code == code for alert in row.alerts]


def quiet(whole: Overview) -> Overview:
    """The same people, of whom the board itself has nothing to say; by release."""
    rows = [
        msgspec.structs.replace(
            row, alerts=(), urgency=Urgency((5, *row.urgency.key[1:]), (text("nothing is due"),))
        )
        for row in whole.rows
    ]
    return msgspec.structs.replace(whole, rows=by_urgency(rows))


def test_a_partners_alert_stands_among_the_boards_own_and_moves_the_participant(
    board: Team, folder: Path
) -> None:
    plain = quiet(overview(board))
    found = ask(board, PartnerRules([partner(folder, HOOKS.format(body="pass"))]))
    assert "probation.near" in codes(found.on_overview(overview(board)), "SN-004")
    merged = found.on_overview(plain)
    assert codes(merged, "SN-004")[0] == "probation.near"
    assert "probation.near" not in codes(merged, "SN-001")
    row = merged.rows[0]
    assert row.person.code == "SN-004"
    assert plain.rows[0].person.code != "SN-004"
    assert row.urgency.reasons[0].say("en") == "report"
    assert row.headline is not None
    assert row.headline.why.rule.id == "probation.near"
    with board.database.read() as connection:
        view = load_participant(
            connection, "SN-004", today=TODAY, programme=board.programme, labels=board.labels
        )
    assert "probation.near" in [alert.code for alert in found.on_view(view).row.alerts]


def test_who_stands_where_they_stand_for_something_as_loud_keeps_the_reason(
    board: Team, folder: Path
) -> None:
    found = ask(board, PartnerRules([partner(folder, HOOKS.format(body="pass"))]))
    (loud,) = found.by_participant[board.id("SN-004")]
    whole = overview(board)
    own = msgspec.structs.replace(loud, code="ours")
    rows = [
        msgspec.structs.replace(row, alerts=(own,)) if row.person.code == "SN-004" else row
        for row in whole.rows
    ]
    before = msgspec.structs.replace(whole, rows=tuple(rows))
    after = found.on_overview(before)
    assert codes(after, "SN-004") == ["ours", "probation.near"]
    assert {row.person.code: row.urgency for row in after.rows} == {
        row.person.code: row.urgency for row in before.rows
    }


@pytest.mark.parametrize(
    ("source", "own"),
    [
        (HOOKS.format(body='raise ValueError("Åse")'), "near"),
        (HOOKS.replace("return [Near()]", "raise KeyError"), "rules"),
        ("import nothing_of_the_kind", "rules"),
        (HOOKS.replace('id = "near"', "id = property(lambda self: 1 / 0)"), "rules"),
        (HOOKS.replace('id = "near"', "id = 7"), "rules"),
    ],
)
def test_a_rule_that_fails_says_so_on_everybody_also_after_it_was_set_aside(
    board: Team, folder: Path, source: str, own: str
) -> None:
    rules = PartnerRules([partner(folder, source)])
    for _ in range(STRIKES + 2):
        merged = ask(board, rules).on_overview(overview(board))
        for row in merged.rows:
            (told,) = [one for one in row.alerts if one.code == f"probation.{own}"]
            assert told.severity is Severity.NOTE
            said = told.message.say("en")
            assert "could not be evaluated" in said
            assert "Åse" not in said
    assert [row.person.code for row in merged.rows] == [row.person.code for row in overview(board).rows]


def test_nothing_changes_without_partners_with_python(board: Team) -> None:
    rules = PartnerRules([Partner("probation", "here", None, PartnerState.ACTIVE, manifest())])
    assert not rules
    plain = overview(board)
    assert ask(board, rules).on_overview(plain) is plain


def test_the_number_of_statements_does_not_grow_with_the_caseload(board: Team, folder: Path) -> None:
    rules = PartnerRules([partner(folder, HOOKS.format(body="pass"))])
    seen: list[str] = []
    with board.database.read() as connection:
        engine = connection.engine
    event.listen(engine, "before_cursor_execute", lambda *given: seen.append(given[2]))
    ask(board, rules)
    assert len([one for one in seen if one.startswith(("SELECT", "WITH"))]) <= 10
