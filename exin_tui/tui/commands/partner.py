"""Commands of a partner: on its tab, and on its panel of a participant."""

from __future__ import annotations

from exin_tui.language import text
from exin_tui.tui.commands.declaration import Command, Where


class OpenPartner(Command):
    """From the list of partners."""

    id = "partners.open"
    title = text("open")
    help = text("open the partner's tab")
    keys = ("enter",)
    where = Where.PARTNERS
    footer = 1


class WhyPartner(Command):
    """In full, with what to do."""

    id = "partners.why"
    title = text("why?")
    help = text("why it takes no part, what to do, and what it may see")
    keys = ("w",)
    where = Where.PARTNERS
    footer = 2


class PartnerTaskDone(Command):
    """Ticks the partner's task under the cursor."""

    id = "partner.done"
    title = text("task done")
    help = text("tick the partner's task")
    keys = ("x",)
    where = Where.FOR_PARTNER
    footer = 1


class EditFacts(Command):
    """The form that the manifest's facts make, or the record under the cursor."""

    id = "partner.edit"
    title = text("edit")
    help = text("edit what is recorded for the partner")
    keys = ("e",)
    where = Where.FOR_PARTNER
    footer = 2


class AddForPartner(Command):
    """One of the partner's offered tasks, or a record."""

    id = "partner.add"
    title = text("add")
    help = text("pick one of the partner's tasks, or add a record")
    keys = ("r", "plus")
    where = Where.FOR_PARTNER
    footer = 3


class RemoveRecord(Command):
    """Asks first."""

    id = "partner.remove"
    title = text("remove")
    help = text("remove the record under the cursor, or empty the fact")
    keys = ("delete",)
    where = Where.FOR_PARTNER


class ExportToPartner(Command):
    """Shown before it is written."""

    id = "partner.export"
    title = text("send …")
    help = text("see what the consents open to the partner, and write it to a file")
    keys = ("o",)
    where = Where.FOR_PARTNER
    footer = 4


class WriteExport(Command):
    """What was looked at is what is written."""

    id = "export.write"
    title = text("write the file")
    help = text("choose format and file, and write what is shown")
    keys = ("enter",)
    where = Where.EXPORT
    footer = 1


class ExportTo(Command):
    """For consents that are narrowed."""

    id = "export.to"
    title = text("to whom")
    help = text("send to one office or prison, a role or a named person")
    keys = ("t",)
    where = Where.EXPORT
    footer = 2
