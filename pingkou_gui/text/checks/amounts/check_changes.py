"""Checks of changes: percent, direction, zero base, against the amounts around them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.tokens import DOWN, UP, in_unit_of, plain
from pingkou_gui.text.reading.ledger import BUDGETS, base_of_comparison
from pingkou_gui.text.reading.percentages import (
    base_of,
    half_unit,
    hidden_by,
    is_one_digit,
    percent_bounds,
    percent_may_be,
    percent_of,
)
from pingkou_gui.text.reading.statements import LAST_YEAR
from pingkou_gui.text.reasoning.finding import LIKELY, PROVED, Case, Findings, Severity, check
from pingkou_gui.text.reasoning.mending import change_is, only_right, otherwise_change
from pingkou_gui.text.reasoning.rate_reach import amounts_just_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.text.lexing.tokens import Amount
    from pingkou_gui.text.lines.source import Span
    from pingkou_gui.text.reading.statements import Comparison, Statement
    from pingkou_gui.text.reasoning.finding import TextFinding

_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)


def two_places(value: Decimal) -> str:
    """Return a percentage as it is printed: two places, half up."""
    return plain(value.quantize(_CENT, ROUND_HALF_UP))


def as_printed(value: Decimal, like: Amount) -> str:
    """Return a percentage with as many places as the printed one has; two where it has none."""
    places = like.places or 2
    text = f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    return f"{text if like.places else plain(Decimal(text))}%"


def compared(case: Case) -> Iterator[tuple[Statement, Comparison, Decimal | None]]:
    """Yield every comparison with its statement and the mended amount.

    Where the sentence repeats its subject without the amount, the amount is the one that the
    text prints for it elsewhere; a base that is printed elsewhere is filled in.
    """
    for index, statement in enumerate(case.reading.statements):
        entry = case.ledger.by_statement.get(index)
        amount = case.verdict.values[entry] if entry is not None else _known(case, statement)
        for comparison in statement.comparisons:
            yield statement, _with_base(case, statement, comparison), amount


def _known(case: Case, statement: Statement) -> Decimal | None:
    """Return the amount that the text prints for a quantity elsewhere, None where two differ."""
    if statement.amount is not None or statement.none or statement.aside or not statement.key:
        return None
    found = case.ledger.known(statement, case.reading, statement.measure, statement.year)
    if statement.key == "balance":
        found = found or _both_sides(case, statement)
    values = {case.verdict.values[i] for i in found if not case.ledger.entries[i].base}
    return values.pop() if len(values) == 1 else None


def _both_sides(case: Case, statement: Statement) -> list[int]:
    """Return the totals of income and spending in the paragraph of 收支较上年…."""
    return [
        i
        for i, entry in enumerate(case.ledger.entries)
        if entry.key in {"total_income", "total_spending", "balance"}
        and entry.span.paragraph == statement.span.paragraph
        and entry.span.end <= statement.span.start
        and entry.statement is not None
        and entry.statement.scope == statement.scope
    ]


def _with_base(case: Case, statement: Statement, comparison: Comparison) -> Comparison:
    """Return a comparison of a percent alone with the base that the text prints elsewhere.

    Of what is known by its label alone, that is said in the sentence itself.
    """
    alone = comparison.change is None and comparison.base_amount is None
    if not alone or comparison.percent is None:
        return comparison
    where = base_of_comparison(comparison, statement, case.reading.year)
    if where is None:
        return comparison
    found = case.ledger.known(statement, case.reading, *where) or _beside(case, statement, where)
    entries = {case.ledger.entries[i].amount.value: case.ledger.entries[i] for i in found}
    if len(entries) != 1:
        return comparison
    return replace(comparison, base_amount=next(iter(entries.values())).amount)


def _beside(case: Case, statement: Statement, where: tuple[str, int | None]) -> list[int]:
    """Return the entries of a label for another measure or year in the sentence of a statement."""
    if statement.key or not statement.label:
        return []
    return [
        i
        for i, entry in enumerate(case.ledger.entries)
        if (entry.measure, entry.year) == where
        and entry.statement is not None
        and entry.label == statement.label
        and entry.statement.sentence == statement.sentence
    ]


def _half(statement: Statement, half: Decimal, *, at_most: bool = False) -> Decimal:
    """Return what rounding may hide of a statement's amount: 亿元 hides more than 万元."""
    return hidden_by(statement.amount, half, at_most=at_most)


