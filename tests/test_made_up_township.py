"""A township's second year: four files in, ten numbers at most typed, a complete report out.

Everything about 临溪县柳林乡 is invented: last year's Word has a wording, an order of numbers and a
table of its own, this year's accounts are in 元, the list of projects has sums among its rows.
"""

import sys
from pathlib import Path

import docx
import pytest
import xlsxwriter

sys.path.insert(0, str(Path(__file__).parent))

from second_year import check_both_years, check_typed_out, taken_unasked

from pingkou_gui.form.pages.basic_spending import Basic, Conferences, Control, ThreePublic
from pingkou_gui.form.pages.funds import General, GovernmentFunds, SocialInsurance
from pingkou_gui.form.pages.overview import Duty, KeyWork, Organisation, Staff, Unit
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.importers.several_files import read_together
from pingkou_gui.report.report import Report
from pingkou_gui.scheme.scheme_reader import default_scheme

UNIT = "临溪县柳林乡人民政府"

# -- last year's report, as somebody wrote it in Word


LAST_YEAR = """2022年度部门整体支出
绩效自评报告
部门名称：临溪县柳林乡人民政府
一、部门概况
（一）部门基本情况
1．机构设置。我乡内设党政综合办公室、经济发展办公室、社会事务办公室3个内设机构，下设农业综合服务中心、社会事务综合服务中心2个事业单位。
2．人员情况。核定的编制人数为48人，2022年末实有在职人员45人。
3．主要职能。
（1）执行本级人民代表大会的决议和上级国家行政机关的决定和命令。
（2）负责本乡经济发展、乡村振兴和农业农村工作。
（3）办理上级人民政府交办的其他事项。
4．2022年重点工作。
（1）抓产业。新建茶园300亩，带动120户增收。
（2）抓民生。完成饮水管网改造8公里。
（二）部门整体支出规模、使用方向和主要内容
2022年我乡支出合计962.60万元。资金主要用于保障机关运转、乡村建设和民生实事。
二、一般公共预算支出情况
（一）基本支出情况
2022年基本支出712.60万元。其中：工资福利支出498.30万元，商品和服务支出184.10万元，对个人和家庭的补助30.20万元。
2022年我乡“三公”经费支出19.00万元，其中：公务接待费完成12.40万元，公务用车运行维护费6.60万元，因公出国（境）费0万元，公务用车购置费0万元。
2022年会议费支出4.20万元，培训费支出3.10万元。
（二）项目支出情况
2022年项目支出250万元，主要用于：一是农村公路养护90万元；二是人居环境整治100万元；三是饮水安全巩固60万元。
三、政府性基金预算支出情况
2022年我乡没有政府性基金预算支出。
四、国有资本经营预算支出情况
2022年我乡无国有资本经营预算支出。
五、社会保险基金预算支出情况
2022年我乡无社会保险基金预算支出。
六、部门整体支出绩效情况
（一）经济性分析。我乡严格控制一般性支出，“三公”经费控制在预算以内。
（二）效率性分析。各项工作按时间节点完成。
（三）有效性分析。乡村面貌改善，群众满意度提高。
（四）可持续性分析。制度健全，人员稳定，各项政策可以持续。
七、存在的问题及原因分析
（一）预算编制不够细。项目前期论证不足，年中调整较多。
（二）绩效指标不够量化。业务人员对绩效管理不熟悉。
八、下一步改进措施
（一）细化预算编制。提前开展项目论证，减少年中调整。
（二）加强绩效培训。组织业务人员学习绩效管理知识。
九、绩效自评结果拟应用和公开情况
自评结果作为下年度预算安排的依据。
自评报告随部门决算一并在县政府网站公开。
十、其他需要说明的情况
无。
"""


