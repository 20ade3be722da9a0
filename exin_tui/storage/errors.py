"""What can go wrong with the stored caseload, each as a sentence that says what to do.

The classes are for code, the ``message`` is for people, ``code`` is for scripts. No message carries a value
that was stored, a passphrase or a key.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from exin_tui.language import Text, text


class StorageError(Exception):
    """Something about the stored caseload stands in the way; nothing was written."""

    code: ClassVar[str] = "storage"
    message: Text

    def __init__(self, message: Text) -> None:
        super().__init__(message.msgid)
        self.message = message

    def __str__(self) -> str:
        return self.message.say("en")


class WrongPassphrase(StorageError):
    """No slot opens with this passphrase."""

    code = "wrong_passphrase"


class WeakPassphrase(StorageError):
    """The passphrase could be guessed."""

    code = "weak_passphrase"


class TakenPassphrase(StorageError):
    """Somebody else's slot opens with this passphrase already."""

    code = "taken_passphrase"


class WrongRecoveryCode(StorageError):
    """Mistyped, or not this database's code."""

    code = "wrong_recovery_code"


class KeysMissing(StorageError):
    """The keys file is not beside the database."""

    code = "keys_missing"


class KeysDamaged(StorageError):
    """The keys file cannot be read as one."""

    code = "keys_damaged"


class PlantedSlot(StorageError):
    """The keys file was changed by someone without the database's key."""

    code = "planted_slot"


class SlotMissing(StorageError):
    """Nobody with these initials has a slot."""

    code = "slot_missing"


class SlotExists(StorageError):
    """Somebody with these initials has a slot."""

    code = "slot_exists"


class LastSlot(StorageError):
    """Without this slot only the recovery code would be left."""

    code = "last_slot"


class NotADatabase(StorageError):
    """The file is no exin database, or not the one that the keys belong to."""

    code = "not_a_database"


class Damaged(StorageError):
    """The database is one of ours and cannot be read as a whole, or the disk under it fails."""

    code = "damaged"


class DatabaseMissing(StorageError):
    """There is nothing at that place."""

    code = "database_missing"


class AlreadyExists(StorageError):
    """There is something at that place, and it is not overwritten."""

    code = "already_exists"


class NewerSchema(StorageError):
    """A newer exin has written here."""

    code = "newer_schema"


class OlderSchema(StorageError):
    """An older exin has written here, and the database was opened in a way that does not upgrade it."""

    code = "older_schema"


class UpgradeFailed(StorageError):
    """The upgrade was taken back; the database is as it was."""

    code = "upgrade_failed"


class ReadOnlyFolder(StorageError):
    """The database's folder, or one of its files, cannot be written."""

    code = "read_only"


class NetworkShare(StorageError):
    """An SQLite database on a network share loses data."""

    code = "network_share"


class OpenToOthers(StorageError):
    """Other users of the machine can reach the folder."""

    code = "open_to_others"


class DiskFull(StorageError):
    """There was no room for what was to be written."""

    code = "disk_full"


class Busy(StorageError):
    """Somebody else is writing and did not finish in time."""

    code = "busy"


class Unreachable(StorageError):
    """The database server does not answer, or refuses the login."""

    code = "unreachable"


class BadTarget(StorageError):
    """What was given as a database is neither a path nor a URL that exin knows."""

    code = "bad_target"


class Conflict(StorageError):
    """The row would break a rule of the tables: it exists already, or something still refers to it."""

    code = "conflict"


class Unstorable(StorageError):
    """A value that no column can hold."""

    code = "unstorable"


class IdentityNumber(StorageError):
    """A national identity number stood in something that was to be kept. The message does not repeat it."""

    code = "identity_number"


class Erased(StorageError):
    """The participant's key is gone, so nothing more may be written about them."""

    code = "erased"


class Missing(StorageError):
    """The row is gone."""

    code = "missing"


class CannotUndo(StorageError):
    """There is nothing to take back, or taking it back would harm a later change."""

    code = "cannot_undo"


class StaleVersion(StorageError):
    """The row was changed by someone since it was read."""

    code = "stale_version"

    def __init__(self, changed_by: str, changed_at: dt.datetime | None) -> None:
        """``changed_by`` are initials; ``changed_at`` is aware, and empty when the log does not know."""
        super().__init__(_changed(changed_by, changed_at))
        self.changed_by = changed_by
        self.changed_at = changed_at


def _changed(changed_by: str, changed_at: dt.datetime | None) -> Text:
    if changed_at is None:
        return text("This was changed by someone else. Reload, look, and try again.")
    from exin_tui.clock import OSLO

    local = changed_at.astimezone(OSLO)
    return text(
        "This was changed by {who} on {day} at {time}. Reload, look, and try again.",
        who=changed_by,
        day=local.date(),
        time=local.strftime("%H:%M"),
    )
