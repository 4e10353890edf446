"""Lists of projects, declared targets and attachments in workbooks."""

from decimal import Decimal as D

import books
import pytest
from asked import report_for
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.form.pages.overview import Staff
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.importers.headers import level_of, sum_rows, unnumbered
from pingkou_gui.importers.several_files import look_at, read_known


@pytest.fixture
def read(tmp_path):
    """Read sheets, each a list of rows, as one file into a report of 2023."""

    def reading(*sheets, report=None, name="表.xlsx"):
        book = Workbook()
        book.remove(book.active)
        for number, rows in enumerate(sheets, 1):
            page = book.create_sheet(f"Z{number:02}")
            for row in rows:
                page.append(list(row))
        book.save(tmp_path / name)
        return read_known(look_at(tmp_path / name), report or report_for())

    return reading


def projects(proposal):
    rows = {}
    for item in proposal.items:
        if item.place.section == Project.key:
            rows.setdefault(item.place.row, {})[item.place.field] = item.value
    return {row.pop("name"): row for row in rows.values() if "name" in row}


def told(proposal):
    return "\n".join(f"{u.where}：{u.text}（{u.why}）" for u in proposal.unplaced)


HEADS = ["序号", "项目名称", "年初预算数", "全年预算数", "全年执行数"]
UNIT = ["单位：万元"]


@pytest.mark.parametrize(
    "above",
    [
        [["2023年度项目支出明细表"], UNIT],
        [["柳林乡2023年项目资金使用情况"], UNIT],
        [UNIT],
        [["附表"], ["填报单位：柳林乡", None, None, "金额单位：万元"]],
    ],
)
def test_a_list_of_projects_is_known_by_its_heads_whatever_its_title(read, above):
    proposal = read([*above, HEADS, [1, "路灯", 12, 13, 12.8], [2, "桥", 20, 20, 20]])
    found = projects(proposal)
    assert found["路灯"] == {"initial": 12, "full_year": 13, "outturn": D("12.8")}
    assert found["桥"]["outturn"] == 20


def test_heads_over_two_rows_are_read(read):
    proposal = read([
        ["项目资金（元）"], ["项目名称", "资金（元）", None, None], [None, "年初预算", "全年预算", "全年执行"],
        ["路灯", 125000, 130000, 128000], ["桥", 200000, 200000, 200000],
    ])  # fmt: skip
    assert projects(proposal)["路灯"] == {
        "initial": D("12.5"),
        "full_year": 13,
        "outturn": D("12.8"),
    }


def test_kind_and_budget_are_taken_where_the_list_tells_them(read):
    proposal = read([
        UNIT, ["项目名称", "类别", "资金来源", "全年执行数"],
        ["路灯", "运行维护", "一般公共预算", 12], ["征地", "专项资金", "政府性基金", 5],
    ])  # fmt: skip
    assert projects(proposal)["征地"] == {
        "budget": "government_funds",
        "kind": "special",
        "outturn": 5,
    }


def test_words_that_name_no_budget_of_the_form_are_told(read):
    proposal = read([
        UNIT, ["项目名称", "类别", "资金来源", "全年执行数"],
        ["路灯", "运行维护", "县级统筹", 12], ["征地", "民生实事", "政府性基金", 5], ["桥", "—", "", 3],
    ])  # fmt: skip
    assert projects(proposal)["路灯"] == {"kind": "maintenance", "outturn": 12}
    (left,) = (each for each in proposal.unplaced if "哪种预算来源或类别" in each.why)
    assert left.text == "运行维护 县级统筹；征地 民生实事"


def test_what_a_project_that_is_there_lacks_in_words_is_filled_by_its_name(read):
    there = [{"name": "路灯"}, {"name": "征地", "budget": "政府性基金", "kind": "专项"}]
    report = report_for(project=there)
    proposal = read([
        UNIT, ["项目名称", "类别", "资金来源", "全年执行数"],
        ["路灯", "运行维护", "一般公共预算", 12], ["征地", "业务工作", "政府性基金", 5],
    ], report=report)  # fmt: skip
    lamps, land = report.rows(Project.key)
    found = {(i.place.row, i.place.field): (i.value, i.doubt) for i in proposal.items}
    assert found[lamps, "budget"] == ("general", "")
    assert found[lamps, "kind"] == ("maintenance", "")
    assert found[land, "kind"] == ("business", "报告里是“专项”，核对用哪一个")
    assert found[land, "budget"] == ("government_funds", "")  # as it is there


