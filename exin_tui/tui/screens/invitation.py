"""Inviting to a meeting: who would see what, on which consent, before a file is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from exin_tui.calendar.wanted import Extra, Telling, Titles, Wanted
from exin_tui.language import Label, text
from exin_tui.programme.values import Refusal
from exin_tui.tui.changes import Moment, Refused
from exin_tui.tui.commands.bindings import bindings_for
from exin_tui.tui.commands.catalogue import commands_of
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.ink import Line, Span, gap
from exin_tui.tui.screens.file_asking import FileAsking, path_of
from exin_tui.tui.screens.refusal import RefusalSheet
from exin_tui.tui.widgets.footer import KeysLine
from exin_tui.tui.widgets.header import PRODUCT, HeaderLine
from exin_tui.tui.widgets.invitation import Draft, InvitationHead, chosen, guest_rows
from exin_tui.tui.widgets.line_list import LineList
from exin_tui.tui.widgets.pane_head import PaneHead
from exin_tui.tui.widgets.sheet import Ask, Echo, Question

if TYPE_CHECKING:
    from exin_tui.calendar.invitation import Inviting, Preview
    from exin_tui.calendar.inviting import Sent
    from exin_tui.storage.database import Database

NAME = Label("innkalling", "invitation")


class InvitationScreen(FileAsking):
    """What they would see at the top, the guests below."""

    WHERE = (Where.INVITATION,)
    AUTO_FOCUS = "#guests"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(
        one for one in commands_of(Where.INVITATION, Where.GO) if not one.id.startswith("go.pane")
    )
    DEFAULT_CSS = """
    InvitationScreen InvitationHead { padding: 1 2 0 2; }
    InvitationScreen PaneHead { height: 3; padding: 1 0 0 2; }
    InvitationScreen.-one-pane InvitationHead { padding: 0 1; }
    InvitationScreen.-one-pane PaneHead { height: 2; padding: 0 0 0 1; }
    """

    def __init__(self, meeting_id: str) -> None:
        super().__init__()
        self.meeting_id = meeting_id
        self.draft = Draft()
        self.preview: Preview | None = None
        self._reading: Inviting | None = None
        self._head = InvitationHead()
        self._rows = LineList(id="guests")

    def compose(self) -> ComposeResult:
        """Header, what they see, guests, keys."""
        yield HeaderLine()
        with Vertical(id="body"):
            yield self._head
            yield PaneHead(id="guests-head")
            yield self._rows
        yield KeysLine()

    def on_mount(self) -> None:
        """Read."""
        named = f"{self.say(NAME)}-{self.look.today.isoformat()}"
        names = (f"{named}.ics", *(f"{named}-{number}.ics" for number in range(2, 100)))
        free = next((name for name in names if not path_of(name).exists()), names[0])
        self.draft = replace(self.draft, file=free)
        super().on_mount()
        self.read_again()

    # ── reading ───────────────────────────────────────────────────────────────────────────────────

    def inviting(self) -> Inviting:
        """What the command line would be asked with the same choices."""
        from exin_tui.calendar.invitation import Inviting
        from exin_tui.calendar.stream import Asked

        telling = Telling(self.look.language, self.draft.titles, self.draft.extras)
        asked = Asked(Wanted(self.exin.clock.now()), telling, self.exin.labels.meeting_kind)
        return Inviting(telling, self.draft.organizer, asked=asked)

    def read_again(self) -> None:
        """Who may be told, as things are now."""
        inviting = self._reading = self.inviting()
        app = self.exin
        actor = app.me or app.database.actor

        def read(connection: Any) -> Preview | Refusal:
            from exin_tui.calendar.invitation import preview

            return preview(
                connection, self.meeting_id, inviting,
                actor=actor, today=app.clock.today(), now=app.clock.now(), programme=app.programme,
            )  # fmt: skip

        def done(found: Preview | Refusal) -> None:
            if not self.is_mounted or inviting is not self._reading:
                return
            if isinstance(found, Refusal):
                self.exin.tell(found.message, loud=True)
                self.dismiss()
                return
            self.preview = found
            self.paint()

        app.read_with(read, done)

    # ── painting ──────────────────────────────────────────────────────────────────────────────────

    def way_back(self) -> Line:
        """The way back, and what this is."""
        say = self.look.say
        return (
            Span(PRODUCT, "text bold"), gap(4), Span(f"‹ {say(text('Overview'))}", "accent", "app.view_back"),
            gap(3), Span(say(text("Invitation")), "text bold"),
        )  # fmt: skip

    def paint(self) -> None:
        """Everything, from what was read last."""
        super().paint()
        found, look = self.preview, self.look
        if found is None:
            return
        self._head.show(self.draft, found, look)
        self._head.styles.height = self._head.height_at(self.size.width)
        head = self.query_one(PaneHead)
        head.light(lit=True)
        count = text("{chosen} of {all}", chosen=len(chosen(self.draft, found)), all=len(found.guests))
        head.show(self.say(text("Who is invited")), self.say(count))
        self._rows.show(guest_rows(self.draft, found, look))

    def on_resize(self) -> None:
        """Margins."""
        self._rows.margin = 1 if self.size.width < 100 else 2
        self.paint()

    # ── choosing ──────────────────────────────────────────────────────────────────────────────────

    def _redraft(self, **changed: Any) -> None:
        self.draft = replace(self.draft, **changed)
        self.read_again()
        self.paint()

    def action_invitation_guest(self, number: str) -> None:
        """Leave a guest out, or take them in again; who may not be told cannot be taken in."""
        found = self.preview
        if found is None or int(number) > len(found.guests):
            return
        one = found.guests[int(number) - 1]
        if one.why_not is not None:
            self.exin.tell(one.why_not, loud=True)
            return
        self._redraft(left_out=self.draft.left_out ^ {one.address})

    def action_invitation_titles(self) -> None:
        """Code, alias, just "meeting", around."""
        titles = list(Titles)
        self._redraft(titles=titles[(titles.index(self.draft.titles) + 1) % len(titles)])

    def action_invitation_place(self) -> None:
        """With place, or without."""
        self._redraft(extras=self.draft.extras ^ {Extra.PLACE})

    def action_invitation_kind(self) -> None:
        """With the kind, or without."""
        self._redraft(extras=self.draft.extras ^ {Extra.KIND})

    def action_invitation_organizer(self) -> None:
        """Ask to which address answers go."""

        def echo(typed: str) -> Echo:
            from exin_tui.calendar.guests import is_address

            if is_address(typed.strip()):
                return Echo(None)
            return Echo(text("{address} is no e-mail address.", address=typed.strip()), good=False)

        def typed(value: str | None) -> None:
            if value is not None and value.strip():
                self._redraft(organizer=value.strip())

        before = self.preview.organizer if self.preview is not None else ""
        question = Question(
            self.say(text("Invitation")), text("Answers to"), before, echo,
            text("your e-mail address; it is remembered"),
        )  # fmt: skip
        self.app.push_screen(Ask(question, self.look), typed)

    def action_invitation_name(self) -> None:
        """Ask what the file is called."""
        self.ask_name(self.say(text("Invitation")), self.draft.file, lambda file: self._redraft(file=file))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is written for nobody."""
        found = self.preview
        if action == "invitation_write":
            gone = found is None or found.entry.meeting.cancelled
            return not gone and found is not None and bool(chosen(self.draft, found))
        if action == "invitation_call_off":
            return found is not None and bool(found.invited)
        return super().check_action(action, parameters)

    # ── writing ───────────────────────────────────────────────────────────────────────────────────

    def action_invitation_write(self) -> None:
        """For those who are chosen."""
        if self.preview is not None and not self.preview.organizer:
            self.action_invitation_organizer()
            return
        self._write_after_asking(calling_off=False)

    def action_invitation_call_off(self) -> None:
        """For everybody who was invited."""
        self._write_after_asking(calling_off=True)

    def _write_after_asking(self, *, calling_off: bool) -> None:
        there = path_of(self.draft.file).exists()
        self.replacing(self.draft.file, lambda: self._write(calling_off=calling_off, replacing=there))

    def _write(self, *, calling_off: bool, replacing: bool) -> None:
        found, draft, inviting = self.preview, self.draft, self.inviting()
        if found is None:
            return
        people = found.invited if calling_off else chosen(draft, found)
        addresses = frozenset(one.address for one in people)
        sent: list[Sent] = []

        def write(database: Database, moment: Moment) -> object:
            from exin_tui.calendar.inviting import invite, uninvite

            def send() -> object:
                return (uninvite if calling_off else invite)(
                    database, self.meeting_id, path_of(draft.file), inviting,
                    chosen=addresses, today=moment.today, now=moment.now, programme=moment.programme,
                    actor=moment.actor or None, force=replacing,
                )  # fmt: skip

            answer = self.as_refusal(draft.file, send)
            if not isinstance(answer, Refusal):
                sent.append(answer)  # type: ignore[arg-type]
            return answer

        def done() -> None:
            self.exin.refresh_data()
            self.exin.tell(
                text(
                    "{file} is written for {count}. Attach it to a message to them.",
                    file=draft.file,
                    count=len(sent[0].guests),
                )
            )
            if self.is_mounted and self.app.screen is self:
                self.dismiss()

        def refused(answer: Refused) -> None:
            self.app.push_screen(RefusalSheet(self.say(text("Invitation")), answer, self.look))

        self.exin.change(write, done, refused, undoable=False)

    def title_of_place(self) -> str:
        """For help's first line."""
        return self.say(text("Invitation"))
