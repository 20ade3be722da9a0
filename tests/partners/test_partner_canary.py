"""The canary finds each kind of leak; with the look that finds it switched off, it is missed."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from exin_tui.partners import checking_canary, checking_exports, checking_leaks, overhearing
from exin_tui.partners.sentinels import Marking
from exin_tui.partners.standings import ALL_TOPICS
from tests.partners.leaky_partner import leaky, said_of

Patch = pytest.MonkeyPatch


class Leak(NamedTuple):
    """A partner's hooks, what is said of them, and what makes the canary blind to it."""

    source: str
    found: str
    blind: Callable[[Patch], None]
    fields: str = "name"


def without(module: object, name: str, instead: object) -> Callable[[Patch], None]:
    """The look is switched off."""
    return lambda patch: patch.setattr(module, name, instead)


def nothing(*_: object, **__: object) -> tuple[()]:
    return ()


VIEW = "@hookimpl\ndef exin_team_view(ctx):\n"
REMEMBER = VIEW + "    SEEN[:] = ctx.participants\n    return Markdown(L)\n"
EXPORT = "@hookimpl\ndef exin_exports():\n    return letter(BUILD)\n"


def at_once_and_three(patch: Patch) -> None:
    """Three participants' views are looked at, and nobody withdraws."""
    patch.setattr(checking_canary, "_shown", lambda trial, **_: trial.people[:3])
    patch.setattr(checking_canary, "_consents_in_turn", lambda trial: [trial])


no_logs = without(overhearing._Log, "emit", nothing)
no_files = without(overhearing.Heard, "opened", nothing)
no_errors = without(checking_leaks, "in_error", nothing)
no_screens = without(checking_canary, "on_screens", nothing)
no_prints = without(overhearing, "overhearing", lambda _: contextlib.nullcontext())


def export(build: str) -> str:
    return EXPORT.replace("BUILD", build)


