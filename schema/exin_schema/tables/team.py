"""The team and those who work in it."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, Table, Text

from exin_schema.tables.columns import flag, identity, metadata

team = Table(
    "team",
    metadata,
    *identity(),
    Column("name", Text, nullable=False, comment="what the header shows, such as the district"),
    Column("code_prefix", Text, nullable=False, comment="SN in SN-014"),
    sqlite_strict=True,
)

caseworker = Table(
    "caseworker",
    metadata,
    *identity(),
    Column("initials", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False, server_default=""),
    Column("role", Text, nullable=False, comment="vocabulary.Role"),
    Column("capacity", Integer, comment="participants at once; empty: the programme's limit for the role"),
    Column("demanding_capacity", Integer, comment="of these in phases 3 and 4; empty: the programme's"),
    flag("active", default=True),
    Column("away", Boolean, comment="not at work today"),
    Column("overload_reason", Text, nullable=False, server_default="", comment="why the limit was passed"),
    Column("overload_by", Text, nullable=False, server_default="", comment="who decided it: initials"),
    sqlite_strict=True,
)

car = Table(
    "car",
    metadata,
    *identity(),
    Column("name", Text, nullable=False, unique=True),
    flag("active", default=True),
    sqlite_strict=True,
)
