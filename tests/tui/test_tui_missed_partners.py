"""A partner that the team counts on and that takes no part is missed on the board: loudly, with why."""

from __future__ import annotations

import dataclasses
import functools
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from exin_schema.programme import Words
from exin_schema.programme_file import load_programme
from exin_schema.vocabulary import Language
from exin_tui.clock import Clock
from exin_tui.language import text
from exin_tui.partners.discovery import LEFT_OUT, Partner, PartnerState, installed_partners
from exin_tui.partners.enabling import disable, enable
from exin_tui.partners.reading import parse_manifest
from exin_tui.storage.creating import temporary_database
from exin_tui.tui.app import ExinApp
from exin_tui.tui.screens.partner import PartnerScreen
from exin_tui.tui.screens.partners import PartnersScreen
from exin_tui.tui.screens.standup import StandupScreen
from exin_tui.tui.widgets.menu import Menu
from exin_tui.tui.widgets.missed import MissedLine
from exin_tui.tui.widgets.why_panel import WhyPanel
from tests.partners.partners_team import NOW, TODAY, Team, team
from tests.tui.at_work import running
from tests.tui.conftest import shown
from tests.tui.waiting import press, wait_until

SHIPPED = installed_partners()
BROKEN = (
    'id = "probation"\napi = 1\nname = { nb = "Friomsorgen", en = "Probation" }\norder = 15\nlabel = "x"\n'
)


@pytest.fixture
def board() -> Iterator[Team]:
    with team() as found:
        yield found


def app_with(
    board: Team, partners: Sequence[Partner] = SHIPPED, *, language: Language = "en", enabled: str = ""
) -> ExinApp:
    """The board with ``partners``; the team has enabled those whose ids are in ``enabled``."""
    with board.database.write(command="test.answers", now=NOW) as door:
        for own in enabled.split():
            door.set_setting(f"partner.{own}", '{"enabled":true}')
    return ExinApp(
        board.database, board.programme, labels=board.labels, partners=partners, clock=Clock(TODAY),
        language=language, me="KN", idle_lock_minutes=0,
    )  # fmt: skip


def broken() -> Partner:
    """A manifest with a key too many."""
    reading = parse_manifest(BROKEN)
    assert reading.manifest is None
    return Partner(
        "probation", "/partners/probation", Path("/partners/probation"), PartnerState.FAILED,
        reason=reading.problems[0], problems=reading.problems,
        missed_by=reading.tab, missed_at=reading.order,
    )  # fmt: skip


def header(app: ExinApp) -> str:
    return shown(app).splitlines()[0]


def line(app: ExinApp) -> str:
    """The one over the whisper; empty when it is not there."""
    missed = app.screen.query_one(MissedLine)
    return missed.said() if missed.display else ""


def opened(app: ExinApp, size: tuple[int, int] = (120, 40)) -> AbstractAsyncContextManager[Pilot[None]]:
    return running(app, size)


SIZES = pytest.mark.parametrize("size", [(120, 40), (80, 24)])


@SIZES
async def test_nothing_is_said_while_all_take_part(board: Team, size: tuple[int, int]) -> None:
    app = app_with(board)
    async with opened(app, size) as pilot:
        await pilot.pause()
        assert not app.screen.query_one(MissedLine).display
        assert header(app).split()[:6] == ["EX/IN", "Overview", "Prison", "NAV", "School", "Capacity"]


@SIZES
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "▲ Probation failed  partner.toml:5: label: “label” is not known"),
        ("nb", "▲ Friomsorgen feilet  partner.toml:5: label: “label” er ukjent"),
    ],
)
async def test_a_broken_manifest_keeps_its_tab_and_is_said_with_its_line(
    board: Team, size: tuple[int, int], language: Language, said: str
) -> None:
    app = app_with(board, [*SHIPPED, broken()], language=language, enabled="probation")
    async with opened(app, size) as pilot:
        await wait_until(pilot, lambda: line(app).startswith(said))
        assert "P partner" in line(app)
        tab = said.split()[1]
        assert f"▲ {tab}" in header(app)
        assert header(app).index(tab) < header(app).index("NAV")  # at its own place, order 15
        assert said[:20] in shown(app)


WAYS = {
    "incompatible": (PartnerState.INCOMPATIBLE, text("Upgrade the partner."), "incompatible"),
    "approval": (PartnerState.NEEDS_APPROVAL, text("It asks for more."), "needs approval"),
    "package": (PartnerState.FAILED, text("The package {package} cannot be found.", package="x"), "failed"),
}