def test_last_years_list_says_nothing_of_what_pays_a_project_this_year(read):
    report = report_for(year="2024", project=[{"name": "路灯"}])
    proposal = read([
        ["2023年度项目支出明细表"], UNIT, ["项目名称", "资金来源", "全年执行数"],
        ["路灯", "一般公共预算", 12], ["征地", "政府性基金", 5],
    ], report=report)  # fmt: skip
    (lamps,) = report.rows(Project.key)
    assert (lamps, "budget") not in {(i.place.row, i.place.field) for i in proposal.items}


NUMBERED = [
    ["一、业务工作", None, None, 10], ["1.路灯", None, None, 4], ["2.桥", None, None, 6],
    ["二、运行维护", None, None, 3], ["1.保洁", None, None, 3],
]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([*NUMBERED, ["合计", None, None, 13]], ["路灯", "桥", "保洁"]),
        ([["合计", None, None, 13], *NUMBERED], ["路灯", "桥", "保洁"]),
        (NUMBERED, ["路灯", "桥", "保洁"]),
        ([["业务工作", None, None, 10], ["路灯", None, None, 4], ["桥", None, None, 6],
          ["保洁", None, None, 3], ["合计", None, None, 13]], ["路灯", "桥", "保洁"]),
        ([["一、路灯", None, None, 10], ["其中：材料", None, None, 4], ["二、桥", None, None, 3],
          ["合计", None, None, 13]], ["路灯", "桥"]),
        ([["路灯", None, None, 10], ["桥", None, None, 4], ["保洁", None, None, 6],
          ["合计", None, None, 20]], ["路灯", "桥", "保洁"]),
    ],
)  # fmt: skip
def test_rows_that_sum_up_others_are_no_projects(read, rows, names):
    proposal = read([UNIT, ["项目名称", "年初预算数", "全年预算数", "全年执行数"], *rows])
    assert list(projects(proposal)) == names
    assert not any(item.doubt for item in proposal.items)
    if len(rows) - len(names) > 1:
        assert "是下面各项的合计" in told(proposal)


def test_levels_that_do_not_agree_are_asked_for(read):
    rows = [["一、业务工作", None, None, 12], ["1.路灯", None, None, 4], ["2.桥", None, None, 6]]
    proposal = read([UNIT, ["项目名称", "年初预算数", "全年预算数", "全年执行数"], *rows])
    doubted = [i for i in proposal.items if i.place.field == "outturn"]
    assert len(doubted) == 3
    assert all("对不上" in item.doubt for item in doubted)


def test_notes_below_a_list_are_no_projects(read):
    proposal = read([
        UNIT, ["项目名称", "全年执行数"], ["路灯", 4], ["桥", 6], ["合计", 10],
        ["注：单位万元", None], ["填表人：甲", "审核：乙"],
    ])  # fmt: skip
    assert list(projects(proposal)) == ["路灯", "桥"]


def test_a_sum_without_a_number_is_told_by_the_total_wherever_it_stands():
    names = ["路灯", "水利", "渠", "桥"]
    amounts = [D(3), D(9), D(4), D(5)]
    assert sum_rows(names, amounts, D(12)).left == {1}
    assert sum_rows(names, amounts, D(21)).left == set()


@given(st.lists(st.integers(1, 50), min_size=2, max_size=8), st.data())
def test_a_class_above_its_items_is_always_found(parts, data):
    cut = data.draw(st.integers(1, len(parts)))
    groups = [parts[:cut], parts[cut:]] if cut < len(parts) else [parts]
    names, amounts, wanted = [], [], set()
    for number, group in enumerate(groups):
        wanted.add(len(names))
        names.append("一二"[number] + "、大项")
        amounts.append(D(sum(group)))
        names += [f"{at}.小项" for at in range(1, len(group) + 1)]
        amounts += [D(part) for part in group]
    assert sum_rows(names, amounts, D(sum(parts))).left == wanted
    assert sum_rows(names, amounts, None).left == wanted


@pytest.mark.parametrize(
    ("words", "bare", "level"),
    [
        ("一、路灯", "路灯", 0), ("（一）路灯", "路灯", 1), ("1.路灯", "路灯", 2), ("1．2023年路灯", "2023年路灯", 2),
        ("1.2023年路灯", "2023年路灯", 2), ("（1）路灯", "路灯", 3), ("①路灯", "路灯", 3), ("其中：1.路灯", "路灯", 4),
        ("2023年路灯", "2023年路灯", 5), ("110指挥中心", "110指挥中心", 5), ("三公经费", "三公经费", 5),
        ("3.5公里道路", "3.5公里道路", 5), ("一事一议", "一事一议", 5),
    ],
)  # fmt: skip
def test_the_number_of_a_row_is_no_part_of_its_name(words, bare, level):
    assert (unnumbered(words), level_of(words)) == (bare, level)


