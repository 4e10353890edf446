"""The flow that Word and the page layout share, and the styles the layout knows by heart."""

from __future__ import annotations

import zipfile
from dataclasses import replace

import pytest
from lxml import etree
from sample_report import report
from word_xml import NS

from pingkou_gui.document.page_checks import written_flow
from pingkou_gui.document.page_flow import (
    FlowMemory,
    FlowTable,
    fitted_to_page,
    flow,
    flow_table,
    shared_widths,
)
from pingkou_gui.document.page_geometry import _FIXED, Geometry, PageStyles
from pingkou_gui.document.phrases import Span
from pingkou_gui.document.tree import Attachment, Table, TableCell, TableRow
from pingkou_gui.document.written_file import opened
from pingkou_gui.paths import asset
from pingkou_gui.scheme.scheme import PageHabits

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


def test_the_written_file_holds_the_flow_it_was_made_of(sample_file, habits):
    wanted, read = flowing(report()), written_flow(opened(sample_file, report(), habits, kept=None))
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
    return tuple(
        TableRow((TableCell((Span(text),)), TableCell((Span("1.00"),)))) for _ in range(count)
    )


def test_a_table_of_a_page_fits_and_one_of_more_rows_does_not():
    short, long = (Table("表", (72, 84), (), rows(n)) for n in (20, 34))
    assert fitted_to_page(short, PAGE) == short
    assert fitted_to_page(long, PAGE) is None


def test_names_of_two_lines_count_as_two():
    assert fitted_to_page(Table("表", (72, 84), (), rows(15)), PAGE).line is None
    assert fitted_to_page(Table("表", (72, 84), (), rows(17, "乡" * 20)), PAGE).line == 261
    assert fitted_to_page(Table("表", (72, 84), (), rows(20, "乡" * 20)), PAGE) is None


@pytest.mark.parametrize("count", range(24, 34))
def test_lines_are_set_closer_where_a_page_is_saved_by_it_and_no_more_than_that(count):
    fitted = fitted_to_page(Table("表", (72, 84), (), rows(count)), PAGE)
    made = flow_table(fitted, PAGE.width, row_height=374)
    assert {p.line for r in made.rows for c in r.cells for p in c.paragraphs} == {fitted.line}
    if fitted.line is None:
        assert count <= 26
    else:
        assert 230 <= fitted.line <= 290
        assert made.row_height == fitted.line + 66


def indicators(reason, *, target="≥95%", narrowest=(30, 15, 25)):
    row = TableRow(tuple(TableCell((Span(words),)) for words in ("道路养护", target, reason)))
    return Table("表", (50, 40, 66), (), (row,), narrowest=narrowest)


def shared(table):
    return shared_widths(table, flow_table(table, 8845, row_height=374).rows, 8845)


def test_columns_stay_as_declared_where_every_cell_has_room():
    assert shared(indicators("按期完成")) == (50, 40, 66)
    assert shared(indicators("迟" * 60, narrowest=())) == (50, 40, 66)


def test_a_long_reason_gets_the_room_that_short_cells_leave_free():
    name, target, reason = shared(indicators("迟" * 60))
    assert abs(name + target + reason - 15600) <= 2
    assert name >= 3000
    assert target >= 1500
    assert reason > 9000


def test_columns_stay_where_other_widths_would_save_no_line():
    assert shared(indicators("迟" * 20, target="数" * 14)) == (50, 40, 66)


def test_columns_of_long_cells_share_so_that_they_take_equally_many_lines():
    _, target, reason = shared(indicators("迟" * 60, target="数" * 60))
    assert abs(target - reason) <= 0.2 * reason


@pytest.mark.parametrize("length", [0, 1, 17, 60, 5000])
def test_shared_widths_fill_the_table_and_keep_their_least(length):
    widths = shared(indicators("迟" * length))
    scale = sum(widths) / 156
    assert all(w / scale >= least - 0.01 for w, least in zip(widths, (30, 15, 25), strict=True))


def test_all_names_of_the_attachment_list_begin_in_one_column():
    many = tuple(Attachment(n, f"第{n}项目自评表", ()) for n in range(1, 101))
    listed = [
        item
        for item in flowing(replace(report(), attachments=many))[0].parts[0].items
        if getattr(item, "style", "") == "AttachmentList"
    ]
    begins = {paragraph.left for paragraph in listed}
    outdents = [-listed[n].first_line for n in (1, 8, 9, 98, 99)]
    assert begins == {6 * PAGE.character}
    assert outdents == [315, 315, 472, 472, 630]
