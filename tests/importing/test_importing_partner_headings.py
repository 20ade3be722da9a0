"""Which heading is which partner's fact: what could be two is refused, and whose partner takes no part."""

from __future__ import annotations

import pytest

from exin_schema.vocabulary import Language
from exin_tui.importing.columns import Kind
from exin_tui.importing.file_sheets import layouts
from exin_tui.partners.discovery import PartnerState
from tests.importing.lists import PROGRAMME, Desk, counts, lines, places, workbook
from tests.importing.partner_lists import (
    KINDS,
    PartnerDesk,
    added,
    desk_of,
    facts,
    partner,
    unreadable,
    values,
)

OTHER = """\
id = "other"
api = 1
name = { nb = "Den andre", en = "The other" }
facts = [
  { id = "hours", type = "int", name = { nb = "Timer", en = "Lessons" } },
  { id = "prison_from", type = "date", name = { nb = "Soningsstart", en = "Sentence start" } },
  { id = "phone", type = "text", name = { nb = "Telefon", en = "Telephone there" } },
]
"""


@pytest.mark.parametrize(
    "heading",
    [
        "Timer",
        "HOURS",
        "Timer (i uken)",
        "Prøvene: Timer",
        "The samples: Timer",
        "Prøve – timer",
        "sample: hours",
        "kinds: Timer",
        "kinds.count",
    ],
)
def test_a_fact_is_known_by_its_label_in_either_language_with_or_without_the_partner(
    desk: Desk, heading: str
) -> None:
    board = desk_of(desk)
    assert lines(board.read(f"Kode;Fase;{heading}", "SN-001;1;5")) == []
    assert values(board.database) == {"kinds.count": "5"}


def test_the_same_fact_under_two_headings_is_refused(desk: Desk) -> None:
    report = desk_of(desk).read("Kode;Fase;Timer;kinds.count", "SN-001;1;5;5")
    assert places(report) == [("liste.csv", 1, "D")]


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_label_of_two_partners_is_refused_and_both_are_named(desk: Desk, language: Language) -> None:
    board = desk_of(desk, partner(), partner(OTHER))
    report = board.read("Kode;Fase;Timer", "SN-001;1;5")
    assert lines(report, language) == [
        {
            "nb": "liste.csv, rad 1, kolonne C «Timer»: Denne overskriften kan bety flere kolonner. "
            "Skriv en av: Prøvene: Timer / Den andre: Timer.",
            "en": "liste.csv, row 1, column C “Timer”: This heading can mean more than one column. "
            "Write one of: The samples: Hours / The other: Lessons.",
        }[language]
    ]
    assert facts(board.database) == {}
    assert lines(board.read("Kode;Fase;Prøvene: Timer;Den andre: Timer", "SN-001;1;5;6")) == []
    assert values(board.database) == {"kinds.count": "5", "other.hours": "6"}


def test_what_the_label_in_one_language_leaves_clear_is_not_refused(desk: Desk) -> None:
    board = desk_of(desk, partner(), partner(OTHER))
    assert lines(board.read("Kode;Fase;Hours;Lessons", "SN-001;1;5;6")) == []
    assert values(board.database) == {"kinds.count": "5", "other.hours": "6"}


def test_partners_of_one_name_are_told_apart_by_their_ids(desk: Desk) -> None:
    namesake = partner(KINDS.replace('id = "kinds"', 'id = "again"', 1))
    board = desk_of(desk, partner(), namesake)
    (line,) = lines(board.read("Kode;Fase;Timer", "SN-001;1;5"), "nb")
    assert line.endswith("Skriv en av: kinds: Timer / again: Timer.")
    assert len(lines(board.read("Kode;Fase;Prøvene: Timer", "SN-001;1;5"))) == 1
    assert lines(board.read("Kode;Fase;again: Timer", "SN-001;1;5")) == []
    assert values(board.database) == {"again.count": "5"}


def test_two_facts_of_one_label_are_told_apart_by_their_keys(desk: Desk) -> None:
    twins = partner(KINDS.replace('nb = "Poeng"', 'nb = "Timer"'))
    board = desk_of(desk, twins)
    (line,) = lines(board.read("Kode;Fase;Timer", "SN-001;1;5"), "nb")
    assert line.endswith("Skriv en av: kinds.count / kinds.any.")
    assert lines(board.read("Kode;Fase;kinds.any", "SN-001;1;5")) == []
    assert values(board.database) == {"kinds.any": "5"}


def test_a_heading_of_the_cores_own_stays_the_cores(desk: Desk) -> None:
    board = desk_of(desk, partner(OTHER))
    assert lines(board.read("Kode;Fase;Telefon;Den andre: Telefon", "SN-001;1;400 00 000;22")) == []
    assert values(board.database) == {"other.phone": '"22"'}
    headings = layouts(PROGRAMME, board.added)[Kind.PARTICIPANTS]
    assert headings.column("phone").heading.nb == "Telefon"
    assert headings.column("other.phone").heading.nb == "Den andre: Telefon"


