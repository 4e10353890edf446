"""Amounts pasted with their names: which row, which year, and what is not taken is told."""

import pytest

from pingkou_gui.form.field import Amounts
from pingkou_gui.form.form import FORM
from pingkou_gui.importers.clipboard import grid_of
from pingkou_gui.importers.pasted_amounts import (
    AmountsInHand,
    PastedAmount,
    PastedStage,
    StagesInHand,
    match_amounts,
    match_stages,
    names_budgets,
    names_rows,
)
from pingkou_gui.importers.pasted_rows import PasteChoice

UNPLACED = "看不出是本年、上年还是预算，在列名下面选"


def in_hand(section="basic", columns=("this", "last", "budget"), year=2024):
    page = next(page for page in FORM.pages if any(s.key == section for s in page.sections))
    sections = sorted(page.sections, key=lambda each: each.key != section)
    lines = (line for each in sections for line in each.lines if isinstance(line, Amounts))
    return AmountsInHand(tuple(lines), section, columns, year)


def match(text, choice=None, **hand):
    return match_amounts(grid_of(text), in_hand(**hand), choice)


def values(text, **hand):
    """Return what goes where: the name of the field without its section, and the words."""
    matched = match(text, **hand)
    return {field.key.split(".")[1]: words for _, field, words in matched.values()}


def left(text, **hand):
    return [(each.where, each.words) for each in match(text, **hand).pasted.left_over]


def columns(text, **hand):
    return [(c.field and c.field.name, c.why) for c in match(text, **hand).pasted.columns]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ("本年\t上年", {"reception": "3", "reception_last": "4"}),
        ("去年数\t今年数", {"reception_last": "3", "reception": "4"}),
        ("2024年\t2023年", {"reception": "3", "reception_last": "4"}),
        ("2023年决算\t2024年预算", {"reception_last": "3", "reception_budget": "4"}),
        ("本年预算\t预算执行数", {"reception_budget": "3", "reception": "4"}),
        ("决算数\t预算数", {"reception": "3", "reception_budget": "4"}),
        ("支出数\t增减额", {"reception": "3"}),
        ("本年\t比上年", {"reception": "3"}),
        ("决算数\t执行率", {"reception": "3"}),
    ],
)
def test_a_head_leads_its_column_to_the_year_it_names(heads, expected):
    assert values(f"科目\t{heads}\n公务接待费\t3\t4") == expected


@pytest.mark.parametrize(
    "heads", ["2022年\t2021年", "2025年\t2022年", "上年预算\t前年预算", "2023年预算\t2022年决算数"]
)
def test_figures_of_another_year_or_of_last_years_budget_go_nowhere_before_a_look(heads):
    text = f"科目\t{heads}\n公务接待费\t3\t4"
    assert values(text) == {}
    assert columns(text)[1:] == [(None, UNPLACED), (None, UNPLACED)]
    assert not match(text).pasted.fits


def test_of_two_columns_of_one_year_neither_is_taken():
    text = "科目\t2024年\t本年决算\t上年\n公务接待费\t3\t4\t5"
    assert values(text) == {"reception_last": "5"}
    assert not match(text).pasted.fits


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ("2024年\t2023年", {"reception": "3", "reception_last": "4"}),
        ("2023年\t2024年", {"reception_last": "3", "reception": "4"}),
        ("2024年\t2022年", {}),
        ("2024年\t2024年预算", {}),
    ],
)
def test_without_a_year_in_the_report_two_years_in_a_row_are_last_and_this(heads, expected):
    assert values(f"科目\t{heads}\n公务接待费\t3\t4", year=None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议费\t302", {"meetings": "302"}),
        ("会议费\t300\t400", {"meetings": "300", "meetings_last": "400"}),
        ("会议费\t302\t开会多", {"meetings": "302"}),
        ("会议费\t30215\t302", {"meetings": "302"}),
        ("30215\t会议费\t302\t303", {"meetings": "302", "meetings_last": "303"}),
        ("科目名称\t科目代码\t本年\n会议费\t30215\t30216", {"meetings": "30216"}),
        ("科目\t本年（元）\t上年（元）\n会议费\t30200\t31000", {"meetings": "30200元", "meetings_last": "31000元"}),
        ("科目\t原因\t本年\n会议费\t开会多\t302", {"meetings": "302", "meetings_reason": "开会多"}),
    ],
)  # fmt: skip
def test_an_amount_that_looks_like_a_code_of_the_classes_is_an_amount(text, expected):
    assert values(text) == expected


