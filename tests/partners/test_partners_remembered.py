"""What was read before is not parsed again, and a memory that is wrong is as none."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from exin_schema.programme_file import load_programme
from exin_tui.partners import reading, remembered
from exin_tui.partners.discovery import Partner, PartnerState, installed_partners


def found(memory: Path, **more: object) -> tuple[Partner, ...]:
    return installed_partners(load_programme(), memory=memory, **more)  # type: ignore[arg-type]


def forbid_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("parsed again")

    monkeypatch.setattr(reading, "parse_manifest", refuse)


def test_the_second_start_parses_nothing_and_finds_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = tmp_path / "cache" / "manifests"
    first = found(memory)
    assert stat.S_IMODE(memory.stat().st_mode) == 0o600
    forbid_parsing(monkeypatch)
    assert found(memory) == first == installed_partners_without(monkeypatch)


def installed_partners_without(monkeypatch: pytest.MonkeyPatch) -> tuple[Partner, ...]:
    monkeypatch.undo()
    return installed_partners(load_programme())


def partner_in(folder: Path, name: str = "Friomsorgen") -> Path:
    place = folder / "probation"
    place.mkdir(exist_ok=True)
    file = place / "partner.toml"
    file.write_text(
        f'id = "probation"\napi = 1\nconsent = ["probation"]\nname = {{ nb = "{name}", en = "x" }}\n'
    )
    return file


def test_a_manifest_that_was_changed_is_read_again(tmp_path: Path) -> None:
    memory, file = tmp_path / "manifests", partner_in(tmp_path)
    found(memory, partner_dirs=[tmp_path], installed=[])
    partner_in(tmp_path, "Friomsorga!!")
    changed = found(memory, partner_dirs=[tmp_path], installed=[])[0]
    assert changed.name.say("nb") == "Friomsorga!!"
    times = file.stat()
    partner_in(tmp_path, "Friomsorgen i Oslo")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert found(memory, partner_dirs=[tmp_path], installed=[])[0].name.say("nb") == "Friomsorgen i Oslo"
    partner_in(tmp_path, "Friomsorg...")
    os.utime(file, ns=(1, 1))
    assert found(memory, partner_dirs=[tmp_path], installed=[])[0].name.say("nb") == "Friomsorg..."


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"\x92\xa1x\x80"])
def test_a_broken_memory_is_as_none(tmp_path: Path, content: bytes) -> None:
    memory = tmp_path / "manifests"
    memory.write_bytes(content)
    memory.chmod(0o600)
    assert [one.id for one in found(memory) if one.active] == ["prison", "nav", "school"]


def test_a_memory_that_others_could_have_written_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = tmp_path / "manifests"
    found(memory)
    memory.chmod(0o666)
    forbid_parsing(monkeypatch)
    assert {one.state for one in found(memory)} == {PartnerState.FAILED}


def test_another_version_of_the_program_does_not_believe_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = tmp_path / "manifests"
    found(memory)
    monkeypatch.setattr(remembered, "__version__", "9.9")
    forbid_parsing(monkeypatch)
    assert {one.state for one in found(memory)} == {PartnerState.FAILED}


def test_a_consent_line_that_the_programme_lost_is_noticed_in_what_is_remembered(tmp_path: Path) -> None:
    import msgspec

    memory = tmp_path / "manifests"
    partner_in(tmp_path)
    programme = load_programme()
    assert found(memory, partner_dirs=[tmp_path], installed=[])[0].manifest
    fewer = msgspec.structs.replace(
        programme, consents=tuple(line for line in programme.consents if line.key != "probation")
    )
    lost = installed_partners(fewer, memory=memory, partner_dirs=[tmp_path], installed=[])[0]
    assert lost.state is PartnerState.FAILED
    assert lost.problems[0].line == 3


def test_a_folder_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert [one.id for one in found(tmp_path / "file" / "manifests") if one.active] == [
        "prison",
        "nav",
        "school",
    ]
