"""Checks of changes: percent, direction, zero base, against the amounts around them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.finding import LIKELY, PROVED, WORDING, Case, Findings, Severity, check
from pingkou_gui.text.ledger import BUDGETS, base_of_comparison
from pingkou_gui.text.percentages import (
    base_of,
    half_unit,
    hidden_by,
    is_one_digit,
    percent_bounds,
    percent_may_be,
    percent_of,
)
from pingkou_gui.text.printed_numbers import MONEY, numbers_in, sentence_of
from pingkou_gui.text.tokens import UP, in_unit_of, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.text.finding import TextFinding
    from pingkou_gui.text.source import Span
    from pingkou_gui.text.statements import Comparison, Statement
    from pingkou_gui.text.tokens import Amount

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
    """Return a comparison of a percent alone with the base that the text prints elsewhere."""
    alone = comparison.change is None and comparison.base_amount is None
    if not alone or comparison.percent is None or not statement.key:
        return comparison
    where = base_of_comparison(comparison, statement, case.reading.year)
    if where is None:
        return comparison
    found = case.ledger.known(statement, case.reading, *where)
    entries = {case.ledger.entries[i].amount.value: case.ledger.entries[i] for i in found}
    if len(entries) != 1:
        return comparison
    return replace(comparison, base_amount=next(iter(entries.values())).amount)


def _half(statement: Statement, half: Decimal, *, at_most: bool = False) -> Decimal:
    """Return what rounding may hide of a statement's amount: 亿元 hides more than 万元."""
    return hidden_by(statement.amount, half, at_most=at_most)


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
            or _base_meant(comparison, amount, half) is not None
            or _is_its_own_base(statement, comparison)
            or _turns_within(comparison)
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
        else:
            yield _wrong_percent(case, statement, comparison, amount)


def _turns_within(comparison: Comparison) -> bool:
    """Whether the percent goes the other way than the amount: told with its direction, 减少…增长…."""
    change = comparison.change
    against = comparison.percent_direction == -comparison.direction
    return bool(comparison.percent and change and change.value and against)


def _is_its_own_base(statement: Statement, comparison: Comparison) -> bool:
    """Whether one number was read for both: 去年同期6.04万元，同比下降11.92%."""
    base, amount = comparison.base_amount, statement.amount
    return base is not None and amount is not None and base.span == amount.span


def _cut_off(case: Case, statement: Statement, comparison: Comparison, amount: Decimal) -> Findings:
    """Tell a percent whose last digit was cut off, not rounded: 9.02 for 9.027."""
    percent, right = comparison.percent, percent_of(amount, comparison)
    if percent is None or right is None:
        return
    expected = as_printed(right, percent)
    message = f"“{statement.label}”印的是{percent.text}%，四舍五入应为{expected}；核对最后一位"
    yield case.finding(
        "PCT", _span(statement, comparison), message, expected,
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
        "PCT", _span(statement, comparison), message, expected, severity=severity, certainty=LIKELY
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
        expected = _direction_fault(comparison, amount, half)
        if expected:
            spot = _span(statement, comparison)
            size = "" if "÷" in expected[1] else _size_said(comparison)
            message = f"“{statement.label}”的增减方向与数字不符：{expected[1]}{size}"
            size_word = _SIZE_WORD.search(case.reading.quote(comparison.span))
            right = _OPPOSITE[size_word.group()] if size_word else expected[0]
            yield case.finding("DIRECTION", spot, message, right)


_SIZE_WORD = re.compile("[高低大小多少]于")


def _size_said(comparison: Comparison) -> str:
    """Return the change as printed, for a direction that is told without it."""
    change = comparison.change
    return "" if change is None or change.value < 0 else f"（{change.text}{change.unit}）"


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
            f"{word}{plain(abs(change.value))}万元",
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
        yield case.finding("SUM", _span(statement, comparison), message, expected)


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
        value = base.value if base is not None else _base_elsewhere(case, statement, comparison)
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
            "CONTRADICTION", _span(statement, comparison), message, f"{word}{off}",
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
                "SUM", _span(statement, comparison), message, f"增加额不超过{plain(amount)}"
            )


