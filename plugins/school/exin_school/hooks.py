"""The school's hooks: the youth right as an alert, and which right holds as a computed column."""

from __future__ import annotations

from collections.abc import Iterable

from exin_school.rights import RIGHT, UNTIL, YouthRight
from exin_tui.partners.api import ComputedColumn, Rule, hookimpl


@hookimpl
def exin_rules() -> Iterable[Rule]:
    """The rules that become alerts."""
    return (YouthRight(),)


@hookimpl
def exin_columns() -> Iterable[ComputedColumn]:
    """Which right somebody has, and until when."""
    return RIGHT, UNTIL
