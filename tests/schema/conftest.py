"""Both kinds of database for the tests of this folder."""

from tests.databases import cheap_passphrases, database, folder, postgres

__all__ = ["cheap_passphrases", "database", "folder", "postgres"]
