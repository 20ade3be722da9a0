"""Where partners stand: packages that offer one, and folders of the team's that nobody else can write to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from exin_tui.language import Sayable, text
from exin_tui.partners.installed import Offer, package_folder
from exin_tui.partners.reading import FILE_NAME
from exin_tui.partners.writable import writable_by_others

SHIPPED = "exin-tui"
"""The distribution whose partners start enabled. That is all that they have before others."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a partner was found, before its manifest is read."""

    name: str
    """Of the entry point, or of the folder: its id, until the manifest says it."""
    origin: str
    """The distribution and its version, or the folder."""
    folder: Path | None
    shipped: bool = False
    problem: Sayable | None = None
    """Why nothing is taken from there."""
    package: str = ""
    """The distribution; empty for a folder."""


def offered(installed: Iterable[Offer]) -> Iterator[Place]:
    """Those that packages bring; one whose package is not there has that as its problem."""
    for offer in installed:
        folder = package_folder(offer.package)
        origin = f"{offer.distribution} {offer.version}".strip()
        shipped = offer.distribution == SHIPPED
        if folder is None:
            problem = text("The package {package} cannot be found.", package=offer.package)
            yield Place(offer.name, origin, None, shipped, problem, offer.distribution)
        else:
            yield Place(offer.name, origin, folder, shipped, package=offer.distribution)


def in_folders(partner_dirs: Iterable[Path]) -> Iterator[Place]:
    """Those in the team's folders, each of which is a partner itself or holds partners; each of them once."""
    seen: set[Path] = set()
    for folder in partner_dirs:
        refused = _refused(folder)
        if refused is not None:
            yield Place(folder.name, str(folder), folder, problem=refused)
            continue
        inside = [folder] if (folder / FILE_NAME).is_file() else _holding_a_manifest(folder)
        if not inside:
            yield Place(folder.name, str(folder), folder, problem=_EMPTY)
        for one in inside:
            if one.resolve() not in seen:  # named twice, or through a link
                seen.add(one.resolve())
                yield Place(one.name, str(one), one, problem=_refused(one) or _writable(one / FILE_NAME))


_EMPTY = text("There is no {file} in it, nor in a folder below it.", file=FILE_NAME)


def _holding_a_manifest(folder: Path) -> list[Path]:
    try:
        return sorted(one for one in folder.iterdir() if (one / FILE_NAME).is_file())
    except OSError:
        return []


def _refused(folder: Path) -> Sayable | None:
    """Why partners are not taken from ``folder``: it is code that the program would run."""
    if not folder.is_absolute():
        return text("The folder must be written in full, from the root.")
    if not folder.is_dir():
        return text("There is no such folder.")
    if folder.resolve() == Path.cwd():
        return text("The current folder is never a folder of partners.")
    return _writable(folder)


def _writable(path: Path) -> Sayable | None:
    try:
        if writable_by_others(path):
            return text("Others can write to it. Make it yours and run: chmod go-w {path}", path=str(path))
    except OSError as error:
        return text("The file cannot be read: {reason}.", reason=error.strerror or "")
    return None
