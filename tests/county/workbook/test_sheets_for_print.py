"""The sheets as they are seen and printed: styles, widths, pages, totals and charts."""

import re
import zipfile
from decimal import Decimal as D
from unittest.mock import MagicMock

import openpyxl
import pytest

from pingkou_gui.county.package import StatedFinding
from pingkou_gui.county.summary_workbook import (
    MOST_UNITS,
    SUMMARY_HEADS,
    UnitLine,
    band,
    is_summary,
    write_workbook,
)
from pingkou_gui.county.workbook_sheets import SheetHead, SheetWriter

TITLE = "甲&乙县2023年度绩效自评"


class Given:
    def __init__(self, lines, title=TITLE, findings=(), rows=()):
        self.title, self._lines, self._findings, self._rows = title, lines, findings, rows
        self.counties = ()

    def lines(self):
        yield from self._lines

    def findings(self):
        yield from self._findings

    def absent(self):
        yield from (row[:4] for row in self._rows)

    def unreadable(self):
        yield from (row[:3] for row in self._rows)

    def alike_rows(self):
        yield from (row[:3] for row in self._rows)

    def left_out(self):
        yield from (row[:6] for row in self._rows)

    def differences(self):
        yield from (row[:3] for row in self._rows)


def line(unit, figures=None, **more):
    about = {
        "file": f"{unit}.jxbg", "kind": "上报包", "created": "2024-03-20 09:00", "program": "0.1.0",
        "scheme": "甲方案 1", "grade": "优", "draft": False, "late": False, "open_must": 0, "open_missing": 0,
        "open_reminders": 0, "sent_despite": "",
    }  # fmt: skip
    return UnitLine(unit=unit, figures=figures or {}, **(about | more))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "汇总.xlsx"


@pytest.fixture
def book(path):
    def written(*lines, **more):
        write_workbook(path, Given(lines, **more), ())
        return openpyxl.load_workbook(path)

    return written


def test_the_title_and_the_heads_stand_out(book):
    sheet = book(line("甲镇"))["汇总"]
    title, head, cell = sheet["A1"], sheet["D2"], sheet["A3"]
    assert title.value == f"{TITLE}汇总"
    assert (title.font.b, title.font.sz, title.font.name) == (True, 14, "宋体")
    assert (head.font.b, head.font.sz, head.alignment.horizontal) == (True, 11, "center")
    assert (head.alignment.wrap_text, head.border.left.style) == (True, "thin")
    assert head.fill.fgColor.rgb == "FFDDE6EE"
    assert (cell.font.b, cell.font.sz, cell.alignment.vertical) == (False, 11, "center")
    assert not cell.alignment.wrap_text
    assert [sheet.row_dimensions[row].height for row in (1, 2)] == [26.25, 48]


def test_words_of_a_narrow_column_stand_in_the_middle(book):
    sheet = book(line("甲镇", draft=True, late=True))["汇总"]
    found = {sheet.cell(2, cell.column).value: cell for cell in sheet[3]}
    centred = {head for head, cell in found.items() if cell.alignment.horizontal == "center"}
    assert {"等级", "迟交", "草稿", "来自", "程序版本"} <= centred
    assert not centred & {"单位", "方案", "文件", "打包时间"}


@pytest.mark.parametrize(
    ("head", "wide"),
    [
        (SheetHead("甲"), 24),
        (SheetHead("甲", "万元"), 12),
        (SheetHead("甲", "万元", 5), 10),
        (SheetHead("甲", "", 3), 6),
    ],
)
def test_a_column_is_two_characters_wide_for_each_chinese_one(head, wide):
    assert head.characters == wide


def test_a_row_without_a_cell_for_each_head_is_never_written_askew():
    paper = SheetWriter(MagicMock(), MagicMock(), "名单", TITLE, [SheetHead("甲"), SheetHead("乙")])
    with pytest.raises(ValueError, match="zip"):
        paper.add(["甲镇"])


def test_columns_have_their_widths(book):
    sheet = book(line("甲镇"))["汇总"]
    assert sheet.column_dimensions["A"].width == pytest.approx(30, abs=1)
    assert sheet.column_dimensions["B"].width == pytest.approx(12, abs=1)


def test_every_head_stands_over_its_column_beyond_the_letter_z(book):
    sheet = book(line("甲镇", open_must=3, open_missing=5, open_reminders=4))["汇总"]
    assert len(SUMMARY_HEADS) > 26
    heads = [cell.value.split("\n")[0] for cell in sheet[2]]
    assert heads == [head.text for head in SUMMARY_HEADS]
    found = {sheet.cell(2, cell.column).value: cell.value for cell in sheet[3]}
    assert (found["必改未改"], found["还差"], found["提醒未答"], found["文件"]) == (
        3,
        5,
        4,
        "甲镇.jxbg",
    )


