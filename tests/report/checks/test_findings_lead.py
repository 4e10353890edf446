"""Where findings lead, what they offer to do with a click, and what they call things."""

from decimal import Decimal

import pytest

from pingkou_gui.form.pages.basic_spending import Basic, Conferences, EconomicItem, ThreePublic
from pingkou_gui.form.pages.funds import General, GovernmentFunds
from pingkou_gui.form.pages.overview import Staff, Unit
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.form.values import RowToAdd, Source, SourceKind, gives_no_reason
from pingkou_gui.report.check_rules import close, shortened
from pingkou_gui.report.checks import findings
from pingkou_gui.report.checks_amounts import reason_is_due
from pingkou_gui.report.checks_sums import identities
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures_funds import reconciliation_gap
from pingkou_gui.report.findings import QuickFix, Severity
from pingkou_gui.report.report import Draft
from pingkou_gui.scheme.scheme_reader import default_scheme

NONE = {f"{x}__outturn": "无" for x in ("government_funds", "state_capital", "social_insurance")}
AIM = {"level1": "产出", "level2": "数量", "points": "90"}


def one(facts_of, check, **values):
    """Return the one finding of a check."""
    (found,) = [x for x in findings(facts_of(**values)) if x.check == check]
    return found


def test_an_unexplained_change_leads_to_its_reason_first(facts_of):
    found = one(
        facts_of,
        "large_changes_have_a_reason",
        conferences__training="9",
        conferences__training_last="5",
    )
    row = Conferences.training
    assert found.places == (row.reason.at(), row.this.at(), row.last.at())
    assert found.numbers == "5.00 → 9.00"


def test_a_reason_closes_what_was_due(facts_of):
    moved = {"conferences__training": "9", "conferences__training_last": "5"}
    assert reason_is_due(facts_of(**moved), Conferences.training)
    assert not reason_is_due(
        facts_of(**moved, conferences__training_reason="扩训"), Conferences.training
    )
    assert not reason_is_due(facts_of(conferences__training="9"), Conferences.training)
    assert not reason_is_due(facts_of(**moved), Conferences.meetings)


def test_an_amount_of_a_wrong_unit_is_mended_with_a_click(facts_of):
    small = one(facts_of, "amounts_are_in_wan", three_public__reception="0.00291")
    place = ThreePublic.reception.this.at()
    assert small.message == "公务接待费是 0.00 万元，核对单位"
    assert (small.places, small.numbers) == ((place,), "按万元应为 29.10")
    assert small.fixes == (QuickFix("改为 29.10", place, "29.10000"),)
    large = one(
        facts_of,
        "amounts_are_in_wan",
        conferences__meetings="28000",
        conferences__meetings_last="2.5",
    )
    assert large.fixes == (QuickFix("改为 2.80", Conferences.meetings.this.at(), "2.80"),)


@pytest.mark.parametrize(
    ("went", "people", "last", "reason"),
    [("增加", "5", "4", "退休" + "多" * 30), ("减少", "3", "4", "招录" + "多" * 30)],
)
def test_people_who_went_the_other_way_are_quoted_in_twenty_letters(
    facts_of, went, people, last, reason
):
    found = one(
        facts_of,
        "reasons_point_the_way_people_went",
        staff__headcount=people,
        staff__headcount_last=last,
        staff__headcount_reason=reason,
    )
    assert found.message == f"实有人数比上年末{went} 1 人，原因写的方向相反，核对"
    assert found.numbers == f"{last} → {people} 人；原因：{reason[:20]}"
    assert found.places == (Staff.headcount_reason.at(), Staff.headcount.at())


def test_a_typed_total_leads_to_itself_and_its_parts_and_can_be_mended(facts_of):
    found = one(
        facts_of, "typed_total", basic__wages="5", basic__transfers="2", basic__personnel="8"
    )
    total, wages, transfers = (
        row.this.at() for row in (Basic.personnel, Basic.wages, Basic.transfers)
    )
    assert found.places == (total, wages, transfers)
    assert (found.expected, found.fixes) == ("7.00", (QuickFix("去掉填的 8.00", total, ""),))
    assert found.advice == "这里填过 8.00"
    assert found.message == "人员经费本年决算与各部分之和相差 1.00 万元"


