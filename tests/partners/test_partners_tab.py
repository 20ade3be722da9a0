"""A partner's tab shows its tasks and facts of the caseload; screened, it gives nobody away."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from sqlalchemy import event, select

from exin_schema.programme_file import load_programme
from exin_schema.tables import task
from exin_schema.vocabulary import ConsentStatus, Mark
from exin_tui.caseload.labels import Labels
from exin_tui.caseload.overview import load_overview
from exin_tui.caseload.participant import load_participant
from exin_tui.demo.fill import fill
from exin_tui.partners.demo import fill_partners
from exin_tui.partners.discovery import NoManifest, installed_partners
from exin_tui.partners.extend import extend, sensitive_tasks, task_titles
from exin_tui.partners.facts import add_record, set_fact
from exin_tui.partners.joining import join_board
from exin_tui.partners.showing import shown
from exin_tui.partners.tab import NoParticipant, load_panel, load_tab
from exin_tui.partners.tab_models import PartnerPanel, PartnerTab
from exin_tui.partners.tab_rows import consent_to, is_narrowed
from exin_tui.partners.tasks import pick_task
from exin_tui.partners.values import Plain
from exin_tui.privacy.screening import Screening
from exin_tui.programme.values import Consent
from exin_tui.storage.creating import temporary_database
from tests.partners.partners_team import NOW, TODAY, Team, team


def seeded() -> random.Random:
    return random.Random(7)  # noqa: S311


@pytest.fixture
def board() -> Iterator[Team]:
    with team() as found:
        yield found


def tab_of(board: Team) -> PartnerTab:
    with board.database.read() as connection:
        return load_tab(
            connection, board.partner, today=TODAY, programme=board.programme, labels=board.labels
        )


def panel_of(board: Team, code: str) -> PartnerPanel:
    with board.database.read() as connection:
        return load_panel(
            connection,
            board.partner,
            board.id(code),
            today=TODAY,
            programme=board.programme,
            labels=board.labels,
        )


def test_tasks_are_opened_for_those_in_the_phase_and_only_once(board: Team) -> None:
    assert tab_of(board).open_tasks == 5
    again = join_board(board.database, [board.partner], today=TODAY, now=NOW, programme=board.programme)
    assert again.opened == 0
    assert tab_of(board).open_tasks == 5
    keys = {(one.person.code, one.key) for step in tab_of(board).steps for one in step.tasks if one.person}
    assert keys == {
        ("SN-001", "probation.first_report"), ("SN-001", "probation.plan"),
        ("SN-002", "probation.first_report"), ("SN-002", "probation.plan"),
        ("SN-003", "probation.plan"),
    }  # fmt: skip


def test_a_task_is_due_where_its_rule_puts_it_and_without_an_anchor_nowhere(board: Team) -> None:
    tasks = {
        (one.person.code, one.key): one for step in tab_of(board).steps for one in step.tasks if one.person
    }
    first = tasks["SN-001", "probation.first_report"]
    assert (first.due_on, first.days, first.mark) == (dt.date(2026, 12, 11), 14, Mark.LATER)
    assert tasks["SN-003", "probation.plan"].mark is Mark.NONE


def test_steps_come_in_order_and_tasks_due_first(board: Team) -> None:
    tab = tab_of(board)
    assert [step.label.say("nb") for step in tab.steps] == ["Oppstart", "Møteplikt"]
    assert [one.person.code for one in tab.steps[1].tasks if one.person] == ["SN-002", "SN-001"]
    assert tab.open_tasks == 5


def test_who_holds_a_task_is_named(board: Team) -> None:
    holders = {one.key: one.holder_label.say("nb") for step in tab_of(board).steps for one in step.tasks}
    assert holders == {"probation.plan": "Friomsorg", "probation.first_report": "EX/IN"}


def test_everybody_active_is_in_the_table_next_release_first_and_who_is_out_last(board: Team) -> None:
    assert [row.person.code for row in tab_of(board).facts] == ["SN-002", "SN-001", "SN-003", "SN-004"]


def test_the_state_of_consent_stands_beside_every_row(board: Team) -> None:
    rows = {row.person.code: row for row in tab_of(board).facts}
    assert {code: row.consent for code, row in rows.items()} == {
        "SN-001": ConsentStatus.ACTIVE,
        "SN-002": ConsentStatus.WITHDRAWN,
        "SN-003": ConsentStatus.ACTIVE,
        "SN-004": ConsentStatus.MISSING,
    }
    assert [code for code, row in rows.items() if row.narrowed] == ["SN-003"]


AT = {"line": "probation", "given_on": dt.date(2026, 10, 1)}
EXPIRES = Consent(**AT, expires_on=TODAY + dt.timedelta(days=3))  # type: ignore[arg-type]
WITHDRAWN = Consent(**AT, withdrawn_on=TODAY)  # type: ignore[arg-type]
EXPIRED = Consent(**AT, expires_on=TODAY - dt.timedelta(days=1))  # type: ignore[arg-type]
OF_PRISON = Consent("prison", dt.date(2026, 10, 1))


@pytest.mark.parametrize(
    ("consents", "best"),
    [
        ((EXPIRES, OF_PRISON), ConsentStatus.ACTIVE),
        ((EXPIRES,), ConsentStatus.EXPIRING),
        ((EXPIRED, replace(OF_PRISON, withdrawn_on=TODAY)), ConsentStatus.WITHDRAWN),
        ((EXPIRED,), ConsentStatus.EXPIRED),
        ((Consent("nav", dt.date(2026, 10, 1)),), ConsentStatus.MISSING),
    ],
)
def test_of_the_partners_lines_the_best_consent_is_shown(
    board: Team, consents: tuple[Consent, ...], best: ConsentStatus
) -> None:
    assert consent_to(board.manifest, consents, TODAY, board.programme) is best


@pytest.mark.parametrize(
    ("consents", "narrowed"),
    [
        ((replace(OF_PRISON, role="Kontakt"),), True),
        ((replace(OF_PRISON, topics="work"), replace(EXPIRES, person="Nora Ek")), True),
        ((replace(OF_PRISON, role="Kontakt"), EXPIRES), False),
        ((replace(OF_PRISON, role="Kontakt"), WITHDRAWN), True),
        ((WITHDRAWN,), False),
        ((), False),
    ],
)
def test_a_consent_is_narrowed_when_all_that_holds_is(
    board: Team, consents: tuple[Consent, ...], narrowed: bool
) -> None:
    assert is_narrowed(board.manifest, consents, TODAY) is narrowed


def test_records_come_by_participant_and_the_newest_first(board: Team) -> None:
    for code, day in (("SN-002", "2.12"), ("SN-001", "3.12"), ("SN-001", "4.12"), ("SN-001", "1.12")):
        given: dict[str, Plain | None] = {"at": f"{day} 09:00"}
        who = board.id(code)
        assert not add_record(board.database, board.manifest, who, "appointment", given, today=TODAY, now=NOW)
    (table,) = tab_of(board).records
    days = [(row.person.code, row.values[0].value) for row in table.rows]
    assert [(code, at.day) for code, at in days if isinstance(at, dt.datetime)] == [
        ("SN-001", 4), ("SN-001", 3), ("SN-001", 1), ("SN-002", 2),
    ]  # fmt: skip


def test_a_day_of_another_year_says_its_year(board: Team) -> None:
    said: list[str] = []
    for day in ("1.12.2026", "1.12.2027"):
        who = board.id("SN-001")
        version = len(said)
        assert not set_fact(
            board.database, board.manifest, who, "duty_until", day,
            expected_version=version, today=TODAY, now=NOW,
        )  # fmt: skip
        said.append(words(board, Screening(screened=False, language="en"), "SN-001")[0])
    assert said == ["Tue 1 Dec", "Wed 1 Dec 2027"]


def filled(board: Team) -> None:
    facts: dict[str, Plain] = {
        "office": "Grønlandsleiret 1",
        "officer": board.contact,
        "program": "drugs",
        "hours": 40,
    }
    for code in ("SN-001", "SN-002"):
        for fact, given in facts.items():
            refusal = set_fact(
                board.database, board.manifest, board.id(code), fact, given, today=TODAY, now=NOW
            )
            assert refusal is None
        add_record(
            board.database, board.manifest, board.id(code), "appointment",
            {"at": "4.12 09:00", "note": "Kjell møter"}, today=TODAY, now=NOW,
        )  # fmt: skip


def words(board: Team, screening: Screening, code: str) -> list[str]:
    panel = panel_of(board, code)
    said = [shown(value, screening, panel.facts.person, TODAY) for value in panel.facts.values]
    said += [
        shown(v, screening, row.person, TODAY) for t in panel.records for row in t.rows for v in row.values
    ]
    return said


@pytest.mark.parametrize("code", ["SN-001", "SN-002"])
def test_screened_every_value_is_hidden_and_what_is_empty_stays_empty(board: Team, code: str) -> None:
    filled(board)
    said = words(board, Screening(screened=True, language="nb"), code)
    assert said == ["", *["▒ skjermet"] * 5, "", "▒ skjermet"]


def test_open_everything_is_said_but_the_place_of_a_protected_address(board: Team) -> None:
    filled(board)
    screening = Screening(screened=False, language="en")
    assert words(board, screening, "SN-001") == [
        "", "Nora Ek", "Grønlandsleiret 1", "drug control", "40 hours", "Fri 4 Dec 09:00", "", "Kjell møter",
    ]  # fmt: skip
    assert words(board, screening, "SN-002")[2] == "▒ withheld"


def test_an_offered_task_is_picked_by_hand_and_not_twice(board: Team) -> None:
    assert "treatment" in [offer.id for offer in panel_of(board, "SN-001").offers]
    for expected in (None, "task_open"):
        refusal = pick_task(
            board.database, board.manifest, board.id("SN-001"), "treatment",
            due_on=dt.date(2026, 12, 1), today=TODAY, now=NOW, programme=board.programme,
        )  # fmt: skip
        assert (refusal.code if refusal else None) == expected
    panel = panel_of(board, "SN-001")
    assert "treatment" not in [offer.id for offer in panel.offers]
    picked = panel.steps[0].tasks[0]  # due first
    assert (picked.key, picked.sensitive) == ("probation.treatment", True)
    assert picked.due_on == dt.date(2026, 12, 1)
    with board.database.read() as connection:
        kept = select(task.c.due_override).where(task.c.id == picked.id)
        assert connection.execute(kept).scalar_one(), "a day that somebody chose stays"


def test_the_panel_of_nobody_and_the_tab_of_a_broken_partner_are_refused(board: Team) -> None:
    with pytest.raises(NoParticipant):
        panel_of(board, "SN-005")
    broken = type(board.partner)("x", "here", None, board.partner.state)
    with board.database.read() as connection, pytest.raises(NoManifest):
        load_tab(connection, broken, today=TODAY, programme=board.programme, labels=board.labels)


def test_a_task_with_a_key_that_nobody_knows_is_kept_and_shown(board: Team) -> None:
    with board.database.write(command="test", now=NOW) as door:
        of_remand = task.c.participant_id == board.id("SN-003")
        row = door.connection.execute(select(task.c.id, task.c.version).where(of_remand)).one()
        door.update(task, row.id, row.version, {"key": "probation.gone", "step": "nowhere"})
    step = tab_of(board).steps[-1]
    assert step.label.say("nb") == "nowhere"
    assert step.tasks[0].title.say("nb") == "probation.gone"


def statements(participants: int) -> list[int]:
    """How many statements each shipped partner's tab and panel take in a demo of the size."""
    partners = installed_partners()
    programme = extend(load_programme(), partners)
    labels = Labels.of(programme, task_titles(partners))
    counts = []
    with temporary_database(actor="KN") as database:
        fill(database, participants=participants, today=TODAY, programme=programme, now=NOW)
        fill_partners(database, partners, seeded(), today=TODAY, now=NOW, programme=programme)
        with database.read() as connection:
            seen: list[str] = []
            event.listen(connection, "before_cursor_execute", lambda *args: seen.append(args[2]))
            for partner in partners:
                tab = load_tab(connection, partner, today=TODAY, programme=programme, labels=labels)
                counts.append(len(seen))
                person = tab.facts[0].person.id
                load_panel(connection, partner, person, today=TODAY, programme=programme, labels=labels)
                counts.append(len(seen) - counts[-1])
                seen.clear()
                assert tab.open_tasks
    return counts


