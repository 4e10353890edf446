"""Attachments read back into fields: the program's own, and those of others in every layout."""

import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from plain_report import TEXT, findings, values
from word_files import par, pars, table, word

from pingkou_gui.document.publish import publish
from pingkou_gui.form.pages.funds import General
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import NIL
from pingkou_gui.importers.last_report import read_report
from pingkou_gui.importers.last_report_attachments import _Levels
from pingkou_gui.importers.several_files import REPORT, TARGETS, _title, kind_of
from pingkou_gui.importers.source_text import read_source
from pingkou_gui.importers.workbook_cells import Sheet, words_cell
from pingkou_gui.paths import asset
from pingkou_gui.report.json_format import Record, from_json
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.text.lines.source import SourceText

D = Decimal


def got(source, *sections):
    """Values alone, of some sections."""
    return {k: v for k, (v, _) in values(source).items() if k.split(".")[0] in sections}


def sample():
    return from_json(asset("sample/pingkou-2023.json").read_text("utf-8"))


def sorted_by_budgets(record):
    """The sample with a budget for each project, so that no sum by budget is left open."""
    draft = Draft(record.report)
    for row in record.report.rows(Project.key):
        if record.report[Project.budget.at(row)] is None:
            draft.put(Project.budget, "general", row)
    draft.put_entry(General.outturn.at(), None)
    return Record(record.report.apply(draft.change), record.scheme)


def stored(record):
    """What a report holds, by section, field and value, without rows' numbers."""
    return [(p.section, p.field, printed(e.value)) for p, e in record.report.entries.items()]


def printed(value):
    """A value as it stands in print, where 无 of an amount is 0.00."""
    return "0.00" if value is NIL else str(value)


ROW_SECTIONS = ("indicator", "project_indicator", "project")


def test_the_attachments_the_program_writes_are_read_back(tmp_path):
    record = sorted_by_budgets(sample())
    path = publish(
        record, tmp_path / "a.docx", datetime(2024, 3, 15, tzinfo=UTC), with_data=False
    ).target
    proposal = read_report(read_source(path), Report())
    wanted = [x for x in stored(record) if x[0] in ROW_SECTIONS or x[0] == "goal"]
    found = [(i.place.section, i.place.field, printed(i.value)) for i in proposal.items]
    missing = list(wanted)
    for each in found:
        if each in missing:
            missing.remove(each)
    assert len(wanted) > 300
    assert len(missing) <= len(wanted) // 50
    fields = {
        "level1",
        "level2",
        "name",
        "requirement",
        "points",
        "actual",
        "reason",
        "goal",
        "achieved",
        "department",
    }
    assert not [x for x in missing if x[1] in fields]
    assert not [i for i in proposal.items if i.doubt and i.place.section in ROW_SECTIONS]


def test_a_form_of_evaluation_is_a_report_and_a_form_of_targets_is_none(tmp_path):
    heads = ["一级指标", "二级指标", "三级指标", "年度指标值"]
    row = ["产出指标", "数量指标", "新装路灯", "≥40盏"]
    declared = word(tmp_path / "a.docx", par("项目绩效目标申报表") + table(heads, row))
    evaluated = word(
        tmp_path / "b.docx",
        par("部门整体支出绩效自评表") + table([*heads, "实际完成值", "分值", "得分"], [*row, "42盏", "90", "90"]),
    )  # fmt: skip
    assert kind_of(declared) == TARGETS
    assert kind_of(evaluated) == REPORT


