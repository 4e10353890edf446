"""Tables found on sheets: titles, units, heads, the first row, amounts and their steps."""

from dataclasses import replace
from decimal import Decimal as D

import pytest
from laid import grid

from pingkou_gui.errors import KnownError
from pingkou_gui.importers.accounts import Account
from pingkou_gui.importers.sheets import (
    TableKind,
    find_tables,
    kind_of_title,
    owner_in,
    same_unit,
    year_of,
)
from pingkou_gui.importers.workbook_cells import address, column_letters, faulty_cell
from pingkou_gui.importers.workbook_file import read_sheets
from pingkou_gui.importers.workbook_remarks import left_over

TITLE = "支出决算表"


def table(*rows, **more):
    (found,) = find_tables((grid(*rows, **more),))
    return found


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("支出决算表", TableKind.SPENDING),
        ("收入决算表", TableKind.INCOME),
        ("收入支出决算总表", TableKind.TOTAL),
        ("财政拨款收入支出决算总表", TableKind.FISCAL_TOTAL),
        ("财政拨款收支决算总表", TableKind.FISCAL_TOTAL),
        ("一般公共预算财政拨款支出决算表", TableKind.GENERAL),
        ("一般公共预算财政拨款基本支出决算明细表", TableKind.BASIC),
        ("政府性基金预算财政拨款收入支出决算表", TableKind.GOVERNMENT_FUNDS),
        ("国有资本经营预算财政拨款支出决算表", TableKind.STATE_CAPITAL),
        ("财政拨款“三公”经费支出决算表", TableKind.THREE_PUBLIC),
        ("“三公”经费预算表", None),
        ("项目支出明细表", TableKind.PROJECT_LIST),
        ("机构运行信息表", TableKind.RUNNING),
        ("花名册", None),
        ("一" * 55 + "支出决算表", TableKind.SPENDING),
        ("一" * 56 + "支出决算表", None),
    ],
)
def test_a_title_names_its_table(words, kind):
    assert kind_of_title(words) is kind


def test_a_table_begins_at_its_title_and_ends_before_the_next():
    sheet = grid(
        (TITLE,), ("科目", "金额"), ("合计", 5), (), ("收入决算表",), ("科目", "金额"), ("合计", 6)
    )
    first, second = find_tables((sheet,))
    assert (first.top, first.bottom, second.top, second.bottom) == (1, 4, 5, 7)
    assert (first.kind, second.kind) == (TableKind.SPENDING, TableKind.INCOME)


def test_tables_of_one_name_are_told_apart():
    sheets = (
        grid((TITLE,), ("科目",), ("合计", 5)),
        grid((TITLE,), ("科目",), ("合计", 5), name="乙", number=2),
        grid((TITLE,), ("科目",), ("合计", 5), name="丙", number=3),
    )
    assert [found.name for found in find_tables(sheets)] == [
        "支出决算表", "支出决算表（乙，2）", "支出决算表（丙，3）",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "tops"),
    [
        (((TITLE, "公开03表"), ("科目",), ("合计", 5)), [1]),
        (((TITLE, "甲", "乙", "丙"), ("科目",), ("合计", 5)), [1]),
        (((TITLE, "甲", "乙", "丙", "丁"), ("科目",), ("合计", 5)), []),
        (((TITLE, 3), ("科目",), ("合计", 5)), []),
        (((),) * 5 + ((TITLE, "甲", "乙"), ("科目",), ("合计", 5)), [6]),
        (((),) * 6 + ((TITLE, "甲", "乙"), ("科目",), ("合计", 5)), []),
        (((),) * 6 + ((TITLE, "甲"), ("科目",), ("合计", 5)), [7]),
        (((TITLE,), (), (TITLE,), ("合计", 5)), [1]),
        (((TITLE,), (), (), (TITLE,), ("合计", 5)), [1, 4]),
        (((TITLE,), ("合计", 5), (), ("注：本支出决算表反映支出",)), [1]),
        ((("支出决算表（一）",), ("合计", 5)), [1]),
        (((TITLE,),), []),
    ],
)
def test_a_title_stands_by_itself_and_ends_with_its_word(rows, tops):
    assert [found.top for found in find_tables((grid(*rows),))] == tops


