"""Official tables of economic items as they are copied: two or three side by side, codes in two columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.importers.headers import head_of, is_total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.importers.clipboard import Grid

_HEAD_ROWS = 6
_NAME = re.compile("科目名称|名称|科目|经济分类(?:科目)?(?:名称)?")
_CLASS_CODE = re.compile("\\d{3}")
_ITEM_CODE = re.compile("\\d{1,2}")


def below_each_other(grid: Grid) -> Grid:
    """Return cells with what stands side by side under the same heads set below each other.

    A code in two columns, 类 and 款, becomes one. Cells that are laid out otherwise stay as they
    are.
    """
    return _lanes(_codes(grid))


def _lanes(grid: Grid) -> Grid:
    for at, row in enumerate(grid[:_HEAD_ROWS]):
        heads = [head_of(cell).words for cell in row]
        while heads and not heads[-1]:
            heads.pop()
        width = next((w for w in (2, 3, 4) if _repeats(heads, w)), 0)
        if not width:
            continue
        lanes = [(start, start + width) for start in range(0, len(heads), width)]
        sums = [line for line in grid[at + 1 :] if any(is_total(cell) for cell in line)]
        below = [
            _widened(line[start:end], len(row))
            for start, end in lanes
            for line in grid[at + 1 :]
            if any(line[start:end]) and line not in sums
        ]
        totals = [_widened(each, len(row)) for line in sums for each in _sums_in(line)]
        return (*grid[:at], _widened(row[:width], len(row)), *below, *totals)
    return grid


def _repeats(heads: Sequence[str], width: int) -> bool:
    """Whether heads are the same few again and again, names of items among them."""
    if len(heads) < 2 * width or len(heads) % width:
        return False
    first = heads[:width]
    same = all(heads[at : at + width] == first for at in range(width, len(heads), width))
    return same and any(_NAME.fullmatch(words) for words in first) and all(first)


def _widened(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells, *([""] * (width - len(cells))))


def _sums_in(line: Sequence[str]) -> list[tuple[str, str]]:
    """Return each sum of a row, with its figure: 人员经费合计 50, 公用经费合计 30."""
    filled = [cell for cell in line if cell]
    labels = [at for at, cell in enumerate(filled) if is_total(cell)]
    ends = [*labels[1:], len(filled)]
    return [
        (filled[at], " ".join(filled[at + 1 : end])) for at, end in zip(labels, ends, strict=True)
    ]


def _codes(grid: Grid) -> Grid:
    """Return cells with the codes of class and item, in two columns under 类 and 款, in one."""
    for at, row in enumerate(grid[:_HEAD_ROWS]):
        plain = ["".join(cell.split()) for cell in row]
        if "类" not in plain or plain[plain.index("类") + 1 :][:1] != ["款"]:
            continue
        first = plain.index("类")
        heads = [cell if cell not in {"类", "款", "项"} else "" for cell in row]
        above = grid[at - 1] if at else ()
        if at and not any(heads):
            lines = [*grid[:at]]
        else:
            heads[first] = "科目编码"
            lines = [*grid[:at], tuple(heads)]
        if at and not any(above[first : first + 2]):
            lines[-1] = (*lines[-1][:first], "科目编码", *lines[-1][first + 1 :])
        lines += _with_whole_codes(grid[at + 1 :], first)
        return tuple((*line[: first + 1], *line[first + 2 :]) for line in lines)
    return grid


def _with_whole_codes(rows: Grid, at: int) -> list[tuple[str, ...]]:
    found = []
    category = ""
    for row in rows:
        one, other = row[at].strip(), row[at + 1].strip()
        category = one if _CLASS_CODE.fullmatch(one) else category
        whole = one
        if category and _ITEM_CODE.fullmatch(other):
            whole = category + other.zfill(2)
        found.append((*row[:at], whole, *row[at + 1 :]))
    return found
