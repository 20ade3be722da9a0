"""Whatever a partner's Python does, the other partners answer and the program lives."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from exin_tui.partners.answers import ComputedColumn, Rule
from exin_tui.partners.calling import MOST, STRIKES, PartnerManager
from exin_tui.partners.discovery import Partner, PartnerState
from exin_tui.partners.reading import parse_manifest
from exin_tui.partners.silence import silent

GOOD = """
from exin_tui.partners.api import ComputedColumn, hookimpl
from exin_schema.vocabulary import Label

@hookimpl
def exin_columns():
    yield ComputedColumn("fine", Label("fin", "fine"), lambda participant, today: None)
"""


def written(folder: Path, name: str, source: str) -> Partner:
    """An active partner in a folder of the team's, with Python."""
    place = folder / name
    place.mkdir()
    (place / "hooks.py").write_text(source, encoding="utf-8")
    manifest = parse_manifest(
        f'id = "{name}"\napi = 1\nname = {{ nb = "x", en = "x" }}\n[python]\nhooks = "{name}.hooks"\n'
    ).manifest
    assert manifest is not None
    return Partner(name, str(place), place, PartnerState.ACTIVE, manifest)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        del sys.modules[name]


def hook(body: str, name: str = "exin_columns", arguments: str = "") -> str:
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    return f"from exin_tui.partners.api import hookimpl\n@hookimpl\ndef {name}({arguments}):\n{lines}\n"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (hook("raise ValueError('Jonas Berg')"), "ValueError in hooks.py, line 4"),
        (hook("raise SystemExit(3)"), "SystemExit"),
        (hook("name = 'Jon' + 'as'\ngetattr(object, name)"), "AttributeError in hooks.py, line 5."),
        (hook("yield 1\nraise KeyError('late')"), "KeyError in hooks.py, line 5"),
        (hook("return ['Jonas']"), "str, not ComputedColumn"),
        (hook("return 7"), "int, not Iterable[ComputedColumn]"),
        (hook("return"), "NoneType, not Iterable[ComputedColumn]"),
        (hook("while True:\n    yield None"), f"more than {MOST}"),
        (
            hook("return ()", arguments="nothing_like_that"),
            "exin_columns has no argument “nothing_like_that”. Leave it out.",
        ),
        (hook("return ()", "exin_team_view", "context"), "no argument “context”. Write “ctx”."),
        (hook("return ()", "exin_rulez"), "There is no hook exin_rulez. Write “exin_rules”."),
        (hook("return ()").replace("def exin", "async def exin"), "exin_columns must be a plain function."),
        (hook("import json\njson.loads('Jonas')"), "JSONDecodeError in hooks.py, line 5"),
        (hook("raise KeyboardInterrupt"), "KeyboardInterrupt in hooks.py, line 4"),
        (hook("raise BaseException('Jonas')"), "BaseException in hooks.py, line 4"),
        (hook("raise MemoryError"), "MemoryError in hooks.py, line 4"),
        (hook("return exin_columns()"), "RecursionError in hooks.py, line 4"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt in hooks.py, line 1"),
        ("import nothing_of_the_kind", "ModuleNotFoundError"),
        ("x = 1\ndef broken(:", "SyntaxError in hooks.py, line 2"),
        ("raise KeyError('at import')", "KeyError"),
    ],
)
def test_one_partner_fails_and_the_other_answers(folder: Path, source: str, said: str) -> None:
    bad, good = written(folder, "exin_bad", source), written(folder, "exin_good", GOOD)
    manager = PartnerManager([bad, good])
    answered = manager.call("exin_columns", ComputedColumn)
    assert [(one.partner.id, one.values[0].id) for one in answered] == [("exin_good", "fine")]
    assert [failure.partner for failure in manager.failures] == ["exin_bad"]
    assert said in manager.failures[0].message.say("en")
    assert "Jonas" not in manager.failures[0].message.say("nb")


def test_a_module_that_is_not_there_is_named(folder: Path) -> None:
    partner = written(folder, "exin_none", GOOD)
    (folder / "exin_none" / "hooks.py").unlink()
    manager = PartnerManager([partner])
    assert manager.call("exin_columns", ComputedColumn) == ()
    assert manager.failures[0].message.say("en") == "There is no module exin_none.hooks."


