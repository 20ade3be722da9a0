from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as some

from exin_schema.vocabulary import Label, Language
from exin_tui.language import join
from exin_tui.privacy.sanitise import is_clean
from exin_tui.privacy.screening import Screening


@dataclass(frozen=True)
class Somebody:
    id: str = "p7"
    code: str = "SN-007"
    alias: str = "Furu"
    name: str = "Jonas Berg"
    protected: bool = False


JONAS = Somebody()
DEBT = Label("Gjeldsrådgivning forespurt", "Debt advice asked for")
SCREENED = Screening()
OPEN = Screening(screened=False)


def test_a_screen_starts_screened() -> None:
    assert Screening().screened


def test_screened_a_code_and_an_alias_stand_for_the_person() -> None:
    assert SCREENED.person(JONAS) == "SN-007 Furu"
    assert OPEN.person(JONAS) == "SN-007 Jonas Berg"


def test_initials_instead_of_the_alias_are_the_teams_explicit_choice() -> None:
    assert Screening(initials=True).person(JONAS) == "SN-007 JB"
    assert Screening(initials=True).person(Somebody(name="")) == "SN-007 Furu"


def test_open_without_a_name_the_alias_still_stands_for_the_person() -> None:
    assert OPEN.person(Somebody(name="")) == "SN-007 Furu"


def test_a_sheet_outlives_the_open_view_and_names_nobody() -> None:
    for screening in (SCREENED, OPEN, SCREENED.reveal(JONAS.id)):
        assert screening.on_a_sheet(JONAS) == "SN-007 Furu"
    assert OPEN.on_a_sheet(None) == ""


def test_nobody_is_nothing() -> None:
    assert SCREENED.person(None) == ""


@pytest.mark.parametrize(("language", "words"), [("nb", "følsomt punkt"), ("en", "sensitive item")])
def test_a_label_that_betrays_debt_is_not_said_while_screened(language: Language, words: str) -> None:
    assert Screening(language=language).item(DEBT, sensitive=True) == words
    assert Screening(screened=False, language=language).item(DEBT, sensitive=True) == DEBT.say(language)
    assert Screening(language=language).item(DEBT, sensitive=False) == DEBT.say(language)


def test_a_name_in_what_somebody_typed_is_the_alias_while_screened() -> None:
    typed = join(("ring Jonas fredag",))
    assert SCREENED.item(typed, sensitive=False, person=JONAS) == "ring Furu fredag"
    assert OPEN.item(typed, sensitive=False, person=JONAS) == "ring Jonas fredag"
    assert SCREENED.reveal(JONAS.id).item(typed, sensitive=False, person=JONAS) == "ring Jonas fredag"


def test_a_label_of_the_programme_is_never_taken_for_a_name() -> None:
    account = Label("Bank og ID i orden", "Bank and ID in order")
    assert SCREENED.item(account, sensitive=False, person=Somebody(name="Ida Bank")) == "Bank og ID i orden"


@pytest.mark.parametrize(
    ("recipient", "export", "said"),
    [
        ("nav Kommunal saksbehandler Nora Ek", "nav.tasks", "nav ▒ skjermet"),
        ("nav", "nav.tasks", "nav"),
        ("Halden fengsel", "invitation", "▒ skjermet"),
        ("calendar", "calendar.ics", "calendar"),
        ("participant", "copy", "participant"),
    ],
)
def test_whom_something_was_told_names_nobody_and_no_place_while_screened(
    recipient: str, export: str, said: str
) -> None:
    assert SCREENED.recipient(recipient, export) == said
    assert OPEN.recipient(recipient, export) == recipient


@pytest.mark.parametrize(("language", "words"), [("nb", "▒ skjermet"), ("en", "▒ screened")])
def test_contacts_places_and_notes_are_hidden_while_screened(language: Language, words: str) -> None:
    screening = Screening(language=language)
    assert screening.contact("Kari Nordmann") == words
    assert screening.prison("Halden") == words
    assert screening.place("NAV, Mortensrud", protected=False) == words
    assert screening.note("ring etter 14") == words


def test_open_they_are_shown() -> None:
    assert OPEN.contact("Kari Nordmann") == "Kari Nordmann"
    assert OPEN.prison("Halden") == "Halden"
    assert OPEN.place("NAV", protected=False) == "NAV"
    assert OPEN.note("en\nto") == "en\nto"


def test_what_is_empty_is_not_said_to_be_hidden() -> None:
    assert SCREENED.contact("") == SCREENED.prison("") == SCREENED.place("", protected=False) == ""
    assert SCREENED.note(" \n ") == " \n "


@pytest.mark.parametrize(("language", "words"), [("nb", "▒ sperret"), ("en", "▒ withheld")])
def test_a_protected_address_is_withheld_even_when_names_are_shown(language: Language, words: str) -> None:
    screening = Screening(screened=False, language=language)
    assert screening.place("Storgata 1", protected=True) == words
    assert screening.place("Storgata 1", protected=False, person=Somebody(protected=True)) == words


@pytest.mark.parametrize("place", ["", "Storgata 1"])
def test_screened_nothing_tells_who_has_a_protected_address(place: str) -> None:
    anybody = SCREENED.place(place, protected=False, person=Somebody())
    assert SCREENED.place(place, protected=True, person=Somebody(protected=True)) == anybody
    assert SCREENED.place(place, protected=True) == anybody


def test_withheld_does_not_tell_whether_there_is_an_address() -> None:
    assert OPEN.place("", protected=True) == OPEN.place("Storgata 1", protected=True)


def test_revealing_one_row_shows_that_person_and_nobody_else() -> None:
    revealed = SCREENED.reveal("p7")
    assert revealed.person(JONAS) == "SN-007 Jonas Berg"
    assert revealed.item(DEBT, sensitive=True, person=JONAS) == DEBT.nb
    assert revealed.person(Somebody(id="p8")) == "SN-007 Furu"
    assert revealed.contact("Kari") == "▒ skjermet"
    assert revealed.reveal("").person(JONAS) == "SN-007 Furu"


def test_revealing_a_row_does_not_open_a_protected_address() -> None:
    person = Somebody(protected=True)
    assert SCREENED.reveal("p7").place("Storgata 1", protected=True, person=person) == "▒ sperret"


def test_a_meetings_own_title_is_for_the_open_screen() -> None:
    other = Label("annet", "other")
    assert SCREENED.meeting(other, "Samtale med mor") == "annet"
    assert OPEN.meeting(other, "Samtale med mor") == "Samtale med mor"
    assert OPEN.meeting(other) == "annet"


@given(some.text(), some.booleans(), some.sampled_from(["nb", "en"]))
def test_nothing_that_a_terminal_would_obey_comes_through(
    value: str, screened: bool, language: Language
) -> None:
    screening = Screening(screened=screened, language=language)
    person = Somebody(code=value, alias=value, name=value)
    for shown in (
        screening.person(person),
        screening.item(Label(value, value), sensitive=False),
        screening.meeting(Label("a", "b"), value),
        screening.place(value, protected=False),
        screening.contact(value),
        *screening.note(value).split("\n"),
    ):
        assert is_clean(shown)


@given(some.text(min_size=3).filter(lambda name: name.strip() and is_clean(name)))
def test_a_name_never_stands_on_a_screened_screen(name: str) -> None:
    hidden = Somebody(code="", alias="", name=name)
    assert name not in SCREENED.person(hidden)
    assert SCREENED.contact(name) == "▒ skjermet"
