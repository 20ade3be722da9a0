"""What the participants of a trial have consented to."""

from __future__ import annotations

import enum

from exin_schema.vocabulary import Topic
from exin_tui.language import Sayable, text
from exin_tui.partners.manifest import Manifest


class Standing(enum.StrEnum):
    """What a participant of the trial has consented to."""

    GIVEN = "given"
    """To everything."""
    JUST_WIDE_ENOUGH = "just_wide_enough"
    """To the scope's topics and no other."""
    ROLE_ONLY = "role_only"
    PERSON_ONLY = "person_only"
    NONE = "none"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    TO_COME = "to_come"
    OTHER_TOPICS = "other_topics"
    OTHER_LINE = "other_line"
    CLOSED = "closed"
    """To everything, and the follow-up has ended."""
    NOBODY = "nobody"
    """No participant's: what the team keeps of itself and of other agencies."""


ACTIVE = tuple(one for one in Standing if one not in {Standing.CLOSED, Standing.NOBODY})
"""Those of the participants on the board."""
OPEN = frozenset({Standing.GIVEN, Standing.JUST_WIDE_ENOUGH})
"""Who may be sent to the partner at large."""
WORDS: dict[Standing, Sayable] = {
    Standing.GIVEN: text("consent to everything"),
    Standing.JUST_WIDE_ENOUGH: text("consent to the scope's topics"),
    Standing.ROLE_ONLY: text("consent narrowed to a role"),
    Standing.PERSON_ONLY: text("consent narrowed to a person"),
    Standing.NONE: text("no consent"),
    Standing.WITHDRAWN: text("consent withdrawn"),
    Standing.EXPIRED: text("consent expired"),
    Standing.TO_COME: text("consent that begins later"),
    Standing.OTHER_TOPICS: text("consent to other topics"),
    Standing.OTHER_LINE: text("consent to another agency"),
    Standing.CLOSED: text("follow-up ended"),
    Standing.NOBODY: text("nobody's"),
}
"""As a finding says whose a value is."""
ALL_TOPICS = frozenset(topic.value for topic in Topic)


def topics_of(standing: Standing, manifest: Manifest) -> frozenset[str]:
    """The topics that the consent of somebody who may be sent covers; one that names none covers all."""
    named = frozenset(topic.value for topic in manifest.scope.topics)
    return named if standing is Standing.JUST_WIDE_ENOUGH and named else ALL_TOPICS
