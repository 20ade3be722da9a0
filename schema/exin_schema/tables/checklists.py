"""Checklists and their items."""

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

OPEN_STATES = ("not_started", "in_progress")

checklist = Table(
    "checklist",
    metadata,
    *identity(),
    of_participant(),
    reference("episode_id", "custody_episode", index=True),
    Column("kind", Text, nullable=False, comment="vocabulary.ChecklistKind"),
    Column("in_force_on", Date, comment="empty: waits for the release date"),
    UniqueConstraint("participant_id", "episode_id", "kind", name="uq_checklist_kind"),
    sqlite_strict=True,
)

checklist_item = Table(
    "checklist_item",
    metadata,
    *identity(),
    of_participant(index=False),
    reference("checklist_id", "checklist", required=True),
    Column("key", Text, nullable=False, comment="an item of programme.toml, or partner.item"),
    Column("position", Integer, nullable=False),
    Column("state", Text, nullable=False, server_default="not_started", comment="vocabulary.ItemState"),
    Column("due_on", Date, comment="what holds: computed by the rules, or set by hand"),
    Column("due_override", Boolean, nullable=False, server_default="0", comment="set by hand: does not move"),
    reference("responsible_id", "caseworker"),
    Column("value_on", Date, comment="the date of a date item"),
    reference("contact_id", "contact"),
    Column("reason", Text, nullable=False, server_default="", comment="why not needed"),
    Column("confirmed_with", Text, nullable=False, server_default=""),
    Column("note", Text, nullable=False, server_default="", comment="short, no case story"),
    flag("active", default=True),
    Column("changed_at", Instant),
    Column("changed_by", Text, nullable=False, server_default=""),
    UniqueConstraint("checklist_id", "key", name="uq_checklist_item_key"),
    sqlite_strict=True,
)
_open = checklist_item.c.state.in_(OPEN_STATES) & checklist_item.c.active.is_(True)
partial_index(
    "ix_checklist_item_open",
    checklist_item.c.participant_id,
    checklist_item.c.due_on,
    checklist_item.c.key,
    where=_open,
)
_active = checklist_item.c.active.is_(True)
partial_index(
    "ix_checklist_item_progress", checklist_item.c.checklist_id, checklist_item.c.state, where=_active
)
partial_index("ix_checklist_item_due", checklist_item.c.due_on, where=_open)
