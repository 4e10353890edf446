"""What no field was found for: figures sentence by sentence, paragraphs, rows of tables."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.importers.last_year.blocks import Block
    from pingkou_gui.importers.last_year.collector import Collector

_NO_FIELD = "没有对应的栏目"
_WORDLESS = re.compile("[\\s\\d.、，。：:（）()%－—-]*")
_SHORT = 80


def list_the_rest(c: Collector) -> None:
    """List paragraphs, table rows and figures that nothing was made of."""
    heads = {h.paragraph for h in c.reading.headings if not h.run_in}
    for block in c.blocks:
        if block.is_cell or block.index in c.placed:
            continue
        bare = block.index in heads and not block.body
        if bare or _is_title(c, block) or _WORDLESS.fullmatch(block.whole):
            continue
        if _is_worked_out(c, block):
            continue
        c.miss(block.index, _cut(block.whole), _NO_FIELD)
    _figures(c)
    for index, text, count in _tables(c):
        more = f"，这张表共有{count}行" if count > 1 else ""
        c.miss(index, _cut(text), f"{_NO_FIELD}{more}")


def _is_worked_out(c: Collector, block: Block) -> bool:
    """Whether every figure of a paragraph is one that the form works out."""
    money = [
        at
        for at, s in enumerate(c.reading.statements)
        if s.span.paragraph == block.index and s.amount is not None and not s.aside
    ]
    return bool(money) and all(at in c.used or _is_total(c, at) for at in money)


def _is_title(c: Collector, block: Block) -> bool:
    text = c.reading.normals[block.index].text
    return block.index < 12 and len(text) <= 60 and bool(c.reading.unit) and c.reading.unit in text


def _figures(c: Collector) -> None:
    """List money in paragraphs of figures that found no field; narrative keeps its own."""
    told = {s.span.paragraph for i, s in enumerate(c.reading.statements) if i in c.used}
    for index, s in enumerate(c.reading.statements):
        money = s.amount is not None and s.amount.unit in {"万元", "元", "亿元", "万"}
        if index in c.used or s.aside or not money or s.span.paragraph not in told:
            continue
        if not _is_total(c, index):
            c.miss(s.span, _cut(c.reading.quote(s.span)), _NO_FIELD)


def _is_total(c: Collector, index: int) -> bool:
    """Whether the form works the figure out: the whole of what was spent, sums of projects."""
    s = c.reading.statements[index]
    if s.chapter == "performance" and s.label.endswith("合计"):
        return True
    before = c.reading.source.paragraphs[s.span.paragraph].text[: s.span.start]
    return s.key in {"total_spending", "project_spending"} or before.rfind("【") > before.rfind(
        "】"
    )


def _tables(c: Collector) -> Iterator[tuple[int, str, int]]:
    """Yield each table's first row that nothing was made of, and how many there are."""
    cells = [b for b in c.blocks if b.is_cell]
    paragraphs = c.reading.source.paragraphs
    for _, table in groupby(cells, key=lambda b: paragraphs[b.index].table):
        rows = [list(r) for _, r in groupby(table, key=lambda b: paragraphs[b.index].row)]
        left = [row for row in rows if not any(b.index in c.placed for b in row)]
        told = [(row[0].index, " | ".join(b.body for b in row if b.body)) for row in left]
        told = [(index, text) for index, text in told if not _WORDLESS.fullmatch(text)]
        if told:
            yield (*told[0], len(told))


def _cut(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
