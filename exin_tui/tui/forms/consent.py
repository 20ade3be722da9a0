"""A consent that is given: for which line, how narrow, for how long, and what the person was told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from exin_schema.vocabulary import Topic
from exin_tui.language import Sayable, join, text
from exin_tui.programme.values import Refusal
from exin_tui.tui.changes import Moment
from exin_tui.tui.forms.declared import Field, Filled, Form, Kind, Option, Seen, Values
from exin_tui.tui.look import Look

if TYPE_CHECKING:
    from exin_schema.programme import Programme
    from exin_tui.caseload.labels import Labels
    from exin_tui.storage.database import Database

LINE, ROLE, PERSON, TOPICS, GIVEN, EXPIRES = "line", "role", "person", "topics", "given_on", "expires_on"
STAY, DOCUMENT, TOLD = "stay", "document", "told"

TOLD_OF: tuple[tuple[str, Sayable], ...] = (
    ("use", text("what the information is used for")),
    ("exchange", text("that agencies exchange decisions on it")),
    ("access", text("access, correction and deletion")),
    ("withdraw", text("it can be withdrawn at any time")),
    ("without", text("what not consenting means")),
)
"""What a consent names that the person was told. Source: the guide's consent form [A]."""


def give_form(
    participant_id: str,
    line: str,
    labels: Labels,
    programme: Programme,
    look: Look,
    who: str,
    seen: Callable[[], Seen | None],
    *,
    inside: bool,
) -> Form:
    """Give a consent for ``line``, or another. ``inside``: there is a stay that it can be tied to."""

    def roles(values: Values) -> Sequence[Option]:
        spec = labels.lines.get(values.get(LINE, ""))
        named = [Option(f"{number}", role.label) for number, role in enumerate(spec.roles)] if spec else []
        return [Option("", text("the whole line")), *named]

    def role_of(filled: Filled) -> str:
        spec = labels.lines.get(filled[LINE])
        number = filled[ROLE]
        return spec.roles[int(number)].nb if spec and number and int(number) < len(spec.roles) else ""

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.consents import give
        from exin_tui.caseload.registration import ConsentGiven

        untold = not_told(filled)
        if untold is not None:
            return untold
        given = ConsentGiven(
            filled[LINE],
            filled.day(GIVEN) or moment.today,
            filled.day(EXPIRES),
            None,
            role_of(filled),
            filled[PERSON],
            " ".join(filled.many(TOPICS)),
            filled[DOCUMENT],
        )
        return give(
            database, participant_id, filled.version, given, for_this_stay=filled.flag(STAY), **moment.acting
        )

    lines = [
        Option(one.key, one.name.label, _needed(one.mandatory, one.at_release, look))
        for one in programme.consents
    ]
    chosen = line or lines[0].value
    asks_role = Field(id=ROLE, label=text("Role"), kind=Kind.CHOICE, options_for=roles, applies=_has(roles))
    fields = (
        Field(id=LINE, label=text("Line"), kind=Kind.CHOICE, value=chosen, options=lines),
        asks_role,
        *_how_far(look, inside=inside),
        TELLING,
    )
    return Form(
        title=look.say(text("{who} consents to sharing", who=who)),
        fields=fields,
        save=save,
        seen=seen,
        submit=text("give"),
        start=LINE if not line else "",
    )


def _has(options: Callable[[Values], Sequence[Option]]) -> Callable[[Values], bool]:
    return lambda values: len(options(values)) > 1


def _how_far(look: Look, *, inside: bool) -> tuple[Field, ...]:
    """Person, topics, from when to when, and where the signed form is."""
    topics = [Option(topic.value, topic) for topic in Topic]
    return (
        Field(
            id=PERSON,
            label=text("Only this person"),
            personal=True,
            hint=text("empty: whoever has the role"),
        ),
        Field(
            id=TOPICS,
            label=text("Topics"),
            kind=Kind.MANY,
            options=topics,
            hint=text("none chosen: not narrowed to topics. ← → moves, Space chooses"),
        ),
        Field(id=GIVEN, label=text("Signed on"), kind=Kind.DATE, value=look.today.isoformat(), required=True),
        UNTIL,
        Field(id=STAY, label=text("Only this stay"), kind=Kind.FLAG, applies=lambda _: inside),
        SIGNED,
    )


UNTIL = Field(
    id=EXPIRES, label=text("Holds until"), kind=Kind.DATE, hint=text("empty: until it is withdrawn")
)
SIGNED = Field(
    id=DOCUMENT, label=text("Signed form"), hint=text("where it is kept, such as a reference in SOMA")
)
TELLING = Field(
    id=TOLD,
    label=text("The person was told"),
    kind=Kind.MANY,
    options=[Option(key, words) for key, words in TOLD_OF],
)


def not_told(filled: Filled) -> Refusal | None:
    """What the person has not been told yet, when that is so."""
    ticked = filled.many(TOLD)
    left = [words for key, words in TOLD_OF if key not in ticked]
    if not left:
        return None
    return Refusal(
        "not_told", text("Tell the person first, then tick it: {points}.", points=join(tuple(left), "; "))
    )


def _needed(mandatory: bool, at_release: bool, look: Look) -> str:
    said = [
        look.say(words)
        for words, on in (
            (text("mandatory in phase 1"), mandatory),
            (text("minimum at release"), at_release),
        )
        if on
    ]
    return " · ".join(said)
