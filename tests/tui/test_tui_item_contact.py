"""Who a contact item can be done with, as a shared screen says it."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any, cast

import pytest

from exin_schema.vocabulary import Label
from exin_tui.caseload.models import ContactView, Person
from exin_tui.privacy.screening import Screening
from exin_tui.tui.forms.item_contact import item_contact_form
from exin_tui.tui.look import Look

WHO = Person("p7", "SN-007", "Furu", "Jonas Berg")


def _contact(agency: str, line: str) -> ContactView:
    role = Label("Kontakt", "Contact")
    return ContactView(agency, "Nora Ek", "x", role, agency, "", "", sensitive=False, line=line)


@pytest.mark.parametrize(
    ("screened", "said"),
    [(True, ["Contact", "Contact, NAV Grorud"]), (False, ["Contact, Halden fengsel", "Contact, NAV Grorud"])],
)
def test_a_contacts_prison_is_not_said_beside_a_participant_while_screened(
    *, screened: bool, said: list[str]
) -> None:
    look = Look("en", dt.date(2026, 11, 27), Screening(screened=screened, language="en"))
    contacts = (_contact("Halden fengsel", "prison"), _contact("NAV Grorud", "nav"))
    view = SimpleNamespace(row=SimpleNamespace(person=WHO), contacts=contacts)
    item = SimpleNamespace(label=Label("Kontaktbetjent", "Contact officer"), sensitive=False, contact_id=None)
    choice = SimpleNamespace(contacts=(), agencies=())
    form = item_contact_form(cast("Any", item), cast("Any", view), cast("Any", choice), look, lambda one: one)
    assert [one.beside for one in form.fields[0].options if one.personal] == said
