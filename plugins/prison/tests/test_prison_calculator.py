"""The sentence calculator: the dates of the rules themselves, as one types, about nobody and kept nowhere."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static

from exin_prison import columns
from exin_prison.calculating import ASKED, answers, imagined, typed_date, typed_days
from exin_prison.calculator import Calculator
from exin_prison.hooks import exin_widget
from exin_prison.sentence import Sentence
from exin_schema.vocabulary import Language
from exin_tui.partners.api import InsideContext

TODAY = dt.date(2026, 11, 27)
START = dt.date(2026, 3, 1)
RELEASE = dt.date(2027, 1, 1)


class Alone(App[None]):
    """The calculator without a board."""

    def __init__(self, language: Language = "en") -> None:
        super().__init__()
        self.calculator = Calculator(TODAY, language)

    def compose(self) -> ComposeResult:
        """It alone."""
        yield self.calculator

    def said(self, name: str = "answers") -> str:
        """What stands in it."""
        return str(self.calculator.query_one(f"#{name}", Static).visual)


@pytest.mark.parametrize("days", [73, 74, 90, 91, 365, 900, 12 * 365 + 1])
@pytest.mark.parametrize("remand", [0, 44])
def test_each_date_is_that_of_the_column_for_somebody_who_serves_it(days: int, remand: int) -> None:
    person = imagined(days, START, remand, RELEASE)
    said = {one.name: one for one in answers(person, TODAY, "en")}
    assert len(said) == len(ASKED) == 6
    for column in columns.ALL:
        computed = column.compute(person, TODAY)
        if column.id not in ASKED:
            assert computed is None
            continue
        assert computed is not None
        one = said[column.name.en]
        assert one.because == computed.because.say("en")
        assert bool(one.value) is isinstance(computed.value, dt.date)
        if isinstance(computed.value, dt.date):
            assert str(computed.value.year) in one.value
            assert "earliest possible – computed" in one.because
        assert "verified 2026-09-14" in one.source


@pytest.mark.parametrize(
    ("today", "nb", "en"),
    [
        (dt.date(2027, 9, 14), "kontrollert 14.9.2026", "verified 2026-09-14"),
        (
            dt.date(2027, 9, 15),
            "kontrollert 14.9.2026, mer enn 12 måneder siden",
            "verified 2026-09-14, more than 12 months ago",
        ),
    ],
)
def test_a_rule_that_was_verified_long_ago_says_so(today: dt.date, nb: str, en: str) -> None:
    person = imagined(365, START, 0, RELEASE)
    for language, said in (("nb", nb), ("en", en)):
        found = list(answers(person, today, language))  # type: ignore[arg-type]
        assert all(one.source.endswith(said) for one in found)
        assert found


def test_the_dates_are_the_arithmetic_of_the_sentence() -> None:
    said = {one.name: one.value for one in answers(imagined(365, START, 44, RELEASE), TODAY, "nb")}
    served = Sentence(365, START, 44)
    assert served.after(244) == dt.date(2026, 9, 17)
    assert said["Prøveløslatelse"] == "to. 17. sep. 2026"
    assert said["Lavere sikkerhet"] == ""  # a year before probation is before the start
    assert said["Halv tid"] == "lø. 18. juli 2026"
    assert said["Permisjon fra"] == said["Frigang fra"] == "on. 1. juli 2026"
    assert said["EK fra"] == "on. 1. juli 2026"


@pytest.mark.parametrize(
    ("written", "value", "wrong"),
    [("", None, False), (" 365 ", 365, False), ("1", 1, False), ("11000", 11000, False), ("0", None, True),
     ("11001", None, True), ("-5", None, True),
     ("ti", None, True), ("9" * 400, None, True), ("²", None, True)],
)  # fmt: skip
def test_days_are_within_what_the_fact_takes(written: str, value: int | None, wrong: bool) -> None:
    found = typed_days(written, "sentence_days")
    assert (found.value, found.wrong is not None) == (value, wrong)


@pytest.mark.parametrize(
    ("written", "value", "wrong"),
    [("1.3.2026", START, False), ("01.03.2026", START, False), ("2026-03-01", START, False),
     ("", None, False),
     ("30.2.2026", None, True), ("i dag", None, True), ("1.3.26", None, True), ("1.1.9999", None, True)],
)  # fmt: skip
def test_a_date_is_read_or_it_is_said_how(written: str, value: dt.date | None, wrong: bool) -> None:
    found = typed_date(written)
    assert (found.value, found.wrong is not None) == (value, wrong)


async def test_what_is_typed_is_answered_at_once_and_what_is_wrong_beside_its_field() -> None:
    app = Alone()
    async with app.run_test(size=(120, 40)) as pilot:
        assert "no participant is in it" in app.said()
        await pilot.press(*"365", "down", *"44", "enter", *"1.3.2026")
        await pilot.pause()
        assert "Thu 17 Sep 2026" in app.said()
        assert "2/3 of 365 is 243.33 days" in app.said()
        assert "The release date is unknown." in app.said()
        assert "The prison service decides." in app.said()
        await pilot.press("down", *"soon")
        await pilot.pause()
        assert "▲ Write the date as 1.3.2026." in app.said("release-said")
        assert "Thu 17 Sep 2026" in app.said()


async def test_at_80_by_24_the_dates_have_no_arithmetic_and_are_scrolled() -> None:
    app = Alone("nb")
    async with app.run_test(size=(78, 19)) as pilot:
        await pilot.press(*"365", "tab", "tab", *"1.3.2026")
        await pilot.pause()
        assert "rundet opp" not in app.said()
        assert "tidligst mulig – beregnet" in app.said()
        await pilot.press("pagedown")
        await pilot.pause()
        assert app.calculator.query_one("VerticalScroll").scroll_y > 0


def test_the_hook_gives_it_the_day_and_the_language_and_nobody() -> None:
    made = exin_widget(InsideContext((), TODAY, language="en"))()
    assert isinstance(made, Calculator)
    assert (made.today, made.language) == (TODAY, "en")


def test_the_hooks_import_no_screen() -> None:
    code = "import exin_prison.hooks, sys; print([one for one in sys.modules if one.startswith('textual')])"
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "[]\n"