@pytest.mark.parametrize("name", ["支出决算表", "支出决算"])
def test_a_sheet_without_a_title_is_known_by_its_name(name):
    found = table(("科目", "金额"), ("合计", 5), name=name)
    assert (found.kind, found.title) == (TableKind.SPENDING, name)


@pytest.mark.parametrize(
    ("unit", "amount"),
    [
        ("元", "0.0012345"),
        ("千元", "1.2345"),
        ("万元", "12.345"),
        ("百万元", "1234.5"),
        ("亿元", "123450"),
    ],
)
def test_an_amount_is_turned_into_wan_yuan(unit, amount):
    found = table((TITLE,), (f"金额单位：{unit}",), ("科目", "金额"), ("合计", 12.345))
    assert (found.unit, found.stated_unit) == (unit, True)
    assert found.amount((4, 2)) == D(amount)
    assert found.amount((4, 1)) is None


@pytest.mark.parametrize(
    ("rows", "unit"),
    [
        (((TITLE,), ("单位：元",), ("合计", 5)), "元"),
        (((TITLE,), ("单位", "（元）"), ("合计", 5)), "元"),
        (((TITLE,), ("单位：", "万元"), ("合计", 5)), "万元"),
        (((TITLE,), ("元",), ("合计", 5)), ""),
        (((TITLE,), ("科目", "决算数（千元）"), ("合计", 5)), "千元"),
        (((TITLE,), ("单位：平口镇元丰村",), ("合计", 5)), ""),
        ((("单位：元",), (), (TITLE,), ("合计", 5)), "元"),
        ((("单位：元",), (), (), (TITLE,), ("合计", 5)), ""),
        (((TITLE,), *((),) * 5, ("单位：元",), ("合计", 5)), "元"),
        (((TITLE,), *((),) * 6, ("单位：元",), ("合计", 5)), ""),
    ],
)
def test_the_unit_stands_near_the_title(rows, unit):
    (found,) = find_tables((grid(*rows),))
    assert found.unit == unit


@pytest.mark.parametrize(
    ("numbers", "unit", "step"),
    [
        ((5, 6), "万元", "1"),
        ((5.1, 6), "万元", "0.1"),
        ((5.12, 6.1), "万元", "0.01"),
        ((5.123,), "万元", "0.01"),
        ((500,), "元", "0.0001"),
        ((5.12,), "元", "0.000001"),
        ((5.1,), "千元", "0.01"),
    ],
)
def test_the_step_of_a_table_is_its_smallest_place(numbers, unit, step):
    found = table((TITLE,), (f"单位：{unit}",), *(("合计", number) for number in numbers))
    assert found.step == D(step)


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        (((TITLE,), ("科目", "金额"), ("合计", 5)), 3),
        (((TITLE,), ("科目", "金额"), ("栏次", 1), ("合计", 5)), 4),
        (((TITLE,), ("科目", "甲", "乙", "丙"), (None, 1, 2, 3), ("合计", 5, 5, 5)), 4),
        (((TITLE,), ("科目", "甲", "乙"), (None, 1, 2), ("合计", 5, 5)), 3),
        (((TITLE,), ("科目", "金额"), (), ("合计",), ("行政", 5)), 4),
        (((TITLE,), ("科目", "金额"), ("合计",), ("行政", 5)), 4),
        (((TITLE,), ("科目", "金额"), (), ("小计",), ("行政", 5)), 5),
        (((TITLE,), ("科目", "金额"), ("合计",)), 4),
    ],
)
def test_the_first_row_is_that_below_the_heads(rows, first):
    (found,) = find_tables((grid(*rows),))
    assert found.first == first


