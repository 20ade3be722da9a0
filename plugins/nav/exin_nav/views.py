"""NAV's views: what is due by step, KVP, benefits to check, applications, and how far housing has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from exin_nav.board import (
    applications_table,
    benefits_table,
    kvp_answer,
    kvp_cells,
    kvp_table,
    left,
    tasks_table,
)
from exin_nav.kvp import PARTS, State, missing_parts, window
from exin_nav.steps import housing_of_all, housing_of_one
from exin_schema.vocabulary import Label
from exin_tui.partners.api import (
    Because,
    Card,
    Cards,
    Cell,
    InsideContext,
    Participant,
    Place,
    Sensitive,
    Sign,
    Tone,
    ViewModel,
)

UNTIL_RELEASE, REASON = Label("Til løslatelse", "To the release"), Label("Grunn", "Reason")
DETAILS = {
    State.OPEN: UNTIL_RELEASE,
    State.GRANTED: UNTIL_RELEASE,
    State.OPENS: Label("Åpner", "Opens"),
    State.SETTLE: Label("Soner", "Serves"),
    State.UNKNOWN: REASON,
    State.NOT: REASON,
}
"""What stands beside the window's second line."""
WITH_PARTS = frozenset({State.OPEN, State.OPENS, State.SETTLE, State.UNKNOWN})
PLANS = {
    "wanted": Label("ønsket", "wanted"),
    "under_way": Label("under arbeid", "under way"),
    "ready": Label("klar", "ready"),
    "not_wanted": Label("ikke behov eller ikke ønsket", "no need or not wanted"),
}
CATEGORIES = {
    "guidance": Label("1 informasjon og veiledning", "1 information and guidance"),
    "established": Label("2 større behov, etablert hjelpeapparat", "2 larger needs, established support"),
    "without": Label("3 større behov, uten hjelpeapparat", "3 larger needs without support"),
}
GUARANTEE = Label(
    "Seks områder: bolig, utdanning, NAV-tjenester, sosiale tjenester med individuell plan, helse, "
    "gjeldsrådgivning. En politisk forpliktelse, ingen særskilt rett.",
    "Six areas: housing, education, NAV services, social services incl. individual plan, health, "
    "debt advice. A political commitment, no special right.",
)


def team_view(ctx: InsideContext) -> Iterator[ViewModel]:
    """Tasks by step; beside them the KVP window, benefits and applications; then housing."""
    yield tasks_table(ctx)
    yield kvp_table(ctx)
    yield benefits_table(ctx)
    yield applications_table(ctx)
    yield housing_of_all(ctx)


def participant_view(ctx: InsideContext, participant: Participant) -> Iterator[ViewModel]:
    """KVP with what is missing, plan, office and mapping; then benefits, housing, applications.

    The open tasks by step stand below, where the program shows them of every partner.
    """
    yield Cards(_cards(ctx, participant))
    yield benefits_table(ctx)
    yield housing_of_one(participant)
    yield applications_table(ctx)
    yield Cards(
        (
            Card(
                Label("Tilbakeføringsgarantien", "The re-entry guarantee"),
                note=GUARANTEE,
                why=Because("reentry_guarantee", GUARANTEE),
            ),
        )
    )


def _cards(ctx: InsideContext, participant: Participant) -> Iterator[Card]:
    made = window(participant, ctx.today)
    if made is not None:
        state, detail = kvp_cells(participant, made, ctx.today)
        answer = kvp_answer(made)
        missing = set(missing_parts(participant))
        parts = [
            (name, Cell(Label("mangler", "missing"), Tone.SOON, Sign.TODO, answer))
            if name in missing
            else (name, Cell(Label("gjort", "done"), Tone.OK, Sign.DONE, answer))
            for name in PARTS.values()
        ]
        if made.state is State.OPEN:
            detail = left(participant, ctx.today)
        lines = (
            (Label("Vindu", "Window"), Cell(state.value, state.tone, why=answer)),
            (DETAILS[made.state], Cell(detail.value, detail.tone, why=answer)),
            *(parts if made.state in WITH_PARTS else ()),
        )
        yield Card(Label("KVP-vindu", "KVP window"), lines=lines)
    facts = participant.facts
    plan = PLANS.get(str(facts.get("individual_plan")))
    office, mapped = facts.get("office"), facts.get("mapped_on")
    category = CATEGORIES.get(str(facts.get("category")))
    yield Card(
        Label("Samarbeidet", "The cooperation"),
        lines=(
            (Label("Individuell plan", "Individual plan"), Cell(plan, why=IP)),
            (
                Label("Ansvarlig kontor", "Responsible office"),
                Cell(Place(office) if isinstance(office, str) else None, why=OFFICE),
            ),
            (Label("Kartlagt", "Mapped"), mapped if isinstance(mapped, dt.date) else None),
            (Label("Kategori", "Category"), Sensitive(category) if category else None),
        ),
    )


IP = Because(
    "ip",
    Label(
        "Rett til individuell plan ved behov for langvarige og koordinerte tjenester; klar ved løslatelse "
        "for dem som ønsker en.",
        "A right to an individual plan with long-lasting, coordinated services; ready by release for those "
        "who want one.",
    ),
    title=Label("Individuell plan", "Individual plan"),
)
OFFICE = Because(
    "responsible_office",
    Label(
        "Kontoret på oppholdsstedet før innsettelsen har ansvaret. Flytter deltakeren: avklar med NAV.",
        "The office of the place of stay before imprisonment answers. If the participant moves: "
        "settle with NAV.",
    ),
    title=Label("Ansvarlig kontor", "Responsible office"),
)
