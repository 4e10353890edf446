"""The scoring of a scheme: levels and points, grades, bands, the common indicators."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.scheme.known import COMMON_FIGURES
from pingkou_gui.scheme.model import Band, CommonIndicator, Grade, Level, bare_name
from pingkou_gui.scheme.table import Table, said

if TYPE_CHECKING:
    from collections.abc import Callable

HUNDRED = Decimal(100)
_STEP_MOST = 100_000
_RULE_MOST = 500


def read_levels(file: Table, execution: Decimal) -> tuple[Level, ...]:
    """Return the first-level indicators; with 预算执行 they come to 100 points."""
    before = len(file.faults.found)
    levels = tuple(
        Level(table.text("name"), table.number("points", 0, 100), table.texts("names"))
        for table in file.tables("level")
    )
    total = sum((level.points for level in levels), execution)
    if levels and total != HUNDRED and len(file.faults.found) == before:
        parts = " + ".join(said(points) for points in (execution, *(v.points for v in levels)))
        file.fault("level", f"分值合计是 {parts} = {said(total)}，不是 100", "调整各级的 points")
    bare = [bare_name(level.name) for level in levels]
    for name in dict.fromkeys(name for name in bare if bare.count(name) > 1):
        file.fault("level", f"一级指标“{name}”写了两次", "删去一个或改名")
    return levels


def read_grades(file: Table) -> tuple[Grade, ...]:
    """Return the grades from the best to the worst, the last one from 0."""
    grades = []
    above: Decimal | None = None
    for table in file.tables("grade"):
        grade = Grade(table.text("name", most=10), table.number("least", 0, 100))
        if above is not None and grade.least >= above:
            table.fault(
                "least", f"等级“{grade.name}”的起点没有比上一等低", f"写成小于 {said(above)} 的数"
            )
        above = grade.least
        grades.append(grade)
    if above:
        file.fault("grade", f"{said(above)} 分以下没有等级", "最后一个等级写 least = 0")
    return tuple(grades)


def read_bands(file: Table) -> tuple[Band, ...]:
    """Return the bands for qualitative indicators, from 100 per cent down to 0 without gaps."""
    bands = []
    above = HUNDRED
    for table in file.tables("band"):
        band = Band(table.text("name"), table.number("least", 0, 100), table.number("most", 0, 100))
        if band.most != above:
            table.fault(
                "most", f"档次“{band.name}”不从 {said(above)} 起", f"写成 most = {said(above)}"
            )
        if band.least >= band.most:
            table.fault("least", f"档次“{band.name}”的下限不低于上限", "把 least 写得小于 most")
        above = band.least
        bands.append(band)
    if bands and above:
        file.fault("band", f"百分之 {said(above)} 以下没有档次", "最后一档写 least = 0")
    return tuple(bands)


def read_common(file: Table) -> tuple[CommonIndicator, ...]:
    """Return the common indicators; where there are any they come to 100 points."""
    common = tuple(_common(table) for table in file.tables("common", required=False))
    total = sum((item.points for item in common), Decimal(0))
    if common and total != HUNDRED:
        file.fault("common", f"共性指标的分值合计是 {said(total)}，不是 100", "调整各项的 points")
    return common


def _common(table: Table) -> CommonIndicator:
    points = table.number("points", 0, 100)
    item = CommonIndicator(
        table.text("level1"),
        table.text("level2"),
        table.text("name"),
        points,
        table.text("figure", required=False),
        table.text("rule", required=False, most=_RULE_MOST),
        _steps(table, points),
        _maybe(table, "limit", -1000, 1000),
        at_least=table.flag("at_least", default=False),
        each=_maybe(table, "each", 0, 1000),
        deduct=_maybe(table, "deduct", 0, 100),
        none_is_full=table.flag("none_is_full", default=False),
    )
    if item.figure and item.figure not in COMMON_FIGURES:
        table.fault(
            "figure",
            f"程序没有 {item.figure[:40]} 这个数",
            f"改成 {'、'.join(COMMON_FIGURES)} 之一",
        )
    if item.figure and item.limit is None and not item.steps:
        table.fault("figure", f"{item.name}没有写怎样计分", "补上 limit = 100，或写 steps")
    if (item.each is None) != (item.deduct is None) or item.each == 0:
        table.fault("each", f"{item.name}的扣分没有写全", "each 和 deduct 都要写，each 大于 0")
    return item


def _maybe(table: Table, key: str, least: int, most: int) -> Decimal | None:
    if key not in table.data:
        table.seen.add(key)
        return None
    return table.number(key, least, most)


def _steps(table: Table, points: Decimal) -> tuple[tuple[Decimal | None, Decimal], ...]:
    """Return the steps; `to` rises, and only the last one may be without it."""
    read: Callable[[Table], Decimal | None] = lambda step: _maybe(  # noqa: E731 - one line
        step, "to", -_STEP_MOST, _STEP_MOST
    )
    steps = tuple(
        (read(step), step.number("points", 0, 100))
        for step in table.tables("steps", required=False)
    )
    bounds = [to for to, _ in steps]
    known = [to for to in bounds if to is not None]
    if None in bounds[:-1] or known != sorted(set(known)):
        table.fault("steps", "各档的 to 没有从小到大写", "按从小到大排，只有最后一档可以不写 to")
    if any(given > points for _, given in steps):
        table.fault("steps", "有一档的得分高于分值", f"写成不大于 {said(points)} 的数")
    return steps
