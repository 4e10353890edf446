"""A township's second year with two files only: last year's Word, this year's workbook.

Everything about 龙潭县青石镇 is invented. Last year's report tells its figures in brackets and
tables, its accounts come as one workbook: the public tables in 元 with numbers as text in three
lanes, the projects in 万元, the sheets of the self-evaluation behind them.
"""

import sys
from decimal import Decimal
from pathlib import Path

import docx
import pytest
import xlsxwriter

sys.path.insert(0, str(Path(__file__).parent))

from second_year import check_both_years, check_typed_out, taken_unasked

from pingkou_gui.form.pages.basic_spending import Basic, Conferences, Control, ThreePublic
from pingkou_gui.form.pages.funds import General, GovernmentFunds, SocialInsurance
from pingkou_gui.form.pages.overview import Duty, Organisation, Staff, Unit
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.importers.several_files import read_together
from pingkou_gui.report.report import Report
from pingkou_gui.scheme.scheme_reader import default_scheme

UNIT = "龙潭县青石镇人民政府"
TOP = """龙潭县青石镇人民政府
2022年部门整体支出绩效评价自评报告
根据县财政局通知要求，我镇对2022年度部门整体支出开展了绩效自评，现将情况报告如下：
一、部门概况
（一）部门基本情况
青石镇人民政府设党政综合办、财政所、应急管理办和平安建设办等4个内设机构，均为正股级。全镇编制总数52名，年末实有在职人员49人。
主要职责：
1.宣传和贯彻党的路线方针政策，执行上级决定。
2.组织本镇经济建设和社会事业发展。
3.管理本级财政，执行本级预算。
（二）部门整体支出规模、使用方向和主要内容
2022年度支出合计1104.30万元，主要用于机关运行、基层治理和农村公共服务。
二、一般公共预算支出情况
（一）基本支出情况
本年度基本支出806.50万元（其中：工资福利支出561.20万元、商品和服务支出205.10万元、对个人和家庭的补助40.20万元）。
“三公”经费实际支出18.20万元，具体为：公务接待费支出10.10万元，公务用车运行维护费支出8.10万元，公务用车购置费0万元，因公出国（境）经费0万元。
全年会议费3.90万元，培训费2.60万元。
（二）项目支出情况
本年度项目支出297.80万元，具体项目如下表：
"""
PROJECTS_OF_LAST_YEAR = (
    ("项目名称", "预算数（万元）", "执行数（万元）"),
    ("村级组织运转保障", "160.00", "157.80"),
    ("集镇环卫保洁", "90.00", "90.00"),
    ("小型水利设施维修", "50.00", "50.00"),
    ("合计", "300.00", "297.80"),
)
END = """三、政府性基金预算支出情况
无政府性基金预算支出。
四、国有资本经营预算支出情况
无国有资本经营预算支出。
五、社会保险基金预算支出情况
无社会保险基金预算支出。
六、部门整体支出绩效情况
经济性方面：严格执行预算，控制一般性支出。
效率性方面：年初确定的工作全部完成。
有效性方面：集镇面貌改观，村级运转有保障。
可持续性方面：管护制度已经建立。
七、存在的问题及原因分析
1.项目储备不足。前期工作做得少，主要原因是专业力量薄弱。
2.资金支付前松后紧。四季度支付集中。
八、下一步改进措施
1.充实项目储备。提前半年谋划下年项目。
2.均衡支付进度。按季通报支付情况。
九、部门整体支出绩效自评结果拟应用和公开情况
自评结果用于编制下年度预算，并在县政府门户网站公开。
十、其他需要说明的情况
无其他需要说明的情况。
"""
BASE_DATA = (
    ("财政供养人员情况（人）", "编制数", "2022年实际在职人数", "控制率"),
    ("", "52", "49", "94.23%"),
    ("经费控制情况（万元）", "2021年决算数", "2022年预算数", "2022年决算数"),
    ("三公经费", "20.00", "19.00", "18.20"),
    ("其中：办公经费", "50.00", "48.00", "46.70"),
    ("水费、电费、差旅费", "31.00", "30.00", "29.90"),
    ("政府采购金额", "20.00", "18.00", "17.60"),
)