@pytest.mark.parametrize("way", WAYS)
async def test_whatever_keeps_it_away_is_said_in_the_words_of_its_state(board: Team, way: str) -> None:
    state, reason, said = WAYS[way]
    kept_away = Partner("probation", "here", None, state, reason=reason)
    app = app_with(board, [*SHIPPED, kept_away], enabled="probation")
    async with opened(app) as pilot:
        await wait_until(pilot, lambda: line(app).startswith(f"▲ probation {said}  {reason.say('en')}"))
        assert "▲ probation" in header(app)


async def test_one_that_ships_is_missed_without_an_answer_and_the_others_keep_their_keys(board: Team) -> None:
    nav = next(one for one in SHIPPED if one.id == "nav")
    assert nav.manifest is not None
    gone = dataclasses.replace(
        nav,
        state=PartnerState.FAILED,
        manifest=None,
        missed_by=Words("NAV", "NAV"),
        missed_at=nav.manifest.order,
    )
    app = app_with(board, [one if one is not nav else gone for one in SHIPPED])
    async with opened(app) as pilot:
        assert line(app).startswith("▲ NAV failed")
        await press(pilot, "f4")
        assert isinstance(app.screen, PartnersScreen)
        await press(pilot, "f5")
        assert isinstance(app.screen, PartnerScreen)
        assert app.screen.partner.id == "school"


async def test_one_that_is_enabled_and_not_found_is_said_with_what_to_do(board: Team) -> None:
    app = app_with(board, enabled="church")
    async with opened(app) as pilot:
        await wait_until(
            pilot, lambda: line(app).startswith("▲ church not installed  It is enabled, and not")
        )
        assert "▲ church" in header(app)


async def test_an_empty_board_says_it_too_with_the_key_that_leads_on() -> None:
    with temporary_database(actor="KN") as database:
        app = ExinApp(
            database, load_programme(), partners=[*SHIPPED, broken()], clock=Clock(TODAY),
            language="en", me="KN", idle_lock_minutes=0,
        )  # fmt: skip
        async with opened(app, (80, 24)) as pilot:
            await wait_until(pilot, lambda: line(app).startswith("– Probation failed"))
            assert line(app).endswith("P partners")
            await press(pilot, "P")
            assert isinstance(app.screen, PartnersScreen)


async def test_several_are_named_with_their_states_and_counted(board: Team) -> None:
    app = app_with(board, [*SHIPPED, broken()], enabled="probation church")
    async with opened(app) as pilot:
        await wait_until(pilot, lambda: "church" in line(app))
        assert line(app).startswith("▲ Probation failed  church not installed")
        assert line(app).endswith("P 2 partners")


async def test_of_two_with_one_id_the_refused_one_is_said_and_the_other_keeps_the_tab(board: Team) -> None:
    twin = Partner("nav", "/partners/nav", None, PartnerState.FAILED, reason=text("Uninstall one of them."))
    app = app_with(board, [*SHIPPED, twin])
    async with opened(app):
        assert line(app).startswith("▲ nav failed  Uninstall one of them.")
        assert header(app).count("NAV") == 1
        assert "▲ nav" not in header(app)


async def test_what_is_broken_and_was_never_enabled_is_said_quietly(board: Team) -> None:
    app = app_with(board, [*SHIPPED, broken()])
    async with opened(app):
        assert line(app).startswith("– Probation failed · partner.toml:5: label")
        assert "Probation" not in header(app)


async def test_what_the_team_has_switched_off_is_not_said_also_when_it_is_broken(board: Team) -> None:
    disable(board.database, "probation", now=NOW)
    app = app_with(board, [*SHIPPED, broken()])
    async with opened(app) as pilot:
        await wait_until(pilot, lambda: line(app) == "")
        await press(pilot, "P")
        assert "Probation" in shown(app)


@pytest.mark.parametrize("everybody", [True, False])
async def test_what_is_left_out_by_choice_is_said_quietly(board: Team, *, everybody: bool) -> None:
    partners = [
        Partner(one.id, one.origin, one.folder, PartnerState.DISABLED, reason=LEFT_OUT, shipped=True)
        if everybody or one.id == "nav"
        else one
        for one in SHIPPED
    ]
    app = app_with(board, partners, enabled="probation" if everybody else "")
    async with opened(app) as pilot:
        await wait_until(pilot, lambda: app.answers or not everybody)
        await pilot.pause()
        said = "– Started with --no-partners" if everybody else "– Left out with --no-partners: nav"
        assert line(app).startswith(said)
        assert "▲" not in header(app).partition("▒")[0]


