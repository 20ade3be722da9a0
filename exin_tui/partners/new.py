"""Writes a new partner: a working, installable plugin with a test, to begin from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from exin_tui.language import text
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
        "pyproject.toml": _PYPROJECT.format(id=own, package=package, dashed=own.replace("_", "-")),
        "README.md": _README.format(name=shown, package=package),
        f"{package}/__init__.py": f'"""{shown}, as a partner of exin."""\n',
        f"{package}/partner.toml": _manifest(own, package, shown, parts),
        f"tests/test_{own}.py": _test(package, parts),
    }
    if python:
        files[f"{package}/hooks.py"] = _hooks(parts)
    return files


def _manifest(own: str, package: str, name: str, parts: frozenset[str]) -> str:
    source = _MANIFEST.format(id=own, name=name)
    if "widget" in parts:
        source = source.replace("\n[scope]", f"{_PANE}\n[scope]", 1)
    if parts & {"rules", "view"}:
        source += _RULE
    if "export" in parts:
        source += _EXPORT
    if parts & _PYTHON:
        source += f'\n[python]\nhooks = "{package}.hooks"\n'
    return source


def _hooks(parts: frozenset[str]) -> str:
    if not parts & {"rules", "view"}:
        return _WIDGET_HEAD + _HOOKS_WIDGET
    names = ["Participant", "hookimpl"]
    names += ["Alert", "Rule", "sentence"] if "rules" in parts else []
    names += ["Because", "Column", "Row", "Table", "Until", "ViewModel"] * ("view" in parts)
    names += ["InsideContext"] * bool(parts & {"view", "widget"})
    words = "Label, Severity" if "rules" in parts else "Label"
    ordered = ", ".join(sorted(names, key=lambda one: (one[0].islower(), one)))
    if len(names) > 6:
        ordered = "(\n    " + ordered.replace(", ", ",\n    ") + ",\n)"
    iterable = "from collections.abc import Iterable\n" if "rules" in parts else ""
    source = _HOOKS_HEAD.format(names=ordered, words=words, iterable=iterable)
    for part, more in (("rules", _HOOKS_RULE), ("view", _HOOKS_VIEW), ("widget", _HOOKS_WIDGET)):
        source += more if part in parts else ""
    return source


def _test(package: str, parts: frozenset[str]) -> str:
    source = _TEST_HEAD.format(package=package, imports="import datetime as dt\n" if "rules" in parts else "")
    if "rules" in parts:
        source += _TEST_RULE
    if "view" in parts:
        source += _TEST_VIEW
    if "export" in parts:
        source += _TEST_EXPORT
    return source


_PYTHON = frozenset({"rules", "view", "widget"})

_PANE = """
# What the pane of its own widget is called.
pane = { nb = "Uker", en = "Weeks" }
"""

_PYPROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "exin-{dashed}"
version = "0.1.0"
requires-python = ">=3.11"

[project.entry-points."exin_tui.partners"]
{id} = "{package}"

[tool.hatch.build.targets.wheel]
packages = ["{package}"]

[tool.pytest.ini_options]
addopts = "-p exin_tui.partners.testing"
"""

_README = """\
# {name}

What the partner adds stands in [`{package}/partner.toml`]({package}/partner.toml). Write here
what is not in it: who to ask at the agency, and which documents the rules come from.
"""

_MANIFEST = """\
# `exin partner guide` tells what may stand here; `exin partner check` says what is wrong.
id = "{id}"
api = 1
name = {{ nb = "{name}", en = "{name}" }}
# The consent lines that open it: `exin programme show` has them.
consent = ["voluntary"]

[scope]
# The fields that its code and exports may see, and the topics that a consent must cover.
fields = ["code", "phase", "release_date", "caseworker"]
topics = ["work"]

[[roles]]
id = "contact"
name = {{ nb = "Kontaktperson", en = "Contact person" }}

[[meetings]]
id = "first_talk"
minutes = 45
name = {{ nb = "Første samtale", en = "First talk" }}

[[tasks]]
id = "first_contact"
step = "start"
holder = "exin"
phases = ["pre_release", "post_release"]
due = {{ anchor = "release_date", months = -1, roll = "previous_workday" }}
name = {{ nb = "Ta kontakt", en = "Make contact" }}

[[facts]]
id = "agreed_until"
type = "date"
name = {{ nb = "Avtale til", en = "Agreed until" }}
"""

_RULE = """
[[rules]]
id = "agreement_ends"
certainty = "P"
verified = 2026-09-14
source = { nb = "avtale med etaten", en = "agreement with the agency" }
text.nb = "En avtale som går ut innen 30 dager, fornyes eller avsluttes."
text.en = "An agreement that ends within 30 days is renewed or closed."
"""

