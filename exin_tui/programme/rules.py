"""The rules by name; ``programme.toml`` has the source of each, its certainty and when it was verified."""

from __future__ import annotations

import datetime as dt
import enum

from exin_tui.dates import add_months


class RuleId(enum.StrEnum):
    """The id of every rule that this package uses; alerts carry the id of theirs as code."""

    CUSTODY = "custody"
    RELEASE_DATE = "release_date"
    RELEASE_PASSED = "release_passed"
    RELEASE_IN = "release_in"
    TRANSITIONS = "transitions"
    TRANSITION_RECORD = "transition_record"
    PHASE3_WINDOW = "phase3_window"
    UNPLANNED_RELEASE = "unplanned_release"
    DISCUSS_UNPLANNED = "discuss_unplanned"
    CLOSING_IN_CUSTODY = "closing_in_custody"
    START_CHECKLIST = "start_checklist"
    START_DUE = "start_checklist.due"
    RELEASE_CHECKLIST = "release_checklist"
    RELEASE_DUE = "release_checklist.due"
    RELEASE_CRITICAL = "release_checklist.critical"
    ITEM_OWN_DUE = "item.own_due"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    CONSENT = "consent"
    CONSENT_MANDATORY = "consent.mandatory"
    CONSENT_AT_RELEASE = "consent.at_release"
    CONSENT_EXPIRING = "consent.expiring"
    CAPACITY = "capacity"
    CAPACITY_TEAM_LEADER = "capacity.team_leader"
    ENROLMENT = "enrolment"
    INTAKE_SENTENCE_LEFT = "intake.sentence_left"
    INTAKE_CRITERIA = "intake.criteria"
    INTAKE_PROJECT = "intake.project"
    INTAKE_TALKS = "intake.talks"
    NO_CONTACT = "no_contact"
    FRIDAY_RELEASE = "friday_release"
    SUGGESTED_MEETINGS = "suggested_meetings"
    APPLICATION_WAITING = "application_waiting"
    URGENCY = "urgency"
    RULE_STALE = "rule.stale"


def is_stale(verified: dt.date, today: dt.date, months: int) -> bool:
    """A rule was last verified more than ``months`` calendar months ago, and its "why?" says so.

    The programme says how many (``rule_stale_months``). Source: this project's default.
    """
    return add_months(verified, months) < today
