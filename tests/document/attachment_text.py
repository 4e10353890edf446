"""Attachments as text: one row a line, cells parted by tabs, a line break within a cell as ／."""

from __future__ import annotations

from pathlib import Path

from pingkou_gui.document.phrases import words
from pingkou_gui.document.tree import SignatureLine, Table

GOLDEN = Path(__file__).parent / "compose" / "golden"


def golden(name):
    return (GOLDEN / name).read_text(encoding="utf-8")


def rows(blocks):
    tables = [block for block in blocks if isinstance(block, Table)]
    return [row for table in tables for row in (*table.head, *table.rows)]


def texts(row):
    return [cell.text.replace("\n", "／") for cell in row.cells]


def shown(blocks):
    """Return the tables, and the line under them, as text."""
    lines = ["\t".join(texts(row)) for row in rows(blocks)]
    signed = [block for block in blocks if isinstance(block, SignatureLine)]
    lines += ["\t".join(words(entry) for entry in line.entries) for line in signed]
    return "".join(f"{line}\n" for line in lines)


def row_of(blocks, name):
    """Return the cells of the one row that has a cell of that name, from there on."""
    found = [texts(row) for row in rows(blocks) if name in texts(row)]
    assert len(found) == 1, f"{len(found)} rows named {name}"
    return found[0][found[0].index(name) :]


def spans_of(blocks):
    return [span for row in rows(blocks) for cell in row.cells for span in cell.spans]


def kinds_of(blocks):
    """Return kind and sources of every span by its words; of several alike, the first."""
    return {span.text: (span.kind, span.refs) for span in reversed(spans_of(blocks))}


def grid(blocks):
    """Return the build of the tables, a row a line: how cells stand and reach, and what is tied.

    A head is in 〔〕; < | > say how the words stand, 3×2 that a cell is three columns wide and two
    rows high, +1 that it is indented; & ties a row to the one after it.
    """
    tables = [block for block in blocks if isinstance(block, Table)]
    lines = []
    for number, table in enumerate(tables, 1):
        closer = f" 行{table.line}" if table.line else ""
        size = f"{table.widths} 表头{len(table.head)}行 {table.unit}{closer}"
        lines.append(f"表{number} {table.caption} {size}")
        for row in (*table.head, *table.rows):
            cells = " ".join(_cell(cell) for cell in row.cells)
            lines.append(f"{'&' if row.keep else ' '} {cells}")
    return "".join(f"{line}\n" for line in lines)


def _cell(cell):
    words = cell.text.replace("\n", "／")[:12] or "·"
    shown = f"〔{words}〕" if cell.head else words
    stands = {"left": "<", "center": "|", "right": ">"}[cell.align.value]
    reach = f"{cell.columns}×{cell.rows}" if (cell.columns, cell.rows) != (1, 1) else ""
    indent = f"+{cell.indent:g}" if cell.indent else ""
    return f"{shown}{stands}{reach}{indent}"
