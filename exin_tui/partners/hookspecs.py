"""The hooks that a partner's Python may implement. An implementation takes only the arguments it needs.

None of them is called through pluggy's own multicall, since one partner that raises would lose everybody's
answers: see `exin_tui.partners.calling`.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterable, Sequence

import pluggy

from exin_tui.partners.answers import ComputedColumn, Export, Rule
from exin_tui.partners.asking import Command, Event, OpenTask
from exin_tui.partners.inside_context import InsideContext
from exin_tui.partners.invented import Invented
from exin_tui.partners.participant import Participant
from exin_tui.partners.views import ViewModel

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
    def exin_team_view(self, ctx: InsideContext) -> ViewModel | Iterable[ViewModel]:
        """What the partner's tab shows of everybody.

        Called when the tab is opened, and when something changed. On failure a panel with the kind of error
        and the partner's name stands in its place, and the rest of the tab is there.
        """
        return ()

    @hookspec
    def exin_participant_view(
        self, ctx: InsideContext, participant: Participant
    ) -> ViewModel | Iterable[ViewModel]:
        """What the partner's panel on one participant shows; ``ctx`` has that participant alone.

        Called when the panel is opened, and when something changed. On failure as the team's view.
        """
        return ()

    @hookspec
    def exin_widget(self, ctx: InsideContext) -> type | Callable[[], object]:
        """A Textual widget class, or a function that makes the widget: for what no view can show.

        Called when its pane of the partner's tab is opened, and only while names are shown: it draws itself,
        so nothing screens it. The manifest's ``pane`` says what the pane is called. Textual is imported in
        here, never at module level. The widget runs in an application of its own. On failure, whenever it
        comes, the partner's name and the kind of error stand in the pane, and the board lives.
        """
        return object

    @hookspec
    def exin_exports(self) -> Iterable[Export]:
        """The exports that are built in Python: those of the manifest's that have no columns.

        Called when the user exports. On failure nothing is written, and the user hears why.
        """
        return ()

    @hookspec
    def exin_commands(self) -> Iterable[Command]:
        """What can be asked for in the palette.

        Called after the board was read. On failure they are dropped, and the palette says that they failed.
        """
        return ()

    @hookspec
    def exin_on_event(self, ctx: InsideContext, event: Event) -> Iterable[OpenTask]:
        """What follows when something has happened to a participant.

        Called after a change made here was committed, never for an undo. On failure it is logged.
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
