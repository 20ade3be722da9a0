"""The field's own terms: every closed set of values that is stored, with its label in both languages.

A member's value is what the database holds; ``label`` is what a person reads. The Norwegian words are the
field's standard terms and come from the programme's guide. Partners may import this module.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Literal, Self

Language = Literal["nb", "en"]


@dataclass(frozen=True, slots=True)
class Label:
    """One term in both languages."""

    nb: str
    en: str

    def say(self, language: Language) -> str:
        """The term in ``language``."""
        return self.nb if language == "nb" else self.en


class Term(enum.StrEnum):
    """A stored value that carries its label."""

    label: Label

    def __new__(cls, value: str, nb: str, en: str) -> Self:
        """Make the member ``value`` with its two words."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = Label(nb, en)
        return member

    @classmethod
    def of(cls, value: str) -> Self:
        """The member that is stored as ``value``. Raises ValueError for another word."""
        for one in cls:
            if one.value == value:
                return one
        raise ValueError(f"{cls.__name__} has no {value!r}")

    def say(self, language: Language) -> str:
        """The label in ``language``."""
        return self.label.say(language)


class Phase(Term):
    """The six phases of the programme, in order."""

    INTAKE = "intake", "Inntak", "Intake"
    IN_PRISON = "in_prison", "Under soning", "In prison"
    PRE_RELEASE = "pre_release", "Før løslatelse", "Before release"
    POST_RELEASE = "post_release", "Etter løslatelse", "After release"
    REINTEGRATION = "reintegration", "Reintegrering", "Reintegration"
    CLOSING = "closing", "Utfasing", "Closing"

    @property
    def number(self) -> int:
        """1 to 6, as the guide counts."""
        return list(Phase).index(self) + 1

    @property
    def demanding(self) -> bool:
        """Phases 3 and 4, of which a caseworker should have no more than six."""
        return self in {Phase.PRE_RELEASE, Phase.POST_RELEASE}


class CustodyKind(Term):
    """Why somebody is in custody."""

    REMAND = "remand", "varetekt", "remand"
    SENTENCE = "sentence", "dom", "sentence"


class SecurityLevel(Term):
    """How somebody serves, from the most to the least secure."""

    HIGH = "high", "høy sikkerhet", "high security"
    LOWER = "lower", "lavere sikkerhet", "lower security"
    HALFWAY = "halfway_house", "overgangsbolig", "halfway house"
    DAY_RELEASE = "frigang", "frigang", "day release (frigang)"
    ELECTRONIC = "ek", "hjemmesoning (EK)", "home with electronic monitoring (EK)"
    INSTITUTION = "section_12", "institusjon (§ 12)", "institution (§ 12)"
    OUT = "out", "ute", "out"

    @property
    def in_custody(self) -> bool:
        """In a place run by kriminalomsorgen: a halfway house is in, serving at home or under § 12 is out."""
        return self in {
            SecurityLevel.HIGH,
            SecurityLevel.LOWER,
            SecurityLevel.HALFWAY,
            SecurityLevel.DAY_RELEASE,
        }


class ReleaseStanding(Term):
    """How firm a release date is, from the firmest to the loosest."""

    ACTUAL = "actual", "løslatt", "released"
    DECIDED = "decided", "vedtatt dato", "decided date"
    GRANTED = "granted", "prøveløslatelse innvilget", "probation granted"
    TWO_THIRDS = "two_thirds", "2/3-tid", "2/3 date"
    FULL_TERM = "full_term", "endt tid", "full-term date"
    UNKNOWN = "unknown", "ukjent", "unknown"


class ProbationState(Term):
    """Where an application for release on probation stands."""

    NONE = "none", "ikke søkt", "not applied for"
    APPLIED = "applied", "søkt", "applied for"
    GRANTED = "granted", "innvilget", "granted"
    REFUSED = "refused", "avslått", "refused"


class ChecklistKind(Term):
    """The guide's two checklists."""

    START = "start", "Prosedyre for oppstart", "Start checklist"
    RELEASE = "release", "Prosedyre for løslatelse", "Release checklist"


class ItemKind(Term):
    """What makes a checklist item done."""

    TICK = "tick", "kryss", "tick"
    DATE = "date", "dato", "date"
    CONTACT = "contact", "kontakt", "contact"
    CONSENTS = "consents", "samtykker", "consents"


