"""Sentences as a reader hears them: nothing told twice, nothing behind a nought, no bare subject."""

import pytest

from pingkou_gui.document.chapters_money import (
    EXPENSES,
    basic_overview,
    basic_spending,
    government_funds,
    scope,
    social_insurance,
    state_capital,
    three_public,
    total,
)
from pingkou_gui.document.chapters_projects import (
    arrangement,
    implementation,
    management,
    project_spending,
    projects_overview,
    side_projects,
    use,
)
from pingkou_gui.document.chapters_unit import organisation, performance, staff
from pingkou_gui.document.phrases import because, words
from pingkou_gui.form.pages.basic_spending import Conferences
from pingkou_gui.report.checks import findings

GENERAL = "一般公共预算"
NEW = {"unit__year": "2024", "unit__last_year": "新设或合并，上年无可比数据"}


def project(name, outturn, **more):
    return {"name": name, "budget": GENERAL, "outturn": outturn, **more}


# -- nothing spent


def test_projects_that_nothing_was_spent_on_are_no_list_behind_a_nought(facts_of):
    none = {"full_year": "0", "initial": "0"}
    rows = [project("修路", "0", use="用于修路", **none), project("引水、蓄水", "无", **none)]
    f = facts_of(unit__year="2023", project=rows)
    assert words(projects_overview(f)) == "2023年列有2个项目，均未发生支出。"
    assert words(project_spending(f)) == ("2023年无一般公共预算项目支出，所列2个项目均未发生支出。")
    assert words(arrangement(f)) == "年初和全年均未安排预算，全年无支出。"
    assert words(use(f)) == "本年无支出。"
    one = facts_of(unit__year="2023", project=rows[:1])
    assert words(projects_overview(one)) == "2023年修路未发生支出。"
    assert words(project_spending(one)) == "2023年无一般公共预算项目支出，修路未发生支出。"


def test_what_nothing_was_spent_on_stands_behind_what_was(facts_of):
    rows = [project("修路", "0"), project("引水", "5"), project("清淤", "4"), project("植树", "无")]
    said = words(projects_overview(facts_of(unit__year="2023", project=rows)))
    assert said == (
        "2023年项目支出9.00万元，共4个项目，具体包括：引水5.00万元、清淤4.00万元；修路、植树本年无支出。"
    )


def test_a_budget_that_was_none_at_first_is_told_in_words(facts_of):
    rows = [project("修路", "9", initial="无", full_year="9")]
    said = words(arrangement(facts_of(project=rows)))
    assert said.startswith("年初未安排预算，全年预算9.00万元，全年执行9.00万元，")


def test_a_year_without_spending_is_told_in_words_beside_its_budget(facts_of):
    funds = ("government_funds", "state_capital", "social_insurance")
    f = facts_of(
        unit__year="2023",
        general__full_year="8",
        general__outturn="0",
        basic__total="0",
        project_totals__total="0",
        **{f"{fund}__{stage}": "无" for fund in funds for stage in ("full_year", "outturn")},
    )
    assert words(performance(f)).startswith("2023年全年预算8.00万元，全年无支出")


@pytest.mark.parametrize(
    ("note", "left_out"),
    [
        ("用于修坝", True),
        ("资金主要用于村组道路。", True),
        ("政府性基金主要用于修坝", True),
        ("不涉及", True),
        ("无", True),
        ("本年无政府性基金预算支出。", True),
        ("没有安排此项资金", False),
        ("上年结余已交回财政", False),
        ("无支出，原因是项目推迟到下年实施", False),
    ],
)
def test_a_purpose_without_spending_is_not_printed_and_the_clerk_is_told(facts_of, note, left_out):
    f = facts_of(
        unit__year="2023", government_funds__outturn="无", fund_texts__government_funds=note
    )
    said = words(government_funds(f))
    told = "no_purpose_without_spending" in {x.check for x in findings(f)}
    assert (said == "2023年无政府性基金预算支出。") is left_out
    assert told is (left_out and note != "无")


def test_without_projects_the_whole_is_basic_spending(facts_of):
    f = facts_of(
        unit__year="2023",
        basic__total="12",
        basic__total_last="10",
        basic__total_reason="补发工资",
        project_totals__total="无",
        project_totals__total_last="无",
    )
    assert words(total(f)) == (
        "2023年部门整体支出12.00万元，均为基本支出，比上年增加2.00万元，增长20.00%，"
        "主要原因是补发工资；本年与上年均无项目支出。"
    )


# -- parts of a sum


