"""The summary of a stand-up: complete, and nobody is named in it."""

from __future__ import annotations

import pytest

from exin_tui.caseload import items, standup_steps, tasks
from exin_tui.caseload.meeting_add import NewMeeting, add
from exin_tui.caseload.standup_end import end
from exin_tui.caseload.standup_markdown import literal, markdown
from exin_tui.caseload.standup_summary import Summary, summary_of
from exin_tui.caseload.standups import load_standup
from exin_tui.storage.database import Database
from tests.caseload.board import LABELS, Board, at, day
from tests.caseload.everyday import done
from tests.caseload.test_caseload_standup_steps import Held, acting, signed


@pytest.fixture
def held(database: Database) -> Held:
    board = Board(database)
    people = [
        board.participant(f"SN-00{number}", alias=alias, given_name="Jonas", family_name="Berg")
        for number, alias in enumerate(("Furu", "Bjørk", "Selje"), start=1)
    ]
    board.item(people[0], "substance_treatment")
    begun = done(standup_steps.begin(database, people, away=["TL"], **acting()))
    return Held(database, board, people, begun.id)


def summed(held: Held) -> Summary:
    with held.database.read() as connection:
        found = load_standup(connection, held.id)
        assert found is not None
        return summary_of(connection, found, labels=LABELS)


def work(held: Held) -> None:
    """What is entered while it is held."""
    first, second, _ = held.people
    done(tasks.add(held.database, "ring Jonas sin utleier", participant_id=first, due_on=day(3), **acting(5)))
    done(tasks.add(held.database, "bestill møterom", responsible="AB", **acting(6)))
    done(add(held.database, NewMeeting("visit", at(1, 10), participant_id=second), **acting(7)))
    held.board.contacted(first, 0)
    [row] = held.board.view("SN-001").checklists[0].items[:1]
    done(items.tick(held.database, row.id, row.version, **acting(8)))
    done(standup_steps.decide(held.database, held.now.entries[0].id, "Jonas søker *på nytt*", **signed(9)))
    done(standup_steps.discussed(*held.at, **signed(70)))
    done(standup_steps.skip(*held.at, "Berg er på permisjon", **signed(80)))


def test_it_says_who_what_when_and_why(held: Held) -> None:
    work(held)
    done(end(*held.at, **acting(95)))
    done(tasks.add(held.database, "etterpå", participant_id=held.people[0], **acting(100)))
    summary = summed(held)
    assert [(one.who, one.due_on) for one in summary.tasks] == [("KN", day(3)), ("AB", None)]
    assert [one.sensitive for one in summary.ticks] == [True]
    assert [one.starts_at for one in summary.meetings] == [at(1, 10)]
    assert (summary.present, summary.away) == (("AB", "KN"), ("TL",))
    text = markdown(summary, "nb")
    assert "etterpå" not in text
    for line in (
        "# Stand-up – Fredag 27. november 2026",
        "- Tid: 08:00–08:01 (2 av 30 min)",
        "- **SN-001 Furu**: Furu søker \\*på nytt\\*",
        "- KN: ring Furu sin utleier (**SN-001 Furu**) – innen ma. 30. nov. 2026",
        "- AB: bestill møterom (teamet) – uten frist",
        "- **SN-001 Furu**: følsomt punkt – KN",
        "- **SN-002 Bjørk**: Besøk lø. 28. nov. 2026 10:00 – KN",
        "- **SN-002 Bjørk**: Furu er på permisjon".replace("Furu", "Bjørk"),
        "- **SN-001 Furu** (1:10)",
        "## Ikke nådd (1)",
    ):
        assert line in text.splitlines(), line


@pytest.mark.parametrize("language", ["nb", "en"])
def test_nobody_is_named(held: Held, language: str) -> None:
    work(held)
    text = markdown(summed(held), language)  # type: ignore[arg-type]
    assert "Jonas" not in text
    assert "Berg" not in text


def test_what_was_typed_cannot_become_a_link_or_a_tag() -> None:
    assert literal("[x](http://a) <b>") == "\\[x\\](http://a) \\<b\\>"
