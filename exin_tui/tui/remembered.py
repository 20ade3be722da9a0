"""The board's filter and order, as they were when it was last open on this machine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec

from exin_tui.caseload.filter_steps import SearchStep
from exin_tui.caseload.filters import Filter


class _Kept(msgspec.Struct, forbid_unknown_fields=True):
    filter: tuple[str, ...] = ()
    sort: str = ""


class Remembered:
    """Keeps a filter in ``file``; None keeps nothing. What cannot be read or written is as if never kept.

    A search is left out: it may be somebody's name.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file

    def load(self, me: str) -> Filter:
        """The filter that was kept, or none; ``me`` are the initials behind "mine"."""
        if self._file is None or not self._file.is_file():
            return Filter()
        from exin_tui.caseload.filter_words import UnknownFilter, parse_filter

        try:
            kept = msgspec.json.decode(self._file.read_bytes(), type=_Kept)
            return parse_filter(kept.filter, sort=kept.sort, me=me)
        except (OSError, msgspec.DecodeError, UnknownFilter):
            return Filter()

    def save(self, narrowed: Filter) -> None:
        """Keep ``narrowed`` for the next start."""
        if self._file is None:
            return
        from exin_tui.caseload.filter_words import filter_words
        from exin_tui.privacy.private_file import write_private

        steps = tuple(step for step in narrowed.steps if not isinstance(step, SearchStep))
        kept = _Kept(filter_words(replace(narrowed, steps=steps)), narrowed.sort.value)
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_private(self._file, msgspec.json.encode(kept), replace=True)
        except OSError:
            return
