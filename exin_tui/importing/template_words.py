"""The words of the template's explanation sheet."""

from __future__ import annotations

from exin_schema.vocabulary import Label
from exin_tui.language import text

EXPLANATION = Label("Forklaring", "Explanation")
LISTS = Label("Lister", "Lists")
YES = Label("ja", "yes")
NO = Label("nei", "no")

TITLE = text("How to fill in this workbook")
RULES = (
    text(
        "One participant, meeting, contact or caseworker a row. "
        "Leave out the sheets and columns you do not need."
    ),
    text("Import it with `exin import FILE.xlsx`. Try it first with --dry-run: nothing is written then."),
    text(
        "If one cell cannot be taken, nothing is imported, and every such cell is listed with row and column."
    ),
    text(
        "Import again after changes: rows are found by code, initials, reference or name, "
        "and only what differs changes."
    ),
    text(
        "An empty cell leaves what is stored as it is. "
        "A cell with a dash (-) empties it, where that is possible."
    ),
    text("Dates as 01.12.2026, times as 09:30, Oslo's time. Choices may be written in Norwegian or English."),
    text("Somebody new without a code gets the next one; write it into the sheet before you import again."),
    text("Whoever stands in the column Caseworker must be in the program or in the sheet Team."),
    text(
        "The fact of participation is confidential: keep the file encrypted, "
        "and delete it when it is imported."
    ),
)
NEVER = text("Never write a national identity number, an offence, a diagnosis or a case story, in any cell.")
TABLE = (text("Sheet"), text("Column"), text("What to write"), text("Example"), text("Needed"))