def test_what_there_is_none_of_stands_last_among_the_parts(facts_of):
    rows = {"overseas": ("0", "2.1"), "vehicles": ("3", "3"), "reception": ("5", "5")}
    amounts = {
        f"three_public__{row}{year}": amount
        for row, (this, last) in rows.items()
        for year, amount in (("", this), ("_last", last))
    }
    f = facts_of(unit__year="2023", three_public__overseas_reason="没有出国任务", **amounts)
    assert words(three_public(f)).endswith(
        "其中：公务用车购置及运行维护费3.00万元，与上年持平；公务接待费5.00万元，与上年持平；"
        "无因公出国（境）费支出，比上年减少2.10万元，下降100%，主要原因是没有出国任务。"
    )


def test_parts_without_a_comma_of_their_own_need_no_semicolons(facts_of):
    f = facts_of(**NEW, basic__wages="5", basic__goods="3", basic__transfers="1")
    assert "其中：工资福利支出5.00万元，商品和服务支出3.00万元，对个人和家庭的补助1.00万元。" in (
        words(basic_spending(f))
    )


ITEMS = [
    {"category": "301", "name": "基本工资", "this": "5"},
    {"category": "302", "name": "水费"},
    {"category": "302", "name": "会议费"},
]
HALVES = {
    "basic__wages": "5",
    "basic__wages_last": "4",
    "basic__goods": "3",
    "basic__goods_last": "3",
    "basic__transfers": "无",
    "basic__transfers_last": "无",
}


def test_what_an_amount_consists_of_does_not_hang_on_the_reason_for_its_change(facts_of):
    f = facts_of(**HALVES, basic__personnel_reason="补发工资", economic_item=ITEMS)
    said = words(basic_overview(f))
    assert said.startswith(
        "基本支出包括：人员经费5.00万元（包括基本工资5.00万元），比上年增加1.00万元，增长25.00%，"
        "主要原因是补发工资；公用经费3.00万元，与上年持平，主要包括水费、会议费"
    )


def test_what_there_was_none_of_is_no_part_of_an_amount(facts_of):
    f = facts_of(**HALVES, economic_item=ITEMS, conferences__meetings="无")
    assert words(basic_overview(f)).endswith("主要包括水费。")


@pytest.mark.parametrize(
    ("this", "last", "said"),
    [
        ("0.0149", "0.0051", "会议费支出0.01万元，与上年持平。"),
        ("0.004", "0.01", "会议费支出不足0.01万元，比上年减少0.01万元，主要原因是会多。"),
        ("0.04", "0.03", "会议费支出0.04万元，比上年增加0.01万元，增长33.33%，主要原因是会多。"),
        ("0.01", "0", "会议费支出0.01万元，比上年增加0.01万元（上年为0），主要原因是会多。"),
    ],
)
def test_a_change_that_the_printed_amounts_give_no_base_for_has_no_percentage(
    facts_of, this, last, said
):
    amounts = {"conferences__meetings": this, "conferences__meetings_last": last}
    f = facts_of(unit__year="2023", conferences__meetings_reason="会多", **amounts)
    assert words(EXPENSES["general_budget.meetings"](f)) == f"2023年{said}"


# -- reasons and purposes


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("因遗属补助对象减少", "遗属补助对象减少"),
        ("主要是因退休人员较多", "退休人员较多"),
        ("因工作任务增加", "工作任务增加"),
        ("原因是因人员减少", "人员减少"),
        ("主要为人员减少", "人员减少"),
        ("因公出国团组减少", "因公出国团组减少"),
        ("因病退休2人", "因病退休2人"),
        ("为了完成防汛任务", "为了完成防汛任务"),
        ("为迎接检查增加印刷", "为迎接检查增加印刷"),
    ],
)
def test_a_reason_has_one_word_for_because(facts_of, typed, printed):
    f = facts_of(conferences__meetings_reason=typed)
    assert words(because(f, Conferences.meetings.reason)) == f"主要原因是{printed}"


@pytest.mark.parametrize(
    "typed", ["政府性基金主要用于修坝", "该项资金用于修坝", "资金主要用于修坝", "修坝"]
)
def test_a_purpose_is_told_once_whatever_subject_it_was_typed_with(facts_of, typed):
    fund = {"government_funds__full_year": "9", "government_funds__outturn": "9"}
    said = words(government_funds(facts_of(**fund, fund_texts__government_funds=typed)))
    assert "支出9.00万元，主要用于修坝。全年" in said


def test_a_canal_used_for_watering_keeps_its_words(facts_of):
    fund = {"state_capital__full_year": "9", "state_capital__outturn": "9"}
    f = facts_of(**fund, fund_texts__state_capital="修建用于灌溉的水渠")
    assert words(state_capital(f)).endswith("\n修建用于灌溉的水渠。")


# -- projects and their money