def test_a_call_that_never_returns_is_given_up_and_set_aside(folder: Path) -> None:
    source = "import threading\n" + hook("threading.Event().wait(30)\nreturn ()")
    manager = PartnerManager(
        [written(folder, "exin_stuck", source), written(folder, "exin_fine", GOOD)], given_up=0.3
    )
    for _ in range(2):
        assert [one.partner.id for one in manager.call("exin_columns", ComputedColumn)] == ["exin_fine"]
    assert len(manager.failures) == 1
    assert manager.failures[0].set_aside


WAITING = """
import threading
from exin_tui.partners.api import hookimpl
asked, ends = [], threading.Event()

@hookimpl
def exin_columns():
    asked.append(threading.current_thread())
    ends.wait()
    return ()
"""


def asks(manager: PartnerManager) -> threading.Thread:
    """A thread that asks for the columns, as a board's does."""
    thread = threading.Thread(target=manager.call, args=("exin_columns", ComputedColumn), daemon=True)
    thread.start()
    return thread


def until(ready: Callable[[], object]) -> None:
    while not ready():
        time.sleep(0.01)


def test_at_quit_nobody_is_waited_for_and_nobody_asked_again(folder: Path) -> None:
    manager = PartnerManager([written(folder, "exin_hangs", WAITING)], given_up=3600)
    waits = asks(manager)
    until(lambda: getattr(sys.modules.get("exin_hangs.hooks"), "asked", ()))
    manager.close()
    waits.join(60)
    assert not waits.is_alive()
    assert manager.call("exin_columns", ComputedColumn) == ()
    assert len(sys.modules["exin_hangs.hooks"].asked) == 1
    assert manager.failures == []


def test_who_asks_what_is_being_asked_starts_no_second_thread(folder: Path) -> None:
    manager = PartnerManager([written(folder, "exin_twice", WAITING)], slow=0.05, given_up=3600)
    waits = asks(manager)
    until(lambda: getattr(sys.modules.get("exin_twice.hooks"), "asked", ()))
    assert manager.call("exin_columns", ComputedColumn) == ()
    said = [failure.message.say("en") for failure in manager.failures if failure.what == "exin_columns"]
    assert said == ["It has not answered yet."]
    assert len(sys.modules["exin_twice.hooks"].asked) == 1
    sys.modules["exin_twice.hooks"].ends.set()
    waits.join(60)
    assert len(manager.call("exin_columns", ComputedColumn)) == 1  # it came back, and is asked again


def test_one_who_is_waited_for_is_named_while_it_lasts(folder: Path) -> None:
    named: list[str] = []
    source = "import time\n" + hook("time.sleep(0.2)\nreturn ()")
    partners = [written(folder, "exin_late", source), written(folder, "exin_fine", GOOD)]
    PartnerManager(partners, slow=0.05, on_slow=lambda one: named.append(one.id)).call(
        "exin_columns", ComputedColumn
    )
    assert "exin_late" in named


def test_a_loop_without_end_does_not_keep_the_processor(folder: Path) -> None:
    source = "import threading\nran = []\n" + hook("ran.append(threading.current_thread())\nwhile True: pass")
    manager = PartnerManager([written(folder, "exin_spins", source)], given_up=0.3)
    assert manager.call("exin_columns", ComputedColumn) == ()
    sys.modules["exin_spins.hooks"].ran[0].join(60)
    assert not sys.modules["exin_spins.hooks"].ran[0].is_alive()


def test_an_import_that_takes_long_is_no_failure(folder: Path) -> None:
    manager = PartnerManager(
        [written(folder, "exin_heavy", "import time; time.sleep(0.1)\n" + GOOD)], slow=0.05
    )
    assert len(manager.call("exin_columns", ComputedColumn)) == 1
    assert [failure.what for failure in manager.failures] == ["import"]
    assert manager.last_failure("exin_heavy", "import") is None


def test_what_takes_long_is_reported_and_still_counts(folder: Path) -> None:
    source = GOOD.replace("    yield", "    import time; time.sleep(0.05)\n    yield")
    manager = PartnerManager([written(folder, "exin_slow", source)], slow=0.01)
    assert len(manager.call("exin_columns", ComputedColumn)) == 1
    assert any("seconds" in failure.message.say("en") for failure in manager.failures)


def test_of_several_calls_the_longest_is_remembered(folder: Path) -> None:
    source = "import time\npauses = [0.2, 0]\n" + hook("time.sleep(pauses.pop(0))\nreturn ()")
    manager = PartnerManager([written(folder, "exin_uneven", source)])
    for _ in range(2):
        manager.call("exin_columns", ComputedColumn)
    assert manager.seconds["exin_uneven", "exin_columns"] >= 0.2