def test_a_total_beside_an_item_of_no_readable_class_leads_to_both(facts_of):
    items = [
        {"category": "302", "name": "办公费", "this": "30"},
        {"category": "看不清", "name": "印刷费", "this": "4"},
    ]
    found = one(facts_of, "typed_total", basic__goods="50", economic_item=items)
    assert found.message == "商品和服务支出本年决算与明细之和对不上"
    assert found.advice == "没写清类的不算，差 20.00 万元；都算上，差 16.00 万元"
    assert found.places == (Basic.goods.this.at(), EconomicItem.category.at(2))


def test_a_total_that_waits_for_a_class_says_so_in_its_row(facts_of):
    items = [
        {"category": "301", "name": "基本工资", "this": "30"},
        {"category": "303", "name": "生活补助", "this": "2"},
        {"category": "302", "name": "办公费", "this": "5"},
        {"category": "看不清", "name": "印刷费", "this": "4"},
    ]
    found = one(facts_of, "typed_total", economic_item=items)
    assert found.message == "基本支出本年决算还算不出，1 行明细没写清类"
    assert found.severity is Severity.REMINDER
    assert found.places == (Basic.total.this.at(), EconomicItem.category.at(4))


def test_a_total_that_waits_for_a_class_in_both_years_says_so_once(facts_of):
    items = [
        {"category": code, "name": name, "this": "30", "last": "20"}
        for code, name in (
            ("301", "基本工资"),
            ("303", "生活补助"),
            ("302", "办公费"),
            ("看不清", "印刷费"),
        )
    ]
    found = one(facts_of, "typed_total", economic_item=items)
    assert found.message == "基本支出本年决算还算不出，1 行明细没写清类"


@pytest.mark.parametrize(("column", "when"), [("_last", "上年决算"), ("_budget", "本年预算")])
def test_totals_of_every_column_are_held_against_their_parts(facts_of, column, when):
    values = {
        f"three_public__{name}{column}": "1" for name in ("overseas", "vehicles", "reception")
    }
    found = one(facts_of, "typed_total", **values, **{f"three_public__total{column}": "4"})
    assert found.message == f"“三公”经费{when}与各部分之和相差 1.00 万元"


@pytest.mark.parametrize(
    ("parts", "total", "rounding"),
    [
        ({"goods": "1", "interest": "1", "capital": "1", "other": "1"}, "4.02", True),
        ({"goods": "1", "interest": "1", "capital": "1", "other": "1"}, "4.03", False),
        ({"wages": "1", "transfers": "1"}, "2.01", True),
        ({"wages": "1", "transfers": "1"}, "2.02", False),
    ],
)
def test_rounding_leaves_a_hundredth_for_every_two_parts(facts_of, parts, total, rounding):
    name = "operating" if len(parts) > 2 else "personnel"
    f = facts_of(
        **{f"basic__{key}": value for key, value in parts.items()}, **{f"basic__{name}": total}
    )
    (held,) = (i for i in identities(f) if i.key == f"typed_total:basic.{name}")
    assert (held.differs, held.is_rounding) == (True, rounding)


def test_the_project_total_is_held_against_the_projects(facts_of):
    project = [{"name": "甲", "outturn": "3"}, {"name": "乙", "outturn": "4"}]
    found = one(facts_of, "typed_total", project=project, project_totals__total="8")
    assert found.numbers == "8.00 − 7.00 = 1.00"


def test_the_two_ways_of_adding_up_stand_first_and_cannot_be_mended_by_a_click(facts_of):
    values = {"basic__total": "5", "project_totals__total": "5", "general__outturn": "12", **NONE}
    f = facts_of(**values)
    first = identities(f)[0]
    assert (first.key, first.gap, first.differs, first.is_rounding) == (
        "reconciliation_gap",
        -2,
        True,
        False,
    )
    found = one(facts_of, "reconciliation_gap", **values)
    assert (found.places, found.fixes, found.expected) == ((reconciliation_gap.at(),), (), "")
    assert found.message == "按性质合计比按预算合计少 2.00 万元"


def test_an_identity_with_an_unknown_side_neither_differs_nor_rounds(facts_of):
    half = {"basic__total": "5", "project_totals__total": "5"}
    for known in ({}, half, {"general__outturn": "9", **NONE}):
        first = identities(facts_of(**known))[0]
        assert (first.gap, first.differs, first.is_rounding) == (None, False, False)


