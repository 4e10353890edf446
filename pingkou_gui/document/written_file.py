"""A written Word file opened again and read, once, as paragraphs and tables.

Only what the file's own markup says is read: what is checked is what was written, not what was
meant to be. The markup is that of this program; of any other a paragraph or a table is read as far
as it goes. A report of 2,000 projects has 70 MB of markup: it is read piece by piece, and of each
piece no more is kept than the checks ask for. Lengths are in twips.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.document.docx_file import WordFile
from pingkou_gui.document.page_geometry import MISSING_STYLE
from pingkou_gui.document.tree import PLACEHOLDER, one_line, row_text, text_lines
from pingkou_gui.document.word_page import R, tag
from pingkou_gui.text.lines.source import OPENING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
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
    themed: bool = False
    """Whether it takes its font from a theme."""


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
    outline: int | None = None
    """The level in the navigation pane, from 1."""
    line: int | None = None
    """The exact height of its lines."""
    section_end: _Element | None = None
    """The properties of the section that ends here."""

    @property
    def words(self) -> str:
        r"""All words, a line break as `\n`."""
        if len(self.runs) == 1:
            return self.runs[0].words
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


class TableShape(NamedTuple):
    """What is kept of a table: its widths, heads, and whether all rows hold together."""

    widths: frozenset[int]
    """Of its grid, as it states it, and of every row."""
    fixed: bool
    heads: tuple[bool, ...]
    """For every row whether it repeats."""
    whole: bool


BASIC_DATA = 1
"""附件1, the basic data table."""


def titles_with_blanks(document: Document) -> dict[str, str]:
    """Return the titles that hold a blank, by their words without: a line broken there drops it."""
    titles = (
        one_line(title) for title in (document.title, *(a.title for a in document.attachments))
    )
    return {title.replace(" ", ""): title for title in titles if " " in title}


@dataclass(slots=True)
class OpenedDocument:
    """A written file beside what it was written from."""

    path: Path
    document: Document
    habits: PageHabits
    styles: _Element
    settings: _Element
    edges: dict[str, _Element]
    """Headers and footers by relationship id."""
    paragraphs: list[WrittenParagraph] = field(default_factory=list)
    """The paragraphs outside tables."""
    tables: list[TableShape] = field(default_factory=list)
    kept: int | None = BASIC_DATA
    """The last attachment whose paragraphs and tables are kept; None keeps all."""
    front: list[WrittenItem] = field(default_factory=list)
    """The body up to that attachment, and every paragraph that ends a section."""
    last_section: _Element | None = None
    words_fault: tuple[str, str] | None = None
    """The first line of the report and of the file that differ."""
    placeholders: int = 0
    marked: int = 0
    """How many of the placeholders are marked to the eye."""
    unhinted: int = 0
    """Runs that do not say that they are set as Chinese."""
    themed: bool = False
    """Whether a run takes its font from a theme."""
    pages: list[Layout] = field(default_factory=list)
    """The pages by the rules of Word and of LibreOffice, once they have been laid out."""

    @property
    def sections(self) -> list[_Element]:
        """Every `w:sectPr`, in order."""
        ends = [*(p.section_end for p in self.paragraphs), self.last_section]
        return [end for end in ends if end is not None]

    def edges_of(self, section: _Element, kind: str) -> dict[str, _Element]:
        """Return the headers or footers of a section by `default` and `even`."""
        found = section.findall(tag(f"{kind}Reference"))
        identity = f"{{{R}}}id"
        return {
            value(reference, "type"): self.edges[str(reference.get(identity))]
            for reference in found
            if reference.get(identity) in self.edges
        }

    def take(self, items: Iterable[WrittenItem]) -> None:
        """Read the body; every line is held against the report's at once."""
        wanted, found = text_lines(self.document), self._lines(items)
        for line, other in zip_longest(wanted, found, fillvalue=""):
            if line != other and self.words_fault is None:
                self.words_fault = line, other

    def _lines(self, items: Iterable[WrittenItem]) -> Iterator[str]:
        """Yield the lines and rows as `text_lines` yields those of a tree."""
        marks = 0
        titles = titles_with_blanks(self.document)
        for item in items:
            if isinstance(item, WrittenTable):
                self._keep_table(item)
                ends = False
                yield from (
                    row_text(_words_of(c) for c in r.cells if c.merge != "continue")
                    for r in item.rows
                )
            else:
                self.paragraphs.append(item)
                self._count(item)
                marks += item.style == MARK
                ends = item.section_end is not None
                # The line under an attachment may take two lines; its entries stay apart.
                line = item.words.replace("\n", "\t" if item.style == "TableNote" else "")
                line = titles.get(line.replace(" ", ""), line)
                if line:
                    yield line
            if self.kept is None or marks <= self.kept or ends:
                self.front.append(item)

    def _keep_table(self, table: WrittenTable) -> None:
        for row in table.rows:
            for cell in row.cells:
                for paragraph in cell.paragraphs:
                    self._count(paragraph)
        widths = {sum(table.widths), table.stated}
        widths.update(sum(cell.width for cell in row.cells) for row in table.rows)
        heads = tuple(row.head for row in table.rows)
        whole = all(row.whole for row in table.rows)
        self.tables.append(TableShape(frozenset(widths), table.fixed, heads, whole))

    def _count(self, paragraph: WrittenParagraph) -> None:
        for run in paragraph.runs:
            self.unhinted += not run.hinted
            self.themed |= run.themed
        if OPENING in (text := paragraph.text):
            self.placeholders += len(PLACEHOLDER.findall(text))
            shown = (run.words for run in paragraph.runs if run.style == MISSING_STYLE)
            self.marked += sum(len(PLACEHOLDER.findall(words)) for words in shown)


