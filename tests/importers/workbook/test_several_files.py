"""Several files at once: one proposal, each file told for what it is, conflicts shown."""

from collections import Counter
from decimal import Decimal

import books
import pytest
from asked import report_for, typed
from openpyxl import Workbook, load_workbook

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.form.pages.basic_spending import ThreePublic
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.importers.several_files import read_together
from pingkou_gui.report.proposal import State, accept
from pingkou_gui.report.report import Draft, Report

LAST = """临溪县柳林乡人民政府2022年度部门整体支出绩效自评报告
一、部门概况
（一）基本情况
2022年，我乡编制数为40人，年末实有人数38人。
二、一般公共预算支出情况
（一）基本支出情况
2022年“三公”经费支出31.00万元。其中：公务接待费支出27.90万元；公务用车运行维护费支出3.10万元；因公出国（境）费支出0万元。
（二）项目支出情况
2022年项目支出65万元，其中：道路养护30万元；河道保洁35万元。
"""


def last_report(tmp_path, text=LAST, name="去年的报告.txt"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def accounts(tmp_path, name="决算.xlsx", **how):
    return books.whole(owner="临溪县柳林乡人民政府", **how).write(tmp_path / name)


def targets(tmp_path, project="道路养护", name="申报表.xlsx"):
    book = Workbook()
    page = book.active
    page.append(["项目支出绩效目标申报表"])
    page.append(["项目名称", project])
    page.append(["一级指标", "二级指标", "三级指标", "指标值"])
    page.append(["产出指标", "数量指标", "养护里程", "≥12公里"])
    book.save(tmp_path / name)
    return tmp_path / name


def taken(report, proposal):
    """The report with all that was proposed, doubts or not."""
    draft = Draft(report)
    accept(draft, proposal, proposal.items)
    return report.apply(draft.change)


def declared(tmp_path, name="申报表.xlsx"):
    path = targets(tmp_path, name=name)
    book = load_workbook(path)
    book.active.insert_rows(3)
    book.active.cell(3, 1, "主管部门")
    book.active.cell(3, 2, "临溪县财政局")
    book.save(path)
    return path


def test_files_read_a_second_time_count_as_many_values_and_all_are_the_same(tmp_path):
    files = [accounts(tmp_path), declared(tmp_path)]
    first = read_together(files, Report())
    report = taken(Report(), first.proposal)
    second = read_together(files, report)
    assert [file.note for file in second.files] == [file.note for file in first.files]
    assert len(second.proposal.items) == len(first.proposal.items)
    assert {item.state(report) for item in second.proposal.items} == {State.SAME}


def test_last_years_report_and_this_years_accounts_fill_both_years(tmp_path):
    read = read_together([last_report(tmp_path), accounts(tmp_path)], Report())
    found = {item.place: item.value for item in read.proposal.items}
    assert found[Unit.year.at()] == 2023
    assert found[ThreePublic.reception.this.at()] == Decimal("25.99")
    assert found[ThreePublic.reception.last.at()] == Decimal("27.90")


def test_the_order_of_the_files_makes_no_difference(tmp_path):
    paths = [last_report(tmp_path), accounts(tmp_path), targets(tmp_path)]
    one, other = (read_together(p, Report()) for p in (paths, paths[::-1]))
    assert one.proposal.items == other.proposal.items
    assert [f.path for f in other.files] == paths[::-1]


def test_each_file_is_told_for_what_it_is(tmp_path):
    paths = [last_report(tmp_path), accounts(tmp_path), targets(tmp_path)]
    read = read_together(paths, Report())
    told = "\n".join(read.proposal.notes)
    assert "去年的报告.txt：2022年度临溪县柳林乡人民政府自评报告" in told
    assert "决算.xlsx：部门决算公开表" in told
    assert "申报表.xlsx：绩效目标申报表" in told
    assert {item.source.file for item in read.proposal.items} == {p.name for p in paths}


def test_one_project_in_three_files_is_one_row(tmp_path):
    paths = [last_report(tmp_path), accounts(tmp_path), targets(tmp_path)]
    report = taken(Report(), read_together(paths, Report()).proposal)
    names = [report[Project.name.at(row)] for row in report.rows(Project.key)]
    assert sorted(names) == ["河道保洁", "道路养护"]
    row = report.rows(Project.key)[names.index("道路养护")]
    assert report[Project.last.at(row)] == Decimal(30)
    (indicator,) = report.rows(ProjectIndicator.key, row)
    assert report[ProjectIndicator.name.at(indicator)] == "养护里程"


def test_a_project_of_the_report_is_filled_and_not_doubled(tmp_path):
    held = typed(unit__year="2023", project=[{"name": "道路养护"}])
    read = read_together([last_report(tmp_path), targets(tmp_path)], held)
    after = taken(held, read.proposal)
    names = [after[Project.name.at(row)] for row in after.rows(Project.key)]
    assert sorted(names) == ["河道保洁", "道路养护"]


def test_two_files_that_contradict_each_other_are_shown_with_both_values(tmp_path):
    last = accounts(tmp_path, "上年决算.xlsx", year=2022)
    read = read_together([last_report(tmp_path), last], report_for(year="2023"))
    (conflict,) = [c for c in read.conflicts if c.place == ThreePublic.reception.last.at()]
    assert conflict.note == "“上年决算.xlsx”写25.99，“去年的报告.txt”写27.90"
    (item,) = [i for i in read.proposal.items if i.place == conflict.place]
    assert (item.value, item.instead) == (Decimal("25.99"), Decimal("27.90"))
    assert item.doubt == conflict.note


def test_what_two_files_agree_on_is_no_conflict_and_counted_once(tmp_path):
    second = last_report(tmp_path, LAST.replace("保洁35万元", "保洁35.00万元"), "改过的.txt")
    read = read_together([last_report(tmp_path), second], report_for(year="2023"))
    assert read.conflicts == ()
    assert read.files[1].values == 0
    assert read.files[1].repeated == read.files[0].values


@pytest.mark.parametrize("others", [[], [last_report]])
def test_the_year_counts_as_one_of_the_values_of_the_file_it_was_taken_from(tmp_path, others):
    paths = [accounts(tmp_path, "决算.xlsx", year=2023), *(make(tmp_path) for make in others)]
    read = read_together(paths, Report())
    given = Counter(item.source.file for item in read.proposal.items)
    assert Unit.year.at() in {item.place for item in read.proposal.items}
    assert {file.name: file.values for file in read.files} == given
    assert [file.repeated for file in read.files if file.name == "决算.xlsx"] == [0]


def test_a_file_that_cannot_be_read_does_not_hold_up_the_others(tmp_path):
    broken = tmp_path / "坏的.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    read = read_together([broken, last_report(tmp_path)], report_for(year="2023"))
    assert read.files[0].error is not None
    assert "坏的.xlsx：没有读" in read.proposal.notes[0]
    assert read.files[1].values > 3


def test_the_same_file_given_twice_is_read_once_and_told(tmp_path):
    first = last_report(tmp_path)
    (tmp_path / "副本").mkdir()
    copy = last_report(tmp_path / "副本")
    read = read_together([first, copy], report_for(year="2023"))
    assert "同一个文件" in read.files[1].note
    assert read.conflicts == ()


def test_a_single_unreadable_file_says_its_own_reason(tmp_path):
    empty = tmp_path / "空的.xlsx"
    empty.touch()
    with pytest.raises(UnusableFileError, match="是空的"):
        read_together([empty], Report())


def test_no_file_and_far_too_many_are_told_in_a_sentence(tmp_path):
    with pytest.raises(UnusableFileError, match="没有选文件"):
        read_together([], Report())
    with pytest.raises(UnusableFileError, match="一次最多"):
        read_together([tmp_path / str(n) for n in range(21)], Report())
    with pytest.raises(UnusableFileError, match="20 个文件都没有读"):
        read_together([tmp_path / str(n) for n in range(20)], Report())


def test_reading_them_again_into_the_filled_report_proposes_nothing_new(tmp_path):
    paths = [last_report(tmp_path), accounts(tmp_path), targets(tmp_path)]
    report = taken(Report(), read_together(paths, Report()).proposal)
    again = read_together(paths, report).proposal
    assert [str(i.place) for i in again.items if i.state(report).value != "相同"] == []
    assert not again.rows


def test_where_no_file_can_be_read_each_is_named_with_its_own_reason(tmp_path):
    paths = [tmp_path / "甲.xlsx", tmp_path / "乙.xls", tmp_path / "丙.pdf"]
    for path, content in zip(paths, (b"", b"<html><p>1</p></html>", b"%PDF-1.7"), strict=True):
        path.write_bytes(content)
    with pytest.raises(UnusableFileError) as together:
        read_together(paths, Report())
    assert together.value.happened == "3 个文件都没有读"
    for line, path in zip(together.value.remedy.split("\n"), paths, strict=True):
        with pytest.raises(UnusableFileError) as alone:
            read_together([path], Report())
        assert path.name in line
        assert line.endswith(f"{alone.value.happened}，{alone.value.remedy}")