def test_what_is_left_is_held_against_budget_less_outturn_only_within_the_budget(facts_of):
    values = {"general__full_year": "100", "general__carried_out": "5"}
    keys = {item.key for item in identities(facts_of(**values, general__outturn="101"))}
    assert "fund_carried_out:general" not in keys
    keys = {item.key for item in identities(facts_of(**values, general__outturn="100"))}
    assert "fund_carried_out:general" in keys
    found = one(facts_of, "fund_carried_out", **values, general__outturn="90")
    assert found.places == (General.carried_out.at(), General.full_year.at())


def test_a_budget_of_zero_and_an_overspent_one_lead_to_their_stages(facts_of):
    found = one(
        facts_of, "budgets_are_kept", government_funds__full_year="5", government_funds__outturn="7"
    )
    assert found.places == (GovernmentFunds.full_year.at(), GovernmentFunds.outturn.at())
    assert (found.message, found.numbers) == (
        "政府性基金预算执行超过全年预算 2.00 万元",
        "5.00 → 7.00",
    )


@pytest.mark.parametrize(
    ("name", "called"),
    [("", "未命名项目"), ("一二三四五六七八九十甲乙丙丁戊己庚", "一二三四五六七八九十甲乙丙丁戊…")],
)
def test_a_project_is_called_by_twelve_letters_of_its_name(facts_of, name, called):
    found = one(
        facts_of,
        "project_budgets_are_kept",
        project=[{"name": name, "full_year": "5", "outturn": "7"}],
    )
    assert found.message == f"{called}执行 7.00 超过全年预算 5.00"
    assert found.numbers == "超过 2.00 万元"
    assert found.places == (Project.full_year.at(1), Project.outturn.at(1))


def test_a_carry_in_beyond_the_budget_leads_to_what_is_added_up(facts_of):
    project = {"name": "甲", "full_year": "70", "outturn": "70", "carried_in": "40"}
    both = one(
        facts_of, "carried_in_is_part_of_the_budget", project=[project | {"other_full_year": "31"}]
    )
    assert both.places == (
        Project.carried_in.at(1),
        Project.full_year.at(1),
        Project.other_full_year.at(1),
    )
    alone = one(
        facts_of, "carried_in_is_part_of_the_budget", project=[project | {"carried_in": "71"}]
    )
    assert alone.places == (Project.carried_in.at(1), Project.full_year.at(1))
    nothing = facts_of(project=[project | {"carried_in": "0", "other_full_year": "71"}])
    assert "carried_in_is_part_of_the_budget" not in {x.check for x in findings(nothing)}


def test_a_budget_that_carried_less_in_leads_to_the_projects_that_carried(facts_of):
    row = {"name": "甲", "budget": "general", "full_year": "70", "outturn": "70"}
    rows = [row | {"carried_in": "6"}, row, row | {"carried_in": "5"}]
    found = one(facts_of, "carried_in_is_in_its_budget", general__carried_in="9", project=rows)
    assert found.places == (
        General.carried_in.at(),
        Project.carried_in.at(1),
        Project.carried_in.at(3),
    )
    assert found.message == "一般公共预算上年结转 9.00 少于各项目的合计 11.00"


def test_a_budget_that_leaves_less_than_its_projects_is_told_this_year_already(facts_of):
    row = {"name": "甲", "budget": "general", "full_year": "70"}
    rows = [row | {"outturn": "68.36"}, row | {"outturn": "70"}, row | {"outturn": "64.5"}]
    found = one(facts_of, "carried_in_is_in_its_budget", general__carried_out="2.42", project=rows)
    assert found.message == "一般公共预算结转下年 2.42 少于各项目的合计 7.14"
    assert found.places == (
        General.carried_out.at(),
        Project.carried_out.at(1),
        Project.carried_out.at(3),
    )
    taken_back = [*rows[:2], rows[2] | {"carried_out": "0"}]
    quiet = facts_of(general__carried_out="2.42", project=taken_back)
    assert "carried_in_is_in_its_budget" not in {x.check for x in findings(quiet)}


@pytest.mark.parametrize(
    ("full_year", "outturn"), [("0", "0"), ("", "5"), ("70", ""), ("70", "70"), ("70", "71")]
)
def test_nobody_is_asked_why_nothing_was_left(facts_of, full_year, outturn):
    f = facts_of(project=[{"name": "甲", "full_year": full_year, "outturn": outturn}])
    assert "unspent_projects_have_a_reason" not in {x.check for x in findings(f)}


