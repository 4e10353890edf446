"""The standard tables of accounts, copied row by row or cell by cell, read where their sums confirm it."""

import pytest

from pingkou_gui.text.lines.account_columns import Placing
from pingkou_gui.text.lines.source import SourceText, UnreadKind
from pingkou_gui.text.proofread import examine
from pingkou_gui.text.reading.reader import read

TOTALS = """\
收入支出决算总表
公开01表
部门：白石县文化馆
金额单位：万元
收入 支出
项目 行次 金额 项目 行次 金额
栏次 1 栏次 2
一、一般公共预算财政拨款收入 1 90.00 一、一般公共服务支出 12
二、其他收入 2 6.20 二、外交支出 13
3 三、文化旅游体育与传媒支出 14 80.10
4 四、社会保障和就业支出 15 15.10
本年收入合计 10 96.20 本年支出合计 19 95.20
年初结转和结余 11 3.00 年末结转和结余 20 4.00
总计 12 99.20 总计 21 99.20
"""
INCOME = """\
收入决算表
公开02表
部门：白石县文化馆
金额单位：万元
项目
本年收入合计 财政拨款收入 上级补助收入 事业收入 经营收入
附属单位
上缴收入
其他收入
功能分类科目编码 科目名称
栏次 1 2 3 4 5 6 7
合计 96.20 90.00 6.20
207 文化旅游体育与传媒支出 81.10 74.90 6.20
20701 文化和旅游 81.10 74.90 6.20
2070109 群众文化 71.10 71.10
2070199 其他文化和旅游支出 10.00 3.80 6.20
208 社会保障和就业支出 15.10 15.10
20805 行政事业单位养老支出 15.10 15.10
2080505 机关事业单位基本养老保险缴费支出 10.40 10.40
2080506 机关事业单位职业年金缴
费支出
4.70 4.70
"""
GENERAL = """\
一般公共预算财政拨款支出决算表
公开05表
部门：白石县文化馆
金额单位：万元
项目
合计 基本支出 项目支出
功能分类
科目编码
科目名称
类 款 项
合计 89.00 62.40 26.60
207 文化旅游体育与传媒支出 73.90 47.30 26.60
207 01 文化和旅游 73.90 47.30 26.60
207 01 09 群众文化 70.10 47.30 22.80
207 01 99 其他文化和旅游支出 3.80 3.80
208 社会保障和就业支出 15.10 15.10
208 05 行政事业单位养老支出 15.10 15.10
208 05 05 机关事业单位基本养老保险缴费支出 10.40 10.40
208 05 06 机关事业单位职业年金缴费支出 4.70 4.70
"""
ECONOMIC = """\
一般公共预算财政拨款基本支出决算表
公开06表
部门：白石县文化馆
金额单位：万元
人员经费 公用经费
科目编码 科目名称 决算数 科目编码 科目名称 决算数
301 工资福利支出 50.40 302 商品和服务支出 8.20
30101 基本工资 35.30 30201 办公费 3.15
30103 奖金 30202 印刷费
30108 机关事业单位基本养老保险缴费 15.10 30216 培训费 5.05
303 对个人和家庭的补助 2.60 310 资本性支出 1.20
30305 生活补助 2.60 31002 办公设备购置 1.20
人员经费合计 53.00 公用经费合计 9.40
"""
PUBLIC = """\
财政拨款“三公”经费支出决算表
公开07表
部门：白石县文化馆
金额单位：万元
预算数 决算数
合计
因公出国（境）费
公务用车购置及运行维护费
公务接待费
小计 公务用车购置费 公务用车运行维护费
1 2 3 4 5 6 7 8 9 10 11 12
4.50 0.00 2.80 0.00 2.80 1.70 3.36 0.00 2.16 0.00 2.16 1.20
"""
NONE = """\
国有资本经营预算财政拨款支出决算表
公开09表
部门：白石县文化馆
金额单位：万元
项目 本年支出
功能分类科目编码 科目名称 合计 基本支出 项目支出
合计
注：本单位没有国有资本经营预算，本表无数据。
"""
BOOK = "白石县文化馆\n2023年度部门决算\n第二部分 2023年度部门决算表\n"
TEXT = """\
第三部分 2023年度部门决算情况说明
一、收入支出决算总体情况说明
2023年度收入支出总计99.20万元。
"""


