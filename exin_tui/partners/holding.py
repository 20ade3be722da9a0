"""What holds for a partner: its rule table as answers to "why?", with source, certainty and verification."""

from __future__ import annotations

from exin_schema.programme import RuleSource, Words
from exin_schema.vocabulary import Certainty
from exin_tui.language import Label, Sayable, text
from exin_tui.partners.manifest import ItemDecl, Manifest, RuleDecl, TaskDecl, words
from exin_tui.programme.values import Why


def what_holds(manifest: Manifest) -> tuple[Why, ...]:
    """Every rule of the manifest, in its order."""
    return tuple(_why(manifest, rule) for rule in manifest.rules)


def rule_source(manifest: Manifest, rule_id: str) -> RuleSource:
    """The source of one rule. Raises KeyError for a rule that the manifest does not have."""
    for rule in manifest.rules:
        if rule.id == rule_id:
            return _source(manifest, rule)
    raise KeyError(manifest.key(rule_id))


def declared_source(manifest: Manifest, declared: ItemDecl | TaskDecl) -> RuleSource:
    """What an item or a task of the manifest rests on.

    A manifest says a source there or none, and neither how certain it is nor when it was verified: the answer
    claims no more than that.
    """
    name = manifest.name
    return RuleSource(
        id=manifest.key(declared.id),
        source=words(declared.source) if declared.source else UNSAID,
        certainty=None,
        verified=None,
        name=Words(f"Fra partneren {name.nb}", f"From the partner {name.en}"),
        sensitive=declared.sensitive,
    )


UNSAID = Words("partneren oppgir ingen kilde", "the partner names no source")


def _source(manifest: Manifest, rule: RuleDecl) -> RuleSource:
    return RuleSource(
        id=manifest.key(rule.id),
        source=words(rule.source),
        certainty=rule.certainty,
        verified=rule.verified,
        name=rule.text,
        sensitive=rule.sensitive,
    )


def _why(manifest: Manifest, rule: RuleDecl) -> Why:
    because: Sayable = rule.text.label
    if rule.superseded_by:
        because = text("{rule} Superseded by {other}.", rule=because, other=manifest.key(rule.superseded_by))
    computed: Label | None = None
    if rule.certainty is Certainty.UNCONFIRMED:
        computed = Label("Ubekreftet: regnes aldri ut.", "Unconfirmed: never computed.")
    return Why(because, _source(manifest, rule), computed)