def test_an_item_leads_to_the_row_of_its_own(facts_of):
    items = [
        {"category": "302", "name": "培训费", "this": "3"},
        {"category": "302", "name": "水费", "this": "9"},
    ]
    found = one(
        facts_of,
        "items_agree_with_the_rows_of_their_own",
        conferences__training="5",
        economic_item=items,
    )
    assert found.places == (EconomicItem.this.at(1), Conferences.training.this.at())
    assert found.numbers == "差 2.00"


def test_what_cannot_be_read_is_quoted_in_twenty_letters(facts_of):
    found = one(facts_of, "values_can_be_read", unit__year="年" * 30)
    assert (found.places, found.numbers) == ((Unit.year.at(),), f"输入的是“{'年' * 20}”")


def test_points_of_every_level_stand_beside_what_the_scheme_gives(facts_of):
    rows = [AIM | {"points": "40"}, {"level1": "自设", "points": "45"}]
    found = one(facts_of, "points_give_a_hundred", indicator=rows)
    assert found.message == "附件2分值合计比100分少 5 分"
    levels = "预算执行 10/10、产出指标 40/50、效益指标 0/30、满意度指标 0/10"
    assert found.numbers == f"{levels}；还没有效益指标、满意度指标"
    assert found.places == (Indicator.points.at(1), Indicator.points.at(2))
    assert found.leads is None  # 产出指标 has rows of which the points can be raised
    more = one(facts_of, "points_give_a_hundred", indicator=[AIM | {"points": "90.5"}])
    assert more.message == "附件2分值合计比100分多 0.5 分"


def test_points_that_lack_lead_to_the_level_that_lacks_them(facts_of):
    rows = [
        AIM | {"points": "50"},
        {"level1": "效益指标", "level2": "社会效益指标", "points": "20"},
        {"level1": "满意度指标", "level2": "服务对象满意度指标", "points": "10"},
    ]
    low = one(facts_of, "points_give_a_hundred", indicator=rows)
    assert (low.places[0], low.leads) == (Indicator.points.at(2), None)
    none = one(facts_of, "points_give_a_hundred", indicator=[rows[0], rows[1] | {"points": "30"}])
    assert isinstance(none.leads, RowToAdd)
    assert none.leads == ("indicator", 0)
    assert none.numbers.endswith("；还没有满意度指标")
    high = [rows[0], rows[1] | {"points": "30"}, rows[2] | {"points": "15"}]
    more = one(facts_of, "points_give_a_hundred", indicator=high)
    assert (more.places[0], more.leads) == (Indicator.points.at(3), None)


def test_every_project_with_an_empty_sheet_is_named_once_one_is_entered_in_full(facts_of):
    full = {
        "name": "甲",
        "budget": "一般公共预算",
        "kind": "专项",
        "full_year": "5",
        "outturn": "5",
    }
    named = ["projects_are_evaluated"]
    assert not [x for x in findings(facts_of(project=[{"name": "乙"}])) if x.check in named]
    rows = [{"name": "乙"}, full, {"name": "丙", "outturn": "3"}, {"budget": "一般公共预算"}]
    found = [x for x in findings(facts_of(project=rows)) if x.check in named]
    assert [x.message[:1] for x in found] == ["乙", "甲", "丙"]
    assert [x.places for x in found] == [(Project.goal.at(row),) for row in (1, 2, 3)]


def test_an_indicator_is_called_by_ten_letters_of_its_name(facts_of):
    row = AIM | {"target": "≥10个", "actual": "5个", "requirement": "≥"}
    named = one(
        facts_of, "deviations_have_a_reason", indicator=[row | {"name": "一二三四五六七八九十甲"}]
    )
    assert named.message == "“一二三四五六七八九…”实际 5个 低于目标 ≥10个，写偏差原因"
    assert named.numbers == "得分 45 = 90 × 5 ÷ 10"
    assert named.places == (Indicator.reason.at(1), Indicator.actual.at(1), Indicator.target.at(1))
    bare = one(facts_of, "deviations_have_a_reason", indicator=[row])
    assert bare.message.startswith("这条指标实际 5个")


