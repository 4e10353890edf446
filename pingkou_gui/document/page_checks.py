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
from pingkou_gui.document.page_geometry import LINES, MISSING_STYLE, Geometry
from pingkou_gui.document.phrases import Span, SpanKind
from pingkou_gui.document.typesetting import CLOSER_PAGES, Typesetting, closer_line
from pingkou_gui.document.word_page import tag
from pingkou_gui.document.written_file import BASIC_DATA, MARK, WrittenTable, switch, value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from pingkou_gui.document.page_flow import FlowItem
    from pingkou_gui.document.page_layout import Layout, PageLayout, PlacedLine
    from pingkou_gui.document.written_file import (
        OpenedDocument,
        WrittenParagraph,
        WrittenRow,
        WrittenRun,
    )

_SIGNATURE = "SignatureBlock"


def layouts_of(file: OpenedDocument) -> list[Layout]:
    """Return the pages of a written file up to 附件1, by the rules of Word and of LibreOffice."""
    if not file.pages:
        ties = _style_ties(file.styles)
        sections = written_flow(file, BASIC_DATA)
        sections = [_with_ties(section, ties) for section in sections]
        metrics = OfficialWidths()
        file.pages.extend(
            Typesetting(file.habits, metrics, rules).lay_out_flow(sections) for rules in Typesetter
        )
    return file.pages


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


def closer_pages(layout: Layout) -> list[PageLayout]:
    """Return the pages on which lines are set closer than the grid of the page."""
    return [page for page in layout.part(0) if any(map(_is_closer, page.lines))]


def closeness_fault(layout: Layout, page: Geometry) -> str:
    """Return whether lines are set closer than the end of a report may be; empty if they are not.

    `layout` is by Word's rules, for which they were set; `page` is the upright page.
    """
    closer, least = closer_pages(layout), closer_line(page)
    if any(line.height < least for each in closer for line in each.lines if _is_closer(line)):
        return f"行距收得比每页{LINES + 1}行还紧"
    # A paragraph that the first of these pages goes on with has begun on the one before.
    if closer and closer[0].number < layout.part(0)[-1].number - CLOSER_PAGES:
        return f"第{closer[0].number}页就收紧了行距，只有最后{CLOSER_PAGES}页可以"
    return ""


def _is_closer(line: PlacedLine) -> bool:
    return line.paragraph.source.line is not None


def head_fault(layout: Layout) -> str:
    """Return whether 附件1 goes on without its head, in Chinese; empty where it does not."""
    bare = [page.number for page in layout.part(BASIC_DATA) if page.headless]
    return f"附件1接排到第{bare[0]}页，表头没有重复" if bare else ""


def _styles(page: PageLayout) -> list[str]:
    return [line.paragraph.style.name for line in page.lines if line.text]


def _is_signature(style: str) -> bool:
    return style == _SIGNATURE


def _style_ties(styles: _Element) -> dict[str, bool]:
    """Return for every style whether it keeps its paragraphs with the next one."""
    ties: dict[str, bool] = {}
    for style in styles.iter(tag("style")):  # a style stands after the one it is based on
        keep = style.find(f"{tag('pPr')}/{tag('keepNext')}")
        based = ties.get(value(style.find(tag("basedOn"))), False)
        ties[value(style, "styleId")] = based if keep is None else switch(keep)
    return ties


def _with_ties(section: FlowSection, ties: dict[str, bool]) -> FlowSection:
    """Return a section whose paragraphs say themselves what their style in the file says."""

    def tied(item: FlowItem) -> FlowItem:
        if isinstance(item, FlowTable) or item.keep_next is not None:
            return item
        return item._replace(keep_next=ties.get(item.style or "Normal", False))

    parts = (FlowPart(part.number, tuple(map(tied, part.items))) for part in section.parts)
    return FlowSection(section.page, tuple(parts))


# The written paragraphs and tables as a flow.


def written_flow(file: OpenedDocument, last: int | None = None) -> list[FlowSection]:
    """Return the flow a written file holds, section by section, up to attachment `last`."""
    upright = Geometry.of(file.habits)
    sections: list[FlowSection] = []
    parts: list[list[FlowItem]] = [[]]
    numbers, wanted = 0, True
    for item in file.front:
        if isinstance(item, WrittenTable):
            if wanted:
                parts[-1].append(_table(item))
            continue
        if item.style == MARK:
            wanted = last is None or numbers < last
            numbers += wanted
            parts.append([])
        if wanted:
            parts[-1].append(_flow_paragraph(item))
        if item.section_end is not None:
            if any(parts):
                sections.append(_section(item.section_end, upright, parts, numbers))
            parts = [[]]
    if file.last_section is not None and any(parts):
        sections.append(_section(file.last_section, upright, parts, numbers))
    return sections


def _section(
    properties: _Element, upright: Geometry, parts: Iterable[list[FlowItem]], last: int
) -> FlowSection:
    filled = [tuple(items) for items in parts if items]
    numbers = range(last - len(filled) + 1, last + 1)
    lying = value(properties.find(tag("pgSz")), "orient") == "landscape"
    held = (FlowPart(number, items) for number, items in zip(numbers, filled, strict=True))
    return FlowSection(upright.turned() if lying else upright, tuple(held))


def _flow_paragraph(written: WrittenParagraph) -> FlowParagraph:
    """Return a paragraph of the Word file in the form that the page layout takes."""
    runs = tuple([_run(run) for run in written.runs if run.words])
    return FlowParagraph(
        runs,
        written.style,
        written.keep_next,
        written.page_break,
        written.tabs,
        written.empty_line,
        written.left,
        written.first_line,
        line=written.line,
    )


def _run(written: WrittenRun) -> FlowRun:
    if written.style == MISSING_STYLE:
        return FlowRun((Span(written.words, SpanKind.MISSING),))
    return FlowRun((Span(written.words),), written.style)


def _table(written: WrittenTable) -> FlowTable:
    rows: list[FlowTableRow] = []
    open_cells: dict[int, tuple[int, int]] = {}
    for row in written.rows:
        cells = _cells(row, len(rows), rows, open_cells)
        keep = bool(cells and cells[0].paragraphs and cells[0].paragraphs[0].keep_next)
        rows.append(FlowTableRow(cells, row.head, keep))
    least = next((row.height for row in reversed(written.rows) if row.height), 0)
    return FlowTable("", written.widths, tuple(rows), least)


def _cells(
    row: WrittenRow, number: int, rows: list[FlowTableRow], open_cells: dict[int, tuple[int, int]]
) -> tuple[FlowTableCell, ...]:
    """Return the cells of a row; a cell from above that goes on is made one row longer."""
    cells: list[FlowTableCell] = []
    column = 0
    for cell in row.cells:
        goes_on = cell.merge == "continue"
        if goes_on and column in open_cells:
            _lengthen(rows, *open_cells[column])
        elif cell.merge:
            open_cells[column] = (number, len(cells))
        paragraphs = tuple(map(_flow_paragraph, cell.paragraphs))
        cells.append(FlowTableCell(paragraphs, column, cell.columns, 0 if goes_on else 1))
        column += cell.columns
    return tuple(cells)


def _lengthen(rows: list[FlowTableRow], row: int, place: int) -> None:
    cells = list(rows[row].cells)
    cells[place] = cells[place]._replace(rows=cells[place].rows + 1)
    rows[row] = rows[row]._replace(cells=tuple(cells))
