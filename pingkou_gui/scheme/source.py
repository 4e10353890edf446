"""From a file to text that may be read: size, encoding and shape, before anything is parsed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.scheme.lines import STRING
from pingkou_gui.scheme.problem import Problem, SchemeError

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 1024 * 1024
"""Bytes, and characters, of the largest file that is read; the default has some 15 thousand."""
_LINES_MOST = 20_000
_DOTS_MOST = 60
"""Dots of one line outside strings; a key of many thousands takes minutes to parse."""
_DEEPEST = 8
"""Brackets within brackets."""
_STRING = re.compile(STRING, re.DOTALL)
_SIGN = re.compile(r"[\[\]{}.\n]")
_TOO_LARGE = Problem(0, "这个文件太大，不是方案", "核对选的文件")


def taken(path: Path) -> bytes:
    """Return the bytes of a file, no more than a scheme may have.

    Raises:
        SchemeError: It cannot be opened or is too large.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError):
        problem = Problem(0, "打不开", "核对文件是否还在、是否有权限打开")
        raise SchemeError(path.name, [problem]) from None
    if len(data) > LARGEST:
        raise SchemeError(path.name, [_TOO_LARGE])
    return data


def decoded(data: bytes, name: str = "") -> str:
    """Return the text of UTF-8 bytes, with or without a mark at the beginning.

    Raises:
        SchemeError: The bytes are no text, or text in another encoding.
    """
    if b"\0" in data:
        raise SchemeError(name, [Problem(0, "这不是文本文件", "选县里发的方案文件")])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        problem = Problem(0, "文字编码不是 UTF-8", "用记事本打开，另存为时编码选 UTF-8")
        raise SchemeError(name, [problem]) from None


def check_shape(text: str, name: str = "") -> None:
    """Refuse text that no person wrote as a scheme and that would take long to parse.

    Raises:
        SchemeError: It is too long, has a key of unusual length or brackets within brackets.
    """
    if len(text) > LARGEST or text.count("\n") > _LINES_MOST:
        raise SchemeError(name, [_TOO_LARGE])
    if not text.strip():
        raise SchemeError(name, [Problem(0, "文件是空的", "核对选的文件")])
    line = _odd_line(_STRING.sub(lambda found: "\n" * found[0].count("\n"), text))
    if line:
        raise SchemeError(name, [Problem(line, "这一行不像方案的写法", "删去或改正这一行")])


def _odd_line(bare: str) -> int:
    """Return the first line with too many dots or brackets, strings left out; 0 for none."""
    line, depth, dots = 1, 0, 0
    for sign in _SIGN.finditer(bare):
        match sign[0]:
            case "\n":
                line, dots = line + 1, 0
            case ".":
                dots += 1
            case "[" | "{":
                depth += 1
            case _:
                depth -= 1
        if depth > _DEEPEST or dots > _DOTS_MOST:
            return line
    return 0
