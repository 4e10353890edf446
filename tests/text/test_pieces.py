"""Texts that begin or end in the middle, broken lines, names with other words before them."""

import pytest

from pingkou_gui.text.lines.identity import report_year
from pingkou_gui.text.lines.source import SourceText, normalise
from pingkou_gui.text.lines.wrapped_lines import join_lines
from pingkou_gui.text.proofread import examine
from pingkou_gui.text.reading.reader import read

HEAD = "临溪县柳林乡人民政府2023年度部门决算公开说明\n2023年公务接待费5万元。\n"


def classes(text):
    return [f.class_ for f in examine(SourceText.from_string(text))]


@pytest.mark.parametrize(
    "text",
    [
        "3.分析目标是否合理\n目标合理。\n（三）自评步骤\n按步骤进行。\n二、资金使用\n预算资金10万元。",
        "项目自评报告\n一、基本情况\n（一）项目概况\n1.项目背景\n（1）展厅运维经费。用于展厅。",
        "第一部分：概况\n一、职责\n第二部分：决算表\n第三部分：说明\n第四部分：名词解释\n第一部分：概况\n一、职责\n负责审计工作。",
        "五、一般公共预算财政拨款支出决算情况说明\n（一）支出决算总体情况\n支出10万元。\n一般公共预算财政拨款支出决算变动情况\n（二）支出决算结构情况\n支出10万元。",
    ],
)  # fmt: skip
def test_a_piece_of_a_longer_text_is_no_fault_of_numbering(text):
    assert "NUMBERING" not in classes(text)


def test_a_number_left_out_in_a_whole_text_is_told_still():
    assert "NUMBERING" in classes(
        "报告\n一、概况\n（一）职责\n职责。\n（三）人员\n人员。\n二、支出\n支出。"
    )


def test_a_number_torn_at_the_end_of_a_line_is_one_number():
    lines = [
        "本年支出合计3172.90万元，其中：基本支出1963.42万元，项目支出1209.48",
        "万元，年末没有结余，均按规定用途使用，没有挪用，没有挤占，没有沉淀",
        "，支付及时。",
        "基本支出1963.42万元，其中：人员经费1704.2",
        "8万元，公用经费259.14万元。",
    ]
    joined = [line for _, line in join_lines(lines).lines]
    assert joined[-1].endswith("人员经费1704.28万元，公用经费259.14万元。")


def test_lines_broken_within_a_number_are_joined():
    lines = [
        "本年收入合计252.5万元，较上年231.5万元，增加21万元，其中：财政拨款收入252.5",
        "万元，经营收入0万元；其他收入0万元，上年结转和结余0万元，均按规定用途使用，没有挪用，没有挤占",
        "，年末没有结余。",
        "二、支出情况",
    ]
    joined = [line for _, line in join_lines(lines).lines]
    assert len(joined) == 2
    assert joined[0].endswith("年末没有结余。")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("镇村两级下设机构的核定编制人数为65人。", "establishment"),
        ("开展业务活动的公务接待费决算支出238万元。", "official_reception"),
    ],
)
def test_a_figure_is_known_by_the_end_of_its_name(text, key):
    (statement,) = read(SourceText.from_string(text)).statements
    assert (statement.key, statement.head) == ("", key)


@pytest.mark.parametrize(
    "text", ["某项目会议费2万元。", "人均培训费2万元。", "其他公务接待费2万元。"]
)
def test_other_words_make_it_another_figure(text):
    assert all(not s.head for s in read(SourceText.from_string(text)).statements)


def test_one_amount_behind_joined_names_is_of_all_of_them():
    text = "2023年因公出国（境）费、公务用车购置及运行费和公务接待费的财政拨款预算数2711.65万元。"
    (statement,) = read(SourceText.from_string(text)).statements
    assert statement.key == "three_public"


def test_a_year_in_a_reason_is_not_the_year_of_the_figures():
    text = "2023年公务用车运行维护费46万元，较上年下降21%，主要是2022年开展公车改革；公务接待费43万元。"
    assert {s.year for s in read(SourceText.from_string(text)).statements} == {2023}


def test_the_year_of_a_text_without_a_title_is_not_what_it_compares_with():
    lines = [
        "2023年公务接待费5万元，比2022年减少1万元。",
        "会议费比2022年减少2万元，培训费比2022年减少1万元。",
    ]
    assert report_year([normalise(line, at) for at, line in enumerate(lines)]) == 2023


@pytest.mark.parametrize("next_year", ["二、2024年预算", "二、2024年部门预算安排情况"])
def test_the_year_of_a_chapter_on_the_next_budget_is_not_the_year_of_the_text(next_year):
    text = f"石门冲镇人民政府“三公”经费说明\n一、2023年决算\n2023年“三公”经费支出6万元。\n{next_year}\n2024年“三公”经费预算5万元，较2023年预算减少2万元。"
    assert report_year([normalise(line, at) for at, line in enumerate(text.split("\n"))]) == 2023