class ItemState(Term):
    """The states of a checklist item."""

    NOT_STARTED = "not_started", "ikke påbegynt", "not started"
    IN_PROGRESS = "in_progress", "påbegynt", "in progress"
    DONE = "done", "ferdig", "done"
    CONFIRMED = "confirmed", "bekreftet", "confirmed"
    NOT_NEEDED = "not_needed", "ikke nødvendig", "not needed"

    @property
    def open(self) -> bool:
        """Still to be done."""
        return self in {ItemState.NOT_STARTED, ItemState.IN_PROGRESS}


class Mark(Term):
    """How urgent something due is on a day."""

    OVERDUE = "overdue", "over frist", "overdue"
    TODAY = "today", "i dag", "today"
    SOON = "soon", "innen 7 dager", "within 7 days"
    LATER = "later", "senere", "later"
    NONE = "none", "uten frist", "no due date"


class Severity(Term):
    """How loud an alert is."""

    ALERT = "alert", "haster", "urgent"
    WARNING = "warning", "varsel", "warning"
    NOTE = "note", "til orientering", "for information"

    @property
    def rank(self) -> int:
        """0 for the loudest."""
        return list(Severity).index(self)


class Certainty(Term):
    """How sure a rule's source is. What is ``X`` is never computed into a date."""

    STATUTE = "A", "lovteksten er lest", "statute read"
    PRACTICE = "P", "praksis", "practice"
    UNCONFIRMED = "X", "ubekreftet", "unconfirmed"


class Role(Term):
    """What an EX/IN employee does in the team."""

    CASEWORKER = "caseworker", "miljøterapeut", "caseworker"
    TEAM_LEADER = "team_leader", "teamleder", "team leader"


class ReferralSource(Term):
    """Who referred a candidate."""

    SELF = "self", "seg selv", "self"
    PRISON = "prison", "fengsel", "prison"
    NAV = "nav", "NAV", "NAV"
    POLICE = "police", "politi", "police"
    PARTICIPANT = "participant", "annen deltaker", "another participant"
    OTHER = "other", "andre", "other"


class IntakeOutcome(Term):
    """How an intake ended."""

    ENROLLED = "enrolled", "tatt inn", "enrolled"
    DECLINED_BY_PERSON = "declined_by_person", "takket nei", "declined by the person"
    DECLINED_BY_EXIN = "declined_by_exin", "avslått av EX/IN", "declined by EX/IN"


class IntakeTalkKind(Term):
    """The four conversations of the intake."""

    INFORMATION = "information", "informasjonssamtale", "information talk"
    TALK_1 = "talk_1", "samtale 1", "talk 1"
    TALK_2 = "talk_2", "samtale 2", "talk 2"
    CLARIFICATION = "clarification", "avklaringssamtale", "clarification talk"


class Judgement(Term):
    """An answer to an intake criterion."""

    YES = "yes", "ja", "yes"
    NO = "no", "nei", "no"
    CASE_BY_CASE = "case_by_case", "vurderes særskilt", "judged case by case"
    UNKNOWN = "unknown", "ukjent", "unknown"


class ClosingReason(Term):
    """Why a follow-up ended."""

    INDEPENDENCE = "independence", "selvstendighet", "independence"
    DROP_OUT = "drop_out", "frafall", "drop-out"
    ENDED_IN_INTAKE = "ended_in_intake", "avsluttet i inntak", "ended in intake"
    OTHER = "other", "annet", "other"


class Topic(Term):
    """What a consent may cover."""

    HOUSING = "housing", "bolig", "housing"
    WORK = "work", "arbeid", "work"
    ECONOMY = "economy", "økonomi", "economy"
    EDUCATION = "education", "utdanning", "education"
    HEALTH = "health", "helse", "health"
    SENTENCE = "sentence", "soning", "sentence"


class ConsentStatus(Term):
    """What a consent line is worth on a day."""

    ACTIVE = "active", "gitt", "given"
    EXPIRING = "expiring", "løper ut", "expiring"
    EXPIRED = "expired", "utløpt", "expired"
    WITHDRAWN = "withdrawn", "trukket", "withdrawn"
    MISSING = "missing", "mangler", "missing"


class MeetingStatus(Term):
    """Whether a meeting stands."""

    PLANNED = "planned", "avtalt", "agreed"
    CANCELLED = "cancelled", "avlyst", "cancelled"


class MeetingOutcome(Term):
    """What became of a meeting."""

    HELD = "held", "holdt", "held"
    CANCELLED = "cancelled", "avlyst", "cancelled"
    NO_SHOW = "no_show", "ikke møtt", "did not show up"
    MOVED = "moved", "flyttet", "moved"


class TaskHolder(Term):
    """Who holds a task."""

    EXIN = "exin", "EX/IN", "EX/IN"
    JOINT = "joint", "felles", "joint"
    PARTNER = "partner", "partner", "partner"


