"""What stands around a participant, as a partner sees it: only what concerns the partner."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from exin_schema.vocabulary import ItemState, Topic
from exin_tui.language import Sayable

AROUND = ("contacts", "meetings", "tasks", "release_list")
"""The fields of a scope that are lists."""


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact of the participant's at the partner."""

    role: Sayable
    name: str
    agency: str
    """Empty for a participant with a protected address."""
    phone: str
    email: str
    sensitive: bool = False
    """The role betrays health, drugs or debt."""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """Something agreed with the partner, from today on: its own kinds, and where its people come."""

    kind: Sayable
    starts: dt.datetime
    """Aware, in Oslo."""
    ends: dt.datetime
    place: str
    """Empty for a participant with a protected address."""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """An open task for the partner."""

    id: str
    """The task's id in the manifest; empty for one that was typed."""
    step: Sayable
    title: Sayable
    holder: Sayable
    due: dt.date | None
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class ListRow:
    """A line of the release checklist that is not about somebody at another agency, or consents."""

    title: Sayable
    state: ItemState
    due: dt.date | None
    sensitive: bool = False
    topic: Topic | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """All of it, for one participant."""

    contacts: tuple[ContactRow, ...] = ()
    meetings: tuple[MeetingRow, ...] = ()
    tasks: tuple[TaskRow, ...] = ()
    release_list: tuple[ListRow, ...] = ()

    def within(self, topics: frozenset[str]) -> Around:
        """What may go out on a consent for ``topics`` that are not all: nothing that betrays health, drugs or
        debt, and nothing of another topic.
        """
        return Around(
            tuple(one for one in self.contacts if not one.sensitive),
            self.meetings,
            tuple(one for one in self.tasks if not one.sensitive),
            tuple(
                one
                for one in self.release_list
                if not one.sensitive and (one.topic is None or one.topic.value in topics)
            ),
        )


NOTHING = Around()