def span_of(statement: Statement, comparison: Comparison) -> Span:
    """Return the place of a statement and what it is compared with."""
    return statement.span.cover(comparison.span)


@check("百分比与它的金额相符", "PCT")
def percent_follows_from_amounts(case: Case) -> Findings:
    """Percent = change / (this − change), within what printed places may hide."""
    half = half_unit(case.ledger.places)
    for statement, comparison, told in compared(case):
        percent, change = comparison.percent, comparison.change
        amount = _from_base(comparison) if told is None else told
        if (
            percent is None
            or percent.approximate
            or amount is None
            or is_turned(comparison, amount, half)
            or _base_meant(comparison, amount, half) is not None
            or _is_its_own_base(statement, comparison)
            or _is_base_itself(case, statement, comparison)
            or _turns_within(comparison)
            or _is_of_the_line_before(case, comparison)
            or (statement.key == "balance" and not amount and comparison.change is not None)
        ):
            continue  # a total of nothing is no base of anything
        bounds = percent_bounds(amount, comparison, _half(statement, half), half)
        if bounds is None or (change is not None and change.approximate):
            continue
        low, high = bounds
        if low - percent.step / 2 <= abs(percent.value) <= high + percent.step / 2:
            yield from _nearly_right(case, statement, comparison, amount)
            continue
        rough = _half(statement, half, at_most=True)
        widest = percent_bounds(amount, comparison, rough, half, at_most=True) or bounds
        if percent_may_be(percent, *widest):
            yield from _cut_off(case, statement, comparison, amount)
            continue
        meant = _said_before(case, statement, comparison)
        slip = _amount_turned(statement, comparison)
        if meant is not None:
            yield _wrong_amount(case, statement, comparison, meant)
        elif slip is not None:
            number, right = slip
            message = (
                f"“{statement.label}”：{number.text}{number.unit}和另一个数、增减方向、"
                f"{percent.text}%都对不上，写成{right}{number.unit}就都相符；核对"
            )
            spot = span_of(statement, comparison).cover(number.span)
            yield case.finding("SUM", spot, message, f"{right}{number.unit}")
        else:
            yield _wrong_percent(case, statement, comparison, amount)


def _from_base(comparison: Comparison) -> Decimal | None:
    """Return what an amount that is not told must be: 比上年98万元增加20.60万元，增长21.02%."""
    base, change = comparison.base_amount, comparison.change
    if base is None or change is None or not comparison.direction:
        return None
    return base.value + comparison.direction * abs(change.value)


def _turns_within(comparison: Comparison) -> bool:
    """Whether the percent goes the other way than the amount: told with its direction, 减少…增长…."""
    change = comparison.change
    against = comparison.percent_direction == -comparison.direction
    return bool(comparison.percent and change and change.value and against)


def _is_its_own_base(statement: Statement, comparison: Comparison) -> bool:
    """Whether one number was read for both: 去年同期6.04万元，同比下降11.92%."""
    base, amount = comparison.base_amount, statement.amount
    return base is not None and amount is not None and base.span == amount.span


def _is_base_itself(case: Case, statement: Statement, comparison: Comparison) -> bool:
    """Whether a figure of the year before is what was reduced: in 2023, 2022年支出1766万元，减少56万元，下降3.17%."""
    amount, change, percent = statement.amount, comparison.change, comparison.percent
    if not amount or change is None or percent is None or comparison.base_amount is not None:
        return False
    before = case.reading.year is not None and statement.year == case.reading.year - 1
    if not amount.value or not (before or statement.measure == LAST_YEAR):
        return False
    rate = abs(change.value) / amount.value * _HUNDRED
    return abs(rate - abs(percent.value)) <= percent.step


