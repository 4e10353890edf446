"""Reading a scheme file, with every fault told at once; and the default scheme."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pingkou_gui.assets import asset
from pingkou_gui.scheme.habits import (
    read_page,
    read_phrases,
    read_regulations,
    read_thresholds,
    read_titles,
)
from pingkou_gui.scheme.known import FORMAT
from pingkou_gui.scheme.lines import Lines
from pingkou_gui.scheme.model import Scheme
from pingkou_gui.scheme.outline import read_outline
from pingkou_gui.scheme.problem import Problem, SchemeError
from pingkou_gui.scheme.scores import read_bands, read_common, read_grades, read_levels
from pingkou_gui.scheme.source import check_shape, decoded, taken
from pingkou_gui.scheme.table import Faults, Table

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT = "schemes/hunan.toml"
_LINE = re.compile(r"line (\d+)")
_TWICE = re.compile("overwrite|declare|Duplicate|mutate|redefine")
_OPEN = re.compile(r"""Unclosed|Unterminated|Illegal character '\\n'|Expected (?:"'"|'\])""")


def read_scheme(text: str, name: str = "") -> Scheme:
    """Return the scheme in TOML text; `name` is the file's name for the messages.

    Raises:
        SchemeError: The text is no scheme; `problems` has every fault with its line.
    """
    check_shape(text, name)
    faults = Faults(Lines(text))
    file = Table(_parsed(text, name), (), faults)
    _check_format(file, name)
    scheme = _scheme(file, text)
    file.close()
    if faults.found:
        raise SchemeError(name, faults.found)
    return scheme


def read_scheme_file(path: Path) -> Scheme:
    """Return the scheme in a file.

    Raises:
        SchemeError: It cannot be opened, is too large, is not text in UTF-8 or is no scheme.
    """
    return read_scheme(decoded(taken(path), path.name), path.name)


@lru_cache(maxsize=1)
def default_scheme() -> Scheme:
    """Return the scheme that comes with the program."""
    return read_scheme_file(asset(DEFAULT))


@lru_cache(maxsize=8)
def scheme_of(text: str) -> Scheme:
    """Return the scheme that a report keeps; the default where it keeps none.

    Raises:
        SchemeError: The text is no scheme.
    """
    return read_scheme(text) if text.strip() else default_scheme()


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise SchemeError(name, [_syntax(text, str(error))]) from None
    except (RecursionError, InvalidOperation, ValueError):
        problem = Problem(0, "内容不成样子", "用程序里的方案编辑重新做一份")
        raise SchemeError(name, [problem]) from None


def _syntax(text: str, message: str) -> Problem:
    found = _LINE.search(message)
    line = int(found[1]) if found else len(text.rstrip().splitlines())
    if _TWICE.search(message):
        return Problem(line, "同一项写了两次", "删去一个")
    if "invalid value" in message.lower():
        return Problem(line, "等号后面的写法读不懂", "文字加英文引号，数字不加")
    if _OPEN.search(message):
        return Problem(line, "括号或引号没有写完", "补上另一半，都用英文符号")
    return Problem(line, "写法读不懂", "每行写成 名称 = 内容，符号用英文的")


def _check_format(file: Table, name: str) -> None:
    found = file.number("format", 1, 1000)
    if found > FORMAT:
        newer = Problem(
            file.faults.lines.of(("format",)), "由更新版本的程序做成", "用新版本的程序打开"
        )
        raise SchemeError(name, [newer])


def _scheme(file: Table, text: str) -> Scheme:
    scoring = file.table("scoring", required=False)
    execution = scoring.number("execution", 0, 100, default=Decimal(10))
    scoring.close()
    levels = read_levels(file, execution)
    phrases = read_phrases(file)
    phrases["indicator_level1"] = tuple(level.name for level in levels)
    phrases["indicator_level2"] = tuple(name for level in levels for name in level.names)
    return Scheme(
        name=file.text("name", example='"某某县方案"'),
        version=file.text("version", example='"2024.1"', most=20),
        county=file.text("county", required=False, most=40),
        outline=read_outline(file),
        levels=levels,
        grades=read_grades(file),
        bands=read_bands(file),
        titles=MappingProxyType(read_titles(file)),
        thresholds=MappingProxyType(read_thresholds(file)),
        phrases=MappingProxyType(phrases),
        regulations=read_regulations(file),
        common=read_common(file),
        use_common=_use_common(file),
        execution=execution,
        units=file.texts("units"),
        deadline=_deadline(file),
        page=read_page(file),
        text=text,
    )


def _use_common(file: Table) -> bool:
    wanted = file.flag("use_common", default=False)
    if wanted and not file.data.get("common"):
        file.fault("use_common", "没有写共性指标，不能按它计分", "改成 false，或补上 [[common]]")
    return wanted


def _deadline(file: Table) -> str:
    value = file.data.get("deadline")
    if isinstance(value, date):
        file.seen.add("deadline")
        return f"{value:%Y-%m-%d}"
    text = file.text("deadline", required=False)
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        file.fault("deadline", f"deadline 写的“{text}”不是日期", '写成 deadline = "2024-03-31"')
        return ""
