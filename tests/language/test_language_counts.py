"""One of something is said as one, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from exin_tui.caseload.leaving import Leaving
from exin_tui.language import Text, catalogue
from exin_tui.programme import amounts


@pytest.mark.parametrize(
    ("count", "number", "nb", "en"),
    [
        (amounts.days, 1, "1 dag", "1 day"),
        (amounts.days, 2, "2 dager", "2 days"),
        (amounts.participants, 1, "1 deltaker", "1 participant"),
        (amounts.participants, 3, "3 deltakere", "3 participants"),
        (amounts.planned_meetings, 1, "1 planlagt møte", "1 planned meeting"),
        (amounts.planned_meetings, 0, "0 planlagte møter", "0 planned meetings"),
        (amounts.open_tasks, 1, "1 åpen oppgave", "1 open task"),
        (amounts.tasks, 1, "1 oppgave", "1 task"),
        (amounts.items, 1, "1 punkt", "1 item"),
        (amounts.moves, 1, "1 overgang", "1 move"),
    ],
)
def test_one_is_not_several(count: Callable[[int], Text], number: int, nb: str, en: str) -> None:
    assert (count(number).say("nb"), count(number).say("en")) == (nb, en)


def test_whoever_leaves_one_meeting_and_one_task_is_told_so() -> None:
    lost = Leaving("TL", (), (), meetings=1, driven=0, tasks=1, items=1).lost.say("nb")
    assert "1 planlagt møte skifter hender" in lost
    assert "1 oppgave og 1 punkt" in lost


def test_a_discussion_has_one_name_in_norwegian() -> None:
    """The short "drøft" stands in no sentence beside "drøfting"."""
    words = [word.strip(".,:;«»()").lower() for said in catalogue().values() for word in said.split()]
    assert "drøfting" in words
    assert not {"drøft", "drøften"} & set(words)
