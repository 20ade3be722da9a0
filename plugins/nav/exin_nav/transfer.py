"""The transfer note: what a new NAV office needs to go on, for each participant, in one document.

Source: the cooperation procedure NAV BSN – EX/IN BSN, "moving out of the district": a good, reasoned note.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from exin_schema.vocabulary import Label
from exin_tui.partners.api import Export, OutboundContext, Participant, Plain

_FACTS: tuple[tuple[str, Label], ...] = (
    ("office", Label("NAV-kontor", "NAV office")),
    ("mapped_on", Label("Kartlagt", "Mapped on")),
    ("category", Label("Kategori", "Category")),
    ("kvp", Label("KVP", "KVP")),
    ("aev", Label("AEV", "Work-ability assessment (AEV)")),
    ("individual_plan", Label("Individuell plan", "Individual plan")),
)
_RECORDS: tuple[tuple[str, Label, tuple[tuple[str, Label | None], ...]], ...] = (
    (
        "benefit",
        Label("Ytelser ved innsettelse", "Benefits at imprisonment"),
        (
            ("benefit", None),
            ("stopped", Label("stoppet", "stopped")),
            ("restarted", Label("startet igjen", "restarted")),
        ),
    ),
    (
        "housing",
        Label("Bolig steg for steg", "Housing, step by step"),
        (("on", None), ("step", None), ("where", None), ("offer", Label("tilbud", "offer"))),
    ),
)
_TITLE = Label("Overføringsnotat til NAV", "Transfer note to NAV")
_BORN = Label("Født", "Born")
_CASEWORKER = Label("Miljøterapeut i EX/IN", "Caseworker at EX/IN")
_PHASE = Label("Fase", "Phase")
_RELEASE = Label("Løslatelse", "Release")
_REASON = Label("Begrunnelse", "Reasons")
_TO_WRITE = Label("Skrives inn før notatet sendes.", "To be written before the note is sent.")
_LEFT = Label("Gjenstår", "What is left to do")
_DUE = Label("frist", "due")
_NOTHING = Label("Ikke opplyst", "Not recorded")


def _note(context: OutboundContext, participants: Sequence[Participant]) -> str:
    """The whole document as Markdown."""
    lines = [f"# {_TITLE.say(context.language)}", "", context.today.isoformat()]
    for participant in participants:
        lines += ["", *_section(context, participant)]
    return "\n".join(lines)


def _section(context: OutboundContext, participant: Participant) -> Iterator[str]:
    say, words = context.language, context.words
    yield f"## {_plain(participant.name)}"
    yield ""
    yield f"- {_BORN.say(say)}: {words('birth_date', participant.birth_date) or _NOTHING.say(say)}"
    yield f"- {_CASEWORKER.say(say)}: {words('caseworker', participant.caseworker)}"
    yield f"- {_PHASE.say(say)}: {words('phase', participant.phase)}"
    if participant.release_date is not None:
        standing = words("release_kind", participant.release_kind)
        yield f"- {_RELEASE.say(say)}: {words('release_date', participant.release_date)} ({standing})"
    for fact, label in _FACTS:
        value = participant.facts.get(fact)
        yield f"- {label.say(say)}: {_plain(words(fact, value)) if value is not None else _NOTHING.say(say)}"
    # no case narrative is kept here: the reasons are the caseworker's, in the file
    yield from ("", f"### {_REASON.say(say)}", "", _TO_WRITE.say(say))
    for record, label, fields in _RECORDS:
        rows = [_row(context, record, fields, row) for row in participant.records.get(record, ())]
        if rows:
            yield from ("", f"### {label.say(say)}", "", *(f"- {row}" for row in rows if row))
    if participant.tasks:
        yield from ("", f"### {_LEFT.say(say)}", "")
        for task in participant.tasks:
            due = f", {_DUE.say(say)} {task.due.isoformat()}" if task.due else ""
            yield f"- {_plain(task.title.say(say))} ({task.holder.say(say)}{due})"


def _row(
    context: OutboundContext,
    record: str,
    fields: tuple[tuple[str, Label | None], ...],
    row: Mapping[str, Plain],
) -> str:
    """``AAP, stopped: yes``: what is recorded of the fields, in their order."""
    parts = []
    for field, label in fields:
        if field in row:
            said = _plain(context.words(f"{record}.{field}", row[field]))
            parts.append(f"{label.say(context.language)}: {said}" if label else said)
    return ", ".join(parts)


def _plain(words: str) -> str:
    """Data is never markup."""
    return "".join(f"\\{one}" if one in "\\`*_{}[]<>#|!" else one for one in words)


TRANSFER_NOTE = Export("transfer_note", _note)
