"""What a partner's Python answers is taken out of its hands before anything is drawn of it."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

import pytest

from exin_schema.vocabulary import ConsentStatus, Label, Severity
from exin_tui.partners.answers import Alert, Computed, ComputedColumn
from exin_tui.partners.asking import Command, Found
from exin_tui.partners.calling import Failure, PartnerManager
from exin_tui.partners.commanding import offered, run
from exin_tui.partners.discovery import Partner, PartnerState
from exin_tui.partners.evaluating import alerts, columns
from exin_tui.partners.inside_context import InsideContext
from exin_tui.partners.participant import Participant
from exin_tui.partners.reading import parse_manifest
from exin_tui.partners.sentences import sentence

TODAY = dt.date(2026, 11, 27)
FINE = sentence("Innen {days} d.", "Within {days} d.", days=3)
SHORT = Label("snart", "soon")
WHO = Participant("ref", ConsentStatus.ACTIVE, {}, {}, {})
CONTEXT = InsideContext((WHO,), TODAY)
MANIFEST = """
id = "odd"
api = 1
name = { nb = "Rar", en = "Odd" }
python.hooks = "exin_odd.hooks"
[[rules]]
id = "r"
certainty = "P"
verified = 2026-09-14
source = "avtale"
text = { nb = "x", en = "x" }
[[rules]]
id = "unsure"
certainty = "X"
verified = 2026-09-14
source = "avtale"
text = { nb = "x", en = "x" }
"""


class Odd(PartnerManager):
    """Its one partner answers what a test says."""

    def __init__(self, **answers: Any) -> None:
        manifest = parse_manifest(MANIFEST).manifest
        assert manifest is not None
        super().__init__([Partner("odd", "test", None, PartnerState.ACTIVE, manifest)])
        self.answers_given = answers

    def _implementation(self, partner: Partner, hook: str) -> Any:  # noqa: ARG002
        if hook not in self.answers_given:
            return None
        answered = self.answers_given[hook]
        return type("Implementation", (), {"argnames": (), "function": staticmethod(lambda: answered)})


class Rule:
    def __init__(self, answer: Any, own: Any = "r") -> None:
        self.id, self._answer = own, answer

    def evaluate(self, participant: Participant, today: dt.date) -> Any:  # noqa: ARG002
        return self._answer


def alert(**instead: Any) -> Any:
    """A right alert but for what is given."""
    right: dict[str, Any] = {"severity": Severity.NOTE, "label": SHORT, "message": FINE}
    return Alert(**(right | instead))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (None, "NoneType, not Iterable"),
        ([None], "NoneType, not Alert"),
        ([alert(severity="loud")], "str, not Severity"),
        ([alert(severity=None)], "NoneType, not Severity"),
        ([alert(label="soon")], "str, not Label"),
        ([alert(label=Label(1, 2))], "int, not str"),  # type: ignore[arg-type]
        ([alert(label=Label("", ""))], "empty in one of the languages"),
        ([alert(label=Label("\x1b[2J", "\x1b[2J"))], "empty in one of the languages"),
        ([alert(label=Label("x" * 20, "x"))], "longer than 19 characters"),
        ([alert(message="Berg is out")], "str, not Label"),
        ([alert(message=None)], "NoneType, not Label"),
        ([alert(message=sentence("{when}", "{when}"))], "a hole that none of its values fills"),
        ([alert(message=sentence("{}", "{0}"))], "a hole that none of its values fills"),
        ([alert(computed=7)], "int, not Label"),
        ([alert(inputs="Berg")], "str, not (Label, value)"),
        ([alert(inputs=(1, 2))], "int, not (Label, value)"),
        ([alert(inputs=((SHORT,),))], "tuple, not (Label, value)"),
    ],
)
def test_a_wrong_alert_is_one_that_could_not_be_evaluated(answer: Any, said: str) -> None:
    found = alerts(Odd(exin_rules=[Rule(answer)]), {"odd": CONTEXT}, TODAY)
    assert found.by_participant == {}
    assert [failure.what for failure in found.not_evaluated] == ["rule r"]
    message = found.not_evaluated[0].message.say("en")
    assert said in message
    assert "Berg" not in message


def test_control_bytes_in_an_alert_reach_no_terminal() -> None:
    odd = "\x1b]52;c;aGVp\x07{x}\x1b[2J"
    given = alert(label=Label("\x1b[2Jnå", "\x1b[2Jnow"), message=sentence(odd, odd, x="\x1b[2Jgo"))
    found = alerts(Odd(exin_rules=[Rule([given])]), {"odd": CONTEXT}, TODAY)
    (taken,) = found.by_participant["ref"]
    assert (taken.label.say("nb"), taken.message.say("en")) == ("nå", "go")


@pytest.mark.parametrize(
    ("rule", "what", "said"),
    [
        (Rule([alert()], "nothing"), "rule nothing", "a rule that is not in the manifest"),
        (Rule([alert()], 7), "exin_rules", "int, not str"),
        (Rule([alert()], "\x1b[2J"), "exin_rules", "small letters"),
        (Rule([alert(computed=FINE)], "unsure"), "rule unsure", "unconfirmed (X), and must not be computed"),
    ],
)
def test_a_rule_is_one_of_the_manifests(rule: Rule, what: str, said: str) -> None:
    found = alerts(Odd(exin_rules=[rule]), {"odd": CONTEXT}, TODAY)
    assert [failure.what for failure in found.not_evaluated] == [what]
    assert said in found.not_evaluated[0].message.say("en")


def column(own: Any = "c", name: Any = SHORT, computed: Any = None) -> ComputedColumn:
    return ComputedColumn(own, name, lambda participant, today: computed)  # noqa: ARG005


@pytest.mark.parametrize("wrong", [column(own=7), column(own="A b"), column(name="Name"), column(name=None)])
def test_a_column_without_a_right_name_is_dropped_and_told(wrong: ComputedColumn) -> None:
    manager = Odd(exin_columns=[wrong])
    assert columns(manager, "odd", CONTEXT, TODAY) == ()
    assert [failure.what for failure in manager.failures] == ["exin_columns"]


@pytest.mark.parametrize(
    "computed",
    [
        7,
        Computed(object(), "r", FINE),  # type: ignore[arg-type]
        Computed(TODAY, "nothing", FINE),
        Computed(TODAY, "r", "because"),  # type: ignore[arg-type]
        Computed(TODAY, "r", FINE, 9),  # type: ignore[arg-type]
        Computed(TODAY, "unsure", FINE, FINE),
        Computed(TODAY, "r", FINE, None, "abc"),  # type: ignore[arg-type]
    ],
)
def test_a_column_with_a_wrong_cell_could_not_be_computed(computed: Any) -> None:
    manager = Odd(exin_columns=[column(computed=computed)])
    (found,) = columns(manager, "odd", CONTEXT, TODAY)
    assert found.cells is None
    assert [failure.what for failure in manager.failures] == ["column c"]


@pytest.mark.parametrize(
    "wrong",
    [
        [Command(7, SHORT, lambda _: ())],  # type: ignore[arg-type]
        [Command("\x1b[2J", SHORT, lambda _: ())],
        [Command("c", "Berg", lambda _: ())],  # type: ignore[arg-type]
        [Command("c", None, lambda _: ())],  # type: ignore[arg-type]
        [Command("c", SHORT, lambda _: ()), Command("c", SHORT, lambda _: ())],
    ],
)
def test_wrong_commands_are_dropped_and_told(wrong: list[Command]) -> None:
    found = offered(Odd(exin_commands=wrong))
    assert found.commands == ()
    assert [failure.what for failure in found.failed] == ["exin_commands"]


@pytest.mark.parametrize(
    "answer",
    [
        7,
        None,
        "Berg",
        ["Berg"],
        [Found(cast("Label", "Berg"))],
        [Found(cast("Label", None))],
        [Found(sentence("{x}", "{x}"))],
    ],
)
def test_a_command_that_answers_wrongly_says_why(answer: Any) -> None:
    manager = Odd(exin_commands=[Command("c", SHORT, lambda _: answer)])
    (one,) = offered(manager).commands
    found = run(manager, one, CONTEXT)
    assert isinstance(found, Failure)
    assert "Berg" not in found.message.say("en")


def test_a_line_that_says_nobody_is_about_nobody_and_one_that_says_a_stranger_is_refused() -> None:
    manager = Odd(exin_commands=[Command("c", SHORT, lambda _: [Found(SHORT)])])
    assert run(manager, offered(manager).commands[0], CONTEXT) == (Found(SHORT, ""),)
    stranger = Found(SHORT, 5)  # type: ignore[arg-type]
    manager = Odd(exin_commands=[Command("c", SHORT, lambda _: [stranger])])
    assert isinstance(run(manager, offered(manager).commands[0], CONTEXT), Failure)
