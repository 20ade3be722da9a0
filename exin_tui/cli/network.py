"""``exin agency`` and ``exin contact``: the address book, and who of it is a participant's contact."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from exin_tui.cli.board import open_board
from exin_tui.cli.commands import argument, group, option, within
from exin_tui.cli.invocation import Refused, current
from exin_tui.cli.overview import look_of
from exin_tui.cli.speaking import said, show
from exin_tui.cli.tables import Column, table, terminal_width
from exin_tui.cli.working import CODE, WORDS, Work, at_work, changes_something, takes_a_code
from exin_tui.language import Label, text

if TYPE_CHECKING:
    from exin_tui.caseload.address_book import BookAgency, BookContact

AGENCY = Label("INSTANS", "AGENCY")
CONTACT = Label("KONTAKT", "CONTACT")
LINE = Label("LINJE", "LINE")
ROLE = Label("ROLLE", "ROLE")
One = TypeVar("One", "BookAgency", "BookContact")

SCREENED = option(
    "--screened/--unscreened", default=True, words=text("Hide names (as a matter of course), or show them.")
)


@group("agency", words=text("Agencies of the address book."))
def agency() -> None:
    """Hold the commands below."""


@group("contact", words=text("Contacts of the address book."))
def contact() -> None:
    """Hold the commands below."""


def _office(function: Callable[..., Any]) -> Callable[..., Any]:
    for declare in (
        option("--email", words=text("The e-mail address."), takes=WORDS),
        option("--phone", words=text("The phone number."), takes=WORDS),
        option("--place", words=text("Where it is."), takes=WORDS),
    ):
        function = declare(function)
    return function


def _person(function: Callable[..., Any]) -> Callable[..., Any]:
    for declare in (
        option("--email", words=text("The e-mail address."), takes=WORDS),
        option("--phone", words=text("The phone number."), takes=WORDS),
        option("--title", words=text("Their title there."), takes=WORDS),
        option("--agency", words=text("Where they work: name, or first letters of the id."), takes=AGENCY),
    ):
        function = declare(function)
    return function


@within(agency, "add", words=text("A new agency. Its consent line decides who may be told. Prints its id."))
@argument("name", words=text("Its name."), takes=WORDS)
@argument("line", words=text("The consent line's key, such as nav."), takes=LINE)
@_office
@changes_something
def add_agency(name: str, line: str, as_json: bool, dry_run: bool, **more: str | None) -> None:
    """Add."""
    from exin_tui.caseload.contacts import Agency, NetworkWritten
    from exin_tui.caseload.contacts import add_agency as add

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        answer = add(work.database, Agency(name, line, **_given(more)), **work.acting)
        work.settle(answer, text("Saved: an agency."))
        if isinstance(answer, NetworkWritten) and not as_json and not dry_run:
            show(answer.id)


@within(agency, "edit", words=text("Correct an agency. What is not given stays. Lists whom it concerns."))
@argument("which", words=text("Its name, or the first letters of its id."), takes=AGENCY)
@option("--name", words=text("Its name."), takes=WORDS)
@option("--line", "kind", words=text("The consent line's key, such as nav."), takes=LINE)
@_office
@option("--active/--inactive", default=None, words=text("In use, or no longer."))
@changes_something
def edit_agency(which: str, as_json: bool, dry_run: bool, active: bool | None, **more: str | None) -> None:
    """Correct."""
    from exin_tui.caseload.contacts import Agency
    from exin_tui.caseload.contacts import edit_agency as edit

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        one = _one(_book(work), which)
        kept = Agency(one.name, one.kind, one.place, one.phone, one.email, one.active)
        changed = dataclasses.replace(kept, **_given(more), **_given({"active": active}))
        answer = edit(work.database, one.id, one.version, changed, **work.acting)
        work.settle(answer, text("Saved: the agency."))
        _concerns(answer, as_json)


@within(agency, "list", words=text("Print the agencies, with how many participants have somebody there."))
@option("--json", "as_json", is_flag=True, words=text("As JSON, for another program."))
def list_agencies(as_json: bool) -> None:
    """Print."""
    with at_work(as_json=as_json, dry_run=False) as work:
        found = [one for one in _book(work) if one.id]
        if as_json:
            _print([{**_plain(one), "participants": len(one.participants)} for one in found])
            return
        heads = (text("Agency"), text("Consent line"), text("Contacts"), text("Participants"), text("id"))
        columns = [Column(said(head), elastic=number == 0) for number, head in enumerate(heads)]
        rows = [
            (one.name, one.kind, str(len(one.contacts)), str(len(one.participants)), one.id[:8])
            for one in found
        ]
        for line in table(columns, rows, limit=terminal_width()):
            show(line)


@within(contact, "add", words=text("A new contact in the address book. Prints the id."))
@argument("name", words=text("The name."), takes=WORDS)
@_person
@changes_something
def add_contact(name: str, agency: str | None, as_json: bool, dry_run: bool, **more: str | None) -> None:
    """Add."""
    from exin_tui.caseload.contacts import Contact, NetworkWritten
    from exin_tui.caseload.contacts import add_contact as add

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        where = None if agency is None else _one(_book(work), agency).id
        answer = add(work.database, Contact(name, where, **_titled(more)), **work.acting)
        work.settle(answer, text("Saved: a contact."))
        if isinstance(answer, NetworkWritten) and not as_json and not dry_run:
            show(answer.id)


@within(
    contact,
    "edit",
    words=text("Correct a contact; another --agency is a move to another office. Lists whom it concerns."),
)
@argument("which", words=text("The contact's id, or its first letters."), takes=CONTACT)
@option("--name", words=text("The name."), takes=WORDS)
@_person
@option("--active/--inactive", default=None, words=text("In use, or no longer."))
@changes_something
def edit_contact(
    which: str, agency: str | None, as_json: bool, dry_run: bool, active: bool | None, **more: str | None
) -> None:
    """Correct."""
    from exin_tui.caseload.contacts import Contact
    from exin_tui.caseload.contacts import edit_contact as edit

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        book = _book(work)
        one = _contact(book, which)
        kept = Contact(one.name, one.agency_id or None, one.title, one.phone, one.email, one.active)
        moved = kept if agency is None else dataclasses.replace(kept, agency_id=_one(book, agency).id)
        changed = dataclasses.replace(moved, **_titled(more), **_given({"active": active}))
        answer = edit(work.database, one.id, one.version, changed, **work.acting)
        work.settle(answer, text("Saved: the contact."))
        _concerns(answer, as_json)


@within(contact, "attach", words=text("Give a contact a role for a participant."))
@takes_a_code
@argument("which", words=text("The contact's id, or its first letters."), takes=CONTACT)
@argument("role", words=text("The role's key, such as lawyer."), takes=ROLE)
@changes_something
def attach(code: str, which: str, role: str, as_json: bool, dry_run: bool) -> None:
    """Attach."""
    from exin_tui.caseload.contacts import attach as tie

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        one = _contact(_book(work), which)
        work.settle(tie(*work.participant(code), one.id, role, **work.acting), text("Saved: a contact."))


@within(contact, "detach", words=text("No longer the participant's contact. It stays in the history."))
@takes_a_code
@argument("which", words=text("The contact's id, or its first letters."), takes=CONTACT)
@option("--role", default="", words=text("Which role, when the contact has several."), takes=ROLE)
@changes_something
def detach(code: str, which: str, role: str, as_json: bool, dry_run: bool) -> None:
    """Detach."""
    from exin_tui.caseload.contacts import detach as untie
    from exin_tui.caseload.participant import load_participant

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        one, board = _contact(_book(work), which), work.board
        work.participant(code)
        with work.database.read() as connection:
            view = load_participant(
                connection, code.strip().upper(),
                today=work.acting["today"], programme=board.programme, labels=board.labels,
            )  # fmt: skip
        ties = [each for each in view.contacts if each.id == one.id and role in {"", each.role}]
        if not ties:
            raise Refused(text("{code} has no such contact.", code=view.row.person.code))
        if len(ties) > 1:
            raise Refused(text("The contact has several roles: say which with --role."))
        answer = untie(work.database, ties[0].attached_id, ties[0].attached_version, **work.acting)
        work.settle(answer, text("The contact has ended."))


@within(contact, "list", words=text("Print the contacts: screened unless you say otherwise."))
@option("--participant", words=text("Only this participant's."), takes=CODE)
@SCREENED
@option("--json", "as_json", is_flag=True, words=text("As JSON, for another program."))
def list_contacts(participant: str | None, screened: bool, as_json: bool) -> None:
    """Print."""
    invocation = current()
    with open_board(invocation) as board:
        from exin_tui.caseload.address_book import load_book

        screening = look_of(invocation, board, screened=screened).screening
        with board.database.read() as connection:
            book = load_book(connection, invocation.today)
        wanted = (participant or "").strip().upper()

        def said_of(office: BookAgency, one: BookContact) -> tuple[str, str]:
            """Agency and title; neither betrays health nor where a participant is imprisoned."""
            sensitive = screened and board.labels.line_sensitive(office.kind)
            secret = sensitive or (screened and bool(wanted) and office.kind == "prison")
            return "" if secret else office.name, "" if sensitive else one.title

        found = [
            (*said_of(office, one), one)
            for office in book
            for one in office.contacts
            if not wanted or wanted in one.participants
        ]
        if as_json:
            _print(
                [
                    {
                        "id": one.id, "name": screening.contact(one.name), "agency": where,
                        "title": title, "phone": screening.contact(one.phone),
                        "active": one.active, "participants": len(one.participants),
                    }
                    for where, title, one in found
                ]
            )  # fmt: skip
            return
        heads = (text("Agency"), text("Name"), text("Title there"), text("Phone"), text("id"))
        columns = [Column(said(head), elastic=number in {0, 2}) for number, head in enumerate(heads)]
        rows = [
            (where, screening.contact(one.name), title, screening.contact(one.phone), one.id[:8])
            for where, title, one in found
        ]
        for line in table(columns, rows, limit=terminal_width()):
            show(line)


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _titled(values: dict[str, Any]) -> dict[str, Any]:
    """The title there is the contact's role in the address book."""
    return {("role" if name == "title" else name): value for name, value in _given(values).items()}


