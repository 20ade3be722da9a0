"""Every table, as SQLAlchemy Core. Nothing here imports the ORM."""

from exin_schema.tables.checklists import checklist, checklist_item
from exin_schema.tables.columns import metadata, new_id
from exin_schema.tables.log import access, change, disclosure, setting, subject_key
from exin_schema.tables.meetings import invitation, meeting, meeting_attendee
from exin_schema.tables.network import agency, consent, contact, participant_contact
from exin_schema.tables.partners import partner_fact, partner_record
from exin_schema.tables.people import (
    custody_episode,
    intake_criterion,
    intake_talk,
    participant,
    phase_transition,
)
from exin_schema.tables.standups import standup, standup_clock, standup_entry
from exin_schema.tables.team import car, caseworker, team
from exin_schema.tables.work import activity, application, situation, task

__all__ = [
    "access",
    "activity",
    "agency",
    "application",
    "car",
    "caseworker",
    "change",
    "checklist",
    "checklist_item",
    "consent",
    "contact",
    "custody_episode",
    "disclosure",
    "intake_criterion",
    "intake_talk",
    "invitation",
    "meeting",
    "meeting_attendee",
    "metadata",
    "new_id",
    "participant",
    "participant_contact",
    "partner_fact",
    "partner_record",
    "phase_transition",
    "setting",
    "situation",
    "standup",
    "standup_clock",
    "standup_entry",
    "subject_key",
    "task",
    "team",
]