UNIT_SHEET = [
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因及改进措施"],
    ["产出指标（50分）", "数量指标", "新装路灯", "≥40盏", "42盏", "20", "20", ""],
    ["产出指标（50分）", "质量指标", "验收合格率", "=100%", "98%", "20", "19.6", "一处返工"],
    ["产出指标（50分）", "成本指标", "会议费", "≤5.00万元", "2.80万元", "10", "10", ""],
    ["效益指标（30分）", "社会效益指标", "安全事故", "=0起", "0起", "15", "15", ""],
    ["效益指标（30分）", "可持续影响指标", "内部管理制度", "健全", "健全", "15", "15", ""],
    ["满意度指标（10分）", "服务对象满意度指标", "群众满意度", "≥95%", "96%", "10", "10", ""],
    ["总分", "", "", "", "", "90", "89.6", ""],
]  # fmt: skip
INDICATORS = {
    "indicator.1.name": "新装路灯",
    "indicator.1.level1": "产出指标",
    "indicator.1.level2": "数量指标",
    "indicator.1.requirement": "≥",
    "indicator.1.target": "40盏",
    "indicator.1.actual": "42盏",
    "indicator.1.points": D("20.00"),
    "indicator.2.reason": "一处返工",
    "indicator.2.actual": "98%",
    "indicator.3.level2": "成本指标",
    "indicator.3.requirement": "≤",
    "indicator.4.level1": "效益指标",
    "indicator.5.requirement": "quality",
    "indicator.5.actual": "健全",
    "indicator.5.score": D("15.00"),
    "indicator.6.level1": "满意度指标",
}


def lines(rows, apart):
    return "\n".join(apart.join(row) for row in rows)


def one_cell_a_line(rows):
    return "\n".join(cell for row in rows for cell in row if cell)


def merged(rows):
    """The rows as a Word table merges them: a level stands in its first row alone."""
    found, before = [], ["", ""]
    for row in rows:
        found.append(
            [("" if cell == old else cell) for cell, old in zip(row[:2], before, strict=True)]
            + row[2:]
        )
        before = row[:2]
    return found


