"""What partners' rules say stands on the board, some moments after the first rows."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from exin_schema.programme_file import load_programme
from exin_tui.caseload.labels import Labels
from exin_tui.clock import Clock
from exin_tui.demo.fill import fill
from exin_tui.partners.discovery import installed_partners
from exin_tui.partners.extend import extend, sensitive_tasks, task_titles
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database
from exin_tui.tui.app import ExinApp
from tests.tui.builder import TODAY
from tests.tui.waiting import press, ready, wait_until

PARTNERS = installed_partners()
PROGRAMME = extend(load_programme(), PARTNERS)
CLOCK = Clock(TODAY)


@pytest.fixture
def database() -> Iterator[Database]:
    with temporary_database(actor="KN") as opened:
        fill(
            opened,
            participants=36,
            seed=1,
            today=TODAY,
            programme=PROGRAMME,
            now=CLOCK.now(),
            partners=PARTNERS,
        )
        yield opened


def partner_codes(app: ExinApp) -> set[str]:
    assert app.overview is not None
    return {alert.code.partition(".")[0] for row in app.overview.rows for alert in row.alerts}


async def test_partners_alerts_come_after_the_first_rows_and_stay(database: Database) -> None:
    labels = Labels.of(PROGRAMME, task_titles(PARTNERS), sensitive_tasks(PARTNERS))
    app = ExinApp(
        database, PROGRAMME, labels=labels, partners=PARTNERS, clock=CLOCK, me="KN", idle_lock_minutes=0
    )
    async with app.run_test(size=(120, 40)) as running:
        await ready(running)
        await wait_until(running, lambda: {"prison", "nav", "school"} & partner_codes(app))
        assert app.overview is not None
        said = {
            row.person.code: [alert.code for alert in row.alerts if alert.code.startswith("school")]
            for row in app.overview.rows
        }
        code = random.Random(1).choice([who for who, codes in said.items() if codes])  # noqa: S311
        app.refresh_data()
        await running.pause()
        assert {"prison", "nav", "school"} & partner_codes(app)
        app.open_participant(code)
        await wait_until(running, lambda: getattr(app.screen, "view", None) is not None)
        view = app.screen.view  # type: ignore[attr-defined]
        assert set(said[code]) <= {alert.code for alert in view.row.alerts}
        await press(running, "escape")


async def test_a_board_without_partners_asks_nobody(database: Database) -> None:
    app = ExinApp(database, PROGRAMME, clock=CLOCK, me="KN", idle_lock_minutes=0)
    async with app.run_test(size=(120, 40)) as running:
        await ready(running)
        await app.workers.wait_for_complete()
        assert not {"prison", "nav", "school"} & partner_codes(app)
