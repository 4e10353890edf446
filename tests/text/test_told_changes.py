"""Changes told by their words: which amount, which base, of which year and stage, and which number is wrong."""

from decimal import Decimal

import pytest

from pingkou_gui.text.lexing.tokens import amount_of
from pingkou_gui.text.lines.source import SourceText, Span
from pingkou_gui.text.proofread import proofread
from pingkou_gui.text.reasoning.mending import change_is, rights_of, slips_of
from pingkou_gui.text.reasoning.other_readings import OF_NUMBERS

HEAD = "临溪县水务局2024年部门预算说明\n"


def amount(text, unit="万元"):
    return amount_of(text, unit, Span(0, 0, 0))


def told(text, head=HEAD):
    found = proofread(SourceText.from_string(head + text))
    return [f for f in found if f.class_ in OF_NUMBERS]


ITEM = "3.“农林水支出（类）水利（款）防汛（项）”412.60万元，主要用于防汛物资。"


def test_a_budget_is_compared_with_what_was_spent_the_year_before():
    right = f"{ITEM}2023年当年预算执行数为386.45万元，2024年预算安排412.60万元，比2023年预算执行数增加6.77%。"
    assert told(right) == []
    wrong = right.replace("6.77%", "6.17%")
    assert [f.expected for f in told(wrong)] == ["6.77%"]


def test_the_base_of_another_year_is_named_where_its_digit_is_wrong():
    wrong = f"{ITEM}2023年当年预算执行数为336.45万元，2024年预算安排412.60万元，比2023年预算执行数增加6.77%。"
    (finding,) = told(wrong)
    assert "336.45万元应为386.45万元" in finding.message


def test_the_amount_said_before_of_the_same_item_is_named_where_the_percent_is_of_it():
    wrong = f"{ITEM}2023年当年预算执行数为386.45万元，2024年预算安排415.20万元，比2023年预算执行数增加6.77%。"
    (finding,) = told(wrong)
    assert finding.expected == "412.60万元"


def test_a_code_in_brackets_is_part_of_an_items_name():
    text = (
        "5、农林水支出（213类）水利（03款）防汛（14项）412.60万元。主要用于：防汛物资。"
        "2023年当年预算执行数为386.45万元，2024年预算安排415.20万元，比2023年预算执行数增加6.77%。"
    )
    (finding,) = told(text)
    assert finding.expected == "412.60万元"


def test_one_digit_too_many_explains_direction_and_percent_together():
    text = f"{ITEM}2023年当年预算执行数为3896.45万元，2024年预算安排412.60万元，比2023年预算执行数增加6.98%。"
    assert [f.expected for f in told(text.replace("3896.45", "3385.68"))] == ["385.68万元"]


@pytest.mark.parametrize("word", ["增收", "增支"])
def test_what_came_in_more_is_a_change(word):
    text = f"2024年全区完成财政收入3120万元，较上年同期{word}240万元，同比增长8.3%。"
    assert told(text) == []
    (finding,) = told(text.replace("8.3%", "6.3%"))
    assert finding.expected == "8.3%"


def test_income_of_the_farmers_is_no_change_of_what_was_spent():
    assert told("2024年项目支出12.40万元，增收36.80万元。带动农户增收52万元。") == []


SHARES = (
    "2024年本年收入合计%s万元，其中：财政拨款收入%s万元，占78.43%%；事业收入%s万元，占21.57%%。"
)


def test_shares_tell_which_of_total_and_parts_is_wrong():
    assert told(SHARES % ("1530.00", "1200.00", "330.00")) == []
    (finding,) = told(SHARES % ("7530.00", "1200.00", "330.00"))
    assert finding.expected.startswith("1530")
    (finding,) = told(SHARES % ("1530.00", "1700.00", "330.00"))
    assert finding.expected.startswith("1200")


def test_a_share_is_of_what_is_called_as_its_words_say():
    text = "2024年全区政府采购规模为2107.05万元。货物类采购金额657.14万元，占全区政府采购规模的%s。"
    assert told(text % "31.2%") == []
    (finding,) = told(text % "37.2%")
    assert finding.expected == "31.2%"


