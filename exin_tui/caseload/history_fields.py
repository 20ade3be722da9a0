"""What the columns of the change log are called, what their values mean, and which of them are private.

A column that is not named here is bookkeeping, and is not told. Whatever is free text is private: it may hold
a name, a place or a note, and is hidden while the screen is shared.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from exin_schema.vocabulary import (
    ActivityKind,
    ApplicationKind,
    ApplicationState,
    ChecklistKind,
    ClosingReason,
    CustodyKind,
    Housing,
    Income,
    IndividualPlan,
    IntakeOutcome,
    IntakeTalkKind,
    ItemState,
    Judgement,
    Label,
    MeetingOutcome,
    MeetingStatus,
    Phase,
    ProbationState,
    ReferralSource,
    SecurityLevel,
    SituationMoment,
    TaskHolder,
    TaskState,
    Term,
    Topic,
)


class Means(enum.Enum):
    """How a stored value is said."""

    DAY = "day"
    MOMENT = "moment"
    YES_NO = "yes_no"
    NUMBER = "number"
    CASEWORKER = "caseworker"
    CONTACT = "contact"
    AGENCY = "agency"
    CAR = "car"
    CODE = "code"
    """Initials, a code, an alias: may stand on a shared screen."""
    ROLE = "role"
    """A contact's role."""
    LINE = "line"
    """A line of the consent form."""
    MEETING = "meeting"
    """A kind of meeting."""
    PRIVATE = "private"
    PLACE = "place"
    """Private, and withheld where the address is protected."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it is told."""

    label: Label
    means: Means | type[Term] = Means.PRIVATE
    quiet: bool = False
    """That it is there at all is private, such as a protected address."""
    choices: Mapping[str, Label] = field(default_factory=dict)
    """The words of each value, where a partner's manifest lists them."""
    unit: Label | None = None
    theirs: bool = False
    """A partner's: private, whatever its values mean."""


def _c(nb: str, en: str, means: Means | type[Term] = Means.PRIVATE, *, quiet: bool = False) -> Column:
    return Column(Label(nb, en), means, quiet)


_DUE = _c("frist", "due date", Means.DAY)
_RESPONSIBLE = _c("ansvarlig", "responsible", Means.CASEWORKER)
_NOTE, _REASON = _c("merknad", "note"), _c("grunn", "reason")

