"""Writes a new partner: a working, installable plugin with a test, to begin from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from exin_tui.language import text
from exin_tui.partners import new_templates as templates
from exin_tui.partners.meaning_parts import ID
from exin_tui.programme.values import Refusal

PARTS = ("rules", "view", "export", "widget")
"""What ``--with`` takes: a rule or a view in Python, an export in the manifest, a widget of Textual's."""


@dataclass(frozen=True, slots=True)
class Made:
    """A new partner on the disk."""

    id: str
    project: Path
    folder: Path
    """With the manifest."""


def partner_id(name: str) -> str:
    """``Friomsorgen Øst`` becomes ``friomsorgen_ost``; empty when nothing is left."""
    plain = name.strip().lower().replace("ø", "o").replace("æ", "ae").replace("å", "a")
    letters = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", letters).strip("_0123456789")[:40].rstrip("_")


def new_partner(name: str, into: Path, parts: Iterable[str] = ()) -> Made | Refusal:
    """Write ``exin-ID`` in the folder ``into``. Refused: a name without letters, a folder that is there.

    Raises OSError when it cannot be written.
    """
    own, chosen = partner_id(name), frozenset(parts)
    if not ID.fullmatch(own):
        return Refusal("partner_name", text("Give the partner a name with letters, such as “Friomsorgen”."))
    project = into / f"exin-{own.replace('_', '-')}"
    if project.exists():
        return Refusal(
            "partner_there", text("{path} is there already. Nothing was written.", path=str(project))
        )
    package = f"exin_{own}"
    for path, content in _files(own, package, " ".join(name.split()), chosen).items():
        file = project / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return Made(own, project, project / package)


def _files(own: str, package: str, name: str, parts: frozenset[str]) -> dict[str, str]:
    shown = name.replace("\\", "").replace('"', "")
    python = bool(parts & _PYTHON)
    files = {
        "pyproject.toml": templates.PYPROJECT.format(id=own, package=package, dashed=own.replace("_", "-")),
        "README.md": templates.README.format(name=shown, package=package),
        f"{package}/__init__.py": f'"""{shown}, as a partner of exin."""\n',
        f"{package}/partner.toml": _manifest(own, package, shown, parts),
        f"tests/test_{own}.py": _test(package, parts),
    }
    if python:
        files[f"{package}/hooks.py"] = _hooks(parts)
    return files


def _manifest(own: str, package: str, name: str, parts: frozenset[str]) -> str:
    source = templates.MANIFEST.format(id=own, name=name)
    if "widget" in parts:
        source = source.replace("\n[scope]", f"{templates.PANE}\n[scope]", 1)
    if parts & {"rules", "view"}:
        source += templates.RULE
    if "export" in parts:
        source += templates.EXPORT
    if parts & _PYTHON:
        source += f'\n[python]\nhooks = "{package}.hooks"\n'
    return source


def _hooks(parts: frozenset[str]) -> str:
    if not parts & {"rules", "view"}:
        return templates.WIDGET_HEAD + templates.HOOKS_WIDGET
    names = ["Participant", "hookimpl"]
    names += ["Alert", "Rule", "sentence"] if "rules" in parts else []
    names += ["Because", "Column", "Row", "Table", "Until", "ViewModel"] * ("view" in parts)
    names += ["InsideContext"] * bool(parts & {"view", "widget"})
    words = "Label, Severity" if "rules" in parts else "Label"
    ordered = ", ".join(sorted(names, key=lambda one: (one[0].islower(), one)))
    if len(names) > 6:
        ordered = "(\n    " + ordered.replace(", ", ",\n    ") + ",\n)"
    iterable = "from collections.abc import Iterable\n" if "rules" in parts else ""
    source = templates.HOOKS_HEAD.format(names=ordered, words=words, iterable=iterable)
    for part, more in (
        ("rules", templates.HOOKS_RULE),
        ("view", templates.HOOKS_VIEW),
        ("widget", templates.HOOKS_WIDGET),
    ):
        source += more if part in parts else ""
    return source


def _test(package: str, parts: frozenset[str]) -> str:
    source = templates.TEST_HEAD.format(
        package=package, imports="import datetime as dt\n" if "rules" in parts else ""
    )
    if "rules" in parts:
        source += templates.TEST_RULE
    if "view" in parts:
        source += templates.TEST_VIEW
    if "export" in parts:
        source += templates.TEST_EXPORT
    return source


_PYTHON = frozenset({"rules", "view", "widget"})
