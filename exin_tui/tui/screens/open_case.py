"""Applications, contact and the situation of who is open."""

from __future__ import annotations

from exin_tui.caseload.case_models import CaseView
from exin_tui.tui.screens.application_actions import ApplicationActions
from exin_tui.tui.screens.open_person import OpenPerson


class OpenCase(ApplicationActions, OpenPerson):
    """A screen that shows them, once they were read."""

    def read_case(self) -> None:
        """Read them, then paint."""

        def read(case: CaseView) -> None:
            self.case = case
            self.paint()

        if self.person is not None:
            self.read_case_of(self.person, read)