class TaskState(Term):
    """Where a task stands."""

    OPEN = "open", "åpen", "open"
    DONE = "done", "ferdig", "done"
    NOT_NEEDED = "not_needed", "ikke nødvendig", "not needed"


class ApplicationKind(Term):
    """To whom an application goes."""

    NAV = "nav", "NAV", "NAV"
    HOUSING = "housing", "kommunal bolig", "municipal housing"
    TREATMENT = "treatment", "behandling", "treatment"
    PROBATION = "probation", "prøveløslatelse", "release on probation"
    LEAVE = "leave", "permisjon", "leave"
    TRANSFER = "transfer", "overflytting", "transfer"
    SCHOOL = "school", "skole", "school"


class ApplicationState(Term):
    """Where an application stands."""

    DRAFT = "draft", "ikke sendt", "not sent"
    SENT = "sent", "sendt", "sent"
    IN_PROCESS = "in_process", "under behandling", "in process"
    GRANTED = "granted", "innvilget", "granted"
    REFUSED = "refused", "avslått", "refused"
    PARTLY = "partly", "delvis innvilget", "partly granted"

    @property
    def waiting(self) -> bool:
        """Sent, and not yet decided."""
        return self in {ApplicationState.SENT, ApplicationState.IN_PROCESS}


class ActivityKind(Term):
    """Contact and activities, in the words of the activity report."""

    MAPPING_TALK = "mapping_talk", "første-/kartleggingssamtale", "first/mapping talk"
    GUIDANCE_TALK = "guidance_talk", "veiledningssamtale", "guidance talk"
    NAV_TALK = "nav_talk", "samtale med NAV i hjemkommunen", "talk with NAV in the home municipality"
    NEEDS_ASSESSMENT = "needs_assessment", "behovsvurdering", "needs assessment"
    AEV = "aev", "AEV ny eller oppdatert", "AEV new or updated"
    VISIT_HOME = "visit_home", "besøk i hjemkommunen", "visit in the home municipality"
    VISIT_BY_HOME = "visit_by_home", "besøk fra hjemkommunen", "visit by the home municipality"
    RESPONSIBILITY_GROUP = "responsibility_group", "ansvarsgruppemøte", "responsibility-group meeting"
    FOLLOW_UP_TALK = "follow_up_talk", "oppfølgingssamtale", "follow-up talk"
    VISIT = "visit", "besøk", "visit"
    CALL = "call", "telefonsamtale", "call"
    MESSAGE = "message", "melding", "message"


class Housing(Term):
    """Housing situation at start and at release."""

    OWNS = "owns", "eier", "owns"
    RENTS = "rents", "leier privat", "rents privately"
    MUNICIPAL = "municipal", "kommunal", "municipal"
    NONE = "none", "ingen", "none"


class Income(Term):
    """Income at start and at release."""

    WORK = "work", "arbeid", "work"
    AAP = "aap", "AAP", "work assessment allowance (AAP)"
    UNEMPLOYMENT = "dagpenger", "dagpenger", "unemployment benefit"
    DISABILITY = "ufoeretrygd", "uføretrygd", "disability benefit"
    SOCIAL_ASSISTANCE = "sosialstoenad", "sosialstønad", "social assistance"
    OLD_AGE = "alderspensjon", "alderspensjon", "old-age pension"
    NONE = "none", "ingen", "none"


class IndividualPlan(Term):
    """Individual plan (IP)."""

    YES = "yes", "ja", "yes"
    NO = "no", "nei", "no"
    NOT_WANTED = "not_wanted", "ikke behov eller ikke ønsket", "no need or not wanted"


class SituationMoment(Term):
    """When a situation was recorded."""

    START = "start", "ved oppstart", "at start"
    RELEASE = "release", "ved løslatelse", "at release"


class ReviewKind(Term):
    """The team's own meetings; the values are meeting kinds of the programme."""

    DAILY = "daily", "stand-up", "daily stand-up"
    WEEKLY = "weekly", "ukentlig gjennomgang", "weekly review"
    MONTHLY = "monthly", "månedlig gjennomgang", "monthly review"


class ReviewState(Term):
    """Where a stand-up or a review stands."""

    RUNNING = "running", "i gang", "running"
    PAUSED = "paused", "pause", "paused"
    ENDED = "ended", "avsluttet", "ended"


class EntryState(Term):
    """What a stand-up did with one participant."""

    WAITING = "waiting", "venter", "waiting"
    DISCUSSED = "discussed", "diskutert", "discussed"
    SKIPPED = "skipped", "hoppet over", "skipped"
