"""Checks of reasons: a change or a shortfall that nothing explains."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.checks.amounts.check_changes import compared
from pingkou_gui.text.lexing.tokens import plain
from pingkou_gui.text.lines.gaps import gives_reason
from pingkou_gui.text.reading.percentages import base_of
from pingkou_gui.text.reasoning.finding import LIKELY, PROVED, Case, Findings, Severity, check

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.text.lines.source import Normal, Span
    from pingkou_gui.text.reading.statements import Comparison, Statement
    from pingkou_gui.text.reasoning.finding import TextFinding

_GIVEN = re.compile(
    "原因|由于|因为|主要是|主要系|系[^统列]|因|所致|为了|受|按照|根据|新增|追加|扣分|扣减|偏差"
)
_RATE = re.compile(
    "(?:预算|资金|支出)?(?:执行率|完成率|支出率|到位率)(?:为|是|仅为|达到?|仅|：)*+(?P<rate>\\d{1,4}(?:\\.\\d{1,4})?)%"
)
_LOW = Decimal(90)
_FULL = Decimal(100)
_RISE = Decimal(100)
_FALL = Decimal(70)
_WORTH = Decimal(5)
_CEILINGS = frozenset({"three_public", "official_reception", "official_vehicles", "overseas_travel", "vehicle_running", "vehicle_purchase", "meetings", "training"})  # fmt: skip


def reasoned(case: Case) -> frozenset[int]:
    """Return the paragraphs in which, or at the head of whose next, a reason is given."""
    headed = {heading.paragraph for heading in case.reading.headings}
    found: set[int] = set()
    for normal in case.reading.written:
        reason = gives_reason(normal.text)
        if reason or _GIVEN.search(normal.text):
            found.add(normal.paragraph)
        if reason and normal.paragraph not in headed and gives_reason(normal.text[:30]):
            found.add(normal.paragraph - 1)
    return frozenset(found)


def _rated(case: Case) -> frozenset[int]:
    """Return the paragraphs in which a rate is printed as such."""
    return frozenset(n.paragraph for n in case.reading.written if _RATE.search(n.text))


@check("执行率不足的要写原因", "REASON", ground="自评要求：未完成的说明原因")
def shortfalls_have_reasons(case: Case) -> Findings:
    """A rate below 90 % with no reason beside it."""
    given, rated = reasoned(case), _rated(case)
    for normal in case.reading.written:
        if case.reading.source.paragraphs[normal.paragraph].is_cell:
            continue
        for match in _RATE.finditer(normal.text):
            rate = Decimal(match["rate"])
            if rate < _LOW and normal.paragraph not in given:
                message = f"{match.group()}，没有达到预期，却没有写原因；补写原因"
                yield case.question("REASON", normal.span(*match.span()), message, "补写原因")
    for statement in case.reading.statements:
        rate_said = statement.execution
        if rate_said is None or rate_said.value >= _LOW or statement.span.paragraph in given:
            continue
        if statement.span.paragraph not in rated and statement.key not in _CEILINGS:
            message = f"“{statement.label}”只完成预算的{rate_said.text}%，却没有写原因；补写原因"
            spot = statement.span.cover(rate_said.span)
            yield case.question("REASON", spot, message, "补写原因")


@check(
    "支出没有超过预算",
    "OVER_EXECUTION",
    ground="预算法第十三条：经批准的预算，非经法定程序不得调整",
)
def nothing_is_overspent(case: Case) -> Findings:
    """A rate above 100 %, or a final figure above its budget in the same sentence."""
    given, rated = reasoned(case), _rated(case)
    for normal in case.reading.written:
        for match in _RATE.finditer(normal.text):
            if (
                Decimal(match["rate"]) > _FULL
                and "预算" in normal.text[max(0, match.start() - 30) : match.end()]
            ):
                yield _over(case, given, normal.span(*match.span()), match.group())
    for index, statement in enumerate(case.reading.statements):
        rate = statement.execution
        counted = statement.amount is not None and "元" not in statement.amount.unit
        if (
            rate is not None
            and rate.value > _FULL
            and statement.span.paragraph not in rated
            and not counted
        ):
            yield _over(
                case,
                given,
                statement.span.cover(rate.span),
                f"“{statement.label}”完成预算的{rate.text}%",
            )
        elif rate is None and statement.measure == "outturn" and statement.key in _CEILINGS:
            budget = _budget(case, index)
            if budget is not None and statement.amount and _value(case, index) > budget:
                said = f"“{statement.label}”支出{statement.amount.text}，超过预算{plain(budget)}"
                yield _over(case, given, statement.span, said)


def _over(case: Case, given: frozenset[int], spot: Span, said: str) -> TextFinding:
    is_given = spot.paragraph in given
    message = f"{said}，超过了预算；" + (
        "确认原因写清楚" if is_given else "核对，并写明原因和批准手续"
    )
    severity = Severity.HINT if is_given else Severity.REMINDER
    return case.finding(
        "OVER_EXECUTION",
        spot,
        message,
        "不超过100%，或写明原因",
        severity=severity,
        certainty=PROVED,
    )


def _value(case: Case, index: int) -> Decimal:
    return case.verdict.values.get(case.ledger.by_statement.get(index, -1), Decimal(0))


def _budget(case: Case, index: int) -> Decimal | None:
    """The budget of the same quantity in the same sentence."""
    here = case.reading.statements[index]
    for near in range(max(0, index - 2), min(len(case.reading.statements), index + 3)):
        other = case.reading.statements[near]
        if other.key == here.key and other.sentence == here.sentence and "budget" in other.measure:
            return _value(case, near) or None
    return None


@check("大起大落要写原因", "JUMP", ground="自评要求：变动较大的说明原因")
def jumps_have_reasons(case: Case) -> Findings:
    """More than doubled, or down by 70 %, against last year, with no reason given."""
    given = reasoned(case)
    for statement, comparison, amount in compared(case):
        change, percent = comparison.change, comparison.percent
        if (
            comparison.base != "last_year"
            or amount is None
            or not statement.key
            or statement.unit_is_people
        ):
            continue
        base = base_of(amount, comparison)
        if (
            base is None
            or base <= 0
            or (change and abs(change.value) < _WORTH)
            or (not change and not percent)
        ):
            continue
        moved = (amount - base) / base * 100
        if not (moved >= _RISE or moved <= -_FALL) or statement.span.paragraph in given:
            continue
        word = "增加" if moved > 0 else "减少"
        message = f"“{statement.label}”比上年{word}{plain(abs(moved).quantize(Decimal('0.01')))}%，变动很大却没有写原因；核对数字，补写原因"
        spot = statement.span.cover(comparison.span)
        yield case.finding(
            "JUMP", spot, message, "补写原因", severity=Severity.HINT, certainty=LIKELY
        )


@check("并列的各项都写原因，不漏一项", "REASON", ground="自评要求：变动较大的说明原因")
def no_item_of_a_list_lacks_its_reason(case: Case) -> Findings:
    """（一）运行维护费…增长17.11%。（二）公务接待费…增长21.43%，原因是…: the first gives none."""
    texts = case.reading.normals
    moved = _moved_items(case)
    for at, (statement, comparison, place) in enumerate(moved):
        group = [m for m in moved if m is not moved[at] and _are_items(texts, place, m[2])]
        given = [m for m in group if _reason_of(texts, m[2])]
        percent = comparison.percent
        if percent is None or not given or _reason_of(texts, place):
            continue
        announced = _is_announced(texts, place)
        all_others = len(given) == len(group) >= _OTHERS_WITH_REASON
        ceiling = statement.key in _CEILINGS
        enough = _NOTABLE if announced or (all_others and ceiling) else _LARGE
        if abs(percent.value) < enough or not (announced or len(given) == len(group)):
            continue
        if not ceiling and not announced and len(given) < _OTHERS_WITH_REASON:
            continue
        word = comparison.direction_words[-1] if comparison.direction_words else "增减"
        message = f"“{statement.label}”{word}{percent.text}%，并列的项都写了原因，这一项没有；补充{word}原因"
        yield case.question(
            "REASON", comparison.span.cover(percent.span), message, f"补充{word}原因"
        )


def _is_announced(texts: Sequence[Normal], item: _Item) -> bool:
    """Whether the line above the items says that their reasons follow: 分项及原因如下：."""
    above = next(
        (
            n.text
            for n in reversed(texts[max(0, item[0] - _ABOVE) : item[0]])
            if not _ITEM_MARK.match(n.text)
        ),
        "",
    )
    return _ANNOUNCED.search(above) is not None


_ABOVE = 12
_ANNOUNCED = re.compile("原因[^。；]{0,6}(?:如下|为)[：。]?$")
_NOTABLE = Decimal(5)
_LARGE = Decimal(10)
_ITEM_MARK = re.compile(
    "(?:^|(?<=[。；]))(?:（[一二三四五六七八九十\\d]{1,2}）|\\d{1,2}[、.](?!\\d)|[①-⑳])|^[一二三四五六七八九]是"
)
_Item = tuple[int, int, int]
"""A numbered item: its paragraph, and where in it it begins and ends."""


def _moved_items(case: Case) -> list[tuple[Statement, Comparison, _Item]]:
    """Return the figures that changed against last year, each alone in a numbered item."""
    found = []
    for statement in case.reading.statements:
        moved = [
            c
            for c in statement.comparisons
            if c.base in {"last_year", ""} and (c.percent or (c.change and c.change.value))
        ]
        place = (
            _item_at(case.reading.normals[statement.span.paragraph], statement) if moved else None
        )
        if place and not statement.whose and statement.key != "three_public":
            found.append((statement, moved[0], place))
    places = [place for _, _, place in found]
    return [each for each in found if places.count(each[2]) == 1]


def _item_at(normal: Normal, statement: Statement) -> _Item | None:
    marks = [m.start() for m in _ITEM_MARK.finditer(normal.text)]
    at = normal.place(statement.span.start)
    before = [mark for mark in marks if mark <= at]
    if not before and not marks and at <= _LINE_BEGINS and len(normal.text) <= _LINE:
        return normal.paragraph, 0, len(normal.text)  # a line of a list without numbers
    if not before:
        return None
    end = next((mark for mark in marks if mark > at), len(normal.text))
    return normal.paragraph, before[-1], end


def _are_items(texts: Sequence[Normal], one: _Item, other: _Item) -> bool:
    """Whether two items stand in one list: their numbers are of one style, and near."""
    marks = [_ITEM_MARK.match(texts[p].text, s) for p, s, _ in (one, other)]
    styles = {
        re.sub("[一二三四五六七八九十\\d]+|[①-⑳]", "", mark.group())[:1] if mark else _NO_MARK
        for mark in marks
    }
    if styles == {_NO_MARK} and one[0] == other[0]:
        return False
    return len(styles) == 1 and abs(one[0] - other[0]) <= _NEAR_ITEMS


_NEAR_ITEMS = 4
_OTHERS_WITH_REASON = 2
"""So many other items of a list have their reasons where what is no ceiling needs one too."""
_NO_MARK, _LINE, _LINE_BEGINS = "行", 90, 8
"""A list without numbers: short lines that begin with what they are about."""


def _reason_of(texts: Sequence[Normal], item: _Item) -> bool:
    paragraph, start, end = item
    words = texts[paragraph].text[start:end]
    marked = _ITEM_MARK.match(texts[paragraph].text, start) is not None
    if marked and end == len(texts[paragraph].text) and paragraph + 1 < len(texts):
        following = texts[paragraph + 1].text
        words += "" if _ITEM_MARK.match(following) else following[:60]
    if not marked and paragraph + 1 < len(texts):
        begun = _REASON_BEGINS.match(texts[paragraph + 1].text)
        words += begun.group() if begun else ""
    return gives_reason(words) or _GIVEN.search(words) is not None


_REASON_BEGINS = re.compile("(?:主要)?(?:[增减][长加少]|下降|上升|变动|变化)?(?:的)?(?:主要)?原因")


CHECKS = (
    no_item_of_a_list_lacks_its_reason,
    shortfalls_have_reasons,
    nothing_is_overspent,
    jumps_have_reasons,
)
