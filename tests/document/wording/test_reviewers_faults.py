"""What a county's reviewer sent back, sentence by sentence, as it has to read."""

from dataclasses import replace

import pytest

from pingkou_gui.document.chapters_money import (
    EXPENSES,
    basic_overview,
    basic_spending,
    government_funds,
    state_capital,
    three_public,
    total,
)
from pingkou_gui.document.chapters_projects import (
    projects_overview,
    use,
)
from pingkou_gui.document.chapters_unit import organisation, performance, problem, staff
from pingkou_gui.document.compose import compose
from pingkou_gui.document.phrases import text_of, words
from pingkou_gui.document.status import report_status
from pingkou_gui.document.tree import plain_text
from pingkou_gui.form.pages.problems import Closing, Problem
from pingkou_gui.report.checks import findings
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.findings import Severity
from pingkou_gui.scheme.scheme import OutlinePart

NONE = {f"{x}__outturn": "无" for x in ("government_funds", "state_capital", "social_insurance")}
DEBT = {
    "name": "县乡解困资金",
    "budget": "一般公共预算",
    "full_year": "130.70",
    "outturn": "135.70",
    "unspent_reason": "部分欠款年底未对账",
}


def body(f):
    document = compose(f, draft=False)
    return plain_text(replace(document, attachments=())).split("\n")


def checks(f):
    return {finding.check: finding.severity for finding in findings(f)}


# -- money carried over


def test_overspending_is_never_called_money_carried_over(facts_of):
    other = DEBT | {"name": "修渠", "outturn": "130.70"}
    said = words(use(facts_of(project=[DEBT, other])))
    assert "县乡解困资金超支5.00万元，原因是部分欠款年底未对账。" in said
    assert "结转" not in said
    assert "修渠" not in said


def test_an_empty_rest_is_told_in_words(facts_of):
    fund = {
        f"government_funds__{k}": v for k, v in {"full_year": "33.25", "outturn": "33.25"}.items()
    }
    nought = {"government_funds__carried_in": "0", "government_funds__carried_out": "0.00"}
    said = words(government_funds(facts_of(unit__year="2023", **fund, **nought)))
    assert "（无上年结转资金，本年安排33.25万元）" in said
    assert "预算执行率100%，年末无结转资金。" in said
    assert "0.00" not in said.replace("100", "")


# -- nothing, and less than a cent


@pytest.mark.parametrize("nothing", ["无", "0", "0.00"])
def test_a_unit_without_spending_has_no_list_behind_a_nought(facts_of, nothing):
    items = [{"category": "301", "name": "基本工资"}]
    f = facts_of(
        unit__year="2023",
        basic__personnel=nothing,
        basic__operating="5",
        economic_item=items,
        project_totals__total=nothing,
        project_totals__total_last=nothing,
    )
    assert words(basic_overview(f)).startswith("基本支出包括：无人员经费，")
    assert "主要包括" not in words(basic_overview(f))
    assert words(total(f)).endswith("；本年与上年均无项目支出。")
    assert words(projects_overview(f)) == ""


def test_people_without_spending_keep_a_report_from_being_final(facts_of):
    found = checks(facts_of(staff__headcount="91", basic__total="0"))
    assert found["people_are_paid"] is Severity.ERROR


def test_three_expenses_that_never_were_take_one_sentence(facts_of):
    rows = ("overseas", "vehicles", "reception")
    nothing = {f"three_public__{row}{year}": "无" for row in rows for year in ("", "_last")}
    said = words(three_public(facts_of(unit__year="2024", **nothing)))
    assert said == "2024年与上年均未发生“三公”经费支出。"


def test_without_general_projects_one_sentence_stands_for_four_headings(facts_of):
    f = facts_of(unit__year="2024", project_totals__total="无", **NONE)
    lines = body(f)
    at = lines.index("（二）项目支出情况")
    assert lines[at + 1 : at + 3] == [
        "2024年无一般公共预算项目支出。",
        "三、政府性基金预算支出情况",
    ]


def test_what_the_clerk_wrote_of_projects_is_printed_though_there_are_none(facts_of):
    f = facts_of(project_totals__total="无", project_texts__management="制度已建立")
    lines = body(f)
    at = lines.index("（二）项目支出情况")
    assert lines[at + 2] == "资金管理情况。制度已建立。"


def test_less_than_a_printed_cent_is_left_out_or_said_so(facts_of):
    f = facts_of(basic__interest="0.004", basic__interest_last="0", conferences__meetings="0.004")
    assert "债务利息" not in words(basic_spending(f))
    assert "会议费支出不足0.01万元" in words(EXPENSES["general_budget.meetings"](f))
    assert "budgets_are_kept" not in checks(
        facts_of(general__full_year="10", general__outturn="10.004")
    )


