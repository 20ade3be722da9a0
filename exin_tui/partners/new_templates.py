"""The files of a new partner, as they are written, with holes for its id, name and package."""

from __future__ import annotations

PANE = """
# What the pane of its own widget is called.
pane = { nb = "Uker", en = "Weeks" }
"""

PYPROJECT = """\
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

README = """\
# {name}

What the partner adds stands in [`{package}/partner.toml`]({package}/partner.toml). Write here
what is not in it: who to ask at the agency, and which documents the rules come from.
"""

MANIFEST = """\
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

RULE = """
[[rules]]
id = "agreement_ends"
certainty = "P"
verified = 2026-09-14
source = { nb = "avtale med etaten", en = "agreement with the agency" }
text.nb = "En avtale som går ut innen 30 dager, fornyes eller avsluttes."
text.en = "An agreement that ends within 30 days is renewed or closed."
"""

EXPORT = """
[[exports]]
id = "overview"
formats = ["csv", "xlsx", "md", "json"]
columns = ["code", "release_date", "agreed_until"]
name = { nb = "Oversikt", en = "Overview" }
"""

HOOKS_HEAD = '''\
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

HOOKS_RULE = '''

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

HOOKS_VIEW = '''

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

WIDGET_HEAD = '''\
"""What a manifest is not enough for."""

from __future__ import annotations

from exin_tui.partners.api import InsideContext, hookimpl
'''

HOOKS_WIDGET = '''

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

TEST_HEAD = '''\
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

TEST_RULE = """

@pytest.mark.parametrize(("days", "alerts"), [(-1, 0), (0, 1), (30, 1), (31, 0)])
def test_an_agreement_that_ends_within_30_days_is_warned_about(run_rule, frozen_today, days, alerts) -> None:
    until = frozen_today + dt.timedelta(days=days)
    assert len(run_rule("agreement_ends", agreed_until=until)) == alerts
"""

TEST_VIEW = """

def test_the_view_has_everybody_with_an_agreement(render_view, consent_matrix) -> None:
    shown = [cell for row in render_view() for cell in row]
    assert all(any(one.code in cell for cell in shown) for one in consent_matrix)
"""

TEST_EXPORT = """

def test_only_who_has_consented_is_sent(export_rows, consent_matrix) -> None:
    sent = {row["code"] for row in export_rows("overview")}
    assert sent == {one.code for one in consent_matrix if one.may_be_sent}
"""
