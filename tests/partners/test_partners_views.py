"""Partners' views: checked and frozen where a failure takes nothing along, and screened by the program."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from exin_schema.vocabulary import ApplicationKind, ApplicationState, Certainty, ConsentStatus
from exin_tui.caseload.applications import add
from exin_tui.caseload.models import Person
from exin_tui.partners.calling import MOST, STRIKES
from exin_tui.partners.sentences import Sentence
from exin_tui.partners.view_saying import Saying
from exin_tui.partners.view_seen import (
    Answer,
    SeenCell,
    SeenRow,
    SeenTable,
    SeenText,
    SeenTimeline,
    Subject,
    Viewed,
)
from exin_tui.partners.view_values import ContactName, Place, Staff, Tone, Until
from exin_tui.privacy.screening import Screening
from tests.partners.partners_team import NOW, TODAY
from tests.partners.views_team import views

SHARED = Saying(Screening(), TODAY)
OPEN = Saying(Screening(screened=False), TODAY)
ROW = "return table(Row([None]))"


@pytest.mark.parametrize(
    ("days", "tone"),
    [(-1, Tone.OVERDUE), (0, Tone.SOON), (7, Tone.SOON), (8, Tone.QUIET), (None, Tone.PLAIN)],
)
def test_a_date_that_is_over_or_within_a_week_says_so_by_itself(days: int | None, tone: Tone) -> None:
    day = None if days is None else TODAY + dt.timedelta(days=days)
    assert OPEN.tone(SeenCell(Until(day))) is tone
    assert OPEN.tone(SeenCell(Until(day), Tone.OK)) is Tone.OK, "as given"


def table_of(viewed: Viewed | None) -> SeenTable:
    assert viewed is not None
    assert viewed.failure is None, viewed.failure.message.say("en")
    (section,) = viewed.sections
    assert isinstance(section, SeenTable)
    return section


def cells(viewed: Viewed | None, saying: Saying = SHARED) -> list[list[str]]:
    rows = [row for row in table_of(viewed).rows if isinstance(row, SeenRow)]
    return [[saying.cell(cell, row.about) for cell in row.cells] for row in rows]


def test_one_view_or_several_from_a_generator_are_taken_in_their_order(tmp_path: Path) -> None:
    body = """\
yield Table(L, [Column(L)], (Row([one]) for one in ctx.participants))
yield Markdown(L)
yield Timeline(L, [])"""
    with views(tmp_path, body) as made:
        viewed = made.everybody()
        assert viewed is not None
        assert [type(one) for one in viewed.sections] == [SeenTable, SeenText, SeenTimeline]
        first = viewed.sections[0]
        assert isinstance(first, SeenTable)
        codes = [row.about.person.code for row in first.rows if isinstance(row, SeenRow) and row.about]
        assert codes == ["SN-001", "SN-002", "SN-003", "SN-004"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("raise ValueError('Jonas Berg')", "ValueError in hooks.py, line"),
        ("return Table(L, [Column(L)], (1 // 0 for _ in [1]))", "ZeroDivisionError in hooks.py, line"),
        ("yield Markdown(L)\nraise SystemExit(3)", "SystemExit in hooks.py, line"),
        ("return 'Jonas Berg'", "str, not ViewModel"),
        ("return [L]", "Label, not ViewModel"),
        ("return 7", "int, not ViewModel"),
        ("return None", "NoneType, not ViewModel"),
        ("return table('Jonas Berg')", "str, not Row"),
        ("return table(Row([object()]))", "object, not Cell"),
        ("return table(Row([L], task='nothing'))", "It names a task that is not in the manifest."),
        ("return table(Row([L], task=7))", "It names a task that is not in the manifest."),
        ("return table(Row([1, 2]))", "A row has 2 cells, and there are 1 columns."),
        ("return Table(L, [L], [])", "Label, not Column"),
        ("return table(Row([Cell(1, tone='loud')]))", "str, not Tone"),
        ("return table(Row([Who('nobody')]))", "a participant whom it was not given"),
        (
            "return table(Row([1], why=Because('Jonas Berg', L)))",
            "It names a rule that is not in the manifest, which has: near, unsure.",
        ),
        ("return table(Row([1], why=Because('unsure', L, L)))", "must not be computed"),
        ("return table(Row([1], why='Jonas'))", "str, not Because"),
        ("return table(Row([Sentence('{a}', '{b}', (('a', 1),))]))", "hole that none of its values fills"),
        ("return table(*[Row([1])] * 10001)", f"more than {MOST} values"),
        ("def rows():\n    while 1:\n        yield Row([1])\nreturn Table(L, [Column(L)], rows())", "more"),
        ("while True:\n    yield Markdown(L)", "more than"),
        ("for _ in range(2):\n    yield table(*[Row([1])] * 6000)", f"more than {MOST} values"),
        ("return Timeline(L, [Bar([], [Point(ctx.today, 'ab', L)])])", "one visible character"),
        ("return Timeline(L, [Bar([], [Point(ctx.today, '\\x1b', L)])])", "one visible character"),
        ("return Cards([Card(L, figure='Jonas')])", "str, not int"),
        ("ctx.today = None", "FrozenInstanceError"),
        ("ctx.participants[0].code = ''", "AttributeError"),
        ("return table(Row([ctx.participants[0].phone]))", "OutOfScope"),
    ],
)  # fmt: skip
def test_what_fails_is_said_by_its_kind_and_never_by_a_value(tmp_path: Path, body: str, said: str) -> None:
    with views(tmp_path, body) as made:
        viewed = made.everybody()
        assert viewed is not None
        assert viewed.sections == ()
        assert viewed.failure is not None
        message = viewed.failure.message.say("en")
        assert said in message
        assert "Jonas" not in message
        assert viewed.name.say("en") == "Probation service"


def test_a_view_that_failed_three_times_is_set_aside_and_still_says_why(tmp_path: Path) -> None:
    with views(tmp_path, "raise KeyError('x')") as made:
        for _ in range(STRIKES + 1):
            viewed = made.everybody()
        assert viewed is not None
        assert viewed.failure is not None
        assert viewed.failure.set_aside
        assert len(made.manager.failures) == STRIKES


def test_python_that_cannot_be_imported_is_a_failed_view_and_not_a_missing_one(tmp_path: Path) -> None:
    with views(tmp_path, "pass", hook="exin_team_view(ctx, nothing_like_that)") as made:
        viewed = made.everybody()
        assert viewed is not None
        assert viewed.failure is not None


def test_a_partner_without_the_hook_has_no_view(tmp_path: Path) -> None:
    with views(tmp_path, "return ()", hook="exin_rules()") as made:
        assert made.everybody() is None
        assert made.one("SN-001") is None


def test_a_participants_view_sees_that_one_alone(tmp_path: Path) -> None:
    body = """\
