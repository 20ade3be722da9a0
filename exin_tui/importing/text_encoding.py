"""Which encoding a text file is in: what Excel, LibreOffice and the agencies' systems really write."""

from __future__ import annotations

import codecs
import re

from exin_tui.importing.problems import ImportRefused
from exin_tui.language import text

_CHUNK = 1 << 16
_UTF8_LETTER = re.compile(rb"[\xc3-\xc5][\x80-\xbf]")


def encoding_of(data: bytes) -> str:
    """``utf-8-sig``, ``utf-16`` or ``cp1252``.

    A byte-order mark decides; without one, what is valid UTF-8 is UTF-8 and the rest is Windows-1252, as
    Excel writes a plain "CSV" in Norway. Raises `ImportRefused` when both are mixed in one file,
    since then every guess would spoil some names.
    """
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig" if _decodes(data, "utf-8-sig") else _mixed_or_1252(data)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    without_mark = _utf_16_without_mark(data)
    if without_mark:
        return without_mark
    return "utf-8-sig" if _decodes(data, "utf-8") else _mixed_or_1252(data)


def _utf_16_without_mark(data: bytes) -> str:
    """Latin text in UTF-16 has a zero in every second byte; no other text has."""
    start = data[:2000]
    if start[1::2].count(0) * 2 > len(start) * 0.7:
        return "utf-16-le"
    if start[0::2].count(0) * 2 > len(start) * 0.7:
        return "utf-16-be"
    return ""


def _decodes(data: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(data[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _mixed_or_1252(data: bytes) -> str:
    if _UTF8_LETTER.search(data):
        raise ImportRefused(
            "mixed_encoding",
            text(
                "The file mixes two encodings (UTF-8 and Windows-1252), so that æ, ø and å would be spoilt. "
                "Save it again from Excel as “CSV UTF-8” or as .xlsx."
            ),
        )
    return "cp1252"


def decode_errors(encoding: str) -> str:
    """How to decode what has no meaning: it becomes �, which the reader of cells refuses cell by cell."""
    return "replace" if encoding in {"cp1252", "utf-16", "utf-16-le", "utf-16-be"} else "strict"
