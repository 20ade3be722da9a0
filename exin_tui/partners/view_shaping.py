"""From what a partner answered to what can be drawn. Runs where the partner's failures are contained."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from exin_schema.vocabulary import ConsentStatus, Label, Term
from exin_tui.caseload.models import Person
from exin_tui.language import text
from exin_tui.partners import views
from exin_tui.partners.answers import Computed
from exin_tui.partners.calling import MOST
from exin_tui.partners.inside_context import InsideContext
from exin_tui.partners.manifest import Manifest
from exin_tui.partners.outcome import Unfit
from exin_tui.partners.participant import Participant
from exin_tui.partners.sentences import Sentence
from exin_tui.partners.view_seen import (
    UNKNOWN,
    Answer,
    Dated,
    Section,
    SeenBar,
    SeenCard,
    SeenCards,
    SeenCell,
    SeenHeading,
    SeenPoint,
    SeenRow,
    SeenStretch,
    SeenTable,
    SeenText,
    SeenTimeline,
    Subject,
    Told,
)
from exin_tui.partners.view_values import (
    Because,
    Cell,
    ContactName,
    Day,
    Days,
    Place,
    Sensitive,
    Sign,
    Staff,
    Tone,
    Until,
    Who,
)
from exin_tui.partners.view_words import (
    all_of,
    day,
    day_or_none,
    held,
    inputs,
    not_computed,
    of_kind,
    source,
    typed,
    whole,
    words,
    words_or_none,
    wrong,
)

_TITLE = "{column}: {value}"
_MODELS = (views.Table, views.Cards, views.Timeline, views.Markdown)


@dataclass(frozen=True, slots=True)
class Shaping:
    """Takes the views of one partner over one context."""

    manifest: Manifest
    people: Mapping[str, Person]
    consents: Mapping[str, ConsentStatus]

    @classmethod
    def of(cls, manifest: Manifest, context: InsideContext, people: Mapping[str, Person]) -> Shaping:
        """For what ``context`` has."""
        return cls(manifest, people, {one.ref: one.consent for one in context.participants})

    def sections(self, answered: object) -> Iterator[Section]:
        """One view or several. Raises `Unfit` for what is none, and whatever the partner's code raises."""
        given: Iterable[object] = (answered,) if isinstance(answered, _MODELS) else _several(answered)
        room = MOST
        for one in given:
            section = self._section(one)
            room -= _size(section)
            if room < 0:
                raise Unfit(text("It answered with more than {most} values.", most=MOST))
            yield section

    def _section(self, one: object) -> Section:
        match one:
            case views.Table():
                return self._table(one)
            case views.Cards():
                return self._cards(one)
            case views.Timeline():
                return self._timeline(one)
            case views.Markdown():
                return SeenText(words(one.words), words_or_none(one.title), bool(one.beside))
            case _:
                raise wrong(one, "ViewModel")

    def _table(self, table: views.Table) -> SeenTable:
        columns = _columns(table.columns)
        rows: list[SeenRow | SeenHeading] = []
        for row in all_of(table.rows, (views.Row, views.Heading), "Row"):
            if isinstance(row, views.Heading):
                rows.append(SeenHeading(words(row.words)))
            else:
                rows.append(self._row(row, len(columns)))
        return SeenTable(
            title=words(table.title),
            columns=columns,
            rows=tuple(rows),
            order=words_or_none(table.order),
            empty=words_or_none(table.empty),
            beside=bool(table.beside),
        )

    def _row(self, row: views.Row, expected: int) -> SeenRow:
        cells = self._cells_of(row.cells, expected)
        about = self._about(row.about, cells)
        return SeenRow(
            cells=cells,
            about=about,
            tone=of_kind(row.tone, Tone),
            sign=_sign(row.sign),
            answers=self._answers(row.why, cells),
            task=self._task(row.task),
        )

    def _task(self, own: object) -> str:
        """Its key; empty for a row about none, and for a task that somebody wrote, which has no id."""
        if not own:
            return ""
        if not isinstance(own, str) or self.manifest.task(own) is None:
            raise Unfit(text("It names a task that is not in the manifest."))
        return self.manifest.key(own)

    def _cells_of(self, given: object, expected: int) -> tuple[SeenCell, ...]:
        cells = tuple(self._cell(one) for one in all_of(given, object, "cells"))
        if len(cells) != expected:
            raise Unfit(
                text("A row has {cells} cells, and there are {columns} columns.",
                     cells=len(cells), columns=expected)
            )  # fmt: skip
        return cells

    def _cards(self, cards: views.Cards) -> SeenCards:
        found = []
        for card in all_of(cards.cards, views.Card, "Card"):
            lines = []
            for line in all_of(card.lines, tuple, "tuple"):
                if len(line) != 2:
                    raise wrong(line, "(Label, Cell)")
                lines.append((words(line[0]), self._cell(line[1])))
            cells = tuple(cell for _, cell in lines)
            found.append(
                SeenCard(
                    title=words(card.title),
                    figure=None if card.figure is None else whole(card.figure),
                    lines=tuple(lines),
                    note=words_or_none(card.note),
                    about=self._about(card.about, ()),
                    tone=of_kind(card.tone, Tone),
                    sign=_sign(card.sign),
                    answers=self._answers(card.why, cells),
                )
            )
        return SeenCards(tuple(found), words_or_none(cards.title), bool(cards.beside))

    def _timeline(self, timeline: views.Timeline) -> SeenTimeline:
        before, after = _columns(timeline.before), _columns(timeline.after)
        return SeenTimeline(
            title=words(timeline.title),
            bars=tuple(
                self._bar(bar, len(before), len(after)) for bar in all_of(timeline.bars, views.Bar, "Bar")
            ),
            before=before,
            after=after,
            order=words_or_none(timeline.order),
            empty=words_or_none(timeline.empty),
            whole=bool(timeline.whole),
            beside=bool(timeline.beside),
        )

    def _bar(self, bar: views.Bar, before: int, after: int) -> SeenBar:
        left, right = self._cells_of(bar.before, before), self._cells_of(bar.after, after)
        points = all_of(bar.points, views.Point, "Point")
        of_points = [answer for point in points if (answer := self._answer(point.why)) is not None]
        return SeenBar(
            stretches=tuple(_stretch(one) for one in all_of(bar.stretches, views.Stretch, "Stretch")),
            points=tuple(_point(one) for one in points),
            before=left,
            after=right,
            about=self._about(bar.about, left),
            tone=of_kind(bar.tone, Tone),
            sign=_sign(bar.sign),
            answers=_once([*self._answers(bar.why, (*left, *right)), *of_points]),
        )

    def _cell(self, given: object) -> SeenCell:
        if not isinstance(given, Cell):
            return self._bare(given, Tone.PLAIN, None, None)
        return self._bare(given.value, of_kind(given.tone, Tone), _sign(given.sign), self._answer(given.why))

    def _bare(self, value: object, tone: Tone, sign: Sign | None, answer: Answer | None) -> SeenCell:
        match value:
            case Computed():
                own = answer or self._answer(value)
                if value.value is None:
                    return SeenCell(UNKNOWN, tone if tone is not Tone.PLAIN else Tone.QUIET, sign, own)
                return self._bare(value.value, tone, sign, own)
            case Participant():
                return SeenCell(Who(value.ref), tone, sign, answer, self._person(value.ref))
            case Who():
                return SeenCell(Who(str(value.ref)), tone, sign, answer, self._person(value.ref))
            case Staff() | ContactName() | Place() | Sensitive() | Day() | Until() | Days():
                return SeenCell(typed(value), tone, sign, answer)  # type: ignore[arg-type]
            case Term() | Label() | Sentence():
                return SeenCell(words(value), tone, sign, answer)
            case None | bool() | dt.date() | int() | str():
                return SeenCell(held(value), tone, sign, answer)  # type: ignore[arg-type]
            case _:
                raise wrong(value, "Cell")

    def computed(self, given: Computed, column: Label) -> SeenCell:
        """A cell of a computed column, checked before; what the agency recorded carries a mark."""
        value = Label("ukjent", "unknown") if given.value is None else given.value
        title = Sentence(_TITLE, _TITLE, (("column", column), ("value", value)))
        answer = self._answer(given)
        told = None if answer is None else replace(answer, title=title)
        cell = self._bare(given, Tone.PLAIN, Sign.DONE if given.official else None, told)
        if told is not None and told.rule.sensitive and given.value is not None:
            return replace(cell, value=Sensitive(Sentence("{value}", "{value}", (("value", value),))))
        if isinstance(given.value, dt.date) and not isinstance(given.value, dt.datetime):
            return replace(cell, value=Dated(given.value))
        return cell

    def _person(self, ref: object) -> Person:
        person = self.people.get(ref) if isinstance(ref, str) else None
        if person is None:
            raise Unfit(text("It answered with a participant whom it was not given."))
        return person

    def _about(self, about: object, cells: Iterable[SeenCell]) -> Subject | None:
        """Whom it is about; without saying so, the one participant who stands in it."""
        person: Person | None = None
        if isinstance(about, Participant):
            person = self._person(about.ref)
        elif about:
            person = self._person(about)
        else:
            person = next((cell.person for cell in cells if cell.person is not None), None)
        return None if person is None else self.subject(person)

    def subject(self, person: Person) -> Subject:
        """The participant with the state of the consent."""
        return Subject(person, self.consents.get(person.id, ConsentStatus.MISSING))

    def _answers(self, why: object, cells: Iterable[SeenCell]) -> tuple[Told, ...]:
        return _once([self._answer(why), *(cell.answer for cell in cells)])

    def _answer(self, why: object) -> Answer | None:
        if why is None:
            return None
        if not isinstance(why, Because | Computed):
            raise wrong(why, "Because")
        rule, computed = source(self.manifest, why.rule), words_or_none(why.computed)
        not_computed(rule, computed)
        return Answer(
            rule=rule,
            because=words(why.because),
            computed=computed,
            inputs=inputs(why.inputs),
            title=words_or_none(why.title) if isinstance(why, Because) else None,
            official=bool(why.official),
            decides=self.manifest.decides.label if self.manifest.decides else None,
        )


