"""The columns of a list of participants."""

from __future__ import annotations

from dataclasses import replace

from exin_schema.programme import Programme
from exin_schema.vocabulary import (
    CustodyKind,
    Label,
    Phase,
    ProbationState,
    ReferralSource,
    SecurityLevel,
)
from exin_tui.importing.columns import (
    Column,
    Kind,
    Layout,
    case_code,
    day,
    initials,
    one_of,
    past_day,
    words,
    yes_no,
)
from exin_tui.importing.participant_headings import ALSO, consent_headings
from exin_tui.importing.read_consent import consent_days
from exin_tui.importing.read_words import choices
from exin_tui.language import text

CONSENT = "consent:"
"""Begins the key of a consent line's column."""

CUSTODY = (
    "kind", "place", "unit", "level", "started_on", "full_term_on", "two_thirds_on", "probation",
    "probation_on", "decided_on", "released_on",
)  # fmt: skip
"""The columns that make a custody episode, called as in the table."""

PHASES = choices(
    ((phase.value, phase.label) for phase in Phase),
    {
        phase.value: (
            str(phase.number),
            f"fase {phase.number}",
            f"phase {phase.number}",
            *(
                f"{word}{phase.number} {name}"
                for word in ("", "fase ", "phase ")
                for name in (phase.label.nb, phase.label.en)
            ),
            *(("slipp",) if phase is Phase.CLOSING else ()),
        )
        for phase in Phase
    },
)
PHASES = replace(PHASES, labels=(text("a phase from 1 to 6"), *PHASES.labels))
KINDS = choices(((kind.value, kind.label) for kind in CustodyKind), {"sentence": ("soning",)})
LEVELS = choices(
    ((level.value, level.label) for level in SecurityLevel),
    {
        "high": ("høy", "høyt", "høyt sikkerhetsnivå", "høy sikkerhet", "high"),
        "lower": ("lav", "lavt", "lavere", "lavere sikkerhetsnivå", "lavt sikkerhetsnivå", "low", "lower"),
        "halfway_house": ("halfway house",),
        "frigang": ("day release",),
        "ek": ("hjemmesoning", "elektronisk kontroll", "fotlenke", "electronic monitoring"),
        "section_12": ("§ 12", "§12", "paragraf 12", "institusjon", "institution"),
        "out": ("løslatt", "released"),
    },
)
PROBATION = choices((state.value, state.label) for state in ProbationState)
REFERRERS = choices((source.value, source.label) for source in ReferralSource)


def participant_layout(programme: Programme) -> Layout:
    """The columns for participants; the consent lines are those of ``programme``, the team's own included."""
    return Layout(
        Kind.PARTICIPANTS,
        (*_PERSON, *_FOLLOW_UP, *_CUSTODY, *_consent_columns(programme)),
        needed=(("code", "name", "given_name", "family_name"),),
        names=("deltakere", "deltaker", "deltakerliste", "participants", "participant", "participant list"),
    )