COLUMNS: dict[str, dict[str, Column]] = {
    "participant": {
        "code": _c("kode", "code", Means.CODE),
        "alias": _c("alias", "alias", Means.CODE),
        "given_name": _c("fornavn", "given name"),
        "family_name": _c("etternavn", "family name"),
        "birth_date": _c("fødselsdato", "birth date"),
        "phone": _c("telefon", "phone"),
        "phone_verified_on": _c("telefonen sjekket", "phone checked", Means.DAY),
        "address": _c("adresse", "address", Means.PLACE),
        "district": _c("bydel", "district"),
        "protected_address": _c("adressesperre", "protected address", Means.YES_NO, quiet=True),
        "caseworker_id": _c("ansvarlig", "caseworker", Means.CASEWORKER),
        "phase": _c("fase", "phase", Phase),
        "phase_since": _c("i fasen siden", "in the phase since", Means.DAY),
        "soma_reference": _c("SOMA-referanse", "SOMA reference"),
        "referred_by": _c("henvist av", "referred by", ReferralSource),
        "referred_on": _c("henvist", "referred", Means.DAY),
        "enrolled_on": _c("tatt inn", "enrolled", Means.DAY),
        "intake_outcome": _c("utfall av inntaket", "outcome of the intake", IntakeOutcome),
        "closing_reason": _c("avsluttet fordi", "ended because", ClosingReason),
        "closed_on": _c("avsluttet", "ended", Means.DAY),
        "release_group_needed": _c(
            "ansvarsgruppemøte før løslatelsen",
            "responsibility-group meeting before the release",
            Means.YES_NO,
        ),
        "transfer_meeting_needed": _c("overføringsmøte", "transfer meeting", Means.YES_NO),
        "first_group_needed": _c(
            "første ansvarsgruppemøte ute", "first responsibility-group meeting outside", Means.YES_NO
        ),
        "discuss_by": _c("drøftes innen", "to be discussed by", Means.DAY),
    },
    "custody_episode": {
        "kind": _c("slag", "kind", CustodyKind),
        "place": _c("sted", "place"),
        "unit": _c("avdeling", "unit"),
        "level": _c("sikkerhetsnivå", "security level", SecurityLevel),
        "started_on": _c("fra", "from", Means.DAY),
        "ended_on": _c("til", "to", Means.DAY),
        "full_term_on": _c("endt tid", "full term", Means.DAY),
        "two_thirds_on": _c("2/3-tid", "2/3 date", Means.DAY),
        "probation": _c("prøveløslatelse", "probation", ProbationState),
        "probation_on": _c("dato for prøveløslatelse", "date of probation", Means.DAY),
        "decided_on": _c("vedtatt løslatelse", "decided release", Means.DAY),
        "released_on": _c("løslatt", "released", Means.DAY),
    },
    "intake_criterion": {"answer": _c("svar", "answer", Judgement)},
    "intake_talk": {
        "kind": _c("samtale", "talk", IntakeTalkKind),
        "on": _c("dato", "date", Means.DAY),
        "held": _c("holdt", "held", Means.YES_NO),
    },
    "phase_transition": {
        "from_phase": _c("fra fase", "from phase", Phase),
        "to_phase": _c("til fase", "to phase", Phase),
        "on": _c("dato", "date", Means.DAY),
        "possibilities": _c("mulighetsrom", "possibilities"),
        "limits": _c("begrensninger", "limits"),
        "special": _c("oppfølgingsspesifikke forhold", "what is special"),
        "took_part": _c("deltok i drøftingen", "took part", Means.CODE),
        "reason": _REASON,
        "unplanned": _c("uplanlagt", "unplanned", Means.YES_NO),
        "proposed": _c("forslag", "proposal", Means.YES_NO),
    },
    "checklist": {
        "kind": _c("liste", "list", ChecklistKind),
        "in_force_on": _c("i kraft", "in force", Means.DAY),
    },
    "checklist_item": {
        "state": _c("status", "status", ItemState),
        "due_on": _DUE,
        "responsible_id": _RESPONSIBLE,
        "value_on": _c("dato", "date", Means.DAY),
        "contact_id": _c("kontakt", "contact", Means.CONTACT),
        "reason": _REASON,
        "confirmed_with": _c("bekreftet med", "confirmed with"),
        "note": _NOTE,
    },
    "task": {
        "state": _c("status", "status", TaskState),
        "title": _c("oppgave", "task"),
        "holder": _c("ligger hos", "held by", TaskHolder),
        "due_on": _DUE,
        "snoozed_until": _c("utsatt til", "put off until", Means.DAY),
        "snooze_reason": _c("utsatt fordi", "put off because"),
        "responsible_id": _RESPONSIBLE,
        "note": _NOTE,
        "reason": _REASON,
    },
    "meeting": {
        "kind": _c("slag", "kind", Means.MEETING),
        "title": _c("tittel", "title"),
        "starts_at": _c("begynner", "begins", Means.MOMENT),
        "ends_at": _c("slutter", "ends", Means.MOMENT),
        "all_day_on": _c("hele dagen", "the whole day", Means.DAY),
        "status": _c("status", "status", MeetingStatus),
        "outcome": _c("utfall", "outcome", MeetingOutcome),
        "place": _c("sted", "place", Means.PLACE),
        "video": _c("video", "video", Means.YES_NO),
        "caseworker_id": _RESPONSIBLE,
        "driver_id": _c("kjører", "drives", Means.CASEWORKER),
        "car_id": _c("bil", "car", Means.CAR),
        "prepare": _c("forberedes", "to prepare"),
        "reminder_sent_on": _c("påminnelse sendt", "reminder sent", Means.DAY),
        "travel_minutes": _c("reisetid, minutter", "travel, minutes", Means.NUMBER),
    },
    "meeting_attendee": {
        "caseworker_id": _c("deltar", "attends", Means.CASEWORKER),
        "contact_id": _c("deltar", "attends", Means.CONTACT),
    },
    "invitation": {
        "sent_at": _c("sendt", "sent", Means.MOMENT),
        "sent_by": _c("sendt av", "sent by", Means.CODE),
        "address": _c("e-post", "e-mail"),
        "cancelled_at": _c("avlysning sendt", "cancellation sent", Means.MOMENT),
    },
    "participant_contact": {
        "role": _c("rolle", "role", Means.ROLE),
        "contact_id": _c("kontakt", "contact", Means.CONTACT),
        "from_on": _c("fra", "from", Means.DAY),
        "to_on": _c("til", "to", Means.DAY),
    },
    "consent": {
        "line": _c("linje", "line", Means.LINE),
        "role": _c("rolle", "role"),
        "person": _c("person", "person"),
        "topics": _c("temaer", "topics", Topic),
        "given_on": _c("gitt", "given", Means.DAY),
        "expires_on": _c("gjelder til", "holds until", Means.DAY),
        "withdrawn_on": _c("trukket", "withdrawn", Means.DAY),
        "document": _c("dokument", "document"),
    },
    "application": {
        "kind": _c("slag", "kind", ApplicationKind),
        "what": _c("hva", "what"),
        "agency_id": _c("til", "to", Means.AGENCY),
        "state": _c("status", "status", ApplicationState),
        "sent_on": _c("sendt", "sent", Means.DAY),
        "decided_on": _c("avgjort", "decided", Means.DAY),
        "in_writing": _c("skriftlig", "in writing", Means.YES_NO),
        "complaint_due_on": _c("klagefrist", "complaint due", Means.DAY),
        "complaint_sent_on": _c("klage sendt", "complaint sent", Means.DAY),
    },
    "activity": {
        "kind": _c("slag", "kind", ActivityKind),
        "on": _c("dato", "date", Means.DAY),
        "caseworker_id": _c("av", "by", Means.CASEWORKER),
        "agency_id": _c("med", "with", Means.AGENCY),
        "reached": _c("fikk svar", "reached", Means.YES_NO),
        "with_participant": _c("med deltakeren", "with the participant", Means.YES_NO),
    },
    "situation": {
        "moment": _c("tidspunkt", "when", SituationMoment),
        "on": _c("dato", "date", Means.DAY),
        "housing": _c("bolig", "housing", Housing),
        "income": _c("inntekt", "income", Income),
        "child_support": _c("barnebidrag", "child support", Means.YES_NO),
        "children": _c("barn", "children", Means.NUMBER),
        "individual_plan": _c("individuell plan", "individual plan", IndividualPlan),
    },
    "partner_fact": {"value": _c("verdi", "value")},  # told by `recorded`, value by value
    "partner_record": {"values": _c("innhold", "content")},
    "agency": {
        "name": _c("navn", "name"),
        "place": _c("sted", "place"),
        "phone": _c("telefon", "phone"),
        "email": _c("e-post", "e-mail"),
        "active": _c("i bruk", "in use", Means.YES_NO),
    },
    "contact": {
        "name": _c("navn", "name"),
        "agency_id": _c("instans", "agency", Means.AGENCY),
        "role": _c("tittel", "title"),
        "phone": _c("telefon", "phone"),
        "email": _c("e-post", "e-mail"),
        "active": _c("i bruk", "in use", Means.YES_NO),
    },
    "standup_entry": {
        "reason": _c("hoppet over fordi", "skipped because"),
        "decision": _c("beslutning", "decision"),
    },
}
"""By table and column. What is not here is bookkeeping."""