def _several(answered: object) -> Iterable[object]:
    if isinstance(answered, str) or not isinstance(answered, Iterable):
        raise wrong(answered, "ViewModel")
    return answered


def _size(section: Section) -> int:
    match section:
        case SeenTable():
            return len(section.rows)
        case SeenTimeline():
            return len(section.bars)
        case SeenCards():
            return len(section.cards)
    return 1


def _columns(given: object) -> tuple[views.Column, ...]:
    return tuple(
        views.Column(
            name=words(one.name),  # type: ignore[arg-type]
            most=whole(one.most),
            right=bool(one.right),
            grows=bool(one.grows),
            optional=whole(one.optional),
        )
        for one in all_of(given, views.Column, "Column")
    )


def _stretch(one: views.Stretch) -> SeenStretch:
    return SeenStretch(
        start=day_or_none(one.start),
        end=day_or_none(one.end),
        stroke=of_kind(one.stroke, views.Stroke),
        name=words_or_none(one.name),
        shade=of_kind(one.shade, views.Shade),
    )


def _point(one: views.Point) -> SeenPoint:
    symbol = str(of_kind(one.symbol, str))
    if len(symbol) != 1 or not symbol.isprintable() or symbol.isspace():
        raise Unfit(text("The symbol of a point is one visible character."))
    return SeenPoint(day(one.on), symbol, words(one.name), of_kind(one.tone, Tone))


def _sign(given: object) -> Sign | None:
    return None if given is None else of_kind(given, Sign)


def _once(answers: Iterable[Told | None]) -> tuple[Told, ...]:
    found: list[Told] = []
    for answer in answers:
        if answer is not None and answer not in found:
            found.append(answer)
    return tuple(found)
