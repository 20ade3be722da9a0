"""Fixtures for the tests of a partner: a pytest plugin.

Turn it on with ``addopts = "-p exin_tui.partners.testing"`` (as `exin partner new` writes it), or with
``pytest_plugins = ["exin_tui.partners.testing"]`` in the project's ``conftest.py``. Say which partner by a
fixture of your own, ``partner_folder``: the folder with ``partner.toml``. All people are invented.
"""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from exin_schema.vocabulary import ConsentStatus
from exin_tui.partners.answers import Alert, ComputedColumn, Rule
from exin_tui.partners.calling import PartnerManager
from exin_tui.partners.checking import Report, check_partner
from exin_tui.partners.contexts import inside
from exin_tui.partners.discovery import Partner, PartnerState
from exin_tui.partners.evaluating import ColumnOfAnswers, columns
from exin_tui.partners.exporting import Recipient, Sent, send
from exin_tui.partners.inside_context import InsideContext
from exin_tui.partners.manifest import ExportFormat
from exin_tui.partners.participant import Participant
from exin_tui.partners.reading import FILE_NAME, read_manifest
from exin_tui.partners.standings import OPEN, Standing
from exin_tui.partners.trial import TRIAL_DAY, Trial, trial_team
from exin_tui.partners.values import Plain
from exin_tui.partners.view_plain import lines_of
from exin_tui.partners.view_saying import Saying
from exin_tui.partners.viewing import participant_view, team_view
from exin_tui.privacy.screening import Screening
from exin_tui.programme.values import Refusal

__all__ = ["Somebody"]


@dataclass(frozen=True, slots=True)
class Somebody:
    """One invented participant, and what they have consented to."""

    code: str
    standing: Standing

    @property
    def may_be_sent(self) -> bool:
        """To the partner at large."""
        return self.standing in OPEN


@pytest.fixture
def frozen_today() -> dt.date:
    """The day of the trial: Friday 27 November 2026."""
    return TRIAL_DAY


@pytest.fixture
def partner_folder() -> Path:
    """The folder with ``partner.toml``. Override it in your tests."""
    raise LookupError("write a fixture partner_folder that returns the folder with partner.toml")


@pytest.fixture
def partner(partner_folder: Path) -> Partner:
    """The partner, active. Fails with the manifest's problems when it has some."""
    reading = read_manifest(partner_folder / FILE_NAME)
    if reading.manifest is None:
        pytest.fail("\n".join(one.say("en") for one in reading.problems) or str(reading.incompatible))
    return Partner(reading.manifest.id, "test", partner_folder, PartnerState.ACTIVE, reading.manifest)


@pytest.fixture
def check(partner_folder: Path) -> Report:
    """What ``exin partner check`` says of the partner."""
    return check_partner(partner_folder)


@pytest.fixture
def partner_manager(partner: Partner) -> Iterator[PartnerManager]:
    """Calls the partner's Python as the board does. Fails the test when something in it failed."""
    manager = PartnerManager([partner])
    yield manager
    if manager.failures:
        pytest.fail("\n".join(f"{one.what}: {one.message.say('en')}" for one in manager.failures))


@pytest.fixture
def trial(partner: Partner) -> Iterator[Trial]:
    """Twenty invented participants in a temporary database, with every kind of consent in turn."""
    with trial_team(partner) as team:
        yield team


@pytest.fixture
def consent_matrix(trial: Trial) -> tuple[Somebody, ...]:
    """Who of the trial's participants has consented to what."""
    return tuple(Somebody(one.code, one.standing) for one in trial.people)


@pytest.fixture
def scoped_ctx(trial: Trial) -> InsideContext:
    """What the partner's code sees: everybody, with the scope's fields only."""
    with trial.database.read() as connection:
        return inside(connection, trial.manifest, today=trial.today, programme=trial.programme)


@pytest.fixture
def synthetic_participants(scoped_ctx: InsideContext) -> tuple[Participant, ...]:
    """The trial's participants, as the partner's code sees them."""
    return scoped_ctx.participants


@pytest.fixture
def run_rule(partner_manager: PartnerManager, frozen_today: dt.date) -> Callable[..., list[Alert]]:
    """``run_rule("id", fields={"phase": …}, agreed_until=date)``: what a rule says of somebody."""

    def run(
        rule_id: str,
        *,
        today: dt.date = frozen_today,
        consent: ConsentStatus = ConsentStatus.ACTIVE,
        fields: dict[str, object] | None = None,
        records: dict[str, Any] | None = None,
        **facts: Plain,
    ) -> list[Alert]:
        answered = partner_manager.call("exin_rules", Rule)  # type: ignore[type-abstract]
        rules = {rule.id: rule for one in answered for rule in one.values}
        who = Participant("ref", consent, fields or {}, facts, records or {})
        return list(rules[rule_id].evaluate(who, today))

    return run


@pytest.fixture
def computed_columns(
    partner_manager: PartnerManager, partner: Partner, scoped_ctx: InsideContext, frozen_today: dt.date
) -> Callable[[], tuple[ColumnOfAnswers, ...]]:
    """The partner's computed columns over the trial's participants."""

    def render() -> tuple[ColumnOfAnswers, ...]:
        if not partner_manager.call("exin_columns", ComputedColumn):
            pytest.fail("the partner has no columns")
        return columns(partner_manager, partner.id, scoped_ctx, frozen_today)

    return render


@pytest.fixture
def render_view(
    partner_manager: PartnerManager, partner: Partner, trial: Trial
) -> Callable[..., list[list[str]]]:
    """``render_view()``: the lines of the team's view in words, as a shared screen has them.

    ``screened=False`` for those of a screen with names, ``participant="KF-001"`` for the view of one.
    """

    def rows(*, screened: bool = True, participant: str = "") -> list[list[str]]:
        who = {one.code: one.id for one in trial.people}.get(participant, "")
        with trial.database.read() as connection:
            ask = {"today": trial.today, "programme": trial.programme, "language": "en"}
            if who:
                viewed = participant_view(partner_manager, partner, who, connection, **ask)  # type: ignore[arg-type]
            else:
                viewed = team_view(partner_manager, partner, connection, **ask)  # type: ignore[arg-type]
        if viewed is None:
            pytest.fail("the partner has no such view")
        return lines_of(viewed, Saying(Screening(screened=screened, language="en"), trial.today))

    return rows


@pytest.fixture
def export_rows(trial: Trial) -> Callable[..., list[dict[str, Any]]]:
    """``export_rows("overview")``: the rows that would be sent, as in the JSON file; to a role or person.

    ``to`` is one of the units of an export that says ``per``.
    """

    def rows(export_id: str, *, role: str = "", person: str = "", to: str = "") -> list[dict[str, Any]]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "export.json"
            sent: Sent | Refusal = send(
                trial.database,
                trial.partner,
                export_id,
                path,
                ExportFormat.JSON,
                today=trial.today,
                now=trial.now,
                programme=trial.programme,
                language="en",
                recipient=Recipient(role, person, unit=to),
            )
            if isinstance(sent, Refusal):
                pytest.fail(sent.message.say("en"))
            found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
            return found

    return rows
