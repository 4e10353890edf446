"""Findings on units: 元 for 万元, and no unit at all."""

from __future__ import annotations

from decimal import Decimal

from pingkou_gui.domain.proofread.check import Case, Findings, check
from pingkou_gui.domain.proofread.constraints import Sum
from pingkou_gui.domain.proofread.figures import name, printed
from pingkou_gui.domain.reading.numbers import plain
from pingkou_gui.domain.reading.statements import OUTTURN


@check("金额的单位写对、写全", "UNIT", ground="单位")
def amounts_have_their_unit(case: Case) -> Findings:
    """元 where the report prints 万元 and the number only makes sense so; or no unit."""
    for index in case.ledger.mended_units:
        statement = case.reading.statements[index]
        amount = statement.amount
        if amount is None:
            continue
        expected = f"{amount.text}万元"
        fault = "漏写了单位" if not amount.unit else f"单位写成了“{amount.unit}”"
        message = f"“{statement.label}”印的是{amount.text}{amount.unit}，{fault}；全文用万元，应为{expected}"
        total = _by_parts(case, index)
        if total is not None and total != Decimal(amount.text):
            message += f"（按各项相加为{plain(total)}）"
        yield case.finding("UNIT", statement.span, message, expected)


def _by_parts(case: Case, index: int) -> Decimal | None:
    entry = case.ledger.by_statement.get(index)
    sums = [
        c for c in case.constraints if isinstance(c, Sum) and c.kind == "sum" and c.total == entry
    ]
    return sums[0].expected(case.verdict.values) if sums else None


@check("增减额的单位与金额一致", "UNIT", ground="单位")
def changes_have_their_unit(case: Case) -> Findings:
    """减少8.48元 beside an amount in 万元, or 减少8.48 without a unit."""
    for index, statement in enumerate(case.reading.statements):
        amount = statement.amount
        if amount is None or (
            amount.unit not in {"万元", "万"} and index not in case.ledger.mended_units
        ):
            continue
        for comparison in statement.comparisons:
            change = comparison.change
            if change is None or change.unit in {"万元", "万", "亿元", "亿", "人", "名", "个", "%"}:
                continue
            small = abs(Decimal(change.text)) < 1000 and change.text.strip("-0.")
            if (change.unit == "元" and small) or not change.unit:
                expected = f"{change.text}万元"
                fault = "漏写了单位" if not change.unit else "单位写成了“元”"
                message = f"“{statement.label}”的增减额印的是{change.text}{change.unit}，{fault}；应为{expected}"
                yield case.finding("UNIT", comparison.span, message, expected)


@check("金额没有大得离谱", "UNIT", ground="单位")
def amounts_are_not_in_yuan(case: Case) -> Findings:
    """259900万元 for 公务接待费: the number is in 元, the unit says 万元."""
    totals = [
        e.value
        for e in case.ledger.entries
        if e.key in {"basic_spending", "total_spending"} and e.measure == OUTTURN
    ]
    if not totals:
        return
    largest = max(totals)
    small = {"three_public", "official_reception", "official_vehicles", "overseas_travel", "meetings", "training", "vehicle_running", "vehicle_purchase"}  # fmt: skip
    for entry in case.ledger.entries:
        if (
            entry.key in small
            and entry.measure == OUTTURN
            and largest > 0
            and entry.value > 10 * largest
        ):
            expected = f"{plain(entry.value / 10000)}万元"
            message = f"{name(entry)}印的是{printed(entry)}，比全部支出还大得多，像是元写成了万元"
            yield case.finding("UNIT", entry.span, message, expected)


CHECKS = (amounts_have_their_unit, changes_have_their_unit, amounts_are_not_in_yuan)
