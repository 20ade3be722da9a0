"""All that a partner's Python may import from this program.

Beside it stand `exin_schema.vocabulary` and the standard library. What is here stays, or the API's number
goes up. Most partners need none of it: see ``partner.toml``.
"""

from __future__ import annotations

from exin_tui.dates import add_months
from exin_tui.partners.answers import Alert, Computed, ComputedColumn, Export, Rule
from exin_tui.partners.around import ContactRow, ListRow, MeetingRow, TaskRow
from exin_tui.partners.asking import Command, Event, EventKind, Found, OpenTask
from exin_tui.partners.hookspecs import hookimpl
from exin_tui.partners.inside_context import Application, Contact, InsideContext, Task
from exin_tui.partners.invented import Invented
from exin_tui.partners.manifest import API
from exin_tui.partners.outbound_context import OutboundContext
from exin_tui.partners.participant import OutOfScope, Participant
from exin_tui.partners.sentences import Sentence, sentence
from exin_tui.partners.values import Plain
from exin_tui.partners.view_values import (
    Because,
    Cell,
    ContactName,
    Day,
    Days,
    Place,
    Sensitive,
    Sign,
    Staff,
    Tone,
    Until,
    Who,
)
from exin_tui.partners.views import (
    Bar,
    Card,
    Cards,
    Column,
    Heading,
    Markdown,
    Point,
    Row,
    Shade,
    Stretch,
    Stroke,
    Table,
    Timeline,
    ViewModel,
)

__all__ = [
    "API",
    "Alert",
    "Application",
    "Bar",
    "Because",
    "Card",
    "Cards",
    "Cell",
    "Column",
    "Command",
    "Computed",
    "ComputedColumn",
    "Contact",
    "ContactName",
    "ContactRow",
    "Day",
    "Days",
    "Event",
    "EventKind",
    "Export",
    "Found",
    "Heading",
    "InsideContext",
    "Invented",
    "ListRow",
    "Markdown",
    "MeetingRow",
    "OpenTask",
    "OutOfScope",
    "OutboundContext",
    "Participant",
    "Place",
    "Plain",
    "Point",
    "Row",
    "Rule",
    "Sensitive",
    "Sentence",
    "Shade",
    "Sign",
    "Staff",
    "Stretch",
    "Stroke",
    "Table",
    "Task",
    "TaskRow",
    "Timeline",
    "Tone",
    "Until",
    "ViewModel",
    "Who",
    "add_months",
    "hookimpl",
    "sentence",
]