def test_heads_are_read_from_the_outside_in():
    found = table(
        (TITLE,),
        ("单位：万元",),
        ("科目", "本年支出", None, None),
        (None, "小计", "基本支出", "项目 支出"),
        ("栏次", 1, 2, 3),
        ("合计", 5, 3, 2),
        merged=((1, 1, 1, 4), (3, 1, 4, 1), (3, 2, 3, 4)),
    )
    assert found.head_top == 3
    assert found.heads(1) == ("科目",)
    assert found.heads(2) == ("本年支出", "小计")
    assert found.heads(3) == ("本年支出", "基本支出")
    assert found.heads(4) == ("本年支出", "项目支出")
    assert (list(found.rows), list(found.columns)) == ([6], [1, 2, 3, 4])


def test_a_place_is_told_in_letters_and_rows():
    found = table((TITLE,), ("科目", "金额"), ("合计", 5))
    assert found.where((3, 2)) == "支出决算表 B3"
    assert found.where((3, 2), (4, 28)) == "支出决算表 B3+AB4"


@pytest.mark.parametrize(
    ("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (703, "AAA")]
)
def test_a_column_has_its_letters(column, letters):
    assert column_letters(column) == letters
    assert address((23, column)) == f"{letters}23"


def test_a_merged_cell_is_seen_over_all_it_covers_and_stands_in_one():
    sheet = grid((TITLE, None), (None, None), merged=((1, 1, 2, 2),))
    assert sheet[2, 2].text == ""
    assert sheet.shown((2, 2)).text == TITLE
    assert sheet.shown((3, 3)).text == ""
    assert (sheet.rows, sheet.columns) == (1, 1)


@pytest.mark.parametrize(
    ("rows", "owner"),
    [
        ((("部门：平口镇",),), "平口镇"),
        ((("编制单位：", "平口镇"),), "平口镇"),
        ((("单位：万元",),), ""),
        ((("单位名称：平口镇  金额单位：元",),), "平口镇"),
        ((("填报单位（盖章）：平口镇2023年",),), "平口镇"),
        ((("单位：万元", "部门：平口镇"),), "平口镇"),
        (((),) * 7 + (("部门：平口镇",),), "平口镇"),
        (((),) * 8 + (("部门：平口镇",),), ""),
    ],
)
def test_the_owner_is_named_above_the_heads(rows, owner):
    assert owner_in(grid(*rows)) == owner


def test_the_owner_may_stand_two_rows_above_a_title_further_down():
    rows = ((),) * 9 + (("部门：平口镇",), (), (TITLE,))
    assert owner_in(grid(*rows), 12) == "平口镇"
    assert owner_in(grid(*rows), 13) == ""


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("平口镇人民政府", "安化县平口镇人民政府", True),
        ("安化县平口镇人民政府（本级）", "平口镇人民政府", True),
        ("平口镇人民政府", "大福镇人民政府", False),
        ("县府", "安化县府", False),
        ("县府", "县 府", True),
        ("教育局", "安化县教育局机关", True),
    ],
)
def test_the_county_may_stand_before_a_units_name(first, second, same):
    assert same_unit(first, second) is same
    assert same_unit(second, first) is same


@pytest.mark.parametrize(
    ("sheets", "name", "year"),
    [
        ((("2023年度",),), "", 2023),
        ((("2023年度",), ("2022年度",)), "", None),
        ((("2023年度",), ("2022年度",), ("2023年度",)), "", 2023),
        ((("2023年度", "2022年决算数"),), "", 2023),
        ((("2023年3月公开",),), "", None),
        ((("2023年3月公开",),), "平口镇2023决算", 2023),
        ((("说明",),), "2022和2023", None),
        ((("说明",),), "20230315", None),
        ((("2023年" + "长" * 56,),), "", None),
        ((("2023年" + "长" * 54,),), "", 2023),
        (((2023,),), "", None),
    ],
)
def test_the_year_is_what_most_sheets_say_else_the_files_name(sheets, name, year):
    assert year_of([grid(line) for line in sheets], name) == year


def test_a_year_far_down_is_none_of_the_workbook():
    assert year_of([grid(*((),) * 7, ("2023年度",))], "") == 2023
    assert year_of([grid(*((),) * 8, ("2023年度",))], "") is None


