"""Findings on years: last year's year left standing in this year's report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.domain.proofread.check import Case, Findings, check
from pingkou_gui.domain.proofread.finding import LIKELY, PROVED, Severity

if TYPE_CHECKING:
    from pingkou_gui.domain.reading import Normal, Statement

_HEAD = re.compile(
    "^(?:[（(]?[一二三四五六七八九十\\d]{1,3}[）)、.]+)?(20\\d\\d)年度?(?!\\d{1,2}月|以来|底|前|末)"
)
_CLOSING = re.compile("截[至止](20\\d\\d)年(?:12月31日|底|末|年底|年末|12月底)")
_COMPARED = re.compile("比|较|上年|去年|同期|由|从|以来|至今|起|结转|成立|批准|印发|获|荣获|设立")
_COLUMN = re.compile("20\\d\\d年度?(?:年初|全年|调整)?(?:预算|决算|执行|支出|完成|批复)数?")
"""The head of a column that a table lost when it became text: 2022年决算数."""
_KEY = 2


@check("金额的年份就是报告的年份", "STALE_YEAR", ground="年份")
def figures_are_of_this_year(case: Case) -> Findings:
    """A figure said to be of another year, where nothing compares."""
    year = case.reading.year
    if year is None:
        return
    own = {s.key for s in case.reading.statements if s.key and s.year == year and s.amount}
    for statement in case.reading.statements:
        if not _is_stale(case, statement, year):
            continue
        said = statement.year
        sure = len(own) >= _KEY
        message = (
            f"报告写{year}年，这里的“{statement.label}”写的是{said}年；核对年份和数字是不是上年的"
        )
        yield case.finding(
            "STALE_YEAR", statement.span, message, f"{year}年",
            severity=Severity.ERROR if sure else Severity.REMINDER, certainty=PROVED if sure else LIKELY,
        )  # fmt: skip


def _is_stale(case: Case, statement: Statement, year: int) -> bool:
    if not statement.key or not statement.year_said or statement.year in {None, year}:
        return False
    if statement.measure != "outturn" or (statement.year or 0) > year:
        return False
    text = case.reading.normals[statement.span.paragraph].text
    sentence = case.reading.quote(statement.sentence)
    before = sentence.partition(str(statement.year))[0]
    twin = any(
        s.key == statement.key and s.year == year and s.span.paragraph == statement.span.paragraph
        for s in case.reading.statements
    )
    return not twin and not _COMPARED.search(before[-6:]) and str(year) not in before and bool(text)


@check("标题和段首的年份就是报告的年份", "STALE_YEAR", ground="年份")
def openings_are_of_this_year(case: Case) -> Findings:
    """2022年度重点工作 in a report of 2023; 2022年，我镇… at the head of a paragraph."""
    year = case.reading.year
    if year is None:
        return
    figures = {s.span.paragraph for s in case.reading.statements if _is_stale(case, s, year)}
    for normal in case.reading.normals:
        match = _HEAD.match(normal.text)
        if match is None or int(match[1]) >= year or normal.paragraph in figures:
            continue
        title = len(normal.text) <= 40 and not normal.text.endswith("。")
        rest = normal.text[match.end() : match.end() + 24]
        if _COMPARED.search(rest[:16]) or _is_head(case, normal):
            continue
        message = f"报告写{year}年，这里是{match[1]}年；像是上年的报告改来时漏改的"
        severity = Severity.ERROR if title else Severity.REMINDER
        yield case.finding(
            "STALE_YEAR",
            normal.span(match.start(1), match.end()),
            message,
            f"{year}年",
            severity=severity,
            certainty=LIKELY,
        )


def _is_head(case: Case, normal: Normal) -> bool:
    """Whether words stand above the figures of a year that may well be another."""
    cell = case.reading.source.paragraphs[normal.paragraph].is_cell
    return cell or _COLUMN.fullmatch(normal.text) is not None


@check("截至日期的年份就是报告的年份", "STALE_YEAR", ground="年份")
def closing_dates_are_of_this_year(case: Case) -> Findings:
    """截至2022年12月31日 in a report of 2023."""
    year = case.reading.year
    for normal in case.reading.normals:
        for match in _CLOSING.finditer(normal.text):
            said = int(match[1])
            if (
                year is None
                or said >= year
                or str(year) in normal.text[max(0, match.start() - 20) : match.start()]
            ):
                continue
            message = f"报告写{year}年，这里截至{said}年年底；像是漏改的年份"
            yield case.finding(
                "STALE_YEAR", normal.span(match.start(1), match.end()), message, f"{year}年",
                severity=Severity.REMINDER, certainty=LIKELY,
            )  # fmt: skip


CHECKS = (closing_dates_are_of_this_year, figures_are_of_this_year, openings_are_of_this_year)
