"""What a row of the list means for one participant: somebody new, changes to somebody known, or nothing.

Planning reads and decides; `exin_tui.importing.participant_store` writes what was decided.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from exin_schema.vocabulary import ChecklistKind, CustodyKind, Phase, SecurityLevel
from exin_tui.caseload.registration import ConsentGiven, Custody, Registration
from exin_tui.importing.custody_checks import check_dates, check_expected
from exin_tui.importing.known import Known
from exin_tui.importing.parse import CLEAR, ParsedRow, given
from exin_tui.importing.participant_columns import CONSENT, CUSTODY
from exin_tui.importing.read_consent import ConsentDays
from exin_tui.importing.report import Action
from exin_tui.language import text

Stored = Mapping[str, Any]

_TEXTS = ("given_name", "family_name", "phone", "address", "district", "soma_reference")
_PLAIN = (
    "birth_date", "phone_verified_on", "protected_address", "referred_by", "referred_on", "enrolled_on",
    "phase_since",
)  # fmt: skip
_CUSTODY_TEXTS = frozenset({"place", "unit"})


@dataclass(frozen=True, slots=True)
class StoredParticipant:
    """A participant as the database has them."""

    row: Stored
    caseworker: str
    """Initials; empty: nobody."""
    episode: Stored | None
    """The newest one."""
    consents: tuple[Stored, ...]


@dataclass(slots=True)
class ParticipantPlan:
    """What is to be written for one row."""

    row: ParsedRow
    stored: StoredParticipant | None = None
    registration: Registration | None = None
    """Somebody new."""
    changes: dict[str, object] = field(default_factory=dict)
    """Columns of a known participant; the caseworker by initials."""
    phase: Phase | None = None
    """A known participant goes to this phase."""
    custody: Custody | None = None
    """A known participant is imprisoned, for the first time or again."""
    custody_changes: dict[str, object] = field(default_factory=dict)
    consents: list[ConsentGiven] = field(default_factory=list)
    consent_changes: list[tuple[Stored, dict[str, object]]] = field(default_factory=list)
    identity: str | None = None
    """The participant's id; None for somebody new who is not written."""
    added_changed: bool = False
    """A value that somebody else keeps is another than before."""

    @property
    def action(self) -> Action:
        """What the row does."""
        if self.registration is not None:
            return Action.ADDED
        touched = (
            self.changes, self.phase, self.custody, self.custody_changes, self.consents, self.consent_changes,
            self.added_changed,
        )  # fmt: skip
        return Action.UPDATED if any(touched) else Action.UNCHANGED


def plan_participant(
    row: ParsedRow, stored: StoredParticipant | None, known: Known, today: dt.date
) -> ParticipantPlan:
    """Decide what ``row`` does; whatever is wrong with it is added to its problems."""
    _split_name(row)
    plan = ParticipantPlan(row, stored, identity=str(stored.row["id"]) if stored else None)
    staff = given(row.values, "caseworker")
    if isinstance(staff, str) and (unknown := known.unknown_staff(staff)):
        row.refuse("caseworker", unknown)
    _check_alias(row, stored, known)
    if stored is None:
        _check_new(row, known)
    merged = _merged(row.values, stored, CUSTODY)
    check_dates(row, merged)
    check_expected(row, merged, _phase(row, stored), today)
    new_custody = _custody(row, stored)
    consents = [
        ConsentGiven(key.removeprefix(CONSENT), days.given_on, days.expires_on)
        for key, days in row.values.items()
        if key.startswith(CONSENT) and isinstance(days, ConsentDays)
    ]
    if stored is None:
        _check_start_list(row)
        plan.registration = _registration(row.values, known, new_custody, consents)
        return plan
    plan.custody = new_custody
    plan.changes = _changes(row.values, stored)
    if new_custody is None and stored.episode is not None:
        plan.custody_changes = _custody_changes(row.values, stored.episode)
    if row.values.get("phase") not in {None, stored.row["phase"]}:
        plan.phase = msgspec.convert(row.values["phase"], Phase)
        plan.changes |= {"phase": plan.phase.value, "phase_since": row.values.get("phase_since") or today}
    for consent in consents:
        _consent(plan, stored, consent)
    return plan


