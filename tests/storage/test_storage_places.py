"""Where a database may lie, and what is said when it may not lie there. Nothing is ever overwritten or
harmed.
"""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import platformdirs
import pytest
import sqlcipher3

from exin_tui.storage.creating import create_database
from exin_tui.storage.errors import (
    AlreadyExists,
    BadTarget,
    DatabaseMissing,
    NetworkShare,
    NotADatabase,
    OpenToOthers,
    ReadOnlyFolder,
    StorageError,
)
from exin_tui.storage.filesystems import filesystem_of
from exin_tui.storage.keys_file import KeysFile, write_keys
from exin_tui.storage.opening import open_database, open_with_key
from exin_tui.storage.places import check_existing, check_new, default_path
from exin_tui.storage.targets import path_of
from tests.databases import NOW, PASSPHRASE, saying

pytestmark = pytest.mark.usefixtures("cheap_passphrases")


def make(path: Path | str | None) -> None:
    create_database(path, initials="KB", passphrase=PASSPHRASE, now=NOW)[0].close()


def look(path: Path | str | None) -> None:
    open_database(path, unlock=saying(PASSPHRASE)).close()


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_default_place_is_the_users_own_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_path() == platformdirs.user_data_path("exin-tui", appauthor=False) / "caseload.db"
    (tmp_path / "exin-tui").mkdir(mode=0o755)
    make(None)
    assert stat.S_IMODE(default_path().parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in default_path().parent.iterdir()} == {0o600}
    look("")


def test_a_new_folder_is_made_for_its_owner_only(folder: Path) -> None:
    make(folder / "one" / "two" / "caseload.db")
    assert stat.S_IMODE((folder / "one" / "two").stat().st_mode) == 0o700


def test_making_a_database_leaves_nothing_but_it_and_its_keys(folder: Path) -> None:
    make(folder / "caseload.db")
    assert sorted(file.name for file in folder.iterdir()) == ["caseload.db", "caseload.keys"]


@pytest.mark.parametrize("taken", ["caseload.db", "caseload.keys", "caseload.db-wal"])
def test_what_is_there_is_never_overwritten(folder: Path, taken: str) -> None:
    (folder / taken).write_bytes(b"precious")
    with pytest.raises(AlreadyExists) as refused:
        make(folder / "caseload.db")
    assert taken in str(refused.value)
    assert everything_in(folder) == {str(folder / taken): b"precious"}


def test_making_a_database_twice_leaves_the_first(folder: Path) -> None:
    make(folder / "caseload.db")
    before = everything_in(folder)
    with pytest.raises(AlreadyExists):
        make(folder / "caseload.db")
    assert everything_in(folder) == before


def test_a_database_that_appears_while_one_is_made_is_not_overwritten(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from exin_tui.storage import creating

    def somebody_is_faster(path: Path, keys: KeysFile, *, replace: bool) -> None:
        (folder / "caseload.db").write_bytes(b"theirs")
        write_keys(path, keys, replace=replace)

    monkeypatch.setattr(creating, "write_keys", somebody_is_faster)
    with pytest.raises(AlreadyExists):
        make(folder / "caseload.db")
    assert (folder / "caseload.db").read_bytes() == b"theirs"
    assert not list(folder.glob(".being-made*"))


def test_a_missing_database_says_how_to_get_one(folder: Path) -> None:
    for path in (folder / "caseload.db", folder / "no" / "such" / "folder.db"):
        with pytest.raises(DatabaseMissing) as missing:
            look(path)
        assert "exin init" in str(missing.value)
        assert "exin demo" in str(missing.value)
    assert list(folder.iterdir()) == []


def test_a_folder_is_not_a_database(folder: Path) -> None:
    for attempt in (look, make):
        with pytest.raises(BadTarget):
            attempt(folder)


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"x" * 4096, b"SQLite format 3\0" + bytes(4080), bytes(range(256)) * 16 + b"x"],
)
def test_a_file_that_is_no_database_is_said_to_be_none(folder: Path, content: bytes) -> None:
    path = folder / "notes.db"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(NotADatabase):
        look(path)
    with pytest.raises(NotADatabase):
        open_with_key(path, bytes(32), actor="KB")
    assert everything_in(folder) == {str(path): content}


def test_an_encrypted_database_of_another_program_is_left_alone(folder: Path) -> None:
    path, key = folder / "other.db", bytes(range(32))
    path.touch(0o600)
    other = sqlcipher3.connect(str(path))
    other.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    other.execute("CREATE TABLE something (a)")
    other.commit()
    other.close()
    with pytest.raises(NotADatabase):
        open_with_key(path, key, actor="KB")


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
@pytest.mark.parametrize("mode", [0o755, 0o750, 0o701, 0o777])
def test_a_folder_that_others_can_reach_is_refused(folder: Path, mode: int) -> None:
    make(folder / "caseload.db")
    folder.chmod(mode)
    for attempt, name in ((look, "caseload.db"), (make, "other.db")):
        with pytest.raises(OpenToOthers) as refused:
            attempt(folder / name)
        assert f"chmod 700 {folder}" in str(refused.value)
    assert stat.S_IMODE(folder.stat().st_mode) == mode
    folder.chmod(0o700)
    look(folder / "caseload.db")


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "9p", "smb3"])
def test_a_network_share_is_refused_with_the_way_out(folder: Path, kind: str) -> None:
    make(folder / "caseload.db")
    before = everything_in(folder)
    for check in (check_existing, check_new):
        path = folder / ("caseload.db" if check is check_existing else "new.db")
        with pytest.raises(NetworkShare) as refused:
            check(path, lambda _: kind)
        assert "postgresql+psycopg://" in str(refused.value)
    assert everything_in(folder) == before


