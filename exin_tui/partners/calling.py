"""Calls partners' Python, one at a time: whatever one does, the others answer and the program lives."""

from __future__ import annotations

import functools
import inspect
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Generic, TypeVar

from exin_tui.language import Sayable, text
from exin_tui.partners.discovery import Partner
from exin_tui.partners.loading import load_hooks
from exin_tui.partners.silence import silent

Answer = TypeVar("Answer")

SLOW = 2.0
"""Seconds after which a call is reported."""
GIVEN_UP = 10.0
"""Seconds after which a call is no longer waited for, and is set aside."""
STRIKES = 3
"""Failures after which an implementation is set aside until restart."""
MOST = 10_000
"""Answers that are taken from one call."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong in a partner's Python: which kind of error and where, never a value."""

    partner: str
    what: str
    """The hook, or the rule or column within it."""
    message: Sayable
    set_aside: bool = False


class Unfit(Exception):
    """An answer of the right type that cannot be taken. ``message`` says why, and repeats no value."""

    def __init__(self, message: Sayable) -> None:
        super().__init__()
        self.message = message


@dataclass(frozen=True, slots=True)
class Answered(Generic[Answer]):
    """What one partner answered."""

    partner: Partner
    values: tuple[Answer, ...]


@dataclass(slots=True)
class _Outcome:
    values: tuple[Any, ...] = ()
    error: BaseException | None = None
    too_many: bool = False
    wrong: str = ""
    """The type of an answer that is not of the expected one."""
    done: threading.Event = field(default_factory=threading.Event)


class PartnerManager:
    """The Python of the active partners. Nothing is imported before the first call.

    ``failures`` grows as things go wrong; ``seconds`` has the longest time of each call.
    """

    def __init__(
        self, partners: Iterable[Partner], *, slow: float = SLOW, given_up: float = GIVEN_UP
    ) -> None:
        self._partners = tuple(one for one in partners if one.active and one.manifest and one.manifest.python)
        self._implementations: dict[str, dict[str, Any] | None] = {}
        self._slow, self._given_up = slow, given_up
        self._strikes: dict[tuple[str, str], int] = {}
        self._aside: set[tuple[str, str]] = set()
        self._importing = threading.RLock()
        self.failures: list[Failure] = []
        self.seconds: dict[tuple[str, str], float] = {}

    def call(
        self,
        hook: str,
        expected: type[Answer],
        *,
        only: str = "",
        shape: Callable[[object], Iterable[Answer]] | None = None,
        **arguments: object,
    ) -> tuple[Answered[Answer], ...]:
        """Ask every partner that implements ``hook`` (or ``only`` one), in the order of their tabs.

        A failure leaves its partner out.

        Each answer is an iterable, which is read to its end here, and of which every element must be an
        ``expected``. ``shape`` makes that of what was answered, where its failures are the partner's too. An
        implementation is given the arguments that it names.
        """
        answers = []
        for partner in self._partners:
            if only and partner.id != only:
                continue
            implementation = self._implementation(partner, hook)
            if implementation is None:
                continue
            given = {name: arguments[name] for name in implementation.argnames if name in arguments}
            call = functools.partial(_shaped, implementation.function, given, shape)
            values = self.run(partner, hook, call, expected)
            if values is not None:
                answers.append(Answered(partner, values))
        return tuple(answers)

    @property
    def partners(self) -> tuple[Partner, ...]:
        """Those with Python, in the order of their tabs."""
        return self._partners

    def last_failure(self, partner_id: str, *whats: str) -> Failure | None:
        """The newest failure of one of ``whats``, also of what was set aside since and is not called."""
        return next(
            (one for one in reversed(self.failures) if one.partner == partner_id and one.what in whats), None
        )

    def implements(self, hook: str) -> tuple[Partner, ...]:
        """The partners that answer ``hook``; imports them."""
        return tuple(one for one in self._partners if self._implementation(one, hook) is not None)

    def answers(self, partner: Partner, hook: str) -> bool:
        """Whether ``partner`` implements ``hook``; imports it."""
        known = any(one.id == partner.id for one in self._partners)
        return known and self._implementation(partner, hook) is not None

    def run(
        self, partner: Partner, what: str, function: Callable[[], object], expected: type[Answer]
    ) -> tuple[Answer, ...] | None:
        """Run a piece of ``partner``'s code; None when it failed, is set aside, or did not come back.

        Everything is contained: exceptions, also raised late by a generator, SystemExit, wrong types, too
        many answers, output to stdout (dropped), and a call that never returns.
        """
        key = partner.id, what
        if key in self._aside:
            return None
        outcome, began = _Outcome(), time.perf_counter()
        thread = threading.Thread(target=_collect, args=(function, expected, outcome), daemon=True)
        with silent(thread):
            thread.start()
            returned = outcome.done.wait(self._given_up)
            if returned:
                thread.join()
        took = time.perf_counter() - began
        self.seconds[key] = max(took, self.seconds.get(key, 0.0))
        if not returned:
            self._aside.add(key)
            self._fail(
                key, text("It did not answer within {seconds} seconds.", seconds=round(self._given_up, 1))
            )
            return None
        if took > self._slow:
            self._report(key, text("It took {seconds} seconds.", seconds=round(took, 1)))
        return self._checked(key, outcome, expected)

    def _checked(
        self, key: tuple[str, str], outcome: _Outcome, expected: type[Answer]
    ) -> tuple[Answer, ...] | None:
        if outcome.error is not None:
            unfit = outcome.error.message if isinstance(outcome.error, Unfit) else None
            self._fail(key, unfit or _where(outcome.error))
            return None
        if outcome.too_many:
            self._fail(key, text("It answered with more than {most} values.", most=MOST))
            return None
        if outcome.wrong:
            kinds = {"expected": expected.__name__, "got": outcome.wrong}
            self._fail(key, text("It answered with {got}, not {expected}.", **kinds))
            return None
        return outcome.values

    def _implementation(self, partner: Partner, hook: str) -> Any:
        with self._importing:  # a board asks from several threads
            if partner.id not in self._implementations:
                loaded = self.run(partner, "import", lambda: [_hooks_of(partner)], dict)
                self._implementations[partner.id] = loaded[0] if loaded else None
            return (self._implementations[partner.id] or {}).get(hook)

    def _fail(self, key: tuple[str, str], message: Sayable) -> None:
        self._strikes[key] = self._strikes.get(key, 0) + 1
        if self._strikes[key] >= STRIKES:
            self._aside.add(key)
        self._report(key, message)

    def _report(self, key: tuple[str, str], message: Sayable) -> None:
        self.failures.append(Failure(*key, message, set_aside=key in self._aside))


