"""An enrolment's answer as it may stand on a shared screen: criteria that betray health or drugs unnamed."""

from __future__ import annotations

import dataclasses

from exin_tui.caseload.intake import Enrolled
from exin_tui.caseload.way import Intake
from exin_tui.language import text
from exin_tui.privacy.screening import SENSITIVE_ITEM
from exin_tui.programme.values import Refusal


def without_sensitive(answer: object, intake: Intake) -> object:
    """The same answer: a refusal keeps its code and says "sensitive item", a warning is left out."""
    sensitive = [one for one in intake.criteria if one.assessment.criterion.sensitive]
    if isinstance(answer, Refusal) and answer.code in {f"criterion_{one.key}" for one in sensitive}:
        return Refusal(answer.code, text("Criterion not met: {criterion}.", criterion=SENSITIVE_ITEM))
    if isinstance(answer, Enrolled):
        told = {one.assessment.why.because for one in sensitive}
        return dataclasses.replace(
            answer, warnings=tuple(why for why in answer.warnings if why.because not in told)
        )
    return answer
