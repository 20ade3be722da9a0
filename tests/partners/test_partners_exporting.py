"""An export holds exactly what the consents of the day open, and nothing of anybody else, in no format."""

from __future__ import annotations

import csv
import io
import json
import stat
from collections.abc import Iterator
from pathlib import Path

import msgspec
import openpyxl
import pytest
from sqlalchemy import select

from exin_schema.tables import caseworker, consent, disclosure
from exin_tui.language import text
from exin_tui.partners.contexts import inside, outbound
from exin_tui.partners.exporting import Preview, Recipient, Sent, file_name, preview, send
from exin_tui.partners.facts import set_fact
from exin_tui.partners.manifest import ExportFormat
from exin_tui.partners.sheets import Sheet
from exin_tui.programme.values import Refusal
from exin_tui.storage.door import Door
from exin_tui.storage.errors import Conflict
from tests.partners.partners_team import MANIFEST, NOW, TODAY, Team, team

EXPORTING = (
    MANIFEST.replace(
        "[[items]]",
        '[scope]\nfields = ["code", "name", "release_date"]\ntopics = ["sentence"]\n\n[[items]]',
        1,
    ).replace('type = "int"\n', 'type = "int"\ntopic = "work"\n')
    + '\n[[exports]]\nid = "overview"\nformats = ["csv", "xlsx", "md", "json"]\n'
    + 'columns = ["code", "name", "release_date", "program", "hours", "office"]\n'
    + 'name = { nb = "Oversikt", en = "Overview" }\n'
)
ALL = list(ExportFormat)


@pytest.fixture
def board() -> Iterator[Team]:
    with team(EXPORTING) as found:
        for who, hours in (("SN-001", 11), ("SN-002", 22), ("SN-003", 33), ("SN-004", 44)):
            for fact, given in (("hours", hours), ("program", "drugs"), ("office", f"=kontor{hours}")):
                set_fact(found.database, found.manifest, found.id(who), fact, given, today=TODAY, now=NOW)
        yield found


def sent(board: Team, path: Path, kind: ExportFormat, **more: object) -> Sent | Refusal:
    return send(
        board.database, board.partner, "overview", path, kind,
        today=TODAY, now=NOW, programme=board.programme, language="nb", **more,  # type: ignore[arg-type]
    )  # fmt: skip


def shown(board: Team, export: str = "overview", recipient: Recipient | None = None) -> Preview | Refusal:
    return preview(
        board.database, board.partner, export,
        today=TODAY, programme=board.programme, language="nb", recipient=recipient or Recipient(),
    )  # fmt: skip


def seen(board: Team, recipient: Recipient) -> Preview:
    found = shown(board, recipient=recipient)
    assert isinstance(found, Preview)
    return found


def disclosures(board: Team) -> list[tuple[str, str, str]]:
    with board.database.read() as connection:
        columns = (disclosure.c.participant_id, disclosure.c.recipient, disclosure.c.fields)
        return [(row[0], row[1], row[2]) for row in connection.execute(select(*columns))]


def everything_in(path: Path, kind: ExportFormat) -> str:
    if kind is not ExportFormat.XLSX:
        return path.read_text(encoding="utf-8")
    book = openpyxl.load_workbook(path)
    return "\n".join(str(cell.value) for page in book for row in page.iter_rows() for cell in row)


@pytest.mark.parametrize("kind", ALL)
def test_nobody_without_a_wide_enough_consent_is_in_the_file(
    board: Team, tmp_path: Path, kind: ExportFormat
) -> None:
    path = tmp_path / file_name(board.manifest, "overview", TODAY, kind)
    assert sent(board, path, kind) == Sent(path, 1)
    content = everything_in(path, kind)
    assert "SN-001" in content
    for canary in ("SN-002", "SN-003", "SN-004", "Lind", "Ness", "Moe", "kontor22", "kontor33", "kontor44"):
        assert canary not in content
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "SN" not in path.name


