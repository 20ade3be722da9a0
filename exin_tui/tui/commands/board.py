"""Commands of the overview: the row under the cursor, and which rows are shown."""

from __future__ import annotations

from exin_tui.language import text
from exin_tui.tui.commands.declaration import Command, Where


class OpenRow(Command):
    """Enter."""

    id = "row.open"
    title = text("open")
    help = text("open the participant")
    keys = ("enter",)
    where = Where.BOARD
    footer = 1


class WhyRow(Command):
    """The whole answer to the whisper."""

    id = "row.why"
    title = text("why?")
    help = text("why: rule, source, certainty")
    keys = ("w",)
    where = Where.BOARD
    footer = 2


class WhyNumbers(Command):
    """Every number can be asked."""

    id = "board.why_numbers"
    title = text("why these numbers?")
    help = text("why: figures, phases, capacity")
    keys = ("W",)
    where = Where.BOARD


class RevealRow(Command):
    """One row, for a moment."""

    id = "row.reveal"
    title = text("show the row for 10 s")
    help = text("show this row's name for 10 s")
    keys = ("v",)
    where = Where.BOARD


class Search(Command):
    """Slash is Shift+7 on Norwegian keyboards, hence the twin."""

    id = "filter.search"
    title = text("search")
    help = text("search code and alias; names only while they are shown")
    keys = ("slash", "ctrl+f")
    where = Where.FILTER
    footer = 3


class MoreFilters(Command):
    """The menu of quick filters."""

    id = "filter.more"
    title = text("filter")
    help = text("more filters")
    keys = ("f",)
    where = Where.FILTER
    footer = 4


class SavedFiltersOfTeam(Command):
    """Chosen, saved and taken away."""

    id = "filter.saved"
    title = text("saved filters")
    help = text("the team's saved filters")
    keys = ("F",)
    where = Where.FILTER


class PhaseFilter(Command):
    """The strip's tabs."""

    id = "filter.phase"
    title = text("phase")
    help = text("phase, 0 is all")
    keys = ("0", "1", "2", "3", "4", "5", "6")
    arguments = ("0", "1", "2", "3", "4", "5", "6")
    where = Where.FILTER
    palette = False


class Mine(Command):
    """Whoever works here."""

    id = "filter.mine"
    title = text("mine")
    help = text("my participants only")
    keys = ("m",)
    where = Where.FILTER
    footer = 5
    compact = False


class Sorting(Command):
    """In what order the rows stand."""

    id = "filter.sort"
    title = text("sort")
    help = text("sort the list")
    keys = ("o",)
    where = Where.FILTER


class LastFilterOff(Command):
    """One step back."""

    id = "filter.undo"
    title = text("last filter off")
    help = text("last filter off")
    keys = ("backspace",)
    where = Where.FILTER


class NewCandidate(Command):
    """Also on an empty board."""

    id = "board.candidate"
    title = text("new candidate")
    help = text("a new candidate: code, alias, referral")
    keys = ("N",)
    where = Where.BOARD


class ImportHint(Command):
    """What to do with the list that a team has."""

    id = "empty.import"
    title = text("fetch from a spreadsheet")
    help = text("fetch the list you have: Excel or CSV")
    keys = ("i",)
    where = Where.EMPTY
    footer = 1


class DemoHint(Command):
    """Have a look first."""

    id = "empty.demo"
    title = text("demo")
    help = text("look at 36 invented participants first")
    keys = ("d",)
    where = Where.EMPTY
    footer = 2