ENTITIES: dict[str, Label] = {
    "participant": Label("Deltakeren", "The participant"),
    "custody_episode": Label("Fengsling", "Imprisonment"),
    "intake_criterion": Label("Inntakskriterium", "Intake criterion"),
    "intake_talk": Label("Inntakssamtale", "Intake talk"),
    "phase_transition": Label("Faseovergang", "Phase transition"),
    "checklist": Label("Sjekkliste", "Checklist"),
    "checklist_item": Label("Punkt i sjekkliste", "Checklist item"),
    "task": Label("Oppgave", "Task"),
    "meeting": Label("Møte", "Meeting"),
    "meeting_attendee": Label("Møtedeltaker", "Attendee"),
    "invitation": Label("Innkalling", "Invitation"),
    "participant_contact": Label("Kontakt", "Contact"),
    "consent": Label("Samtykke", "Consent"),
    "application": Label("Søknad", "Application"),
    "activity": Label("Kontakt med deltakeren", "Contact with the participant"),
    "situation": Label("Livssituasjon", "Situation"),
    "partner_fact": Label("Opplysning fra partner", "A partner's fact"),
    "partner_record": Label("Oppføring hos partner", "A partner's record"),
    "agency": Label("Instans", "Agency"),
    "contact": Label("Kontaktperson", "Contact person"),
    "standup_entry": Label("Stand-up", "Stand-up"),
}
"""What a row of each table is called where nothing better is known of it."""


class HistoryKind(Term):
    """Part of what happened."""

    PARTICIPANT = "participant", "deltakeren", "the participant"
    PHASES = "phases", "faser og soning", "phases and custody"
    CHECKLIST = "checklist", "sjekklister", "checklists"
    TASKS = "tasks", "oppgaver", "tasks"
    MEETINGS = "meetings", "møter", "meetings"
    CONTACTS = "contacts", "kontakter", "contacts"
    CONSENTS = "consents", "samtykker", "consents"
    WORK = "work", "søknader og aktivitet", "applications and activity"
    PARTNERS = "partners", "partnere", "partners"
    TOLD = "told", "innsyn og utlevering", "access and disclosure"

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables whose changes it is about; none for access and disclosure."""
        return _TABLES.get(self, ())


_TABLES = {
    HistoryKind.PARTICIPANT: ("participant", "intake_talk", "intake_criterion", "situation"),
    HistoryKind.PHASES: ("phase_transition", "custody_episode"),
    HistoryKind.CHECKLIST: ("checklist", "checklist_item"),
    HistoryKind.TASKS: ("task", "standup_entry"),
    HistoryKind.MEETINGS: ("meeting", "meeting_attendee", "invitation"),
    HistoryKind.CONTACTS: ("participant_contact",),
    HistoryKind.CONSENTS: ("consent",),
    HistoryKind.WORK: ("application", "activity"),
    HistoryKind.PARTNERS: ("partner_fact", "partner_record"),
}