@pytest.mark.parametrize(
    ("more", "head", "shown"),
    [
        ({"late": True}, "迟交", "迟交"),
        ({"late": False}, "迟交", None),
        ({"draft": True}, "草稿", "草稿"),
        ({"draft": False}, "草稿", None),
        ({"sent_despite": "按期"}, "带问题上报的原因", "按期"),
        ({"kind": "Word 文件"}, "来自", "Word 文件"),
        ({"scheme": "乙方案"}, "方案", "乙方案"),
        ({"program": "0.2"}, "程序版本", "0.2"),
        ({"created": "2024-01-01"}, "打包时间", "2024-01-01"),
        ({"grade": "良"}, "等级", "良"),
    ],
)
def test_what_is_known_of_a_file_stands_in_its_column(book, more, head, shown):
    sheet = book(line("甲镇", **more))["汇总"]
    found = {sheet.cell(2, cell.column).value: cell.value for cell in sheet[3]}
    assert found[head] == shown


def test_every_sheet_is_printed_on_a4_lengthwise(book):
    for sheet in book(line("甲镇")):
        setup, margins = sheet.page_setup, sheet.page_margins
        assert (setup.orientation, setup.paperSize) == ("landscape", 9)
        assert (margins.left, margins.right, margins.top, margins.bottom) == (0.4, 0.4, 0.8, 0.6)
        assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"


@pytest.mark.parametrize(
    ("name", "wide", "high"),
    [
        ("汇总", 3, 0),
        ("三公经费", 2, 0),
        ("执行率和得分", 1, 0),
        ("图表", 1, 1),
        ("检查结果", 1, 0),
    ],
)
def test_a_sheet_is_as_many_pages_wide_as_its_letters_stay_legible(book, name, wide, high):
    setup = book(line("甲镇"))[name].page_setup
    pages = (1 if n is None else int(n) for n in (setup.fitToWidth, setup.fitToHeight))
    assert tuple(pages) == (wide, high)


def test_the_title_stands_over_every_page_whole_or_cut(book):
    sheet = book(line("甲镇"), title="县" * 200)["三公经费"]
    assert sheet.oddHeader.center.text == "县" * 100
    assert "甲&&乙县" in book(line("甲镇"))["汇总"].oddHeader.center.text


def test_what_is_printed_and_filtered_are_the_rows_with_their_heads(book):
    sheet = book(line("甲镇"), line("乙镇"))["执行率和得分"]
    assert sheet.print_area == "'执行率和得分'!$A$2:$M$5"
    assert sheet.auto_filter.ref == "A2:M4"
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$2:$2", "$A:$A")
    assert sheet.freeze_panes == "B3"


def test_an_empty_sheet_says_so_and_has_no_filter(book):
    written = book()
    assert written["汇总"]["A3"].value == "一份也没有收到"
    assert written["检查结果"]["A3"].value == "没有"
    assert written["汇总"].auto_filter.ref is None


def test_totals_stand_under_amounts_and_people_and_not_under_rates(book):
    figures = {"total:this": D("1.25"), "headcount": D(3), "total:rate": D(5), "score": D(90)}
    sheet = book(line("甲镇", figures), line("乙镇", figures))["汇总"]
    total = {sheet.cell(2, cell.column).value: cell for cell in sheet[5]}
    assert total["单位"].value == "合计"
    assert total["部门整体支出本年\n（万元）"].value == 2.5
    assert total["实有人数\n（人）"].value == 6
    assert total["部门整体支出增减率\n（%）"].value is None
    assert total["自评得分\n（分）"].value is None
    assert {cell.border.top.style for cell in total.values()} == {"thin"}
    assert all(cell.font.b for cell in total.values())
    assert total["部门整体支出本年\n（万元）"].number_format == "#,##0.00"


def test_a_sheet_without_amounts_has_no_totals(book):
    found = (("甲镇", StatedFinding("必改", "SUM", "资金", "合计不对")),)
    sheet = book(line("甲镇"), findings=found)["检查结果"]
    assert sheet.max_row == 3


def test_findings_stand_with_what_became_of_them(book):
    found = (
        ("甲镇", StatedFinding("必改", "SUM", "资金", "合计不对", "1 ≠ 2", "2")),
        ("甲镇", StatedFinding("提醒", "X", "概况", "核对", reason="核实过")),
    )
    sheet = book(line("甲镇"), findings=found)["检查结果"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)] == [
        ["甲镇", "必改", "未处理", "资金", "合计不对", "1 ≠ 2", "2", None],
        ["甲镇", "提醒", "已写原因", "概况", "核对", None, None, "核实过"],
    ]


def test_the_other_lists_stand_as_they_are_given(book):
    written = book(line("甲镇"), rows=(("1", "2", "3", "4", "5", "6"),))
    for name, width in (("未交和迟交", 4), ("读不了的文件", 3), ("重复", 6), ("对不上的", 3)):
        assert [cell.value for cell in written[name][3]] == list("123456"[:width])


