"""Byte code that comes out the same twice: no time stamps, no paths of the build machine."""

from __future__ import annotations

import ast
import importlib.util
import marshal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import CodeType

NEVER_CHECKED = 1
DOCUMENTED = (ast.Module, ast.FunctionDef, ast.AsyncFunctionDef)
# From format 3 on, marshal notes which objects happen to be shared in this very process.
WITHOUT_SHARING = 2


def code_of(source: bytes, name: str) -> CodeType:
    """Return the compiled `source`; tracebacks will call its file `name`."""
    tree = without_docstrings(ast.parse(source, name))
    return compile(tree, name, "exec", dont_inherit=True, optimize=0)


def without_docstrings(tree: ast.Module) -> ast.Module:
    """Return `tree` without the docstrings of modules and functions, which nobody reads there.

    Classes keep theirs: a dataclass without one composes a substitute at every start.
    """
    for node in ast.walk(tree):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            # In a module nothing may stand before its imports from the future.
            rest = [] if isinstance(node, ast.Module) else [ast.copy_location(ast.Pass(), node)]
            node.body[:1] = rest
    return tree


def pyc(source: bytes, name: str) -> bytes:
    """Return a .pyc that stands alone and is never compared with a source file."""
    head = importlib.util.MAGIC_NUMBER + NEVER_CHECKED.to_bytes(4, "little")
    return head + importlib.util.source_hash(source) + marshalled(code_of(source, name))


def marshalled(code: CodeType) -> bytes:
    """Return `code` as bytes that depend on nothing but itself."""
    return marshal.dumps(code, WITHOUT_SHARING)
