"""How far each checklist of the demo has come: what the sketch leaves open is open, what was due is done."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from exin_schema.programme import ItemSpec, Programme
from exin_schema.tables.checklists import OPEN_STATES
from exin_schema.vocabulary import ChecklistKind, ItemKind, ItemState, Phase
from exin_tui.caseload.register import Rows
from exin_tui.demo.agencies import Network, Row, phone
from exin_tui.demo.days import at
from exin_tui.demo.names import Names
from exin_tui.demo.sketch import Open, Sketch

_NOT_NEEDED = {
    "leave_conditions": "Ingen permisjoner før løslatelse",
    "transfer_plans": "Soner ferdig der",
    "tog_contact": "Ikke TOG på stedet",
    "family": "Ønskes ikke av deltakeren",
    "debt_advice": "Ikke aktuelt",
    "dps": "Ikke aktuelt",
    "leisure": "Ordner det selv",
}
_KINDS = {kind.value: kind for kind in ChecklistKind}
_CONFIRMED_WITH = ("NAV", "Deltakeren", "Kontaktbetjent", "Utleier", "Banken")
#: How much of what is not due yet is done already, and how much is begun.
_DONE_EARLY: Mapping[Phase, tuple[float, float]] = {
    Phase.INTAKE: (0.2, 0.1),
    Phase.IN_PRISON: (0.12, 0.1),
    Phase.PRE_RELEASE: (0.6, 0.15),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What deciding the state of an item takes, the same for everybody."""

    today: dt.date
    programme: Programme
    network: Network
    rng: random.Random
    names: Names
    make_id: Callable[[], str]
    caseworkers: Mapping[str, str]
    """Ids by initials."""
    settled_until: dt.date
    """What is due up to this day is done, unless the sketch leaves it open."""


@dataclass(frozen=True, slots=True)
class Progressed:
    """The item rows with their states, and the contacts that they need."""

    items: tuple[Row, ...]
    contacts: tuple[Row, ...]
    """The participant's contacts by role."""
    relatives: tuple[Row, ...]
    """People who work at no agency: to be stored before the participant's contacts."""


def progressed(rows: Rows, sketch: Sketch, setting: Setting) -> Progressed:
    """How far one participant's lists have come."""
    contacts = _Contacts(rows, sketch, setting)
    kinds = {str(row["id"]): _KINDS[str(row["kind"])] for row in rows.checklists}
    begun = {str(row["id"]): row["in_force_on"] for row in rows.checklists}
    planned = {(each.list, each.key): each for each in sketch.opens}
    items = []
    for row in rows.items:
        kind = kinds[str(row["checklist_id"])]
        spec = setting.programme.items_by_key[kind, str(row["key"])]
        plan = planned.get((kind, spec.key))
        if plan is not None:
            change = _left_open(row, plan, setting)
        else:
            change = _settled(row, spec, sketch, setting, contacts, begun[str(row["checklist_id"])], rows)
        if row["value_on"] is not None and change.get("state") in OPEN_STATES:
            change = {}  # the imprisonment has this date: nobody is asked for it
        items.append({**row, **change})
    return Progressed(tuple(items), tuple(contacts.rows), tuple(contacts.relatives))


def _left_open(row: Row, plan: Open, setting: Setting) -> Row:
    change: Row = {"state": (ItemState.IN_PROGRESS if plan.started else ItemState.NOT_STARTED).value}
    wanted = _wanted(row["due_on"], plan, setting.today)
    if wanted is not None:
        change |= {"due_on": wanted, "due_override": wanted != row["due_on"]}
    if plan.responsible:
        change["responsible_id"] = setting.caseworkers[plan.responsible]
    return change


def _wanted(computed: object, plan: Open, today: dt.date) -> dt.date | None:
    """The day that the sketch asks for, None when the computed one will do."""
    if plan.days is not None:
        return today + dt.timedelta(days=plan.days)
    if plan.within is None:
        return None
    latest = today + dt.timedelta(days=plan.within)
    return min(computed, latest) if isinstance(computed, dt.date) else latest