def test_slips_of_the_sheet_are_mended_with_a_click(facts_of):
    row = AIM | {"name": "道路", "requirement": "≤", "target": "≥10个", "actual": "10个"}
    above = one(facts_of, "scores_keep_within_points", indicator=[row | {"score": "91"}])
    assert (above.expected, above.fixes) == (
        "90.00",
        (QuickFix("改为 90.00", Indicator.score.at(1), "90.00"),),
    )
    beside = one(facts_of, "scores_follow_from_values", indicator=[row | {"score": "80"}])
    assert beside.message == "“道路”得分填 80.00，按规则是 90.00，选一个"
    assert (beside.numbers, beside.fixes) == (
        "填 80.00；完成目标，得满分",
        (QuickFix("按规则 90.00", Indicator.score.at(1), ""),),
    )
    other = one(facts_of, "requirements_agree_with_targets", indicator=[row])
    assert other.fixes == (QuickFix("改为 ≥", Indicator.requirement.at(1), "≥"),)


def test_an_open_score_says_why_and_waits_for_the_actual_value(facts_of):
    row = AIM | {"name": "道路", "requirement": "=", "target": "5个"}
    found = one(facts_of, "every_indicator_has_a_score", indicator=[row | {"actual": "5公里"}])
    assert found.message == "“道路”比不出高低，填得分"
    assert "单位不同" in found.numbers
    waiting = facts_of(indicator=[row | {"requirement": "quality", "target": "好"}])
    assert "every_indicator_has_a_score" not in {x.check for x in findings(waiting)}


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("200000百万元", "20.00"), ("200000亿元", "20.00"), ("30000000", "3,000.00")],
)
def test_an_amount_too_large_is_offered_as_the_figure_that_was_typed(facts_of, typed, offered):
    found = one(
        facts_of,
        "project_amounts_are_in_wan",
        staff__headcount="81",
        project=[{"name": "路灯", "outturn": typed}],
    )
    assert [fix.label for fix in found.fixes] == [f"改为 {offered}"]


@pytest.mark.parametrize(
    ("target", "actual", "meant"),
    [
        ("≥95%", "达到一百", "100%"),
        ("≥95%", "百分之九十八点五", "98.5%"),
        ("≥8个", "已完成九个", "9个"),
        ("≥20盏", "完成二十三", "23盏"),
        ("≥95%", "基本完成", ""),
        ("≥95%", "一百五", ""),
    ],
)
def test_words_beside_a_number_are_asked_about_though_a_score_was_typed(
    facts_of, target, actual, meant
):
    row = AIM | {"name": "道路", "target": target, "actual": actual, "score": "9"}
    found = one(facts_of, "actuals_are_numbers", indicator=[row])
    assert found.severity is Severity.REMINDER
    assert (
        found.message == f"“道路”实际“{actual if len(actual) <= 6 else actual[:5] + '…'}”不是一个数"
    )
    place = Indicator.actual.at(1)
    assert found.places[0] == place
    assert found.fixes == ((QuickFix(f"改为 {meant}", place, meant),) if meant else ())


def test_words_beside_a_number_are_offered_as_one_where_the_score_is_open_too(facts_of):
    row = AIM | {"name": "道路", "target": "≥95%", "actual": "达到一百"}
    found = one(facts_of, "every_indicator_has_a_score", indicator=[row])
    assert found.fixes == (QuickFix("改为 100%", Indicator.actual.at(1), "100%"),)
    read = facts_of(indicator=[row | {"actual": "100%", "score": "9"}])
    assert "actuals_are_numbers" not in {x.check for x in findings(read)}


def test_execution_is_no_level_of_its_own(facts_of):
    row = {"level1": "预算执行率", "level2": "", "name": "执行率", "points": "10"}
    found = one(facts_of, "levels_are_the_schemes", indicator=[row])
    assert (found.message, found.places) == (
        "预算执行的分由程序给，不再另设指标",
        (Indicator.level1.at(1),),
    )
    strange = one(facts_of, "levels_are_the_schemes", indicator=[AIM | {"level2": "别的"}])
    assert strange.numbers == "产出 别的"


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        ({}, "没填预期目标、实际完成情况、主管部门、绩效指标"),
        ({"goal": "好"}, "没填实际完成情况、主管部门、绩效指标"),
    ],
)
def test_a_sheet_that_would_go_out_blank_says_what_is_blank(facts_of, goal, said):
    row = {"name": "甲", "budget": "一般公共预算", "kind": "专项", "full_year": "5", "outturn": "5"}
    found = one(facts_of, "projects_are_evaluated", project=[row | goal])
    assert (found.message, found.numbers) == ("甲的附件3没有指标，印出来是空表", said)
    unread = facts_of(project=[row | {"outturn": "五"}])
    assert "projects_are_evaluated" in {x.check for x in findings(unread)}


