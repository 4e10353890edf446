"""The second year in five steps: what each was given and what it lacks."""

from decimal import Decimal

import pytest

from pingkou_gui.document.status import report_status
from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.basic_spending import Basic, Conferences, EconomicItem
from pingkou_gui.form.pages.overview import Duty, Unit
from pingkou_gui.form.pages.projects import Project, ProjectTotals
from pingkou_gui.form.pages.scoring import Goal, Indicator
from pingkou_gui.form.values import FigureRef, Place, RowList, Source, SourceKind
from pingkou_gui.paths import asset
from pingkou_gui.report.carried import FOLLOWING_YEAR, KEPT_TOTAL, LAST_YEARS, waiting_by_page
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import Record, from_json
from pingkou_gui.report.new_year import new_year
from pingkou_gui.report.progress import Gap
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.report.year_steps import Step, named, step_of, year_state
from pingkou_gui.scheme.scheme_reader import default_scheme, scheme_of


@pytest.fixture
def turned():
    """The sample's next year."""
    return new_year(from_json(asset("sample/pingkou-2023.json").read_text("utf-8")))


def facts_of(record):
    return Facts(record.report, scheme_of(record.scheme))


def state_of(facts):
    gaps = [gap for page in report_status(facts).pages for gap in page.gaps]
    return year_state(facts, gaps)


@pytest.mark.parametrize(
    ("place", "step"),
    [
        (Unit.year.at(), Step.BEGIN),
        (Unit.phone.at(), None),
        (Conferences.meetings.last.at(), Step.LAST_YEAR),
        (Conferences.meetings.this.at(), Step.ACCOUNTS),
        (Conferences.meetings.reason.at(), None),
        (Basic.personnel.this.at(), Step.ACCOUNTS),
        (Project.name.at(3), Step.PROJECTS),
        (Project.budget.at(3), Step.PROJECTS),
        (Project.kind.at(3), Step.PROJECTS),
        (EconomicItem.name.at(3), Step.ACCOUNTS),
        (Project.outturn.at(3), Step.PROJECTS),
        (Project.last.at(3), Step.LAST_YEAR),
        (Indicator.target.at(4), Step.TARGETS),
        (Indicator.actual.at(4), None),
        (Goal.expected.at(), Step.TARGETS),
        (Goal.achieved.at(), None),
        (RowList(Project.key), Step.PROJECTS),
        (RowList(Duty.key), None),
        (FigureRef("total_score"), None),
    ],
)
def test_every_value_belongs_to_the_step_whose_file_gives_it(place, step):
    assert step_of(place) is step


def test_an_empty_report_has_begun_no_step():
    state = state_of(Facts(Report(), default_scheme()))
    assert not any(step.begun or step.done or step.read for step in state.steps)
    assert [step.step for step in state.steps] == list(Step)


def test_after_the_turn_of_the_year_last_years_step_is_done_and_says_what_it_gave(turned):
    state = state_of(facts_of(turned))
    assert state.of(Step.BEGIN).read == ("安化县平口镇人民政府　2024年度",)
    (told,) = state.of(Step.LAST_YEAR).read
    assert told.startswith("2023年度报告：带来上年数 ")
    number = sum(waiting_by_page(turned.report).values())
    assert told.endswith(f"，照原样沿用、要核对的 {number} 处"), "as many as the pages count"
    assert state.of(Step.LAST_YEAR).done
    assert state.of(Step.ACCOUNTS).missing
    assert not state.of(Step.ACCOUNTS).begun


def test_a_year_turned_from_an_empty_report_lacks_what_that_did_not_tell(report_of):
    old = report_of(unit__name="青石县槐荫乡人民政府", unit__year="2025")
    step = state_of(facts_of(new_year(Record(old, "")))).of(Step.LAST_YEAR)
    assert step.read == ("2025年度报告：没有上年数，照原样沿用、要核对的 1 处",)
    assert "工资福利支出上年数" in [gap.label for gap in step.missing]
    assert not step.done


def test_the_year_that_follows_from_last_years_report_is_no_report_of_its_own(turned):
    draft = Draft(turned.report)
    draft.put(Unit.year, 2024, source=Source(SourceKind.REPORT, "", FOLLOWING_YEAR))
    report = turned.report.apply(draft.change)
    read = state_of(Facts(report, default_scheme())).of(Step.LAST_YEAR).read
    assert [words.partition("：")[0] for words in read] == ["2023年度报告"]


