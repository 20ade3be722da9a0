"""A partner of a team's own whose widget fails on mount, beside one that works: in the real program."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.partners.partners_team import MANIFEST
from tests.terminal.real_terminal import RealTerminal
from tests.terminal.test_terminal_standup import ESCAPE, PASSPHRASE, Office

WAIT = 45.0
SECRET = "Jonas Hemmelig"
HOOKS = """\
from exin_tui.partners.api import hookimpl

@hookimpl
def exin_widget(ctx):
    from textual.widgets import Static

    class Own(Static, can_focus=True):
        def on_mount(self):
            {mount}

        def key_a(self):
            self.update(f"heard an a, {{len(ctx.participants)}} participants")

    return lambda: Own("drawn by itself")
"""
MOUNTS = {"broken": f'raise RuntimeError("{SECRET}")', "sound": "pass"}
F3, F4, SHIFT_TAB, LOCK, QUIT = "\x1bOR", "\x1bOS", "\x1b[Z", "\x0c", "\x11"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path)
    own = tmp_path / "partners"
    for number, (name, mount) in enumerate(MOUNTS.items()):
        folder = own / name
        folder.mkdir(parents=True, mode=0o700)
        pane = 'pane = { nb = "Egen rute", en = "Own pane" }\n'
        manifest = MANIFEST.replace('id = "probation"', f'id = "{name}"', 1)
        for word in ("Friomsorgen", "Friomsorg"):
            manifest = manifest.replace(f'"{word}"', f'"{name}"')
        head = f"order = {number}\n{pane}"
        (folder / "partner.toml").write_text(
            manifest.replace("[[items]]", f"{head}\n[[items]]", 1) + f'\n[python]\nhooks = "{name}.hooks"\n',
            encoding="utf-8",
        )
        (folder / "hooks.py").write_text(HOOKS.format(mount=mount), encoding="utf-8")
    made.environment["EXIN_NEW_PASSPHRASE"] = PASSPHRASE
    made.run("demo", "--save", str(made.database))
    where = made.run("where")
    file = next(Path(word) for word in where.split() if word.endswith("config.toml"))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'partner_dirs = ["{own}/broken", "{own}/sound"]\n', encoding="utf-8")
    for name in MOUNTS:
        made.run("partner", "enable", name, "--yes")
    return made


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_one_that_fails_on_mount_is_contained_and_the_other_works(
    office: Office, size: tuple[int, int]
) -> None:
    screen = RealTerminal(
        office.command(), columns=size[0], lines=size[1], environment=office.environment, folder=office.folder
    )
    with screen as terminal:
        terminal.wait_for("SN-007", seconds=WAIT)
        terminal.send(F3)
        terminal.wait_for("broken · ", seconds=WAIT)
        terminal.send(SHIFT_TAB)
        terminal.wait_for("Denne ruten tegner seg selv", seconds=WAIT)
        terminal.send("p")
        terminal.wait_for("▲ broken: partnerens egen rute feilet", seconds=WAIT)
        terminal.wait_for("RuntimeError i hooks.py, linje ", seconds=WAIT)
        terminal.send(F4)
        terminal.wait_for("sound · ", seconds=WAIT)
        terminal.send(SHIFT_TAB)
        terminal.wait_for("drawn by itself", seconds=WAIT)
        terminal.send("a")
        terminal.wait_for("heard an a, 36 participants", seconds=WAIT)
        terminal.resize(100, 30)
        terminal.wait_for("heard an a, 36 participants", seconds=WAIT)
        terminal.send(LOCK)
        terminal.wait_for(lambda shown: "Passfrase" in shown and "heard" not in shown, seconds=WAIT)
        terminal.send(*PASSPHRASE, "\r")
        terminal.wait_for("Denne ruten tegner seg selv", seconds=WAIT)
        terminal.send("p")
        terminal.wait_for("drawn by itself", seconds=WAIT)
        terminal.send(ESCAPE)
        terminal.wait_for(lambda shown: "drawn by itself" not in shown, seconds=WAIT)
        terminal.send(QUIT)
        assert terminal.wait_for_end() == 0
        assert SECRET.encode() not in terminal.raw
        assert b"Traceback" not in terminal.raw
