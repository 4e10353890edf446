"""Last year's year left standing, told from a year that is looked back to on purpose."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread

TITLE = "2024年度清溪县槐荫乡人民政府部门整体支出绩效自评报告\n"


def stale(text):
    return [f for f in proofread(SourceText.from_string(TITLE + text)) if f.class_ == "STALE_YEAR"]


@pytest.mark.parametrize(
    "text",
    [
        "三是修好村道，2023年村道加宽21公里，花费约1200万元。",
        "新修渠道8公里。2023年完成投资300万元。",
        "2023年，我乡完成了各项任务。",
    ],
)
def test_last_year_told_as_this_year_is_pointed_at(text):
    assert [f.expected for f in stale(text)] == ["2024年"]


@pytest.mark.parametrize(
    "text",
    [
        "在职人数比2023年减少3人，由2023年的30人减到27人。",
        "会议费2023年决算30万元。",
        "“三公”经费20万元，2023年为30万元，减少10万元。",
        "接待批次2024年为8批，2023年为12批。",
        "队伍建设有成效，2023年成立志愿服务队3支。",
        "依据《2023年度乡镇考核方案》，2023年以来开展巡查500次。",
        "使用2023年结转资金3万元，完成2023年底下达的任务。",
    ],
)
def test_last_year_looked_back_to_on_purpose_is_left_alone(text):
    assert stale(text) == []


@pytest.mark.parametrize(
    ("title", "told"), [("2024年部门预算公开说明", 0), ("2024年部门整体支出绩效自评报告", 1)]
)
def test_a_budget_may_tell_how_the_year_before_ended(title, told):
    text = f"{title}\n一、预算安排情况\n截至2023年底，编制75人，实有72人。"
    found = proofread(SourceText.from_string(text))
    assert len([f for f in found if f.class_ == "STALE_YEAR"]) == told


def test_what_the_last_line_says_was_rated_is_of_this_year():
    text = "各项支出正常。\n以上为我镇{}年度自评情况。"
    assert [f.expected for f in stale(text.format(2023))] == ["2024年"]
    assert not stale(text.format(2024))


@pytest.mark.parametrize(
    ("date", "why"),
    [
        ("2025年2月30日", "2025年2月只有28天"),
        ("2025年2月29日", "2025年2月只有28天"),
        ("2024年13月1日", "没有13月"),
        ("2024年4月0日", "2024年4月只有30天"),
        ("4月31日", "4月只有30天"),
    ],
)
def test_a_date_that_no_calendar_has_must_be_mended(date, why):
    source = SourceText.from_string(TITLE + "各项工作已完成。\n                    " + date)
    (found,) = [f for f in proofread(source) if "这一天" in f.message]
    assert found.severity == "必改"
    assert found.quote == date
    assert why in found.message


@pytest.mark.parametrize("date", ["2024年2月29日", "2月29日", "2025年2月28日", "历时2月30日"])
def test_a_date_that_exists_is_left_alone(date):
    found = proofread(
        SourceText.from_string(TITLE + f"工程于{date}完工。".replace("于历时", "历时"))
    )
    assert not [f for f in found if "这一天" in f.message]


def test_last_year_beside_this_year_is_no_year_left_over():
    text = (
        "白水镇人民政府2021年度部门整体支出绩效自评报告\n"
        "2020年支出1398.5万元，2021年支出1432.6万元，增加34.1万元，增长2.4%。\n"
        "公务接待费：2020年2.2万元，2021年1.5万元，减少0.7万元。2020年公务用车1.9万元，2021年比2020年减少0.1万元。"
    )
    assert not [f for f in proofread(SourceText.from_string(text)) if f.class_ == "STALE_YEAR"]


def test_a_paragraph_that_breaks_off_behind_last_years_year_is_read():
    assert [f.expected for f in stale("2024年完成清淤。2023年")] == ["2024年"]
    assert stale("2024年完成清淤。2023年5") == []


def test_the_budget_that_is_carried_out_is_of_this_year():
    spent = "年中追加86万元，全年实际支出1240.5万元，执行率96.4%。"
    assert [f.expected for f in stale(f"2023年年初批复预算1200万元，{spent}")] == ["2024年"]
    assert stale(f"2024年年初批复预算1200万元，{spent}") == []
    assert stale("2023年年初批复预算1200万元，2024年实际支出1240.5万元。") == []
    assert (
        stale("2023年预算1200万元，2024年预算1300万元，全年实际支出1240.5万元，执行率95.4%。") == []
    )


def test_what_began_in_this_year_does_not_end_in_the_one_before():
    begun = "2024年绩效监控安排两轮，5月对8个项目开展了第一轮监控；"
    assert [f.expected for f in stale(f"{begun}至2023年11月底全部整改完毕。")] == ["2024年"]
    assert stale(f"{begun}至2024年11月底全部整改完毕。") == []
    assert stale(f"{begun}自2022年3月至2023年11月底的老账另行清理。") == []


def test_two_years_told_one_after_the_other_are_both_meant():
    text = "2023年“三公”经费21.6万元，其中接待7.1万元、车辆14.5万元；2024年降到19.2万元，接待6.3万元，车辆12.9万元。"
    assert stale(text) == []


BESIDE = "\n名称\t2022年预算数\t2022年决算数\n公务接待费\t5.00\t4.20\n会议费\t6.00\t5.80"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"经费情况表{BESIDE}", "2023年"),
        (f"上年经费对照表{BESIDE}", ""),
        ("年初预算812.40万元，2022年执行数比年初预算多126.33万元，是年中追加的专项。", "2023年"),
        ("2022年年初预算812.40万元，2022年执行数比年初预算多126.33万元。2023年年初预算900.00万元。", ""),
        ("下一步，2023年我镇将细化项目库。", "2024年"),
        ("下一步，2024年我镇将细化项目库。", ""),
        ("会议要求，2023年要确保完成灌渠清淤。年底已全部完成。", ""),
        ("管网工程2023年6月15日动工，2023年3月完工。", "核对起止日期"),
        ("管网工程2022年6月动工，2023年3月15日竣工。", ""),
    ],
)  # fmt: skip
def test_years_of_budgets_plans_and_works_go_together(text, expected):
    head = "青溪县石坪镇人民政府2023年度部门整体支出绩效自评报告\n二、支出情况\n"
    found = proofread(SourceText.from_string(head + text))
    told = [f.expected for f in found if f.class_ in {"STALE_YEAR", "CONTRADICTION"}]
    assert told == ([expected] if expected else [])


def test_last_years_year_in_wide_digits_is_pointed_at():
    text = (
        "石门冲乡２０２１年度部门决算公开说明\n我乡２０２０年度没有国有资本经营预算财政拨款支出。"
    )
    (found,) = [f for f in proofread(SourceText.from_string(text)) if f.class_ == "STALE_YEAR"]
    assert found.expected == "2021年"


@pytest.mark.parametrize(
    "line",
    [
        "2022年自评93.4分，针对记录差错多的问题，2023年已改为自动采集。",
        "2022年支出318.45万元，今年多支31.88万元。",
        "2022年、2023年“三公”经费决算分别为24.60万元、21.95万元。",
        "2022年",
        "2023年度收入1016.50万元，与2022年度1094.30万元相比，减少77.80万元。主要原因是：2022年粮食项目集中拨款。",
    ],
)
def test_a_paragraph_that_comes_from_the_year_before_to_its_own_is_not_stale(line: str) -> None:
    title = "柳林乡人民政府2023年度部门整体支出绩效自评报告\n一、部门概况"
    found = proofread(SourceText.from_string(f"{title}\n{line}"))
    assert [f.class_ for f in found if f.class_ == "STALE_YEAR"] == []
