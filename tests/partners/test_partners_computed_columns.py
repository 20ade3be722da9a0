"""What a partner computes: taken, screened, answered for, and contained, in the table beside its facts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from exin_schema.vocabulary import ConsentStatus, Language
from exin_tui.partners.calling import STRIKES, PartnerManager
from exin_tui.partners.computing import computed_table
from exin_tui.partners.evaluating import MOST_COLUMNS
from exin_tui.partners.tab import load_tab
from exin_tui.partners.view_plain import lines_of
from exin_tui.partners.view_saying import Saying
from exin_tui.partners.view_seen import Answer, NoAnswer, SeenRow, SeenTable, Viewed
from exin_tui.partners.view_values import Sign
from exin_tui.privacy.screening import Screening
from exin_tui.tui.ink import line_width, words
from exin_tui.tui.look import Look
from exin_tui.tui.views.sections import answer_lines
from exin_tui.tui.views.table import table_section
from exin_tui.tui.views.view_row import Section
from tests.caseload.test_caseload_reads_statements import noted
from tests.partners.columns_team import COLUMN, ENDS, FAILING, FAILS, columns, returning
from tests.partners.partners_team import TODAY
from tests.partners.views_team import VIEWED

BOTH = returning(ENDS + FAILS, COLUMN, FAILING)


def saying(language: Language = "nb", *, screened: bool = True) -> Saying:
    return Saying(Screening(screened=screened, language=language), TODAY)


def said(table: SeenTable | None, how: Saying) -> dict[str, list[str]]:
    """The cells behind the code, by code."""
    assert table is not None
    lines = lines_of(Viewed("x", table.title, TODAY, (table,)), how)  # type: ignore[arg-type]
    return {line[0].split()[0]: line[1:] for line in lines}


def drawn(table: SeenTable | None, width: int) -> Section:
    """The table as a shared screen has it."""
    assert table is not None
    return table_section(table, saying(), width, 0)


def row_of(table: SeenTable | None, code: str) -> SeenRow:
    assert table is not None
    rows = [row for row in table.rows if isinstance(row, SeenRow) and row.about is not None]
    return next(row for row in rows if row.about is not None and row.about.person.code == code)


def test_the_values_stand_beside_the_facts_next_release_first_and_unknown_is_not_hidden(
    tmp_path: Path,
) -> None:
    with columns(tmp_path, returning(ENDS, COLUMN)) as made:
        made.record("SN-001", "duty_until", "1.2.2027")
        made.record("SN-002", "hours", 40)
        table = made.table()
        assert table is not None
        heads = [saying("en").words(column.name) for column in table.columns]
        assert heads == ["Who", "Duty to report until", "Community sentence", "Duty ends"]
        assert said(table, saying("en", screened=False)) == {
            "SN-002": ["", "40 hours", "4 Mar 2027"],
            "SN-001": ["Mon 1 Feb 2027", "", "1 Feb 2027"],
            "SN-003": ["", "", "unknown"],
        }
        assert said(table, saying())["SN-002"] == ["", "▒ skjermet", "4. mars 2027"]


def test_what_the_agency_recorded_is_marked_and_said_below_with_who_decides(tmp_path: Path) -> None:
    with columns(tmp_path, returning(ENDS, COLUMN)) as made:
        made.record("SN-001", "duty_until", "1.2.2027")
        table = made.table()
        assert table is not None
        signs = {code: row_of(table, code).cells[-1].sign for code in ("SN-001", "SN-002", "SN-003")}
        assert signs == {"SN-001": Sign.DONE, "SN-002": None, "SN-003": None}
        assert [saying().say(note.words) for note in table.notes] == [
            "Regnet ut her, ikke vedtatt. Friomsorgen avgjør.",
            "Oppgitt av etaten: gjelder foran det som regnes ut.",
        ]


def test_w_has_the_rule_its_source_certainty_day_and_inputs_under_the_columns_name(tmp_path: Path) -> None:
    with columns(tmp_path, returning(ENDS, COLUMN)) as made:
        section = drawn(made.table(), 80)
        row = next(row for row in section.rows if row.id.startswith("SN-002@"))
        lines = [words(line).rstrip() for line in answer_lines(row, Look("nb", TODAY, Screening()), 60)]
        assert lines == [
            "Plikt slutter: to. 4. mars 2027",
            "tidligst mulig – beregnet",
            "",
            "Regnet ut    fr. 4. des. 2026 + 3 md.",
            "ord          fr. 4. des. 2026",
            "Regel        Løslatelse nær.",
            "Kilde        a statute",
            "Sikkerhet    A  lovteksten er lest",
            "Kontrollert  14. sep. 2026",
            "",
            "Regnet ut her, ikke vedtatt. Friomsorgen avgjør.",
            "",
            "▲ Samtykke: trukket",
        ]


def test_the_consent_stands_beside_every_participant(tmp_path: Path) -> None:
    with columns(tmp_path, returning(ENDS, COLUMN)) as made:
        row = row_of(made.table(), "SN-002")
        assert row.about is not None
        assert row.about.consent is ConsentStatus.WITHDRAWN


def test_a_column_that_fails_is_a_question_mark_for_everybody_and_the_others_are_there(
    tmp_path: Path,
) -> None:
    with columns(tmp_path, BOTH) as made:
        table = made.table()
        assert said(table, saying()) == {
            "SN-002": ["4. mars 2027", "?"],
            "SN-001": ["9. mars 2027", "?"],
            "SN-003": ["ukjent", "?"],
            "SN-004": ["", "?"],
        }
        answered, failed = row_of(table, "SN-001").answers
        assert isinstance(answered, Answer)
        assert isinstance(failed, NoAnswer)
        assert (
            saying()
            .say(failed.said)
            .startswith("Friomsorgen: kolonnen «Feiler» kunne ikke regnes ut. ValueError i hooks.py, linje ")
        )
        assert table is not None
        assert saying().say(table.notes[-1].words) == saying().say(failed.said)
        for shown in (repr(table), *(failure.message.say("nb") for failure in made.made.manager.failures)):
            assert "Lind in" not in shown


def test_after_three_failures_it_is_not_asked_again_and_says_so(tmp_path: Path) -> None:
    with columns(tmp_path, BOTH) as made:
        found = [made.asked() for _ in range(STRIKES + 1)]
        told = [one.failed[0].said.say("en") for one in found if one is not None]
        again = "It is not asked again until the next start."
        assert [again in one for one in told] == [False, False, True, True]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("yield 1\nraise KeyError('Jonas')", "KeyError in hooks.py"),
        ("return ['Jonas']", "It answered with str, not ComputedColumn."),
        ("return [ComputedColumn('a', 'Jonas', len)]", "It answered with str, not Label."),
        ("return [ComputedColumn('a', L, len)] * 2", "It has two columns with the id a."),
        (
            "return [ComputedColumn(f'c{n}', L, len) for n in range(41)]",
            f"It answered with more than {MOST_COLUMNS} values.",
        ),
    ],
)
def test_a_partner_that_does_not_say_its_columns_has_one_of_question_marks(
    tmp_path: Path, body: str, message: str
) -> None:
    with columns(tmp_path, body) as made:
        table = made.table()
        assert set(map(tuple, said(table, saying()).values())) == {("?",)}
        assert table is not None
        (note,) = table.notes
        assert note.words.say("en").startswith("Probation service: its columns could not be computed.")
        assert message in note.words.say("en")
        assert "Jonas" not in note.words.say("en")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("7", "It answered with int, not Computed."),
        ("Computed(one.code, 'near', L)", "It answered with str, not Label."),
        ("Computed(today, 'nothing', L)", "It names a rule that is not in the manifest"),
        ("Computed(today, 'unsure', L)", "probation.unsure is unconfirmed (X), and must not be computed."),
        ("Computed(today, 'near', L, inputs=((L, 1, 2),))", "It answered with tuple, not (Label, value)."),
    ],
)
def test_what_is_no_right_value_is_a_failure_of_its_column(tmp_path: Path, value: str, message: str) -> None:
    body = returning(f"def odd(one, today):\n    return {value}\n", "ComputedColumn('odd', L, odd)")
    with columns(tmp_path, body) as made:
        found = made.asked()
        assert found is not None
        (failed,) = found.failed
        assert message in failed.said.say("en")


def test_what_is_unconfirmed_may_say_that_it_is_not_computed(tmp_path: Path) -> None:
    body = returning(
        "def odd(one, today):\n    return Computed(None, 'unsure', L)\n", "ComputedColumn('odd', L, odd)"
    )
    with columns(tmp_path, body) as made:
        assert set(map(tuple, said(made.table(), saying()).values())) == {("ukjent",)}


def test_one_that_never_comes_back_is_given_up_and_the_next_one_answers(tmp_path: Path) -> None:
    hangs = "def hangs(one, today):\n    while True: pass\n"
    body = returning(hangs + ENDS, "ComputedColumn('hangs', L, hangs)", COLUMN)
    with columns(tmp_path, body) as made:
        told: list[str] = []
        manager = PartnerManager(
            [made.made.partner], slow=0.05, given_up=0.3, on_slow=lambda one: told.append(one.id)
        )
        found = made.asked(manager=manager)
        assert found is not None
        assert told == ["probation"]
        (failed,) = found.failed
        assert "It did not answer within 0.3 seconds." in failed.said.say("en")
        assert found.columns[1].cells


def test_words_of_the_teams_are_hidden_and_a_sensitive_rule_is_not_told_while_screened(
    tmp_path: Path,
) -> None:
    body = returning(
        "def who(one, today):\n"
        "    said = sentence('{n}', '{n}', n=one.name)\n    return Computed(said, 'near', said)\n"
        "def ill(one, today):\n    return Computed(today, 'ill', L)\n",
        "ComputedColumn('who', L, who)",
        "ComputedColumn('ill', L, ill)",
    )
    manifest = VIEWED.replace(
        "[python]",
        '[[rules]]\nid = "ill"\ncertainty = "A"\nverified = 2026-09-14\nsource = "a statute"\n'
        "sensitive = true\n"
        'text = { nb = "For sykdom.", en = "For illness." }\n\n[python]',
    )
    with columns(tmp_path, body, manifest=manifest) as made:
        table = made.table()
        assert said(table, saying())["SN-002"] == ["▒ skjermet", "følsomt punkt"]
        assert said(table, saying(screened=False))["SN-002"] == ["Bo Lind", "fr. 27. nov. 2026"]
        section = drawn(table, 80)
        row = next(row for row in section.rows if row.id.startswith("SN-002@"))
        lines = "\n".join(words(line) for line in answer_lines(row, Look("nb", TODAY, Screening()), 60))
        assert "Bo Lind" not in lines
        assert "sykdom" not in lines
        assert "2026-11-27" not in lines
        assert "27. nov." not in lines
        shown = Look("nb", TODAY, Screening(screened=False))
        assert "For sykdom." in "\n".join(words(line) for line in answer_lines(row, shown, 60))


def many(number: int) -> str:
    made = [f"ComputedColumn('c{n}', Label('Kolonne {n}', 'Column {n}'), ends)" for n in range(number)]
    return returning(ENDS, *made)


@pytest.mark.parametrize("width", [78, 96, 116, 196])
def test_where_there_is_no_room_facts_go_first_then_the_last_columns_and_w_has_them(
    tmp_path: Path, width: int
) -> None:
    with columns(tmp_path, many(9)) as made:
        made.record("SN-002", "hours", 40)
        section = drawn(made.table(), width)
        for row in section.rows:
            assert line_width(row.draw(width)) <= width
        heads = words(section.heads[0]).split("  ")
        shown = [one.strip() for one in heads if "Kolonne" in one]
        assert shown == [f"Kolonne {n}" for n in range(len(shown))]
        assert shown
        assert ("Samfunnsstraff" in words(section.heads[0])) <= (len(shown) == 9)
        row = next(row for row in section.rows if row.id.startswith("SN-002@"))
        assert words(row.draw(width)).startswith("SN-002")
        assert len(row.answers) == 9
        left_out = 9 - len(shown)
        assert (f"w viser {left_out} til" in words(section.end)) is bool(left_out)


def test_ten_thousand_rows_are_a_table_as_one_is(tmp_path: Path) -> None:
    with columns(tmp_path, returning(ENDS, COLUMN)) as made:
        team, found = made.made.team, made.asked()
        assert found is not None
        with team.database.read() as connection:
            tab = load_tab(
                connection, made.made.partner, today=TODAY, programme=team.programme, labels=team.labels
            )
        two = [row for row in tab.facts if row.person.code in {"SN-001", "SN-002"}]
        table = computed_table(two * 5_000, made.made.partner.declares.facts, found)
        assert table is not None
        assert table.count == 10_000
        section = drawn(table, 78)
        assert words(section.rows[9_999].draw(78)).startswith("SN-001")


def test_the_number_of_statements_does_not_grow_with_the_columns(tmp_path: Path) -> None:
    counts = []
    for number in (1, 9):
        folder = tmp_path / str(number)
        folder.mkdir()
        with (
            columns(folder, many(number), name=f"columns_partner_{number}") as made,
            noted(made.made.team.database) as statements,
        ):
            made.asked()
            counts.append(len(statements))
    assert counts[0] == counts[1] > 0


def test_of_one_participant_only_that_one_is_computed(tmp_path: Path) -> None:
    with columns(tmp_path, BOTH) as made:
        found = made.asked("SN-001")
        assert found is not None
        assert list(found.columns[0].cells) == [made.made.team.id("SN-001")]
        assert found.columns[1].failed is not None


def test_without_columns_there_is_no_table(tmp_path: Path) -> None:
    with columns(tmp_path, "return ()") as made:
        found = made.asked()
        assert found is not None
        assert made.table() is None


def test_a_date_says_its_year_where_it_is_another_one(tmp_path: Path) -> None:
    body = returning(
        "def past(one, today):\n    return Computed(today.replace(year=today.year - 1), 'near', L)\n",
        "ComputedColumn('past', L, past)",
        "ComputedColumn('now', L, lambda one, today: Computed(today, 'near', L))",
    )
    with columns(tmp_path, body) as made:
        assert said(made.table(), saying("en"))["SN-001"] == ["27 Nov 2025", "27 Nov"]
    assert dt.date(2026, 11, 27) == TODAY