SHEET_TITLE = "附件2\n部门整体支出绩效自评表\n（2023年度）\n"
LAYOUTS = {
    "tabs": lines(UNIT_SHEET, "\t"),
    "bars": lines(UNIT_SHEET, " | "),
    "one cell a line": one_cell_a_line(merged(UNIT_SHEET)),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_units_indicators_are_read_from_text(layout):
    found = got(SourceText.from_string(TEXT + SHEET_TITLE + LAYOUTS[layout]), "indicator")
    wanted = dict(INDICATORS)
    if layout == "one cell a line":  # whose reason it is cannot be told without the blank cells
        del wanted["indicator.2.reason"]
        assert found.get("indicator.2.reason") is None
    assert {k: found.get(k) for k in wanted} == wanted


@pytest.mark.parametrize("sheet", ["", SHEET_TITLE + LAYOUTS["tabs"]], ids=["none", "scores"])
def test_the_note_on_the_score_says_unread_only_where_no_scores_are_read(sheet):
    found = read_report(SourceText.from_string(TEXT + sheet), Report())
    (note,) = [each for each in found.notes if "原报告自评得分" in each]
    read = any(item.place.field == "score" for item in found.items)
    assert read is bool(sheet)
    assert ("没有读入" in note) is not read


@pytest.mark.parametrize("cut", [list, merged], ids=["repeated", "merged"])
def test_the_units_indicators_are_read_from_a_word_table(tmp_path, cut):
    made = pars(TEXT + SHEET_TITLE) + table(*cut(UNIT_SHEET))
    source = read_source(word(tmp_path / "a.docx", made))
    found = got(source, "indicator")
    assert {k: found.get(k) for k in INDICATORS} == INDICATORS
    assert not [
        k for k, (_, doubt) in values(source).items() if doubt and k.startswith("indicator")
    ]


def test_heads_over_two_rows_are_heads(tmp_path):
    heads = [
        [
            "绩效指标",
            "绩效指标",
            "绩效指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
            "偏差原因及改进措施",
        ],
        ["一级指标", "二级指标", "三级指标", "", "", "", "", ""],
    ]
    made = pars(TEXT + SHEET_TITLE) + table(*heads, *UNIT_SHEET[1:])
    found = got(read_source(word(tmp_path / "a.docx", made)), "indicator")
    assert {k: found.get(k) for k in INDICATORS} == INDICATORS


PROJECT_ROWS = [
    ["项目名称", "路灯改造", "", "", "", "", "", ""],
    ["主管部门", "云岭县财政局", "", "实施单位", "白茅镇人民政府", "", "", ""],
    ["项目资金（万元）", "资金名称", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["", "年度资金总额", "140.00", "155.00", "150.00", "10", "96.77%", "9.68"],
    ["", "其中：当年财政拨款", "140.00", "150.00", "145.00", "—", "96.67%", "—"],
    ["", "上年结转资金", "0.00", "5.00", "5.00", "—", "100%", "—"],
    ["", "其他资金", "0.00", "0.00", "0.00", "—", "—", "—"],
    ["年度总体目标", "预期目标", "", "", "实际完成情况", "", "", ""],
    ["", "改造主街和三个村的路灯。", "", "", "主街和三个村的路灯全部亮起。", "", "", ""],
]  # fmt: skip
PROJECT = {
    "project.1.name": "路灯改造",
    "project.1.department": "云岭县财政局",
    "project.1.initial": D("140.00"),
    "project.1.full_year": D("155.00"),
    "project.1.outturn": D("150.00"),
    "project.1.carried_in": D("5.00"),
    "project.1.carried_in_outturn": D("5.00"),
    "project.1.goal": "改造主街和三个村的路灯。",
    "project.1.achieved": "主街和三个村的路灯全部亮起。",
}


def project_table():
    indicators = [[row[0], row[1], *row[2:]] for row in UNIT_SHEET]
    kept = [
        [c for c in row if c] if row[0] != "" else ["", *[c for c in row[1:] if c]]
        for row in PROJECT_ROWS
    ]
    return table(*kept[:2], *PROJECT_ROWS[2:], *indicators)


def test_a_projects_sheet_is_read_into_the_project_of_that_name(tmp_path):
    made = pars(TEXT + "附件3\n路灯改造项目支出绩效自评表") + project_table()
    found = got(read_source(word(tmp_path / "a.docx", made)), "project", "project_indicator")
    assert {k: found.get(k) for k in PROJECT} == PROJECT
    wanted = {k.replace("indicator.", "project_indicator."): v for k, v in INDICATORS.items()}
    assert {k: found.get(k) for k in wanted} == wanted
    assert "project.3.name" not in found


def test_a_goal_of_several_lines_is_read_whole(tmp_path):
    lines_ = ["1.改造主街路灯。", "2.改造三个村的路灯。", "3.建立管护台账。"]
    made = pars(TEXT + "附件3\n项目支出绩效自评表") + project_table()
    made = made.replace(par("改造主街和三个村的路灯。"), "".join(map(par, lines_)))
    found = got(read_source(word(tmp_path / "a.docx", made)), "project")
    assert found["project.1.goal"] == "\n".join(lines_)
    assert found["project.1.achieved"] == PROJECT["project.1.achieved"]


UNITS = ["单位：元", "金额单位：人民币元", "（单位：元）", "单位:元"]


def in_yuan(rows):
    def told(cell):
        return (
            f"{D(cell) * 10000:.2f}"
            if re.fullmatch(r"\d+\.\d\d", cell)
            else cell.replace("（万元）", "")
        )

    return [*rows[:2], *[[told(cell) for cell in row] for row in rows[2:]]]


@pytest.mark.parametrize("unit", UNITS)
def test_a_table_in_yuan_is_converted(tmp_path, unit):
    made = pars(TEXT + DATA_TITLE + unit) + table(*in_yuan(BASIC_DATA))
    source = read_source(word(tmp_path / "a.docx", made))
    found = got(source, "staff", "three_public", "control", "project")
    assert {k: found.get(k) for k in DATA} == DATA
    assert "UNIT" not in {f[0] for f in findings(source)}


def test_a_projects_sheet_that_says_otherwise_than_the_text_puts_it_in_doubt(tmp_path):
    made = pars(TEXT + "附件3\n项目支出绩效自评表") + project_table()
    source = read_source(word(tmp_path / "a.docx", made.replace("150.00</w:t>", "151.00</w:t>", 1)))
    assert source.paragraphs
    text = TEXT.replace("路灯改造150.00万元、山塘清淤110.00", "路灯改造148.00万元、山塘清淤112.00")
    found = values(
        read_source(
            word(tmp_path / "b.docx", pars(text + "附件3\n项目支出绩效自评表") + project_table())
        )
    )
    assert "附件里是150" in found["project.1.outturn"][1]


def test_the_last_cell_of_a_sheet_is_read_like_any_other(tmp_path):
    rows = ["项目名称", "路灯改造"], ["主管部门", "云岭县财政局"]
    made = pars(TEXT + "附件3\n项目支出绩效自评表") + table(*rows)
    found = got(read_source(word(tmp_path / "a.docx", made)), "project")
    assert found["project.1.department"] == "云岭县财政局"


def test_a_project_that_is_called_like_an_indicator_of_the_unit_is_a_project_of_its_own(tmp_path):
    made = pars(TEXT + SHEET_TITLE) + table(*UNIT_SHEET) + pars("附件3\n项目支出绩效自评表")
    made += project_table().replace("路灯改造", "验收合格率")
    source = read_source(word(tmp_path / "a.docx", made))
    places = {i.place: i.value for i in read_report(source, Report()).items}
    (goal,) = (p for p in places if (p.section, p.field) == ("project", "goal"))
    named = {
        p.section for p, value in places.items() if p.field == "name" and value == "验收合格率"
    }
    assert named == {"indicator", "project", "project_indicator"}
    assert places[goal._replace(field="name")] == "验收合格率"


@pytest.mark.parametrize(
    ("lamps", "pond", "doubted"), [("149.99", "110.01", False), ("149.98", "110.02", True)]
)
def test_a_hundredth_between_text_and_sheet_is_rounding_and_more_is_not(
    tmp_path, lamps, pond, doubted
):
    text = TEXT.replace(
        "路灯改造150.00万元、山塘清淤110.00", f"路灯改造{lamps}万元、山塘清淤{pond}"
    )
    assert text != TEXT
    made = pars(text + "附件3\n项目支出绩效自评表") + project_table()
    value, doubt = values(read_source(word(tmp_path / "a.docx", made)))["project.1.outturn"]
    assert value == D(lamps)
    assert ("附件里是150" in doubt) is doubted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("51092324T000010263357-路灯改造", "路灯改造"), ("219-路灯改造", "路灯改造"), ("路灯改造项目支出", "路灯改造"), ("路灯改造", "路灯改造")],
)  # fmt: skip
def test_a_name_with_a_code_or_an_ending_is_the_same_project(name, wanted):
    text = f"{TEXT}附件3\n项目支出绩效自评表\n项目名称 {name}\n主管部门 云岭县财政局 实施单位 白茅镇人民政府\n"
    found = got(SourceText.from_string(text), "project")
    assert found["project.1.name"] == wanted
    assert found["project.1.department"] == "云岭县财政局"
    assert "project.3.name" not in found


