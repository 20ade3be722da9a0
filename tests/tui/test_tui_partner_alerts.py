"""What partners' rules say stands on the board, some moments after the first rows."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from exin_schema.programme_file import load_programme
from exin_tui.caseload.labels import Labels
from exin_tui.clock import Clock
from exin_tui.demo.fill import fill
from exin_tui.partners.calling import PartnerManager
from exin_tui.partners.discovery import Partner, PartnerState, installed_partners
from exin_tui.partners.extend import extend, sensitive_tasks, task_titles
from exin_tui.partners.reading import parse_manifest
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


HANGS = """
import threading
from exin_tui.partners.api import hookimpl
asked = []

@hookimpl
def exin_rules():
    asked.append(1)
    threading.Event().wait()
"""


async def test_a_partner_that_never_answers_is_named_and_holds_up_neither_the_board_nor_its_end(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "exin_hangs", None)
    monkeypatch.delitem(sys.modules, "exin_hangs")  # and what the test imports is forgotten again
    folder = tmp_path / "exin_hangs"
    folder.mkdir()
    (folder / "hooks.py").write_text(HANGS, encoding="utf-8")
    manifest = parse_manifest(
        'id = "hangs"\napi = 1\nname = { nb = "Henger", en = "Hangs" }\npython.hooks = "exin_hangs.hooks"\n'
    ).manifest
    assert manifest is not None
    partner = Partner("hangs", "test", folder, PartnerState.ACTIVE, manifest)
    app = ExinApp(database, PROGRAMME, partners=[partner], clock=CLOCK, me="KN", idle_lock_minutes=0)
    app._caller = PartnerManager([partner], slow=0.05, given_up=3600, on_slow=app.say_slow)
    async with app.run_test(size=(120, 40), notifications=True) as running:
        await ready(running)
        await wait_until(running, lambda: any("Henger" in one.message for one in app._notifications))
        app.refresh_data()  # asked again while it is being asked
        await running.pause()
        await press(running, "down")
    assert app.partner_manager().run(partner, "rules", lambda: [1], int) is None
    assert sys.modules["exin_hangs.hooks"].asked == [1]
