"""Calls partners' Python, one at a time: whatever one does, the others answer and the program lives."""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from exin_tui.language import Sayable, text
from exin_tui.partners.discovery import Partner
from exin_tui.partners.interrupting import interrupt
from exin_tui.partners.loading import hooks_of
from exin_tui.partners.outcome import Outcome, Unfit, misfit, where
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
watching: list[Callable[[str], object]] = []
"""Told what is run before it is, for whoever must know when the process has ended."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong in a partner's Python: which kind of error and where, never a value."""

    partner: str
    what: str
    """The hook, or the rule or column within it."""
    message: Sayable
    set_aside: bool = False
    answered: bool = False
    """It did answer, only late."""


@dataclass(frozen=True, slots=True)
class Answered(Generic[Answer]):
    """What one partner answered."""

    partner: Partner
    values: tuple[Answer, ...]


class PartnerManager:
    """The Python of the active partners. Nothing is imported before the first call.

    ``failures`` grows as things go wrong; ``seconds`` has the longest time of each call. Any number of
    threads may ask; no implementation runs twice at once.
    """

    def __init__(
        self,
        partners: Iterable[Partner],
        *,
        slow: float = SLOW,
        given_up: float = GIVEN_UP,
        on_slow: Callable[[Partner], None] | None = None,
    ) -> None:
        """``on_slow`` is told, in the thread that waits, whom is still waited for after ``slow`` seconds."""
        self._partners = tuple(one for one in partners if one.active and one.manifest and one.manifest.python)
        self._implementations: dict[str, dict[str, Any] | None] = {}
        self._slow, self._given_up, self._on_slow = slow, given_up, on_slow
        self._strikes: dict[tuple[str, str], int] = {}
        self._aside: set[tuple[str, str]] = set()
        self._underway: set[tuple[str, str]] = set()
        self._changed = threading.Condition()
        """Something came back, or `close` was called."""
        self._closed = False
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
        theirs = (one for one in reversed(self.failures) if one.partner == partner_id and one.what in whats)
        return next((one for one in theirs if not one.answered), None)

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
        many answers, what is printed (dropped), and a call that never returns. While one asks, another waits
        a little for its turn, and then hears that there is no answer yet.
        """
        key = partner.id, what
        if not self._enter(key):
            return None
        try:
            return self._run(partner, what, function, expected)
        finally:
            self._leave(key)

    def close(self) -> None:
        """Wait for nobody any longer, and ask nobody: at quit a call that hangs must not be waited for."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _enter(self, key: tuple[str, str]) -> bool:
        with self._changed:
            free = self._changed.wait_for(lambda: self._closed or key not in self._underway, self._slow)
            if self._closed or key in self._aside:
                return False
            if free:
                self._underway.add(key)
                return True
        self._report(key, text("It has not answered yet."))
        return False

    def _leave(self, key: tuple[str, str]) -> None:
        with self._changed:
            self._underway.discard(key)
            self._changed.notify_all()

    def _run(
        self, partner: Partner, what: str, function: Callable[[], object], expected: type[Answer]
    ) -> tuple[Answer, ...] | None:
        key = partner.id, what
        for tell in watching:
            tell(what)
        outcome, began = Outcome(), time.perf_counter()
        thread = threading.Thread(target=self._collect, args=(function, expected, outcome), daemon=True)
        with silent(thread):
            thread.start()
            returned = self._wait(partner, outcome)
            if returned:
                thread.join()
        took = time.perf_counter() - began
        self.seconds[key] = max(took, self.seconds.get(key, 0.0))
        if not returned:
            if not self._closed:
                self._aside.add(key)
                never = text("It did not answer within {seconds} seconds.", seconds=_round(self._given_up))
                self._fail(key, never)
            interrupt(thread)
            return None
        if took > self._slow:
            self._report(key, text("It took {seconds} seconds.", seconds=_round(took)), answered=True)
        return self._checked(partner, what, outcome, expected)

    def _wait(self, partner: Partner, outcome: Outcome) -> bool:
        """Whether it came back. Told of once it is slow; given up in the end, and at once after `close`."""
        with self._changed:
            over = lambda: outcome.done or self._closed  # noqa: E731
            if self._changed.wait_for(over, min(self._slow, self._given_up)):
                return outcome.done
        if self._on_slow is not None:
            self._on_slow(partner)
        with self._changed:
            self._changed.wait_for(over, max(0.0, self._given_up - self._slow))
            return outcome.done

    def _collect(self, function: Callable[[], object], expected: type, outcome: Outcome) -> None:
        try:
            outcome.collect(function, expected, MOST)
        finally:
            with self._changed:
                outcome.done = True
                self._changed.notify_all()

    def failed_since(self, partner: Partner, what: str, error: BaseException) -> Failure:
        """What was answered has raised, out of a call's reach: it counts as a failure of the hook."""
        said = error.message if isinstance(error, Unfit) else where(error, partner.folder)
        self._fail((partner.id, what), said)
        return self.failures[-1]

    def silent_since(self, partner: Partner, what: str, seconds: float) -> Failure:
        """What was answered does not answer any more. After as long as a call has, it is set aside."""
        key = partner.id, what
        if seconds >= self._given_up:
            self._aside.add(key)
        self._report(key, text("It did not answer within {seconds} seconds.", seconds=round(seconds, 1)))
        return self.failures[-1]

    @property
    def slow_after(self) -> float:
        """Seconds after which it is told of."""
        return self._slow

    @property
    def given_up_after(self) -> float:
        """Seconds after which nobody waits any longer."""
        return self._given_up

    def _checked(
        self, partner: Partner, what: str, outcome: Outcome, expected: type[Answer]
    ) -> tuple[Answer, ...] | None:
        key = partner.id, what
        if outcome.error is not None:
            unfit = outcome.error.message if isinstance(outcome.error, Unfit) else None
            self._fail(key, unfit or where(outcome.error, partner.folder))
            return None
        if outcome.too_many:
            self._fail(key, text("It answered with more than {most} values.", most=MOST))
            return None
        if outcome.wrong:
            self._fail(key, misfit(outcome.wrong, expected.__name__, alone=outcome.alone))
            return None
        return outcome.values

    def _implementation(self, partner: Partner, hook: str) -> Any:
        key = partner.id, "import"
        if partner.id not in self._implementations and self._enter(key):  # a board asks from several threads
            try:
                if partner.id not in self._implementations:
                    loaded = self._run(partner, "import", lambda: [hooks_of(partner)], dict)
                    self._implementations[partner.id] = loaded[0] if loaded else None
            finally:
                self._leave(key)
        return (self._implementations.get(partner.id) or {}).get(hook)

    def place_of(self, partner: Partner, hook: str) -> tuple[str, int] | None:
        """The file, from the partner's folder, and the line where its ``hook`` stands; None for none."""
        function = getattr(self._implementation(partner, hook), "function", None)
        code = getattr(function, "__code__", None)
        if (
            code is None
            or partner.folder is None
            or not Path(code.co_filename).is_relative_to(partner.folder)
        ):
            return None
        return Path(code.co_filename).relative_to(partner.folder).as_posix(), code.co_firstlineno

    def _fail(self, key: tuple[str, str], message: Sayable) -> None:
        self._strikes[key] = self._strikes.get(key, 0) + 1
        if self._strikes[key] >= STRIKES:
            self._aside.add(key)
        self._report(key, message)

    def _report(self, key: tuple[str, str], message: Sayable, *, answered: bool = False) -> None:
        self.failures.append(Failure(*key, message, set_aside=key in self._aside, answered=answered))


def _round(seconds: float) -> float:
    """10, not 10.0."""
    return int(seconds) if seconds == int(seconds) else round(seconds, 1)


def _shaped(
    function: Callable[..., object],
    given: Mapping[str, object],
    shape: Callable[[object], Iterable[Any]] | None,
) -> object:
    answer = function(**given)
    return answer if shape is None else shape(answer)