def test_a_total_of_nought_above_parts_is_the_sum_of_its_parts():
    text = (
        f"{TEXT}附件3\n项目支出绩效自评表\n项目名称 路灯改造\n"
        "项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分\n"
        "年度资金总额： 0 0 0 10 0 0\n其中：本年财政拨款 140 155 150\n上年结转资金\n其他资金\n"
    )
    found = values(SourceText.from_string(text))
    assert found["project.1.initial"][0] == D("140.00")
    assert "总额印的是0" in found["project.1.initial"][1]


def test_a_list_of_projects_with_heads_is_no_sheet_of_evaluation(tmp_path):
    rows = [
        ["项目名称", "路灯", "桥梁"],
        ["项目金额（万元）", "40", "30"],
        ["执行单位", "下拨部门", "审批流程"],
    ]
    made = pars("2023年追加预算情况表") + table(*rows)
    assert got(read_source(word(tmp_path / "a.docx", made)), "project") == {}
    found = got(
        SourceText.from_string(
            f"{TEXT}附件3\n项目支出绩效自评表\n项目名称 路灯改造\n主管部门 下拨流程\n"
        ),
        "project",
    )
    assert "project.1.department" not in found


def test_what_a_form_asks_for_is_no_answer():
    text = (
        f"{TEXT}附件3\n项目支出绩效自评表\n项目名称 |\n路灯改造 |\n预期目标 |\n实际完成情况 |\n"
        "改造路灯三百盏。 |\n说明目标的完成情况（100字以内） |\n绩效指标 |\n"
    )
    found = got(SourceText.from_string(text), "project")
    assert "project.1.achieved" not in found
    assert "字以内" not in str(found)


