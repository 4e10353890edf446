"""Findings on the attachments' tables: halves that must add up, rates in their rows."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.domain.proofread.check import Case, Findings, check
from pingkou_gui.domain.proofread.comparisons import two_places
from pingkou_gui.domain.reading.numbers import plain
from pingkou_gui.domain.reading.tables import by_row

if TYPE_CHECKING:
    from pingkou_gui.domain.reading.tables import CellStatement

_TOTAL = re.compile("年度资金总额|资金总额|总额$|^合计|^总计")
_SOURCES = re.compile(
    "一般公共预算|政府性基金|专户|其他资金|国有资本|社会保险|当年财政拨款|上年结转资金"
)
_KINDS = re.compile("^基本支出|^项目支出")
_MEASURES = ("initial_budget", "full_year_budget", "outturn")
_CENT = Decimal("0.02")


@check("附件2：按性质分的两半各等于总额", "SUM")
def both_halves_add_up(case: Case) -> Findings:
    """按收入性质分 and 按支出性质分 both give the row of the total above them."""
    for measure in _MEASURES:
        for table in sorted({c.table for c in case.reading.cells}):
            cells = [c for c in case.reading.cells if c.table == table and c.column_key == measure]
            total = next((c for c in cells if _TOTAL.search(c.label)), None)
            if total is None:
                continue
            yield from _half(
                case,
                total,
                [c for c in cells if _SOURCES.search(c.label) and c is not total],
                "按收入性质分",
            )
            yield from _half(
                case, total, [c for c in cells if _KINDS.search(c.label)], "按支出性质分"
            )


def _half(case: Case, total: CellStatement, parts: list[CellStatement], title: str) -> Findings:
    if len(parts) < 2:
        return
    added = sum((p.amount.value for p in parts), Decimal(0))
    if abs(added - total.amount.value) <= _CENT:
        return
    terms = "+".join(plain(p.amount.value) for p in parts)
    message = f"{title}：{terms} = {plain(added)}，与“{total.label}”的{total.amount.text}不符"
    yield case.finding("SUM", parts[0].amount.span, message, plain(total.amount.value))


@check("表里的执行率、控制率与同行的数相符", "PCT")
def rates_follow_from_their_row(case: Case) -> Findings:
    """执行数 / 全年预算数 and 在职人数 / 编制数 in one row."""
    for row in by_row(case.reading.cells).values():
        for rate_key, over, under in (
            ("execution_rate", "outturn", "full_year_budget"),
            ("control_rate", "headcount", "establishment"),
        ):
            rate, top, bottom = row.get(rate_key), row.get(over), row.get(under)
            if not (rate and top and bottom and bottom.amount.value > 0):
                continue
            right = top.amount.value / bottom.amount.value * 100
            printed = (
                rate.amount.value
                if rate.amount.unit == "%" or rate.amount.value > 2
                else rate.amount.value * 100
            )
            step = max(rate.amount.step, Decimal("0.01")) * (
                1 if printed == rate.amount.value else 100
            )
            if abs(printed - right) > step:
                expected = f"{two_places(right)}%"
                message = f"“{rate.label}”印的是{rate.amount.text}，{top.amount.text} ÷ {bottom.amount.text} = {expected}"
                yield case.finding("PCT", rate.amount.span, message, expected)


CHECKS = (both_halves_add_up, rates_follow_from_their_row)