# -- reasons


def test_no_reason_stands_behind_an_amount_that_is_all_but_the_same(facts_of):
    f = facts_of(
        three_public__reception="25.994",
        three_public__reception_last="25.99",
        three_public__reception_reason="减少接待批次",
    )
    assert "公务接待费25.99万元，与上年基本持平。" in words(three_public(f))


def test_a_reason_that_contradicts_the_sign_holds_the_final_back(facts_of):
    f = facts_of(
        basic__wages="1024.74",
        basic__wages_last="838.20",
        basic__wages_reason="实有人数比上年减少5人",
    )
    assert checks(f)["reasons_point_the_way_the_amount_went"] is Severity.ERROR


def test_the_use_stands_beside_the_amount_and_not_behind_its_change(facts_of):
    f = facts_of(
        unit__year="2023",
        basic__total="1287.78",
        basic__total_last="1505.27",
        basic__total_reason="压减支出",
        spending_texts__basic_use="保障我镇日常运转",
    )
    assert words(basic_spending(f)).startswith(
        "2023年一般公共预算基本支出1287.78万元，主要用于保障我镇日常运转，"
        "比上年减少217.49万元，下降14.45%，主要原因是压减支出。"
    )


# -- a unit without a last year


def test_a_new_unit_says_once_that_there_is_no_last_year(facts_of):
    plain = facts_of(unit__year="2024", staff__headcount="91", **NONE)
    new = facts_of(
        unit__year="2024",
        unit__last_year="新设或合并，上年无可比数据",
        staff__headcount="91",
        **NONE,
    )
    assert "上年末实有人数" in "".join(body(plain))
    text = "\n".join(body(new))
    assert text.count("上年无可比数据") == 1
    assert "（上年为0）" not in text
    assert "上年决算" not in text.replace("上年无可比数据", "")
    assert "比上年" not in text.replace("不作与上年的比较", "")


# -- lists


def test_a_whole_list_is_not_called_a_part(facts_of):
    rows = [
        {"name": "村（社区）基础设施、产业发展", "budget": "一般公共预算", "outturn": "33.25"},
        {"name": "非税收入返还", "budget": "一般公共预算", "outturn": "108.50"},
    ]
    assert words(projects_overview(facts_of(unit__year="2023", project=rows))) == (
        "2023年项目支出141.75万元，共2个项目，具体包括："
        "村（社区）基础设施、产业发展33.25万元；非税收入返还108.50万元。"
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("村级组织运转经费", "，均为村级组织运转经费。"),
        ("修路", "，全部用于修路。"),
        ("修路工程", "，全部用于修路工程。"),
    ],
)
def test_a_single_project_is_named_as_what_it_is(facts_of, name, said):
    row = {"name": name, "budget": "一般公共预算", "outturn": "9"}
    assert words(projects_overview(facts_of(project=[row]))).endswith(said)


def test_the_only_one_of_a_kind_has_no_number(facts_of):
    f = facts_of(
        duty=[{"text": "管路"}],
        key_work=[{"level": "一级", "title": "抓产业", "text": "种稻八千亩"}],
        problem=[{"name": "目标不细", "cause": "经验不足", "measure": "细化目标"}],
    )
    lines = body(f)
    assert {"3.主要职能。管路。", "抓产业。种稻八千亩。", "目标不细", "细化目标。"} <= set(lines)
    assert not [line for line in lines if line.startswith("（1）")]


def test_the_story_of_a_project_does_not_open_every_paragraph_with_its_name(facts_of):
    project = {
        "name": "国有企业退休人员社会化管理补助",
        "budget": "国有资本经营",
        "full_year": "6",
        "outturn": "5",
        "arrangement": "资金于4月到位",
        "use": "用于发放慰问金",
        "management": "实行专账管理",
        "implementation": "已完工",
        "unspent_reason": "尾款未付",
    }
    f = facts_of(state_capital__full_year="6", state_capital__outturn="5", project=[project])
    said = words(state_capital(f))
    assert said.count(project["name"]) == 1
    assert said.endswith(
        "该项目资金于4月到位，用于发放慰问金，实行专账管理，已完工。"
        "该项目结转下年1.00万元，未执行完的原因是尾款未付。"
    )


def test_a_use_told_by_a_verb_alone_is_made_a_sentence(facts_of):
    rows = [
        {"name": name, "budget": "一般公共预算", "use": use_}
        for name, use_ in (("移民扶持基金", "修水渠"), ("道路养护", "资金已全部拨付到村"))
    ]
    said = words(use(facts_of(project=rows)))
    assert said == "移民扶持基金用于修水渠。\n道路养护项目资金已全部拨付到村。"


# -- the unit


