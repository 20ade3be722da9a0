"""What reads alike on a shared screen, told apart by a number: two people of one role, two at one office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def numbered(said: Iterable[str]) -> tuple[str, ...]:
    """The words in their order; of those that stand there more than once each has its number behind it.

    ``GP``, ``Contact at NAV 1``, ``Contact at NAV 2``. Empty words stay empty. The number is the place among
    its like and says nothing of who it is: in the same list it is the same one.
    """
    words = list(said)
    often = Counter(words)
    so_far: Counter[str] = Counter()
    found: list[str] = []
    for word in words:
        so_far[word] += 1
        found.append(f"{word} {so_far[word]}" if word and often[word] > 1 else word)
    return tuple(found)
