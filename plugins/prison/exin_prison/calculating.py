"""What the sentence calculator answers: what the rules say of a sentence that nobody serves.

The dates come from the very columns that are computed for participants; here is only what they are asked.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from exin_prison import columns
from exin_schema.vocabulary import (
    Certainty,
    ConsentStatus,
    CustodyKind,
    Label,
    Language,
    ProbationState,
    ReleaseStanding,
    SecurityLevel,
)
from exin_tui.partners.api import Computed, Participant, add_months, sentence

ASKED = ("probation_earliest", "half_time", "lower_security", "leave", "day_release", "electronic_monitoring")
"""The columns that follow from a sentence; the duty to report follows from a release on probation."""
NO_NUMBER = Label("Skriv antall dager med sifre.", "Write the number of days in digits.")
NO_DATE = Label("Skriv datoen som 1.3.2026.", "Write the date as 1.3.2026.")
FIRST_YEAR, LAST_YEAR = 1950, 2100
STALE_MONTHS = 12
"""Calendar months after which a rule says that it was verified long ago, as on the board."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a field: its value, None when it is empty, or why it cannot be read."""

    value: Any = None
    wrong: Label | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One date, or why there is none, with its arithmetic and what it rests on, in the screen's language."""

    name: str
    value: str
    """Empty when it cannot be worked out."""
    because: str
    arithmetic: str
    source: str


@cache
def _manifest() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("partner.toml").read_text(encoding="utf-8"))


def typed_days(written: str, fact: str) -> Typed:
    """Days within the bounds that the manifest sets for the ``fact``."""
    if not written.strip():
        return Typed()
    declared = next(one for one in _manifest()["facts"] if one["id"] == fact)
    least, most = declared["least"], declared["most"]
    digits = written.strip()
    if not digits.isdecimal() or len(digits) > len(str(most)):
        return Typed(wrong=NO_NUMBER)
    if not least <= int(digits) <= most:
        return Typed(wrong=Label(f"Fra {least} til {most} dager.", f"From {least} to {most} days."))
    return Typed(int(digits))


def typed_date(written: str) -> Typed:
    """A local date, as it is written in Norway or with the year first."""
    if not written.strip():
        return Typed()
    for pattern in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            day = dt.datetime.strptime(written.strip(), pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            return Typed(day)
    return Typed(wrong=NO_DATE)


def imagined(days: int | None, start: dt.date | None, remand: int, release: dt.date | None) -> Participant:
    """Somebody who serves such a sentence at high security, and about whom nothing else is known."""
    facts = {"sentence_days": days, "sentence_start": start, "remand_days": remand}
    values: dict[str, object] = {
        "custody_kind": CustodyKind.SENTENCE,
        "level": SecurityLevel.HIGH,
        "custody_from": start,
        "release_date": release,
        "release_kind": ReleaseStanding.UNKNOWN,
        "two_thirds_date": None,
        "probation": ProbationState.NONE,
    }
    known = {name: value for name, value in facts.items() if value is not None}
    return Participant("", ConsentStatus.MISSING, values, known, {})


def answers(participant: Participant, today: dt.date, language: Language) -> Iterator[Answer]:
    """What each column says."""
    for column in columns.ALL:
        if column.id in ASKED:
            computed = column.compute(participant, today)
            if computed is not None:
                yield _answer(column.name, computed, today, language)


def _answer(name: Label, computed: Computed, today: dt.date, language: Language) -> Answer:
    rule = next(one for one in _manifest()["rules"] if one["id"] == computed.rule)
    source = rule["source"] if isinstance(rule["source"], str) else rule["source"][language]
    certainty = Certainty.of(rule["certainty"])
    rests = sentence(
        "{source} · {certainty} · kontrollert {day}",
        "{source} · {certainty} · verified {day}",
        source=source,
        certainty=f"{certainty.value} {certainty.label.say(language)}",
        day=_verified(rule["verified"], today, language),
    )
    value = computed.value
    return Answer(
        name.say(language),
        sentence("{day}", "{day}", day=value).say(language) if isinstance(value, dt.date) else "",
        computed.because.say(language),
        computed.computed.say(language) if computed.computed is not None else "",
        rests.say(language),
    )


def _verified(day: dt.date, today: dt.date, language: Language) -> str:
    """``14.9.2026``, and that it is long ago when it is."""
    said = f"{day.day}.{day.month}.{day.year}" if language == "nb" else day.isoformat()
    if add_months(day, STALE_MONTHS) >= today:
        return said
    long_ago = sentence(
        "{day}, mer enn {months} måneder siden",
        "{day}, more than {months} months ago",
        day=said,
        months=STALE_MONTHS,
    )
    return long_ago.say(language)


def decides(language: Language) -> str:
    """Who decides, in the manifest's words."""
    return str(_manifest()["decides"][language])
