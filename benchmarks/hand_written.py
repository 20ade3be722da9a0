"""The overview's rows as somebody would fetch them who writes SQL by hand for the bare SQLite driver."""

from __future__ import annotations

_OPEN = "state IN ('not_started', 'in_progress') AND active IS 1"

HAND_WRITTEN = (
    """
    SELECT (SELECT name FROM team LIMIT 1), (SELECT max(id) FROM change), id, initials, name, role,
           capacity, demanding_capacity, active, overload_reason, overload_by
    FROM caseworker ORDER BY initials
    """,
    """
    SELECT p.id, p.version, p.code, p.alias, p.given_name, p.family_name, p.protected_address,
           p.caseworker_id,
           p.phase, p.phase_since, p.enrolled_on, p.referred_on, p.closed_on, p.birth_date,
           p.release_group_needed, p.transfer_meeting_needed, p.first_group_needed, p.discuss_by,
           (SELECT max("on") FROM activity a WHERE a.participant_id = p.id AND a.reached IS 1
              AND a.with_participant IS 1 AND a."on" <= :today),
           (SELECT min(sent_on) FROM application a WHERE a.participant_id = p.id
              AND a.state IN ('sent', 'in_process')),
           (SELECT sum(CASE WHEN kind = 'clarification' THEN 10 ELSE 1 END) FROM intake_talk t
              WHERE t.participant_id = p.id AND t.held IS 1),
           e.id, e.number, e.kind, e.level, e.started_on, e.ended_on, e.full_term_on, e.two_thirds_on,
           e.probation, e.probation_on, e.decided_on, e.released_on, e.place
    FROM participant p
    LEFT JOIN custody_episode e ON e.participant_id = p.id
         AND e.number = (SELECT max(number) FROM custody_episode n WHERE n.participant_id = p.id)
    WHERE p.closed_on IS NULL
    """,
    """
    SELECT c.participant_id, c.episode_id, c.kind, c.in_force_on, coalesce(n.total, 0), coalesce(n.open, 0)
    FROM checklist c
    LEFT JOIN (SELECT checklist_id, count(*) AS total, sum(state IN ('not_started', 'in_progress')) AS open
               FROM checklist_item WHERE active IS 1 GROUP BY checklist_id) n ON n.checklist_id = c.id
    WHERE c.in_force_on <= :today
      AND c.participant_id NOT IN (SELECT id FROM participant WHERE closed_on IS NOT NULL)
    """,
    """
    SELECT participant_id, line, given_on, expires_on, withdrawn_on, role, person, topics, id
    FROM consent WHERE participant_id NOT IN (SELECT id FROM participant WHERE closed_on IS NOT NULL)
    """,
    f"""
    SELECT c.kind, i.id, i.version, i.participant_id, i.key, '', i.due_on, i.responsible_id
    FROM checklist_item i JOIN checklist c ON c.id = i.checklist_id
    WHERE i.{_OPEN.replace("active", "i.active")} AND i.due_on <= :until
    UNION ALL
    SELECT '', id, version, participant_id, coalesce(key, ''), title, due_on, responsible_id
    FROM task WHERE state = 'open' AND due_on <= :until AND (snoozed_until IS NULL OR snoozed_until <= :today)
    """,  # noqa: S608 - our own words
    """
    SELECT m.id, m.version, m.participant_id, m.series_id, m.recurrence_id, m.kind, m.title, m.starts_at,
           m.ends_at, m.all_day_on, m.rrule, m.exdates, m.status, m.outcome, m.place, w.initials
    FROM meeting m LEFT JOIN caseworker w ON w.id = m.caseworker_id
    WHERE m.status = 'planned' AND m.starts_at >= :since
    UNION ALL
    SELECT m.id, m.version, m.participant_id, m.series_id, m.recurrence_id, m.kind, m.title, m.starts_at,
           m.ends_at, m.all_day_on, m.rrule, m.exdates, m.status, m.outcome, m.place, w.initials
    FROM meeting m LEFT JOIN caseworker w ON w.id = m.caseworker_id
    WHERE m.status = 'planned' AND m.starts_at < :since
      AND (m.rrule IS NOT NULL OR m.series_id IS NOT NULL
           OR m.kind IN ('responsibility_group', 'transfer_meeting'))
    UNION ALL
    SELECT m.id, m.version, m.participant_id, m.series_id, m.recurrence_id, m.kind, m.title, m.starts_at,
           m.ends_at, m.all_day_on, m.rrule, m.exdates, m.status, m.outcome, m.place, w.initials
    FROM meeting m LEFT JOIN caseworker w ON w.id = m.caseworker_id
    WHERE m.status = 'cancelled' AND m.series_id IS NOT NULL
    """,
)
"""One for each statement of the program's, with the same columns."""
