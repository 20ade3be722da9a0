"""A server as the database: made, opened, refused."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import create_engine, text

from exin_schema.tables import team
from exin_tui.storage.creating import create_database
from exin_tui.storage.errors import (
    AlreadyExists,
    BadTarget,
    DatabaseMissing,
    NewerSchema,
    Unreachable,
    Unstorable,
)
from exin_tui.storage.opening import open_database
from tests.databases import NOW, saying
from tests.postgres import Server

pytestmark = pytest.mark.xdist_group("pg")


def never() -> str:
    raise AssertionError("a server has no passphrase of ours")


@pytest.fixture
def empty(postgres: Server) -> str:
    """An empty database on the server."""
    return postgres.create(f"empty_{uuid.uuid4().hex}")


def test_a_database_is_made_on_a_server_without_keys(empty: str) -> None:
    database, code = create_database(empty, initials="KB", passphrase="", now=NOW)
    with database:
        assert code == ""
        assert database.actor == "KB"
        with database.write(command="x", now=NOW) as door:
            door.insert(team, {"name": "Nord", "code_prefix": "N"})
    with open_database(empty, unlock=never, initials="AM") as opened:
        assert opened.actor == "AM"
        assert opened.last_change() == 1
    with open_database(empty.replace("+psycopg", ""), unlock=never) as opened:
        assert opened.actor == "exin"


def test_a_database_that_has_tables_is_left_alone(empty: str) -> None:
    engine = create_engine(empty)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE theirs (a int)"))
    with pytest.raises(AlreadyExists):
        create_database(empty, initials="KB", passphrase="", now=NOW)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM theirs")).scalar_one() == 0
        assert connection.execute(text("SELECT to_regclass('participant')")).scalar_one() is None
    engine.dispose()


def test_a_server_without_our_tables_says_how_to_get_them(empty: str) -> None:
    with pytest.raises(DatabaseMissing) as missing:
        open_database(empty, unlock=never, initials="KB")
    assert "exin init" in str(missing.value)


def test_a_newer_exins_tables_are_refused(empty: str) -> None:
    create_database(empty, initials="KB", passphrase="", now=NOW)[0].close()
    engine = create_engine(empty)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0099'"))
    engine.dispose()
    with pytest.raises(NewerSchema):
        open_database(empty, unlock=never, initials="KB")


def open_it(url: str) -> None:
    open_database(url, unlock=never, initials="KB")


def make_it(url: str) -> None:
    create_database(url, initials="KB", passphrase="", now=NOW)


@pytest.mark.parametrize("attempt", [open_it, make_it])
@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://kb:hemmelig@127.0.0.1:1/exin?connect_timeout=2",
        "postgresql+psycopg://kb:hemmelig@/exin?host=/no/such/folder",
    ],
)
def test_a_server_that_does_not_answer_is_named_without_the_password(
    attempt: Callable[[str], None], url: str
) -> None:
    with pytest.raises(Unreachable) as refused:
        attempt(url)
    assert "hemmelig" not in str(refused.value) + repr(refused.value)
    assert "server" in str(refused.value)


def test_a_database_that_the_server_does_not_have_is_unreachable(postgres: Server) -> None:
    with pytest.raises(Unreachable):
        open_it(postgres.url("nothing_of_this_name"))


def test_nobody_works_on_a_server_without_initials(empty: str) -> None:
    with pytest.raises(BadTarget):
        open_database(empty.replace("exin@", ""), unlock=saying(""))


def test_a_character_that_the_server_cannot_hold_is_a_sentence(empty: str) -> None:
    database, _ = create_database(empty, initials="KB", passphrase="", now=NOW)
    with database, pytest.raises(Unstorable), database.write(command="x", now=NOW) as door:
        door.insert(team, {"name": "a\0b", "code_prefix": "N"})