# ── while the board is open ───────────────────────────────────────────────────────────────────────


async def test_switching_a_missed_one_off_elsewhere_ends_it(board: Team) -> None:
    app = app_with(board, enabled="church")
    async with opened(app) as pilot:
        await wait_until(pilot, lambda: "church" in line(app))
        disable(board.database, "church", now=NOW, actor="MH")
        await wait_until(pilot, lambda: line(app) == "")
        assert "church" not in header(app)


async def test_enabling_one_elsewhere_asks_for_another_start(board: Team) -> None:
    off = dataclasses.replace(board.partner, state=PartnerState.DISABLED, reason=text("Not enabled."))
    app = app_with(board, [*SHIPPED, off])
    async with opened(app) as pilot:
        assert line(app) == ""
        enable(board.database, board.manifest, now=NOW, actor="MH")
        said = "It was enabled while the board was open. Close exin with q and start it again."
        await wait_until(pilot, lambda: said in line(app))


async def test_an_answer_to_less_than_it_asks_for_takes_it_off_and_says_why(board: Team) -> None:
    asks = parse_manifest(
        'id = "probation"\napi = 1\nname = { nb = "Friomsorgen", en = "Probation" }\n'
        '[scope]\nfields = ["code", "phone"]\n'
    ).manifest
    app = app_with(board, [*SHIPPED, dataclasses.replace(board.partner, manifest=asks)])
    async with opened(app) as pilot:
        enable(board.database, board.manifest, now=NOW, actor="MH")  # by a machine with an older version
        await wait_until(pilot, lambda: "needs approval" in line(app))
        assert "scope.fields: phone" in line(app)
        assert any("has to be approved again" in one.message for one in app._notifications)


def coded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str) -> Partner:
    """A partner with Python of its own."""
    monkeypatch.setitem(sys.modules, "exin_missed", None)
    monkeypatch.delitem(sys.modules, "exin_missed")  # and what the test imports is forgotten again
    folder = tmp_path / "exin_missed"
    folder.mkdir()
    (folder / "hooks.py").write_text(source, encoding="utf-8")
    manifest = parse_manifest(
        'id = "coded"\napi = 1\nname = { nb = "Kodet", en = "Coded" }\npython.hooks = "exin_missed.hooks"\n'
    ).manifest
    return Partner("coded", "test", folder, PartnerState.ACTIVE, manifest)


