CREATE TABLE change (
	id INTEGER NOT NULL,
	at TEXT NOT NULL,
	actor TEXT NOT NULL,
	unit TEXT NOT NULL,
	command TEXT NOT NULL,
	verb TEXT NOT NULL,
	entity TEXT NOT NULL,
	entity_id TEXT NOT NULL,
	participant_id TEXT,
	field TEXT NOT NULL,
	old BLOB,
	new BLOB,
	hash BLOB NOT NULL,
	CONSTRAINT pk_change PRIMARY KEY (id)
)
 STRICT
;
CREATE INDEX ix_change_entity ON change (entity, entity_id)
;
CREATE INDEX ix_change_participant ON change (participant_id, id)
;
CREATE INDEX ix_change_unit ON change (unit)
;
CREATE TRIGGER change_no_update BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'change is append-only'); END
;
CREATE TRIGGER change_no_delete BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'change is append-only'); END
;
CREATE TRIGGER change_no_replace BEFORE INSERT ON change WHEN EXISTS (SELECT 1 FROM change WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'change is append-only'); END
;
CREATE TABLE subject_key (
	participant_id TEXT NOT NULL,
	"key" BLOB,
	CONSTRAINT pk_subject_key PRIMARY KEY (participant_id)
)
 STRICT
;
CREATE TABLE access (
	id INTEGER NOT NULL,
	at TEXT NOT NULL,
	actor TEXT NOT NULL,
	participant_id TEXT,
	what TEXT NOT NULL,
	CONSTRAINT pk_access PRIMARY KEY (id)
)
 STRICT
;
CREATE TRIGGER access_no_update BEFORE UPDATE ON access BEGIN SELECT RAISE(ABORT, 'access is append-only'); END
;
CREATE TRIGGER access_no_delete BEFORE DELETE ON access BEGIN SELECT RAISE(ABORT, 'access is append-only'); END
;
CREATE TRIGGER access_no_replace BEFORE INSERT ON access WHEN EXISTS (SELECT 1 FROM access WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'access is append-only'); END
;
CREATE TABLE disclosure (
	id INTEGER NOT NULL,
	at TEXT NOT NULL,
	actor TEXT NOT NULL,
	participant_id TEXT,
	recipient TEXT NOT NULL,
	export TEXT NOT NULL,
	fields TEXT NOT NULL,
	consents TEXT DEFAULT '' NOT NULL,
	cancelled INTEGER DEFAULT '0' NOT NULL,
	CONSTRAINT pk_disclosure PRIMARY KEY (id)
)
 STRICT
;
CREATE INDEX ix_disclosure_participant_id ON disclosure (participant_id)
;
CREATE TRIGGER disclosure_no_update BEFORE UPDATE ON disclosure BEGIN SELECT RAISE(ABORT, 'disclosure is append-only'); END
;
CREATE TRIGGER disclosure_no_delete BEFORE DELETE ON disclosure BEGIN SELECT RAISE(ABORT, 'disclosure is append-only'); END
;
CREATE TRIGGER disclosure_no_replace BEFORE INSERT ON disclosure WHEN EXISTS (SELECT 1 FROM disclosure WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'disclosure is append-only'); END
;
CREATE TABLE setting (
	"key" TEXT NOT NULL,
	value TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT pk_setting PRIMARY KEY ("key")
)
 STRICT
;
CREATE TABLE agency (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	partner TEXT,
	place TEXT DEFAULT '' NOT NULL,
	phone TEXT DEFAULT '' NOT NULL,
	email TEXT DEFAULT '' NOT NULL,
	active INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT pk_agency PRIMARY KEY (id),
	CONSTRAINT uq_agency_name UNIQUE (name)
)
 STRICT
;
CREATE TABLE team (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	name TEXT NOT NULL,
	code_prefix TEXT NOT NULL,
	CONSTRAINT pk_team PRIMARY KEY (id)
)
 STRICT