MOUNTS = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:40 / /home rw - nfs4 server:/home rw
31 30 0:41 / /home/kb/with\\040space rw shared:5 master:2 - tmpfs tmpfs rw
40 22 0:50 / /mnt/c rw - 9p drvfs rw
41 22 0:51 / /mnt/team rw - cifs //server/team rw
42 22 0:52 / /mnt/team rw - ext4 /dev/vdb rw
broken line
"""


@pytest.mark.parametrize(
    ("folder_there", "kind"),
    [
        ("/", "ext4"),
        ("/srv/data", "ext4"),
        ("/home", "nfs4"),
        ("/home/kb", "nfs4"),
        ("/home/kb/with space", "tmpfs"),
        ("/home/kb/with space/deep", "tmpfs"),
        ("/homework", "ext4"),
        ("/mnt/c/Users", "9p"),
        ("/mnt/team", "ext4"),
    ],
)
def test_the_mount_that_a_folder_is_on_is_found(tmp_path: Path, folder_there: str, kind: str) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS)
    assert filesystem_of(Path(folder_there), mounts) == kind


def test_a_machine_without_a_mount_table_has_no_kind(tmp_path: Path) -> None:
    assert filesystem_of(tmp_path, tmp_path / "nothing") == ""


def code_as_ordinary_user(check: Callable[[Path], Path], path: Path) -> str:
    """The code of what is refused. Root may write everywhere, so a child of this process asks as somebody
    else.
    """
    if os.getuid() != 0:
        return refused_code(check, path)
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads: the child only asks
        child = os.fork()
    if child == 0:
        record = pwd.getpwnam("nobody")
        os.setgroups([])
        os.setgid(record.pw_gid)
        os.setuid(record.pw_uid)
        os.write(writing, refused_code(check, path).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        code = answer.read()
    os.waitpid(child, 0)
    return code


def refused_code(check: Callable[[Path], Path], path: Path) -> str:
    try:
        check(path)
    except StorageError as error:
        return error.code
    return "nothing"


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder of whom `code_as_ordinary_user` asks as, on a path that they can walk."""
    made = Path(tempfile.mkdtemp(prefix="exin-test-"))
    hand_over(made)
    yield made
    made.chmod(0o700)
    shutil.rmtree(made)


def hand_over(path: Path) -> None:
    if os.getuid() == 0:
        shutil.chown(path, "nobody", pwd.getpwnam("nobody").pw_gid)


def test_what_cannot_be_written_is_refused(reachable: Path) -> None:
    database = reachable / "caseload.db"
    database.write_bytes(b"x")
    hand_over(database)
    database.chmod(0o400)
    assert code_as_ordinary_user(check_existing, database) == ReadOnlyFolder.code
    database.chmod(0o600)
    assert code_as_ordinary_user(check_existing, database) == "nothing"
    reachable.chmod(0o500)
    assert code_as_ordinary_user(check_existing, database) == ReadOnlyFolder.code
    assert code_as_ordinary_user(check_new, reachable / "new.db") == ReadOnlyFolder.code
    assert code_as_ordinary_user(check_new, reachable / "a" / "new.db") == ReadOnlyFolder.code


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("caseload.db", Path("caseload.db")),
        ("/srv/exin/caseload.db", Path("/srv/exin/caseload.db")),
        ("sqlite:////srv/exin/caseload.db", Path("/srv/exin/caseload.db")),
        ("sqlite:///caseload.db", Path("caseload.db")),
        ("postgresql+psycopg://kb@server/exin", None),
        ("mysql://kb@server/exin", None),
    ],
)
def test_a_sqlite_url_means_the_same_as_a_path(target: str, path: Path | None) -> None:
    assert path_of(target) == path


@pytest.mark.parametrize(
    "target", ["sqlite://", "sqlite:///:memory:", "mysql://kb@server/exin", "://", "what://"]
)
def test_a_target_that_exin_does_not_know_is_refused(target: str) -> None:
    for attempt in (look, make):
        with pytest.raises(BadTarget):
            attempt(target)


def test_a_link_is_followed_to_where_the_database_is(folder: Path, tmp_path: Path) -> None:
    make(folder / "caseload.db")
    link = tmp_path / "link.db"
    link.symlink_to(folder / "caseload.db")
    look(link)


def test_every_refusal_has_its_own_code() -> None:
    classes = StorageError.__subclasses__()
    assert len({refusal.code for refusal in classes}) == len(classes)
