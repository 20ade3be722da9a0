"""What teams call the columns of a list of participants, beside the headings that the template has."""

from __future__ import annotations

import re

from exin_schema.programme import ConsentLine

ALSO = {
    "code": (
        "deltakerkode", "deltakernummer", "deltaker nr", "nr", "id", "case code", "participant code",
        "saksnummer", "saksnr", "deltakernr", "løpenr", "løpenummer",
    ),
    "alias": (
        "dekknavn",
    ),
    "given_name": (
        "for og mellomnavn", "first name", "forename", "fornavn og mellomnavn", "fornavn/mellomnavn",
    ),
    "family_name": (
        "last name", "surname", "slektsnavn",
    ),
    "name": (
        "fullt navn", "deltakers navn", "full name", "navn på deltaker", "deltakernavn",
        "deltaker navn", "fornavn og etternavn", "etternavn, fornavn", "deltaker", "participant",
    ),
    "birth_date": (
        "født", "fødselsdag", "f.dato", "fdato", "dato født", "født dato", "fødselsdato (dd.mm.åååå)",
        "date of birth", "birthdate", "born", "dob",
    ),
    "phone": (
        "mobil", "mobiltelefon", "tlf", "telefonnummer", "mobilnummer", "tlf nr", "tlfnr", "telefonnr",
        "telefon nr", "mobilnr", "mobil nr", "telefon/mobil", "tlf/mobil", "mobile", "phone number",
    ),
    "phone_verified_on": (
        "telefon sjekket", "nummer bekreftet", "phone verified on",
    ),
    "address": (
        "bostedsadresse", "gateadresse", "bosted", "bopel", "hjemmeadresse",
    ),
    "protected_address": (
        "sperret adresse", "adressesperret", "skjermet adresse", "hemmelig adresse",
        "address protected",
    ),
    "district": (
        "hjemkommune", "kommune", "bydel/kommune", "hjembydel", "tilhørighet", "kommune/bydel",
        "home district",
    ),
    "caseworker": (
        "ansvarlig", "ansv", "ansvarlig miljøterapeut", "saksbehandler", "saksbeh", "saksansvarlig",
        "ansvarlig saksbehandler", "saksbehandler/ansvarlig", "ansvarlig/saksbehandler", "oppfølger",
        "oppfølgingsansvarlig", "hovedansvarlig", "primærkontakt", "case worker", "responsible",
    ),
    "phase": (
        "fase nr", "phase number",
    ),
    "phase_since": (
        "fase siden", "fase fra", "fasedato", "i fase siden", "i fase fra", "dato for fase",
        "in phase since",
    ),
    "referred_by": (
        "henvisende instans", "referrer", "henvist fra", "henviser",
    ),
    "referred_on": (
        "henvist", "henvisningsdato", "dato henvist", "henvist den", "dato for henvisning",
        "referral date",
    ),
    "enrolled_on": (
        "tatt inn", "inntatt", "inntaksdato", "innskrevet", "startdato", "inntak", "inntatt dato",
        "dato for inntak", "tatt inn i prosjektet", "oppstart", "oppstartsdato", "startet", "enrolled",
        "enrolment date",
    ),
    "start_list_done": (
        "oppstartsliste gjennomgått", "oppstartslista gjennomgått", "oppstartsliste ferdig",
        "oppstart gjennomgått", "sjekkliste oppstart gjennomgått",
        "sjekkliste for oppstart gjennomgått", "start list gone through", "start checklist done",
    ),
    "soma_reference": (
        "soma", "soma nr", "soma nummer", "soma id",
    ),
    "kind": (
        "varetekt/dom", "type soning", "dom/varetekt", "dom eller varetekt", "type fengsling",
        "soningstype", "custody", "custody kind", "kind of custody",
    ),
    "place": (
        "fengsel", "anstalt", "prison", "place", "sted", "soningsplass", "soner i", "soner på",
        "fengsel/institusjon", "sted for soning",
    ),
    "unit": (
        "avd", "ward",
    ),
    "level": (
        "nivå", "sikkerhet", "security", "level", "sikkerhetsgrad", "soningsnivå", "nivå sikkerhet",
    ),
    "started_on": (
        "i fengsel fra", "soner fra", "innsatt", "innsatt dato", "innsatt fra", "dato innsatt",
        "soning fra", "soningsstart", "start soning", "soningen startet", "satt inn", "fengslet",
        "innsettelsesdato", "imprisoned from",
    ),
    "full_term_on": (
        "dato for endt tid", "endtid", "end-tid", "dato for end-tid", "dato endt tid", "endt tid dato",
        "full tid", "fulltid", "endt soning", "ferdig sonet", "ferdigsonet", "soning slutt",
        "full term", "full-term release",
    ),
    "two_thirds_on": (
        "2/3", "2/3 dato", "2/3 tid dato", "dato 2/3", "dato for 2/3", "to tredjedeler",
        "to tredjedeler tid", "⅔", "⅔ tid", "⅔ dato", "2.mar", "02.mar", "2/3 løslatelse",
        "dato for 2/3 løslatelse", "to tredjedels tid", "two thirds", "2/3 release",
    ),
    "probation": (
        "søknad om prøveløslatelse", "prøveløslatelse status", "status prøveløslatelse",
        "prøveløslatelse søkt", "søkt prøveløslatelse", "release on probation", "probation state",
    ),
    "probation_on": (
        "dato for prøveløslatelse", "prøveløslatelsesdato", "prøveløslates", "prøveløslatt dato",
        "probation on",
    ),
    "decided_on": (
        "løslatelsesdato", "vedtatt løslatelsesdato", "løslates", "løslatelse", "løslatelse dato",
        "dato for løslatelse", "løslates dato", "vedtatt dato", "release date", "decided on",
    ),
    "released_on": (
        "løslatt", "faktisk løslatelse", "faktisk løslatt", "ble løslatt", "dato løslatt",
        "løslatt den", "actual release", "released",
    ),
}  # fmt: skip
"""By the column's key; case, blanks and punctuation do not count."""

_IN_PARENTHESES = re.compile(r"\s*\([^)]*\)")
_ALSO_CALLED = {
    "prison": ("fengsel", "fengselet", "KRO", "prison"),
    "probation": ("friomsorg",),
    "police": ("politiet",),
    "voluntary": ("frivillige", "frivillig organisasjon", "frivillige org"),
    "gp": ("lege", "fastlegen"),
    "school": ("skole", "GVO", "skolen"),
    "employer": ("arbeidsgiver", "arbeid", "jobb"),
    "family": ("familie", "nettverk", "pårørende"),
}
"""What teams write for a line of the form, by its key."""


def consent_headings(line: ConsentLine) -> tuple[str, ...]:
    """Samtykke NAV, samtykke til NAV, NAV-samtykke, consent NAV, with the line's other names too."""
    plain = (line.name.nb, line.name.en)
    names = (
        *plain, *(_IN_PARENTHESES.sub("", name) for name in plain), line.key, *_ALSO_CALLED.get(line.key, ()),
    )  # fmt: skip
    return tuple(
        heading
        for name in dict.fromkeys(names)
        for heading in (f"Samtykke {name}", f"Samtykke til {name}", f"{name} samtykke", f"Consent {name}")
    )
