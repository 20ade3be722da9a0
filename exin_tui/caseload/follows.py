"""What a person should hear of a command's answer: what moved, who is to be told, what to know.

The same sentences on the screen and on the command line. A sensitive item is not named: the sentences may
stand on a shared screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from exin_tui.language import Sayable, join, text
from exin_tui.privacy.screening import SENSITIVE_ITEM

if TYPE_CHECKING:
    from exin_tui.caseload.labels import Labels


def follows(answer: object, labels: Labels) -> Iterator[Sayable]:
    """The sentences that ``answer`` calls for, in order; none when nothing follows."""
    moved = getattr(answer, "moved", ())
    dates = [each for each in moved if each.before != each.after]
    if dates:
        yield text("Due dates that moved: {number}", number=len(dates))
    for each in moved:
        if each.done is not None:
            label, sensitive, _ = labels.item_label(each.list, each.key)
            item = SENSITIVE_ITEM if sensitive else label
            yield (
                text("Done by itself: {item}", item=item)
                if each.done
                else text("Open again: {item}", item=item)
            )
    told = getattr(answer, "told", ())
    if told:
        yield text("To be told: {partners}", partners=join(tuple(each.name for each in told)))
    yield from _reminders(answer)
    for why in (*getattr(answer, "cautions", ()), *getattr(answer, "warnings", ())):
        yield why.because
    for alert in getattr(answer, "alerts", ()):
        yield alert.message
    for refusal in getattr(answer, "missing", ()):
        yield refusal.message
    for clash in getattr(answer, "clashes", ()):
        yield text("At the same time: {what}", what=join(clash.with_whom))


def _reminders(answer: object) -> Iterator[Sayable]:
    owed = getattr(answer, "discuss_by", None)
    if owed is not None:
        yield text("The discussion is owed by {by}.", by=owed)
    if getattr(answer, "ask_in_writing", False):
        yield text("Ask for the refusal in writing: one that comes late blocks the complaint.")
