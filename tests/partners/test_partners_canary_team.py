"""A team of canaries, made through the command line: what leaves it, and what a shared screen says."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from exin_tui.cli.run import run as exin
from tests.partners.canary_team import OFFICER, OPEN, ROLE, STANDINGS, TODAY, Canary, make

PERSON = {"given", "family", "born"}
EXPORTS = {
    ("prison", "participation"): PERSON | {"place", "release"},
    ("prison", "contacts"): PERSON | {f"officer.{one}" for one in ("Name", "Agency", "phone", "mail")},
    ("prison", "meetings"): PERSON | {"visit.day", "visit.place"},
    ("prison", "release_plan"): PERSON | {"release"},
    ("nav", "service_message"): PERSON | {"office", "custody_from", "release", "mapped"},
    ("nav", "transfer_note"): PERSON | {"office", "release", "mapped", "area", "housing"},
    ("nav", "tasks"): PERSON | {"office"},
    ("school", "plan"): PERSON | {"release", "courses", "deadline"},
    ("school", "meetings"): PERSON | {"school.day", "school.place"},
}
"""Every export of the three that ship, and what its columns say: written here by hand, not read from it."""
PLACES = {"place", "office", "area", "officer.Agency", "visit.place", "school.place"}
SHOWN = {
    *("born", "enrolled", "custody_from", "full_term", "release", "released", "mapped", "kvp_talk"),
    *("visit.day", "nav_meeting.day", "school.day", "doctor.day", "outing", "transfer", "housing"),
    *("deadline", "task"),
}
"""What a shared screen may say of somebody: dates, and what was typed of a task but for the name in it."""
FORMATS = ("csv", "rfc4180", "xlsx", "md", "json")
TO = {"the agency": (), "a role": ("--role", ROLE), "a person": ("--person", OFFICER)}


class Board(NamedTuple):
    """A team's folder, and who is in it."""

    folder: Path
    people: list[Canary]
    run: Callable[..., str]

    def written(self, partner: str, export: str, form: str, *to: str) -> bytes:
        """The file that the export writes, which must be alone in its folder; what is said names nobody."""
        out = self.folder / "out"
        out.mkdir(exist_ok=True)
        kind = "csv" if form == "rfc4180" else form
        plain = ["--rfc4180"] if form == "rfc4180" else []
        file = out / f"sent.{kind}"
        asked = ["partner", "export", partner, export, "--format", kind, *plain, *to]
        said = self.run(*asked, "--yes", "--force", "-o", str(file))
        assert found(said, self.people) == []
        assert [one.name for one in out.iterdir()] == [file.name]
        content = file.read_bytes()
        file.unlink()
        return content


def words(content: bytes, form: str) -> str:
    """All that stands in the file, also where no reader looks."""
    if form == "xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            parts = {one: book.read(one).decode("utf-8", "replace") for one in book.namelist()}
        return html.unescape("\n".join(f"{name}\n{part}" for name, part in parts.items()))
    return content.decode("utf-8-sig").replace("\\", "")


def found(said: str, people: list[Canary], *, but: set[str] = frozenset()) -> list[tuple[str, str]]:  # type: ignore[assignment]
    """Whose words stand there, and which; case does not matter."""
    low = said.casefold()
    return [
        (one.standing, what)
        for one in people
        for what, word in one.words.items()
        if what not in but and word.casefold() in low
    ]


def runner(folder: Path) -> Callable[..., str]:
    """``exin`` on the folder's database; what it says on stdout and stderr."""

    def run(*arguments: str, code: int = 0) -> str:
        said = io.StringIO()
        day = () if "--today" in arguments else ("--today", TODAY.isoformat())
        with redirect_stdout(said), redirect_stderr(said):
            answered = exin(["--lang", "en", *day, "--database", str(folder / "team.db"), *arguments])
        assert answered == code, (arguments, said.getvalue())
        return said.getvalue()

    return run


