"""What is stored on a participant for partners that are not there: kept, and said by its keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from exin_tui.cli.speaking import said

if TYPE_CHECKING:
    from exin_tui.caseload.models import ParticipantView
    from exin_tui.partners.discovery import Partner
    from exin_tui.partners.leftovers import Remnant
    from exin_tui.tui.look import Look


def left_over_lines(
    left: Mapping[str, Iterable[Remnant]], partners: Iterable[Partner], view: ParticipantView, look: Look
) -> Iterator[str]:
    """A heading for each partner, and a line for each value."""
    from exin_tui.partners.absence import state_of
    from exin_tui.partners.showing import shown

    for partner, remnants in left.items():
        yield ""
        yield f"{said(partner)} ({said(state_of(partner, partners))})"
        for one in remnants:
            yield f"  {said(one.key)}: {shown(one.value, look.screening, view.row.person, look.today)}"


def left_over_json(
    left: Mapping[str, Iterable[Remnant]], view: ParticipantView, look: Look
) -> dict[str, Any]:
    """``{"not_there": {"probation": {"probation.until": …}}}``; nothing when nothing is left over."""
    from exin_tui.partners.showing import shown

    person = view.row.person
    found = {
        partner: {one.key: shown(one.value, look.screening, person, look.today) for one in remnants}
        for partner, remnants in left.items()
    }
    return {"not_there": found} if found else {}