def test_each_participant_who_went_out_is_a_disclosure_with_fields_and_consents(
    board: Team, tmp_path: Path
) -> None:
    sent(board, tmp_path / "a.csv", ExportFormat.CSV)
    assert disclosures(board) == [
        (board.id("SN-001"), "probation", "code name release_date program hours office")
    ]
    sent(board, tmp_path / "b.csv", ExportFormat.CSV, recipient=Recipient(role="Kontaktperson"))
    assert {row[0] for row in disclosures(board)[1:]} == {board.id("SN-001"), board.id("SN-003")}
    assert disclosures(board)[1][1] == "probation Kontaktperson"


def test_a_fact_of_a_topic_that_is_not_covered_stays_empty(board: Team, tmp_path: Path) -> None:
    with board.database.write(command="test", now=NOW) as door:
        row = door.connection.execute(
            select(consent.c.id, consent.c.version).where(consent.c.participant_id == board.id("SN-001"))
        ).one()
        door.update(consent, row.id, row.version, {"topics": "sentence"})
    path = tmp_path / "a.json"
    sent(board, path, ExportFormat.JSON)
    assert json.loads(path.read_text(encoding="utf-8"))[0]["hours"] is None


def test_a_norwegian_excel_opens_the_csv_and_no_cell_is_a_formula(board: Team, tmp_path: Path) -> None:
    sent(board, tmp_path / "a.csv", ExportFormat.CSV)
    raw = (tmp_path / "a.csv").read_bytes()
    assert raw.startswith("\ufeff".encode())
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Kode", "Navn", "Løslatelsesdato", "Program", "Samfunnsstraff (timer)", "Kontor"]
    assert rows[1] == ["SN-001", "Åse [/b] O'Hara‑Øy", "2026-12-09", "ruskontroll", "11", "'=kontor11"]
    sent(board, tmp_path / "b.csv", ExportFormat.CSV, plain_csv=True)
    plain = (tmp_path / "b.csv").read_text(encoding="utf-8")
    assert plain.startswith("Kode,Navn")


def test_no_cell_of_a_workbook_is_a_formula(board: Team, tmp_path: Path) -> None:
    sent(board, tmp_path / "a.xlsx", ExportFormat.XLSX)
    page = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert page is not None
    assert [cell.data_type for row in page.iter_rows() for cell in row] == ["s"] * 12
    assert page.freeze_panes == "A2"
    assert page.column_dimensions["B"].width == len("Åse [/b] O'Hara‑Øy") + 2


def test_about_one_participant_nobody_else_is_sent_or_said_to_be_left_out(
    board: Team, tmp_path: Path
) -> None:
    with board.database.write(command="test", now=NOW) as door:
        for row in door.connection.execute(select(consent.c.id, consent.c.version)).all():
            door.update(consent, row.id, row.version, {"withdrawn_on": None, "role": "", "person": ""})
    everybody = seen(board, Recipient())
    assert len(everybody.disclosed) > 1
    only = Recipient(only=board.id("SN-001"))
    one = seen(board, only)
    assert [disclosed.code for disclosed in one.disclosed] == ["SN-001"]
    assert one.left_out == ()
    sent(board, tmp_path / "a.csv", ExportFormat.CSV, recipient=only)
    assert "SN-003" not in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert [row[0] for row in disclosures(board)] == [board.id("SN-001")]
    with board.database.write(command="test", now=NOW) as door:
        for row in door.connection.execute(select(consent.c.id, consent.c.version)).all():
            door.update(consent, row.id, row.version, {"withdrawn_on": TODAY})
    without = seen(board, only)
    assert (without.disclosed, [left.code for left in without.left_out]) == ((), ["SN-001"])


def test_the_caseworker_goes_out_by_name_and_is_initials_to_colleagues(board: Team) -> None:
    manifest = msgspec.structs.replace(
        board.manifest,
        scope=msgspec.structs.replace(board.manifest.scope, fields=("code", "caseworker")),
    )
    with board.database.write(command="test", now=NOW) as door:
        row = door.connection.execute(
            select(caseworker.c.id, caseworker.c.version).where(caseworker.c.initials == "KN")
        ).one()
        door.update(caseworker, row.id, row.version, {"name": "Kari Nordmann"})

    with board.database.read() as connection:
        found = outbound(connection, manifest, today=TODAY, programme=board.programme)
        within = inside(connection, manifest, today=TODAY, programme=board.programme)
    assert [one.caseworker for one in found.participants] == ["Kari Nordmann"]
    assert {one.caseworker for one in within.participants} == {"KN", "MH"}


