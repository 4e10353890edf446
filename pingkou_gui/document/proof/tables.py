"""Tables: head rows that repeat, rows that hold together, widths that add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.document.page_geometry import Geometry
from pingkou_gui.document.proof.items import ProofItem, judged
from pingkou_gui.document.proof.opened import NS, number, value
from pingkou_gui.document.tree import Table
from pingkou_gui.document.word.markup import tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from pingkou_gui.document.proof.opened import Opened


def tables(file: Opened) -> ProofItem:
    """Every table of the tree is there, as wide as its page, its head repeated on each."""
    wanted = list(_wanted(file))
    if len(wanted) != len(file.tables):
        return judged("tables", "表格", f"应有{len(wanted)}张表，文件里有{len(file.tables)}张")
    faults = (
        f"第{number}张表{fault}"
        for number, (table, (content, width)) in enumerate(zip(file.tables, wanted, strict=True), 1)
        if (fault := _fault(table, content, width))
    )
    return judged("tables", "表格", next(faults, ""), f"共{len(wanted)}张，跨页重复表头")


def _wanted(file: Opened) -> Iterator[tuple[Table, int]]:
    page = Geometry.of(file.habits)
    parts = [(file.document.blocks, page.width)]
    for attachment in file.document.attachments:
        width = page.turned().width if attachment.landscape else page.width
        parts.append((attachment.blocks, width))
    for blocks, width in parts:
        yield from ((block, width) for block in blocks if isinstance(block, Table))


def _fault(table: _Element, content: Table, width: int) -> str:
    rows = table.findall(tag("tr"))
    if len(rows) != len(content.head) + len(content.rows):
        return "的行数不对"
    grid = sum(number(c, "w") or 0 for c in table.findall("w:tblGrid/w:gridCol", NS))
    stated = number(table.find("w:tblPr/w:tblW", NS), "w")
    if {grid, stated, *(_row_width(row) for row in rows)} != {width}:
        return "各列宽度加起来不等于版心宽度"
    if value(table.find("w:tblPr/w:tblLayout", NS), "type") != "fixed":
        return "的列宽没有固定"
    heads = [row.find("w:trPr/w:tblHeader", NS) is not None for row in rows]
    if heads != [place < len(content.head) for place in range(len(rows))]:
        return "的表头不会在下一页重复"
    if any(row.find("w:trPr/w:cantSplit", NS) is None for row in rows):
        return "有的行会跨页断开"
    return ""


def _row_width(row: _Element) -> int:
    return sum(number(cell, "w") or 0 for cell in row.findall("w:tc/w:tcPr/w:tcW", NS))