def _shaped(
    function: Callable[..., object],
    given: Mapping[str, object],
    shape: Callable[[object], Iterable[Any]] | None,
) -> object:
    answer = function(**given)
    return answer if shape is None else shape(answer)


def _collect(function: Callable[[], object], expected: type, outcome: _Outcome) -> None:
    """Run and read to the end: a generator, or a property of an answer, that raises late raises here."""
    try:
        answer: Any = function()
        outcome.values = tuple(islice(iter(answer), MOST + 1))
        outcome.too_many = len(outcome.values) > MOST
        wrong = (value for value in outcome.values if not isinstance(value, expected))
        outcome.wrong = next((type(value).__name__ for value in wrong), "")
    except BaseException as error:  # noqa: BLE001
        outcome.error = error
    finally:
        outcome.done.set()


def _hooks_of(partner: Partner) -> dict[str, Any]:
    """The partner's implementations by hook, checked by pluggy against the specifications."""
    import pluggy

    from exin_tui.partners.hookspecs import PROJECT, PartnerHooks

    module = load_hooks(partner)
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(PartnerHooks)
    manager.register(module, name=partner.id)
    manager.check_pending()
    found: dict[str, Any] = {}
    for name, _ in inspect.getmembers(PartnerHooks, inspect.isfunction):
        implementations = getattr(manager.hook, name).get_hookimpls()
        if implementations:
            found[name] = implementations[0]
    return found


def _where(error: BaseException) -> Sayable:
    """``ValueError in hooks.py, line 12``: the message of an error may hold a name, so it is not repeated."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return text("{error}.", error=type(error).__name__)
    last = frames[-1]
    file = Path(last.filename).name
    return text("{error} in {file}, line {line}.", error=type(error).__name__, file=file, line=last.lineno)
