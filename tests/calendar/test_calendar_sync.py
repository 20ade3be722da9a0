"""A collection on a real server kept in step, and nothing of other people's touched."""

from __future__ import annotations

import datetime as dt
import http.server
import ssl
import sys
import threading
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlalchemy import select

from exin_schema.tables import disclosure, meeting
from exin_tui.calendar.collection import Collection, SyncRefused, There
from exin_tui.calendar.sync import InStep, synchronise
from exin_tui.caseload import meetings
from exin_tui.cli.run import run
from exin_tui.language import text
from exin_tui.storage.database import Database
from tests.calendar.calendar_team import NOW, agreed, asked, oslo, somebody
from tests.calendar.ics_text import an_event, sent
from tests.calendar.radicale_server import a_collection, radicale, shown
from tests.calendar.team_year import (
    FIRST,
    LAST,
    Shown,
    changed,
    expected,
    expected_after_change,
    make_year,
)

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.xdist_group("radicale")]

LATER = NOW + dt.timedelta(hours=1)
USERS = {"kn": "hemmelig ord", "ab": "et annet"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with radicale(tmp_path_factory.mktemp("radicale"), users=USERS) as address:
        yield address


@pytest.fixture
def team(server: str, request: pytest.FixtureRequest) -> Any:
    """An empty collection of KN's."""
    return a_collection(server, "kn", USERS["kn"], f"team{abs(hash(request.node.name))}")


def _sync(database: Database, team: Any, *, now: dt.datetime = NOW, **more: Any) -> InStep:
    collection = Collection(str(team.url), "kn", USERS["kn"])
    return synchronise(database, collection, asked(), now=now, **more)


def _counts(done: InStep) -> tuple[int, int, int, int, int]:
    return (done.added, done.updated, done.removed, done.unchanged, done.left)


def _theirs(team: Any) -> list[Any]:
    return sorted(team.events(), key=lambda event: str(event.url))


def test_a_year_is_published_followed_and_left_alone_when_nothing_changed(
    database: Database, team: Any
) -> None:
    make_year(database)
    first = _sync(database, team)
    assert first.added == 23
    gone = [one for one in expected() if one.cancelled and one.starts_at.startswith("2027-02-10")]
    assert shown(team, FIRST, LAST) == [one for one in expected() if one not in gone]
    assert _counts(_sync(database, team)) == (0, 0, 0, 23, 0)
    changed(database)
    assert _counts(_sync(database, team, now=LATER)) == (0, 2, 1, 20, 0)
    deleted = Shown("2026-10-24 14:00", "2026-10-24 15:00", "AVLYST: Møte SN-007", cancelled=True)
    wanted = [one for one in expected_after_change() if one not in gone and one != deleted]
    assert shown(team, FIRST, LAST) == wanted


def test_nothing_of_other_peoples_is_touched(database: Database, team: Any) -> None:
    team.save_event(sent(an_event(uid="theirs", title="Tannlege"), method="PUBLISH").decode())
    before = [(str(event.url), event.data) for event in _theirs(team)]
    one = agreed(database, oslo("2026-10-22"))
    _sync(database, team)
    with database.write(command="test.delete", now=LATER) as door:
        door.delete(meeting, one, 1)
    assert _counts(_sync(database, team, now=LATER)) == (0, 0, 1, 0, 0)
    assert [(str(event.url), event.data) for event in _theirs(team)] == before


def test_a_trial_sends_nothing_and_records_nothing(database: Database, team: Any) -> None:
    agreed(database, oslo("2026-10-22"), participant_id=somebody(database))
    assert _counts(_sync(database, team, dry_run=True)) == (1, 0, 0, 0, 0)
    assert _theirs(team) == []
    with database.read() as connection:
        assert connection.execute(select(disclosure)).all() == []


def test_what_was_published_is_kept_as_a_disclosure(database: Database, team: Any) -> None:
    agreed(database, oslo("2026-10-22"), participant_id=somebody(database))
    for _ in range(2):
        _sync(database, team)
    with database.read() as connection:
        (row,) = connection.execute(select(disclosure)).all()
    assert (row.recipient, row.export, row.fields) == ("calendar", "caldav", "code starts_at ends_at")


def test_what_somebody_changed_there_is_left_until_it_is_newer_here(database: Database, team: Any) -> None:
    one = agreed(database, oslo("2026-10-22"))
    _sync(database, team)
    (there,) = _theirs(team)
    there.data = there.data.replace("T070000Z", "T090000Z").replace("SEQUENCE:0", "SEQUENCE:1")
    there.save()
    assert _counts(_sync(database, team)) == (0, 0, 0, 0, 1)
    moved = meetings.move(
        database,
        one,
        1,
        starts_at=oslo("2026-10-23"),
        ends_at=oslo("2026-10-23", "10:00"),
        now=LATER,
        actor="KN",
    )
    assert isinstance(moved, meetings.MeetingWritten)
    assert _counts(_sync(database, team, now=LATER)) == (0, 1, 0, 0, 0)
    assert [each.starts_at for each in shown(team, FIRST, LAST)] == ["2026-10-23 09:00"]


def test_ours_is_put_back_on_request(database: Database, team: Any) -> None:
    agreed(database, oslo("2026-10-22"))
    _sync(database, team)
    (there,) = _theirs(team)
    there.data = there.data.replace("T070000Z", "T090000Z").replace("SEQUENCE:0", "SEQUENCE:1")
    there.save()
    assert _counts(_sync(database, team, overwrite=True)) == (0, 1, 0, 0, 0)
    assert [each.starts_at for each in shown(team, FIRST, LAST)] == ["2026-10-22 09:00"]


def test_the_etag_keeps_what_was_written_meanwhile(database: Database, team: Any) -> None:
    """Somebody writes between our reading and our writing."""
    agreed(database, oslo("2026-10-22"), uid="ab12")
    _sync(database, team)
    collection = Collection(str(team.url), "kn", USERS["kn"])
    (there,) = collection.items().values()
    (event,) = _theirs(team)
    event.data = event.data.replace("Teammøte", "Noe annet")
    event.save()
    content = sent(an_event(uid="ab12"), method="X").replace(b"METHOD:X\r\n", b"")
    assert collection.put("ab12.ics", content, there) is False
    assert collection.put("ab12.ics", content, None) is False
    assert collection.delete(there) is False
    assert "Noe annet" in _theirs(team)[0].data
    assert collection.delete(There(there.href.replace("ab12", "none"), there.etag)) is True


def test_our_uid_under_another_name_is_left(database: Database, team: Any) -> None:
    """Somebody imported an exported file into the same calendar."""
    agreed(database, oslo("2026-10-22"), uid="ab12")
    collection = Collection(str(team.url), "kn", USERS["kn"])
    content = sent(an_event(uid="ab12"), method="X").replace(b"METHOD:X\r\n", b"")
    assert collection.put("imported.ics", content, None)
    assert _counts(_sync(database, team)) == (0, 0, 0, 0, 1)


def test_a_meeting_cancelled_sixty_days_ago_is_removed(database: Database, team: Any) -> None:
    one = agreed(database, oslo("2026-12-22"))
    _sync(database, team)
    gone = meetings.cancel(database, one, 1, now=LATER, actor="KN")
    assert isinstance(gone, meetings.MeetingWritten)
    assert _counts(_sync(database, team, now=LATER)) == (0, 1, 0, 0, 0)
    assert _counts(_sync(database, team, now=LATER + dt.timedelta(days=61))) == (0, 0, 1, 0, 0)


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/x", "example.org", "http://example.org/cal/", "https://kn:ord@example.org/cal/"],
)
def test_an_address_that_is_none_or_would_tell_is_refused(url: str) -> None:
    with pytest.raises(SyncRefused) as refused:
        Collection(url, "kn", "ord")
    assert refused.value.exit_code == 2