def test_a_text_on_a_budget_is_of_its_year_though_it_tells_of_the_year_before():
    text = "石门冲镇2024年部门预算公开说明\n一、2023年决算\n“三公”经费支出6万元。\n二、2024年预算\n2024年“三公”经费预算5万元。"
    assert report_year([normalise(line, at) for at, line in enumerate(text.split("\n"))]) == 2024


@pytest.mark.parametrize(
    "title",
    ["2024年石门冲镇中心小学部门预算", "石门冲镇中心小学2024年单位预算"],
)
def test_a_title_that_ends_in_the_budget_of_a_unit_is_of_a_budget_text(title):
    text = f"{title}\n分类：预算/决算\n一、“三公”经费安排情况\n公务接待费0.80万元。\n下一篇：2023年度决算"
    assert {s.measure for s in read(SourceText.from_string(text)).statements} == {"budget"}


def test_a_chapter_on_the_budget_of_the_unit_tells_of_budgets():
    text = "石门冲镇2023年度决算公开\n一、2023年支出决算\n会议费2万元。\n二、2024年部门预算情况说明\n会议费3万元。"
    statements = read(SourceText.from_string(text)).statements
    assert [s.measure for s in statements] == ["outturn", "budget"]


def test_parts_that_make_up_a_budget_are_budgets_whatever_they_are_called():
    text = "2023年“三公”经费预算54万元，其中：公务用车运行维护费支出决算12万元；公务接待费支出决算42万元。\n2023年“三公”经费决算支出37万元，其中：公务用车运行维护费支出决算10万元；公务接待费支出决算27万元。"
    found = examine(SourceText.from_string(text))
    assert "CONTRADICTION" not in [f.class_ for f in found]
    assert [f.expected for f in found if f.class_ == "WORDING"] == [
        "公务用车运行维护费支出预算12万元"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "3.上年结转和结余190.89万元，用于军休人员经费。",
        "公务车保有量3辆，全年运行维护费支出5.28万元。",
    ],
)
def test_the_end_of_a_longer_name_is_no_name_with_a_letter_lost(text):
    assert "TYPO" not in classes(text)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("按照川财行2020〕189号文件执行。", "〔"),
        ("根据关于下达任务的批复》的要求组织实施。", "《"),
        ("公务接待费2万元（比上年减少1万元。", "）"),
    ],
)
def test_the_other_half_of_a_mark_is_missed(text, mark):
    found = [f for f in examine(SourceText.from_string(HEAD + text)) if f.class_ == "FORMAT"]
    assert [f.expected for f in found] == [f"补上“{mark}”"]


@pytest.mark.parametrize("text", ["主要措施：1）加强管理；2）厉行节约。", "（一）资金管理情况。"])
def test_the_bracket_of_a_number_closes_alone(text):
    assert "FORMAT" not in classes(text)


def test_changes_of_nothing_are_told_wherever_they_stand():
    text = "其他收入，为上述收入之外取得的收入。较2022年度决算数增加0.00万元，增长0%。"
    found = [f for f in examine(SourceText.from_string(HEAD + text)) if f.class_ == "ZERO_BASE"]
    assert [f.expected for f in found] == ["与2022年度持平"]


def test_ten_thousands_are_of_yuan():
    text = "2023年项目资金100万元，其中县级资金60万元，乡镇自筹40万。辖区人口2.5万，共12个村。"
    found = [f for f in examine(SourceText.from_string(HEAD + text)) if f.class_ == "UNIT"]
    assert [f.expected for f in found] == ["40万元"]


def test_a_whole_called_by_its_parts_has_no_others():
    text = "设备购置及维护费支出3.00万元，其中：设备购置费1.00万元，维护费1.50万元。"
    found = [f for f in examine(SourceText.from_string(HEAD + text)) if f.class_ == "SUM"]
    assert [f.expected for f in found] == ["2.50"]
    assert "SUM" not in classes("设备购置支出3.00万元，其中：电脑1.00万元，电话1.50万元。")


@pytest.mark.parametrize(("count", "told"), [("6", True), ("1", False)])
def test_the_one_item_of_a_count_is_the_whole(count, told):
    text = f"纳入决算编报的单位共1个，为其他事业单位{count}个。"
    assert ("COUNT" in classes(text)) == told


def test_a_rate_that_is_asked_for_is_not_the_one_reached():
    text = "年初预算800万元，支出决算760万元，预算执行率95%，高于预算执行率90%以上的要求。"
    assert "PCT" not in classes(text)


def test_a_list_parted_by_semicolons_may_name_things_with_commas_of_a_list():
    text = (
        "2023年项目支出300万元，包括：防汛、抗旱物资50万元；道路、桥梁维修200万元；禁毒宣传50万元。"
    )
    assert "SUM" not in classes(text)
    assert "SUM" in classes(text.replace("200万元", "210万元"))


def test_the_heads_of_two_years_columns_are_no_titles_and_the_later_year_is_told_of():
    lines = ["两年对比表", "2021年决算", "2022年决算", "人员经费", "812.60", "846.73"]
    assert report_year([normalise(line, at) for at, line in enumerate(lines)]) == 2022
    lines[1:3] = ["2022年决算", "2021年决算"]
    assert report_year([normalise(line, at) for at, line in enumerate(lines)]) == 2022
