"""Who is in custody on a day."""

from __future__ import annotations

import datetime as dt

from exin_tui.programme.values import Episode


def in_custody(episode: Episode | None, day: dt.date, *, released_on: dt.date | None = None) -> bool:
    """In a place run by kriminalomsorgen on ``day``.

    A halfway house is run by kriminalomsorgen and counts as in; serving at home (EK) or in an institution (§
    12) counts as out, and so does everybody from the day of release on. ``released_on`` is a release that is
    about to be recorded. Source: the guide (rule ``custody``).
    """
    if episode is None or not episode.level.in_custody:
        return False
    return not any(
        end is not None and end <= day for end in (episode.released_on, episode.ended_on, released_on)
    )