BASIC_DATA = [
    ["财政供养人员情况（人）", "编制数", "2023年实际在职人数", "控制率"],
    ["", "62", "58", "93.55%"],
    ["经费控制情况（万元）", "2022年决算数", "2023年预算数", "2023年决算数"],
    ["“三公”经费", "22.00", "25.00", "21.00"],
    ["1.公务用车购置和维护经费", "12.00", "14.00", "12.00"],
    ["3.公务接待", "10.00", "11.00", "9.00"],
    ["项目支出", "250.00", "240.00", "260.00"],
    ["1.业务工作经费", "", "", ""],
    ["2.运行维护经费", "140.00", "130.00", "150.00"],
    ["其中：路灯改造", "140.00", "130.00", "150.00"],
    ["3.专项资金", "110.00", "110.00", "110.00"],
    ["其中：山塘清淤", "110.00", "110.00", "110.00"],
    ["公用经费", "200.00", "195.00", "190.00"],
    ["其中：办公经费", "40.00", "38.00", "36.00"],
]  # fmt: skip
DATA = {
    "staff.0.establishment": 62,
    "staff.0.headcount": 58,
    "three_public.0.reception_budget": D("11.00"),
    "three_public.0.vehicles_budget": D("14.00"),
    "control.0.office": D("36.00"),
    "control.0.office_last": D("40.00"),
    "project.1.name": "路灯改造",
    "project.1.kind": "maintenance",
    "project.1.last": D("140.00"),
    "project.1.initial": D("130.00"),
    "project.1.outturn": D("150.00"),
    "project.2.kind": "special",
    "project.2.initial": D("110.00"),
}
DATA_TITLE = "附件1\n部门整体支出绩效评价基础数据表\n"


def rows_as(layout, rows):
    if layout == "one cell a line":
        return one_cell_a_line(rows)
    return lines(rows, {"tabs": "\t", "bars": " | "}[layout])


@pytest.mark.parametrize("layout", ["word", "tabs", "bars", "one cell a line"])
def test_basic_data_give_people_budgets_and_projects_with_their_kinds(tmp_path, layout):
    if layout == "word":
        source = read_source(
            word(tmp_path / "a.docx", pars(TEXT + DATA_TITLE) + table(*BASIC_DATA))
        )
    else:
        source = SourceText.from_string(TEXT + DATA_TITLE + rows_as(layout, BASIC_DATA))
    found = got(source, "staff", "three_public", "control", "project")
    wanted = dict(DATA)
    if layout == "one cell a line":  # a row without figures cannot be told from a label there
        wanted = {k: v for k, v in wanted.items() if not k.startswith("project.1.k")}
    assert {k: found.get(k) for k in wanted} == wanted


def test_a_head_with_its_number_below_in_one_cell_gives_the_number(tmp_path):
    row = [
        "财政供养人员情况（人）",
        par("编制数") + par("65"),
        par("2023年实际在职人数") + par("62"),
        par("控制率") + par("95.38%"),
    ]
    soft = "<w:p><w:r><w:t>{}</w:t><w:br/><w:t>{}</w:t></w:r></w:p>".format
    other = ["人员", soft("编制人数", "65"), soft("实有人数", "62人")]
    title = pars("2023年度云岭县白茅镇人民政府部门整体支出绩效自评报告\n" + DATA_TITLE)
    for cells in (row, other):
        found = got(read_source(word(tmp_path / "a.docx", title + table(cells))), "staff")
        assert (found["staff.0.establishment"], found["staff.0.headcount"]) == (65, 62)


