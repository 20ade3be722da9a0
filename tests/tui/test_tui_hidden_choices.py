"""A choice that stood there is hidden on a shared screen, as a typed note is; what is chosen anew is seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual.pilot import Pilot

from exin_schema.tables import situation
from exin_schema.vocabulary import Housing, Income, IndividualPlan, SituationMoment
from exin_tui.caseload import tasks
from exin_tui.caseload.situations import Situation, set_situation
from exin_tui.storage.database import Database
from exin_tui.tui.forms.sheet import FormSheet
from exin_tui.tui.forms.task import TITLE, edit_task_form
from tests.caseload.everyday import done
from tests.tui.at_work import TODAY, acting, app_on, invented_team, open_tab, rows, running, who
from tests.tui.conftest import shown
from tests.tui.waiting import press, wait_until

CODE = "SN-007"
NOTED = Situation(
    housing=Housing.OWNS, income=(Income.WORK, Income.AAP), child_support=True, children=3,
    individual_plan=IndividualPlan.YES,
)  # fmt: skip
TOLD = ("owns", "work", "AAP", " paid", "3", "yes")


@pytest.fixture
def database() -> Iterator[Database]:
    with invented_team() as opened:
        known = rows(opened, situation, situation.c.participant_id == who(opened, CODE).id)
        version = next((row.version for row in known if row.moment == "start"), 0)
        set_it = set_situation(
            opened, who(opened, CODE).id, SituationMoment.START, version, NOTED, **acting()
        )
        done(set_it)
        yield opened


async def sheet(pilot: Pilot[None]) -> str:
    await press(pilot, "S", "s")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    return said(pilot)


def said(pilot: Pilot[None]) -> str:
    """The fields, from the first one on."""
    return shown(pilot.app).partition("Housing  ")[2]


async def test_nothing_of_the_situation_is_said_while_screened(database: Database) -> None:
    async with running(app_on(database)) as pilot:
        found = await sheet(pilot)
        assert found.count("▒ screened") == 4, found
        assert not [word for word in TOLD if word in found.partition("\n\n")[0]], found


async def test_with_names_shown_the_sheet_says_everything(database: Database) -> None:
    async with running(app_on(database, screened=False)) as pilot:
        found = await sheet(pilot)
        assert [word for word in TOLD if word not in found] == []


async def test_what_is_not_touched_is_kept_and_what_is_chosen_is_seen(database: Database) -> None:
    async with running(app_on(database)) as pilot:
        await sheet(pilot)
        await press(pilot, "tab", "right", "right")
        chosen = next(iter(Housing))
        assert chosen.say("en") in said(pilot)
        await press(pilot, "enter")
        await wait_until(pilot, lambda: not isinstance(pilot.app.screen, FormSheet))
        kept = rows(database, situation, situation.c.participant_id == who(database, CODE).id)
        now = next(row for row in kept if row.moment == "start")
        assert (now.housing, now.children, now.individual_plan) == (chosen.value, 3, "yes")
        assert now.child_support
        assert now.income.split() == ["work", "aap"]


async def test_several_that_are_hidden_are_chosen_anew(database: Database) -> None:
    async with running(app_on(database)) as pilot:
        await sheet(pilot)
        await press(pilot, "tab", "tab")
        assert "Space: choose anew" in said(pilot)
        await press(pilot, "space")
        assert "□ " in said(pilot)
        assert "■" not in said(pilot)


async def test_a_task_that_names_the_participant_is_hidden_where_it_is_edited(database: Database) -> None:
    name = who(database, CODE).given_name
    for title in (f"ring {name}", "ring banken"):
        done(tasks.add(database, title, participant_id=who(database, CODE).id, due_on=TODAY, **acting()))
    async with running(app_on(database)) as pilot:
        screen = await open_tab(pilot, CODE, "tasks")
        assert screen.view is not None
        forms = [
            edit_task_form(one, screen.person, screen.look, lambda: None)
            for one in screen.view.tasks
            if one.title.say("en") in {f"ring {name}", "ring banken"}
        ]
        assert [name in form.title for form in forms] == [False, False]
        hidden = {each.value: each.noted for form in forms for each in form.fields if each.id == TITLE}
        assert hidden == {f"ring {name}": True, "ring banken": False}
