"""Inviting to a meeting: those alone who may be told, who would see what first, and called off later."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import select

from exin_schema.tables import agency, consent, contact, disclosure, invitation, meeting, meeting_attendee
from exin_tui.calendar.guests import Guest, is_address
from exin_tui.calendar.invitation import Preview, preview
from exin_tui.calendar.inviting import Sent
from exin_tui.calendar.owed import Owes, owed
from exin_tui.calendar.wanted import Extra, Titles
from exin_tui.caseload import meetings
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from tests.calendar.calendar_team import NOW, exported, oslo
from tests.calendar.invited_team import DOCTOR, KN, MOTHER, NAV, PROGRAMME, SCHOOL, TODAY, Team, inviting, put

LATER = NOW + dt.timedelta(hours=1)
SIGNED: Any = {"now": LATER, "actor": "KN"}


def _seen(team: Team, *, today: dt.date = TODAY, **more: Any) -> Preview:
    with team.database.read() as connection:
        found = preview(
            connection, team.meeting, inviting(**more), actor="KN", today=today, now=NOW, programme=PROGRAMME
        )
    assert isinstance(found, Preview)
    return found


def _guest(team: Team, address: str, **more: Any) -> Guest:
    return next(one for one in _seen(team, **more).guests if one.address == address)


def _sent(answer: Sent | Refusal) -> Sent:
    assert isinstance(answer, Sent), answer
    return answer


def _refused(answer: Sent | Refusal) -> str:
    assert isinstance(answer, Refusal)
    return answer.code


def _calendar(path: Path) -> Any:
    return Calendar.from_ical(path.read_bytes())


def _addresses(path: Path) -> list[str]:
    (event,) = _calendar(path).walk("VEVENT")
    found = event.get("attendee", [])
    return sorted(str(one).removeprefix("mailto:") for one in (found if isinstance(found, list) else [found]))


def _rows(database: Database, table: Any) -> list[Any]:
    with database.read() as connection:
        return list(connection.execute(select(table)))


def _owed(database: Database, now: dt.datetime = LATER) -> list[Any]:
    with database.read() as connection:
        return [(one.what, one.guests) for one in owed(connection, now=now)]


# ── who may be told ───────────────────────────────────────────────────────────────────────────────────


def test_without_consent_nobody_may_be_told_and_each_is_named_with_the_reason(database: Database) -> None:
    team = Team(database)
    why = {one.address: one.why_not.say("en") for one in _seen(team).guests if one.why_not}
    assert why[NAV] == "No consent covers this today (NAV). Nothing goes out without it."
    assert "(GP)" in why[DOCTOR]
    assert "(Family/network)" in why[MOTHER]
    assert why[""] == "Of the team: they have the meeting in the team's calendar file."
    assert _seen(team).may == ()


def test_a_consent_for_the_agencys_line_opens_it_and_no_other(database: Database) -> None:
    team = Team(database)
    given = team.consent("nav")
    assert [one.address for one in _seen(team).may] == [NAV]
    assert _guest(team, NAV).consents == (given,)
    assert _guest(team, NAV).line.say("en") == "NAV"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("narrowed", "opens"),
    [
        ({"role": "Kommunal saksbehandler"}, True),
        ({"role": "Statlig saksbehandler"}, False),
        ({"person": "kasper ås"}, True),
        ({"person": "Lin Berg"}, False),
        ({"withdrawn_on": TODAY}, False),
        ({"expires_on": TODAY}, True),
        ({"given_on": TODAY + dt.timedelta(days=1)}, False),
    ],
)
def test_a_narrowed_or_ended_consent_opens_to_nobody_else(
    database: Database, narrowed: dict[str, Any], opens: bool
) -> None:
    team = Team(database)
    team.consent("nav", **narrowed)
    assert (_guest(team, NAV).why_not is None) is opens
    if "role" in narrowed or "person" in narrowed:
        said = _guest(team, NAV)
        assert said.narrowed.casefold() == next(iter(narrowed.values())).casefold() if opens else said.why_not


def test_somebody_without_an_agency_is_covered_by_what_they_are_to_the_participant(
    database: Database,
) -> None:
    team = Team(database)
    team.consent("family")
    assert [one.address for one in _seen(team).may] == [MOTHER]


@pytest.mark.parametrize("address", ["", "kasper", "a@b", "a b@c.no", "a@c.no,b@c.no", "x@y.no?cc=z@y.no"])
def test_an_address_that_no_calendar_line_may_carry_is_refused(database: Database, address: str) -> None:
    assert not is_address(address)
    team = Team(database)
    team.consent("nav")
    one = put(
        database,
        contact,
        name="Ny Ås",
        email=address,
        agency_id=next(row.id for row in _rows(database, agency) if row.kind == "nav"),
    )
    team.ask(one)
    assert [each.address for each in _seen(team).may] == [NAV]


def test_a_meeting_of_the_teams_own_tells_of_nobody_and_takes_no_consent(
    database: Database, tmp_path: Path
) -> None:
    team = Team(database, participant_id=None)
    assert len(_seen(team).may) == 4
    _sent(team.invite(tmp_path / "i.ics"))
    assert {row.participant_id for row in _rows(database, disclosure)} == {None}


# ── what is sent ──────────────────────────────────────────────────────────────────────────────────────


def test_a_request_names_the_organizer_and_only_those_who_may_be_told(
    database: Database, tmp_path: Path
) -> None:
    team = Team(database)
    given = team.consent("nav")
    file = tmp_path / "i.ics"
    _sent(team.invite(file))
    assert file.stat().st_mode & 0o777 == 0o600
    calendar = _calendar(file)
    (event,) = calendar.walk("VEVENT")
    assert calendar["method"] == "REQUEST"
    assert str(event["organizer"]) == f"mailto:{KN}"
    assert str(event["attendee"]) == f"mailto:{NAV}"
    assert event["attendee"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert event["attendee"].params["RSVP"] == "TRUE"
    assert (event["summary"], event["sequence"], event["status"]) == ("Møte SN-007", 0, "CONFIRMED")
    assert event["uid"] == _calendar_uid(database, team)
    assert not event.walk("VALARM")
    content = file.read_text("utf-8").casefold()
    for words in ("nordlien", "kasper ås", "x-wr-calname", "location", "ullersmo", SCHOOL, MOTHER, DOCTOR):
        assert words not in content
    (row,) = _rows(database, disclosure)
    assert (row.recipient, row.export, row.consents, row.cancelled) == (
        "NAV Åsen",
        "invitation",
        given,
        False,
    )
    assert row.fields == "code starts_at ends_at"


def _calendar_uid(database: Database, team: Team) -> str:
    return str(next(row.uid for row in _rows(database, meeting) if row.id == team.meeting))


def test_only_the_chosen_are_listed_and_one_who_may_not_be_told_refuses_all(
    database: Database, tmp_path: Path
) -> None:
    team = Team(database)
    team.consent("nav")
    team.consent("school")
    _sent(team.invite(tmp_path / "i.ics", SCHOOL))
    assert _addresses(tmp_path / "i.ics") == [SCHOOL]
    assert _refused(team.invite(tmp_path / "j.ics", SCHOOL, DOCTOR)) == "guest_refused"
    assert not (tmp_path / "j.ics").exists()
    assert len(_rows(database, disclosure)) == len(_rows(database, invitation)) == 1


def test_a_consent_that_was_withdrawn_after_looking_bites(database: Database, tmp_path: Path) -> None:
    team = Team(database)
    given = team.consent("nav")
    assert len(_seen(team).may) == 1
    with database.write(command="test", now=NOW) as door:
        door.update(consent, given, 1, {"withdrawn_on": TODAY})
    assert _refused(team.invite(tmp_path / "i.ics", NAV)) == "guest_refused"
    assert _refused(team.invite(tmp_path / "i.ics")) == "nobody"
    assert _rows(database, disclosure) == []


def test_a_title_of_ones_own_never_names(database: Database, tmp_path: Path) -> None:
    team = Team(database)
    team.consent("nav")
    for title in ("Møte om Noah", "Kasper Ås", "Ring 22 33 44 55", "x" * 81):
        assert _refused(team.invite(tmp_path / "i.ics", title=title)) in {"names", "long"}
    _sent(team.invite(tmp_path / "i.ics", title="Samarbeid; høst\x1b[2J"))
    (event,) = _calendar(tmp_path / "i.ics").walk("VEVENT")
    assert event["summary"] == "Samarbeid; høst"
    assert _rows(database, disclosure)[0].fields == "title starts_at ends_at"


def test_place_and_kind_are_told_on_request_and_a_protected_address_never(
    database: Database, tmp_path: Path
) -> None:
    more: dict[str, Any] = {"extras": frozenset({Extra.PLACE, Extra.KIND}), "titles": Titles.GENERIC}
    open_team = Team(database)
    open_team.consent("nav")
    _sent(open_team.invite(tmp_path / "i.ics", **more))
    (event,) = _calendar(tmp_path / "i.ics").walk("VEVENT")
    assert (event["summary"], event["location"]) == ("Møte", "NAV Åsen")
    assert _seen(open_team, **more).said.place == "NAV Åsen"
    with database.write(command="test", now=NOW) as door:
        from exin_schema.tables import participant

        door.update(participant, open_team.person, 1, {"protected_address": True})
    _sent(open_team.invite(tmp_path / "i.ics", **more))
    (event,) = _calendar(tmp_path / "i.ics").walk("VEVENT")
    assert "location" not in event


def test_a_series_is_invited_to_as_a_whole_without_what_is_cancelled(
    database: Database, tmp_path: Path
) -> None:
    team = Team(database, rrule="FREQ=WEEKLY")
    team.consent("nav")
    meetings.cancel_instance(database, team.meeting, oslo("2026-11-12"), **SIGNED)
    moved = meetings.move_instance(
        database,
        team.meeting,
        oslo("2026-11-19"),
        starts_at=oslo("2026-11-20", "13:00"),
        ends_at=oslo("2026-11-20", "14:00"),
        **SIGNED,
    )
    assert isinstance(moved, meetings.MeetingWritten)
    _sent(team.invite(tmp_path / "i.ics"))
    master, instance = _calendar(tmp_path / "i.ics").walk("VEVENT")
    assert master["exdate"].to_ical() == b"20261112T090000"
    assert instance["recurrence-id"].dt == oslo("2026-11-19")
    assert {str(event["attendee"]) for event in (master, instance)} == {f"mailto:{NAV}"}
    assert {str(event["status"]) for event in (master, instance)} == {"CONFIRMED"}
    assert b"BEGIN:VTIMEZONE" in (tmp_path / "i.ics").read_bytes()


def test_who_invites_stays_the_same_and_is_remembered(database: Database, tmp_path: Path) -> None:
    team = Team(database)
    team.consent("nav")
    assert _refused(team.invite(tmp_path / "i.ics", organizer="")) == "organizer"
    assert _refused(team.invite(tmp_path / "i.ics", organizer="kn")) == "organizer"
    _sent(team.invite(tmp_path / "i.ics"))
    assert _seen(team, organizer="").organizer == KN
    _sent(team.uninvite(tmp_path / "c.ics", organizer=""))
    (event,) = _calendar(tmp_path / "c.ics").walk("VEVENT")
    assert str(event["organizer"]) == f"mailto:{KN}"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"imported": True}, "theirs"),
        ({"status": "cancelled"}, "cancelled"),
        ({"starts_at": oslo("2026-10-01"), "ends_at": oslo("2026-10-01", "10:00")}, "over"),
    ],
)
def test_some_meetings_cannot_be_invited_to(
    database: Database, tmp_path: Path, more: dict[str, Any], code: str
) -> None:
    team = Team(database, **more)
    team.consent("nav")
    assert _refused(team.invite(tmp_path / "i.ics")) == code
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_kept_and_nothing_is_recorded(database: Database, tmp_path: Path) -> None:
    from exin_tui.calendar.inviting import invite

    team = Team(database)
    team.consent("nav")
    (tmp_path / "i.ics").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        invite(
            database,
            team.meeting,
            tmp_path / "i.ics",
            inviting(),
            chosen=None,
            today=TODAY,
            now=NOW,
            programme=PROGRAMME,
        )
    assert _rows(database, disclosure) == []
    assert _rows(database, invitation) == []


# ── called off, and sent anew ─────────────────────────────────────────────────────────────────────────


def test_calling_off_tells_those_who_were_invited_and_no_more_than_they_know(
    database: Database, tmp_path: Path
) -> None:
    team = Team(database)
    given = team.consent("nav")
    team.consent("school")
    _sent(team.invite(tmp_path / "i.ics", NAV))
    with database.write(command="test", now=NOW) as door:
        door.update(consent, given, 1, {"withdrawn_on": TODAY})
    sent = _sent(team.uninvite(tmp_path / "c.ics", title="Samarbeid", extras=frozenset(Extra)))
    assert [one.address for one in sent.guests] == [NAV]
    calendar = _calendar(tmp_path / "c.ics")
    (event,) = calendar.walk("VEVENT")
    assert (calendar["method"], event["status"], event["sequence"]) == ("CANCEL", "CANCELLED", 1)
    assert event["summary"] == "AVLYST: Møte"
    assert str(event["attendee"]) == f"mailto:{NAV}"
    assert "location" not in event
    assert "description" not in event
    assert [row.cancelled for row in _rows(database, disclosure)] == [False, True]
    assert _refused(team.uninvite(tmp_path / "d.ics")) == "nobody_invited"


def test_inviting_again_after_calling_off_has_a_higher_number_each_time(
    database: Database, tmp_path: Path
) -> None:
    team = Team(database)
    team.consent("nav")
    numbers = []
    for send in (team.invite, team.invite, team.uninvite, team.invite, team.uninvite):
        _sent(send(tmp_path / "x.ics"))
        (event,) = _calendar(tmp_path / "x.ics").walk("VEVENT")
        numbers.append(event["sequence"])
    assert numbers == [0, 0, 1, 2, 3]
    assert len(_rows(database, invitation)) == 1
    content = exported(database, tmp_path / "team.ics").decode()
    assert "SEQUENCE:3" in content  # the team's own calendars hold the same number


def test_what_is_owed_after_a_move_and_after_a_cancelling(database: Database, tmp_path: Path) -> None:
    team = Team(database)
    team.consent("nav")
    team.consent("school")
    assert _owed(database) == []
    _sent(team.invite(tmp_path / "i.ics"))
    assert _owed(database) == []
    moved = meetings.move(
        database, team.meeting, 1, starts_at=oslo("2026-11-06"), ends_at=oslo("2026-11-06", "10:00"), **SIGNED
    )
    assert isinstance(moved, meetings.MeetingWritten)
    assert _owed(database) == [(Owes.UPDATE, 2)]
    _sent(team.invite(tmp_path / "i.ics", NAV, now=LATER))
    (event,) = _calendar(tmp_path / "i.ics").walk("VEVENT")
    assert (event["sequence"], event["dtstart"].dt) == (1, oslo("2026-11-06"))
    assert _owed(database) == [(Owes.UPDATE, 1)]
    _sent(team.invite(tmp_path / "i.ics", SCHOOL, now=LATER))
    assert _owed(database) == []
    meetings.cancel(database, team.meeting, moved.version, **SIGNED)
    assert _owed(database) == [(Owes.CANCEL, 2)]
    assert _refused(team.invite(tmp_path / "i.ics")) == "cancelled"
    _sent(team.uninvite(tmp_path / "c.ics"))
    (event,) = _calendar(tmp_path / "c.ics").walk("VEVENT")
    assert event["sequence"] == 2
    assert _owed(database) == []


def test_a_moved_instance_of_a_series_is_owed_too(database: Database, tmp_path: Path) -> None:
    team = Team(database, rrule="FREQ=WEEKLY")
    team.consent("nav")
    _sent(team.invite(tmp_path / "i.ics"))
    meetings.cancel_instance(database, team.meeting, oslo("2026-11-12"), **SIGNED)
    assert _owed(database) == [(Owes.UPDATE, 1)]
    _sent(team.invite(tmp_path / "i.ics", now=LATER))
    assert _owed(database) == []


def test_what_calendars_need_not_hear_of_is_not_owed(database: Database, tmp_path: Path) -> None:
    team = Team(database)
    team.consent("nav")
    _sent(team.invite(tmp_path / "i.ics"))
    with database.write(command="test", now=LATER) as door:
        door.update(meeting, team.meeting, 1, {"prepare": "Kart", "changed_at": LATER})
    assert _owed(database) == []
    meetings.move(
        database, team.meeting, 2, starts_at=oslo("2026-10-01"), ends_at=oslo("2026-10-01", "10:00"), **SIGNED
    )
    assert _owed(database) == []  # over


def test_somebody_with_another_address_still_gets_the_cancellation_at_the_old_one(
    database: Database, tmp_path: Path
) -> None:
    team = Team(database)
    team.consent("nav")
    _sent(team.invite(tmp_path / "i.ics"))
    one = next(row for row in _rows(database, contact) if row.email == NAV)
    with database.write(command="test", now=NOW) as door:
        door.update(contact, one.id, 1, {"email": "ny@nav.example"})
    assert [each.address for each in _seen(team).invited] == [NAV]
    assert [each.address for each in _seen(team).may] == ["ny@nav.example"]
    _sent(team.uninvite(tmp_path / "c.ics"))
    assert _addresses(tmp_path / "c.ics") == [NAV]
    attendee = next(row for row in _rows(database, meeting_attendee) if row.contact_id == one.id)
    assert attendee.meeting_id == team.meeting


def test_two_people_with_one_mailbox_get_one_invitation(database: Database, tmp_path: Path) -> None:
    team = Team(database)
    team.consent("nav")
    office = next(row.id for row in _rows(database, agency) if row.kind == "nav")
    team.ask(put(database, contact, agency_id=office, name="Siv Ås", email=NAV))
    _sent(team.invite(tmp_path / "i.ics"))
    assert _addresses(tmp_path / "i.ics") == [NAV]
    assert len(_rows(database, invitation)) == 1
