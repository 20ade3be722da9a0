"""The fields of a participant that a partner may ask for in its scope, and nothing beside them."""

from __future__ import annotations

from exin_schema.vocabulary import Label

FIELDS: dict[str, Label] = {
    "code": Label("kode", "case code"),
    "initials": Label("initialer", "initials"),
    "name": Label("navn", "name"),
    "birth_date": Label("fødselsdato", "date of birth"),
    "phone": Label("telefon", "phone"),
    "address": Label("adresse", "address"),
    "district": Label("bydel", "district"),
    "phase": Label("fase", "phase"),
    "phase_since": Label("i fasen siden", "in the phase since"),
    "enrolled_on": Label("tatt inn", "enrolled on"),
    "caseworker": Label("miljøterapeut", "caseworker"),
    "custody_kind": Label("varetekt eller dom", "remand or sentence"),
    "place": Label("soningssted", "place of imprisonment"),
    "level": Label("sikkerhetsnivå", "security level"),
    "custody_from": Label("innsatt fra", "in custody from"),
    "release_date": Label("løslatelsesdato", "release date"),
    "release_kind": Label("datoens status", "standing of the release date"),
    "full_term_date": Label("endt tid", "full-term date"),
    "two_thirds_date": Label("2/3-tid", "2/3 date"),
    "probation": Label("prøveløslatelse", "release on probation"),
    "contacts": Label("kontakter hos etaten", "contacts at the agency"),
    "meetings": Label("avtaler med etaten", "what is agreed with the agency"),
    "tasks": Label("åpne oppgaver for etaten", "open tasks for the agency"),
    "release_list": Label("sjekklisten ved løslatelse", "the release checklist"),
}
"""By the name that a manifest uses, what a person reads when the scope is shown for approval."""
UNITS = ("place", "district", "level", "custody_kind", "phase", "caseworker")
"""The fields by which a partner may be divided into units: those in words that do not say who somebody is."""
