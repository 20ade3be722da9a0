"""Partners' facts in the list of participants: read by type, stored as if typed, never printed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from exin_schema.tables import change, participant, partner_fact
from exin_tui.caseload.erasure import erase_participant
from exin_tui.history.undo import undo_last
from exin_tui.importing.added_cells import reader_of
from exin_tui.importing.cells import Value
from exin_tui.importing.columns import Kind, Reading
from exin_tui.importing.problems import BadCell
from exin_tui.partners.facts import set_fact
from exin_tui.partners.manifest import FieldType
from exin_tui.partners.values import accept
from exin_tui.privacy.sanitise import one_line
from tests.importing.lists import (
    IDENTITY_NUMBER,
    NOW,
    PROGRAMME,
    TODAY,
    Desk,
    counts,
    lines,
    places,
    workbook,
)
from tests.importing.partner_lists import (
    KINDS,
    PartnerDesk,
    added,
    desk_of,
    facts,
    partner,
    statements,
    values,
)
from tests.partners.partners_team import manifest

HOSTILE = "Åse [/b] O'Hara‑Øy"


@pytest.fixture
def board(desk: Desk) -> PartnerDesk:
    found = desk_of(desk)
    assert lines(found.read("Kode;Fase", "SN-001;1", "SN-002;2")) == []
    return found


@pytest.mark.parametrize(
    ("heading", "cell", "stored"),
    [
        ("Merket", HOSTILE, '"Åse [/b] O\'Hara‑Øy"'),
        ("Marked", "=1+1", '"=1+1"'),
        ("Merket", "a\x1b[2Jb", '"ab"'),
        ("Tiltak", "Kurs", '"course"'),
        ("measure", "work practice", '"work"'),
        ("TILTAK", "course", '"course"'),
        ("Påbegynt", "1. desember 2026", '"2026-12-01"'),
        ("Begun", "01.12.2026 09:30", '"2026-12-01"'),
        ("Oppmøte", "01.12.2026 09:30", '"2026-12-01T08:30:00Z"'),
        ("Oppmøte", "01.12.2026 09:30:45", '"2026-12-01T08:30:00Z"'),
        ("Oppmøte", "2026-07-01 kl. 00:00", '"2026-06-30T22:00:00Z"'),
        ("Timer", "-5", "-5"),
        ("Hours", "4 0 0", "400"),
        ("Poeng", "123456789", "123456789"),
        ("Avtalt", "ja", "true"),
        ("Agreed", "No", "false"),
    ],
)
def test_a_cell_is_read_as_what_the_fact_holds(
    board: PartnerDesk, heading: str, cell: str, stored: str
) -> None:
    listed = f"Kode;{heading}", f"SN-001;{cell}"
    report = board.read(*listed)
    assert (lines(report), counts(report, Kind.PARTICIPANTS)) == ([], (0, 1, 0))
    assert list(values(board.database).values()) == [stored]
    before = board.database.last_change()
    assert counts(board.read(*listed), Kind.PARTICIPANTS) == (0, 0, 1)
    assert board.database.last_change() == before


def test_the_cells_of_a_workbook_have_types(board: PartnerDesk) -> None:
    wall = dt.datetime(2026, 12, 1, 9, 30)  # noqa: DTZ001 - as Excel has it
    listed = workbook(
        Deltakere=[
            ["Kode", "Merket", "Påbegynt", "Oppmøte", "Timer", "Avtalt"],
            ["SN-001", 12.0, dt.datetime(2026, 12, 1), wall, 90.0, True],  # noqa: DTZ001
        ]
    )
    report = board.take(listed, added=board.added)
    assert lines(report) == []
    assert values(board.database) == {
        "kinds.words": '"12"',
        "kinds.on": '"2026-12-01"',
        "kinds.at": '"2026-12-01T08:30:00Z"',
        "kinds.count": "90",
        "kinds.agreed": "true",
    }


@pytest.mark.parametrize(
    ("heading", "cell", "what"),
    [
        ("Merket", "x" * 200, "200 characters are too many here. Write at most 40."),
        ("Merket", IDENTITY_NUMBER, "This looks like a national identity number."),
        ("Tiltak", "innlagt", "Write one of: course, work practice."),
        ("Påbegynt", "31.11.2026", "There is no such day"),
        ("Påbegynt", "innlagt", "This is not a date."),
        ("Oppmøte", "02.12.2026", "Write the time of day too, such as 01.12.2026 09:30."),
        ("Oppmøte", "29.03.2026 02:30", "Clocks skip this hour"),
        ("Timer", "401", "Write a whole number from -5 to 400."),
        ("Timer", "2,5", "Write a whole number from -5 to 400."),
        ("Poeng", "mange", "Write a whole number."),
        ("Avtalt", "kanskje", "Write yes or no."),
        ("Veileder", "innlagt", "No contact of that name is in the address book"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_placed_and_never_printed(
    board: PartnerDesk, heading: str, cell: str, what: str
) -> None:
    report = board.read(f"Kode;Fase;{heading}", "SN-002;3;", f"SN-001;3;{cell}")
    (line,) = lines(report)
    assert line.startswith(f"liste.csv, row 3, column C “{heading}”: {what}")
    assert cell not in line
    assert cell not in lines(report, "nb")[0]
    assert facts(board.database) == {}
    with board.database.read() as connection:
        phases = set(connection.execute(select(participant.c.phase)).scalars())
    assert phases == {"intake", "in_prison"}


def test_the_notes_print_nothing_either(board: PartnerDesk) -> None:
    report = board.read(
        "Kode;Merket;Påbegynt;Oppmøte", "SN-001;in\x1b[1mnlagt;01.12.2026 09:30;25.10.2026 02:30"
    )
    assert lines(report) == []
    said = [note.say("nb") for note in report.notes]
    assert [note.code for note in report.notes] == ["cleaned", "time_left_out", "clocks_twice"]
    assert not any(cell in line for line in said for cell in ("innlagt", " = ", "okt", "02:30"))


def test_a_day_in_a_workbook_is_no_moment(board: PartnerDesk) -> None:
    listed = workbook(Deltakere=[["Kode", "Oppmøte"], ["SN-001", dt.datetime(2026, 12, 1)]])  # noqa: DTZ001
    (line,) = lines(board.take(listed, added=board.added))
    assert line.endswith("Write the time of day too, such as 01.12.2026 09:30.")


def test_an_empty_cell_leaves_what_is_stored_and_a_dash_takes_it_away(board: PartnerDesk) -> None:
    board.read("Kode;Timer;Poeng", "SN-001;5;6", "SN-002;7;8")
    report = board.read("Kode;Timer;Poeng", "SN-001;;-", "SN-002;;")
    assert counts(report, Kind.PARTICIPANTS) == (0, 1, 1)
    assert {key: value for key, (value, _) in facts(board.database).items()} == {
        ("SN-001", "kinds.count"): "5",
        ("SN-002", "kinds.count"): "7",
        ("SN-002", "kinds.any"): "8",
    }


def test_somebody_new_has_their_facts_from_the_same_row_with_or_without_a_code(board: PartnerDesk) -> None:
    report = board.read("Kode;Fornavn;Fase;Timer", "SN-009;Bo;1;9", ";Kim;1;10")
    assert counts(report, Kind.PARTICIPANTS) == (2, 0, 0)
    (new,) = report.new_codes
    assert {code: value for (code, _), (value, _) in facts(board.database).items()} == {
        "SN-009": "9",
        new.code: "10",
    }


def test_a_trial_counts_what_the_import_does_and_writes_nothing(board: PartnerDesk) -> None:
    board.read("Kode;Timer", "SN-001;5")
    listed = "Kode;Timer", "SN-001;5", "SN-002;5"
    before = board.database.last_change()
    trial = board.read(*listed, dry_run=True)
    assert board.database.last_change() == before
    assert trial.tallies == board.read(*listed).tallies
    assert counts(trial, Kind.PARTICIPANTS) == (0, 1, 1)


def test_what_was_typed_by_hand_is_the_same_value(board: PartnerDesk) -> None:
    with board.database.read() as connection:
        who = connection.execute(select(participant.c.id).where(participant.c.code == "SN-001")).scalar_one()
    for fact, typed in (
        ("words", HOSTILE),
        ("at", "1.12 09:30"),
        ("pick", "kurs"),
        ("on", "1.12"),
        ("count", "5"),
    ):
        set_fact(board.database, manifest(KINDS), who, fact, typed, today=TODAY, now=NOW)
    before = board.database.last_change()
    row = f"SN-001;{HOSTILE};01.12.2026 09:30;course;2026-12-01;5"
    report = board.read("Kode;Merket;Oppmøte;Tiltak;Påbegynt;Timer", row)
    assert counts(report, Kind.PARTICIPANTS) == (0, 0, 1)
    assert board.database.last_change() == before
    board.read("Kode;Timer", "SN-001;6")
    assert facts(board.database)["SN-001", "kinds.count"] == ("6", 2)


def test_an_import_is_one_command_of_the_log_and_is_undone_as_one(board: PartnerDesk) -> None:
    board.read("Kode;Timer;Poeng", "SN-001;5;6")
    board.read("Kode;Timer;Poeng;Avtalt", "SN-001;50;-;ja")
    with board.database.read() as connection:
        logged = connection.execute(
            select(change.c.unit, change.c.command)
            .where(change.c.entity == "partner_fact")
            .order_by(change.c.id)
        ).all()
    assert {row.command for row in logged} == {"import"}
    assert len({row.unit for row in logged}) == 2
    undo_last(board.database, "KB", NOW)
    assert values(board.database) == {"kinds.count": "5", "kinds.any": "6"}


def test_who_is_erased_leaves_nothing_of_what_was_imported(board: PartnerDesk) -> None:
    board.read("Kode;Merket", f"SN-001;{HOSTILE}", "SN-002;blir")
    with board.database.read() as connection:
        row = connection.execute(
            select(participant.c.id, participant.c.version).where(participant.c.code == "SN-001")
        ).one()
    erase_participant(
        board.database, row.id, row.version, now=NOW, actor="KB", today=TODAY, programme=PROGRAMME
    )
    with board.database.read() as connection:
        assert connection.execute(select(partner_fact.c.value)).scalars().all() == ['"blir"']


def test_the_statements_grow_with_the_batches_and_not_with_the_cells(board: PartnerDesk) -> None:
    def taken(first: int, count: int, hours: int) -> int:
        rows = [f"SN-{number};1;{hours};{HOSTILE};ja" for number in range(first, first + count)]
        with statements() as said:
            assert lines(board.read("Kode;Fase;Timer;Merket;Avtalt", *rows)) == []
        return len([one for one in said if "partner_fact" in one])

    few, many = taken(1000, 200, 5), taken(2000, 800, 5)
    assert many <= few * 4
    assert taken(1000, 200, 6) <= few + 4
    assert few < 20


def test_two_places_for_one_participant_are_refused(board: PartnerDesk) -> None:
    report = board.read("Kode;Timer", "SN-001;5", "sn-001;6")
    assert places(report) == [("liste.csv", 3, "A")]
    assert facts(board.database) == {}


CELLS = st.one_of(
    st.text(max_size=60),
    st.integers(-(10**10), 10**10),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(dt.date(1890, 1, 1), dt.date(2110, 1, 1)),
    st.datetimes(dt.datetime(1890, 1, 1), dt.datetime(2110, 1, 1)),  # noqa: DTZ001
    st.sampled_from(
        ["kurs", "course", "ja", "nei", "1.12.2026 09:30", "-5", "401", "999999999", "24.12.2026"]
    ),
)


@settings(max_examples=300, deadline=None)
@given(CELLS)
def test_what_a_list_says_is_what_the_form_would_keep(cell: Value) -> None:
    declared = manifest(KINDS)
    if isinstance(cell, str):
        cell = one_line(cell).strip()
    for column in added(partner()).columns:
        fact = declared.fact(column.own)
        assert fact is not None
        if fact.type is FieldType.CONTACT:
            continue
        try:
            found = reader_of(column)(cell, Reading(TODAY))
        except BadCell:
            continue
        assert accept(fact, found, TODAY) == found  # type: ignore[arg-type]
