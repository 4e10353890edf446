"""What is imported from a final-accounts disclosure copied out of a PDF: its text, never its cells."""

from pingkou_gui.text.lines.identity import Genre
from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.reading.reader import read
from tests.text.test_copied_tables import TABLES

MORE = """\
五、一般公共预算财政拨款支出决算情况说明
1、文化旅游体育与传媒支出（类）文化和旅游（款）行政运行（项）。
主要用于：行政单位人员支出、公用支出。年初预算为520.00万元，支出决算为510.00万元。
七、“三公”经费支出决算情况说明
“三公”经费决算中，因公出国（境）费支出决算0.00万元，公务用车购置及运行维护费支出决算0.00万元，公务接待费支出决算0.39万元。具体情况如下：
1、因公出国（境）费支出0.00万元。
2、公务用车购置及运行维护费支出0.00万元。
3、公务接待费支出0.39万元。
"""


def test_what_money_is_for_is_not_what_the_amounts_behind_it_are_of():
    keys = {s.key for s in read(SourceText.from_string(TABLES + MORE)).statements if s.amount}
    assert "operating_spending" not in keys
    assert "personnel_spending" not in keys


def test_what_follows_on_an_overview_is_no_part_of_its_last_figure():
    reading = read(SourceText.from_string(TABLES + MORE))
    parents = {reading.statements[each.parent].key for each in reading.lists if each.parent >= 0}
    assert "official_reception" not in parents


def test_a_cover_that_breaks_off_in_the_name_of_the_unit_gives_the_whole_name():
    text = (
        "中共白石县委\n社会工作部2023年度\n部门决算\n"
        + "中共白石县委社会工作部2023年度收入支出总计12.40万元。\n" * 4
    )
    assert read(SourceText.from_string(text)).unit == "中共白石县委社会工作部"


def test_a_name_that_stands_alone_as_well_stays_as_it_is():
    text = (
        "白石县教育局\n2023年度部门决算\n"
        + "白石县教育局负责全县教育。白石县教育局机关服务中心是下属单位。\n" * 4
    )
    assert read(SourceText.from_string(text)).unit == "白石县教育局"


def test_a_budget_of_a_district_is_known_as_a_budget():
    text = "白石县2024年县级部门预算\n预算主管部门：白石县文化馆\n“三公”经费预算数为47.91万元。\n"
    assert read(SourceText.from_string(text)).genre is Genre.BUDGET
