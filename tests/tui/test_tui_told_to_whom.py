"""To which prison, office or person a partner's export went, is not said on a shared screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy import select
from textual.pilot import Pilot

from exin_schema.tables import consent
from exin_tui.caseload.models import Person
from exin_tui.privacy.screening import Screening
from exin_tui.storage.database import Database
from exin_tui.tui.forms.sheet import FormSheet
from tests.tui.at_work import NOW, app_on, invented_team, open_tab, running, sees, who
from tests.tui.conftest import shown
from tests.tui.waiting import press, wait_until

CODE = "SN-007"
SOMEBODY, PROTECTED = (
    Person("1", "SN-001", "Furu", "Jo"),
    Person("2", "SN-002", "Bjørk", "Bo", protected=True),
)


@pytest.fixture
def database() -> Iterator[Database]:
    with invented_team() as opened:
        yield opened


@pytest.fixture
async def pilot(database: Database) -> AsyncIterator[Pilot[None]]:
    async with running(app_on(database)) as found:
        yield found


def sent(database: Database) -> None:
    """Oslo fengsel was sent something, on the consent to NAV."""
    stored = who(database, CODE)
    with database.write(command="x", now=NOW) as door:
        ids = select(consent.c.id).where(consent.c.participant_id == stored.id, consent.c.line == "nav")
        door.disclosure(
            participant_id=stored.id, recipient="prison Oslo fengsel", export="prison.contacts",
            fields=("name",), consents=door.connection.execute(ids).scalars().all(),
        )  # fmt: skip


async def test_the_history_hides_which_prison_it_was_until_names_are_shown(
    pilot: Pilot[None], database: Database
) -> None:
    sent(database)
    await open_tab(pilot, CODE, "history")
    await sees(pilot, "told prison ▒ screened: prison.contacts")
    assert "Oslo fengsel" not in shown(pilot.app)
    await press(pilot, "p")
    await sees(pilot, "told prison Oslo fengsel: prison.contacts")


async def test_so_does_what_is_said_before_a_consent_is_withdrawn(
    pilot: Pilot[None], database: Database
) -> None:
    sent(database)
    screen = await open_tab(pilot, CODE, "consents")
    assert screen.rows.go_to("consent:nav//")
    await pilot.pause()
    await press(pilot, "minus")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    await sees(pilot, "and will not again: prison ▒ screened: prison.contacts")


@pytest.mark.parametrize(
    ("screened", "person", "said"),
    [
        (True, SOMEBODY, "prison ▒ screened"),
        (True, PROTECTED, "prison ▒ screened"),
        (False, SOMEBODY, "prison Oslo fengsel"),
        (False, PROTECTED, "prison ▒ withheld"),
        (False, None, "prison Oslo fengsel"),
    ],
)
def test_where_somebody_is_stays_hidden(screened: bool, person: Person | None, said: str) -> None:
    screening = Screening(screened=screened, language="en")
    assert screening.recipient("prison Oslo fengsel", "prison.contacts", person) == said
    assert screening.recipient("prison", "prison.contacts", person) == "prison"