;
CREATE TABLE caseworker (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	initials TEXT NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	role TEXT NOT NULL,
	capacity INTEGER,
	demanding_capacity INTEGER,
	active INTEGER DEFAULT '1' NOT NULL,
	away INTEGER,
	overload_reason TEXT DEFAULT '' NOT NULL,
	overload_by TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_caseworker PRIMARY KEY (id),
	CONSTRAINT uq_caseworker_initials UNIQUE (initials)
)
 STRICT
;
CREATE TABLE car (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	name TEXT NOT NULL,
	active INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT pk_car PRIMARY KEY (id),
	CONSTRAINT uq_car_name UNIQUE (name)
)
 STRICT
;
CREATE TABLE contact (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	agency_id TEXT,
	name TEXT NOT NULL,
	role TEXT DEFAULT '' NOT NULL,
	phone TEXT DEFAULT '' NOT NULL,
	email TEXT DEFAULT '' NOT NULL,
	active INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT pk_contact PRIMARY KEY (id),
	CONSTRAINT fk_contact_agency_id_agency FOREIGN KEY(agency_id) REFERENCES agency (id)
)
 STRICT
;
CREATE INDEX ix_contact_agency_id ON contact (agency_id)
;
CREATE TABLE participant (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	code TEXT NOT NULL,
	alias TEXT NOT NULL,
	given_name TEXT DEFAULT '' NOT NULL,
	family_name TEXT DEFAULT '' NOT NULL,
	birth_date TEXT,
	phone TEXT DEFAULT '' NOT NULL,
	phone_verified_on TEXT,
	address TEXT DEFAULT '' NOT NULL,
	district TEXT DEFAULT '' NOT NULL,
	protected_address INTEGER DEFAULT '0' NOT NULL,
	caseworker_id TEXT,
	phase TEXT NOT NULL,
	phase_since TEXT,
	soma_reference TEXT DEFAULT '' NOT NULL,
	referred_by TEXT,
	referred_on TEXT,
	enrolled_on TEXT,
	intake_outcome TEXT,
	closing_reason TEXT,
	closed_on TEXT,
	release_group_needed INTEGER,
	transfer_meeting_needed INTEGER,
	first_group_needed INTEGER,
	discuss_by TEXT,
	CONSTRAINT pk_participant PRIMARY KEY (id),
	CONSTRAINT uq_participant_code UNIQUE (code),
	CONSTRAINT fk_participant_caseworker_id_caseworker FOREIGN KEY(caseworker_id) REFERENCES caseworker (id)
)
 STRICT
;
CREATE INDEX ix_participant_active ON participant (phase) WHERE closed_on IS NULL
;
CREATE INDEX ix_participant_caseworker_id ON participant (caseworker_id)
;
CREATE TABLE meeting (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT,
	uid TEXT NOT NULL,
	ref TEXT DEFAULT '' NOT NULL,
	sequence INTEGER DEFAULT '0' NOT NULL,
	series_id TEXT,
	recurrence_id TEXT,
	kind TEXT NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	starts_at TEXT NOT NULL,
	ends_at TEXT NOT NULL,
	all_day_on TEXT,
	rrule TEXT,
	exdates TEXT DEFAULT '' NOT NULL,
	status TEXT DEFAULT 'planned' NOT NULL,
	outcome TEXT,
	place TEXT DEFAULT '' NOT NULL,
	video INTEGER DEFAULT '0' NOT NULL,
	caseworker_id TEXT,
	driver_id TEXT,
	car_id TEXT,
	prepare TEXT DEFAULT '' NOT NULL,
	reminder_sent_on TEXT,
	travel_minutes INTEGER,
	cancelled_at TEXT,
	changed_at TEXT NOT NULL,
	imported INTEGER DEFAULT '0' NOT NULL,
	CONSTRAINT pk_meeting PRIMARY KEY (id),
	CONSTRAINT fk_meeting_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id),
	CONSTRAINT fk_meeting_series_id_meeting FOREIGN KEY(series_id) REFERENCES meeting (id),
	CONSTRAINT fk_meeting_caseworker_id_caseworker FOREIGN KEY(caseworker_id) REFERENCES caseworker (id),
	CONSTRAINT fk_meeting_driver_id_caseworker FOREIGN KEY(driver_id) REFERENCES caseworker (id),
	CONSTRAINT fk_meeting_car_id_car FOREIGN KEY(car_id) REFERENCES car (id)
)
 STRICT
