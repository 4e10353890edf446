"""Declared targets from workbooks and Word tables."""

import sys
from pathlib import Path

import docx
import pytest
import xlsxwriter

sys.path.insert(0, str(Path(__file__).parent / "workbook"))

import books
from asked import typed

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.form.pages.scoring import Goal, Indicator
from pingkou_gui.importers.several_files import kind_of
from pingkou_gui.importers.targets import read_targets
from pingkou_gui.report.proposal import accept
from pingkou_gui.report.report import Draft

ROWS = [
    ("产出指标", "数量指标", "清运垃圾", "≥1200吨", 20),
    ("", "质量", "清运及时率", "≥95%", 10),
    ("", "时效指标（10分）", "完成时间", "12月底前", 10),
    ("", "成本指标", "清运成本", "≤30万元", 10),
    ("效益", "社会效益", "环境投诉", "不超过3起", 30),
    ("满意度指标", "服务对象满意度", "村民满意度", "90%以上", 10),
]
HEAD = ("一级指标", "二级指标", "三级指标", "年度指标值", "分值")


def workbook(path, *tables, rows=ROWS):
    """A sheet for each table: a project's name (empty for the unit) and its indicators."""
    with xlsxwriter.Workbook(str(path)) as book:
        for name in tables:
            sheet = book.add_worksheet()
            sheet.merge_range(0, 0, 0, 4, "绩效目标申报表")
            if name:
                sheet.write_row(1, 0, ("项目名称", name))
            sheet.write_row(2, 0, ("年度绩效目标", "让村庄干净起来"))
            sheet.write_row(3, 0, HEAD)
            sheet.merge_range(4, 0, 7, 0, "")
            for number, row in enumerate(rows, 4):
                for column, value in enumerate(row):
                    if value != "":
                        sheet.write(number, column, value)
    return path


def taken(proposal, report):
    draft = Draft(report)
    accept(draft, proposal, proposal.items)
    return report.apply(draft.change)


def lines(report, section, parent=0):
    return [
        tuple(
            report[f.at(row)]
            for f in (
                section.level1,
                section.level2,
                section.name,
                section.requirement,
                section.target,
            )
        )
        for row in report.rows(section.key, parent)
    ]


READ = [
    ("产出指标", "数量指标", "清运垃圾", "≥", "1200吨"),
    ("产出指标", "质量指标", "清运及时率", "≥", "95%"),
    ("产出指标", "时效指标", "完成时间", "before", "12月底前"),
    ("产出指标", "成本指标", "清运成本", "≤", "30万元"),
    ("效益指标", "社会效益指标", "环境投诉", "≤", "3起"),
    ("满意度指标", "服务对象满意度指标", "村民满意度", "≥", "90%"),
]


def test_a_table_without_a_project_fills_the_units_indicators(tmp_path):
    proposal = read_targets(workbook(tmp_path / "a.xlsx", ""), typed())
    report = taken(proposal, typed())
    assert lines(report, Indicator) == READ
    assert report[Goal.expected.at()] == "让村庄干净起来"


def test_points_come_with_the_indicators(tmp_path):
    report = taken(read_targets(workbook(tmp_path / "a.xlsx", ""), typed()), typed())
    points = [report[Indicator.points.at(row)] for row in report.rows(Indicator.key)]
    assert points == [20, 10, 10, 10, 30, 10]


def test_projects_are_matched_by_name_and_new_ones_added(tmp_path):
    before = typed(project=[{"name": "垃圾清运"}])
    path = workbook(tmp_path / "a.xlsx", "垃圾清运", "公路养护")
    report = taken(read_targets(path, before), before)
    names = [report[Project.name.at(row)] for row in report.rows(Project.key)]
    assert names == ["垃圾清运", "公路养护"]
    assert [lines(report, ProjectIndicator, row) for row in report.rows(Project.key)] == [
        READ,
        READ,
    ]


def test_what_a_form_says_of_a_project_that_is_there_already_fills_its_blanks(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("项目名称", "垃圾清运"))
        sheet.write_row(1, 0, ("主管部门", "县住建局", "实施单位", "某镇人民政府"))
        sheet.write_row(2, 0, ("一级指标", "二级指标", "三级指标", "指标值"))
        sheet.write_row(3, 0, ("产出指标", "数量指标", "清运垃圾", "≥1200吨"))
    blank = typed(project=[{"name": "垃圾清运", "executor": "某站"}])
    (row,) = blank.rows(Project.key)
    report = taken(read_targets(path, blank), blank)
    assert report[Project.department.at(row)] == "县住建局"
    assert report[Project.executor.at(row)] == "某站"


