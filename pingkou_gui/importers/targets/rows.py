"""The indicators of a block: levels as the scheme names them, target and requirement apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pingkou_gui.domain.indicators.requirement import requirement_of
from pingkou_gui.scheme.model import bare_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from pingkou_gui.importers.targets.layout import Block
    from pingkou_gui.importers.workbook.cells import At
    from pingkou_gui.scheme.model import Scheme

_NUMBERED = re.compile(r"^(?:指标)?\d+[:：、.．]\s*|^指标\d*[:：]?\s*(?=\S)")
_PLACEHOLDER = re.compile(r"指标\d*[:：]?|[.…。/—-]+|无")
_SIGN_INSIDE = re.compile(r"^(.*?[^≥≤><=＞＜＝])\s*([≥≤><=＞＜＝].+)$")
_SIGNS = re.compile(r"[≥≤><=]|定性")
_RATE = re.compile(r"率|满意度|比例|比重")


@dataclass(slots=True)
class DeclaredIndicator:
    """One indicator with the place of each of its values."""

    level1: str
    level2: str
    name: str
    requirement: str
    target: str
    points: Decimal | None
    at: dict[str, At]
    doubts: dict[str, str] = field(default_factory=dict)
    instead: str | None = None


def read_rows(block: Block, scheme: Scheme) -> Iterator[DeclaredIndicator]:
    """Yield the indicators of a block; lines of the form left blank are none."""
    level1 = level2 = ""
    for row in range(block.head + 1, block.end + 1):
        first, second = (_words(block, row, key) for key in ("level1", "level2"))
        if first and first != level1:
            level1, level2 = first, ""
        level2 = second or level2
        name = _NUMBERED.sub("", _words(block, row, "name"))
        target = _target_words(block, row)
        if not target:
            name, target = _split_name(name)
        if not name or _PLACEHOLDER.fullmatch(name):
            continue
        yield _indicator(block, row, (level1, level2, name), target, scheme)


def _words(block: Block, row: int, key: str) -> str:
    column = block.columns.get(key)
    return "" if column is None else re.sub(r"\s*\n\s*", "", block.sheet.shown((row, column)).text)


def _target_words(block: Block, row: int) -> str:
    sign, value, unit = (_words(block, row, key) for key in ("requirement", "target", "unit"))
    if not value:
        return ""
    if unit and value.endswith(unit):
        unit = ""
    sign = sign if re.fullmatch(r"[≥≤><=＞＜＝]+", sign) and not _SIGNS.match(value) else ""
    return f"{sign}{value}{unit if unit not in {'-', '/', '无', '—'} else ''}"


def _split_name(name: str) -> tuple[str, str]:
    """Part a name from a target written behind it: 培训人次≥200人."""
    found = _SIGN_INSIDE.match(name)
    return (found[1].rstrip(":： "), found[2]) if found else (name, "")


def _indicator(
    block: Block, row: int, names: tuple[str, str, str], target: str, scheme: Scheme
) -> DeclaredIndicator:
    level1, level2 = level_names(names[0], names[1], scheme)
    asked = requirement_of(target)
    code = asked.code
    if not code and "定性" in _words(block, row, "requirement"):
        code = "quality"
    at = {key: (row, column) for key, column in block.columns.items()}
    points_cell = block.sheet[at["points"]] if "points" in at else None
    found = DeclaredIndicator(
        level1,
        level2,
        names[2],
        code,
        asked.rest,
        points_cell.number if points_cell is not None else None,
        at,
    )
    _doubt_fraction(block, row, found)
    return found


def _doubt_fraction(block: Block, row: int, found: DeclaredIndicator) -> None:
    """A percentage formatted as one is kept as a fraction: 0.95 for 95%."""
    number = block.sheet[row, block.columns["target"]].number if "target" in block.columns else None
    rate = _RATE.search(found.name) or _words(block, row, "unit") == "%"
    if number is not None and 0 < number <= 1 and rate and "%" not in found.target.rstrip("%"):
        whole = (number * 100).normalize()
        found.instead = f"{whole:f}%"
        found.doubts["target"] = f"表中是{number}，像是{whole:f}%"


def level_names(first: str, second: str, scheme: Scheme) -> tuple[str, str]:
    """Return both levels as the scheme writes them, else as they stand with 指标 at the end."""
    level = scheme.level(first)
    names = level.names if level is not None else tuple(n for v in scheme.levels for n in v.names)
    bare = bare_name(second)
    exact = [name for name in names if bare and bare_name(name) == bare]
    near = [
        n
        for n in names
        if level and bare and bare_name(n) == bare.removeprefix(bare_name(level.name))
    ]
    own = (exact or near or [_with_ending(second)])[0]
    return (level.name if level is not None else _with_ending(first)), own


def _with_ending(words: str) -> str:
    bare = bare_name(words)
    return f"{bare}指标" if bare else ""
