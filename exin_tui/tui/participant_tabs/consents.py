"""The consents: line by line, role by role, person by person."""

from __future__ import annotations

from exin_schema.vocabulary import ConsentStatus
from exin_tui.caseload.models import ParticipantView
from exin_tui.language import text
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.participant_tabs.tab import Head, Tab
from exin_tui.tui.screens.consent_actions import ConsentActions
from exin_tui.tui.widgets.consent_matrix import consent_rows, matrix_heads, needed_legend
from exin_tui.tui.widgets.line_list import Rows

_GIVEN = frozenset({ConsentStatus.ACTIVE, ConsentStatus.EXPIRING})


class ConsentsTab(Tab[ConsentActions]):
    """Numbered by the lines that are needed: how many of them are given."""

    id = "consents"
    title = text("Consents")
    where = Where.CONSENT

    def number(self, view: ParticipantView) -> str:
        """Given of needed."""
        given, needed = _counted(view)
        return f"{given}/{needed}"

    def alarm(self, view: ParticipantView) -> bool:
        """One is missing."""
        given, needed = _counted(view)
        return given < needed

    def rows(self, at: ConsentActions, view: ParticipantView) -> Rows:
        """Every line, given or not."""
        labels, earlier = at.exin.labels, at.earlier_consents
        return consent_rows(view.consents, at.look, labels, view.row.person, earlier=earlier)

    def head(self, at: ConsentActions, view: ParticipantView) -> Head:
        """With columns, and what their marks mean."""
        look, rows, head = at.look, at.rows, super().head(at, view)
        return head._replace(end=needed_legend(look), heads=lambda _: matrix_heads(look, rows.inner_width))

    def tell_row(self, at: ConsentActions) -> bool:
        """All that is kept about it."""
        at.tell_consent()
        return True


def _counted(view: ParticipantView) -> tuple[int, int]:
    """How many of the needed lines are given, and how many are needed."""
    needed = {one.line: one.line_status for one in view.consents if one.mandatory or one.at_release}
    return sum(one in _GIVEN for one in needed.values()), len(needed)