def test_unit_and_year_are_no_figures_of_last_year(turned):
    (told,) = state_of(facts_of(turned)).of(Step.LAST_YEAR).read
    figures = [p for p in turned.report.entries if (p.section, p.field) in LAST_YEARS]
    assert f"上年数 {len([p for p in figures if step_of(p) is Step.LAST_YEAR])} 个" in told


def test_projects_and_indicators_are_counted(turned):
    facts = facts_of(turned)
    number = len(facts.rows(Project))
    assert state_of(facts).of(Step.PROJECTS).read == (f"{number} 个项目，0 个填了全年执行",)
    assert state_of(facts).of(Step.TARGETS).read[0].endswith("都有目标值")


def test_targets_of_last_year_are_told_as_such_until_somebody_looked(turned):
    state = state_of(facts_of(turned))
    assert state.of(Step.TARGETS).carried
    assert not state.of(Step.ACCOUNTS).carried
    assert not state_of(Facts(Report(), default_scheme())).of(Step.TARGETS).carried


def test_what_a_workbook_gave_is_told_by_its_name():
    draft = Draft(Report())
    source = Source(SourceKind.WORKBOOK, "决算.xlsx", "表1 B3")
    draft.put(Conferences.meetings.this, Decimal("2.80"), 0, source)
    draft.put(Conferences.training.this, Decimal("8.04"), 0, source)
    facts = Facts(Report().apply(draft.change), default_scheme())
    state = state_of(facts)
    assert state.of(Step.ACCOUNTS).read == ("决算.xlsx：采用 2 个",)
    assert [step.step for step in state.steps if step.given] == [Step.ACCOUNTS]


def test_words_alone_that_go_on_begin_last_years_step_and_no_other():
    draft = Draft(Report())
    source = Source(SourceKind.CARRIED, "2023年度报告", "")
    draft.put(Duty.text, "保护山林", draft.add(Duty), source)
    state = state_of(Facts(Report().apply(draft.change), default_scheme()))
    assert [step.step for step in state.steps if step.begun] == [Step.LAST_YEAR]
    assert not any(step.given for step in state.steps)


def test_a_none_that_goes_on_is_no_account_of_this_year(report_of):
    """The files are what is wanted next, and the framed button chooses them."""
    old = report_of(unit__year="2023", control__procurement="无", basic__wages="9.00")
    after = state_of(facts_of(new_year(Record(old, ""))))
    assert not after.of(Step.ACCOUNTS).begun
    assert not after.of(Step.ACCOUNTS).carried
    assert after.of(Step.LAST_YEAR).begun


def test_everything_that_is_missing_is_told_in_a_step_or_in_the_rest(turned):
    facts = facts_of(turned)
    gaps = [gap for page in report_status(facts).pages for gap in page.gaps]
    state = year_state(facts, gaps)
    told = [gap for step in state.steps for gap in step.missing] + list(state.rest)
    assert sorted(map(str, told)) == sorted(map(str, gaps))


def put(record, **values):
    draft = Draft(record.report)
    for field, value in values.items():
        section, _, name = field.partition("__")
        draft.put(FORM.field_at(Place(section, 0, name)), value)
    return Facts(record.report.apply(draft.change), scheme_of(record.scheme))


def test_figures_of_last_year_that_are_missing_are_named_in_its_step(turned):
    facts = put(turned, basic__wages_last=None, staff__headcount_last=None)
    step = state_of(facts).of(Step.LAST_YEAR)
    assert [gap.label for gap in step.missing] == ["上年末实有人数", "工资福利支出上年数"]
    assert not step.done


def test_last_years_spending_on_projects_is_missed_until_a_total_or_every_project_tells_it(turned):
    draft = Draft(turned.report)
    row = turned.report.rows(Project.key)[0]
    draft.put(Project.last, None, row)
    draft.put(ProjectTotals.total.last, None)
    report = turned.report.apply(draft.change)
    step = state_of(Facts(report, scheme_of(turned.scheme))).of(Step.LAST_YEAR)
    assert [gap.label for gap in step.missing] == ["项目支出上年数"]
    assert step.missing[0].place == ProjectTotals.total.last.at()
    draft = Draft(report)
    draft.type_in(ProjectTotals.total.last, "无")
    told = state_of(Facts(report.apply(draft.change), scheme_of(turned.scheme)))
    assert told.of(Step.LAST_YEAR).done


def test_a_unit_that_is_new_misses_nothing_of_last_year(turned):
    facts = put(turned, basic__wages_last=None, unit__last_year="none")
    assert state_of(facts).of(Step.LAST_YEAR).missing == ()


