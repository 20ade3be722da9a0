"""``w`` on a partner's task: the rule of its date, whose it is, why it is open, who touched it last."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from sqlalchemy import select
from textual.pilot import Pilot

from exin_schema.tables import custody_episode, task
from exin_schema.vocabulary import Phase
from exin_tui.caseload import phases
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.discussion import Discussion
from exin_tui.caseload.participant import load_participant
from exin_tui.caseload.tasks import done, set_due
from exin_tui.clock import Clock
from exin_tui.partners.discovery import installed_partners
from exin_tui.partners.events import ACTOR
from exin_tui.partners.extend import extend
from exin_tui.partners.joining import join_board
from exin_tui.partners.tasks import pick_task
from exin_tui.partners.words import labels_of
from exin_tui.privacy.screening import Screening
from exin_tui.programme.values import Refusal
from exin_tui.tui.app import ExinApp
from exin_tui.tui.look import Look
from exin_tui.tui.screens.partner import PartnerScreen
from exin_tui.tui.widgets.task_lines import task_lines
from tests.partners.partners_team import MANIFEST, NOW, TODAY, Team, team
from tests.tui.conftest import shown
from tests.tui.waiting import press, ready, wait_until

SOURCE = 'source = { nb = "forskrift § 3-42", en = "regulations § 3-42" }\n'
FIRST = 'due = { anchor = "release_date", days = 2 }\n'
PHASES = 'phases = ["pre_release", "in_prison"]\n'
SOME_DAYS = PHASES + 'due = { anchor = "phase_start", days = 10, roll = "next_workday" }\n'


@pytest.fixture
def board() -> Iterator[Team]:
    source = MANIFEST.replace(FIRST, FIRST + SOURCE).replace(PHASES, SOME_DAYS)
    with team(source) as found:
        yield found


def told(board: Team, code: str, key: str, *, screened: bool = False, language: Any = "en") -> str:
    """What ``w`` says of the task, as words."""
    labels = labels_of(board.programme, [board.partner])
    with board.database.read() as connection:
        view = load_participant(connection, code, today=TODAY, programme=board.programme, labels=labels)
    look = Look(language, TODAY, Screening(screened=screened, language=language))
    asked = next(one for one in view.tasks if one.key == f"probation.{key}")
    title = look.screening.item(asked.title, asked.sensitive, view.row.person)
    lines = task_lines(asked, title, look, 200, caseworker=view.row.caseworker)
    return "\n".join(" ".join("".join(span.text for span in line).split()) for line in lines)


def stored(board: Team, code: str, key: str) -> Any:
    with board.database.read() as connection:
        found = select(task).where(task.c.participant_id == board.id(code), task.c.key == f"probation.{key}")
        return connection.execute(found).mappings().one()


def acting(board: Team, actor: str = "MH") -> Acting:
    return Acting(now=NOW, actor=actor, today=TODAY, programme=board.programme)


def test_the_sum_of_a_tasks_date_is_told_with_the_partner_and_its_source(board: Team) -> None:
    said = told(board, "SN-001", "first_report")
    assert "It has a due rule of the partner's." in said
    assert "release Wed 9 Dec 2026 + 2 days = Fri 11 Dec 2026" in said
    assert "Rule From the partner Probation service" in said
    assert "Source regulations § 3-42" in said
    assert "Certainty not stated" in said
    assert "Verified" not in said.split("Step")[0]
    assert "Kilde forskrift § 3-42" in told(board, "SN-001", "first_report", language="nb")


def test_step_holder_and_the_phase_that_opened_it_are_told(board: Team) -> None:
    said = told(board, "SN-001", "first_report")
    assert "Step Duty to report" in said
    assert "Held by EX/IN" in said
    assert "Opened by phase 3 Before release, Fri 27 Nov 2026" in said
    said = told(board, "SN-003", "plan", language="nb")
    assert "Steg Oppstart" in said
    assert "Holdes av Friomsorgen" in said
    assert "Åpnet av fase 2 Under soning, fr. 27. nov. 2026" in said


def test_a_task_that_was_picked_says_by_whom(board: Team) -> None:
    pick_task(
        board.database, board.manifest, board.id("SN-003"), "treatment",
        today=TODAY, now=NOW, programme=board.programme, actor="MH",
    )  # fmt: skip
    said = told(board, "SN-003", "treatment")
    assert "It has no due date." in said
    assert "Task From the partner Probation service · the partner names no source" in said
    assert "Opened picked by MH, Fri 27 Nov 2026" in said


def test_a_task_that_the_partners_rule_opened_says_so(board: Team) -> None:
    pick_task(
        board.database, board.manifest, board.id("SN-003"), "treatment",
        today=TODAY, now=NOW, programme=board.programme, actor=ACTOR,
    )  # fmt: skip
    assert "Opened by a rule of the partner's, Fri 27 Nov 2026" in told(board, "SN-003", "treatment")


def move(board: Team, code: str, to: Phase) -> None:
    with board.database.read() as connection:
        view = load_participant(connection, code, today=TODAY, programme=board.programme, labels=board.labels)
    moved = phases.move(
        board.database, board.id(code), view.row.version, to,
        Discussion("flytte hjem", "ingen bolig", "ingenting", "KN MH"), **acting(board),
    )  # fmt: skip
    assert not isinstance(moved, Refusal), moved.message.say("en")


def test_what_its_date_hangs_on_is_told_while_it_is_not_known_also_in_a_later_phase(board: Team) -> None:
    unknown = "No due date: it hangs on a day that is not known (phase began)."
    assert unknown in told(board, "SN-003", "plan")
    move(board, "SN-003", Phase.PRE_RELEASE)
    assert unknown in told(board, "SN-003", "plan")


def test_a_date_that_hangs_on_the_phase_is_counted_from_the_one_that_opened_it(board: Team) -> None:
    with board.database.write(command="test.forget", now=NOW) as door:
        row = stored(board, "SN-003", "plan")
        door.delete(task, row["id"], row["version"])
    move(board, "SN-003", Phase.PRE_RELEASE)
    said = told(board, "SN-003", "plan")
    assert "phase began Fri 27 Nov 2026 + 10 days (the workday after) = Mon 7 Dec 2026" in said


def test_a_day_that_somebody_chose_is_told_as_theirs_and_the_partner_beside_it(board: Team) -> None:
    row = stored(board, "SN-001", "first_report")
    set_due(board.database, row["id"], row["version"], dt.date(2026, 12, 18), **acting(board))
    said = told(board, "SN-001", "first_report")
    assert "Set by hand." in said
    assert "set by MH" in said
    assert "Task From the partner Probation service · regulations § 3-42" in said
    assert "Last changed Fri 27 Nov by MH" in said


def test_what_is_done_keeps_its_rule_and_claims_no_sum_that_does_not_hold_any_more(board: Team) -> None:
    row = stored(board, "SN-001", "first_report")
    done(board.database, row["id"], row["version"], **acting(board))
    with board.database.write(command="test.release", now=NOW) as door:
        episode = (
            door.connection.execute(
                select(custody_episode).where(custody_episode.c.participant_id == board.id("SN-001"))
            )
            .mappings()
            .one()
        )
        door.update(custody_episode, episode["id"], episode["version"], {"decided_on": dt.date(2027, 1, 9)})
    said = told(board, "SN-001", "first_report")
    assert "Rule From the partner Probation service" in said
    assert "2027" not in said


# ── on the screen ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
async def pilot(board: Team) -> AsyncIterator[Pilot[None]]:
    app = ExinApp(
        board.database, board.programme, labels=labels_of(board.programme, [board.partner]),
        partners=[board.partner], clock=Clock(TODAY), language="en", me="KN", idle_lock_minutes=0,
    )  # fmt: skip
    async with app.run_test(size=(120, 40)) as running:
        await ready(running)
        yield running


async def test_w_answers_on_the_participants_panel(pilot: Pilot[None]) -> None:
    pilot.app.open_participant("SN-001", tab="partner:probation")  # type: ignore[attr-defined]
    await wait_until(pilot, lambda: "First reporting accompanied" in shown(pilot.app))
    await press(pilot, "down")
    await wait_until(pilot, lambda: "regulations § 3-42" in shown(pilot.app))
    assert "by phase 3 Before" in shown(pilot.app)


async def test_w_answers_on_the_partners_tab(pilot: Pilot[None]) -> None:
    await press(pilot, "f3")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, PartnerScreen))
    await wait_until(pilot, lambda: "First reporting accompanied" in shown(pilot.app))
    await press(pilot, "w")
    await wait_until(pilot, lambda: "by phase 3 Before" in shown(pilot.app))
    first = shown(pilot.app)
    await press(pilot, "down")
    await wait_until(pilot, lambda: shown(pilot.app) != first and "by phase 3 Before" in shown(pilot.app))


async def test_a_partner_without_rules_says_nothing_about_rules(pilot: Pilot[None]) -> None:
    await press(pilot, "f3")
    await wait_until(pilot, lambda: "First reporting accompanied" in shown(pilot.app))
    await press(pilot, "tab", "w")
    await wait_until(pilot, lambda: "Nothing in this line was computed" in shown(pilot.app))
    assert "rules" not in shown(pilot.app)


async def test_w_answers_about_a_task_in_a_partners_own_view(board: Team) -> None:
    nav = next(one for one in installed_partners(board.programme) if one.id == "nav")
    whole = extend(board.programme, [nav])
    join_board(board.database, [nav], today=TODAY, now=NOW, programme=whole)
    app = ExinApp(
        board.database, whole, labels=labels_of(whole, [nav]), partners=[nav],
        clock=Clock(TODAY), language="en", me="KN", idle_lock_minutes=0,
    )  # fmt: skip
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "f3")
        await wait_until(pilot, lambda: "Tasks by step" in shown(app))
        await press(pilot, "w")
        await wait_until(pilot, lambda: "Opened" in shown(app))
        assert "From the partner NAV" in shown(app)


async def test_at_80_cells_the_answer_stands_below_one_pane(board: Team) -> None:
    app = ExinApp(
        board.database, board.programme, labels=board.labels, partners=[board.partner],
        clock=Clock(TODAY), language="en", me="KN", idle_lock_minutes=0,
    )  # fmt: skip
    async with app.run_test(size=(80, 24)) as narrow:
        await ready(narrow)
        await press(narrow, "f3")
        await wait_until(narrow, lambda: "First reporting accompanied" in shown(app))
        await press(narrow, "w")
        assert (app.screen.query_one("#left").display, app.screen.query_one("#right").display) == (
            True,
            False,
        )
        await press(narrow, "tab")
        assert (app.screen.query_one("#left").display, app.screen.query_one("#right").display) == (
            False,
            True,
        )
