"""Housing step by step: what each has come to, and the way there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from exin_nav.board import NOTHING, WHO
from exin_schema.vocabulary import Label
from exin_tui.partners.api import (
    Because,
    Cell,
    Column,
    InsideContext,
    Participant,
    Place,
    Plain,
    Row,
    Table,
    Tone,
)

STEPS = {
    "wanted_area": Label("ønsket område", "wanted area"),
    "searched": Label("boligsøk", "searched"),
    "viewing": Label("visning", "viewing"),
    "guarantee_applied": Label("garanti/depositum søkt", "guarantee/deposit applied for"),
    "guarantee_granted": Label("garanti/depositum innvilget", "guarantee/deposit granted"),
    "contract_read": Label("kontrakt lest av NAV", "contract read by NAV"),
    "decision": Label("vedtak", "decision"),
    "housing_support": Label("bostøtte", "housing support (bostøtte)"),
    "establishment": Label("etableringsstøtte", "establishment money (etableringsstøtte)"),
    "keys": Label("nøkler", "keys"),
}
"""In the order of the way. Source: the cooperation procedure's records, see partner.toml."""
OFFERS = {"permanent": Label("varig", "permanent"), "temporary": Label("midlertidig", "temporary")}
TEMPORARY = Because(
    "no_temporary_housing",
    Label("Ingen skal løslates til midlertidig bolig.", "Nobody is to be released to temporary housing."),
    title=Label("Midlertidig bolig", "Temporary housing"),
)


def _offer(record: Mapping[str, Plain]) -> Cell:
    offer = OFFERS.get(str(record.get("offer")))
    if offer is OFFERS["temporary"]:
        return Cell(offer, Tone.SOON, why=TEMPORARY)
    return Cell(offer, Tone.QUIET)


def _steps(participant: Participant) -> list[tuple[int, dt.date, Mapping[str, Plain]]]:
    """The steps that are recorded, the furthest first."""
    order = list(STEPS)
    found = []
    for record in participant.records.get("housing", ()):
        step, on = str(record.get("step")), record.get("on")
        if step in order:
            found.append((order.index(step), on if isinstance(on, dt.date) else dt.date.min, record))
    return sorted(found, key=lambda one: one[:2], reverse=True)


def housing_of_all(ctx: InsideContext) -> Table:
    """The furthest step of each."""
    return Table(
        title=Label("Bolig steg for steg", "Housing, step by step"),
        columns=(
            WHO,
            Column(Label("Kommet til", "Come to"), grows=True),
            Column(Label("Steg", "Step"), optional=1),
            Column(Label("Dato", "Date")),
            Column(Label("Tilbud", "Offer")),
        ),
        rows=_furthest(ctx),
        empty=Label("Ingen boligsteg er ført.", "No housing step is recorded."),
    )


def _furthest(ctx: InsideContext) -> Iterator[Row]:
    for one in ctx.participants:
        for place, on, record in _steps(one)[:1]:
            date = Cell(on if on != dt.date.min else None, Tone.QUIET)
            count = Cell(Label(f"{place + 1} av {len(STEPS)}", f"{place + 1} of {len(STEPS)}"), Tone.QUIET)
            yield Row((one, list(STEPS.values())[place], count, date, _offer(record)))


def housing_of_one(participant: Participant) -> Table:
    """The way so far."""
    return Table(
        title=Label("Bolig steg for steg", "Housing, step by step"),
        columns=(
            Column(Label("Steg", "Step"), grows=True),
            Column(Label("Dato", "Date")),
            Column(Label("Område", "Area"), optional=1),
            Column(Label("Tilbud", "Offer")),
        ),
        rows=tuple(
            Row(
                (
                    list(STEPS.values())[place],
                    Cell(on if on != dt.date.min else None, Tone.QUIET),
                    Cell(Place(str(record["where"])) if "where" in record else None, Tone.QUIET),
                    _offer(record),
                ),
                about=participant,
            )
            for place, on, record in reversed(_steps(participant))
        ),
        empty=NOTHING,
    )
