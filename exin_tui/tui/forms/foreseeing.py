"""What a rehearsed command would answer, as lines below the fields of a form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from exin_tui.language import text
from exin_tui.programme.values import Refusal
from exin_tui.tui.forms.declared import Notice

if TYPE_CHECKING:
    from exin_tui.caseload.labels import Labels


def foreseen(answer: object, labels: Labels) -> Iterator[Notice]:
    """What is in the way, or what follows; nothing when nothing does."""
    if isinstance(answer, Refusal):
        yield Notice(answer.message, "overdue" if answer.overridable else "soon")
        if answer.overridable and answer.why is not None and answer.why.because != answer.message:
            yield Notice(answer.why.because, "muted")
        return
    from exin_tui.caseload.follows import follows

    lines = list(follows(answer, labels))
    if lines:
        yield Notice(text("What follows:"), "text bold")
        yield from (Notice(line, "text") for line in lines)
