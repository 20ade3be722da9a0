"""What an author has who installed the program: the wheel, a new partner, and the fixtures for its tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.partners.test_partner_author import MORE, ROOT

FIXTURES = """

def test_every_fixture_is_there(
    partner_manager, synthetic_participants, consent_matrix, scoped_ctx, frozen_today, run_rule,
    render_view, export_rows, check, computed_columns,
):
    import exin_tui
    assert exin_tui.__file__.startswith({installed!r})
    assert len(synthetic_participants) == len(consent_matrix)
"""


def python(*arguments: str, cwd: Path, installed: Path) -> str:
    """Run with what was installed before everything else; what it said."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("EXIN_", "XDG_"))
    }
    environment |= {"PYTHONPATH": str(installed), "PYTHONWARNINGS": "ignore", "XDG_CONFIG_HOME": str(cwd)}
    ran = subprocess.run(
        [sys.executable, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, (arguments, ran.stdout, ran.stderr)
    return ran.stdout


def test_a_new_partner_passes_its_own_tests_with_nothing_but_the_wheel(tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    wheels, installed = tmp_path / "wheels", tmp_path / "installed"
    pip = ("-m", "pip", "--disable-pip-version-check")
    alone = ("--quiet", "--no-deps", "--no-build-isolation", "--no-index")
    python(*pip, "wheel", *alone, "-w", str(wheels), str(ROOT), cwd=tmp_path, installed=installed)
    (wheel,) = wheels.glob("*.whl")
    python(*pip, "install", *alone, "--target", str(installed), str(wheel), cwd=tmp_path, installed=installed)

    exin = ("-m", "exin_tui", "--lang", "en", "partner")
    python(*exin, "new", "Natteravnene", "--with", "rules,view,export", cwd=tmp_path, installed=installed)
    project = tmp_path / "exin-natteravnene"
    target = ("--target", str(installed))
    python(*pip, "install", *alone, *target, str(project), cwd=tmp_path, installed=installed)
    (project / "tests" / "test_more.py").write_text(
        MORE + FIXTURES.format(installed=str(installed)), encoding="utf-8"
    )
    off = ("-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:asyncio")
    said = python("-m", "pytest", "-q", *off, cwd=project, installed=installed)
    assert "passed" in said
    guide = python(*exin, "guide", cwd=tmp_path, installed=installed)
    assert guide.rstrip() == (ROOT / "plugins" / "README.md").read_text(encoding="utf-8").rstrip()
    listed = python(*exin, "list", cwd=tmp_path, installed=installed)
    assert "exin-natteravnene 0.1.0" in listed
