"""``g`` and a letter: where one can go, with the letters in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exin_tui.language import text
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from exin_tui.tui.going_app import GoingApp


def places(app: GoingApp) -> list[Choice]:
    """Overview, the partners by the first letter of theirs that is free, capacity."""
    say = app.look.say
    found = [Choice("o", say(text("Overview")), "overview", beside="F2")]
    taken = {"o", "k", "u", "a", "l"}
    for number, partner in enumerate(app.shown_partners):
        title = say(partner.manifest.tab if partner.manifest.tab is not None else partner.manifest.name)
        letter = next(
            (sign for sign in f"{title.lower()}abcdefgh" if sign.isalpha() and sign not in taken), "?"
        )
        taken.add(letter)
        found.append(Choice(letter, title, str(number), beside=f"F{3 + number}" if number < 3 else ""))
    letter = next(sign for sign in "spdt" if sign not in taken)
    standup = Choice(letter, say(text("Stand-up")), "standup", beside="s")
    return [
        *found,
        Choice("k", say(text("Capacity")), "capacity", beside="F6"),
        standup,
        Choice("u", say(text("Week")), "week", beside="u"),
        Choice("l", say(text("Outcomes to log")), "outcomes", beside="U"),
        Choice("a", say(text("Address book")), "book", beside="B"),
    ]


class GoTo(Menu):
    """The places as a sheet."""

    def __init__(self, look: Look, where: list[Choice]) -> None:
        super().__init__(look.say(text("Go to")), look.say(text("close")), where)
