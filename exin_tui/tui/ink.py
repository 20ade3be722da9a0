"""Lines made of inked spans, and the one door through which text reaches the terminal.

A `Span` is text and the name of its ink: a token of the theme with ``bold``, ``italic``, ``underline`` or
``reverse`` behind it, such as ``"overdue bold"``. Widgets build lines as plain values; `Inks` turns them into
Textual's strips and is the only place that knows colours. Every text is sanitised there, and nothing is ever
read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from exin_tui.privacy.sanitise import one_line

ELLIPSIS = "…"

#: What poor terminals get instead of our symbols.
ASCII = str.maketrans(
    {
        "▲": "!", "●": "*", "○": "o", "◐": "~", "✓": "x", "–": "-", "◆": "#", "▒": "#", "■": "#", "□": "o",
        "·": ".", "…": ".", "▌": "|", "┊": ":", "─": "-", "━": "=", "┄": ".", "█": "#", "▀": '"', "▄": "_",
        "‹": "<", "›": ">", "▸": ">", "▾": "v", "«": '"', "»": '"', "’": "'", "→": ">",
        "←": "<", "↑": "^", "↓": "v",
        "▇": "M", "▅": "=", "▃": "-", "▁": "_", "┤": "|", "┃": "|", "┬": "+",
        "½": "h", "⅔": "t", "◇": "+", "•": "*",
    }
)  # fmt: skip


class Span(NamedTuple):
    """Some text, its ink, and the id of the command that a click on it runs."""

    text: str
    ink: str = "text"
    command: str = ""


Line = tuple[Span, ...]
BLANK: Line = ()


def cell_width(value: str) -> int:
    """Cells that ``value`` takes."""
    return cell_len(value)


def gap(cells: int) -> Span:
    """Empty cells."""
    return Span(" " * max(0, cells))


def line_width(line: Iterable[Span]) -> int:
    """Cells that ``line`` takes."""
    return sum(cell_len(span.text) for span in line)


def fit(value: str, cells: int) -> str:
    """``value`` in exactly ``cells`` cells: padded, or cut with an ellipsis."""
    if cells <= 0:
        return ""
    clean = one_line(value)
    if cell_len(clean) <= cells:
        return set_cell_size(clean, cells)
    return (
        set_cell_size(clean, cells - 1).rstrip()
        + ELLIPSIS
        + " " * (cells - 1 - cell_len(set_cell_size(clean, cells - 1).rstrip()))
    )


def clip(value: str, cells: int) -> str:
    """``value``, cut with an ellipsis when it takes more than ``cells``."""
    return fit(value, cells).rstrip() if cell_len(one_line(value)) > cells else one_line(value)


def short(value: str, cells: int) -> str:
    """``value`` without the explanation in brackets at its end, where it does not fit with it."""
    clean = one_line(value)
    plain = clean.partition(" (")[0] if clean.endswith(")") else clean
    return clean if cell_len(clean) <= cells else plain


def shares(wanted: Iterable[int], cells: int, least: int = 6) -> list[int]:
    """Widths of columns within ``cells``: what each wants, and from the widest what is too much."""
    widths = list(wanted)
    while widths and sum(widths) > cells and max(widths) > least:
        widths[widths.index(max(widths))] -= 1
    return widths


def spread(left: Iterable[Span], right: Iterable[Span], cells: int) -> Line:
    """``left`` and ``right`` at the two ends of ``cells``; the left one is cut when they do not both fit."""
    right = tuple(right)
    room = cells - line_width(right)
    left = cut(left, max(0, room - 1 if right else room))
    return (*left, gap(room - line_width(left)), *right)


def cut(line: Iterable[Span], cells: int) -> Line:
    """``line`` in at most ``cells`` cells, with an ellipsis where it was cut."""
    kept: list[Span] = []
    room = cells
    for span in line:
        width = cell_len(span.text)
        if width > room:
            if room > 0:
                kept.append(span._replace(text=clip(span.text, room)))
            break
        kept.append(span)
        room -= width
    return tuple(kept)


def joined(parts: Iterable[Iterable[Span]], between: int) -> Line:
    """Several lines after one another with ``between`` empty cells."""
    spans: list[Span] = []
    for part in parts:
        if spans:
            spans.append(gap(between))
        spans.extend(part)
    return tuple(spans)


def words(line: Iterable[Span]) -> str:
    """What ``line`` says, without its inks."""
    return "".join(span.text for span in line)


def span_at(line: Iterable[Span], x: int) -> Span | None:
    """The span in cell ``x``."""
    for span in line:
        x -= cell_len(span.text)
        if x < 0:
            return span
    return None


def wrap(value: str, cells: int) -> list[str]:
    """``value`` broken between words into lines of at most ``cells``; longer words are cut through."""
    lines: list[str] = []
    current = ""
    for word in one_line(value).split():
        rest = word
        while cell_len(rest) > cells:
            if current:
                lines.append(current)
                current = ""
            head = set_cell_size(rest, cells).rstrip()
            lines.append(head)
            rest = rest[len(head) :] if head else ""
        candidate = f"{current} {rest}" if current else rest
        if cell_len(candidate) > cells:
            lines.append(current)
            current = rest
        else:
            current = candidate
    return [*lines, current] if current or not lines else lines


class Inks:
    """The styles of one theme, by the names that spans use. Immutable but for its cache."""

    def __init__(self, tokens: Mapping[str, str], *, ascii_only: bool = False) -> None:
        """``tokens`` maps the theme's token names to colours."""
        self._tokens = tokens
        self._ascii = ascii_only
        self._styles: dict[tuple[str, str], Style] = {}

    def style(self, ink: str, ground: str) -> Style:
        """The style of ``ink`` on the token ``ground``. Raises KeyError for a token that the theme lacks."""
        key = (ink, ground)
        if key not in self._styles:
            token, *attributes = ink.split()
            flags = dict.fromkeys(attributes, True)
            self._styles[key] = Style(color=self._tokens[token], bgcolor=self._tokens[ground], **flags)  # type: ignore[arg-type]
        return self._styles[key]

    def strip(self, line: Iterable[Span], cells: int, ground: str = "background", extra: str = "") -> Strip:
        """``line`` as Textual draws it, exactly ``cells`` wide. ``extra`` is added to every ink."""
        segments: list[Segment] = []
        for span in line:
            text = one_line(span.text)
            if self._ascii:
                text = text.translate(ASCII)
            ink = f"{span.ink} {extra}" if extra else span.ink
            segments.append(Segment(text, self.style(ink, ground)))
        return Strip(segments).adjust_cell_length(cells, self.style("text", ground))
