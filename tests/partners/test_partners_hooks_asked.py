"""Commands in the palette, and what follows an event: contained, logged, and done once."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import ColumnElement, Table, select

from exin_schema.tables import consent, custody_episode, participant, partner_record, task
from exin_tui.history.noting import Noting
from exin_tui.history.undo import Undone, undo_last
from exin_tui.partners.asking import Found
from exin_tui.partners.calling import Failure, PartnerManager
from exin_tui.partners.commanding import offered, run
from exin_tui.partners.contexts import inside
from exin_tui.partners.discovery import Partner, installed_partners
from exin_tui.partners.events import after_commit
from exin_tui.partners.facts import add_record, change_record, set_fact
from tests.partners.partners_team import MANIFEST, NOW, TODAY, Team, manifest, team

SOURCE = MANIFEST.replace(
    "[[items]]", '[scope]\nfields = ["code", "phase"]\ntopics = ["sentence"]\n\n[[items]]', 1
)
HEAD = """\
from exin_schema.vocabulary import Label
from exin_tui.partners.api import Command, Event, EventKind, Found, OpenTask, hookimpl
"""
Making = Callable[[str], Partner]


@pytest.fixture
def board() -> Iterator[Team]:
    with team(SOURCE) as found:
        yield found


@pytest.fixture
def with_hooks(board: Team, tmp_path: Path) -> Iterator[Making]:
    before = set(sys.modules)

    def make(source: str) -> Partner:
        folder = tmp_path / "exin_asked"
        folder.mkdir()
        (folder / "hooks.py").write_text(HEAD + source, encoding="utf-8")
        read = manifest(SOURCE + '\n[python]\nhooks = "exin_asked.hooks"\n')
        return replace(board.partner, manifest=read, folder=folder)

    yield make
    for name in set(sys.modules) - before:
        del sys.modules[name]


def committed(board: Team, partner: Partner, write: Callable[[Noting], object]) -> int:
    noting = Noting(board.database)
    write(noting)
    return after_commit(
        board.database, PartnerManager([partner]), tuple(noting.units),
        today=TODAY, now=NOW, programme=board.programme,
    )  # fmt: skip


def keys(board: Team, code: str = "SN-001") -> list[str]:
    with board.database.read() as connection:
        found = select(task.c.key).where(task.c.participant_id == board.id(code)).order_by(task.c.key)
        return list(connection.execute(found).scalars())


COMMANDS = """
def _run(ctx):
    BODY

@hookimpl
def exin_commands():
    return (Command("who", Label("Hvem", "Who"), _run),)
"""


def asked(board: Team, partner: Partner) -> object:
    manager = PartnerManager([partner], given_up=0.5)
    offering = offered(manager)
    assert partner.manifest is not None
    with board.database.read() as connection:
        context = inside(connection, partner.manifest, today=TODAY, programme=board.programme)
    return run(manager, offering.commands[0], context)


def test_a_command_answers_with_lines_about_participants(board: Team, with_hooks: Making) -> None:
    body = 'return [Found(Label("her", "here"), p.ref) for p in ctx.participants if p.phase == "in_prison"]'
    found = asked(board, with_hooks(COMMANDS.replace("BODY", body)))
    assert isinstance(found, tuple)
    assert [(one.ref, one.said.say("en")) for one in found if isinstance(one, Found)] == [
        (board.id("SN-003"), "here")
    ]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("raise ValueError('Åse')", "ValueError in hooks.py"),
        ("return [1]", "int, not Found"),
        ("return [Found('x', p.phone) for p in ctx.participants]", "OutOfScope"),
        ("import time; time.sleep(60)", "did not answer within"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("return [Found(Label('her', 'here'), 'Åse')]", "It names nobody whom it was handed."),
    ],
)
def test_a_command_that_fails_says_so_and_no_value(
    board: Team, with_hooks: Making, body: str, why: str
) -> None:
    found = asked(board, with_hooks(COMMANDS.replace("BODY", body)))
    assert isinstance(found, Failure)
    assert why in found.message.say("en")
    assert "Åse" not in found.message.say("nb")


def test_a_partner_whose_commands_cannot_be_had_is_listed_as_failed(with_hooks: Making) -> None:
    offering = offered(PartnerManager([with_hooks("@hookimpl\ndef exin_commands():\n    return 1 // 0\n")]))
    assert (offering.commands, [one.partner for one in offering.failed]) == ((), ["probation"])


ON_EVENT = """
@hookimpl
def exin_on_event(ctx, event):
    BODY
