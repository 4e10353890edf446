"""The wordings of real reports become statements."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.reading.reader import read


def statements(text):
    return read(SourceText.from_string(text)).statements


def only(text):
    found = [s for s in statements(text) if s.key]
    assert len(found) == 1
    return found[0]


def compared(text):
    comparison = only(text).comparisons[0]
    value = lambda amount: None if amount is None else str(amount.value)  # noqa: E731
    return (
        comparison.base,
        comparison.direction,
        value(comparison.change),
        value(comparison.percent),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议费8万元，比上年减少16.46万元，减少1.55%。", ("last_year", -1, "16.46", "1.55")),
        ("会议费8万元，较上年增加2.55万元。", ("last_year", 1, "2.55", None)),
        ("会议费8万元，同比减少63.96万元，下降5.2%。", ("last_year", -1, "63.96", "5.2")),
        (
            "会议费24.86万元，与去年同期10.10万元比增加了14.76万元,增加146%。",
            ("last_year", 1, "14.76", "146"),
        ),
        ("会议费431万元，比上年累计支出433万元减少2万元。", ("last_year", -1, "2", None)),
        ("会议费8万元，比上年下降10.25%。", ("last_year", -1, None, "10.25")),
        ("会议费8万元，与上年持平。", ("last_year", 0, None, None)),
        ("会议费8万元，较上年无增减变化。", ("last_year", 0, None, None)),
        ("会议费8万元，较年初预算数压减4万元。", ("initial_budget", -1, "4", None)),
        ("会议费8万元，比预算节约4万元。", ("budget", -1, "4", None)),
        ("2023年会议费8万元，比2019年上升4万元。", ("2019", 1, "4", None)),
    ],
)
def test_a_comparison_is_read(text, expected):
    assert compared(text) == expected


def test_two_comparisons_have_two_bases():
    statement = only("机关运行经费345万元，较上年减少16万元,较年初预算数减少4万元。")
    assert [c.base for c in statement.comparisons] == ["last_year", "initial_budget"]


def test_a_printed_base_is_kept():
    comparison = only("会议费431万元，比上年累计支出433万元减少2万元。").comparisons[0]
    assert comparison.base_amount.value == Decimal(433)


def test_from_and_to_give_base_and_amount():
    statement = only("会议费由上年的3.2万元减少到1.6万元。")
    assert statement.amount.value == Decimal("1.6")
    assert statement.comparisons[0].base_amount.value == Decimal("3.2")


def test_the_share_of_the_budget_is_read():
    statement = only("公务接待费30万元，完成预算的63.76%。")
    assert statement.execution.value == Decimal("63.76")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("人员经费支出", "personnel_spending"), ("日常公用经费", "operating_spending"), ("机关运行经费", "organ_running_costs"),
        ("对个人和家庭补助支出", "transfers_to_individuals"), ("公务用车购置和维护经费", "official_vehicles"),
        ("公务用车购置及运行费", "official_vehicles"), ("因公出国(境)费用", "overseas_travel"), ("出国经费", "overseas_travel"),
    ],
)  # fmt: skip
def test_a_quantity_is_known_under_its_names(name, key):
    assert only(f"2023年{name}12.5万元。").key == key


@pytest.mark.parametrize("name", ["编制数", "人员编制", "核定人数"])
def test_the_establishment_is_known_under_its_names(name):
    assert only(f"{name}46人。").key == "establishment"


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("128778元", "12.8778"),
        ("1.2亿元", "12000"),
        ("12.5万", "12.5"),
        ("１２．５万元", "12.5"),
        ("1,024.74万元", "1024.74"),
    ],
)
def test_an_amount_is_exact_in_ten_thousands(printed, value):
    assert only(f"公用经费{printed}。").amount.value == Decimal(value)


@pytest.mark.parametrize(
    "text", ["某工程公用经费标准12万元。", "基本建设类项目支出33万元。", "购置公务用车2辆。"]
)
def test_what_is_another_thing_gets_no_key(text):
    assert all(not s.key for s in statements(text))


def test_a_bracket_leaves_the_comparison_to_the_whole():
    text = "公务用车购置及运行维护费26万元（其中公务用车购置费0万元，公务用车运行维护费26万元），比上年减少2万元。"
    by_key = {s.key: s for s in statements(text)}
    assert by_key["official_vehicles"].comparisons
    assert not by_key["vehicle_running"].comparisons


def test_stated_as_none_is_told_apart_from_zero():
    assert only("2023年无国有资本经营预算支出。").none


def test_an_approximate_amount_says_so():
    assert only("公用经费约300万元。").amount.approximate


def test_every_number_keeps_its_place():
    text = "公用经费 １２．５ 万元，比上年减少2万元。"
    statement = only(text)
    span = statement.amount.span
    assert text[span.start : span.end].startswith("１２．５")


@given(
    st.decimals(min_value=0, max_value=99999, places=2),
    st.decimals(min_value=1, max_value=999, places=2),
)
def test_what_is_written_is_read_back(amount, change):
    statement = only(f"2023年培训费支出{amount}万元，比上年增加{change}万元。")
    assert statement.amount.value == amount
    assert statement.comparisons[0].change.value == change


@given(st.text(alphabet="公用经费12.5万元比上年减少，。；（）其中占%、无的到由", max_size=60))
def test_no_text_breaks_the_reader(text):
    assert all(s.span.end <= len(text) for s in statements(text))


def test_the_unit_of_the_whole_text_holds_for_a_table_that_names_none():
    text = "本报告金额单位除注明外均为元。\n项目\t2022年决算\t2023年决算\n公务接待费\t9,240.00\t6,180.00\n公务用车运行维护费\t42,300.00\t41,200.00"
    cells = {
        (c.key, c.year): c.amount.value * c.factor
        for c in read(SourceText.from_string(text)).cells
        if c.key
    }
    assert cells["official_reception", 2023] == Decimal("0.618")


@pytest.mark.parametrize(
    "items",
    [
        "甲工程130.70万元、2023年度中央专项彩票公益金23.00万元、乙工程8.50万元",
        "2023年中央专项彩票公益金23.00万元、甲工程130.70万元、乙工程8.50万元",
        "甲工程130.70万元；2023年度中央专项彩票公益金23.00万元；乙工程8.50万元",
    ],
)
def test_a_year_in_the_name_of_an_item_neither_ends_its_list_nor_is_its_year(items):
    text = f"白水镇2024年度部门整体支出绩效自评报告\n项目支出162.20万元，其中{items}。"
    reading = read(SourceText.from_string(text))
    listed = [s for s in reading.statements if s.group >= 0]
    assert len(listed) == 3
    assert {s.year for s in listed} == {2024}


def test_years_that_are_told_one_by_one_stay_years():
    text = (
        "白水镇2024年度部门整体支出绩效自评报告\n"
        "培训费12.00万元，其中2023年决算5.00万元、2024年决算7.00万元。"
    )
    years = [s.year for s in read(SourceText.from_string(text)).statements]
    assert 2023 in years
    assert 2024 in years


@pytest.mark.parametrize("turn", ["升至", "降到", "增加到", "变为"])
def test_what_something_came_from_is_not_what_it_is(turn):
    text = f"白水镇人民政府2021年度决算说明\n公务接待费有变化，由4.12万元{turn}4.60万元。"
    reading = read(SourceText.from_string(text))
    told = {
        s.measure: s.amount.text
        for s in reading.statements
        if s.key == "official_reception" and s.amount
    }
    assert told["outturn"] == "4.60"


def test_an_arrow_leads_away_from_what_was():
    text = "白水镇2021年三公经费决算\n公务接待费：7.45万元→4.96万元，减少2.49万元。"
    amounts = {
        s.key: s.amount.text for s in read(SourceText.from_string(text)).statements if s.amount
    }
    assert amounts.get("official_reception") != "7.45"


@pytest.mark.parametrize(
    "items",
    [
        "分项看，公务接待费4.10万元，公务用车运行维护费3.90万元；因公出国（境）费和公务用车购置费均为0。",
        "其中：公务接待费4.10万元、公务用车运行维护费3.90万元，因公出国（境）费、公务用车购置费均无支出。",
        "各项情况：\n（1）公务接待费4.10万元。\n（2）公务用车运行维护费3.90万元。\n（3）因公出国（境）费、公务用车购置费均没有支出。",
    ],
)
def test_what_is_none_in_a_list_is_of_the_stage_that_its_items_make_up(items):
    text = f"某镇2023年度自评报告\n三、“三公”经费\n支出8.00万元，年初预算9.50万元。{items}"
    nones = {(s.key, s.measure) for s in statements(text) if s.none}
    assert nones == {("overseas_travel", "outturn"), ("vehicle_purchase", "outturn")}


def test_a_mean_is_no_part_of_a_list():
    text = "“三公”经费支出8.00万元，其中公务用车运行维护费3.90万元，保有车辆3辆，车均1.30万元，公务接待费4.10万元。"
    lists = read(SourceText.from_string(text)).lists
    assert [len(each.items) for each in lists] == [2]


@pytest.mark.parametrize(
    "words", ["比预算的6.00万元节约1.62万元", "比预算少1.62万元", "较预算节省1.62万元"]
)
def test_what_is_compared_with_its_budget_is_no_budget(words):
    found = only(f"培训费4.38万元，比上年的5.10万元减少0.72万元，下降14.12%，{words}。")
    assert found.measure == "outturn"


@pytest.mark.parametrize("mark", ["▲ ", "□", "▶ ", "★", "■"])
def test_a_mark_before_a_name_leaves_it_the_subject_of_its_line(mark):
    found = statements(f"{mark}公务接待费。决算1.36万元，预算2.00万元，上年1.78万元。")
    assert {(s.key, s.measure) for s in found} == {
        ("official_reception", measure) for measure in ("outturn", "budget", "last_year")
    }