def test_shares_of_several_amounts_are_theirs_in_their_order():
    text = "2024年全区政府采购规模为1000.00万元。货物、工程、服务采购金额分别为250.00万元、430.00万元和320.00万元，占全区政府采购规模的25%、43%和32%。"
    assert told(text) == []


def test_changes_in_whole_numbers_may_miss_their_sum_by_rounding():
    text = (
        "2024年全区完成收入2961万元，较上年同期增加174万元，其中，税务部门完成2480万元，较上年同期增加225万元；"
        "财政部门完成481万元，较上年同期减少52万元。"
    )
    assert all(f.severity == "提示" for f in told(text))


# ---- what one slip less would be -------------------------------------------------------------


def test_slips_are_another_digit_two_changed_about_or_one_too_many():
    found = set(slips_of("1234.5"))
    assert {"1934.5", "2134.5", "134.5", "1234.6"} <= found
    assert "1234.50" not in found
    assert "234" not in set(slips_of("23"))


def test_an_amount_is_told_only_where_few_would_do():
    base, percent = amount("386.45"), amount_of("6.77", "%", Span(0, 0, 0))
    assert rights_of(amount("442.60"), lambda o: change_is(o, base, percent, 1)) == ["412.60"]
    rough = amount_of("7", "%", Span(0, 0, 0))
    assert rights_of(amount("412.69"), lambda o: change_is(o, base, rough, 1)) == []
    assert rights_of(amount("12"), lambda o: o.value > Decimal(1)) == []


# ---- sums and shares that their words tell -----------------------------------------------------


def test_what_is_added_to_income_makes_the_total():
    text = "2024年拨款收入812.40万元，比上年增长2.5%s。加上年初结转36.15万元，收入总计848.55万元。"
    assert told(text % "%") == []
    (finding,) = told((text % "%").replace("848.55", "843.55"))
    assert "848.55" in finding.message


def test_shares_in_brackets_are_those_of_their_amounts():
    text = "2024年支出合计1000.00万元。教育支出620.00万元（62.00%），卫生支出210.00万元（21.00%），住房保障支出170.00万元（17.00%）。"
    assert told(text) == []
    (finding,) = told(text.replace("210.00万元", "270.00万元"))
    assert (finding.class_, finding.expected) == ("PCT", "27.00%")


def test_a_line_may_go_on_with_the_one_before():
    text = "公务用车运行维护费决算27.64万元，没有购置。\n预算32.00万元，完成86.38%；2023年29.30万元，降幅5.67%。"
    assert [f for f in told(text) if f.severity == "必改"] == []


def test_a_half_width_dot_ends_a_sentence():
    text = "“三公”经费支出11.44万元，预算14.00万元，完成预算81.71%，低于预算2.56万元. 对比上年决算12.55万元，下降8.84%. 原因是节约。"
    assert told(text) == []


def test_another_item_belongs_to_what_was_paid_together():
    text = "镇区91.20万元，其他村58.80万元，另有新建点补差47.60万元，共支付%s万元。"
    assert told(text % "197.60") == []
    assert told(text % "207.60")


def test_a_choice_left_in_is_told_once_with_the_word_that_the_numbers_leave():
    text = "接待费20.00万元，较上年的25.00万元增长/减少5.00万元，下降20.00%。"
    found = proofread(SourceText.from_string(HEAD + text))
    turns = [f for f in found if f.class_ in {"DIRECTION", "TEMPLATE_LEFTOVER"}]
    assert [(f.quote, f.expected) for f in turns] == [("增长/减少5.00万元", "减少5.00万元")]
    assert [f.expected for f in told(text.replace("增长/减少", "增长"))] == ["下降5.00万元"]


def test_a_change_in_the_clause_of_another_cost_is_not_that_of_the_figure_before():
    text = (
        "公务用车运行维护费5.40万元，比上年增加0.30万元，主要是下村多，油料费比上年增加6.52万元。"
    )
    assert told(text) == []
    assert told(text.replace("油料费比上年", "比上年")) != []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "收、支总计均为2100.00万元，与上年度相比，收、支总计各增加150.00万元，增长7.14%。",
            "7.69%",
        ),
        ("公务用车购置费36.00万元，比上年增加6.00万元，增长16.67%。", "20.00%"),
        ("公务接待费8.10万元，比上年减少2.00万元，下降24.69%。", "19.80%"),
    ],
)
def test_no_amount_is_changed_for_a_percent_that_is_over_this_year(text, expected):
    (finding,) = told(text, "临溪县水务局2024年度部门决算说明\n")
    assert (finding.class_, finding.expected) == ("PCT", expected)