# -- targets


CODES = [
    ["指标编码", "一级指标", "二级指标", "三级指标"],
    ["XD01", "XD-01指标", "XD-0101", "人员编制"], ["XD02", "XD-02指标", "XD-0201", "车辆编制"],
]  # fmt: skip
BLANK_FORM = [
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "新装路灯", None], ["产出指标", "质量指标", "验收合格率", None],
]  # fmt: skip


@pytest.mark.parametrize("rows", [CODES, BLANK_FORM])
def test_a_list_of_codes_and_a_blank_form_are_no_indicators(read, rows):
    with pytest.raises(UnusableFileError, match="没有指标值，像空白模板或代码表"):
        read(rows)


def test_first_levels_that_no_scheme_knows_are_doubted(read):
    proposal = read([
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["XD-01指标", "XD-0101", "人员编制", "65人"], ["产出指标", "数量指标", "新装路灯", "≥40盏"],
        ["成本指标", "经济成本指标", "每盏造价", "≤0.3万元"],
    ])  # fmt: skip
    doubted = {item.value: item.doubt for item in proposal.items}
    assert "不是方案里的一级指标" in doubted["人员编制"]
    assert not doubted["新装路灯"]
    assert not doubted["每盏造价"]


def test_a_row_without_a_target_among_others_waits(read):
    proposal = read([
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "新装路灯", "≥40盏"], ["产出指标", "数量指标", "修桥", None],
    ])  # fmt: skip
    doubted = {item.value: item.doubt for item in proposal.items}
    assert "没有写指标值" in doubted["修桥"]
    assert not doubted["新装路灯"]


# -- several matters in one workbook


def test_accounts_targets_and_projects_in_one_workbook_are_all_read(read):
    three = [["“三公”经费支出决算表"], ["2023年度", "单位：万元"], ["项目", "决算数"], ["合计", 12],
             ["公务接待费", 8], ["公务用车运行维护费", 4]]  # fmt: skip
    listed = [UNIT, ["项目名称", "全年执行数"], ["路灯", 4]]
    declared = [["项目名称", "路灯"], ["一级指标", "二级指标", "三级指标", "指标值"],
                ["产出指标", "数量指标", "新装路灯", "≥40盏"]]  # fmt: skip
    proposal = read(three, listed, declared)
    sections = {item.place.section for item in proposal.items}
    assert {"three_public", "project", "project_indicator"} <= sections
    assert list(projects(proposal)) == ["路灯"]


BASIC_DATA = [
    ["部门整体支出绩效评价基础数据表"], [f"填报单位：{books.OWNER}"],
    ["财政供养人员情况（人）", "编制数", "2023年实际在职人数", "控制率"], [None, 65, 62, "95.38%"],
    ["经费控制情况（万元）", "2022年决算数", "2023年预算数", "2023年决算数"],
    ["三公经费", 31, 35, 29.09], ["1、公务用车购置和维护经费", 3.1, 5, 3.1], ["其中：公车购置", 0, 0, 0],
    ["公车运行维护", 3.1, 5, 3.1], ["2、出国经费", 0, 0, 0], ["3、公务接待", 27.9, 30, 25.99],
    ["公用经费", 200, 210, 244.8], ["其中：办公经费", 55, 60, 61.02], ["水费、电费、差旅费", 40, 45, 44.53],
]  # fmt: skip


def test_the_basic_data_table_as_a_workbook_is_read_into_its_fields(read):
    proposal = read(BASIC_DATA)
    found = {str(item.place): item.value for item in proposal.items}
    assert (found["staff.establishment"], found["staff.headcount"]) == (65, 62)
    assert found["three_public.reception"] == D("25.99")
    assert found["three_public.reception_last"] == D("27.9")
    assert found["three_public.reception_budget"] == 30
    assert found["control.office_budget"] == 60
    assert proposal.title == "部门整体支出绩效评价基础数据表"


def test_the_basic_data_table_may_lie_beside_the_accounts(read):
    three = [["“三公”经费支出决算表"], ["2023年度", "单位：万元"], ["项目", "决算数"], ["合计", 29.09],
             ["公务接待费", 25.99], ["公务用车运行维护费", 3.1]]  # fmt: skip
    proposal = read(three, BASIC_DATA)
    found = {item.place: item for item in proposal.items}
    assert found[Staff.establishment.at()].value == 65
    assert not [u for u in proposal.unplaced if "没有认出是哪张表" in u.why]