def figures(*tables):
    """Return each figure of a book of tables by its row and head: by the code, else by the label."""
    source = SourceText.from_string(BOOK + "".join(tables) + TEXT)
    found = {}
    rows = {}
    for paragraph in source.paragraphs:
        if paragraph.is_cell:
            rows.setdefault((paragraph.table, paragraph.row), {})[paragraph.column] = paragraph.text
    heads = {table: cells for (table, row), cells in rows.items() if row == 1}
    for (table, row), cells in rows.items():
        words = heads[table]
        label = cells.get(1) or cells[2]
        for column, text in cells.items():
            if row > 1 and words[column] not in {"科目编码", "科目名称", "项目"}:
                found[table, label, words[column]] = text
    return found


def unread(*tables):
    source = SourceText.from_string(BOOK + "".join(tables) + TEXT)
    return [each.words for each in source.unread if each.kind is UnreadKind.TABLE]


def cell_by_cell(table):
    head, rows = table.split("金额单位：万元\n")
    return head + "金额单位：万元\n" + "\n".join(rows.split()) + "\n"


ALL = (TOTALS, INCOME, GENERAL, ECONOMIC, PUBLIC, NONE)


@pytest.mark.parametrize("copied", [str, cell_by_cell])
def test_the_tables_of_a_book_are_read_by_their_shape(copied):
    assert unread(*map(copied, ALL)) == []
    found = figures(*map(copied, ALL))
    assert found[1, "二、其他收入", "金额"] == "6.20"
    assert found[2, "四、社会保障和就业支出", "金额"] == "15.10"
    assert found[2, "总计", "金额"] == "99.20"
    assert found[3, "2070199", "其他收入"] == "6.20"
    assert found[3, "2080506", "财政拨款收入"] == "4.70"
    assert found[4, "2070199", "项目支出"] == "3.80"
    assert (4, "2070199", "基本支出") not in found
    assert found[4, "2080505", "基本支出"] == "10.40"
    assert found[5, "30305", "决算数"] == "2.60"
    assert found[5, "人员经费合计", "决算数"] == "53.00"
    assert found[6, "31002", "决算数"] == "1.20"
    assert found[7, "公务用车运行维护费", "决算数"] == "2.16"
    assert found[7, "公务接待费", "预算数"] == "1.70"


def test_numbers_of_lines_and_of_columns_are_no_amounts():
    values = set(figures(TOTALS, PUBLIC).values())
    assert not values & {"1", "2", "3", "4", "12"}


def test_a_name_that_was_broken_is_put_together():
    source = SourceText.from_string(BOOK + INCOME + GENERAL + TEXT)
    assert "机关事业单位职业年金缴费支出" in [p.text for p in source.paragraphs]
    assert "费支出" not in [p.text for p in source.paragraphs]


def test_where_a_number_stands_is_left_open_if_its_column_is_not_certain():
    twins = (
        GENERAL.replace("70.10 47.30 22.80", "36.95 36.95")
        .replace("3.80 3.80", "36.95 36.95")
        .replace("47.30 26.60", "36.95 36.95")
        .replace("89.00 62.40 26.60", "89.00 52.05 36.95")
    )
    found = figures(twins, NONE)
    assert found[1, "2070109", "合计"] == "36.95"
    assert {head for _, _, head in found} == {"合计"}