def test_what_a_project_lacks_belongs_to_its_step_and_an_unnamed_item_to_this_years_table():
    assert step_of(Project.kind.at(2)) is Step.PROJECTS
    gaps = [Gap(EconomicItem.name.at(3), "科目名称"), Gap(Project.kind.at(2), "类别")]
    state = year_state(Facts(Report(), default_scheme()), gaps)
    assert [g.label for g in state.of(Step.ACCOUNTS).missing] == ["科目名称"]
    assert [g.label for g in state.of(Step.PROJECTS).missing] == ["类别"]
    assert state.of(Step.LAST_YEAR).missing == ()


def test_a_total_that_the_program_kept_is_no_source_of_last_year(turned):
    draft = Draft(turned.report)
    draft.put(Basic.goods.last, Decimal(7), 0, Source(SourceKind.CARRIED, where=KEPT_TOTAL))
    facts = Facts(turned.report.apply(draft.change), scheme_of(turned.scheme))
    assert len(state_of(facts).of(Step.LAST_YEAR).read) == 1


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (["甲"], "甲"),
        (["甲", "甲"], "甲等 2 项"),
        (["甲", "乙", "丙"], "甲、乙、丙"),
        (["甲", "乙", "丙", "丁"], "甲、乙、丙等 4 项"),
        (["甲", "乙", "甲"], "甲、乙等 3 项"),
    ],
)
def test_a_few_missing_things_are_named_and_many_are_counted(labels, told):
    assert named([Gap(Unit.name.at(), label) for label in labels]) == told


def test_projects_without_a_kind_or_what_pays_them_are_not_complete(report_of):
    report = report_of(unit__year="2024", project=[{"name": "路灯", "outturn": "5"}])
    missing = state_of(Facts(report, default_scheme())).of(Step.PROJECTS).missing
    assert {"预算来源", "类别"} <= {gap.label for gap in missing}


def test_a_name_that_an_item_of_this_year_lacks_is_not_missing_in_last_years_report(report_of):
    report = report_of(unit__year="2024", economic_item=[{"category": "减少培训", "this": "5"}])
    state = state_of(Facts(report, default_scheme()))
    assert "科目名称" not in [gap.label for gap in state.of(Step.LAST_YEAR).missing]
    assert "科目名称" in [gap.label for gap in state.of(Step.ACCOUNTS).missing]


def test_names_of_last_years_items_begin_no_accounts_of_this_year():
    draft = Draft(Report())
    row = draft.add(EconomicItem)
    draft.put(EconomicItem.name, "差旅费", row, Source(SourceKind.REPORT, "去年.docx", "段3"))
    state = state_of(Facts(Report().apply(draft.change), default_scheme()))
    assert state.of(Step.LAST_YEAR).begun
    assert not state.of(Step.ACCOUNTS).begun


def test_every_value_that_was_taken_from_a_table_of_projects_is_counted():
    draft = Draft(Report())
    row = draft.add(Project)
    source = Source(SourceKind.WORKBOOK, "项目.xlsx", "表1 B3")
    for field, value in (
        (Project.name, "路灯"),
        (Project.budget, "general"),
        (Project.kind, "special"),
        (Project.outturn, Decimal(5)),
    ):
        draft.put(field, value, row, source)
    facts = Facts(Report().apply(draft.change), default_scheme())
    assert state_of(facts).of(Step.PROJECTS).read[1:] == ("项目.xlsx：采用 4 个值",)


def test_of_a_file_that_gave_several_steps_something_all_that_was_taken_is_told():
    draft = Draft(Report())
    source = Source(SourceKind.WORKBOOK, "决算.xlsx", "表1 B3")
    row = draft.add(Project)
    draft.put(Project.outturn, Decimal(5), row, source)
    draft.put(Conferences.meetings.this, Decimal(2), 0, source)
    state = state_of(Facts(Report().apply(draft.change), default_scheme()))
    assert state.of(Step.ACCOUNTS).read == ("决算.xlsx：共采用 2 个，这一步 1 个",)


def test_what_is_missing_already_is_not_named_a_second_time(turned):
    draft = Draft(turned.report)
    for row in turned.report.rows(Project.key):
        draft.put(Project.last, None, row)
    draft.put(ProjectTotals.total.last, None)
    facts = Facts(turned.report.apply(draft.change), scheme_of(turned.scheme))
    gaps = (Gap(ProjectTotals.total.last.at(), "项目支出上年决算"),)
    named_once = year_state(facts, gaps).of(Step.LAST_YEAR).missing
    assert [gap.label for gap in named_once if gap.label.startswith("项目支出")] == [
        "项目支出上年决算"
    ]
