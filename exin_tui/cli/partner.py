"""``exin partner``: which partners there are, what they ask for, and the team's answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from exin_tui.cli.board import open_team_database
from exin_tui.cli.commands import Later, LazyGroup, argument, option, within
from exin_tui.cli.invocation import Refused, current
from exin_tui.cli.speaking import language, said, show, tell
from exin_tui.cli.tables import Column, table
from exin_tui.language import Label, join, mid_sentence, text

if TYPE_CHECKING:
    from exin_tui.partners.discovery import Partner
    from exin_tui.partners.manifest import Manifest

ID = Label("ID", "ID")


@click.group(
    "partner",
    cls=LazyGroup,
    words=text(
        "The agencies the team works with, each a plugin: what it asks for, the team's answer, exports."
    ),
    later={
        "view": Later(
            "exin_tui.cli.partner_view", text("Print what a partner's tab, or its panel on one, shows.")
        ),
        "export": Later("exin_tui.cli.partner_export", text("Write what the consents open to a partner.")),
        "run": Later("exin_tui.cli.partner_run", text("Ask a partner's plugin what its command answers.")),
        "new": Later("exin_tui.cli.partner_new", text("Write a new partner to begin from.")),
        "guide": Later("exin_tui.cli.partner_guide", text("Print how a partner is written.")),
        "check": Later("exin_tui.cli.partner_check", text("Check a partner that you write.")),
    },
)
def command() -> None:
    """Hold the commands below."""


@within(
    command,
    "list",
    words=text("Print the partners, their state, and what is wrong with one. No code of theirs runs."),
)
@option("--json", "as_json", is_flag=True, words=text("As JSON."))
def list_partners(as_json: bool) -> None:
    """Print the partners."""
    partners = _found()
    if as_json:
        show(json.dumps([_row(one) for one in partners], ensure_ascii=False, indent=2))
        return
    heads = [text("Partner"), text("Name"), text("State"), text("From"), text("Why")]
    lines = [
        (one.id, said(one.name), said(one.state.label), one.origin, said(one.reason) if one.reason else "")
        for one in partners
    ]
    for line in table([Column(said(head)) for head in heads], lines):
        show(line)
    for one in partners:
        for problem in one.problems:
            show(f"{one.id}: {said(problem)}")


@within(
    command,
    "show",
    words=text("Print one partner: what it sees, what opens it, what it brings, and what holds there."),
)
@argument("partner_id", words=text("The partner's id; exin partner list has them."), takes=ID)
@option("--json", "as_json", is_flag=True, words=text("As JSON."))
def show_partner(partner_id: str, as_json: bool) -> None:
    """Print one."""
    from exin_tui.cli.partner_found import the_partner
    from exin_tui.cli.partner_lines import partner_lines

    partner = the_partner(_found(), partner_id)
    if as_json:
        import msgspec

        manifest = msgspec.to_builtins(partner.manifest) if partner.manifest else None
        show(json.dumps({**_row(partner), "manifest": manifest}, ensure_ascii=False, indent=2))
        return
    for line in partner_lines(partner):
        show(line)


@within(
    command,
    "enable",
    words=text(
        "Let a partner take part. What it asks to see is shown first; a later version that asks for more "
        "needs your yes again."
    ),
)
@argument("partner_id", words=text("The partner's id; exin partner list has them."), takes=ID)
@option("--yes", is_flag=True, words=text("Do not ask."))
def enable_partner(partner_id: str, yes: bool) -> None:
    """Show the scope, ask, and keep the answer."""
    from exin_tui.cli.partner_found import partners_known, the_partner, usable
    from exin_tui.partners.enabling import approvals_in, enable
    from exin_tui.partners.joining import join_board

    invocation = current()
    with open_team_database(invocation) as database:
        approvals = approvals_in(database)
        partner = the_partner(partners_known(invocation, approvals, left_out=False), partner_id)
        manifest = usable(partner)
        if partner.active:
            tell(text("{partner} is enabled already, with this scope.", partner=partner.name))
            return
        _tell_scope(partner, manifest, approvals.get(partner_id))
        _sure(text("Enable {partner}?", partner=mid_sentence(partner.name)), yes=yes)
        enable(database, manifest, now=invocation.now)
        now_active = partners_known(invocation, approvals_in(database), left_out=False)
        opened = join_board(
            database,
            now_active,
            today=invocation.today,
            now=invocation.now,
            programme=invocation.programme(),
        )
    tell(text("{partner} is enabled. Tasks opened: {count}.", partner=partner.name, count=opened))


@within(
    command,
    "disable",
    words=text("Let a partner take no part. What is stored for it stays, and is there when it comes back."),
)
@argument("partner_id", words=text("The partner's id; exin partner list has them."), takes=ID)
def disable_partner(partner_id: str) -> None:
    """Keep a no."""
    from exin_tui.cli.partner_found import partners_known, the_partner
    from exin_tui.partners.enabling import approvals_in, disable

    invocation = current()
    with open_team_database(invocation) as database:
        approvals = approvals_in(database)
        if partner_id not in approvals:  # one whose plugin is gone can be switched off all the same
            the_partner(partners_known(invocation, approvals, left_out=False), partner_id)
        elif not approvals[partner_id].enabled:
            tell(text("{partner} is disabled already.", partner=partner_id))
            return
        disable(database, partner_id, now=invocation.now)
    tell(text("{partner} is disabled. What is stored for it stays.", partner=partner_id))


def _found() -> tuple[Partner, ...]:
    """The partners with the team's answers where there is a database."""
    from exin_tui.cli.partner_found import database_if_any, partners_known
    from exin_tui.partners.enabling import approvals_in

    invocation = current()
    with database_if_any(invocation) as database:
        approvals = approvals_in(database) if database is not None else {}
    return partners_known(invocation, approvals)


def _row(partner: Partner) -> dict[str, Any]:
    return {
        "id": partner.id,
        "name": partner.name.say(language()),
        "state": partner.state.value,
        "origin": partner.origin,
        "reason": said(partner.reason) if partner.reason else None,
        "problems": [said(problem) for problem in partner.problems],
    }


def _tell_scope(partner: Partner, manifest: Manifest, before: Any) -> None:
    """The scope on stderr, and what is new in it since the team said yes."""
    from exin_tui.cli.partner_lines import scope_lines
    from exin_tui.partners.approval import wider

    tell(text("{partner} ({origin})", partner=partner.name, origin=partner.origin))
    for line in scope_lines(manifest):
        tell(line)
    if before is not None and before.enabled:
        tell(text("New since it was approved: {what}", what=join(list(wider(manifest, before)))))


def _sure(question: Any, *, yes: bool) -> None:
    """Ask, unless that was answered already; no is the default. Raises `Refused` for a no."""
    if not yes and not click.confirm(said(question), default=False, err=True):
        raise Refused(text("Nothing was done."))
