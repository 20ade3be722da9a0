"""The transfer note: what a new office needs, and room for the reasons, which are not kept here."""

from __future__ import annotations

import datetime as dt

from exin_nav.transfer import TRANSFER_NOTE
from exin_schema.vocabulary import ConsentStatus, Language, Phase, ReleaseStanding
from exin_tui.partners.api import OutboundContext, Participant

TODAY = dt.date(2026, 11, 27)


def note(language: Language = "nb", **fields: object) -> str:
    values: dict[str, object] = {
        "name": "Åse *Berg*",
        "birth_date": dt.date(2004, 5, 1),
        "caseworker": "Kari Nordmann",
        "phase": Phase.PRE_RELEASE,
        "release_date": dt.date(2027, 1, 15),
        "release_kind": ReleaseStanding.DECIDED,
        "tasks": (),
    } | fields
    who = Participant("ref", ConsentStatus.ACTIVE, values, {"office": "NAV Sagene"}, {})

    def words(_name: str, value: object) -> str:
        return value.say(language) if hasattr(value, "say") else str(value)  # type: ignore[no-any-return]

    built = TRANSFER_NOTE.build(OutboundContext((who,), TODAY, language, words), (who,))
    assert isinstance(built, str)
    return built


def test_it_says_when_the_release_is_and_how_firm_that_is() -> None:
    assert "- Løslatelse: 2027-01-15 (vedtatt dato)" in note()
    assert "Løslatelse" not in note(release_date=None)


def test_there_is_room_for_the_reasons() -> None:
    assert "### Begrunnelse\n\nSkrives inn før notatet sendes." in note()
    assert "### Reasons" in note("en")


def test_data_is_never_markup() -> None:
    assert "## Åse \\*Berg\\*" in note()
