"""An export to one unit of a partner holds that unit's own people, and tells nothing of the others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from exin_schema.programme_file import load_programme
from exin_schema.tables import consent, disclosure
from exin_tui.partners.discovery import Partner, installed_partners
from exin_tui.partners.exporting import Preview, Recipient, Sent, file_name, preview, send
from exin_tui.partners.facts import set_fact
from exin_tui.partners.manifest import ExportFormat
from exin_tui.partners.reading import parse_manifest
from exin_tui.partners.sheets import Sheet
from exin_tui.partners.trial import trial_team
from exin_tui.programme.values import Refusal
from tests.partners.partners_team import NOW, TODAY, Team, team
from tests.partners.test_partners_export_python import SOURCE, Building, built  # noqa: F401
from tests.partners.test_partners_exporting import EXPORTING

PER = 'id = "overview"\nper = "office"\n'
DIVIDED = EXPORTING.replace('id = "overview"\n', PER)
OFFICES = {"SN-001": "Kontor Øst", "SN-002": "Kontor Vest", "SN-003": "Kontor Sør", "SN-004": "Kontor Nord"}
"""SN-002 has a protected address, and SN-004 has not consented."""


@pytest.fixture
def board() -> Iterator[Team]:
    with team(DIVIDED) as found:
        consents_open(found)
        for who, office in OFFICES.items():
            recorded(found, who, office)
        yield found


def consents_open(board: Team) -> None:
    """All consents that were given hold, to the partner at large."""
    with board.database.write(command="test", now=NOW) as door:
        for row in door.connection.execute(select(consent.c.id, consent.c.version)).all():
            door.update(consent, row.id, row.version, {"withdrawn_on": None, "role": "", "person": ""})


def recorded(board: Team, who: str, office: str, version: int = 0, fact: str = "office") -> None:
    refused = set_fact(
        board.database, board.manifest, board.id(who), fact, office,
        expected_version=version, today=TODAY, now=NOW,
    )  # fmt: skip
    assert refused is None


def seen(board: Team, unit: str = "", only: str = "") -> Preview | Refusal:
    return preview(
        board.database, board.partner, "overview", today=TODAY, programme=board.programme, language="nb",
        recipient=Recipient(unit=unit, only=only),
    )  # fmt: skip


def shown(board: Team, unit: str = "", only: str = "") -> Preview:
    found = seen(board, unit, only)
    assert isinstance(found, Preview), found
    return found


def sent(
    board: Team, path: Path, unit: str, kind: ExportFormat = ExportFormat.JSON, **more: object
) -> object:
    return send(
        board.database, board.partner, "overview", path, kind, today=TODAY, now=NOW,
        programme=board.programme, language="nb", recipient=Recipient(unit=unit), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def counted(found: Preview, language: str = "en") -> str:
    assert found.units is not None
    return found.units.counted().say(language)  # type: ignore[arg-type]


def whys(found: Preview) -> dict[str, str]:
    return {one.code: one.why.say("en") for one in found.left_out}


def told(board: Team) -> list[tuple[str, str]]:
    with board.database.read() as connection:
        rows = connection.execute(select(disclosure.c.participant_id, disclosure.c.recipient))
        return [(row.participant_id, row.recipient) for row in rows]


def test_without_a_unit_everybody_is_sent_and_how_many_go_where_is_said(board: Team) -> None:
    found = shown(board)
    assert [one.code for one in found.disclosed] == ["SN-001", "SN-002", "SN-003"]
    assert counted(found) == "Kontor Sør 1, Kontor Øst 1, not recorded 1"
    assert counted(found, "nb") == "Kontor Sør 1, Kontor Øst 1, ikke ført 1"
    assert found.unit is None
    assert found.to.say("en") == "Probation service"


def test_a_unit_has_its_own_people_and_the_others_are_left_out_with_why(board: Team, tmp_path: Path) -> None:
    found = shown(board, "kontor  ØST ")
    assert [one.code for one in found.disclosed] == ["SN-001"]
    assert isinstance(found.sheet, Sheet)
    assert [row[0] for row in found.sheet.rows] == ["SN-001"]
    assert found.to.say("en") == "Probation service, Kontor Øst"
    assert whys(found) == {
        "SN-002": "Office is not recorded, or may not be sent",
        "SN-003": "belongs to another unit (Office)",
        "SN-004": "consent: missing",
    }
    assert counted(found) == counted(shown(board))
    path = tmp_path / file_name(board.manifest, "overview", TODAY, ExportFormat.JSON)
    assert sent(board, path, "Kontor Øst") == Sent(path, 1)
    assert [row["code"] for row in json.loads(path.read_text(encoding="utf-8"))] == ["SN-001"]
    assert told(board) == [(board.id("SN-001"), "probation Kontor Øst")]


@pytest.mark.parametrize("kind", list(ExportFormat))
def test_nothing_of_another_unit_is_in_the_file_or_its_name(
    board: Team, tmp_path: Path, kind: ExportFormat
) -> None:
    path = tmp_path / file_name(board.manifest, "overview", TODAY, kind)
    assert isinstance(sent(board, path, "Kontor Øst", kind), Sent)
    content = path.read_bytes()
    assert (b"SN-001" in content) is (kind is not ExportFormat.XLSX)  # which is packed
    for canary in ("SN-002", "SN-003", "SN-004", "Lind", "Ness", "Moe", "Kontor S", "Kontor V", "Kontor N"):
        assert canary.encode() not in content
    assert "kontor" not in path.name.casefold()


def test_a_protected_address_never_says_where_and_is_in_no_unit(board: Team) -> None:
    refused = seen(board, "Kontor Vest")
    assert isinstance(refused, Refusal)
    assert refused.code == "export_unit"
    message = refused.message.say("en")
    assert message == "Office: nobody goes to “Kontor Vest”. There are: Kontor Sør (1), Kontor Øst (1)."


def test_the_unit_of_somebody_without_consent_is_not_named(board: Team) -> None:
    refused = seen(board, "Kontor Nord")
    assert isinstance(refused, Refusal)
    assert "Nord" not in refused.message.say("nb").replace("«Kontor Nord»", "")
    assert "Nord" not in counted(shown(board))


def test_one_office_written_in_two_ways_is_one_unit(board: Team) -> None:
    recorded(board, "SN-003", " kontor   øst", version=1)
    found = shown(board)
    assert counted(found) == "Kontor Øst 2, not recorded 1"
    assert [one.code for one in shown(board, "KONTOR ØST").disclosed] == ["SN-001", "SN-003"]


def test_about_one_participant_of_another_unit_nothing_is_sent(board: Team) -> None:
    assert isinstance(seen(board, "Kontor Sør", board.id("SN-001")), Refusal)
    found = shown(board, "Kontor Øst", board.id("SN-001"))
    assert [one.code for one in found.disclosed] == ["SN-001"]
    assert found.left_out == ()


def test_an_export_without_units_refuses_one() -> None:
    with team(EXPORTING) as whole:
        refused = seen(whole, "Kontor Øst")
    assert isinstance(refused, Refusal)
    assert "goes to the partner as a whole" in refused.message.say("en")


def test_where_none_is_recorded_that_is_said() -> None:
    with team(DIVIDED) as empty:
        assert counted(shown(empty)) == "not recorded 1"
        refused = seen(empty, "Kontor Øst")
    assert isinstance(refused, Refusal)
    assert refused.message.say("en") == "Office: none is recorded for anybody who may be sent."


@pytest.mark.parametrize("words", ["drugs", "Ruskontroll", "drug control"])
def test_a_choice_is_called_by_its_word_or_either_of_its_names(words: str) -> None:
    with team(DIVIDED.replace(PER, PER.replace("office", "program"))) as other:
        consents_open(other)
        recorded(other, "SN-001", "drugs", fact="program")
        recorded(other, "SN-003", "none", fact="program")
        assert counted(shown(other)) == "none 1, drug control 1, not recorded 1"
        assert [one.code for one in shown(other, words).disclosed] == ["SN-001"]


def test_a_unit_that_is_beyond_the_topics_of_the_consent_is_not_recorded() -> None:
    narrow = DIVIDED.replace("length = 20\n", 'length = 20\ntopic = "work"\n')
    with team(narrow) as other:
        recorded(other, "SN-001", "Kontor Øst")
        assert counted(shown(other)) == "Kontor Øst 1"
        with other.database.write(command="test", now=NOW) as door:
            for row in door.connection.execute(select(consent.c.id, consent.c.version)).all():
                door.update(consent, row.id, row.version, {"topics": "sentence"})
        assert counted(shown(other)) == "not recorded 1"


def test_who_moved_since_it_was_shown_is_not_sent_to_the_old_office(board: Team, tmp_path: Path) -> None:
    found = shown(board, "Kontor Øst")
    recorded(board, "SN-001", "Kontor Vest", version=1)
    refused = sent(board, tmp_path / "a.json", "Kontor Øst", seen=found)
    assert isinstance(refused, Refusal)
    assert refused.code == "export_changed"
    assert not (tmp_path / "a.json").exists()
    assert told(board) == []


def test_python_is_handed_those_of_the_unit_alone_counted_from_one(built: Building) -> None:  # noqa: F811
    made = built(
        "return ' '.join(f'{one.ref}:{one.code}' for one in ctx.participants) + f' {len(participants)}'"
    )
    read = parse_manifest(
        SOURCE.replace("HOOKS", str(made.partner.declares.python and made.partner.declares.python.hooks))
        .replace('id = "built"\n', 'id = "built"\nper = "office"\n')
    ).manifest  # fmt: skip
    assert read is not None
    board = made.board
    consents_open(board)
    for who, office in OFFICES.items():
        recorded(board, who, office)
    partner = Partner(read.id, "here", made.partner.folder, made.partner.state, read)

    def said(unit: str) -> str:
        found = preview(
            board.database, partner, "built", today=TODAY, programme=board.programme, language="nb",
            recipient=Recipient(unit=unit), manager=made.manager,
        )  # fmt: skip
        assert isinstance(found, Preview)
        assert not isinstance(found.sheet, Sheet)
        return str(found.sheet.content)

    assert said("") == "1:SN-001 2:SN-002 3:SN-003 3"
    assert said("Kontor Sør") == "1:SN-003 1"


@pytest.mark.parametrize(
    ("partner_id", "per"),
    [
        ("nav", {"service_message": "office", "transfer_note": "office", "tasks": "office"}),
        ("prison", dict.fromkeys(("participation", "contacts", "meetings", "release_plan"), "place")),
        ("school", {"plan": "", "meetings": ""}),
    ],
)
def test_those_that_ship_are_sent_per_office_and_per_prison(partner_id: str, per: dict[str, str]) -> None:
    partner = shipped(partner_id)
    assert {one.id: one.per for one in partner.declares.exports} == per


def test_the_place_of_a_protected_address_is_no_unit_of_the_prison() -> None:
    with trial_team(shipped("prison")) as trial:
        found = preview(
            trial.database, trial.partner, "participation",
            today=trial.today, programme=trial.programme, language="nb",
        )  # fmt: skip
        assert isinstance(found, Preview)
        assert found.units is not None
        protected = {one.participant_id for one in found.disclosed if one.participant.field("place") == ""}
        assert protected == {trial.people[10].id}
        assert found.units.unknown == 1
        assert "kplace11x" not in counted(found)
        assert [one.participants for one in found.units.all] == [1] * (len(found.disclosed) - 1)


def shipped(partner_id: str) -> Partner:
    return next(one for one in installed_partners(load_programme()) if one.id == partner_id)


@pytest.mark.parametrize(
    ("per", "said"),
    [
        ("offic", "exports[1].per: “offic” is not known. Write “office”."),
        ("place", "exports[1].per: “place” is not in the scope. Add it to [scope] fields."),
        ("duty_until", "exports[1].per: “duty_until” is of the type “date”. A unit is said by a fact"),
        ("name", "exports[1].per: “name” does not say a unit. Write one of: office, program."),
        ("meetings", "exports[1].per: “meetings” does not say a unit."),
        (
            "appointment.note",
            "exports[1].per: “appointment.note” is not known. Write one of: office, program.",
        ),
    ],
)
def test_what_cannot_say_a_unit_is_said_with_its_line_and_what_to_write(per: str, said: str) -> None:
    source = DIVIDED.replace(PER, PER.replace("office", per))
    problems = parse_manifest(source).problems
    assert len(problems) == 1
    line = next(n for n, one in enumerate(source.splitlines(), start=1) if one.startswith("per ="))
    assert problems[0].say("en").startswith(f"partner.toml:{line}: {said}")


def test_a_field_of_the_scope_may_say_the_unit() -> None:
    source = DIVIDED.replace(PER, PER.replace("office", "place")).replace(
        '"release_date"]', '"release_date", "place"]'
    )
    assert parse_manifest(source).problems == ()