def test_columns_without_heads_go_side_by_side_from_the_field_in_hand():
    assert values("会议费\t3\t4", columns=("last",)) == {}
    assert values("会议费\t3", columns=("last", "budget")) == {"meetings_last": "3"}
    assert values("会议费\t3\t4") == {"meetings": "3", "meetings_last": "4"}
    assert values("会议费\t3\t4\t5") == {}
    assert columns("会议费\t3\t4\t5")[1:] == [(None, UNPLACED)] * 3


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("301\t工资福利支出\t5", {"wages": "5"}),
        ("30215会议费\t5", {"meetings": "5"}),
        ("（一）“三公” 经费\t5", {"total": "5"}),
        ("其中：接待费\t5", {"reception": "5"}),
        ("基本支出合计\t5", {"total": "5"}),
    ],
)
def test_a_row_is_known_by_its_code_its_number_and_its_marks(row, expected):
    assert values(row, section="three_public") == expected


@pytest.mark.parametrize(
    ("section", "expected"),
    [("basic", {"total": "9"}), ("three_public", {"total": "9"}), ("conferences", {})],
)
def test_a_bare_total_is_that_of_the_section_that_goes_on(section, expected):
    text = "合计\t9"
    matched = match(text, section=section)
    assert values(text, section=section) == expected
    assert [line.this.section for line in matched.lines] == [section] * len(expected)


def test_a_total_below_other_rows_is_that_of_their_section():
    text = "基本支出\t90\n公务接待费\t3\n合计\t9"
    keys = [field.key for _, field, _ in match(text, section="conferences").values()]
    assert keys == ["basic.total", "three_public.reception", "three_public.total"]


def test_every_row_of_figures_that_is_not_taken_is_told_with_its_place():
    rows = "5\t6\n会议费\t3\t4\n会议费\t7\t8\n办公费\t1\t2\n宴请费\t5\t6"
    text = f"{rows}\n注：含补助\t1\t\n说明\t\t"
    assert left(text) == [
        ("第 1 行", "5 6"),
        ("第 3 行", "会议费 7 8（前面已有这一栏）"),
        ("第 4 行", "办公费 1 2（是明细，到“经济分类明细”里粘贴）"),
        ("第 5 行", "宴请费 5 6"),
    ]


def test_a_figure_in_a_column_that_the_row_does_not_have_is_told_with_its_place():
    text = "科目\t本年\t本年预算\n工资福利支出\t5\t6\n公务接待费\t3\t4"
    assert values(text) == {"wages": "5", "reception": "3", "reception_budget": "4"}
    assert left(text) == [("第 2 行“本年预算”", "6（工资福利支出没有这一栏）")]


def test_what_the_program_works_out_is_left_aside_and_other_columns_are_told():
    text = (
        "序号\t科目\t本年\t增减额\t执行比例\t备注\t变动原因\n1\t公务接待费\t3\t1\t50%\t甲\t来客多"
    )
    told = columns(text)
    assert told == [
        (None, "编号由程序加"), ("name", ""), ("this", ""), (None, "由程序算出"),
        (None, "由程序算出"), (None, "表里没有这一列"), ("reason", ""),
    ]  # fmt: skip
    assert values(text) == {"reception": "3", "reception_reason": "来客多"}


def test_a_column_half_of_figures_is_one_of_amounts_and_less_is_not():
    rows = "科目\t本年\n公务接待费\t3\n会议费\t另行说明"
    assert values(rows) == {"reception": "3", "meetings": "另行说明"}
    assert columns(f"{rows}\n培训费\t另行说明")[1] == (None, "表里没有这一列")


