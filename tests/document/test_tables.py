"""Tables in the XML."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from sample_report import amount, cell, head, indicators
from word_xml import NS, find, values

from pingkou_gui.document.docx_file import table
from pingkou_gui.document.page_flow import column_widths, flow_table, head_rows
from pingkou_gui.document.phrases import Span
from pingkou_gui.document.tree import Paragraph, Table, TableCell, TableRow
from pingkou_gui.document.word_page import DECLARED


def made(content, total=8845, **rest):
    xml = table(flow_table(content, total, row_height=374, **rest), 579)
    return f"<x {DECLARED}>{xml}</x>".encode()


@given(st.lists(st.integers(1, 50), min_size=1, max_size=12), st.integers(5000, 13000))
def test_widths_add_up_exactly(relative, total):
    widths = column_widths(relative, total)
    assert sum(widths) == total
    assert len(widths) == len(relative)


@pytest.mark.parametrize(
    ("relative", "total", "widths"),
    [((1, 1), 5, [3, 2]), ((1, 2, 1), 10, [3, 5, 2]), ((1, 1, 1), 10, [3, 4, 3]), ((7,), 9, [9])],
)
def test_edges_are_rounded_half_up(relative, total, widths):
    assert column_widths(relative, total) == widths


def test_a_width_of_nothing_is_refused():
    with pytest.raises(ValueError, match="positive"):
        column_widths((1, 0), 100)


def test_every_row_is_as_wide_as_the_table():
    rows = find(made(indicators()), "//w:tr")
    sums = {sum(map(int, row.xpath("w:tc/w:tcPr/w:tcW/@w:w", namespaces=NS))) for row in rows}
    assert sums == {8845}


def test_the_head_repeats_and_no_row_splits():
    xml = made(indicators())
    heads = [bool(r.xpath(".//w:tblHeader", namespaces=NS)) for r in find(xml, "//w:tr")]
    assert heads == [True] + [False] * 48
    assert len(find(xml, "//w:cantSplit")) == 49


def test_a_cell_that_reaches_down_covers_the_rows_below():
    xml = made(indicators(1))
    assert values(xml, "//w:vMerge/@w:val") == ["restart"] * 3
    assert len(find(xml, "//w:vMerge[not(@w:val)]")) == 3 + 1 + 1


def test_a_cell_that_reaches_both_ways_keeps_its_width_below():
    wide = TableCell((Span("甲"),), columns=2, rows=2)
    xml = made(
        Table("", (1, 1, 2), (), (TableRow((wide, cell("乙"))), TableRow((cell("丙"),)))), 400
    )
    assert values(xml, "//w:tc[w:tcPr/w:vMerge]/w:tcPr/w:tcW/@w:w") == ["200", "200"]
    assert values(xml, "//w:gridSpan/@w:val") == ["2", "2"]


def test_rows_of_a_group_stay_together_and_the_last_lets_go():
    kept = [
        bool(r.xpath(".//w:keepNext", namespaces=NS)) for r in find(made(indicators(2)), "//w:tr")
    ]
    assert kept == [True, True, True, True, False, True, True, True, False]


def test_the_last_row_stays_with_the_line_under_the_table():
    rows = find(made(indicators(1), tied=True), "//w:tr")
    assert rows[-1].xpath(".//w:keepNext", namespaces=NS)


def test_a_chain_too_long_for_a_page_is_broken():
    rows = tuple(TableRow((cell("甲"),), keep=True) for _ in range(60))
    found = find(made(Table("", (1,), (), rows)), "//w:tr[not(.//w:keepNext)]")
    assert len(found) == 4


def test_a_newline_in_a_cell_begins_a_line_of_it():
    xml = made(Table("", (1,), (), (TableRow((cell("可持续影响\n指标"),)),)))
    assert values(xml, "//w:tc/w:p/w:r/w:t/text()") == ["可持续影响", "指标"]


def test_alignment_head_and_indent_choose_the_look():
    row = TableRow((head("头"), amount("1.00"), cell("其中", indent=1.5), cell()))
    xml = made(Table("", (1, 1, 1, 1), (), (row,)))
    looks = values(xml, "//w:pStyle/@w:val")
    assert looks == ["TableHead", "TableNumber", "TableText", "TableText"]
    assert values(xml, "//w:ind/@w:left") == ["315"]


def test_a_caption_shows_in_the_body_and_only_describes_in_an_attachment(build, sample, parts_of):
    content = Table("基本支出情况表", (1,), (), (TableRow((cell("甲"),)),))
    document = parts_of(build(replace(sample, blocks=(content,))))["word/document.xml"]
    path = "//w:p[w:pPr/w:pStyle/@w:val='TableCaption']//w:t/text()"
    assert values(document, path) == ["基本支出情况表"]
    assert "指标" in values(document, "//w:tblCaption/@w:val")


def test_a_paragraph_stands_between_two_tables(build, sample, parts_of):
    content = Table("", (1,), (), (TableRow((cell("甲"),)),))
    odd = replace(sample, blocks=(content, content, Paragraph((Span("完"),))))
    document = parts_of(build(odd))["word/document.xml"]
    assert not find(document, "//w:tbl[preceding-sibling::*[1][self::w:tbl]]")


def test_a_section_never_ends_with_a_table(build, sample, parts_of):
    bare = [replace(a, blocks=a.blocks[:1]) for a in sample.attachments]
    document = parts_of(build(replace(sample, attachments=tuple(bare))))["word/document.xml"]
    assert len(find(document, "//w:body/w:p/w:pPr/w:sectPr")) == 2
    assert len(find(document, "//w:body/w:sectPr[preceding-sibling::*[1][self::w:p]]")) == 1


def test_two_thousand_rows_are_written_row_by_row(build, sample):
    rows = tuple(TableRow(tuple(cell(f"{n}.{c}") for c in range(8))) for n in range(2000))
    long = Table("明细", (1,) * 8, (TableRow(tuple(head("头") for _ in range(8))),), rows)
    assert len(build(replace(sample, blocks=(long,)))) > 50_000


def test_the_elements_of_a_cell_stand_in_the_order_of_the_schema():
    found = find(made(indicators(1)), "//w:tc[w:tcPr/w:vMerge]")[0]
    names = [etree.QName(child).localname for child in found[0]]
    assert names == ["tcW", "vMerge", "vAlign"]


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([(head("项目名称"), cell("危房改造")), (head("主管部门"), cell("财政局"))], 1),
        ([(head("编制数"), head("实有人数")), (cell("96"), cell("91"))], 1),
        ([(head("甲"), head("乙")), (cell("1"), cell("2")), (head("丙"), head("丁"))], 0),
        ([(cell("甲"), cell("1.00")), (cell("乙"), cell("2.00"))], 0),
        ([], 0),
    ],
)
def test_a_form_without_a_declared_head_has_the_row_that_says_what_it_is_about(rows, count):
    content = Table("表", (1, 1), (), tuple(TableRow(cells) for cells in rows))
    assert head_rows(content) == count
    flowing = flow_table(content, 1000, row_height=374).rows
    assert [row.head for row in flowing] == [n < count for n in range(len(rows))]
    assert all(row.keep for row in flowing[:count])


def tall(lines, rows=4):
    """A first level over so many rows of reasons of so many lines, in one second level or each."""
    first = TableCell((Span("产出"),), rows=rows)
    reason = cell("因" * 20 * lines)
    return tuple(
        TableRow((*([first] if not n else []), cell(f"{n}"), reason), keep=n < rows - 1)
        for n in range(rows)
    )


@pytest.mark.parametrize(("lines", "parts"), [(1, False), (8, True)])
def test_a_group_higher_than_half_a_page_may_part(lines, parts):
    content = Table("", (1, 1, 6), (), tall(lines), narrowest=(1, 1, 1))
    kept = [row.keep for row in flow_table(content, 6000, row_height=374).rows]
    assert kept == [not parts, not parts, not parts, False]


def test_what_a_second_level_reaches_over_stays_together_in_a_tall_group():
    first, second, *rest = tall(8)
    level = TableCell((Span("数量"),), rows=2)
    pair = (
        TableRow((first.cells[0], level, first.cells[2]), keep=True),
        TableRow(second.cells[1:], keep=True),
    )
    content = Table("", (1, 1, 6), (), (*pair, *rest), narrowest=(1, 1, 1))
    kept = [row.keep for row in flow_table(content, 6000, row_height=374).rows]
    assert kept == [True, False, False, False]
