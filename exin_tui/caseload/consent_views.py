"""What each line of the consent form is worth today, for one participant, and what was given on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from exin_schema.programme import ConsentLine, Programme, Words
from exin_tui.caseload.consent_models import ConsentEntry, ConsentView
from exin_tui.caseload.records import ConsentDetailRecord
from exin_tui.programme.consents import status
from exin_tui.programme.values import Consent

if TYPE_CHECKING:
    from exin_tui.caseload.labels import Labels


def consent_views(
    records: Sequence[ConsentDetailRecord],
    consents: Sequence[Consent],
    labels: Labels,
    today: dt.date,
    programme: Programme,
) -> tuple[ConsentView, ...]:
    """Every line of the form in its order, then lines that the programme no longer has.

    A line on which consents were given to different roles or persons has an entry for each: consent for
    mother opens nothing to father. The newest consent of an entry supplies its dates. ``consents`` are the
    same as ``records``, as the rules know them.
    """
    known = {line.key for line in programme.consents}
    gone = sorted({record.line for record in records} - known)
    lines = (*programme.consents, *(ConsentLine(key, Words(key, key)) for key in gone))
    return tuple(
        view for line in lines for view in _of_line(line, records, consents, labels, today, programme)
    )


def _of_line(
    line: ConsentLine,
    records: Sequence[ConsentDetailRecord],
    consents: Sequence[Consent],
    labels: Labels,
    today: dt.date,
    programme: Programme,
) -> list[ConsentView]:
    narrowed: dict[tuple[str, str], list[ConsentDetailRecord]] = {}
    for record in records:
        if record.line == line.key:
            narrowed.setdefault((record.role, record.person), []).append(record)
    whole = status(line.key, consents, today, programme)
    views = []
    for (role, person), given in sorted(narrowed.items()) or [(("", ""), [])]:
        entries = _entries(given)
        newest = entries[0] if entries else None
        just_this = [one for one in consents if (one.line, one.role, one.person) == (line.key, role, person)]
        views.append(
            ConsentView(
                line=line.key,
                label=labels.consent_line(line.key),
                role=role,
                person=person,
                topics=newest.topics if newest else "",
                status=status(line.key, just_this, today, programme, role=role, person=person),
                given_on=newest.given_on if newest else None,
                expires_on=newest.expires_on if newest else None,
                withdrawn_on=newest.withdrawn_on if newest else None,
                mandatory=line.mandatory,
                at_release=line.at_release,
                line_status=whole,
                entries=entries,
            )
        )
    return views


def _entries(given: Sequence[ConsentDetailRecord]) -> tuple[ConsentEntry, ...]:
    if not given:
        return ()
    first = max(given, key=_standing)
    others = sorted((one for one in given if one is not first), key=lambda one: one.given_on, reverse=True)
    return tuple(
        ConsentEntry(
            one.id, one.version, one.topics, one.given_on, one.expires_on, one.withdrawn_on, one.stay,
            one.document,
        )
        for one in (first, *others)
    )  # fmt: skip


def _standing(consent: ConsentDetailRecord) -> tuple[bool, dt.date, dt.date]:
    """One not withdrawn before one that was; then the one given last, then the one that lasts."""
    return consent.withdrawn_on is None, consent.given_on, consent.expires_on or dt.date.max
