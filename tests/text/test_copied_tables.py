"""Books of accounts copied out of a PDF: one cell a line, rows and columns lost."""

import pytest

from pingkou_gui.text.checks.language.check_whole import unread_notes
from pingkou_gui.text.lines.copied_tables import copied_tables, numbers_of
from pingkou_gui.text.lines.source import SourceText, UnreadKind
from pingkou_gui.text.proofread import examine

TABLES = """\
第二部分 白石县文化馆2023年度部门决算表

收入支出决算总表
单位：万元
收入
支出
项目
一、一般公共预算财政拨款收入

决算数
812.40
项目
决算数
一、一般公共服务支出
二、外交支出
三、国防支出

七、文化旅游体育与传媒支出
700.15

八、社会保障和就业支出
62.25
本年收入合计

812.40
本年支出合计
762.40
年末结转和结余
50.00
总计
812.40
总计
812.40

支出决算表
单位：万元
项目
功能分类
科目编码
类
款
项
科目名称
合计
207
207
01
09
群众文化
700.15
基本支出
410.15
项目支出
290.00
注：本表反映本年度各项支出情况。

第三部分 白石县文化馆2023年度部门决算情况说明

一、收入支出决算总体情况说明
白石县文化馆2023年度收入支出总计812.40万元。
二、支出决算情况说明
本年支出合计762.40万元，其中：基本支出472.40万元，占61.96%；项目支出290.00万元，占38.04%。
"""


def test_the_cells_of_copied_tables_are_no_paragraphs_and_their_notes_are():
    source = SourceText.from_string(TABLES)
    said = [paragraph.text for paragraph in source.paragraphs]
    assert "三、国防支出" not in said
    assert "812.40" not in said
    assert [words for words in said if words.startswith("注：")] == [
        "注：本表反映本年度各项支出情况。"
    ]
    assert said[1] == "收入支出决算总表"
    assert "一、收入支出决算总体情况说明" in said


def test_every_table_that_was_not_read_is_named_with_its_place():
    source = SourceText.from_string(TABLES)
    tables = [each for each in source.unread if each.kind is UnreadKind.TABLE]
    assert [(each.locator, each.words) for each in tables] == [
        ("段3", "收入支出决算总表"),
        ("段35", "支出决算表"),
    ]
    (note,) = unread_notes(source)
    assert note.startswith("有2张行列散开的表（段3“收入支出决算总表”、段35“支出决算表”）")


def test_the_labels_of_their_rows_are_no_headings():
    assert [f.class_ for f in examine(SourceText.from_string(TABLES))] == ["MISSING", "UNREAD"]


def test_a_table_ends_where_the_heads_above_a_sentence_begin():
    lines = TABLES.splitlines()
    first, second = copied_tables(lines)
    assert lines[first.end] == "支出决算表"
    assert lines[second.end] == "第三部分 白石县文化馆2023年度部门决算情况说明"


def test_a_sentence_broken_at_the_edge_of_a_page_is_no_cell():
    broken = TABLES.replace(
        "总计812.40万元。", "总计\n812.40万元，比2022年度增加12.40万元，增长1.55%。"
    )
    source = SourceText.from_string(broken)
    assert any(p.text.startswith("白石县文化馆2023年度收入支出总计") for p in source.paragraphs)


def test_the_numbers_of_a_table_are_known_though_not_their_labels():
    first, second = copied_tables(TABLES.splitlines())
    assert [str(number) for number in numbers_of(first)] == [
        "812.40", "700.15", "62.25", "812.40", "762.40", "50.00", "812.40", "812.40",
    ]  # fmt: skip
    assert "207" in {str(number) for number in numbers_of(second)}


def test_a_single_table_is_put_together_line_by_line_as_before():
    alone = TABLES.partition("收入支出决算总表")[2].partition("支出决算表")[0]
    assert copied_tables(("收入支出决算总表" + alone).splitlines()) == ()


def test_cells_parted_by_tabs_are_rows_and_stay_rows():
    rows = "收入决算表\n单位：万元\n项目\t决算数\n合计\t12.00\n支出决算表\n单位：万元\n项目\t决算数\n合计\t12.00\n"
    source = SourceText.from_string(rows)
    assert [p.text for p in source.paragraphs if p.is_cell].count("12.00") == 2
    assert not source.unread


def test_the_forms_of_a_self_evaluation_are_no_book_of_accounts():
    form = "附件{}\n部门整体支出绩效评价基础数据表\n单位：万元\n编制数\n46\n在职人数\n44\n"
    assert copied_tables((form.format(1) + form.format(2)).splitlines()) == ()


@pytest.mark.parametrize("corner", ["机构名称", "单位名称"])
def test_heads_of_one_cell_a_line_begin_behind_the_name_of_the_unit(corner):
    cells = [
        corner,
        "收入合计",
        "其中：",
        "上年结余",
        "公共拨款",
        "基金拨款",
        "其他",
        "柳溪镇人民政府",
        "{}",
        "30.2",
        "900.5",
        "60.3",
        "9.0",
    ]
    text = "2022年度柳溪镇部门整体支出绩效自评报告\n年度收入情况（万元）\n" + "\n".join(cells)
    for total, wrong in (("1000.0", False), ("1010.0", True)):
        found = examine(SourceText.from_string(text.format(total)))
        assert ("SUM" in {f.class_ for f in found}) is wrong
