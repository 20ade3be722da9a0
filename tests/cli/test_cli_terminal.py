"""The command line at a real terminal: questions, second tries, Ctrl-C, and the dashboard behind ``exin``."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import pytest

from exin_tui.cli.run import run
from tests.cli.conftest import PASSPHRASE
from tests.terminal.real_terminal import RealTerminal

WAIT = 60.0


def _exin(*arguments: str, passphrase: str | None = None) -> RealTerminal:
    environment = {"LANG": "nb_NO.UTF-8", "LC_ALL": "", "EXIN_LANG": "nb"}
    if passphrase is None:
        os.environ.pop("EXIN_PASSPHRASE", None)
    else:
        environment["EXIN_PASSPHRASE"] = passphrase
    return RealTerminal([sys.executable, "-m", "exin_tui", *arguments], environment=environment)


@pytest.fixture
def team(tmp_path: Path) -> str:
    path = str(tmp_path / "team.db")
    assert run(["demo", "--save", path, "--participants", "5"]) == 0
    return path


def test_init_asks_for_everything_and_never_shows_the_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "team.db"
    with _exin("init", "--database", str(path)) as terminal:
        for question, answer in (
            ("Initialene dine", "KN"),
            ("Navnet ditt", "Kari"),
            ("Teamets navn", "Bydelen"),
            ("Hva sakskodene begynner med", "SN"),
            ("Passfrase", PASSPHRASE),
            ("Den samme en gang til", PASSPHRASE),
        ):
            terminal.wait_for(question, seconds=WAIT)
            terminal.send(f"{answer}\r")
        terminal.wait_for("Trykk Enter når den er skrevet ned", seconds=WAIT)
        terminal.send("\r")
        assert terminal.wait_for_end(seconds=WAIT) == 0
        assert PASSPHRASE.encode() not in terminal.raw
    assert path.exists()


def test_init_asks_again_at_once_for_what_it_cannot_take(tmp_path: Path) -> None:
    with _exin("init", "--name", "", "--team", "B", "--database", str(tmp_path / "team.db")) as terminal:
        for question, answer in (
            ("Initialene dine, for eksempel KN", "FIRE BOKSTAVER"),
            ("Initialer er én til tre bokstaver", "KN"),
            ("Hva sakskodene begynner med, for eksempel SN", "12"),
            ("Kodene begynner med én til fire", "SN"),
            ("Passfrase", "kort"),
            ("Passfrasen er for kort", PASSPHRASE),
            ("Den samme en gang til", "noe annet enn det"),
        ):
            terminal.wait_for(question, seconds=WAIT)
            terminal.send(f"{answer}\r")
        terminal.wait_for("De to var ikke like.", seconds=WAIT)


def test_init_refuses_an_existing_database_before_it_asks(team: str) -> None:
    with _exin("init", "--database", team) as terminal:
        assert terminal.wait_for_end(seconds=WAIT) == 1
        assert b"Initialene" not in terminal.raw


def test_two_passphrases_that_differ_make_nothing(tmp_path: Path) -> None:
    path = tmp_path / "team.db"
    with _exin(
        "init", "--initials", "KN", "--name", "", "--team", "B", "--prefix", "SN", "--database", str(path)
    ) as one:
        one.wait_for("Passfrase", seconds=WAIT)
        one.send(f"{PASSPHRASE}\r")
        one.wait_for("Den samme en gang til", seconds=WAIT)
        one.send("noe annet\r")
        one.wait_for("De to var ikke like.", seconds=WAIT)
        assert one.wait_for_end(seconds=WAIT) == 1
    assert not path.exists()


def test_a_mistyped_passphrase_can_be_typed_again(team: str) -> None:
    with _exin("log", "verify", "--database", team) as terminal:
        terminal.wait_for("Passfrase", seconds=WAIT)
        terminal.send("feil\r")
        terminal.wait_for(lambda screen: screen.count("Passfrase:") == 2, seconds=WAIT)
        terminal.send(f"{PASSPHRASE}\r")
        terminal.wait_for("Endringsloggen er hel", seconds=WAIT)
        assert terminal.wait_for_end(seconds=WAIT) == 0


def test_ctrl_c_at_a_question_ends_quietly(team: str) -> None:
    with _exin("overview", "--database", team) as terminal:
        terminal.wait_for("Passfrase", seconds=WAIT)
        terminal.read(0.5)  # once it reads: a signal between the question and the reading is heard by nobody
        terminal.send("\x03")
        assert terminal.wait_for_end(seconds=WAIT) == 130
        assert b"Traceback" not in terminal.raw


def test_exin_alone_opens_the_dashboard(team: str) -> None:
    with _exin("--database", team, passphrase=PASSPHRASE) as terminal:
        terminal.wait_for("skjermet", seconds=WAIT)
        terminal.send("q")
        assert terminal.wait_for_end(seconds=WAIT) == 0


def test_the_demo_opens_the_dashboard_on_a_terminal() -> None:
    with _exin("demo", "--participants", "5") as terminal:
        terminal.wait_for("skjermet", seconds=WAIT)
        terminal.send("q")
        assert terminal.wait_for_end(seconds=WAIT) == 0


def test_the_overview_is_printed_where_no_dashboard_can_be_drawn(team: str, tmp_path: Path) -> None:
    errors = tmp_path / "errors.txt"
    environment = {"LANG": "nb_NO.UTF-8", "LC_ALL": "", "EXIN_LANG": "nb", "EXIN_PASSPHRASE": PASSPHRASE}
    exin = shlex.join([sys.executable, "-m", "exin_tui", "--database", team])
    with RealTerminal(
        ["/bin/sh", "-c", f"{exin} 2> {shlex.quote(str(errors))}"], environment=environment
    ) as one:
        assert one.wait_for_end(seconds=WAIT) == 0
        assert "Deltakere" in one.raw.decode()
    assert not errors.read_text()