def test_numbers_that_went_nowhere_are_listed_up_to_six():
    rows = [(f"第{letter}行", number) for number, letter in enumerate("甲乙丙丁戊己庚", 11)]
    found = table((TITLE,), ("科目", "金额"), *rows)
    (told,) = left_over((found.sheet,), (found,), Account())
    assert told.where == "支出决算表 B3、B4、B5、B6、B7、B8 等7个数"
    assert told.text.startswith("第甲行 11；第乙行 12；")
    assert told.text.endswith("第己行 16 等7个数")
    found.used.add((3, 2))
    (told,) = left_over((found.sheet,), (found,), Account())
    assert told.where == "支出决算表 B4、B5、B6、B7、B8、B9"
    assert told.text.endswith("第庚行 17")


def test_noughts_and_running_numbers_are_not_missed():
    found = table((TITLE,), ("科目", "行次", "金额"), ("合计", 7, 0), ("其他", 8, None))
    assert left_over((found.sheet,), (found,), Account()) == ()


def test_a_sheet_that_nobody_knows_is_told_with_its_first_words():
    other = grid(("国有资产占用情况" + "长" * 30,), ("车辆", 3), ("房屋", 0), name="乙", number=4)
    (told,) = left_over((other, grid(("说明",), name="丙")), (), Account())
    assert (told.where, told.text) == (
        "乙（第4张表）",
        f"“{('国有资产占用情况' + '长' * 30)[:30]}”，2个数",
    )


def test_a_row_of_ordinals_is_looked_for_near_the_title_only():
    rows = ((TITLE,), ("科目", "金额"), ("合计", 5), *(("其他", 5),) * 10)
    assert table(*rows, ("栏次", 1), ("末", 5)).first == 15
    assert table(*rows, ("其他", 5), ("栏次", 1), ("末", 5)).first == 3


def test_an_empty_sheet_has_no_rows_and_no_columns():
    assert (grid().rows, grid().columns) == (0, 0)


def test_cells_without_a_value_are_listed_from_the_first_row_of_a_table_to_its_last():
    heads = ("项目", "合计", "项目支出")
    sheet = grid(("支出决算表", None, "日期"), heads, ("合计", 3, 2), ("行政运行", 3, 2))
    (table,) = find_tables((sheet,))
    for row in (table.top, table.bottom):
        broken = dict(sheet.cells) | {(row, 3): faulty_cell("#REF!")}
        for top, bottom in ((1, 4), (row, row)):
            part = replace(table, sheet=replace(sheet, cells=broken), top=top, bottom=bottom)
            listed = left_over((part.sheet,), (part,), Account())
            assert [each.where.endswith(f"C{row}") for each in listed].count(True) == 1
    beyond = replace(table, sheet=replace(sheet, cells=broken), top=1, bottom=3)
    assert "#REF!" not in str(left_over((beyond.sheet,), (beyond,), Account()))


@pytest.mark.parametrize(
    ("words", "sheets"),
    [
        ("项目\t金额\n说明\n", 1),
        ("项目\t金额\n说明\n备注\n", 0),
        ("项目,金额\n说明\n", 1),
        ("项目,金额\n说明\n备注\n", 0),
    ],
)
def test_a_text_is_a_table_where_half_of_its_lines_have_columns(tmp_path, words, sheets):
    path = tmp_path / "表.xls"
    path.write_text(words, "utf-8")
    if sheets:
        assert len(read_sheets(path)) == sheets
    else:
        with pytest.raises(KnownError):
            read_sheets(path)


@pytest.mark.parametrize(
    ("row", "letters", "year"), [(8, 59, 2023), (9, 59, 2022), (8, 60, 2022), (1, 59, 2023)]
)
def test_a_year_is_read_in_short_words_of_the_first_eight_rows(row, letters, year):
    """Else the name of the file tells it."""
    words = "2023年度".ljust(letters, "镇")
    assert year_of([grid(*((),) * (row - 1), (words,))], "2022决算.xlsx") == year
