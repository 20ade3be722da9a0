"""What is kept about somebody: handed to them whole and recorded, or deleted with all that hangs on it."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from exin_schema.tables import (
    access,
    agency,
    contact,
    disclosure,
    meeting_attendee,
    metadata,
    participant,
    participant_contact,
    partner_fact,
    subject_key,
)
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.erasure import Erasure, erase_participant, what_remains
from exin_tui.caseload.own_copy import tables_about, write_copy
from exin_tui.history.reading import ERASED, changes
from exin_tui.history.undo import undo_last
from exin_tui.history.verifying import verify
from exin_tui.storage.errors import CannotUndo, StaleVersion
from tests.caseload.board import LABELS, NOW, PROGRAMME, TODAY, Board, at

ACTING = Acting(now=NOW, today=TODAY, actor="KN", programme=PROGRAMME)


def person(board: Board, code: str = "SN-001", **more: Any) -> str:
    """Somebody with a row in most tables."""
    who = board.participant(code, given_name="Jonas", family_name="Berg", address="Storgata 1", **more)
    board.episode(who, place="Halden")
    board.item(who, "housing", due=3, note="ring utleier")
    board.task(who, "Ring *advokat*", due=2)
    held = board.meeting(who, at(1, 10), place="Kontoret vårt")
    nina = board.contact(who, f"Mor til {code}", "family")
    with board.database.read() as connection:
        mother = connection.execute(
            select(participant_contact.c.contact_id).where(participant_contact.c.id == nina)
        ).scalar_one()
    board.add(meeting_attendee, participant_id=who, meeting_id=held, contact_id=mother)
    board.add(meeting_attendee, meeting_id=held, caseworker_id=board.team["KN"])
    series = board.meeting(who, at(2, 10), rrule="FREQ=WEEKLY")
    board.meeting(who, at(9, 11), series_id=series)
    board.consent(who, "nav")
    board.transition(who, None, "intake", -30, reason="henvist")
    board.application(who, 10)
    board.contacted(who, 3)
    board.add(partner_fact, participant_id=who, partner="nav", fact="office", value='"Storby"')
    return who


def everything(board: Board) -> dict[str, int]:
    with board.database.read() as connection:
        return {
            str(table.name): connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
        }


# ── the copy ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_copy_holds_what_is_kept_in_words_and_is_recorded_as_given(board: Board, tmp_path: Path) -> None:
    who = person(board)
    with board.database.write(command="x", now=NOW, actor="TL") as door:
        door.access("reveal", who)
    path = tmp_path / "kopi.md"
    write_copy(board.database, who, path, labels=LABELS, language="nb", **ACTING)
    said = path.read_text(encoding="utf-8")
    for words in (
        "# Det som er lagret om Jonas Berg", "adresse: Storgata 1", "**Bolig avklart**",
        "merknad: ring utleier", "Ring \\*advokat\\*", "sted: Kontoret vårt", "sted: Halden",
        "Mor til SN-001",
        "Samtykke: NAV", "## Hvem som har sett på det", "reveal", "## Det som er endret",
    ):  # fmt: skip
        assert words in said, words
    assert said.index("Planen din") < said.index("Avtalene dine") < said.index("Samtykke")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with board.database.read() as connection:
        (given,) = connection.execute(select(disclosure)).all()
    assert (given.participant_id, given.recipient, given.export) == (who, "participant", "copy")
    assert "consent" in given.fields.split()


def test_the_copy_for_a_program_holds_every_table_and_nobody_else(board: Board, tmp_path: Path) -> None:
    who = person(board)
    other = person(board, "SN-002")
    path = tmp_path / "copy.json"
    copied = write_copy(board.database, who, path, labels=LABELS, language="en", **ACTING)
    told = json.loads(path.read_text(encoding="utf-8"))
    assert set(told["kept"]) == {str(table.name) for table in tables_about()}
    assert sum(len(rows) for rows in told["kept"].values()) == copied.rows
    assert other not in path.read_text(encoding="utf-8")
    assert told["kept"]["participant"][0]["given_name"] == "Jonas"
    assert told["change"]


def test_every_table_with_somebodys_rows_is_in_the_copy_and_in_the_erasure() -> None:
    logs = {"access", "change", "disclosure", "subject_key"}
    mine = {str(t.name) for t in metadata.sorted_tables if "participant_id" in t.c} - logs | {"participant"}
    assert {str(table.name) for table in tables_about()} == mine


@pytest.mark.parametrize("name", ["kopi.md", "kopi.json"])
def test_a_protected_address_and_meeting_places_are_left_out_unless_they_are_opened(
    board: Board, tmp_path: Path, name: str
) -> None:
    who = person(board, protected_address=True)
    path = tmp_path / name
    write_copy(board.database, who, path, labels=LABELS, language="nb", **ACTING)
    said = path.read_text(encoding="utf-8")
    assert "Storgata" not in said
    assert "Kontoret" not in said
    write_copy(
        board.database, who, path, labels=LABELS, language="nb", with_address=True, replace=True, **ACTING
    )
    assert "Storgata" in path.read_text(encoding="utf-8")
    with board.database.read() as connection:
        assert [row.what for row in connection.execute(select(access))] == ["protected_address"]


def test_a_file_that_cannot_be_written_records_nothing(board: Board, tmp_path: Path) -> None:
    who = person(board)
    taken = tmp_path / "kopi.md"
    taken.write_text("mitt", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write_copy(board.database, who, taken, labels=LABELS, language="nb", **ACTING)
    assert taken.read_text(encoding="utf-8") == "mitt"
    assert everything(board)["disclosure"] == 0


# ── erasing ──────────────────────────────────────────────────────────────────────────────────────────


def test_everything_about_somebody_goes_and_the_log_stays_whole_and_unreadable(board: Board) -> None:
    other = person(board, "SN-002")
    before = everything(board)
    who = person(board)
    with board.database.write(command="x", now=NOW) as door:
        door.disclosure(participant_id=who, recipient="NAV", export="list", fields=("phase",))
    with board.database.read() as connection:
        remains = what_remains(connection, who, today=TODAY, programme=PROGRAMME)
    assert remains.rows == 15
    assert (remains.private_contacts, remains.disclosures) == (1, 1)
    assert [one.line for one in remains.to_tell] == ["nav"]
    done = erase_participant(board.database, who, 1, **ACTING)
    assert isinstance(done, Erasure)
    after = everything(board)
    for name in ("change", "disclosure", "subject_key"):
        after.pop(name), before.pop(name)
    assert after == before
    with board.database.read() as connection:
        assert verify(connection).ok
        log = changes(connection, participant_id=who)
        assert {one.new for one in log if one.verb == "insert"} == {ERASED}
        assert changes(connection, participant_id=other)[0].new is not ERASED
        keys = {row.participant_id: row.key for row in connection.execute(select(subject_key))}
    assert keys[who] is None
    assert keys[other]
    with pytest.raises(CannotUndo):
        undo_last(board.database, "KN", NOW)


def test_a_contact_whom_somebody_else_has_or_who_is_an_agencys_stays(board: Board) -> None:
    who, other = board.participant("SN-001"), board.participant("SN-002")
    shared, office = board.add(contact, name="Felles"), board.add(agency, name="NAV Storby", kind="nav")
    nina = board.add(contact, name="Nina", agency_id=office)
    for one, whom in ((who, shared), (other, shared), (who, nina)):
        board.add(participant_contact, participant_id=one, contact_id=whom, role="family")
    erase_participant(board.database, who, 1, **ACTING)
    with board.database.read() as connection:
        assert set(connection.execute(select(contact.c.name)).scalars()) == {"Felles", "Nina"}


def test_somebody_who_was_changed_meanwhile_is_not_erased(board: Board) -> None:
    who = person(board)
    with board.database.write(command="x", now=NOW, actor="AB") as door:
        door.update(participant, who, 1, {"phone": "900 00 000"})
    with pytest.raises(StaleVersion):
        erase_participant(board.database, who, 1, **ACTING)
    assert (everything(board)["task"], everything(board)["meeting"]) == (1, 3)
