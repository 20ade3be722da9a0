"""The steps of cooperation that every partner may use for its tasks.

Source: the cooperation procedure NAV BSN – EX/IN BSN.
"""

from __future__ import annotations

from exin_schema.vocabulary import Label
from exin_tui.partners.manifest import Manifest

STEPS: dict[str, Label] = {
    "start": Label("Oppstart", "Start"),
    "case_work": Label("Saksgang", "Case work"),
    "moving": Label("Flytting ut av bydelen", "Moving out of the district"),
    "closing": Label("Avslutning", "Closing"),
}
"""By id, in the order in which a tab shows them."""


def steps_of(manifest: Manifest) -> dict[str, Label]:
    """The usual steps and the partner's own after them."""
    return STEPS | {step.id: step.name.label for step in manifest.steps}
