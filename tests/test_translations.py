"""Every sentence of the program has its Norwegian, with the same holes, and none is left over."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "merge_translations", ROOT / "scripts/merge_translations.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return _script()


def test_every_sentence_has_its_norwegian_with_the_same_holes_and_none_is_left_over(
    script: ModuleType,
) -> None:
    said = script.sentences(script.SOURCES)
    assert list(script.problems(said, script.read(script.CATALOGUE))) == []


def test_every_sentence_can_be_translated(script: ModuleType) -> None:
    assert list(script.unmarkable(script.SOURCES)) == []


def test_the_catalogue_is_kept_in_order(script: ModuleType, tmp_path: Path) -> None:
    script.write(script.read(script.CATALOGUE), tmp_path / "nb.po")
    assert (tmp_path / "nb.po").read_text(encoding="utf-8") == script.CATALOGUE.read_text(encoding="utf-8")


def test_the_program_reads_what_the_tool_reads(script: ModuleType) -> None:
    from exin_tui.language import catalogue

    assert catalogue() == script.read(script.CATALOGUE)
