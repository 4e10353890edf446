"""Byte code that comes out the same twice: no time stamps, no paths of the build machine."""

from __future__ import annotations

import importlib.util
import marshal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import CodeType

NEVER_CHECKED = 1
# From format 3 on, marshal notes which objects happen to be shared in this very process.
WITHOUT_SHARING = 2


def code_of(source: bytes, name: str) -> CodeType:
    """Return the compiled `source`; tracebacks will call its file `name`."""
    return compile(source, name, "exec", dont_inherit=True, optimize=0)


def pyc(source: bytes, name: str) -> bytes:
    """Return a .pyc that stands alone and is never compared with a source file."""
    head = importlib.util.MAGIC_NUMBER + NEVER_CHECKED.to_bytes(4, "little")
    return head + importlib.util.source_hash(source) + marshalled(code_of(source, name))


def marshalled(code: CodeType) -> bytes:
    """Return `code` as bytes that depend on nothing but itself."""
    return marshal.dumps(code, WITHOUT_SHARING)