;
CREATE INDEX ix_meeting_caseworker_id ON meeting (caseworker_id)
;
CREATE INDEX ix_meeting_live ON meeting (starts_at) WHERE status = 'planned'
;
CREATE INDEX ix_meeting_participant_id ON meeting (participant_id)
;
CREATE INDEX ix_meeting_series_id ON meeting (series_id)
;
CREATE UNIQUE INDEX ix_meeting_uid ON meeting (uid, recurrence_id)
;
CREATE TABLE participant_contact (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT NOT NULL,
	contact_id TEXT NOT NULL,
	role TEXT NOT NULL,
	from_on TEXT,
	to_on TEXT,
	CONSTRAINT pk_participant_contact PRIMARY KEY (id),
	CONSTRAINT uq_participant_contact_role UNIQUE (participant_id, contact_id, role),
	CONSTRAINT fk_participant_contact_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id),
	CONSTRAINT fk_participant_contact_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id)
)
 STRICT
;
CREATE INDEX ix_participant_contact_contact_id ON participant_contact (contact_id)
;
CREATE INDEX ix_participant_contact_participant_id ON participant_contact (participant_id)
;
CREATE TABLE partner_fact (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT NOT NULL,
	partner TEXT NOT NULL,
	fact TEXT NOT NULL,
	value TEXT NOT NULL,
	changed_at TEXT,
	changed_by TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_partner_fact PRIMARY KEY (id),
	CONSTRAINT uq_partner_fact_fact UNIQUE (participant_id, partner, fact),
	CONSTRAINT fk_partner_fact_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id)
)
 STRICT
;
CREATE TABLE partner_record (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT NOT NULL,
	partner TEXT NOT NULL,
	record TEXT NOT NULL,
	"values" TEXT NOT NULL,
	changed_at TEXT,
	changed_by TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_partner_record PRIMARY KEY (id),
	CONSTRAINT fk_partner_record_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id)
)
 STRICT
;
CREATE INDEX ix_partner_record_participant_id ON partner_record (participant_id)
;
CREATE TABLE custody_episode (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT NOT NULL,
	number INTEGER NOT NULL,
	kind TEXT NOT NULL,
	place TEXT DEFAULT '' NOT NULL,
	unit TEXT DEFAULT '' NOT NULL,
	level TEXT NOT NULL,
	started_on TEXT,
	ended_on TEXT,
	full_term_on TEXT,
	two_thirds_on TEXT,
	probation TEXT DEFAULT 'none' NOT NULL,
	probation_on TEXT,
	decided_on TEXT,
	released_on TEXT,
	CONSTRAINT pk_custody_episode PRIMARY KEY (id),
	CONSTRAINT uq_custody_episode_number UNIQUE (participant_id, number),
	CONSTRAINT fk_custody_episode_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id)
)
 STRICT
;
CREATE INDEX ix_custody_episode_participant_id ON custody_episode (participant_id)
;
CREATE TABLE phase_transition (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT NOT NULL,
	from_phase TEXT,
	to_phase TEXT NOT NULL,
	"on" TEXT NOT NULL,
	at TEXT NOT NULL,
	possibilities TEXT DEFAULT '' NOT NULL,
	limits TEXT DEFAULT '' NOT NULL,
	special TEXT DEFAULT '' NOT NULL,
	took_part TEXT DEFAULT '' NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	unplanned INTEGER DEFAULT '0' NOT NULL,
	proposed INTEGER DEFAULT '0' NOT NULL,
	CONSTRAINT pk_phase_transition PRIMARY KEY (id),
	CONSTRAINT fk_phase_transition_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id)
)
 STRICT
