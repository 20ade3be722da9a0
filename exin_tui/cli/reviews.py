"""The weekly and the monthly review as text, the same lines as on the screen. Nobody is named."""

from __future__ import annotations

from exin_tui.caseload.overview import read_overview
from exin_tui.cli.board import Board
from exin_tui.cli.invocation import Invocation
from exin_tui.cli.speaking import language, said, show
from exin_tui.language import text
from exin_tui.privacy.screening import Screening
from exin_tui.reports.monthly import monthly
from exin_tui.reports.weekly import weekly
from exin_tui.tui.ink import words
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.monthly_lines import month_name, monthly_lines
from exin_tui.tui.widgets.weekly_lines import weekly_lines

WIDTH = 116
"""Cells: a printed page, or a terminal of the usual size."""


def print_weekly(board: Board, invocation: Invocation, caseworker: str) -> None:
    """One caseworker's."""
    overview = read_overview(
        board.database, today=invocation.today, programme=board.programme, labels=board.labels,
        now=invocation.now,
    )  # fmt: skip
    with board.database.read() as connection:
        found = weekly(
            connection, overview, caseworker,
            now=invocation.now, programme=board.programme, labels=board.labels,
        )  # fmt: skip
    show(f"{said(text('Weekly review'))} {caseworker} – {said(invocation.today)}")
    show()
    for _, line in weekly_lines(found, _look(invocation), WIDTH):
        show(words(line).rstrip())


def print_monthly(board: Board, invocation: Invocation) -> None:
    """The team's."""
    overview = read_overview(
        board.database, today=invocation.today, programme=board.programme, labels=board.labels,
        now=invocation.now,
    )  # fmt: skip
    with board.database.read() as connection:
        found = monthly(
            connection, overview, month=invocation.today, programme=board.programme, labels=board.labels
        )
    look = _look(invocation)
    show(f"{said(text('Monthly review'))} – {month_name(found, look)}")
    show()
    for line in monthly_lines(found, look, WIDTH):
        show(words(line).rstrip())


def _look(invocation: Invocation) -> Look:
    return Look(language(), invocation.today, Screening(language=language()))
