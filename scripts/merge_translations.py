"""Keep ``exin_tui/locale/nb.po`` whole: every sentence of the program, each once, in order.

``python scripts/merge_translations.py [FRAGMENT.po …]`` adds the fragments' translations, drops sentences
that the program no longer says, and lists those that lack their Norwegian (exit 1). ``--check`` changes
nothing. The file is sorted by sentence and has no line numbers, so that two people's additions seldom meet.
"""

from __future__ import annotations

import argparse
import ast
import string
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages import pofile

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "exin_tui" / "locale" / "nb.po"
SOURCES = [ROOT / "exin_tui"]


def sentences(folders: Iterable[Path]) -> dict[str, str]:
    """Every sentence marked with ``exin_tui.language.text`` below ``folders``, and one file that says it."""
    found: dict[str, str] = {}
    for folder in folders:
        for file in sorted(folder.rglob("*.py")):
            for call in _marked(ast.parse(file.read_text(encoding="utf-8"))):
                if call.args and isinstance(call.args[0], ast.Constant):
                    found.setdefault(str(call.args[0].value), str(file.relative_to(ROOT)))
    return found


def unmarkable(folders: Iterable[Path]) -> Iterator[str]:
    """The places where ``text`` is given something else than a literal sentence, beyond translating."""
    for folder in folders:
        for file in sorted(folder.rglob("*.py")):
            for call in _marked(ast.parse(file.read_text(encoding="utf-8"))):
                if not (call.args and isinstance(call.args[0], ast.Constant)):
                    yield f"not a literal: {file.relative_to(ROOT)}:{call.lineno}"


def _marked(tree: ast.Module) -> Iterator[ast.Call]:
    """The calls to ``text``, in a module that has it from `exin_tui.language`."""
    names = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "exin_tui.language"
        for alias in node.names
        if alias.name == "text"
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def holes(sentence: str) -> frozenset[str]:
    """The names of the holes in ``sentence``."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(sentence) if name)


def read(file: Path) -> dict[str, str]:
    """The translations in ``file``, empty ones left out."""
    with file.open("rb") as source:
        catalogue = pofile.read_po(source, locale="nb", ignore_obsolete=True)
    return {
        str(entry.id): str(entry.string)
        for entry in catalogue
        if entry.id and entry.string and not entry.fuzzy
    }


def write(translations: dict[str, str], file: Path) -> None:
    """Write ``translations`` sorted, without line numbers and dates."""
    lines = [
        'msgid ""',
        'msgstr ""',
        '"Project-Id-Version: exin-tui\\n"',
        '"Language: nb\\n"',
        '"MIME-Version: 1.0\\n"',
        '"Content-Type: text/plain; charset=UTF-8\\n"',
        '"Content-Transfer-Encoding: 8bit\\n"',
        "",
    ]
    for sentence in sorted(translations):
        lines += [
            f"msgid {pofile.normalize(sentence, width=100)}",
            f"msgstr {pofile.normalize(translations[sentence], width=100)}",
            "",
        ]
    file.write_text("\n".join(lines), encoding="utf-8")


def problems(said: dict[str, str], translations: dict[str, str]) -> Iterator[str]:
    """What is missing, stale, or has other holes than its sentence."""
    for sentence, file in said.items():
        if sentence not in translations:
            yield f"missing: {sentence!r} ({file})"
        elif holes(sentence) != holes(translations[sentence]):
            yield f"other holes: {sentence!r} -> {translations[sentence]!r}"
    for sentence in translations.keys() - said.keys():
        yield f"stale: {sentence!r}"


def main() -> int:
    """Merge, or only check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fragments", nargs="*", type=Path)
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    said = sentences(SOURCES)
    translations = read(CATALOGUE)
    for fragment in asked.fragments:
        translations |= read(fragment)
    if not asked.check:
        translations = {sentence: words for sentence, words in translations.items() if sentence in said}
        write(translations, CATALOGUE)
    found = [*unmarkable(SOURCES), *problems(said, translations)]
    sys.stdout.writelines(f"{problem}\n" for problem in sorted(found))
    sys.stdout.write(f"{len(said)} sentences, {len(said.keys() & translations.keys())} in Norwegian\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
