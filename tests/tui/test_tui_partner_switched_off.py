"""A partner that is switched off elsewhere leaves the boards that are open; nothing more of it goes out."""

from __future__ import annotations

from pathlib import Path

import pytest

from exin_schema.tables import disclosure
from exin_schema.vocabulary import Language
from exin_tui.partners.enabling import disable, enable
from exin_tui.partners.exporting import preview, send
from exin_tui.partners.manifest import ExportFormat
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.tui.screens.partner import PartnerScreen
from tests.tui.at_work import NOW, app_on, rows, running
from tests.tui.test_tui_partner_alerts import PARTNERS, PROGRAMME, database, partner_codes

__all__ = ["database"]
from tests.tui.builder import TODAY
from tests.tui.waiting import press, wait_until

NAV = next(one for one in PARTNERS if one.id == "nav")


@pytest.mark.parametrize(
    ("language", "said"), [("en", "NAV has been switched off."), ("nb", "NAV er slått av.")]
)
async def test_its_tab_its_alerts_and_its_items_go_while_the_board_is_open(
    database: Database, language: Language, said: str
) -> None:
    app = app_on(database, language=language, partners=PARTNERS)
    app.programme = PROGRAMME
    async with running(app) as pilot:
        await wait_until(pilot, lambda: "nav" in partner_codes(app))
        app.go_partner([one.id for one in app.shown_partners].index("nav"))
        await wait_until(pilot, lambda: isinstance(app.screen, PartnerScreen))
        disable(database, "nav", now=NOW, actor="TL")
        await wait_until(pilot, lambda: any(one.message.startswith(said) for one in app._notifications))
        assert not isinstance(app.screen, PartnerScreen)
        assert [one.id for one in app.shown_partners] == ["prison", "school"]
        await wait_until(pilot, lambda: {"prison", "school"} & partner_codes(app))
        assert "nav" not in partner_codes(app)
        tasks = [one.key for one in app.programme.tasks]
        added = [*tasks, *(one.key for one in app.programme.roles)]
        assert not [key for key in added if key.startswith("nav.")]
        assert [key for key in tasks if key.startswith("prison.")]


async def test_another_answer_about_the_same_scope_changes_nothing(database: Database) -> None:
    app = app_on(database, partners=PARTNERS)
    async with running(app) as pilot:
        assert NAV.manifest is not None
        enable(database, NAV.manifest, now=NOW, actor="TL")
        app.refresh_data()
        await press(pilot, "j")
        assert [one.id for one in app.shown_partners] == ["prison", "nav", "school"]


def test_nothing_is_sent_once_it_is_switched_off(database: Database, tmp_path: Path) -> None:
    ask = {"today": TODAY, "programme": PROGRAMME, "language": "en"}
    seen = preview(database, NAV, "tasks", **ask)  # type: ignore[arg-type]
    assert not isinstance(seen, Refusal)
    assert seen.disclosed
    disable(database, "nav", now=NOW, actor="TL")
    file = tmp_path / "nav.csv"
    sent = send(database, NAV, "tasks", file, ExportFormat.CSV, now=NOW, seen=seen, **ask)  # type: ignore[arg-type]
    assert isinstance(sent, Refusal)
    assert sent.code == "partner_off"
    assert not file.exists()
    assert not rows(database, disclosure)
    assert isinstance(preview(database, NAV, "tasks", **ask), Refusal)  # type: ignore[arg-type]
