"""Whether a partner's package would be found where it is installed, and whether a team could use it there."""

from __future__ import annotations

import ast
import datetime as dt
import fnmatch
import importlib.metadata
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from exin_schema.programme import Programme
from exin_tui.language import text
from exin_tui.partners.discovery import installed_partners
from exin_tui.partners.findings import Finding
from exin_tui.partners.installed import GROUP
from exin_tui.partners.manifest import Manifest
from exin_tui.partners.reading import FILE_NAME
from exin_tui.partners.toml_lines import Path as Place
from exin_tui.partners.toml_lines import line_of, lines_of

PROJECT = "pyproject.toml"
_OURS = frozenset({"exin_tui", "exin_schema", "textual", "rich"})
"""What comes along with the program; where screens may be imported is `checking_code`'s to say."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def package_findings(folder: Path, manifest: Manifest) -> Iterator[Finding]:
    """What the project's ``pyproject.toml`` does not say, where the partner lies in one."""
    file = project_file(folder)
    data: dict[str, Any] = {}
    if file is not None:
        try:
            data = tomllib.loads(file.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            reason = text("It cannot be read: {reason}.", reason=str(error))
            yield Finding("package", PROJECT, 0, reason)
            return
        yield from _entry_point(folder, manifest, data)
        yield from _manifest_left_out(folder, file.parent, data)
    if manifest.python is not None:
        yield from _imports(folder, data if file is not None else None)


def project_file(folder: Path) -> Path | None:
    """The project's file: beside the package, or beside the ``src`` that it lies in."""
    places = [folder, folder.parent, *([folder.parent.parent] if folder.parent.name == "src" else [])]
    return next((place / PROJECT for place in places if (place / PROJECT).is_file()), None)


def _entry_point(folder: Path, manifest: Manifest, data: Mapping[str, Any]) -> Iterator[Finding]:
    project, poetry = _table(data, "project"), _table(data, "tool", "poetry")
    if not (project or poetry) or "entry-points" in project.get("dynamic", ()):
        return
    groups = {**_table(poetry, "plugins"), **_table(project, "entry-points")}
    offered = groups.get(GROUP)
    line = f'[project.entry-points."{GROUP}"] {manifest.id} = "{folder.name}"'
    if not isinstance(offered, dict) or not offered:
        near = next((name for name in groups if name.startswith("exin")), None)
        missing = (
            text("The group {group} is none that exin reads. Write {line}", group=f"“{near}”", line=line)
            if near
            else text("Installed it would not be found. Add {line}", line=line)
        )
        yield Finding("package", PROJECT, 0, missing)
        return
    if folder.name not in [str(value).split(":")[0].split(".")[0].strip() for value in offered.values()]:
        named = ", ".join(f'{name} = "{value}"' for name, value in offered.items())
        yield Finding(
            "package",
            PROJECT,
            0,
            text(
                "{named} does not name the package with the manifest. Write {line}",
                named=named,
                line=f'{manifest.id} = "{folder.name}"',
            ),
        )


def _manifest_left_out(folder: Path, project: Path, data: Mapping[str, Any]) -> Iterator[Finding]:
    """setuptools takes only Python along, unless it is told."""
    backend = str(_table(data, "build-system").get("build-backend", "setuptools"))
    told_elsewhere = any((project / name).is_file() for name in ("setup.py", "setup.cfg", "MANIFEST.in"))
    if not backend.startswith("setuptools") or told_elsewhere:
        return
    given = _table(data, "tool", "setuptools", "package-data")
    patterns = [*given.get(folder.name, ()), *given.get("*", ())]
    if not any(fnmatch.fnmatch(FILE_NAME, str(pattern)) for pattern in patterns):
        line = f'[tool.setuptools.package-data] {folder.name} = ["{FILE_NAME}"]'
        left = text("setuptools leaves {file} out of what it installs. Add {line}", file=FILE_NAME, line=line)
        yield Finding("package", PROJECT, 0, left)


def _table(data: Mapping[str, Any], *keys: str) -> Mapping[str, Any]:
    found: Any = data
    for key in keys:
        found = found.get(key, {}) if isinstance(found, Mapping) else {}
    return found if isinstance(found, Mapping) else {}


def _imports(folder: Path, data: Mapping[str, Any] | None) -> Iterator[Finding]:
    """Packages that neither Python, this program nor the project brings along."""
    brought = _declared(data or {})
    known = sys.stdlib_module_names | _OURS | {folder.name}
    packages: Mapping[str, list[str]] | None = None
    for file in sorted(folder.rglob("*.py")):
        if "tests" in file.relative_to(folder).parts:
            continue
        for name, line in _imported(file):
            if name in known:
                continue
            packages = importlib.metadata.packages_distributions() if packages is None else packages
            theirs = {_plain(one) for one in (name, *packages.get(name, ()))}
            if theirs & brought:
                continue
            foreign = (
                text("A team that names the folder has no {module}. Use the standard library.", module=name)
                if data is None
                else text(
                    "{module} is not installed with it. Add it to dependencies in {file}, "
                    "or use the standard library.",
                    module=name,
                    file=PROJECT,
                )
            )
            yield Finding("package", file.name, line, foreign)


def _imported(file: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8-sig"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name.split(".")[0], node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0], node.lineno


def _declared(data: Mapping[str, Any]) -> frozenset[str]:
    """The distributions that the project depends on, in their normal form."""
    project = _table(data, "project").get("dependencies", ())
    named: Iterable[object] = (*project, *_table(data, "tool", "poetry", "dependencies"))
    matches = (_NAME.match(str(one).strip()) for one in named)
    return frozenset(_plain(match.group()) for match in matches if match)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def team_findings(
    folder: Path, manifest: Manifest, programme: Programme, today: dt.date
) -> Iterator[Finding]:
    """What keeps a team from using it, though the manifest alone is right."""
    lines = lines_of((folder / FILE_NAME).read_text(encoding="utf-8-sig"))

    def at(place: Place) -> int:
        return line_of(lines, place)

    for other in installed_partners(programme):
        if other.manifest is None or other.folder is None:  # one that is refused itself holds no id
            continue
        if other.id == manifest.id and other.folder.name != folder.name:
            taken = text(
                "The id {id} belongs to {holder} already: where both are installed, this one is refused. "
                "Give the partner another id.",
                id=f"“{manifest.id}”",
                holder=other.origin,
            )
            yield Finding("package", FILE_NAME, at(("id",)), taken)
    if manifest.exports and not manifest.consent:
        never = text(
            "No consent opens it, so nothing can ever be sent. Write {line}", line='consent = ["voluntary"]'
        )
        yield Finding("package", FILE_NAME, at(("exports",)), never)
    for index, rule in enumerate(manifest.rules):
        if rule.verified > today:
            later = text("{rule} cannot have been verified later than today.", rule=rule.id)
            yield Finding("package", FILE_NAME, at(("rules", index, "verified")), later)
