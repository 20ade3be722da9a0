"""The team's answers about partners are kept with the caseload, and logged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from exin_schema.tables import change
from exin_tui.partners.answered import as_answered, read_approvals
from exin_tui.partners.approval import Approval, wider
from exin_tui.partners.discovery import PartnerState
from exin_tui.partners.enabling import disable, enable
from tests.partners.partners_team import MANIFEST, NOW, manifest, partner_of, team


def test_a_partner_is_enabled_with_the_scope_that_was_shown_and_switched_off_again() -> None:
    with team() as board:
        enable(board.database, board.manifest, now=NOW)
        with board.database.read() as connection:
            kept = read_approvals(connection)
        assert kept == {"probation": Approval.of(board.manifest)}
        later = manifest(MANIFEST.replace("[[items]]", '[scope]\nfields = ["phone"]\n[[items]]', 1))
        assert wider(later, kept["probation"]) == ("scope.fields: phone",)
        disable(board.database, "probation", now=NOW)
        with board.database.read() as connection:
            assert not read_approvals(connection)["probation"].enabled
            commands = connection.execute(select(change.c.command).where(change.c.entity == "setting")).all()
        assert [row.command for row in commands] == ["partner.enable", "partner.disable"]


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (None, PartnerState.ACTIVE),
        (Approval(enabled=False), PartnerState.DISABLED),
        (Approval(enabled=True), PartnerState.NEEDS_APPROVAL),  # to a version that asked for less
        (Approval.of(manifest()), PartnerState.ACTIVE),
    ],
)
def test_who_is_active_stays_so_while_the_answer_covers_what_it_asks_for(
    answer: Approval | None, state: PartnerState
) -> None:
    partner = partner_of(manifest())
    (found,) = as_answered([partner], {} if answer is None else {"probation": answer})
    assert found.state is state
    assert (found is partner) is (state is PartnerState.ACTIVE)


def test_who_is_switched_off_never_joins_a_program_that_runs() -> None:
    off = replace(partner_of(manifest()), state=PartnerState.DISABLED)
    assert as_answered([off], {"probation": Approval.of(manifest())}) == (off,)


def test_an_answer_that_cannot_be_read_counts_as_no() -> None:
    with team() as board:
        with board.database.write(command="test", now=NOW) as door:
            door.set_setting("partner.probation", '{"enabled": "perhaps"}')
        with board.database.read() as connection:
            assert read_approvals(connection) == {"probation": Approval(enabled=False)}