def _split_name(row: ParsedRow) -> None:
    """A full name in one cell: “Family, Given”, otherwise the last word is the family name."""
    name = row.values.pop("name", None)
    if not isinstance(name, str):
        return
    family, comma, first = name.partition(",")
    if not comma:
        first, _, family = name.rpartition(" ")
    if not first:
        first, family = family, ""
    for key, part in (("given_name", first), ("family_name", family)):
        if key not in row.filled:
            row.values[key] = part.strip()


def _check_alias(row: ParsedRow, stored: StoredParticipant | None, known: Known) -> None:
    alias = row.values.get("alias")
    if not isinstance(alias, str):
        return
    holder = known.aliases.get(alias.casefold())
    own = str(stored.row["code"]) if stored else row.values.get("code")
    if holder is not None and holder != own:
        row.warn("alias", text("{code} has the same alias: on a shared screen they look alike.", code=holder))


def _check_new(row: ParsedRow, known: Known) -> None:
    """Somebody new needs a phase, and must not be somebody who is already there."""
    values = row.values
    if "phase" not in row.filled:
        row.refuse("phase", text("This participant is new, so the phase is needed: 1–6 or its name."))
    first, family = (str(given(values, key) or "") for key in ("given_name", "family_name"))
    born = given(values, "birth_date")
    same = known.same_person(first, family, born if isinstance(born, dt.date) else None)
    if "code" not in row.filled:
        if same is not None:
            message = text(
                "This person looks like {code}, who is there already. Write {code} in the column for the "
                "code, or another code if it is somebody else.",
                code=same,
            )
            row.refuse("code", message, show=False)
        elif not (first or family):
            row.refuse("code", text("Write a code or a name."), show=False)
    elif same is not None and born is not None and known.exactly(first, family, born):
        row.warn("code", text("{code} has the same name and birth date. Is it the same person?", code=same))


def _check_start_list(row: ParsedRow) -> None:
    if row.values.get("start_list_done") and given(row.values, "enrolled_on") is None:
        row.warn(
            "start_list_done",
            text("Nothing to go through: the start checklist comes with enrolment, and no day is given."),
        )


def _phase(row: ParsedRow, stored: StoredParticipant | None) -> Phase | None:
    value = row.values.get("phase") or (stored.row["phase"] if stored else None)
    return msgspec.convert(value, Phase) if value else None


def _merged(
    values: Mapping[str, object], stored: StoredParticipant | None, custody: tuple[str, ...]
) -> dict[str, object]:
    """What would be stored: the list's cells over what is in the database."""
    merged: dict[str, object] = dict(stored.row) if stored else {}
    if stored and stored.episode and not _is_new_imprisonment(values, stored.episode):
        merged |= {key: stored.episode[key] for key in (*custody, "ended_on")}
    return merged | {key: None if value is CLEAR else value for key, value in values.items()}


def _is_new_imprisonment(values: Mapping[str, object], episode: Stored) -> bool:
    """The list's first day of imprisonment lies after the end of the one that is stored."""
    started, ended = values.get("started_on"), episode["released_on"] or episode["ended_on"]
    return isinstance(started, dt.date) and ended is not None and started > ended


