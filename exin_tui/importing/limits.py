"""How large a list may be. Far above any team's, far below what would hurt the machine."""

from __future__ import annotations

FILE_BYTES = 32 * 1024 * 1024
"""The file as it lies on disk."""

UNPACKED_BYTES = 128 * 1024 * 1024
"""All parts of a workbook, unpacked: a small file that unpacks to gigabytes is an attack."""

PARTS = 2_000
"""Files inside a workbook."""

ROWS = 20_000
"""Rows with something in them, per sheet."""

RAW_ROWS = 1_048_576
"""Rows that a spreadsheet can have, empty ones too."""

COLUMNS = 256
"""Columns that are looked at."""

CELL_CHARACTERS = 500
"""A cell of this list is a word or a line; longer is a narrative, which does not belong here."""

HEADING_ROWS = 20
"""The headings are looked for in the first rows with something in them: lists have titles above."""