LEAKS: dict[str, Leak] = {
    "an export of everybody, from what a view remembered": Leak(
        REMEMBER + export('lambda ctx, people: "\\n".join(one.name for one in SEEN)'),
        "canary: letter.md: name of somebody without consent (consent narrowed to a role, consent narrowed to"
        " a person, no consent, consent withdrawn, consent expired, consent that begins later, consent to"
        " other topics, consent to another agency). Make it of the participants",
        without(checking_canary, "everything", nothing),
    ),
    "their ids": Leak(
        REMEMBER + export('lambda ctx, people: " ".join(one.ref for one in SEEN)'),
        "canary: letter.md: ref of somebody without consent (",
        without(Marking, "id", nothing),
    ),
    "how many they are": Leak(
        REMEMBER + export('lambda ctx, people: f"{len(people)} / {len(SEEN)}"'),
        "canary: letter.md: It tells of others, or how many they are",
        without(checking_canary, "_counts", nothing),
    ),
    "something made of them that nobody can read": Leak(
        "import hashlib\n"
        + REMEMBER
        + export("lambda ctx, people: hashlib.sha256(repr([one.name for one in SEEN]).encode()).hexdigest()"),
        "canary: letter.md: It tells of others, or how many they are",
        without(checking_canary, "_counts", nothing),
    ),
    "who was sent before, and has withdrawn since": Leak(
        export('lambda ctx, people: "\\n".join(one.name for one in (SEEN or SEEN.extend(people) or SEEN))'),
        "canary: letter.md: name of somebody without consent (consent withdrawn",
        without(checking_canary, "_consents_in_turn", lambda trial: [trial]),
    ),
    "what the consent does not cover": Leak(
        REMEMBER
        + export(
            'lambda ctx, people: "\\n".join(str(dict(one.facts)) for one in SEEN '
            "if one.code in {who.code for who in people})"
        ),
        "canary: letter.md: diagnosis goes out on a consent that does not cover it "
        "(consent to the scope's topics)",
        without(checking_leaks, "topics_of", lambda *_: ALL_TOPICS),
    ),
    "an export's own look": Leak(
        REMEMBER + export("lambda ctx, people: SEEN[4].name"),
        "canary: letter.md: name of somebody without consent (no consent, consent withdrawn)",
        without(checking_exports, "in_export", nothing),
    ),
    "a packed file": Leak(
        "import io, zipfile\n" + REMEMBER + "def packed(ctx, people):\n"
        "    made = io.BytesIO()\n"
        "    with zipfile.ZipFile(made, 'w', zipfile.ZIP_DEFLATED) as file:\n"
        "        file.writestr('a.txt', SEEN[4].name)\n"
        "    return made.getvalue()\n" + export("packed"),
        "canary: letter.md: name of somebody without consent (no consent, consent withdrawn)",
        without(overhearing, "_text", lambda content: content.decode("utf-8", errors="replace")),
    ),
    "a name as a column's head": Leak(
        REMEMBER + export("lambda ctx, people: [{SEEN[4].name: 1} for _ in people]"),
        "canary: letter.md: name of somebody without consent (no consent, consent withdrawn)",
        without(checking_exports, "in_export", nothing),
    ),
    "a name as plain words in a view": Leak(
        VIEW + "    return Markdown(Label(ctx.participants[0].name, '-'))\n",
        "canary: exin_team_view: name is said, on a screen that others see.",
        no_screens,
    ),
    "a name in the view of who has withdrawn": Leak(
        "@hookimpl\ndef exin_participant_view(ctx, participant):\n"
        "    name = participant.name if participant.consent == 'withdrawn' else '-'\n"
        "    return Markdown(Label(name, name))\n",
        "canary: exin_participant_view: name is said, on a screen that others see.",
        at_once_and_three,
    ),
    "others in the view of one": Leak(
        REMEMBER + "@hookimpl\ndef exin_participant_view(ctx, participant):\n"
        "    return Markdown(' '.join(one.name for one in SEEN))\n",
        "canary: exin_participant_view: name of somebody whom it is not about (",
        no_screens,
    ),
    "a field outside the scope, from the program's own frames": Leak(
        "@hookimpl\ndef exin_team_view(ctx):\n"
        "    frame = sys._getframe()\n"
        "    while 'shape' not in frame.f_locals:\n"
        "        frame = frame.f_back\n"
        "    people = frame.f_locals['shape'].__self__.people\n"
        "    return Markdown(' '.join(one.name for one in people.values()))\n",
        "canary: exin_team_view: name is outside the scope.",
        no_screens,
        "level",
    ),
    "a command that says a name": Leak(
        "def who(ctx):\n    return [Found(Label(one.name, '-')) for one in ctx.participants]\n"
        "@hookimpl\ndef exin_commands():\n    return [Command('who', L, who)]\n",
        "canary: command who: name is said, on a screen that others see.",
        no_screens,
    ),
    "a rule that says it": Leak(
        "class Near:\n    id = 'near'\n    def evaluate(self, one, today):\n"
        "        return [Alert(Severity.NOTE, L, sentence('{a}', '{a}', a=one.name))]\n"
        "@hookimpl\ndef exin_rules():\n    return [Near()]\n",
        "canary: leaky.near: name is said, on a screen that others see.",
        no_screens,
    ),
    "a column that says it": Leak(
        "def compute(one, today):\n    return Computed(Label(one.name, '-'), 'near', L)\n"
        "@hookimpl\ndef exin_columns():\n    return [ComputedColumn('who', L, compute)]\n",
        "canary: leaky.who: name is said, on a screen that others see.",
        no_screens,
    ),
    "a file whose name is somebody's initials": Leak(
        VIEW
        + "    Path(HERE, ctx.participants[0].initials + '.txt').write_text('')\n    return Markdown(L)\n",
        "canary: exin_team_view: initials is kept in a file of its own (",
        no_files,
        "initials",
    ),
    "a file of its own": Leak(
        VIEW + "    Path(HERE, 'cache').write_text(ctx.participants[0].name)\n    return Markdown(L)\n",
        "canary: exin_team_view: name is kept in a file of its own (",
        no_files,
    ),
    "a line in the log": Leak(
        VIEW + "    logging.getLogger('x').warning('%s', ctx.participants[0].code)\n    return Markdown(L)\n",
        "canary: exin_team_view: code is logged (",
        no_logs,
    ),
    "a print": Leak(
        VIEW + "    print(ctx.participants[0].name)\n    return Markdown(L)\n",
        "canary: exin_team_view: name is printed (",
        no_prints,
    ),
    "a print to stderr": Leak(
        VIEW + "    print(ctx.participants[0].name, file=sys.stderr)\n    return Markdown(L)\n",
        "canary: exin_team_view: name is printed (",
        no_prints,
    ),
    "a print from a thread of its own": Leak(
        VIEW + "    name = ctx.participants[0].name\n"
        "    one = threading.Thread(target=lambda: print(name))\n    one.start()\n    one.join()\n"
        "    return Markdown(L)\n",
        "name is printed (",
        no_prints,
    ),
    "what goes past print": Leak(
        VIEW + "    os.write(2, ctx.participants[0].name.encode())\n    return Markdown(L)\n",
        "name is printed (",
        without(overhearing, "_unprinted", lambda _: contextlib.nullcontext()),
    ),
    "the name of an error": Leak(
        VIEW + "    raise type(ctx.participants[0].code, (Exception,), {})\n",
        "canary: exin_team_view: code stands in an error (",
        no_errors,
    ),
    "the error of an export": Leak(
        REMEMBER
        + "def failing(ctx, people):\n    raise type(SEEN[4].code, (Exception,), {})\n"
        + export("failing"),
        "canary: letter.md: code stands in an error (no consent, consent withdrawn)",
        without(checking_exports, "in_error", nothing),
    ),
    "the id of a command that fails": Leak(
        REMEMBER + "@hookimpl\ndef exin_commands():\n"
        "    return [Command(one.initials.lower(), L, lambda ctx: 7) for one in SEEN[:1]]\n",
        "canary: command kqqwe: initials stands in an error (",
        no_errors,
        "initials",
    ),
    "a connection": Leak(
        "import socket\n" + VIEW + "    with socket.socket() as one:\n"
        "        one.settimeout(0.2)\n        one.connect_ex(('127.0.0.1', 9))\n    return Markdown(L)\n",
        "canary: exin_team_view: It connects to ('127.0.0.1', 9)",
        without(overhearing, "_CONNECTING", frozenset()),
    ),
    "another program": Leak(
        "import subprocess\n"
        + VIEW
        + "    subprocess.run([sys.executable, '-c', ''])\n    return Markdown(L)\n",
        "canary: exin_team_view: It starts another program, ",
        without(overhearing, "_STARTING", frozenset()),
    ),
}


