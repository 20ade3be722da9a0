"""The alert in a participant's row is about that participant, and asks for something."""

from __future__ import annotations

import msgspec
import pytest

from exin_schema.programme_file import load_programme
from exin_schema.vocabulary import Label, Severity
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Alert, Why
from tests.tui.builder import overview

WHY = Why(Label("x", "x"), load_programme().rule(RuleId.CAPACITY))
ROW = overview().rows[0]


def alert(code: str, severity: Severity) -> Alert:
    return Alert(code, severity, Label(code, code), Label(code, code), WHY)


@pytest.mark.parametrize(
    ("found", "headline"),
    [
        ([alert(RuleId.CAPACITY, Severity.NOTE), alert(RuleId.INTAKE_TALKS, Severity.NOTE)], "intake.talks"),
        ([alert("nav.kvp_window", Severity.NOTE), alert(RuleId.CAPACITY, Severity.NOTE)], None),
        (
            [alert("school.youth_right", Severity.WARNING), alert("no_contact", Severity.NOTE)],
            "school.youth_right",
        ),
        ([], None),
    ],
)
def test_what_stands_elsewhere_does_not_fill_the_row(found: list[Alert], headline: str | None) -> None:
    row = msgspec.structs.replace(ROW, alerts=tuple(found))
    assert (row.headline.code if row.headline else None) == headline