def test_the_income_of_each_kind_tells_the_columns_of_the_table_of_income():
    alone = figures(INCOME, NONE)
    assert {head for _, _, head in alone} == {"合计"}
    both = figures(TOTALS, INCOME)
    assert both[3, "合计", "财政拨款收入"] == "90.00"


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        (TOTALS, "总计 21 99.20", "总计 21 99.40"),
        (TOTALS, "15 15.10", "15 51.10"),
        (ECONOMIC, "30201 办公费 3.15", "30201 办公费 3.51"),
        (PUBLIC, "4.50 0.00", "4.05 0.00"),
        (PUBLIC, "4.50 0.00 ", "4.50 "),
        (GENERAL, "合计 89.00 62.40 26.60\n", ""),
        (GENERAL, "207 01 99 其他文化和旅游支出", "207 01 09 其他文化和旅游支出"),
        (GENERAL, "合计 基本支出 项目支出", "合计 项目支出 基本支出"),
        (GENERAL, "合计 基本支出 项目支出", "合计 基本支出 项目支出 其他收入"),
    ],
)
def test_a_table_that_nothing_confirms_stays_unread(table, old, new):
    title = table.partition("\n")[0]
    assert old in table
    assert unread(table.replace(old, new), NONE) == [title]


def test_a_fault_among_rows_that_are_complete_is_named():
    full = GENERAL.replace("3.80 3.80", "3.80 0.00 3.80")
    for row in ("15.10 15.10", "10.40 10.40", "4.70 4.70"):
        full = full.replace(row, row + " 0.00")
    text = BOOK + full.replace("47.30 22.80", "47.30 28.20") + NONE + TEXT
    found = [f for f in examine(SourceText.from_string(text)) if f.class_ == "SUM"]
    assert {f.expected for f in found} >= {"22.80"}
    assert not [
        f for f in examine(SourceText.from_string(BOOK + full + NONE + TEXT)) if f.class_ == "SUM"
    ]


def test_a_table_without_numbers_is_not_said_to_be_unread():
    assert unread(NONE, GENERAL) == []


def test_pages_of_one_table_are_one_table():
    head = GENERAL.partition("合计 89.00")[0]
    assert unread(GENERAL.replace("208 社会", head + "208 社会", 1), NONE) == []
    found = figures(GENERAL.replace("208 社会", head + "208 社会", 1), NONE)
    assert found[1, "208", "合计"] == "15.10"


def test_a_number_behind_a_head_is_of_no_known_row():
    lost = TOTALS.replace("三、文化旅游体育与传媒支出 14 80.10", "金额 80.10")
    assert unread(lost, NONE) == ["收入支出决算总表"]


def test_tables_of_one_budget_are_not_held_against_the_text_on_all_money():
    text = (
        TEXT
        + "三、支出决算情况说明\n本年支出合计95.20万元，其中：基本支出62.40万元；项目支出32.80万元。\n"
    )
    source = SourceText.from_string(BOOK + "".join(ALL) + text)
    assert not [f for f in examine(source) if f.class_ in {"CONTRADICTION", "SUM"}]


def test_what_a_table_is_of_goes_with_its_figures():
    reading = read(SourceText.from_string(BOOK + "".join(ALL) + TEXT))
    scopes = {c.table: c.scope for c in reading.cells}
    assert scopes[1] == ""
    assert scopes[4] == "general_public_budget"
    spent = [c for c in reading.cells if c.table == 4 and c.key == "basic_spending"]
    assert [c.amount.text for c in spent] == ["62.40"]


def test_the_rows_of_a_very_long_table_are_gone_through_in_good_time():
    rows = "".join(f"2070{n:03d} 群众文化 1.00 1.00\n" for n in range(100, 1000))
    long = GENERAL.replace("208 社会", rows + "208 社会", 1)
    assert unread(long, NONE) == ["一般公共预算财政拨款支出决算表"]


def test_the_heads_of_a_further_page_are_no_part_of_a_name():
    head = "项目 本年支出\n" + GENERAL.partition("项目\n")[2].partition("合计 89.00")[0]
    pages = GENERAL.replace("项目\n合计 基本", "项目 本年支出\n合计 基本").replace(
        "208 05 05", head + "208 05 05"
    )
    source = SourceText.from_string(BOOK + pages + NONE + TEXT)
    assert "行政事业单位养老支出" in [p.text for p in source.paragraphs if p.is_cell]