def _cut_off(case: Case, statement: Statement, comparison: Comparison, amount: Decimal) -> Findings:
    """Tell a percent whose last digit was cut off, not rounded: 9.02 for 9.027."""
    percent, right = comparison.percent, percent_of(amount, comparison)
    if percent is None or right is None:
        return
    expected = as_printed(right, percent)
    message = f"“{statement.label}”印的是{percent.text}%，四舍五入应为{expected}；核对最后一位"
    yield case.finding(
        "PCT", span_of(statement, comparison), message, expected,
        severity=Severity.REMINDER, certainty=LIKELY,
    )  # fmt: skip


def _nearly_right(
    case: Case, statement: Statement, comparison: Comparison, amount: Decimal
) -> Findings:
    """Tell a percent that rounding may explain, but that the printed amounts do not give.

    The last digit off is a hint; two digits that have changed places are asked for.
    """
    percent, right = comparison.percent, percent_of(amount, comparison)
    if percent is None or right is None or not percent.places:
        return
    off = abs(abs(percent.value) - right)
    swapped = is_one_digit(right.quantize(percent.step, ROUND_HALF_UP), abs(percent.value))
    exact = comparison.base_amount is not None or (
        statement.amount is not None and statement.amount.unit == "元"
    )
    if off > 2 * percent.step and swapped:
        severity = Severity.REMINDER
    elif exact and off > percent.step / 2 + percent.step / 1000:
        severity = Severity.HINT
    else:
        return
    expected = as_printed(right, percent)
    message = f"“{statement.label}”印的是{percent.text}%，按印出的金额算是{expected}；核对"
    yield case.finding(
        "PCT",
        span_of(statement, comparison),
        message,
        expected,
        severity=severity,
        certainty=LIKELY,
    )


def _wrong_percent(
    case: Case, statement: Statement, comparison: Comparison, amount: Decimal
) -> TextFinding:
    percent = comparison.percent
    right = percent_of(amount, comparison)
    expected = as_printed(right or Decimal(0), percent) if percent else ""
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
    if percent is not None:
        this = statement.amount if amount == _value_of(statement) else None
        message += otherwise_change(
            this, comparison.base_amount, comparison.change, percent, comparison.direction
        )
    return case.finding("PCT", span_of(statement, comparison), message, expected)


def _is_of_the_line_before(case: Case, comparison: Comparison) -> bool:
    """Whether the first sentence of a line goes on with the one before: 2022年29.30万元，降幅5.67%."""
    base, percent = comparison.base_amount, comparison.percent
    if base is None or percent is None or comparison.change is not None:
        return False
    return any(
        base.value > 0
        and abs((base.value - value) / base.value * _HUNDRED + comparison.direction * percent.value)
        <= percent.step
        for value, _ in amounts_just_before(case.reading, comparison.span)
    )


def _amount_turned(statement: Statement, comparison: Comparison) -> tuple[Amount, str] | None:
    """Return the amount that is wrong where direction and percent both are: one slip explains both."""
    this, base, percent = statement.amount, comparison.base_amount, comparison.percent
    if this is None or base is None or percent is None or comparison.change is not None:
        return None
    if (this.value - base.value) * comparison.direction >= 0:
        return None
    return only_right(this, base, percent, comparison.direction)


