"""Invented facts for the demo, which agree with each other and with the phase."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence

from exin_schema.vocabulary import Phase
from exin_school.steps import is_inside
from exin_tui.partners.api import Invented, Participant, Plain

_LEVELS = ["basic_not_completed"] * 3 + ["basic"] * 5 + ["upper_begun"] * 7 + ["upper_completed"] * 2 + [""]
_COURSES = ("norsk", "matematikk", "norsk, engelsk", "kokk", "HMS-kurs")
_DEADLINES = (12, 20, 24, 35, 45, 60)
_LATER = frozenset({Phase.PRE_RELEASE, Phase.POST_RELEASE, Phase.REINTEGRATION})


def made_up(participants: Sequence[Participant], rng: random.Random, today: dt.date) -> Iterator[Invented]:
    """Level, what is under way, and who is to apply by when."""
    for one in participants:
        level, course, draws = rng.choice(_LEVELS), rng.choice(_COURSES), [rng.random() for _ in range(5)]
        days, years = rng.choice(_DEADLINES), rng.randint(1, 2)
        if level:
            yield Invented(one.ref, "level", level)
        apprentice = level == "upper_begun" and not is_inside(one) and draws[0] < 0.3
        facts: dict[str, Plain] = {
            "apprenticeship_left": years if apprentice else "",
            "courses": course if not apprentice and draws[1] < (0.6 if is_inside(one) else 0.3) else "",
            "guidance_done": draws[2] < 0.5 if one.phase in _LATER else "",
            "application_deadline": (
                today + dt.timedelta(days=days) if one.phase in _LATER and draws[3] < 0.5 else ""
            ),
        }
        for fact, value in facts.items():
            if value != "":
                yield Invented(one.ref, fact, value)
