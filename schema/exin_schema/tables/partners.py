"""What partners' manifests declare, stored by the core: one fact or many records a participant."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text, UniqueConstraint

from exin_schema.tables.columns import Instant, identity, metadata, of_participant

partner_fact = Table(
    "partner_fact",
    metadata,
    *identity(),
    of_participant(index=False),
    Column("partner", Text, nullable=False),
    Column("fact", Text, nullable=False),
    Column("value", Text, nullable=False, comment="JSON, validated by the manifest's type"),
    Column("changed_at", Instant),
    Column("changed_by", Text, nullable=False, server_default=""),
    UniqueConstraint("participant_id", "partner", "fact", name="uq_partner_fact_fact"),
    sqlite_strict=True,
)

partner_record = Table(
    "partner_record",
    metadata,
    *identity(),
    of_participant(),
    Column("partner", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("values", Text, nullable=False, comment="JSON object, validated by the manifest's fields"),
    Column("changed_at", Instant),
    Column("changed_by", Text, nullable=False, server_default=""),
    sqlite_strict=True,
)
