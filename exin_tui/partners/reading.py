"""Reads a ``partner.toml`` without importing the partner, and says all that is wrong with it at once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath

import msgspec

from exin_schema.programme import Programme, Words
from exin_tui.language import Sayable, join, text
from exin_tui.partners.manifest import API, Manifest
from exin_tui.partners.meaning import flaws_against, flaws_of_meaning
from exin_tui.partners.problems import Flaw, Problem, dotted
from exin_tui.partners.remembered import Remembered
from exin_tui.partners.shape import flaws_of_shape
from exin_tui.privacy.sanitise import one_line

FILE_NAME = "partner.toml"
LARGEST = 1_000_000
"""Bytes. A manifest is some kilobytes; a file beyond this is not one."""
LONGEST_TAB = 40
"""Letters of a tab that is taken from a manifest which cannot be used otherwise."""

_AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a manifest: the manifest, or what is wrong."""

    manifest: Manifest | None
    problems: tuple[Problem, ...] = ()
    incompatible: Sayable | None = None
    """The manifest asks for another API than this program offers."""
    id: str = ""
    """As the file says it, even when the rest cannot be used."""
    tab: Words | None = None
    """Likewise: what its tab is called."""
    order: int | None = None
    """Likewise: where its tab stands."""


def read_manifest(
    path: FilePath, programme: Programme | None = None, remembered: Remembered | None = None
) -> Reading:
    """Read and check the manifest at ``path``. Never raises for what the file says or that it cannot be read.

    With a ``programme``, the consent lines and roles that it names are checked against it. What is
    ``remembered`` is not parsed again while the file is as it was.
    """
    try:
        status = path.stat()
        known = remembered.manifest(path, status) if remembered else None
        if known is not None and not any(flaws_against(known, programme)):
            return Reading(known, id=known.id)
        if status.st_size > LARGEST:
            return _unreadable(path, text("The file is too large for a manifest."))
        source = path.read_bytes().decode("utf-8-sig")  # Windows puts a mark before it
    except OSError as error:
        return _unreadable(path, text("The file cannot be read: {reason}.", reason=error.strerror or ""))
    except UnicodeDecodeError:
        return _unreadable(path, text("The file is not UTF-8."), text("Save it again as UTF-8."))
    reading = parse_manifest(source, path.name, programme)
    if remembered is not None and reading.manifest is not None:
        remembered.keep(path, status, reading.manifest)
    return reading


def _unreadable(path: FilePath, message: Sayable, instead: Sayable | None = None) -> Reading:
    return Reading(None, (Problem(path.name, 1, "", message, instead),))


def parse_manifest(source: str, file: str = FILE_NAME, programme: Programme | None = None) -> Reading:
    """Check the text of a manifest; ``file`` is what problems call it."""
    import tomllib

    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        return Reading(None, (_not_toml(source, str(error), file),))
    except RecursionError:
        return Reading(None, (Problem(file, 1, "", text("The file is nested too deeply.")),))
    own = data.get("id")
    name = own if isinstance(own, str) else ""
    place = data.get("order")
    tab, order = _tab(data), place if type(place) is int else None
    api = data.get("api")
    if type(api) is int and api != API:
        return Reading(None, incompatible=_other_api(api), id=name, tab=tab, order=order)
    try:
        manifest = msgspec.convert(data, Manifest, builtin_types=(dt.date, dt.datetime, dt.time))
    except msgspec.ValidationError as error:
        flaws = list(flaws_of_shape(data, Manifest)) or [Flaw((), join((str(error),)))]
        return Reading(None, _problems(flaws, source, file), id=name, tab=tab, order=order)
    problems = _problems(list(flaws_of_meaning(manifest, programme)), source, file)
    return Reading(None if problems else manifest, problems, id=name, tab=tab, order=order)


def _tab(data: Mapping[str, object]) -> Words | None:
    """What the tab is called, when at least that can be used: a partner that is missed is missed by it."""
    for key in ("tab", "name"):
        said = data.get(key)
        if isinstance(said, dict):
            both = (one_line(str(said.get("nb", ""))).strip(), one_line(str(said.get("en", ""))).strip())
            if all(0 < len(one) <= LONGEST_TAB for one in both):
                return Words(*both)
    return None


def _other_api(api: int) -> Sayable:
    return text(
        "Written for partner API {theirs}; this program offers {ours}. {advice}",
        theirs=api,
        ours=API,
        advice=text("Upgrade exin-tui.") if api > API else text("Upgrade the partner."),
    )


def _not_toml(source: str, reason: str, file: str) -> Problem:
    from exin_tui.partners.toml_words import in_words

    match = _AT_LINE.search(reason)
    line = int(match.group(1)) if match else source.count("\n") + 1
    plain = _AT_LINE.sub("", reason).replace(" (at end of document)", "")
    return Problem(file, line, "", *in_words(plain, "".join(source.splitlines()[line - 1 : line])))


def _problems(flaws: Iterable[Flaw], source: str, file: str) -> tuple[Problem, ...]:
    flaws = list(flaws)
    if not flaws:
        return ()
    from exin_tui.partners.toml_lines import line_of, lines_of

    lines = lines_of(source)
    found = [
        Problem(file, line_of(lines, flaw.path), dotted(flaw.path), flaw.message, flaw.instead)
        for flaw in flaws
    ]
    return tuple(sorted(found, key=lambda problem: problem.line))