def test_a_project_can_be_said(tmp_path):
    before = typed(project=[{"name": "甲"}])
    (row,) = before.rows(Project.key)
    report = taken(read_targets(workbook(tmp_path / "a.xlsx", ""), before, project=row), before)
    assert lines(report, ProjectIndicator, row) == READ


def test_indicators_that_are_there_are_not_doubled(tmp_path):
    before = typed(indicator=[{"name": "清运垃圾"}])
    report = taken(read_targets(workbook(tmp_path / "a.xlsx", ""), before), before)
    assert sorted(lines(report, Indicator)) == sorted(READ)


def test_a_word_table_with_merged_cells_is_read(tmp_path):
    report = taken(read_targets(word(tmp_path / "a.docx"), typed()), typed())
    assert lines(report, Indicator) == READ


def word(path):
    document = docx.Document()
    document.add_paragraph("部门整体支出绩效目标申报表")
    table = document.add_table(rows=len(ROWS) + 1, cols=5)
    for number, row in enumerate([HEAD, *ROWS]):
        for column, value in enumerate(row):
            table.cell(number, column).text = str(value)
    table.cell(1, 0).merge(table.cell(4, 0))
    document.save(str(path))
    return path


def test_a_percentage_kept_as_a_fraction_is_doubted(tmp_path):
    rows = [("产出指标", "质量指标", "清运及时率", 0.95, 10), *ROWS[1:]]
    proposal = read_targets(workbook(tmp_path / "a.xlsx", "", rows=rows), typed())
    item = next(i for i in proposal.items if i.place.field == "target")
    assert (item.value, item.instead, bool(item.doubt)) == ("0.95", "95%", True)


def test_a_target_without_a_sign_leaves_the_requirement_open_and_says_so(tmp_path):
    rows = [("产出指标", "数量指标", "建设公厕", "8个", 10), *ROWS[1:]]
    proposal = read_targets(workbook(tmp_path / "a.xlsx", "", rows=rows), typed())
    report = taken(proposal, typed())
    assert lines(report, Indicator)[0][3:] == (None, "8个")
    assert any("1条" in note for note in proposal.notes)


def test_lines_of_the_form_left_blank_are_no_indicators(tmp_path):
    rows = [*ROWS, ("", "", "指标1：", "", ""), ("", "", "……", "", "")]
    report = taken(read_targets(workbook(tmp_path / "a.xlsx", "", rows=rows), typed()), typed())
    assert len(lines(report, Indicator)) == len(ROWS)


def test_a_file_without_indicators_is_told_so(tmp_path):
    path = books.whole().write(tmp_path / "a.xlsx")
    with pytest.raises(UnusableFileError, match="没有找到绩效指标表"):
        read_targets(path, typed())


def test_every_file_finds_its_reader(tmp_path):
    accounts = books.whole().write(tmp_path / "a.xls")
    targets = workbook(tmp_path / "b.xlsx", "")
    report = tmp_path / "c.txt"
    report.write_text("一、部门概况", encoding="utf-8")
    found = [kind_of(path) for path in (accounts, targets, word(tmp_path / "d.docx"), report)]
    assert found == ["workbook", "targets", "targets", "report"]


def test_a_report_with_a_table_of_indicators_stays_a_report(tmp_path):
    path = word(tmp_path / "a.docx")
    document = docx.Document(str(path))
    document.paragraphs[0].insert_paragraph_before("2023年度部门整体支出绩效自评报告")
    document.save(str(path))
    assert kind_of(path) == "report"


def test_a_table_that_begins_in_the_first_cell_of_its_sheet_is_read(tmp_path, report_of):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((HEAD, *ROWS)):
            sheet.write_row(number, 0, row)
    report = taken(read_targets(path, report_of()), report_of())
    assert len(report.rows(Indicator.key)) == len(ROWS)


@pytest.mark.parametrize(
    "between",
    [
        ("年度绩效目标", "", "让河道干净"),
        ("项目名称", "河道清淤"),
        ("合计", "", "", "", 90),
        ("备注：略",),
    ],
)
def test_the_indicators_of_a_block_end_just_above_what_follows_them(tmp_path, report_of, between):
    """The one directly above is read, and what follows is none."""
    path = tmp_path / "目标.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        rows = (("绩效目标申报表",), ("项目名称", "保洁"), HEAD, *ROWS[:2], between)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    found = read_targets(path, report_of())
    names = [item.value for item in found.items if item.place.field == "name"]
    assert names[:3] == ["保洁", "清运垃圾", "清运及时率"]
    assert not {"让河道干净", "合计"} & set(names)
