"""That no other module writes, shown from the source, and what the source may import."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = [
    path for folder in ("exin_tui", "schema", "plugins") for path in sorted((ROOT / folder).rglob("*.py"))
    if "tests" not in path.parts
]  # fmt: skip
DOOR = {"door.py", "door_log.py", "door_subjects.py", "guard.py", "shape.py"}
_WRITING = re.compile(
    r"\s*(INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|REPLACE\s+INTO)\b", re.IGNORECASE
)


def is_door(path: Path) -> bool:
    return path.parent.name == "storage" and path.name in DOOR


def test_only_the_door_builds_statements_that_write() -> None:
    found = {
        f"{path.relative_to(ROOT)}:{line}: {what}"
        for path in SOURCES
        if not is_door(path)
        for line, what in writing_in(path)
    }
    # Alembic's own table, when a throw-away database is made, is the one exception
    assert {one.split(":")[0] for one in found} == {"exin_tui/storage/versions.py"}
    assert len(found) == 1


def writing_in(path: Path) -> Iterator[tuple[int, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("sqlalchemy"):
            for alias in node.names:
                if alias.name in {"insert", "update", "delete", "Insert", "Update", "Delete"}:
                    yield node.lineno, alias.name
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _WRITING.match(node.value):
            yield node.lineno, node.value
        if isinstance(node, ast.Name) and node.id == "PASS":
            yield node.lineno, "the door's pass"


def test_the_guard_is_on_every_engine_that_commands_use() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "exin_tui" / "storage").glob("*.py"))
    assert (
        len(re.findall(r"\bcreate_engine\(", text)) == 3
    )  # guarded SQLite, unguarded for migrations, PostgreSQL
    assert len(re.findall(r"(?<!def )\bguard\(", text)) == 2
