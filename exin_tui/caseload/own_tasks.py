"""The tasks that the programme itself makes: their keys, and their words.

They are stored by key, so that they are said in the language of whoever reads them. Typed tasks have a title.
"""

from __future__ import annotations

from collections.abc import Mapping

from exin_schema.programme import Programme
from exin_tui.language import Sayable, text

TELL_RELEASE = "exin.tell_release"
"""Tell the partners that the release date, or its standing, is another (NAV often hears late [E])."""
EARLIER_PLAN = "exin.earlier_plan"
"""Imprisoned again: the earlier plan is gone through [A]."""
SAME_DAY = "exin.same_day."
"""The list of an unplanned release, one task a line, numbered from 1 in the programme's order [S]."""
TELL_CLOSING = "exin.tell_closing."
"""Tell one line of the consent form that the follow-up ends [G]."""
TELL_LOST = "exin.tell_lost."
"""Tell one line that EX/IN has lost contact (drop-out) [G]."""
CLOSING_TALK = "exin.closing_talk"
"""Independence: a closing talk [G]."""
CLOSING_MESSAGE = "exin.closing_message"
"""Drop-out: the participant is told by message [G]."""


def own_task_titles(programme: Programme) -> Mapping[str, Sayable]:
    """The words of these tasks, by key."""
    titles: dict[str, Sayable] = {
        TELL_RELEASE: text("Tell the partners about the release date"),
        EARLIER_PLAN: text(
            "Go through the earlier plan: what still holds, what can go on inside, why did it not work"
        ),
        CLOSING_TALK: text("A closing talk; the door stays open"),
        CLOSING_MESSAGE: text(
            "Tell the participant by message that follow-up ends and that EX/IN can always be contacted again"
        ),
    }
    for number, words in enumerate(programme.unplanned_release, start=1):
        titles[f"{SAME_DAY}{number}"] = words.label
    for line in programme.consents:
        titles[TELL_CLOSING + line.key] = text("Tell {line} that the follow-up ends", line=line.name)
        titles[TELL_LOST + line.key] = text(
            "Tell {line} that contact is lost, and ask whether the participant wants more", line=line.name
        )
    return titles


def own_sensitive_tasks(programme: Programme) -> frozenset[str]:
    """The keys of those whose words would say something about the person on a shared screen.

    A line that not every participant has signed for is named only where names are (decision 0003).
    """
    lines = [line.key for line in programme.consents if not (line.mandatory or line.at_release)]
    return frozenset(prefix + line for prefix in (TELL_CLOSING, TELL_LOST) for line in lines)
