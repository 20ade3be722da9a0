"""The five themes can be read, by the numbers."""

from __future__ import annotations

import colorsys

import pytest

from exin_tui.tui.themes import MONO_THEME, TOKENS, choose_theme, themes
from tests.tui.still_app import StillApp
from tests.tui.waiting import ready


def channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def luminance(colour: str) -> float:
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in channels(colour)
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", TOKENS)
@pytest.mark.parametrize("ink", ["text", "muted", "overdue", "soon"])
@pytest.mark.parametrize("ground", ["background", "cursor"])
def test_words_reach_four_and_a_half_to_one(theme: str, ink: str, ground: str) -> None:
    assert contrast(TOKENS[theme][ink], TOKENS[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", TOKENS)
@pytest.mark.parametrize("neutral", ["background", "surface", "rule"])
def test_neutrals_do_not_turn_teal_at_256_colours(theme: str, neutral: str) -> None:
    red, green, blue = channels(TOKENS[theme][neutral])
    lightness, saturation = colorsys.rgb_to_hls(red, green, blue)[1:]
    assert saturation < 0.15 or lightness > 0.9 or lightness < 0.1 or saturation < 0.45


def test_without_colour_the_alarm_is_the_brightest() -> None:
    mono = TOKENS[MONO_THEME]
    assert luminance(mono["overdue"]) >= max(luminance(mono[ink]) for ink in ("text", "muted", "soon"))
    assert all(len(set(channels(colour))) == 1 for colour in mono.values())


@pytest.mark.parametrize(
    ("asked", "no_color", "chosen"),
    [
        (None, False, ("exin-dark", True)),
        ("light", False, ("exin-light", True)),
        ("exin-contrast", False, ("exin-contrast", True)),
        ("exin-light", True, ("exin-mono", True)),
        ("solarized", False, ("exin-dark", False)),
    ],
)
def test_the_theme_that_is_asked_for(asked: str | None, no_color: bool, chosen: tuple[str, bool]) -> None:
    assert choose_theme(asked, no_color=no_color) == chosen


def test_five_themes_carry_every_token() -> None:
    assert [theme.name for theme in themes()] == list(TOKENS)
    assert all(set(TOKENS["exin-dark"]) <= set(theme.variables) for theme in themes())


@pytest.mark.parametrize("theme", TOKENS)
async def test_every_theme_paints(theme: str) -> None:
    app = StillApp(theme=theme)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        assert app.theme == theme
        assert app.screen.styles.background.hex.lower() == TOKENS[theme]["background"]


async def test_an_unknown_theme_falls_back_and_says_so() -> None:
    app = StillApp(theme="solarized", language="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert app.theme == "exin-dark"
        assert any("no such theme" in one.message for one in app._notifications)