def test_heads_over_several_columns_count_for_each_of_them():
    text = "科目\t2024年\t\t2023年\n\t预算\t决算\t决算\n公务接待费\t3\t4\t5"
    assert values(text) == {"reception_budget": "3", "reception": "4", "reception_last": "5"}


def test_the_unit_above_the_heads_counts_for_all_columns_and_one_of_a_column_for_it_alone():
    assert values("单位：元\t\t\n科目\t本年\t上年\n会议费\t31000\t40000") == {
        "meetings": "31000元",
        "meetings_last": "40000元",
    }
    assert match("单位：元\t\t\n科目\t本年\t上年\n会议费\t1\t2").pasted.doubt == ""
    mixed = "科目\t本年（元）\t上年\n会议费\t31000\t4"
    assert values(mixed) == {"meetings": "31000元", "meetings_last": "4"}
    doubt = match(mixed).pasted.doubt
    assert doubt == "“上年”没有写单位，先按万元理解，别的列写的是元，核对"
    assert match(mixed, PasteChoice({}, "元")).pasted.doubt == ""
    assert match("科目\t本年（万元）\t上年\n会议费\t3\t4").pasted.doubt == ""
    assert match(mixed).pasted.mixed
    assert not match(mixed, PasteChoice({}, "元")).pasted.mixed


def test_a_unit_that_one_head_names_is_that_of_the_columns_beside_it_that_name_none():
    text = "科目\t上年\t预算\t本年决算数（元）\n会议费\t\t52000\t48600\n培训费\t\t38000\t41000"
    assert values(text) == {
        "meetings_budget": "52000元", "meetings": "48600元",
        "training_budget": "38000元", "training": "41000元",
    }  # fmt: skip
    found = match(text).pasted
    assert (found.unit, found.mixed, found.doubt) == ("元", False, "")


def test_of_two_units_in_heads_none_is_taken_for_a_column_of_figures_that_names_none():
    text = "科目\t上年（千元）\t预算\t本年（元）\n会议费\t\t52\t486000"
    found = match(text).pasted
    assert found.doubt == "“预算”没有写单位，先按万元理解，别的列写的是千元、元，核对"
    assert values(text)["meetings_budget"] == "52"


@pytest.mark.parametrize(
    ("text", "named"),
    [("会议费\t3", True), ("会议费\t", False), ("会议费\t5%", False), ("302\t303", False),
     ("宴请费\t3", False), ("会议费\t无", True)],
)  # fmt: skip
def test_only_figures_beside_the_name_of_a_row_are_taken_for_named_ones(text, named):
    assert names_rows(grid_of(text), in_hand()) is named


def test_a_choice_of_the_clerks_for_a_column_counts_and_fits():
    text = "科目\t2022年\t2021年\n公务接待费\t3\t4"
    chosen = match(text, PasteChoice({1: PastedAmount.last}))
    assert [(field.name, words) for _, field, words in chosen.values()] == [("reception_last", "3")]
    assert chosen.pasted.fits


# Budgets with their stages.

STAGES = ("initial", "full_year", "outturn", "carried_in", "carried_out")


def staged(text, choice=None, columns=STAGES, year=2024):
    return match_stages(grid_of(text), StagesInHand(columns, year), choice)


def placed(matched):
    return {field.key: words for _, field, words in matched.values()}


HEADED = "资金来源\t年初预算\t全年预算\t全年执行\t上年结转\t结转下年\n"


def test_budgets_go_by_their_names_and_stages_by_their_heads():
    found = staged(HEADED + "一般公共预算\t40\t41\t42\t2\t1\n其他资金\t3\t4\t5\t\t\n")
    assert placed(found) == {
        "general.initial": "40",
        "general.full_year": "41",
        "general.outturn": "42",
        "general.carried_in": "2",
        "general.carried_out": "1",
        "other_funds.initial": "3",
        "other_funds.full_year": "4",
        "other_funds.outturn": "5",
    }
    assert found.pasted.plain


