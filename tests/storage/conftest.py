"""Both kinds of database for the tests of this folder."""

from tests.databases import cheap_passphrases, database, folder, postgres
from tests.postgres import why_not

collect_ignore = ["test_storage_postgres.py"] if why_not() else []

__all__ = ["cheap_passphrases", "database", "folder", "postgres"]
