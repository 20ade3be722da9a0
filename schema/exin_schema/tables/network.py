"""Agencies, the people who work there, and what a participant has consented to."""

from __future__ import annotations

from sqlalchemy import Column, Date, Table, Text, UniqueConstraint

from exin_schema.tables.columns import flag, identity, metadata, of_participant, reference

agency = Table(
    "agency",
    metadata,
    *identity(),
    Column("name", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False, comment="a consent line's key, or a team's own"),
    Column("partner", Text, comment="the partner plugin that deals with it"),
    Column("place", Text, nullable=False, server_default=""),
    Column("phone", Text, nullable=False, server_default=""),
    Column("email", Text, nullable=False, server_default=""),
    flag("active", default=True),
    sqlite_strict=True,
)

contact = Table(
    "contact",
    metadata,
    *identity(),
    reference("agency_id", "agency", index=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False, server_default="", comment="their title at the agency"),
    Column("phone", Text, nullable=False, server_default=""),
    Column("email", Text, nullable=False, server_default=""),
    flag("active", default=True),
    sqlite_strict=True,
)

participant_contact = Table(
    "participant_contact",
    metadata,
    *identity(),
    of_participant(),
    reference("contact_id", "contact", required=True, index=True),
    Column("role", Text, nullable=False, comment="a contact role of the programme, or partner.role"),
    Column("from_on", Date),
    Column("to_on", Date),
    UniqueConstraint("participant_id", "contact_id", "role", name="uq_participant_contact_role"),
    sqlite_strict=True,
)

consent = Table(
    "consent",
    metadata,
    *identity(),
    of_participant(),
    Column("line", Text, nullable=False, comment="a consent line of programme.toml or of the team"),
    Column(
        "role", Text, nullable=False, server_default="", comment="narrowed to a role; empty: the whole line"
    ),
    Column("person", Text, nullable=False, server_default="", comment="narrowed to a named person"),
    Column(
        "topics", Text, nullable=False, server_default="", comment="vocabulary.Topic, separated by spaces"
    ),
    Column("given_on", Date, nullable=False),
    Column("expires_on", Date, comment="the last day on which it holds"),
    Column("withdrawn_on", Date, comment="the first day on which it no longer holds"),
    reference("episode_id", "custody_episode"),
    Column("document", Text, nullable=False, server_default="", comment="where the signed form is"),
    sqlite_strict=True,
)
