"""What each line of the consent form is worth today, for one participant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from exin_schema.programme import ConsentLine, Programme, Words
from exin_tui.caseload.models import ConsentView
from exin_tui.programme.consents import status
from exin_tui.programme.values import Consent

if TYPE_CHECKING:
    from exin_tui.caseload.labels import Labels


def consent_views(
    consents: Sequence[Consent], labels: Labels, today: dt.date, programme: Programme
) -> tuple[ConsentView, ...]:
    """Every line of the form in its order, then lines that the programme no longer has.

    A line on which consents were given to different roles or persons has an entry for each: consent for
    mother opens nothing to father. The newest consent of an entry supplies its dates.
    """
    known = {line.key for line in programme.consents}
    gone = sorted({consent.line for consent in consents} - known)
    lines = (*programme.consents, *(ConsentLine(key, Words(key, key)) for key in gone))
    return tuple(view for line in lines for view in _of_line(line, consents, labels, today, programme))


def _of_line(
    line: ConsentLine, consents: Sequence[Consent], labels: Labels, today: dt.date, programme: Programme
) -> list[ConsentView]:
    narrowed: dict[tuple[str, str], list[Consent]] = {}
    for consent in consents:
        if consent.line == line.key:
            narrowed.setdefault((consent.role, consent.person), []).append(consent)
    views = []
    for (role, person), given in sorted(narrowed.items()) or [(("", ""), [])]:
        newest = max(given, key=_standing) if given else None
        views.append(
            ConsentView(
                line=line.key,
                label=labels.consent_line(line.key),
                role=role,
                person=person,
                topics=newest.topics if newest else "",
                status=status(line.key, given, today, programme, role=role, person=person),
                given_on=newest.given_on if newest else None,
                expires_on=newest.expires_on if newest else None,
                withdrawn_on=newest.withdrawn_on if newest else None,
                mandatory=line.mandatory,
                at_release=line.at_release,
            )
        )
    return views


def _standing(consent: Consent) -> tuple[bool, dt.date, dt.date]:
    """One not withdrawn before one that was; then the one given last, then the one that lasts."""
    return consent.withdrawn_on is None, consent.given_on, consent.expires_on or dt.date.max
