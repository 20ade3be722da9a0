"""The whole first morning of a new user, in both languages, with nothing but the commands of README."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.terminal.real_terminal import RealTerminal

TODAY = "2026-11-27"
PASSPHRASE = "korrekt hest batteri stift"
NAMES = [
    ("Åse [/b]", "Ødegård"),
    ("Jonas", "O'Hara‑Øy"),
    ("Mikkel", "Strand"),
    ("Sara", "Lie"),
    ("Omar", "Dahl"),
    ("Ida", "Moen"),
    ("Elias", "Bakke"),
    ("Nora", "Vik"),
    ("Ali", "Haugen"),
    ("Emil", "Sunde"),
]
SHEETS = {"nb": ("Deltakere", "Møter"), "en": ("Participants", "Meetings")}
PEOPLE = {
    "nb": {
        "code": "Kode", "given": "Fornavn", "family": "Etternavn", "born": "Fødselsdato",
        "address": "Adresse", "caseworker": "Miljøterapeut", "phase": "Fase", "since": "I fasen siden",
        "enrolled": "Tatt inn dato", "custody": "Varetekt eller dom", "place": "Soningssted",
        "level": "Sikkerhetsnivå", "from": "Fengslet fra", "full": "Endt tid",
    },
    "en": {
        "code": "Code", "given": "Given name", "family": "Family name", "born": "Birth date",
        "address": "Address", "caseworker": "Caseworker", "phase": "Phase", "since": "Phase since",
        "enrolled": "Enrolled on", "custody": "Remand or sentence", "place": "Place of imprisonment",
        "level": "Security level", "from": "In custody from", "full": "Full-term date",
    },
}  # fmt: skip
MEETINGS = {
    "nb": {"code": "Deltakerkode", "kind": "Møtetype", "date": "Dato", "start": "Start", "place": "Sted"},
    "en": {
        "code": "Participant code",
        "kind": "Meeting kind",
        "date": "Date",
        "start": "Start",
        "place": "Place",
    },
}
WORDS = {
    "nb": {"custody": "dom", "level": "høy sikkerhet", "kind": "NAV-møte", "meeting": "Møte SN-003"},
    "en": {
        "custody": "sentence",
        "level": "high security",
        "kind": "NAV meeting",
        "meeting": "Meeting SN-003",
    },
}


class Morning:
    """A machine with a home of its own, and ``exin`` on it."""

    def __init__(self, home: Path, language: str) -> None:
        self.home, self.language = home, language
        kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "SYSTEMROOT") if name in os.environ}
        folders = {f"XDG_{name}_HOME": str(home / name) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
        ours = {"HOME": str(home), "EXIN_PASSPHRASE": PASSPHRASE, "EXIN_LANG": language}
        self.environment = kept | folders | ours
        self.command = [sys.executable, "-m", "exin_tui", "--today", TODAY]

    def exin(self, *arguments: str, code: int = 0, **more: str) -> str:
        """What ``exin`` prints on stdout; it must end with ``code``."""
        done = subprocess.run(
            [*self.command, *arguments],
            capture_output=True, text=True, check=False, cwd=self.home, env=self.environment | more,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout if code != 1 else done.stderr

    def overview(self) -> Any:
        """What the dashboard shows, as data."""
        return json.loads(self.exin("overview", "--json"))


def _fill_in(path: Path, language: str, *, born: str) -> None:
    """Ten people and six meetings into the template."""
    book = openpyxl.load_workbook(path)
    people, meetings = (book[name] for name in SHEETS[language])
    words = WORDS[language]
    for number, (given, family) in enumerate(NAMES, start=1):
        row = {
            "code": f"SN-{number:03}", "given": given, "family": family,
            "born": born if number == 4 else dt.date(2003, 2, number),
            "address": "Storgata _x001B_[31m5" if number == 2 else "",
            "caseworker": "KN", "phase": 2, "since": dt.date(2026, 9, 1), "enrolled": dt.date(2026, 9, 1),
            "custody": words["custody"], "place": "Ullersmo", "level": words["level"],
            "from": dt.date(2025, 3, 1), "full": dt.date(2027, 3 + number % 6, 15),
        }  # fmt: skip
        _write(people, PEOPLE[language], number + 1, row)
    for number in range(1, 7):
        planned: dict[str, Any] = {
            "code": f"SN-{number:03}", "kind": words["kind"], "date": dt.date(2026, 11, 28 + number // 3),
            "start": dt.time(8 + number, 30), "place": "NAV Søndre Nordstrand",
        }  # fmt: skip
        _write(meetings, MEETINGS[language], number + 1, planned)
    book.save(path)


def _write(sheet: Any, headings: dict[str, str], number: int, row: dict[str, Any]) -> None:
    columns = {cell.value: cell.column for cell in sheet[1]}
    for key, heading in headings.items():
        sheet.cell(number, columns[heading], row[key])


@pytest.mark.parametrize("language", ["nb", "en"])
def test_from_the_teams_list_to_the_dashboard_and_an_ics(language: str, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    morning = Morning(tmp_path, language)
    morning.exin("init", "--initials", "KN", "--name", "Kari", "--team", "Bydelen", "--prefix", "SN", "--yes")

    # The list, with one date that does not exist: it is told with its row, and nothing is written.
    morning.exin("import", "--template", "team.xlsx")
    _fill_in(tmp_path / "team.xlsx", language, born="31.02.2026")
    refused = morning.exin("import", "team.xlsx", code=3)
    assert refused.count("\n") == 1
    assert "31.02.2026" in refused
    assert " 5" in refused
    assert morning.overview()["participants"] == []

    # Put right, it goes in once; again, nothing changes.
    _fill_in(tmp_path / "team.xlsx", language, born="28.02.2004")
    assert morning.exin("import", "team.xlsx").split().count("10") == 1
    before = morning.exin("log", "verify")
    morning.exin("import", "team.xlsx")
    assert morning.exin("log", "verify") == before

    # The day: who is overdue, and why; nobody is named, and nothing in the data reaches the terminal raw.
    seen = morning.overview()
    assert len(seen["participants"]) == 10
    assert len(seen["meetings"]) == 6
    late = [row["code"] for row in seen["participants"] if row["overdue"]]
    assert late
    said = morning.exin("overview", "--filter", "overdue", "--why")
    assert all(code in said for code in late)
    assert "Ødegård" not in said
    opened = morning.exin("participant", "show", "SN-001", "--unscreened")
    assert "Åse [/b] Ødegård" in opened
    assert "\x1b" not in morning.exin("participant", "show", "SN-002", "--unscreened")

    # The dashboard: open the first participant, tick an item, see it done; nobody else's is.
    with RealTerminal(morning.command, environment=morning.environment, folder=tmp_path) as terminal:
        terminal.wait_for(seen["participants"][0]["code"], seconds=60)
        terminal.send("\r")
        terminal.wait_for(" 1/16", seconds=60)
        terminal.send("x")  # it stands on the first open item: the one before has the date of the list
        terminal.wait_for(" 2/16", seconds=60)
        terminal.send("q")
        terminal.wait_for_end(seconds=60)
    after = morning.overview()
    done = {row["code"]: row["done"] for row in after["participants"]}
    assert sum(done.values()) == sum(row["done"] for row in seen["participants"]) + 1
    assert done[seen["participants"][0]["code"]] == seen["participants"][0]["done"] + 1

    # The week's meetings, for a calendar.
    morning.exin("calendar", "export", "-o", "meetings.ics")
    content = (tmp_path / "meetings.ics").read_text(encoding="utf-8")
    assert content.count("BEGIN:VEVENT") == 6
    assert WORDS[language]["meeting"] in content
    assert "NAV" not in content

    # A wrong passphrase does no harm.
    assert morning.exin("overview", code=1, EXIN_PASSPHRASE="feil").count("\n") == 1
    assert morning.overview() == after
