"""NAV's hooks: what is checked around imprisonment and release, and the KVP window."""

from __future__ import annotations

from collections.abc import Iterable

from exin_nav import benefits, housing, kvp, plan
from exin_tui.partners.api import ComputedColumn, Rule, hookimpl


@hookimpl
def exin_rules() -> Iterable[Rule]:
    """The rules that become alerts."""
    return (*benefits.ALL, *kvp.ALL, *plan.ALL, *housing.ALL)


@hookimpl
def exin_columns() -> Iterable[ComputedColumn]:
    """The KVP window."""
    return (kvp.WINDOW,)
