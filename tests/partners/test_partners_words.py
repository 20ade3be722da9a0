"""What partners keep reads in words: in the participant's own copy and in the history, whoever is active."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from exin_schema.programme_file import load_programme
from exin_schema.tables import partner_record
from exin_schema.vocabulary import Language
from exin_tui.caseload.history_views import HistoryLine, load_history
from exin_tui.caseload.labels import Labels
from exin_tui.caseload.own_copy import write_copy
from exin_tui.language import say
from exin_tui.partners.discovery import PartnerState
from exin_tui.partners.facts import add_record, change_record, set_fact
from exin_tui.partners.values import Plain
from exin_tui.partners.words import labels_of
from tests.partners.partners_team import MANIFEST, NOW, TODAY, Team, manifest, partner_of, team

AT = "1.12 09:00"


@pytest.fixture
def board() -> Iterator[Team]:
    with team() as found:
        who = found.id("SN-002")
        facts: dict[str, Plain] = {
            "duty_until": "5.1.2027", "officer": found.contact, "office": "Grønland", "program": "drugs",
            "hours": 90,
        }  # fmt: skip
        for fact, given in facts.items():
            refusal = set_fact(
                found.database, found.manifest, who, fact, given, expected_version=0, today=TODAY, now=NOW
            )
            assert refusal is None
        refusal = add_record(
            found.database, found.manifest, who, "appointment", {"at": AT, "met": True, "note": "#1 [/b]"},
            today=TODAY, now=NOW,
        )  # fmt: skip
        assert refusal is None
        yield found


def words(board: Team, state: PartnerState = PartnerState.ACTIVE) -> Labels:
    return labels_of(load_programme(), [dataclasses.replace(board.partner, state=state)])


def copy(
    board: Team, tmp_path: Path, labels: Labels, language: Language, *, with_address: bool = False
) -> list[str]:
    path = tmp_path / "copy.md"
    write_copy(
        board.database, board.id("SN-002"), path, labels=labels, language=language, replace=True,
        today=TODAY, now=NOW, actor="KN", with_address=with_address, programme=board.programme,
    )  # fmt: skip
    kept = path.read_text().partition("## Who has looked")[0].partition("## Hvem som har sett")[0]
    return [line.strip("- *") for line in kept.splitlines()]


@pytest.mark.parametrize("state", [PartnerState.ACTIVE, PartnerState.DISABLED])
def test_the_own_copy_says_what_each_value_is(board: Team, tmp_path: Path, state: PartnerState) -> None:
    told = copy(board, tmp_path, words(board, state), "en", with_address=True)
    for about, line in (
        ("Probation service: Duty to report until", "Duty to report until: Tue 5 Jan 2027"),
        ("Probation service: Officer in charge", "Officer in charge: Nora Ek"),
        ("Probation service: Office", "Office: Grønland"),
        ("Probation service: Programme", "Programme: drug control"),
        ("Probation service: Community sentence", "Community sentence: 90 hours"),
        ("Probation service: Reporting", "Time: Tue 1 Dec 2026 09:00"),
    ):
        assert told[told.index(about) + 1] == line
    assert told[told.index("Time: Tue 1 Dec 2026 09:00") + 1 :][:2] == ["Turned up: yes", r"Note: \#1 \[/b\]"]


def test_it_says_them_in_norwegian_and_without_places_where_the_address_is_protected(
    board: Team, tmp_path: Path
) -> None:
    told = copy(board, tmp_path, words(board), "nb")
    assert "Program: ruskontroll" in told
    assert "Samfunnsstraff: 90 timer" in told
    assert "Møtt: ja" in told
    assert "Friomsorgen: Kontor" in told
    assert not [line for line in told if "Grønland" in line]


def test_what_no_manifest_knows_any_more_goes_by_its_keys(board: Team, tmp_path: Path) -> None:
    told = copy(board, tmp_path, labels_of(load_programme(), []), "en", with_address=True)
    assert told[told.index(r"PROBATION: hours") + 1] == "value: 90"
    assert "met: True" in told


def test_a_value_that_a_later_manifest_types_otherwise_is_told_as_it_is_stored(
    board: Team, tmp_path: Path
) -> None:
    later = manifest(MANIFEST.replace('id = "office"\ntype = "text"\nlength = 20\nplace = true',
                                      'id = "office"\ntype = "date"'))  # fmt: skip
    told = copy(board, tmp_path, labels_of(load_programme(), [partner_of(later)]), "en")
    assert "Office: Grønland" in told


def history(board: Team, labels: Labels) -> list[HistoryLine]:
    with board.database.read() as connection:
        return [
            line
            for one in load_history(connection, board.id("SN-002"), labels).entries
            for line in one.lines
            if line.field is not None and say(line.about, "en").startswith("Probation")
        ]


def test_the_history_names_the_field_that_changed_and_hides_its_values(board: Team) -> None:
    with board.database.read() as connection:
        row = connection.execute(select(partner_record.c.id)).scalar_one()
    refusal = change_record(
        board.database, board.manifest, row, {"met": False}, expected_version=1, today=TODAY, now=NOW
    )
    assert refusal is None
    lines = history(board, words(board))
    changed = [one for one in lines if one.verb == "update"]
    assert [(say(one.about, "en"), say(one.field or "", "en")) for one in changed] == [
        ("Probation service: Reporting", "Turned up")
    ]
    old, new = changed[0].old, changed[0].new
    assert old is not None
    assert new is not None
    assert (say(old.words, "en"), say(new.words, "en")) == ("yes", "no")
    assert all(told.private for one in lines for told in (one.old, one.new) if told is not None)


def test_what_betrays_health_or_is_a_place_is_marked(board: Team) -> None:
    by_field = {say(one.field or "", "en"): one for one in history(board, words(board))}
    assert by_field["Programme"].sensitive
    assert by_field["Programme"].quiet
    assert not by_field["Community sentence"].sensitive
    office = by_field["Office"].new
    assert office is not None
    assert office.place


def test_the_words_of_a_partner_that_is_switched_off_stay(board: Team) -> None:
    labels = words(board, PartnerState.DISABLED)
    assert say(labels.task_title("probation.plan", ""), "nb") == "Plan laget"
    assert say(labels.item_label("release", "probation.conditions_read").label, "nb") == "Vilkår gjennomgått"


def test_of_two_with_one_id_the_active_one_speaks(board: Team) -> None:
    other = manifest(MANIFEST.replace("Duty to report until", "Something else"))
    off = dataclasses.replace(partner_of(other), state=PartnerState.FAILED)
    for partners in ([off, board.partner], [board.partner, off]):
        facts = labels_of(load_programme(), partners).recorded.facts
        assert facts["probation.duty_until"].label.en == "Duty to report until"
