"""How far a report is filled in, and what rows and gaps are called."""

import pytest

from pingkou_gui.form.pages.basic_spending import Basic, Conferences, ThreePublic
from pingkou_gui.form.pages.funds import General, GovernmentFunds
from pingkou_gui.form.pages.overview import Duty, KeyWork, Staff, Unit
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.form.pages.scoring import Analysis, Indicator
from pingkou_gui.form.values import RowList
from pingkou_gui.report.progress import Gap, gaps_of, progress
from pingkou_gui.report.row_names import asked, row_label, words_worth_taking
from pingkou_gui.text.lines.source import without_gap_marks


def labels(f, section):
    return [gap.label for gap in gaps_of(f, section)]


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("修路", "修路"),
        ("一二三四五六七八九十一二三四五六", "一二三四五六七八九十一二三四五六"),
        ("一二三四五六七八九十一二三四五六七", "一二三四五六七八九十一二三四五…"),
        ("", "第 2 个项目"),
    ],
)
def test_a_row_is_called_by_its_first_words_or_its_number(facts_of, name, called):
    f = facts_of(project=[{"name": "甲"}, {"name": name, "outturn": "5"}])
    assert row_label(f, Project.key, 2) == called


def test_a_row_is_called_by_its_first_line_and_a_duty_has_a_counter_of_its_own(facts_of):
    f = facts_of(duty=[{"text": "管路\n管桥"}, {}], key_work=[{"level": "一级", "title": "抓产业"}])
    assert row_label(f, Duty.key, 1) == "管路"
    assert row_label(f, Duty.key, 2) == "第 2 条职能"
    assert row_label(f, KeyWork.key, 3) == "抓产业"


def test_a_line_that_is_no_row_yet_is_a_new_one(facts_of):
    assert row_label(facts_of(), Project.key, 7) == "新项目"


def test_what_is_missing_is_asked_for_with_its_row(facts_of):
    f = facts_of(project=[{"name": "修路"}])
    assert asked(f, Gap(Project.outturn.at(1), "全年执行")) == "修路：填写全年执行"
    assert asked(f, Gap(Unit.name.at(), "单位名称")) == "填写单位名称"
    assert asked(f, Gap(Unit.name.at(), "单位名称", "核对")) == "核对单位名称"
    assert asked(f, Gap(RowList(Project.key), "项目至少一个")) == "项目至少一个"


@pytest.mark.parametrize(
    ("field", "said", "taken"),
    [
        (Staff.headcount_reason, "退休3人", True),
        (Staff.headcount_reason, "无", False),
        (Staff.headcount_reason, "—", False),
        (Problem.name, "无", True),
        (Problem.name, None, False),
        (Staff.headcount, 5, False),
    ],
)
def test_what_last_year_said_is_worth_taking_but_for_no_reason(field, said, taken):
    assert words_worth_taking(field, said) == (said if taken else "")


def test_every_page_counts_what_is_filled_in_and_what_cannot_be_read(facts_of):
    f = facts_of(unit__name="平口镇", unit__year="前年", staff__headcount="5", general__initial="1")
    pages = {page.page.key: page for page in progress(f)}
    assert [page.filled for page in pages.values()] == [2, 0, 0, 1, 0, 0]
    ((place, unread),) = pages["overview"].unread
    assert (place, unread.text) == (Unit.year.at(), "前年")
    assert [page.unread for page in pages.values()].count(()) == 5


def test_what_is_kept_beside_the_form_is_on_no_page(facts_of):
    f = facts_of(closed_finding=[{"finding": "x", "reason": "已核实"}])
    assert [page.filled for page in progress(f)] == [0] * 6


def test_a_list_that_needs_a_row_says_so_until_it_has_one(facts_of):
    assert labels(facts_of(), Problem) == ["问题和改进措施至少一个"]
    assert gaps_of(facts_of(), Problem)[0].place == RowList(Problem.key)
    assert labels(facts_of(problem=[{}]), Problem) == ["问题", "原因分析", "改进措施"]
    assert labels(facts_of(), Duty) == ["主要职能至少一条"]
    assert labels(facts_of(), ProjectIndicator) == []


def test_rows_that_nobody_has_come_to_are_missed_as_one_by_the_first_of_them(facts_of):
    f = facts_of(problem=[{"name": "监控少"}, {"cause": "忙"}, {}])
    *own, together = gaps_of(f, Problem)
    assert [asked(f, gap) for gap in own] == ["监控少：填写原因分析", "监控少：填写改进措施"]
    assert asked(f, together) == "问题和改进措施还有 2 个问题没有写"
    assert together.place == Problem.name.at(2)
    assert together.all_of == (
        Problem.name.at(2),
        Problem.measure.at(2),
        Problem.name.at(3),
        Problem.cause.at(3),
        Problem.measure.at(3),
    )