def _words_of(cell: WrittenCell) -> str:
    return "".join([paragraph.text for paragraph in cell.paragraphs])


MARK = "AttachmentMark"
"""The style of 附件1, 附件2 …"""
_LARGEST_BODY = 256 * 1024 * 1024
"""Bytes of markup; 2,000 projects have 70 million."""


def opened(
    path: Path, document: Document, habits: PageHabits, *, kept: int | None = BASIC_DATA
) -> OpenedDocument:
    """Open a written file for its proof; UnusableFileError where it is none."""
    with WordFile(path) as file:
        related = {
            str(link.get("Id")): f"word/{link.get('Target')}"
            for link in file.xml("word/_rels/document.xml.rels")
            if str(link.get("Type")).endswith(("/header", "/footer"))
        }
        found = OpenedDocument(
            path=path,
            document=document,
            habits=habits,
            kept=kept,
            styles=file.xml("word/styles.xml"),
            settings=file.xml("word/settings.xml"),
            edges={key: file.xml(name) for key, name in related.items() if name in file.names},
        )
        ends: list[_Element] = []
        tags = (_P, _TBL, _SECTION)
        body = file.elements("word/document.xml", tag("body"), tags, _LARGEST_BODY)
        found.take(_items(body, ends))
        found.last_section = ends[-1] if ends else None
    return found


def _items(children: Iterable[_Element], ends: list[_Element]) -> Iterator[WrittenItem]:
    """Yield the paragraphs and tables; a `w:sectPr` beside them goes to `ends`."""
    for element in children:
        if element.tag == _P:
            yield read_paragraph(element)
        elif element.tag == _TBL:
            table = _table(element)
            element.clear()  # let go at once: to take a whole tree out takes long
            yield table
        elif element.tag == _SECTION:
            ends.append(element)


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


# Paragraphs and tables: each element is looked at once.


_P, _TBL, _R, _RPR, _PPR = tag("p"), tag("tbl"), tag("r"), tag("rPr"), tag("pPr")
_T, _TAB, _BR, _FONTS, _RSTYLE = tag("t"), tag("tab"), tag("br"), tag("rFonts"), tag("rStyle")
_STYLE, _KEEP, _BREAK, _TABS = tag("pStyle"), tag("keepNext"), tag("pageBreakBefore"), tag("tabs")
_SPACING, _INDENT, _SECTION = tag("spacing"), tag("ind"), tag("sectPr")
_OUTLINE = tag("outlineLvl")
_TR, _TC, _TRPR, _TCPR = tag("tr"), tag("tc"), tag("trPr"), tag("tcPr")
_WIDTH, _SPAN, _MERGE = tag("tcW"), tag("gridSpan"), tag("vMerge")
_VAL, _HINT = tag("val"), tag("hint")


def read_paragraph(element: _Element) -> WrittenParagraph:
    """Return a paragraph of the body, a cell, a header or a footer."""
    runs: list[WrittenRun] = []
    paragraph = WrittenParagraph(runs)
    for child in element:
        name = child.tag
        if name == _R:
            runs.append(_written_run(child))
        elif name == _PPR:
            _read_properties(child, paragraph)
        else:  # a link, a change that was tracked
            runs += map(_written_run, child.iter(_R))
    return paragraph


def _written_run(element: _Element) -> WrittenRun:
    """Return a run of a written file, its tabs and breaks as characters."""
    words, style, hinted, themed = "", "", False, False
    for child in element:
        name = child.tag
        if name == _T:
            words += child.text or ""
        elif name == _RPR:
            for look in child:
                if look.tag == _FONTS:
                    hinted = look.get(_HINT) == "eastAsia"
                    themed = "Theme" in str(look.keys())
                elif look.tag == _RSTYLE:
                    style = look.get(_VAL, "")
        elif name == _TAB:
            words += "\t"
        elif name == _BR:
            words += "\n"
    return WrittenRun(words, style, hinted, themed)


def _read_properties(element: _Element, paragraph: WrittenParagraph) -> None:
    """Read the properties of a paragraph into `paragraph`."""
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
            paragraph.line = number(child, "line")
            paragraph.empty_line = bool(number(child, "beforeLines") or number(child, "before"))
        elif name == _INDENT:
            hanging = number(child, "hanging")
            paragraph.left = number(child, "left")
            paragraph.first_line = number(child, "firstLine") if hanging is None else -hanging
        elif name == _OUTLINE:
            paragraph.outline = (number(child) or 0) + 1
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
    stated = {part.tag: part for part in element.iterfind(f"{_TRPR}/*")}
    return WrittenRow(
        [_cell(cell) for cell in element.iterfind(_TC)],
        tag("tblHeader") in stated,
        tag("cantSplit") in stated,
        number(stated.get(tag("trHeight"))) or 0,
    )


def _cell(element: _Element) -> WrittenCell:
    stated = {part.tag: part for part in element.iterfind(f"{_TCPR}/*")}
    merge = ""
    if _MERGE in stated:
        merge = "restart" if value(stated[_MERGE]) == "restart" else "continue"
    return WrittenCell(
        [read_paragraph(paragraph) for paragraph in element.iterfind(_P)],
        number(stated.get(_WIDTH), "w") or 0,
        number(stated.get(_SPAN)) or 1,
        merge,
    )
