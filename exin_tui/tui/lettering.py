"""Large type of our own, in half blocks: a 5×7 face with æøå, its small letters, and the figures' digits.

A glyph is drawn with ``#``; two rows of it become one line of ``█▀▄``.
"""

from __future__ import annotations

import functools

_FACE = """
A .###. #...# #...# ##### #...# #...# #...#
B ####. #...# #...# ####. #...# #...# ####.
C .###. #...# #.... #.... #.... #...# .###.
D ####. #...# #...# #...# #...# #...# ####.
E ##### #.... #.... ####. #.... #.... #####
F ##### #.... #.... ####. #.... #.... #....
G .###. #...# #.... #.### #...# #...# .###.
H #...# #...# #...# ##### #...# #...# #...#
I ### .#. .#. .#. .#. .#. ###
J ..### ...#. ...#. ...#. ...#. #..#. .##..
K #...# #..#. #.#.. ##... #.#.. #..#. #...#
L #.... #.... #.... #.... #.... #.... #####
M #...# ##.## #.#.# #.#.# #...# #...# #...#
N #...# #...# ##..# #.#.# #..## #...# #...#
O .###. #...# #...# #...# #...# #...# .###.
P ####. #...# #...# ####. #.... #.... #....
Q .###. #...# #...# #...# #.#.# #..#. .##.#
R ####. #...# #...# ####. #.#.. #..#. #...#
S .###. #...# #.... .###. ....# #...# .###.
T ##### ..#.. ..#.. ..#.. ..#.. ..#.. ..#..
U #...# #...# #...# #...# #...# #...# .###.
V #...# #...# #...# #...# #...# .#.#. ..#..
W #...# #...# #...# #.#.# #.#.# ##.## #...#
X #...# #...# .#.#. ..#.. .#.#. #...# #...#
Y #...# #...# .#.#. ..#.. ..#.. ..#.. ..#..
Z ##### ....# ...#. ..#.. .#... #.... #####
Æ .#### #.#.. #.#.. ##### #.#.. #.#.. #.###
Ø .###. #..## #.#.# #.#.# #.#.# ##..# .###.
Å ..#.. ..... .###. #...# ##### #...# #...#
0 .###. #...# #...# #...# #...# #...# .###.
1 ..#.. .##.. #.#.. ..#.. ..#.. ..#.. #####
2 .###. #...# ....# ..##. .#... #.... #####
3 .###. #...# ....# ..##. ....# #...# .###.
4 ...#. ..##. .#.#. #..#. ##### ...#. ...#.
5 ##### #.... ####. ....# ....# #...# .###.
6 .###. #.... #.... ####. #...# #...# .###.
7 ##### ....# ...#. ..#.. .#... .#... .#...
8 .###. #...# #...# .###. #...# #...# .###.
9 .###. #...# #...# .#### ....# ....# .###.
- ..... ..... ..... ##### ..... ..... .....
/ ....# ....# ...#. ..#.. .#... #.... #....
. .. .. .. .. .. ## ##
: .. ## ## .. ## ## ..
? .###. #...# ....# ..##. ..#.. ..... ..#..
"""

# Small letters, nine rows: the last two are for what hangs below the line. Widths differ.
_SMALL = """
a ..... ..... .###. ....# .#### #...# .#### ..... .....
b #.... #.... ####. #...# #...# #...# ####. ..... .....
c .... .... .### #... #... #... .### .... ....
d ....# ....# .#### #...# #...# #...# .#### ..... .....
e ..... ..... .###. #...# ##### #.... .###. ..... .....
f ..## .#.. #### .#.. .#.. .#.. .#.. .... ....
g ..... ..... .#### #...# #...# #...# .#### ....# .###.
h #.... #.... ####. #...# #...# #...# #...# ..... .....
i # . # # # # # . .
j ..# ... ..# ..# ..# ..# ..# ..# ##.
k #... #... #..# #.#. ##.. #.#. #..# .... ....
l #. #. #. #. #. #. .# .. ..
m ..... ..... ##.#. #.#.# #.#.# #.#.# #.#.# ..... .....
n ..... ..... ####. #...# #...# #...# #...# ..... .....
o ..... ..... .###. #...# #...# #...# .###. ..... .....
p ..... ..... ####. #...# #...# #...# ####. #.... #....
q ..... ..... .#### #...# #...# #...# .#### ....# ....#
r .... .... #.## ##.. #... #... #... .... ....
s .... .... .### #... .##. ...# ###. .... ....
t .#.. .#.. #### .#.. .#.. .#.. ..## .... ....
u ..... ..... #...# #...# #...# #...# .#### ..... .....
v ..... ..... #...# #...# #...# .#.#. ..#.. ..... .....
w ..... ..... #...# #...# #.#.# #.#.# .#.#. ..... .....
x ..... ..... #...# .#.#. ..#.. .#.#. #...# ..... .....
y ..... ..... #...# #...# #...# #...# .#### ....# .###.
z .... .... #### ...# .##. #... #### .... ....
æ ....... ....... ##.#### ...#..# .###### #..#... .##.### ....... .......
ø ..... ..... .###. #..## #.#.# ##..# .###. ..... .....
å ..#.. ..... .###. ....# .#### #...# .#### ..... .....
é ...#. ..... .###. #...# ##### #.... .###. ..... .....
ü .#.#. ..... #...# #...# #...# #...# .#### ..... .....
ö .#.#. ..... .###. #...# #...# #...# .###. ..... .....
- ... ... ... ... ### ... ... ... ...
– .... .... .... .... #### .... .... .... ....
· . . . . # . . . .
, .. .. .. .. .. .. .# .# #.
. . . . . . . # . .
: . . # . . # . . .
( .# #. #. #. #. #. .# .. ..
) #. .# .# .# .# .# #. .. ..
… ..... ..... ..... ..... ..... ..... #.#.# ..... .....
▲ ....... ...#... ..###.. ..###.. .#####. .#####. ####### ....... .......
● ....... ..###.. .#####. .#####. .#####. ..###.. ....... ....... .......
○ ....... ..###.. .#...#. .#...#. .#...#. ..###.. ....... ....... .......
"""
_SPACE = ("...",) * 9

