"""The answer about the participant, where the cursor is on no item and on no task."""

from __future__ import annotations

from exin_tui.caseload.models import Overview, ParticipantView
from exin_tui.tui.look import Look
from exin_tui.tui.participant_tabs.tab import Answer
from exin_tui.tui.widgets.why_lines import row_lines, row_title


def about(view: ParticipantView, overview: Overview | None, look: Look) -> Answer:
    """Why they stand where they stand on the board."""
    row = view.row
    codes = [one.person.code for one in overview.rows] if overview is not None else []
    place = codes.index(row.person.code) if row.person.code in codes else 0
    return row_title(row, place, look), lambda width: row_lines(row, look, width)
