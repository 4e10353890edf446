"""The clerk's own words of chapters one and six: duties, work of the year, scope, analyses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.form.pages.basic_spending import SpendingTexts
from pingkou_gui.form.pages.overview import Duty, KeyWork, OverviewTexts
from pingkou_gui.form.pages.scoring import Analysis

if TYPE_CHECKING:
    from pingkou_gui.form.field import Field
    from pingkou_gui.importers.last_year.blocks import Block
    from pingkou_gui.importers.last_year.collector import Collector

_YEAR = re.compile("20\\d\\d年|今年|一年来|全年")
_ANALYSES: tuple[tuple[str, Field[str]], ...] = (
    ("经济性", Analysis.economy),
    ("效率性", Analysis.efficiency),
    ("有效性", Analysis.effectiveness),
    ("效果性", Analysis.effectiveness),
    ("可持续性", Analysis.sustainability),
)
_ANALYSIS = re.compile(
    "^(?:（?[一二三四\\d]+[）、.])?(?P<name>经济性|效率性|有效性|效果性|可持续性)(?:分析|方面)?[：:。]"
)
_USE = re.compile("(?:资金)?主要用于(?P<use>[^。；]+?)(?=[，,；;](?:其中|包含|包括|分别)|。|$)")
_SCORE = re.compile("(?:自评)?(?:得分|总分)(?:为|：|:)?(?P<score>\\d{1,3}(?:\\.\\d{1,2})?)分?")
_CLAUSE = re.compile("[，,；;。]")
_LONGEST_TITLE = 60
NEEDLESS = "提纲里的填写说明，没有读入"


def read_narrative(c: Collector) -> None:
    """Propose what stands in the chapters as plain words."""
    for block in c.blocks:
        if c.doubts.is_guidance(block.index):
            c.miss(block.index, block.body or block.title, NEEDLESS)
            c.placed.add(block.index)
    _duties(c)
    _key_work(c)
    _scope(c)
    _analyses(c)
    _use(c)
    _score(c)


def _plain(c: Collector, chapter: str, section: str | None = None) -> list[Block]:
    return [b for b in c.chapter(chapter, section) if b.index not in c.placed]


def _is_head(block: Block, words: str) -> bool:
    """Whether a paragraph is no more than the heading of its section."""
    return not block.body and words in block.title


def _duties(c: Collector) -> None:
    found = [b for b in _plain(c, "overview", "duties") if not _is_head(b, "职")]
    numbered = [b for b in found if b.style]
    row = 0
    for block in found:
        if block.style or (not numbered and not _YEAR.match(block.body)):
            text = block.whole
            row = c.row(Duty, Duty.text, text)
            c.carry(Duty.text, text, block.index, row)
        elif _YEAR.match(block.body) or not row:
            c.add_to(OverviewTexts.overall, block.body, block.index)
        else:
            c.add_to(Duty.text, block.body, block.index, row)


def _key_work(c: Collector) -> None:
    found = [b for b in _plain(c, "overview", "key_work") if not _is_head(b, "重点工作")]
    styles = [b.style for b in found if b.style]
    row = 0
    for block in found:
        if block.style:
            row = _work(c, block, "1" if block.style == styles[0] else "2")
        elif row:
            c.add_to(KeyWork.text, block.body, block.index, row)
        else:
            c.add_to(OverviewTexts.overall, block.body, block.index)


def _work(c: Collector, block: Block, level: str) -> int:
    title, text = block.title, block.body
    if not title:
        title = _CLAUSE.split(text)[0][:_LONGEST_TITLE]
    row = c.row(KeyWork, KeyWork.title, title)
    c.carry(KeyWork.level, level, block.index, row)
    c.carry(KeyWork.title, title, block.index, row)
    if text:
        c.carry(KeyWork.text, text, block.index, row)
    return row


def _scope(c: Collector) -> None:
    """Propose the paragraphs on scale and scope that hold no figure of their own."""
    told = {s.span.paragraph for i, s in enumerate(c.reading.statements) if i in c.used}
    for block in _plain(c, "overview", "scale"):
        if block.index not in told and block.body and not block.title:
            c.add_to(OverviewTexts.spending_scope, block.body, block.index)


def _analyses(c: Collector) -> None:
    for block in _plain(c, "performance"):
        run_in = _ANALYSIS.match(block.body if not block.title else f"{block.title}。")
        name = run_in["name"] if run_in else next((n for n, _ in _ANALYSES if n in block.topic), "")
        field = dict(_ANALYSES).get(name)
        if field is None:
            continue
        text = block.body[run_in.end() :].strip() if run_in and not block.title else block.body
        if text:
            c.add_to(field, text, block.index)
        elif block.title:
            c.placed.add(block.index)


def _use(c: Collector) -> None:
    for block in c.chapter("general_public_budget", "basic_spending"):
        match = _USE.search(block.body)
        if match and "基本支出" in block.body[: match.start()] and "【" not in match["use"]:
            c.carry(SpendingTexts.basic_use, match["use"], block.index)
            return


def _score(c: Collector) -> None:
    for block in c.chapter("performance"):
        if "自评得分" in block.body:
            c.placed.add(block.index)
        match = _SCORE.search(block.body)
        if match:
            c.notes.append(f"原报告自评得分{match['score']}分；本程序的得分由指标算出，没有读入")
            c.placed.add(block.index)
            return
