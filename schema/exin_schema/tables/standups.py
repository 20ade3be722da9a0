"""Daily stand-ups, weekly and monthly reviews, and how far each has come.

Where a stand-up stands is stored with each step, so that it is resumed at the same place after a crash and
followed from other screens.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from exin_schema.tables.columns import (
    Instant,
    flag,
    identity,
    metadata,
    of_participant,
    partial_index,
    reference,
)

standup = Table(
    "standup",
    metadata,
    *identity(),
    Column("kind", Text, nullable=False, comment="vocabulary.ReviewKind"),
    reference("caseworker_id", "caseworker"),
    Column("held_on", Date, nullable=False),
    Column("held_by", Text, nullable=False, comment="initials of who leads it"),
    Column("state", Text, nullable=False, server_default="running", comment="vocabulary.ReviewState"),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("away", Text, nullable=False, server_default="", comment="who is not there: initials, by spaces"),
    Column("planned_minutes", Integer, nullable=False),
    Column("position", Integer, nullable=False, server_default="0", comment="of the entry that is shown"),
    Column("seconds", Integer, nullable=False, server_default="0", comment="used in all, until clock_since"),
    Column("clock_since", Instant, comment="since when the clock runs; empty: it stands"),
    Column("since_change", BigInteger, comment="the log's id where the one before ended; empty: the first"),
    Column("began_change", BigInteger, nullable=False, comment="the log's id when it began"),
    Column("ended_change", BigInteger, comment="the log's id when it ended: the next one starts from here"),
    reference("meeting_id", "meeting"),
    sqlite_strict=True,
)
partial_index("ix_standup_open", standup.c.kind, where=standup.c.state != "ended")
Index("ix_standup_held", standup.c.kind, standup.c.held_on)

standup_entry = Table(
    "standup_entry",
    metadata,
    *identity(),
    reference("standup_id", "standup", required=True),
    of_participant(),
    Column("position", Integer, nullable=False, comment="0 for the first"),
    Column("state", Text, nullable=False, server_default="waiting", comment="vocabulary.EntryState"),
    Column("reason", Text, nullable=False, server_default="", comment="why skipped; one short line"),
    Column("decision", Text, nullable=False, server_default="", comment="one short line; no case story"),
    Column("seconds", Integer, nullable=False, server_default="0"),
    flag("for_team"),
    UniqueConstraint("standup_id", "participant_id", name="uq_standup_entry_participant"),
    sqlite_strict=True,
)

#: The last sign of life of a running stand-up: what a crash may cost of its clock. Not an event: not logged.
standup_clock = Table(
    "standup_clock",
    metadata,
    Column("standup_id", Text, ForeignKey("standup.id"), primary_key=True),
    Column("at", Instant, nullable=False),
    sqlite_strict=True,
)
