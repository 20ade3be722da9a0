"""``exin partner check``: what an author's partner does wrong, before a team meets it."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from exin_schema.programme import Programme
from exin_schema.programme_file import load_programme
from exin_tui.clock import Clock
from exin_tui.language import Language, Sayable, join, text
from exin_tui.partners.checking_canary import canary_findings
from exin_tui.partners.checking_code import code_findings, import_findings
from exin_tui.partners.checking_gaps import gap_findings
from exin_tui.partners.checking_package import package_findings, team_findings
from exin_tui.partners.checking_runs import Drawing
from exin_tui.partners.checking_strain import chaos_findings, scale_findings
from exin_tui.partners.checking_widget import OnStage, widget_findings
from exin_tui.partners.discovery import Partner, PartnerState
from exin_tui.partners.findings import Finding
from exin_tui.partners.manifest import Manifest
from exin_tui.partners.problems import Problem
from exin_tui.partners.reading import FILE_NAME, read_manifest
from exin_tui.partners.toml_lines import line_of
from exin_tui.partners.toml_lines import lines_of as lines_of_file


class Level(enum.StrEnum):
    """How far a partner got."""

    NONE = "none"
    BRONZE = "bronze"
    """Manifest, imports and hooks are right."""
    SILVER = "silver"
    """Nothing leaks, and nothing of it takes the board down."""
    GOLD = "gold"
    """It carries 300 participants, fits 80 cells, has a README and tests, and both languages differ."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, and the level that follows."""

    partner: str
    level: Level
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """At least bronze, and nothing leaked."""
        return not any(finding.stops for finding in self.findings)


def check_partner(
    path: Path,
    programme: Programme | None = None,
    draw: Drawing | None = None,
    on_stage: OnStage | None = None,
    today: dt.date | None = None,
) -> Report:
    """Check the partner in ``path``: a folder with a manifest, or a project with one package that has it.

    Its Python is imported, first in a process of its own: check code that you would run. Everything it is
    tried on is invented. Never raises for what the partner does. ``draw`` draws its views as a screen would,
    ``on_stage`` runs its widget.
    """
    programme = programme or load_programme()
    folder = _manifest_folder(path)
    if folder is None:
        missing = text("There is no {file} in it, nor in a package below it.", file=FILE_NAME)
        return Report(path.name, Level.NONE, (Finding("manifest", str(path), 0, missing),))
    reading = read_manifest(folder / FILE_NAME, programme)
    found = [Finding("manifest", one.file, one.line, join([one], "")) for one in reading.problems]
    if reading.incompatible is not None:
        line = line_of(lines_of_file((folder / FILE_NAME).read_text(encoding="utf-8-sig")), ("api",))
        other = Problem(FILE_NAME, line, "api", reading.incompatible)
        found.append(Finding("manifest", FILE_NAME, line, join([other], "")))
    if reading.manifest is None:
        return Report(reading.id or folder.name, Level.NONE, tuple(found))
    manifest = reading.manifest
    partner = Partner(manifest.id, str(folder), folder, PartnerState.ACTIVE, manifest)
    found += code_findings(folder, manifest)
    if not found:
        found += package_findings(folder, manifest)
        found += team_findings(folder, manifest, programme, today or Clock().today())
    if not found:
        found += import_findings(partner)
    if not found:
        found += widget_findings(partner, on_stage)
    if found:
        return Report(manifest.id, Level.NONE, tuple(found))
    found += canary_findings(partner, draw)
    found += [one for one in gap_findings(partner) if one not in found]
    found += chaos_findings(partner)
    if found:
        return Report(manifest.id, Level.BRONZE, tuple(found))
    gold = [*scale_findings(partner, draw), *_polish(path, folder, manifest)]
    found += [replace(one, stops=False) for one in gold]
    return Report(manifest.id, Level.SILVER if found else Level.GOLD, tuple(found))


def _manifest_folder(path: Path) -> Path | None:
    """The folder with the manifest: ``path``, else the one package below it (or below its ``src``)."""
    if (path / FILE_NAME).is_file():
        return path
    below = [*path.glob(f"*/{FILE_NAME}"), *path.glob(f"src/*/{FILE_NAME}")]
    return below[0].parent if len(below) == 1 else None


def _polish(path: Path, folder: Path, manifest: Manifest) -> Iterator[Finding]:
    """What gold asks for beside working."""
    project = path if path != folder else folder.parent
    if not any((place / "README.md").is_file() for place in (project, folder)):
        yield Finding(
            "polish", "README.md", 0, text("Write a README: what the partner adds, and its sources.")
        )
    if not any(any(place.glob("test_*.py")) for place in (project / "tests", folder / "tests")):
        yield Finding("polish", "tests", 0, text("Write a test."))
    for name, declared in (("tasks", manifest.tasks), ("items", manifest.items)):
        for one in declared:
            if one.name.nb == one.name.en:
                same = text("{key} is the same in both languages: “{words}”.", key=one.id, words=one.name.nb)
                yield Finding("polish", f"{FILE_NAME} {name}", 0, same)


def lines_of(report: Report, language: Language) -> Iterator[str]:
    """The report as a person reads it: what is wrong, then the level."""
    for finding in report.findings:
        yield finding.say(language)
    yield level_line(report).say(language)


def level_line(report: Report) -> Sayable:
    """``probation: silver``."""
    return text("{partner}: {level}", partner=report.partner, level=report.level.value)
