"""Meetings, who comes, and who was invited."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Index, Integer, Table, Text

from exin_schema.tables.columns import Instant, flag, identity, metadata, partial_index, reference

meeting = Table(
    "meeting",
    metadata,
    *identity(),
    reference("participant_id", "participant", index=True),
    Column("uid", Text, nullable=False, comment="the calendar's UID: random, says nothing"),
    Column("ref", Text, nullable=False, server_default="", comment="the team's own, in its list; import"),
    Column("sequence", Integer, nullable=False, server_default="0"),
    reference("series_id", "meeting", index=True),
    Column("recurrence_id", Instant, comment="which instance of the series this replaces"),
    Column("kind", Text, nullable=False, comment="a meeting kind of programme.toml, or partner.kind"),
    Column("title", Text, nullable=False, server_default="", comment="only for kind other"),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("all_day_on", Date, comment="set for a whole day, such as the release day"),
    Column("rrule", Text, comment="RFC 5545, for recurring meetings"),
    Column("exdates", Text, nullable=False, server_default="", comment="UTC instants, separated by spaces"),
    Column("status", Text, nullable=False, server_default="planned", comment="vocabulary.MeetingStatus"),
    Column("outcome", Text, comment="vocabulary.MeetingOutcome"),
    Column("place", Text, nullable=False, server_default=""),
    flag("video"),
    reference("caseworker_id", "caseworker", index=True),
    reference("driver_id", "caseworker"),
    reference("car_id", "car"),
    Column("prepare", Text, nullable=False, server_default="", comment="what must be prepared; short"),
    Column("reminder_sent_on", Date),
    Column("travel_minutes", Integer),
    Column("cancelled_at", Instant),
    Column("changed_at", Instant, nullable=False),
    Column("imported", Boolean, nullable=False, server_default="0", comment="came with an .ics"),
    sqlite_strict=True,
)
_live = meeting.c.status == "planned"
partial_index("ix_meeting_live", meeting.c.starts_at, where=_live)
Index("ix_meeting_uid", meeting.c.uid, meeting.c.recurrence_id, unique=True)

meeting_attendee = Table(
    "meeting_attendee",
    metadata,
    *identity(),
    reference("participant_id", "participant"),
    reference("meeting_id", "meeting", required=True, index=True),
    reference("caseworker_id", "caseworker"),
    reference("contact_id", "contact"),
    sqlite_strict=True,
)

#: Whom a meeting was sent to, so that the same address gets the change and the cancellation.
invitation = Table(
    "invitation",
    metadata,
    *identity(),
    reference("participant_id", "participant", index=True),
    reference("meeting_id", "meeting", required=True, index=True),
    reference("contact_id", "contact"),
    reference("caseworker_id", "caseworker"),
    Column("address", Text, nullable=False, comment="the e-mail address that it was sent to"),
    Column("sequence", Integer, nullable=False, server_default="0", comment="of the meeting when last sent"),
    Column("sent_at", Instant, nullable=False, comment="last sent"),
    Column("sent_by", Text, nullable=False, comment="initials"),
    Column("cancelled_at", Instant, comment="when the cancellation was sent; empty: it stands"),
    sqlite_strict=True,
)
Index("ix_invitation_address", invitation.c.meeting_id, invitation.c.address, unique=True)
