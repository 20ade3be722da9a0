"""The tabs of the participant's screen are values: one more is one more, and nothing else has to know it."""

from __future__ import annotations

import pytest

from exin_tui.caseload.models import ParticipantView
from exin_tui.language import Label
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.ink import Span
from exin_tui.tui.participant_tabs.tab import Answer, Tab
from exin_tui.tui.screens import participant
from exin_tui.tui.screens.open_person import OpenPerson
from exin_tui.tui.widgets.line_list import Rows, fixed
from exin_tui.tui.widgets.why_panel import WhyPanel
from tests.tui.builder import participant_view
from tests.tui.conftest import shown
from tests.tui.still_app import StillApp
from tests.tui.waiting import press, ready


class Letters(Tab[OpenPerson]):
    """A tab that only shows, and answers."""

    id = "letters"
    title = Label("Brev", "Letters")
    where = Where.SUMMARY

    def number(self, view: ParticipantView) -> str:
        """Of whom."""
        return view.row.person.code

    def rows(self, at: OpenPerson, view: ParticipantView) -> Rows:  # noqa: ARG002 - they are the same for all
        """Two."""
        return [("letter:1", fixed((Span("From the court"),))), ("letter:2", fixed((Span("From NAV"),)))]

    def answer(self, at: OpenPerson, view: ParticipantView) -> Answer:  # noqa: ARG002 - the row is enough
        """Which one."""
        row = at.row_at(self.where)
        return "", lambda _: [(Span(f"about {row}"),)]


async def test_a_tab_more_is_a_value_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(participant, "TABS", (*participant.TABS, Letters()))
    app = StillApp(language="en")
    app.views = {"SN-007": participant_view()}
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "enter")
        assert "Letters SN-007" in shown(app)
        await press(pilot, "shift+tab")
        assert "From the court" in shown(app)
        assert "about letter:1" in app.screen.query_one(WhyPanel).said()
        await press(pilot, "down")
        assert "about letter:2" in app.screen.query_one(WhyPanel).said()
        await press(pilot, "tab")
        assert "Housing settled" in shown(app)
        assert "From the court" not in shown(app)


def test_every_tab_has_an_id_and_a_place_of_its_own() -> None:
    ids = [tab.id for tab in participant.TABS]
    assert len(set(ids)) == len(ids)
    assert len(set(participant.OF_TABS)) == len(ids)
    assert {tab.where for tab in participant.TABS} <= set(participant.ParticipantScreen.WHERE)
