"""The address book: agencies, the people there, and how many participants have them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from exin_tui.caseload.models import Person
from exin_tui.language import Sayable, text
from exin_tui.privacy.alike import numbered
from exin_tui.tui.commands.bindings import bindings_for
from exin_tui.tui.commands.catalogue import commands_of
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.ink import Line, Span, fit, gap
from exin_tui.tui.look import Look
from exin_tui.tui.screens.book_reading import BookReading
from exin_tui.tui.widgets.footer import KeysLine
from exin_tui.tui.widgets.header import PRODUCT, HeaderLine
from exin_tui.tui.widgets.line_list import Drawn, LineList, fixed
from exin_tui.tui.widgets.pane_head import PaneHead
from exin_tui.tui.widgets.row_list import RowList
from exin_tui.tui.widgets.sheet import Ask, Echo, Question
from exin_tui.tui.widgets.why_lines import named

if TYPE_CHECKING:
    from exin_tui.caseload.address_book import BookAgency, BookContact

PRISON = "prison"


class AddressBook(BookReading):
    """Everybody whom the team works with."""

    WHERE = (Where.BOOK,)
    AUTO_FOCUS = "#book"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(
        one for one in commands_of(Where.BOOK, Where.GO) if one.id != "go.book"
    )

    def __init__(self) -> None:
        super().__init__()
        self.book: tuple[BookAgency, ...] | None = None
        self.searched, self.inactive = "", False
        self.list = LineList(id="book")

    def compose(self) -> ComposeResult:
        """Header, list, keys."""
        yield HeaderLine()
        with Vertical(id="body"):
            yield PaneHead(id="book-head")
            yield self.list
        yield KeysLine()

    @property
    def person(self) -> Person | None:
        """The book is about nobody."""
        return None

    def on_mount(self) -> None:
        """Read."""
        super().on_mount()
        self.read_again()

    def read_again(self) -> None:
        """All of it."""
        self.with_book(self._read)

    def _read(self, book: tuple[BookAgency, ...]) -> None:
        if self.is_mounted:
            self.book = book
            self.paint()

    # ── painting ──────────────────────────────────────────────────────────────────────────────────

    def way_back(self) -> Line:
        """The way back, and what this is."""
        say = self.look.say
        back = Span(f"‹ {say(text('back'))}", "accent", "app.view_back")
        title = Span(say(text("Address book")), "text bold")
        return (Span(PRODUCT, "text bold"), gap(4), back, gap(3), title)

    def paint(self) -> None:
        """From what was read last."""
        super().paint()
        if self.book is None:
            return
        look, say = self.look, self.look.say
        rows: list[tuple[str, Drawn]] = []
        shown = 0
        for agency in self.book:
            people = [one for one in agency.contacts if self._fits(agency, one)]
            if not people and not self._agency_fits(agency):
                continue
            shown += 1
            rows.append((f"agency:{agency.id}", self._agency(agency, look)))
            names = self._names(agency, people, look)
            rows += [
                (f"contact:{one.id}", self._contact(agency, one, name, look))
                for one, name in zip(people, names, strict=True)
            ]
        if not rows:
            nothing = text("Nobody here. N enters an agency, n a contact.")
            said = say(self._no_hit() if self.searched else nothing)
            rows = [("", fixed((Span(said, "muted"),)))]
        self.list.show(rows)
        head = self.query_one(PaneHead)
        head.light(lit=True)
        end: Line = (Span(f"«{self.searched}»", "accent"),) if self.searched else ()
        head.show(say(text("Agencies")), str(shown), end)
        self.paint_keys()

    def _agency_fits(self, agency: BookAgency) -> bool:
        if not (agency.active or self.inactive):
            return False
        return self.searched.casefold() in f"{self._named(agency, self.look)} {agency.kind}".casefold()

    def _fits(self, agency: BookAgency, one: BookContact) -> bool:
        if not (one.active or self.inactive):
            return False
        words = f"{self._named(agency, self.look)} {one.title}"
        if not self.look.screening.hides():
            words += f" {one.name}"
        return self.searched.casefold() in words.casefold()

    def _named(self, agency: BookAgency, look: Look) -> str:
        """An agency that betrays health or drugs goes by less while names are hidden."""
        if not agency.id:
            return look.say(text("Family and network"))
        sensitive = self.exin.labels.line_sensitive(agency.kind)
        return look.screening.item(_Said(agency.name), sensitive)

    def _agency(self, agency: BookAgency, look: Look) -> Drawn:
        def line(width: int) -> Line:
            sensitive = look.screening.hides() and self.exin.labels.line_sensitive(agency.kind)
            kind = "" if sensitive or not agency.id else look.say(self.exin.labels.consent_line(agency.kind))
            ink = "text bold" if agency.active else "muted"
            number = len(agency.participants)
            return (
                Span(fit(self._named(agency, look), width - 44), ink),
                Span(fit(kind, 24), "muted"),
                Span(fit("" if agency.active else look.say(text("out of use")), 12), "muted"),
                Span(f"{number or '':>6}", "muted"),
            )

        return line

    def _no_hit(self) -> Sayable:
        """And why a name is not found."""
        if self.look.screening.screened:
            return text(
                "Nothing matches “{words}”. Names are searched only while they are shown: F9 shows them.",
                words=self.searched,
            )
        return text("Nothing matches “{words}”.", words=self.searched)

    def _names(self, agency: BookAgency, people: Sequence[BookContact], look: Look) -> Sequence[str]:
        """Names; while they are hidden those of one title have a number, which tells nobody who it is."""
        if not look.screening.hides():
            return [look.screening.contact(one.name) for one in people]
        hidden = look.screening.hidden
        secret = self.exin.labels.line_sensitive(agency.kind)
        titles = [f"{hidden}\0{'' if secret else one.title}" for one in people]
        return [
            hidden + apart.removeprefix(title) for title, apart in zip(titles, numbered(titles), strict=True)
        ]

    def _contact(self, agency: BookAgency, one: BookContact, name: str, look: Look) -> Drawn:
        def line(width: int) -> Line:
            hides = look.screening.hides()
            sensitive = hides and self.exin.labels.line_sensitive(agency.kind)
            phone = "" if hides else one.phone
            third = max(12, (width - 22) // 2)
            return (
                gap(2),
                Span(fit(name, third), "muted" if hides or not one.active else "text"),
                Span(fit("" if sensitive else one.title, width - third - 22), "muted"),
                Span(fit(phone if one.active else look.say(text("out of use")), 14), "muted"),
                Span(f"{len(one.participants) or '':>6}", "muted"),
            )

        return line

    # ── the cursor ────────────────────────────────────────────────────────────────────────────────

    @property
    def agency_here(self) -> BookAgency | None:
        """The agency under the cursor, or that of the contact under it."""
        kind, _, row = self.list.row_id.partition(":")
        for agency in self.book or ():
            if kind == "agency" and agency.id == row:
                return agency
            if kind == "contact" and any(one.id == row for one in agency.contacts):
                return agency
        return None

    @property
    def entry_here(self) -> BookContact | None:
        """The contact under the cursor."""
        kind, _, row = self.list.row_id.partition(":")
        agency = self.agency_here
        if kind != "contact" or agency is None:
            return None
        return next((one for one in agency.contacts if one.id == row), None)

    @on(RowList.Highlighted)
    def highlighted(self) -> None:
        """The keys follow the cursor."""
        self.paint_keys()

    # ── doing ─────────────────────────────────────────────────────────────────────────────────────

    def action_book_open(self) -> None:
        """All that is kept of it, and who has it."""
        from exin_tui.tui.screens.meeting_sheet import FactSheet

        agency, one = self.agency_here, self.entry_here
        if agency is None:
            return
        codes = one.participants if one is not None else agency.participants
        overview = self.exin.overview
        people = {row.person.code: row.person for row in (overview.rows if overview is not None else ())}

        def body(look: Look, width: int) -> list[Line]:
            screening, hides = look.screening, look.screening.hides()
            facts = [(text("Agency"), self._named(agency, look))]
            if one is not None:
                facts += [
                    (text("Name"), screening.contact(one.name)), (text("Title there"), one.title),
                    (text("Phone"), screening.contact(one.phone)),
                    (text("E-mail"), screening.contact(one.email)),
                ]  # fmt: skip
            else:
                facts += [
                    (text("Address"), agency.place), (text("Phone"), agency.phone),
                    (text("E-mail"), agency.email),
                ]  # fmt: skip
            secret = agency.kind == PRISON or self.exin.labels.line_sensitive(agency.kind)
            if hides and secret:
                who = look.say(text("{count}; who is not said while names are hidden", count=len(codes)))
            else:
                who = ", ".join(screening.person(people[code]) if code in people else code for code in codes)
            facts.append((text("Participants"), who or "–"))
            lines: list[Line] = []
            for name, value in facts:
                if value:
                    lines += named(name, value, look, width, column=16)
            return lines

        self.app.push_screen(FactSheet(lambda look: self._named(agency, look), body, self.look))

    def action_book_edit(self) -> None:
        """The agency or the contact."""
        from exin_tui.tui.forms.contact import agency_form, contact_form

        agency, one, app = self.agency_here, self.entry_here, self.exin
        if one is not None:
            form = contact_form(one, self.book or (), app.labels, lambda: app.look, self.watched_contact(one))
            self.fill_in(form, text("Saved: the contact."))
        elif agency is not None and agency.id:
            form = agency_form(agency, self.exin.programme, self.look, self._agency_now(agency.id))
            self.fill_in(form, text("Saved: the agency."))

    def _agency_now(self, agency_id: str) -> Any:
        return lambda: next((one for one in self.book or () if one.id == agency_id), None)

    def action_book_new_contact(self) -> None:
        """At the agency under the cursor."""
        from exin_tui.tui.forms.contact import contact_form

        agency, app = self.agency_here, self.exin
        where = agency.id if agency is not None else ""
        form = contact_form(None, self.book or (), app.labels, lambda: app.look, lambda: None, where)
        self.fill_in(form, text("Saved: a contact."))

    def action_book_new_agency(self) -> None:
        """An agency."""
        from exin_tui.tui.forms.contact import agency_form

        form = agency_form(None, self.exin.programme, self.look, lambda: None)
        self.fill_in(form, text("Saved: an agency."))

    def action_book_search(self) -> None:
        """Ask for the words; nothing shows everything."""
        question = Question(
            self.say(text("Search the address book")), text("Words"), self.searched, lambda _: Echo(None),
            text("agency or title; nothing: everything"), replaces=True,
        )  # fmt: skip

        def typed(words: str | None) -> None:
            if words is not None:
                self.searched = words.strip()
                self.paint()

        self.app.push_screen(Ask(question, self.look), typed)

    def action_book_inactive(self) -> None:
        """Show or hide what is no longer in use."""
        self.inactive = not self.inactive
        self.paint()

    def action_row_open(self) -> None:
        """A second click."""
        self.action_book_open()

    def went_back(self) -> bool:
        """Escape ends the search first."""
        if self.searched:
            self.searched = ""
            self.paint()
            return True
        return False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """About a row only with one under the cursor."""
        if action in {"book_open", "book_edit"}:
            return self.agency_here is not None
        return super().check_action(action, parameters)

    def on_resize(self, _: Any = None) -> None:
        """Margins."""
        self.list.margin = 1 if self.size.width < 100 else 2

    def title_of_place(self) -> str:
        """For help's first line."""
        return self.say(text("Address book"))


class _Said:
    """Data said as it is, in either language."""

    def __init__(self, words: str) -> None:
        self.words = words

    def say(self, _language: str, /) -> str:
        """The words."""
        return self.words