@pytest.fixture(scope="module")
def boards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Board, Board]]:
    """Everybody; and the same team without those who go to nobody."""
    from exin_tui.storage import keys_slots
    from exin_tui.storage.keys_crypto import Cost

    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("home")
        for name in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name))
        for name in ("EXIN_LANG", "EXIN_DATABASE", "EXIN_ME"):
            patch.delenv(name, raising=False)
        patch.setenv("EXIN_PASSPHRASE", "korrekt hest batteri stift")
        patch.setattr(keys_slots, "COST", Cost(memory_kib=64, iterations=1, lanes=1))
        made = []
        for name, standings in (("all", tuple(STANDINGS)), ("some", OPEN)):
            folder = tmp_path_factory.mktemp(name)
            folder.chmod(0o700)
            run = runner(folder)
            made.append(Board(folder, make(run, folder, standings), run))
        yield made[0], made[1]


@pytest.mark.parametrize("to", TO)
@pytest.mark.parametrize(("partner", "export"), EXPORTS)
def test_nothing_leaves_but_the_columns_of_whom_consent_opens(
    boards: tuple[Board, Board], partner: str, export: str, to: str
) -> None:
    board, _ = boards
    may = {*OPEN, *({"a role": ("role",), "a person": ("person",)}.get(to, ()))}
    forms = ["md"] if export == "transfer_note" else FORMATS if to == "the agency" else ["json"]
    for form in forms:
        said = words(board.written(partner, export, form, *TO[to]), form)
        leaked = []
        for one in board.people:
            allowed = EXPORTS[partner, export] if one.standing in may else set()
            if one.standing == "protected":
                allowed = allowed - PLACES
            leaked += found(said, [one], but=allowed)
            assert (one.word("family") in said) == (one.standing in may), (one.standing, form)
        # a due date is another's release, or the like: what follows from a date is not that date
        assert [each for each in leaked if export != "release_plan" or each[1] not in SHOWN] == [], form


@pytest.mark.parametrize(("partner", "export"), EXPORTS)
def test_a_file_is_the_same_whoever_else_the_team_has(
    boards: tuple[Board, Board], partner: str, export: str
) -> None:
    for form in ["md"] if export == "transfer_note" else ["csv", "md", "json"]:
        everybody, some = (board.written(partner, export, form) for board in boards)
        assert everybody == some, form


@pytest.mark.parametrize("command", [
    ["overview"], ["overview", "--why"], ["overview", "--json"], ["meeting", "list"],
    ["participant", "closed"], ["log", "show", "--last", "2000"],
    *(["partner", "view", one, *more] for one in ("prison", "nav", "school") for more in ([], ["--json"])),
    *(["partner", "run", *which] for which in (["nav"], ["nav", "kvp_open"])),
    *(["partner", "export", *which, "--dry-run"] for which in EXPORTS),
])  # fmt: skip
def test_a_shared_screen_names_nobody(boards: tuple[Board, Board], command: list[str]) -> None:
    board, _ = boards
    assert found(board.run(*command), board.people, but=SHOWN) == []


@pytest.mark.parametrize("standing", ["active", "protected", "none", "candidate"])
def test_a_participant_on_a_shared_screen_is_a_code_and_an_alias(
    boards: tuple[Board, Board], standing: str
) -> None:
    board, _ = boards
    one = next(each for each in board.people if each.standing == standing)
    said = board.run("participant", "show", one.code)
    said += board.run("participant", "show", one.code, "--json")
    for partner in ("prison", "nav", "school"):
        said += board.run("partner", "view", partner, one.code)
    assert one.code in said
    assert found(said, board.people, but=SHOWN) == []


def test_what_goes_wrong_names_nobody_and_leaves_nothing(boards: tuple[Board, Board]) -> None:
    board, _ = boards
    out, codes = board.folder / "wrong", {one.standing: one.code for one in board.people}
    out.mkdir(exist_ok=True)
    asked = ["partner", "export", "prison", "contacts", "--yes", "-o", str(out / "sent.csv")]
    for about in ("none", "withdrawn", "expired", "other topics", "ended", "erased"):
        said = board.run(*asked, "--participant", codes[about], code=1)
        assert found(said, board.people) == [], about
    said = board.run(*asked[:-1], str(out / "nowhere" / "sent.csv"), code=1)
    assert found(said, board.people, but={"code"}) == []
    assert list(out.iterdir()) == []