def test_an_item_without_its_reason_is_asked_for_where_another_has_no_percent():
    text = (
        "1.因公出国（境）费比上年增加3.20万元，上年没有此项支出，主要原因是赴外招商；\n"
        "2.公务用车运行费比上年减少0.30万元，下降8.50%，主要原因是车辆维修减少；\n"
        "3.公务接待费比上年增加1.10万元，增长9.20%{}。"
    )
    head = "临溪县水务局2024年度“三公”经费决算说明\n"
    missing = proofread(SourceText.from_string(head + text.format("")))
    assert [f.expected for f in missing if f.class_ == "REASON"] == ["补充增长原因"]
    given = proofread(SourceText.from_string(head + text.format("，主要原因是来访增加")))
    assert [f for f in given if f.class_ == "REASON"] == []


def reasons(text):
    found = proofread(SourceText.from_string("临溪县水务局2024年度部门决算说明\n" + text))
    return [(f.quote, f.expected) for f in found if f.class_ == "REASON"]


def test_a_ceiling_without_a_percent_is_asked_for_the_reason_that_another_gives():
    text = (
        "“三公”经费支出10.50万元，比上年减少0.90万元。\n"
        "1.公务用车运行维护费8.20万元，比2023年8.80万元减少0.60万元，原因是拼车出行；\n"
        "2.公务接待费2.30万元，比2023年2.60万元减少0.30万元{}；\n"
        "3.没有因公出国（境）和购车支出。"
    )
    assert reasons(text.format("")) == [("比2023年2.60万元减少0.30万元", "补充减少原因")]
    assert reasons(text.format("，原因是来人减少")) == []


def test_a_ceiling_in_a_chapter_of_its_own_needs_the_reason_that_others_give():
    text = (
        "三、会议费\n会议费3.80万元，比上年增加0.85万元，增长28.81%，原因是承办现场会。\n"
        "四、培训费\n培训费6.75万元，比上年增加1.55万元，增长29.81%{}。"
    )
    assert [right for _, right in reasons(text.format(""))] == ["补充增长原因"]
    assert reasons(text.format("，主要用于新人，原因是新聘人员多")) == []


def test_a_total_is_asked_for_its_reason_where_all_other_totals_give_theirs():
    text = (
        "基本支出852.00万元，比上年增加52.00万元，增长6.50%，主要是人员增加。"
        "项目支出360.00万元，比上年减少40.00万元，下降10.00%，主要是水库工程完工。"
        "机关运行经费支出48.16万元，比上年减少3.04万元，下降5.94%{}。"
    )
    assert [right for _, right in reasons(text.format(""))] == ["补充下降原因"]
    assert reasons(text.format("，系取暖费按面积核减")) == []


@pytest.mark.parametrize(
    "text",
    [
        "公务用车运行维护费4.12万元，比上年减少0.24万元；公务接待费0.58万元，比上年减少0.12万元，均因落实过紧日子要求。培训费2.00万元，比上年增加0.50万元，增长33.33%，因新聘人员多。",
        "1.公务用车运行维护费4.12万元，比上年4.36万元减少0.24万元；2.公务接待费0.58万元，比上年0.70万元减少0.12万元，下降17.14%；3.会议费1万元，比上年增加0.20万元，增长25%，因换届。下降原因：落实过紧日子要求。",
        "公务接待费0.58万元，比上年0.70万元减少0.12万元，下降17.14%。培训费2.00万元，比上年增加0.50万元，增长33.33%。",
        "三公经费8万元，比上年减少1万元，下降11.11%，主要是压缩接待。其中：公务用车运行维护费5万元，比上年减少0.40万元，下降7.41%，因报废1辆；公务接待费3万元，比上年减少0.60万元，下降16.67%。",
    ],
)
def test_a_reason_for_all_or_of_the_whole_is_the_reason_of_each(text):
    assert reasons(text) == []
