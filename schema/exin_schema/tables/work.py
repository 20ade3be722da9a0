"""Tasks, applications, contact and activities, and the situation at start and at release."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Integer, Table, Text, UniqueConstraint

from exin_schema.tables.columns import (
    Instant,
    flag,
    identity,
    metadata,
    of_participant,
    partial_index,
    reference,
)

task = Table(
    "task",
    metadata,
    *identity(),
    reference("participant_id", "participant", index=True),
    Column("key", Text, comment="partner.task when it comes from a manifest"),
    Column("partner", Text),
    Column("step", Text, nullable=False, server_default=""),
    Column("holder", Text, nullable=False, server_default="exin", comment="vocabulary.TaskHolder"),
    Column("title", Text, nullable=False, server_default=""),
    Column("state", Text, nullable=False, server_default="open", comment="vocabulary.TaskState"),
    Column("due_on", Date),
    Column("due_override", Boolean, nullable=False, server_default="0"),
    Column("snoozed_until", Date),
    Column("snooze_reason", Text, nullable=False, server_default=""),
    reference("responsible_id", "caseworker"),
    Column("note", Text, nullable=False, server_default=""),
    Column("reason", Text, nullable=False, server_default="", comment="why not needed"),
    Column("changed_at", Instant),
    Column("changed_by", Text, nullable=False, server_default=""),
    sqlite_strict=True,
)
_open = task.c.state == "open"
partial_index("ix_task_open", task.c.due_on, where=_open)

application = Table(
    "application",
    metadata,
    *identity(),
    of_participant(),
    Column("kind", Text, nullable=False, comment="vocabulary.ApplicationKind"),
    Column("what", Text, nullable=False, server_default=""),
    reference("agency_id", "agency"),
    Column("state", Text, nullable=False, server_default="draft", comment="vocabulary.ApplicationState"),
    Column("sent_on", Date),
    Column("decided_on", Date),
    Column("in_writing", Boolean),
    Column("complaint_due_on", Date, comment="typed from the letter, never computed"),
    Column("complaint_sent_on", Date),
    sqlite_strict=True,
)
_waiting = application.c.state.in_(("sent", "in_process"))
partial_index("ix_application_waiting", application.c.participant_id, where=_waiting)

activity = Table(
    "activity",
    metadata,
    *identity(),
    of_participant(index=False),
    Column("kind", Text, nullable=False, comment="vocabulary.ActivityKind"),
    Column("on", Date, nullable=False),
    reference("caseworker_id", "caseworker"),
    reference("meeting_id", "meeting"),
    reference("agency_id", "agency"),
    flag("reached", default=True),
    flag("with_participant", default=True),
    sqlite_strict=True,
)
_contact = activity.c.reached.is_(True) & activity.c.with_participant.is_(True)
partial_index("ix_activity_contact", activity.c.participant_id, activity.c.on, where=_contact)

situation = Table(
    "situation",
    metadata,
    *identity(),
    of_participant(index=False),
    reference("episode_id", "custody_episode"),
    Column("moment", Text, nullable=False, comment="vocabulary.SituationMoment"),
    Column("on", Date, nullable=False),
    Column("housing", Text, comment="vocabulary.Housing"),
    Column(
        "income", Text, nullable=False, server_default="", comment="vocabulary.Income, separated by spaces"
    ),
    Column("child_support", Boolean),
    Column("children", Integer, comment="under 18, provided for"),
    Column("individual_plan", Text, comment="vocabulary.IndividualPlan"),
    UniqueConstraint("participant_id", "episode_id", "moment", name="uq_situation_moment"),
    sqlite_strict=True,
)