def chart_texts(path):
    with zipfile.ZipFile(path) as archive:
        names = sorted(n for n in archive.namelist() if n.startswith("xl/charts/chart"))
        return [archive.read(name).decode() for name in names]


def test_bars_begin_at_nought_and_have_no_legend(book, path):
    book(line("甲镇", {"score": D(90), "execution_rate": D(95)}))
    charts = chart_texts(path)
    assert len(charts) == 4
    assert all("<c:majorGridlines>" in text for text in charts)
    assert all('<c:gapWidth val="60"/>' in text for text in charts)
    assert all('<c:min val="0"/>' in text and "<c:legend>" not in text for text in charts)
    assert [bool(re.search(r'<c:max val="100"/>', text)) for text in charts].count(True) == 1


def test_charts_are_drawn_over_the_rows_that_hold_their_numbers(book, path):
    written = book(line("甲镇", {"score": D(90)}), line("乙镇"))
    charts = "".join(chart_texts(path))
    rates = [cell.value for cell in written["执行率和得分"][2]]
    letters = "ABCDEFGHIJKLM"
    for words in ("自评得分\n（分）", "预算执行率\n（%）"):
        letter = letters[rates.index(words)]
        assert f"执行率和得分!${letter}$3:${letter}$4" in charts.replace("'", "")
    names = letters[rates.index("单位")]
    assert charts.replace("'", "").count(f"<c:f>执行率和得分!${names}$3:${names}$4</c:f>") == 2
    for letter in "ABC":
        assert f"图表!${letter}$3:${letter}$11" in charts.replace("'", "")


def test_the_sheet_of_charts_counts_units_by_band(book):
    lines = [
        line("甲镇", {"score": D(90), "execution_rate": D("100.5")}),
        line("乙镇", {"score": D("94.99")}),
        line("丙镇", {"score": D(59), "execution_rate": D(100)}),
    ]
    sheet = book(*lines)["图表"]
    assert sheet["A1"].value == "得分和预算执行率的分布（单位数）"
    assert sheet["A1"].font.b
    table = [[cell.value for cell in row[:3]] for row in sheet.iter_rows(2, 11)]
    assert table == [
        ["分段", "得分", "执行率（%）"],
        ["0～60", 1, 0], ["60～70", 0, 0], ["70～80", 0, 0], ["80～85", 0, 0], ["85～90", 0, 0],
        ["90～95", 2, 0], ["95～100", 0, 1], ["超过100", 0, 1], ["没有", 0, 1],
    ]  # fmt: skip
    assert [sheet.column_dimensions[letter].width for letter in "A"] == [pytest.approx(12, abs=1)]


@pytest.mark.parametrize(
    ("number", "name"),
    [("59.99", "0～60"), ("60", "60～70"), ("89.99", "85～90"), ("-1", "0～60"), ("95", "95～100")],
)
def test_a_band_begins_at_its_lower_bound(number, name):
    assert band(D(number)) == name


@pytest.mark.parametrize(("units", "charts"), [(MOST_UNITS, 4), (MOST_UNITS + 1, 2), (0, 2)])
def test_bars_have_names_while_they_can_be_read(book, path, units, charts):
    book(*(line(f"{n}镇") for n in range(units)))
    assert len(chart_texts(path)) == charts


def test_a_chart_grows_by_26_pixels_a_unit(book):
    last = book(*(line(f"{n}镇") for n in range(60)))["图表"]._charts[-1].anchor.to
    counts, others, pixel = 89, 64, 9_525  # pixels of a column of counts and of any other
    assert 4 * counts + (last.col - 4) * others + last.colOff / pixel == 60 * 26


def test_a_summary_is_known_by_its_mark_and_nothing_else_is(book, path, tmp_path):
    book(line("甲镇"))
    assert is_summary(path)
    upper = path.rename(tmp_path / "汇总.XLSX")
    assert is_summary(upper)
    assert not is_summary(upper.rename(tmp_path / "汇总.zip"))
    other = tmp_path / "别的.xlsx"
    openpyxl.Workbook().save(other)
    assert not is_summary(other)
    other.write_bytes(b"PK\x03\x04")
    assert not is_summary(other)
    assert not is_summary(tmp_path / "没有.xlsx")


def test_the_workbook_tells_what_it_is(book):
    properties = book(line("甲镇")).properties
    assert (properties.title, properties.category) == (TITLE, "绩效自评汇总表")


def test_a_workbook_that_cannot_be_written_is_told_as_the_system_tells_it(tmp_path):
    with pytest.raises(OSError, match=r"."):
        write_workbook(tmp_path / "没有" / "a.xlsx", Given([line("甲镇")]), ())
