"""A draft or a report of the program's own read as text: what was left open stays empty."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from pingkou_gui.document.publish import publish
from pingkou_gui.form.pages.overview import Organisation
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.pages.scoring import Analysis, Indicator
from pingkou_gui.importers.last_report import read_report
from pingkou_gui.importers.source_text import read_source
from pingkou_gui.report.json_format import Record
from pingkou_gui.report.proposal import accept
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.text.lines.source import SourceText


def project(name, outturn, kind="", **more):
    amounts = {"initial": outturn, "full_year": outturn, "outturn": outturn}
    return {"name": name, "budget": "一般公共预算", "kind": kind} | amounts | more


HALF_WRITTEN = {
    "unit__name": "云岭县大坪乡人民政府",
    "unit__short_name": "我乡",
    "unit__year": "2025",
    "staff__establishment": "80",
    "staff__headcount": "76",
    "basic__wages": "500",
    "basic__goods": "198.5",
    "project": [
        project("村级运转", "359", "专项资金"),
        project("村庄保洁", "130", "业务工作"),
        project("防汛器材", "50", "专项资金", full_year="60"),
        project("乡道修补", "19.8"),
        project("路灯更换", "0"),
    ],
    "problem": [{"detail": "部分目标没有写数量。"}, {"detail": "预算编得粗。"}],
    "indicator": [
        {"level1": "产出指标", "level2": "数量指标", "name": "修路", "points": "10"},
        {"level1": "产出指标", "level2": "数量指标", "target": "5处"},
    ],
    "organisation": [{"name": "党政办公室"}, {"name": "财政所", "kind": "党政机构"}],
}


def word_read_back(report, folder):
    """The report as Word, read as any text is, and what was proposed."""
    path = folder / "草稿.docx"
    publish(Record(report, ""), path, datetime(2026, 3, 1, tzinfo=UTC))
    proposal = read_report(read_source(path), Report())
    draft = Draft(Report())
    accept(draft, proposal, proposal.items)
    return Report().apply(draft.change), proposal


@pytest.fixture
def read_draft(report_of, tmp_path):
    return word_read_back(report_of(**HALF_WRITTEN), tmp_path)


def row_of(report, name):
    return next(r for r in report.rows(Project.key) if report[Project.name.at(r)] == name)


def test_nothing_that_was_left_open_becomes_text(read_draft):
    back, proposal = read_draft
    assert [i for i in proposal.items if "待填" in str(i.value) or "〓" in str(i.value)] == []
    assert back[Analysis.economy.at()] is None
    assert back[Project.unspent_reason.at(row_of(back, "防汛器材"))] is None
    assert back[Project.goal.at(row_of(back, "村级运转"))] is None


def test_a_target_left_open_asks_nothing(read_draft):
    back, _ = read_draft
    row, other = back.rows(Indicator.key)
    assert back[Indicator.name.at(row)] == "修路"
    assert back[Indicator.target.at(row)] is back[Indicator.requirement.at(row)] is None
    assert back[Indicator.name.at(other)] is None
    assert back[Indicator.target.at(other)] == "5处"


def test_problems_without_a_name_stay_apart(read_draft):
    back, _ = read_draft
    details = [back[Problem.detail.at(row)] for row in back.rows(Problem.key)]
    assert details == ["部分目标没有写数量。", "预算编得粗。"]
    assert all(back[Problem.name.at(row)] is None for row in back.rows(Problem.key))


def test_an_office_whose_kind_was_not_chosen_is_kept_without_one(read_draft):
    back, _ = read_draft
    offices = {
        back[Organisation.name.at(r)]: back[Organisation.kind.at(r)]
        for r in back.rows(Organisation.key)
    }
    assert offices == {"财政所": "party_government", "党政办公室": None}


def kinds(report):
    return {
        report[Project.name.at(r)]: report[Project.kind.at(r)] for r in report.rows(Project.key)
    }


def test_projects_without_a_kind_are_given_none_and_the_others_keep_theirs(read_draft):
    back, _ = read_draft
    told = {"村级运转": "special", "防汛器材": "special", "村庄保洁": "business"}
    untold = {"乡道修补": None, "路灯更换": None}
    assert kinds(back) == told | untold


def test_kinds_of_every_sort_come_back_beside_projects_without_one(report_of, tmp_path):
    projects = [
        project("窗口设备", "30", "业务工作"),
        project("村庄保洁", "30", "业务工作"),
        project("水管维修", "30", "运行维护"),
        project("乡道修补", "30"),
    ]
    report = report_of(**HALF_WRITTEN | {"project": projects})
    back, _ = word_read_back(report, tmp_path)
    assert kinds(back) == kinds(report)


def test_kinds_told_by_their_sums_alone_are_read(report_of, tmp_path):
    projects = [
        project("村级运转", "359", "专项资金"),
        project("村庄保洁", "130", "业务工作"),
        project("窗口设备", "20.5", "业务工作"),
        project("水管维修", "40", "运行维护"),
    ]
    report = report_of(**HALF_WRITTEN | {"project": projects})
    back, _ = word_read_back(report, tmp_path)
    assert kinds(back) == kinds(report)


def test_a_row_left_open_below_the_heads_is_no_head(read_draft):
    """项目支出 stands in the column 2025年决算数, though the row above holds 【待填】 there."""
    back, proposal = read_draft
    assert back[Project.outturn.at(row_of(back, "路灯更换"))] == 0
    assert [item.doubt for item in proposal.items if item.doubt] == []


def test_sums_that_two_ways_of_parting_fit_tell_no_kind(report_of, tmp_path):
    """业务工作 30 and 运行维护 30: which of two projects of 30 is which, no table says."""
    projects = [
        project("甲处维修", "30", "业务工作"),
        project("乙处维修", "30", "运行维护"),
        project("村级运转", "9", "专项资金"),
    ]
    back, _ = word_read_back(report_of(**HALF_WRITTEN | {"project": projects}), tmp_path)
    kinds = [
        back[Project.kind.at(row_of(back, name))] for name in ("甲处维修", "乙处维修", "村级运转")
    ]
    assert kinds == [None, None, "special"]


@pytest.mark.parametrize("civil", ["30", "80"])
def test_posts_and_people_of_every_kind_come_back(report_of, tmp_path, civil):
    staff = {
        "establishment": "80", "civil_posts": civil, "headcount": "76", "headcount_last": "79",
        "headcount_reason": "退休3人", "retired": "12", "contract_staff": "18", "rank": "均为正股级",
    }  # fmt: skip
    if civil == "30":
        staff["institution_posts"] = "50"
    typed = {f"staff__{name}": text for name, text in staff.items()}
    back, _ = word_read_back(report_of(**HALF_WRITTEN | typed), tmp_path)
    read = {p.field: str(e.value) for p, e in back.entries.items() if p.section == "staff"}
    assert read == staff


def test_no_name_is_made_of_the_label_behind_an_empty_one(read_draft):
    back, _ = read_draft
    assert [
        str(e.value)
        for p, e in back.entries.items()
        if p.section == "unit" and p.field in {"preparer", "principal"}
    ] == []


def test_a_sentence_left_open_goes_and_the_others_stay():
    text = (
        "云岭县大坪乡2025年度部门整体支出绩效自评报告\n六、部门整体支出绩效情况\n"
        "（一）经济性分析\n接待压减一成。节约资金【待填：节约额】万元。用车统一调度。\n"
        "（二）效率性分析\n【待填：效率性分析】。\n"
    )
    proposal = read_report(SourceText.from_string(text, "报告.txt"), Report())
    values = {item.place: item.value for item in proposal.items}
    assert values[Analysis.economy.at()] == "接待压减一成。用车统一调度。"
    assert Analysis.efficiency.at() not in values
    assert [(u.text, u.why) for u in proposal.unplaced] == [
        ("节约资金【待填：节约额】万元。", "原文这里写着待填或待核，没有读入")
    ]


def test_a_paragraph_left_open_says_so():
    text = (
        "云岭县大坪乡2025年度部门整体支出绩效自评报告\n二、一般公共预算支出情况\n"
        "2.会议费支出情况。2025年会议费支出【待填：会议费本年决算】。\n"
    )
    (left,) = read_report(SourceText.from_string(text, "报告.txt"), Report()).unplaced
    assert left.why == "原文这里写着待填或待核，没有读入"


def test_a_score_typed_beside_words_comes_back_with_them(report_of, tmp_path):
    indicator = {"level1": "产出指标", "level2": "时效指标", "points": "10", "score": "9"}
    rows = [
        indicator
        | {"name": "按时完成率", "requirement": "≥", "target": "95%", "actual": "百分之九十八"},
        indicator
        | {"name": "路灯更换", "requirement": "≥", "target": "20盏", "actual": "基本换完"},
        indicator | {"name": "水渠清淤", "requirement": "≥", "target": "20处", "actual": "20处"},
    ]
    back, _ = word_read_back(report_of(**HALF_WRITTEN | {"indicator": rows}), tmp_path)
    scores = {
        back[Indicator.name.at(r)]: (back[Indicator.actual.at(r)], back[Indicator.score.at(r)])
        for r in back.rows(Indicator.key)
    }
    assert scores == {
        "按时完成率": ("百分之九十八", Decimal(9)),
        "路灯更换": ("基本换完", Decimal(9)),
        "水渠清淤": ("20处", None),
    }
