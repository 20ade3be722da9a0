"""``exin partner``: which partners there are, and how they are."""

from __future__ import annotations

import json
from pathlib import Path

from exin_tui.cli.commands import group, option, within
from exin_tui.cli.invocation import current
from exin_tui.cli.speaking import language, said, show
from exin_tui.cli.tables import Column, table
from exin_tui.language import text


@group(
    "partner",
    words=text("The partners that are installed. Their manifests are read, no code of theirs runs."),
)
def command() -> None:
    """Hold the commands below."""


@within(command, "list", words=text("Print the partners, their state, and what is wrong with one."))
@option("--json", "as_json", is_flag=True, words=text("As JSON."))
def list_partners(as_json: bool) -> None:
    """Print the partners."""
    from exin_tui.partners.discovery import installed_partners

    invocation = current()
    partners = installed_partners(
        invocation.programme(),
        partner_dirs=[Path(folder) for folder in invocation.configuration.partner_dirs],
        without=invocation.without_partners(),
    )
    if as_json:
        rows = [
            {
                "id": one.id,
                "name": one.name.say(language()),
                "state": one.state.value,
                "origin": one.origin,
                "reason": said(one.reason) if one.reason else None,
                "problems": [said(problem) for problem in one.problems],
            }
            for one in partners
        ]
        show(json.dumps(rows, ensure_ascii=False, indent=2))
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
