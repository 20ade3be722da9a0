"""Meetings as calendars know them: .ics out, recurrence, the Oslo time zone."""
