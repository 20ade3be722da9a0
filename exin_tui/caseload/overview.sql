-- name: TEAM
SELECT header.team, header.last_change, caseworker.id, caseworker.initials, caseworker.name, caseworker.role, caseworker.capacity, caseworker.demanding_capacity, caseworker.active, caseworker.overload_reason, caseworker.overload_by 
FROM (SELECT (SELECT team.name 
FROM team ORDER BY team.name
 LIMIT 1 OFFSET 0) AS team, (SELECT max(change.id) AS max_1 
FROM change) AS last_change) AS header LEFT OUTER JOIN caseworker ON 1 = 1 ORDER BY caseworker.initials

-- name: PARTICIPANTS
SELECT participant.id, participant.version, participant.code, participant.alias, participant.given_name, participant.family_name, participant.protected_address, participant.caseworker_id, participant.phase, participant.phase_since, participant.enrolled_on, participant.referred_on, participant.closed_on, participant.birth_date, participant.release_group_needed, participant.transfer_meeting_needed, participant.first_group_needed, participant.discuss_by, (SELECT max(activity."on") AS max_1 
FROM activity 
WHERE activity.reached IS 1 AND activity.with_participant IS 1 AND activity.participant_id = participant.id AND activity."on" <= :today) AS anon_1, (SELECT min(application.sent_on) AS min_1 
FROM application 
WHERE application.state IN ('sent', 'in_process') AND application.participant_id = participant.id) AS anon_2, (SELECT sum(CASE WHEN (intake_talk.kind = 'clarification') THEN 10 ELSE 1 END) AS sum_1 
FROM intake_talk 
WHERE intake_talk.participant_id = participant.id AND intake_talk.held IS 1) AS anon_3, custody_episode.id AS id_1, custody_episode.number, custody_episode.kind, custody_episode.level, custody_episode.started_on, custody_episode.ended_on, custody_episode.full_term_on, custody_episode.two_thirds_on, custody_episode.probation, custody_episode.probation_on, custody_episode.decided_on, custody_episode.released_on, custody_episode.place 
FROM participant LEFT OUTER JOIN custody_episode ON custody_episode.participant_id = participant.id AND custody_episode.number = (SELECT max(custody_episode_1.number) AS max_2 
FROM custody_episode AS custody_episode_1 
WHERE custody_episode_1.participant_id = participant.id) 
WHERE participant.closed_on IS NULL

-- name: PROGRESS
SELECT checklist.participant_id, checklist.episode_id, checklist.kind, checklist.in_force_on, coalesce(anon_1.total, 0) AS coalesce_1, coalesce(anon_1.open, 0) AS coalesce_3 
FROM checklist LEFT OUTER JOIN (SELECT checklist_item.checklist_id AS checklist_id, count(*) AS total, sum(CASE WHEN (checklist_item.state IN ('not_started', 'in_progress')) THEN 1 ELSE 0 END) AS open 
FROM checklist_item 
WHERE checklist_item.active IS 1 GROUP BY checklist_item.checklist_id) AS anon_1 ON anon_1.checklist_id = checklist.id 
WHERE checklist.in_force_on <= :today AND (checklist.participant_id NOT IN (SELECT participant.id 
FROM participant 
WHERE participant.closed_on IS NOT NULL))

-- name: CONSENTS
SELECT consent.participant_id, consent.line, consent.given_on, consent.expires_on, consent.withdrawn_on, consent.role, consent.person, consent.topics, consent.id 
FROM consent 
WHERE (consent.participant_id NOT IN (SELECT participant.id 
FROM participant 
WHERE participant.closed_on IS NOT NULL))

-- name: DUE
SELECT checklist.kind, checklist_item.id, checklist_item.version, checklist_item.participant_id, checklist_item."key", '', checklist_item.due_on, checklist_item.responsible_id 
FROM checklist_item JOIN checklist ON checklist.id = checklist_item.checklist_id 
WHERE checklist_item.state IN ('not_started', 'in_progress') AND checklist_item.active IS 1 AND checklist_item.due_on <= :until UNION ALL SELECT '', task.id, task.version, task.participant_id, coalesce(task."key", '') AS coalesce_1, task.title, task.due_on, task.responsible_id 
FROM task 
WHERE task.state = 'open' AND task.due_on <= :until AND (task.snoozed_until IS NULL OR task.snoozed_until <= :today)

-- name: MEETINGS
SELECT meeting.id, meeting.version, meeting.participant_id, meeting.series_id, meeting.recurrence_id, meeting.kind, meeting.title, meeting.starts_at, meeting.ends_at, meeting.all_day_on, meeting.rrule, meeting.exdates, meeting.status, meeting.outcome, meeting.place, caseworker.initials 
FROM meeting LEFT OUTER JOIN caseworker ON caseworker.id = meeting.caseworker_id 
WHERE meeting.status = 'planned' AND meeting.starts_at >= :since UNION ALL SELECT meeting.id, meeting.version, meeting.participant_id, meeting.series_id, meeting.recurrence_id, meeting.kind, meeting.title, meeting.starts_at, meeting.ends_at, meeting.all_day_on, meeting.rrule, meeting.exdates, meeting.status, meeting.outcome, meeting.place, caseworker.initials 
FROM meeting LEFT OUTER JOIN caseworker ON caseworker.id = meeting.caseworker_id 
WHERE meeting.status = 'planned' AND meeting.starts_at < :since AND (meeting.rrule IS NOT NULL OR meeting.series_id IS NOT NULL OR meeting.kind IN (__[POSTCOMPILE_release_kinds])) UNION ALL SELECT meeting.id, meeting.version, meeting.participant_id, meeting.series_id, meeting.recurrence_id, meeting.kind, meeting.title, meeting.starts_at, meeting.ends_at, meeting.all_day_on, meeting.rrule, meeting.exdates, meeting.status, meeting.outcome, meeting.place, caseworker.initials 
FROM meeting LEFT OUTER JOIN caseworker ON caseworker.id = meeting.caseworker_id 
WHERE meeting.status = 'cancelled' AND meeting.series_id IS NOT NULL
