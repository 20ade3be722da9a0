"""A partner tried on an invented team: that nothing leaks, nothing falls, and that it carries many."""

from __future__ import annotations

import io
import logging
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from exin_schema.vocabulary import Language
from exin_tui.language import Text, say, text
from exin_tui.partners.asking import Event, EventKind, OpenTask
from exin_tui.partners.calling import SLOW, PartnerManager
from exin_tui.partners.commanding import offered, run
from exin_tui.partners.contexts import inside
from exin_tui.partners.discovery import Partner
from exin_tui.partners.evaluating import alerts, columns
from exin_tui.partners.exporting import Recipient, Sent, file_name, send
from exin_tui.partners.findings import Finding
from exin_tui.partners.inside_context import InsideContext
from exin_tui.partners.manifest import ExportDecl, ExportFormat
from exin_tui.partners.tab import load_tab
from exin_tui.partners.trial import OPEN, PERSON, ROLE, Canary, Standing, Trial, trial_team
from exin_tui.partners.view_plain import said_of
from exin_tui.partners.view_saying import Saying
from exin_tui.partners.viewing import ONE, TEAM, participant_view, team_view
from exin_tui.privacy.screening import Screening
from exin_tui.programme.values import Refusal

SIZES = (0, 1, 300)
_AUTHORS_FAULT = frozenset({"export_failed", "export_format"})
_LANGUAGES: tuple[Language, ...] = ("nb", "en")
_RECIPIENTS = (
    (Recipient(), OPEN),
    (Recipient(role=ROLE), OPEN | {Standing.ROLE_ONLY}),
    (Recipient(person=PERSON), OPEN | {Standing.PERSON_ONLY}),
)


def canary_findings(partner: Partner) -> Iterator[Finding]:
    """Nothing of anybody without consent, and nothing outside the scope, in any export, name or log."""
    with trial_team(partner) as trial, _logged() as log, tempfile.TemporaryDirectory() as folder:
        yield from _exports(trial, Path(folder))
        yield from _sayings(trial)
        trial.withdraw_all()
        yield from _exports(trial, Path(folder) / "later", nobody=True)
        for one in trial.people:
            for word in one.sentinels.values():
                if word and word in log.getvalue():
                    yield Finding("canary", "log", 0, text("A value of a participant stands in the log."))
                    return


@contextmanager
def _logged() -> Iterator[io.StringIO]:
    """Everything that is logged meanwhile."""
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield heard
    finally:
        root.removeHandler(handler)


def _exports(trial: Trial, folder: Path, *, nobody: bool = False) -> Iterator[Finding]:
    folder.mkdir(exist_ok=True)
    for export in trial.manifest.exports:
        for kind in export.formats:
            for number, (recipient, standings) in enumerate(_RECIPIENTS):
                name = file_name(trial.manifest, export.id, trial.today, kind)
                path = folder / f"{number}-{name}"
                sent = send(
                    trial.database,
                    trial.partner,
                    export.id,
                    path,
                    kind,
                    today=trial.today,
                    now=trial.now,
                    programme=trial.programme,
                    language="nb",
                    recipient=recipient,
                )
                where = f"{export.id}.{kind.value}"
                if nobody:
                    if isinstance(sent, Sent) or path.exists():
                        late = text("It was written after every consent was withdrawn.")
                        yield Finding("canary", where, 0, late)
                elif isinstance(sent, Refusal):
                    if sent.code in _AUTHORS_FAULT and number == 0:
                        yield Finding("export", where, 0, _text(sent.message))
                else:
                    content = content_of(path, kind) + name
                    yield from _leaks(trial, _may_say(trial, export), standings, content, where)


def _may_say(trial: Trial, export: ExportDecl) -> tuple[str, ...]:
    """What may stand in the file: the columns; for what Python builds, all that it is handed."""
    if export.columns:
        return export.columns
    records = (f"{one.id}.{field.id}" for one in trial.manifest.records for field in one.fields)
    return (*trial.manifest.scope.fields, *(fact.id for fact in trial.manifest.facts), *records)


def content_of(path: Path, kind: ExportFormat) -> str:
    """Everything that stands in an exported file, as text."""
    if kind is not ExportFormat.XLSX:
        return path.read_text(encoding="utf-8").replace("\\", "")
    import openpyxl

    book = openpyxl.load_workbook(path)
    cells = [cell.value for page in book for row in page.iter_rows() for cell in row]
    return "\n".join(str(cell) for cell in cells)


def _leaks(
    trial: Trial, sent: Iterable[str], standings: frozenset[Standing], content: str, where: str
) -> Iterator[Finding]:
    columns_sent = set(sent)
    for one in trial.people:
        for name, word in one.sentinels.items():
            if not word or word not in content:
                continue
            if one.standing not in standings:
                yield Finding("canary", where, 0, text("{field} of somebody without consent.", field=name))
            elif name not in columns_sent:
                yield Finding("canary", where, 0, text("{field} is outside the scope.", field=name))


