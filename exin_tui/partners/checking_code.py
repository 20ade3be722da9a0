"""A partner's Python, read, then imported in a process of its own: its imports, and the hooks it names."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from exin_tui.language import Sayable, text
from exin_tui.partners.discovery import Partner
from exin_tui.partners.findings import Finding
from exin_tui.partners.manifest import Manifest
from exin_tui.partners.problems import one_of

IMPORT_SECONDS = 2.0
"""What importing a partner's Python may take, beside this program's own API."""
_GIVEN_UP = 20.0
_OURS = ("exin_tui", "exin_schema")
_ALLOWED = ("exin_tui.partners.api", "exin_schema.vocabulary")
_DRAWING = frozenset({"textual", "rich"})
"""What a partner with a ``pane`` may import once its widget is asked for."""
_SCREENS = frozenset({"textual", "rich", "sqlalchemy", "sqlcipher3"})


def code_findings(folder: Path, manifest: Manifest) -> Iterator[Finding]:
    """What reading the source says: nothing of the partner runs here."""
    if manifest.python is None:
        return
    hooks = _module_file(folder, manifest.python.hooks)
    if hooks is None:
        missing = text("There is no module {module} beside the manifest.", module=manifest.python.hooks)
        yield Finding("code", "partner.toml", 0, missing)
        return
    for file in sorted(folder.rglob("*.py")):
        if "tests" in file.relative_to(folder).parts:
            continue
        try:
            tree = ast.parse(file.read_text(encoding="utf-8-sig"))
        except (SyntaxError, UnicodeDecodeError) as error:
            reason = error.msg if isinstance(error, SyntaxError) else type(error).__name__
            wrong = text("It cannot be read as Python: {reason}.", reason=reason)
            yield Finding("code", file.name, getattr(error, "lineno", 0) or 0, wrong)
            continue
        yield from _imports(file, tree, manifest, hooks=file == hooks)
        if file == hooks:
            yield from _hook_names(file, tree)


def _module_file(folder: Path, module: str) -> Path | None:
    """The file of ``exin_probation.hooks`` in the folder ``exin_probation``."""
    top, *rest = module.split(".")
    if top != folder.name:
        return None
    inside = folder.joinpath(*rest)
    candidates = (inside.with_suffix(".py"), inside / "__init__.py") if rest else (folder / "__init__.py",)
    return next((one for one in candidates if one.is_file()), None)


def _imports(file: Path, tree: ast.Module, manifest: Manifest, *, hooks: bool) -> Iterator[Finding]:
    later = {id(node) for part in _run_later(tree) for node in ast.walk(part)}
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module]
        for name in names:
            draws = manifest.pane is not None and name.split(".", 1)[0] in _DRAWING
            if draws and (id(node) in later or not hooks):
                continue  # a module of its own for the widget; that the hooks do not import it is seen below
            message = _not_here(name) if draws else _forbidden(name)
            if message is not None and isinstance(node, ast.Import | ast.ImportFrom):
                yield Finding("code", file.name, node.lineno, message)


def _run_later(tree: ast.Module) -> Iterator[ast.AST]:
    """What importing the module does not run: its functions, and what is there for the type checker."""
    for node in ast.walk(tree):
        checked = isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        if checked or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _not_here(name: str) -> Sayable:
    return text(
        "Import {module} inside exin_widget: here it is imported for every rule and view.", module=name
    )


def _forbidden(name: str) -> Sayable | None:
    top = name.split(".", 1)[0]
    if top in _OURS and name not in _ALLOWED:
        return text(
            "{module} is not for partners. Import from exin_tui.partners.api or exin_schema.vocabulary.",
            module=name,
        )
    if top in _SCREENS:
        return text(
            "{module} is not for partners: they return values, and the program shows them.", module=name
        )
    return None


def _hook_names(file: Path, tree: ast.Module) -> Iterator[Finding]:
    """Functions that say that they are hooks, or look like one, and are not."""
    from exin_tui.partners.hookspecs import PartnerHooks

    known = [name for name, _ in inspect.getmembers(PartnerHooks, inspect.isfunction)]
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        marked = any("hookimpl" in ast.unparse(one) for one in node.decorator_list)
        if marked and node.name not in known:
            wrong = text(
                "There is no hook {name}. {instead}", name=node.name, instead=one_of(node.name, known)
            )
            yield Finding("code", file.name, node.lineno, wrong)
        elif not marked and node.name in known:
            unmarked = text("{name} is not marked: write @hookimpl above it.", name=node.name)
            yield Finding("code", file.name, node.lineno, unmarked)


_IMPORT = """
import os, sys, time
answer = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
from pathlib import Path
import exin_tui.partners.api, exin_schema.vocabulary, importlib.util
from exin_tui.partners.discovery import Partner, PartnerState
from exin_tui.partners.loading import load_hooks
from exin_tui.partners.reading import read_manifest
import msgspec
folder = Path(sys.argv[1])
manifest = read_manifest(folder / "partner.toml").manifest
partner = Partner(manifest.id, "check", folder, PartnerState.ACTIVE, manifest)
before = set(sys.modules)
began, error = time.perf_counter(), ""
try:
    load_hooks(partner)
except BaseException as raised:
    error = type(raised).__name__ + ": " + str(raised)
took = time.perf_counter() - began
loaded = sorted({name.split(".")[0] for name in set(sys.modules) - before})
answer.write(msgspec.json.encode({"error": error, "took": took, "loaded": loaded}).decode())
"""


class _Answer(msgspec.Struct):
    error: str
    took: float
    loaded: list[str]


def import_findings(partner: Partner) -> Iterator[Finding]:
    """Import the hooks in another process, within the time budget."""
    if partner.manifest is None or partner.manifest.python is None or partner.folder is None:
        return
    where = partner.manifest.python.hooks
    command = [sys.executable, "-c", _IMPORT, str(partner.folder)]
    try:
        ran = subprocess.run(command, capture_output=True, timeout=_GIVEN_UP, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        never = text("It did not answer within {seconds} seconds.", seconds=round(_GIVEN_UP))
        yield Finding("import", where, 0, never)
        return
    try:
        answer = msgspec.json.decode(ran.stdout, type=_Answer)
    except msgspec.DecodeError:
        yield Finding("import", where, 0, text("Importing it ended the process."))
        return
    if answer.error:
        yield Finding("import", where, 0, text("It cannot be imported: {reason}", reason=answer.error))
    if answer.took > IMPORT_SECONDS:
        slow = text(
            "Importing it took {seconds} seconds; at most {most}.",
            seconds=round(answer.took, 1),
            most=IMPORT_SECONDS,
        )
        yield Finding("import", where, 0, slow)
    for name in answer.loaded:
        if name in _SCREENS:
            heavy = text("Importing it imports {module}, which is not for partners.", module=name)
            yield Finding("import", where, 0, heavy)
