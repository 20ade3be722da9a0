"""Days and dates given as options."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from exin_tui.cli.invocation import Invocation
from exin_tui.cli.speaking import said
from exin_tui.clock import Clock


class Day(click.ParamType[dt.date]):
    """A date the way people type it: ``2026-12-01``, ``1.12``, ``1/12/2026``, ``+14d``, ``fredag``.

    It is counted from the day of ``--today``, which itself is counted from the real one.
    """

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The date, counted from today where it says so."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
        from exin_tui.programme.typed_dates import parse_typed_date

        run = ctx.find_object(Invocation) if ctx is not None else None
        found = parse_typed_date(value, run.today if run is not None else Clock().today())
        if isinstance(found, dt.date):
            return found
        raise click.BadParameter(said(found.message), ctx, param)


DAY = Day()
