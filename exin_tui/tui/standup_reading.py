"""What the stand-up's screen reads in its thread: where the stand-up is, and the news of who is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.caseload.labels import Labels
    from exin_tui.caseload.standup_news import News
    from exin_tui.caseload.standup_summary import Summary
    from exin_tui.caseload.standups import Standup


class Read(NamedTuple):
    """One snapshot."""

    standup: Standup | None
    news: tuple[News, ...] = ()
    """Of whoever is shown, since the last stand-up."""
    summary: Summary | None = None
    """Behind the last participant."""


def reader(standup_id: str, labels: Labels) -> Callable[[Connection], Read]:
    """Reads one stand-up; with an empty id whichever was begun last."""

    def read(connection: Connection) -> Read:
        from exin_tui.caseload.standup_news import news_of
        from exin_tui.caseload.standup_summary import summary_of
        from exin_tui.caseload.standups import load_standup, open_standup

        found = load_standup(connection, standup_id) if standup_id else open_standup(connection)
        if found is None:
            return Read(None)
        entry = found.current
        if entry is None:
            return Read(found, summary=summary_of(connection, found, labels=labels))
        if found.since_change is None:
            return Read(found)
        return Read(found, news_of(connection, entry.person.id, after=found.since_change, labels=labels))

    return read