@check("基数为0时不写百分比", "ZERO_BASE")
def no_percent_of_nothing(case: Case) -> Findings:
    """From nothing to something there is no percentage; 0 to 0 is 与上年持平."""
    for statement, comparison, amount in compared(case):
        percent, change = comparison.percent, comparison.change
        this = _led_to(comparison) if amount is None else amount
        if percent is None or this is None:
            continue
        base = base_of(this, comparison)
        if base is None or base != 0:
            base = _base_elsewhere(case, statement, comparison)
        if base is None or base != 0:
            continue
        if this == 0 and (change is None or change.value == 0):
            flat = _flat_words(case, comparison)
            message = f"“{statement.label}”两年都是0，没有增减，也没有百分比；写“{flat}”"
            yield case.finding(
                "ZERO_BASE", _span(statement, comparison), message, flat,
                severity=Severity.REMINDER, certainty=WORDING,
            )  # fmt: skip
        elif this > 0 and comparison.direction > 0 and (change is None or change.value):
            message = f"“{statement.label}”上年为0，不能算百分比；写明上年为0，删去{percent.text}%"
            yield case.finding(
                "ZERO_BASE", _span(statement, comparison), message, "上年为0，不写百分比"
            )


_AGO = "(?:上一?年度?|去年度?|20\\d\\d年度?)(?:同期)?"
_WAS_NOTHING = re.compile(
    f"{_AGO}(?:[^，。；：（）\\d]{{0,8}}?(?:未|没有?|无)[^，。；：（）\\d]{{0,8}}"
    "|[^，。；：（）\\d增减升降多少比较]{0,8}?(?:零|[^\\d.]0(?:\\.0{1,2})?(?:万元|元)?))(?=[，（）；])"
)
_NEW_PERCENT = re.compile(
    "(?:增长|上升|增幅|提高)(?:了|率|幅度)?(?:为|是|达)?(?P<percent>\\d{1,6}(?:\\.\\d{1,4})?)%"
)
_OF_ALL = "100"


@check("上年没有的，不写百分比", "ZERO_BASE")
def no_percent_of_what_was_not_there(case: Case) -> Findings:
    """购置费17.86万元，上年未购置，增长100%: last year is told to be nothing, in words."""
    for normal in case.reading.counting:
        for percent in _NEW_PERCENT.finditer(normal.text):
            begin, _ = sentence_of(normal.text, percent.start())
            begin = max(begin, normal.text.rfind("；", begin, percent.start()) + 1)
            found = list(_WAS_NOTHING.finditer(normal.text, begin, percent.start()))
            if not found or not Decimal(percent["percent"]):
                continue
            numbers = numbers_in(normal, found[-1].end(), percent.start())
            money = {n.value for n in numbers if n.kind == MONEY}
            whole = percent["percent"].split(".")[0] == _OF_ALL
            if not whole and (
                numbers or found[-1].end() != normal.text.rfind("，", 0, percent.start())
            ):
                continue  # of another year, where the two do not stand side by side
            if len(money) > 1 or (money and not whole and len(numbers) > 1):
                continue  # of another thing, or of another year
            start = normal.text.rfind("，", 0, percent.start()) + 1
            first = numbers_in(normal, begin, percent.start())
            amount = next((n for n in reversed(first) if n.kind == MONEY and n.value), None)
            size = f"{amount.amount.text}{amount.amount.unit}" if amount else ""
            expected = f"增加{size}（上年没有，不写百分比）"
            message = f"上年没有这一项（上年为0），不能算出{percent['percent']}%；写成“{expected}”"
            yield case.finding(
                "ZERO_BASE", normal.span(start, percent.end()), message, expected,
                severity=Severity.ERROR if whole else Severity.REMINDER,
                certainty=PROVED if whole else LIKELY,
            )  # fmt: skip


_UNPLANNED = re.compile(
    "(?:年初|全年)(?:(?:预算)?(?:未|没有?|无)[^，。；：（）\\d]{0,8}|预算(?:数|安排)?(?:为|是)?(?:零|0(?:\\.0{1,2})?(?:万元|元)?))(?=[，（）；])"
)
_RATE_OF_PLAN = re.compile(
    "完成(?:了)?(?:年初|全年)?预算数?的?(?P<percent>\\d{1,5}(?:\\.\\d{1,4})?)%"
)


