"""Commands in the palette, and what follows an event: contained, logged, and done once."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from exin_schema.tables import custody_episode, task
from exin_tui.history.noting import Noting
from exin_tui.history.undo import undo_last
from exin_tui.partners.asking import Found
from exin_tui.partners.calling import Failure, PartnerManager
from exin_tui.partners.commanding import offered, run
from exin_tui.partners.contexts import inside
from exin_tui.partners.discovery import Partner, installed_partners
from exin_tui.partners.events import after_commit
from exin_tui.partners.facts import add_record, set_fact
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


def test_an_event_outside_the_scope_or_of_an_undo_is_not_told(board: Team, with_hooks: Making) -> None:
    partner = with_hooks(ON_EVENT.replace("BODY", "yield OpenTask(event.ref, 'treatment')"))

    def moved(database: Noting) -> object:
        with database.write(command="test", now=NOW) as door:
            row = door.connection.execute(
                select(custody_episode.c.id, custody_episode.c.version).where(
                    custody_episode.c.participant_id == board.id("SN-001")
                )
            ).one()
            door.update(custody_episode, row.id, row.version, {"place": "Halden"})
        return None

    assert committed(board, partner, moved) == 0  # the scope has no place
    assert committed(board, partner, lambda database: undo_last(database, "KN", NOW)) == 0


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
