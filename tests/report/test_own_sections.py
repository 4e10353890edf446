"""Every section that a county has added has a row of its own to be written in."""

import pytest

from pingkou_gui.form.pages.problems import OwnText
from pingkou_gui.paths import asset
from pingkou_gui.report.own_sections import add_own_rows, begun, section_named
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.scheme.scheme_reader import default_scheme, read_scheme_file

TITLES = [
    "开头",
    "部门整体支出绩效目标",
    "机关运行经费和政府采购情况",
    "自评工作开展情况",
    "资产管理和内部控制情况",
]


@pytest.fixture(scope="module")
def guangdong():
    return read_scheme_file(asset("schemes/guangdong.toml"))


def titles(report):
    return [report[OwnText.part.at(row)] for row in report.rows(OwnText.key)]


def test_a_new_report_begins_with_a_row_for_each_in_the_order_of_the_outline(guangdong):
    assert titles(begun(guangdong)) == TITLES
    assert begun(default_scheme()) == Report()


def test_only_what_is_lacking_is_added_and_what_was_written_stays(guangdong):
    draft = Draft(Report())
    row = draft.add(OwnText)
    draft.type_in(OwnText.part, "自评工作 开展情况", row)
    draft.type_in(OwnText.text, "成立小组", row)
    report = Report().apply(draft.change)
    more = Draft(report)
    assert add_own_rows(more, report, guangdong) == 4
    after = report.apply(more.change)
    assert titles(after) == ["自评工作 开展情况", *(t for t in TITLES if t != "自评工作开展情况")]
    assert after[OwnText.text.at(row)] == "成立小组"
    assert add_own_rows(Draft(after), after, guangdong) == 0


def test_a_section_is_known_by_its_title_blanks_aside(guangdong):
    assert section_named(guangdong, "开 头").key == "own.opening"
    assert section_named(guangdong, "开头语") is None
    assert section_named(guangdong, None) is None
