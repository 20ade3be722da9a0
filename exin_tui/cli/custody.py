"""What a command takes of somebody's custody: level, where, since when, the sentence's dates."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from exin_schema.vocabulary import CustodyKind, SecurityLevel
from exin_tui.cli.commands import option
from exin_tui.cli.days import DAY
from exin_tui.cli.working import DATE, WORDS, one_of
from exin_tui.language import text

if TYPE_CHECKING:
    from exin_tui.caseload.registration import Custody


@dataclass(frozen=True, slots=True)
class Inside:
    """As it was given."""

    level: str
    place: str
    unit: str
    since: dt.date | None
    full_term: dt.date | None
    two_thirds: dt.date | None

    def custody(self, kind: str) -> Custody:
        """As commands take it, of a ``kind`` (a stored word)."""
        from exin_tui.caseload.registration import Custody

        return Custody(
            kind=CustodyKind.of(kind),
            level=SecurityLevel.of(self.level),
            place=self.place,
            unit=self.unit,
            started_on=self.since,
            full_term_on=self.full_term,
            two_thirds_on=self.two_thirds,
        )


def takes_the_dates(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--full-term`` and ``--two-thirds``."""
    for declare in (
        option("--two-thirds", type=DAY, words=text("In custody: the 2/3 date."), takes=DATE),
        option("--full-term", type=DAY, words=text("In custody: full term."), takes=DATE),
    ):
        function = declare(function)
    return function


def takes_the_custody(function: Callable[..., Any]) -> Callable[..., Any]:
    """Its options; the command gets them as one, ``inside``."""

    @functools.wraps(function)
    def bundled(**given: Any) -> Any:
        inside = Inside(**{field.name: given.pop(field.name) for field in dataclasses.fields(Inside)})
        return function(inside=inside, **given)

    levels = one_of(SecurityLevel)
    declared: Callable[..., Any] = takes_the_dates(bundled)
    for declare in (
        option("--since", type=DAY, words=text("In custody: from when."), takes=DATE),
        option("--unit", default="", words=text("In custody: the unit."), takes=WORDS),
        option("--place", default="", words=text("In custody: where."), takes=WORDS),
        option("--level", type=levels, default="high", words=text("In custody: the security level.")),
    ):
        declared = declare(declared)
    return declared
