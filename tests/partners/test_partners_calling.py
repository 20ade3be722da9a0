"""Whatever a partner's Python does, the other partners answer and the program lives."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
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
        (hook("yield 1\nraise KeyError('late')"), "KeyError in hooks.py, line 5"),
        (hook("return ['Jonas']"), "str, not ComputedColumn"),
        (hook("return 7"), "TypeError"),
        (hook("while True:\n    yield None"), f"more than {MOST}"),
        (hook("return ()", arguments="nothing_like_that"), "PluginValidationError"),
        ("import nothing_of_the_kind", "ModuleNotFoundError"),
        ("def broken(:", "SyntaxError"),
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


def test_a_call_that_never_returns_is_given_up_and_set_aside(folder: Path) -> None:
    source = "import threading\n" + hook("threading.Event().wait(30)\nreturn ()")
    manager = PartnerManager(
        [written(folder, "exin_stuck", source), written(folder, "exin_fine", GOOD)], given_up=0.3
    )
    for _ in range(2):
        assert [one.partner.id for one in manager.call("exin_columns", ComputedColumn)] == ["exin_fine"]
    assert len(manager.failures) == 1
    assert manager.failures[0].set_aside


def test_what_takes_long_is_reported_and_still_counts(folder: Path) -> None:
    source = GOOD.replace("    yield", "    import time; time.sleep(0.05)\n    yield")
    manager = PartnerManager([written(folder, "exin_slow", source)], slow=0.01)
    assert len(manager.call("exin_columns", ComputedColumn)) == 1
    assert any("seconds" in failure.message.say("en") for failure in manager.failures)


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


def test_what_a_partner_prints_reaches_no_pipe(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = "print('secret')\nprint('secret', file=sys.stderr)\nlogging.warning('secret')\nreturn ()"
    source = "import logging, sys\nprint('loaded')\n" + hook(said)
    real = sys.stdout, sys.stderr
    PartnerManager([written(folder, "exin_chatty", source)]).call("exin_columns", ComputedColumn)
    heard = capsys.readouterr()
    assert (heard.out, heard.err) == ("", "")
    assert (sys.stdout, sys.stderr) == real


def test_only_the_silenced_thread_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    thread = threading.Thread(target=lambda: sys.stdout.write("secret"))
    with silent(thread):
        thread.start()
        thread.join()
        sys.stdout.write("data")
    assert capsys.readouterr().out == "data"


def test_the_name_of_another_package_is_not_taken_over(folder: Path) -> None:
    stranger = written(folder, "json", GOOD)
    manager = PartnerManager([stranger])
    assert manager.call("exin_columns", ComputedColumn) == ()
    assert "CannotLoad" in manager.failures[0].message.say("en")


def test_an_implementation_is_given_only_the_arguments_that_it_names(folder: Path) -> None:
    source = hook("return [today]", "exin_demo", "today")
    manager = PartnerManager([written(folder, "exin_asks", source)])
    answered = manager.call("exin_demo", str, participants=(), rng=None, today="2026-11-27")
    assert answered[0].values == ("2026-11-27",)