def last_years_word(folder):
    made = docx.Document()
    for line in LAST_YEAR.splitlines():
        made.add_paragraph(line)
    rows = [
        ("财政供养人员情况（人）", "编制数", "2022年实际在职人数", "控制率"),
        ("", "48", "45", "93.75%"),
        ("经费控制情况（万元）", "2021年决算数", "2022年预算数", "2022年决算数"),
        ("三公经费", "21.00", "20.00", "19.00"),
        ("公用经费", "190.00", "185.00", "184.10"),
        ("其中：办公经费", "42.00", "40.00", "41.20"),
        ("水费、电费、差旅费", "30.00", "28.00", "27.50"),
        ("政府采购金额", "12.00", "15.00", "14.30"),
    ]
    made.add_paragraph("附件1 部门整体支出绩效评价基础数据表")
    table = made.add_table(rows=len(rows), cols=4)
    for at, row in enumerate(rows):
        for cell, words in zip(table.rows[at].cells, row, strict=True):
            cell.text = words
    path = folder / "2022年自评报告（定稿）.docx"
    made.save(str(path))
    return path


# -- this year's accounts, in 元


ITEMS = (
    ("301", "工资福利支出", ""),
    ("30101", "基本工资", "2510000"), ("30102", "津贴补贴", "1280000"), ("30103", "奖金", "820000"),
    ("30113", "住房公积金", "462000"),
    ("303", "对个人和家庭的补助", ""),
    ("30305", "生活补助", "298000"),
    ("302", "商品和服务支出", ""),
    ("30201", "办公费", "405000"), ("30205", "水费", "21000"), ("30206", "电费", "96000"),
    ("30211", "差旅费", "158000"), ("30215", "会议费", "38000"), ("30216", "培训费", "29000"),
    ("30217", "公务接待费", "110000"), ("30226", "劳务费", "516000"),
    ("30231", "公务用车运行维护费", "61000"), ("30299", "其他商品和服务支出", "372000"),
)  # fmt: skip
SUMS = {
    code: sum(int(n) for key, _, n in ITEMS if n and key.startswith(code))
    for code in ("301", "302", "303")
}
BASIC = sum(SUMS.values())
PROJECTS = 2_760_000
FUND = 240_000


def accounts(folder):
    path = folder / "柳林乡2023年度部门决算公开表.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        _totals(book)
        _basic(book)
        _three_public(book)
        _funds(book)
    return path


def _sheet(book, number, title):
    page = book.add_worksheet(f"公开{number:02}表")
    page.write(0, 0, title)
    page.write(1, 0, f"部门：{UNIT}")
    page.write(1, 3, "2023年度")
    page.write(1, 5, "金额单位：元")
    return page


def _put(page, rows, top=3):
    for at, row in enumerate(rows, top):
        for column, value in enumerate(row):
            if value not in {None, ""}:
                page.write(at, column, value)