_EXPORT = """
[[exports]]
id = "overview"
formats = ["csv", "xlsx", "md", "json"]
columns = ["code", "release_date", "agreed_until"]
name = { nb = "Oversikt", en = "Overview" }
"""

_HOOKS_HEAD = '''\
"""What a manifest is not enough for."""

from __future__ import annotations

import datetime as dt
{iterable}
from exin_schema.vocabulary import {words}
from exin_tui.partners.api import {names}

DAYS = 30


def days_left(participant: Participant, today: dt.date) -> int | None:
    """Until the agreement ends; None when no end is recorded."""
    until = participant.facts.get("agreed_until")
    return (until - today).days if isinstance(until, dt.date) else None
'''

_HOOKS_RULE = '''

class AgreementEnds:
    """The rule of the same id in partner.toml, where its source stands."""

    id = "agreement_ends"

    def evaluate(self, participant: Participant, today: dt.date) -> Iterable[Alert]:
        """A warning within 30 days."""
        left = days_left(participant, today)
        if left is not None and 0 <= left <= DAYS:
            yield Alert(
                Severity.WARNING,
                Label("avtale går ut", "agreement ends"),
                sentence("Avtalen går ut om {days} d.", "The agreement ends in {days} d.", days=left),
            )


@hookimpl
def exin_rules() -> Iterable[Rule]:
    """The rules that become alerts."""
    return (AgreementEnds(),)
'''

_HOOKS_VIEW = '''

@hookimpl
def exin_team_view(ctx: InsideContext) -> ViewModel:
    """The agreements, the one that ends first before the others."""
    agreed = [(one.facts.get("agreed_until"), one.code, one) for one in ctx.participants]
    ends = sorted(one for one in agreed if isinstance(one[0], dt.date))
    return Table(
        title=Label("Avtaler", "Agreements"),
        columns=(
            Column(Label("Deltaker", "Who")),
            Column(Label("Avtale til", "Agreed until")),
            Column(Label("Om", "In"), right=True),
        ),
        rows=(Row((one, until, Until(until)), why=ENDS) for until, _, one in ends),
        order=Label("den som går ut først", "ending first"),
        empty=Label("Ingen avtaler er ført.", "No agreement is recorded."),
    )


ENDS = Because(
    "agreement_ends",
    Label("Avtalen fornyes eller avsluttes når den går ut.", "An agreement that ends is renewed or closed."),
)
'''

_WIDGET_HEAD = '''\
"""What a manifest is not enough for."""

from __future__ import annotations

from exin_tui.partners.api import InsideContext, hookimpl
'''

_HOOKS_WIDGET = '''

@hookimpl
def exin_widget(ctx: InsideContext) -> object:
    """The days of a number of weeks that is typed. Nothing of it is stored."""
    from textual.app import ComposeResult
    from textual.containers import Vertical
    from textual.widgets import Input, Label

    class Weeks(Vertical):
        """A field, and what follows from it."""

        def compose(self) -> ComposeResult:
            yield Input(placeholder="4", type="integer")
            yield Label("", markup=False)

        def on_input_changed(self, event: Input.Changed) -> None:
            weeks = int(event.value) if event.value.isdigit() else 0
            self.query_one(Label).update(f"{7 * weeks}")

    return Weeks
'''

_TEST_HEAD = '''\
"""What the partner does, on invented people. The fixtures come from exin_tui.partners.testing."""

from __future__ import annotations

{imports}from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "{package}"


@pytest.fixture
def partner_folder() -> Path:
    return FOLDER


def test_the_partner_is_right(check) -> None:
    assert check.passed, [finding.say("en") for finding in check.findings]
'''

_TEST_RULE = """

@pytest.mark.parametrize(("days", "alerts"), [(-1, 0), (0, 1), (30, 1), (31, 0)])
def test_an_agreement_that_ends_within_30_days_is_warned_about(run_rule, frozen_today, days, alerts) -> None:
    until = frozen_today + dt.timedelta(days=days)
    assert len(run_rule("agreement_ends", agreed_until=until)) == alerts
"""

_TEST_VIEW = """

def test_the_view_has_everybody_with_an_agreement(render_view, consent_matrix) -> None:
    shown = [cell for row in render_view() for cell in row]
    assert all(any(one.code in cell for cell in shown) for one in consent_matrix)
"""

_TEST_EXPORT = """

def test_only_who_has_consented_is_sent(export_rows, consent_matrix) -> None:
    sent = {row["code"] for row in export_rows("overview")}
    assert sent == {one.code for one in consent_matrix if one.may_be_sent}
"""
