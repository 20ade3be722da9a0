"""Asks a partner for its view of everybody or of one participant; a failure becomes a view that says so."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection

from exin_schema.programme import Programme
from exin_schema.vocabulary import Language
from exin_tui.partners.calling import PartnerManager
from exin_tui.partners.contexts import Inside, inside_and_people
from exin_tui.partners.discovery import Partner
from exin_tui.partners.view_seen import Section, Viewed
from exin_tui.partners.view_shaping import Shaping

TEAM, ONE = "exin_team_view", "exin_participant_view"


def team_view(
    manager: PartnerManager,
    partner: Partner,
    connection: Connection,
    *,
    today: dt.date,
    programme: Programme,
    language: Language = "nb",
) -> Viewed | None:
    """The partner's view of everybody; None for a partner that has none. Imports its Python."""
    if partner.manifest is None or not manager.answers(partner, TEAM):
        return _failed(manager, partner, TEAM, today)
    inside = inside_and_people(
        connection, partner.manifest, today=today, programme=programme, language=language
    )
    return _view(manager, partner, inside, TEAM)


def participant_view(
    manager: PartnerManager,
    partner: Partner,
    participant_id: str,
    connection: Connection,
    *,
    today: dt.date,
    programme: Programme,
    language: Language = "nb",
) -> Viewed | None:
    """The partner's view of one participant; None for a partner without one, and for nobody active."""
    if partner.manifest is None or not manager.answers(partner, ONE):
        return _failed(manager, partner, ONE, today)
    inside = inside_and_people(
        connection,
        partner.manifest,
        today=today,
        programme=programme,
        language=language,
        only=participant_id,
    )
    return _view(manager, partner, inside, ONE) if inside.context.participants else None


def _failed(manager: PartnerManager, partner: Partner, hook: str, today: dt.date) -> Viewed | None:
    """Nothing to show, unless that is so because the partner's Python could not even be imported."""
    failure = manager.last_failure(partner.id, "import", hook)
    return Viewed(partner.id, partner.name, today, failure=failure) if failure else None


def _view(manager: PartnerManager, partner: Partner, inside: Inside, hook: str) -> Viewed:
    context, shaping = inside.context, Shaping.of(partner.declares, inside.context, inside.people)
    one = context.participants[0] if hook == ONE else None
    answered = manager.call(
        hook,
        Section,  # type: ignore[arg-type]
        only=partner.id,
        shape=shaping.sections,
        ctx=context,
        participant=one,
    )
    return Viewed(
        partner.id,
        partner.name,
        context.today,
        sections=answered[0].values if answered else (),
        failure=None if answered else manager.last_failure(partner.id, hook),
        subject=shaping.subject(inside.people[one.ref]) if one else None,
    )