NARRATIVE = """\
五、一般公共预算财政拨款支出决算情况说明
1、文化旅游体育与传媒支出（类）文化和旅游（款）群众文化（项）。年初预算为68.00万元，支出决算为{culture}万元。
2、文化旅游体育与传媒支出（类）文化和旅游（款）其他文化和旅游支出（项）。年初预算为3.80万元，支出决算为3.80万元。
3、社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）。年初预算为10.40万元，支出决算为10.40万元。
4、社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）。年初预算为4.70万元，支出决算为4.70万元。
六、一般公共预算财政拨款基本支出决算情况说明
人员经费{people}万元，主要包括：基本工资、奖金。
"""


@pytest.mark.parametrize(
    ("numbers", "right"),
    [
        ({"culture": "70.10", "people": "53.00"}, set()),
        ({"culture": "71.00", "people": "53.00"}, {"70.10万元"}),
        ({"culture": "70.10", "people": "53.80"}, {"53.00万元"}),
    ],
)
def test_a_figure_of_the_text_is_held_against_its_row(numbers, right):
    text = BOOK + "".join(ALL) + TEXT + NARRATIVE.format(**numbers)
    found = [f for f in examine(SourceText.from_string(text)) if "表里的各项加得起来" in f.message]
    assert {f.expected for f in found} == right


def test_a_fault_beside_a_number_that_went_to_another_line_leaves_a_table_unread():
    full = GENERAL.replace("3.80 3.80", "3.80 0.00 3.80").replace(
        "70.10 47.30 22.80", "70.10 22.80\n47.30"
    )
    for row in ("15.10 15.10", "10.40 10.40", "4.70 4.70"):
        full = full.replace(row, row + " 0.00")
    assert unread(full, NONE) == ["一般公共预算财政拨款支出决算表"]


LANES = """\
一般公共预算财政拨款基本支出决算表
公开06表
部门：白石县文化馆
金额单位：万元
人员经费 公用经费
科目编码 科目名称 决算数 科目编码 科目名称 决算数 科目编码 科目名称 决算数
301 工资福利支出 53.00 302 商品和服务支出 8.20 307 债务利息及费用支出
30101 基本工资 37.90 30201 办公费 3.15 30701 国内债务付息
30103 奖金 30202 印刷费 310 资本性支出 1.20
30108 机关事业单位基本养老保险缴费 15.10 30216 培训费 5.05 31002 办公设备购置 1.20
人员经费合计 53.00 公用经费合计 9.40
"""


def test_lists_beside_each_other_are_put_in_the_order_of_their_accounts():
    text = BOOK + LANES + NONE + TEXT
    assert figures(LANES, NONE)[2, "31002", "决算数"] == "1.20"
    assert not [f for f in examine(SourceText.from_string(text)) if f.class_ == "SUM"]


def test_very_many_heads_are_gone_through_in_good_time():
    wide = GENERAL.replace("功能分类\n", "附 属 单 位 " * 4000 + "\n")
    assert unread(wide, NONE) == ["一般公共预算财政拨款支出决算表"]


def test_that_tables_were_put_together_is_said():
    (remark,) = SourceText.from_string(BOOK + GENERAL + NONE + TEXT).remarks
    assert remark.startswith("有1张复制来的表（“一般公共预算财政拨款支出决算表”）")


@pytest.mark.parametrize(
    ("held", "broken", "settled", "believed"),
    [
        (1, 0, True, False),
        (2, 0, True, True),
        (2, 0, False, True),
        (4, 1, True, False),
        (5, 1, True, True),
        (5, 1, False, False),
        (10, 2, True, True),
        (15, 3, True, False),
    ],
)
def test_a_copied_table_is_believed_where_what_does_not_add_up_is_its_own_fault(
    held, broken, settled, believed
):
    assert Placing(held, broken).is_believed(settled=settled) is believed
    assert not Placing(held, broken, steps=20_001).is_believed(settled=settled)