def _custody(row: ParsedRow, stored: StoredParticipant | None) -> Custody | None:
    values = {key: value for key in CUSTODY if (value := given(row.values, key)) is not None}
    episode = stored.episode if stored else None
    if not values or (episode is not None and not _is_new_imprisonment(row.values, episode)):
        return None
    if values == {"level": SecurityLevel.OUT.value}:
        return None
    kind = values.get("kind") or _kind_that_follows(values)
    if kind is None and "kind" not in row.filled:
        row.refuse("kind", text("Custody is given, so say whether it is remand or a sentence."))
    if "level" not in row.filled:
        row.refuse(
            "level", text("Custody is given, so the security level is needed: phase 3 is computed from it.")
        )
    if kind is None or "level" not in values:
        return None
    return msgspec.convert({**values, "kind": kind}, Custody)


def _kind_that_follows(values: Mapping[str, object]) -> str | None:
    """Remand has no release date: who has one serves a sentence."""
    dates = ("full_term_on", "two_thirds_on", "probation_on")
    return CustodyKind.SENTENCE.value if any(key in values for key in dates) else None


def _registration(
    values: Mapping[str, object], known: Known, custody: Custody | None, consents: list[ConsentGiven]
) -> Registration:
    keys = (*_TEXTS, *_PLAIN, "code", "alias", "phase")
    entered = {key: value for key in keys if (value := given(values, key)) is not None}
    staff = str(given(values, "caseworker") or "")
    registration = msgspec.convert(
        {**entered, "caseworker": known.staff.get(staff.casefold(), "")}, Registration
    )
    gone_through = values.get("start_list_done") is True and registration.enrolled_on is not None
    return dataclasses.replace(
        registration,
        custody=custody,
        consents=tuple(consents),
        lists_done=frozenset({ChecklistKind.START} if gone_through else ()),
    )


def _changes(values: Mapping[str, object], stored: StoredParticipant) -> dict[str, object]:
    changes: dict[str, object] = {}
    for key in (*_TEXTS, *_PLAIN, "alias"):
        if key in values:
            value = values[key] if values[key] is not CLEAR else ("" if key in _TEXTS else None)
            if value != stored.row[key]:
                changes[key] = value
    if "caseworker" in values:
        staff = str(given(values, "caseworker") or "")
        if staff.casefold() != stored.caseworker.casefold():
            changes["caseworker"] = staff
    return changes


def _custody_changes(values: Mapping[str, object], episode: Stored) -> dict[str, object]:
    changes: dict[str, object] = {}
    for key in CUSTODY:
        if key in values:
            value = values[key] if values[key] is not CLEAR else ("" if key in _CUSTODY_TEXTS else None)
            if value != episode[key]:
                changes[key] = value
    released = changes.get("released_on")
    if released is not None and episode["ended_on"] is None:
        changes["ended_on"] = released
    return changes


def _consent(plan: ParticipantPlan, stored: StoredParticipant, new: ConsentGiven) -> None:
    """A consent for a whole line. One that was withdrawn is never revived by an old list.

    Given after the stored one's last day, it is another consent; before it, a corrected date. A list that
    says nothing of a last day leaves the stored one.
    """
    before = [
        each
        for each in stored.consents
        if each["line"] == new.line and not each["role"] and not each["person"]
    ]
    same = [each for each in before if each["given_on"] == new.given_on]
    standing = [each for each in same or before if each["withdrawn_on"] is None]
    if same and not standing:
        return
    withdrawn = max((each["withdrawn_on"] for each in before if each["withdrawn_on"]), default=None)
    if standing:
        old = standing[-1]
        if old["expires_on"] is not None and new.given_on > old["expires_on"]:
            plan.consents.append(new)
            return
        dates = {"given_on": new.given_on} | ({"expires_on": new.expires_on} if new.expires_on else {})
        changes: dict[str, object] = {key: day for key, day in dates.items() if old[key] != day}
        if changes:
            plan.consent_changes.append((old, changes))
    elif withdrawn is None or new.given_on > withdrawn:
        plan.consents.append(new)
    else:
        plan.row.refuse(
            CONSENT + new.line,
            text(
                "This consent was withdrawn on {day}. A new one has a later date; else empty the cell.",
                day=withdrawn,
            ),
        )