"""


def test_an_event_opens_a_task_once_and_says_who_did_it(board: Team, with_hooks: Making) -> None:
    partner = with_hooks(
        ON_EVENT.replace(
            "BODY",
            "if event.kind is EventKind.RECORD and event.new:\n"
            "        yield OpenTask(event.ref, 'treatment')",
        )
    )

    def write(database: Noting) -> object:
        return add_record(
            database, board.manifest, board.id("SN-001"), "appointment", {"met": True}, today=TODAY, now=NOW
        )

    assert [committed(board, partner, write) for _ in range(2)] == [1, 0]
    assert keys(board).count("probation.treatment") == 1
    with board.database.read() as connection:
        who = select(task.c.changed_by).where(task.c.key == "probation.treatment")
        assert connection.execute(who).scalar_one() == "exin"


def put(noting: Noting, table: Table, whose: ColumnElement[bool], values: dict[str, object]) -> None:
    with noting.write(command="test", now=NOW) as door:
        row = door.connection.execute(select(table.c.id, table.c.version).where(whose)).one()
        door.update(table, row.id, row.version, values)


def test_an_event_outside_the_scope_or_of_an_undo_is_not_told(board: Team, with_hooks: Making) -> None:
    partner = with_hooks(ON_EVENT.replace("BODY", "yield OpenTask(event.ref, 'treatment')"))
    who = board.id("SN-001")
    theirs, own = custody_episode.c.participant_id == who, participant.c.id == who
    moved: dict[str, object] = {"place": "Halden"}
    assert committed(board, partner, lambda noting: put(noting, custody_episode, theirs, moved)) == 0
    phase: dict[str, object] = {"phase": "in_prison"}
    put(Noting(board.database), participant, own, phase)
    undone: list[Undone] = []
    assert committed(board, partner, lambda noting: undone.append(undo_last(noting, "KN", NOW))) == 0
    assert [one.rows for one in undone] == [1]
    assert committed(board, partner, lambda noting: put(noting, participant, own, phase)) == 1


TOLD = """
told = []
@hookimpl
def exin_on_event(ctx, event):
    told.append((event.kind.value, event.id, event.new))
    return ()
"""


def told_of(
    board: Team, partner: Partner, *writes: Callable[[Noting], object]
) -> list[tuple[str, str, bool]]:
    for write in writes:
        assert committed(board, partner, write) == 0
    return list(sys.modules["exin_asked.hooks"].told)


def test_an_event_says_what_it_is_and_whether_a_record_is_new(board: Team, with_hooks: Making) -> None:
    who, theirs = board.id("SN-001"), {"today": TODAY, "now": NOW}
    of_lines = consent.c.participant_id == who

    def added(noting: Noting) -> object:
        return add_record(noting, board.manifest, who, "appointment", {"met": True}, **theirs)  # type: ignore[arg-type]

    def changed(noting: Noting) -> object:
        with board.database.read() as connection:
            (row,) = connection.execute(select(partner_record.c.id)).all()
        return change_record(
            noting,
            board.manifest,
            row.id,
            {"met": False},
            expected_version=1,
            **theirs,  # type: ignore[arg-type]
        )

    assert told_of(
        board,
        with_hooks(TOLD),
        added,
        changed,
        lambda noting: set_fact(noting, board.manifest, who, "hours", 4, **theirs),  # type: ignore[arg-type]
        lambda noting: put(noting, consent, of_lines, {"withdrawn_on": TODAY}),
        lambda noting: put(noting, consent, of_lines, {"line": "nav"}),  # of another agency: none of theirs
    ) == [
        ("record", "appointment", True), ("record", "appointment", False), ("fact", "hours", False),
        ("consent", "probation", False),
    ]  # fmt: skip


def test_a_task_for_somebody_whom_it_was_not_handed_is_not_opened(board: Team, with_hooks: Making) -> None:
    gone = board.id("SN-005")
    partner = with_hooks(ON_EVENT.replace("BODY", f"yield OpenTask('{gone}', 'treatment')"))
    assert (
        committed(
            board,
            partner,
            lambda noting: set_fact(
                noting, board.manifest, board.id("SN-001"), "hours", 4, today=TODAY, now=NOW
            ),
        )
        == 0
    )
    assert "probation.treatment" not in keys(board, "SN-005")


def test_what_goes_wrong_after_an_event_is_logged_without_a_value(
    board: Team, with_hooks: Making, caplog: pytest.LogCaptureFixture
) -> None:
    partner = with_hooks(ON_EVENT.replace("BODY", "raise ValueError('Grønland')"))

    def write(database: Noting) -> object:
        return set_fact(
            database, board.manifest, board.id("SN-001"), "office", "Grønland", today=TODAY, now=NOW
        )

    with caplog.at_level(logging.WARNING):
        assert committed(board, partner, write) == 0
    assert "ValueError in hooks.py" in caplog.text
    assert "Grønland" not in caplog.text


def test_the_shipped_partners_offer_a_command_and_answer_an_event() -> None:
    manager = PartnerManager(installed_partners())
    assert [(one.partner.id, one.id) for one in offered(manager).commands] == [("nav", "kvp_open")]
    assert [one.id for one in manager.implements("exin_on_event")] == ["prison"]
    assert [one.id for one in manager.implements("exin_exports")] == ["nav"]
    assert manager.failures == []
