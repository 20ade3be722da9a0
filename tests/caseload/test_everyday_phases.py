"""Proposals, moves between phases, the unplanned release, and imprisoned again."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from exin_schema.tables import (
    caseworker,
    checklist,
    checklist_item,
    consent,
    custody_episode,
    participant_contact,
    phase_transition,
)
from exin_schema.vocabulary import CustodyKind, Phase, SecurityLevel
from exin_tui.caseload.discussion import Discussion, pending_proposal
from exin_tui.caseload.imprisonment import imprison
from exin_tui.caseload.items import attach_contact
from exin_tui.caseload.phases import hold_discussion, move, propose, withdraw_proposal
from exin_tui.caseload.registration import ConsentGiven, Custody
from exin_tui.caseload.transfer import transfer
from exin_tui.storage.database import Database
from exin_tui.storage.errors import StaleVersion
from tests.caseload.everyday import DISCUSSED, done, everything, one_more, refused, someone, undone, whole
from tests.caseload.written import (
    ACTING,
    ENROLLED_ON,
    RELEASE_ON,
    TODAY,
    acting_on,
    add_contact,
    consents,
    custody,
    entered,
)

REMAND = custody(
    kind=CustodyKind.REMAND, level=SecurityLevel.HIGH, full_term_on=None, two_thirds_on=None, decided_on=None
)
INSIDE = {"phase": Phase.IN_PRISON, "custody": custody(level=SecurityLevel.HIGH)}
AGAIN = Custody(kind=CustodyKind.REMAND, place="Oslo fengsel", started_on=TODAY)


@pytest.mark.parametrize(("day", "opens"), [(dt.date(2026, 10, 16), False), (dt.date(2026, 10, 17), True)])
def test_phase_3_is_neither_proposed_nor_begun_before_its_window_opens(
    database: Database, day: dt.date, *, opens: bool
) -> None:
    one = someone(database, entered(**INSIDE))
    if opens:
        done(propose(*one.at, Phase.PRE_RELEASE, **acting_on(day)))
        assert done(move(*one.at, Phase.PRE_RELEASE, DISCUSSED, **acting_on(day))).on == day
    else:
        assert refused(propose(*one.at, Phase.PRE_RELEASE, **acting_on(day))) == "phase_3_not_open"
        assert refused(move(*one.at, Phase.PRE_RELEASE, DISCUSSED, **acting_on(day))) == "phase_3_not_open"


def test_a_proposal_becomes_the_move_and_keeps_what_was_discussed(database: Database) -> None:
    one = someone(database, entered(**INSIDE))
    said = Discussion(possibilities="bo hos tante", limits="ingen")
    proposed = done(propose(*one.at, Phase.PRE_RELEASE, said, **ACTING))
    assert [each.code for each in proposed.missing] == ["empty_special", "empty_took_part"]
    assert (one.row["phase"], one.version) == ("in_prison", 1)
    assert refused(move(*one.at, Phase.PRE_RELEASE, Discussion(took_part="KN"), **ACTING)) == "empty_special"
    rest = Discussion(limits="ingen bolig", special="x", took_part="KN,AB")
    done(move(*one.at, Phase.PRE_RELEASE, rest, **ACTING))
    [_, moved] = sorted(one.rows(phase_transition), key=lambda row: row["to_phase"])
    assert (moved["possibilities"], moved["limits"], moved["took_part"]) == (
        "bo hos tante",
        "ingen bolig",
        "KN AB",
    )
    assert not any(row["proposed"] for row in one.rows(phase_transition))
    with database.read() as connection:
        assert pending_proposal(connection, one.id) is None


def test_there_is_one_proposal_which_can_be_taken_back_and_which_another_move_ends(
    database: Database,
) -> None:
    one = someone(database, entered(**INSIDE))
    done(propose(*one.at, Phase.PRE_RELEASE, DISCUSSED, **ACTING))
    done(propose(*one.at, Phase.INTAKE, **ACTING))
    with database.read() as connection:
        proposal = pending_proposal(connection, one.id)
    assert proposal is not None
    assert (proposal.to, proposal.discussion.empty) == (Phase.INTAKE, True)
    done(withdraw_proposal(*one.at, **ACTING))
    assert refused(withdraw_proposal(*one.at, **ACTING)) == "no_proposal"
    done(propose(*one.at, Phase.INTAKE, **ACTING))
    before = everything(database)
    done(move(*one.at, Phase.PRE_RELEASE, DISCUSSED, **ACTING))
    assert len(one.rows(phase_transition)) == 2
    assert undone(database, before)


@pytest.mark.parametrize("empty", ["possibilities", "limits", "special", "took_part"])
def test_a_move_without_the_whole_discussion_is_refused(database: Database, empty: str) -> None:
    one = someone(database)
    fields = {**DISCUSSED.fields(), empty: "  "}
    assert refused(move(*one.at, Phase.IN_PRISON, Discussion(**fields), **ACTING)) == f"empty_{empty}"


def test_a_move_is_refused_on_an_old_view_and_is_undone_as_one(database: Database) -> None:
    one = someone(database)
    before = everything(database)
    done(move(*one.at, Phase.IN_PRISON, DISCUSSED, **ACTING))
    with pytest.raises(StaleVersion):
        move(database, one.id, 1, Phase.INTAKE, DISCUSSED, **ACTING)
    assert undone(database, before)
    assert whole(database)


def test_closing_goes_by_its_reason(database: Database) -> None:
    one = someone(database)
    assert refused(move(*one.at, Phase.CLOSING, DISCUSSED, **ACTING)) == "close_with_reason"


def test_the_seventh_in_phases_3_and_4_takes_a_reason_which_goes_with_the_overload(
    database: Database,
) -> None:
    one = someone(database, entered(**INSIDE))
    for _ in range(6):
        one_more(database)
    assert refused(move(*one.at, Phase.PRE_RELEASE, DISCUSSED, **ACTING)) == "capacity"
    done(move(*one.at, Phase.PRE_RELEASE, DISCUSSED, reason="Vikar på vei", **ACTING))

    def excuse() -> str:
        with database.read() as connection:
            found = select(caseworker.c.overload_reason).where(caseworker.c.initials == "KN")
            return str(connection.execute(found).scalar_one())

    assert excuse() == "Vikar på vei"
    done(move(*one.at, Phase.IN_PRISON, DISCUSSED, **ACTING))
    assert excuse() == ""


def test_phase_4_takes_the_actual_release_date_and_begins_on_it(database: Database) -> None:
    one = someone(database)
    assert refused(move(*one.at, Phase.POST_RELEASE, DISCUSSED, **ACTING)) == "in_custody"
    friday = dt.date(2026, 12, 18)
    answer = done(move(*one.at, Phase.POST_RELEASE, DISCUSSED, released_on=friday, **acting_on(friday)))
    assert (answer.on, answer.unplanned, one.row["phase_since"]) == (friday, False, friday)
    assert (one.episode["released_on"], one.episode["ended_on"]) == (friday, friday)
    assert answer.alerts == ()  # that NAV is closed was said while the day could be moved
    assert {moved.after for moved in answer.moved} >= {friday}
    assert [each.line for each in answer.told] == ["prison", "nav", "lawyer"]  # a day later than decided


def test_a_release_on_the_decided_day_is_no_news(database: Database) -> None:
    one = someone(database)
    answer = done(
        move(*one.at, Phase.POST_RELEASE, DISCUSSED, released_on=RELEASE_ON, **acting_on(RELEASE_ON))
    )
    assert (answer.told, one.open_tasks()) == ((), {})


def test_a_consent_for_one_prison_stay_ends_with_it(database: Database) -> None:
    one = someone(database, entered(consents=(*consents("nav"), ConsentGiven("prison", ENROLLED_ON))))
    prison = next(row for row in one.rows(consent) if row["line"] == "prison")
    with database.write(command="test", now=ACTING["now"]) as door:
        door.update(consent, prison["id"], 1, {"episode_id": one.episode["id"]})
    done(move(*one.at, Phase.POST_RELEASE, DISCUSSED, released_on=TODAY, **ACTING))
    assert {row["line"]: row["expires_on"] for row in one.rows(consent)} == {"nav": None, "prison": TODAY}


def test_released_the_same_day_from_remand_there_is_a_list_and_the_discussion_follows(
    database: Database,
) -> None:
    one = someone(database, entered(phase=Phase.IN_PRISON, custody=REMAND))
    answer = done(move(*one.at, Phase.POST_RELEASE, released_on=TODAY, **ACTING))
    assert (answer.unplanned, answer.discuss_by) == (True, TODAY + dt.timedelta(days=7))
    tasks = one.open_tasks()
    assert {key for key in tasks if key.startswith("exin.same_day.")} == {
        f"exin.same_day.{n}" for n in range(1, 6)
    }
    assert {row["due_on"] for row in tasks.values()} == {TODAY}
    assert tasks["exin.tell_release"]["note"] == "Kriminalomsorgen, NAV, Advokat"
    assert one.row["discuss_by"] == answer.discuss_by
    assert refused(hold_discussion(*one.at, Discussion(limits="x"), **ACTING)) == "empty_possibilities"
    done(hold_discussion(*one.at, DISCUSSED, **ACTING))
    assert one.row["discuss_by"] is None
    assert refused(hold_discussion(*one.at, DISCUSSED, **ACTING)) == "nothing_owed"
    assert [row["limits"] for row in one.rows(phase_transition) if row["unplanned"]] == ["ingen bolig"]


def test_an_unplanned_release_that_was_discussed_owes_nothing_and_is_undone_as_one(
    database: Database,
) -> None:
    one = someone(database, entered(phase=Phase.IN_PRISON, custody=REMAND))
    before = everything(database)
    answer = done(move(*one.at, Phase.POST_RELEASE, DISCUSSED, released_on=TODAY, **ACTING))
    assert (answer.unplanned, answer.discuss_by) == (True, None)
    assert undone(database, before)


def test_imprisoned_again_is_phase_2_with_fresh_lists_and_everything_kept(database: Database) -> None:
    one = someone(database)
    with database.read() as connection:
        item = connection.execute(
            select(checklist_item.c.id).where(checklist_item.c.key == "kontaktbetjent")
        ).scalar_one()
    done(attach_contact(database, item, 1, add_contact(database), **ACTING))
    done(move(*one.at, Phase.POST_RELEASE, DISCUSSED, released_on=TODAY, **ACTING))
    done(move(*one.at, Phase.REINTEGRATION, DISCUSSED, **ACTING))
    later = TODAY + dt.timedelta(days=90)
    taken = Custody(kind=CustodyKind.REMAND, place="Oslo fengsel", started_on=later)
    before = everything(database)
    answer = done(imprison(*one.at, taken, DISCUSSED, **acting_on(later)))
    assert (answer.phase, one.row["phase"], one.episode["number"]) == (Phase.IN_PRISON, "in_prison", 2)
    lists = {(row["episode_id"], row["kind"]): row for row in one.rows(checklist)}
    assert len(lists) == 4
    fresh = lists[one.episode["id"], "start"]
    assert fresh["in_force_on"] == later
    states = {row["state"] for row in one.rows(checklist_item) if row["checklist_id"] == fresh["id"]}
    assert states == {"not_started"}
    kept = next(row for row in one.rows(checklist_item) if row["id"] == item)
    assert kept["state"] == "done"
    assert "exin.earlier_plan" in one.open_tasks()
    assert undone(database, before)


@pytest.mark.parametrize(
    ("again", "code"),
    [
        (Custody(started_on=TODAY + dt.timedelta(days=1)), "custody_ahead"),
        (Custody(started_on=TODAY - dt.timedelta(days=1)), "custody_overlaps"),
        (Custody(level=SecurityLevel.ELECTRONIC), "level_out"),
        (Custody(started_on=TODAY, full_term_on=TODAY - dt.timedelta(days=9)), "before_imprisonment"),
        (Custody(two_thirds_on=dt.date(2028, 1, 1), full_term_on=dt.date(2027, 1, 1)), "after_full_term"),
        (Custody(place="x" * 201), "text_long"),
    ],
)
def test_an_imprisonment_that_cannot_be_is_refused(database: Database, again: Custody, code: str) -> None:
    one = someone(database)
    assert refused(imprison(*one.at, AGAIN, DISCUSSED, **ACTING)) == "already_in_custody"
    done(move(*one.at, Phase.POST_RELEASE, DISCUSSED, released_on=TODAY, **ACTING))
    assert refused(imprison(*one.at, again, DISCUSSED, **ACTING)) == code
    assert refused(imprison(*one.at, AGAIN, **ACTING)) == "empty_possibilities"
    assert len(one.rows(custody_episode)) == 1


def test_a_candidate_who_is_arrested_stays_in_intake(database: Database) -> None:
    one = someone(database, entered(phase=Phase.INTAKE, enrolled_on=None, custody=None))
    answer = done(imprison(*one.at, AGAIN, **ACTING))
    assert (answer.phase, one.episode["number"], one.rows(checklist)) == (Phase.INTAKE, 1, [])


def test_a_transfer_reopens_the_prisons_contacts_and_no_others(database: Database) -> None:
    one = someone(database)
    contact = add_contact(database)
    for key in ("kontaktbetjent", "nav_consultant", "prison_contact"):
        with database.read() as connection:
            item = connection.execute(select(checklist_item).where(checklist_item.c.key == key)).one()
        done(attach_contact(database, item.id, item.version, contact, **ACTING))
    same = done(transfer(*one.custody, place="Halden fengsel", unit="B", level=SecurityLevel.LOWER, **ACTING))
    assert same.reopened == ()
    answer = done(transfer(*one.custody, place="Ila fengsel", unit="", level=SecurityLevel.HIGH, **ACTING))
    assert set(answer.reopened) == {"kontaktbetjent", "prison_contact"}
    ends = {row["role"]: row["to_on"] for row in one.rows(participant_contact)}
    assert ends == {"kontaktbetjent": TODAY, "nav_consultant": None, "prison_contact": TODAY}


def test_serving_at_home_is_phase_4(database: Database) -> None:
    one = someone(database)
    home = {"place": "", "unit": "", "level": SecurityLevel.ELECTRONIC}
    assert refused(transfer(*one.custody, **home, **ACTING)) == "level_is_out"  # type: ignore[arg-type]
    done(move(*one.at, Phase.POST_RELEASE, DISCUSSED, released_on=TODAY, **ACTING))
    done(transfer(*one.custody, **home, **ACTING))  # type: ignore[arg-type]
    assert one.episode["level"] == "ek"
