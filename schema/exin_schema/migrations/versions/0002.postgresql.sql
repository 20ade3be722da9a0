CREATE TABLE invitation (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT,
	meeting_id TEXT NOT NULL,
	contact_id TEXT,
	caseworker_id TEXT,
	address TEXT NOT NULL,
	sequence INTEGER DEFAULT '0' NOT NULL,
	sent_at TIMESTAMP WITH TIME ZONE NOT NULL,
	sent_by TEXT NOT NULL,
	cancelled_at TIMESTAMP WITH TIME ZONE,
	CONSTRAINT pk_invitation PRIMARY KEY (id),
	CONSTRAINT fk_invitation_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id),
	CONSTRAINT fk_invitation_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id),
	CONSTRAINT fk_invitation_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id),
	CONSTRAINT fk_invitation_caseworker_id_caseworker FOREIGN KEY(caseworker_id) REFERENCES caseworker (id)
)
;
CREATE INDEX ix_invitation_meeting_id ON invitation (meeting_id)
;
CREATE INDEX ix_invitation_participant_id ON invitation (participant_id)
;
CREATE UNIQUE INDEX ix_invitation_address ON invitation (meeting_id, address)
;
COMMENT ON COLUMN invitation.address IS 'the e-mail address that it was sent to'
;
COMMENT ON COLUMN invitation.sequence IS 'of the meeting when last sent'
;
COMMENT ON COLUMN invitation.sent_at IS 'last sent'
;
COMMENT ON COLUMN invitation.sent_by IS 'initials'
;
COMMENT ON COLUMN invitation.cancelled_at IS 'when the cancellation was sent; empty: it stands'
;
CREATE TABLE standup (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	kind TEXT NOT NULL,
	caseworker_id TEXT,
	held_on DATE NOT NULL,
	held_by TEXT NOT NULL,
	state TEXT DEFAULT 'running' NOT NULL,
	started_at TIMESTAMP WITH TIME ZONE NOT NULL,
	ended_at TIMESTAMP WITH TIME ZONE,
	away TEXT DEFAULT '' NOT NULL,
	planned_minutes INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	seconds INTEGER DEFAULT '0' NOT NULL,
	clock_since TIMESTAMP WITH TIME ZONE,
	since_change BIGINT,
	began_change BIGINT NOT NULL,
	ended_change BIGINT,
	meeting_id TEXT,
	CONSTRAINT pk_standup PRIMARY KEY (id),
	CONSTRAINT fk_standup_caseworker_id_caseworker FOREIGN KEY(caseworker_id) REFERENCES caseworker (id),
	CONSTRAINT fk_standup_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id)
)
;
CREATE INDEX ix_standup_held ON standup (kind, held_on)
;
CREATE INDEX ix_standup_open ON standup (kind) WHERE state != 'ended'
;
COMMENT ON COLUMN standup.kind IS 'vocabulary.ReviewKind'
;
COMMENT ON COLUMN standup.held_by IS 'initials of who leads it'
;
COMMENT ON COLUMN standup.state IS 'vocabulary.ReviewState'
;
COMMENT ON COLUMN standup.away IS 'who is not there: initials, by spaces'
;
COMMENT ON COLUMN standup.position IS 'of the entry that is shown'
;
COMMENT ON COLUMN standup.seconds IS 'used in all, until clock_since'
;
COMMENT ON COLUMN standup.clock_since IS 'since when the clock runs; empty: it stands'
;
COMMENT ON COLUMN standup.since_change IS 'the log''s id where the one before ended; empty: the first'
;
COMMENT ON COLUMN standup.began_change IS 'the log''s id when it began'
;
COMMENT ON COLUMN standup.ended_change IS 'the log''s id when it ended: the next one starts from here'
;
CREATE TABLE standup_entry (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	standup_id TEXT NOT NULL,
	participant_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	state TEXT DEFAULT 'waiting' NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	decision TEXT DEFAULT '' NOT NULL,
	seconds INTEGER DEFAULT '0' NOT NULL,
	for_team BOOLEAN DEFAULT '0' NOT NULL,
	CONSTRAINT pk_standup_entry PRIMARY KEY (id),
	CONSTRAINT uq_standup_entry_participant UNIQUE (standup_id, participant_id),
	CONSTRAINT fk_standup_entry_standup_id_standup FOREIGN KEY(standup_id) REFERENCES standup (id),
	CONSTRAINT fk_standup_entry_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id)
)
;
CREATE INDEX ix_standup_entry_participant_id ON standup_entry (participant_id)
;
COMMENT ON COLUMN standup_entry.position IS '0 for the first'
;
COMMENT ON COLUMN standup_entry.state IS 'vocabulary.EntryState'
;
COMMENT ON COLUMN standup_entry.reason IS 'why skipped; one short line'
;
COMMENT ON COLUMN standup_entry.decision IS 'one short line; no case story'
;
CREATE TABLE standup_clock (
	standup_id TEXT NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	CONSTRAINT pk_standup_clock PRIMARY KEY (standup_id),
	CONSTRAINT fk_standup_clock_standup_id_standup FOREIGN KEY(standup_id) REFERENCES standup (id)
)
;