def last_years_word(folder):
    made = docx.Document()
    for line in TOP.splitlines():
        made.add_paragraph(line)
    _table(made, PROJECTS_OF_LAST_YEAR)
    for line in END.splitlines():
        made.add_paragraph(line)
    made.add_paragraph("附件1：部门整体支出绩效评价基础数据表")
    _table(made, BASE_DATA)
    path = folder / "青石镇2022整体自评（报县局）.docx"
    made.save(str(path))
    return path


def _table(made, rows):
    table = made.add_table(rows=len(rows), cols=len(rows[0]))
    for at, row in enumerate(rows):
        for cell, words in zip(table.rows[at].cells, row, strict=True):
            cell.text = words


# -- this year's workbook


WAGES = (("30101", "基本工资", 2612300), ("30102", "津贴补贴", 1404000), ("30103", "奖金", 903700),
         ("30108", "机关事业单位基本养老保险缴费", 520000), ("30113", "住房公积金", 410000))  # fmt: skip
GOODS = (("30201", "办公费", 452000), ("30202", "印刷费", 88000), ("30205", "水费", 19000),
         ("30206", "电费", 101000), ("30211", "差旅费", 173000), ("30215", "会议费", 36000),
         ("30216", "培训费", 24000), ("30217", "公务接待费", 96000), ("30226", "劳务费", 640000),
         ("30231", "公务用车运行维护费", 79000), ("30299", "其他商品和服务支出", 391000))  # fmt: skip
HELP = (("30305", "生活补助", 351000), ("30307", "医疗费补助", 42000))


def total(items):
    return sum(amount for _, _, amount in items)


BASIC = total(WAGES) + total(GOODS) + total(HELP)
PROJECTS = (
    ("村级组织运转保障", "一般公共预算", "165", "165", "163.5"),
    ("集镇环卫保洁", "一般公共预算", "92", "96", "96"),
    ("小型水利设施维修", "一般公共预算", "55", "55", "54"),
    ("传统村落保护", "政府性基金预算", "30", "30", "30"),
)
GENERAL, FUND = 3_135_000, 300_000


def said(amount):
    """An amount as the public tables print it: text with commas."""
    return f"{amount:,.2f}"


def workbook(folder):
    path = folder / "2023年度青石镇决算公开及自评.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        _totals(book)
        _basic(book)
        _three_public(book)
        _fund(book)
        _projects(book)
        _evaluations(book)
    return path


def _page(book, name, title, unit):
    page = book.add_worksheet(name)
    page.write(0, 0, title)
    page.write(1, 0, f"编制单位：{UNIT}        2023年度        单位：{unit}")
    return page


def _put(page, rows, top=2):
    for at, row in enumerate(rows, top):
        for column, value in enumerate(row):
            if value not in {None, ""}:
                page.write(at, column, value)


def _totals(book):
    page = _page(book, "财拨总表", "财政拨款收入支出决算总表", "元")
    general = BASIC + GENERAL
    _put(page, (
        ("收　　入", "", "支　　出", "", "", "", ""),
        ("项目", "决算数", "项目", "小计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"),
        ("一、一般公共预算财政拨款", said(general), "一、一般公共服务支出", said(general), said(general), "", ""),
        ("二、政府性基金预算财政拨款", said(FUND), "十一、城乡社区支出", said(FUND), "", said(FUND), ""),
        ("本年收入合计", said(general + FUND), "本年支出合计", said(general + FUND), said(general), said(FUND), ""),
        ("年初财政拨款结转和结余", said(0), "年末财政拨款结转和结余", said(0), said(0), said(0), ""),
        ("总计", said(general + FUND), "总计", said(general + FUND), said(general), said(FUND), ""),
    ))  # fmt: skip


