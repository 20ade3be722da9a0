"""What a stand-up shows of whoever is discussed: a value, put together from what was read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from exin_schema.vocabulary import Mark, ReviewState
from exin_tui.caseload.models import DueRow, MeetingRow, Overview, ParticipantRow
from exin_tui.caseload.standup_news import News
from exin_tui.caseload.standups import Standup
from exin_tui.privacy.screening import Screening
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Alert
from exin_tui.tui.look import Look


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that the stand-up's screen paints."""

    standup: Standup
    now: dt.datetime
    row: ParticipantRow | None
    """None: everybody was settled, or whoever is shown has left the board."""
    due: tuple[DueRow, ...] = ()
    """Overdue and due within the span of "soon"; worst first."""
    meetings: tuple[MeetingRow, ...] = ()
    """Today's and tomorrow's."""
    news: tuple[News, ...] = ()
    cursor: int = 0
    """Which line of ``due``."""
    following: bool = False
    """Somebody else's stand-up on a wall: nothing can be done, and nothing is said of custody."""

    @property
    def overdue(self) -> tuple[DueRow, ...]:
        """Due before today."""
        return tuple(row for row in self.due if row.mark is Mark.OVERDUE)

    @property
    def this_week(self) -> tuple[DueRow, ...]:
        """Due today and within the span of "soon"."""
        return tuple(row for row in self.due if row.mark is not Mark.OVERDUE)

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """Those about the participant; an exceeded capacity is the caseworker's."""
        return tuple(one for one in self.row.alerts if one.code != RuleId.CAPACITY) if self.row else ()

    @property
    def ticked(self) -> DueRow | None:
        """What the cursor is on."""
        return self.due[self.cursor] if 0 <= self.cursor < len(self.due) else None

    @property
    def running(self) -> bool:
        """The clock runs."""
        return self.standup.state is ReviewState.RUNNING


def scene_of(
    standup: Standup,
    overview: Overview,
    news: tuple[News, ...],
    *,
    now: dt.datetime,
    cursor: int = 0,
    following: bool = False,
) -> Scene:
    """The scene of whoever the stand-up has come to."""
    entry = standup.current
    who = entry.person.id if entry is not None else ""
    row = next((one for one in overview.rows if one.person.id == who), None)
    due = tuple(one for one in overview.due if one.person is not None and one.person.id == who)
    tomorrow = overview.today + dt.timedelta(days=1)
    meetings = tuple(
        one
        for one in overview.meetings
        if one.person is not None and one.person.id == who and one.starts_at.date() <= tomorrow
    )
    cursor = min(max(cursor, 0), max(0, len(due) - 1))
    return Scene(standup, now, row, due, meetings, news, cursor, following)


def shared_look(look: Look) -> Look:
    """``look`` for a wall: screened whatever the board shows, with the alias and nobody revealed."""
    before = look.screening
    return replace(look, screening=Screening(screened=True, language=before.language, hatch=before.hatch))
