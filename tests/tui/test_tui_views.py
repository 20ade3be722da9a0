"""A partner's own view in its tab: what is seen at every size, and what `w` answers about a line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from exin_schema.vocabulary import Language
from exin_tui.language import text
from exin_tui.partners.calling import Failure
from exin_tui.partners.discovery import installed_partners
from exin_tui.partners.view_seen import Viewed
from exin_tui.tui.screens.participant import ParticipantScreen
from exin_tui.tui.widgets.line_list import LineList
from exin_tui.tui.widgets.view_list import ViewList
from exin_tui.tui.widgets.why_panel import WhyPanel
from tests.tui.builder import participant_view
from tests.tui.conftest import shown
from tests.tui.still_app import StillApp
from tests.tui.views_builder import panel, partner, tab, viewed
from tests.tui.waiting import press, ready, wait_until

HIDDEN = ("Jonas", "Berg", "Halden", "Holmlia", "norsk", "AAP", "sperret", "2002", "elseavklarer")
"""Names, places, written text, what is given for illness, and years of birth of the invented people."""
KEYS = {"prison": "f3", "nav": "f4", "school": "f5"}


class ViewsApp(StillApp):
    """Answers with the invented caseload of `views_builder`, at once."""

    failing: Failure | None = None

    def rows_are_there(self) -> None:
        """No partner's rules are asked here."""

    def read_with(self, read: Any, done: Any) -> Any:  # noqa: ARG002
        if "read_left_over" in done.__qualname__:
            return  # nobody has anything of a partner that is gone
        screen: Any = self.screen
        own = screen.partner.manifest.id if hasattr(screen, "partner") else screen.tab.partition(":")[2]
        self.call_later(done, self._answer(done.__name__, own))

    def _answer(self, asked: str, own: str) -> Any:
        if asked == "_read":
            return tab(own)
        if asked == "read_it":
            return panel(own, "2"), viewed(own, "2")
        if asked in {"_columns_were_read", "columns_read"}:
            return None  # what is computed is looked at in test_tui_computed_columns
        if self.failing is not None:
            return Viewed(own, partner(own).name, self.today, failure=self.failing)
        return viewed(own)


def app_of(language: Language = "nb", **options: Any) -> ViewsApp:
    return ViewsApp(partners=installed_partners(), language=language, **options)


def view(pilot: Pilot[Any]) -> ViewList:
    return pilot.app.screen.query_one("#view", ViewList)


async def opened(pilot: Pilot[Any], own: str) -> None:
    await ready(pilot)
    await press(pilot, KEYS[own])
    await wait_until(pilot, lambda: view(pilot).entries)
    await pilot.pause()


@pytest.mark.parametrize("own", list(KEYS))
@pytest.mark.parametrize(("size", "language"), [((80, 24), "nb"), ((120, 40), "nb"), ((120, 40), "en")])
async def test_the_three_tabs_while_the_screen_is_shared(
    golden: Callable[[str, str], None], own: str, size: tuple[int, int], language: Language
) -> None:
    app = app_of(language)
    async with app.run_test(size=size) as pilot:
        await opened(pilot, own)
        above_the_keys = shown(app).rstrip("\n").rpartition("\n")[0]
        golden(f"view-{own}-{size[0]}x{size[1]}-{language}", above_the_keys + "\n")


@pytest.mark.parametrize("own", list(KEYS))
@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (200, 60)])
async def test_nothing_personal_stands_in_a_shared_view_at_any_size(own: str, size: tuple[int, int]) -> None:
    app = app_of()
    async with app.run_test(size=size) as pilot:
        await opened(pilot, own)
        said = shown(app) + view(pilot).said() + pilot.app.screen.query_one("#aside", ViewList).said()
        for hidden in (
            "Jonas",
            "Berg",
            "Halden",
            "Holmlia",
            "norsk",
            "AAP",
            "sperret",
            "2002",
            "elseavklarer",
        ):
            assert hidden not in said
        assert "SN-007" in said
        assert all(len(line) <= size[0] for line in shown(app).splitlines())


async def test_open_the_view_names_people_and_withholds_a_protected_place() -> None:
    app = app_of(screened=False)
    async with app.run_test(size=(200, 60)) as pilot:
        await opened(pilot, "prison")
        lines = {line[:9].strip(): line for line in view(pilot).said().splitlines()}
        assert "Jonas Berg" in lines["SN-007 Jo"]
        assert "Halden" in lines["SN-007 Jo"]
        assert "▒ sperret" in lines["SN-018 Is"]


@pytest.mark.parametrize(("own", "word"), [("prison", "mangler"), ("school", "mangler")])
async def test_what_a_consent_lacks_stands_beside_the_participant(own: str, word: str) -> None:
    app = app_of()
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, own)
        lines = view(pilot).said().splitlines()
        assert [word in line for line in lines if "SN-031" in line] == [True]
        assert [word in line for line in lines if "SN-007" in line] == [False]


async def test_in_a_narrow_column_the_consent_is_a_symbol_that_is_said_below() -> None:
    app = app_of()
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, "nav")
        lines = app.screen.query_one("#aside", ViewList).said().splitlines()
        assert next("▲" in line for line in lines if "SN-031" in line)
        assert "▲ Samtykke: mangler, trukket" in lines