same = participant.ref == ctx.participants[0].ref
return table(*(Row([one]) for one in ctx.participants), Row([same]))"""
    with views(tmp_path, body, hook="exin_participant_view(ctx, participant)") as made:
        viewed = made.one("SN-003")
        assert cells(viewed, OPEN) == [["SN-003 Kim Ness"], ["ja"]]
        assert viewed is not None
        assert viewed.subject is not None
        assert viewed.subject.person.code == "SN-003"
        assert made.one("SN-005") is None, "who is closed has no panel"


def test_the_context_has_the_partners_tasks_contacts_and_applications_of_its_scope(tmp_path: Path) -> None:
    body = """\
yield table(*(Row([task.title]) for task in ctx.tasks))
yield table(*(Row([f"{one.role} {one.name.name}"]) for one in ctx.contacts))
yield table(*(Row([one.kind, one.days_waiting(ctx.today)]) for one in ctx.applications), columns=2)"""
    with views(tmp_path, body) as made:
        from exin_schema.tables import participant_contact, task

        database, who = made.team.database, made.team.id("SN-001")
        with database.write(command="test", now=NOW) as door:
            held = {"contact_id": made.team.contact, "participant_id": who, "role": "probation.officer"}
            door.insert(participant_contact, held)
            door.insert(participant_contact, {**held, "role": "lawyer"})
            opened = {"participant_id": who, "partner": "probation", "step": "start", "holder": "exin"}
            door.insert(task, {**opened, "key": "other.plan", "partner": "other", "title": "x"})
        version = made.team.people["SN-001"]
        for kind in (ApplicationKind.PROBATION, ApplicationKind.NAV):
            written = add(
                database, who, getattr(version, "version", 1), kind, "", sent_on=TODAY - dt.timedelta(days=9),
                today=TODAY, now=NOW, actor="KN", programme=made.team.programme,
            )  # fmt: skip
            assert getattr(written, "state", None) is ApplicationState.SENT, written
        viewed = made.everybody()
        assert viewed is not None
        assert viewed.failure is None, viewed.failure
        said = [
            [[OPEN.cell(cell) for cell in row.cells] for row in one.rows if isinstance(row, SeenRow)]
            for one in viewed.sections
            if isinstance(one, SeenTable)
        ]
        assert ["Plan laget"] in said[0]
        assert ["x"] not in said[0], "another partner's task"
        assert said[1] == [["officer Nora Ek"]]
        assert said[2] == [["prøveløslatelse", "9"]]


def somebody(*, protected: bool = False, consent: ConsentStatus = ConsentStatus.ACTIVE) -> Subject:
    return Subject(Person("id", "SN-001", "Furu", "Jonas Berg", protected), consent)


@pytest.mark.parametrize(
    ("value", "shared", "opened"),
    [
        (ContactName("Nora Ek"), "▒ skjermet", "Nora Ek"),
        (Place("Halden"), "▒ skjermet", "Halden"),
        ("Ringe Jonas", "▒ skjermet", "Ringe Jonas"),
        (Staff("KN"), "KN", "KN"),
        (TODAY, "27. nov.", "27. nov."),
        (Until(TODAY), "i dag", "i dag"),
        (Until(TODAY - dt.timedelta(days=2)), "2 d over", "2 d over"),
        (Until(TODAY + dt.timedelta(days=5)), "om 5 d", "om 5 d"),
        (True, "ja", "ja"),
        (7, "7", "7"),
        (None, "", ""),
        (ApplicationKind.NAV, "NAV", "NAV"),
    ],
)
def test_a_value_says_what_may_be_seen(value: object, shared: str, opened: str) -> None:
    cell = SeenCell(value)  # type: ignore[arg-type]
    assert SHARED.cell(cell, somebody()) == shared
    assert OPEN.cell(cell, somebody()) == opened


def test_sensitive_words_and_text_in_the_hole_of_a_sentence_are_hidden(tmp_path: Path) -> None:
    body = """\