def _totals(book):
    general = BASIC + PROJECTS - FUND
    _put(_sheet(book, 4, "财政拨款收入支出决算总表"), (
        ("收入", "", "支出"),
        ("项目", "金额", "项目", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"),
        ("一、一般公共预算财政拨款", general, "一、一般公共服务支出", general, general, 0, 0),
        ("二、政府性基金预算财政拨款", FUND, "十二、城乡社区支出", FUND, 0, FUND, 0),
        ("本年收入合计", general + FUND, "本年支出合计", general + FUND, general, FUND, 0),
        ("年初财政拨款结转和结余", 0, "年末财政拨款结转和结余", 0, 0, 0, 0),
        ("总计", general + FUND, "总计", general + FUND, general, FUND, 0),
    ))  # fmt: skip


def _basic(book):
    rows = [("科目编码", "科目名称", "决算数")]
    rows += [(code, name, int(n) if n else SUMS[code]) for code, name, n in ITEMS]
    _put(_sheet(book, 6, "一般公共预算财政拨款基本支出决算明细表"), [*rows, ("合计", "", BASIC)])


def _three_public(book):
    _put(_sheet(book, 7, "财政拨款“三公”经费支出决算表"), (
        ("项目", "2023年预算数", "2023年决算数"),
        ("合计", 190_000, 171_000),
        ("1．因公出国（境）费", 0, 0),
        ("2．公务用车购置及运行维护费", 65_000, 61_000),
        ("其中：公务用车购置费", 0, 0),
        ("公务用车运行维护费", 65_000, 61_000),
        ("3．公务接待费", 125_000, 110_000),
    ))  # fmt: skip


def _funds(book):
    _put(_sheet(book, 8, "政府性基金预算财政拨款收入支出决算表"), (
        ("科目编码", "科目名称", "年初结转和结余", "本年收入", "本年支出", "", "", "年末结转和结余"),
        ("", "", "", "", "小计", "基本支出", "项目支出", ""),
        ("合计", "", 0, FUND, FUND, 0, FUND, 0),
        ("212", "城乡社区支出", 0, FUND, FUND, 0, FUND, 0),
    ))  # fmt: skip
    page = _sheet(book, 9, "国有资本经营预算财政拨款支出决算表")
    _put(page, (("科目编码", "科目名称", "本年支出"), ("合计",),
                ("说明：本单位没有国有资本经营预算财政拨款收支，本表为空。",)))  # fmt: skip


# -- the office's own list of projects, and what was declared and reached


def project_list(folder):
    path = folder / "项目台账.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("台账")
        _put(page, (
            ("2023年项目资金台账",), ("单位：万元",),
            ("序号", "项目名称", "类别", "资金来源", "资金", "", ""),
            ("", "", "", "", "年初预算数", "全年预算数", "全年执行数"),
            ("一", "一、运行维护", "", "", 95, 100, 100),
            (1, "1.农村公路养护", "运行维护", "一般公共预算", 95, 100, 100),
            ("二", "二、专项", "", "", 176, 176, 176),
            (2, "1.人居环境整治", "专项", "一般公共预算", 112, 112, 112),
            (3, "2.饮水安全巩固", "专项", "一般公共预算", 40, 40, 40),
            (4, "3.集镇排水管网", "专项", "政府性基金", 24, 24, 24),
            ("", "合计", "", "", 271, 276, 276),
            ("注：按县财政局指标文件填列",),
        ), top=0)  # fmt: skip
    return path


INDICATORS = (
    ("产出指标", "数量指标", "养护公路里程", "≥36公里", "38公里", 13, 13),
    ("产出指标", "质量指标", "养护合格率", "≥95%", "98%", 13, 13),
    ("产出指标", "时效指标", "资金拨付及时", "及时", "及时", 12, 12),
    ("产出指标", "成本指标", "“三公”经费控制", "≤19万元", "17.1万元", 12, 12),
    ("效益指标", "社会效益指标", "饮水安全受益户", "≥1200户", "1230户", 15, 15),
    ("效益指标", "生态效益指标", "垃圾集中处理", "全覆盖", "全覆盖", 15, 15),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "93%", 10, 10),
)
OF_A_PROJECT = (
    ("产出指标", "数量指标", "完成工程量", "≥1处", "1处", 50, 50),
    ("效益指标", "社会效益指标", "受益群众", "≥500人", "620人", 30, 30),
    ("满意度指标", "服务对象满意度指标", "受益群众满意度", "≥90%", "95%", 10, 10),
)


def declared_targets(folder):
    path = folder / "绩效自评表.xlsx"
    heads = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
    with xlsxwriter.Workbook(str(path)) as book:
        goal = (
            ("2023年度部门整体支出绩效自评表",),
            ("年度总体目标", "保障机关正常运转，完成公路养护、人居环境、饮水安全等任务。"),
            heads,
        )
        _put(book.add_worksheet("整体"), (*goal, *INDICATORS), top=0)
        for at, name in enumerate(
            ("农村公路养护", "人居环境整治", "饮水安全巩固", "集镇排水管网"), 1
        ):
            rows = (
                ("项目名称", name),
                ("年度目标", f"完成{name}的各项任务。"),
                heads,
                *OF_A_PROJECT,
            )
            _put(book.add_worksheet(f"项目{at}"), rows, top=0)
    return path


