"""Check of lines of a name and a number each: a line called 合计 is what those above it come to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.slips import is_slip
from pingkou_gui.text.lexing.tokens import plain
from pingkou_gui.text.lines.source import Span
from pingkou_gui.text.reasoning.finding import Case, Findings, check

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.text.reasoning.finding import TextFinding

_LINE = re.compile(
    "[\\s\\d（()）.、—–·•-]{0,8}?(?P<name>[一-鿿][一-鿿（）()“”、/]{1,24}?)[\\s　：:—]*(?P<number>(?<![\\d.,，])\\d{1,3}(?:[,，]\\d{3})+(?:\\.\\d{1,2})?|\\d{1,12}(?:\\.\\d{1,2})?)\\s*(?:万元|元)?[；;。，,]?\\s*"
)
_TOTAL = re.compile("(?:合计|总计|小计|共计|总额)$|^(?:合计|总计|小计|共计)")
_GRAND = re.compile("^(?:支出|收入|资金|经费)?(?:总计|总额|合计)$|总计$")
_NO_PART = re.compile(
    "其中|年份|年度|编号|电话|人数|人口|面积|第|得分|分值|占|比|率|编制|在职|户|余额"
)
_HEAD = re.compile("\\s*(?:[一二三四五六七八九十]{1,2}、|\\d{1,2}[.、])?[一-鿿]{2,10}[:：]?\\s*")
"""A line of words alone that heads further lines."""
_LEAST, _LONGEST_LINE = 2, 60


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with its name, its number as printed, and where that stands."""

    name: str
    text: str
    span: Span

    @property
    def value(self) -> Decimal:
        """The number itself."""
        return Decimal(re.sub("[,，]", "", self.text))


@check("逐行列出的数加起来是合计", "SUM", ground="各项之和 = 合计")
def lines_come_to_their_total(case: Case) -> Findings:
    """实训基地 2,400,000.00 / 免学费 685,500.00 / 技能大赛 264,300.00 / 项目支出合计 3,299,800.00."""
    run: list[_Line] = []
    for normal, paragraph in zip(case.reading.normals, case.reading.source.paragraphs, strict=True):
        text = paragraph.text
        match = (
            _LINE.fullmatch(text) if len(text) <= _LONGEST_LINE and not paragraph.is_cell else None
        )
        if match is None and run and _HEAD.fullmatch(text):
            continue
        if match is None or _NO_PART.search(match["name"]):
            yield from _totals(case, run)
            run = []
            continue
        run.append(
            _Line(match["name"], match["number"], Span(normal.paragraph, *match.span("number")))
        )
    yield from _totals(case, run)


def _totals(case: Case, run: Sequence[_Line]) -> Findings:
    if len(run) <= _LEAST or not any("." in line.text for line in run):
        return
    parts: list[_Line] = []
    totals: list[_Line] = []
    every: list[_Line] = []
    for line in run:
        if not _TOTAL.search(line.name):
            parts.append(line)
            every.append(line)
            continue
        ways = [
            group for group in (parts, totals, every, [*totals, *parts]) if len(group) >= _LEAST
        ]
        if ways and not any(_sum(group) == line.value for group in ways):
            told = _off(
                case,
                line,
                totals
                if len(totals) >= _LEAST and _GRAND.search(line.name) and not parts
                else ways[0],
            )
            if told is not None:
                yield told
        totals.append(line)
        parts = []


def _sum(lines: Sequence[_Line]) -> Decimal:
    return sum((line.value for line in lines), Decimal(0))


def _off(case: Case, total: _Line, parts: Sequence[_Line]) -> TextFinding | None:
    added = _sum(parts)
    off = total.value - added
    shown = [
        (line, _like(line, right))
        for line, right in ((total, added), *((p, p.value + off) for p in parts))
        if right > 0
    ]
    near = [
        (line, right)
        for line, right in shown
        if is_slip(re.sub("[,，]", "", line.text), re.sub(",", "", right))
    ]
    if not near:
        return None
    told = "，或".join(f"“{line.name}”应为{right}" for line, right in near)
    message = f"“{total.name}”印的是{total.text}，各行相加{'+'.join(p.text for p in parts)} = {plain(added)}；核对：{told}"
    line, right = near[0]
    others = tuple(each.span for each in (total, *parts) if each is not line)
    quote = " / ".join(f"{each.name}{each.text}" for each in (total, *parts))
    return case.question("SUM", line.span, message, right, others=others, quote=quote)


def _like(line: _Line, value: Decimal) -> str:
    """Return a number as the one of a line is printed, with its places and its commas."""
    places = len(line.text.partition(".")[2])
    return f"{value:,.{places}f}" if re.search("[,，]", line.text) else f"{value:.{places}f}"


CHECKS = (lines_come_to_their_total,)
