"""The binding's library of signatures, put off until a message needs it.

Shiboken carries it as a zip of Python sources and compiles them anew at every start. Where a
folder `files.dir` lies beside its package it takes its modules from there instead (the place its
switch SBK_EMBED=0 unpacks them to), so it is told that its package lies here while it looks. The
modules it finds here load its own ones when they are first asked for anything.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib.util import find_spec, module_from_spec
from types import CodeType, ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.machinery import ModuleSpec

PACKAGE = "shiboken6"
TRIED = frozenset({"6.7.3", "6.8.3"})
"""Versions of the binding whose library of signatures was put off, and asked for later."""
_FOR_SIGNATURES = ("tempfile", "textwrap", "traceback", "zipfile")
"""What the package imports for that library alone."""


def put_off_signatures() -> bool:
    """Load shiboken6; return whether its library of signatures was left for later."""
    spec = None if PACKAGE in sys.modules else find_spec(PACKAGE)
    code = _code_if_tried(spec)
    if spec is None or code is None:
        return False
    package = module_from_spec(spec)
    package.__file__ = __file__
    sys.modules[PACKAGE] = package
    try:
        with _stood_in_for(_FOR_SIGNATURES, package):
            exec(code, package.__dict__)  # noqa: S102 - importing it does the same
    except BaseException:
        del sys.modules[PACKAGE]
        raise
    package.__file__ = spec.origin
    return True


def _code_if_tried(spec: ModuleSpec | None) -> CodeType | None:
    """Return what the package does when it is imported, if it is of a version that was tried."""
    get_code = getattr(spec and spec.loader, "get_code", None)
    code = get_code(PACKAGE) if get_code else None
    return code if isinstance(code, CodeType) and TRIED.intersection(code.co_consts) else None


@contextmanager
def _stood_in_for(names: tuple[str, ...], package: ModuleType) -> Iterator[None]:
    """Let modules seem to be loaded; `loader` in `files.dir` hands over the true ones."""
    missing = [name for name in names if name not in sys.modules]
    sys.modules.update({name: ModuleType(name) for name in missing})
    try:
        yield
    finally:
        for name in missing:
            del sys.modules[name]
            package.__dict__.pop(name, None)
