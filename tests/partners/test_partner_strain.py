"""Chaos and scale: that each is really tried, since a partner that stands it would say nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from exin_tui.language import text
from exin_tui.partners import checking_strain
from exin_tui.partners.calling import PartnerManager
from exin_tui.partners.checking_strain import chaos_findings, scale_findings
from exin_tui.partners.discovery import Partner
from exin_tui.partners.findings import Finding
from exin_tui.partners.sheets import Document
from exin_tui.partners.view_seen import Viewed
from tests.partners.leaky_partner import forgotten, leaky

HOOKS = """\
class Near:
    id = "near"

    def evaluate(self, one, today):
        return ()

@hookimpl
def exin_rules():
    return [Near()]

@hookimpl
def exin_columns():
    return ()

@hookimpl
def exin_team_view(ctx):
    BODY
    return Markdown(L)

@hookimpl
def exin_participant_view(ctx, participant):
    return Markdown(L)

@hookimpl
def exin_commands():
    return ()

@hookimpl
def exin_on_event(ctx, event):
    return ()

@hookimpl
def exin_demo(participants, rng, today):
    return ()

@hookimpl
def exin_exports():
    return letter(nothing)
"""
EVERY = [
    "exin_columns", "exin_commands", "exin_demo", "exin_on_event", "exin_participant_view", "exin_rules",
    "exin_team_view",
]  # fmt: skip


def partner(folder: Path, body: str = "pass") -> Partner:
    return leaky(folder, HOOKS.replace("BODY", body))


def said(findings: Callable[[], Iterable[Finding]]) -> list[str]:
    with forgotten():
        return [one.say("en") for one in findings()]


def test_a_partner_whose_every_hook_fails_takes_nothing_down(tmp_path: Path) -> None:
    assert said(lambda: chaos_findings(partner(tmp_path))) == []


@pytest.mark.parametrize("way", checking_strain.WAYS)
def test_every_hook_is_made_to_fail_in_every_way(
    way: Callable[[], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that told nobody of it would be found out, hook by hook."""
    monkeypatch.setattr(checking_strain, "WAYS", (way,))
    monkeypatch.setattr(PartnerManager, "_report", lambda *_: None)
    found = said(lambda: chaos_findings(partner(tmp_path)))
    assert found == [f"chaos: {hook}: It failed, and nobody was told." for hook in EVERY]


def test_a_program_that_falls_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def uncontained(*asked: object) -> object:
        function = asked[3]
        assert callable(function)
        return tuple(function())

    monkeypatch.setattr(PartnerManager, "run", uncontained)
    found = said(lambda: chaos_findings(partner(tmp_path)))
    assert "chaos: leaky: The program falls when it raises: ValueError." in found


def test_an_export_that_is_written_all_the_same_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exin_tui.partners.exporting.build", lambda *_: Document(text("x"), (), "x"))
    found = said(lambda: chaos_findings(partner(tmp_path)))
    assert "chaos: letter: It was written although its code had failed." in found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("ctx.participants[0]", "scale: exin_team_view (0): IndexError in hooks.py"),
        ("1 / (len(ctx.participants) - 1)", "scale: exin_team_view (1): ZeroDivisionError in hooks.py"),
        ("assert len(ctx.participants) < 100", "scale: exin_team_view (300): AssertionError in hooks.py"),
    ],
)
def test_a_team_of_nobody_of_one_and_of_many_is_tried(tmp_path: Path, body: str, found: str) -> None:
    findings = said(lambda: scale_findings(partner(tmp_path, body)))
    assert len([one for one in findings if one.startswith(found)]) == 1
    assert all(one.startswith(found) for one in findings)


def test_an_export_takes_part_in_the_scale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking_strain, "SIZES", (300,))
    monkeypatch.setattr(checking_strain, "SLOW", 0.0)
    assert any(
        "export letter (300): It took" in one for one in said(lambda: scale_findings(partner(tmp_path)))
    )


def test_a_view_that_does_not_fit_the_smallest_screen_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking_strain, "SIZES", (1,))
    for cells, found in ((80, []), (81, ["scale: exin_team_view (1): It does not fit into 80 cells."])):

        def draw(viewed: Viewed, *_: object, cells: int = cells) -> list[str]:
            return ["x" * (cells if viewed.subject is None else 1)]

        folder = tmp_path / str(cells)
        folder.mkdir()
        assert said(lambda: scale_findings(partner(folder), draw)) == found  # noqa: B023
