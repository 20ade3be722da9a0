"""All that a partner's Python may import from this program.

Beside it stand `exin_schema.vocabulary` and the standard library. What is here stays, or the API's number
goes up. Most partners need none of it: see ``partner.toml``.
"""

from __future__ import annotations

from exin_tui.dates import add_months
from exin_tui.partners.answers import Alert, Computed, ComputedColumn, Rule
from exin_tui.partners.hookspecs import hookimpl
from exin_tui.partners.invented import Invented
from exin_tui.partners.manifest import API
from exin_tui.partners.participant import OutOfScope, Participant
from exin_tui.partners.sentences import Sentence, sentence
from exin_tui.partners.values import Plain

__all__ = [
    "API",
    "Alert",
    "Computed",
    "ComputedColumn",
    "Invented",
    "OutOfScope",
    "Participant",
    "Plain",
    "Rule",
    "Sentence",
    "add_months",
    "hookimpl",
    "sentence",
]
