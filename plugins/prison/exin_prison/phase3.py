"""When phase 3 can begin and should have begun, from the guide's usual spans. The alert is the core's."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from exin_schema.vocabulary import CustodyKind, Label, Phase, ReleaseStanding, SecurityLevel
from exin_tui.partners.api import Because, Participant, Sentence, add_months, sentence

HIGH, LOWER = (2, 1), (3, 2)
"""Calendar months before the release: it opens, and it should have begun. Source: the EX/IN guide."""
BEFORE = frozenset({Phase.INTAKE, Phase.IN_PRISON})
AFTER = frozenset({Phase.POST_RELEASE, Phase.REINTEGRATION, Phase.CLOSING})
"""Past phase 3: also with EK or in an institution, which count as out while the sentence runs."""


@dataclass(frozen=True, slots=True)
class Window:
    """The window of one participant."""

    opens: dt.date
    should: dt.date
    why: Because


def phase3_window(participant: Participant) -> Window | None:
    """From 2 months to 1 before the release at high security, 3 to 2 at lower; None without a date.

    Nothing is computed in remand, and nothing for who is out.
    """
    release = participant.release_date
    sentenced = participant.custody_kind is CustodyKind.SENTENCE
    if release is None or not sentenced or participant.release_kind is ReleaseStanding.ACTUAL:
        return None
    opens_before, should_before = HIGH if participant.level is SecurityLevel.HIGH else LOWER
    opens, should = add_months(release, -opens_before), add_months(release, -should_before)
    because: Sentence = sentence(
        "Fase 3 kan starte {opens}, og bør ha startet {should}.",
        "Phase 3 can begin {opens}, and should have begun {should}.",
        opens=opens,
        should=should,
    )
    computed = sentence(
        "{release} − {opens_before} md. og − {should_before} md.",
        "{release} − {opens_before} mo. and − {should_before} mo.",
        release=release,
        opens_before=opens_before,
        should_before=should_before,
    )
    level = participant.level or Label("ikke ført", "not recorded")
    given = (
        (Label("løslatelse", "release"), release),
        (Label("datoens status", "standing of the date"), participant.release_kind),
        (Label("sikkerhetsnivå", "security level"), level),
    )
    title = Label("Fase 3", "Phase 3")
    return Window(opens, should, Because("phase3_window", because, computed, given, title=title))


def is_late(participant: Participant, window: Window | None, today: dt.date) -> bool:
    """Phase 3 should have begun, and has not."""
    return window is not None and participant.phase in BEFORE and today >= window.should
