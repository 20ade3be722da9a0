"""The canary tries each unit: code that brings in another's people, or how many they are, is found out."""

from __future__ import annotations

from pathlib import Path

import pytest

from exin_tui.partners import checking_canary, checking_exports, exporting
from exin_tui.partners.discovery import Partner
from exin_tui.partners.reading import parse_manifest
from tests.partners import leaky_partner
from tests.partners.leaky_partner import leaky, said_of

EXPORT = "@hookimpl\ndef exin_exports():\n    return letter(BUILD)\n"
REMEMBERS = (
    "def of_all(ctx, people):\n"
    "    SEEN[:] = max((SEEN, list(people)), key=len)\n"
    "    return WHAT\n" + EXPORT.replace("BUILD", "of_all")
)  # fmt: skip
PER = 'id = "letter"\nper = "office"\n'
OFFICE = '[[facts]]\nid = "office"\ntype = "text"\nname = { nb = "Kontor", en = "Office" }\n\n[[rules]]'


@pytest.fixture(autouse=True)
def divided(monkeypatch: pytest.MonkeyPatch) -> None:
    """The leaky partner's letter goes to one office at a time."""
    source = leaky_partner.MANIFEST.replace('id = "letter"\n', PER).replace("[[rules]]", OFFICE)
    monkeypatch.setattr(leaky_partner, "MANIFEST", source)


def test_a_letter_of_those_that_it_is_handed_is_nothing_to_remark_on(tmp_path: Path) -> None:
    assert said_of(leaky(tmp_path, EXPORT.replace("BUILD", "nothing"))) == ""


def test_people_of_another_unit_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = REMEMBERS.replace("WHAT", "'\\n'.join(one.name for one in SEEN)")
    found = "canary: letter.md: name of somebody of another unit than the one it goes to ("
    assert found in said_of(leaky(tmp_path, source))
    monkeypatch.setattr(checking_exports, "units_in", lambda *_: [])
    other = tmp_path / "blind"
    other.mkdir()
    assert found not in said_of(leaky(other, source))


def test_how_many_go_to_other_units_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = REMEMBERS.replace("WHAT", "f'{len(people)} / {len(SEEN)}'")
    found = "canary: letter.md: It tells of another unit"
    assert found in said_of(leaky(tmp_path, source))
    monkeypatch.setattr(checking_canary, "units_apart", lambda *_: ())
    other = tmp_path / "blind"
    other.mkdir()
    assert found not in said_of(leaky(other, source))


def test_a_core_that_sends_others_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "only_of", lambda outgoing, *_: outgoing)
    source = leaky_partner.MANIFEST.partition("[python]")[0].replace(
        'formats = ["md"]', 'formats = ["md"]\ncolumns = ["code", "name"]'
    )
    read = parse_manifest(source.replace("FIELDS", "name")).manifest
    assert read is not None
    partner = Partner("leaky", str(tmp_path), tmp_path, leaky(tmp_path, "").state, read)
    said = said_of(partner)
    assert "Others were sent than those of the unit." in said
    assert "name of somebody of another unit" in said.replace("code, ", "")