def test_numbered_rows_that_are_no_classes_are_projects(tmp_path):
    rows = [["经费控制情况", "上年决算数", "本年预算数", "本年决算数"], ["项目支出", "1", "2", "300"],
            ["1、村道维护", "80.00", "90.00", "100.00"], ["2、饮水安全", "150.00", "180.00", "200.00"],
            ["公用经费", "5.00", "6.00", "7.00"]]  # fmt: skip
    text = "2023年度云岭县白茅镇人民政府部门整体支出绩效自评报告\n" + DATA_TITLE + lines(rows, "\t")
    found = got(SourceText.from_string(text), "project")
    assert [found["project.1.name"], found["project.2.name"]] == ["村道维护", "饮水安全"]
    assert (found["project.2.outturn"], found["project.2.last"]) == (D("200.00"), D("150.00"))


def test_people_measures_and_explanations_of_the_sheet_are_kept(tmp_path):
    below = table(["厉行节约保障措施", "公务接待先审批后接待。"], ["说明", "路灯改造含上年结转。"])
    made = pars(TEXT + DATA_TITLE) + table(*BASIC_DATA) + below
    made += par("填表人：李芳　联系电话：0737-1234567　单位负责人（签字）：王强")
    found = got(read_source(word(tmp_path / "a.docx", made)), "spending_texts", "unit")
    assert found["spending_texts.0.thrift"] == "公务接待先审批后接待。"
    assert found["spending_texts.0.note"] == "路灯改造含上年结转。"
    assert (found["unit.0.preparer"], found["unit.0.phone"], found["unit.0.principal"]) == (
        "李芳", "0737-1234567", "王强",
    )  # fmt: skip


@pytest.mark.parametrize(
    "hands",
    [
        "填表人：李芳\n单位负责人（签字）：王强",
        "单位负责人：王强\n填表人（签字）：李芳　电话：07371234567",
        "填表人：李芳　单位负责人：王强\n填表人：赵敏　单位负责人：钱涛",
    ],
)
def test_who_filled_it_in_and_who_answers_for_it_may_stand_in_lines_of_their_own(tmp_path, hands):
    made = pars(TEXT + DATA_TITLE) + table(*BASIC_DATA) + pars(hands)
    found = got(read_source(word(tmp_path / "a.docx", made)), "unit")
    assert (found["unit.0.preparer"], found["unit.0.principal"]) == ("李芳", "王强")
    assert found.get("unit.0.phone") == ("07371234567" if "电话" in hands else None)


def next_years_report():
    from pingkou_gui.form.pages.overview import Unit

    draft = Draft(Report())
    draft.type_in(Unit.year, "2024")
    return Report().apply(draft.change)


def test_into_the_next_year_targets_are_carried_and_results_are_not(tmp_path):
    made = (
        pars(TEXT + SHEET_TITLE)
        + table(*UNIT_SHEET)
        + pars("附件3\n项目支出绩效自评表")
        + project_table()
    )
    proposal = read_report(read_source(word(tmp_path / "a.docx", made)), next_years_report())
    fields = {(i.place.section, i.place.field) for i in proposal.items}
    assert {
        ("indicator", "target"),
        ("indicator", "points"),
        ("project", "goal"),
        ("project", "last"),
    } <= fields
    left = {
        ("indicator", "actual"),
        ("indicator", "score"),
        ("project", "outturn"),
        ("project", "initial"),
        ("project", "achieved"),
    }
    assert not fields & left
    kinds = {i.source.kind.value for i in proposal.items if i.place.section == "indicator"}
    assert kinds == {"carried"}


