"""Findings on a report as a whole: whether it is one, and whether it is finished."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pingkou_gui.domain.gap_marks import GAP_MARK
from pingkou_gui.domain.proofread.check import Case, Findings, check
from pingkou_gui.domain.proofread.run import case_of, findings_of, in_order
from pingkou_gui.domain.reading.reader import read
from pingkou_gui.domain.reading.source import Span

if TYPE_CHECKING:
    from pingkou_gui.domain.proofread.finding import TextFinding
    from pingkou_gui.domain.reading.reader import Reading
    from pingkou_gui.domain.reading.source import SourceText

_TOLD = 3
"""So many gaps of one place are named."""
_LONGEST = 24


@check("读得出自评报告的章", "MISSING", ground="自评报告提纲")
def chapters_can_be_read(case: Case) -> Findings:
    """At least one chapter of the outline, by its words."""
    if _has_chapters(case.reading):
        return
    message = "没有认出自评报告的章节；核对选的是不是自评报告，章的标题是否单独成段"
    yield case.finding("MISSING", _first_words(case.reading), message, "自评报告的章节")


def _has_chapters(reading: Reading) -> bool:
    return any(heading.level == 1 and heading.key for heading in reading.headings)


def _first_words(reading: Reading) -> Span:
    paragraphs = reading.source.paragraphs
    at = next((at for at, each in enumerate(paragraphs) if each.text.strip()), 0)
    return Span(at, 0, min(len(paragraphs[at].text), _LONGEST) if paragraphs else 0)


@check("没有待填、待核的标记", "TEMPLATE_LEFTOVER", ground="定稿里没有空缺")
def no_gap_is_marked(case: Case) -> Findings:
    """【待填：…】 and 【待核：…】: told once a paragraph, once a table."""
    marks: defaultdict[tuple[int, int], list[tuple[Span, str]]] = defaultdict(list)
    for at, paragraph in enumerate(case.reading.source.paragraphs):
        place = (paragraph.table, 0 if paragraph.is_cell else at)
        for match in GAP_MARK.finditer(paragraph.text):
            marks[place].append((Span(at, *match.span()), match.group()))
    for found in marks.values():
        spot, first = found[0]
        words = list(dict.fromkeys(mark for _, mark in found))
        told = "、".join(words[:_TOLD]) + ("等" if len(words) > _TOLD else "")
        message = f"还有{len(found)}处没有填好：{told}；填好后删去标记"
        yield case.finding("TEMPLATE_LEFTOVER", spot, message, "填上内容", quote=first)


CHECKS = (chapters_can_be_read, no_gap_is_marked)


def examine(text: SourceText) -> tuple[TextFinding, ...]:
    """Return what is wrong with a file that should be a whole report, in the order of its text."""
    return examine_reading(read(text))


def examine_reading(reading: Reading) -> tuple[TextFinding, ...]:
    """Return what is wrong with what should be a whole report and has been read already.

    Of something that is no report at all nothing is told but that.
    """
    case = case_of(reading)
    whole = [finding for check in CHECKS for finding in check(case)]
    if not _has_chapters(reading) and not any(s.key for s in reading.statements):
        return in_order(whole)
    return in_order([*findings_of(case), *whole])