def _said_before(case: Case, statement: Statement, comparison: Comparison) -> Amount | None:
    """Return the amount that its paragraph says before of the same thing and that its percent is right with."""
    base, percent = comparison.base_amount, comparison.percent
    if base is None or percent is None or percent.places < _CENTS or statement.amount is None:
        return None
    told = [
        s.amount
        for s in case.reading.statements
        if s.span.paragraph == statement.span.paragraph
        and s.span.end <= statement.span.start
        and s.amount is not None
        and s.amount.value != statement.amount.value
        and s.label == statement.label
        and s.year == statement.year
        and not s.comparisons
    ]
    fitting = [a for a in told if change_is(a, base, percent, comparison.direction)]
    return fitting[-1] if fitting else None


_CENTS = 2


def _wrong_amount(
    case: Case, statement: Statement, comparison: Comparison, meant: Amount
) -> TextFinding:
    """Tell an amount that was printed otherwise before, where the percent is that of the amount before."""
    amount, percent, base = statement.amount, comparison.percent, comparison.base_amount
    printed, unit = (amount.text, amount.unit) if amount is not None else ("", "")
    message = (
        f"“{statement.label}”这里印的是{printed}{unit}，前面同一个数是{meant.text}{meant.unit}；"
        f"和{base.text if base else ''}{base.unit if base else ''}比，{percent.text if percent else ''}%是按"
        f"{meant.text}{meant.unit}算的，应为{meant.text}{meant.unit}"
    )
    return case.finding("SUM", span_of(statement, comparison), message, f"{meant.text}{meant.unit}")


def _value_of(statement: Statement) -> Decimal | None:
    return statement.amount.value if statement.amount is not None else None


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


_CLEAR = 10


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
    if percent is None or base <= 2 * half or abs(change.value) <= _CLEAR * half:
        return False  # so small a change is as much of what there was before as of what there is
    low = (abs(change.value) - half) / (base + 2 * half) * _HUNDRED
    high = (abs(change.value) + half) / (base - 2 * half) * _HUNDRED
    return low - percent.step <= abs(percent.value) <= high + percent.step


@check("没有写本年数的增减也算对了", "PCT")
def percent_follows_from_base_and_change(case: Case) -> Findings:
    """上年398.40万元，本年比上年增加28.35万元，增长7.12%: the base and the change alone tell."""
    half = half_unit(case.ledger.places)
    for statement, comparison, amount in compared(case):
        percent, change = comparison.percent, comparison.change
        if amount is not None or percent is None or change is None or not comparison.direction:
            continue
        base = comparison.base_amount or _just_said(case, statement, comparison)
        if base is None or base.value <= 0 or base.approximate or change.approximate:
            continue
        led = base.value + comparison.direction * abs(change.value)
        whole = replace(comparison, base_amount=base)
        bounds = percent_bounds(led, whole, half, at_most=True)
        if bounds is None or percent_may_be(percent, *bounds):
            continue
        yield _wrong_percent(case, statement, whole, led)


def _just_said(case: Case, statement: Statement, comparison: Comparison) -> Amount | None:
    """Return last year's figure of the same name said just before, None where none was."""
    if comparison.base not in {"", "last_year"}:
        return None
    told = [
        s
        for s in case.reading.statements
        if s.span.paragraph == statement.span.paragraph
        and s.span.end <= comparison.span.start
        and (s.measure == "last_year" or (s.year or 0) == (statement.year or 0) - 1)
        and (s.key, s.label) == (statement.key, statement.label)
    ]
    return told[-1].amount if told else None


