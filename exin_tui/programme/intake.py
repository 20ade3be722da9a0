"""Whether a candidate can be enrolled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from exin_schema.programme import Criterion, Programme
from exin_schema.vocabulary import Judgement
from exin_tui.dates import add_months
from exin_tui.language import Text, join, text
from exin_tui.programme.amounts import months
from exin_tui.programme.consents import missing_mandatory
from exin_tui.programme.release import best_release
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Consent, Episode, Refusal, Why

SENTENCE_LEFT = "sentence_left"
AGE = "age"
_YOUNGEST, _OLDEST = 18, 25


class Assessment(msgspec.Struct, frozen=True):
    """What an answer is, and why."""

    criterion: Criterion
    judgement: Judgement
    why: Why


class IntakeCheck(msgspec.Struct, frozen=True):
    """What stands in the way of enrolling a candidate, and what should be known before it."""

    refusals: tuple[Refusal, ...]
    warnings: tuple[Why, ...]
    assessed: tuple[Assessment, ...]
    """Every active criterion, in the programme's order."""


def check(
    answers: Mapping[str, Judgement],
    episode: Episode | None,
    birth_date: dt.date | None,
    consents: Sequence[Consent],
    today: dt.date,
    programme: Programme,
) -> IntakeCheck:
    """Whether a candidate can be enrolled today.

    Two criteria are worked out: 6 months left of the sentence, and (a project criterion) 18–25 years at
    intake. The others are answered by hand in ``answers``, as yes, no, or judged case by case. A "no" stops
    the enrolment, what is unknown only warns – above all remand, which has no release date. The mandatory
    consents must be signed. Criteria that the team has switched off are left out. Source: the guide (rules
    ``intake.…``, ``enrolment``).
    """
    assessed = tuple(
        _assess(criterion, answers, episode, birth_date, today, programme)
        for criterion in programme.criteria
        if criterion.active
    )
    refusals: list[Refusal] = []
    warnings: list[Why] = []
    for answer in assessed:
        if answer.judgement is Judgement.NO and answer.criterion.blocks:
            message = text("Criterion not met: {criterion}.", criterion=answer.criterion.name)
            refusals.append(Refusal(f"criterion_{answer.criterion.key}", message, answer.why))
        elif answer.judgement is not Judgement.YES:
            warnings.append(answer.why)
    refusals += _unsigned(consents, today, programme)
    return IntakeCheck(tuple(refusals), tuple(warnings), assessed)


def age_on(birth_date: dt.date, day: dt.date) -> int:
    """Whole years on ``day``; born on 29 February, one is a year older on the 28th when there is no 29th."""
    years = day.year - birth_date.year
    return years if add_months(birth_date, 12 * years) <= day else years - 1


def _assess(
    criterion: Criterion,
    answers: Mapping[str, Judgement],
    episode: Episode | None,
    birth_date: dt.date | None,
    today: dt.date,
    programme: Programme,
) -> Assessment:
    if criterion.key == SENTENCE_LEFT:
        judgement, why = sentence_left(episode, today, programme)
        return Assessment(criterion, judgement, why)
    if criterion.key == AGE:
        judgement, why = _age(birth_date, today, programme)
        return Assessment(criterion, judgement, why)
    answer = answers.get(criterion.key, Judgement.UNKNOWN)
    because = text("{criterion}: {answer}.", criterion=criterion.name, answer=answer)
    rule = RuleId.INTAKE_PROJECT if criterion.project else RuleId.INTAKE_CRITERIA
    return Assessment(criterion, answer, Why(because, programme.rule(rule)))


def sentence_left(episode: Episode | None, today: dt.date, programme: Programme) -> tuple[Judgement, Why]:
    """At least 6 calendar months left of the sentence.

    "Of the sentence" is read as until full term; when that is not recorded, until the best standing release
    date. Enough until full term but not until the release that is planned: judged case by case (decision
    0003).
    """
    rule = programme.rule(RuleId.INTAKE_SENTENCE_LEFT)
    span = programme.offsets.minimum_sentence_left_months
    needed = add_months(today, span)
    release = best_release(episode, today, programme)
    computed = text("{today} + {span} = {on}", today=today, span=months(span), on=needed)
    if release.on is None:
        because = text("How much is left of the sentence is unknown.")
        return Judgement.UNKNOWN, Why(because, rule, more=(release.why,))
    full_term = (episode.full_term_on if episode else None) or release.on
    if max(full_term, release.on) < needed:
        because = text("Less than {span} left of the sentence: {on}.", span=months(span), on=full_term)
        return Judgement.NO, Why(because, rule, computed, more=(release.why,))
    if release.on < needed:
        because = text(
            "{span} left until full term, but the release is planned sooner: {on}.",
            span=months(span),
            on=release.on,
        )
        return Judgement.CASE_BY_CASE, Why(because, rule, computed, more=(release.why,))
    because = text("At least {span} left of the sentence.", span=months(span))
    return Judgement.YES, Why(because, rule, computed, more=(release.why,))


def _age(birth_date: dt.date | None, today: dt.date, programme: Programme) -> tuple[Judgement, Why]:
    rule = programme.rule(RuleId.INTAKE_PROJECT)
    if birth_date is None:
        return Judgement.UNKNOWN, Why(text("The date of birth is not recorded."), rule)
    age = age_on(birth_date, today)
    judgement = Judgement.YES if _YOUNGEST <= age <= _OLDEST else Judgement.NO
    return judgement, Why(text("{age} years old at intake.", age=age), rule)


def _unsigned(consents: Sequence[Consent], today: dt.date, programme: Programme) -> Iterator[Refusal]:
    missing = missing_mandatory(consents, today, programme)
    if missing:
        names = join([line.name for line in missing])
        message: Text = text("Enrolment takes the signed consent for: {lines}.", lines=names)
        yield Refusal("consents_unsigned", message, Why(message, programme.rule(RuleId.ENROLMENT)))