def _book(work: Work) -> tuple[BookAgency, ...]:
    from exin_tui.caseload.address_book import load_book

    with work.database.read() as connection:
        return load_book(connection, work.acting["today"])


def _one(book: tuple[BookAgency, ...], typed: str) -> BookAgency:
    """The agency of that name, or the one whose id begins like that. Raises `Refused`."""
    wanted = typed.strip().casefold()
    named = [one for one in book if one.id and one.name.casefold() == wanted]
    return _only(named or [one for one in book if one.id and wanted and one.id.startswith(wanted)], typed)


def _contact(book: tuple[BookAgency, ...], typed: str) -> BookContact:
    """The contact whose id begins like that. Raises `Refused`."""
    wanted = typed.strip().casefold()
    everybody = [one for office in book for one in office.contacts]
    return _only([one for one in everybody if wanted and one.id.startswith(wanted)], typed)


def _only(found: list[One], typed: str) -> One:
    if len(found) != 1:
        raise Refused(
            text("Several begin with {id}. Give more of it.", id=typed)
            if found
            else text("There is nothing in the address book called {id}.", id=typed)
        )
    return found[0]


def _concerns(answer: object, as_json: bool) -> None:
    codes = getattr(answer, "participants", ())
    if codes and not as_json:
        show(said(text("Concerns {codes}.", codes=", ".join(codes))))


def _plain(one: BookAgency) -> dict[str, Any]:
    return {
        "id": one.id, "name": one.name, "line": one.kind, "place": one.place, "phone": one.phone,
        "email": one.email, "active": one.active, "contacts": len(one.contacts),
    }  # fmt: skip


def _print(rows: list[dict[str, Any]]) -> None:
    show(json.dumps({"form": 1, "rows": rows}, ensure_ascii=False, indent=2))
