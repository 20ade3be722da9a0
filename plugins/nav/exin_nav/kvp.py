"""The KVP window: open now, opens on a date, or not – and what is missing. The office always decides.

Source: NAV circular 4.29.2.11, quoted in NAV Innlandet 2021–22; sosialtjenesteloven §§ 29–35.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from dataclasses import dataclass

from exin_nav.custody import SETTLE, imprisoned, released
from exin_schema.vocabulary import Label, Severity
from exin_tui.partners.api import (
    Alert,
    Command,
    Found,
    InsideContext,
    Participant,
    Sentence,
    add_months,
    sentence,
)

MONTHS = 6
"""Calendar months: a stay shorter than this, or no more than this left to release."""
AEV_MONTHS = 3
"""A stay shorter than this: AEV is begun inside and finished in the home municipality. Source: AFI 2012."""
PARTS = {
    "kvp_talk": Label("første samtale", "first talk"),
    "aev": Label("AEV", "AEV"),
    "kvp_content": Label("programinnhold", "programme content"),
    "individual_plan": Label("individuell plan", "individual plan"),
}
SHORT = {
    "kvp_talk": Label("samtale", "talk"),
    "aev": Label("AEV", "AEV"),
    "kvp_content": Label("innhold", "content"),
    "individual_plan": Label("IP", "IP"),
}
"""The same where there is little room."""
RELEASE, START = Label("løslatelse", "release"), Label("innsatt", "imprisoned")


class State(enum.Enum):
    """How the window is."""

    OPEN = Label("åpent nå", "open now")
    OPENS = Label("åpner", "opens")
    SETTLE = Label("avklar med NAV", "settle with NAV")
    NOT = Label("ikke åpent", "not open")
    GRANTED = Label("innvilget", "granted")
    UNKNOWN = Label("ukjent", "unknown")


@dataclass(frozen=True, slots=True)
class Window:
    """The window of one participant on a day."""

    state: State
    because: Label | Sentence
    opens: dt.date | None = None
    missing: tuple[Label, ...] = ()
    """Of what can be done inside: "almost"."""
    inputs: tuple[tuple[Label, object], ...] = ()
    rule: str = "kvp_window"
    """On which it rests."""

    @property
    def computed(self) -> Sentence | None:
        """``release − 6 months``."""
        if self.opens is None or not self.inputs:
            return None
        return sentence(
            "{release} − 6 md. = {opens}",
            "{release} − 6 months = {opens}",
            release=self.inputs[0][1],
            opens=self.opens,
        )


def missing_parts(participant: Participant) -> tuple[Label, ...]:
    """What can all be done inside and is not recorded as done."""
    facts = participant.facts
    done = {
        "kvp_talk": "kvp_talk" in facts,
        "aev": facts.get("aev") == "done",
        "kvp_content": facts.get("kvp_content") is True,
        "individual_plan": facts.get("individual_plan") in {"ready", "not_wanted"},
    }
    return tuple(label for part, label in PARTS.items() if not done[part])


def window(participant: Participant, today: dt.date) -> Window | None:
    """The window, in calendar months before the best standing release date. None: not imprisoned."""
    if not imprisoned(participant):
        return None
    if participant.facts.get("kvp") == "granted":
        return Window(State.GRANTED, Label("KVP er innvilget.", "KVP is granted."))
    if participant.facts.get("aap_right") is True:
        return Window(State.NOT, Label("Rett til AAP.", "Right to AAP."), rule="kvp_terms")
    if participant.facts.get("kvp") == "refused":
        return Window(State.NOT, Label("Avslått.", "Refused."))
    if participant.facts.get("kvp") == "not_relevant":
        return Window(State.NOT, Label("Ikke aktuelt.", "Not relevant."))
    if participant.level in SETTLE:
        return Window(
            State.SETTLE,
            Label(
                "Frigang, overgangsbolig eller EK: avklar med NAV.",
                "Frigang, halfway house or EK: settle with NAV.",
            ),
        )
    release, start = participant.release_date, participant.custody_from
    if release is None:
        return Window(State.UNKNOWN, Label("Løslatelsesdatoen er ukjent.", "The release date is unknown."))
    missing = missing_parts(participant)
    if start is not None and release < add_months(start, MONTHS):
        because = Label("Oppholdet er kortere enn 6 måneder.", "The stay is shorter than 6 months.")
        return Window(State.OPEN, because, None, missing, ((RELEASE, release), (START, start)))
    opens = add_months(release, -MONTHS)
    if today >= opens:
        because = Label("6 måneder eller mindre til løslatelse.", "6 months or less to release.")
        return Window(State.OPEN, because, opens, missing, ((RELEASE, release),))
    later = Label("Mer enn 6 måneder til løslatelse.", "More than 6 months to release.")
    return Window(State.OPENS, later, opens, missing, ((RELEASE, release),))


@dataclass(frozen=True, slots=True)
class KvpWindow:
    """Says that the window is open, and what is missing."""

    id: str = "kvp_window"

    def evaluate(self, participant: Participant, today: dt.date) -> Iterator[Alert]:
        """While it is open."""
        found = window(participant, today)
        if found is None or found.state is not State.OPEN:
            return
        if found.missing:
            message: Label | Sentence = sentence(
                "KVP kan innvilges nå. Mangler: {missing}. Kontoret vurderer konkret.",
                "KVP can be granted now. Missing: {missing}. The office assesses each case.",
                missing=listed(found.missing),
            )
        else:
            message = Label(
                "KVP kan innvilges nå. Alt som kan gjøres inne, er gjort. Kontoret vurderer konkret.",
                "KVP can be granted now. All that can be done inside is done. The office assesses each case.",
            )
        yield Alert(
            Severity.NOTE, Label("KVP-vindu åpent", "KVP window open"), message, found.computed, found.inputs
        )


@dataclass(frozen=True, slots=True)
class AevShort:
    """Sentences shorter than 3 months: AEV is begun inside and finished in the home municipality."""

    id: str = "aev_short"

    def evaluate(self, participant: Participant, today: dt.date) -> Iterator[Alert]:  # noqa: ARG002
        """For a stay shorter than 3 calendar months, until AEV is begun."""
        release, start = participant.release_date, participant.custody_from
        if released(participant) or release is None or start is None or "aev" in participant.facts:
            return
        if release < add_months(start, AEV_MONTHS):
            yield Alert(
                Severity.NOTE,
                Label("AEV: begynn inne", "AEV: begin inside"),
                Label(
                    "Kortere enn 3 måneder: AEV påbegynnes inne og fullføres i hjemkommunen.",
                    "Shorter than 3 months: AEV is begun inside and finished in the home municipality.",
                ),
                inputs=((START, start), (RELEASE, release)),
            )


def listed(labels: tuple[Label, ...]) -> Label:
    """Several labels as one."""
    return Label(", ".join(label.nb for label in labels), ", ".join(label.en for label in labels))


ALL = (KvpWindow(), AevShort())


def _open_now(context: InsideContext) -> Iterator[Found]:
    """Everybody whose window is open, with what is left to do inside."""
    for participant in context.participants:
        found = window(participant, context.today)
        if found is None or found.state is not State.OPEN:
            continue
        missing_nb = ", ".join(label.nb for label in found.missing)
        missing_en = ", ".join(label.en for label in found.missing)
        said = (
            sentence("Åpent nå. Mangler: {nb}", "Open now. Missing: {en}", nb=missing_nb, en=missing_en)
            if found.missing
            else Label("Åpent nå.", "Open now.")
        )
        yield Found(said, participant.ref)


OPEN_NOW = Command("kvp_open", Label("KVP: åpent nå", "KVP: open now"), _open_now)
