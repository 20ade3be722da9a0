"""The procedure's tasks in a few words, for a column among others. Their full words stand in partner.toml."""

from __future__ import annotations

from exin_schema.vocabulary import Label

SHORT_TASKS = {
    "registered": Label("Registrert hos NAV?", "Registered with NAV?"),
    "prepare_meeting": Label("Forberede møtet med NAV", "Prepare the meeting with NAV"),
    "digital_authority": Label("Fullmakt: se NAV-saken", "Authority: see the NAV case"),
    "fetch_and_bring": Label("Hente og bringe til møter", "Fetch and bring at meetings"),
    "nav_in_prison": Label("Lokalt NAV og NAV i fengsel", "Local NAV and NAV in prison"),
    "off_site_health": Label("Ambulerende møte: helse", "Off-site meeting: health"),
    "off_site_contact": Label("Ambulerende møte: kontakt", "Off-site meeting: contact"),
    "contact_nav_in_prison": Label("Ta kontakt: NAV i fengsel", "Contact NAV in prison"),
    "connect_case_officer": Label("Koble på saksbehandler", "Connect the case officer"),
    "connect_case_officers": Label("Koble på: stat, rus/psykiatri", "Connect: state, drugs/psych"),
    "outside_own_office": Label("Møte utenfor eget kontor", "Turn up outside own office"),
    "map_needs": Label("Kartlegge behov og mål", "Map needs and goals"),
    "own_obligations": Label("Følge opp partsansvaret", "Follow up own obligations"),
    "housing_help": Label("Hjelp: bolig, sysselsetting", "Help: housing, occupation"),
    "mutual_information": Label("Gjensidig informasjon", "Mutual information"),
    "responsibility_group": Label("Ansvarsgruppemøter", "Responsibility-group mtgs"),
    "advice": Label("Råd: sysselsetting, bolig", "Advice: occupation, housing"),
    "start_measures": Label("Sette i gang tiltak", "Start measures"),
    "attend_group": Label("Delta i ansvarsgruppe", "Attend responsibility group"),
    "contact_point": Label("Være kontaktpunkt", "Be the contact point"),
    "follow_to_new_place": Label("Følge til nye etater", "Follow to new agencies"),
    "transfer_note": Label("Skrive overføringsnotat", "Write the transfer note"),
    "new_office_informed": Label("Nytt kontor informert?", "New office informed?"),
    "tell_closed": Label("Si fra: samarbeid avsluttet", "Tell: cooperation ended"),
    "closing_meeting": Label("Avslutningsmøte", "Closing meeting"),
    "attend_closing": Label("Delta i avslutningsmøtet", "Attend the closing meeting"),
    "meldekort_imprisonment": Label("Meldekort: innsettelse", "Meldekort: imprisonment"),
    "meldekort_release": Label("Meldekort: løslatelse", "Meldekort: release"),
    "registered_address": Label("Adresse i folkeregisteret", "Address at the tax office"),
    "child_support": Label("Endret barnebidrag", "Changed child support"),
}
