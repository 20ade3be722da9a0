"""The participants' own keys, fetched and made within one write transaction."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from exin_schema.tables import subject_key
from exin_tui.language import text
from exin_tui.storage.errors import Erased
from exin_tui.storage.guard import PASS
from exin_tui.storage.sealing import new_subject_key

_FETCH = select(subject_key.c.participant_id, subject_key.c.key).where(
    subject_key.c.participant_id.in_(bindparam("wanted", expanding=True))
)
_AT_ONCE = 500


class Subjects:
    """Keys by participant, as far as this transaction needed them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._keys: dict[str, bytes] = {}

    def register(self, participants: Iterable[str]) -> None:
        """Make a key for each new participant; one that is there already (an insert taken back) is kept."""
        wanted = list(participants)
        self._fetch(wanted)
        made = {participant: new_subject_key() for participant in wanted if participant not in self._keys}
        if made:
            self._connection.execute(
                subject_key.insert(),
                [{"participant_id": participant, "key": key} for participant, key in made.items()],
                execution_options=PASS,
            )
            self._keys |= made

    def fetch(self, participants: Iterable[str]) -> None:
        """Have the keys of ``participants`` at hand, in a few statements."""
        self._fetch([participant for participant in set(participants) if participant not in self._keys])

    def key(self, participant: str) -> bytes:
        """The participant's key. Raises `Erased` when it was destroyed or never made."""
        if participant not in self._keys:
            self._fetch([participant])
        if participant not in self._keys:
            raise _erased()
        return self._keys[participant]

    def destroy(self, participant: str) -> None:
        """Overwrite the participant's key with nothing."""
        self._connection.execute(
            subject_key.update().where(subject_key.c.participant_id == bindparam("whose")).values(key=None),
            {"whose": participant},
            execution_options=PASS,
        )
        self._keys.pop(participant, None)

    def _fetch(self, participants: list[str]) -> None:
        for start in range(0, len(participants), _AT_ONCE):
            rows = self._connection.execute(_FETCH, {"wanted": participants[start : start + _AT_ONCE]})
            for participant, key in rows:
                if key is None:
                    raise _erased()
                self._keys[participant] = key


def _erased() -> Erased:
    return Erased(text("What was kept about this participant has been erased; nothing more can be written."))