_PERSON = (
    Column(
        "code",
        Label("Kode", "Code"),
        case_code,
        text(
            "The case code that stands for the person. "
            "Leave it empty for somebody new: the next code is given."
        ),
        "SN-014",
        ALSO["code"],
        width=10,
    ),
    Column(
        "alias",
        Label("Alias", "Alias"),
        words,
        text("The neutral word that is shown beside the code. Leave it empty to get a random one."),
        "Furu",
        ALSO["alias"],
        width=12,
    ),
    Column(
        "given_name",
        Label("Fornavn", "Given name"),
        words,
        text("Given name, as the person wants it written."),
        "Åse",
        ALSO["given_name"],
        clearable=True,
        width=18,
    ),
    Column(
        "family_name",
        Label("Etternavn", "Family name"),
        words,
        text("Family name."),
        "Eksempel",
        ALSO["family_name"],
        clearable=True,
        width=18,
    ),
    Column(
        "name",
        Label("Navn", "Name"),
        words,
        text(
            "Only where given and family name stand in one cell: “Family, Given”, "
            "or the last word is the family name."
        ),
        "",
        ALSO["name"],
        width=24,
    ),
    Column(
        "birth_date",
        Label("Fødselsdato", "Birth date"),
        past_day,
        text("Day, month and year; never the national identity number."),
        "24.03.2003",
        ALSO["birth_date"],
        form="date",
        clearable=True,
        width=12,
    ),
    Column(
        "phone",
        Label("Telefon", "Phone"),
        words,
        text("Phone number."),
        "400 00 000",
        ALSO["phone"],
        clearable=True,
    ),
    Column(
        "phone_verified_on",
        Label("Telefon bekreftet", "Phone verified"),
        past_day,
        text("When the number was last known to work."),
        "02.11.2026",
        ALSO["phone_verified_on"],
        form="date",
        clearable=True,
    ),
    Column(
        "address",
        Label("Adresse", "Address"),
        words,
        text("Address. Never for somebody with a protected address."),
        "",
        ALSO["address"],
        clearable=True,
        width=24,
    ),
    Column(
        "protected_address",
        Label("Adressesperre", "Protected address"),
        yes_no,
        text("Yes, when the address is protected: no view shows it then."),
        Label("nei", "no"),
        ALSO["protected_address"],
        form="yes_no",
        width=13,
    ),
    Column(
        "district",
        Label("Bydel", "District"),
        words,
        text("The district the person is tied to, not the place of arrest."),
        "Søndre Nordstrand",
        ALSO["district"],
        clearable=True,
        width=18,
    ),
)
_FOLLOW_UP = (
    Column(
        "caseworker",
        Label("Miljøterapeut", "Caseworker"),
        initials,
        text("Initials of the caseworker. Whoever is not in the program yet stands in the sheet Team."),
        "MH",
        ALSO["caseworker"],
        clearable=True,
        width=13,
    ),
    Column(
        "phase",
        Label("Fase", "Phase"),
        one_of(PHASES),
        text("The phase by number (1–6) or name. Needed for somebody new."),
        "2",
        ALSO["phase"],
        choices=tuple(phase.label for phase in Phase),
        width=16,
    ),
    Column(
        "phase_since",
        Label("I fasen siden", "Phase since"),
        past_day,
        text("When this phase began."),
        "15.09.2026",
        ALSO["phase_since"],
        form="date",
    ),
    Column(
        "referred_by",
        Label("Henvist av", "Referred by"),
        one_of(REFERRERS),
        text("Who referred the person."),
        ReferralSource.PRISON.label,
        ALSO["referred_by"],
        choices=tuple(source.label for source in ReferralSource),
        clearable=True,
    ),
    Column(
        "referred_on",
        Label("Henvist dato", "Referred on"),
        past_day,
        text("When the person was referred."),
        "01.08.2026",
        ALSO["referred_on"],
        form="date",
        clearable=True,
    ),
    Column(
        "enrolled_on",
        Label("Tatt inn dato", "Enrolled on"),
        past_day,
        text("When the person was enrolled; empty for a candidate."),
        "01.09.2026",
        ALSO["enrolled_on"],
        form="date",
        clearable=True,
    ),
    Column(
        "start_list_done",
        Label("Oppstartslisten gjennomgått", "Start checklist gone through"),
        yes_no,
        text(
            "Yes, when everything on the start checklist was done before the list is imported. "
            "It counts only for somebody new: later, items are ticked in the program."
        ),
        Label("nei", "no"),
        ALSO["start_list_done"],
        form="yes_no",
        width=26,
    ),
    Column(
        "soma_reference",
        Label("SOMA-referanse", "SOMA reference"),
        words,
        text("Where the journal is. The journal itself stays in SOMA."),
        "",
        ALSO["soma_reference"],
        clearable=True,
        width=16,
    ),
)
_CUSTODY = (
    Column(
        "kind",
        Label("Varetekt eller dom", "Remand or sentence"),
        one_of(KINDS),
        text("Why the person is in custody. Needed when other custody columns are filled in."),
        CustodyKind.SENTENCE.label,
        ALSO["kind"],
        choices=tuple(kind.label for kind in CustodyKind),
        width=17,
    ),
    Column(
        "place",
        Label("Soningssted", "Place of imprisonment"),
        words,
        text("The prison or other place."),
        "Halden fengsel",
        ALSO["place"],
        clearable=True,
        width=20,
    ),
    Column(
        "unit",
        Label("Avdeling", "Unit"),
        words,
        text("The unit in the prison."),
        "B",
        ALSO["unit"],
        clearable=True,
        width=10,
    ),
    Column(
        "level",
        Label("Sikkerhetsnivå", "Security level"),
        one_of(LEVELS),
        text(
            "How the person serves. Needed when other custody columns are filled in: "
            "phase 3 is computed from it."
        ),
        SecurityLevel.HIGH.label,
        ALSO["level"],
        choices=tuple(level.label for level in SecurityLevel),
        width=22,
    ),
    Column(
        "started_on",
        Label("Fengslet fra", "In custody from"),
        past_day,
        text("First day of this imprisonment. A day after the last release begins a new one."),
        "12.01.2026",
        ALSO["started_on"],
        form="date",
        clearable=True,
    ),
    Column(
        "full_term_on",
        Label("Endt tid", "Full-term date"),
        day,
        text("Date of full-term release (endt tid)."),
        "12.01.2028",
        ALSO["full_term_on"],
        form="date",
        clearable=True,
    ),
    Column(
        "two_thirds_on",
        Label("2/3-tid", "2/3 date"),
        day,
        text("Date of 2/3 release."),
        "12.05.2027",
        ALSO["two_thirds_on"],
        form="date",
        clearable=True,
    ),
    Column(
        "probation",
        Label("Prøveløslatelse", "Probation"),
        one_of(PROBATION),
        text("Where the application for release on probation stands."),
        ProbationState.APPLIED.label,
        ALSO["probation"],
        choices=tuple(state.label for state in ProbationState),
        width=16,
    ),
    Column(
        "probation_on",
        Label("Prøveløslatelse dato", "Probation date"),
        day,
        text("The date that was applied for or granted."),
        "12.05.2027",
        ALSO["probation_on"],
        form="date",
        clearable=True,
        width=19,
    ),
    Column(
        "decided_on",
        Label("Vedtatt løslatelse", "Decided release"),
        day,
        text("The decided release date."),
        "",
        ALSO["decided_on"],
        form="date",
        clearable=True,
        width=17,
    ),
    Column(
        "released_on",
        Label("Løslatt dato", "Released on"),
        past_day,
        text("The day on which the person was released."),
        "",
        ALSO["released_on"],
        form="date",
        clearable=True,
    ),
)


def _consent_columns(programme: Programme) -> tuple[Column, ...]:
    return tuple(
        Column(
            CONSENT + line.key,
            Label(f"Samtykke {line.name.nb}", f"Consent {line.name.en}"),
            consent_days,
            text(
                "When consent was given for this line of the form; with its last day where it has one: "
                "01.03.2026–01.09.2026. A withdrawal is entered in the program."
            ),
            "01.09.2026",
            consent_headings(line),
            form="date",
            width=20,
        )
        for line in programme.consents
    )