@check("没有预算的，不写完成率", "ZERO_BASE")
def no_rate_of_what_was_not_planned(case: Case) -> Findings:
    """年初未安排，当年支出16.40万元，完成年初预算的100%."""
    for normal in case.reading.counting:
        for rate in _RATE_OF_PLAN.finditer(normal.text):
            begin, _ = sentence_of(normal.text, rate.start())
            begin = max(begin, normal.text.rfind("；", begin, rate.start()) + 1)
            found = list(_UNPLANNED.finditer(normal.text, begin, rate.start()))
            if not found or re.search(
                "预算[^，。；\\d]{0,6}[1-9]", normal.text[found[-1].end() : rate.start()]
            ):
                continue
            message = f"年初没有安排预算（预算为0），不能算出{rate['percent']}%；写明“年初未安排预算”，不计算完成率"
            yield case.finding(
                "ZERO_BASE", normal.span(*rate.span()), message, "不计算完成率",
                severity=Severity.REMINDER, certainty=LIKELY,
            )  # fmt: skip


def _led_to(comparison: Comparison) -> Decimal | None:
    """Return what a base and a change lead to, where no amount is printed."""
    if comparison.change is None or comparison.base_amount is None:
        return None
    return comparison.base_amount.value + comparison.direction * comparison.change.value


_NO_CHANGE = re.compile(
    "(?:(?P<base>[较比与同](?:20\\d\\d年度?|上年度?|去年|上年|年初)[^，。；\\d]{0,10}?)[，]?)?"
    "(?:增加|减少|增长|下降|上升|降低)(?:了|额)?0(?:\\.0{1,4})?(?:万元|万|元)，?(?:增长|下降|上升|增加|减少|降低|增幅|降幅)(?:了|为)?0(?:\\.0{1,4})?%"
    "|(?:增长|下降|上升|增加|减少|降低)(?:了|为)?0(?:\\.0{1,4})?%，(?:增长|下降|上升|增加|减少|降低)的?(?:主要)?原因"
)


@check("没有变化就写持平", "ZERO_BASE", ground="用语")
def no_change_is_printed_as_one(case: Case) -> Findings:
    """增加0.00万元，增长0%, whatever it is said of; 下降0%，下降的原因是…."""
    told = {
        (c.span.paragraph, c.span.end): _flat_words(case, c)
        for s, c, amount in compared(case)
        if amount is not None
    }
    for normal in case.reading.counting:
        for match in _NO_CHANGE.finditer(normal.text):
            spot = normal.span(*match.span())
            base = re.sub("^[较比与同]|决算数?|预算数?", "", match["base"] or "") or "上年"
            flat = told.get((spot.paragraph, spot.end), f"与{base}持平")
            message = f"“{match.group()}”没有变化，不写增减0；写“{flat}”"
            yield case.finding(
                "ZERO_BASE", spot, message, flat, severity=Severity.REMINDER, certainty=WORDING
            )


def _flat_words(case: Case, comparison: Comparison) -> str:
    """Return 与2021年持平 for 较2021年减少0万元, with the base as it is printed."""
    printed = case.reading.normals[comparison.span.paragraph]
    words = printed.text[printed.place(comparison.span.start) : printed.place(comparison.span.end)]
    base = re.match("[较比与同](?P<base>20\\d\\d年度?|上年度?|去年|上年预算|上年决算)", words)
    return f"与{base['base'] if base else '上年'}持平"


def _base_elsewhere(case: Case, statement: Statement, comparison: Comparison) -> Decimal | None:
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
    no_change_is_printed_as_one,
    percents_follow_one_by_one,
    percent_follows_from_amounts,
    percent_follows_from_base_and_change,
    direction_agrees_with_numbers,
    change_follows_from_base,
    change_leaves_a_base,
    what_is_unchanged_is_equal,
    no_percent_of_nothing,
    no_percent_of_what_was_not_there,
    no_rate_of_what_was_not_planned,
)
