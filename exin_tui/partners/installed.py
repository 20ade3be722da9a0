"""Which installed packages offer a partner, read from their metadata without importing anything.

``importlib.metadata`` would do, but costs 64 ms to import and 6–10 ms to ask; reading the few
``entry_points.txt`` that mention the group takes 2 ms. The tests compare the two.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

GROUP = "exin_tui.partners"


@dataclass(frozen=True, slots=True)
class Offer:
    """An entry point of the group: a distribution that says it brings a partner."""

    name: str
    package: str
    """The top-level package, beside whose ``__init__.py`` the manifest stands."""
    distribution: str
    version: str


def offers(paths: Iterable[str] | None = None) -> tuple[Offer, ...]:
    """The offers of the distributions on ``paths`` (``sys.path`` when None), by name.

    A distribution that is found twice counts once, from where Python would import it.
    """
    found: dict[tuple[str, str], Offer] = {}
    seen: set[str] = set()
    for folder in dict.fromkeys(sys.path if paths is None else paths):
        for entry in _metadata_folders(folder or "."):
            distribution, version = _named(entry.name)
            if distribution in seen:
                continue
            seen.add(distribution)
            for name, package in _entry_points(entry.path):
                found.setdefault((distribution, name), Offer(name, package, distribution, version))
    return tuple(sorted(found.values(), key=lambda offer: (offer.name, offer.distribution)))


def _metadata_folders(folder: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from [entry for entry in entries if entry.name.endswith((".dist-info", ".egg-info"))]
    except OSError:
        return


def _named(folder: str) -> tuple[str, str]:
    """(distribution in its normal form, version) of ``exin_tui-0.1.0.dist-info``."""
    name, _, version = folder.rsplit(".", 1)[0].partition("-")
    return name.lower().replace("_", "-").replace(".", "-"), version


def _entry_points(folder: str) -> Iterator[tuple[str, str]]:
    """(name, top-level package) of each entry point of the group."""
    try:
        source = Path(folder, "entry_points.txt").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return
    if GROUP not in source:
        return
    group = ""
    for line in source.splitlines():
        written = line.split("#", 1)[0].strip()
        if written.startswith("[") and written.endswith("]"):
            group = written[1:-1].strip()
        elif group == GROUP and "=" in written:
            name, _, target = written.partition("=")
            yield name.strip(), target.split(":", 1)[0].split("[", 1)[0].strip().split(".", 1)[0]


def package_folder(package: str) -> Path | None:
    """The folder of a top-level package, found without importing it; None when there is none.

    ``importlib.resources`` would import the package: its code must not run before the team has said yes.
    """
    try:
        spec = importlib.util.find_spec(package)
    except (ImportError, ValueError, AttributeError):
        return None
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations)))
