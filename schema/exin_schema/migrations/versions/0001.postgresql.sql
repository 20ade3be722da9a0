CREATE TABLE change (
	id BIGINT NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	actor TEXT NOT NULL,
	unit TEXT NOT NULL,
	command TEXT NOT NULL,
	verb TEXT NOT NULL,
	entity TEXT NOT NULL,
	entity_id TEXT NOT NULL,
	participant_id TEXT,
	field TEXT NOT NULL,
	"old" BYTEA,
	"new" BYTEA,
	hash BYTEA NOT NULL,
	CONSTRAINT pk_change PRIMARY KEY (id)
)
;
CREATE INDEX ix_change_entity ON change (entity, entity_id)
;
CREATE INDEX ix_change_participant ON change (participant_id, id)
;
CREATE INDEX ix_change_unit ON change (unit)
;
COMMENT ON COLUMN change.id IS '1, 2, 3 … without gaps'
;
COMMENT ON COLUMN change.actor IS 'initials of who did it'
;
COMMENT ON COLUMN change.unit IS 'one command is one unit: what undo takes back at once'
;
COMMENT ON COLUMN change.command IS 'the command that did it, such as item.tick'
;
COMMENT ON COLUMN change.verb IS 'insert, update or delete'
;
COMMENT ON COLUMN change.entity IS 'the table'
;
COMMENT ON COLUMN change.participant_id IS 'whose key seals the values; empty: not sealed'
;
COMMENT ON COLUMN change.field IS 'the column; empty: the whole row as JSON'
;
COMMENT ON COLUMN change.hash IS 'SHA-256 over the previous hash and this row'
;
CREATE FUNCTION change_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'change is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$
;
CREATE TRIGGER change_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON change FOR EACH STATEMENT EXECUTE FUNCTION change_is_append_only()
;
CREATE TABLE subject_key (
	participant_id TEXT NOT NULL,
	key BYTEA,
	CONSTRAINT pk_subject_key PRIMARY KEY (participant_id)
)
;
COMMENT ON COLUMN subject_key.key IS 'empty: erased'
;
CREATE TABLE access (
	id BIGSERIAL NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	actor TEXT NOT NULL,
	participant_id TEXT,
	what TEXT NOT NULL,
	CONSTRAINT pk_access PRIMARY KEY (id)
)
;
COMMENT ON COLUMN access.what IS 'such as open_view, reveal, protected_address'
;
CREATE FUNCTION access_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'access is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$
;
CREATE TRIGGER access_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON access FOR EACH STATEMENT EXECUTE FUNCTION access_is_append_only()
;
CREATE TABLE disclosure (
	id BIGSERIAL NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	actor TEXT NOT NULL,
	participant_id TEXT,
	recipient TEXT NOT NULL,
	export TEXT NOT NULL,
	fields TEXT NOT NULL,
	consents TEXT DEFAULT '' NOT NULL,
	cancelled BOOLEAN DEFAULT '0' NOT NULL,
	CONSTRAINT pk_disclosure PRIMARY KEY (id)
)
;
CREATE INDEX ix_disclosure_participant_id ON disclosure (participant_id)
;
COMMENT ON COLUMN disclosure.recipient IS 'partner, agency or calendar'
;
COMMENT ON COLUMN disclosure.fields IS 'separated by spaces'
;
COMMENT ON COLUMN disclosure.consents IS 'ids, separated by spaces'
;
CREATE FUNCTION disclosure_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'disclosure is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$
;
CREATE TRIGGER disclosure_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON disclosure FOR EACH STATEMENT EXECUTE FUNCTION disclosure_is_append_only()
;
CREATE TABLE setting (
	key TEXT NOT NULL,
	value TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT pk_setting PRIMARY KEY (key)
)
;
COMMENT ON COLUMN setting.value IS 'JSON'
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
	active BOOLEAN DEFAULT '1' NOT NULL,
	CONSTRAINT pk_agency PRIMARY KEY (id),
	CONSTRAINT uq_agency_name UNIQUE (name)
)
;
COMMENT ON COLUMN agency.kind IS 'a consent line''s key, or a team''s own'
;
COMMENT ON COLUMN agency.partner IS 'the partner plugin that deals with it'
;
CREATE TABLE team (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	name TEXT NOT NULL,
	code_prefix TEXT NOT NULL,
	CONSTRAINT pk_team PRIMARY KEY (id)
)
;
COMMENT ON COLUMN team.name IS 'what the header shows, such as the district'
;
COMMENT ON COLUMN team.code_prefix IS 'SN in SN-014'
;
CREATE TABLE caseworker (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	initials TEXT NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	role TEXT NOT NULL,
	capacity INTEGER,
	demanding_capacity INTEGER,
	active BOOLEAN DEFAULT '1' NOT NULL,
	away BOOLEAN,
	overload_reason TEXT DEFAULT '' NOT NULL,
	overload_by TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_caseworker PRIMARY KEY (id),
	CONSTRAINT uq_caseworker_initials UNIQUE (initials)
)
;
COMMENT ON COLUMN caseworker.role IS 'vocabulary.Role'
;
COMMENT ON COLUMN caseworker.capacity IS 'participants at once; empty: the programme''s limit for the role'
;
COMMENT ON COLUMN caseworker.demanding_capacity IS 'of these in phases 3 and 4; empty: the programme''s'
;
COMMENT ON COLUMN caseworker.away IS 'not at work today'
;
COMMENT ON COLUMN caseworker.overload_reason IS 'why the limit was passed'
;
COMMENT ON COLUMN caseworker.overload_by IS 'who decided it: initials'
;
CREATE TABLE car (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	name TEXT NOT NULL,
	active BOOLEAN DEFAULT '1' NOT NULL,
	CONSTRAINT pk_car PRIMARY KEY (id),
	CONSTRAINT uq_car_name UNIQUE (name)
)
;
CREATE TABLE contact (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	agency_id TEXT,
	name TEXT NOT NULL,
	role TEXT DEFAULT '' NOT NULL,
	phone TEXT DEFAULT '' NOT NULL,
	email TEXT DEFAULT '' NOT NULL,
	active BOOLEAN DEFAULT '1' NOT NULL,
	CONSTRAINT pk_contact PRIMARY KEY (id),
	CONSTRAINT fk_contact_agency_id_agency FOREIGN KEY(agency_id) REFERENCES agency (id)
)
;
CREATE INDEX ix_contact_agency_id ON contact (agency_id)
;
COMMENT ON COLUMN contact.role IS 'their title at the agency'
;
CREATE TABLE participant (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	code TEXT NOT NULL,
	alias TEXT NOT NULL,
	given_name TEXT DEFAULT '' NOT NULL,
	family_name TEXT DEFAULT '' NOT NULL,
	birth_date DATE,
	phone TEXT DEFAULT '' NOT NULL,
	phone_verified_on DATE,
	address TEXT DEFAULT '' NOT NULL,
	district TEXT DEFAULT '' NOT NULL,
	protected_address BOOLEAN DEFAULT '0' NOT NULL,
	caseworker_id TEXT,
	phase TEXT NOT NULL,
	phase_since DATE,
	soma_reference TEXT DEFAULT '' NOT NULL,
	referred_by TEXT,
	referred_on DATE,
	enrolled_on DATE,
	intake_outcome TEXT,
	closing_reason TEXT,
	closed_on DATE,
	release_group_needed BOOLEAN,
	transfer_meeting_needed BOOLEAN,
	first_group_needed BOOLEAN,
	discuss_by DATE,
	CONSTRAINT pk_participant PRIMARY KEY (id),
	CONSTRAINT uq_participant_code UNIQUE (code),
	CONSTRAINT fk_participant_caseworker_id_caseworker FOREIGN KEY(caseworker_id) REFERENCES caseworker (id)
)
;
CREATE INDEX ix_participant_active ON participant (phase) WHERE closed_on IS NULL
;
CREATE INDEX ix_participant_caseworker_id ON participant (caseworker_id)
;
COMMENT ON COLUMN participant.code IS 'SN-014: what stands for the person'
;
COMMENT ON COLUMN participant.alias IS 'a random word, given at registration'
;
COMMENT ON COLUMN participant.district IS 'the district they are tied to'
;
COMMENT ON COLUMN participant.phase IS 'vocabulary.Phase, as the last transition left it'
;
COMMENT ON COLUMN participant.soma_reference IS 'where the journal is'
;
COMMENT ON COLUMN participant.referred_by IS 'vocabulary.ReferralSource'
;
COMMENT ON COLUMN participant.intake_outcome IS 'vocabulary.IntakeOutcome'
;
COMMENT ON COLUMN participant.closing_reason IS 'vocabulary.ClosingReason'
;
COMMENT ON COLUMN participant.release_group_needed IS 'responsibility-group meeting before the release'
;
COMMENT ON COLUMN participant.transfer_meeting_needed IS 'no: marked not needed; empty: still suggested'
;
COMMENT ON COLUMN participant.first_group_needed IS 'first responsibility-group meeting outside'
;
COMMENT ON COLUMN participant.discuss_by IS 'after an unplanned release the drøft is held afterwards, by this day'
;
CREATE TABLE meeting (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT,
	uid TEXT NOT NULL,
	ref TEXT DEFAULT '' NOT NULL,
	sequence INTEGER DEFAULT '0' NOT NULL,
	series_id TEXT,
	recurrence_id TIMESTAMP WITH TIME ZONE,
	kind TEXT NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	starts_at TIMESTAMP WITH TIME ZONE NOT NULL,
	ends_at TIMESTAMP WITH TIME ZONE NOT NULL,
	all_day_on DATE,
	rrule TEXT,
	exdates TEXT DEFAULT '' NOT NULL,
	status TEXT DEFAULT 'planned' NOT NULL,
	outcome TEXT,
	place TEXT DEFAULT '' NOT NULL,
	video BOOLEAN DEFAULT '0' NOT NULL,
	caseworker_id TEXT,
	driver_id TEXT,
	car_id TEXT,
	prepare TEXT DEFAULT '' NOT NULL,
	reminder_sent_on DATE,
	travel_minutes INTEGER,
	cancelled_at TIMESTAMP WITH TIME ZONE,
	changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
	imported BOOLEAN DEFAULT '0' NOT NULL,
	CONSTRAINT pk_meeting PRIMARY KEY (id),
	CONSTRAINT fk_meeting_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id),
	CONSTRAINT fk_meeting_series_id_meeting FOREIGN KEY(series_id) REFERENCES meeting (id),
	CONSTRAINT fk_meeting_caseworker_id_caseworker FOREIGN KEY(caseworker_id) REFERENCES caseworker (id),
	CONSTRAINT fk_meeting_driver_id_caseworker FOREIGN KEY(driver_id) REFERENCES caseworker (id),
	CONSTRAINT fk_meeting_car_id_car FOREIGN KEY(car_id) REFERENCES car (id)
)
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
COMMENT ON COLUMN meeting.uid IS 'the calendar''s UID: random, says nothing'
;
COMMENT ON COLUMN meeting.ref IS 'the team''s own, in its list; import'
;
COMMENT ON COLUMN meeting.recurrence_id IS 'which instance of the series this replaces'
;
COMMENT ON COLUMN meeting.kind IS 'a meeting kind of programme.toml, or partner.kind'
;
COMMENT ON COLUMN meeting.title IS 'only for kind other'
;
COMMENT ON COLUMN meeting.all_day_on IS 'set for a whole day, such as the release day'
;
COMMENT ON COLUMN meeting.rrule IS 'RFC 5545, for recurring meetings'
;
COMMENT ON COLUMN meeting.exdates IS 'UTC instants, separated by spaces'
;
COMMENT ON COLUMN meeting.status IS 'vocabulary.MeetingStatus'
;
COMMENT ON COLUMN meeting.outcome IS 'vocabulary.MeetingOutcome'
;
COMMENT ON COLUMN meeting.prepare IS 'what must be prepared; short'
;
COMMENT ON COLUMN meeting.imported IS 'came with an .ics'
;
CREATE TABLE participant_contact (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT NOT NULL,
	contact_id TEXT NOT NULL,
	role TEXT NOT NULL,
	from_on DATE,
	to_on DATE,
	CONSTRAINT pk_participant_contact PRIMARY KEY (id),
	CONSTRAINT uq_participant_contact_role UNIQUE (participant_id, contact_id, role),
	CONSTRAINT fk_participant_contact_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id),
	CONSTRAINT fk_participant_contact_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id)
)
;
CREATE INDEX ix_participant_contact_contact_id ON participant_contact (contact_id)
;
CREATE INDEX ix_participant_contact_participant_id ON participant_contact (participant_id)
;
COMMENT ON COLUMN participant_contact.role IS 'a contact role of the programme, or partner.role'
;
CREATE TABLE partner_fact (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT NOT NULL,
	partner TEXT NOT NULL,
	fact TEXT NOT NULL,
	value TEXT NOT NULL,
	changed_at TIMESTAMP WITH TIME ZONE,
	changed_by TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_partner_fact PRIMARY KEY (id),
	CONSTRAINT uq_partner_fact_fact UNIQUE (participant_id, partner, fact),
	CONSTRAINT fk_partner_fact_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id)
)
;
COMMENT ON COLUMN partner_fact.value IS 'JSON, validated by the manifest''s type'
;
CREATE TABLE partner_record (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT NOT NULL,
	partner TEXT NOT NULL,
	record TEXT NOT NULL,
	values TEXT NOT NULL,
	changed_at TIMESTAMP WITH TIME ZONE,
	changed_by TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_partner_record PRIMARY KEY (id),
	CONSTRAINT fk_partner_record_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id)
)
;
CREATE INDEX ix_partner_record_participant_id ON partner_record (participant_id)
;
COMMENT ON COLUMN partner_record.values IS 'JSON object, validated by the manifest''s fields'
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
	started_on DATE,
	ended_on DATE,
	full_term_on DATE,
	two_thirds_on DATE,
	probation TEXT DEFAULT 'none' NOT NULL,
	probation_on DATE,
	decided_on DATE,
	released_on DATE,
	CONSTRAINT pk_custody_episode PRIMARY KEY (id),
	CONSTRAINT uq_custody_episode_number UNIQUE (participant_id, number),
	CONSTRAINT fk_custody_episode_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id)
)
;
CREATE INDEX ix_custody_episode_participant_id ON custody_episode (participant_id)
;
COMMENT ON COLUMN custody_episode.number IS '1 for the first imprisonment'
;
COMMENT ON COLUMN custody_episode.kind IS 'vocabulary.CustodyKind'
;
COMMENT ON COLUMN custody_episode.level IS 'vocabulary.SecurityLevel'
;
COMMENT ON COLUMN custody_episode.probation IS 'vocabulary.ProbationState'
;
COMMENT ON COLUMN custody_episode.probation_on IS 'the date applied for or granted'
;
COMMENT ON COLUMN custody_episode.decided_on IS 'the decided release date'
;
COMMENT ON COLUMN custody_episode.released_on IS 'the actual release'
;
CREATE TABLE phase_transition (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT NOT NULL,
	from_phase TEXT,
	to_phase TEXT NOT NULL,
	"on" DATE NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	possibilities TEXT DEFAULT '' NOT NULL,
	limits TEXT DEFAULT '' NOT NULL,
	special TEXT DEFAULT '' NOT NULL,
	took_part TEXT DEFAULT '' NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	unplanned BOOLEAN DEFAULT '0' NOT NULL,
	proposed BOOLEAN DEFAULT '0' NOT NULL,
	CONSTRAINT pk_phase_transition PRIMARY KEY (id),
	CONSTRAINT fk_phase_transition_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id)
)
;
CREATE INDEX ix_phase_transition_participant_id ON phase_transition (participant_id)
;
COMMENT ON COLUMN phase_transition.from_phase IS 'empty for the first'
;
COMMENT ON COLUMN phase_transition.at IS 'when it was recorded'
;
COMMENT ON COLUMN phase_transition.possibilities IS 'mulighetsrom; no case story'
;
COMMENT ON COLUMN phase_transition.limits IS 'begrensninger'
;
COMMENT ON COLUMN phase_transition.special IS 'oppfølgingsspesifikke forhold'
;
COMMENT ON COLUMN phase_transition.took_part IS 'initials, separated by spaces'
;
CREATE TABLE intake_talk (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	"on" DATE,
	held BOOLEAN DEFAULT '0' NOT NULL,
	CONSTRAINT pk_intake_talk PRIMARY KEY (id),
	CONSTRAINT uq_intake_talk_kind UNIQUE (participant_id, kind),
	CONSTRAINT fk_intake_talk_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id)
)
;
CREATE INDEX ix_intake_talk_participant_id ON intake_talk (participant_id)
;
COMMENT ON COLUMN intake_talk.kind IS 'vocabulary.IntakeTalkKind'
;
CREATE TABLE intake_criterion (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT NOT NULL,
	key TEXT NOT NULL,
	answer TEXT DEFAULT 'unknown' NOT NULL,
	CONSTRAINT pk_intake_criterion PRIMARY KEY (id),
	CONSTRAINT uq_intake_criterion_key UNIQUE (participant_id, key),
	CONSTRAINT fk_intake_criterion_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id)
)
;
CREATE INDEX ix_intake_criterion_participant_id ON intake_criterion (participant_id)
;
COMMENT ON COLUMN intake_criterion.key IS 'a criterion of programme.toml'
;
COMMENT ON COLUMN intake_criterion.answer IS 'vocabulary.Judgement'
;
CREATE TABLE task (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT,
	key TEXT,
	partner TEXT,
	step TEXT DEFAULT '' NOT NULL,
	holder TEXT DEFAULT 'exin' NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	state TEXT DEFAULT 'open' NOT NULL,
	due_on DATE,
	due_override BOOLEAN DEFAULT '0' NOT NULL,
	snoozed_until DATE,
	snooze_reason TEXT DEFAULT '' NOT NULL,
	responsible_id TEXT,
	note TEXT DEFAULT '' NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	changed_at TIMESTAMP WITH TIME ZONE,
	changed_by TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_task PRIMARY KEY (id),
	CONSTRAINT fk_task_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id),
	CONSTRAINT fk_task_responsible_id_caseworker FOREIGN KEY(responsible_id) REFERENCES caseworker (id)
)
;
CREATE INDEX ix_task_open ON task (due_on) WHERE state = 'open'
;
CREATE INDEX ix_task_participant_id ON task (participant_id)
;
COMMENT ON COLUMN task.key IS 'partner.task when it comes from a manifest'
;
COMMENT ON COLUMN task.holder IS 'vocabulary.TaskHolder'
;
COMMENT ON COLUMN task.state IS 'vocabulary.TaskState'
;
COMMENT ON COLUMN task.reason IS 'why not needed'
;
CREATE TABLE application (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	what TEXT DEFAULT '' NOT NULL,
	agency_id TEXT,
	state TEXT DEFAULT 'draft' NOT NULL,
	sent_on DATE,
	decided_on DATE,
	in_writing BOOLEAN,
	complaint_due_on DATE,
	complaint_sent_on DATE,
	CONSTRAINT pk_application PRIMARY KEY (id),
	CONSTRAINT fk_application_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id),
	CONSTRAINT fk_application_agency_id_agency FOREIGN KEY(agency_id) REFERENCES agency (id)
)
;
CREATE INDEX ix_application_participant_id ON application (participant_id)
;
CREATE INDEX ix_application_waiting ON application (participant_id) WHERE state IN ('sent', 'in_process')
;
COMMENT ON COLUMN application.kind IS 'vocabulary.ApplicationKind'
;
COMMENT ON COLUMN application.state IS 'vocabulary.ApplicationState'
;
COMMENT ON COLUMN application.complaint_due_on IS 'typed from the letter, never computed'
;
CREATE TABLE checklist (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT NOT NULL,
	episode_id TEXT,
	kind TEXT NOT NULL,
	in_force_on DATE,
	CONSTRAINT pk_checklist PRIMARY KEY (id),
	CONSTRAINT uq_checklist_kind UNIQUE (participant_id, episode_id, kind),
	CONSTRAINT fk_checklist_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id),
	CONSTRAINT fk_checklist_episode_id_custody_episode FOREIGN KEY(episode_id) REFERENCES custody_episode (id)
)
;
CREATE INDEX ix_checklist_episode_id ON checklist (episode_id)
;
CREATE INDEX ix_checklist_participant_id ON checklist (participant_id)
;
COMMENT ON COLUMN checklist.kind IS 'vocabulary.ChecklistKind'
;
COMMENT ON COLUMN checklist.in_force_on IS 'empty: waits for the release date'
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
	given_on DATE NOT NULL,
	expires_on DATE,
	withdrawn_on DATE,
	episode_id TEXT,
	document TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_consent PRIMARY KEY (id),
	CONSTRAINT fk_consent_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id),
	CONSTRAINT fk_consent_episode_id_custody_episode FOREIGN KEY(episode_id) REFERENCES custody_episode (id)
)
;
CREATE INDEX ix_consent_participant_id ON consent (participant_id)
;
COMMENT ON COLUMN consent.line IS 'a consent line of programme.toml or of the team'
;
COMMENT ON COLUMN consent.role IS 'narrowed to a role; empty: the whole line'
;
COMMENT ON COLUMN consent.person IS 'narrowed to a named person'
;
COMMENT ON COLUMN consent.topics IS 'vocabulary.Topic, separated by spaces'
;
COMMENT ON COLUMN consent.expires_on IS 'the last day on which it holds'
;
COMMENT ON COLUMN consent.withdrawn_on IS 'the first day on which it no longer holds'
;
COMMENT ON COLUMN consent.document IS 'where the signed form is'
;
CREATE TABLE activity (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	"on" DATE NOT NULL,
	caseworker_id TEXT,
	meeting_id TEXT,
	agency_id TEXT,
	reached BOOLEAN DEFAULT '1' NOT NULL,
	with_participant BOOLEAN DEFAULT '1' NOT NULL,
	CONSTRAINT pk_activity PRIMARY KEY (id),
	CONSTRAINT fk_activity_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id),
	CONSTRAINT fk_activity_caseworker_id_caseworker FOREIGN KEY(caseworker_id) REFERENCES caseworker (id),
	CONSTRAINT fk_activity_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id),
	CONSTRAINT fk_activity_agency_id_agency FOREIGN KEY(agency_id) REFERENCES agency (id)
)
;
CREATE INDEX ix_activity_contact ON activity (participant_id, "on") WHERE reached IS true AND with_participant IS true
;
COMMENT ON COLUMN activity.kind IS 'vocabulary.ActivityKind'
;
CREATE TABLE situation (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT NOT NULL,
	episode_id TEXT,
	moment TEXT NOT NULL,
	"on" DATE NOT NULL,
	housing TEXT,
	income TEXT DEFAULT '' NOT NULL,
	child_support BOOLEAN,
	children INTEGER,
	individual_plan TEXT,
	CONSTRAINT pk_situation PRIMARY KEY (id),
	CONSTRAINT uq_situation_moment UNIQUE (participant_id, episode_id, moment),
	CONSTRAINT fk_situation_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id),
	CONSTRAINT fk_situation_episode_id_custody_episode FOREIGN KEY(episode_id) REFERENCES custody_episode (id)
)
;
COMMENT ON COLUMN situation.moment IS 'vocabulary.SituationMoment'
;
COMMENT ON COLUMN situation.housing IS 'vocabulary.Housing'
;
COMMENT ON COLUMN situation.income IS 'vocabulary.Income, separated by spaces'
;
COMMENT ON COLUMN situation.children IS 'under 18, provided for'
;
COMMENT ON COLUMN situation.individual_plan IS 'vocabulary.IndividualPlan'
;
CREATE TABLE checklist_item (
	id TEXT NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	participant_id TEXT NOT NULL,
	checklist_id TEXT NOT NULL,
	key TEXT NOT NULL,
	position INTEGER NOT NULL,
	state TEXT DEFAULT 'not_started' NOT NULL,
	due_on DATE,
	due_override BOOLEAN DEFAULT '0' NOT NULL,
	responsible_id TEXT,
	value_on DATE,
	contact_id TEXT,
	reason TEXT DEFAULT '' NOT NULL,
	confirmed_with TEXT DEFAULT '' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	active BOOLEAN DEFAULT '1' NOT NULL,
	changed_at TIMESTAMP WITH TIME ZONE,
	changed_by TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_checklist_item PRIMARY KEY (id),
	CONSTRAINT uq_checklist_item_key UNIQUE (checklist_id, key),
	CONSTRAINT fk_checklist_item_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id),
	CONSTRAINT fk_checklist_item_checklist_id_checklist FOREIGN KEY(checklist_id) REFERENCES checklist (id),
	CONSTRAINT fk_checklist_item_responsible_id_caseworker FOREIGN KEY(responsible_id) REFERENCES caseworker (id),
	CONSTRAINT fk_checklist_item_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id)
)
;
CREATE INDEX ix_checklist_item_due ON checklist_item (due_on) WHERE state IN ('not_started', 'in_progress') AND active IS true
;
CREATE INDEX ix_checklist_item_open ON checklist_item (participant_id, due_on, key) WHERE state IN ('not_started', 'in_progress') AND active IS true
;
CREATE INDEX ix_checklist_item_progress ON checklist_item (checklist_id, state) WHERE active IS true
;
COMMENT ON COLUMN checklist_item.key IS 'an item of programme.toml, or partner.item'
;
COMMENT ON COLUMN checklist_item.state IS 'vocabulary.ItemState'
;
COMMENT ON COLUMN checklist_item.due_on IS 'what holds: computed by the rules, or set by hand'
;
COMMENT ON COLUMN checklist_item.due_override IS 'set by hand: does not move'
;
COMMENT ON COLUMN checklist_item.value_on IS 'the date of a date item'
;
COMMENT ON COLUMN checklist_item.reason IS 'why not needed'
;
COMMENT ON COLUMN checklist_item.note IS 'short, no case story'
;
