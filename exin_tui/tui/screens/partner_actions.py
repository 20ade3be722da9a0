"""What can be done for a partner: tick and pick tasks, edit facts, add, change and remove records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from exin_tui.language import Sayable, mid_sentence, text
from exin_tui.tui.changes import Moment, Refused
from exin_tui.tui.commands.catalogue import commands_of
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.partner_rows import ADDRESS
from exin_tui.tui.screens.about_person import AboutPerson
from exin_tui.tui.screens.export_actions import ExportActions
from exin_tui.tui.screens.refusal import RefusalSheet
from exin_tui.tui.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from exin_tui.partners.tab_models import PartnerPanel, RecordRow, TabTask
    from exin_tui.storage.database import Database

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_TASK = "task"
_ON_ROW: Mapping[str, str] = {"partner_done": "tasks", "partner_remove": "recorded"}
_OF_PARTNER = {one.action() for one in commands_of(Where.FOR_PARTNER)}


class PartnerActions(ExportActions, AboutPerson):
    """A screen that shows what a partner has, on everybody or on one participant."""

    @property
    def partner_here(self) -> Any:
        """The partner that is shown; None while none is."""
        raise NotImplementedError

    @property
    def partner_row(self) -> str:
        """The id of the row under the cursor."""
        raise NotImplementedError

    @property
    def partner_data(self) -> Any:
        """The tab or panel that was read last; None before that."""
        raise NotImplementedError

    def _own_id(self) -> str:
        """What the row is about, without whose it is."""
        return self.partner_row.rpartition(ADDRESS)[2]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only where a partner is shown, and what is about a row only on such a row."""
        if action in _OF_PARTNER:
            if self.partner_here is None or (action != "partner_export" and self.person is None):
                return False
            if action in _ON_ROW:
                return self._is_one_of(_ON_ROW[action])
        return super().check_action(action, parameters)

    def _is_one_of(self, what: str) -> bool:
        data, own = self.partner_data, self._own_id()
        if data is None or not own:
            return False
        if what == "tasks":
            return any(task.id == own for step in data.steps for task in step.tasks)
        records = any(row.id == own for table in data.records for row in table.rows)
        return records or any(column.id == own.removeprefix("fact:") for column in data.columns)

    # ── what is stored now ────────────────────────────────────────────────────────────────────────

    def _with_panel(self, then: Callable[[PartnerPanel], None]) -> None:
        """Read what the partner has on the participant at hand, then go on."""
        person, partner, app = self.person, self.partner_here, self.exin
        if person is None or partner is None:
            return
        read = self._reader(partner, person.id)

        def done(panel: PartnerPanel | None) -> None:
            if panel is None:
                app.tell(text("{code} is not among the participants any more.", code=person.code))
            else:
                then(panel)

        app.read_with(read, done)

    def _reader(self, partner: Any, participant_id: str) -> Callable[[Any], PartnerPanel | None]:
        app = self.exin

        def read(connection: Any) -> PartnerPanel | None:
            import msgspec

            from exin_tui.partners.tab import NoParticipant, load_panel
            from exin_tui.partners.tab_reading import contact_choices

            today = app.clock.today()
            try:
                panel = load_panel(
                    connection, partner, participant_id,
                    today=today, programme=app.programme, labels=app.labels,
                )  # fmt: skip
            except NoParticipant:
                return None
            contacts = contact_choices(connection, partner.manifest, participant_id, today)
            return msgspec.structs.replace(panel, contacts=contacts)

        return read

    # ── tasks ─────────────────────────────────────────────────────────────────────────────────────

    def action_partner_done(self) -> None:
        """Done: the task leaves the list; undo brings it back."""
        own = self._own_id()

        def tick(panel: PartnerPanel) -> None:
            task = next((one for step in panel.steps for one in step.tasks if one.id == own), None)
            if task is not None:
                self._tick(task)

        self._with_panel(tick)

    def _tick(self, task: TabTask) -> None:
        title = self.look.screening.item(task.title, task.sensitive, task.person)

        def write(database: Database, moment: Moment) -> object:
            from exin_tui.caseload import tasks

            return tasks.done(database, task.id, task.version, **moment.acting)

        def refused(answer: Refused) -> None:
            self.app.push_screen(RefusalSheet(title, answer, self.look))

        self.exin.change(write, lambda: self.exin.tell(text("Done: {task}", task=title)), refused)

    # ── adding ────────────────────────────────────────────────────────────────────────────────────

    def action_partner_add(self) -> None:
        """A task or a record: asked where there are both."""

        def ask(panel: PartnerPanel) -> None:
            kinds: list[tuple[str, Sayable | str]] = []
            if panel.offers:
                kinds.append((_TASK, text("a task")))
            screening, person = self.look.screening, panel.facts.person
            kinds += [(one.id, screening.item(one.label, one.sensitive, person)) for one in panel.records]
            if not kinds:
                self.exin.tell(text("This partner has nothing to add."))
            elif len(kinds) == 1:
                self._add(kinds[0][0], panel)
            else:
                self._ask_kind(kinds, panel)

        self._with_panel(ask)

    def _ask_kind(self, kinds: list[tuple[str, Sayable | str]], panel: PartnerPanel) -> None:
        choices = [
            Choice(_LETTERS[number], self.say(words), kind)
            for number, (kind, words) in enumerate(kinds[: len(_LETTERS)])
        ]

        def chosen(kind: str | None) -> None:
            if kind is not None:
                self._add(kind, panel)

        title = self.say(
            text("Add for {partner}, {who}", partner=mid_sentence(panel.name), who=self._who(panel))
        )
        self.app.push_screen(Menu(title, self.say(text("cancel")), choices), chosen)

    def _who(self, panel: PartnerPanel) -> str:
        return self.look.screening.on_a_sheet(panel.facts.person)

    def _add(self, kind: str, panel: PartnerPanel) -> None:
        from exin_tui.tui.forms.partner import new_record_form, pick_form

        manifest = self.partner_here.manifest
        if kind == _TASK:
            self.fill_in(pick_form(manifest, panel, self.look), text("Saved: the task is open."))
        else:
            self.fill_in(new_record_form(manifest, kind, panel, self.look), text("Saved."))

    # ── facts and records ─────────────────────────────────────────────────────────────────────────

    def action_partner_edit(self) -> None:
        """The record under the cursor, otherwise the facts."""
        own = self._own_id().removeprefix("fact:")

        def edit(panel: PartnerPanel) -> None:
            from exin_tui.tui.forms.partner import facts_form, record_form

            manifest, look = self.partner_here.manifest, self.look
            record = _record(panel, own)
            recorded = record is not None or any(one.value is not None for one in panel.facts.values)
            if recorded and look.screening.hides(panel.facts.person):
                self.exin.tell(
                    text("What is recorded is hidden with the name. Show the name first, then edit.")
                )
                return
            read = self._reader(self.partner_here, panel.facts.person.id)
            if record is not None:
                self.fill_in(record_form(manifest, *record, panel, look, read), text("Saved."))
            elif panel.columns:
                self.fill_in(facts_form(manifest, panel, look, read, own), text("Saved."))
            else:
                self.exin.tell(text("This partner has no facts to record."))

        self._with_panel(edit)

    def action_partner_remove(self) -> None:
        """A record, or what stands in a fact. Asked first; no is the answer that lies at hand."""
        own = self._own_id().removeprefix("fact:")

        def remove(panel: PartnerPanel) -> None:
            from exin_tui.tui.forms.partner import empty_form, remove_form

            record, manifest = _record(panel, own), self.partner_here.manifest
            if record is not None:
                self.fill_in(remove_form(manifest, *record, panel, self.look), text("Removed."))
            elif any(column.id == own for column in panel.columns):
                self.fill_in(empty_form(manifest, own, panel, self.look), text("Emptied."))

        self._with_panel(remove)


def _record(panel: PartnerPanel, row_id: str) -> tuple[str, RecordRow] | None:
    """The kind and the row."""
    found = ((table.id, row) for table in panel.records for row in table.rows if row.id == row_id)
    return next(found, None)
