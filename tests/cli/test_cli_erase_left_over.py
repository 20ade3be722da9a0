"""Who has what a removed partner left is erased: facts, records and tasks go, the log stays whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from exin_schema.tables import change, partner_fact, partner_record, task
from exin_tui.cli.run import run
from exin_tui.history.reading import ERASED, changes
from exin_tui.history.verifying import verify
from exin_tui.storage.opening import open_database
from tests.cli.conftest import PASSPHRASE
from tests.cli.test_cli_import_partners import PARTNER

MORE = """\
[[tasks]]
id = "plan"
step = "start"
holder = "joint"
phases = ["in_prison"]
name = { nb = "Plan laget", en = "Plan made" }
[[records]]
id = "appointment"
name = { nb = "Oppmøte", en = "Reporting" }
fields = [
  { id = "at", type = "date", name = { nb = "Dag", en = "Day" } },
  { id = "note", type = "text", length = 40, name = { nb = "Merknad", en = "Note" } },
]
"""
LIST = "Kode;Fase;Møteplikt til;Friomsorgen: Kontor\nSN-001;2;31.12.2026;Åse [/b]\nSN-002;2;;Ny vei 1\n"
RECORDS = "Kode;Dag;Merknad\nSN-001;1.12.2026;Ta med O'Hara‑Øy\nSN-002;2.12.2026;Ring først\n"
TABLES = (partner_fact, partner_record, task)


@pytest.fixture
def removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """Two participants with facts, records and a task of a partner whose folder is gone; the database."""
    partner = tmp_path / "partners" / "probation"
    partner.mkdir(parents=True, mode=0o755)
    (partner / "partner.toml").write_text(PARTNER + MORE, encoding="utf-8")
    (partner / "partner.toml").chmod(0o644)
    config = tmp_path / "XDG_CONFIG_HOME" / "exin-tui"
    config.mkdir(parents=True)
    (config / "config.toml").write_text(f'partner_dirs = ["{partner.parent}"]\n', encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("EXIN_DATABASE", str(tmp_path / "caseload.db"))
    (tmp_path / "liste.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "Oppmøte.csv").write_text(RECORDS, encoding="utf-8")
    for line in (
        ["init", "--initials", "KN", "--name", "Kari", "--team", "Bydelen", "--prefix", "SN"],
        ["partner", "enable", "probation", "--yes"],
        ["import", str(tmp_path / "liste.csv")],
        ["import", str(tmp_path / "Oppmøte.csv"), "--kind", "probation.appointment"],
    ):
        assert run(line) == 0, capsys.readouterr()
    shutil.rmtree(partner)
    (config / "config.toml").unlink()
    capsys.readouterr()
    return tmp_path / "caseload.db"


def stored(path: Path) -> dict[str, list[str]]:
    """Whose rows there are, by table."""
    with open_database(path, unlock=lambda: PASSPHRASE) as database, database.read() as connection:
        return {
            str(table.name): list(
                connection.execute(
                    select(table.c.participant_id).where(table.c.partner == "probation")
                ).scalars()
            )
            for table in TABLES
        }


def test_what_a_removed_partner_left_goes_with_who_is_erased_and_nobody_elses(
    removed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = stored(removed)
    assert {name: len(found) for name, found in before.items()} == {
        "partner_fact": 3, "partner_record": 2, "task": 2,
    }  # fmt: skip
    with open_database(removed, unlock=lambda: PASSPHRASE) as database, database.read() as connection:
        (gone,) = {
            one.participant_id
            for one in changes(connection, entity="partner_fact")
            if "Åse [/b]" in str(one.new)
        }
    assert run(["participant", "erase", "SN-001", "--dry-run"]) == 0
    assert stored(removed) == before
    assert run(["participant", "erase", "SN-001", "--confirm", "SN-001"]) == 0
    after = stored(removed)
    assert {name: len(found) for name, found in after.items()} == {
        "partner_fact": 1, "partner_record": 1, "task": 1,
    }  # fmt: skip
    assert gone not in {whose for found in after.values() for whose in found}
    with open_database(removed, unlock=lambda: PASSPHRASE) as database, database.read() as connection:
        assert verify(connection).ok
        log = changes(connection, participant_id=gone)
        assert {one.entity for one in log} >= {"partner_fact", "partner_record", "task"}
        assert {one.new for one in log if one.verb == "insert"} == {ERASED}
        sealed = b"".join(filter(None, connection.execute(select(change.c.new)).scalars()))
        assert "O'Hara‑Øy".encode() not in sealed
    assert run(["log", "verify"]) == 0
    capsys.readouterr()
