"""Checks a partner in a process of its own: code that ends its process must not end the check in silence."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import signal
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from exin_schema.programme import Programme
from exin_schema.vocabulary import Label
from exin_tui.language import text
from exin_tui.partners import calling
from exin_tui.partners.checking import Level, Report, check_partner
from exin_tui.partners.checking_runs import Drawing
from exin_tui.partners.checking_widget import OnStage
from exin_tui.partners.findings import Finding

_ENDING = 5.0
"""Seconds in which a process that has fallen silent may end by itself."""


def check_apart(
    path: Path,
    programme: Programme,
    today: dt.date,
    draw: Drawing | None = None,
    on_stage: OnStage | None = None,
) -> Report:
    """`check_partner` in another process; where that one ends before it has answered, that is the finding."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(
        target=_check, args=(theirs, path, programme, today, draw, on_stage), daemon=True
    )
    process.start()
    theirs.close()
    try:
        answer = _heard(ours, process)
    finally:
        process.kill()
        process.join()
        ours.close()
    return answer if isinstance(answer, Report) else _ended(path, answer, process.exitcode)


def _heard(connection: Connection, process: BaseProcess) -> Report | str:
    """The report, or what was underway when the process ended."""
    underway = ""
    while connection in wait([connection, process.sentinel]):
        try:
            said = connection.recv()
        except (EOFError, OSError):
            break
        if isinstance(said, Report):
            return said
        underway = str(said)
    process.join(_ENDING)
    return underway


def _ended(path: Path, underway: str, code: int | None) -> Report:
    where = underway or path.name
    if code is not None and code < 0:
        how = text(
            "The process ended while its code ran (signal {number}): "
            "a partner's code must not end the program.",
            number=-code,
        )
    else:
        how = text(
            "The process ended while its code ran (exit code {number}): "
            "a partner's code must not end the program.",
            number=code or 0,
        )
    return Report(path.name, Level.NONE, (Finding("hooks", where, 0, how),))


def _check(
    connection: Connection,
    path: Path,
    programme: Programme,
    today: dt.date,
    draw: Drawing | None,
    on_stage: OnStage | None,
) -> None:
    """In the other process: say what is underway, then the report with its sentences said."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what it prints is nobody's answer
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever waits is asked to stop, and ends this one
    calling.watching.append(connection.send)
    report = check_partner(path, programme, draw, on_stage, today)
    found = [replace(one, message=Label(*_in_both(one))) for one in report.findings]
    connection.send(replace(report, findings=tuple(found)))


def _in_both(finding: Finding) -> tuple[str, str]:
    return finding.message.say("nb"), finding.message.say("en")
