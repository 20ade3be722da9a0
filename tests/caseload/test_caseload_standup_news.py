"""What changed since the last stand-up: said in words, net, and without anything that identifies."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Table

from exin_schema.tables import caseworker, custody_episode, meeting, participant
from exin_schema.vocabulary import Language, MeetingOutcome, Phase
from exin_tui.caseload import items, meeting_outcomes, meetings, tasks
from exin_tui.caseload.acting import Acting, Signed
from exin_tui.caseload.standup_news import News, news_of
from exin_tui.caseload.standups import last_change_of
from exin_tui.history.undo import undo_last
from exin_tui.storage.database import Database
from tests.caseload.board import LABELS, NOW, PROGRAMME, TODAY, Board, at, day
from tests.caseload.everyday import done

ACTING = Acting(now=NOW, actor="KN", today=TODAY, programme=PROGRAMME)


class Team:
    """One participant whose changes are asked for."""

    def __init__(self, database: Database) -> None:
        self.database, self.board = database, Board(database)
        self.who = self.board.participant("SN-001", given_name="Jonas", address="Storgata 1")
        self.housing = self.board.item(self.who, "housing", due=-2)
        self.doctor = self.board.item(self.who, "substance_treatment", due=1)
        self.seen = self.last

    @property
    def last(self) -> int:
        with self.database.read() as connection:
            return last_change_of(connection)

    def news(self, after: int | None = None) -> tuple[News, ...]:
        with self.database.read() as connection:
            return news_of(connection, self.who, after=self.seen if after is None else after, labels=LABELS)

    def said(self, language: Language = "en") -> list[str]:
        return [said(one, language) for one in self.news()]

    def change(self, table: Table, ident: str, **values: object) -> None:
        with self.database.write(command="test", now=NOW, actor="AB") as door:
            door.update(table, ident, 1, values)


def said(one: News, language: Language = "en") -> str:
    about = one.about.say(language)
    return f"{about}: {one.became.say(language)}" if one.became is not None else about


@pytest.fixture
def team(database: Database) -> Team:
    return Team(database)


def label(key: str) -> str:
    return LABELS.item_label("release", key).label.say("en")


def test_a_tick_is_said_with_the_items_words_who_and_when(team: Team) -> None:
    done(items.tick(team.database, team.housing, 1, **ACTING))
    [one] = team.news()
    assert (said(one), one.who, one.at) == (f"{label('housing')}: done", "KN", NOW.astimezone(dt.UTC))


def test_a_tick_that_came_off_again_is_no_news(team: Team) -> None:
    done(items.tick(team.database, team.housing, 1, **ACTING))
    done(items.untick(team.database, team.housing, 2, **ACTING))
    assert team.said() == []


def test_what_was_taken_back_is_no_news_and_what_stood_before_it_still_is(team: Team) -> None:
    done(items.tick(team.database, team.housing, 1, **ACTING))
    done(tasks.add(team.database, "ring NAV", participant_id=team.who, **ACTING))
    undo_last(team.database, "KN", NOW)
    assert team.said() == [f"{label('housing')}: done"]


def test_an_undo_of_something_older_is_news(team: Team) -> None:
    done(items.tick(team.database, team.housing, 1, **ACTING))
    team.seen = team.last
    undo_last(team.database, "KN", NOW)
    assert team.said() == [f"{label('housing')}: open again"]


def test_a_sensitive_item_says_that_it_is_one(team: Team) -> None:
    done(items.start(team.database, team.doctor, 1, **ACTING))
    assert [one.sensitive for one in team.news()] == [True]


def test_tasks_are_said_once_with_what_they_are_now(team: Team) -> None:
    new = done(tasks.add(team.database, "ring NAV", participant_id=team.who, due_on=day(3), **ACTING))
    assert team.said() == ["ring NAV: new task, due Mon 30 Nov"]
    team.seen = team.last
    done(tasks.done(team.database, new.id, new.version, **ACTING))
    assert team.said() == ["ring NAV: done"]


def test_meetings_are_agreed_moved_cancelled_and_held(team: Team) -> None:
    signed = Signed(now=NOW, actor="KN")
    new = done(
        meetings.agree(
            team.database,
            kind="visit",
            participant_id=team.who,
            place="Halden",
            starts_at=at(1, 10),
            ends_at=at(1, 11),
            **signed,
        )
    )
    assert team.said() == ["Visit: agreed for Sat 28 Nov 10:00"]
    team.seen = team.last
    moved = done(
        meetings.move(
            team.database, new.id, 1, starts_at=at(-1, 9), ends_at=at(-1, 10), place="Oslo", **signed
        )
    )
    assert team.said() == ["Visit: moved to Thu 26 Nov 09:00"]
    team.seen = team.last
    done(
        meeting_outcomes.log_outcome(
            team.database,
            new.id,
            moved.version,
            MeetingOutcome.HELD,
            **ACTING,
        )
    )
    assert team.said() == ["Visit: Thu 26 Nov 09:00: held"]


def test_a_place_is_changed_without_saying_which(team: Team) -> None:
    ident = team.board.meeting(team.who, at(1, 10))
    team.seen = team.last
    team.change(meeting, ident, place="Storgata 1")
    assert team.said() == ["Visit: Sat 28 Nov 10:00: place changed"]


def test_phase_caseworker_and_details(team: Team) -> None:
    team.change(
        participant, team.who, phase=Phase.PRE_RELEASE, caseworker_id=team.board.team["AB"],
        given_name="Ola", phone="900 00 000", address="Torggata 2",
    )  # fmt: skip
    assert team.said() == [
        "Phase: In prison → Before release", "Caseworker: AB", "Details of the participant changed",
    ]  # fmt: skip


def test_a_decided_release_and_a_probation(team: Team) -> None:
    episode = team.board.episode(team.who)
    team.seen = team.last
    team.change(custody_episode, episode, decided_on=day(12), probation="granted", probation_on=day(12))
    assert team.said() == [
        "Probation: granted", "Decided release date: Wed 9 Dec", "Date of probation: Wed 9 Dec",
    ]  # fmt: skip


def test_dates_that_moved_by_themselves_are_counted(team: Team) -> None:
    with team.database.write(command="day.begin", now=NOW) as door:
        from exin_schema.tables import checklist_item

        door.update_many(
            checklist_item, [(team.housing, 1, {"due_on": day(5)}), (team.doctor, 1, {"due_on": day(6)})]
        )
    assert team.said() == ["2 due dates moved"]
    assert team.said("nb") == ["2 frister flyttet"]


def test_consents_contacts_and_applications(team: Team) -> None:
    team.board.consent(team.who, "nav")
    team.board.contact(team.who, "Nina Ås", "nav_contact")
    team.board.application(team.who, 0)
    team.board.contacted(team.who, 0)
    assert "Nina" not in " ".join(team.said())
    assert team.said() == [
        "Consent: NAV: given", "Contact at NAV: contact entered", "Application: NAV: sent",
        "Contact: visit Fri 27 Nov",
    ]  # fmt: skip


def test_only_what_came_after_and_up_to_counts_and_others_have_their_own(team: Team) -> None:
    other = team.board.participant("SN-002")
    done(tasks.add(team.database, "ring NAV", participant_id=team.who, **ACTING))
    until = team.last
    done(tasks.add(team.database, "later", participant_id=team.who, **ACTING))
    with team.database.read() as connection:
        about = {
            who: news_of(connection, who, after=team.seen, until=until, labels=LABELS)
            for who in (team.who, other)
        }
    assert {who: [said(one) for one in news] for who, news in about.items()} == {
        team.who: ["ring NAV: new task"], other: ["Registered"],
    }  # fmt: skip


def test_the_teams_own_rows_and_the_stand_up_itself_are_no_participants_news(team: Team) -> None:
    from exin_tui.caseload import standup_steps as steps

    begun = done(steps.begin(team.database, [team.who], **ACTING))
    done(steps.discussed(team.database, begun.id, 1, now=NOW, actor="KN"))
    team.change(caseworker, team.board.team["KN"], away=True)
    assert team.said() == []
