"""What is said of a command's answer may stand on a shared screen."""

from __future__ import annotations

from types import SimpleNamespace

import msgspec

from exin_schema.programme import ConsentLine, ContactRole, Words
from exin_schema.vocabulary import Label
from exin_tui.caseload.follows import follows
from exin_tui.caseload.labels import Labels
from exin_tui.caseload.told import ToTell
from tests.caseload.written import PROGRAMME

CLINIC = Words("Rusklinikken", "The drug clinic")


def labels(*, sensitive: bool) -> Labels:
    """A programme to which the team has added a line, and the role that it covers."""
    line = ConsentLine("clinic", CLINIC, own=True)
    role = ContactRole(key="clinic_contact", name=CLINIC, line="clinic", sensitive=sensitive)
    return Labels.of(
        msgspec.structs.replace(
            PROGRAMME, consents=(*PROGRAMME.consents, line), roles=(*PROGRAMME.roles, role)
        )
    )


def said(found: Labels) -> str:
    told = (ToTell("nav", Label("NAV", "NAV")), ToTell("clinic", CLINIC.label))
    return " ".join(one.say("en") for one in follows(SimpleNamespace(told=told), found))


def test_a_line_that_betrays_drugs_is_not_named_among_those_who_are_told() -> None:
    assert said(labels(sensitive=True)) == "To be told: NAV, sensitive item"


def test_another_line_of_the_team_is_named() -> None:
    assert said(labels(sensitive=False)) == "To be told: NAV, The drug clinic"
