"""Facts and records are validated by the manifest's types, logged, undone, and never overwritten unseen."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import select

from exin_schema.tables import change, new_id, partner_fact, partner_record
from exin_tui.clock import OSLO
from exin_tui.history.undo import undo_last
from exin_tui.language import say
from exin_tui.partners.facts import add_record, change_record, remove_record, set_fact, set_facts
from exin_tui.partners.manifest import FieldDecl, FieldType
from exin_tui.partners.tab import load_panel
from exin_tui.partners.values import Plain, accept, decoded, to_json, typed, value_of
from exin_tui.privacy.identity_number import holds_identity_number
from exin_tui.programme.values import Refusal
from exin_tui.storage.errors import Missing, StaleVersion
from tests.partners.partners_team import MANIFEST, NOW, TODAY, Team, manifest, team


@pytest.fixture
def board() -> Iterator[Team]:
    with team() as found:
        yield found


def put(
    board: Team, fact: str, given: Plain | None, version: int = 0, code: str = "SN-001"
) -> Refusal | None:
    return set_fact(
        board.database, board.manifest, board.id(code), fact, given,
        expected_version=version, today=TODAY, now=NOW,
    )  # fmt: skip


def value(board: Team, fact: str, code: str = "SN-001") -> tuple[object, int]:
    with board.database.read() as connection:
        panel = load_panel(
            connection,
            board.partner,
            board.id(code),
            today=TODAY,
            programme=board.programme,
            labels=board.labels,
        )
    index = [column.id for column in panel.columns].index(fact)
    found = panel.facts.values[index]
    return found.value, found.version


@pytest.mark.parametrize(
    ("fact", "typed_in", "stored"),
    [
        ("duty_until", "1.12", dt.date(2026, 12, 1)),
        ("duty_until", "+14d", dt.date(2026, 12, 11)),
        ("duty_until", dt.date(2027, 1, 5), dt.date(2027, 1, 5)),
        ("office", "  Grønland\x1b[2J \n2. etg ", "Grønland  2. etg"),
        ("program", "Ruskontroll", "drugs"),
        ("program", "none", "none"),
        ("program", "Drug control", "drugs"),
        ("hours", "90", 90),
        ("hours", 0, 0),
    ],
)
def test_what_is_typed_is_stored_with_its_type(
    board: Team, fact: str, typed_in: Plain, stored: object
) -> None:
    assert put(board, fact, typed_in) is None
    assert value(board, fact) == (stored, 1)


@pytest.mark.parametrize(
    ("fact", "typed_in"),
    [
        ("duty_until", "31.02.2026"),
        ("office", "x" * 21),
        ("program", "noe annet"),
        ("hours", "mange"),
        ("hours", "-1"),
        ("hours", 401),
        ("hours", True),
        ("officer", "nobody"),
        ("nothing", "1"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence_and_nothing_is_stored(
    board: Team, fact: str, typed_in: Plain
) -> None:
    refusal = put(board, fact, typed_in)
    assert refusal is not None
    assert refusal.message.say("nb")
    with board.database.read() as connection:
        assert connection.execute(select(partner_fact)).all() == []


def test_a_contact_fact_takes_a_contact_that_exists(board: Team) -> None:
    assert put(board, "officer", board.contact) is None
    assert value(board, "officer") == (board.contact, 1)


@pytest.mark.parametrize("wrong", [("hours", "mange"), ("officer", "nobody"), ("nothing", "1")])
def test_of_several_facts_all_are_stored_or_none(board: Team, wrong: tuple[str, str]) -> None:
    put(board, "program", "none")

    def several(given: dict[str, tuple[Plain | None, int]]) -> Refusal | None:
        who = board.id("SN-001")
        return set_facts(board.database, board.manifest, who, given, today=TODAY, now=NOW)

    good: dict[str, tuple[Plain | None, int]] = {"office": ("Grønland", 0), "program": (" ", 1)}
    fact, given = wrong
    assert isinstance(several({**good, fact: (given, 0)}), Refusal)
    assert (value(board, "office"), value(board, "program")) == ((None, 0), ("none", 1))
    assert several(good) is None
    assert (value(board, "office"), value(board, "program")) == (("Grønland", 1), (None, 0))


def test_what_the_manifest_no_longer_takes_is_kept_and_nobody_says_that_it_betrays_nothing(
    board: Team,
) -> None:
    fields = {field.id: field for field in board.manifest.facts}
    program = replace(fields["program"], sensitive=False)
    gone, there = (value_of(program, answer, {}) for answer in ("parole", "drugs"))
    assert (say(gone.label, "en"), gone.type, gone.sensitive) == ("parole", FieldType.CHOICE, True)
    assert (say(there.label, "en"), there.sensitive) == ("drug control", False)
    other = value_of(fields["hours"], "many", {}, row="r", version=3)
    assert (other.value, other.type, other.sensitive, other.place) == ("many", FieldType.TEXT, True, True)
    assert (other.id, other.version) == ("r", 3)
    fits = value_of(fields["hours"], 4, {})
    assert (fits.value, fits.sensitive, fits.place) == (4, False, False)


def test_a_moment_without_a_zone_is_one_of_oslo(board: Team) -> None:
    field = board.manifest.records[0].fields[0]
    naive = dt.datetime(2026, 12, 4, 9, 15)  # noqa: DTZ001 - as somebody's code may hand it over
    assert accept(field, naive, TODAY) == naive.replace(tzinfo=OSLO)


def test_an_empty_text_takes_the_fact_away(board: Team) -> None:
    put(board, "hours", 5)
    assert put(board, "hours", " ", version=1) is None
    assert value(board, "hours") == (None, 0)


def test_somebody_elses_change_is_not_overwritten(board: Team) -> None:
    put(board, "hours", 5)
    with pytest.raises(StaleVersion):
        put(board, "hours", 6)
    put(board, "hours", 6, version=1)
    with pytest.raises(StaleVersion):
        put(board, "hours", 7, version=1)
    assert value(board, "hours") == (6, 2)


def test_a_fact_that_was_taken_away_meanwhile_is_missing(board: Team) -> None:
    with pytest.raises(Missing):
        put(board, "hours", 5, version=3)


def test_a_fact_is_logged_under_the_participant_and_can_be_undone(board: Team) -> None:
    put(board, "hours", 5)
    put(board, "hours", 6, version=1)
    with board.database.read() as connection:
        commands = connection.execute(
            select(change.c.command, change.c.participant_id).where(change.c.entity == "partner_fact")
        ).all()
    assert {tuple(row) for row in commands} == {("probation.fact", board.id("SN-001"))}
    undo_last(board.database, "KN", NOW)
    assert value(board, "hours")[0] == 5


def test_records_are_added_changed_and_removed(board: Team) -> None:
    added = add_record(
        board.database, board.manifest, board.id("SN-001"), "appointment",
        {"at": "4.12 09:15", "met": "", "note": "ta med vedtak"}, today=TODAY, now=NOW,
    )  # fmt: skip
    assert added is None
    row = records(board)[0]
    assert row[2] == {"at": "2026-12-04T08:15:00Z", "note": "ta med vedtak"}
    refused = change_record(
        board.database, board.manifest, row[0], {"met": "kanskje"}, expected_version=1, today=TODAY, now=NOW
    )
    assert refused is not None
    changed = change_record(
        board.database, board.manifest, row[0], {"met": "ja", "note": None},
        expected_version=1, today=TODAY, now=NOW,
    )  # fmt: skip
    assert changed is None
    assert records(board)[0][2] == {"at": "2026-12-04T08:15:00Z", "met": True}
    with pytest.raises(StaleVersion):
        remove_record(board.database, board.manifest, row[0], expected_version=1, now=NOW)
    remove_record(board.database, board.manifest, row[0], expected_version=2, now=NOW)
    assert records(board) == []


def records(board: Team) -> list[tuple[str, int, object]]:
    with board.database.read() as connection:
        columns = (partner_record.c.id, partner_record.c.version, partner_record.c["values"])
        return [(row[0], row[1], decoded(row[2])) for row in connection.execute(select(*columns))]


@pytest.mark.parametrize(
    "wrong", [{"nothing": "1"}, {"at": "i morgen"}, {"at": "4.12 25:00"}, {"note": "x" * 41}]
)
def test_a_record_with_something_wrong_is_refused_whole(board: Team, wrong: dict[str, Plain | None]) -> None:
    refused = add_record(
        board.database, board.manifest, board.id("SN-001"), "appointment", {"met": True} | wrong,
        today=TODAY, now=NOW,
    )  # fmt: skip
    assert refused is not None
    assert records(board) == []


@pytest.mark.parametrize(
    "given", ["15.3 14:30", "15.3 kl. 14.30", dt.datetime(2027, 3, 15, 13, 30, tzinfo=dt.UTC)]
)
def test_a_moment_is_in_oslo(given: Plain) -> None:
    field = manifest().records[0].fields[0]
    assert accept(field, given, TODAY) == dt.datetime(2027, 3, 15, 14, 30, tzinfo=OSLO)


@given(st.text(), st.sampled_from([*manifest().facts, *manifest().records[0].fields]))
def test_what_is_typed_is_taken_or_refused_and_what_is_taken_reads_back(
    typed_in: str, field: FieldDecl
) -> None:
    taken = accept(field, typed_in, TODAY)
    if not isinstance(taken, Refusal):
        assert typed(field, decoded(to_json(taken))) == taken


def test_a_value_that_the_manifest_no_longer_allows_is_kept_and_not_misread(board: Team) -> None:
    put(board, "program", "drugs")
    narrower = manifest(MANIFEST.replace('{ id = "drugs"', '{ id = "other"'))
    changed = type(board.partner)("probation", "here", None, board.partner.state, narrower)
    with board.database.read() as connection:
        panel = load_panel(
            connection,
            changed,
            board.id("SN-001"),
            today=TODAY,
            programme=board.programme,
            labels=board.labels,
        )
    found = next(one for one in panel.facts.values if one.value == "drugs")
    assert found.label is not None
    assert found.label.say("nb") == "drugs"
    assert found.sensitive


def test_no_id_of_a_contact_is_taken_for_a_national_identity_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """An id is random: now and then eleven of its figures have the right check digits."""
    invented = (f"128579{number:05}" for number in range(10**5))  # no month has the number 85
    figures = next(one for one in invented if holds_identity_number(one))
    made = iter([uuid.UUID(f"aaaaaaaaaa{figures}aaaaaaaaaaa"), uuid.UUID("b" * 32)])
    monkeypatch.setattr(uuid, "uuid4", lambda: next(made))
    assert new_id() == "b" * 32