@check("增减方向与数字相符", "DIRECTION")
def direction_agrees_with_numbers(case: Case) -> Findings:
    """减少 where the numbers say 增加, 减少…增长…, 增加-8.48."""
    half = half_unit(case.ledger.places)
    for statement, comparison, amount in compared(case):
        before = statement.amount is None or statement.measure == LAST_YEAR
        if amount == 0 and before and comparison.direction > 0:
            continue  # what rose is not the nothing that is told elsewhere, or of last year
        expected = _direction_fault(comparison, amount, half)
        if (
            expected
            and _amount_turned(statement, comparison) is None
            and not _is_of_the_line_before(case, comparison)
            and _OWN_DIRECTION.search(case.reading.quote(comparison.span)) is None
        ):
            spot = span_of(statement, comparison)
            size = "" if "÷" in expected[1] else _size_said(comparison, amount)
            message = f"“{statement.label}”的增减方向与数字不符：{expected[1]}{size}"
            size_word = _SIZE_WORD.search(case.reading.quote(comparison.span))
            right = _OPPOSITE[size_word.group()] if size_word else expected[0]
            odd = comparison.change is not None and comparison.change.value < 0
            yield case.finding(
                "DIRECTION", spot, message, right,
                severity=Severity.REMINDER if odd else Severity.ERROR, certainty=LIKELY if odd else PROVED,
            )  # fmt: skip


_OWN_DIRECTION = re.compile(
    f"(?:{UP}|{DOWN})(?:/|或|\\\\)(?:{UP}|{DOWN})|[，；](?:合计|总计|共计|两项合?计?|二者)(?:{UP}|{DOWN})"
)
"""A choice of the form that was left in says no direction; what all come to has one of its own."""
_SIZE_WORD = re.compile("[高低大小多少]于")


def _size_said(comparison: Comparison, amount: Decimal | None) -> str:
    """Return the change as printed, for a direction told without it; else a percent that is right."""
    change, percent, base = comparison.change, comparison.percent, comparison.base_amount
    contradicted = (
        change is not None and amount is not None and base is not None
        and abs(abs(amount - base.value) - abs(change.value)) > change.step
    )  # fmt: skip
    if change is not None and not contradicted:
        return "" if change.value < 0 else f"（{change.text}{change.unit}）"
    if percent is None or amount is None or base is None or base.value <= 0:
        return ""
    right = abs(amount - base.value) / base.value * _HUNDRED
    return f"（{percent.text}%）" if abs(right - percent.value) <= percent.step else ""


def _direction_fault(
    comparison: Comparison, amount: Decimal | None, half: Decimal
) -> tuple[str, str] | None:
    word = {1: "减少", -1: "增加"}.get(comparison.direction, "")
    change = comparison.change
    if comparison.percent and _turns_within(comparison):
        words = comparison.direction_words
        if amount is not None and is_turned(comparison, amount, half):
            odd = next((w for w in words[:2] if _goes(w) != _goes(word)), "")
            fit = next((w for w in words[:2] if _goes(w) == _goes(word)), word)
            right = f"{fit}到" if odd and comparison.onward else word
            return right, f"前后写了{'、'.join(words[:2])}，按数字应为{right}"
        printed = words[-1] if words else ""
        right = _OPPOSITE.get(printed, {1: "增加", -1: "减少"}[comparison.direction])
        percent, why = _percent_beside(comparison, amount, half)
        return f"{right}{percent}", f"前面写{words[0]}，后面写{words[-1]}{why}"
    if change and change.value < 0 and comparison.direction:
        return (
            f"{word}{change.text.lstrip('-')}{change.unit}",
            f"{comparison.direction_words[0]}后面不写负数",
        )
    if amount is None or not word:
        return None
    if is_turned(comparison, amount, half):
        return word, f"按金额和百分比推算应为{word}"
    return _base_fault(comparison, amount, word)


def _goes(word: str) -> bool:
    """Whether a word of a change says that there is more."""
    return re.match(UP, f"{word}了") is not None


def _percent_beside(
    comparison: Comparison, amount: Decimal | None, half: Decimal
) -> tuple[str, str]:
    """Return the percent that goes with the direction of the change, and why where it is another."""
    percent, change = comparison.percent, comparison.change
    if percent is None or change is None:
        return "", ""
    printed = f"{percent.text}%"
    right = None if amount is None else percent_of(amount, comparison)
    if amount is None or right is None or percent.approximate or _fits(comparison, amount, half):
        return printed, ""
    base = base_of(amount, comparison) or Decimal(0)
    printed_base = comparison.base_amount
    if printed_base is not None and not printed_base.approximate and base > 0:
        by_both = abs(amount - base) / base * _HUNDRED
        if abs(by_both - percent.value) <= percent.step:
            return printed, ""  # it is the change that both amounts contradict
        if abs(abs(amount - base) - abs(change.value)) > change.step:
            return "", ""
    expected = as_printed(right, percent)
    return expected, f"，{plain(abs(change.value))} ÷ {plain(base)} = {expected}"


