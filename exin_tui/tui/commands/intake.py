"""Commands of the intake's tab."""

from __future__ import annotations

from exin_tui.language import text
from exin_tui.tui.commands.declaration import Command, Where


class IntakeDone(Command):
    """Held; met. Again: not after all."""

    id = "intake.done"
    title = text("held / yes")
    help = text("the talk was held, the criterion is met; again: not after all")
    keys = ("x",)
    where = Where.INTAKE
    on_row = True
    footer = 1


class IntakeEdit(Command):
    """The day, or the answer."""

    id = "intake.edit"
    title = text("edit")
    help = text("the day of a talk, the answer to a criterion")
    keys = ("e", "enter")
    where = Where.INTAKE
    on_row = True
    footer = 2


class Enrol(Command):
    """Taken in."""

    id = "intake.enrol"
    title = text("enrol")
    help = text("enrol: the start checklist is in force")
    keys = ("j",)
    where = Where.INTAKE
    footer = 3


class EndIntake(Command):
    """Declined, by the person or by EX/IN."""

    id = "intake.end"
    title = text("end the intake")
    help = text("end the intake: declined by the person, or by EX/IN")
    keys = ("b",)
    where = Where.INTAKE
    footer = 4
