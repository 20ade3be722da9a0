"""khal, a calendar client, in a process and a folder of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.calendar.team_year import Shown

KHAL = Path(sys.executable).with_name("khal")


class Khal:
    """khal with an empty calendar."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "vdir").mkdir()
        (folder / "khal.conf").write_text(
            f"""
[calendars]
[[team]]
path = {folder / "vdir"}
[sqlite]
path = {folder / "khal.db"}
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Oslo
default_timezone = Europe/Oslo
[default]
default_calendar = team
""",
            encoding="utf-8",
        )

    def __call__(self, *arguments: str) -> str:
        """What khal prints."""
        return subprocess.run(
            [KHAL, "--config", self.folder / "khal.conf", *arguments],
            capture_output=True,
            text=True,
            check=True,
            env={"HOME": str(self.folder), "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
        ).stdout

    def takes_in(self, file: Path) -> None:
        """Import, as a colleague does."""
        self("import", "--batch", str(file))

    def days(self, start: str, span: str) -> list[str]:
        """The meetings from ``start`` as ``2026-10-19 09:00-10:00 Møte SN-007``."""
        listed = self(
            "list",
            "--day-format",
            "",
            "--format",
            "{start-date} {start-time}-{end-time} {title}",
            start,
            span,
        )
        return [line for line in listed.splitlines() if line.strip()]

    def shown(self, start: str, span: str) -> list[Shown]:
        """The meetings from ``start``. One past midnight is listed on both days: it counts on the first."""
        found = []
        form = "{start-date-long}|{start-time}|{end-date-long} {end-time}|{cancelled}|{title}"
        day = ""
        listed = self("list", "--day-format", "# {date-long}", "--notstarted", "--format", form, start, span)
        for line in listed.splitlines():
            if line.startswith("# "):
                day = line[2:12]
                continue
            begins, clock, ends, cancelled, title = line.split("|", 4)
            if begins == day:
                found.append(Shown(f"{begins} {clock}".strip(), ends.strip(), title, bool(cancelled.strip())))
        return sorted(found)