def _basic(book):
    page = _page(book, "基本支出", "一般公共预算财政拨款基本支出决算明细表", "元")
    lanes = (
        [("301", "工资福利支出", total(WAGES)), *WAGES],
        [("302", "商品和服务支出", total(GOODS)), *GOODS],
        [("303", "对个人和家庭的补助", total(HELP)), *HELP],
    )
    rows = [("科目编码", "科目名称", "金额") * 3]
    for at in range(max(map(len, lanes))):
        row = []
        for lane in lanes:
            code, name, amount = lane[at] if at < len(lane) else ("", "", None)
            row += [code, name, said(amount) if amount else ""]
        rows.append(tuple(row))
    _put(
        page,
        [
            *rows,
            (
                "人员经费合计",
                "",
                said(total(WAGES) + total(HELP)),
                "公用经费合计",
                "",
                said(total(GOODS)),
            ),
        ],
    )


def _three_public(book):
    page = _page(book, "三公", "财政拨款“三公”经费支出决算情况表", "元")
    _put(page, (
        ("项　目", "上年决算数", "本年预算数", "本年决算数"),
        ("“三公”经费合计", said(182000), said(190000), said(175000)),
        ("一、因公出国（境）支出", said(0), said(0), said(0)),
        ("二、公务接待费支出", said(101000), said(105000), said(96000)),
        ("三、公务用车购置及运行维护费支出", said(81000), said(85000), said(79000)),
        ("其中：公务用车购置", said(0), said(0), said(0)),
        ("公务用车运行维护", said(81000), said(85000), said(79000)),
    ))  # fmt: skip


def _fund(book):
    page = _page(book, "基金", "政府性基金预算财政拨款收入支出决算表", "元")
    _put(page, (
        ("科目编码", "科目名称", "年初结转和结余", "本年收入", "本年支出合计", "基本支出", "项目支出", "年末结转和结余"),
        ("合计", "", said(0), said(FUND), said(FUND), said(0), said(FUND), said(0)),
        ("21208", "国有土地使用权出让收入安排的支出", said(0), said(FUND), said(FUND), said(0), said(FUND), said(0)),
    ))  # fmt: skip
    page = _page(book, "国资", "国有资本经营预算财政拨款支出决算表", "元")
    _put(
        page,
        (
            ("科目编码", "科目名称", "本年支出合计"),
            ("合计",),
            ("注：我单位无国有资本经营预算财政拨款支出，本表为空表。",),
        ),
    )


def _projects(book):
    page = _page(book, "项目明细", "2023年度项目支出明细表", "万元")
    rows = [("序号", "项目", "资金性质", "年初预算", "调整后预算", "实际支出")]
    rows += [
        (at, name, fund, *map(float, amounts))
        for at, (name, fund, *amounts) in enumerate(PROJECTS, 1)
    ]
    _put(page, [*rows, ("合计", "", "", 342, 346, 343.5)])


INDICATORS = (
    ("产出指标", "数量指标", "保洁集镇面积", "≥1.2平方公里", "1.3平方公里", 13, 13),
    ("产出指标", "质量指标", "工程验收合格率", "=100%", "100%", 13, 13),
    ("产出指标", "时效指标", "补助发放时间", "12月底前", "12月20日", 12, 12),
    ("产出指标", "成本指标", "“三公”经费", "≤19万元", "17.5万元", 12, 12),
    ("效益指标", "社会效益指标", "村级组织正常运转", "100%", "100%", 15, 15),
    ("效益指标", "生态效益指标", "污水收集", "基本全覆盖", "基本全覆盖", 15, 14),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥92%", "95%", 10, 10),
)
HEADS = ("一级指标", "二级指标", "三级指标", "年度指标值", "全年完成值", "分值", "得分")
OF_A_PROJECT = (
    ("产出指标", "数量指标", "完成数量", "≥1项", "1项", 50, 50),
    ("效益指标", "社会效益指标", "受益人口", "≥800人", "900人", 30, 30),
    ("满意度指标", "服务对象满意度指标", "受益群众满意度", "≥90%", "94%", 10, 10),
)


