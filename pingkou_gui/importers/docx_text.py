"""The text of a docx in reading order, as a reader of the printed page sees it.

Deleted text of tracked changes is left out, inserted text is kept; of a field its result;
text boxes once; automatic numbers are written before their paragraphs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.importers.docx_numbering import Numbering, W
from pingkou_gui.importers.docx_package import Package
from pingkou_gui.text.source import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

_SKIPPED = frozenset(
    f"{W}{name}"
    for name in (
        "del",
        "moveFrom",
        "delText",
        "instrText",
        "pPr",
        "rPr",
        "delInstrText",
        "annotationRef",
    )
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{W}txbxContent"
_MAX_PARAGRAPHS = 60_000
_MAX_DEPTH = 40


def read_docx(path: Path) -> tuple[Paragraph, ...]:
    """Return paragraphs and cells of a docx, each with a place such as 段12 or 表2行3列4.

    Raises:
        UnusableFileError: the file is damaged, protected, empty or far too large.
    """
    return tuple(read_elements(path).found)


def read_elements(path: Path) -> ElementReader:
    """Return what `read_docx` reads, with the element behind each paragraph.

    Raises:
        UnusableFileError: the file is damaged, protected, empty or far too large.
    """
    package = Package(path)
    try:
        document = package.part("word/document.xml")
        numbering = Numbering(package.part("word/numbering.xml"), package.part("word/styles.xml"))
    finally:
        package.close()
    body = document.find(f"{W}body") if document is not None else None
    if body is None:
        raise UnusableFileError(f"“{path.name}”里没有正文", "用Word打开看看，是不是选错了文件")
    reader = ElementReader(numbering, path.name)
    reader.block(body, 0)
    if not any(paragraph.text.strip() for paragraph in reader.found):
        raise UnusableFileError(
            f"“{path.name}”里没有文字，可能全是图片", "换一份能选中文字的Word文档"
        )
    return reader


class ElementReader:
    """Walks the body and numbers paragraphs and tables.

    Attributes:
        found: the paragraphs and cells.
        elements: the `w:p` of each of them, and the automatic number its text begins with.
    """

    def __init__(self, numbering: Numbering, name: str) -> None:
        self.found: list[Paragraph] = []
        self.elements: list[tuple[etree._Element, str]] = []
        self.numbering = numbering
        self.name = name
        self.paragraphs = 0
        self.tables = 0

    def block(self, parent: etree._Element, depth: int) -> None:
        """Read paragraphs and tables under `parent` in their order."""
        for child in parent:
            if child.tag == f"{W}p":
                self.paragraph(child, depth)
            elif child.tag == f"{W}tbl":
                self.table(child, depth + 1)
            elif child.tag in {
                f"{W}sdt",
                f"{W}sdtContent",
                f"{W}ins",
                f"{W}moveTo",
                f"{W}customXml",
                f"{W}smartTag",
            }:
                self.deeper(child, depth + 1)

    def deeper(self, parent: etree._Element, depth: int) -> None:
        """Read what stands inside something, unless it is nested beyond sense."""
        if depth > _MAX_DEPTH:
            raise UnusableFileError(
                f"“{self.name}”里的表格套得太深", "把内层表格改成普通文字，再读入"
            )
        self.block(parent, depth)

    def paragraph(self, element: etree._Element, depth: int) -> None:
        """Read a paragraph and its text boxes."""
        self.paragraphs += 1
        if self.paragraphs > _MAX_PARAGRAPHS:
            raise UnusableFileError(f"“{self.name}”太长，不像一份报告", "只留下报告正文，再读入")
        place = f"段{self.paragraphs}"
        number = self.numbering.number(element)
        text = number + "".join(_texts(element))
        if text.strip():
            self.found.append(Paragraph(text, place))
            self.elements.append((element, number))
        for box in _boxes(element):
            self.deeper(box, depth + 1)

    def table(self, element: etree._Element, depth: int) -> None:
        """Read the cells of a table, row by row."""
        if depth > _MAX_DEPTH:
            raise UnusableFileError(
                f"“{self.name}”里的表格套得太深", "把内层表格改成普通文字，再读入"
            )
        self.tables += 1
        number = self.tables
        for row, line in enumerate(_rows(element), 1):
            column = 1 + _span(line.find(f"{W}trPr"), "gridBefore", 0)
            for cell in _cells(line):
                properties = cell.find(f"{W}tcPr")
                if not _is_continued(properties):
                    self.cell(cell, number, row, column, depth)
                column += _span(properties, "gridSpan", 1)

    def cell(self, cell: etree._Element, table: int, row: int, column: int, depth: int) -> None:
        """Read the paragraphs of a cell."""
        place = f"表{table}行{row}列{column}"
        for child in _cell_paragraphs(cell):
            if child.tag == f"{W}tbl":
                self.table(child, depth + 1)
                continue
            number = self.numbering.number(child)
            text = number + "".join(_texts(child))
            if text.strip():
                self._check_length()
                self.found.append(Paragraph(text, place, table, row, column))
                self.elements.append((child, number))
            for box in _boxes(child):
                self.deeper(box, depth + 1)

    def _check_length(self) -> None:
        if len(self.found) > _MAX_PARAGRAPHS:
            raise UnusableFileError(f"“{self.name}”太长，不像一份报告", "只留下报告正文，再读入")


def _texts(element: etree._Element) -> Iterator[str]:
    """Yield the visible text of a paragraph; text boxes are paragraphs of their own."""
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            continue
        tag = child.tag
        if tag in _SKIPPED or tag in {_FALLBACK, _BOX}:
            continue
        if tag == f"{W}t":
            yield child.text or ""
        elif tag == f"{W}tab":
            yield " "
        elif tag in {f"{W}br", f"{W}cr"}:
            yield "\n"
        elif tag == f"{W}noBreakHyphen":
            yield "-"
        else:
            stack.append(iter(child))


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the text boxes of a paragraph, not those of its fallback or inside another box."""
    for box in element.iter(_BOX):
        ancestors = {a.tag for a in box.iterancestors()} - {a.tag for a in element.iterancestors()}
        if _FALLBACK not in ancestors and _BOX not in ancestors:
            yield box


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == f"{W}tr":
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag in {f"{W}sdt", f"{W}customXml", f"{W}ins"}:
            yield from child.iter(f"{W}tr")


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in {f"{W}sdt", f"{W}customXml", f"{W}ins"}:
            yield from child.iter(f"{W}tc")


def _cell_paragraphs(cell: etree._Element) -> Iterator[etree._Element]:
    for child in cell:
        if child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"}:
            yield from _cell_paragraphs(child)


def _is_continued(properties: etree._Element | None) -> bool:
    """Whether a cell is the hidden lower part of one merged downwards."""
    merge = properties.find(f"{W}vMerge") if properties is not None else None
    return merge is not None and merge.get(f"{W}val") != "restart"


def _span(properties: etree._Element | None, name: str, default: int) -> int:
    node = properties.find(f"{W}{name}") if properties is not None else None
    value = node.get(f"{W}val") if node is not None else None
    return min(int(value), 200) if value and value.isdecimal() else default