def _sayings(trial: Trial) -> Iterator[Finding]:
    """Rules and columns: they stand on shared screens, so they name nobody; and they must not fail."""
    manager = PartnerManager([trial.partner])
    for what, said in _run(trial, manager):
        leaked = {name for one in trial.people for name, word in _hidden(one) if word and word in said}
        for name in sorted(leaked):
            yield Finding(
                "canary", what, 0, text("{field} is said, on a screen that others see.", field=name)
            )
    for failure in manager.failures:
        yield Finding("hooks", failure.what, 0, _text(failure.message))


def _text(message: Any) -> Text:
    return message if isinstance(message, Text) else text("{what}", what=message)


def _hidden(one: Canary) -> Iterator[tuple[str, str]]:
    return ((name, word) for name, word in one.sentinels.items() if name != "code")


def _run(trial: Trial, manager: PartnerManager) -> Iterator[tuple[str, str]]:
    """Run everything that the partner answers inside the team; what it says, in both languages."""
    with trial.database.read() as connection:
        context = inside(connection, trial.manifest, today=trial.today, programme=trial.programme)
        load_tab(connection, trial.partner, today=trial.today, programme=trial.programme, labels=trial.labels)
    found = alerts(manager, {trial.partner.id: context}, trial.today)
    for those in found.by_participant.values():
        for alert in those:
            yield alert.code, _all(alert.label, alert.message, alert.why.computed, alert.why.inputs)
    yield from _views(trial, manager)
    yield from _commands(manager, context)
    yield from _events(trial, manager)
    for column in columns(manager, trial.partner.id, context, trial.today):
        cells = tuple((column.cells or {}).values())
        yield (
            column.id,
            _all(
                *(part for cell in cells for part in (cell.value, cell.because, cell.computed, cell.inputs))
            ),
        )


def _commands(manager: PartnerManager, context: InsideContext) -> Iterator[tuple[str, str]]:
    """What the palette's commands answer."""
    for one in offered(manager).commands:
        found = run(manager, one, context)
        yield one.id, _all(one.title, *(line.said for line in found)) if isinstance(found, tuple) else ""


def _events(trial: Trial, manager: PartnerManager) -> Iterator[tuple[str, str]]:
    """Every kind of event, told of somebody: it must answer with tasks, and not fail."""
    if not trial.people or not manager.answers(trial.partner, "exin_on_event"):
        return
    with trial.database.read() as connection:
        context = inside(connection, trial.manifest, today=trial.today, programme=trial.programme)
    own = [*(one.id for one in trial.manifest.facts), *(one.id for one in trial.manifest.records), ""]
    for kind in EventKind:
        for name in own if kind in {EventKind.FACT, EventKind.RECORD} else [""]:
            event = Event(kind, trial.people[0].id, name, new=True)
            manager.call("exin_on_event", OpenTask, only=trial.partner.id, ctx=context, event=event)
            yield "exin_on_event", ""


_SHOWN = 3
"""Participants whose own view is looked at: one view for each of three hundred would take minutes."""


def _views(trial: Trial, manager: PartnerManager) -> Iterator[tuple[str, str]]:
    """What the views say on a shared screen, in both languages."""
    ask: dict[str, Any] = {"today": trial.today, "programme": trial.programme}
    with trial.database.read() as connection:
        made = [(TEAM, team_view(manager, trial.partner, connection, **ask))]
        made += [
            (ONE, participant_view(manager, trial.partner, one.id, connection, **ask))
            for one in trial.people[:_SHOWN]
        ]
    for hook, viewed in made:
        if viewed is not None:
            shared = [Saying(Screening(language=language), trial.today) for language in _LANGUAGES]
            yield hook, "\n".join(said_of(viewed, saying) for saying in shared)


def _all(*parts: object) -> str:
    said = []
    for part in parts:
        if isinstance(part, tuple):
            said.append(_all(*part))
        elif part is not None:
            said += [say(part, language) for language in _LANGUAGES]
    return "\n".join(said)


def chaos_findings(partner: Partner) -> Iterator[Finding]:
    """Each hook made to raise: the program must live, and say so."""
    with trial_team(partner, participants=4) as trial:
        try:
            manager = _Raising([trial.partner])
            for _ in range(4):
                list(_run(trial, manager))
        except Exception as error:  # noqa: BLE001 — whatever it is, it is the finding
            fell = text("The program falls when it raises: {error}.", error=type(error).__name__)
            yield Finding("chaos", trial.partner.id, 0, fell)


class _Raising(PartnerManager):
    """Every hook raises."""

    def _implementation(self, partner: Partner, hook: str) -> Any:
        return None if super()._implementation(partner, hook) is None else _RAISES


class _Raises:
    argnames: tuple[str, ...] = ()
    function: Callable[[], object] = staticmethod(lambda: 1 // 0)


_RAISES = _Raises()


def scale_findings(partner: Partner) -> Iterator[Finding]:
    """Nobody, one, and 300: it answers, and within two seconds."""
    for size in SIZES:
        with trial_team(partner, participants=size) as trial:
            manager = PartnerManager([trial.partner])
            list(_run(trial, manager))
            for failure in manager.failures:
                where = f"{failure.what} ({size})"
                yield Finding("scale", where, 0, _text(failure.message))
            for (_, what), seconds in manager.seconds.items():
                if seconds > SLOW:
                    slow = text("It took {seconds} seconds.", seconds=round(seconds, 1))
                    yield Finding("scale", f"{what} ({size})", 0, slow)
