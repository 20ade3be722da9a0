"""Exports with a row for each contact, meeting, task, line of the release checklist or record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from exin_schema.tables import (
    agency,
    consent,
    contact,
    custody_episode,
    meeting,
    meeting_attendee,
    new_id,
    participant,
    participant_contact,
    task,
)
from exin_tui.caseload.due_dates import rederive
from exin_tui.clock import OSLO
from exin_tui.partners.exporting import Preview, Sent, preview, send
from exin_tui.partners.extend import extend
from exin_tui.partners.facts import add_record
from exin_tui.partners.manifest import ExportFormat
from exin_tui.partners.reading import parse_manifest
from exin_tui.partners.sheets import Sheet, worded
from exin_tui.partners.tasks import pick_task
from tests.partners.partners_team import MANIFEST, NOW, TODAY, Team, manifest, partner_of, team

SCOPE = """\
[scope]
fields = ["code", "contacts", "meetings", "tasks", "release_list"]
topics = ["sentence"]

"""
EXPORTS = """
[[meetings]]
id = "visit"
same_as = "visit"
name = { nb = "Besøk", en = "Visit" }

[[meetings]]
id = "report"
name = { nb = "Oppmøte", en = "Reporting" }
"""
for _rows, _columns in {
    "contacts": '["code", "contact.role", "contact.name", "contact.agency"]',
    "meetings": '["code", "meeting.kind", "meeting.starts", "meeting.place"]',
    "tasks": '["code", "task.step", "task.title", "task.holder", "task.due"]',
    "release_list": '["code", "item.title", "item.state"]',
    "records": '["code", "appointment.met", "appointment.note"]',
}.items():
    EXPORTS += f'\n[[exports]]\nid = "{_rows}"\nrows = "{_rows}"\nformats = ["csv"]\ncolumns = {_columns}\n'
SOURCE = MANIFEST.replace("[[items]]", SCOPE + "[[items]]", 1) + EXPORTS


@pytest.fixture
def board() -> Iterator[Team]:
    with team(SOURCE) as found:
        yield found


def seen(board: Team, export: str) -> Preview:
    found = preview(
        board.database, board.partner, export, today=TODAY, programme=board.programme, language="en"
    )
    assert isinstance(found, Preview), found.message.say("en")
    return found


def rows(board: Team, export: str) -> list[list[str]]:
    sheet = seen(board, export).sheet
    assert isinstance(sheet, Sheet)
    return [[worded(cell, "en") for cell in row] for row in sheet.rows]


def narrow(board: Team, topics: str) -> None:
    with board.database.write(command="test", now=NOW) as door:
        of = consent.c.participant_id == board.id("SN-001")
        row = door.connection.execute(select(consent.c.id, consent.c.version).where(of)).one()
        door.update(consent, row.id, row.version, {"topics": topics})


def agreed(
    board: Team,
    code: str,
    kind: str,
    day: int,
    *,
    place: str = "",
    with_contact: bool = False,
    **more: object,
) -> str:
    starts = dt.datetime(2026, 12, day, 10, 0, tzinfo=OSLO)
    with board.database.write(command="test", now=NOW) as door:
        identity = door.insert(
            meeting,
            {
                "participant_id": board.id(code),
                "uid": new_id(),
                "kind": kind,
                "starts_at": starts,
                "ends_at": starts + dt.timedelta(hours=1),
                "place": place,
                "changed_at": NOW,
                **more,
            },
        )
        if with_contact:
            door.insert(meeting_attendee, {"meeting_id": identity, "contact_id": board.contact})
        return identity


def attach(board: Team, code: str, role: str, to_on: dt.date | None = None) -> None:
    with board.database.write(command="test", now=NOW) as door:
        values = {"participant_id": board.id(code), "contact_id": board.contact, "role": role, "to_on": to_on}
        door.insert(participant_contact, values)


def test_only_contacts_that_the_partners_consent_lines_cover_go_out(board: Team) -> None:
    for role in ("probation_contact", "nav_contact", "kontaktbetjent"):
        attach(board, "SN-001", role)
    attach(board, "SN-002", "probation_contact")
    assert [row[1] for row in rows(board, "contacts")] == [
        "Contact officer",
        "Contact at the probation service (friomsorgen)",
    ]
    assert {row[0] for row in rows(board, "contacts")} == {"SN-001"}


@pytest.mark.parametrize(("days", "count"), [(0, 1), (-1, 0)])
def test_a_contact_goes_out_until_the_last_day_of_the_role(board: Team, days: int, count: int) -> None:
    attach(board, "SN-001", "probation_contact", TODAY + dt.timedelta(days=days))
    assert len(rows(board, "contacts")) == count


def employed_by(board: Team, kind: str, code: str, role: str) -> None:
    with board.database.write(command="test", now=NOW) as door:
        where = door.insert(agency, {"name": f"Kontor {kind}", "kind": kind})
        who = door.insert(contact, {"agency_id": where, "name": f"Ada {kind}"})
        door.insert(participant_contact, {"participant_id": board.id(code), "contact_id": who, "role": role})


def test_which_agency_employs_a_contact_decides_and_not_the_role(board: Team) -> None:
    for kind in ("nav", "prison"):
        employed_by(board, kind, "SN-001", "social_consultant")
    assert [row[2:] for row in rows(board, "contacts")] == [["Ada prison", "Kontor prison"]]


def test_where_a_contact_works_is_withheld_for_a_protected_address(board: Team) -> None:
    employed_by(board, "prison", "SN-001", "kontaktbetjent")
    with board.database.write(command="test", now=NOW) as door:
        whose = participant.c.id == board.id("SN-001")
        version = door.connection.execute(select(participant.c.version).where(whose)).scalar_one()
        door.update(participant, board.id("SN-001"), version, {"protected_address": True})
    assert [row[2:] for row in rows(board, "contacts")] == [["Ada prison", ""]]


def test_a_role_that_betrays_something_goes_out_only_on_a_consent_for_all_topics(board: Team) -> None:
    attach(board, "SN-001", "substance_use_adviser")
    assert len(rows(board, "contacts")) == 1
    narrow(board, "sentence")
    assert rows(board, "contacts") == []


def test_what_is_agreed_with_the_partner_is_its_kinds_and_where_its_people_come(board: Team) -> None:
    agreed(board, "SN-001", "visit", 1, place="Halden")
    agreed(board, "SN-001", "probation.report", 2)
    agreed(board, "SN-001", "cooperation", 3, with_contact=True)
    agreed(board, "SN-001", "cooperation", 4)
    agreed(board, "SN-001", "nav_meeting", 5)
    assert [row[1:] for row in rows(board, "meetings")] == [
        ["Visit", "2026-12-01 10:00", "Halden"],
        ["Reporting", "2026-12-02 10:00", ""],
        ["Cooperation meeting", "2026-12-03 10:00", ""],
    ]


def test_an_instance_that_was_moved_goes_out_with_its_series_to_which_the_partners_people_come(
    board: Team,
) -> None:
    series = agreed(board, "SN-001", "cooperation", 1, with_contact=True, rrule="FREQ=WEEKLY;COUNT=2")
    second = dt.datetime(2026, 12, 8, 10, 0, tzinfo=OSLO)
    agreed(board, "SN-001", "cooperation", 9, series_id=series, recurrence_id=second)
    assert [row[2] for row in rows(board, "meetings")] == ["2026-12-01 10:00", "2026-12-09 10:00"]


def test_a_series_is_told_for_ninety_days(board: Team) -> None:
    agreed(board, "SN-001", "visit", 1, rrule="FREQ=WEEKLY")
    told = [row[2] for row in rows(board, "meetings")]
    assert told[-1] == "2027-02-23 10:00"
    assert len(told) == 13


def test_a_meeting_of_somebody_with_a_protected_address_has_no_place(board: Team) -> None:
    with board.database.write(command="test", now=NOW) as door:
        of = consent.c.participant_id == board.id("SN-002")
        row = door.connection.execute(select(consent.c.id, consent.c.version).where(of)).one()
        door.update(consent, row.id, row.version, {"withdrawn_on": None})
    agreed(board, "SN-002", "visit", 1, place="Halden")
    assert rows(board, "meetings") == [["SN-002", "Visit", "2026-12-01 10:00", ""]]


def test_open_tasks_go_out_and_a_sensitive_one_only_on_a_consent_for_all_topics(board: Team) -> None:
    pick_task(
        board.database, board.manifest, board.id("SN-001"), "treatment",
        today=TODAY, now=NOW, programme=board.programme,
    )  # fmt: skip
    assert rows(board, "tasks") == [
        ["SN-001", "Start", "Plan made", "Probation service", ""],
        ["SN-001", "Start", "Treatment settled", "joint", ""],
        ["SN-001", "Duty to report", "First reporting accompanied", "EX/IN", "2026-12-11"],
    ]
    narrow(board, "sentence")
    assert [row[2] for row in rows(board, "tasks")] == ["Plan made", "First reporting accompanied"]


def test_a_task_that_was_typed_goes_out_only_on_a_consent_for_all_topics(board: Team) -> None:
    with board.database.write(command="test", now=NOW) as door:
        typed = {"title": "Ring legen", "step": "start", "holder": "exin", "partner": "probation"}
        door.insert(task, {**typed, "participant_id": board.id("SN-001"), "changed_at": NOW})
    assert "Ring legen" in [row[2] for row in rows(board, "tasks")]
    narrow(board, "sentence")
    assert "Ring legen" not in [row[2] for row in rows(board, "tasks")]


def test_the_release_plan_has_nothing_that_another_partner_added(board: Team) -> None:
    other = manifest(SOURCE.replace('id = "probation"', 'id = "other"', 1))
    both = extend(board.programme, [partner_of(other)])
    with board.database.write(command="test", now=NOW) as door:
        rederive(door, None, today=TODAY, programme=both)
    found = preview(board.database, board.partner, "release_list", today=TODAY, programme=both, language="en")
    assert isinstance(found, Preview)
    assert isinstance(found.sheet, Sheet)
    said = [worded(row[1], "en") for row in found.sheet.rows]
    assert said.count("Conditions gone through") == 1


def test_the_release_plan_is_that_of_the_newest_imprisonment(board: Team) -> None:
    before = len(rows(board, "release_list"))
    assert before
    with board.database.write(command="test", now=NOW) as door:
        door.insert(
            custody_episode,
            {"participant_id": board.id("SN-001"), "number": 2, "kind": "sentence", "level": "high"},
        )
    assert rows(board, "release_list") == []


def test_the_release_plan_says_nothing_of_consents_other_agencies_or_topics_that_are_not_open(
    board: Team,
) -> None:
    said = [row[1] for row in rows(board, "release_list")]
    assert {"Housing settled", "Debt advice asked for", "Conditions gone through"} <= set(said)
    assert not [one for one in said if "Consent form" in one or ("NAV" in one and "Contact" in one)]
    narrow(board, "sentence")
    open_now = {row[1] for row in rows(board, "release_list")}
    assert {"Conditions of release", "Contact at the prison"} <= open_now
    assert not open_now & {"Housing settled", "Debt advice asked for", "Authority at NAV"}


def test_records_go_out_a_row_each(board: Team) -> None:
    for note in ("første", "=annen"):
        add_record(
            board.database, board.manifest, board.id("SN-001"), "appointment",
            {"met": True, "note": note}, today=TODAY, now=NOW,
        )  # fmt: skip
    assert sorted(rows(board, "records")) == [["SN-001", "yes", "=annen"], ["SN-001", "yes", "første"]]


def test_who_has_nothing_of_this_to_send_is_left_out_and_no_disclosure(board: Team, tmp_path: Path) -> None:
    found = seen(board, "meetings")
    assert found.disclosed == ()
    assert {one.code: one.why.say("en") for one in found.left_out}["SN-001"] == "nothing of this to send"
    agreed(board, "SN-001", "visit", 1)
    sent = send(
        board.database, board.partner, "meetings", tmp_path / "a.csv", ExportFormat.CSV,
        today=TODAY, now=NOW, programme=board.programme, language="en",
    )  # fmt: skip
    assert sent == Sent(tmp_path / "a.csv", 1)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('rows = "meetings"\n', ""), 'Add rows = "meetings"'),
        (('"meetings", "tasks"', '"tasks"'), "Add it to [scope] fields."),
        (('"code", "meeting.kind"', '"meetings", "meeting.kind"'), "is a list, not one value"),
        (('"appointment.met", "appointment.note"', '"code"'), "need columns of one kind of record"),
        (('rows = "tasks"', 'rows = "task"'), "Write “tasks”"),
        (('same_as = "visit"', 'same_as = "visits"'), "Write “visit”"),
        (('columns = ["code", "item.title", "item.state"]\n', ""), "needs columns, or Python"),
    ],
)
def test_a_mistake_in_an_export_says_what_to_write(change: tuple[str, str], message: str) -> None:
    from exin_schema.programme_file import load_programme

    reading = parse_manifest(SOURCE.replace(*change, 1), programme=load_programme())
    assert reading.manifest is None
    assert message in "\n".join(problem.say("en") for problem in reading.problems)


def test_rows_are_sorted_by_the_columns_that_are_named() -> None:
    source = SOURCE.replace('rows = "tasks"', 'rows = "tasks"\nsort = ["task.step", "task.title"]')
    with team(source) as board:
        pick_task(
            board.database, board.manifest, board.id("SN-001"), "treatment",
            today=TODAY, now=NOW, programme=board.programme,
        )  # fmt: skip
        assert [tuple(row[1:3]) for row in rows(board, "tasks")] == [
            ("Duty to report", "First reporting accompanied"),  # by its Norwegian words: Møteplikt
            ("Start", "Treatment settled"),  # Behandling
            ("Start", "Plan made"),
        ]
