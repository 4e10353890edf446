"""The words, the placeholders and the data the file carries."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from pingkou_gui.document.flow import PLACEHOLDER
from pingkou_gui.document.legible import illegible_count
from pingkou_gui.document.page_styles import MISSING_STYLE
from pingkou_gui.document.proof.items import ProofItem, judged
from pingkou_gui.document.proof.opened import NS, style_of, text_of, value
from pingkou_gui.document.text import row_text, text_lines
from pingkou_gui.document.tree import Paragraph, SignatureLine, Table
from pingkou_gui.document.word.markup import tag
from pingkou_gui.document.word.payload import read_payload
from pingkou_gui.errors import UnusableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from pingkou_gui.document.proof.opened import Opened
    from pingkou_gui.document.tree import Block, Document, Spans


def words_kept(file: Opened) -> ProofItem:
    """Every line and row of the report stands in the file, and nothing besides."""
    wanted, found = list(text_lines(file.document)), file_lines(file)
    unequal = (pair for pair in zip_longest(wanted, found, fillvalue="") if pair[0] != pair[1])
    fault = next((_unequal(*pair) for pair in unequal), "")
    squares = sum(illegible_count(span.text) for s in _all_spans(file.document) for span in s)
    detail = f"其中{squares}个无法写进文件的字符显示为□" if squares else "与报告逐字一致"
    return judged("words", "文字", fault, detail)


def _unequal(wanted: str, found: str) -> str:
    return f"文件里的文字与报告不一致，报告是“{wanted[:30]}”，文件是“{found[:30]}”"


def file_lines(file: Opened) -> list[str]:
    """Return the lines and rows of a file as `text_lines` yields those of a tree."""
    if not file.lines:
        file.lines.extend(_lines(file.body))
    return file.lines


def _lines(body: _Element) -> Iterator[str]:
    for part in body:
        if part.tag == tag("p"):
            # The line under an attachment may take two lines; its entries stay apart.
            line = text_of(part, "\t" if style_of(part) == "TableNote" else "")
            yield from filter(None, [line])
        elif part.tag == tag("tbl"):
            yield from (_row(row) for row in part.iter(tag("tr")))


def _row(row: _Element) -> str:
    cells = (c for c in row.findall(tag("tc")) if not _is_covered(c))
    return row_text("".join(text_of(p) for p in cell.iter(tag("p"))) for cell in cells)


def _is_covered(cell: _Element) -> bool:
    merge = cell.find("w:tcPr/w:vMerge", NS)
    return merge is not None and value(merge) != "restart"


def missing_count(file: Opened) -> int:
    """Return how many placeholders the file shows."""
    return sum(len(PLACEHOLDER.findall(line)) for line in file_lines(file))


def placeholders(file: Opened) -> ProofItem:
    """Every placeholder is marked to the eye, and a final report has none."""
    shown = missing_count(file)
    marked = sum(
        len(PLACEHOLDER.findall(text_of(run)))
        for run in file.body.iter(tag("r"))
        if value(run.find("w:rPr/w:rStyle", NS)) == MISSING_STYLE
    )
    fault = "" if marked == shown else f"有{shown - marked}处待填或待核没有标出"
    if shown and not file.document.draft:
        fault = fault or f"定稿里还有{shown}处待填或待核"
    detail = f"还有{shown}处待填或待核，均已标出" if shown else "没有空缺"
    return judged("placeholders", f"待填{shown}处", fault, detail)


def payload(file: Opened) -> ProofItem:
    """The data of the report travel in the file, equal to the last character."""
    try:
        found = read_payload(file.path) or ""
    except UnusableFileError as error:
        return judged("payload", "随文数据", error.happened)
    equal = found == file.document.payload
    fault = "" if equal else "文件里没有随带报告数据，或与报告不一致"
    detail = "可从本文件恢复全部填报数据" if found else "本文件不带填报数据"
    return judged("payload", "随文数据", fault, detail)


def _all_spans(document: Document) -> Iterator[Spans]:
    yield from _block_spans(document.blocks)
    for attachment in document.attachments:
        yield from _block_spans(attachment.blocks)


def _block_spans(blocks: tuple[Block, ...]) -> Iterator[Spans]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.spans
        elif isinstance(block, SignatureLine):
            yield from block.entries
        elif isinstance(block, Table):
            yield from (c.spans for row in (*block.head, *block.rows) for c in row.cells)
