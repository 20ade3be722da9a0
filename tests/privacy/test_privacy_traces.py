"""The log of failures says where, never whom."""

from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path

from exin_tui.privacy.traces import trace, write_trace

NOW = dt.datetime(2026, 11, 27, 8, 0, tzinfo=dt.UTC)
NAME = "Åse Furuholt"


def _failure() -> BaseException:
    def look_up(name: str) -> None:
        raise KeyError(name)

    try:
        try:
            look_up(NAME)
        except KeyError as error:
            raise ValueError("no such participant", NAME) from error
    except ValueError as error:
        return error
    raise AssertionError


def test_a_trace_names_the_places_and_the_types_from_the_first_cause_on() -> None:
    said = trace(_failure())
    assert said.index("builtins.KeyError") < said.index("which led to:") < said.index("builtins.ValueError")
    assert "in look_up" in said


def test_a_trace_holds_neither_messages_nor_values() -> None:
    assert NAME not in trace(_failure())
    assert "no such participant" not in trace(_failure())


def test_the_log_is_the_owners_alone(tmp_path: Path) -> None:
    file = write_trace(_failure(), tmp_path / "log" / "exin.log", now=NOW)
    assert file is not None
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text(encoding="utf-8").startswith("2026-11-27T08:00:00+00:00\n")


def test_a_second_failure_is_added_to_the_first(tmp_path: Path) -> None:
    for _ in range(2):
        write_trace(_failure(), tmp_path / "exin.log", now=NOW)
    assert (tmp_path / "exin.log").read_text(encoding="utf-8").count("builtins.ValueError") == 2


def test_a_log_that_cannot_be_written_hides_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert write_trace(_failure(), blocked / "exin.log", now=NOW) is None
