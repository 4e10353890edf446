"""What words claim of the numbers before them, and years that were left from last year's text."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from texts_of_tables import document

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import examine

TITLE = "临溪县柳林镇人民政府2023年度部门整体支出绩效自评报告"
HEAD = f"{TITLE}\n一、基本情况\n"


def found(text, class_):
    return [f.expected for f in examine(SourceText.from_string(HEAD + text)) if f.class_ == class_]


@pytest.mark.parametrize(
    ("class_", "text", "right"),
    [
        ("CONTRADICTION", "公务接待费决算4.30万元，预算4.00万元，未超预算。", "超预算0.30万元"),
        ("CONTRADICTION", "公务接待费决算3.70万元，预算4.00万元，未超预算。", None),
        ("SUM", "全年收入1864.20万元，支出1846.20万元，收支平衡。", "1864.20或1846.20"),
        ("SUM", "全年收入1846.20万元，支出1846.20万元，收支平衡。", None),
        ("SUM", "发放补助84.60万元（282户×3000元）。", None),
        ("SUM", "发放补助86.40万元（282户×3000元）。", "84.6万元"),
        ("DIRECTION", "差旅费7.41万元，预算8万元，上年7.80万元，减少0.39万元，下降5.00%，增加的主要原因是会议少开。", "减少的主要原因"),
        ("DIRECTION", "会议费减少7.51万元，培训费增加4.66万，增加的原因是开了两期班。", None),
        ("COUNT", "镇政府设党政、经发、社会、城建、平安6个办公室和农业、社会事业2个中心。", "5个"),
        ("COUNT", "镇政府设党政、经发、社会、城建、平安5个办公室和农业、社会事业3个中心。", "2个"),
        ("COUNT", "镇政府设党政、经发、社会和应急4个办公室。", None),
        ("COUNT", "入户抽查240户，很满意171户、满意52户、一般13户、不满意6户。", "242户"),
        ("COUNT", "入户抽查240户，很满意171户、满意52户、一般13户、不满意4户。", None),
        ("COUNT", "我镇还存在三个方面的不足：一是编得粗；二是报账慢。", "两个方面"),
        ("POINTS", "自评95.5分，等级“优”。其中投入14分，过程28分，产出24.5分，效果28分。", "94.5"),
        ("POINTS", "自评94.5分。履职效能52分（满分50分）。", "不超过50"),
    ],
)  # fmt: skip
def test_what_is_said_of_numbers_agrees_with_them(class_, text, right):
    assert found(text, class_) == ([right] if right else [])


@pytest.mark.parametrize(
    "text",
    [
        "根据《关于开展2022年度绩效自评工作的通知》（临财绩〔2024〕6号）要求，我镇作了自评。",
        "我镇对2022年度整体支出进行了自评。",
        "2022年支出1846.20万元，比2022年1900.00万元减少53.80万元。",
        "编制60名，2022年12月31日实有58人，比上年末少1人。",
        "2022年度本单位没有国有资本经营预算财政拨款安排的支出。",
    ],
)
def test_a_year_left_from_last_year_is_told(text):
    assert "2023年" in found(text, "STALE_YEAR")
    assert found(text.replace("2022年", "2023年", 1), "STALE_YEAR") == []


def test_a_section_that_looks_back_may_name_last_year():
    assert found("（一）上年情况回顾\n2022年末在编58人。", "STALE_YEAR") == []


def test_a_title_that_was_not_changed_is_told():
    body = "\n".join(f"{n}、2023年我镇办了第{n}件事，比2022年多。" for n in "一二三四五")
    text = f"临溪县柳林镇人民政府2022年度部门整体支出绩效自评报告\n{body}"
    findings = examine(SourceText.from_string(text))
    assert [(f.quote, f.expected) for f in findings if f.class_ == "STALE_YEAR"] == [
        ("2022", "2023年度")
    ]


def test_a_head_of_a_column_has_its_own_year():
    def heads(*words):
        rows = [["经费控制情况", *words], ["“三公”经费", "9.00", "10.00", "8.60"]]
        findings = examine(document("2023年度部门整体支出绩效评价基础数据表", "单位：万元", rows))
        return [f.quote for f in findings if f.class_ == "STALE_YEAR"]

    assert heads("2022年决算数", "2023年预算数", "2023年决算数") == []
    assert heads("2022年决算数", "2022年预算数", "2023年决算数") == ["2022年预算数"]
    assert heads("2022年决算数", "2023年预算数", "2022年决算数") == ["2022年决算数"]


def test_rate_and_points_in_one_column_are_both_checked():
    rows = [
        ["项目资金（万元）", "全年预算数", "全年执行数", "分值", "执行率/得分"],
        ["年度资金总额", "480.00", "456.00", "10", "93.00%／9.5"],
    ]
    findings = examine(document("项目支出绩效自评表", "2023年度", rows))
    assert [f.expected for f in findings if f.class_ == "PCT"] == ["95.00%"]


SHEET = [
    ["项目名称", "南坪村机耕路维修", "", ""],
    ["资金名称", "全年预算数", "全年执行数", "执行率"],
    ["年度资金总额", "190.00", "185.72", "97.75%"],
]


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("部分项目进度偏慢，机耕路维修项目执行率仅为82.99%。", True),
        ("南坪村机耕路维修项目预算执行率82.99%。", True),
        ("南坪村机耕路维修项目执行率97.7%。", False),
        ("上年机耕路维修项目执行率仅为82.99%。", False),
        ("2022年机耕路维修项目执行率仅为82.99%。", False),
        ("至9月底，机耕路维修三季度执行率82.99%。", False),
        ("村部维修项目执行率仅为82.99%。", False),
    ],
)
def test_a_rate_told_of_a_project_is_the_one_of_its_sheet(words, asked):
    findings = examine(document(TITLE, words, SHEET))
    told = [f.expected for f in findings if f.class_ == "CONTRADICTION"]
    assert told == (["97.75%"] if asked else [])


def test_a_blank_for_the_unit_is_told_with_its_name():
    assert found("××部门2023年政府采购支出42.60万元。", "TEMPLATE_LEFTOVER") == [
        "临溪县柳林镇人民政府2023年政府采购支出"
    ]


@pytest.mark.parametrize(
    ("text", "stale"),
    [
        ("2022年度部门整体支出绩效自评报告\n2023年支出812.40万元，完成预算的98.2%。", True),
        ("2022年度部门整体支出绩效自评报告\n截至2023年12月31日，在职41人。", True),
        ("2022年度部门整体支出绩效自评报告\n2022年支出812.40万元，2023年将压减支出。", False),
        ("2022年度部门整体支出绩效自评报告\n全年支出812.40万元。\n2023年3月12日", False),
    ],
)
def test_a_title_a_year_before_its_text_is_asked(text, stale):
    findings = examine(SourceText.from_string("临溪县柳林乡人民政府\n" + text))
    told = [f for f in findings if f.class_ == "STALE_YEAR" and f.expected == "2023年"]
    assert bool(told) is stale


def test_a_figure_printed_for_the_own_year_is_not_that_of_another_beside_a_larger_total():
    text = (
        "临溪县水务局2022年度部门决算公开\n一、收入支出决算总体情况说明\n"
        "2022年度收入总计660.78万元，支出总计660.78万元。\n二、支出决算情况说明\n"
        "{}年度支出合计650.48万元，其中：基本支出411.58万元，项目支出238.90万元。年末结转和结余10.30万元。\n"
        "三、财政拨款支出决算情况说明\n一般公共预算财政拨款支出650.48万元，占本年支出合计的100%。"
    )
    wrong = examine(SourceText.from_string(text.format(2021)))
    stale = [(f.expected, str(f.severity)) for f in wrong if f.class_ == "STALE_YEAR"]
    assert stale == [("2022年", "提醒")]
    right = examine(SourceText.from_string(text.format(2022)))
    assert [f for f in right if f.class_ == "STALE_YEAR"] == []


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("在编人员比核定编制少15人", "5人"),
        ("人员不足，缺编6人，一人多岗", "5人"),
        ("目前编制缺口15人", "5人"),
        ("在编人员比核定编制少5人", None),
        ("人员不足，空编5名", None),
        ("卫生院缺编3人", None),
    ],
)
def test_free_posts_told_later_are_those_without_staff(words, right):
    text = f"核定编制62名，年末在职人员57人。\n二、问题\n{words}。"
    assert found(text, "COUNT") == ([right] if right else [])


@pytest.mark.parametrize(
    ("total", "sides", "right"),
    [
        ("收入支出总计1687.00万元", "收入总计1678.00万元，支出总计1678.00万元", "1678.00"),
        ("收入支出总计1678.00万元", "收入总计1678.00万元，支出总计1678.00万元", None),
        ("收支总预算1502.00万元", "收入总计1678.00万元，支出总计1678.00万元", None),
    ],
)
def test_both_sides_come_to_the_total_told(total, sides, right):
    assert found(f"2023年{total}。{sides}。", "CONTRADICTION") == ([right] if right else [])


def test_both_sides_of_a_budget_come_to_its_total():
    rows = [["收入", "预算数", "支出", "预算数"], ["拨款", "1642.40", "基本支出", "1208.15"]]
    rows += [
        ["上年结转", "35.60", "项目支出", "469.85"],
        ["收入总计", "1678.00", "支出总计", "1678.00"],
    ]
    text = "2025年收支总预算1687.00万元，其中上年结转35.60万元。"
    told = examine(document("柳林镇2025年收支预算总表（万元）", rows, text))
    assert [f.expected for f in told if f.class_ == "CONTRADICTION"] == ["1678.00"]


@pytest.mark.parametrize(("percent", "told"), [("100.00", ["—"]), ("—", [])])
def test_a_table_gives_no_percent_of_nothing(percent, told):
    rows = [["项目", "2022年", "2023年", "增减额", "增减%"]]
    rows += [
        ["购置费", "0.00", "17.98", "17.98", percent],
        ["接待费", "3.60", "2.88", "-0.72", "-20.00"],
    ]
    assert [f.expected for f in examine(document(TITLE, rows)) if f.class_ == "ZERO_BASE"] == told
