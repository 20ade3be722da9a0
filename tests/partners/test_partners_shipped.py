"""The three that ship, over a whole demo: rules speak with their source, and name nobody."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from exin_nav.steps import STEPS
from exin_schema.programme import Programme
from exin_schema.programme_file import load_programme
from exin_schema.tables import participant as participants
from exin_schema.tables import partner_fact
from exin_schema.vocabulary import CustodyKind, Phase
from exin_tui.demo.fill import fill
from exin_tui.partners import evaluating
from exin_tui.partners.calling import PartnerManager
from exin_tui.partners.contexts import inside
from exin_tui.partners.demo import fill_partners
from exin_tui.partners.discovery import Partner, active, installed_partners
from exin_tui.partners.extend import extend
from exin_tui.partners.holding import rule_source
from exin_tui.partners.inside_context import InsideContext
from exin_tui.programme.values import Alert
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database
from tests.partners.partners_team import NOW, TODAY

Demo = tuple[Database, tuple[Partner, ...], Programme]


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    partners = installed_partners()
    programme = extend(load_programme(), partners)
    with temporary_database(actor="KN") as database:
        fill(database, participants=36, today=TODAY, programme=programme, now=NOW)
        rng = random.Random(7)  # noqa: S311
        fill_partners(database, partners, rng, today=TODAY, now=NOW, programme=programme)
        yield database, partners, programme


def contexts(demo: Demo) -> dict[str, InsideContext]:
    database, partners, programme = demo
    with database.read() as connection:
        return {
            manifest.id: inside(connection, manifest, today=TODAY, programme=programme)
            for _, manifest in active(partners)
        }


def alerts(demo: Demo) -> tuple[Alert, ...]:
    manager = PartnerManager(demo[1])
    found = evaluating.alerts(manager, contexts(demo), TODAY)
    assert found.not_evaluated == ()
    return tuple(alert for those in found.by_participant.values() for alert in those)


def test_alerts_come_from_all_three_with_source_certainty_and_verification(demo: Demo) -> None:
    found = alerts(demo)
    assert {alert.code.split(".")[0] for alert in found} == {"prison", "nav", "school"}
    for alert in found:
        assert alert.code == alert.why.rule.id
        assert alert.why.rule.source.nb
        assert alert.why.rule.certainty is not None
        assert alert.why.rule.certainty.value in "AP"
        assert alert.why.rule.verified is not None
        assert alert.why.rule.verified.year == 2026


def test_the_loudest_comes_first(demo: Demo) -> None:
    found = evaluating.alerts(PartnerManager(demo[1]), contexts(demo), TODAY)
    for those in found.by_participant.values():
        ranks = [alert.severity.rank for alert in those]
        assert ranks == sorted(ranks)


def test_no_alert_and_no_cell_names_anybody(demo: Demo) -> None:
    database, partners, _ = demo
    with database.read() as connection:
        of = participants.c
        statement = select(of.given_name, of.family_name, of.phone, of.address, of.birth_date)
        rows = connection.execute(statement).all()
    personal = {value if isinstance(value, str) else repr(value) for row in rows for value in row if value}
    manager = PartnerManager(partners)
    said = [repr((alert.message, alert.why)) for alert in alerts(demo)]
    for partner_id, context in contexts(demo).items():
        for column in evaluating.columns(manager, partner_id, context, TODAY):
            assert column.cells is not None, manager.failures
            said += [repr(cell) for cell in column.cells.values()]
    everything = "\n".join(said)
    assert len(said) > 100
    assert not [value for value in personal if len(value) > 3 and value in everything]


def test_the_prisons_invented_sentences_agree_with_the_custody_episode(demo: Demo) -> None:
    database, _, _ = demo
    with database.read() as connection:
        facts = connection.execute(select(partner_fact.c.fact).where(partner_fact.c.partner == "prison"))
        assert {"sentence_start", "sentence_days", "half_time"} <= {row.fact for row in facts}
    for person in contexts(demo)["prison"].participants:
        if "sentence_start" in person.facts:
            assert person.facts["sentence_start"] == person.custody_from


def test_a_rule_that_the_manifest_does_not_list_cannot_speak(demo: Demo) -> None:
    with pytest.raises(KeyError):
        rule_source(next(m for _, m in active(demo[1])), "invented")


def test_loading_a_tab_imports_no_partners_python() -> None:
    names = ("exin_nav", "exin_prison", "exin_school", "pluggy")
    script = (
        "import sys; import exin_tui.partners.tab, exin_tui.partners.extend;"
        "from exin_tui.partners.discovery import installed_partners; installed_partners();"
        f"print([m for m in sys.modules if m.startswith({names})])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_demos_partner_facts_and_records_agree_with_the_imprisonment_and_each_other(demo: Demo) -> None:
    seen = contexts(demo)
    moved = 0
    for one in seen["prison"].participants:
        transfers = one.records.get("transfer", ())
        moved += bool(transfers)
        if transfers:
            assert one.custody_kind is CustodyKind.SENTENCE
            assert one.level is not None
            assert max(transfers, key=lambda row: row["on"])["level"] == one.level.value
        for leave in one.records.get("leave", ()):
            assert one.release_date is not None
            assert leave["from"].date() < one.release_date  # type: ignore[union-attr]
    assert moved
    candidates = [one for one in seen["nav"].participants if one.phase is Phase.INTAKE]
    assert candidates
    assert not [one for one in candidates if one.facts or one.records], "nobody knows them yet"
    steps = list(STEPS)
    ways = [one.records["housing"] for one in seen["nav"].participants if "housing" in one.records]
    assert ways
    for way in ways:
        assert [row["step"] for row in way] == steps[: len(way)]
        days = [row["on"] for row in way]
        assert days == sorted(days)
    for one in seen["school"].participants:
        if "apprenticeship_left" in one.facts:
            assert one.facts["level"] == "upper_begun"
            assert "courses" not in one.facts
