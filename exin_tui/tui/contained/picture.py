"""What a contained widget draws, made safe: text and colour pass, and nothing that a terminal would obey."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from exin_tui.privacy.sanitise import one_line

Picture = Sequence[Strip]


def picture_of(strips: Iterable[Strip]) -> Picture:
    """The same lines, each cell in its place.

    Control bytes, links and the actions that hang on a click are gone: a click would run them on the board.
    """
    return [Strip([_safe(one) for one in strip if not one.control]) for strip in strips]


def _safe(segment: Segment) -> Segment:
    style = _plain(segment.style) if segment.style is not None else None
    written = one_line(segment.text)
    if written is segment.text:
        return Segment(written, style)
    return Segment(set_cell_size(written, cell_len(segment.text)), style)


@lru_cache(maxsize=1024)
def _plain(style: Style) -> Style:
    return style.clear_meta_and_links()
