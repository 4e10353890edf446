"""A written Word file opened again and read, once, as paragraphs and tables.

Only what the file's own markup says is read: what is checked is what was written, not what was
meant to be. The markup is that of this program; of any other a paragraph or a table is read as far
as it goes. Lengths are in twips.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.document.docx_file import WordFile
from pingkou_gui.document.word_page import R, tag

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element

    from pingkou_gui.document.page_layout import Layout
    from pingkou_gui.document.tree import Document
    from pingkou_gui.scheme.scheme import PageHabits


class WrittenRun(NamedTuple):
    r"""Words of one look; a tab is `\t`, a line break `\n`."""

    words: str
    style: str
    hinted: bool
    """Whether it says that it is set as Chinese."""


@dataclass(slots=True)
class WrittenParagraph:
    """A paragraph; what is None or 0 is left to its style."""

    runs: list[WrittenRun]
    style: str = ""
    keep_next: bool | None = None
    page_break: bool | None = None
    tabs: tuple[int, ...] = ()
    empty_line: bool = False
    left: int | None = None
    first_line: int | None = None
    """Negative where it hangs."""
    section_end: _Element | None = None
    """The properties of the section that ends here."""

    @property
    def words(self) -> str:
        r"""All words, a line break as `\n`."""
        return "".join([run.words for run in self.runs])

    @property
    def text(self) -> str:
        """The words without line breaks."""
        return self.words.replace("\n", "")


class WrittenCell(NamedTuple):
    """A cell: `merge` is empty, `restart`, or `continue` for the part under a cell from above."""

    paragraphs: list[WrittenParagraph]
    width: int
    columns: int
    merge: str


class WrittenRow(NamedTuple):
    """A row: whether it repeats as a head, and whether it holds together."""

    cells: list[WrittenCell]
    head: bool
    whole: bool
    height: int


class WrittenTable(NamedTuple):
    """A table: the widths of its grid, the width it states, whether its columns are fixed."""

    widths: tuple[int, ...]
    stated: int
    fixed: bool
    rows: list[WrittenRow]


WrittenItem = WrittenParagraph | WrittenTable


@dataclass(frozen=True, slots=True)
class OpenedDocument:
    """A written file beside what it was written from."""

    path: Path
    document: Document
    habits: PageHabits
    body: _Element
    styles: _Element
    settings: _Element
    edges: dict[str, _Element]
    """Headers and footers by relationship id."""
    items: list[WrittenItem] = field(default_factory=list)
    """The body in order."""
    pages: list[Layout] = field(default_factory=list)
    """The pages by the rules of Word and of LibreOffice, once they have been laid out."""

    @property
    def paragraphs(self) -> Iterator[WrittenParagraph]:
        """The paragraphs outside tables."""
        return (item for item in self.items if isinstance(item, WrittenParagraph))

    @property
    def tables(self) -> list[WrittenTable]:
        """The tables of the body."""
        return [item for item in self.items if isinstance(item, WrittenTable)]

    @property
    def all_paragraphs(self) -> Iterator[WrittenParagraph]:
        """The paragraphs of the body, those in tables among them."""
        for item in self.items:
            if isinstance(item, WrittenParagraph):
                yield item
            else:
                for row in item.rows:
                    for cell in row.cells:
                        yield from cell.paragraphs

    @property
    def sections(self) -> list[_Element]:
        """Every `w:sectPr`, in order."""
        ends = (p.section_end for p in self.paragraphs)
        return [*(end for end in ends if end is not None), *self.body.findall(tag("sectPr"))]

    def edges_of(self, section: _Element, kind: str) -> dict[str, _Element]:
        """Return the headers or footers of a section by `default` and `even`."""
        found = section.findall(tag(f"{kind}Reference"))
        identity = f"{{{R}}}id"
        return {
            value(reference, "type"): self.edges[str(reference.get(identity))]
            for reference in found
            if reference.get(identity) in self.edges
        }


def opened(path: Path, document: Document, habits: PageHabits) -> OpenedDocument:
    """Open a written file for its proof; UnusableFileError where it is none."""
    with WordFile(path) as file:
        related = {
            str(link.get("Id")): f"word/{link.get('Target')}"
            for link in file.xml("word/_rels/document.xml.rels")
            if str(link.get("Type")).endswith(("/header", "/footer"))
        }
        root = file.xml("word/document.xml")
        body = root.find(tag("body"))
        body = root if body is None else body
        return OpenedDocument(
            path=path,
            document=document,
            habits=habits,
            body=body,
            styles=file.xml("word/styles.xml"),
            settings=file.xml("word/settings.xml"),
            edges={key: file.xml(name) for key, name in related.items() if name in file.names},
            items=read_body(body),
        )


# Attributes and children of an element.


def value(element: _Element | None, name: str = "val") -> str:
    """Return an attribute of the `w:` namespace, or an empty text."""
    return "" if element is None else str(element.get(tag(name)) or "")


def number(element: _Element | None, name: str = "val") -> int | None:
    """Return an attribute as a whole number, or None where it is none."""
    text = value(element, name)
    return int(text) if text.removeprefix("-").isdecimal() else None


def switch(element: _Element) -> bool:
    """Return whether an element that is there switches something on."""
    return element.get(_VAL) not in {"0", "false"}


# The body: each element is looked at once, for a long report has tens of thousands of them.


_P, _TBL, _R, _RPR, _PPR = tag("p"), tag("tbl"), tag("r"), tag("rPr"), tag("pPr")
_T, _TAB, _BR, _FONTS, _RSTYLE = tag("t"), tag("tab"), tag("br"), tag("rFonts"), tag("rStyle")
_STYLE, _KEEP, _BREAK, _TABS = tag("pStyle"), tag("keepNext"), tag("pageBreakBefore"), tag("tabs")
_SPACING, _INDENT, _SECTION = tag("spacing"), tag("ind"), tag("sectPr")
_TR, _TC, _TRPR, _TCPR = tag("tr"), tag("tc"), tag("trPr"), tag("tcPr")
_WIDTH, _SPAN, _MERGE = tag("tcW"), tag("gridSpan"), tag("vMerge")
_VAL, _HINT = tag("val"), tag("hint")


def read_body(body: _Element) -> list[WrittenItem]:
    """Return the paragraphs and tables of a body in order."""
    items: list[WrittenItem] = []
    for element in body:
        if element.tag == _P:
            items.append(read_paragraph(element))
        elif element.tag == _TBL:
            items.append(_table(element))
    return items


def read_paragraph(element: _Element) -> WrittenParagraph:
    """Return a paragraph of the body, a cell, a header or a footer."""
    runs: list[WrittenRun] = []
    paragraph = WrittenParagraph(runs)
    for child in element:
        name = child.tag
        if name == _R:
            runs.append(_run(child))
        elif name == _PPR:
            _read_properties(child, paragraph)
        else:  # a link, a change that was tracked
            runs += map(_run, child.iter(_R))
    return paragraph


def _run(element: _Element) -> WrittenRun:
    words, style, hinted = "", "", False
    for child in element:
        name = child.tag
        if name == _T:
            words += child.text or ""
        elif name == _RPR:
            for look in child:
                if look.tag == _FONTS:
                    hinted = look.get(_HINT) == "eastAsia"
                elif look.tag == _RSTYLE:
                    style = look.get(_VAL, "")
        elif name == _TAB:
            words += "\t"
        elif name == _BR:
            words += "\n"
    return WrittenRun(words, style, hinted)


def _read_properties(element: _Element, paragraph: WrittenParagraph) -> None:
    for child in element:
        name = child.tag
        if name == _STYLE:
            paragraph.style = child.get(_VAL, "")
        elif name == _KEEP:
            paragraph.keep_next = switch(child)
        elif name == _BREAK:
            paragraph.page_break = switch(child)
        elif name == _TABS:
            paragraph.tabs = tuple(number(stop, "pos") or 0 for stop in child)
        elif name == _SPACING:
            paragraph.empty_line = bool(number(child, "beforeLines"))
        elif name == _INDENT:
            hanging = number(child, "hanging")
            paragraph.left = number(child, "left")
            paragraph.first_line = number(child, "firstLine") if hanging is None else -hanging
        elif name == _SECTION:
            paragraph.section_end = child


def _table(element: _Element) -> WrittenTable:
    properties = element.find(tag("tblPr"))
    stated = layout = None
    if properties is not None:
        stated, layout = properties.find(tag("tblW")), properties.find(tag("tblLayout"))
    return WrittenTable(
        tuple(number(c, "w") or 0 for c in element.findall(f"{tag('tblGrid')}/{tag('gridCol')}")),
        number(stated, "w") or 0,
        value(layout, "type") == "fixed",
        [_row(row) for row in element.findall(_TR)],
    )


def _row(element: _Element) -> WrittenRow:
    cells: list[WrittenCell] = []
    head = whole = False
    height = 0
    for child in element:
        if child.tag == _TC:
            cells.append(_cell(child))
        elif child.tag == _TRPR:
            names = {part.tag: part for part in child}
            head, whole = tag("tblHeader") in names, tag("cantSplit") in names
            height = number(names.get(tag("trHeight"))) or 0
    return WrittenRow(cells, head, whole, height)


def _cell(element: _Element) -> WrittenCell:
    paragraphs: list[WrittenParagraph] = []
    width, columns, merge = 0, 1, ""
    for child in element:
        if child.tag == _P:
            paragraphs.append(read_paragraph(child))
        elif child.tag == _TCPR:
            for part in child:
                name = part.tag
                if name == _WIDTH:
                    width = number(part, "w") or 0
                elif name == _SPAN:
                    columns = number(part) or 1
                elif name == _MERGE:
                    merge = "restart" if value(part) == "restart" else "continue"
    return WrittenCell(paragraphs, width, columns, merge)
