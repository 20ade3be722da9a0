"""The hooks that a partner's Python may implement. An implementation takes only the arguments it needs.

None of them is called through pluggy's own multicall, since one partner that raises would lose everybody's
answers: see `exin_tui.partners.calling`.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Sequence

import pluggy

from exin_tui.partners.answers import ComputedColumn, Rule
from exin_tui.partners.invented import Invented
from exin_tui.partners.participant import Participant

PROJECT = "exin"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


# The arguments are what an implementation may name; the specifications themselves do nothing.
# ruff: noqa: ARG002


class PartnerHooks:
    """Every hook, with when it is called and what happens when it fails."""

    @hookspec
    def exin_rules(self) -> Iterable[Rule]:
        """The partner's rules.

        Called at refresh and at midnight. On failure: "could not be evaluated", never "no alerts".
        """
        return ()

    @hookspec
    def exin_columns(self) -> Iterable[ComputedColumn]:
        """Computed columns for the partner's table.

        Called when the tab is opened. On failure the column shows "?".
        """
        return ()

    @hookspec
    def exin_demo(
        self, participants: Sequence[Participant], rng: random.Random, today: dt.date
    ) -> Iterable[Invented]:
        """Invented facts and records for the demo, instead of what the manifest's examples give.

        Called by ``exin demo``. On failure they are left out.
        """
        return ()
