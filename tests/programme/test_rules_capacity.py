"""Capacity on assignment and on phase change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exin_schema.vocabulary import Phase, Role
from exin_tui.programme.capacity import Load, check, load
from exin_tui.programme.values import Refusal
from tests.programme.cases import PROGRAMME

PHASES = st.lists(st.sampled_from(list(Phase)), max_size=20)


def would_be(after: Load, before: Load | None = None, role: Role = Role.CASEWORKER) -> Refusal | None:
    limit, demanding = PROGRAMME.limits.of(role)
    return check(
        after.active,
        after.demanding,
        limit,
        demanding,
        caseworker="MH",
        programme=PROGRAMME,
        role=role,
        before=before,
    )


@pytest.mark.parametrize(
    ("active", "demanding", "refused"),
    [(0, 0, False), (12, 6, False), (13, 6, True), (12, 7, True), (13, 7, True)],
)
def test_a_caseworker_has_at_most_twelve_and_of_these_six_in_phases_3_and_4(
    active: int, demanding: int, refused: bool
) -> None:
    assert (would_be(Load(active, demanding)) is not None) is refused


@pytest.mark.parametrize(("active", "demanding", "refused"), [(4, 2, False), (5, 2, True), (4, 3, True)])
def test_the_team_leader_has_a_lower_limit(active: int, demanding: int, refused: bool) -> None:
    refusal = would_be(Load(active, demanding), role=Role.TEAM_LEADER)
    assert (refusal is not None) is refused
    if refusal is not None:
        assert refusal.why is not None
        assert refusal.why.rule.id == "capacity.team_leader"
        assert refusal.why.rule.ours


@pytest.mark.parametrize(
    ("after", "message"),
    [
        (Load(14, 3), "MH would have 14 of 12 participants. Give a reason to go over."),
        (Load(12, 7), "MH would have 7 of 6 in phases 3 and 4. Give a reason to go over."),
        (
            Load(13, 7),
            "MH would have 13 of 12 participants, and 7 of 6 in phases 3 and 4. Give a reason to go over.",
        ),
    ],
)
def test_the_team_can_go_past_it_with_a_reason(after: Load, message: str) -> None:
    refusal = would_be(after)
    assert refusal is not None
    assert refusal.message.say("en") == message
    assert refusal.overridable


def test_the_sentence_in_norwegian() -> None:
    refusal = would_be(Load(14, 3))
    assert refusal is not None
    assert refusal.message.say("nb") == "MH får 14 av 12 deltakere. Grunn må fylles ut for å gå over."


def test_who_is_over_already_is_not_asked_again_for_what_does_not_get_worse() -> None:
    before = Load(13, 3)
    assert would_be(before.moved(Phase.IN_PRISON, Phase.PRE_RELEASE), before) is None
    assert would_be(before.with_one_in(Phase.INTAKE), before) is not None
    crowded = Load(11, 7)
    assert would_be(crowded.moved(Phase.PRE_RELEASE, Phase.POST_RELEASE), crowded) is None
    assert would_be(crowded.with_one_in(Phase.INTAKE), crowded) is None
    assert would_be(crowded.with_one_in(Phase.PRE_RELEASE), crowded) is not None


def test_a_change_from_phase_2_to_3_counts_against_the_six() -> None:
    before = Load(11, 6)
    assert would_be(before.moved(Phase.IN_PRISON, Phase.PRE_RELEASE), before) is not None
    assert would_be(before.moved(Phase.PRE_RELEASE, Phase.POST_RELEASE), before) is None
    assert would_be(before.moved(Phase.POST_RELEASE, Phase.REINTEGRATION), before) is None


@given(PHASES, st.sampled_from(list(Phase)), st.sampled_from(list(Phase)))
def test_assigning_and_moving_give_the_load_of_the_new_caseload(
    phases: list[Phase], origin: Phase, to: Phase
) -> None:
    assert load(phases).with_one_in(origin) == load([*phases, origin])
    assert load([*phases, origin]).moved(origin, to) == load([*phases, to])