@pytest.mark.parametrize(
    ("budget", "told"),
    [
        ("60", "unspent_reasons_are_words"),
        ("50", "no_unspent_reason_without_a_rest"),
        ("", "unspent_reasons_are_words"),
    ],
)
def test_a_reason_of_digits_is_no_reason_but_where_nothing_is_left_none_is_printed(
    facts_of, budget, told
):
    row = {"name": "路灯", "full_year": budget, "outturn": "50", "unspent_reason": "10万元"}
    checks = {"unspent_reasons_are_words", "no_unspent_reason_without_a_rest"}
    assert {x.check for x in findings(facts_of(project=[row]))} & checks == {told}


@pytest.mark.parametrize(
    ("carried", "other", "said"),
    [("50", "5", "上年结转加其他资金"), ("50.01", "5", "上年结转"), ("45", "5", None)],
)
def test_what_is_more_than_the_budget_is_said_alone_only_where_it_is_more_alone(
    facts_of, carried, other, said
):
    row = {"name": "路灯", "full_year": "50", "carried_in": carried, "other_full_year": other}
    found = [
        x.message
        for x in findings(facts_of(project=[row]))
        if x.check == "carried_in_is_part_of_the_budget"
    ]
    assert found == ([] if said is None else [f"路灯{said}超过全年预算"])


@pytest.mark.parametrize(("last", "said"), [("40.5", ["多 0.5 分"]), ("39.5", [])])
def test_too_many_points_are_told_while_some_are_blank_and_too_few_are_not(facts_of, last, said):
    """The ten points of 预算执行 are counted too."""
    sheet = [{"name": "甲", "points": "50"}, {"name": "乙", "points": last}, {"name": "丙"}]
    base = facts_of(indicator=sheet, project=[{"name": "路灯"}]).report
    draft = Draft(base)
    (row,) = draft.rows(Project.key)
    for each in sheet:
        at = draft.add(ProjectIndicator, row)
        for name, text in each.items():
            draft.type_in(getattr(ProjectIndicator, name), text, at)
    facts = Facts(base.apply(draft.change), default_scheme())
    for check in ("points_give_a_hundred", "project_points_give_a_hundred"):
        told = [found.message for found in findings(facts) if found.check == check]
        assert [message.partition("100分")[2] for message in told] == said


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("村（社区）及镇区企业（基础设施建设）", "村（社区）及镇区企业…"),
        ("《村级组织运转经费管理办法》宣传费用", "《村级组织运转经费管理办法》宣…"),
        ("（镇本级安排的基础设施建设补助资金）", "（镇本级安排的基础设施建设补助…"),
        ("村级组织运转经费", "村级组织运转经费"),
        ("村道养护和小型水库维修加固工程款", "村道养护和小型水库维修加固工程款"),
        ("村道养护和小型水库维修加固工程款项", "村道养护和小型水库维修加固工程…"),
    ],
)
def test_a_name_is_cut_before_a_bracket_that_it_would_leave_open(name, shown):
    assert shortened(name, 16) == shown


def test_more_people_than_posts_says_what_to_do(facts_of):
    found = one(
        facts_of, "people_fit_their_posts", staff__headcount="50", staff__establishment="46"
    )
    assert found.advice == "核对；确实如此，在“检查”里写原因"
    assert found.advice not in found.statement  # what a written reason answers stays as it was


NUMBERS = ["25", "一百", "五十", "五十人", "3.1万元", "百分之九十", "－12%"]


@pytest.mark.parametrize("said", NUMBERS)
def test_a_number_however_written_is_no_reason(facts_of, said):
    row = AIM | {"target": "≥10个", "actual": "5个", "requirement": "≥", "reason": said}
    project = {"name": "甲", "full_year": "70", "outturn": "20", "unspent_reason": said}
    f = facts_of(
        staff__headcount="50",
        staff__headcount_last="40",
        staff__headcount_reason=said,
        conferences__training="5",
        conferences__training_last="1",
        conferences__training_reason=said,
        project=[project],
        indicator=[row],
    )
    found = {place[::2] for each in findings(f) if each.open for place in each.places}
    asked = (
        Staff.headcount_reason,
        Conferences.training.reason,
        Project.unspent_reason,
        Indicator.reason,
    )
    assert {field.at()[::2] for field in asked} <= found