who = ctx.participants[0]
return table(
    Row([Sensitive(Label("AAP", "AAP"))]),
    Row([sentence("Til {a} på {b}, {day}", "x", a=who.name, b=Place("Halden"), day=ctx.today)]),
)"""
    with views(tmp_path, body) as made:
        viewed = made.everybody()
        assert cells(viewed) == [
            ["følsomt punkt"],
            ["Til ▒ skjermet på ▒ skjermet, fr. 27. nov. 2026"],
        ]
        assert cells(viewed, OPEN)[1] == ["Til Åse [/b] O'Hara‑Øy på Halden, fr. 27. nov. 2026"]


def test_a_place_that_is_withheld_looks_like_everybodys_in_the_hole_of_a_sentence() -> None:
    hole = [Sentence("Sitter i {place}.", "Is in {place}.", (("place", place),)) for place in ("Halden", "")]
    assert {SHARED.words(one, somebody().person) for one in hole} == {"Sitter i ▒ skjermet."}
    assert [OPEN.words(one, somebody().person) for one in hole] == ["Sitter i Halden.", "Sitter i ."]


def test_a_protected_place_is_withheld_and_shared_looks_like_everybodys() -> None:
    place, empty = SeenCell(Place("Halden")), SeenCell(Place(""))
    hidden = somebody(protected=True)
    assert OPEN.cell(place, hidden) == "▒ sperret"
    assert OPEN.cell(empty, hidden) == "▒ sperret", "it was never handed over"
    assert SHARED.cell(empty, hidden) == SHARED.cell(place, somebody()) == "▒ skjermet"


def test_a_terminals_bytes_are_dropped_from_what_a_partner_says(tmp_path: Path) -> None:
    body = """\
label = Label("a\\x1b[2Jb\\u202e", "x")
return table(Row([label]), Row([sentence("{t}", "{t}", t="c\\x1b]0;x\\x07d")]))"""
    with views(tmp_path, body) as made:
        assert cells(made.everybody(), OPEN) == [["ab"], ["cd"]]


@pytest.mark.parametrize(
    ("consent", "said"),
    [
        (ConsentStatus.ACTIVE, ""),
        (ConsentStatus.MISSING, "mangler"),
        (ConsentStatus.WITHDRAWN, "trukket"),
        (ConsentStatus.EXPIRED, "utløpt"),
        (ConsentStatus.EXPIRING, "utløper"),
    ],
)
def test_what_a_consent_lacks_is_said(consent: ConsentStatus, said: str) -> None:
    assert SHARED.lacking(somebody(consent=consent)) == said


def test_an_answer_has_the_rules_source_and_says_who_decides(tmp_path: Path) -> None:
    body = """\
computed = Computed(ctx.today, "near", L, sentence("{a} + 1", "{a} + 1", a=ctx.today), ((L, "Jonas Berg"),))
return table(Row([computed], about=ctx.participants[0], why=Because("near", L, official=True)))"""
    with views(tmp_path, body) as made:
        row = table_of(made.everybody()).rows[0]
        recorded, computed = row.answers  # type: ignore[union-attr]
        assert isinstance(computed, Answer)
        assert isinstance(recorded, Answer)
        why = SHARED.why(computed)
        assert (why.rule.id, why.rule.certainty, str(why.rule.verified)) == (
            "probation.near",
            Certainty.STATUTE,
            "2026-09-14",
        )
        assert why.computed is not None
        assert why.computed.say("nb") == "fr. 27. nov. 2026 + 1"
        assert [value.say("nb") for _, value in why.inputs] == ["▒ skjermet"]  # type: ignore[attr-defined]
        assert SHARED.standing(computed) == "Regnet ut her, ikke vedtatt. Friomsorgen avgjør."
        assert SHARED.standing(recorded) == "Oppgitt av etaten: gjelder foran det som regnes ut."


def test_one_answer_behind_a_row_and_its_cells_is_told_once(tmp_path: Path) -> None:
    body = """\
why, other = Because("near", L), Because("near", L, title=L)
return table(Row([Cell(1, why=why), Cell(2, why=other), Cell(3, why=why)], why=why), columns=3)"""
    with views(tmp_path, body) as made:
        (row,) = table_of(made.everybody()).rows
        assert [answer.title is None for answer in row.answers] == [True, False]  # type: ignore[union-attr]


def test_ten_thousand_rows_are_taken(tmp_path: Path) -> None:
    with views(tmp_path, "return Table(L, [Column(L)], (Row([n]) for n in range(10000)))") as made:
        assert len(table_of(made.everybody()).rows) == MOST
