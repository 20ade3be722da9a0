"""A file that was damaged on its way is imported, listed or refused, and never brings the program down."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from exin_tui.importing.problems import ImportRefused
from tests.importing.lists import Desk, workbook

LIST = workbook(
    Deltakere=[
        ["Kode", "Fornavn", "Født", "Fase", "Ansv"],
        *[[f"SN-{n}", "Åse", "24.03.2003", 2, None] for n in range(9)],
    ],
    Møter=[
        ["Type", "Dato", "Kl", "Deltaker"],
        ["Besøk", "01.12.2026", "09:30", "SN-1"],
        ["Besøk", "=1+1", 0.5, "SN-2"],
    ],
    Team=[["Initialer"], ["MH"]],
)
TEXT = "Kode;Fornavn;Født;Fase;Samtykke NAV\n" + "".join(
    f'SN-{n};"Åse";24.03.2003;2;01.09.2026\n' for n in range(9)
)
INSERTED = (
    b"\x00",
    b'"',
    b";",
    b"\n",
    b"\x1b[2J",
    b"\xff\xfe",
    b"\xc3",
    b"-",
    b"99999999999",
    b"<",
    b"&",
    "\u202e".encode(),
)


def mutated(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(changed) or 1)
        act = rng.randrange(4)
        if act == 0 and changed:
            changed[at] = rng.randrange(256)
        elif act == 1:
            changed[at:at] = rng.choice(INSERTED)
        elif act == 2:
            del changed[at : at + rng.randint(1, 40)]
        else:
            changed[at:at] = changed[at : at + rng.randint(1, 60)]
    return bytes(changed)


def mutated_inside(data: bytes, rng: random.Random) -> bytes:
    """The same, but in one part of the workbook, so that the zip itself stays whole."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        victim = rng.choice([name for name in old.namelist() if "theme" not in name])
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, mutated(content, rng) if name == victim else content)
    return file.getvalue()


def clean(desk: Desk, data: bytes, name: str) -> None:
    try:
        report = desk.take(data, name, dry_run=True)
    except ImportRefused as refused:
        words = refused.message.say("nb")
    else:
        words = "".join(problem.say("nb") for problem in report.problems)
        words += "".join(note.say("nb") for note in report.notes)
    assert "\x1b" not in words
    assert "\u202e" not in words


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("kind", ["text", "utf-16", "workbook", "inside"])
def test_mutated_files_are_imported_listed_or_refused(desk: Desk, kind: str, seed: int) -> None:
    rng = random.Random(f"{kind}{seed}")  # noqa: S311 - the same files every time
    for _ in range(40):
        if kind == "text":
            clean(desk, mutated(TEXT.encode(), rng), "liste.csv")
        elif kind == "utf-16":
            clean(desk, mutated(TEXT.encode("utf-16"), rng), "liste.csv")
        else:
            change = mutated if kind == "workbook" else mutated_inside
            clean(desk, change(LIST, rng), "liste.xlsx")
    assert desk.database.last_change() == 0
