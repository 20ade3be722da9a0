"""How stored caseloads follow the tables from version to version.

Importing this package is cheap and does not import Alembic: opening a database compares its version with
`HEAD`.
"""

#: Every revision, oldest first. A test holds it against the scripts.
REVISIONS = ("0001", "0002")

#: The version of the tables in this program.
HEAD = REVISIONS[-1]
