"""What happened about a participant: in words, newest first, in pages, on both kinds of database."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import event

from exin_schema.tables import checklist_item, participant, task
from exin_tui.caseload.history_fields import COLUMNS, HistoryKind
from exin_tui.caseload.history_views import Cursor, Happened, HistoryLine, HistoryPage, load_history
from exin_tui.history.erasing import erase
from exin_tui.history.undo import undo_last
from exin_tui.language import Language, say
from tests.caseload.board import LABELS, NOW, Board, at, day


def read(board: Board, who: str, **more: Any) -> HistoryPage:
    with board.database.read() as connection:
        return load_history(connection, who, LABELS, **more)


def said(line: HistoryLine, language: Language = "en") -> str:
    parts = [say(line.about, language)]
    if line.field is not None:
        parts.append(say(line.field, language))
    parts += ["–" if told is None else say(told.words, language) for told in (line.old, line.new)]
    return " | ".join(parts)


def lines(entries: tuple[Happened, ...], language: Language = "en") -> list[str]:
    return [said(line, language) for one in entries for line in one.lines]


def change(board: Board, table: Any, identity: str, **values: Any) -> None:
    with board.database.read() as connection:
        version = connection.execute(table.select().where(table.c.id == identity)).one().version
    with board.database.write(command="x.edit", now=NOW, actor="AB") as door:
        door.update(table, identity, version, values)


def test_a_change_says_what_was_and_what_is_in_both_languages(board: Board) -> None:
    who = board.participant("SN-001")
    item = board.item(who, "housing", due=3)
    change(board, checklist_item, item, state="done", due_on=day(9), responsible_id=board.team["TL"])
    newest = read(board, who).entries[0]
    assert (newest.who, newest.command) == ("AB", "x.edit")
    assert lines((newest,)) == [
        "Housing settled | status | not started | done",
        "Housing settled | due date | Mon 30 Nov 2026 | Sun 6 Dec 2026",
        "Housing settled | responsible | – | TL",
    ]
    assert lines((newest,), "nb")[0] == "Bolig avklart | status | ikke påbegynt | ferdig"


def test_names_places_and_notes_are_marked_private_and_an_address_as_a_place(board: Board) -> None:
    who = board.participant("SN-001", given_name="Jonas")
    change(board, participant, who, given_name="Ola", address="Storgata 1", phase="pre_release")
    found = {say(line.field, "en"): line for line in read(board, who).entries[0].lines if line.field}
    assert [(name, line.new.private, line.new.place) for name, line in sorted(found.items()) if line.new] == [
        ("address", True, True),
        ("given name", True, False),
        ("phase", False, False),
    ]


def test_every_free_text_of_a_participants_tables_is_private() -> None:
    from exin_schema.tables import metadata
    from exin_tui.caseload.history_fields import Means
    from exin_tui.storage.shape import shape_of

    plain = {"code", "alias", "took_part", "sent_by"}
    for name, columns in COLUMNS.items():
        written = shape_of(metadata.tables[name]).words
        for column, told in columns.items():
            if column in written and isinstance(told.means, Means) and column not in plain:
                assert told.means in {Means.PRIVATE, Means.PLACE, Means.ROLE, Means.LINE, Means.MEETING}, (
                    name,
                    column,
                )


def test_what_was_added_tells_each_value_and_what_was_taken_off_stays_readable(board: Board) -> None:
    who = board.participant("SN-001")
    task_id = board.task(who, "Ring advokat", due=2)
    with board.database.write(command="task.delete", now=NOW) as door:
        door.delete(task, task_id, 1)
    gone, added, _ = read(board, who).entries
    assert said(gone.lines[0]) == "Ring advokat | – | –"
    assert gone.lines[0].verb == "delete"
    assert "Ring advokat | due date | – | Sun 29 Nov 2026" in lines((added,))


def test_who_looked_and_what_was_told_stand_in_the_same_list_with_the_consents(board: Board) -> None:
    who = board.participant("SN-001")
    other = board.participant("SN-002")
    nav = board.consent(who, "nav")
    with board.database.write(command="x", now=NOW + dt.timedelta(minutes=5), actor="TL") as door:
        door.access("reveal", who)
        door.access("reveal", other)
        door.disclosure(
            participant_id=who, recipient="NAV", export="list", fields=("phase", "release"), consents=(nav,)
        )
    looked, told = sorted(read(board, who, kind=HistoryKind.TOLD).entries, key=lambda one: one.recipient)
    assert (looked.looked, looked.command, looked.who) == (True, "reveal", "TL")
    assert (told.recipient, told.fields) == ("NAV", "phase release")
    assert [say(line, "en") for line in told.consents] == ["NAV"]
    assert {one.id for one in read(board, who).entries[:2]} == {told.id, looked.id}


def test_a_kind_narrows_it(board: Board) -> None:
    who = board.participant("SN-001")
    board.item(who, "housing")
    board.meeting(who, at(1, 10))
    (met,) = read(board, who, kind=HistoryKind.MEETINGS).entries
    assert said(met.lines[0]).startswith("Visit")
    assert len(read(board, who, kind=HistoryKind.CHECKLIST).entries) == 2


def test_pages_tell_everything_once_and_in_order(board: Board) -> None:
    who = board.participant("SN-001")
    for number in range(11):
        now = NOW + dt.timedelta(minutes=number // 2)
        with board.database.write(command="x", now=now) as door:
            door.insert(task, {"participant_id": who, "title": f"nr {number}"})
            door.access("reveal", who)
            door.disclosure(participant_id=who, recipient="NAV", export="list", fields=())
    whole = read(board, who, size=1000).entries
    paged: list[str] = []
    before: Cursor | None = None
    while True:
        page = read(board, who, size=4, before=before)
        paged += [one.id for one in page.entries]
        assert len(page.entries) <= 4
        if page.further is None:
            break
        before = page.further
    assert sorted(paged) == sorted(one.id for one in whole)
    assert len(set(paged)) == len(paged) == 34
    assert [one.at for one in whole] == sorted((one.at for one in whole), reverse=True)


def test_the_number_of_statements_does_not_grow(board: Board) -> None:
    who = board.participant("SN-001")

    def statements() -> int:
        counted: list[str] = []
        with board.database.read() as connection:

            def count(*arguments: Any) -> None:
                counted.append(arguments[2])

            event.listen(connection, "before_cursor_execute", count)
            load_history(connection, who, LABELS)
            event.remove(connection, "before_cursor_execute", count)
        return len(counted)

    board.item(who, "housing")
    few = statements()
    for number in range(40):
        board.item(who, f"key{number}", kind="start")
    assert statements() == few


def test_what_was_taken_back_says_so_and_erased_values_are_not_read(board: Board) -> None:
    who = board.participant("SN-001")
    board.consent(who, "nav")
    undo_last(board.database, "KB", NOW)
    undone = read(board, who).entries[0]
    assert undone.command.startswith("undo:")
    with board.database.write(command="participant.erase", now=NOW) as door:
        door.delete(participant, who, 1)
        erase(door, who)
    assert {line.erased for one in read(board, who).entries for line in one.lines} == {True}


def test_a_protected_address_is_not_even_named(board: Board) -> None:
    who = board.participant("SN-001")
    change(board, participant, who, protected_address=True)
    (line,) = read(board, who).entries[0].lines
    assert line.quiet