def test_the_self_evaluation_table_gives_its_goal_and_targets(read):
    proposal = read([
        ["部门整体支出绩效自评表"], ["（2023年度）"], ["单位名称", books.OWNER],
        ["年度总体目标", "预期目标", "实际完成情况"], [None, "保障全乡运转，完成乡村振兴任务。", "全部完成。"],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "新装路灯", "≥40盏", "42盏", 10, 10],
    ])  # fmt: skip
    found = {
        item.place.field: item.value for item in proposal.items if item.place.section == "indicator"
    }
    assert (found["name"], found["target"], found["points"]) == ("新装路灯", "40盏", 10)


SHEET_HEADS = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
SHEET_ROW = ["产出指标", "数量指标", "新装路灯", "≥40盏", "42盏", 50, 50]


@pytest.mark.parametrize(
    "above",
    [
        [["年度总体目标", "预期目标", "实际完成情况"], [None, "安装路灯40盏。", "安装42盏。"]],
        [
            ["年度总体目标", "预期目标", None, None, "实际完成情况"],
            [None, "安装路灯40盏。", None, None, "安装42盏。"],
        ],
        [["年度目标", "年初设定目标", "全年完成情况"], ["", "安装路灯40盏。", "安装42盏。"]],
        [["预期目标：", "安装路灯40盏。"], ["实际完成情况：", "安装42盏。"]],
    ],
)
def test_the_goal_stands_beside_or_below_its_head(read, above):
    proposal = read([["2023年度部门整体支出绩效自评表"], *above, SHEET_HEADS, SHEET_ROW])
    found = {str(item.place): item.value for item in proposal.items}
    assert found["goal.expected"] == "安装路灯40盏。"
    assert found["goal.achieved"] == "安装42盏。"


def test_a_heading_without_a_goal_below_it_is_no_goal(read):
    proposal = read([["年度总体目标", "预期目标", "实际完成情况"], SHEET_HEADS, SHEET_ROW])
    assert not [item for item in proposal.items if item.place.section == "goal"]


@pytest.mark.parametrize("unit", ["万元", "元"])
def test_the_money_of_a_project_is_that_of_the_whole(read, unit):
    turn = 1 if unit == "万元" else 10_000
    proposal = read([
        ["项目支出绩效自评表"], ["项目名称", "路灯"],
        [f"项目资金（{unit}）", None, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        [None, "年度资金总额", 200 * turn, 190 * turn, 152 * turn, 10, "80%", 8],
        [None, "其中：当年财政拨款", 150 * turn, 140 * turn, 102 * turn],
        SHEET_HEADS, SHEET_ROW,
    ])  # fmt: skip
    found = projects(proposal)["路灯"]
    assert (found["initial"], found["full_year"], found["outturn"]) == (200, 190, 152)


def test_a_block_of_money_that_says_nothing_is_not_taken_for_nothing(read):
    proposal = read([
        ["项目支出绩效自评表"], ["项目名称", "路灯"],
        ["项目资金（万元）", None, "年初预算数", "全年预算数", "全年执行数"],
        [None, "年度资金总额", 0, 0, 0], [None, "其中：本年财政拨款", 200, 190, 152],
        SHEET_HEADS, SHEET_ROW,
    ])  # fmt: skip
    assert "outturn" not in projects(proposal)["路灯"]


def test_a_list_that_begins_in_the_first_row_of_its_sheet_is_read(read):
    found = projects(read([HEADS, [1, "村道养护", 10, 10, 9], [2, "河道保洁", 5, 5, 5]]))
    assert list(found) == ["村道养护", "河道保洁"]


NO_UNIT = [
    ["项目支出表"], ["序号", "项目名称", "资金来源", "年初预算数", "全年执行数"],
    [1, "路灯", "一般公共预算", 1_407_000, 1_407_000], [2, "桥", "一般公共预算", 99_000, 99_000],
]  # fmt: skip


def test_words_of_a_row_come_from_their_own_cells(read):
    words = [i for i in read(NO_UNIT).items if i.place.field in {"name", "budget"}]
    assert [i.source.where.rpartition(" ")[2] for i in words] == ["B3", "C3", "B4", "C4"]
    assert not any(i.source.original for i in words)


def test_words_of_a_project_that_is_there_are_not_asked_about_the_unit_of_amounts(read):
    report = report_for(project=[{"name": "路灯"}, {"name": "桥"}])
    items = [i for i in read(NO_UNIT, report=report).items if i.place.section == Project.key]
    asked_about = {i.place.field for i in items if "没有写金额单位" in i.doubt}
    assert {i.place.field for i in items} == {"name", "budget", "initial", "outturn"}
    assert asked_about == {"initial", "outturn"}
