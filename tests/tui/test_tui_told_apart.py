"""Names are hidden, and yet two contacts of one role can be told apart: on rows, sheets and in choices."""

from __future__ import annotations

import dataclasses

import msgspec
import pytest

from exin_schema.vocabulary import Label
from exin_tui.caseload.meeting_choices import Invitable
from exin_tui.caseload.models import ParticipantView
from exin_tui.privacy.screening import Screening
from exin_tui.tui.forms.declared import Option
from exin_tui.tui.forms.entries import ChoiceEntry, ManyEntry
from exin_tui.tui.forms.meeting import contact_option
from exin_tui.tui.ink import line_width, words
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.meeting_lines import guests
from exin_tui.tui.widgets.tab_rows import contact_rows
from tests.tui.builder import TODAY, participant_view

SCREENED = Look("en", TODAY, Screening(language="en"), "KN")
OPEN = Look("en", TODAY, Screening(screened=False, language="en"), "KN")
NAMES = ("Nina Ås", "Omar Lie")


def two_at_nav() -> ParticipantView:
    view = participant_view()
    first = view.contacts[0]
    second = msgspec.structs.replace(first, id="c9", name=NAMES[1], phone="900 33 333")
    return msgspec.structs.replace(view, contacts=(first, second, view.contacts[1]))


def rows(view: ParticipantView, look: Look, width: int = 76) -> list[str]:
    return [words(draw(width)) for _, draw in contact_rows(view.contacts, look, view)]


def test_rows_of_one_role_are_numbered_while_names_are_hidden() -> None:
    first, second, alone = rows(two_at_nav(), SCREENED)
    assert first.startswith("Contact at NAV 1 ")
    assert second.startswith("Contact at NAV 2 ")
    assert alone.startswith("sensitive item  ")


def test_rows_with_names_need_no_number() -> None:
    assert [row.startswith("Contact at NAV  ") for row in rows(two_at_nav(), OPEN)] == [True, True, False]


@pytest.mark.parametrize("width", [60, 76, 80, 96, 120, 160])
@pytest.mark.parametrize("look", [SCREENED, OPEN])
def test_the_consent_of_a_contact_is_never_cut_and_every_row_ends_alike(width: int, look: Look) -> None:
    view = two_at_nav()
    prison = Label("Kriminalomsorgen", "Kriminalomsorgen (prison)")
    consents = (msgspec.structs.replace(view.consents[0], line="prison", label=prison), *view.consents)
    here = msgspec.structs.replace(view.contacts[0], line="prison")
    view = msgspec.structs.replace(view, consents=consents, contacts=(here, *view.contacts[1:]))
    found = [draw(width) for _, draw in contact_rows(view.contacts, look, view)]
    assert {line_width(line) for line in found} <= {width}
    assert words(found[0]).rstrip().endswith("✓ Kriminalomsorgen")


def test_a_number_to_call_is_whole_on_the_smallest_screen() -> None:
    assert all(
        one.phone in row for one, row in zip(two_at_nav().contacts, rows(two_at_nav(), OPEN), strict=True)
    )


def invitable(name: str, **more: object) -> Invitable:
    return dataclasses.replace(
        Invitable(name, name, Label("NAV-konsulent", "NAV consultant"), "NAV Sør", "nav"),
        **more,  # type: ignore[arg-type]
    )


def test_guests_of_one_office_are_numbered_while_names_are_hidden() -> None:
    both = [invitable(name) for name in NAMES]
    assert guests(both, SCREENED) == ("NAV consultant, NAV Sør 1", "NAV consultant, NAV Sør 2")
    assert guests(both[:1], SCREENED) == ("NAV consultant, NAV Sør",)
    assert [name in said for name, said in zip(NAMES, guests(both, OPEN), strict=True)] == [True, True]


def test_choices_that_read_alike_are_numbered_and_found_by_typing() -> None:
    hidden = [Option(name, name, "NAV consultant, NAV Sør", personal=True) for name in NAMES]
    choice = ChoiceEntry("who", NAMES[1], [*hidden, Option("new", Label("ny", "new"))], SCREENED)
    assert choice.words() == ("▒ screened 1", "▒ screened 2", "new")
    assert not any(name in "".join(choice.words()) for name in NAMES)
    told = [contact_option(invitable(name), SCREENED) for name in NAMES]
    several = ManyEntry("contacts", "", told, SCREENED)
    assert several.words() == ("NAV consultant, NAV Sør 1", "NAV consultant, NAV Sør 2")