def test_people_and_offices_are_told_as_a_writer_would(facts_of):
    f = facts_of(
        unit__short_name="我镇",
        unit__year="2023",
        staff__establishment="96",
        staff__civil_posts="40",
        staff__institution_posts="56",
        staff__headcount="91",
        staff__headcount_last="91",
        staff__retired="12",
        staff__contract_staff="18",
        staff__rank="均为正股级",
        organisation=[{"name": "综合执法大队", "kind": "另设机构"}],
    )
    assert words(staff(f)) == (
        "我镇核定编制96名（其中行政编制40名、事业编制56名），2023年末实有在职人员91人，与上年末持平；"
        "在职人员控制率94.79%；另有离退休人员12人、编外人员18人。"
    )
    assert words(organisation(f)).endswith("另设机构1个，即综合执法大队，为正股级。")


def test_the_counts_of_the_three_expenses_have_their_sentence(facts_of):
    f = facts_of(
        three_public__reception="2",
        three_public_counts__reception_batches="65",
        three_public_counts__reception_people="520",
        three_public_counts__vehicles_kept="2",
        three_public_counts__overseas_groups="0",
    )
    assert words(three_public(f)).endswith("年末公务用车保有量2辆；全年公务接待65批次、520人次。")


def test_the_year_is_not_told_twice_in_one_sentence(facts_of):
    f = facts_of(
        unit__year="2023", general__full_year="1856.22", general__outturn="1855.32", **NONE
    )
    assert words(performance(f)) == (
        "2023年全年预算1856.22万元，全年执行1855.32万元，预算执行率99.95%。"
    )


# -- typed text


def test_a_lead_line_keeps_its_colon_and_gets_no_full_stop(facts_of):
    f = facts_of(closing__remarks="2023年，我镇主要做了以下工作：\n一是抓党建；\n二是抓产业，")
    assert words(text_of(f, Closing.remarks)) == (
        "2023年，我镇主要做了以下工作：\n一是抓党建；\n二是抓产业。"
    )


def test_half_width_marks_are_printed_full_unless_the_clerk_keeps_them(facts_of):
    typed = '我镇坚持"党建引领",他说:"干"'
    f = facts_of(closing__remarks=typed)
    assert words(text_of(f, Closing.remarks)) == "我镇坚持“党建引领”，他说：“干”。"
    kept = facts_of(closing__remarks=typed, unit__punctuation="照填的印出")
    assert words(text_of(kept, Closing.remarks)) == f"{typed}。"


# -- sections of the county's own


def own(f, **part):
    outline = (OutlinePart("own.opening", "开头", **part), *f.scheme.outline)
    return Facts(f.report, replace(f.scheme, outline=outline))


def test_a_section_of_the_countys_own_prints_its_words_the_clerks_or_a_gap(facts_of):
    fixed = {"text": "现将{unit}{year}年度情况报告如下：", "heading": False}
    f = facts_of(unit__year="2024", unit__name="平口镇")
    assert body(own(f, **fixed))[1:3] == ["现将平口镇2024年度情况报告如下：", "一、部门概况"]
    typed = facts_of(unit__year="2024", own_text=[{"part": "开 头", "text": "我们自己写"}])
    assert body(own(typed, **fixed))[1] == "我们自己写。"
    assert body(own(f))[1:3] == ["一、开头", "【待填：开头】。"]


# -- what a second reading of ten reports found


def test_a_class_that_fell_to_nothing_is_told_for_the_total_counts_it(facts_of):
    f = facts_of(
        unit__year="2024",
        basic__wages="10",
        basic__wages_last="10",
        basic__capital="无",
        basic__capital_last="4.50",
        basic__capital_reason="未再购置设备",
    )
    said = words(basic_spending(f))
    assert "无资本性支出，比上年减少4.50万元，下降100%，主要原因是未再购置设备" in said
    rare = facts_of(unit__year="2024", basic__capital="无", basic__capital_last="无")
    assert "资本性支出" not in words(basic_spending(rare))


def test_a_cause_that_was_typed_with_its_opening_is_opened_once(facts_of):
    for cause in ("原因主要是人手不足，", "主要原因是人手不足。", "主要是人手不足"):
        f = facts_of(problem=[{"name": "进度偏慢", "cause": cause}])
        assert words(problem(f, f.rows(Problem)[0])) == "主要原因是人手不足。"


def test_every_section_of_the_countys_own_that_is_empty_is_a_gap_by_its_name(facts_of):
    parts = (OutlinePart("own.assets", "资产管理"), OutlinePart("own.control", "内部控制"))
    f = facts_of()
    scheme = replace(f.scheme, outline=(*f.scheme.outline, *parts))
    pages = report_status(Facts(f.report, scheme), ()).pages
    assert {"资产管理", "内部控制"} <= {gap.label for page in pages for gap in page.gaps}
