"""What the participants' rows say in columns that others brought: what differs is handed to who keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from exin_tui.importing.added_columns import Given
from exin_tui.importing.address_book import AddressBook
from exin_tui.importing.gone_through import GoneThrough
from exin_tui.importing.parse import CLEAR
from exin_tui.importing.participant_plan import ParticipantPlan

_BATCH = 200


class AddedValues:
    """Takes planned rows, in batches; those that name a contact wait until every list is read."""

    def __init__(self, going: GoneThrough) -> None:
        self._going = going
        self._keys = {column.key: column.holds for column in going.added.columns}
        self._waiting: list[ParticipantPlan] = []

    def take(self, plans: Sequence[ParticipantPlan]) -> None:
        """Keep what the rows say now; somebody new has been registered before."""
        if not self._keys:
            return
        self._waiting.extend(plan for plan in plans if self.waiting(plan))
        self._keep(plans, waits=False)

    def waiting(self, plan: ParticipantPlan) -> bool:
        """The row names a contact."""
        return any(self._keys.get(key) == "contact" for key in plan.row.values)

    def finish(self) -> Iterator[ParticipantPlan]:
        """Keep what had to wait; the rows that did."""
        if not self._waiting:
            return
        book = AddressBook.read(self._going.connection, self._going.known)
        for plan in self._waiting:
            for key, value in plan.row.values.items():
                if self._keys.get(key) == "contact" and isinstance(value, str):
                    unclear = book.why_not(value)
                    if unclear is not None:
                        plan.row.refuse(key, unclear)
                    else:
                        plan.row.values[key] = book.contact(value)
        for start in range(0, len(self._waiting), _BATCH):
            self._keep(self._waiting[start : start + _BATCH], waits=True)
        yield from self._waiting

    def _keep(self, plans: Sequence[ParticipantPlan], *, waits: bool) -> None:
        keeper, door = self._going.added.keeper, self._going.door
        changed = keeper.changed(self._going.connection, list(self._given(plans, waits=waits)))
        touched = {given.participant_id for given in changed}
        for plan in plans:
            plan.added_changed = plan.added_changed or plan.identity in touched
        if door is not None and changed:
            keeper.write(door, changed)

    def _given(self, plans: Iterable[ParticipantPlan], *, waits: bool) -> Iterator[Given]:
        for plan in plans:
            if plan.identity is None or plan.row.problems:
                continue
            for key, value in plan.row.values.items():
                if key in self._keys and (self._keys[key] == "contact") is waits:
                    yield Given(plan.identity, key, None if value is CLEAR else value)
