"""The application over values instead of a database: what it shows is what a test says."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from typing import Any, cast

from exin_schema.programme_file import load_programme
from exin_tui.caseload.models import Overview, ParticipantView
from exin_tui.clock import Clock
from exin_tui.tui.app import ExinApp
from exin_tui.tui.messages import OverviewRead, ParticipantRead
from tests.tui.builder import TODAY, overview


class NoDatabase:
    """Fails where the screens would ask it."""

    @contextmanager
    def read(self) -> Any:
        raise AssertionError("a still application asks no database")
        yield

    def last_change(self) -> int:
        return 1


class StillApp(ExinApp):
    """Shows `still`, whatever happens."""

    still: Overview
    views: dict[str, ParticipantView]

    def __init__(self, still: Overview | None = None, **options: Any) -> None:
        options.setdefault("me", "KN")
        options.setdefault("clock", Clock(TODAY))
        super().__init__(cast("Any", NoDatabase()), load_programme(), **options)
        self.still = still if still is not None else overview()
        self.views = {}

    def reload(self) -> Any:
        self.post_message(OverviewRead(self.still))

    def count_outcomes(self) -> Any:
        """Nothing is over: there is no database to ask."""

    def read_participant(self, code: str) -> Any:
        self.post_message(ParticipantRead(code, self.views.get(code)))


def day(said: str) -> dt.date:
    return dt.date.fromisoformat(said)