;
CREATE INDEX ix_phase_transition_participant_id ON phase_transition (participant_id)
;
CREATE TABLE intake_talk (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	"on" TEXT,
	held INTEGER DEFAULT '0' NOT NULL,
	CONSTRAINT pk_intake_talk PRIMARY KEY (id),
	CONSTRAINT uq_intake_talk_kind UNIQUE (participant_id, kind),
	CONSTRAINT fk_intake_talk_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id)
)
 STRICT
;
CREATE INDEX ix_intake_talk_participant_id ON intake_talk (participant_id)
;
CREATE TABLE intake_criterion (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT NOT NULL,
	"key" TEXT NOT NULL,
	answer TEXT DEFAULT 'unknown' NOT NULL,
	CONSTRAINT pk_intake_criterion PRIMARY KEY (id),
	CONSTRAINT uq_intake_criterion_key UNIQUE (participant_id, "key"),
	CONSTRAINT fk_intake_criterion_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id)
)
 STRICT
;
CREATE INDEX ix_intake_criterion_participant_id ON intake_criterion (participant_id)
;
CREATE TABLE task (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT,
	"key" TEXT,
	partner TEXT,
	step TEXT DEFAULT '' NOT NULL,
	holder TEXT DEFAULT 'exin' NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	state TEXT DEFAULT 'open' NOT NULL,
	due_on TEXT,
	due_override INTEGER DEFAULT '0' NOT NULL,
	snoozed_until TEXT,
	snooze_reason TEXT DEFAULT '' NOT NULL,
	responsible_id TEXT,
	note TEXT DEFAULT '' NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	changed_at TEXT,
	changed_by TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_task PRIMARY KEY (id),
	CONSTRAINT fk_task_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id),
	CONSTRAINT fk_task_responsible_id_caseworker FOREIGN KEY(responsible_id) REFERENCES caseworker (id)
)
 STRICT
;
CREATE INDEX ix_task_open ON task (due_on) WHERE state = 'open'
;
CREATE INDEX ix_task_participant_id ON task (participant_id)
;
CREATE TABLE application (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	what TEXT DEFAULT '' NOT NULL,
	agency_id TEXT,
	state TEXT DEFAULT 'draft' NOT NULL,
	sent_on TEXT,
	decided_on TEXT,
	in_writing INTEGER,
	complaint_due_on TEXT,
	complaint_sent_on TEXT,
	CONSTRAINT pk_application PRIMARY KEY (id),
	CONSTRAINT fk_application_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id),
	CONSTRAINT fk_application_agency_id_agency FOREIGN KEY(agency_id) REFERENCES agency (id)
)
 STRICT
;
CREATE INDEX ix_application_participant_id ON application (participant_id)
;
CREATE INDEX ix_application_waiting ON application (participant_id) WHERE state IN ('sent', 'in_process')
;
CREATE TABLE checklist (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT NOT NULL,
	episode_id TEXT,
	kind TEXT NOT NULL,
	in_force_on TEXT,
	CONSTRAINT pk_checklist PRIMARY KEY (id),
	CONSTRAINT uq_checklist_kind UNIQUE (participant_id, episode_id, kind),
	CONSTRAINT fk_checklist_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id),
	CONSTRAINT fk_checklist_episode_id_custody_episode FOREIGN KEY(episode_id) REFERENCES custody_episode (id)
)
 STRICT
;
CREATE INDEX ix_checklist_episode_id ON checklist (episode_id)
;
CREATE INDEX ix_checklist_participant_id ON checklist (participant_id)
;
CREATE TABLE meeting_attendee (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT,
	meeting_id TEXT NOT NULL,
	caseworker_id TEXT,
	contact_id TEXT,
	CONSTRAINT pk_meeting_attendee PRIMARY KEY (id),
	CONSTRAINT fk_meeting_attendee_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id),
	CONSTRAINT fk_meeting_attendee_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id),
	CONSTRAINT fk_meeting_attendee_caseworker_id_caseworker FOREIGN KEY(caseworker_id) REFERENCES caseworker (id),
	CONSTRAINT fk_meeting_attendee_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id)
)
 STRICT
