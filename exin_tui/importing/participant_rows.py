"""The sheet of participants: planned in batches, so that the statements do not grow with the list."""

from __future__ import annotations

from collections.abc import Sequence

from exin_tui.caseload.due_dates import rederive
from exin_tui.caseload.roster import Roster
from exin_tui.importing.added_values import AddedValues
from exin_tui.importing.columns import Kind
from exin_tui.importing.gone_through import GoneThrough
from exin_tui.importing.parse import ParsedRow, given
from exin_tui.importing.participant_plan import ParticipantPlan, plan_participant
from exin_tui.importing.participant_store import read_participants, register_new, update_known
from exin_tui.importing.problems import Place
from exin_tui.importing.read_words import plain_words
from exin_tui.importing.report import Action, NewCode
from exin_tui.language import text


class ParticipantRows:
    """Takes the rows of a list of participants."""

    kind = Kind.PARTICIPANTS

    def __init__(self, going: GoneThrough, roster: Roster | None) -> None:
        self._going, self._roster = going, roster
        self._added = AddedValues(going)
        self.aliases: set[str] = set()
        """Every alias in the list."""
        self._codes: dict[str, Place] = {}
        self._people: dict[tuple[str, object], Place] = {}

    @property
    def codes(self) -> set[str]:
        """Every code in the list, as written there."""
        return {self._going.known.codes[code] for code in self._codes}

    def take(self, rows: Sequence[ParsedRow]) -> None:
        """Plan and, when writing, store ``rows``."""
        going = self._going
        ids = [identity for row in rows if (identity := self._known_id(row)) is not None]
        stored = read_participants(going.connection, ids)
        plans: list[ParticipantPlan] = []
        for row in rows:
            self._refuse_twice(row)
            plan = plan_participant(row, stored.get(self._known_id(row) or ""), going.known, going.today)
            plans.append(plan)
            self._remember(row)
        if going.door is not None:
            self._write([plan for plan in plans if not plan.row.problems])
        self._added.take(plans)
        for plan in plans:
            if not self._added.waiting(plan):
                going.settle(self.kind, plan.row, plan.action)

    def finish(self) -> None:
        """Settle the rows that say something which only the other lists explain."""
        for plan in self._added.finish():
            self._going.settle(self.kind, plan.row, plan.action)

    def _remember(self, row: ParsedRow) -> None:
        """Later rows and sheets may refer to the participant, even when other cells of the row are wrong."""
        code, alias = row.values.get("code"), str(given(row.values, "alias") or "")
        if isinstance(code, str):
            self._going.known.add_participant(code, alias=alias)
        if alias:
            self.aliases.add(alias)

    def _known_id(self, row: ParsedRow) -> str | None:
        code = row.values.get("code")
        return self._going.known.participant_id(code) if isinstance(code, str) else None

    def _refuse_twice(self, row: ParsedRow) -> None:
        code, here = row.values.get("code"), row.place("code")
        if isinstance(code, str):
            first = self._codes.setdefault(code.casefold(), here)
            if first != here:
                row.refuse("code", text("The same code stands in {place}. Keep one of them.", place=first))
        elif "code" not in row.filled:
            names = " ".join(
                str(given(row.values, key) or "") for key in ("name", "given_name", "family_name")
            )
            first = self._people.setdefault(
                (plain_words(names), given(row.values, "birth_date")), row.place()
            )
            if first != row.place() and names.strip():
                message = text(
                    "The same person stands in {place}. Keep one, or give each a code.", place=first
                )
                row.refuse("code", message, show=False)

    def _write(self, plans: Sequence[ParticipantPlan]) -> None:
        going = self._going
        if going.door is None or self._roster is None:
            return
        new = [plan for plan in plans if plan.action is Action.ADDED]
        for plan, code, alias in register_new(
            going.door, new, self._roster, going.known, today=going.today, programme=going.programme
        ):
            if "code" not in plan.row.values:
                going.ledger.new_codes.append(NewCode(plan.row.place("code"), code, alias))
        moved = [
            str(plan.stored.row["id"])
            for plan in plans
            if plan.stored is not None
            and plan.action is Action.UPDATED
            and update_known(going.door, plan, going.known)
        ]
        if moved:
            rederive(going.door, moved, today=going.today, programme=going.programme)
