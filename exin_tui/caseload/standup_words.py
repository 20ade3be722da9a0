"""The words of what changed: one table of sentences for each stored table."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from exin_schema.vocabulary import (
    ActivityKind,
    ApplicationKind,
    ApplicationState,
    ChecklistKind,
    ClosingReason,
    IntakeTalkKind,
    ItemState,
    Label,
    Language,
    MeetingOutcome,
    MeetingStatus,
    Phase,
    ProbationState,
    SecurityLevel,
    TaskState,
)
from exin_tui.caseload.standup_news import Net, News
from exin_tui.clock import OSLO
from exin_tui.dates import short_date
from exin_tui.language import Sayable, join, text

if TYPE_CHECKING:
    from exin_tui.caseload.labels import Labels

MOVED, IMPORTED, EDITED = "moved", "imported", "edited"
_BY_THE_RULES = frozenset({"item.set_due", "task.set_due"})
_T = TypeVar("_T", bound=enum.Enum)
_Words = Callable[[Net, dict[str, Any], "Labels"], Iterator[tuple[Sayable, Sayable | None, bool]]]


@dataclass(frozen=True, slots=True)
class Day:
    """``fr. 27. nov.``, with the time where there is one."""

    day: dt.date
    time: str = ""

    def say(self, language: Language, /) -> str:
        """The day in short."""
        return f"{short_date(self.day, language)} {self.time}".rstrip()


def words_of(net: Net, labels: Labels) -> Iterator[News]:
    """What is said of one row: nothing where it is no news for the team."""
    if net.command == "import":
        yield News(net.at, net.who, text("Taken in from the list"), many=IMPORTED)
        return
    said = _WORDS.get(net.entity)
    if said is None:
        return
    for about, became, sensitive in said(net, net.changed, labels):
        yield News(net.at, net.who, about, became, sensitive, _MANY.get(about, ""))


def counted(many: str, news: Sequence[News]) -> News:
    """Several of one kind, said together."""
    last = news[-1]
    about: Sayable = last.about
    if many == MOVED:
        about = (
            text("1 due date moved") if len(news) == 1 else text("{number} due dates moved", number=len(news))
        )
    return News(last.at, last.who, about, last.became)


_MOVED = text("due date moved")
_EDITED = text("Details of the participant changed")
_MANY: Mapping[Sayable, str] = {_MOVED: MOVED, _EDITED: EDITED}
"""What is said once, however often it was done."""


def _term(kind: type[_T], value: object) -> _T | None:
    return next((one for one in kind if one.value == value), None)


def _date(value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.astimezone(OSLO).date()
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value)[:10]) if value else None


def _moment(value: object) -> Day:
    moment = value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(str(value))
    local = moment.astimezone(OSLO)
    return Day(local.date(), f"{local:%H:%M}")


def _due(value: object) -> Sayable:
    day = _date(value)
    return text("no due date") if day is None else text("due {day}", day=Day(day))


def _initials(net: Net, caseworker_id: object) -> Sayable:
    who = net.initials.get(str(caseworker_id))
    return join((who,)) if who else text("nobody")


def _answers(net: Net, changed: dict[str, Any]) -> Sayable:
    return text("responsible: {who}", who=_initials(net, changed["responsible_id"]))


def _item(
    net: Net, changed: dict[str, Any], labels: Labels
) -> Iterator[tuple[Sayable, Sayable | None, bool]]:
    if net.inserted or net.deleted:
        return  # the list is the news
    label = labels.item_label(net.row["list"], net.row["key"])
    if "state" in changed:
        state = _term(ItemState, changed["state"])
        opened = state is ItemState.NOT_STARTED
        yield label.label, text("open again") if opened else state, label.sensitive
    elif "due_on" in changed:
        if net.command in _BY_THE_RULES:
            yield label.label, _due(changed["due_on"]), label.sensitive
        else:
            yield _MOVED, None, False
    elif "responsible_id" in changed:
        yield label.label, _answers(net, changed), label.sensitive
    elif "value_on" in changed or "contact_id" in changed:
        yield label.label, text("filled in"), label.sensitive


def _task(
    net: Net, changed: dict[str, Any], labels: Labels
) -> Iterator[tuple[Sayable, Sayable | None, bool]]:
    key, row = net.row.get("key"), net.row
    title, sensitive = labels.task_title(key, row.get("title") or ""), labels.task_sensitive(key)
    state = _term(TaskState, changed.get("state", row.get("state")))
    if net.deleted:
        return
    if net.inserted and state is TaskState.OPEN:
        due = None if row.get("due_on") is None else _due(row["due_on"])
        yield title, join((text("new task"), due)) if due is not None else text("new task"), sensitive
    elif net.inserted or "state" in changed:
        yield title, text("open again") if state is TaskState.OPEN else state, sensitive
    elif changed.get("snoozed_until") is not None:
        until = _date(changed["snoozed_until"])
        yield title, text("put off until {day}", day=Day(until or dt.date.min)), sensitive
    elif "due_on" in changed:
        if net.command in _BY_THE_RULES:
            yield title, _due(changed["due_on"]), sensitive
        else:
            yield _MOVED, None, False
    elif "responsible_id" in changed:
        yield title, _answers(net, changed), sensitive


def _meeting(
    net: Net, changed: dict[str, Any], labels: Labels
) -> Iterator[tuple[Sayable, Sayable | None, bool]]:
    label, row = labels.meeting_kind(net.row["kind"]), net.row
    begins = _moment(row["starts_at"])
    outcome, status = _term(MeetingOutcome, row.get("outcome")), _term(MeetingStatus, row.get("status"))
    if net.deleted or status is MeetingStatus.CANCELLED:
        if net.deleted or net.inserted or "status" in changed:
            yield label, text("{day}: cancelled", day=begins), False
    elif outcome is not None and (net.inserted or "outcome" in changed):
        yield label, text("{day}: {outcome}", day=begins, outcome=outcome), False
    elif net.inserted and row.get("series_id") is None:
        yield label, text("agreed for {day}", day=begins), False
    elif net.inserted or "starts_at" in changed:
        yield label, text("moved to {day}", day=begins), False
    elif "place" in changed or "video" in changed:
        yield label, text("{day}: place changed", day=begins), False
    elif changed.get("reminder_sent_on") is not None:
        yield label, text("{day}: reminder sent", day=begins), False


def _participant(
    net: Net, changed: dict[str, Any], _: Labels
) -> Iterator[tuple[Sayable, Sayable | None, bool]]:
    if net.inserted:
        yield text("Registered"), None, False
        return
    if "phase" in changed:
        before, after = _term(Phase, net.before["phase"]), _term(Phase, changed["phase"])
        yield text("Phase"), text("{before} → {after}", before=before, after=after), False
    if "caseworker_id" in changed:
        yield text("Caseworker"), _initials(net, changed["caseworker_id"]), False
    if "closed_on" in changed:
        reason = _term(ClosingReason, net.row.get("closing_reason"))
        closed = changed["closed_on"] is not None
        yield text("Follow-up"), text("ended: {reason}", reason=reason) if closed else text("reopened"), False
    if changed.get("phone_verified_on") is not None:
        yield text("Phone number"), text("checked"), False
    if _EDITS & changed.keys():
        yield _EDITED, None, False


_EDITS = frozenset(
    {"given_name", "family_name", "birth_date", "phone", "address", "district", "protected_address", "alias"}
)


def _custody(net: Net, changed: dict[str, Any], _: Labels) -> Iterator[tuple[Sayable, Sayable | None, bool]]:
    if net.inserted or net.deleted:
        yield text("Imprisonment"), text("recorded") if net.inserted else text("taken off"), False
        return
    if changed.get("released_on") is not None:
        yield (
            text("Release"),
            text("released {day}", day=Day(_date(changed["released_on"]) or dt.date.min)),
            False,
        )
        return
    if "probation" in changed:
        yield text("Probation"), _term(ProbationState, changed["probation"]), False
    for column, name in _RELEASE_DATES.items():
        if column in changed:
            day = _date(changed[column])
            yield name, text("unknown") if day is None else Day(day), False
    if "level" in changed:
        yield text("Security level"), _term(SecurityLevel, changed["level"]), False
    if "place" in changed:
        yield text("Place of imprisonment"), text("transferred"), False


_RELEASE_DATES: dict[str, Sayable] = {
    "decided_on": text("Decided release date"),
    "probation_on": text("Date of probation"),
    "two_thirds_on": text("2/3 date"),
    "full_term_on": text("Full-term date"),
}


def _transition(
    net: Net, changed: dict[str, Any], _: Labels
) -> Iterator[tuple[Sayable, Sayable | None, bool]]:
    to = _term(Phase, net.row["to_phase"])
    if net.inserted and net.row.get("proposed"):
        yield (
            text("Proposed"),
            text("phase {number} {phase}", number=to.number if to else "", phase=to),
            False,
        )
    elif net.deleted and net.row.get("proposed"):
        yield text("Proposal"), text("withdrawn"), False
    elif {"possibilities", "limits", "special"} & changed.keys():
        yield text("The discussion of the phase"), text("written down"), False


def _consent(
    net: Net, changed: dict[str, Any], labels: Labels
) -> Iterator[tuple[Sayable, Sayable | None, bool]]:
    about = text("Consent: {line}", line=labels.consent_line(net.row["line"]))
    if changed.get("withdrawn_on") is not None:
        yield about, text("withdrawn"), False
    elif net.inserted:
        yield about, text("given"), False
    elif "expires_on" in changed:
        day = _date(changed["expires_on"])
        yield about, text("no end date") if day is None else text("until {day}", day=Day(day)), False


def _activity(net: Net, _: dict[str, Any], __: Labels) -> Iterator[tuple[Sayable, Sayable | None, bool]]:
    if net.inserted and net.row.get("meeting_id") is None:
        kind = _term(ActivityKind, net.row["kind"])
        day = Day(_date(net.row["on"]) or dt.date.min)
        about = text("Contact") if net.row.get("reached") else text("No answer")
        yield about, text("{what} {day}", what=kind, day=day), False


def _application(
    net: Net, changed: dict[str, Any], _: Labels
) -> Iterator[tuple[Sayable, Sayable | None, bool]]:
    kind = _term(ApplicationKind, net.row["kind"])
    about = text("Application: {kind}", kind=kind)
    sensitive = kind is ApplicationKind.TREATMENT
    if net.inserted or "state" in changed:
        yield about, _term(ApplicationState, net.row["state"]), sensitive
    elif changed.get("complaint_sent_on") is not None:
        yield about, text("complaint sent"), sensitive


def _contact(
    net: Net, changed: dict[str, Any], labels: Labels
) -> Iterator[tuple[Sayable, Sayable | None, bool]]:
    role = net.row["role"]
    about, sensitive = labels.contact_role(role), labels.role_sensitive(role)
    if net.inserted:
        yield about, text("contact entered"), sensitive
    elif net.deleted or changed.get("to_on") is not None:
        yield about, text("contact taken off"), sensitive


def _list(net: Net, _: dict[str, Any], __: Labels) -> Iterator[tuple[Sayable, Sayable | None, bool]]:
    if net.inserted:
        yield _term(ChecklistKind, net.row["kind"]) or Label("", ""), text("opened"), False


def _talk(net: Net, changed: dict[str, Any], _: Labels) -> Iterator[tuple[Sayable, Sayable | None, bool]]:
    if net.row.get("held") and (net.inserted or "held" in changed):
        yield _term(IntakeTalkKind, net.row["kind"]) or Label("", ""), text("held"), False


def _of_partner(net: Net, _: dict[str, Any], __: Labels) -> Iterator[tuple[Sayable, Sayable | None, bool]]:
    yield (
        text("{partner}: what is recorded", partner=str(net.row.get("partner", "")).upper()),
        text("changed"),
        False,
    )


_WORDS: dict[str, _Words] = {
    "checklist_item": _item,
    "task": _task,
    "meeting": _meeting,
    "participant": _participant,
    "custody_episode": _custody,
    "phase_transition": _transition,
    "consent": _consent,
    "activity": _activity,
    "application": _application,
    "participant_contact": _contact,
    "checklist": _list,
    "intake_talk": _talk,
    "partner_fact": _of_partner,
    "partner_record": _of_partner,
}
