"""The window of phase 3, counted back from the release."""

from __future__ import annotations

import datetime as dt

import msgspec

from exin_schema.programme import Programme
from exin_schema.vocabulary import SecurityLevel
from exin_tui.dates import add_months
from exin_tui.language import Text, text
from exin_tui.programme.amounts import months
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Due, Release, Why


class Phase3Window(msgspec.Struct, frozen=True):
    """From when phase 3 can begin, and from when the board says that it should have begun."""

    opens: Due
    should_have_begun: Due


def window(release: Release, level: SecurityLevel, programme: Programme) -> Phase3Window | None:
    """The window before ``release`` at ``level``; None when the release date is unknown.

    At high security phase 3 can begin 1–2 months before release, at lower levels it should begin 2–3 months
    before: it opens at the far edge and should have begun from the near edge on. Calendar months; a date
    that does not exist falls on the month's last day. Source: the guide (rule ``phase3_window``).
    """
    if release.on is None:
        return None
    high = level is SecurityLevel.HIGH
    spans = programme.window_high if high else programme.window_lower
    opens = text(
        "Phase 3 opens {span} before the release ({level}).", span=months(spans.opens_months), level=level
    )
    should = text(
        "Phase 3 should have begun {span} before the release ({level}).",
        span=months(spans.should_months),
        level=level,
    )
    return Phase3Window(
        _edge(release, release.on, spans.opens_months, opens, programme),
        _edge(release, release.on, spans.should_months, should, programme),
    )


def should_have_begun_on(release_on: dt.date, level: SecurityLevel, programme: Programme) -> dt.date:
    """The window's near edge alone."""
    spans = programme.window_high if level is SecurityLevel.HIGH else programme.window_lower
    return add_months(release_on, -spans.should_months)


def _edge(release: Release, release_on: dt.date, back: int, because: Text, programme: Programme) -> Due:
    on = add_months(release_on, -back)
    computed = text("release {release} − {span} = {on}", release=release_on, span=months(back), on=on)
    why = Why(
        because,
        programme.rule(RuleId.PHASE3_WINDOW),
        computed,
        more=(release.why,),
    )
    return Due(on, why)