def test_the_number_of_statements_does_not_grow_with_the_caseload() -> None:
    assert statements(6) == statements(40) == [8] * 6


def test_the_demo_is_the_same_for_the_same_seed_and_leaves_the_dashboards_days_alone() -> None:
    partners = installed_partners()
    programme = extend(load_programme(), partners)
    soon = TODAY + dt.timedelta(days=programme.offsets.due_soon)
    contents = []
    for _ in range(2):
        with temporary_database(actor="KN") as database:
            fill(database, participants=36, today=TODAY, programme=programme, now=NOW)
            fill_partners(database, partners, seeded(), today=TODAY, now=NOW, programme=programme)
            with database.read() as connection:
                columns = (task.c.id, task.c.key, task.c.state, task.c.due_on)
                contents.append(connection.execute(select(*columns).where(task.c.key.is_not(None))).all())
    assert contents[0] == contents[1]
    assert contents[0]
    assert not [row for row in contents[0] if row.state == "open" and row.due_on and row.due_on <= soon]


def test_a_task_that_betrays_health_is_sensitive_on_the_dashboard_and_the_participant_too(
    board: Team,
) -> None:
    pick_task(
        board.database, board.manifest, board.id("SN-001"), "treatment",
        due_on=TODAY, today=TODAY, now=NOW, programme=board.programme,
    )  # fmt: skip
    labels = Labels.of(board.programme, task_titles([board.partner]), sensitive_tasks([board.partner]))
    with board.database.read() as connection:
        overview = load_overview(connection, today=TODAY, programme=board.programme, labels=labels)
        view = load_participant(connection, "SN-001", today=TODAY, programme=board.programme, labels=labels)
    assert [row.sensitive for row in overview.due if row.key == "probation.treatment"] == [True]
    assert [one.sensitive for one in view.tasks if one.due_on == TODAY] == [True]
