"""The two dates that the start checklist asks for and the imprisonment holds: one fact, entered once.

The board does not ask for what it knows. The item is done while the imprisonment has the date, moves with it,
and opens again when it is taken off. Whoever says "not needed" is not contradicted.
"""

from __future__ import annotations

import datetime as dt

from exin_schema.programme import ItemSpec
from exin_schema.vocabulary import ItemKind, ItemState
from exin_tui.caseload.stored import Row
from exin_tui.programme.values import Episode

CUSTODY_DATES = {"sentence_end_date": "full_term_on", "two_thirds_date": "two_thirds_on"}
"""The imprisonment's column by the item of the start checklist (guide, "Prosedyre for oppstart")."""
_FINISHED = frozenset({ItemState.DONE.value, ItemState.CONFIRMED.value})


def known_date(spec: ItemSpec | None, episode: Episode | None) -> dt.date | None:
    """The local date that the imprisonment has for this item; None when it has none or is not asked."""
    if spec is None or spec.kind is not ItemKind.DATE or episode is None:
        return None
    column = CUSTODY_DATES.get(spec.key)
    found: dt.date | None = getattr(episode, column) if column else None
    return found


def custody_change(spec: ItemSpec, item: Row, episode: Episode | None, *, own: bool) -> dict[str, object]:
    """The columns of a stored date item that differ from what the imprisonment says; empty when none do.

    ``own``: the item's list belongs to ``episode``. A date on a list that is older than any imprisonment was
    entered by a person, and is not taken off because the imprisonment lacks it.
    """
    if spec.key not in CUSTODY_DATES or episode is None or item["state"] == ItemState.NOT_NEEDED.value:
        return {}
    known, finished = known_date(spec, episode), item["state"] in _FINISHED
    if known is None and (item["value_on"] is None or not own):
        return {}
    if known is not None and finished and item["value_on"] == known:
        return {}
    state = ItemState.DONE.value if known is not None else item["state"]
    if known is None and finished:
        state = ItemState.NOT_STARTED.value
    change = {"state": state, "value_on": known, "confirmed_with": ""}
    return {name: value for name, value in change.items() if item[name] != value}
