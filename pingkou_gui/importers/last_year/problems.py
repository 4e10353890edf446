"""Problems, their causes and the measures, paired by their order; chapters nine and ten."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from pingkou_gui.form.pages.problems import Closing, Problem

if TYPE_CHECKING:
    from pingkou_gui.importers.last_year.blocks import Block
    from pingkou_gui.importers.last_year.collector import Collector

_CAUSE = re.compile(
    "[，,]?(?:造成|产生|导致)?(?:该|这一|这些|此类|上述)?(?:问题)?(?:的)?(?:主要)?原因(?:主要)?(?:是|为|在于|有)?[：:]?(?P<why>[^。]+)。?"
)
_NOTHING = re.compile("^无。?$")
_ENDED = re.compile("附\\s*件\\s*(?:[：:]|\\d*$)")
"""The list of attachments, or the head of the first: there the report itself is at its end."""
_HEAD = re.compile("附\\s*件\\s*\\d*|.{4,40}表|单位[：:]万?元")
_CLAUSE = re.compile("[，,；;]")
_LONGEST_NAME = 60


@dataclass(slots=True)
class Item:
    """A numbered point with the paragraphs under it."""

    block: Block
    title: str
    paragraphs: list[str] = field(default_factory=list)
    indices: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What it says after its title."""
        return "\n".join(p for p in self.paragraphs if p)


def read_problems(c: Collector) -> None:
    """Propose problems with causes and measures, and the closing chapters."""
    problems, measures = _items(c, "problems"), _items(c, "measures")
    for at, problem in enumerate(problems):
        row = c.row(Problem, Problem.name, problem.title)
        _problem(c, problem, row)
        if at < len(measures):
            _measure(c, measures[at], row)
    if measures and len(problems) != len(measures):
        c.notes.append(
            f"问题有{len(problems)}条，改进措施有{len(measures)}条，按次序配对，逐条核对"
        )
    for measure in measures[len(problems) :]:
        for index in measure.indices:
            c.miss(index, measure.title, "没有对应的问题")
            c.placed.add(index)
    _closing(c)


def _items(c: Collector, chapter: str) -> list[Item]:
    found: list[Item] = []
    blocks = [b for b in c.chapter(chapter) if b.index not in c.placed and not _is_chapter(c, b)]
    style = next((b.style for b in blocks if b.style), 0)
    for block in blocks:
        if block.style == style and (block.style or not found):
            title, text = _named(block)
            found.append(Item(block, title, [text], [block.index]))
        elif found:
            found[-1].paragraphs.append(block.whole)
            found[-1].indices.append(block.index)
    return found


def _is_chapter(c: Collector, block: Block) -> bool:
    return any(h.paragraph == block.index and h.level == 1 for h in c.reading.headings)


def _named(block: Block) -> tuple[str, str]:
    """Return a name of one line and what follows it; a long first sentence gives its first clause."""
    title, text = (block.title, block.body) if block.title else _first_sentence(block.whole)
    if len(title) <= _LONGEST_NAME:
        return title, text
    return _CLAUSE.split(title)[0][:_LONGEST_NAME], block.whole


def _first_sentence(text: str) -> tuple[str, str]:
    title, _, rest = text.partition("。")
    return title, rest


def _problem(c: Collector, item: Item, row: int) -> None:
    c.carry(Problem.name, item.title, item.block.index, row)
    match = _CAUSE.search(item.text)
    detail = item.text
    if match:
        detail = _joined(item.text[: match.start()], item.text[match.end() :])
        c.carry(Problem.cause, match["why"].strip(), item.block.index, row)
    if detail.strip():
        c.carry(Problem.detail, detail.strip(), item.block.index, row)
    c.placed.update(item.indices)


def _joined(before: str, after: str) -> str:
    closed = (
        before
        if not before.strip() or before.rstrip().endswith(tuple("。！？；"))
        else f"{before}。"
    )
    return closed + after


def _measure(c: Collector, item: Item, row: int) -> None:
    c.carry(Problem.measure, item.title, item.block.index, row)
    if item.text.strip():
        c.carry(Problem.measure_detail, item.text, item.block.index, row)
    c.placed.update(item.indices)


def _closing(c: Collector) -> None:
    for block in c.chapter("results_use"):
        if block.index in c.placed or not block.whole or _is_chapter(c, block):
            continue
        public = re.search("公开|公示", block.whole) and not re.search("预算安排|考核", block.whole)
        c.add_to(Closing.disclosure if public else Closing.application, block.whole, block.index)
    remarks = list(takewhile(lambda each: not _ENDED.match(each.whole), c.chapter("other_remarks")))
    _pass_over_list(c, c.chapter("other_remarks")[len(remarks) :])
    for block in remarks:
        if block.index in c.placed or _is_chapter(c, block) or not block.whole:
            continue
        if _NOTHING.match(block.whole):
            c.carry(Closing.remarks, "无", block.index)
        else:
            c.add_to(Closing.remarks, block.whole, block.index)


def _pass_over_list(c: Collector, rest: list[Block]) -> None:
    """Count the list and the heads of attachments as read: the program writes them anew."""
    listing = True
    for at, block in enumerate(rest):
        listing = listing and (at == 0 or bool(block.style))
        if listing or _HEAD.fullmatch(block.whole):
            c.placed.add(block.index)
