"""What the team does with a checklist item, and what the rules refuse."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from exin_schema.tables import change, checklist_item, custody_episode, participant_contact
from exin_schema.vocabulary import ChecklistKind, ItemState
from exin_tui.caseload import items
from exin_tui.caseload.items import ItemWritten
from exin_tui.caseload.registration import Custody
from exin_tui.history.verifying import verify
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.errors import Missing, StaleVersion
from tests.caseload.written import (
    ACTING,
    RELEASE_ON,
    TODAY,
    Written,
    add_contact,
    consents,
    custody,
    entered,
    written,
)

START, RELEASE = ChecklistKind.START, ChecklistKind.RELEASE
NAME = "Åse [/b] O'Hara‑Øy \x1b[2J"


def refused(answer: ItemWritten | Refusal) -> Refusal:
    assert isinstance(answer, Refusal)
    assert answer.message.say("en")
    return answer


def done(answer: ItemWritten | Refusal) -> ItemWritten:
    assert isinstance(answer, ItemWritten)
    return answer


def test_a_tick_is_done_with_who_and_when(database: Database) -> None:
    one = written(database)
    answer = done(items.tick(database, *one.at(RELEASE, "housing"), **ACTING))
    row = one.item(RELEASE, "housing")
    assert (answer.state, answer.version) == (ItemState.DONE, row["version"])
    assert (row["state"], row["changed_by"], row["changed_at"]) == ("done", "KN", ACTING["now"])


def test_ticking_twice_writes_once(database: Database) -> None:
    one = written(database)
    first = done(items.tick(database, *one.at(RELEASE, "housing"), **ACTING))
    before = database.last_change()
    again = done(items.tick(database, first.id, first.version, **ACTING))
    assert (again.version, database.last_change()) == (first.version, before)


def test_start_and_untick_are_states_too(database: Database) -> None:
    one = written(database)
    begun = done(items.start(database, *one.at(RELEASE, "housing"), **ACTING))
    assert begun.state is ItemState.IN_PROGRESS
    assert done(items.untick(database, begun.id, begun.version, **ACTING)).state is ItemState.NOT_STARTED


def test_unticking_takes_off_what_was_said_of_the_earlier_state(database: Database) -> None:
    one = written(database)
    first = done(items.confirm(database, *one.at(RELEASE, "housing"), "Utleier", **ACTING))
    done(items.untick(database, first.id, first.version, **ACTING))
    row = one.item(RELEASE, "housing")
    assert (row["state"], row["confirmed_with"], row["reason"]) == ("not_started", "", "")


def test_what_is_confirmed_says_with_whom_and_is_read_as_data(database: Database) -> None:
    one = written(database)
    assert refused(items.confirm(database, *one.at(RELEASE, "housing"), " ", **ACTING)).code == "confirm_whom"
    answer = done(items.confirm(database, *one.at(RELEASE, "housing"), NAME, **ACTING))
    assert answer.state is ItemState.CONFIRMED
    assert one.item(RELEASE, "housing")["confirmed_with"] == "Åse [/b] O'Hara‑Øy"


def test_not_needed_takes_a_reason(database: Database) -> None:
    one = written(database)
    empty = items.not_needed(database, *one.at(RELEASE, "dps"), "  ", **ACTING)
    assert refused(empty).code == "reason_required"
    assert one.item(RELEASE, "dps")["state"] == "not_started"
    done(items.not_needed(database, *one.at(RELEASE, "dps"), "Ikke aktuelt", **ACTING))
    assert one.item(RELEASE, "dps")["reason"] == "Ikke aktuelt"


def test_consent_minimum_is_not_ticked_by_hand_and_says_what_is_missing(database: Database) -> None:
    one = written(database)
    for command in (items.tick, items.untick):
        refusal = refused(command(database, *one.at(RELEASE, "consent_minimum"), **ACTING))
        assert refusal.code == "follows_consents"
        assert "Friomsorgen" in refusal.message.say("nb")
        assert "NAV" not in refusal.message.say("nb")
        assert refusal.why is not None
    refusal = refused(items.confirm(database, *one.at(RELEASE, "consent_minimum"), "NAV", **ACTING))
    assert refusal.code == "follows_consents"


def test_consent_minimum_is_done_when_the_three_are_active(database: Database) -> None:
    one = written(database, entered(consents=consents("prison", "nav", "probation")))
    assert one.item(RELEASE, "consent_minimum")["state"] == "done"
    answer = items.confirm(database, *one.at(RELEASE, "consent_minimum"), "Friomsorgen", **ACTING)
    assert done(answer).state is ItemState.CONFIRMED


@pytest.mark.parametrize(
    ("given", "state"), [(("prison", "nav", "probation"), "done"), (("nav",), "not_started")]
)
def test_consent_minimum_can_be_not_needed_and_goes_back_to_the_consents(
    database: Database, given: tuple[str, ...], state: str
) -> None:
    one = written(database, entered(consents=consents(*given)))
    first = done(items.not_needed(database, *one.at(RELEASE, "consent_minimum"), "Endt tid", **ACTING))
    back = done(items.untick(database, first.id, first.version, **ACTING))
    assert back.state.value == state


def test_a_contact_item_is_done_when_a_contact_is_attached(database: Database) -> None:
    one = written(database)
    refusal = refused(items.tick(database, *one.at(START, "kontaktbetjent"), **ACTING))
    assert refusal.code == "contact_missing"
    officer = add_contact(database)
    answer = done(items.attach_contact(database, *one.at(START, "kontaktbetjent"), officer, **ACTING))
    assert answer.state is ItemState.DONE
    with database.read() as connection:
        roles = connection.execute(select(participant_contact.c.role, participant_contact.c.contact_id)).all()
    assert [tuple(row) for row in roles] == [("kontaktbetjent", officer)]


def test_detaching_a_contact_opens_the_item_and_keeps_the_contact(database: Database) -> None:
    one = written(database)
    first = done(
        items.attach_contact(database, *one.at(START, "kontaktbetjent"), add_contact(database), **ACTING)
    )
    answer = done(items.attach_contact(database, first.id, first.version, None, **ACTING))
    assert answer.state is ItemState.NOT_STARTED
    with database.read() as connection:
        assert len(connection.execute(select(participant_contact)).all()) == 1


def test_a_contact_goes_only_where_one_belongs(database: Database) -> None:
    one = written(database)
    officer = add_contact(database)
    wrong = items.attach_contact(database, *one.at(RELEASE, "housing"), officer, **ACTING)
    assert refused(wrong).code == "no_contact_item"
    gone = items.attach_contact(database, *one.at(START, "lawyer"), "nobody", **ACTING)
    assert refused(gone).code == "unknown_contact"


def test_a_date_item_wants_its_date(database: Database) -> None:
    one = written(database, entered(custody=custody(two_thirds_on=None)))
    assert refused(items.tick(database, *one.at(START, "two_thirds_date"), **ACTING)).code == "date_missing"
    wrong = items.set_value(database, *one.at(RELEASE, "housing"), TODAY, **ACTING)
    assert refused(wrong).code == "no_date_item"
    answer = done(items.set_value(database, *one.at(START, "two_thirds_date"), RELEASE_ON, **ACTING))
    assert answer.state is ItemState.DONE
    off = done(items.set_value(database, answer.id, answer.version, None, **ACTING))
    assert off.state is ItemState.NOT_STARTED


def test_the_date_of_release_is_entered_once_and_moves_what_hangs_on_it(database: Database) -> None:
    planned = entered(custody=Custody(two_thirds_on=RELEASE_ON))
    one = written(database, planned)
    later = RELEASE_ON + dt.timedelta(days=10)
    answer = done(items.set_value(database, *one.at(START, "two_thirds_date"), later, **ACTING))
    with database.read() as connection:
        assert connection.execute(select(custody_episode.c.two_thirds_on)).scalar() == later
    moved = {each.key: (each.before, each.after) for each in answer.moved}
    assert moved["new_address"] == (RELEASE_ON, later)
    assert one.item(RELEASE, "housing")["due_on"] == later - dt.timedelta(days=14)
    assert answer.version == one.item(START, "two_thirds_date")["version"]


def test_a_due_date_of_ones_own_stays_and_can_be_given_back(database: Database) -> None:
    one = written(database)
    own = dt.date(2026, 12, 1)
    first = done(items.set_due(database, *one.at(RELEASE, "housing"), own, **ACTING))
    assert (first.due_on, one.item(RELEASE, "housing")["due_override"]) == (own, True)
    back = done(items.set_due(database, first.id, first.version, None, **ACTING))
    assert back.due_on == RELEASE_ON - dt.timedelta(days=14)
    assert not one.item(RELEASE, "housing")["due_override"]


def test_somebody_in_the_team_answers_for_an_item(database: Database) -> None:
    one = written(database)
    refusal = refused(items.set_responsible(database, *one.at(RELEASE, "housing"), "XX", **ACTING))
    assert refusal.code == "unknown_caseworker"
    first = done(items.set_responsible(database, *one.at(RELEASE, "housing"), "AB", **ACTING))
    assert one.item(RELEASE, "housing")["responsible_id"] is not None
    done(items.set_responsible(database, first.id, first.version, "", **ACTING))
    assert one.item(RELEASE, "housing")["responsible_id"] is None


def test_a_note_is_one_clean_line(database: Database) -> None:
    one = written(database)
    done(items.set_note(database, *one.at(RELEASE, "housing"), "to\nlinjer \x07", **ACTING))
    assert one.item(RELEASE, "housing")["note"] == "to linjer"


def test_an_item_that_somebody_else_changed_is_left_alone(database: Database) -> None:
    one = written(database)
    at = one.at(RELEASE, "housing")
    done(items.tick(database, *at, **ACTING))
    for command in (items.tick, items.untick, items.start):
        with pytest.raises(StaleVersion, match="KN"):
            command(database, *at, **ACTING)
    with pytest.raises(StaleVersion):  # said before the reason is asked for
        items.not_needed(database, *at, "", **ACTING)
    assert one.item(RELEASE, "housing")["state"] == "done"


def test_an_item_that_is_gone_is_said_to_be_gone(database: Database) -> None:
    written(database)
    with pytest.raises(Missing):
        items.tick(database, "nothing", 1, **ACTING)


def test_an_item_that_the_programme_no_longer_knows_can_be_ticked(database: Database) -> None:
    one = written(database)
    with database.write(command="test", now=ACTING["now"]) as door:
        at = one.item(RELEASE, "housing")
        identity = door.insert(
            checklist_item,
            {
                "participant_id": one.id,
                "checklist_id": at["checklist_id"],
                "key": "gone.item",
                "position": 99,
            },
        )
    answer = done(items.tick(database, identity, 1, **ACTING))
    assert (answer.state, answer.due_on) == (ItemState.DONE, None)


def test_each_command_is_one_unit_in_a_log_that_verifies(database: Database) -> None:
    one: Written = written(database)
    done(items.not_needed(database, *one.at(RELEASE, "leisure"), "Ordner det selv", **ACTING))
    with database.read() as connection:
        units = connection.execute(
            select(change.c.unit, change.c.command, change.c.actor).where(
                change.c.command == "item.not_needed"
            )
        ).all()
        assert {row.actor for row in units} == {"KN"}
        assert len({row.unit for row in units}) == 1
        assert verify(connection).ok