_DIGITS = """
0 .##. #..# #..# #..# #..# .##.
1 .#. ##. .#. .#. .#. ###
2 .##. #..# ...# ..#. .#.. ####
3 ###. ...# .##. ...# ...# ###.
4 #..# #..# #..# #### ...# ...#
5 #### #... ###. ...# #..# .##.
6 .##. #... ###. #..# #..# .##.
7 #### ...# ..#. ..#. .#.. .#..
8 .##. #..# .##. #..# #..# .##.
9 .##. #..# #..# .### ...# .##.
"""


@functools.cache
def _glyphs(source: str) -> dict[str, tuple[str, ...]]:
    rows = (line.split() for line in source.split("\n") if line)
    return {sign: tuple(glyph) for sign, *glyph in rows}


def _set(value: str, source: str, height: int) -> list[str]:
    """The pixels of ``value``, one column between the glyphs; signs that the face lacks are a space."""
    glyphs = _glyphs(source)
    blank = ("..",) * height
    return [".".join(glyphs.get(sign, blank)[row] for sign in value.upper()) for row in range(height)]


def half_blocks(pixels: list[str]) -> tuple[str, ...]:
    """Two rows of pixels in each line of text."""
    rows = [*pixels, "." * len(pixels[0])] if len(pixels) % 2 else pixels
    blocks = {"##": "█", "#.": "▀", ".#": "▄", "..": " "}
    return tuple(
        "".join(blocks[upper + lower] for upper, lower in zip(rows[y], rows[y + 1], strict=True))
        for y in range(0, len(rows), 2)
    )


def letters(value: str) -> tuple[str, ...]:
    """``value`` in the 5×7 face: four lines."""
    return half_blocks(_set(value, _FACE, 7))


def figure(number: int) -> tuple[str, ...]:
    """``number`` in the figures' digits: three lines."""
    return half_blocks(_set(str(number), _DIGITS, 6))


def double(pixels: list[str]) -> list[str]:
    """Twice the size, corners smoothed (the Scale2× rule)."""
    height, width = len(pixels), len(pixels[0])

    def at(x: int, y: int) -> str:
        return pixels[y][x] if 0 <= x < width and 0 <= y < height else "."

    rows: list[str] = []
    for y in range(height):
        upper, lower = "", ""
        for x in range(width):
            here, up, right, left, down = at(x, y), at(x, y - 1), at(x + 1, y), at(x - 1, y), at(x, y + 1)
            upper += up if left == up and left != down and up != right else here
            upper += right if up == right and up != left and right != down else here
            lower += left if down == left and down != right and left != up else here
            lower += down if right == down and right != up and down != left else here
        rows += [upper, lower]
    return rows


def large_letters(value: str) -> tuple[str, ...]:
    """``value`` at twice the size: seven lines."""
    return half_blocks(double(_set(value, _FACE, 7)))


def small_letters(value: str) -> tuple[str, ...]:
    """``value`` with capitals and small letters, five lines: the last for what hangs below the line."""
    return half_blocks(_worded(value))


def small_width(value: str) -> int:
    """Cells that `small_letters` takes."""
    return len(_worded(value)[0])


def small_fit(value: str, cells: int) -> str:
    """``value``, without the last of its words, or letters of the only one, until it fits."""
    if small_width(value) <= cells:
        return value
    words = value.split()
    while len(words) > 1 and small_width(" ".join(words) + "…") > cells:
        words.pop()
    kept = " ".join(words)
    while kept and small_width(kept + "…") > cells:
        kept = kept[:-1]
    return kept.rstrip() + "…" if kept else ""


def _worded(value: str) -> list[str]:
    small, face = _glyphs(_SMALL), _glyphs(_FACE)
    signs: list[tuple[str, ...]] = []
    for sign in value:
        large = face.get(sign if sign in face else sign.upper())
        glyph = small.get(sign)
        if glyph is None and large is not None:
            glyph = (*large, "." * len(large[0]), "." * len(large[0]))
        signs.append(glyph or _SPACE)
    return [".".join(glyph[row] for glyph in signs) for row in range(9)]
