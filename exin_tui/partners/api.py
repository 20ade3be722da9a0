"""All that a partner's Python may import from this program, beside `exin_schema.vocabulary` and the standard library.

What is here stays, or the API's number goes up. Most partners need none of it: see ``partner.toml``.
"""

from __future__ import annotations

from exin_schema.vocabulary import (
    Certainty,
    ConsentStatus,
    CustodyKind,
    Label,
    Language,
    Mark,
    Phase,
    ReleaseStanding,
    SecurityLevel,
    Severity,
    TaskHolder,
    Topic,
)
from exin_tui.partners.manifest import API, ExportFormat, FieldType

__all__ = [
    "API",
    "Certainty",
    "ConsentStatus",
    "CustodyKind",
    "ExportFormat",
    "FieldType",
    "Label",
    "Language",
    "Mark",
    "Phase",
    "ReleaseStanding",
    "SecurityLevel",
    "Severity",
    "TaskHolder",
    "Topic",
]
