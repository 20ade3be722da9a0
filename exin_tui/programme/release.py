"""The best standing release date of an imprisonment."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from exin_schema.programme import Programme
from exin_schema.vocabulary import CustodyKind, ProbationState, ReleaseStanding
from exin_tui.language import Sayable, Text, text
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Episode, Release, Why


class _Best(NamedTuple):
    on: dt.date | None
    standing: ReleaseStanding
    because: Text


def best_release(episode: Episode | None, today: dt.date, programme: Programme) -> Release:
    """The date that the board plans from, and how firm it is.

    The actual release when there has been one; else the decided date, else the date granted for release on
    probation, else the 2/3 date, else the full-term date. Remand has no release date and nothing is
    computed. When probation has been refused, nobody is released at 2/3: that date no longer stands and the
    full-term date is the best one (decision 0003). A date that has passed without a recorded release is kept
    and said to have passed, so that nobody overlooks it. Source: the guide (rule ``release_date``).
    """
    best = _best(episode, today)
    because: Text = best.because
    if best.on is not None and best.on < today and best.standing is not ReleaseStanding.ACTUAL:
        because = text("{because} It has passed, and no release is recorded.", because=because)
    why = Why(because, programme.rule(RuleId.RELEASE_DATE), inputs=_inputs(episode))
    return Release(best.on, best.standing, why)


def _best(episode: Episode | None, today: dt.date) -> _Best:
    if episode is None:
        return _Best(None, ReleaseStanding.UNKNOWN, text("No imprisonment is recorded."))
    actual = episode.released_on or episode.ended_on
    if actual is not None and actual <= today:
        return _Best(actual, ReleaseStanding.ACTUAL, text("Released {on}.", on=actual))
    if episode.kind is CustodyKind.REMAND:
        return _Best(
            None, ReleaseStanding.UNKNOWN, text("Remand has no release date, and nothing is computed.")
        )
    return _planned(episode)


def _planned(episode: Episode) -> _Best:
    """The best date of a sentence that is being served."""
    # A release recorded for a day that has not come is as good as a decided date, and no better.
    decided = episode.decided_on or episode.released_on
    if decided is not None:
        return _Best(decided, ReleaseStanding.DECIDED, text("The release is decided for {on}.", on=decided))
    if episode.probation is ProbationState.GRANTED and episode.probation_on is not None:
        because = text(
            "Release on probation is granted for {on}. No date is decided yet.", on=episode.probation_on
        )
        return _Best(episode.probation_on, ReleaseStanding.GRANTED, because)
    if episode.probation is ProbationState.REFUSED:
        return _after_refusal(episode)
    if episode.two_thirds_on is not None:
        because = text("The 2/3 date is {on}. Planned, not decided.", on=episode.two_thirds_on)
        return _Best(episode.two_thirds_on, ReleaseStanding.TWO_THIRDS, because)
    if episode.full_term_on is not None:
        because = text("The full-term date is {on}. Planned, not decided.", on=episode.full_term_on)
        return _Best(episode.full_term_on, ReleaseStanding.FULL_TERM, because)
    return _Best(None, ReleaseStanding.UNKNOWN, text("No release date is recorded."))


def _after_refusal(episode: Episode) -> _Best:
    if episode.full_term_on is None:
        because = text(
            "Release on probation is refused: the 2/3 date no longer stands. No full-term date is recorded."
        )
        return _Best(None, ReleaseStanding.UNKNOWN, because)
    because = text(
        "Release on probation is refused: the 2/3 date no longer stands. The full-term date is {on}.",
        on=episode.full_term_on,
    )
    return _Best(episode.full_term_on, ReleaseStanding.FULL_TERM, because)


def _inputs(episode: Episode | None) -> tuple[tuple[Sayable, object], ...]:
    """What is recorded of the imprisonment, named."""
    if episode is None:
        return ()
    dates: tuple[tuple[ReleaseStanding, dt.date | None], ...] = (
        (ReleaseStanding.ACTUAL, episode.released_on),
        (ReleaseStanding.DECIDED, episode.decided_on),
        (ReleaseStanding.TWO_THIRDS, episode.two_thirds_on),
        (ReleaseStanding.FULL_TERM, episode.full_term_on),
    )
    recorded: list[tuple[Sayable, object]] = [(name, day) for name, day in dates if day is not None]
    if episode.probation is not ProbationState.NONE:
        recorded.append((text("release on probation"), episode.probation))
        if episode.probation_on is not None:
            recorded.append((text("probation date"), episode.probation_on))
    return tuple(recorded)
