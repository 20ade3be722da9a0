"""What has been consented to, and what is missing, on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from exin_schema.programme import ConsentLine, Programme
from exin_schema.vocabulary import ConsentStatus, Topic
from exin_tui.language import text
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Consent, Refusal, Why

HOLDS = frozenset({ConsentStatus.ACTIVE, ConsentStatus.EXPIRING})
"""The statuses of a consent that holds today."""


def active(consent: Consent, day: dt.date) -> bool:
    """It holds on ``day``: from the day it is given through the day it expires, and until it is withdrawn.

    ``withdrawn_on`` is the first day on which it no longer holds.
    """
    if day < consent.given_on:
        return False
    if consent.expires_on is not None and day > consent.expires_on:
        return False
    return consent.withdrawn_on is None or day < consent.withdrawn_on


def covers(consent: Consent, *, role: str = "", person: str = "", topics: Iterable[Topic | str] = ()) -> bool:
    """It opens for ``role``, ``person`` and every one of ``topics``.

    A consent that is narrowed to a role or a named person opens only that: for mother nothing to father, for
    the municipal case officer nothing to the state one, and nothing to the agency at large. One that names
    no topic is not narrowed to topics. Source: the guide (rule ``consent``).
    """
    if consent.role and not _same(consent.role, role):
        return False
    if consent.person and not _same(consent.person, person):
        return False
    given = frozenset(consent.topics.split())
    return not given or frozenset(str(topic) for topic in topics) <= given


def status(
    line: str,
    consents: Iterable[Consent],
    today: dt.date,
    programme: Programme,
    *,
    role: str = "",
    person: str = "",
    topics: Iterable[Topic | str] = (),
) -> ConsentStatus:
    """What the consents to ``line`` are worth today.

    Asked for the line alone, a consent counts however narrow it is: the line has been signed for. Asked for
    a role, a person or topics, only consents that cover them count. Whether something may go out is asked
    with `refuse_sharing`.
    """
    asked = tuple(topics)
    narrowed = bool(role or person or asked)
    found = [
        consent
        for consent in consents
        if consent.line == line and (not narrowed or covers(consent, role=role, person=person, topics=asked))
    ]
    if not found:
        return ConsentStatus.MISSING
    holding = [consent for consent in found if active(consent, today)]
    if holding:
        soon = today + dt.timedelta(days=programme.offsets.consent_expiring)
        ends = [last_day(consent) for consent in holding]
        return ConsentStatus.EXPIRING if all(end <= soon for end in ends) else ConsentStatus.ACTIVE
    begun = [consent for consent in found if consent.given_on <= today]
    if not begun:
        return ConsentStatus.MISSING
    newest = max(begun, key=last_day)
    withdrawn = newest.withdrawn_on is not None and newest.withdrawn_on <= today
    return ConsentStatus.WITHDRAWN if withdrawn else ConsentStatus.EXPIRED


def last_day(consent: Consent) -> dt.date:
    """The last day on which ``consent`` holds; `datetime.date.max` when no end is recorded."""
    end = consent.expires_on or dt.date.max
    if consent.withdrawn_on is not None:
        end = min(end, consent.withdrawn_on - dt.timedelta(days=1))
    return end


def missing_mandatory(
    consents: Sequence[Consent], today: dt.date, programme: Programme
) -> tuple[ConsentLine, ...]:
    """The lines that must be signed before enrolment and do not hold: prison, nav, lawyer (the guide)."""
    return _missing((line for line in programme.consents if line.mandatory), consents, today)


def refuse_sharing(
    line: str,
    consents: Iterable[Consent],
    today: dt.date,
    programme: Programme,
    *,
    role: str = "",
    person: str = "",
    topics: Iterable[Topic | str] = (),
) -> Refusal | None:
    """None when the participant has consented to just this; otherwise why nothing may go out.

    Strict: nothing goes to an agency at large on a consent that is narrowed to a role or a person.
    """
    asked = tuple(topics)
    for consent in consents:
        held = consent.line == line and active(consent, today)
        if held and covers(consent, role=role, person=person, topics=asked):
            return None
    spec = programme.consents_by_key.get(line)
    name: object = spec.name if spec else line
    message = text("No consent covers this today ({line}). Nothing goes out without it.", line=name)
    return Refusal("no_consent", message, Why(message, programme.rule(RuleId.CONSENT)))


def _missing(
    lines: Iterable[ConsentLine], consents: Sequence[Consent], today: dt.date
) -> tuple[ConsentLine, ...]:
    held = {consent.line for consent in consents if active(consent, today)}
    return tuple(line for line in lines if line.key not in held)


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()
