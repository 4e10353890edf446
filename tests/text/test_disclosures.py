"""Disclosures of accounts and budgets: their text against their tables, contents and itself."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import examine
from pingkou_gui.text.reading.reader import read
from pingkou_gui.text.reasoning.finding import Severity
from tests.text.test_copied_tables import TABLES


def told(text, *classes):
    found = examine(SourceText.from_string(text))
    return [(f.class_, f.severity, f.expected) for f in found if not classes or f.class_ in classes]


def test_a_total_that_is_less_than_its_parts_must_be_mended():
    text = TABLES.replace("收入支出总计812.40万元", "收入支出总计0万元")
    (finding,) = (f for f in examine(SourceText.from_string(text)) if f.class_ == "CONTRADICTION")
    assert finding.severity is Severity.ERROR
    assert "表里的总计是812.4万元，它的一项就有762.4万元" in finding.message


def test_a_total_that_differs_from_its_table_is_asked_for():
    text = TABLES.replace("收入支出总计812.40万元", "收入支出总计821.40万元")
    assert told(text, "CONTRADICTION") == [("CONTRADICTION", Severity.REMINDER, "812.4万元")]


def test_a_total_as_its_table_prints_it_is_right():
    assert told(TABLES, "CONTRADICTION", "SUM", "PCT") == []


def test_the_change_of_a_total_of_nothing_is_not_told_besides():
    text = TABLES.replace(
        "收入支出总计812.40万元。",
        "收入支出总计0万元。与2022年度相比，收入支出总计减少56.95万元，下降6.55%。",
    )
    assert told(text, "PCT") == []


ITEM = "其他相关情况说明\n1.“教育支出（类）其他教育支出（款）其他教育支出（项）”{head}万元，主要用于培训。2023年当年预算执行数为{old}万元，2024年预算安排{new}万元，比2023年预算执行数{turn}。主要原因是：培训增加。\n"


@pytest.mark.parametrize(
    ("numbers", "right"),
    [
        ({"head": "25.30", "old": "22.00", "new": "25.30", "turn": "增加15.00%"}, []),
        ({"head": "18.70", "old": "22.00", "new": "18.70", "turn": "减少15.00%"}, []),
        ({"head": "25.00", "old": "0.00", "new": "25.00", "turn": "增加100.00%"}, [("ZERO_BASE", "上年为0，不写百分比")]),
        ({"head": "25.30", "old": "22.00", "new": "25.30", "turn": "增加51.00%"}, [("PCT", "15.00%")]),
        ({"head": "25.30", "old": "22.00", "new": "25.30", "turn": "减少15.00%"}, [("DIRECTION", "增加")]),
        ({"head": "25.30", "old": "22.00", "new": "23.50", "turn": "增加15.00%"}, [("CONTRADICTION", "25.30万元")]),
    ],
)  # fmt: skip
def test_a_change_between_two_years_that_are_named_follows_from_their_numbers(numbers, right):
    found = told(ITEM.format(**numbers), "PCT", "ZERO_BASE", "DIRECTION", "CONTRADICTION")
    assert [(class_, expected) for class_, _, expected in found] == right


def test_a_budget_is_not_compared_with_itself():
    text = "2024年，白石县文化馆收入预算812.40万元，比2024年预算增加12.40万元；支出预算812.40万元，与2024年预算持平。"
    assert told(text, "STALE_YEAR") == [("STALE_YEAR", Severity.ERROR, "2023年")]


def test_what_was_spent_is_compared_with_the_budget_of_its_year():
    text = "2024年，白石县文化馆支出决算812.40万元，比2024年预算减少12.40万元。"
    assert told(text, "STALE_YEAR") == []


CONTENTS = "目录\n一、收入支出决算总表\n二、收入决算表\n三、支出决算表\n四、“三公”经费支出决算表\n第一部分 说明\n"


def test_a_table_that_the_contents_name_and_the_text_lacks_is_told():
    tables = "收入支出决算总表\n略。\n收入决算表\n略。\n“三公”经费支出决算表\n略。\n第一部分 说明\n没有别的。\n"
    assert ("MISSING", Severity.REMINDER, "支出决算表") in told(CONTENTS + tables)
    whole = tables.replace("收入决算表", "收入决算表\n略。\n白石县文化馆支出决算表")
    assert not any(expected == "支出决算表" for _, _, expected in told(CONTENTS + whole))


def test_an_empty_table_of_what_has_an_amount_is_contradicted():
    text = "注：本部门2024年无“三公”经费预算，故本表为空表。\n2024年“三公”经费预算数为{}万元，与上年持平。"
    assert ("CONTRADICTION", Severity.ERROR, "删去这句话") in told(text.format("47.91"))
    assert told(text.format("0"), "CONTRADICTION") == []


@pytest.mark.parametrize(
    "words",
    [
        "无政府性基金收支的，仍保留该表格式，并在本表下方作下述说明：",
        "按上述格式依次说明到各项级科目，预决算持平的不用说明变动原因。",
        "主要原因是人员减少（如持平作持平表述）。",
    ],
)
def test_what_a_template_tells_the_writer_must_go(words):
    assert ("TEMPLATE_LEFTOVER", Severity.ERROR, "删去") in told(
        f"文化馆2023年支出决算762.40万元。\n{words}"
    )


def test_a_percent_without_its_sign_behind_a_change_is_told_as_a_percent():
    text = "2023年公务接待费支出10万元，比上年增加2万元，增长25.00。主要是接待增加。"
    assert told(text, "UNIT") == [("UNIT", Severity.ERROR, "25.00%")]


def test_a_block_that_was_printed_twice_is_told_as_that():
    first = "（一）贯彻执行文化工作的法律法规和方针政策。\n"
    block = "（二）承担群众文化活动的组织和辅导。\n（三）承办县里交办的其他任务。\n"
    text = f"一、主要职能\n{first}{block}{block}本年支出762.40万元。\n"
    assert told(text, "NUMBERING")[0] == ("NUMBERING", Severity.REMINDER, "删去重复的")


# ---- tables in a Word file ---------------------------------------------------------------------

ROWS = """\
收入支出决算总表
单位：万元
收入\t收入\t支出\t支出
项目\t决算数\t项目\t决算数
一、一般公共预算财政拨款收入\t800.00\t一、一般公共服务支出\t
二、其他收入\t12.40\t二、文化旅游体育与传媒支出\t700.15
\t\t三、社会保障和就业支出\t62.25
本年收入合计\t812.40\t本年支出合计\t762.40
年初结转和结余\t\t年末结转和结余\t50.00
总计\t812.40\t总计\t812.40