def test_money_is_used_and_work_is_done_by_what_a_project_is_called(facts_of):
    rows = [
        project("村道养护", "", use="用于买沙石", management="专账核算", implementation="由村实施"),
        project("村级运转经费", "", use="资金主要用于补贴", implementation="已完成"),
        project("产业扶持项目", "", use="用于种茶", arrangement="资金于5月到位"),
        project("衔接补助资金（二期）", "", use="按进度拨付"),
    ]
    f = facts_of(project=rows)
    assert words(use(f)).split("\n") == [
        "村道养护项目资金用于买沙石。",
        "村级运转经费主要用于补贴。",
        "产业扶持项目资金用于种茶。",
        "衔接补助资金（二期）按进度拨付。",
    ]
    assert words(management(f)) == "村道养护项目资金实行专账核算。"
    assert words(implementation(f)) == "村道养护项目由村实施。\n村级运转经费已完成。"
    assert words(arrangement(f)).endswith("产业扶持项目资金于5月到位。")


def test_what_is_left_of_a_project_stands_behind_its_use(facts_of):
    left = {"full_year": "9", "unspent_reason": "质保金未到期"}
    rows = [project("修路", "8", use="用于修路", **left), project("引水", "8", **left)]
    assert words(use(facts_of(project=rows))).split("\n") == [
        "修路项目资金用于修路。该项目结转下年1.00万元，未执行完的原因是质保金未到期。",
        "引水结转下年1.00万元，未执行完的原因是质保金未到期。",
    ]


def test_projects_paid_from_one_other_budget_share_a_paragraph_where_each_takes_a_sentence(
    facts_of,
):
    rows = [
        project(name, "5", use=f"用于{name}") | {"budget": "专户非税收入"}
        for name in ("修门", "修窗")
    ]
    assert words(side_projects(facts_of(project=rows))) == (
        "由专户非税收入安排的项目中，修门项目资金用于修门；修窗项目资金用于修窗。"
    )
    long = [rows[0] | {"use": "用于修门。已完工。"}, rows[1]]
    assert words(side_projects(facts_of(project=long))).split("\n") == [
        "由专户非税收入安排的修门项目资金用于修门。已完工。",
        "由专户非税收入安排的修窗项目资金用于修窗。",
    ]


def test_what_a_single_project_was_for_is_a_sentence(facts_of):
    fund = {"government_funds__full_year": "5", "government_funds__outturn": "5"}
    one = project("林场看护", "5", full_year="5", use="管护林地，巡查火情")
    f = facts_of(**fund, project=[one | {"budget": "政府性基金"}])
    assert words(government_funds(f)).endswith("\n该项目资金用于管护林地，巡查火情。")


def test_a_project_that_nothing_named_before_is_told_by_its_name(facts_of):
    one = project("水库移民", "118", full_year="120", unspent_reason="尾款未付")
    f = facts_of(
        unit__year="2024",
        government_funds__outturn="0",
        project=[one | {"budget": "政府性基金"}],
    )
    said = words(government_funds(f))
    assert "2024年无政府性基金预算支出。" in said
    assert "该项目" not in said
    assert "水库移民结转下年2.00万元，未执行完的原因是尾款未付。" in said


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("用于机关运转", "资金用于机关运转。"),
        ("主要用于防火", "资金主要用于防火。"),
        ("覆盖全乡", "覆盖全乡。"),
    ],
)
def test_what_the_money_was_for_has_a_subject(facts_of, typed, printed):
    assert words(scope(facts_of(overview_texts__spending_scope=typed))) == printed


# -- the unit


def test_the_rank_of_the_unit_is_not_that_of_the_last_office(facts_of):
    rows = [{"name": n, "kind": "党政机构"} for n in ("办公室", "造林股")]
    many = facts_of(unit__short_name="我局", organisation=rows, staff__rank="正科级")
    assert words(organisation(many)).endswith("办公室、造林股；机构规格为正科级。")


def test_institutions_alone_are_below_the_unit(facts_of):
    rows = [{"name": n, "kind": "事业单位"} for n in ("办公室、财务科", "服务部")]
    f = facts_of(unit__short_name="我中心", organisation=rows)
    assert words(organisation(f)) == (
        "根据机构编制批复，我中心下设事业单位2个，分别是“办公室、财务科”、服务部。"
    )


def test_posts_of_one_kind_are_all_of_that_kind(facts_of):
    f = facts_of(staff__establishment="20", staff__institution_posts="20")
    assert "核定编制20名（均为事业编制）" in words(staff(f))
    part = facts_of(staff__establishment="20", staff__institution_posts="12")
    assert "核定编制20名（其中事业编制12名）" in words(staff(part))


def test_a_unit_without_a_last_year_speaks_of_itself_as_everywhere(facts_of):
    f = facts_of(**NEW, unit__short_name="我局", basic__total="5", social_insurance__outturn="无")
    assert words(total(f)).endswith("我局上年无可比数据，本报告各项支出不与上年比较。")
    assert "新设或合并" not in words(total(f)) + words(social_insurance(f))
