"""An application: to whom and what; sent; decided, in writing or not, with the deadline in the letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from exin_schema.vocabulary import ApplicationKind, ApplicationState
from exin_tui.caseload.at_hand import LONGEST_TEXT
from exin_tui.caseload.case_models import ApplicationView
from exin_tui.caseload.models import ParticipantRow
from exin_tui.language import Sayable, text
from exin_tui.tui.changes import Moment
from exin_tui.tui.forms.declared import YES, Field, Filled, Form, Kind, Option, Seen, Values
from exin_tui.tui.look import Look

if TYPE_CHECKING:
    from exin_tui.storage.database import Database

KIND, WHAT, AGENCY, SENT, STATE, ON, WRITTEN, COMPLAIN_BY = (
    "kind", "what", "agency", "sent", "state", "on", "written", "complain_by",
)  # fmt: skip
_NO_STORY = text("a few words, no story")
_DECISIONS = (ApplicationState.GRANTED, ApplicationState.REFUSED, ApplicationState.PARTLY)
_REFUSED = frozenset({ApplicationState.REFUSED.value, ApplicationState.PARTLY.value})
Now = Callable[[], ApplicationView | None]


def new_application_form(
    row: ParticipantRow,
    agencies: Sequence[tuple[str, str]],
    look: Look,
    now: Callable[[], ParticipantRow | None],
) -> Form:
    """To whom, what, and when it was sent: nothing there is "not sent yet"."""

    def seen() -> Seen | None:
        found = now()
        return None if found is None else Seen(found.version)

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.applications import add

        return add(
            database,
            row.person.id,
            filled.version,
            ApplicationKind.of(filled[KIND]),
            filled[WHAT],
            agency_id=filled[AGENCY] or None,
            sent_on=filled.day(SENT),
            **moment.acting,
        )

    title = look.say(text("New application for {who}", who=look.screening.on_a_sheet(row.person)))
    return Form(title=title, fields=_what(None, agencies, look), save=save, seen=seen)


def edit_application_form(
    one: ApplicationView, agencies: Sequence[tuple[str, str]], title: str, look: Look, now: Now
) -> Form:
    """Correct to whom, what, and when it was sent."""

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.applications import edit

        return edit(
            database,
            one.id,
            filled.version,
            ApplicationKind.of(filled[KIND]),
            filled[WHAT],
            agency_id=filled[AGENCY] or None,
            sent_on=filled.day(SENT),
            **moment.acting,
        )

    return Form(title=title, fields=_what(one, agencies, look), save=save, seen=_seen(now))


def _what(one: ApplicationView | None, agencies: Sequence[tuple[str, str]], look: Look) -> tuple[Field, ...]:
    stored = _stored(one) if one is not None else {KIND: ApplicationKind.NAV.value}
    options = [Option("", text("not noted")), *(Option(key, name) for key, name in agencies)]
    if one is not None and one.agency_id and one.agency_id not in dict(agencies):
        options.append(Option(one.agency_id, one.agency))
    return (
        Field(
            id=KIND, label=text("To whom"), kind=Kind.CHOICE, value=stored[KIND],
            options=[Option(each.value, each.label) for each in ApplicationKind],
        ),
        Field(
            id=WHAT, label=text("What"), value=stored.get(WHAT, ""), hint=_NO_STORY, limit=LONGEST_TEXT,
            personal=True,
        ),
        Field(
            id=AGENCY, label=text("Agency"), kind=Kind.CHOICE, value=stored.get(AGENCY, ""), options=options
        ),
        Field(
            id=SENT, label=text("Sent"), kind=Kind.DATE,
            value=stored.get(SENT, "" if one is not None else look.today.isoformat()),
            hint=text("the day; nothing: not sent yet"),
        ),
    )  # fmt: skip


def sent_form(one: ApplicationView, title: str, look: Look, now: Now) -> Form:
    """When it was sent."""

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.applications import send

        return send(database, one.id, filled.version, filled.day(ON) or moment.today, **moment.acting)

    return _one_day(text("Sent"), save, title, look, now)


def complaint_form(one: ApplicationView, title: str, look: Look, now: Now) -> Form:
    """When the complaint was sent."""

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.applications import complain

        return complain(database, one.id, filled.version, filled.day(ON) or moment.today, **moment.acting)

    return _one_day(text("Complaint sent"), save, title, look, now)


def _one_day(
    label: Sayable, save: Callable[[Database, Moment, Filled], object], title: str, look: Look, now: Now
) -> Form:
    day = Field(id=ON, label=label, kind=Kind.DATE, value=look.today.isoformat(), required=True)
    return Form(title=title, fields=(day,), save=save, seen=_seen(now))


def decision_form(one: ApplicationView, title: str, look: Look, now: Now) -> Form:
    """Granted, refused, partly; and the letter, if there is one."""

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.applications import decide

        return decide(
            database,
            one.id,
            filled.version,
            ApplicationState.of(filled[STATE]),
            filled.day(ON) or moment.today,
            in_writing=filled.flag(WRITTEN),
            complaint_due_on=filled.day(COMPLAIN_BY),
            **moment.acting,
        )

    stored = _stored(one)
    fields = (
        Field(
            id=STATE, label=text("Decision"), kind=Kind.CHOICE,
            value=stored[STATE] if one.state in _DECISIONS else ApplicationState.GRANTED.value,
            options=[Option(each.value, each.label) for each in _DECISIONS],
        ),
        Field(
            id=ON, label=text("Decided"), kind=Kind.DATE, value=stored[ON] or look.today.isoformat(),
            required=True,
        ),
        Field(
            id=WRITTEN, label=text("In writing"), kind=Kind.FLAG, value=stored[WRITTEN],
            hint=text("a refusal that comes late in writing blocks the complaint: ask for it"),
        ),
        Field(
            id=COMPLAIN_BY, label=text("Complain by"), kind=Kind.DATE, value=stored[COMPLAIN_BY],
            hint=text("the deadline that stands in the letter; it is never computed here"),
            applies=_can_be_complained_about,
        ),
    )  # fmt: skip
    return Form(title=title, fields=fields, save=save, seen=_seen(now))


def _can_be_complained_about(values: Values) -> bool:
    return values.get(STATE) in _REFUSED and values.get(WRITTEN) == YES


def _seen(now: Now) -> Callable[[], Seen | None]:
    def seen() -> Seen | None:
        found = now()
        return None if found is None else Seen(found.version, _stored(found))

    return seen


def _stored(one: ApplicationView) -> dict[str, str]:
    return {
        KIND: one.kind.value,
        WHAT: one.what,
        AGENCY: one.agency_id,
        SENT: one.sent_on.isoformat() if one.sent_on else "",
        STATE: one.state.value,
        ON: one.decided_on.isoformat() if one.decided_on else "",
        WRITTEN: YES if one.in_writing else "",
        COMPLAIN_BY: one.complaint_due_on.isoformat() if one.complaint_due_on else "",
    }
