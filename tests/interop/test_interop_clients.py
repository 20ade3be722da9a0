"""The same year in readers that are not brought along: JavaScript's, Python's, libical, sabre, calcurse.

``EXIN_INTEROP=1 pytest tests/interop`` runs it, with npm, pip and Debian's packages at hand. Without the
variable, or without the reader, a test is skipped.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import venv
from dataclasses import replace
from pathlib import Path

import pytest

from exin_tui.clock import OSLO
from exin_tui.storage.creating import temporary_database
from tests.calendar.team_year import (
    CANCELLED,
    FIRST,
    LAST,
    MOVED,
    Shown,
    an_hour,
    at,
    changed,
    expected,
    expected_after_change,
    make_year,
    write_year,
)

pytestmark = [
    pytest.mark.skipif(not os.environ.get("EXIN_INTEROP"), reason="EXIN_INTEROP is not set"),
    pytest.mark.xdist_group("interop"),
]

HERE = Path(__file__).parent
PACKAGES = ("ical.js@2.2.1", "node-ical@0.26.1", "ical-expander@3.2.0")
READERS = ("icalevents==0.3.1", "ical==14.3.1", "vobject==0.9.9")
"""Python's, in an environment of their own."""
SYSTEM_PYTHON = Path("/usr/bin/python3")


@pytest.fixture(scope="module")
def node_modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packages, and the scripts that read with them."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed")
    folder = tmp_path_factory.mktemp("npm")
    (folder / "package.json").write_text("{}")
    install = [npm, "install", "--no-audit", "--no-fund", *PACKAGES]
    try:
        subprocess.run(install, cwd=folder, check=True, timeout=300, capture_output=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        pytest.skip("npm cannot install the packages")
    for script in HERE.glob("*.mjs"):
        shutil.copy(script, folder)
    return folder


@pytest.fixture(scope="module", params=["as it is", "after changes"])
def year(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[Shown]]:
    """The exported file, and what a client should show."""
    after = request.param == "after changes"
    with temporary_database(actor="KN") as database:
        make_year(database)
        if after:
            changed(database)
        file = write_year(database, tmp_path_factory.mktemp("year"), after=after)
    return file, expected_after_change() if after else expected()


@pytest.mark.parametrize("script", ["read_ical_js.mjs", "read_node_ical.mjs", "read_ical_expander.mjs"])
@pytest.mark.parametrize("zone", ["Europe/Oslo", "America/New_York"])
def test_the_year_in_javascript(
    node_modules: Path, year: tuple[Path, list[Shown]], script: str, zone: str
) -> None:
    file, wanted = year
    assert _read(["node", node_modules / script, file], zone=zone) == wanted


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An interpreter with the readers, and nothing of ours."""
    folder = tmp_path_factory.mktemp("readers")
    venv.create(folder, with_pip=True)
    made = folder / "bin" / "python"
    try:
        subprocess.run(
            [made, "-m", "pip", "install", "-q", *READERS], check=True, timeout=300, capture_output=True
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        pytest.skip("pip cannot install the readers")
    return made


@pytest.mark.parametrize("reader", ["icalevents", "ical", "vobject"])
def test_the_year_in_python(python: Path, year: tuple[Path, list[Shown]], reader: str) -> None:
    file, wanted = year
    assert _read([python, HERE / "read_with_python.py", reader, file]) == wanted


def test_the_year_in_libical(year: tuple[Path, list[Shown]]) -> None:
    """Evolution and GNOME's calendar."""
    probe = "import gi; gi.require_version('ICalGLib', '3.0'); from gi.repository import ICalGLib"
    there = (
        SYSTEM_PYTHON.exists()
        and not subprocess.run([SYSTEM_PYTHON, "-c", probe], capture_output=True, check=False).returncode
    )
    if not there:
        pytest.skip("libical's bindings are not installed")
    file, wanted = year
    assert _read([SYSTEM_PYTHON, HERE / "read_with_libical.py", file]) == wanted


def test_the_year_in_sabre(year: tuple[Path, list[Shown]]) -> None:
    """Nextcloud's. Debian's old release leaves the backslashes of a title, so titles are compared without."""
    if shutil.which("php") is None or not Path("/usr/share/php/Sabre").exists():
        pytest.skip("sabre/vobject is not installed")
    file, wanted = year
    shown = _read(["php", HERE / "read_with_sabre.php", file])
    assert [_plain(one) for one in shown] == [_plain(one) for one in wanted]


def _plain(one: Shown) -> Shown:
    return replace(one, title=one.title.replace("\\", ""))


def _read(command: list[str | Path], *, zone: str = "Europe/Oslo") -> list[Shown]:
    """What a reader that prints JSON shows of the year."""
    first = int(dt.datetime.combine(FIRST, dt.time(), OSLO).timestamp())
    before = int(dt.datetime.combine(LAST + dt.timedelta(days=1), dt.time(), OSLO).timestamp())
    answer = subprocess.run(
        [*command, str(first), str(before)],
        env={**os.environ, "TZ": zone},
        capture_output=True,
        text=True,
        check=True,
    )
    return sorted(_from_json(one) for one in json.loads(answer.stdout))


def _from_json(one: dict[str, object]) -> Shown:
    title, cancelled = str(one["title"]), bool(one["cancelled"])
    if one["day"]:
        last = dt.date.fromisoformat(str(one["last"])) - dt.timedelta(days=1)
        return Shown(str(one["day"]), last.isoformat(), title, cancelled)
    moments = (dt.datetime.fromtimestamp(float(str(one[name])), OSLO) for name in ("start", "end"))
    starts_at, ends_at = (at(moment) for moment in moments)
    return Shown(starts_at, ends_at, title, cancelled)


def test_the_year_in_calcurse(year: tuple[Path, list[Shown]], tmp_path: Path) -> None:
    """calcurse knows neither STATUS nor RECURRENCE-ID: it shows the series' own instance as well."""
    if shutil.which("calcurse") is None:
        pytest.skip("calcurse is not installed")
    file, wanted = year
    timed = [Shown(one.starts_at, one.ends_at, one.title) for one in wanted if len(one.starts_at) > 10]
    instances = [an_hour(day.isoformat(), "09:00", "Teammøte") for day in (*MOVED, *CANCELLED)]
    assert _calcurse(file, tmp_path) == sorted([*timed, *instances])


def _calcurse(file: Path, folder: Path) -> list[Shown]:
    """Its appointments; one past midnight is listed on both days, and counts on the first."""
    environment = {**os.environ, "TZ": "Europe/Oslo", "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    calcurse = ["calcurse", "-D", str(folder)]
    subprocess.run([*calcurse, "-i", str(file)], env=environment, check=True, capture_output=True)
    form = "%(start:%Y-%m-%d %H:%M)|%(end:%Y-%m-%d %H:%M)|%m\\n"
    asked = [f"--format-apt={form}", f"--format-recur-apt={form}", "--format-event=", "--format-recur-event="]
    days = [f"--from={FIRST:%m/%d/%Y}", f"--to={LAST:%m/%d/%Y}", "--output-datefmt=# %Y-%m-%d"]
    listed = subprocess.run(
        [*calcurse, "-Q", "--filter-type=cal", *days, *asked],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    found, day = [], ""
    for line in listed.splitlines():
        if line.startswith("# "):
            day = line[2:12]
        elif "|" in line and line.startswith(day):
            starts_at, ends_at, title = line.split("|", 2)
            found.append(Shown(starts_at, ends_at, title))
    return sorted(found)
