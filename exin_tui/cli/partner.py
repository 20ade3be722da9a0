"""``exin partner``: which partners there are, what they ask for, and the team's answers."""

from __future__ import annotations

import json
import sys
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
    from exin_tui.partners.presence import Presence
    from exin_tui.partners.taking_off import Work

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
    partners = _presences()
    if as_json:
        show(json.dumps([_row(one) for one in partners], ensure_ascii=False, indent=2))
        return
    heads = [text("Partner"), text("Name"), text("State"), text("From"), text("Why")]
    lines = [
        (one.id, said(one.name), said(one.label), one.origin or "–", _reason(one) or "") for one in partners
    ]
    for line in table([Column(said(head)) for head in heads], lines):
        show(line)
    for one in partners:
        for more in (*one.problems, *([one.advice] if one.advice else [])):
            show(f"{one.id}: {said(more)}")


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

    partner = the_partner(_presences(), partner_id)
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
    from exin_tui.partners.answered import approvals_in
    from exin_tui.partners.enabling import enable
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
        back = enable(database, manifest, now=invocation.now, package=partner.package)
        now_active = partners_known(invocation, approvals_in(database), left_out=False)
        joined = join_board(
            database,
            now_active,
            today=invocation.today,
            now=invocation.now,
            programme=invocation.programme(),
        )
    tell(text("{partner} is enabled. Tasks opened: {count}.", partner=partner.name, count=joined.opened))
    if any(joined.late):
        tell(
            text(
                "Due before today, and marked as not needed: tasks {tasks}, checklist items {items}.",
                **joined.late._asdict(),
            )
        )
    if back is not None:
        tell(text("Back on the lists: tasks {tasks}, checklist items {items}.", **back._asdict()))


@within(
    command,
    "disable",
    words=text(
        "Let a partner take no part. What is stored for it stays, and is there when it comes back. Asks "
        "whether its open tasks and checklist items are taken off the lists until then."
    ),
)
@argument("partner_id", words=text("The partner's id; exin partner list has them."), takes=ID)
@option(
    "--take-off/--keep",
    "take_off",
    default=None,
    words=text(
        "Take its open tasks and checklist items off the lists, or keep them there, without a question."
    ),
)
def disable_partner(partner_id: str, take_off: bool | None) -> None:
    """Keep a no, and what becomes of the open work."""
    from exin_tui.cli.partner_found import partners_known, the_partner
    from exin_tui.partners.answered import approvals_in
    from exin_tui.partners.enabling import disable
    from exin_tui.partners.taking_off import open_work

    invocation = current()
    with open_team_database(invocation) as database:
        approvals = approvals_in(database)
        if partner_id not in approvals:  # one whose plugin is gone can be switched off all the same
            the_partner(partners_known(invocation, approvals, left_out=False), partner_id)
        with database.read() as connection:
            work = open_work(connection, partner_id)
        off_already = partner_id in approvals and not approvals[partner_id].enabled
        if off_already and not (any(work) and take_off is not False):
            tell(text("{partner} is disabled already.", partner=partner_id))
            return
        off = _taken_off(work, take_off)
        if not off_already or off:
            disable(database, partner_id, now=invocation.now, and_take_off=off)
    tell(text("{partner} is disabled. What is stored for it stays.", partner=partner_id))
    if off:
        tell(text("Off the lists: tasks {tasks}, checklist items {items}.", **work._asdict()))
    elif any(work):
        tell(
            text(
                "Still on the lists: tasks {tasks}, checklist items {items}. "
                "To take them off: exin partner disable {id} --take-off",
                **work._asdict(), id=partner_id,
            )
        )  # fmt: skip


def _taken_off(work: Work, answer: bool | None) -> bool:
    """Whether the open work goes with the partner; asked where somebody can answer, else it stays."""
    if not any(work):
        return False
    if answer is None and sys.stdin.isatty():
        question = text(
            "Open for it: tasks {tasks}, checklist items {items}. "
            "Take them off the lists until it is enabled?",
            **work._asdict(),
        )
        return click.confirm(said(question), default=True, err=True)
    return bool(answer)


def _presences() -> tuple[Presence, ...]:
    """The partners with the team's answers, and those that are not found and enabled or kept something for,
    where there is a database.
    """
    from exin_tui.cli.partner_found import database_if_any, partners_known
    from exin_tui.partners.answered import approvals_in
    from exin_tui.partners.presence import presences

    invocation = current()
    with database_if_any(invocation) as database:
        if database is None:
            return presences(partners_known(invocation, {}), {})
        from exin_tui.partners.leftovers import load_leftovers

        with database.read() as connection:
            kept = load_leftovers(connection, ())
        answers = approvals_in(database)
        return presences(partners_known(invocation, answers), answers, kept=kept)


def _reason(partner: Presence) -> str | None:
    """Why, and what is kept, in a line."""
    found = [one for one in (partner.reason, partner.kept) if one is not None]
    return said(join(list(found), " ")) if found else None


def _row(partner: Presence) -> dict[str, Any]:
    return {
        "id": partner.id,
        "name": partner.name.say(language()),
        "state": partner.state,
        "origin": partner.origin or None,
        "reason": _reason(partner),
        "advice": said(partner.advice) if partner.advice else None,
        "problems": [said(problem) for problem in partner.problems],
    }


def _tell_scope(partner: Partner, manifest: Manifest, before: Any) -> None:
    """The scope on stderr, and what is new in it since the team said yes."""
    from exin_tui.partners.approval import wider
    from exin_tui.partners.scope_words import scope_lines

    tell(text("{partner} ({origin})", partner=partner.name, origin=partner.origin))
    for line in scope_lines(manifest):
        tell(line)
    if before is not None and before.enabled:
        tell(
            text(
                "New since it was approved: {what}", what=join(list(wider(manifest, before, partner.package)))
            )
        )


def _sure(question: Any, *, yes: bool) -> None:
    """Ask, unless that was answered already; no is the default. Raises `Refused` for a no."""
    if not yes and not click.confirm(said(question), default=False, err=True):
        raise Refused(text("Nothing was done."))