def test_another_word_for_a_column_of_the_cores_that_is_a_label_too_is_refused(desk: Desk) -> None:
    assert (
        lines(desk.take("Kode;Fase;Varetekt/dom;Sikkerhet;Soningsstart\nSN-001;2;dom;høy;01.09.2026\n")) == []
    )
    report = desk_of(desk, partner(OTHER)).read("Kode;Soningsstart", "SN-001;02.09.2026")
    (line,) = lines(report, "nb")
    assert line.endswith("Skriv en av: Fengslet fra / Den andre: Soningsstart.")


AWAY = [
    (
        partner(KINDS, PartnerState.DISABLED),
        "Timer",
        "The samples, which is not enabled. Run “exin partner enable kinds”",
    ),
    (
        partner(KINDS, PartnerState.NEEDS_APPROVAL),
        "kinds.count",
        "The samples, which asks for more than was approved. Look at it and run “exin partner enable kinds”",
    ),
    (
        unreadable("kinds"),
        "kinds: Timer",
        "the partner kinds, which cannot be used. “exin partner list” says why",
    ),
    (unreadable("kinds", PartnerState.INCOMPATIBLE), "kinds.count", "run “exin partner enable kinds”"),
]


@pytest.mark.parametrize(("away", "heading", "why"), AWAY)
def test_a_column_of_a_partner_that_takes_no_part_stops_the_import(
    desk: Desk, away: object, heading: str, why: str
) -> None:
    board = desk_of(desk, away)  # type: ignore[arg-type]
    report = board.read(f"Kode;Fase;{heading}", "SN-001;1;5")
    (line,) = lines(report)
    assert line.startswith(f"liste.csv, row 1, column C “{heading}”: This belongs to ")
    assert why in line
    assert report.refused
    assert board.database.last_change() == 0


def test_a_partner_that_was_left_out_is_not_to_be_enabled(desk: Desk) -> None:
    board = desk_of(desk)
    board.added = added(partner(), left_out=["kinds"])
    (line,) = lines(board.read("Kode;Fase;Timer", "SN-001;1;5"))
    assert "which was left out with --no-partners" in line


def test_a_partner_that_was_uninstalled_is_known_by_what_is_stored_for_it(desk: Desk) -> None:
    board = desk_of(desk)
    board.added = added(stored=["kinds"])
    (line,) = lines(board.read("Kode;Fase;kinds: Timer", "SN-001;1;5"))
    assert "the partner kinds, which is not installed. Install it and run “exin partner enable kinds”" in line
    report = board.read("Kode;Fase;Timer;KVP: samtale", "SN-001;1;5;")
    assert lines(report) == []
    assert [note.code for note in report.notes] == ["ignored_column", "ignored_column"]


def test_an_active_partner_and_the_core_go_before_one_that_takes_no_part(desk: Desk) -> None:
    board = desk_of(desk, partner(), partner(OTHER, PartnerState.DISABLED))
    assert lines(board.read("Kode;Fase;Timer;Mobil;Telefon", "SN-001;1;5;400;")) != []
    assert lines(board.read("Kode;Fase;Timer;Telefon", "SN-001;1;5;400")) == []
    assert values(board.database) == {"kinds.count": "5"}


def test_partners_labels_turn_no_other_list_into_participants(desk: Desk) -> None:
    greedy = OTHER.replace('nb = "Timer"', 'nb = "Initialer"').replace("Sentence start", "Kapasitet")
    board = desk_of(desk, partner(greedy))
    team = board.take("Initialer;Navn;Kapasitet;other.phone\nMH;Mona;5;\n", added=board.added)
    assert counts(team, Kind.TEAM) == (1, 0, 0)
    board.read("Kode;Fase", "SN-001;1")
    report = board.take("Type;Kode;Dato;Kl;Telefon\nBesøk;SN-001;01.12.2026;09:30;\n", added=board.added)
    assert (lines(report), counts(report, Kind.MEETINGS)) == ([], (1, 0, 0))


def test_a_list_of_a_code_and_a_fact_is_a_list_of_participants(desk: Desk) -> None:
    board = desk_of(desk)
    board.read("Kode;Fase", "SN-001;1")
    listed = workbook(Ark1=[["Oppdatert i dag"], ["Kode", "Timer"], ["SN-001", 5]])
    assert lines(board.take(listed, added=board.added)) == []
    assert values(board.database) == {"kinds.count": "5"}


def test_nobody_brings_a_column(desk: Desk) -> None:
    board = PartnerDesk(desk.database, desk.folder)
    board.added = added()
    report = board.read("Kode;Fase;Timer", "SN-001;1;5")
    assert [note.code for note in report.notes] == ["ignored_column"]
    assert facts(board.database) == {}
