"""Where there is too little room the deciding word stays: what is missing, when, what is in the way."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from exin_schema.vocabulary import ConsentStatus, Label, Language
from exin_tui.privacy.screening import Screening
from exin_tui.reports.pace import Pace
from exin_tui.reports.weekly import FollowUp, Weekly
from exin_tui.tui.ink import Span, line_width, short, words
from exin_tui.tui.look import Look
from exin_tui.tui.partner_rows import _panel_fact
from exin_tui.tui.screens.participant import ParticipantScreen
from exin_tui.tui.widgets.due import due_line
from exin_tui.tui.widgets.line_list import LineList, Prose, fixed
from exin_tui.tui.widgets.participant_head import consent_line
from exin_tui.tui.widgets.standup_parts import due_line as standup_due_line
from exin_tui.tui.widgets.weekly_lines import weekly_lines
from tests.tui.builder import TODAY, overview, participant_view
from tests.tui.conftest import shown
from tests.tui.still_app import StillApp
from tests.tui.waiting import press, ready


def look(language: Language) -> Look:
    return Look(language, TODAY, Screening(language=language), "KN")


def many_consents(missing: int) -> list[object]:
    first = participant_view().consents[0]
    names = ["Kriminalomsorgen (prison)", "NAV", "Lawyer", "Voluntary organisations", "School (GVO)", "GP"]
    return [
        msgspec.structs.replace(
            first, line=name, label=Label(name, name), mandatory=True,
            status=ConsentStatus.MISSING if number >= len(names) - missing else ConsentStatus.ACTIVE,
        )
        for number, name in enumerate(names)
    ]  # fmt: skip


@pytest.mark.parametrize("width", range(40, 140, 7))
def test_what_is_missing_comes_first_and_what_has_no_room_is_counted(width: int) -> None:
    said = words(consent_line(many_consents(2), look("en"), width))  # type: ignore[arg-type]
    assert said.startswith("Consent  ▲ School missing")
    assert "GP missing" in said or "✓" not in said
    told = sum(said.count(mark) for mark in "▲✓")
    left = int(said.rpartition("+")[2]) if "+" in said else 0
    assert told + left == 6
    assert "…" not in said


def test_missing_consents_that_have_no_room_are_counted_as_loudly() -> None:
    line = consent_line(many_consents(6), look("en"), 40)  # type: ignore[arg-type]
    assert line[-1].text.startswith("+")
    assert line[-1].ink == "overdue"


def test_an_explanation_in_brackets_goes_before_any_word() -> None:
    assert short("Contact at the probation service (friomsorgen)", 44) == "Contact at the probation service"
    assert short("Contact at NAV (local)", 44) == "Contact at NAV (local)"


@pytest.mark.parametrize("width", [60, 76, 110])
def test_the_label_of_a_fact_is_whole_beside_its_value(width: int) -> None:
    label = "Half-time probation on special grounds"
    assert words(_panel_fact(label, "applied for", 40)(width)).startswith(f"{label}  applied for")


def test_prose_takes_as_many_rows_as_it_has_lines() -> None:
    rows = LineList()
    sentence = "For å tas inn trengs signert samtykke for: Kriminalomsorgen, NAV, Advokat og flere andre."
    rows.show([("", fixed((Span("Decision"),))), ("", Prose(Span("▲  ", "overdue"), sentence))])
    drawn = [words(rows.draw(entry.payload, 40)) for entry in rows.entries]
    assert len(drawn) > 3
    assert " ".join(" ".join(drawn[1:]).replace("▲", "").split()) == sentence


async def test_what_stands_below_the_last_row_can_be_reached_with_the_keys() -> None:
    app = StillApp(language="en")
    app.views = {"SN-007": participant_view()}
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "enter")
        screen = app.screen
        assert isinstance(screen, ParticipantScreen)
        screen.action_show_tab("tasks")
        lines = [(f"row{number}", fixed((Span(f"row {number}"),))) for number in range(30)]
        screen.rows.show([*lines, ("", Prose(Span("▲  "), "what stands in the way of it"))])
        await press(pilot, "end")
        assert "what stands in the way" in shown(app)


@pytest.mark.parametrize("language", ["nb", "en"])
async def test_the_weekly_review_says_every_date_and_number_on_a_small_screen(language: Language) -> None:
    row = msgspec.structs.replace(participant_view().row, done=11, total=21, overdue=12)
    assert row.release.on == dt.date(2026, 12, 9)
    pace = Pace(weeks=(1, 1, 1, 1), now=1.1, before=0.4, failed=2)
    one = FollowUp(row=row, pace=pace, silent=12, gap=14, unlogged=(), proposal=None, to_raise=())
    lines = [line for _, line in weekly_lines(Weekly(TODAY, "KN", (one,)), look(language), 75)]
    assert all(line_width(line) <= 75 for line in lines)
    said = "\n".join(words(line) for line in lines)
    assert "…" not in said
    for part in (
        {"nb": "løslatelse 9. des.", "en": "release 9 Dec"}[language],
        "0,4" if language == "nb" else "0.4",
    ):
        assert part in said


def test_what_is_due_goes_by_its_short_name_on_the_board_and_in_the_stand_up() -> None:
    name = "Consent form (minimum: kriminalomsorgen, NAV, friomsorgen)"
    row = msgspec.structs.replace(overview().due[0], label=Label(name, name), sensitive=False)
    assert "Consent form  " in words(due_line(row, look("en"), 40))
    assert "Consent form  " in words(standup_due_line(row, look("en"), 37, here=False))