async def test_w_answers_about_the_line_with_rule_inputs_source_certainty_and_date() -> None:
    app = app_of()
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, "school")
        view(pilot).go_to(next(one.id for one in view(pilot).entries if one.id.startswith("SN-007")))
        await press(pilot, "w")
        said = app.screen.query_one(WhyPanel).said()
        for line in (
            "SN-007 Furu",
            "Ungdomsrett til lø. 31. juli 2027",
            "fyller 24 i 2026",
            "opplæringslova § 5-1",
            "A  lovteksten er lest",
            "14. sep. 2026",
            "«til fylte 25»",
        ):
            assert line in said
        whole = " ".join(said.split())
        assert "Retten til videregående gjelder til den er fullført" in whole
        assert "Regnet ut her, ikke vedtatt. Skolen avgjør." in whole
        await press(pilot, "down")
        assert "SN-007" not in app.screen.query_one(WhyPanel).said()


async def test_a_line_of_which_nothing_was_computed_shows_the_partners_rules() -> None:
    app = app_of()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "nav")
        await press(pilot, "w")
        for entry in [one for one in view(pilot).entries if one.id]:
            view(pilot).go_to(entry.id)
            row = view(pilot).row
            if row is not None and not row.answers and not row.task:
                break
        await pilot.pause()
        assert app.screen.query_one(WhyPanel).subject == "NAV"
        await press(pilot, "escape")
        assert not app.screen.has_class("-answering")


async def test_tab_goes_from_the_view_to_what_stands_beside_it_and_to_the_lists_of_the_partner() -> None:
    app = app_of()
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, "nav")
        seen = []
        for _ in range(5):
            seen.append(app.focused.id if app.focused else "")
            await press(pilot, "tab")
        assert seen == ["view", "aside", "tasks", "facts", "view"]
        await press(pilot, "shift+tab", "shift+tab")
        assert app.focused is not None
        assert app.focused.id == "facts"
        assert app.screen.query_one("#facts").display


async def test_enter_opens_whose_line_it_is() -> None:
    app = app_of()
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, "prison")
        app.views["SN-007"] = participant_view("007")
        await press(pilot, "down")
        assert view(pilot).row_id.startswith("SN-007@")
        await press(pilot, "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, ParticipantScreen))
        assert app.screen.code == "SN-007"  # type: ignore[attr-defined]
        await wait_until(pilot, lambda: getattr(app.screen, "tab", "") == "partner:prison")


async def test_a_partners_panel_on_a_participant_shows_its_view_and_answers_about_a_line() -> None:
    app = app_of()
    app.views["SN-007"] = participant_view("007")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        app.open_participant("SN-007")
        await wait_until(pilot, lambda: getattr(app.screen, "view", None) is not None)
        app.screen.action_show_tab("partner:prison")  # type: ignore[attr-defined]
        await wait_until(pilot, lambda: "Soningsløp" in shown(app))
        assert "tidligst mulig – beregnet" in shown(app)
        rows = app.screen.query_one("#rows", LineList)
        lines = rows.said().splitlines()
        where = next(n for n, line in enumerate(lines) if line.startswith("Prøveløslatelse"))
        rows.go_to(rows.entries[where].id)
        await pilot.pause()
        said = " ".join(app.screen.query_one(WhyPanel).said().split())
        for words in (
            "Prøveløslatelse kan gis ved 2/3",
            "2/3 av 700 er 466,67 dager, rundet opp til 467",
            "§ 42",
        ):
            assert words in said
        assert "Regnet ut her, ikke vedtatt. Kriminalomsorgen avgjør." in said
        await press(pilot, "w")
        assert not app.screen.has_class("-answering")


async def test_the_head_follows_the_scroll() -> None:
    app = app_of()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "nav")
        assert "Oppgaver etter steg" in shown(app).splitlines()[2]
        await press(pilot, "end")
        await wait_until(pilot, lambda: "Oppgaver etter steg" not in shown(app).splitlines()[2])


async def test_the_time_axis_is_scaled_and_moved_by_keys() -> None:
    app = app_of()
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, "prison")
        head = shown(app).splitlines()[2]
        assert "ett tegn er en uke" in head
        before = shown(app)
        await press(pilot, "Z")
        await wait_until(pilot, lambda: "ett tegn er 2 uker" in shown(app).splitlines()[2])
        await press(pilot, "z")
        await wait_until(pilot, lambda: shown(app) == before)
        now = shown(app).splitlines()[4].index("┃")
        await press(pilot, "right")
        await wait_until(pilot, lambda: shown(app).splitlines()[4].index("┃") == now - 8)
        await press(pilot, "left")
        await wait_until(pilot, lambda: shown(app) == before)


async def test_a_view_that_failed_says_whose_and_which_and_the_rest_of_the_tab_is_there() -> None:
    app = app_of()
    app.failing = Failure(
        "nav", "exin_team_view", text("{error}.", error="ZeroDivisionError"), set_aside=True
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "nav")
        assert "▲ NAV: visningen kunne ikke lages." in shown(app)
        assert "ZeroDivisionError." in shown(app)
        assert "ikke spurt igjen før neste start" in shown(app)
        await press(pilot, "tab")
        assert app.focused is not None
        assert app.focused.id == "tasks"
        assert "Ingen åpne oppgaver." in shown(app)


async def test_an_empty_caseload_says_so() -> None:
    app = app_of()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "prison")
        app.screen._view_was_read(viewed("prison", people=()))  # type: ignore[attr-defined]
        await pilot.pause()
        assert "Ingen er inne." in shown(app)
