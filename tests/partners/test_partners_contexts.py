"""A partner's Python sees its scope and nothing else; what leaves the team needs a wide enough consent."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from exin_schema.tables import consent, custody_episode, participant, participant_contact, task
from exin_schema.vocabulary import ConsentStatus, Phase
from exin_tui.partners.contexts import Outgoing, inside, outbound
from exin_tui.partners.facts import add_record, set_fact
from exin_tui.partners.inside_context import InsideContext
from exin_tui.partners.participant import OutOfScope, Participant
from exin_tui.partners.scope import FIELDS
from exin_tui.partners.values import Plain
from tests.partners.partners_team import MANIFEST, NOW, TODAY, Team, team

SCOPED = MANIFEST.replace(
    "[[items]]",
    '[scope]\nfields = ["code", "phase", "place", "address", "name"]\ntopics = ["sentence"]\n\n[[items]]',
    1,
).replace('type = "int"\n', 'type = "int"\ntopic = "work"\n')


@pytest.fixture
def board() -> Iterator[Team]:
    with team(SCOPED) as found:
        yield found


def seen(board: Team) -> InsideContext:
    with board.database.read() as connection:
        return inside(connection, board.manifest, today=TODAY, programme=board.programme)


def sent(board: Team, today: dt.date = TODAY, role: str = "") -> Outgoing:
    with board.database.read() as connection:
        return outbound(connection, board.manifest, today=today, programme=board.programme, role=role)


def code(board: Team, wanted: str) -> Participant:
    return next(one for one in seen(board).participants if one.code == wanted)


def put(board: Team, who: str, fact: str, given: Plain) -> None:
    assert set_fact(board.database, board.manifest, board.id(who), fact, given, today=TODAY, now=NOW) is None


def test_inside_everybody_active_is_there_with_the_state_of_consent(board: Team) -> None:
    assert {one.code: one.consent for one in seen(board).participants} == {
        "SN-001": ConsentStatus.ACTIVE,
        "SN-002": ConsentStatus.WITHDRAWN,
        "SN-003": ConsentStatus.ACTIVE,
        "SN-004": ConsentStatus.MISSING,
    }


@pytest.mark.parametrize("field", sorted(set(FIELDS) - {"code", "phase", "place", "address", "name"}))
def test_a_field_outside_the_scope_was_never_handed_over(board: Team, field: str) -> None:
    person = code(board, "SN-001")
    with pytest.raises(OutOfScope, match=field):
        getattr(person, field)
    assert field not in repr(person)


def test_every_field_that_a_scope_may_name_can_be_read() -> None:
    fields = ", ".join(f'"{name}"' for name in FIELDS)
    everything = SCOPED.replace('["code", "phase", "place", "address", "name"]', f"[{fields}]")
    with team(everything) as wide:
        for person in seen(wide).participants:
            for field in FIELDS:
                getattr(person, field)


def test_what_is_printed_of_a_participant_names_fields_and_no_value(board: Team) -> None:
    person = code(board, "SN-001")
    assert repr(person) == "Participant(code, phase, place, address, name)"


def test_a_participant_cannot_be_changed(board: Team) -> None:
    put(board, "SN-001", "hours", 5)
    person = code(board, "SN-001")
    with pytest.raises(AttributeError):
        person.consent = ConsentStatus.ACTIVE
    with pytest.raises(AttributeError):
        person.code = "SN-999"
    with pytest.raises(TypeError):
        person.facts["hours"] = 6  # type: ignore[index]
    assert code(board, "SN-001").phase is Phase.PRE_RELEASE


def test_a_protected_address_hides_every_place(board: Team) -> None:
    for who in ("SN-001", "SN-002"):
        put(board, who, "office", "Grønland")
        with board.database.write(command="test", now=NOW) as door:
            for table, whose, values in (
                (participant, participant.c.id, {"address": "Storgata 1"}),
                (custody_episode, custody_episode.c.participant_id, {"place": "Halden"}),
            ):
                found = select(table.c.id, table.c.version).where(whose == board.id(who))
                row = door.connection.execute(found).one()
                door.update(table, row.id, row.version, values)
    known = code(board, "SN-001")
    assert (known.facts["office"], known.place, known.address) == ("Grønland", "Halden", "Storgata 1")
    hidden = code(board, "SN-002")
    assert "office" not in hidden.facts
    assert (hidden.place, hidden.address) == ("", "")


def test_facts_and_records_are_typed(board: Team) -> None:
    put(board, "SN-001", "duty_until", "1.12")
    put(board, "SN-001", "officer", board.contact)
    add_record(
        board.database,
        board.manifest,
        board.id("SN-001"),
        "appointment",
        {"met": "nei"},
        today=TODAY,
        now=NOW,
    )
    person = code(board, "SN-001")
    assert dict(person.facts) == {"duty_until": dt.date(2026, 12, 1), "officer": "Nora Ek"}
    assert [dict(row) for row in person.records["appointment"]] == [{"met": False}]


def test_only_who_has_consented_to_just_this_goes_out(board: Team) -> None:
    assert [one.code for one in sent(board).participants] == ["SN-001"]
    assert [one.code for one in sent(board, role="Kontaktperson").participants] == ["SN-001", "SN-003"]
    assert {one.code for one in sent(board).left_out} == {"SN-002", "SN-003", "SN-004"}


def test_a_withdrawal_bites_at_once(board: Team) -> None:
    assert [one.code for one in sent(board, dt.date(2026, 10, 31)).participants] == ["SN-001", "SN-002"]
    assert [one.code for one in sent(board, dt.date(2026, 11, 1)).participants] == ["SN-001"]


def test_nobody_goes_out_before_the_consent_was_given(board: Team) -> None:
    assert sent(board, dt.date(2026, 9, 30)).participants == ()


def test_what_goes_out_names_the_consents_that_it_rests_on(board: Team) -> None:
    assert all(one.consents for one in sent(board).disclosed)


def test_a_consent_to_other_topics_opens_nothing(board: Team) -> None:
    for topics, expected in (("work", []), ("sentence", ["SN-001"]), ("sentence work", ["SN-001"])):
        narrow(board, topics)
        assert [one.code for one in sent(board).participants] == expected


def narrow(board: Team, topics: str) -> None:
    with board.database.write(command="test", now=NOW) as door:
        row = door.connection.execute(
            select(consent.c.id, consent.c.version).where(consent.c.participant_id == board.id("SN-001"))
        ).one()
        door.update(consent, row.id, row.version, {"topics": topics})


def test_a_fact_of_another_topic_stays_when_the_consent_does_not_cover_it(board: Team) -> None:
    put(board, "SN-001", "hours", 40)
    put(board, "SN-001", "duty_until", "1.12")
    narrow(board, "sentence")
    assert set(sent(board).participants[0].facts) == {"duty_until"}
    narrow(board, "sentence work")
    assert set(sent(board).participants[0].facts) == {"duty_until", "hours"}


def test_a_sensitive_fact_without_a_topic_goes_out_on_a_consent_for_all_topics_only(board: Team) -> None:
    put(board, "SN-001", "program", "drugs")
    assert dict(sent(board).participants[0].facts) == {"program": "drugs"}
    narrow(board, "sentence work")
    assert sent(board).participants[0].facts == {}
    assert dict(code(board, "SN-001").facts) == {"program": "drugs"}, "inside the team it is seen"


def test_nobody_who_was_seen_inside_is_known_again_by_a_ref_that_goes_out(board: Team) -> None:
    going = sent(board, role="Kontaktperson")
    assert [one.ref for one in going.participants] == ["1", "2"]
    assert [one.participant_id for one in going.disclosed] == [board.id("SN-001"), board.id("SN-003")]


def test_contacts_are_handed_to_a_scope_that_names_them_only() -> None:
    roles = '[[roles]]\nid = "officer"\nname = { nb = "Saksansvarlig", en = "Officer" }\n\n[[items]]'
    source = SCOPED.replace("[[items]]", roles, 1)
    for scope, expected in ((source, []), (source.replace('["code",', '["contacts", "code",'), ["Nora Ek"])):
        with team(scope) as board:
            with board.database.write(command="test", now=NOW) as door:
                held = {"contact_id": board.contact, "participant_id": board.id("SN-001")}
                door.insert(participant_contact, {**held, "role": "probation.officer"})
            assert [one.name.name for one in seen(board).contacts] == expected


def test_tasks_are_handed_to_a_scope_that_names_them_only() -> None:
    for scope, expected in ((SCOPED, set()), (SCOPED.replace('["code",', '["tasks", "code",'), {"", "plan"})):
        with team(scope) as board:
            with board.database.write(command="test", now=NOW) as door:
                typed = {"participant_id": board.id("SN-001"), "title": "Ring Åse", "partner": "probation"}
                door.insert(task, {**typed, "step": "start", "holder": "exin"})
            board_tasks = seen(board)
            assert {one.id for one in board_tasks.tasks} - {"first_report"} == expected
            assert bool(board_tasks.tasks_of(code(board, "SN-001"))) is bool(expected)


def test_who_goes_out_is_never_more_than_who_has_an_active_consent(board: Team) -> None:
    rng = random.Random(3)  # noqa: S311
    for _ in range(60):
        day = TODAY + dt.timedelta(days=rng.randint(-90, 90))
        inside_active = {
            one.code
            for one in seen(board).participants
            if one.consent in {ConsentStatus.ACTIVE, ConsentStatus.EXPIRING}
        }
        if day >= TODAY:
            assert {one.code for one in sent(board, day).participants} <= inside_active


@pytest.mark.parametrize(
    ("ended", "narrow_since", "said"),
    [
        ({"withdrawn_on": dt.date(2026, 11, 20)}, dt.date(2026, 11, 2), "consent: withdrawn"),
        ({"expires_on": dt.date(2026, 11, 20)}, dt.date(2026, 11, 2), "consent: expired"),
        (
            {"withdrawn_on": dt.date(2026, 11, 1)},
            dt.date(2026, 11, 2),
            "the consent is narrowed to another role or person",
        ),
    ],
)
def test_who_withdrew_beside_a_narrowed_consent_is_told_as_withdrawn(
    board: Team, ended: dict[str, dt.date], narrow_since: dt.date, said: str
) -> None:
    given = {"participant_id": board.id("SN-004"), "line": "probation"}
    with board.database.write(command="test.consent", now=NOW) as door:
        door.insert(consent, {**given, "given_on": dt.date(2026, 10, 1), **ended})
        door.insert(consent, {**given, "given_on": narrow_since, "role": "Kontaktperson"})
    assert {one.code: one.why.say("en") for one in sent(board).left_out}["SN-004"] == said
