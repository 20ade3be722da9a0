"""Commands of the phases tab: what can be done to the way through the programme."""

from __future__ import annotations

from exin_tui.language import text
from exin_tui.tui.commands.declaration import Command, Where


class PhaseMove(Command):
    """Back as well as forth."""

    id = "phase.move"
    title = text("another phase")
    help = text("move to another phase")
    keys = ("f",)
    where = Where.PHASE
    footer = 1


class PhasePropose(Command):
    """Or take the proposal back."""

    id = "phase.propose"
    title = text("propose a move")
    help = text("propose a move between phases, or withdraw it")
    keys = ("o",)
    where = Where.PHASE
    footer = 2


class PhaseDiscuss(Command):
    """Possibilities, limits, what is special, who took part."""

    id = "phase.discuss"
    title = text("discussion")
    help = text("note the team's discussion")
    keys = ("d",)
    where = Where.PHASE
    footer = 3


class PhaseRelease(Command):
    """Sentence, probation, decided."""

    id = "phase.release"
    title = text("release date")
    help = text("the release date: sentence, probation, decided")
    keys = ("r",)
    where = Where.PHASE
    footer = 4
