"""A week of meetings, printed: as lines by day, or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from exin_tui.cli.speaking import show
from exin_tui.cli.tables import terminal_width
from exin_tui.dates import week_number
from exin_tui.language import text
from exin_tui.tui.ink import words
from exin_tui.tui.widgets.week_rows import release_rows, week_rows

if TYPE_CHECKING:
    from exin_tui.caseload.week import ReleaseDay, Week, WeekMeeting
    from exin_tui.tui.look import Look

_IN_A_PIPE = 120


def print_week(week: Week, look: Look, *, as_json: bool) -> None:
    """Print it; places only while names are shown, and never a protected one."""
    if as_json:
        answer = {
            "form": 1,
            "monday": week.monday.isoformat(),
            "week": week_number(week.monday),
            "meetings": [_meeting(one, look) for one in week.meetings],
            "releases": [_release(one) for one in week.releases],
        }
        show(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    width = terminal_width() or _IN_A_PIPE
    show(look.say(text("Week {number}", number=week_number(week.monday))))
    for _, drawn in [*release_rows(week, look), *week_rows(week, look)]:
        show(words(drawn(width)).rstrip())


def _meeting(one: WeekMeeting, look: Look) -> dict[str, Any]:
    row, screening = one.row, look.screening
    protected = row.person is not None and row.person.protected
    return {
        "id": row.id,
        "kind": row.kind,
        "starts_at": row.starts_at.isoformat(),
        "ends_at": row.ends_at.isoformat(),
        "all_day": row.all_day,
        "participant": row.person.code if row.person is not None else None,
        "place": screening.place(row.place, protected, row.person),
        "caseworker": row.caseworker,
        "team": list(one.team),
        "driver": one.driver,
        "car": one.car,
        "clashes": one.clashes,
    }


def _release(one: ReleaseDay) -> dict[str, Any]:
    return {
        "participant": one.person.code,
        "on": one.on.isoformat(),
        "decided": one.decided,
        "caseworker": one.caseworker,
        "gate": one.gate.row.id if one.gate is not None else None,
        "meetings_with_others_around": one.crowded,
    }
