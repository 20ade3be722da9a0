"""The fields of a drøft, and of a phase: asked for wherever a move between phases is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from exin_schema.vocabulary import Phase
from exin_tui.language import join, text
from exin_tui.tui.forms.declared import Field, Filled, Kind, Option, Values

if TYPE_CHECKING:
    from exin_tui.caseload.discussion import Discussion

LONGEST = 200
"""Characters, as the commands take them: coordination, no case story."""
TO = "to"
PARTS = ("possibilities", "limits", "special")


def discussion_fields(
    colleagues: Sequence[str],
    before: Discussion | None = None,
    applies: Callable[[Values], bool] | None = None,
) -> tuple[Field, ...]:
    """The three questions in the guide's words, and who took part. Notes: dots while screened."""
    stood = before.fields() if before is not None else {}
    took_part = stood.get("took_part", "").split()
    known = dict.fromkeys([*colleagues, *took_part])
    labels = (text("Possibilities"), text("Limits"), text("What is special"))
    hints = (
        text("possibilities, short; “nothing special” is an answer too"),
        text("limits, short; “none” is an answer too"),
        text("what is special about this follow-up; “nothing special” is an answer too"),
    )
    notes = tuple(
        Field(
            id=part, label=label, hint=hint, value=stood.get(part, ""), limit=LONGEST, personal=True,
            applies=applies,
        )
        for part, label, hint in zip(PARTS, labels, hints, strict=True)
    )  # fmt: skip
    who = Field(
        id="took_part",
        label=text("Who took part"),
        kind=Kind.MANY,
        value=" ".join(took_part),
        options=[Option(one, one) for one in known],
        applies=applies,
    )
    return (*notes, who)


def discussion_of(filled: Filled) -> Discussion:
    """What was filled in of it."""
    from exin_tui.caseload.discussion import Discussion

    return Discussion(*(filled[part] for part in (*PARTS, "took_part")))


def as_discussed(filled: Filled) -> Filled:
    """The same with a drøft: what would follow is seen before the team has written a word."""
    import dataclasses

    empty = {part: filled[part] or "–" for part in (*PARTS, "took_part")}
    return dataclasses.replace(filled, fields={**filled.fields, **empty})


def stood(discussion: Discussion | None) -> dict[str, str]:
    """The fields' values as stored now."""
    return discussion.fields() if discussion is not None else {}


def phase_field(phases: Iterable[Phase], value: str) -> Field:
    """To which phase."""
    options = [Option(one.value, join((one.number, one), " ")) for one in phases]
    return Field(id=TO, label=text("Phase"), kind=Kind.CHOICE, value=value, options=options)


def phase_of(filled: Filled) -> Phase:
    """The phase that was chosen."""
    return Phase.of(filled[TO])
