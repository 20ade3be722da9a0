"""The participants of a trial as they are registered: who they are, and what they have consented to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from exin_schema.vocabulary import CustodyKind, Phase, SecurityLevel, Topic
from exin_tui.caseload.registration import ConsentGiven, Custody, Registration
from exin_tui.partners.manifest import Manifest
from exin_tui.partners.sentinels import ALIAS, CODE, Marking, dates
from exin_tui.partners.standings import Standing

ROLE, PERSON = "Kanarirolle", "Kanari Person"
_PHASES = (Phase.IN_PRISON, Phase.PRE_RELEASE, Phase.POST_RELEASE, Phase.REINTEGRATION)
_LETTERS = "QWXZVJYKUH"
"""What a figure is in initials: letters of which few words are made."""


def entry(marking: Marking, standing: Standing, today: dt.date) -> Registration:
    """Somebody of whom every word stands nowhere else."""
    number = marking.number
    phase = _PHASES[number % len(_PHASES)]
    release = today + dt.timedelta(days=5 + number % 200)
    out = phase in {Phase.POST_RELEASE, Phase.REINTEGRATION}
    closed = standing is Standing.CLOSED
    born = dt.date(2001 + number // 228, 1 + number // 19 % 12, 10 + number % 19)
    code, given, family = f"KF-{number:03}", f"Kanari{number}x", f"Etternavn{number}x"
    middle = [f"{_LETTERS[int(figure)]}a" for figure in f"{number:03}"]
    marking.mark(CODE, code)
    marking.mark("name", given, family)
    marking.mark("initials", "".join(word[0] for word in ("K", *middle, "E")))
    marking.mark("birth_date", *dates(born))
    return Registration(
        code=code,
        alias=marking.never(ALIAS),
        given_name=" ".join((given, *middle)),
        family_name=family,
        birth_date=born,
        phone=marking.word("phone"),
        address=marking.word("address", place=True),
        district=marking.word("district", place=True),
        protected_address=marking.protected,
        soma_reference=marking.never("soma_reference"),
        phase=Phase.CLOSING if closed else phase,
        caseworker="KN",
        enrolled_on=dt.date(2026, 3, 2),
        closed_on=today - dt.timedelta(days=20) if closed else None,
        custody=Custody(
            kind=CustodyKind.SENTENCE,
            level=SecurityLevel.HIGH,
            place=marking.word("place", place=True),
            unit=marking.never("custody.unit"),
            started_on=dt.date(2025, 9, 1),
            decided_on=None if out else release,
            released_on=today - dt.timedelta(days=number % 60) if out else None,
        ),
        consents=tuple(
            replace(one, document=marking.never("consent.document"))
            for one in _consents(standing, marking.manifest, today)
        ),
    )


def _consents(standing: Standing, manifest: Manifest, today: dt.date) -> Iterator[ConsentGiven]:
    line = next(iter(manifest.consent), "")
    scope = " ".join(topic.value for topic in manifest.scope.topics)
    others = " ".join(topic.value for topic in Topic if topic not in manifest.scope.topics)
    given = ConsentGiven(line, today - dt.timedelta(days=60))
    more: dict[Standing, dict[str, Any]] = {
        Standing.GIVEN: {},
        Standing.CLOSED: {},
        Standing.JUST_WIDE_ENOUGH: {"topics": scope},
        Standing.ROLE_ONLY: {"role": ROLE},
        Standing.PERSON_ONLY: {"person": PERSON},
        Standing.WITHDRAWN: {"withdrawn_on": today},
        Standing.EXPIRED: {"expires_on": today - dt.timedelta(days=1)},
        Standing.TO_COME: {"given_on": today + dt.timedelta(days=1)},
        Standing.OTHER_TOPICS: {"topics": others},
        Standing.OTHER_LINE: {"line": "lawyer" if "lawyer" not in manifest.consent else "gp"},
    }
    narrowed = standing is not Standing.OTHER_TOPICS or bool(others)
    if standing in more and line and narrowed:
        yield replace(given, **more[standing])
