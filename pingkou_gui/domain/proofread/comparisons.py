"""Findings on comparisons: percent, direction, zero base, share, execution."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from pingkou_gui.domain.proofread.check import Case, Findings, check
from pingkou_gui.domain.proofread.constraints import base_of, half_unit, percent_bounds, percent_of
from pingkou_gui.domain.proofread.finding import WORDING, Severity
from pingkou_gui.domain.reading.numbers import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.domain.reading.source import Span
    from pingkou_gui.domain.reading.statements import Comparison, Statement

_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)


def two_places(value: Decimal) -> str:
    """Return a percentage as it is printed: two places, half up."""
    return plain(value.quantize(_CENT, ROUND_HALF_UP))


def compared(case: Case) -> Iterator[tuple[Statement, Comparison, Decimal | None]]:
    """Yield every comparison with its statement and the mended amount."""
    for index, statement in enumerate(case.reading.statements):
        entry = case.ledger.by_statement.get(index)
        amount = case.verdict.values[entry] if entry is not None else None
        for comparison in statement.comparisons:
            yield statement, comparison, amount


def _span(statement: Statement, comparison: Comparison) -> Span:
    return statement.span.cover(comparison.span)


@check("百分比与它的金额相符", "PCT")
def percent_follows_from_amounts(case: Case) -> Findings:
    """Percent = change / (this − change), within what printed places may hide."""
    half = half_unit(case.ledger.places)
    for statement, comparison, amount in compared(case):
        percent, change = comparison.percent, comparison.change
        if (
            percent is None
            or percent.approximate
            or amount is None
            or is_turned(comparison, amount, half)
        ):
            continue
        bounds = percent_bounds(amount, comparison, half)
        if bounds is None or (change is not None and change.approximate):
            continue
        low, high = bounds
        if low - percent.step <= abs(percent.value) <= high + percent.step:
            continue
        yield _wrong_percent(case, statement, comparison, amount)


def _wrong_percent(
    case: Case, statement: Statement, comparison: Comparison, amount: Decimal
) -> TextFinding:
    percent = comparison.percent
    right = percent_of(amount, comparison)
    expected = f"{two_places(right or Decimal(0))}%"
    base = base_of(amount, comparison) or Decimal(0)
    size = abs(comparison.change.value) if comparison.change else abs(amount - base)
    off = (
        "；减少不会超过100%"
        if comparison.direction < 0 and percent and abs(percent.value) > _HUNDRED
        else ""
    )
    message = (
        f"“{statement.label}”印的是{percent.text if percent else ''}%，按两个金额算是"
        f"{plain(size)} ÷ {plain(base)} = {expected}{off}；金额无误时改百分比"
    )
    return case.finding("PCT", _span(statement, comparison), message, expected)


def is_turned(comparison: Comparison, amount: Decimal, half: Decimal) -> bool:
    """Whether the numbers fit once the direction word is turned round."""
    return _turned_fit(comparison, amount, half) and not _fits(comparison, amount, half)


def _fits(comparison: Comparison, amount: Decimal, half: Decimal) -> bool:
    change, percent = comparison.change, comparison.percent
    base = base_of(amount, comparison)
    if base is None or base <= 0:
        return False
    if comparison.base_amount is not None and change is not None:
        return abs(amount - comparison.direction * abs(change.value) - base) <= 3 * half
    bounds = percent_bounds(amount, comparison, half)
    if bounds is None or percent is None:
        return False
    return bounds[0] - percent.step <= abs(percent.value) <= bounds[1] + percent.step


def _turned_fit(comparison: Comparison, amount: Decimal, half: Decimal) -> bool:
    change, percent = comparison.change, comparison.percent
    if change is None or not comparison.direction or not change.value:
        return False
    if comparison.base_amount is not None:
        return (
            abs(amount + comparison.direction * abs(change.value) - comparison.base_amount.value)
            <= 3 * half
        )
    base = amount + comparison.direction * abs(change.value)
    if percent is None or base <= 2 * half:
        return False
    low = (abs(change.value) - half) / (base + 2 * half) * _HUNDRED
    high = (abs(change.value) + half) / (base - 2 * half) * _HUNDRED
    return low - percent.step <= abs(percent.value) <= high + percent.step


@check("增减方向与数字相符", "DIRECTION")
def direction_agrees_with_numbers(case: Case) -> Findings:
    """减少 where the numbers say 增加, 减少…增长…, 增加-8.48."""
    half = half_unit(case.ledger.places)
    for statement, comparison, amount in compared(case):
        expected = _direction_fault(comparison, amount, half)
        if expected:
            spot = _span(statement, comparison)
            message = f"“{statement.label}”的增减方向与数字不符：{expected[1]}"
            yield case.finding("DIRECTION", spot, message, expected[0])


def _direction_fault(
    comparison: Comparison, amount: Decimal | None, half: Decimal
) -> tuple[str, str] | None:
    word = {1: "减少", -1: "增加"}.get(comparison.direction, "")
    change = comparison.change
    if (
        comparison.percent
        and change
        and comparison.percent_direction == -comparison.direction
        and change.value
    ):
        if amount is not None and is_turned(comparison, amount, half):
            return word, f"前后写了{'、'.join(comparison.direction_words[:2])}，按数字应为{word}"
        right = {1: "增加", -1: "减少"}[comparison.direction]
        return (
            right,
            f"前面写{comparison.direction_words[0]}，后面写{comparison.direction_words[-1]}",
        )
    if change and change.value < 0 and comparison.direction:
        return (
            f"{word}{plain(abs(change.value))}万元",
            f"{comparison.direction_words[0]}后面不写负数",
        )
    if amount is None or not word:
        return None
    if is_turned(comparison, amount, half):
        return word, f"按金额和百分比推算应为{word}"
    return _base_fault(comparison, amount, word)


def _base_fault(comparison: Comparison, amount: Decimal, word: str) -> tuple[str, str] | None:
    """由10万元增加到8万元: the two amounts alone tell the direction."""
    base = comparison.base_amount
    if base is None or comparison.change is not None or base.approximate:
        return None
    if (amount - base.value) * comparison.direction >= 0:
        return None
    return word, f"由{plain(base.value)}到{plain(amount)}是{word}"


@check("增减额等于两年之差", "SUM", "CONTRADICTION")
def change_follows_from_base(case: Case) -> Findings:
    """Where the base is printed: this − base = change."""
    half = half_unit(case.ledger.places)
    for statement, comparison, amount in compared(case):
        base, change = comparison.base_amount, comparison.change
        if (
            base is None
            or change is None
            or amount is None
            or base.approximate
            or change.approximate
        ):
            continue
        if comparison.onward or is_turned(comparison, amount, half):
            continue
        off = abs(amount - base.value - comparison.direction * change.value)
        if off <= 3 * half:
            continue
        expected = plain(abs(amount - base.value))
        message = f"“{statement.label}”增减额印的是{change.text}，{plain(amount)}与{plain(base.value)}相差{expected}"
        yield case.finding("SUM", _span(statement, comparison), message, expected)


@check("增减额不会超过本数", "SUM")
def change_leaves_a_base(case: Case) -> Findings:
    """增加 by more than there is would make last year negative."""
    for statement, comparison, amount in compared(case):
        change = comparison.change
        if change is None or amount is None or comparison.direction != 1 or change.approximate:
            continue
        if is_turned(comparison, amount, half_unit(case.ledger.places)):
            continue
        base = amount - change.value
        if (
            comparison.base_amount is None
            and base < -3 * half_unit(case.ledger.places)
            and statement.key
        ):
            message = f"“{statement.label}”只有{plain(amount)}，却比基数增加{change.text}，基数成了负数；核对两个数"
            yield case.finding(
                "SUM", _span(statement, comparison), message, f"增加额不超过{plain(amount)}"
            )


@check("基数为0时不写百分比", "ZERO_BASE")
def no_percent_of_nothing(case: Case) -> Findings:
    """From nothing to something there is no percentage; 0 to 0 is 与上年持平."""
    for statement, comparison, amount in compared(case):
        percent, change = comparison.percent, comparison.change
        if percent is None or amount is None:
            continue
        base = base_of(amount, comparison)
        if base is None or base != 0:
            continue
        if amount == 0 and (change is None or change.value == 0):
            message = f"“{statement.label}”两年都是0，没有增减，也没有百分比；写“与上年持平”"
            yield case.finding(
                "ZERO_BASE", _span(statement, comparison), message, "与上年持平",
                severity=Severity.REMINDER, certainty=WORDING,
            )  # fmt: skip
        elif amount > 0 and comparison.direction > 0:
            message = f"“{statement.label}”上年为0，不能算百分比；写明上年为0，删去{percent.text}%"
            yield case.finding(
                "ZERO_BASE", _span(statement, comparison), message, "上年为0，不写百分比"
            )


if TYPE_CHECKING:
    from pingkou_gui.domain.proofread.finding import TextFinding

CHECKS = (
    percent_follows_from_amounts,
    direction_agrees_with_numbers,
    change_follows_from_base,
    change_leaves_a_base,
    no_percent_of_nothing,
)