def _settled(
    row: Row,
    spec: ItemSpec,
    sketch: Sketch,
    setting: Setting,
    contacts: _Contacts,
    in_force_on: object,
    rows: Rows,
) -> Row:
    if spec.kind is ItemKind.CONSENTS:
        return {}
    due_on = row["due_on"]
    past = isinstance(due_on, dt.date) and due_on <= setting.settled_until
    state = _state(spec, sketch, setting.rng, past=past, waits=due_on is None)
    if state is ItemState.NOT_STARTED:
        return {"state": state.value}
    day = _changed_on(in_force_on, due_on, setting)
    change: Row = {
        "state": state.value,
        "changed_at": at(day, f"{setting.rng.randint(8, 15):02d}:{setting.rng.randrange(0, 60, 5):02d}"),
        "changed_by": sketch.caseworker,
    }
    if state is ItemState.NOT_NEEDED:
        return {**change, "reason": _NOT_NEEDED[spec.key]}
    if state is ItemState.CONFIRMED:
        change["confirmed_with"] = setting.rng.choice(_CONFIRMED_WITH)
    if state is not ItemState.IN_PROGRESS:
        change |= _proof(spec, sketch, rows, contacts)
    return change


def _state(spec: ItemSpec, sketch: Sketch, rng: random.Random, *, past: bool, waits: bool) -> ItemState:
    chance = rng.random()
    if waits:
        return ItemState.NOT_STARTED
    if past:
        if spec.key in _NOT_NEEDED and chance < 0.25:
            return ItemState.NOT_NEEDED
        return ItemState.CONFIRMED if spec.kind is ItemKind.TICK and chance > 0.85 else ItemState.DONE
    done, begun = _DONE_EARLY.get(sketch.phase, (0.7, 0.1))
    if chance < done:
        return ItemState.DONE
    return ItemState.IN_PROGRESS if chance < done + begun else ItemState.NOT_STARTED


def _changed_on(in_force_on: object, due_on: object, setting: Setting) -> dt.date:
    """A day between the list's coming in force and its due date, and not after today."""
    last = min(due_on if isinstance(due_on, dt.date) else setting.today, setting.today - dt.timedelta(days=1))
    first = in_force_on if isinstance(in_force_on, dt.date) and in_force_on < last else last
    return first + dt.timedelta(days=setting.rng.randint(0, (last - first).days))


def _proof(spec: ItemSpec, sketch: Sketch, rows: Rows, contacts: _Contacts) -> Row:
    """What makes an item of its kind done: the date of a date item, the contact of a contact item."""
    if spec.kind is ItemKind.DATE:
        column = "full_term_on" if spec.key == "sentence_end_date" else "two_thirds_on"
        return {"value_on": rows.episodes[0][column]} if rows.episodes else {}
    if spec.kind is ItemKind.CONTACT:
        return {"contact_id": contacts.with_role(spec.contact_role, sketch.place)}
    return {}


class _Contacts:
    """The contacts of one participant, the same person each time a role is asked for."""

    def __init__(self, rows: Rows, sketch: Sketch, setting: Setting) -> None:
        self._participant = rows.participant
        self._since = setting.today - dt.timedelta(days=min(sketch.enrolled or sketch.since, 200))
        self._setting = setting
        self._taken: dict[str, str] = {}
        self.rows: list[Row] = []
        self.relatives: list[Row] = []

    def with_role(self, role: str, prison: str) -> str:
        """The id of the contact in ``role``."""
        if role not in self._taken:
            known = self._setting.programme.roles_by_key.get(role)
            line = known.line if known else ""
            candidates = self._setting.network.candidates(role, line, prison)
            self._taken[role] = self._setting.rng.choice(candidates) if candidates else self._relative()
            self.rows.append(
                {
                    "id": self._setting.make_id(),
                    "participant_id": self._participant["id"],
                    "contact_id": self._taken[role],
                    "role": role,
                    "from_on": self._since,
                }
            )
        return self._taken[role]

    def _relative(self) -> str:
        who = self._setting.rng.choice(("Mor", "Far", "Søster", "Bror", "Tante"))
        given, _ = self._setting.names.draw()
        relative: Row = {
            "id": self._setting.make_id(),
            "name": f"{given} {self._participant['family_name']}",
            "role": who,
            "phone": phone(self._setting.rng),
        }
        self.relatives.append(relative)
        return str(relative["id"])
