"""Imprisonments, cases and anchors for the tests of the rules, with one thing changed at a time."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from exin_schema.programme import Programme
from exin_schema.programme_file import load_programme
from exin_schema.vocabulary import ChecklistKind, CustodyKind, Phase, SecurityLevel
from exin_tui.programme.release import best_release
from exin_tui.programme.values import Anchors, Case, Consent, Episode

PROGRAMME: Programme = load_programme()
TODAY = dt.date(2026, 11, 27)
"""A Friday."""
LONG_AGO = dt.date(2025, 1, 15)
DAY = dt.timedelta(days=1)


def day(text: str) -> dt.date:
    """``2026-12-09``."""
    return dt.date.fromisoformat(text)


def sentence(level: SecurityLevel = SecurityLevel.HIGH, **changes: Any) -> Episode:
    """A sentence that is being served, with no release date."""
    return msgspec.structs.replace(
        Episode("e1", 1, CustodyKind.SENTENCE, level, started_on=day("2024-11-01")), **changes
    )


def remand(**changes: Any) -> Episode:
    """Remand."""
    return msgspec.structs.replace(sentence(), kind=CustodyKind.REMAND, **changes)


ALL_CONSENTS = tuple(Consent(line.key, LONG_AGO) for line in PROGRAMME.consents)


def participant(phase: Phase = Phase.IN_PRISON, **changes: Any) -> Case:
    """Enrolled, every consent signed, contact today: nothing to say about."""
    quiet = Case(phase, enrolled_on=LONG_AGO, consents=ALL_CONSENTS, last_contact_on=TODAY)
    return msgspec.structs.replace(quiet, **changes)


def anchors(kind: ChecklistKind, episode: Episode | None = None, **changes: Any) -> Anchors:
    """The days that the due dates of the ``kind`` list hang on."""
    release = best_release(episode, TODAY, PROGRAMME)
    return msgspec.structs.replace(Anchors(kind, None, release), **changes)
