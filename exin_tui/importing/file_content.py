"""Opening the file that somebody points at, and finding out what it really is, whatever its name says."""

from __future__ import annotations

import enum
import io
import stat
import zipfile
from pathlib import Path

from exin_tui.importing.limits import FILE_BYTES, PARTS, UNPACKED_BYTES
from exin_tui.importing.problems import ImportRefused, shorten
from exin_tui.language import Text, text

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
_BINARY = ((b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"\x1f\x8b", "gzip"))


class Content(enum.Enum):
    """What a file holds."""

    WORKBOOK = "workbook"
    TEXT = "text"


def read_bytes(path: Path) -> bytes:
    """The whole file. Raises `ImportRefused` when it is missing, not a file, locked, empty or too large."""
    name = shorten(path.name)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise ImportRefused(
                "directory", text("{file} is a folder. Name the file with the list in it.", file=name)
            )
        if not stat.S_ISREG(mode):
            raise ImportRefused(
                "not_a_file", text("{file} is not a file. Name an .xlsx or .csv file.", file=name)
            )
        with path.open("rb") as file:
            data = file.read(FILE_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise ImportRefused(
            "missing", text("There is no file {file}. Check the name and the folder.", file=name)
        ) from None
    except PermissionError:
        raise ImportRefused(
            "locked",
            text(
                "{file} cannot be read. Close it in Excel, or check that you may open it, and try again.",
                file=name,
            ),
        ) from None
    except OSError:
        raise ImportRefused(
            "unreadable",
            text("{file} cannot be read. Copy it to your own disk and try again.", file=name),
        ) from None
    if len(data) > FILE_BYTES:
        raise ImportRefused("too_large", too_large())
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ImportRefused("empty", text("{file} is empty.", file=name))
    return data


def too_large() -> Text:
    """What is said of a file that is past the limits."""
    return text(
        "The file is too large to be a team's list. Copy the sheets participants, meetings and contacts "
        "into a new workbook and import that."
    )


def content_of(data: bytes, path: Path) -> Content:
    """What ``data`` is. Raises `ImportRefused` for everything that is neither an .xlsx workbook nor text."""
    name = shorten(path.name)
    if path.name.startswith("~$"):
        raise ImportRefused(
            "lock_file",
            text(
                "{file} is the mark that Excel leaves beside an open workbook, not the workbook.", file=name
            ),
        )
    if data.startswith(_OLE):
        raise _old_or_encrypted(data, name)
    if data.startswith(_ZIP):
        _check_workbook(data, name)
        return Content.WORKBOOK
    for start, kind in _BINARY:
        if data.startswith(start):
            raise _not_a_list(name, kind)
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        raise ImportRefused(
            "not_xlsx",
            text(
                "{file} is called an Excel workbook but is not one. Open it in Excel and save it as .xlsx.",
                file=name,
            ),
        )
    if (
        data[:512]
        .lstrip(b"\xef\xbb\xbf \t\r\n")
        .lower()
        .startswith((b"<html", b"<!doctype", b"<?xml", b"<table"))
    ):
        raise _not_a_list(name, "HTML/XML")
    return Content.TEXT


def _old_or_encrypted(data: bytes, name: str) -> ImportRefused:
    if _ENCRYPTED in data:
        return ImportRefused(
            "password",
            text(
                "{file} is protected by a password. Save a copy without one "
                "(in Excel: File, Info, Protect Workbook, Encrypt with Password, delete it) "
                "and import the copy.",
                file=name,
            ),
        )
    return ImportRefused(
        "xls", text("{file} is in Excel's old format (.xls). Save it as .xlsx and import that.", file=name)
    )


def _not_a_list(name: str, kind: str) -> ImportRefused:
    return ImportRefused(
        "not_a_list",
        text("{file} is {kind}, not a list. Save the list as .xlsx or .csv.", file=name, kind=kind),
    )


def _check_workbook(data: bytes, name: str) -> None:
    """Look at the table of contents only; nothing is unpacked before its size is known."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            open_document = "mimetype" in names and archive.getinfo("mimetype").file_size < 200
            mimetype = archive.read("mimetype").decode("ascii", "replace") if open_document else ""
    except Exception:  # noqa: BLE001 - a broken zip breaks zipfile in many ways; each means the same
        raise damaged(name) from None
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED_BYTES:
        raise ImportRefused("too_large", too_large())
    if mimetype.startswith(_OPEN_DOCUMENT) or "content.xml" in names:
        raise ImportRefused(
            "ods",
            text("{file} is an OpenDocument file (.ods). Save it as .xlsx and import that.", file=name),
        )
    if any(part.lower().endswith("workbook.bin") for part in names):
        raise ImportRefused(
            "xlsb", text("{file} is a binary workbook (.xlsb). Save it as .xlsx and import that.", file=name)
        )
    if "[Content_Types].xml" not in names or not any(part.startswith("xl/") for part in names):
        raise _not_a_list(name, "ZIP")


def damaged(name: str) -> ImportRefused:
    """What is said of a workbook that cannot be read."""
    return ImportRefused(
        "damaged",
        text(
            "{file} is damaged or incomplete. Open it in Excel, save it again as .xlsx, and import that.",
            file=name,
        ),
    )