def test_a_row_that_lacks_only_its_name_is_asked_for_it_and_one_row_by_its_fields(facts_of):
    whole = {"cause": "忙", "measure": "加强"}
    f = facts_of(problem=[whole, whole, {}])
    assert [asked(f, gap) for gap in gaps_of(f, Problem)] == [
        "第 1 个问题：填写问题",
        "第 2 个问题：填写问题",
        "第 3 个问题：填写问题",
        "第 3 个问题：填写原因分析",
        "第 3 个问题：填写改进措施",
    ]


def test_what_an_indicator_reached_is_not_asked_for_where_the_report_knows_it(facts_of):
    told = {
        "level1": "产出", "level2": "数量", "requirement": "≤", "target": "100%", "points": "10",
    }  # fmt: skip
    indicators = [told | {"name": "在职人员控制率"}, told | {"name": "道路里程"}]
    people = {"staff__establishment": "50", "staff__headcount": "48"}
    places = lambda f: [gap.place for gap in gaps_of(f, Indicator)]  # noqa: E731
    assert places(facts_of(indicator=indicators, **people)) == [Indicator.actual.at(2)]
    assert places(facts_of(indicator=indicators)) == [
        Indicator.actual.at(1),
        Indicator.actual.at(2),
    ]


def test_no_project_is_missing_where_there_is_none(facts_of):
    assert labels(facts_of(), Project) == ["项目至少一个"]
    assert labels(facts_of(project_totals__total="无"), Project) == []
    assert labels(facts_of(project_totals__total="0"), Project) == ["项目至少一个"]


def test_a_part_is_missing_until_it_or_a_total_above_it_is_known(facts_of):
    assert labels(facts_of(), Basic) == [
        "工资福利支出本年决算",
        "对个人和家庭的补助本年决算",
        "商品和服务支出本年决算",
    ]
    assert labels(facts_of(basic__wages="1"), Basic) == [
        "对个人和家庭的补助本年决算",
        "商品和服务支出本年决算",
    ]
    assert labels(facts_of(basic__personnel="1"), Basic) == ["商品和服务支出本年决算"]
    assert labels(facts_of(basic__total="1"), Basic) == []
    assert labels(facts_of(basic__goods="二"), Basic) == [
        "工资福利支出本年决算",
        "对个人和家庭的补助本年决算",
    ]


def test_a_class_that_its_items_add_up_to_is_not_missing(facts_of):
    f = facts_of(economic_item=[{"category": "302", "name": "办公费", "this": "3"}])
    assert labels(f, Basic) == ["工资福利支出本年决算", "对个人和家庭的补助本年决算"]


def test_vehicles_are_not_required_but_the_other_two_are(facts_of):
    assert labels(facts_of(), ThreePublic) == ["因公出国（境）费本年决算", "公务接待费本年决算"]
    assert labels(facts_of(three_public__total="5"), ThreePublic) == []
    assert labels(facts_of(conferences__meetings="无"), Conferences) == ["培训费本年决算"]


def test_the_three_special_budgets_are_asked_for_and_the_general_one_is_not(facts_of):
    assert labels(facts_of(), GovernmentFunds) == ["政府性基金预算全年执行"]
    assert labels(facts_of(government_funds__outturn="无"), GovernmentFunds) == []
    assert labels(facts_of(), General) == []


def test_only_required_fields_are_gaps(facts_of):
    assert labels(facts_of(), Staff) == ["编制数", "年末实有人数"]
    assert labels(facts_of(staff__establishment="46", staff__headcount="五十"), Staff) == []


def test_indicators_of_every_project_are_gone_through(report_of, facts_of):
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.report.report import Draft

    f = facts_of(project=[{"name": "甲"}, {"name": "乙"}])
    draft = Draft(f.report)
    rows = [draft.add(ProjectIndicator, parent) for parent in (1, 2)]
    named = [field for field in ProjectIndicator.fields if field.required]
    for field in named[1:]:
        draft.type_in(
            field, "5" if field.unit == "分" else "定性" if field.label == "要求" else "好", rows[1]
        )
    later = Facts(f.report.apply(draft.change), f.scheme)
    places = [gap.place for gap in gaps_of(later, ProjectIndicator)]
    assert places == [*(field.at(rows[0]) for field in named), named[0].at(rows[1])]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("用去【待填：金额】万元", "用去〓〓〓〓〓〓〓万元"),
        ("【待核：甲】和【待填：乙】", "〓〓〓〓〓〓和〓〓〓〓〓〓"),
        ("【待定】不是空缺", "【待定】不是空缺"),
        ("没有空缺", "没有空缺"),
        ("", ""),
    ],
)
def test_a_placeholder_is_read_as_nothing_and_every_other_letter_keeps_its_place(text, read):
    assert without_gap_marks(text) == read
    assert len(without_gap_marks(text)) == len(text)


@pytest.mark.parametrize("words", ["无", "无。", "——", "略", "没有", "86", "91。", "3.5%", "８６"])
def test_an_analysis_that_tells_nothing_is_still_missing(facts_of, words):
    asked_for = labels(facts_of(), Analysis)
    assert asked_for
    assert labels(facts_of(analysis__economy=words), Analysis) == asked_for
    assert len(labels(facts_of(analysis__economy="支出比预算少。"), Analysis)) == len(asked_for) - 1
