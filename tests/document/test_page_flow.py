"""The flow that Word and the page layout share, and the styles the layout knows by heart."""

from __future__ import annotations

import zipfile
from dataclasses import replace

import pytest
from lxml import etree
from sample_report import report
from word_xml import NS

from pingkou_gui.assets import asset
from pingkou_gui.document.page_checks import written_flow
from pingkou_gui.document.page_flow import FlowMemory, FlowTable, fits_one_page, flow
from pingkou_gui.document.page_geometry import Geometry
from pingkou_gui.document.page_styles import _FIXED, PageStyles
from pingkou_gui.document.tree import Cell, Row, Span, Table
from pingkou_gui.scheme.page import PageHabits

PAGE = Geometry.of(PageHabits())
STYLES = PageStyles(PageHabits(), PAGE)


def flowing(document, memory=None):
    return flow(document, PAGE, sealed=False, memory=memory)


def words(paragraph):
    return "".join(span.text for run in paragraph.runs for span in run.spans)


@pytest.fixture(scope="module")
def base():
    with zipfile.ZipFile(asset("base.docx")) as archive:
        return etree.fromstring(archive.read("word/styles.xml"))


def found(base, style, path):
    """The nearest value a style or one it is based on gives, None where none does."""
    while style:
        (element,) = base.xpath(f"w:style[@w:styleId='{style}']", namespaces=NS)
        here = element.xpath(path, namespaces=NS)
        if here:
            return str(here[0])
        style = next(iter(element.xpath("w:basedOn/@w:val", namespaces=NS)), None)
    return None


def is_on(base, style, name):
    present = found(base, style, f"w:pPr/w:{name}/..") is not None
    return present and found(base, style, f"w:pPr/w:{name}/@w:val") != "0"


@pytest.mark.parametrize("style", _FIXED)
def test_the_layout_knows_each_style_as_the_file_has_it(base, style):
    known = STYLES[style]
    assert known.look.size == 10 * int(found(base, style, "w:rPr/w:sz/@w:val"))
    assert known.look.spacing == int(found(base, style, "w:rPr/w:spacing/@w:val"))
    assert known.look.bold is (found(base, style, "w:rPr/w:b[not(@w:val)]/..") is not None)
    assert known.line == int(found(base, style, "w:pPr/w:spacing/@w:line"))
    assert known.align == found(base, style, "w:pPr/w:jc/@w:val")
    assert known.before == int(found(base, style, "w:pPr/w:spacing/@w:before"))
    assert known.after == int(found(base, style, "w:pPr/w:spacing/@w:after"))
    assert known.first_line == int(found(base, style, "w:pPr/w:ind/@w:firstLine"))
    assert known.keep_next is is_on(base, style, "keepNext")
    assert known.page_break is is_on(base, style, "pageBreakBefore")
    assert known.on_grid is (found(base, style, "w:pPr/w:snapToGrid/@w:val") != "0")
    assert known.look.chinese == found(base, style, "w:rPr/w:rFonts/@w:eastAsia")
    assert known.look.latin == found(base, style, "w:rPr/w:rFonts/@w:ascii")


def test_the_written_file_holds_the_flow_it_was_made_of(parts):
    body = etree.fromstring(parts["word/document.xml"])[0]
    wanted, read = flowing(report()), written_flow(body, PAGE)
    assert [s.page for s in wanted] == [s.page for s in read]
    assert [p.number for s in wanted for p in s.parts] == [p.number for s in read for p in s.parts]
    for ours, theirs in zip(
        (i for s in wanted for i in s.items), (i for s in read for i in s.items), strict=True
    ):
        assert type(ours) is type(theirs)
        if isinstance(ours, FlowTable):
            assert (ours.widths, ours.row_height) == (theirs.widths, theirs.row_height)
            assert shape(ours) == shape(theirs)
        else:
            assert bare(ours) == bare(theirs)


def bare(paragraph):
    indents = (paragraph.left, paragraph.first_line, paragraph.tabs)
    kept = (paragraph.style, paragraph.keep_next, paragraph.page_break, paragraph.empty_line)
    return words(paragraph), indents, kept


def shape(table):
    return [
        (
            row.head,
            row.keep,
            [(c.column, c.columns, c.rows, *map(bare, c.paragraphs)) for c in row.cells],
        )
        for row in table.rows
    ]


def test_an_attachment_that_did_not_change_flows_as_the_very_same_object():
    memory, document = FlowMemory(), report()
    before = flowing(document, memory)
    after = flowing(replace(document, title="另一个标题"), memory)
    assert all(
        ours is theirs
        for ours, theirs in zip(
            [p for s in before for p in s.parts if p.number],
            [p for s in after for p in s.parts if p.number],
            strict=True,
        )
    )


def rows(count, text="甲"):
    return tuple(Row((Cell((Span(text),)), Cell((Span("1.00"),)))) for _ in range(count))


def test_a_table_of_a_page_fits_and_one_of_more_rows_does_not():
    short, long = (Table("表", (72, 84), (), rows(n)) for n in (20, 29))
    assert fits_one_page(short, PAGE)
    assert not fits_one_page(long, PAGE)


def test_names_of_two_lines_count_as_two():
    assert fits_one_page(Table("表", (72, 84), (), rows(15)), PAGE)
    assert not fits_one_page(Table("表", (72, 84), (), rows(15, "乡" * 20)), PAGE)
