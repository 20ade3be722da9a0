"""Invented facts and records for the demo, which agree with the custody episode: that is the core's."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence

from exin_prison.sentence import Sentence, days_between
from exin_schema.vocabulary import CustodyKind, ReleaseStanding, SecurityLevel
from exin_tui.partners.api import Invented, Participant, Plain

_OUTINGS = ("Bank", "Skole", "NAV", "Lege")
_MORNING, _LATER, _EVENING = dt.time(8), dt.time(9, 30), dt.time(18)


def made_up(participants: Sequence[Participant], rng: random.Random, today: dt.date) -> Iterator[Invented]:
    """For who serves, or has served, a sentence of known length."""
    for one in participants:
        start, end = one.custody_from, one.full_term_date
        remand, draws = rng.choice([0, 0, 0, 14, 31, 60]), [rng.random() for _ in range(6)]
        if one.custody_kind is not CustodyKind.SENTENCE or start is None or end is None or start > today:
            continue
        served = Sentence(days_between(start, end), start, remand)
        yield Invented(one.ref, "sentence_start", start)
        yield Invented(one.ref, "sentence_days", served.days)
        yield Invented(one.ref, "remand_days", remand)
        yield Invented(one.ref, "half_time", start + dt.timedelta(days=served.days // 2))
        if draws[5] < 0.1:
            yield Invented(one.ref, "half_time_probation", "asked")
        for kind, record in _records(one, served, draws, today):
            yield Invented(one.ref, kind, record)


def _records(
    one: Participant, served: Sentence, draws: list[float], today: dt.date
) -> Iterator[tuple[str, dict[str, Plain]]]:
    """Transfers down to the level of now; a leave once it can be given; an outing."""
    out = one.release_kind is ReleaseStanding.ACTUAL and one.release_date is not None
    until = one.release_date if out and one.release_date is not None else today
    inside = (until - served.start).days
    if inside > 60 and one.level in {SecurityLevel.LOWER, SecurityLevel.HALFWAY, SecurityLevel.DAY_RELEASE}:
        for share, level in ((0.05, SecurityLevel.HIGH), (0.4 + draws[0] * 0.3, one.level)):
            on = served.start + dt.timedelta(days=int(inside * share))
            yield "transfer", {"on": on, "level": level.value}
    around = until if out else until + dt.timedelta(days=int(draws[1] * 40) - 20)
    before = one.release_date is not None and around < one.release_date
    if before and served.leave_from <= around and draws[2] < 0.6:
        yield "leave", {"from": _at(around, _MORNING), "to": _at(around, _EVENING), "kind": "ordinary"}
    if inside > 30 and draws[3] < 0.4:
        on = until + dt.timedelta(days=-int(draws[4] * 30) if out else int(draws[4] * 40) - 25)
        if one.release_date is None or on < one.release_date:
            where = _OUTINGS[int(draws[4] * len(_OUTINGS))]
            yield "outing", {"at": _at(on, _LATER), "where": where}


def _at(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, dt.UTC)