def _evaluations(book):
    page = book.add_worksheet("整体自评")
    goal = (
        ("2023年度部门整体支出绩效自评表",),
        ("单位名称", UNIT),
        ("年度总体目标", "保障机关和村级组织运转，改善集镇面貌，完成水利设施维修。"),
    )
    _put(page, (*goal, HEADS, *INDICATORS), top=0)
    for at, (name, *_) in enumerate(PROJECTS, 1):
        page = book.add_worksheet(f"自评{at}")
        head = (
            ("2023年度项目支出绩效自评表",),
            ("项目名称", name),
            ("年度总体目标", f"做好{name}。"),
        )
        _put(page, (*head, HEADS, *OF_A_PROJECT), top=0)


@pytest.fixture
def read(tmp_path):
    files = [last_years_word(tmp_path), workbook(tmp_path)]
    return read_together(files, Report(), scheme=default_scheme())


@pytest.fixture
def taken(read):
    return taken_unasked(read.proposal)


TYPED_NUMBERS = (
    (Staff.headcount, "50"),
    (General.initial, "1090"),
    (General.full_year, "1148.7"),
    (GovernmentFunds.initial, "30"),
    (GovernmentFunds.full_year, "30"),
    (SocialInsurance.full_year, "无"),
    (SocialInsurance.outturn, "无"),
    (Conferences.meetings.budget, "4"),
    (Conferences.training.budget, "2.5"),
)
TYPED_WORDS = ((Unit.report_date, "2024年3月25日"),)


def test_both_files_are_told_for_what_they_are_and_do_not_contradict_each_other(read):
    assert [file.error for file in read.files] == [None, None]
    assert read.files[0].title == f"2022年度{UNIT}自评报告"
    assert "部门决算公开表" in read.files[1].title
    assert read.conflicts == ()
    doubted = {str(item.place).partition(".")[0] for item in read.proposal.items if item.doubt}
    assert doubted == {"state_capital"}


def test_both_years_stand_where_they_belong(taken):
    wanted = {
        Basic.wages: ("585.00", "561.20"),
        Basic.goods: ("209.90", "205.10"),
        Basic.transfers: ("39.30", "40.20"),
        Basic.total: ("834.20", "806.50"),
        ThreePublic.reception: ("9.60", "10.10"),
        ThreePublic.running: ("7.90", "8.10"),
        ThreePublic.total: ("17.50", "18.20"),
        Conferences.meetings: ("3.60", "3.90"),
        Conferences.training: ("2.40", "2.60"),
        Control.office: ("45.20", "46.70"),
        Control.utilities: ("29.30", "29.90"),
    }
    facts = check_both_years(taken, wanted)
    assert (facts[Staff.establishment], facts[Staff.headcount_last]) == (52, 49)
    assert (facts[Unit.year], facts[Unit.name]) == (2023, UNIT)


def test_a_list_of_projects_under_other_heads_is_joined_with_last_years_table(taken):
    found = {
        taken[Project.name.at(row)]: (
            taken[Project.budget.at(row)],
            taken[Project.outturn.at(row)],
            taken[Project.last.at(row)],
            len(taken.rows(ProjectIndicator.key, row)),
        )
        for row in taken.rows(Project.key)
    }
    assert found == {
        "村级组织运转保障": ("general", Decimal("163.5"), Decimal("157.8"), 3),
        "集镇环卫保洁": ("general", Decimal(96), Decimal(90), 3),
        "小型水利设施维修": ("general", Decimal(54), Decimal(50), 3),
        "传统村落保护": ("government_funds", Decimal(30), None, 3),
    }


def test_the_words_of_last_year_are_carried(taken):
    counted = {Duty: 3, Problem: 2, Organisation: 4, Indicator: len(INDICATORS)}
    assert {section: len(taken.rows(section.key)) for section in counted} == counted


def test_nothing_that_was_read_is_told_as_not_read(read):
    """A sheet of the accounts has no heads of indicators, and its amounts are read all the same."""
    budgets, left = read.proposal.unplaced
    assert left.text.startswith("根据县财政局通知要求")
    assert budgets.text.startswith("“预算数”一列") and budgets.why == "不是本年的预算，没有读入"


def test_at_most_ten_numbers_are_typed_for_a_complete_report(taken, capsys):
    check_typed_out(taken, TYPED_NUMBERS, TYPED_WORDS, capsys)