@pytest.mark.parametrize("said", ["一般公务减少", "考录25人", "百日攻坚未完", "因三公经费压减"])
def test_words_with_a_number_in_them_are_a_reason(said):
    assert not gives_no_reason(said)


SOURCES = {"name": "甲", "budget": "general", "full_year": "90", "outturn": "84"}


def leads_to(facts_of, **parts):
    found = one(facts_of, "sources_are_not_overspent", project=[SOURCES | parts])
    return found.places[0], found.advice


def test_an_appropriation_beyond_its_budget_leads_to_what_was_spent_of_another_source(facts_of):
    assert leads_to(facts_of, carried_in="20", carried_in_outturn="0", other_full_year="0") == (
        Project.carried_in_outturn.at(1),
        "其中结转资金执行至少是 14.00，改过来，或者核对上年结转",
    )
    assert leads_to(facts_of, carried_in="0", other_full_year="30", other_outturn="10") == (
        Project.other_outturn.at(1),
        "其他资金执行至少是 24.00，改过来，或者核对其他资金全年",
    )
    both = {"carried_in": "8", "carried_in_outturn": "0", "other_outturn": "0"}
    assert leads_to(facts_of, **both, other_full_year="7") == (
        Project.carried_in_outturn.at(1),
        "核对其中结转资金执行，或者核对上年结转",
    )


def test_other_money_spent_beyond_its_plan_is_asked_where_it_was_typed(facts_of):
    money = {"carried_in": "0", "other_full_year": "3", "other_outturn": "4"}
    assert leads_to(facts_of, **money)[0] == Project.other_outturn.at(1)
    overspent = facts_of(project=[SOURCES | money | {"outturn": "91"}])
    assert "sources_are_not_overspent" not in {x.check for x in findings(overspent)}


@pytest.mark.parametrize(
    ("kind", "fixes"), [(SourceKind.TYPED, ["改为 5.00"]), (SourceKind.WORKBOOK, [])]
)
def test_what_the_official_table_says_was_spent_is_not_proposed_to_be_another(
    report_of, kind, fixes
):
    report = report_of(basic__total="5", project_totals__total="无")
    draft = Draft(report)
    draft.put(General.outturn, Decimal(4), 0, Source(kind, "决算.xlsx"))
    report = report.apply(draft.change)
    (found,) = findings(Facts(report, default_scheme()))
    assert found.check == "fund_outturn"
    assert [fix.label for fix in found.fixes] == fixes
    assert ("来自决算表" in found.numbers) == (kind is SourceKind.WORKBOOK)


ROAD = {"name": "修桥", "budget": "一般公共预算", "full_year": "8", "outturn": "8"}
TWICE = {
    "basic__total": "5",
    "project": [ROAD, ROAD | {"name": "修桥经费"}],
    "project_totals__total": "8",
    "general__outturn": "13",
}


def test_sums_on_a_project_listed_twice_are_not_to_be_mended_before_that_is_cleared(facts_of):
    found = {x.check: x for x in findings(facts_of(**TWICE))}
    sums = [found["typed_total"], found["fund_outturn"]]
    assert found["projects_are_listed_once"].advice == "是同一个就删去一行，不是的写原因"
    assert [x.fixes for x in sums] == [(), ()]
    assert [x.expected for x in sums] == ["", ""]
    assert all("“修桥”和“修桥经费”像同一个项目，先核对项目" in x.numbers for x in sums)


def test_they_are_once_a_reason_says_that_these_are_two_projects(facts_of):
    facts = facts_of(**TWICE)
    twice = next(x for x in findings(facts) if x.check == "projects_are_listed_once")
    draft = Draft(facts.report)
    close(draft, facts, twice, "两座桥")
    later = findings(facts.after(facts.report.apply(draft.change), draft.change))
    labels = [fix.label for x in later for fix in x.fixes]
    assert labels == ["去掉填的 8.00", "改为 21.00"]


def test_sums_of_projects_that_are_two_offer_what_mends_them(facts_of):
    other = TWICE | {"project": [ROAD, ROAD | {"name": "修路"}]}
    labels = [fix.label for x in findings(facts_of(**other)) for fix in x.fixes]
    assert labels == ["去掉填的 8.00", "改为 21.00"]
