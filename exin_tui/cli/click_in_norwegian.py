"""Click's own words in Norwegian.

Click looks its messages up with ``gettext``, which wants a compiled catalogue on disk; ours are read from
here instead, so that no build step is needed and none can be stale. A test lists Click's messages and fails
when a version brings new ones.
"""

from __future__ import annotations

from types import ModuleType

from exin_tui.cli.speaking import language

WORDS = {
    "Usage:": "Bruk:",
    "Options": "Valg",
    "Commands": "Kommandoer",
    "Positional arguments": "Argumenter",
    "Show this message and exit.": "Vis denne hjelpen og avslutt.",
    "Show the version and exit.": "Vis versjonen og avslutt.",
    "%(prog)s, version %(version)s": "%(prog)s, versjon %(version)s",
    "(dynamic)": "(avhenger)",
    "default: {default}": "standard: {default}",
    "env var: {var}": "miljøvariabel: {var}",
    "required": "må oppgis",
    "deprecated": "utgår",
    "Aborted!": "Avbrutt.",
    "Error: {message}": "Feil: {message}",
    "Try '{command} {option}' for help.": "Se «{command} {option}» for hjelp.",
    "No such option {name!r}.": "Det finnes ikke noe valg {name!r}.",
    "No such command {name!r}.": "Det finnes ingen kommando {name!r}.",
    "Did you mean {possibility}?": "Mente du {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Mente du en av disse: {possibilities}?)",
    "Missing command.": "Kommandoen mangler.",
    "Missing argument": "Mangler argumentet",
    "Missing option": "Mangler valget",
    "Missing parameter": "Mangler parameteren",
    "Missing parameter: {param_name}": "Mangler parameteren {param_name}",
    "Missing {param_type}": "Mangler {param_type}",
    "Choose from:\n\t{choices}": "Velg blant:\n\t{choices}",
    "Choice({choices})": "Ett av ({choices})",
    "Got unexpected extra argument ({args})": "Uventet argument ({args})",
    "Got unexpected extra arguments ({args})": "Uventede argumenter ({args})",
    "Option {name!r} requires an argument.": "Valget {name!r} må ha en verdi.",
    "Option {name!r} requires {nargs} arguments.": "Valget {name!r} må ha {nargs} verdier.",
    "Option {name!r} does not take a value.": "Valget {name!r} tar ingen verdi.",
    "Argument {name!r} takes {nargs} values.": "Argumentet {name!r} tar {nargs} verdier.",
    "Takes {nargs} values but 1 was given.": "Tar {nargs} verdier, men fikk 1.",
    "Takes {nargs} values but {len} were given.": "Tar {nargs} verdier, men fikk {len}.",
    "{len_type} values are required, but {len_value} was given.": (
        "{len_type} verdier kreves, men {len_value} ble gitt."
    ),
    "{len_type} values are required, but {len_value} were given.": (
        "{len_type} verdier kreves, men {len_value} ble gitt."
    ),
    "Value must be an iterable.": "Verdien må være en liste.",
    "Invalid value for {param_hint}: {message}": "Ugyldig verdi for {param_hint}: {message}",
    "Invalid value: {message}": "Ugyldig verdi: {message}",
    "{value!r} is not {choice}.": "{value!r} er ikke {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} er ikke en av {choices}.",
    "{value!r} is not a valid {number_type}.": "{value!r} er ikke et gyldig tall ({number_type}).",
    "{value!r} is not a valid boolean. Recognized values: {states}": (
        "{value!r} er verken ja eller nei. Skriv en av: {states}"
    ),
    "{value!r} is not a valid UUID.": "{value!r} er ikke en gyldig UUID.",
    "{value!r} does not match the format {format}.": "{value!r} passer ikke formen {format}.",
    "{value!r} does not match the formats {formats}.": "{value!r} passer ingen av formene {formats}.",
    "{value} is not in the range {range}.": "{value} er utenfor {range}.",
    "Could not open file {filename!r}: {message}": "Kan ikke åpne filen {filename!r}: {message}",
    "{name} {filename!r} does not exist.": "{name} {filename!r} finnes ikke.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} er en mappe.",
    "{name} {filename!r} is a file.": "{name} {filename!r} er en fil.",
    "{name} {filename!r} is not executable.": "{name} {filename!r} kan ikke kjøres.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} kan ikke leses.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} kan ikke skrives.",
    "file": "fil",
    "directory": "mappe",
    "path": "sti",
    "unknown error": "ukjent feil",
    "Repeat for confirmation": "Gjenta for å bekrefte",
    "Error: The two entered values do not match.": "De to verdiene er ikke like.",
    "Error: invalid input": "Ugyldig svar",
    "Do you want to continue?": "Vil du fortsette?",
    "Confirm the action without prompting.": "Bekreft uten spørsmål.",
}
"""English -> Norwegian; the holes are Click's."""


def translated(message: str) -> str:
    """One of Click's messages in the language of the run."""
    return WORDS.get(message, message) if language() == "nb" else message


def _counted(one: str, many: str, count: int) -> str:
    return translated(one if count == 1 else many)


def install() -> None:
    """Let Click look its messages up here, in the language of the run."""
    import click.core
    import click.decorators
    import click.exceptions
    import click.formatting
    import click.parser
    import click.termui
    import click.types

    modules: tuple[ModuleType, ...] = (
        click.core,
        click.decorators,
        click.exceptions,
        click.formatting,
        click.parser,
        click.termui,
        click.types,
    )
    for module in modules:
        for name, lookup in (("_", translated), ("ngettext", _counted)):
            if hasattr(module, name):
                setattr(module, name, lookup)