def test_a_server_that_is_not_there_is_one_sentence(database: Database) -> None:
    collection = Collection("http://127.0.0.1:9/kn/team/", "kn", "ord")
    with pytest.raises(SyncRefused) as refused:
        synchronise(database, collection, asked(), now=NOW)
    assert "127.0.0.1" in refused.value.message.say("nb")


@pytest.mark.parametrize(
    ("path", "word"), [("kn/none/", "hemmelig ord"), ("kn/", "hemmelig ord"), ("kn/", "feil")]
)
def test_a_wrong_place_or_password_is_one_sentence(server: str, path: str, word: str) -> None:
    collection = Collection(f"{server}/{path}", "kn", word)
    with pytest.raises(SyncRefused) as refused:
        collection.items()
    assert refused.value.message.say("nb").endswith(".")


@pytest.fixture
def untrusted(tmp_path: Path) -> Iterator[str]:
    """A server on loopback whose certificate nobody has signed but itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    day, now = dt.timedelta(days=1), dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    encoding, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    pem = certificate.public_bytes(encoding)
    pem += key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain)
    (tmp_path / "server.pem").write_bytes(pem)
    server = http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "server.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"https://localhost:{server.server_port}/kn/team/"
    server.shutdown()
    server.server_close()
    thread.join(10)


def test_a_certificate_that_is_not_trusted_is_said_and_nothing_is_sent(
    database: Database, untrusted: str
) -> None:
    agreed(database, oslo("2026-10-22"), participant_id=somebody(database))
    with pytest.raises(SyncRefused) as refused:
        synchronise(database, Collection(untrusted, "kn", "ord"), asked(), now=NOW)
    assert refused.value.message.say("en").startswith("The certificate of localhost is not trusted")
    with database.read() as connection:
        assert connection.execute(select(disclosure)).all() == []


def test_what_was_told_before_the_server_stopped_answering_is_kept(database: Database, team: Any) -> None:
    for day in (22, 23):
        agreed(
            database, oslo(f"2026-10-{day}"), uid=f"ab{day}", participant_id=somebody(database, f"SN-{day}")
        )

    class Failing(Collection):
        sent = 0

        def put(self, name: str, content: bytes, there: There | None) -> bool:
            if self.sent:
                raise SyncRefused(text("The server refused ({status}). Try again later.", status=507))
            self.sent += 1
            return super().put(name, content, there)

    with pytest.raises(SyncRefused):
        synchronise(database, Failing(str(team.url), "kn", USERS["kn"]), asked(), now=NOW)
    with database.read() as connection:
        assert len(connection.execute(select(disclosure)).all()) == 1
    assert len(_theirs(team)) == 1
    assert _sync(database, team).added == 1


def test_the_password_comes_from_the_keyring_and_is_kept_there_on_request(
    team: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept: dict[tuple[str, str], str] = {}
    fake = types.ModuleType("keyring")
    fake.get_password = lambda service, account: kept.get((service, account))  # type: ignore[attr-defined]
    fake.set_password = lambda service, account, word: kept.update({(service, account): word})  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", fake)
    monkeypatch.delenv("EXIN_CALDAV_PASSWORD", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.prompt", lambda *_, **__: USERS["kn"])
    from exin_tui.cli.calendar_sync import SERVICE, _password

    assert _password(str(team.url), "kn", remember=True) == USERS["kn"]
    assert kept == {(SERVICE, "kn@127.0.0.1"): USERS["kn"]}
    monkeypatch.setattr("click.prompt", None)
    assert _password(str(team.url), "kn", remember=False) == USERS["kn"]
    monkeypatch.setenv("EXIN_CALDAV_PASSWORD", "annet")
    assert _password(str(team.url), "kn", remember=False) == "annet"
    assert USERS["kn"] not in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_from_the_command_line(
    team: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EXIN_PASSPHRASE", "korrekt hest batteri stift")
    monkeypatch.setenv("EXIN_DATABASE", str(tmp_path / "team.db"))
    tmp_path.chmod(0o700)
    assert run(["demo", "--save", str(tmp_path / "team.db"), "--participants", "3", "--lang", "nb"]) == 0
    capsys.readouterr()
    sync = ["calendar", "sync", str(team.url), "--user", "kn", "--lang", "nb"]
    monkeypatch.setattr("exin_tui.cli.calendar_sync._from_keyring", lambda _: None)
    assert run(sync) == 1
    assert "EXIN_CALDAV_PASSWORD" in capsys.readouterr().err
    monkeypatch.setenv("EXIN_CALDAV_PASSWORD", USERS["kn"])
    assert run([*sync, "--dry-run"]) == 0
    assert "prøve" in capsys.readouterr().err
    assert run(sync) == 0
    assert run(sync) == 0
    assert "0 lagt til, 0 oppdatert, 0 fjernet, " in capsys.readouterr().err
    monkeypatch.setenv("EXIN_CALDAV_PASSWORD", "feil")
    assert run(sync) == 1
    assert capsys.readouterr().err.startswith("Feil: ")
