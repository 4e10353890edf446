"""Tables: written as text by row, since a cell at a time takes seconds (measured)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from pingkou_gui.document.flow import marked, one_line, split_lines
from pingkou_gui.document.tree import Align
from pingkou_gui.document.word.markup import Look, paragraph, quoted, span_runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.document.tree import Cell, Row, Table

CHARACTER = 210
"""五号 is 10.5 points."""
_LONGEST_GROUP = 14
"""Rows that may be tied together; a longer chain would not fit a landscape page."""
_STYLES = {Align.LEFT: "TableText", Align.CENTRE: "TableCenter", Align.RIGHT: "TableNumber"}


@dataclass(slots=True)
class _Span:
    """A cell that reaches down: rows still to cover and columns it is wide."""

    rows: int
    columns: int
    style: str


def column_widths(relative: Sequence[int], total: int) -> list[int]:
    """Return widths in twips that add up to `total` exactly: edges are rounded, not widths."""
    whole = sum(relative)
    if whole <= 0 or min(relative) <= 0:
        raise ValueError(f"column widths must be positive: {tuple(relative)}")
    edges = [(edge * total * 2 + whole) // (whole * 2) for edge in accumulate(relative, initial=0)]
    return [right - left for left, right in pairwise(edges)]


def table(content: Table, total: int, *, row_height: int, tied: bool = False) -> str:
    """Return `w:tbl`, `total` twips wide; `tied` keeps its last row with what follows."""
    widths = column_widths(content.widths, total)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_rows(content, widths, row_height, tied=tied))
    name = one_line(content.caption)
    described = f"<w:tblCaption w:val={quoted(name)}/>" if name else ""
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{total}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0000" w:firstRow="0" w:lastRow="0" '
        f'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{described}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _rows(content: Table, widths: list[int], height: int, *, tied: bool) -> Iterator[str]:
    covered: dict[int, _Span] = {}
    heads = len(content.head)
    rows = _grouped((*content.head, *content.rows), heads, tied=tied)
    for number, row in enumerate(rows):
        head = "<w:tblHeader/>" if number < heads else ""
        cells = "".join(_cells(row, widths, covered, in_head=number < heads))
        yield (
            f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>{head}'
            f"</w:trPr>{cells}</w:tr>"
        )


def _grouped(rows: tuple[Row, ...], heads: int, *, tied: bool) -> Iterator[Row]:
    """Yield the rows with ties that can be kept: a head to its first row, no endless chain."""
    chain = 0
    for number, row in enumerate(rows):
        last = number == len(rows) - 1
        keep = tied if last else row.keep or number < heads
        chain = chain + 1 if keep else 0
        if chain > _LONGEST_GROUP:
            keep, chain = False, 0
        yield row if row.keep is keep else replace(row, keep=keep)


def _cells(
    row: Row, widths: list[int], covered: dict[int, _Span], *, in_head: bool
) -> Iterator[str]:
    column, cells = 0, iter(row.cells)
    while column < len(widths):
        above = covered.get(column)
        if above:
            yield _continued(above, sum(widths[column : column + above.columns]), keep=row.keep)
            above.rows -= 1
            if not above.rows:
                del covered[column]
            column += above.columns
            continue
        cell = next(cells, None)
        if cell is None or cell.columns < 1 or column + cell.columns > len(widths):
            raise ValueError(f"a row does not fill its {len(widths)} columns: {row}")
        style = "TableHead" if cell.head or in_head else _STYLES[cell.align]
        if cell.rows > 1:
            covered[column] = _Span(cell.rows - 1, cell.columns, style)
        yield _cell(cell, style, sum(widths[column : column + cell.columns]), keep=row.keep)
        column += cell.columns
    if next(cells, None) is not None:
        raise ValueError(f"a row has more cells than its {len(widths)} columns: {row}")


def _properties(width: int, columns: int, merge: str) -> str:
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    return (
        f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}'
        '<w:vAlign w:val="center"/></w:tcPr>'
    )


def _continued(above: _Span, width: int, *, keep: bool) -> str:
    look = Look(above.style, keep_next=keep or None)
    return f"<w:tc>{_properties(width, above.columns, '<w:vMerge/>')}{paragraph('', look)}</w:tc>"


def _cell(cell: Cell, style: str, width: int, *, keep: bool) -> str:
    merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
    indent = f'w:left="{int(cell.indent * CHARACTER)}"' if cell.indent else ""
    look = Look(style, keep_next=keep or None, indent=indent)
    lines = "".join(paragraph(span_runs(line), look) for line in split_lines(cell.spans))
    return f"<w:tc>{_properties(width, cell.columns, merge)}{lines}</w:tc>"


def above_table(content: Table, title: str) -> list[str]:
    """Return the caption and the unit over a table, or a narrow gap where it has neither."""
    parts = [
        paragraph(span_runs(marked(text)), Look(style))
        for text, style in ((title, "TableCaption"), (one_line(content.unit), "TableUnit"))
        if text
    ]
    return parts or [gap(keep=True)]


def gap(*, keep: bool = False) -> str:
    """Return the narrow paragraph that parts a table from what stands beside it."""
    return paragraph("", Look("TableGap", keep_next=keep or None))