@pytest.fixture
def read(tmp_path):
    makers = (last_years_word, accounts, project_list, declared_targets)
    return read_together([make(tmp_path) for make in makers], Report(), scheme=default_scheme())


@pytest.fixture
def taken(read):
    return taken_unasked(read.proposal)


# -- what no file holds, typed by the clerk: the numbers are counted


TYPED_NUMBERS = (
    (Staff.headcount, "46"),
    (General.initial, "812.5"),
    (General.full_year, "969.6"),
    (GovernmentFunds.initial, "24"),
    (GovernmentFunds.full_year, "24"),
    (SocialInsurance.full_year, "无"),
    (SocialInsurance.outturn, "无"),
    (Conferences.meetings.budget, "4"),
    (Conferences.training.budget, "3"),
)
TYPED_WORDS = ((Unit.report_date, "2024年3月20日"),)


def test_all_four_files_are_told_for_what_they_are_and_none_contradicts_another(read):
    assert [file.error for file in read.files] == [None] * 4
    titles = [file.title for file in read.files]
    assert titles[0].startswith("2022年度")
    assert titles[1:] == ["部门决算公开表", "项目表", "绩效目标申报表"]
    assert [c.note for c in read.conflicts] == []
    assert {item.doubt for item in read.proposal.items if item.doubt} <= {
        "可能是上年的决算表，核对报告年度"
    }


def test_both_years_stand_where_they_belong(taken):
    wanted = {
        Basic.wages: ("507.20", "498.30"),
        Basic.goods: ("180.60", "184.10"),
        Basic.transfers: ("29.80", "30.20"),
        Basic.total: ("717.60", "712.60"),
        ThreePublic.reception: ("11.00", "12.40"),
        ThreePublic.running: ("6.10", "6.60"),
        ThreePublic.total: ("17.10", "19.00"),
        Conferences.meetings: ("3.80", "4.20"),
        Conferences.training: ("2.90", "3.10"),
        Control.office: ("40.50", "41.20"),
        Control.utilities: ("27.50", "27.50"),
    }
    facts = check_both_years(taken, wanted)
    assert facts[Staff.establishment] == 48
    assert facts[Staff.headcount_last] == 45
    assert facts[Unit.year] == 2023
    assert facts[Unit.name] == UNIT


def test_projects_are_one_row_each_with_both_years_and_their_indicators(taken):
    names = [taken[Project.name.at(row)] for row in taken.rows(Project.key)]
    assert sorted(names) == sorted(["农村公路养护", "人居环境整治", "饮水安全巩固", "集镇排水管网"])
    for row in taken.rows(Project.key):
        assert len(taken.rows(ProjectIndicator.key, row)) == 3
        assert taken[Project.outturn.at(row)] is not None
        assert taken[Project.budget.at(row)] is not None
    by_name = {taken[Project.name.at(row)]: row for row in taken.rows(Project.key)}
    assert taken[Project.last.at(by_name["农村公路养护"])] == 90
    assert len(taken.rows(Indicator.key)) == len(INDICATORS)


def test_the_words_of_last_year_are_carried_or_told(read, taken):
    for section, most in ((Duty, 3), (KeyWork, 2), (Problem, 2)):
        assert len(taken.rows(section.key)) == most, section.heading
    offices = len(taken.rows(Organisation.key))
    told = "".join(each.text for each in read.proposal.unplaced)
    assert offices == 5 or "党政综合办公室" in told


def test_at_most_ten_numbers_are_typed_for_a_complete_report(taken, capsys):
    check_typed_out(taken, TYPED_NUMBERS, TYPED_WORDS, capsys)


def test_none_of_the_numbers_typed_could_have_been_read(read):
    """What the files hold is proposed: a number to be typed stands in none of them."""
    proposed = {item.place for item in read.proposal.items}
    assert not proposed & {field.at() for field, _ in TYPED_NUMBERS}
