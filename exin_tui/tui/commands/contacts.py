"""Commands of the contacts tab, and of the address book."""

from __future__ import annotations

from exin_tui.language import text
from exin_tui.tui.commands.declaration import Command, Where


class AttachContact(Command):
    """Somebody of the address book, or somebody new."""

    id = "contact.attach"
    title = text("a contact")
    help = text("a contact of the address book or a new one, with a role")
    keys = ("plus",)
    where = Where.CONTACT
    footer = 1


class EditContact(Command):
    """For everybody who has them."""

    id = "contact.edit"
    title = text("change")
    help = text("change the contact: name, number, office")
    keys = ("e",)
    where = Where.CONTACT
    on_row = True
    footer = 2


class ContactRole(Command):
    """What they are to the participant."""

    id = "contact.role"
    title = text("role")
    help = text("what the contact is to the participant")
    keys = ("r",)
    where = Where.CONTACT
    on_row = True
    footer = 3


class DetachContact(Command):
    """Kept in the history."""

    id = "contact.detach"
    title = text("end")
    help = text("no longer the participant's contact")
    keys = ("minus", "delete")
    where = Where.CONTACT
    on_row = True
    footer = 4


class BookOpen(Command):
    """Enter."""

    id = "book.open"
    title = text("who has it")
    help = text("all that is kept, and which participants have it")
    keys = ("enter", "w")
    where = Where.BOOK
    footer = 1


class BookEdit(Command):
    """An agency or a contact."""

    id = "book.edit"
    title = text("change")
    help = text("change the agency or the contact; another office is a move")
    keys = ("e",)
    where = Where.BOOK
    footer = 2


class BookNewContact(Command):
    """At the agency under the cursor."""

    id = "book.new_contact"
    title = text("new contact")
    help = text("a new contact at this agency")
    keys = ("n", "plus")
    where = Where.BOOK
    footer = 3


class BookNewAgency(Command):
    """Its consent line decides who may be told."""

    id = "book.new_agency"
    title = text("new agency")
    help = text("a new agency")
    keys = ("N",)
    where = Where.BOOK
    footer = 4


class BookSearch(Command):
    """Names only while they are shown."""

    id = "book.search"
    title = text("search")
    help = text("search agencies and titles; names only while they are shown")
    keys = ("slash", "ctrl+f")
    where = Where.BOOK
    footer = 5


class BookInactive(Command):
    """Nothing that was entered disappears."""

    id = "book.inactive"
    title = text("those out of use")
    help = text("show or hide what is no longer in use")
    keys = ("i",)
    where = Where.BOOK
