"""What a person should hear of a command's answer: what moved, who is to be told, what to know.

The same sentences on the screen and on the command line. A sensitive item is not named: the sentences may
stand on a shared screen.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from exin_tui.language import Sayable, join, text
from exin_tui.privacy.screening import SENSITIVE_ITEM
from exin_tui.programme.values import Release

if TYPE_CHECKING:
    from exin_tui.caseload.due_dates import Moved
    from exin_tui.caseload.labels import Labels
    from exin_tui.caseload.told import ToTell

_COUNTED = (
    ("items", text("Items of the start checklist")),
    ("consents_ended", text("Consents that end")),
    ("meetings_called_off", text("Meetings called off")),
    ("meetings", text("Meetings that changed hands")),
    ("driven", text("Meetings without a driver")),
    ("tasks", text("Tasks that changed hands")),
    ("items_given", text("Items that changed hands")),
)
MOVED_SHOWN = 4
"""So many dates that moved are told one by one; the rest are counted."""


def follows(answer: object, labels: Labels) -> Iterator[Sayable]:
    """The sentences that ``answer`` calls for, in order; none when nothing follows."""
    yield from _dates(answer, labels)
    yield from _release(answer)
    for name, words in _COUNTED:
        number = getattr(answer, name, 0)
        if isinstance(number, int) and number:
            yield text("{words}: {number}", words=words, number=number)
    told = getattr(answer, "told", ())
    if told:
        names = tuple(each.name for each in on_a_shared_screen(told, labels))
        yield text("To be told: {partners}", partners=join(names))
    yield from _reminders(answer)
    yield from _to_know(answer)


def on_a_shared_screen(told: Iterable[ToTell], labels: Labels) -> tuple[ToTell, ...]:
    """Who is to be told; a line of the team's own that betrays health or drugs is not named."""
    return tuple(
        dataclasses.replace(each, name=SENSITIVE_ITEM) if labels.line_sensitive(each.line) else each
        for each in told
    )


def _dates(answer: object, labels: Labels) -> Iterator[Sayable]:
    """Due dates that moved, and items that were done or opened by it."""
    moved = getattr(answer, "moved", ())
    dates = [each for each in moved if each.before != each.after]
    if dates:
        yield text("Due dates that moved: {number}", number=len(dates))
        yield from (_moved(each, labels) for each in dates[:MOVED_SHOWN])
    for each in moved:
        if each.done is not None:
            item = _item(each, labels)
            yield (
                text("Done by itself: {item}", item=item)
                if each.done
                else text("Open again: {item}", item=item)
            )


def _to_know(answer: object) -> Iterator[Sayable]:
    """What should be known, without anything being in the way."""
    for why in (*getattr(answer, "cautions", ()), *getattr(answer, "warnings", ())):
        yield why.because
    for alert in getattr(answer, "alerts", ()):
        yield alert.message
    for refusal in getattr(answer, "missing", ()):
        yield refusal.message
    for clash in getattr(answer, "clashes", ()):
        yield clash.sentence()


def _reminders(answer: object) -> Iterator[Sayable]:
    owed = getattr(answer, "discuss_by", None)
    if owed is not None:
        yield text("The discussion is owed by {by}.", by=owed)
    if getattr(answer, "ask_in_writing", False):
        yield text("Ask for the refusal in writing: one that comes late blocks the complaint.")


def _release(answer: object) -> Iterator[Sayable]:
    """The release date that stands now, when it is another."""
    before, after = getattr(answer, "before", None), getattr(answer, "after", None)
    if not isinstance(after, Release) or not isinstance(before, Release):
        return
    if (before.on, before.standing) != (after.on, after.standing):
        yield after.why.because


def _item(each: Moved, labels: Labels) -> Sayable:
    if each.list is None:
        return SENSITIVE_ITEM if labels.task_sensitive(each.key) else labels.task_title(each.key, "")
    label, sensitive, _ = labels.item_label(each.list, each.key)
    return SENSITIVE_ITEM if sensitive else label


def _moved(each: Moved, labels: Labels) -> Sayable:
    item = _item(each, labels)
    if each.after is None:
        return text("{item}: no due date any more", item=item)
    if each.before is None:
        return text("{item}: due {after}", item=item, after=each.after)
    return text("{item}: {before} → {after}", item=item, before=each.before, after=each.after)
