"""From process start to the first participant on the screen, and peak memory, against a bare Textual table.

Both run in turn on the same kind of pseudo-terminal; what counts is the ratio of medians. The database's key
is at hand: unlocking costs the same whatever the board does. Linux only: peak memory is read from ``/proc``.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.caseload_rows import caseload
from exin_schema.programme_file import load_programme
from tests.terminal.real_terminal import RealTerminal

RUNS = 9
SETTLED = 3.0
"""Seconds after the first row at which memory is read: by then the board has polled for other writers, and
has imported what it left for later."""
FRAME = re.compile(rb"EX/IN|Over")
FIRST_ROW = re.compile(rb"BK-\d{6}")
ENVIRONMENT = {"PYTHONDONTWRITEBYTECODE": "", "EXIN_LANG": "nb"}


@dataclass(frozen=True)
class Start:
    """One start: seconds to the frame and to the first row, and peak memory in MiB."""

    frame: float
    row: float
    memory: float


def start(command: Sequence[str], row: re.Pattern[bytes] = FIRST_ROW) -> Start:
    """Start ``command`` on a terminal and watch what it writes."""
    began = time.perf_counter()
    frame = 0.0
    with RealTerminal(command, columns=120, lines=40, environment=ENVIRONMENT) as terminal:
        while True:
            terminal.read_next(10)
            written = bytes(terminal.raw)
            now = time.perf_counter() - began
            if not frame and FRAME.search(written):
                frame = now
            if row.search(written):
                break
            if now > 60:
                raise SystemExit(f"no row within a minute:\n{terminal.shown}")
        terminal.read(SETTLED)
        return Start(frame or now, now, peak_memory(terminal.pid))


def peak_memory(pid: int) -> float:
    """The most memory that the process has had, in MiB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) / 1024


def median(starts: Sequence[Start], figure: str) -> float:
    """The median of one figure."""
    return float(statistics.median(getattr(one, figure) for one in starts))


def main() -> None:
    """Print the ratios."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    python = sys.executable
    bare_command = [python, "-m", "benchmarks.bare_table"]
    with caseload(36, 20, load_programme()) as made:
        board_command = [python, "-m", "benchmarks.board_with_key", str(made.path), made.key.hex()]
        start(bare_command), start(board_command)  # bytecode and file caches
        bare: list[Start] = []
        core: list[Start] = []
        board: list[Start] = []
        for _ in range(RUNS):
            bare.append(start(bare_command))
            board.append(start(board_command))
            core.append(start([*bare_command, "--core"]))
    print(f"bare table      {median(bare, 'row'):6.3f} s  peak {median(bare, 'memory'):5.0f} MiB")
    print(f"  + Core import {median(core, 'row'):6.3f} s  peak {median(core, 'memory'):5.0f} MiB")
    print(f"board, frame    {median(board, 'frame'):6.3f} s")
    print(f"board, rows     {median(board, 'row'):6.3f} s  peak {median(board, 'memory'):5.0f} MiB")
    print(f"(a) rows / bare       {median(board, 'row') / median(bare, 'row'):.2f}   goal 2.0")
    print(f"(a) frame / bare      {median(board, 'frame') / median(bare, 'row'):.2f}   goal 1.25")
    print(f"(d) memory / with Core {median(board, 'memory') / median(core, 'memory'):.2f}   goal 1.3")


if __name__ == "__main__":
    main()