;
CREATE INDEX ix_meeting_attendee_meeting_id ON meeting_attendee (meeting_id)
;
CREATE TABLE consent (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT NOT NULL,
	line TEXT NOT NULL,
	role TEXT DEFAULT '' NOT NULL,
	person TEXT DEFAULT '' NOT NULL,
	topics TEXT DEFAULT '' NOT NULL,
	given_on TEXT NOT NULL,
	expires_on TEXT,
	withdrawn_on TEXT,
	episode_id TEXT,
	document TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_consent PRIMARY KEY (id),
	CONSTRAINT fk_consent_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id),
	CONSTRAINT fk_consent_episode_id_custody_episode FOREIGN KEY(episode_id) REFERENCES custody_episode (id)
)
 STRICT
;
CREATE INDEX ix_consent_participant_id ON consent (participant_id)
;
CREATE TABLE activity (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	"on" TEXT NOT NULL,
	caseworker_id TEXT,
	meeting_id TEXT,
	agency_id TEXT,
	reached INTEGER DEFAULT '1' NOT NULL,
	with_participant INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT pk_activity PRIMARY KEY (id),
	CONSTRAINT fk_activity_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id),
	CONSTRAINT fk_activity_caseworker_id_caseworker FOREIGN KEY(caseworker_id) REFERENCES caseworker (id),
	CONSTRAINT fk_activity_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id),
	CONSTRAINT fk_activity_agency_id_agency FOREIGN KEY(agency_id) REFERENCES agency (id)
)
 STRICT
;
CREATE INDEX ix_activity_contact ON activity (participant_id, "on") WHERE reached IS 1 AND with_participant IS 1
;
CREATE TABLE situation (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT NOT NULL,
	episode_id TEXT,
	moment TEXT NOT NULL,
	"on" TEXT NOT NULL,
	housing TEXT,
	income TEXT DEFAULT '' NOT NULL,
	child_support INTEGER,
	children INTEGER,
	individual_plan TEXT,
	CONSTRAINT pk_situation PRIMARY KEY (id),
	CONSTRAINT uq_situation_moment UNIQUE (participant_id, episode_id, moment),
	CONSTRAINT fk_situation_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id),
	CONSTRAINT fk_situation_episode_id_custody_episode FOREIGN KEY(episode_id) REFERENCES custody_episode (id)
)
 STRICT
;
CREATE TABLE checklist_item (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT NOT NULL,
	checklist_id TEXT NOT NULL,
	"key" TEXT NOT NULL,
	position INTEGER NOT NULL,
	state TEXT DEFAULT 'not_started' NOT NULL,
	due_on TEXT,
	due_override INTEGER DEFAULT '0' NOT NULL,
	responsible_id TEXT,
	value_on TEXT,
	contact_id TEXT,
	reason TEXT DEFAULT '' NOT NULL,
	confirmed_with TEXT DEFAULT '' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	active INTEGER DEFAULT '1' NOT NULL,
	changed_at TEXT,
	changed_by TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_checklist_item PRIMARY KEY (id),
	CONSTRAINT uq_checklist_item_key UNIQUE (checklist_id, "key"),
	CONSTRAINT fk_checklist_item_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id),
	CONSTRAINT fk_checklist_item_checklist_id_checklist FOREIGN KEY(checklist_id) REFERENCES checklist (id),
	CONSTRAINT fk_checklist_item_responsible_id_caseworker FOREIGN KEY(responsible_id) REFERENCES caseworker (id),
	CONSTRAINT fk_checklist_item_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id)
)
 STRICT
;
CREATE INDEX ix_checklist_item_due ON checklist_item (due_on) WHERE state IN ('not_started', 'in_progress') AND active IS 1
;
CREATE INDEX ix_checklist_item_open ON checklist_item (participant_id, due_on, "key") WHERE state IN ('not_started', 'in_progress') AND active IS 1
;
CREATE INDEX ix_checklist_item_progress ON checklist_item (checklist_id, state) WHERE active IS 1
;
