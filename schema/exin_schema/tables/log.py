"""The append-only change log, who looked at what, what left the team, and the keys that seal and erase."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, Table, Text

from exin_schema.tables.append_only import append_only
from exin_schema.tables.columns import Instant, flag, metadata

change = Table(
    "change",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False, comment="1, 2, 3 … without gaps"),
    Column("at", Instant, nullable=False),
    Column("actor", Text, nullable=False, comment="initials of who did it"),
    Column("unit", Text, nullable=False, comment="one command is one unit: what undo takes back at once"),
    Column("command", Text, nullable=False, comment="the command that did it, such as item.tick"),
    Column("verb", Text, nullable=False, comment="insert, update or delete"),
    Column("entity", Text, nullable=False, comment="the table"),
    Column("entity_id", Text, nullable=False),
    Column("participant_id", Text, comment="whose key seals the values; empty: not sealed"),
    Column("field", Text, nullable=False, comment="the column; empty: the whole row as JSON"),
    Column("old", LargeBinary),
    Column("new", LargeBinary),
    Column("hash", LargeBinary, nullable=False, comment="SHA-256 over the previous hash and this row"),
    sqlite_strict=True,
)
append_only(change)
Index("ix_change_entity", change.c.entity, change.c.entity_id)
Index("ix_change_participant", change.c.participant_id, change.c.id)
Index("ix_change_unit", change.c.unit)

subject_key = Table(
    "subject_key",
    metadata,
    Column("participant_id", Text, primary_key=True),
    Column("key", LargeBinary, comment="empty: erased"),
    sqlite_strict=True,
)

access = Table(
    "access",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("actor", Text, nullable=False),
    Column("participant_id", Text),
    Column("what", Text, nullable=False, comment="such as open_view, reveal, protected_address"),
    sqlite_strict=True,
)
append_only(access)

disclosure = Table(
    "disclosure",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("actor", Text, nullable=False),
    Column("participant_id", Text, index=True),
    Column("recipient", Text, nullable=False, comment="partner, agency or calendar"),
    Column("export", Text, nullable=False),
    Column("fields", Text, nullable=False, comment="separated by spaces"),
    Column("consents", Text, nullable=False, server_default="", comment="ids, separated by spaces"),
    flag("cancelled"),
    sqlite_strict=True,
)
append_only(disclosure)

setting = Table(
    "setting",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False, comment="JSON"),
    Column("version", Integer, nullable=False, server_default="1"),
    sqlite_strict=True,
)