def test_three_strikes_and_it_is_set_aside(folder: Path) -> None:
    manager = PartnerManager([written(folder, "exin_three", hook("raise ValueError"))])
    for _ in range(STRIKES + 2):
        manager.call("exin_columns", ComputedColumn)
    assert [failure.set_aside for failure in manager.failures] == [False, False, True]


def test_nothing_is_imported_before_the_first_call(folder: Path) -> None:
    manager = PartnerManager([written(folder, "exin_lazy", GOOD)])
    assert "exin_lazy.hooks" not in sys.modules
    manager.call("exin_rules", Rule)  # type: ignore[type-abstract]
    assert "exin_lazy.hooks" in sys.modules


def test_a_partner_that_is_not_active_is_not_imported(folder: Path) -> None:
    partner = written(folder, "exin_off", GOOD)
    off = Partner(partner.id, partner.origin, partner.folder, PartnerState.DISABLED, partner.manifest)
    assert PartnerManager([off]).call("exin_columns", ComputedColumn) == ()
    assert "exin_off.hooks" not in sys.modules


@pytest.mark.parametrize(
    "way",
    [
        "print('secret')",
        "sys.stderr.write('secret')",
        "sys.stdout.writelines(['secret'])",
        "sys.stdout.buffer.write(b'secret') if hasattr(sys.stdout, 'buffer') else None",
        "logging.getLogger('partner').warning('secret')",
        "thread = threading.Thread(target=print, args=('secret',)); thread.start(); thread.join()",
    ],
)
def test_what_a_partner_prints_reaches_nobody(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes], way: str
) -> None:
    imports = "import logging, sys, threading\n"
    real = sys.stdout, sys.stderr
    source = f"{imports}print('loaded')\n" + hook(f"{way}\nreturn ()")
    manager = PartnerManager([written(folder, "exin_chatty", source)])
    assert len(manager.call("exin_columns", ComputedColumn)) == 1
    assert capfdbinary.readouterr() == (b"", b"")
    assert (sys.stdout, sys.stderr) == real


def test_only_the_silenced_thread_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    thread = threading.Thread(target=lambda: sys.stdout.write("secret"))
    with silent(thread):
        thread.start()
        thread.join()
        sys.stdout.write("data")
    assert capsys.readouterr().out == "data"


def test_who_waits_for_two_at_once_may_write_when_one_is_back(capsys: pytest.CaptureFixture[str]) -> None:
    def waits() -> None:
        with silent(threading.Thread()):
            with silent(threading.Thread()):
                pass
            sys.stdout.write("data")

    with silent(threading.Thread()):
        board = threading.Thread(target=waits)
        board.start()
        board.join()
    assert capsys.readouterr().out == "data"


def test_the_name_of_another_package_is_not_taken_over(folder: Path) -> None:
    stranger = written(folder, "json", GOOD)
    manager = PartnerManager([stranger])
    assert manager.call("exin_columns", ComputedColumn) == ()
    assert "The name json belongs to the package" in manager.failures[0].message.say("en")


def test_a_package_that_failed_halfway_is_imported_anew_the_next_time(folder: Path) -> None:
    partner = written(folder, "exin_half", "from exin_half import WHOLE\n" + GOOD)
    start = folder / "exin_half" / "__init__.py"
    start.write_text("raise ValueError", encoding="utf-8")
    assert PartnerManager([partner]).call("exin_columns", ComputedColumn) == ()
    start.write_text("WHOLE = True", encoding="utf-8")
    (answered,) = PartnerManager([partner]).call("exin_columns", ComputedColumn)
    assert [one.id for one in answered.values] == ["fine"]


def test_of_two_partners_with_one_module_name_the_second_is_refused(
    folder: Path,
) -> None:
    (folder / "a").mkdir()
    (folder / "b").mkdir()
    first, second = written(folder / "a", "exin_same", GOOD), written(folder / "b", "exin_same", GOOD)
    manager = PartnerManager([first, replace(second, id="other")])
    assert [one.partner.id for one in manager.call("exin_columns", ComputedColumn)] == ["exin_same"]
    assert [failure.partner for failure in manager.failures] == ["other"]
    assert "The name exin_same belongs to the package" in manager.failures[0].message.say("en")


def test_an_implementation_is_given_only_the_arguments_that_it_names(folder: Path) -> None:
    source = hook("return [today]", "exin_demo", "today")
    manager = PartnerManager([written(folder, "exin_asks", source)])
    answered = manager.call("exin_demo", str, participants=(), rng=None, today="2026-11-27")
    assert answered[0].values == ("2026-11-27",)
