"""A partner's computed columns on its tab and on its panel of a participant, over a real database."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from exin_schema.vocabulary import Language
from exin_tui.clock import Clock
from exin_tui.partners.calling import PartnerManager
from exin_tui.tui.app import ExinApp
from exin_tui.tui.screens.partner import PartnerScreen
from exin_tui.tui.widgets.line_list import LineList
from exin_tui.tui.widgets.view_list import ViewList
from exin_tui.tui.widgets.why_panel import WhyPanel
from tests.partners.columns_team import COLUMN, ENDS, FAILING, FAILS, Columns, columns, returning
from tests.partners.partners_team import TODAY
from tests.tui.at_work import open_tab, running
from tests.tui.conftest import shown
from tests.tui.waiting import press, wait_until

VIEW = """\
@hookimpl
def exin_team_view(ctx):
    return table(*[Row([one], about=one) for one in ctx.participants])

"""
#: Its own view of one answers what the column does.
SAME = """\
@hookimpl
def exin_participant_view(ctx, participant):
    return table(Row([Cell(L, why=ends(participant, ctx.today))]))

"""
WAITS = """\
import threading
began, ended = threading.Event(), threading.Event()
def waits(one, today):
    began.set()
    ended.wait(60)
"""
WAITING = 'ComputedColumn("waits", Label("Venter", "Waits"), waits)'


def app_of(made: Columns, *, language: Language = "nb", manager: PartnerManager | None = None) -> ExinApp:
    team = made.made.team
    app = ExinApp(
        team.database, team.programme, labels=team.labels, partners=[made.made.partner], clock=Clock(TODAY),
        language=language, me="KN", idle_lock_minutes=0,
    )  # fmt: skip
    if manager is not None:
        app.partner_manager = lambda: manager  # type: ignore[method-assign]
    return app


def view(app: ExinApp) -> ViewList:
    return app.screen.query_one("#view", ViewList)


def said(app: ExinApp, code: str) -> str:
    """The line about ``code`` in the table."""
    return next(line for line in view(app).said().splitlines() if line.startswith(code))


@contextlib.asynccontextmanager
async def tab_of(app: ExinApp, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[Any]]:
    """Its tab, just opened."""
    async with running(app, size) as pilot:
        await press(pilot, "f3")
        await wait_until(pilot, lambda: isinstance(app.screen, PartnerScreen) and app.screen.tab)
        yield pilot


def told(app: ExinApp) -> str:
    return " ".join(app.screen.query_one(WhyPanel).said().split())


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize(
    ("language", "line", "because", "decides"),
    [
        ("nb", "4. mars 2027", "tidligst mulig – beregnet", "Friomsorgen avgjør."),
        ("en", "4 Mar 2027", "earliest possible – computed", "The probation service decides."),
    ],
)
async def test_the_tab_of_a_partner_without_a_view_opens_with_the_table_and_w_answers(
    tmp_path: Path, size: tuple[int, int], language: Language, line: str, because: str, decides: str
) -> None:
    with columns(tmp_path, returning(ENDS, COLUMN)) as made:
        app = app_of(made, language=language)
        async with tab_of(app, size) as pilot:
            await wait_until(pilot, lambda: view(app).has_focus)
            assert line in said(app, "SN-002")
            assert "Bo" not in shown(app)
            view(app).go_to(next(one.id for one in view(app).entries if one.id.startswith("SN-002")))
            await press(pilot, "w")
            assert because in told(app)
            assert decides in told(app)


async def test_the_table_stands_below_the_partners_own_view_and_tab_leads_on(tmp_path: Path) -> None:
    with columns(tmp_path, returning(ENDS, COLUMN), above=VIEW) as made:
        app = app_of(made)
        async with tab_of(app) as pilot:
            await wait_until(pilot, lambda: "4. mars 2027" in view(app).said())
            lines = view(app).said().splitlines()
            assert lines.index(next(one for one in lines if "Regnet ut  3" in one)) > 3
            assert view(app).has_focus
            await press(pilot, "tab")
            assert app.focused is not None
            assert app.focused.id == "tasks"


async def test_the_view_does_not_wait_for_a_column_and_keys_work_meanwhile(tmp_path: Path) -> None:
    with columns(tmp_path, returning("", WAITING, COLUMN), above=WAITS + ENDS + VIEW) as made:
        app = app_of(made, manager=PartnerManager([made.made.partner], slow=0.05, given_up=3600))
        async with tab_of(app) as pilot:
            await wait_until(pilot, lambda: "SN-001" in view(app).said())
            asked = sys.modules["columns_partner.hooks"]
            await wait_until(pilot, asked.began.is_set)
            assert "Regnet ut" not in view(app).said()
            await press(pilot, "tab")
            assert app.focused is not None
            assert app.focused.id == "tasks"
            await press(pilot, "shift+tab")
            asked.ended.set()
            await wait_until(pilot, lambda: "Regnet ut" in view(app).said())
            assert "4. mars 2027" in view(app).said()


async def test_one_who_is_in_a_list_already_stays_there_when_the_table_comes(tmp_path: Path) -> None:
    with columns(tmp_path, returning(ENDS, COLUMN)) as made:
        app = app_of(made)
        async with running(app) as pilot:
            screen = PartnerScreen(made.made.partner)
            kept: list[Any] = []
            screen._columns_were_read = kept.append  # type: ignore[assignment, method-assign]
            app.push_screen(screen)
            await wait_until(pilot, lambda: kept and screen.tab)
            PartnerScreen._columns_were_read(screen, None)  # nothing is computed of anybody yet
            await wait_until(pilot, lambda: screen.tasks.has_focus)
            PartnerScreen._columns_were_read(screen, kept[0])
            await wait_until(pilot, lambda: screen.seen)
            await pilot.pause()
            assert app.focused is not None
            assert app.focused is screen.tasks
            assert screen.query_one("#left").display


async def test_a_column_that_fails_shows_a_question_mark_and_w_says_whose_and_which_error(
    tmp_path: Path,
) -> None:
    with columns(tmp_path, returning(ENDS + FAILS, COLUMN, FAILING)) as made:
        app = app_of(made)
        async with tab_of(app) as pilot:
            await wait_until(pilot, lambda: view(app).has_focus)
            assert said(app, "SN-001").split()[-1] == "?"
            view(app).go_to(next(one.id for one in view(app).entries if one.id.startswith("SN-001")))
            await press(pilot, "w")
            assert "Friomsorgen: kolonnen «Feiler» kunne ikke regnes ut. ValueError i hooks.py" in told(app)
            assert "Åse" not in shown(app)
            await press(pilot, "w", "p")
            await wait_until(pilot, lambda: "Åse" in view(app).said())
            assert "ValueError(" not in shown(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_panel_has_a_line_below_the_facts_with_how_sure_it_is(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    with columns(tmp_path, returning(ENDS + FAILS, COLUMN, FAILING)) as made:
        made.record("SN-002", "hours", 40)
        app = app_of(made)
        async with running(app, size) as pilot:
            await open_tab(pilot, "SN-002", "partner:probation")
            rows = app.screen.query_one("#rows", LineList)
            await wait_until(pilot, lambda: "Plikt slutter" in rows.said())
            lines = [line.split("  ") for line in rows.said().splitlines()]
            names = [line[0].strip() for line in lines]
            assert names.index("Samfunnsstraff") < names.index("Plikt slutter") < names.index("Feiler")
            line = next(one for one in rows.said().splitlines() if one.startswith("Plikt slutter"))
            assert "4. mars 2027  tidligst mulig" in line
            assert "Regnet ut her, ikke vedtatt. Friomsorgen avgjør." in rows.said()
            rows.go_to("computed:probation.fails")
            await pilot.pause()
            if not app.screen.has_class("-answering"):
                await press(pilot, "w")
            await wait_until(pilot, lambda: "ValueError i hooks.py" in told(app))


async def test_what_its_own_view_of_one_answers_already_is_not_said_again(tmp_path: Path) -> None:
    with columns(tmp_path, returning("", COLUMN), above=ENDS + SAME) as made:
        app = app_of(made)
        async with running(app) as pilot:
            await open_tab(pilot, "SN-002", "partner:probation")
            panels = app.screen.panels  # type: ignore[attr-defined]
            await wait_until(pilot, lambda: panels._computed.get("partner:probation"))
            rows = app.screen.query_one("#rows", LineList)
            assert "ord" in rows.said()
            assert "Plikt slutter" not in rows.said()
