"""What reads alike on a shared screen is told apart by a number, and by nothing of who it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exin_tui.privacy.alike import numbered


def test_two_of_one_role_have_a_number_and_one_alone_has_none() -> None:
    assert numbered(["GP", "Contact at NAV", "Lawyer", "Contact at NAV"]) == (
        "GP", "Contact at NAV 1", "Lawyer", "Contact at NAV 2",
    )  # fmt: skip


def test_what_says_nothing_stays_empty() -> None:
    assert numbered(["", "", "GP"]) == ("", "", "GP")


@given(st.lists(st.sampled_from(["GP", "NAV", "DPS", "Lawyer"])))
def test_no_two_read_alike(said: list[str]) -> None:
    found = numbered(said)
    assert len(set(found)) == len(said)
    assert all(one.startswith(word) for one, word in zip(found, said, strict=True))
