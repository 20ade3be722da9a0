"""A team of 36 is stood up from the keyboard, interrupted, followed, summed up, and stood up the next day."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.terminal.real_terminal import RealTerminal

FRIDAY, MONDAY = "2026-11-27", "2026-11-30"
PASSPHRASE = "korrekt hest batteri stift"
WAIT = 90.0
RIGHT, ESCAPE, ENTER = "\x1b[C", "\x1b", "\r"


class Office:
    """A team's database and two screens: one to hold the stand-up on, one on the wall."""

    def __init__(self, folder: Path) -> None:
        folder.chmod(0o700)
        self.folder, self.database = folder, folder / "team.db"
        kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
        homes = {f"XDG_{name}_HOME": str(folder / name) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
        ours = {"HOME": str(folder), "EXIN_PASSPHRASE": PASSPHRASE, "EXIN_LANG": "nb"}
        self.environment = kept | homes | ours

    def command(self, *arguments: str, today: str = FRIDAY) -> list[str]:
        where = ["--database", str(self.database), "--today", today]
        return [sys.executable, "-m", "exin_tui", *where, *arguments]

    def run(self, *arguments: str, today: str = FRIDAY) -> str:
        done = subprocess.run(
            self.command(*arguments, today=today),
            capture_output=True, text=True, check=False, cwd=self.folder, env=self.environment,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def data(self, *arguments: str, today: str = FRIDAY) -> Any:
        return json.loads(self.run(*arguments, "--json", today=today))

    def screen(self, *arguments: str, today: str = FRIDAY) -> RealTerminal:
        return RealTerminal(
            self.command("standup", *arguments, today=today),
            environment=self.environment, folder=self.folder,
        )  # fmt: skip


def left(number: int) -> str:
    return f" {number} igjen"


def test_the_team_is_stood_up_interrupted_followed_and_the_next_day_sees_what_changed(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.run("demo", "--save", str(office.database))
    names = [row["name"] for row in office.data("overview", "--unscreened")["participants"]]
    assert len(names) == 36
    with office.screen("--follow") as wall:
        wall.wait_for("Ingen stand-up pågår", seconds=WAIT)
        with office.screen() as desk:
            desk.wait_for("hvem sine deltakere?", seconds=WAIT)
            desk.send(ENTER)
            desk.wait_for(left(36), seconds=WAIT)
            first = hold_the_first_three(desk, wall)
            os.kill(desk.pid, signal.SIGKILL)
            desk.wait_for_end(seconds=WAIT)
        with office.screen() as desk:
            desk.wait_for("Gjenopptatt ved", seconds=WAIT)
            desk.wait_for("4 av 36", seconds=WAIT)
            desk.wait_for(left(33), seconds=WAIT)
            for number in range(32, -1, -1):
                desk.send(ENTER)
                desk.wait_for(left(number), seconds=WAIT)
            desk.wait_for("Hvem gjør hva når (3)", seconds=WAIT)
            wall.wait_for("Alle er diskutert eller hoppet over", seconds=WAIT)
            desk.send(ENTER)
            desk.wait_for("o lagre", seconds=WAIT)
            desk.send("o", ENTER)
            desk.wait_for("Lagret:", seconds=WAIT)
            desk.send(ESCAPE)
            desk.wait_for("Deltakere", seconds=WAIT)
            desk.send("q")
            assert desk.wait_for_end(seconds=WAIT) == 0
        wall.wait_for("Ingen stand-up pågår", seconds=WAIT)
        for shown in (bytes(wall.raw), bytes(desk.raw)):
            assert [name for name in names if name.encode() in shown] == []
    check_summary(office, first, names)
    check_next_day(office, first)


def is_decided(shown: str) -> bool:
    """The decision stands under the reason, and no longer in the line where it was typed."""
    places = [place for place, line in enumerate(shown.splitlines()) if "Besluttet" in line]
    return len(places) == 1 and places[0] < 30


def hold_the_first_three(desk: RealTerminal, wall: RealTerminal) -> str:
    """Three tasks, two ticks, a meeting, a decision and a skip; the wall follows. What was ticked first."""
    wall.wait_for("KN leder", seconds=WAIT)
    wall.wait_for(left(36), seconds=WAIT)
    desk.wait_for("Over frist  2", seconds=WAIT)
    ticked = desk.wait_for("▌ ", seconds=WAIT).split("▌ ")[1].split("  ")[0]
    desk.send("x")
    desk.wait_for("Over frist  1", seconds=WAIT)
    desk.send("x")
    desk.wait_for("Over frist  0", seconds=WAIT)
    for task, echoed in (
        ("KN ring utleier mandag", "KN · Ring utleier · frist mandag 30. november 2026"),
        ("AB send søknad 1.12", "AB · Send søknad · frist tirsdag 1. desember 2026"),
        ("hent nøkler onsdag", "KN · Hent nøkler · frist onsdag 2. desember 2026"),
    ):
        desk.send("n")
        desk.wait_for("Ny oppgave", seconds=WAIT)
        desk.send(task)
        desk.wait_for(echoed, seconds=WAIT)
        desk.send(ENTER)
        desk.wait_for(task.removeprefix("KN ").removeprefix("AB ").rsplit(" ", 1)[0] + "  ", seconds=WAIT)
    desk.send("d")
    desk.wait_for("Besluttet", seconds=WAIT)
    desk.send("søk på nytt om kommunal bolig", ENTER)
    desk.wait_for(is_decided, seconds=WAIT)
    desk.send(ENTER)
    desk.wait_for(left(35), seconds=WAIT)
    wall.wait_for(left(35), seconds=WAIT)
    desk.send("t")
    desk.wait_for("Møte med", seconds=WAIT)
    desk.send("b")
    desk.wait_for(
        lambda shown: "Samarbeidsmøte" in [line.strip() for line in shown.splitlines()], seconds=WAIT
    )
    desk.send("mandag 10")
    desk.wait_for("Samarbeidsmøte · ma. 30. nov. 2026 · 10:00–11:00", seconds=WAIT)
    desk.send(ENTER)
    desk.wait_for(lambda shown: "Enter diskutert" in shown and "mandag 10" not in shown, seconds=WAIT)
    desk.send("h")
    desk.wait_for("Hopp over fordi", seconds=WAIT)
    desk.send("på permisjon", ENTER)
    desk.wait_for(left(34), seconds=WAIT)
    desk.send(ENTER)
    desk.wait_for(left(33), seconds=WAIT)
    wall.wait_for(left(33), seconds=WAIT)
    return ticked


def check_summary(office: Office, ticked: str, names: list[str]) -> None:
    """As a file and as data: the same, nobody named, and only the owner can read it."""
    saved = office.folder / f"standup-{FRIDAY}.md"
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    written = saved.read_text(encoding="utf-8")
    assert written == office.run("standup", "summary", "--date", FRIDAY)
    assert [name for name in names if name in written] == []
    assert "KN: ring utleier" in written
    assert "innen ma. 30. nov. 2026" in written
    assert f"{ticked} – KN" in written
    assert "Samarbeidsmøte ma. 30. nov. 2026 10:00" in written
    assert "på permisjon" in written
    assert "søk på nytt om kommunal bolig" in written
    summary = office.data("standup", "summary")
    assert len(summary["tasks"]) == 3
    assert len(summary["ticked"]) == 2
    assert len(summary["meetings"]) == 1
    states = [one["state"] for one in summary["participants"]]
    assert (states.count("discussed"), states.count("skipped"), states.count("waiting")) == (35, 1, 0)
    assert summary["participants"][1]["reason"] == "på permisjon"
    held = [one for one in office.data("overview")["meetings"] if one["kind"] == "daily"]
    assert held  # the team's own series goes on


def check_next_day(office: Office, ticked: str) -> None:
    """On Monday exactly what changed since is said, with who did it."""
    order = office.run("standup", today=MONDAY).splitlines()
    code = order[0].split()[1]
    office.run("task", "add", "AB bestill time tirsdag", "--participant", code, today=MONDAY)
    with office.screen("--caseworker", caseworker_of(office, code), today=MONDAY) as desk:
        desk.wait_for("Endret siden sist  1  fr. 27. nov.", seconds=WAIT)
        shown = desk.wait_for("bestill time: ny oppgave, frist ti. 1. des.", seconds=WAIT)
        assert ticked not in shown.split("Endret siden sist")[1]
        desk.send("j")
        desk.wait_for("Hopp til", seconds=WAIT)
        desk.send("b")
        desk.wait_for("Endret siden sist  0", seconds=WAIT)
        desk.send(ESCAPE)
        desk.wait_for("satt på pause", seconds=WAIT)


def caseworker_of(office: Office, code: str) -> str:
    rows = office.data("overview", today=MONDAY)["participants"]
    return str(next(row["caseworker"] for row in rows if row["code"] == code))
