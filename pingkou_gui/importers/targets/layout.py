"""Where the indicators stand on a sheet: heads, columns, rows, and what is said above them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.importers.workbook.cells import Sheet

_HEADS = {
    "level1": re.compile(r"^一级指标"),
    "level2": re.compile(r"^二级指标"),
    "name": re.compile(r"^三级指标|^指标名称"),
    "requirement": re.compile(r"^(?:指标性质|(?:运算|计算|比较)?符号|要求|指标方向)$"),
    "target": re.compile(r"指标值|目标值|预期值|年度值"),
    "unit": re.compile(r"^(?:计量|度量)?单位$"),
    "points": re.compile(r"^(?:指标)?(?:分值|权重|分值权重)"),
    "actual": re.compile(r"实际完成|完成值|^得分|^自评得分"),
}
_LEFT_OUT = re.compile(r"说明|解释|内容|上年|历史|实际|完成|标准")
_END = re.compile(r"^(?:填报|填表|备注|其他说明|注|审核|单位负责人|合计|总分|财政部门|主管部门)")
_GOAL = re.compile(r"^(?:年度|项目)?(?:总体|整体)?(?:绩效)?目标$|^年度(?:总体)?目标")
_PROJECT = re.compile(r"^项目名称$")
_DEPARTMENT = re.compile(r"^(?:项目)?主管(?:部门|单位)(?:及代码)?$")
_EXECUTOR = re.compile(r"^(?:项目)?(?:实施|执行)单位$")


@dataclass(slots=True)
class Block:
    """The indicators of the unit or of one project on a sheet."""

    sheet: Sheet
    head: int
    end: int
    columns: dict[str, int]
    project: str = ""
    department: str = ""
    executor: str = ""
    goal: str = ""
    goal_at: tuple[int, int] = (1, 1)
    name_at: tuple[int, int] = (1, 1)
    notes: list[str] = field(default_factory=list)


def find_blocks(sheet: Sheet) -> list[Block]:
    """Return the blocks of a sheet, each with what is said above its heads."""
    heads = list(_head_rows(sheet))
    blocks: list[Block] = []
    top = 1
    for number, (row, columns) in enumerate(heads):
        below = heads[number + 1][0] - 1 if number + 1 < len(heads) else sheet.rows
        end = _end(sheet, row, below, columns)
        block = Block(sheet, row, end, columns)
        if "actual" in columns:
            block.notes.append(f"{sheet.name}里有完成值或得分，这里只读目标")
        _read_above(block, top, row)
        blocks.append(block)
        top = end + 1
    return blocks


def _head_rows(sheet: Sheet) -> Iterator[tuple[int, dict[str, int]]]:
    for row in range(1, sheet.rows + 1):
        columns = _columns(sheet, row)
        if "name" in columns and ("level1" in columns or "target" in columns):
            yield row, columns


def _columns(sheet: Sheet, row: int) -> dict[str, int]:
    """Return the columns of a head row; of two blocks side by side the right one is the year's."""
    found: dict[str, list[int]] = {}
    for column in range(1, sheet.columns + 1):
        words = sheet[row, column].words
        kind = next((k for k, p in _HEADS.items() if p.search(words)), "") if words else ""
        if kind == "target" and _LEFT_OUT.search(words):
            kind = "actual" if "完成" in words else ""
        if kind:
            found.setdefault(kind, []).append(column)
    twice = len(found.get("name", ())) > 1
    return {kind: columns[-1 if twice else 0] for kind, columns in found.items()}


def _end(sheet: Sheet, head: int, below: int, columns: dict[str, int]) -> int:
    for row in range(head + 1, below + 1):
        words = next((w for c in range(1, sheet.columns + 1) if (w := sheet[row, c].words)), "")
        if _END.match(words) or _PROJECT.match(words):
            return row - 1
        if sheet[row, columns["name"]].words and _GOAL.match(words):
            return row - 1
    return below


def _read_above(block: Block, top: int, head: int) -> None:
    for row in range(top, head):
        for column in range(1, block.sheet.columns + 1):
            words = block.sheet[row, column].words.rstrip(":：")
            if not words:
                continue
            at, value = _right_of(block.sheet, row, column)
            if _PROJECT.match(words) and value:
                block.project, block.name_at = _uncoded(value), at
            elif _DEPARTMENT.match(words) and value:
                block.department = block.department or _uncoded(value)
            elif _EXECUTOR.match(words) and value:
                block.executor = block.executor or _uncoded(value)
            elif _GOAL.match(words) and len(value) > len(block.goal):
                block.goal, block.goal_at = value, at


def _right_of(sheet: Sheet, row: int, column: int) -> tuple[tuple[int, int], str]:
    """Return the next words to the right, else those below, that are no label themselves."""
    for right in range(column + 1, sheet.columns + 1):
        cell = sheet[row, right]
        if cell.words:
            label = any(p.match(cell.words) for p in (_PROJECT, _DEPARTMENT, _EXECUTOR, _GOAL))
            return (row, right), "" if label else cell.text
    return (row, column), ""


def _uncoded(value: str) -> str:
    """Return a name without the number in front of it: [306001]平口镇人民政府."""
    return re.sub(r"^(?:[\[［【(（]?\d+[\]］】)）]?[-—\s]*)", "", value).strip()