async def test_code_that_cannot_be_imported_is_said_and_the_tab_stays(
    board: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_with(board, [coded(tmp_path, monkeypatch, "import no_such_module\n")])
    async with opened(app) as pilot:
        said = "▲ Coded failed  Its code cannot be started: ModuleNotFoundError"
        await wait_until(pilot, lambda: line(app).startswith(said))
        assert "▲ Coded" in header(app)
        await press(pilot, "f3")
        assert isinstance(app.screen, PartnerScreen)


def has_failed(app: ExinApp, times: int) -> bool:
    """So often, and nobody is asking."""
    return len(app.partner_manager().failures) == times and not app._asking


RAISES = """
from exin_tui.partners.api import hookimpl

@hookimpl
def exin_rules():
    raise KeyError("x")
"""


async def test_code_that_is_set_aside_after_three_failures_is_said(
    board: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_with(board, [coded(tmp_path, monkeypatch, RAISES)])
    async with opened(app) as pilot:
        for failures in (1, 2):
            await wait_until(pilot, functools.partial(has_failed, app, failures))
            assert line(app) == ""  # it is asked again
            app.ask_partners()
        said = (
            "▲ Coded failed  Set aside until exin is started again: exin_rules: KeyError in hooks.py, line 6."
        )
        await wait_until(pilot, lambda: line(app).startswith(said))


# ── the list of partners ──────────────────────────────────────────────────────────────────────────


def why(app: ExinApp) -> str:
    return app.screen.query_one(WhyPanel).said()


@SIZES
async def test_the_tabs_key_opens_why_and_what_to_do(board: Team, size: tuple[int, int]) -> None:
    app = app_with(board, [*SHIPPED, broken()], enabled="probation")
    async with opened(app, size) as pilot:
        await wait_until(pilot, lambda: line(app))
        await press(pilot, "f4")
        assert isinstance(app.screen, PartnersScreen)
        assert app.screen.here is not None
        assert app.screen.here.id == "probation"
        said = " ".join(why(app).split())
        assert "partner.toml:5: label" in said
        assert "exin partner check /partners/probation" in said
        assert "Enter open" not in shown(app)
        await press(pilot, "enter")  # there is nothing to open
        assert isinstance(app.screen, PartnersScreen)
        await press(pilot, "escape")
        assert not isinstance(app.screen, PartnersScreen)
        await press(pilot, "f6", "f5")
        assert isinstance(app.screen, PartnerScreen)
        assert app.screen.partner.id == "nav"


async def test_the_list_has_everybody_with_state_origin_and_scope_and_opens_a_tab(board: Team) -> None:
    app = app_with(board, [*SHIPPED, broken()], enabled="probation church")
    async with opened(app) as pilot:
        await wait_until(pilot, lambda: "church" in line(app))
        await press(pilot, "P")
        assert isinstance(app.screen, PartnersScreen)
        await wait_until(pilot, lambda: isinstance(app.screen, PartnersScreen) and app.screen.list.entries)
        rows = [one.id.split()[0] for one in app.screen.list.entries]
        assert rows == ["probation", "church", "prison", "nav", "school"]
        await press(pilot, "down", "down", "down")
        said = " ".join(why(app).split())
        assert "active" in said
        assert "exin-tui" in said
        assert "Fields that it sees of everybody: case code" in said
        await press(pilot, "enter")
        assert isinstance(app.screen, PartnerScreen)
        assert app.screen.partner.id == "nav"


async def test_the_list_says_what_is_kept_for_one_that_is_not_found(board: Team) -> None:
    app = app_with(board, enabled="probation")  # the team has tasks for it
    async with opened(app) as pilot:
        await wait_until(pilot, lambda: "probation" in line(app))
        await press(pilot, "P")
        await wait_until(
            pilot, lambda: "Kept for it: facts 0, records 0, tasks" in " ".join(why(app).split())
        )


async def test_the_list_follows_what_the_team_answers(board: Team) -> None:
    app = app_with(board, enabled="church")
    async with opened(app) as pilot:
        await wait_until(pilot, lambda: "church" in line(app))
        await press(pilot, "P")
        assert "church" in shown(app)
        disable(board.database, "church", now=NOW, actor="MH")
        await wait_until(pilot, lambda: "church" not in shown(app))


@pytest.mark.parametrize("ways", [("g", "p"), ("ctrl+p",)])
async def test_the_list_is_among_the_places_and_in_the_palette(board: Team, ways: tuple[str, ...]) -> None:
    app = app_with(board, [*SHIPPED, broken()], language="nb", enabled="probation")
    async with opened(app) as pilot:
        await wait_until(pilot, lambda: line(app))
        await press(pilot, *ways)
        if ways == ("g", "p"):
            assert isinstance(app.screen, PartnersScreen)
            await press(pilot, "g")
            assert isinstance(app.screen, Menu)
            assert "▲ Friomsorgen" in shown(app)
            return
        from exin_tui.tui.palette import offers

        found = {one.title: one.help for one in offers(app, app.screen_stack[0])}
        assert found["Friomsorgen"] == "feilet"
        assert "Samarbeidspartnere" in found


# ── elsewhere ─────────────────────────────────────────────────────────────────────────────────────


@SIZES
async def test_the_stand_up_says_it_too(board: Team, size: tuple[int, int]) -> None:
    app = app_with(board, [*SHIPPED, broken()], enabled="probation")
    async with opened(app, size) as pilot:
        await press(pilot, "s")
        await wait_until(pilot, lambda: isinstance(app.screen, Menu))
        await press(pilot, "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, StandupScreen))
        await wait_until(pilot, lambda: "▲ Probation failed" in shown(app))
        assert "P partners" not in shown(app)  # the key does not work there


async def test_on_a_participant_its_panel_says_why_there_is_none(board: Team) -> None:
    app = app_with(board, [*SHIPPED, broken()], enabled="probation")
    async with opened(app) as pilot:
        await wait_until(pilot, lambda: line(app))
        app.open_participant("SN-001")
        await wait_until(pilot, lambda: getattr(app.screen, "view", None) is not None)
        screen: Any = app.screen
        assert "partner:probation" in [tab.id for tab in screen.tab_names()]
        screen.action_show_tab("partner:probation")
        await wait_until(pilot, lambda: "partner.toml:5: label" in shown(app))
        assert "Probation (failed) ▲" in shown(app)


async def test_a_missed_partner_says_nothing_of_anybody(board: Team) -> None:
    app = app_with(board, enabled="probation")
    async with opened(app) as pilot:
        await wait_until(pilot, lambda: line(app))
        await press(pilot, "P", "p")  # names shown
        said = shown(app) + why(app)
        assert not any(name in said for name in ("SN-0", "O'Hara", "Lind", "Nora Ek"))