支出决算表
单位：万元
类\t款\t项\t科目名称\t本年支出合计\t基本支出\t项目支出
\t\t\t合计\t762.40\t472.40\t290.00
207\t\t\t文化旅游体育与传媒支出\t700.15\t410.15\t290.00
207\t01\t\t文化和旅游\t700.15\t410.15\t290.00
207\t01\t09\t群众文化\t690.15\t410.15\t280.00
207\t01\t99\t其他文化和旅游支出\t10.00\t\t10.00
208\t\t\t社会保障和就业支出\t62.25\t62.25\t
208\t05\t\t行政事业单位养老支出\t62.25\t62.25\t
208\t05\t05\t基本养老保险缴费\t42.25\t42.25\t
208\t05\t06\t职业年金缴费\t20.00\t20.00\t

基本支出决算表
单位：万元
类\t款\t科目名称\t决算数\t类\t款\t科目名称\t决算数
301\t\t工资福利支出\t420.00\t302\t\t商品和服务支出\t52.40
301\t01\t基本工资\t300.00\t302\t01\t办公费\t32.40
301\t02\t津贴补贴\t120.00\t302\t17\t公务接待费\t20.00
三、说明
文化馆2023年公务接待费支出20.00万元。
"""


def test_rows_by_their_codes_and_lists_side_by_side_add_up():
    assert told(ROWS, "SUM", "CONTRADICTION", "NUMBERING", "PCT") == []


def test_the_labels_of_rows_are_no_headings():
    headings = read(SourceText.from_string(ROWS)).headings
    assert [heading.title for heading in headings if heading.number] == ["说明"]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("690.15\t410.15", "680.15\t410.15"),
        ("300.00\t302", "330.00\t302"),
        ("二、其他收入\t12.40", "二、其他收入\t21.40"),
        ("公务接待费\t20.00", "公务接待费\t22.00"),
    ],
)
def test_a_figure_that_does_not_add_up_is_told_in_each_of_them(wrong, right):
    assert told(ROWS.replace(wrong, right, 1), "SUM", "CONTRADICTION")


def test_accounts_of_a_lane_are_known_by_their_whole_code():
    cells = read(SourceText.from_string(ROWS)).cells
    assert {cell.code for cell in cells if cell.label == "公务接待费"} == {"30217"}
    assert {cell.code for cell in cells if cell.label == "群众文化"} == {"2070109"}


# ---- the text against its tables ------------------------------------------------------------------

BOOK = """\
一般公共预算财政拨款支出决算表
单位：万元
类
款
项
科目名称
合计
207
文化旅游体育与传媒支出
700.15
01
文化和旅游
700.15
群众文化
690.15
其他文化和旅游支出
10.00
基本养老保险缴费支
出
42.25
一般公共预算财政拨款基本支出决算表
单位：万元
基本工资
300.00
津贴补贴
120.00
办公费
32.40
公务接待费
20.00
人员经费合计
420.00
公用经费合计
52.40
五、一般公共预算财政拨款支出决算情况说明
1、文化旅游体育与传媒支出（类）文化和旅游（款）群众文化（项）。年初预算为700.00万元，支出决算为690.15万元，完成年初预算的98.59%。
2、文化旅游体育与传媒支出（类）文化和旅游（款）其他文化和旅游支出（项）。年初预算为10.00万元，支出决算为10.00万元，完成年初预算的100.00%。
3、社会保障和就业支出（类）行政单位养老（款）基本养老保险缴费支出（项）。年初预算为45.00万元，支出决算为42.25万元，完成年初预算的93.89%。
六、基本支出决算情况说明
白石县文化馆2023年度人员经费420.00万元，主要包括：基本工资、津贴补贴；公用经费52.40万元，主要包括：办公费。
""".replace(
    "社会保障和就业支出（类）行政单位养老（款）", "文化旅游体育与传媒支出（类）文化和旅游（款）"
)


def test_what_the_tables_print_is_right_in_the_text():
    assert told("白石县文化馆2023年度部门决算\n" + BOOK, "CONTRADICTION", "NAME") == []


@pytest.mark.parametrize(
    ("wrong", "right", "class_"),
    [
        ("支出决算为690.15万元，完成年初预算的98.59%", "支出决算为691.05万元，完成年初预算的98.72%", "CONTRADICTION"),
        ("人员经费420.00万元", "人员经费402.00万元", "CONTRADICTION"),
        ("其他文化和旅游支出（项）", "其他文化与旅行支出（项）", "NAME"),
    ],
)  # fmt: skip
def test_what_no_table_prints_is_asked_for(wrong, right, class_):
    text = "白石县文化馆2023年度部门决算\n" + BOOK.replace(wrong, right)
    assert [each[:2] for each in told(text, "CONTRADICTION", "NAME")] == [
        (class_, Severity.REMINDER)
    ]


def test_a_rate_of_a_budget_of_nothing_is_one_of_the_full_year():
    text = "一般公共预算财政拨款支出年初预算为0万元，全年预算为321.02万元，支出决算为307.82万元，完成年初预算的95.89%。"
    assert told(text, "WORDING") == [("WORDING", Severity.ERROR, "完成全年预算的")]


def test_a_reason_that_goes_the_other_way_is_asked_for():
    text = ITEM.format(head="18.70", old="22.00", new="18.70", turn="减少15.00%")
    assert told(text, "DIRECTION") == []
    assert told(text.replace("22.00", "16.26").replace("减少", "增加"), "DIRECTION") == []
    wrong = text.replace("培训增加", "培训经费增加")
    assert told(wrong, "DIRECTION") == [("DIRECTION", Severity.REMINDER, "培训经费减少")]


def test_the_period_of_a_project_is_the_year_of_its_budget():
    text = "2024年白石县部门预算\n读书节项目经费情况说明\n一、项目概况\n办读书节，预算12.40万元。\n二、实施周期\n{0}年1月1日-{0}年12月31日\n"
    assert told(text.format(2023), "STALE_YEAR") == [("STALE_YEAR", Severity.REMINDER, "2024年")]
    assert told(text.format(2024), "STALE_YEAR") == []


def test_lists_side_by_side_are_one_table_when_names_are_compared():
    rows = ROWS.replace("年初结转和结余\t", "年初结转和结余\t50.00").replace(
        "本年收入合计\t812.40", "本年收入合计\t762.40"
    )
    assert told(rows.replace("800.00", "750.00"), "NAME") == []


USES = """\
白石县文化馆2023年度部门决算
1、卫生健康支出（类）行政事业单位医疗（款）事业单位医疗（项）。主要用于：事业单位医疗保险支出。年初预算为2.29万元，支出决算为2.29万元。
2、住房保障支出（类）住房改革支出（款）住房公积金（项）。主要用于：{}。年初预算为18.12万元，支出决算为18.12万元。
"""


@pytest.mark.parametrize(
    ("use", "right"),
    [
        ("职工住房公积金支出", []),
        ("按规定为在职人员缴存", []),
        ("事业单位医疗保险支出", [("WORDING", Severity.REMINDER, "住房公积金的用途和原因")]),
    ],
)
def test_what_an_account_is_for_is_not_copied_from_another(use, right):
    assert told(USES.format(use), "WORDING") == right


def test_spending_of_grants_in_the_chapter_of_one_budget_is_of_that_budget():
    text = (
        "临溪县柳林镇人民政府2024年度部门决算说明\n三、支出决算情况说明\n"
        "2024年度支出合计2410.40万元，其中：基本支出1450.10万元，占60.16%；项目支出960.30万元，占39.84%。\n"
        "五、一般公共预算财政拨款支出决算情况说明\n（一）总体情况。2024年度财政拨款支出2060.20万元，占本年支出合计的85.47%。\n"
        "（二）具体情况。2024年度一般公共预算财政拨款支出年初预算数为2060.20万元，支出决算数为2060.20万元，完成年初预算的100%。"
    )
    assert told(text, "SUM", "CONTRADICTION") == []
