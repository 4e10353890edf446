"""The summary workbook: words stay words, numbers are numbers, heads stay in sight."""

from decimal import Decimal as D

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from pingkou_gui.county.package import StatedFinding
from pingkou_gui.county.summary_workbook import BAND_NAMES, UnitLine, band, write_workbook
from pingkou_gui.county.workbook_sheets import SheetHead, in_cell
from pingkou_gui.form.kinds import rounded

SHEETS = [
    "报送情况", "汇总", "三公经费", "执行率和得分", "图表", "检查结果", "未交和迟交", "像同一个单位",
    "读不了的文件", "重复", "对不上的",
]  # fmt: skip
RISKY = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "{=1}", "http://a.b", "'=1"]


class Given:
    title = "安化县2023年度绩效自评"
    counties = ()

    def __init__(self, *lines, words=()):
        self._lines, self._words = lines, words

    def lines(self):
        yield from self._lines

    def findings(self):
        for text in self._words:
            yield text, StatedFinding("必改", "SUM", text, text, text, text, text)

    def absent(self):
        yield from ((text, text, text, text) for text in self._words)

    def unreadable(self):
        yield from ((text, text, text) for text in self._words)

    def alike_rows(self):
        yield from ((text, text, text) for text in self._words)

    def left_out(self):
        yield from ((text, text, text, text, text, text) for text in self._words)

    def differences(self):
        yield from ((text, text, text) for text in self._words)


def line(unit, **figures):
    return UnitLine(
        unit, "a.jxbg", "上报包", "2024-03-20 09:00", "1.0", "方案", "优", False, False, 0, 0, 0, "",
        {key.replace("__", ":"): D(value) for key, value in figures.items()},
    )  # fmt: skip


@pytest.fixture
def book(tmp_path):
    def written(*lines, words=()):
        write_workbook(tmp_path / "a.xlsx", Given(*lines, words=words), ())
        return openpyxl.load_workbook(tmp_path / "a.xlsx")

    return written


def test_every_sheet_is_there(book):
    assert book(line("平口镇")).sheetnames == SHEETS


@pytest.mark.parametrize("text", RISKY)
def test_nothing_becomes_a_formula(book, text):
    written = book(line(text), words=(text,))
    cells = [cell for sheet in written for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []
    assert [cell for cell in cells if cell.hyperlink] == []
    assert written["汇总"]["A3"].value.strip() == text.strip()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_what_looks_like_a_formula_is_marked_as_words(book, text):
    assert book(line(text))["汇总"]["A3"].quotePrefix


def test_amounts_and_rates_are_numbers_with_their_formats(book):
    written = book(line("平口镇", total__this="1855.32", total__rate="-11.964"))
    heads = {cell.value: cell.column for cell in written["汇总"][2]}
    amount = written["汇总"].cell(3, heads["部门整体支出本年\n（万元）"])
    rate = written["汇总"].cell(3, heads["部门整体支出增减率\n（%）"])
    assert (amount.value, amount.number_format) == (1855.32, "#,##0.00")
    assert (rate.value, rate.number_format) == (-0.1196, "0.00%")


def test_a_blank_stays_blank_and_a_nought_a_nought(book):
    written = book(line("甲镇", total__this="0"), line("乙镇"))
    column = [cell.value for cell in written["汇总"]["D"]]
    assert column[2:4] == [0, None]


def test_totals_are_exact(book):
    written = book(*(line(f"{n}镇", total__this="0.10") for n in range(30)))
    assert written["汇总"].cell(33, 4).value == 3


def test_heads_stay_in_sight_and_can_be_filtered(book):
    sheet = book(line("甲镇"), line("乙镇"))["汇总"]
    assert sheet.freeze_panes == "B3"
    assert sheet.auto_filter.ref.startswith("A2:")
    assert sheet.auto_filter.ref.endswith("4")


def test_few_units_have_bars_with_names_many_have_bands_only(book):
    assert len(book(line("甲镇"))["图表"]._charts) == 4
    assert len(book(*(line(f"{n}镇") for n in range(90)))["图表"]._charts) == 2


@pytest.mark.parametrize(
    ("number", "name"), [(None, "没有"), (D(0), "0～60"), (D(90), "90～95"), (D(100), "95～100"), (D("100.01"), "超过100")]
)  # fmt: skip
def test_every_number_has_its_band(number, name):
    assert band(number) == name
    assert name in BAND_NAMES


def test_words_with_marks_of_xml_and_with_blanks_come_back(book):
    words = ("<甲&乙>", " 前后 ", "_x0041_", "_x005F_", '"', "两\n行")
    written = book(*(line(text) for text in words))
    found = [written["汇总"].cell(row, 1).value for row in range(3, 9)]
    assert [unescape(text) for text in found] == list(words)


def test_every_cell_stands_under_its_head(book):
    written = book(line("甲镇", score="98.50", total__this="1.00"))["汇总"]
    found = {written.cell(2, cell.column).value: cell.value for cell in written[3]}
    assert (found["部门整体支出本年\n（万元）"], found["自评得分\n（分）"]) == (1, 98.5)
    assert (found["等级"], found["文件"]) == ("优", "a.jxbg")


@given(st.decimals(-(10**12), 10**12, places=4))
def test_a_number_stands_in_its_cell_half_up_and_never_in_exponent_form(number):
    shown = in_cell(rounded(number, 2), SheetHead("率", "%"))
    assert D(str(shown)) == rounded(number, 2) / 100
    assert "E" not in str(shown)


def test_a_wide_sheet_is_printed_on_several_pages_with_its_units(book):
    sheet = book(line("甲镇"))["汇总"]
    assert sheet.page_setup.fitToWidth > 1
    assert (sheet.print_title_cols, sheet.print_title_rows) == ("$A:$A", "$2:$2")


def test_control_characters_and_endless_words_are_harmless(book):
    written = book(line("甲\x00\x1f镇"), words=("长" * 40_000,))
    assert written["汇总"]["A3"].value == "甲镇"
    assert len(written["读不了的文件"]["A3"].value) == 32_000
