"""The functions shiboken looks up once and calls when it words a message about arguments.

The first call loads its own library, which is in the zip that its start-up script holds.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

import signature_bootstrap

if TYPE_CHECKING:
    from collections.abc import Callable

_LIBRARY = "shibokensupport"
_FOR_THE_ZIP = ("traceback", "zipfile")
_start = signature_bootstrap
_mapping = ModuleType(f"{_LIBRARY}.signature.mapping")
"""What signatures name; shiboken takes it by name and keeps it, so it is filled in place."""
_own: dict[str, ModuleType] = {}


def _of_own(module: str, name: str) -> Callable[..., Any]:
    """Return a function that calls the one of that name in shiboken's own library."""

    def call(*given: Any) -> Any:
        if not _own:
            _load()
        return getattr(_own[module], name)(*given)

    return call


def _load() -> None:
    """Load shiboken's own library in place of what stands in for it."""
    for name in _FOR_THE_ZIP:
        setattr(_start, name, importlib.import_module(name))
    for name in [name for name in sys.modules if name.partition(".")[0] == _LIBRARY]:
        del sys.modules[name]
    finder = _start.prepare_zipfile()[1]
    sys.modules[_start.__name__] = _start
    sys.meta_path.insert(0, finder)
    try:
        _mapping.__spec__ = finder.find_spec(_mapping.__name__, None)
        finder.exec_module(_mapping)
        _own["loader"] = importlib.import_module(f"{_LIBRARY}.signature.loader")
        _own["mapping"] = _mapping
    finally:
        sys.meta_path.remove(finder)


pyside_type_init = _of_own("loader", "pyside_type_init")
create_signature = _of_own("loader", "create_signature")
seterror_argument = _of_own("loader", "seterror_argument")
make_helptext = _of_own("loader", "make_helptext")
vars(_mapping)["update_mapping"] = _of_own("mapping", "update_mapping")
sys.modules[_mapping.__name__] = _mapping


def finish_import(module: ModuleType) -> None:
    """Leave a module as it is: no version that was tried has anything deprecated to mend."""


def feature_import(*given: Any, **named: Any) -> None:
    """Import nothing in a special way: the program does not switch `__feature__`s."""


def feature_imported(module: ModuleType) -> None:
    """Leave a module that was imported as it is, see `feature_import`."""


def post_init() -> None:
    """Leave Python's own import in place; shiboken's library wraps it for `__feature__`s."""