_OPPOSITE = {
    "增长": "下降", "上升": "下降", "提高": "降低", "增加": "减少", "下降": "增长", "降低": "提高", "减少": "增加",
    "高于": "低于", "低于": "高于", "大于": "小于", "小于": "大于", "多于": "少于", "少于": "多于",
}  # fmt: skip


def _base_fault(comparison: Comparison, amount: Decimal, word: str) -> tuple[str, str] | None:
    """由10万元增加到8万元: the two amounts alone tell the direction."""
    base = comparison.base_amount
    if base is None or comparison.change is not None or base.approximate:
        return None
    if (amount - base.value) * comparison.direction >= 0:
        return None
    printed = comparison.direction_words[0] if comparison.direction_words else ""
    word = _OPPOSITE.get(printed, word)
    to = "到" if comparison.onward and printed else ""
    return f"{word}{to}", f"由{plain(base.value)}到{plain(amount)}是{word}"


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
        if off <= sum(hidden_by(n, half, at_most=True) for n in (statement.amount, base, change)):
            continue
        expected = in_unit_of(abs(amount - base.value), change)
        message = f"“{statement.label}”增减额印的是{change.text}，{in_unit_of(amount, base)}与{base.text}相差{expected}"
        meant = _base_meant(comparison, amount, half)
        if meant is not None:
            expected = in_unit_of(meant, base)
            message = (
                f"“{statement.label}”所比的数印的是{base.text}，按{in_unit_of(amount, base)}、{change.text}和"
                f"{comparison.percent.text if comparison.percent else ''}%推算应为{expected}"
            )
        yield case.finding("SUM", span_of(statement, comparison), message, expected)


def _base_meant(comparison: Comparison, amount: Decimal, half: Decimal) -> Decimal | None:
    """Return what the base must be where amount, change and percent agree and it alone does not."""
    base, change, percent = comparison.base_amount, comparison.change, comparison.percent
    if base is None or change is None or percent is None:
        return None
    meant = amount - comparison.direction * abs(change.value)
    bounds = percent_bounds(amount, replace(comparison, base_amount=None), half)
    off = abs(amount - base.value - comparison.direction * abs(change.value)) > 3 * half
    fits = bounds is not None and percent_may_be(percent, *bounds)
    printed = percent_bounds(amount, comparison, half)
    wrong = printed is not None and not percent_may_be(percent, *printed)
    return meant if off and fits and wrong and meant > 0 else None


@check("说持平的两个数相等", "CONTRADICTION", "SUM")
def what_is_unchanged_is_equal(case: Case) -> Findings:
    """2.4万元，与上年2.2万元持平: the base printed there, or elsewhere in the text, is another."""
    half = half_unit(case.ledger.places)
    for statement, comparison, amount in compared(case):
        if not comparison.flat or amount is None or comparison.change is not None:
            continue
        base = comparison.base_amount
        here = base is not None
        value = base.value if base is not None else base_elsewhere(case, statement, comparison)
        slack = 2 * _half(statement, half, at_most=True)
        if value is None or abs(amount - value) <= slack or (base and base.approximate):
            continue
        word = "增加" if amount > value else "减少"
        off = plain(abs(amount - value))
        message = (
            f"“{statement.label}”写的是持平，而这里是{plain(amount)}，"
            f"{'所比的' if here else '别处印的所比的数'}是{plain(value)}，{word}{off}；核对"
        )
        yield case.finding(
            "CONTRADICTION", span_of(statement, comparison), message, f"{word}{off}",
            severity=Severity.ERROR if here else Severity.REMINDER,
            certainty=PROVED if here else LIKELY,
        )  # fmt: skip


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
            and not statement.none  # 上年没有购车，增加12.60万元
            and (statement.measure not in BUDGETS or comparison.base not in BUDGETS)
        ):  # a budget is not more than a budget: it is what was spent that is
            message = f"“{statement.label}”只有{plain(amount)}，却比基数增加{change.text}，基数成了负数；核对两个数"
            yield case.finding(
                "SUM", span_of(statement, comparison), message, f"增加额不超过{plain(amount)}"
            )


