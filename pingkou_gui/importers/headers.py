"""Heads of tables: the field, the unit and the total that the words of a cell stand for.

One matcher for workbooks, tables in Word files and pasted cells. What a field is called stands on
its declaration, `Field.names`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pingkou_gui.form.kinds import half_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pingkou_gui.form.field import Field

UNITS = ("亿元", "百万元", "万元", "千元", "元")
"""The units of money that tables are kept in."""

_ANY_UNIT = "|".join(UNITS)
_NOISE = re.compile(r"[\s:·、，,。*_“”\"']+")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_IN_BRACKETS = re.compile(rf"^(?:单位|金额单位)?:?({_ANY_UNIT})$")
_STATED = re.compile(rf"(?:金额)?单位[:：]?[(]?(?:人民币)?({_ANY_UNIT})(?![\u4e00-\u9fff])")
_BARE = re.compile(rf"[(]?({_ANY_UNIT})[)]?")
_AT_THE_END = re.compile(rf"[(]({_ANY_UNIT})[)]$")
_EXPLAINED = re.compile("说明|解释")
_TELLING = 3
"""A name of so many characters says which field is meant among other words."""

DERIVED = frozenset({"执行率", "预算执行率", "增减额", "增减率", "附件3", "比上年增减", "支出进度"})
"""Heads of what the program works out."""
NUMBERS = frozenset({"序号", "编号", "行次", "序", "No.", "no"})
"""Heads of running numbers."""


@dataclass(frozen=True, slots=True)
class TableHead:
    """Words of a head without brackets and blanks, and the unit that stood in the brackets."""

    words: str
    unit: str = ""


@lru_cache(maxsize=4096)
def head_of(cell: str) -> TableHead:
    """Return the head that a cell holds."""
    plain = half_width(cell)
    parts = (part.strip() for part in _BRACKETS.findall(plain))
    units = [found[1] for part in parts if (found := _IN_BRACKETS.match(part))]
    return TableHead(_NOISE.sub("", _BRACKETS.sub("", plain)), units[0] if units else "")


def field_for(
    head: TableHead, fields: Sequence[Field[Any]], *, among_words: bool = False
) -> Field[Any] | None:
    """Return the field whose label, or another name of it, the head is; None where none is.

    With `among_words` the longest name that stands among other words counts as well: 2024年度
    指标值, 三级指标名称. That is for tables whose kind is known.
    """
    if not head.words:
        return None
    for names in (_labels, _names):
        found = [field for field in fields if head.words in names(field)]
        if found:
            return found[0]
    return _named_within(head.words, fields) if among_words else None


def _named_within(words: str, fields: Sequence[Field[Any]]) -> Field[Any] | None:
    if _EXPLAINED.search(words):
        return None
    found = [
        (len(name), -place)
        for place, field in enumerate(fields)
        for name in (*_labels(field), *_names(field))
        if len(name) >= _TELLING and name in words
    ]
    return fields[-max(found)[1]] if found else None


def _labels(field: Field[Any]) -> tuple[str, ...]:
    return head_of(field.label).words, head_of(field.head).words


def _names(field: Field[Any]) -> tuple[str, ...]:
    return field.names


# Units.


def unit_line(cells: Iterable[str]) -> str:
    """Return the unit that a line above the heads states, empty where it states none.

    It stands behind 单位, in one cell (单位：元) or, beside it, in another.
    """
    line = ["".join(half_width(cell).split()) for cell in cells]
    for words in line:
        if found := _STATED.search(words):
            return found[1]
    if any("单位" in words for words in line):
        return next((found[1] for words in line if (found := _BARE.fullmatch(words))), "")
    return ""


def states_unit(words: str) -> bool:
    """Return whether a cell states a unit behind 单位."""
    return bool(_STATED.search(words))


def unit_in_head(words: str) -> str:
    """Return the unit in brackets at the end of a head: 决算数（万元）."""
    found = _AT_THE_END.search(half_width(words))
    return found[1] if found else ""


# Rows that are no data.


_TOTAL_OF = re.compile(r"^.{0,12}(?:[合总小共]计|总得?分)(?:[(（].*)?[:：]?$")


def is_total(words: str) -> bool:
    """Return whether the words name a sum of other rows: 合计, 项目支出小计（万元）, 总分."""
    return bool(_TOTAL_OF.match("".join(words.split())))