def test_none_in_most_rows_of_a_column_leaves_it_a_column_of_figures():
    found = staged(HEADED + "一般公共预算\t40\t41\t42\t无\t无\n政府性基金\t无\t无\t无\t无\t无\n")
    assert placed(found)["general.carried_in"] == "无"
    assert placed(found)["government_funds.initial"] == "无"
    assert len(placed(found)) == 10


def test_the_heads_of_accounts_are_stages_too_and_say_their_unit():
    found = staged(
        "项目\t2024年初预算数（元）\t调整预算数（元）\t2024年度决算数（元）\t年末结转和结余\n"
        "一、一般公共预算财政拨款\t400000\t410000\t405000\t5000\n"
    )
    assert list(placed(found).values()) == ["400000元", "410000元", "405000元", "5000元"]


def test_another_year_goes_nowhere_before_a_look():
    found = staged("资金来源\t2023年决算数\t全年执行\n一般公共预算\t39\t42\n")
    assert placed(found) == {"general.outturn": "42"}
    assert not found.pasted.plain
    assert [left.words for left in found.pasted.left_over] == ["39"]


@pytest.mark.parametrize(
    ("cells", "columns", "plain"),
    [
        ("一般公共预算\t42\n政府性基金\t3\n", ("outturn",), True),
        ("一般公共预算\t40\t42\n", ("initial", "full_year"), True),
        ("一般公共预算\t40\t41\t42\n", ("initial", "full_year", "outturn"), False),
    ],
)
def test_figures_without_heads_go_on_from_the_field_in_hand_and_three_are_looked_at(
    cells, columns, plain
):
    found = staged(cells, columns=STAGES[STAGES.index(columns[0]) :])
    assert {key.split(".")[1] for key in placed(found)} == set(columns)
    assert found.pasted.plain is plain


def test_a_head_that_tells_no_stage_leaves_its_figures_to_the_field_in_hand():
    found = staged("项目\t金额\n一般公共预算\t42\n", columns=STAGES[2:])
    assert placed(found) == {"general.outturn": "42"}
    found = staged("项目\t预算数\n一般公共预算\t42\n", columns=STAGES[2:])
    assert placed(found) == {}


def test_rows_of_no_budget_totals_and_a_budget_named_twice_are_told():
    found = staged(
        HEADED + "一般公共预算\t40\t41\t42\t\t\n上级补助收入\t1\t1\t1\t\t\n"
        "一般公共预算\t7\t\t\t\t\n合计\t41\t42\t43\t\t\n"
    )
    assert placed(found)["general.initial"] == "40"
    assert [(left.where, left.words) for left in found.pasted.left_over] == [
        ("第 5 行", "合计 41 42 43"),
        ("上级补助收入", "1 1 1（这一页没有这一栏）"),
        ("一般公共预算", "7（前面已有这一栏）"),
    ]


def test_a_total_that_is_not_the_sum_of_its_budgets_is_in_doubt():
    found = staged(HEADED + "一般公共预算\t40\t\t\t\t\n合计\t45\t\t\t\t\n")
    assert "差5.00万元" in found.pasted.doubt


def test_a_stage_that_cannot_be_read_is_told_with_its_budget():
    found = staged(HEADED + "一般公共预算\t40\t#REF!\t42\t\t\n")
    (told,) = found.pasted.unread
    assert told.where == "一般公共预算“全年预算”"


def test_a_stage_may_be_chosen_for_a_column_and_a_unit_for_all():
    cells = "一般公共预算\t400000\t420000\n"
    choice = PasteChoice({1: PastedStage.full_year, 2: None}, "元")
    assert placed(staged(cells, choice)) == {"general.full_year": "400000元"}


@pytest.mark.parametrize(
    ("cells", "known"),
    [
        ("政府性基金预算财政拨款\t无\n", True),
        ("2. 国有资本经营预算收入\t5\n", True),
        ("一般公共预算\t见附表\n", False),
        ("上级补助\t5\n", False),
    ],
)
def test_a_budget_beside_a_figure_names_a_row(cells, known):
    assert names_budgets(grid_of(cells)) is known