def base_elsewhere(case: Case, statement: Statement, comparison: Comparison) -> Decimal | None:
    """Return last year's figure as the text prints it elsewhere, None where it does not."""
    where = base_of_comparison(comparison, statement, case.reading.year)
    if where is None or not statement.key or comparison.base_amount is not None:
        return None
    found = case.ledger.known(statement, case.reading, *where)
    values = {case.verdict.values[i] for i in found}
    return values.pop() if len(values) == 1 else None


_NUMBERS = (
    "\\d{1,12}(?:\\.\\d{1,4})?(?:万元|亿元)?(?:[，、和]\\d{1,12}(?:\\.\\d{1,4})?(?:万元|亿元)?)+"
)
_RATES = "\\d{1,4}(?:\\.\\d{1,3})?%(?:[，、和]\\d{1,4}(?:\\.\\d{1,3})?%)+"
_EACH = re.compile(
    f"(?:各是|各为|分别为|分别是|各|分别)(?P<amounts>{_NUMBERS})[^%]{{0,40}}?(?:各|分别)(?P<turn>减少|下降|降低|增加|增长|上升)(?P<changes>{_NUMBERS})"
    f"，?(?:各|分别)?(?:减少|下降|降低|增加|增长|上升|降幅|增幅)(?:为)?(?P<rates>{_RATES})"
)
_ONE = re.compile("\\d{1,12}(?:\\.\\d{1,4})?")


@check("几个数分别的增减也算对了", "PCT")
def percents_follow_one_by_one(case: Case) -> Findings:
    """各是100、200万元，各减少10、20万元，各下降9.09%、9.09%: the n-th of each belong together."""
    half = half_unit(case.ledger.places)
    for normal in case.reading.counting:
        for match in _EACH.finditer(normal.text):
            columns = [
                [(Decimal(m.group()), m) for m in _ONE.finditer(normal.text, *match.span(name))]
                for name in ("amounts", "changes", "rates")
            ]
            if len({len(column) for column in columns}) != 1:
                continue
            sign = -1 if match["turn"] in {"减少", "下降", "降低"} else 1
            for (amount, _), (change, _), (rate, place) in zip(*columns, strict=True):
                base = amount - sign * change
                step = Decimal(1).scaleb(-len(place.group().partition(".")[2]))
                if (
                    base <= 0
                    or abs(change / base * _HUNDRED - rate) <= step / 2 + half / base * 200
                ):
                    continue
                right = two_places(change / base * _HUNDRED)
                cut = abs(change / base * _HUNDRED - rate) < step
                message = (
                    f"印的是{place.group()}%，{plain(change)} ÷ {plain(base)} = {right}%；核对"
                )
                yield case.finding(
                    "PCT", normal.span(*match.span("rates")), message, f"{right}%",
                    severity=Severity.REMINDER if cut else Severity.ERROR,
                    certainty=LIKELY if cut else PROVED,
                )  # fmt: skip


CHECKS = (
    percents_follow_one_by_one,
    percent_follows_from_amounts,
    percent_follows_from_base_and_change,
    direction_agrees_with_numbers,
    change_follows_from_base,
    change_leaves_a_base,
    what_is_unchanged_is_equal,
)
