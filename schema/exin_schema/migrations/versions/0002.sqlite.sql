CREATE TABLE invitation (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT,
	meeting_id TEXT NOT NULL,
	contact_id TEXT,
	caseworker_id TEXT,
	address TEXT NOT NULL,
	sequence INTEGER DEFAULT '0' NOT NULL,
	sent_at TEXT NOT NULL,
	sent_by TEXT NOT NULL,
	cancelled_at TEXT,
	CONSTRAINT pk_invitation PRIMARY KEY (id),
	CONSTRAINT fk_invitation_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id),
	CONSTRAINT fk_invitation_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id),
	CONSTRAINT fk_invitation_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id),
	CONSTRAINT fk_invitation_caseworker_id_caseworker FOREIGN KEY(caseworker_id) REFERENCES caseworker (id)
)
 STRICT
;
CREATE INDEX ix_invitation_meeting_id ON invitation (meeting_id)
;
CREATE INDEX ix_invitation_participant_id ON invitation (participant_id)
;
CREATE UNIQUE INDEX ix_invitation_address ON invitation (meeting_id, address)
;
CREATE TABLE standup (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	kind TEXT NOT NULL,
	caseworker_id TEXT,
	held_on TEXT NOT NULL,
	held_by TEXT NOT NULL,
	state TEXT DEFAULT 'running' NOT NULL,
	started_at TEXT NOT NULL,
	ended_at TEXT,
	away TEXT DEFAULT '' NOT NULL,
	planned_minutes INTEGER NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	seconds INTEGER DEFAULT '0' NOT NULL,
	clock_since TEXT,
	since_change INTEGER,
	began_change INTEGER NOT NULL,
	ended_change INTEGER,
	meeting_id TEXT,
	CONSTRAINT pk_standup PRIMARY KEY (id),
	CONSTRAINT fk_standup_caseworker_id_caseworker FOREIGN KEY(caseworker_id) REFERENCES caseworker (id),
	CONSTRAINT fk_standup_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id)
)
 STRICT
;
CREATE INDEX ix_standup_held ON standup (kind, held_on)
;
CREATE INDEX ix_standup_open ON standup (kind) WHERE state != 'ended'
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
	for_team INTEGER DEFAULT '0' NOT NULL,
	CONSTRAINT pk_standup_entry PRIMARY KEY (id),
	CONSTRAINT uq_standup_entry_participant UNIQUE (standup_id, participant_id),
	CONSTRAINT fk_standup_entry_standup_id_standup FOREIGN KEY(standup_id) REFERENCES standup (id),
	CONSTRAINT fk_standup_entry_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id)
)
 STRICT
;
CREATE INDEX ix_standup_entry_participant_id ON standup_entry (participant_id)
;
CREATE TABLE standup_clock (
	standup_id TEXT NOT NULL,
	at TEXT NOT NULL,
	CONSTRAINT pk_standup_clock PRIMARY KEY (standup_id),
	CONSTRAINT fk_standup_clock_standup_id_standup FOREIGN KEY(standup_id) REFERENCES standup (id)
)
 STRICT
;