def test_markdown_is_escaped(board: Team, tmp_path: Path) -> None:
    sent(board, tmp_path / "a.md", ExportFormat.MARKDOWN)
    assert "\\[/b\\]" in (tmp_path / "a.md").read_text(encoding="utf-8")


def test_a_file_that_is_there_is_not_written_over_and_nothing_is_recorded(
    board: Team, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("keep", encoding="utf-8")
    refused = sent(board, path, ExportFormat.CSV)
    assert isinstance(refused, Refusal)
    assert refused.code == "export_exists"
    assert path.read_text(encoding="utf-8") == "keep"
    assert disclosures(board) == []
    assert isinstance(sent(board, path, ExportFormat.CSV, replace=True), Sent)


def test_a_folder_that_cannot_be_written_records_nothing(board: Team, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        sent(board, tmp_path / "nowhere" / "a.csv", ExportFormat.CSV)
    assert disclosures(board) == []


@pytest.mark.parametrize("before", [None, "last week's"])
def test_a_file_whose_disclosures_cannot_be_kept_is_taken_away_again(
    board: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    path = tmp_path / "a.csv"
    if before is not None:
        path.write_text(before)

    def fails(_: Door) -> None:
        assert path.exists()
        assert path.read_text(encoding="utf-8-sig") != before, "it is written by now"
        raise Conflict(text("The disk is full."))

    monkeypatch.setattr(Door, "finish", fails)
    with pytest.raises(Conflict):
        sent(board, path, ExportFormat.CSV, replace=before is not None)
    assert [one.read_text() for one in tmp_path.iterdir()] == ([] if before is None else [before])
    assert disclosures(board) == []


def test_when_nobody_may_be_sent_there_is_no_file(board: Team, tmp_path: Path) -> None:
    refused = sent(
        board, tmp_path / "a.csv", ExportFormat.CSV, recipient=Recipient(person="Nora Ek"), replace=False
    )
    assert isinstance(refused, Sent)
    with board.database.write(command="test", now=NOW) as door:
        for row in door.connection.execute(select(consent.c.id, consent.c.version)).all():
            door.update(consent, row.id, row.version, {"withdrawn_on": TODAY})
    refused = sent(board, tmp_path / "b.csv", ExportFormat.CSV)
    assert isinstance(refused, Refusal)
    assert refused.code == "export_nobody"
    assert not (tmp_path / "b.csv").exists()


def test_an_unknown_export_or_format_is_refused(board: Team, tmp_path: Path) -> None:
    narrow = team(EXPORTING.replace('["csv", "xlsx", "md", "json"]', '["md"]'))
    with narrow as other:
        refused = sent(other, tmp_path / "a.csv", ExportFormat.CSV)
        assert isinstance(refused, Refusal)
        assert refused.code == "export_format"
    unknown = shown(board, "nothing")
    assert isinstance(unknown, Refusal)


def test_the_preview_is_what_will_be_sent_and_says_who_is_left_out(board: Team) -> None:
    found = shown(board, "overview")
    assert isinstance(found, Preview)
    assert isinstance(found.sheet, Sheet)
    assert [row[0] for row in found.sheet.rows] == ["SN-001"]
    assert sorted(one.code for one in found.left_out) == ["SN-002", "SN-003", "SN-004"]


def test_nothing_else_is_written_than_what_was_seen(board: Team, tmp_path: Path) -> None:
    found = shown(board, "overview")
    assert isinstance(found, Preview)
    version = 1
    refused = set_fact(
        board.database, board.manifest, board.id("SN-001"), "hours", 12,
        expected_version=version, today=TODAY, now=NOW,
    )  # fmt: skip
    assert refused is None
    changed = sent(board, tmp_path / "a.csv", ExportFormat.CSV, seen=found)
    assert isinstance(changed, Refusal)
    assert changed.code == "export_changed"
    assert not (tmp_path / "a.csv").exists()
    assert disclosures(board) == []
    whys = {one.code: one.why.say("en") for one in found.left_out}
    assert whys["SN-002"] == "consent: withdrawn"
    assert whys["SN-003"] == "the consent is narrowed to another role or person"
    assert whys["SN-004"] == "consent: missing"
