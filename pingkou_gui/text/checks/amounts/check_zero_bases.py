"""Checks of percentages that nothing was the base of, and of changes of nothing."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.checks.amounts.check_changes import base_elsewhere, compared, span_of
from pingkou_gui.text.lexing.printed_numbers import MONEY, numbers_in, sentence_of
from pingkou_gui.text.reading.percentages import base_of
from pingkou_gui.text.reasoning.finding import (
    LIKELY,
    PROVED,
    WORDING,
    Case,
    Findings,
    Severity,
    check,
)

if TYPE_CHECKING:
    from pingkou_gui.text.lexing.tokens import Amount
    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reading.statements import Comparison


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
            base = base_elsewhere(case, statement, comparison)
        if base is None or base != 0:
            continue
        if this == 0 and (change is None or change.value == 0):
            flat = _flat_words(case, comparison)
            message = f"“{statement.label}”两年都是0，没有增减，也没有百分比；写“{flat}”"
            yield case.finding(
                "ZERO_BASE", span_of(statement, comparison), message, flat,
                severity=Severity.REMINDER, certainty=WORDING,
            )  # fmt: skip
        elif this > 0 and comparison.direction > 0 and (change is None or change.value):
            size = _size(statement.amount or change)
            written = f"写成“增加{size}（上年为0）”" if size else "写明上年为0"
            message = f"“{statement.label}”上年为0，不能算百分比；{written}，删去{percent.text}%"
            yield case.finding(
                "ZERO_BASE", span_of(statement, comparison), message, "上年为0，不写百分比"
            )


def _size(amount: Amount | None) -> str:
    return f"{amount.text}{amount.unit}" if amount else ""


_AGO = "(?:上一?年度?|去年度?|20\\d\\d年度?)(?:同期)?"
_WAS_NOTHING = re.compile(
    f"{_AGO}(?:[^，。；：（）\\d]{{0,8}}?(?:未|没有?|无)[^，。；：（）\\d]{{0,8}}"
    "|[^，。；：（）\\d增减升降多少比较]{0,8}?(?:零|(?<![\\d.])0(?:\\.0{1,2})?(?:万元|元)?))(?=[，（）；]|增加|增长)"
)
_BEHIND = re.compile(
    f"[，（](?:(?:主要)?(?:原因)?(?:是|为|系|因为?|由于)+)?{_AGO}(?:(?:同期)?(?:该|此|这)?[项部类]?(?:目|费用|资金|经费|支出|预算|决算)*数?"
    "(?:为|是)?(?:零|0(?:\\.0{1,2})?(?:万元|元)?)|[^，。；：（）\\d]{0,6}?(?:未|没有?|无)[^，。；：（）\\d]{0,8}"
    "|[^，。；：（）\\d]{0,20}，(?:未|没有?|无)(?:发生|安排|列支|产生)[^，。；：（）\\d]{0,8})(?=[，。；）])"
)
_NEW_PERCENT = re.compile(
    "(?:增长|上升|增幅|提高)(?:了|率|幅度)?(?:为|是|达)?(?P<percent>\\d{1,6}(?:\\.\\d{1,4})?)%"
)
_OF_ALL = "100"


@check("上年没有的，不写百分比", "ZERO_BASE")
def no_percent_of_what_was_not_there(case: Case) -> Findings:
    """购置费17.86万元，上年未购置，增长100%: last year is told to be nothing, in words."""
    told = [finding.spot for finding in no_percent_of_nothing(case)]
    for normal in case.reading.counting:
        for percent in _NEW_PERCENT.finditer(normal.text):
            begin, _ = sentence_of(normal.text, percent.start())
            begin = max(begin, normal.text.rfind("；", begin, percent.start()) + 1)
            found = list(_WAS_NOTHING.finditer(normal.text, begin, percent.start()))
            place = normal.span(percent.start(), percent.end())
            if not Decimal(percent["percent"]) or any(each.cover(place) == each for each in told):
                continue
            if not found and _is_said_behind(normal, begin, percent):
                found = [percent]
            if not found:
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
            first = numbers_in(normal, begin, percent.start()) or (
                numbers_in(normal, sentence_of(normal.text, begin - 1)[0], begin) if begin else []
            )
            amount = next((n for n in reversed(first) if n.kind == MONEY and n.value), None)
            size = f"{amount.amount.text}{amount.amount.unit}" if amount else ""
            expected = f"增加{size}（上年没有，不写百分比）"
            message = f"上年没有这一项（上年为0），不能算出{percent['percent']}%；写成“{expected}”"
            yield case.finding(
                "ZERO_BASE", normal.span(start, percent.end()), message, expected,
                severity=Severity.ERROR if whole else Severity.REMINDER,
                certainty=PROVED if whole else LIKELY,
            )  # fmt: skip


def _is_said_behind(normal: Normal, begin: int, percent: re.Match[str]) -> bool:
    """Whether the words right behind a rise of 100 % tell that there was nothing to rise from."""
    nothing = _BEHIND.match(normal.text, percent.end())
    if nothing is None or percent["percent"].split(".")[0] != _OF_ALL:
        return False
    before = [n for n in numbers_in(normal, begin, percent.start()) if n.kind == MONEY]
    values = {n.value for n in before}
    told = _NOTHING_SPENT.search(nothing.group()) is not None
    return len(values) == 1 and (len(before) > 1 or told)


_NOTHING_SPENT = re.compile(
    "(?:零|[^\\d.]0(?:\\.0{1,2})?(?:万元|元)?"
    "|(?:未|没有?|无)(?:安排|发生|列支|编列|产生|此|该|这)*(?:项目|[项部])?(?:支出|预算|经费|费用|资金)?)$"
)
"""Nothing at all, and not only nothing of a kind: 上年没有安排, 上年无此项支出."""


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
    "|(?:增长|下降|上升|增加|减少|降低)(?:了|为)?0(?:\\.0{1,4})?%，(?:增加|减少|增长|下降)(?:了|额)?0(?:\\.0{1,4})?(?:万元|万|元)"
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


CHECKS = (
    no_change_is_printed_as_one,
    no_percent_of_nothing,
    no_percent_of_what_was_not_there,
    no_rate_of_what_was_not_planned,
)