def test_nothing_is_made_of_a_form_left_blank(tmp_path):
    blank = [
        UNIT_SHEET[0],
        *[[a, b, "指标1：", "", "", "", "", ""] for a, b, *_ in UNIT_SHEET[1:-1]],
    ]
    made = pars(TEXT + SHEET_TITLE) + table(*blank)
    assert got(read_source(word(tmp_path / "a.docx", made)), "indicator") == {}
    assert NIL not in got(read_source(word(tmp_path / "a.docx", made)), "goal").values()


@pytest.mark.parametrize(
    ("words", "levels"),
    [
        (("产出指标", "数量指标"), ("产出指标", "数量指标")),
        (("产出指标（50分）", "数量指标（10分）"), ("产出指标", "数量指标")),
        (("质量指标",), ("效益指标", "质量指标")),
        (("效益",), ("效益指标", "")),
        (("满意度指标", "服务对象满意度指标"), ("满意度指标", "服务对象满意度指标")),
        (("管理指标",), ("效益指标", "管理指标")),
        (("产出指标", "甲", "时效指标"), ("产出指标", "时效指标")),
        (("", "社会效益指标"), ("效益指标", "社会效益指标")),
        ((), ("效益指标", "经济效益指标")),
    ],
)
def test_levels_hold_until_others_stand_before_a_name(words, levels):
    held = _Levels("效益", "经济效益")
    assert held.take(words) == levels
    assert held.take(()) == levels


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("部门整体支出绩效自评表" + "一" * 19, "部门整体支出绩效自评表" + "一" * 19),
        ("部门整体支出绩效自评表" + "一" * 20, "Sheet1"),
        ("说明", "Sheet1"),
    ],
)
def test_a_sheet_is_called_by_its_title_of_up_to_thirty_letters(title, shown):
    sheet = Sheet("Sheet1", 1, {(1, 1): words_cell("附件"), (2, 1): words_cell(title)})
    assert _title(sheet) == shown


LISTED_PROJECTS = [
    ["序号", "项目名称", "年初预算（万元）", "调整预算（万元）", "实际支出（万元）", "执行率"],
    ["1", "路灯改造项目", "60.00", "66.00", "64.50", "97.73%"],
    ["2", "水渠清淤项目", "30.00", "30.00", "28.00", "93.33%"],
]
OF_THE_WHOLE = [
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["预算执行率", "", "", "100%", "95.40%", "10", "9.54"],
    ["产出指标", "数量指标", "清淤水渠", "8公里", "8公里", "50", "50"],
    ["产出指标", "时效指标", "预算执行率", "95%", "95.40%", "30", "30"],
    ["满意度指标", "服务对象满意度", "村民满意度", "≥90%", "93%", "10", "10"],
]


def told_in_chapters(tmp_path):
    made = (
        pars("二、项目支出情况\n本年项目支出如下：")
        + table(*LISTED_PROJECTS)
        + pars("三、部门整体支出绩效情况\n各项指标完成情况如下：")
        + table(*OF_THE_WHOLE)
        + pars("四、存在的问题\n1.清淤偏慢。")
    )
    return read_source(word(tmp_path / "a.docx", made))


def test_indicators_under_a_heading_of_the_whole_are_the_units_and_heads_name_no_project(tmp_path):
    found = got(told_in_chapters(tmp_path), "project", "indicator", "project_indicator")
    names = {k: v for k, v in found.items() if k.endswith(".name")}
    assert names == {
        "project.1.name": "路灯改造项目",
        "project.2.name": "水渠清淤项目",
        "indicator.1.name": "清淤水渠",
        "indicator.2.name": "预算执行率",
        "indicator.3.name": "村民满意度",
    }
    assert found["indicator.2.level1"] == "产出指标"


def test_the_row_of_budget_execution_is_no_indicator_and_is_told(tmp_path):
    proposal = read_report(told_in_chapters(tmp_path), Report())
    told = [each for each in proposal.unplaced if "95.40%" in each.text]
    assert [each.text for each in told] == ["预算执行率 | 100% | 95.40% | 10 | 9.54"]
    assert "由程序算" in told[0].why