def at(folder: Path, source: str) -> str:
    """With an export, so that there is one, and the folder in which it may write."""
    more = "" if "exin_exports" in source else export("nothing")
    return f"HERE = {str(folder)!r}\n{source}{more}"


@pytest.mark.parametrize("name", LEAKS)
def test_a_leak_is_found_and_missed_without_the_look(name: str, tmp_path: Path, monkeypatch: Patch) -> None:
    leak = LEAKS[name]
    kept = tmp_path / "kept"
    kept.mkdir()
    partner = leaky(tmp_path, at(kept, leak.source), leak.fields)
    assert leak.found in said_of(partner)
    leak.blind(monkeypatch)
    assert leak.found not in said_of(partner)


def test_a_partner_that_keeps_to_what_it_is_handed_is_not_accused(tmp_path: Path) -> None:
    """It prints, logs, keeps a file, and its letter has time and chance in it: nothing of it is anybody's."""
    source = (
        "import time, uuid\n" + VIEW + "    SEEN[:] = ctx.participants\n"
        "    print('made', len(ctx.participants))\n    logging.warning('made')\n"
        "    Path(HERE, 'cache').write_text('made')\n"
        "    return Table(L, [Column(L)] * 2, [Row((one, one.name)) for one in ctx.participants])\n"
        + export(
            "lambda ctx, people: f'{time.time()} {uuid.uuid4()} ' + ' '.join(one.name for one in people)"
        )
    )
    kept = tmp_path / "kept"
    kept.mkdir()
    assert said_of(leaky(tmp_path, at(kept, source))) == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-16"])
def test_a_file_is_read_in_every_encoding_that_a_text_may_have(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "note.bin"
    file.write_bytes("Kanari Østensjø".encode(encoding))
    assert "Kanari Østensjø" in overhearing.content_of(file)


def test_what_a_partner_prints_breaks_no_answer_for_programs(tmp_path: Path) -> None:
    """Wherever it prints: when it is imported, in a thread of its own, to the descriptor itself."""
    noise = "os.write(1, b'noise')\nprint('noise')\nprint('noise', file=sys.__stdout__)\n"
    inside = "".join(f"    {line}\n" for line in noise.splitlines())
    threaded = "    one = threading.Thread(target=print, args=('noise',))\n    one.start()\n    one.join()\n"
    source = noise + VIEW + inside + threaded + "    return Markdown(L)\n"
    partner = leaky(tmp_path, at(tmp_path, source))
    assert partner.folder is not None
    text = (Path(__file__).parent / "leaky_partner.py").read_text(encoding="utf-8")
    manifest = text.split('MANIFEST = """\\\n')[1].split('"""')[0]
    manifest = manifest.replace("PACKAGE", partner.folder.name).replace("FIELDS", "name")
    (partner.folder / "partner.toml").write_text(manifest, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "exin_tui", "--lang", "en", "partner", "check", str(partner.folder), "--json"],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )  # fmt: skip
    answer = json.loads(ran.stdout)
    assert (answer["level"], ran.stderr) == ("silver", ""), answer
