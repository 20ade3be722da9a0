"""What the keys do on the board."""

from __future__ import annotations

import msgspec

from exin_schema.vocabulary import Phase
from exin_tui.caseload.filter_steps import Quick
from exin_tui.tui.screens.dashboard import Dashboard
from exin_tui.tui.screens.help import HelpScreen
from exin_tui.tui.screens.participant import ParticipantScreen
from exin_tui.tui.widgets.search_line import SearchLine
from tests.tui.builder import overview, participant_view
from tests.tui.conftest import shown
from tests.tui.still_app import StillApp
from tests.tui.waiting import press, ready, wait_until


def board(app: StillApp) -> Dashboard:
    assert isinstance(app.screen, Dashboard)
    return app.screen


def codes(app: StillApp) -> list[str]:
    return [entry.payload.person.code for entry in board(app).participants.entries]


async def test_a_digit_shows_one_phase_and_0_everybody() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "3")
        shown_rows = [entry.payload for entry in board(app).participants.entries]
        assert {row.phase for row in shown_rows} == {Phase.PRE_RELEASE}
        assert "6 of 36" in shown(app)
        await press(pilot, "0")
        assert len(codes(app)) == 36


async def test_m_shows_mine_and_backspace_takes_the_last_step_back() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "4", "m")
        assert {entry.payload.caseworker for entry in board(app).participants.entries} == {"KN"}
        await press(pilot, "backspace")
        assert len(codes(app)) == 7
        await press(pilot, "backspace")
        assert len(codes(app)) == 36


async def test_m_is_not_offered_to_somebody_without_initials() -> None:
    app = StillApp(language="en", me="")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        assert " mine" not in shown(app).splitlines()[-1]
        await press(pilot, "m")
        assert len(codes(app)) == 36


async def test_slash_searches_while_typing_and_escape_clears() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "slash", "f", "u", "r", "u")
        assert codes(app) == ["SN-007"]
        await press(pilot, "enter")
        assert not app.screen.query_one(SearchLine).has_class("-on")
        assert codes(app) == ["SN-007"]
        await press(pilot, "ctrl+f", "escape")
        assert len(codes(app)) == 36


async def test_names_are_not_searched_on_a_shared_screen() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "slash", *"jonas")
        assert codes(app) == []
        assert "Nothing matches “jonas”. Backspace removes the last filter, 0 shows all." in " ".join(
            shown(app).replace("─", "").split()
        )


async def test_an_empty_result_is_left_with_0() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "slash", *"zzz", "enter")
        assert codes(app) == []
        await press(pilot, "0")
        assert len(codes(app)) == 36


async def test_f_offers_the_quick_filters_by_letter() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "f")
        letter = "abcdefghijk"[list(Quick).index(Quick.OUT_4_WEEKS)]
        await press(pilot, letter)
        assert codes(app) == ["SN-007", "SN-012", "SN-031", "SN-004", "SN-027"]
        assert "out within 4 weeks" in shown(app)


async def test_a_figure_is_a_filter() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await pilot.click("#figures", offset=(31, 0))
        await pilot.pause()
        assert codes(app) == ["SN-007", "SN-019", "SN-012", "SN-031", "SN-023"]


async def test_a_click_on_a_phase_filters_by_it() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await pilot.click("#phases", offset=(12, 0))
        await pilot.pause()
        assert len(codes(app)) == 4


async def test_o_sorts_and_the_cursor_stays_on_its_row() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "down", "down")
        before = board(app).participants.row_id
        await press(pilot, "o", "b")
        assert codes(app)[0] == "SN-001"
        assert board(app).participants.row_id == before


async def test_tab_goes_through_the_panes_and_back() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        where = []
        for _ in range(3):
            await press(pilot, "tab")
            where.append(board(app).pane)
        assert where == ["due", "meetings", "participants"]
        await press(pilot, "shift+tab")
        assert board(app).pane == "meetings"


async def test_at_80_columns_tab_shows_the_other_pane() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "tab")
        assert "First group meeting outside" in shown(app)
        assert "Over  Participant" not in shown(app)
        await press(pilot, "tab")
        assert "Responsibility-group meeting" in shown(app)


async def test_w_answers_why_and_follows_the_cursor() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "w")
        assert "SN-007 Furu comes first" in shown(app)
        assert "Due dates of critical" in shown(app)
        assert "this project's default" in shown(app)
        await press(pilot, "down")
        assert "SN-019 Bjørk is number 2" in shown(app)
        await press(pilot, "escape")
        assert "Computed" not in shown(app)


async def test_every_number_answers_why() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "W")
        said = board(app).query_one("#why").said()  # type: ignore[attr-defined]
        for rule in ("When something is overdue", "How many one caseworker", "What is counted on the board"):
            assert rule in " ".join(said.split())


async def test_enter_opens_the_participant_and_escape_comes_back() -> None:
    app = StillApp(language="en")
    app.views = {"SN-019": participant_view("019")}
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, ParticipantScreen)
        assert app.screen.code == "SN-019"
        await press(pilot, "escape")
        assert board(app).participants.row_id == "id-019"


async def test_g_and_a_letter_goes_somewhere() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "g", "k")
        assert "caseworker" in shown(app)
        await press(pilot, "g", "o")
        assert isinstance(app.screen, Dashboard)


async def test_help_comes_from_the_commands() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        for words in ("more filters", "phase, 0 is all", "lock the screen"):
            assert words in shown(app)
        await press(pilot, *["down"] * 12)  # longer than the screen
        assert "hidden on a shared screen" in shown(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, Dashboard)


async def test_a_keymap_moves_a_key_in_binding_footer_and_help() -> None:
    app = StillApp(language="en", keymap={"row.why": "y"})
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        assert "y why?" in shown(app).splitlines()[-1]
        await press(pilot, "y")
        assert "comes first" in shown(app)


async def test_somebody_elses_write_keeps_cursor_filter_and_scroll() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, *["down"] * 30)
        before = board(app).participants
        row, scrolled = before.row_id, before.scroll_offset
        still = overview()
        app.still = type(still)(
            **{name: getattr(still, name) for name in still.__struct_fields__} | {"last_change": 2}
        )
        app.something_changed(type("Changed", (), {"last_change": 2})())
        await wait_until(pilot, lambda: app.overview is not None and app.overview.last_change == 2)
        assert (before.row_id, before.scroll_offset) == (row, scrolled)


async def test_q_quits() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "q")
    assert app.return_code == 0


async def test_a_participant_is_counted_within_the_list_it_was_opened_from() -> None:
    app = StillApp(language="en")
    app.views = {row.person.code: participant_view() for row in overview().rows}
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "m", "end")
        last = codes(app)[-1]
        everybody = len(codes(app))
        await press(pilot, "enter")
        assert f"{everybody} of {everybody}" in shown(app).splitlines()[0]
        assert last == app.screen.code  # type: ignore[attr-defined]


async def test_an_empty_board_offers_no_way_back() -> None:
    app = StillApp(msgspec.structs.replace(overview(), rows=()), language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        assert "Esc" not in shown(app).splitlines()[-1]


async def test_a_notification_takes_the_place_of_the_one_before() -> None:
    app = StillApp(msgspec.structs.replace(overview(), rows=()), language="en")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "i", "d", "i", "d")
        assert len(app._notifications) == 1
