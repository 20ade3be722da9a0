from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from exin_schema.vocabulary import Phase
from exin_tui.caseload.filter_words import UnknownFilter, filter_words, parse_filter, parse_sort
from exin_tui.caseload.filters import CaseworkerStep, Filter, PhaseStep, Quick, QuickStep, SearchStep, Sort


@pytest.mark.parametrize(
    ("word", "step"),
    [
        ("overdue", QuickStep(Quick.OVERDUE)),
        ("over frist", QuickStep(Quick.OVERDUE)),
        ("Over-Frist", QuickStep(Quick.OVERDUE)),
        ("ut innen 4 uker", QuickStep(Quick.OUT_4_WEEKS)),
        ("phase 3 should have begun", QuickStep(Quick.PHASE_3_LATE)),
        ("3", PhaseStep(Phase.PRE_RELEASE)),
        ("phase=3", PhaseStep(Phase.PRE_RELEASE)),
        ("fase=3", PhaseStep(Phase.PRE_RELEASE)),
        ("phase=pre_release", PhaseStep(Phase.PRE_RELEASE)),
        ("Før løslatelse", PhaseStep(Phase.PRE_RELEASE)),
        ("caseworker=KN", CaseworkerStep("KN")),
        ("ansvarlig=KN", CaseworkerStep("KN")),
        ("mine", CaseworkerStep("AB", mine=True)),
        ("søk=Åse  Ødegård", SearchStep("Åse Ødegård")),
        ("search=a=b", SearchStep("a=b")),
    ],
)
def test_a_word_in_either_language_is_a_step(word: str, step: object) -> None:
    assert parse_filter([word], me="AB").steps == (step,)


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("ovrdue", "Did you mean “overdue”?"),
        ("xyzzy", "Filters are: mine, overdue,"),
        ("phase=7", "Phases are 1 to 6."),
        ("search=", "nothing after the equals sign"),
        ("search=\x1b", "nothing after the equals sign"),
        ("mine", "who you are"),
        ("", "Filters are:"),
    ],
)
def test_a_word_that_is_no_filter_is_answered_with_what_would_be(word: str, says: str) -> None:
    with pytest.raises(UnknownFilter) as refused:
        parse_filter([word])
    assert says in refused.value.message.say("en")


def test_an_order_is_a_word_too() -> None:
    assert parse_filter([], sort="etter løslatelse").sort is Sort.RELEASE
    with pytest.raises(UnknownFilter, match="Orders are: urgency, code"):
        parse_sort("size")


def test_the_same_word_twice_is_the_step_once() -> None:
    assert parse_filter(["overdue", "over frist"]) == Filter().quick(Quick.OVERDUE)


steps = some.one_of(
    some.sampled_from(Quick).map(QuickStep),
    some.sampled_from(Phase).map(PhaseStep),
    some.just(CaseworkerStep("KN", mine=True)),
    some.sampled_from(["AB", "ÅØ"]).map(CaseworkerStep),
    some.text(min_size=1, max_size=9)
    .map(lambda typed: Filter().search(typed).searched)
    .filter(bool)
    .map(SearchStep),
)


@given(some.lists(steps, max_size=6), some.sampled_from(Sort))
def test_what_a_filter_says_of_itself_is_read_back_as_the_same_filter(
    chosen: list[QuickStep | PhaseStep | CaseworkerStep | SearchStep], sort: Sort
) -> None:
    narrowed = Filter(sort=sort)
    for step in chosen:
        if step not in narrowed.steps:
            narrowed = narrowed.toggle(step)
    assert parse_filter(filter_words(narrowed), sort=sort.value, me="KN") == narrowed
