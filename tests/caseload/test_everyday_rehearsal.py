"""A command that is rehearsed answers as it would, and leaves nothing behind."""

from __future__ import annotations

import pytest

from exin_schema.tables import consent
from exin_schema.vocabulary import Phase
from exin_tui.caseload.consents import withdraw
from exin_tui.caseload.phases import move
from exin_tui.caseload.registration import ConsentGiven
from exin_tui.caseload.rehearsal import Rehearsal
from exin_tui.storage.database import Database
from exin_tui.storage.errors import StaleVersion
from tests.caseload.everyday import DISCUSSED, done, everything, refused, someone, whole
from tests.caseload.written import ACTING, ENROLLED_ON, TODAY, consents, entered


def test_what_a_move_would_mean_is_answered_and_nothing_is_written(database: Database) -> None:
    one = someone(database)
    before, last = everything(database), database.last_change()
    rehearsal = Rehearsal(database)
    asked = (rehearsal, one.id, one.version, Phase.POST_RELEASE)
    rehearsed = done(move(*asked, DISCUSSED, released_on=TODAY, **ACTING))
    assert (everything(database), database.last_change(), rehearsal.last_change()) == (before, last, last)
    done(move(*one.at, Phase.POST_RELEASE, DISCUSSED, released_on=TODAY, **ACTING))
    assert rehearsed.version == one.version
    assert whole(database)


def test_what_a_withdrawal_would_undo_is_known_before_it_is_done(database: Database) -> None:
    given = (*consents("prison", "nav", "lawyer"), ConsentGiven("probation", ENROLLED_ON))
    one = someone(database, entered(consents=given))
    row = next(row for row in one.rows(consent) if row["line"] == "nav")
    answer = done(withdraw(Rehearsal(database), row["id"], row["version"], **ACTING))
    assert [(each.key, each.done) for each in answer.moved] == [("consent_minimum", False)]
    assert one.rows(consent)[0]["withdrawn_on"] is None


def test_refusals_and_stale_views_are_rehearsed_too(database: Database) -> None:
    one = someone(database)
    rehearsal = Rehearsal(database)
    assert refused(move(rehearsal, one.id, 1, Phase.CLOSING, **ACTING)) == "close_with_reason"
    with pytest.raises(StaleVersion):
        move(rehearsal, one.id, 9, Phase.IN_PRISON, DISCUSSED, **ACTING)
    with rehearsal, rehearsal.read() as connection:
        assert connection is not None
    with database.read() as connection, rehearsal.connect() as other:
        assert connection is not other
