"""Exports that a partner's Python builds: whole or not at all, from nothing but what may leave the team."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from exin_schema.tables import consent, disclosure
from exin_tui.partners.calling import PartnerManager
from exin_tui.partners.discovery import Partner
from exin_tui.partners.exporting import Preview, Sent, preview, send
from exin_tui.partners.facts import set_fact
from exin_tui.partners.manifest import ExportFormat
from exin_tui.programme.values import Refusal
from tests.partners.partners_team import MANIFEST, NOW, TODAY, Team, manifest, team

SOURCE = MANIFEST.replace(
    "[[items]]", '[scope]\nfields = ["code", "name"]\ntopics = ["sentence"]\n\n[[items]]', 1
) + (
    '\n[[exports]]\nid = "built"\nformats = ["md", "csv", "json"]\n'
    'name = { nb = "Brev", en = "Letter" }\n\n[python]\nhooks = "HOOKS"\n'
)
HEAD = """\
from exin_tui.partners.api import Export, hookimpl
from exin_schema.vocabulary import Label

def build(ctx, participants):
    BODY

@hookimpl
def exin_exports():
    return (Export("built", build, {"hours": Label("timer", "hours")}),)
"""
Building = Callable[..., "Built"]


class Built:
    """A team, and a partner whose export does what the test says."""

    def __init__(self, board: Team, partner: Partner, path: Path) -> None:
        self.board, self.partner, self.path = board, partner, path
        self.manager = PartnerManager([partner], given_up=0.5)

    def preview(self) -> Preview | Refusal:
        return preview(
            self.board.database, self.partner, "built", today=TODAY, programme=self.board.programme,
            language="nb", manager=self.manager,
        )  # fmt: skip

    def send(self, kind: ExportFormat = ExportFormat.MARKDOWN, **more: object) -> Sent | Refusal:
        return send(
            self.board.database, self.partner, "built", self.path, kind, today=TODAY, now=NOW,
            programme=self.board.programme, language="nb", manager=self.manager,
            **more,  # type: ignore[arg-type]
        )  # fmt: skip

    def disclosed(self) -> list[str]:
        with self.board.database.read() as connection:
            return list(connection.execute(select(disclosure.c.fields)).scalars())


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Building]:
    packages: list[str] = []
    with team() as board:

        def make(body: str) -> Built:
            name = f"exin_built_{tmp_path.name.replace('-', '_')}_{len(packages)}"
            packages.append(name)
            folder = tmp_path / name
            folder.mkdir()
            (folder / "__init__.py").write_text("", encoding="utf-8")
            (folder / "hooks.py").write_text(HEAD.replace("BODY", body), encoding="utf-8")
            read = manifest(SOURCE.replace("HOOKS", f"{name}.hooks"))
            partner = replace(board.partner, manifest=read, folder=folder)
            if len(packages) == 1:
                set_fact(board.database, read, board.id("SN-001"), "hours", 40, today=TODAY, now=NOW)
            return Built(board, partner, tmp_path / "out.md")

        yield make
    for name in packages:
        for module in [one for one in sys.modules if one.split(".")[0] == name]:
            del sys.modules[module]


def test_a_text_is_written_as_it_was_built_from_those_who_may_be_sent(built: Building) -> None:
    made = built(
        "return \"\\n\".join(f\"{p.name} {ctx.words('hours', p.facts.get('hours'))}\" for p in participants)"
    )
    assert made.send() == Sent(made.path, 1)
    assert made.path.read_text(encoding="utf-8") == "Åse [/b] O'Hara‑Øy 40\n"
    assert made.disclosed() == ["code name duty_until officer office program hours appointment"]


def test_rows_become_any_table_and_no_formula(built: Building) -> None:
    made = built('return [{"name": "=" + p.name, "hours": p.facts["hours"]} for p in participants]')
    assert made.send(ExportFormat.CSV) == Sent(made.path, 1)
    assert made.path.read_text(encoding="utf-8-sig").splitlines() == [
        "Navn;Timer",
        "'=Åse [/b] O'Hara‑Øy;40",
    ]
    assert made.disclosed() == ["name hours"]


def test_bytes_are_written_as_they_are_and_escape_sequences_of_a_text_are_not(built: Building) -> None:
    made = built('return b"\\x00\\x01"')
    made.send()
    assert made.path.read_bytes() == b"\x00\x01"
    other = built('return "a\\x1b[2J\\u202eb"')
    other.path.unlink()
    other.send()
    assert other.path.read_text(encoding="utf-8") == "ab\n"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ('raise ValueError("Åse")', "ValueError in hooks.py"),
        ("raise SystemExit", "SystemExit in hooks.py"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt in hooks.py"),
        ('yield {"a": 1}\n    raise ValueError("Åse")', "ValueError in hooks.py"),
        ("return 3", "int, not Mapping"),
        ("return None", "NoneType, not Mapping"),
        ("return [3]", "int, not Mapping"),
        ('return {"a": 1}', "It answered with one row. Return a list"),
        ("return [{7: 'Åse'}]", "int, not str"),
        ('return [{"a": object()}]', "object, not Label"),
        ('return [{"a": ["Åse"]}]', "list, not Label"),
        ('return [{"a": 2**70}]', "too large"),
        ('return ({"a": n} for n in range(10_001))', "more than 10000"),
        ('return "x" * 20_000_001', "a document that is too large"),
        ("import time\n    time.sleep(60)", "did not answer within 0.5 seconds"),
        ("participants[0].name = 'x'", "AttributeError"),
        ("return participants[0].phone", "OutOfScope"),
        ("return ctx.left_out", "AttributeError"),
    ],
)
def test_whatever_goes_wrong_nothing_is_written_and_no_value_is_said(
    built: Building, body: str, why: str
) -> None:
    made = built(body)
    refused = made.send()
    assert isinstance(refused, Refusal)
    assert why in refused.message.say("en")
    assert "Åse" not in refused.message.say("nb")
    assert not made.path.exists()
    assert made.disclosed() == []


@pytest.mark.parametrize("nothing", ['""', 'b""', "[]", "()", "iter(())"])
def test_an_empty_export_is_sent_to_nobody_and_recorded_of_nobody(built: Building, nothing: str) -> None:
    made = built(f"return {nothing}")
    found = made.preview()
    assert isinstance(found, Preview)
    assert (found.sheet.title.say("en"), found.disclosed) == ("Letter", ())
    assert ("SN-001", "nothing of this to send") in [(one.code, one.why.say("en")) for one in found.left_out]
    refused = made.send()
    assert isinstance(refused, Refusal)
    assert refused.code == "export_nobody"
    assert not made.path.exists()
    assert made.disclosed() == []


def test_a_text_is_refused_as_a_table(built: Building) -> None:
    refused = built('return "brev"').send(ExportFormat.CSV)
    assert isinstance(refused, Refusal)
    assert refused.code == "export_format"


def test_what_it_prints_goes_nowhere(built: Building, capsys: pytest.CaptureFixture[str]) -> None:
    built('print(participants[0].name)\n    return "brev"').send()
    assert capsys.readouterr().out == ""


def test_an_export_that_its_python_does_not_have_is_said(built: Building) -> None:
    made = built('return ""')
    hooks = made.partner.folder
    assert hooks is not None
    source = (hooks / "hooks.py").read_text(encoding="utf-8")
    (hooks / "hooks.py").write_text(source.replace('Export("built"', 'Export("biult"'), encoding="utf-8")
    refused = made.preview()
    assert isinstance(refused, Refusal)
    assert "gives no export of this name" in refused.message.say("en")


def test_nothing_else_is_written_than_what_was_seen(built: Building) -> None:
    made = built("return participants[0].name")
    found = made.preview()
    assert isinstance(found, Preview)
    with made.board.database.write(command="test", now=NOW) as door:
        for row in door.connection.execute(select(consent.c.id, consent.c.version)).all():
            door.update(consent, row.id, row.version, {"withdrawn_on": TODAY})
    refused = made.send(seen=found)
    assert isinstance(refused, Refusal)
    assert refused.code == "export_changed"
    assert not made.path.exists()


def test_it_is_not_asked_when_nobody_may_be_sent(built: Building) -> None:
    made = built("raise ValueError")
    with made.board.database.write(command="test", now=NOW) as door:
        for row in door.connection.execute(select(consent.c.id, consent.c.version)).all():
            door.update(consent, row.id, row.version, {"withdrawn_on": TODAY})
    refused = made.send()
    assert isinstance(refused, Refusal)
    assert refused.code == "export_nobody"
    assert made.manager.failures == []
