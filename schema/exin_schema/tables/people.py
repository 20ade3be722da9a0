"""Participants, their way through the phases, and their time in custody."""

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

participant = Table(
    "participant",
    metadata,
    *identity(),
    Column("code", Text, nullable=False, unique=True, comment="SN-014: what stands for the person"),
    Column("alias", Text, nullable=False, comment="a random word, given at registration"),
    Column("given_name", Text, nullable=False, server_default=""),
    Column("family_name", Text, nullable=False, server_default=""),
    Column("birth_date", Date),
    Column("phone", Text, nullable=False, server_default=""),
    Column("phone_verified_on", Date),
    Column("address", Text, nullable=False, server_default=""),
    Column("district", Text, nullable=False, server_default="", comment="the district they are tied to"),
    flag("protected_address"),
    reference("caseworker_id", "caseworker", index=True),
    Column("phase", Text, nullable=False, comment="vocabulary.Phase, as the last transition left it"),
    Column("phase_since", Date),
    Column("soma_reference", Text, nullable=False, server_default="", comment="where the journal is"),
    Column("referred_by", Text, comment="vocabulary.ReferralSource"),
    Column("referred_on", Date),
    Column("enrolled_on", Date),
    Column("intake_outcome", Text, comment="vocabulary.IntakeOutcome"),
    Column("closing_reason", Text, comment="vocabulary.ClosingReason"),
    Column("closed_on", Date),
    Column("release_group_needed", Boolean, comment="responsibility-group meeting before the release"),
    Column("transfer_meeting_needed", Boolean, comment="no: marked not needed; empty: still suggested"),
    Column("first_group_needed", Boolean, comment="first responsibility-group meeting outside"),
    Column(
        "discuss_by", Date, comment="after an unplanned release the drøft is held afterwards, by this day"
    ),
    sqlite_strict=True,
)
partial_index("ix_participant_active", participant.c.phase, where=participant.c.closed_on.is_(None))

custody_episode = Table(
    "custody_episode",
    metadata,
    *identity(),
    of_participant(),
    Column("number", Integer, nullable=False, comment="1 for the first imprisonment"),
    Column("kind", Text, nullable=False, comment="vocabulary.CustodyKind"),
    Column("place", Text, nullable=False, server_default=""),
    Column("unit", Text, nullable=False, server_default=""),
    Column("level", Text, nullable=False, comment="vocabulary.SecurityLevel"),
    Column("started_on", Date),
    Column("ended_on", Date),
    Column("full_term_on", Date),
    Column("two_thirds_on", Date),
    Column("probation", Text, nullable=False, server_default="none", comment="vocabulary.ProbationState"),
    Column("probation_on", Date, comment="the date applied for or granted"),
    Column("decided_on", Date, comment="the decided release date"),
    Column("released_on", Date, comment="the actual release"),
    UniqueConstraint("participant_id", "number", name="uq_custody_episode_number"),
    sqlite_strict=True,
)

phase_transition = Table(
    "phase_transition",
    metadata,
    *identity(),
    of_participant(),
    Column("from_phase", Text, comment="empty for the first"),
    Column("to_phase", Text, nullable=False),
    Column("on", Date, nullable=False),
    Column("at", Instant, nullable=False, comment="when it was recorded"),
    Column("possibilities", Text, nullable=False, server_default="", comment="mulighetsrom; no case story"),
    Column("limits", Text, nullable=False, server_default="", comment="begrensninger"),
    Column("special", Text, nullable=False, server_default="", comment="oppfølgingsspesifikke forhold"),
    Column("took_part", Text, nullable=False, server_default="", comment="initials, separated by spaces"),
    Column("reason", Text, nullable=False, server_default=""),
    flag("unplanned"),
    flag("proposed"),
    sqlite_strict=True,
)

intake_talk = Table(
    "intake_talk",
    metadata,
    *identity(),
    of_participant(),
    Column("kind", Text, nullable=False, comment="vocabulary.IntakeTalkKind"),
    Column("on", Date),
    flag("held"),
    UniqueConstraint("participant_id", "kind", name="uq_intake_talk_kind"),
    sqlite_strict=True,
)

intake_criterion = Table(
    "intake_criterion",
    metadata,
    *identity(),
    of_participant(),
    Column("key", Text, nullable=False, comment="a criterion of programme.toml"),
    Column("answer", Text, nullable=False, server_default="unknown", comment="vocabulary.Judgement"),
    UniqueConstraint("participant_id", "key", name="uq_intake_criterion_key"),
    sqlite_strict=True,
)
