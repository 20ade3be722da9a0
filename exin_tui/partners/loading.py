"""Imports a partner's Python, when a hook of it is needed and not before."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import sys
from collections.abc import Mapping
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

from exin_tui.language import Sayable, text
from exin_tui.partners.discovery import Partner
from exin_tui.partners.outcome import Unfit
from exin_tui.partners.problems import one_of


class CannotLoad(Unfit):
    """The partner's Python cannot be found, or its name belongs to another package."""

    def __str__(self) -> str:
        """For whoever sees it raised."""
        return self.message.say("en")


def load_hooks(partner: Partner) -> ModuleType | None:
    """The module that ``[python] hooks`` names; None for a partner that is data only.

    A partner in a folder of the team's need not be on ``sys.path``: its package is the folder itself. Raises
    what the import raises; `exin_tui.partners.calling` calls this where anything may go wrong.
    """
    if partner.manifest is None or partner.manifest.python is None:
        return None
    name = partner.manifest.python.hooks
    top = name.split(".", 1)[0]
    if partner.folder is not None and partner.folder.name == top:
        _make_importable(top, partner.folder)
    return importlib.import_module(name)


def _make_importable(top: str, folder: Path) -> None:
    """Let ``top`` mean the package in ``folder``. Raises `CannotLoad` when it means another one already."""
    known = sys.modules.get(top)
    if known is None:
        spec = importlib.util.find_spec(top)
        places = list(spec.submodule_search_locations or ()) if spec else []
        if places and Path(places[0]).resolve() == folder.resolve():
            return
        if spec is not None:
            raise CannotLoad(_taken(top, places[0] if places else spec.origin))
        _register(top, folder)
    elif folder.resolve() not in [Path(place).resolve() for place in getattr(known, "__path__", ())]:
        raise CannotLoad(_taken(top, next(iter(getattr(known, "__path__", ())), None)))


def _taken(top: str, place: str | None) -> Sayable:
    return text(
        "The name {name} belongs to the package in {place}. "
        "Uninstall that one, or give yours and its hooks another name.",
        name=top,
        place=place or "Python",
    )


def _register(top: str, folder: Path) -> None:
    start = folder / "__init__.py"
    if start.is_file():
        spec = importlib.util.spec_from_file_location(top, start, submodule_search_locations=[str(folder)])
    else:
        spec = ModuleSpec(top, None, is_package=True)
        spec.submodule_search_locations = [str(folder)]
    if spec is None:
        raise CannotLoad(text("There is no module {module}.", module=top))
    module = importlib.util.module_from_spec(spec)
    sys.modules[top] = module
    if spec.loader is not None:
        try:
            spec.loader.exec_module(module)
        except BaseException:
            del sys.modules[top]
            raise


def hooks_of(partner: Partner) -> dict[str, Any]:
    """The partner's implementations by hook. Raises `Unfit` for one that is no hook, or asks for too much."""
    import pluggy

    from exin_tui.partners.hookspecs import PROJECT, PartnerHooks

    module = load_hooks(partner)
    specified = dict(inspect.getmembers(PartnerHooks, inspect.isfunction))
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(PartnerHooks)
    for name in dir(module):
        if manager.parse_hookimpl_opts(module, name) is not None:
            _fits(name, getattr(module, name), specified)
    manager.register(module, name=partner.id)
    manager.check_pending()
    found: dict[str, Any] = {}
    for name in specified:
        implementations = getattr(manager.hook, name).get_hookimpls()
        if implementations:
            found[name] = implementations[0]
    return found


def _fits(name: str, implementation: Any, specified: Mapping[str, Any]) -> None:
    """What pluggy would refuse in a programmer's words, without saying where."""
    if name not in specified:
        wrong = text("There is no hook {name}. {instead}", name=name, instead=one_of(name, specified))
        raise Unfit(wrong)
    if not inspect.isfunction(implementation) or inspect.iscoroutinefunction(implementation):
        raise Unfit(text("{name} must be a plain function.", name=name))
    known = [one for one in inspect.signature(specified[name]).parameters if one != "self"]
    for one in inspect.signature(implementation).parameters.values():
        if one.name not in known and one.kind is one.POSITIONAL_OR_KEYWORD and one.default is one.empty:
            wrong = text("{name} has no argument {argument}. {instead}", name=name, argument=f"“{one.name}”",
                         instead=one_of(one.name, known))  # fmt: skip
            raise Unfit(wrong)
