"""``g`` and a letter: where one can go, with the letters in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exin_tui.language import text
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from exin_tui.tui.going_app import GoingApp


def places(app: GoingApp) -> list[Choice]:
    """Everywhere one can go, each with a letter; the partners have theirs before the team's own screens."""
    say = app.look.say
    found = [Choice("o", say(text("Overview")), "overview", beside="F2")]
    taken = {"o", "k"}
    for number, partner in enumerate(app.tabbed):
        title = say(partner.tab)
        letter = _free("".join(filter(str.isalpha, title.lower())), taken)
        words = f"▲ {title}" if partner.missed else title
        found.append(Choice(letter, words, str(number), beside=f"F{3 + number}" if number < 3 else ""))
    return [
        *found,
        Choice("k", say(text("Capacity")), "capacity", beside="F6"),
        Choice(_free("supdt", taken), say(text("Stand-up")), "standup", beside="s"),
        Choice(_free("uw", taken), say(text("Week")), "week", beside="u"),
        Choice(_free("lm", taken), say(text("Outcomes to log")), "outcomes", beside="U"),
        Choice(_free("abd", taken), say(text("Address book")), "book", beside="B"),
        Choice(_free("eat", taken), say(text("Ended follow-ups")), "closed"),
        Choice(_free("prhijy", taken), say(text("Partners")), "partners", beside="P"),
        Choice(_free("wg", taken), say(text("Weekly review")), "weekly", beside="F7"),
        Choice(_free("mrv", taken), say(text("Monthly review")), "monthly", beside="F8"),
    ]


def _free(wished: str, taken: set[str]) -> str:
    """The first of the letters that nobody has."""
    letter = next((sign for sign in f"{wished}bcdefghijklmnpqrstuvwxyz" if sign not in taken), "?")
    taken.add(letter)
    return letter


class GoTo(Menu):
    """The places as a sheet."""

    def __init__(self, look: Look, where: list[Choice]) -> None:
        super().__init__(look.say(text("Go to")), look.say(text("close")), where)
