"""The written file laid out again: is the signature alone or torn, does a head repeat.

The paragraphs and tables are read back from the file's own markup, so that what is checked is
what was written. They are laid out by the rules of Word and by those of LibreOffice, with the
widths of the official fonts: a fault is told where either of them would print it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.document.line_breaking import OfficialWidths, Typesetter
from pingkou_gui.document.page_flow import (
    FlowParagraph,
    FlowPart,
    FlowRun,
    FlowSection,
    FlowTable,
    FlowTableCell,
    FlowTableRow,
)
from pingkou_gui.document.page_geometry import MISSING_STYLE, Geometry
from pingkou_gui.document.page_layout import Typesetting
from pingkou_gui.document.phrases import Span, SpanKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from pingkou_gui.document.page_flow import FlowItem
    from pingkou_gui.document.page_layout import Layout, PageLayout
    from pingkou_gui.scheme.scheme import PageHabits

_SIGNATURE = "SignatureBlock"
_BASIC_DATA = 1
"""附件1, the basic data table."""


def written_layouts(body: _Element, styles: _Element, habits: PageHabits) -> list[Layout]:
    """Return the pages of a written file up to 附件1, by the rules of Word and of LibreOffice."""
    sections = written_flow(body, Geometry.of(habits), _BASIC_DATA)
    ties = _style_ties(styles)
    sections = [_with_ties(section, ties) for section in sections]
    metrics = OfficialWidths()
    return [Typesetting(habits, metrics, rules).lay_out_flow(sections) for rules in Typesetter]


def signature_fault(layout: Layout) -> str:
    """Return what is wrong with the place of the signature, in Chinese; empty for nothing."""
    signed = [page for page in layout.part(0) if any(map(_is_signature, _styles(page)))]
    if not signed:
        return ""
    if len(signed) > 1:
        return f"单位落款在第{signed[0].number}页，日期在第{signed[-1].number}页，被拆开了"
    if all(map(_is_signature, _styles(signed[0]))):
        return f"第{signed[0].number}页上只有落款，没有正文"
    return ""


def head_fault(layout: Layout) -> str:
    """Return whether 附件1 goes on without its head, in Chinese; empty where it does not."""
    bare = [page.number for page in layout.part(_BASIC_DATA) if page.headless]
    return f"附件1接排到第{bare[0]}页，表头没有重复" if bare else ""


def _styles(page: PageLayout) -> list[str]:
    return [line.paragraph.style.name for line in page.lines if line.text]


def _is_signature(style: str) -> bool:
    return style == _SIGNATURE


def _style_ties(styles: _Element) -> dict[str, bool]:
    """Return for every style whether it keeps its paragraphs with the next one."""
    ties: dict[str, bool] = {}
    for style in styles.iter(tag("style")):  # a style stands after the one it is based on
        properties = style.find(tag("pPr"))
        own = None if properties is None else _switch(properties.find(tag("keepNext")))
        based = ties.get(_value(style.find(tag("basedOn"))), False)
        ties[_value(style, "styleId")] = based if own is None else own
    return ties


def _with_ties(section: FlowSection, ties: dict[str, bool]) -> FlowSection:
    """Return a section whose paragraphs say themselves what their style in the file says."""

    def tied(item: FlowItem) -> FlowItem:
        if isinstance(item, FlowTable) or item.keep_next is not None:
            return item
        return item._replace(keep_next=ties.get(item.style or "Normal", False))

    parts = (FlowPart(part.number, tuple(map(tied, part.items))) for part in section.parts)
    return FlowSection(section.page, tuple(parts))


# Reading the markup back.

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def tag(name: str) -> str:
    """Return the name of a `w:` element or attribute as lxml has it."""
    return f"{{{_NAMESPACE}}}{name}"


def written_flow(body: _Element, upright: Geometry, last: int | None = None) -> list[FlowSection]:
    """Return the flow a written file holds, section by section, up to attachment `last`."""
    sections: list[FlowSection] = []
    parts: list[list[FlowItem]] = [[]]
    number, wanted = 0, True
    for element in body:
        if element.tag == tag("p") and _style(element) == "AttachmentMark":
            wanted = last is None or number < last
            number += wanted
            parts.append([])
        if wanted and element.tag == tag("tbl"):
            parts[-1].append(_table(element))
        elif wanted and element.tag == tag("p"):
            parts[-1].append(_paragraph(element))
        properties = _section_end(element)
        if properties is not None:
            if any(parts):
                sections.append(_section(properties, upright, parts, number))
            parts = [[]]
    return sections


def _section_end(element: _Element) -> _Element | None:
    if element.tag == tag("sectPr"):
        return element
    return element.find(f"{tag('pPr')}/{tag('sectPr')}") if element.tag == tag("p") else None


def _style(element: _Element) -> str:
    return _value(element.find(f"{tag('pPr')}/{tag('pStyle')}"))


def _section(
    properties: _Element, upright: Geometry, parts: Iterable[list[FlowItem]], last: int
) -> FlowSection:
    filled = [tuple(items) for items in parts if items]
    numbers = range(last - len(filled) + 1, last + 1)
    lying = _value(properties.find(tag("pgSz")), "orient") == "landscape"
    held = (FlowPart(number, items) for number, items in zip(numbers, filled, strict=True))
    return FlowSection(upright.turned() if lying else upright, tuple(held))


def _paragraph(element: _Element) -> FlowParagraph:
    properties = element.find(tag("pPr"))
    runs = tuple(run for child in element.iter(tag("r")) if (run := _run(child)) is not None)
    if properties is None:
        return FlowParagraph(runs)
    indent = properties.find(tag("ind"))
    hanging, first = _number(indent, "hanging"), _number(indent, "firstLine")
    return FlowParagraph(
        runs,
        style=_value(properties.find(tag("pStyle"))),
        keep_next=_switch(properties.find(tag("keepNext"))),
        page_break=_switch(properties.find(tag("pageBreakBefore"))),
        tabs=tuple(_number(stop, "pos") or 0 for stop in properties.iter(tag("tab"))),
        empty_line=bool(_number(properties.find(tag("spacing")), "beforeLines")),
        left=_number(indent, "left"),
        first_line=-hanging if hanging is not None else first,
    )


def _run(element: _Element) -> FlowRun | None:
    words = "".join(_words(element))
    if not words:
        return None
    style = _value(element.find(f"{tag('rPr')}/{tag('rStyle')}"))
    if style == MISSING_STYLE:
        return FlowRun((Span(words, SpanKind.MISSING),))
    return FlowRun((Span(words),), style)


def _words(element: _Element) -> Iterator[str]:
    for part in element:
        if part.tag == tag("t"):
            yield part.text or ""
        elif part.tag == tag("tab"):
            yield "\t"
        elif part.tag == tag("br"):
            yield "\n"


def _table(element: _Element) -> FlowTable:
    widths = tuple(_number(c, "w") or 0 for c in element.iter(tag("gridCol")))
    rows: list[FlowTableRow] = []
    open_cells: dict[int, tuple[int, int]] = {}
    least = 0
    for row in element.findall(tag("tr")):
        properties = row.find(tag("trPr"))
        height = None if properties is None else properties.find(tag("trHeight"))
        least = _number(height) or least
        head = properties is not None and properties.find(tag("tblHeader")) is not None
        cells = _cells(row, len(rows), rows, open_cells)
        keep = bool(cells and cells[0].paragraphs[0].keep_next)
        rows.append(FlowTableRow(cells, head, keep))
    return FlowTable("", widths, tuple(rows), least)


def _cells(
    row: _Element, number: int, rows: list[FlowTableRow], open_cells: dict[int, tuple[int, int]]
) -> tuple[FlowTableCell, ...]:
    """Return the cells of a row; a cell from above that goes on is made one row longer."""
    cells: list[FlowTableCell] = []
    column = 0
    for element in row.findall(tag("tc")):
        properties = element.find(tag("tcPr"))
        span = merge = None
        if properties is not None:
            span, merge = properties.find(tag("gridSpan")), properties.find(tag("vMerge"))
        columns = _number(span) or 1
        paragraphs = tuple(_paragraph(child) for child in element.findall(tag("p")))
        goes_on = merge is not None and _value(merge) != "restart"
        if goes_on and column in open_cells:
            _lengthen(rows, *open_cells[column])
        elif merge is not None:
            open_cells[column] = (number, len(cells))
        cells.append(FlowTableCell(paragraphs, column, columns, 0 if goes_on else 1))
        column += columns
    return tuple(cells)


def _lengthen(rows: list[FlowTableRow], row: int, place: int) -> None:
    cells = list(rows[row].cells)
    cells[place] = cells[place]._replace(rows=cells[place].rows + 1)
    rows[row] = rows[row]._replace(cells=tuple(cells))


def _value(element: _Element | None, name: str = "val") -> str:
    return "" if element is None else str(element.get(tag(name)) or "")


def _number(element: _Element | None, name: str = "val") -> int | None:
    text = _value(element, name)
    return int(text) if text.removeprefix("-").isdecimal() else None


def _switch(element: _Element | None) -> bool | None:
    return None if element is None else _value(element) not in {"0", "false"}
