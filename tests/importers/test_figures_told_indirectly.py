"""Figures whose sentence leaves them to be counted back, inherited or added up, and what is then in doubt."""

import pytest

from pingkou_gui.form.form import FORM
from pingkou_gui.importers.last_report import read_report
from pingkou_gui.importers.source_text import read_pasted
from pingkou_gui.report.report import Report

HEAD = "溪桥县柳树镇人民政府2023年度部门整体支出绩效自评报告\n"
SHORT = {
    "three_public.total": "三公", "three_public.reception": "接待", "three_public.running": "运行", "three_public.purchase": "购置",
    "three_public.vehicles": "用车", "three_public.overseas": "出国", "basic.total": "基本", "basic.personnel": "人员",
    "basic.operating": "公用", "basic.wages": "工资", "basic.goods": "商品", "basic.transfers": "补助", "project_totals.total": "项目", "conferences.meetings": "会议",
    "conferences.training": "培训", "control.procurement": "采购", "staff.headcount": "在职", "staff.establishment": "编制",
    "staff.civil_posts": "行政编制", "staff.institution_posts": "事业编制",
}  # fmt: skip
COLUMNS = {"_last": "上年", "_budget": "预算"}


def told(text):
    """Return the figures proposed: quantity, column and value, in doubt with a ? behind it."""
    found = []
    for item in read_report(read_pasted(HEAD + text), Report()).items:
        key = f"{item.place.section}.{item.place.field}"
        column = next((c for c in COLUMNS if key.endswith(c)), "")
        name = SHORT.get(key.removesuffix(column))
        if name is not None:
            shown = FORM.field_at(item.place).show(item.value).replace(",", "")
            found.append(f"{name}{COLUMNS.get(column, '')}{shown}{'?' if item.doubt else ''}")
    return " ".join(sorted(found))


def has(text, wanted):
    return [each for each in wanted.split() if each not in told(text).split()] == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("公务接待费2.52万元。公务接待费支出决算比2022年减少0.39万元，下降13.4%。", "接待2.52 接待上年2.91"),
        ("1.公务接待费2.52万元，占三公经费的26.14%。\n2.公务接待费支出决算比2022年减少0.39万元。", "接待2.52 接待上年2.91"),
        ("核定编制81名，实有79人。与2022年末相比，在职人数减少3人。", "在职79 在职上年82"),
        ("公务接待费2.52万元，较年初预算减少2.48万元。", "接待2.52 接待预算5.00?"),
        ("公务接待费2.52万元。公务接待费支出决算较年初预算减少2.48万元。", "接待2.52 接待预算5.00?"),
        ("公务接待费年初预算4万元，支出2.52万元，较年初预算减少1.48万元。", "接待2.52 接待预算4.00"),
    ],
)  # fmt: skip
def test_a_change_tells_what_it_is_counted_from(text, wanted):
    assert has(text, wanted), told(text)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("公务接待费2.52万元。公务接待费3.52万元。公务接待费支出决算比2022年减少0.39万元。", "接待上年2.91"),
        ("全县公务接待费25.2万元。公务接待费支出决算比2022年减少0.39万元。", "接待上年24.81"),
        ("公务接待费2.52万元，较年初预算减少约2.48万元。", "接待预算5.00?"),
    ],
)  # fmt: skip
def test_a_change_of_what_is_not_known_for_sure_tells_nothing(text, never):
    assert never not in told(text).split()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("公务接待费3.42万元。费用支出较年初预算数减少1.58万元，较上年支出数减少1.18万元。", "接待3.42 接待预算5.00? 接待上年4.60"),
        ("三公经费支出6.05万元，比预算9万元节约2.95万元，比上年6.84万元节约0.79万元。", "三公6.05 三公预算9.00 三公上年6.84"),
        ("公务接待费支出3.40万元，比预算的5万元低1.60万元，比上年的3万元高0.40万元。", "接待3.40 接待预算5.00 接待上年3.00"),
        ("公务用车运行维护费1.66万元；公务接待费0.39万元。\n2.“三公”经费支出决算比上年减少0.32万元。其中：公务用车运行维护费支出决算减少0.14万元；公务接待费支出决算减少0.18万元。",
         "运行1.66 运行上年1.80 接待上年0.57"),
        ("公务车购置费0万元，较上年支出数减少18.60万元。", "购置0.00 购置上年18.60"),
    ],
)  # fmt: skip
def test_a_second_comparison_is_of_the_figure_of_the_first(text, wanted):
    assert has(text, wanted), told(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“三公”经费年初预算19万元，其中公车运行维护费15万元、公务接待费4万元。实际支出16.20万元，其中公车运行维护费14.10万元、公务接待费2.10万元。",
         "三公预算19.00 运行预算15.00 接待预算4.00 三公16.20 运行14.10 接待2.10"),
        ("公务用车购置及运行维护费11.60万元，其中购置费0万元，运行维护费11.60万元；预算为15万元；上年为12万元。",
         "用车11.60 运行11.60 购置0.00 用车预算15.00 用车上年12.00"),
        ("年初部门预算安排187万元，其中人员支出126万元、公用支出13万元、项目支出48万元；全年实际完成支出192.35万元，其中人员支出129.80万元、公用支出13.05万元、项目支出49.50万元。",
         "公用预算13.00 人员129.80 公用13.05 项目49.50"),
        ("“三公”经费年初预算19.00万元，其中公车运行维护费15.00万元、公务接待费3.00万元。实际支出16.20万元。", "三公16.20?"),
        ("“三公”经费年初预算19万元，其中公车运行维护费15万元、公务接待费4万元，实际支出2.10万元。", "接待2.10?"),
    ],
)  # fmt: skip
def test_behind_a_list_its_whole_is_spoken_of_again(text, wanted):
    assert has(text, wanted), told(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("按照年初批复的部门预算，公务接待费4万元，公用经费90万元。到年底实际执行结果为：公务接待费3.50万元，公用经费88万元。",
         "接待预算4.00 公用预算90.00 接待3.50 公用88.00"),
        ("2023年“三公”经费控制数5万元。实际列支3.26万元。", "三公预算5.00 三公3.26"),
        ("2023年我镇安排三公经费15万元（接待6万元、车辆运行9万元），实际花费12.38万元，其中接待4.02万元，车辆运行8.36万元。",
         "三公预算15.00 接待预算6.00 运行预算9.00 三公12.38 接待4.02 运行8.36"),
        ("2023年安排三公经费15万元，其中接待6万元。", "三公15.00 接待6.00"),
    ],
)  # fmt: skip
def test_the_stage_is_told_by_the_clause_before_or_the_figure_behind(text, wanted):
    assert has(text, wanted), told(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("（1）公务接待：预算4.50万元，支出2.84万元，2022年支出3.35万元。\n（2）车辆运行：预算6.50万元，支出5.93万元，2022年支出6.12万元。\n以上两项预算合计11.00万元，支出合计8.77万元；2022年支出合计9.47万元。",
         "三公8.77 三公预算11.00 三公上年9.47 接待2.84 运行5.93"),
        ("（1）公务接待：支出2.84万元。\n（2）车辆运行：支出5.93万元。\n以上两项支出合计8.97万元。", "接待2.84 运行5.93"),
        ("基本支出1502.16万元。用于保障机关日常运转的支出1502.16万元，其中：基本工资等人员经费1361.04万元，办公费等公用经费141.12万元。",
         "基本1502.16 人员1361.04 公用141.12"),
        ("基本支出2233.48万元，其中用于工资福利1887.60万元，用于商品服务274.20万元，用于个人和家庭补助71.68万元。", "工资1887.60 商品274.20 补助71.68"),
        ("“三公”经费全年零支出，上年支出0.18万元，全部为接待费。", "三公无 三公上年0.18 接待上年0.18"),
        ("全镇行政、事业编制共计83个，2023年末在编在职80人。", "编制83? 在职80"),
        ("核编62名，实有60名。", "编制62 在职60"),
    ],
)  # fmt: skip
def test_sums_lists_and_joint_names_are_read_as_what_they_are_of(text, wanted):
    assert has(text, wanted), told(text)


def test_a_sum_of_several_is_neither_all_money_nor_the_last_of_them():
    found = told(
        "（1）公务接待：支出2.84万元。\n（2）车辆运行：支出5.93万元。\n以上两项支出合计8.97万元。"
    )
    assert "8.97" not in found


def test_posts_of_both_kinds_together_are_not_those_of_one():
    assert "事业编制" not in told("全镇行政、事业编制共计83个，2023年末在编在职80人。")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("因公出国（境）费、公务用车购置及运行维护费、公务接待费预算分别为0万元、12万元、3万元，决算分别为0万元、10.65万元、1.72万元。",
         "出国预算0.00 用车预算12.00 接待预算3.00 出国0.00 用车10.65 接待1.72"),
        ("会议费、培训费分别支出0.90万元、2.40万元，2022年分别支出1.10万元、2.70万元。", "会议0.90 培训2.40 会议上年1.10 培训上年2.70"),
        ("公用经费安排116万元，实际支出109.84万元；“三公”经费安排12万元，实际支出9.73万元。", "公用预算116.00 公用109.84 三公预算12.00 三公9.73"),
        ("2023年三公经费使用情况：年初下达指标13万元，其中公务接待5万元，车辆运行8万元。年末实际使用10.90万元，其中公务接待3.30万元，车辆运行7.60万元。",
         "三公预算13.00 接待预算5.00 运行预算8.00 接待3.30 运行7.60"),
        ("公务接待费：支出0.68万元，预算1.20万元，比预算少0.52万元，比上年少0.14万元。", "接待0.68 接待预算1.20 接待上年0.82"),
        ("“三公”经费支出年初预算数3万元，支出决算数1.76万元，年初预算数较上年减少0.50万元，支出决算数较上年减少0.24万元。", "三公1.76 三公预算3.00 三公上年2.00"),
        ("2.政府采购：2023年实际采购88.60万元，预算95万元。", "采购88.60 采购预算95.00"),
    ],
)  # fmt: skip
def test_plans_and_what_was_spent_of_them_are_kept_apart(text, wanted):
    assert has(text, wanted), told(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“三公”经费：无出国经费；无购车经费；车辆运行维护2.10万元；接待0.43万元。总计2.53万元，比上年2.71万元少0.18万元。", "运行2.10 接待0.43 三公2.53 三公上年2.71"),
        ("“三公”经费支出3.42万元，上年为3.50万元，全部是公务用车运行维护费。", "三公3.42 三公上年3.50 运行3.42"),
        ("全年“三公”经费2.18万元，全部为公务用车运行维护费（上年2.40万元，减少0.22万元）；公务接待费为0。", "三公2.18 运行2.18 运行上年2.40"),
        ("公务接待费0.12万元，是厉行节约的结果。【“三公”经费】全年0.50万元，预算0.80万元。", "接待0.12 三公0.50 三公预算0.80"),
        ("公务用车购置及运行维护费年初预算为0万元，支出决算为0万元。", "用车0.00 购置0.00 运行0.00 购置预算0.00 运行预算0.00"),
        ("会议、培训费用合计2.30万元，其中会议费0.60万元，培训费1.70万元。", "会议0.60 培训1.70"),
        ("“三公”经费12.55万元，其中接待费4.05万元（上年4.92万元）、车辆运行费8.50万元（上年8.70万元）。", "接待上年4.92 运行上年8.70"),
    ],
)  # fmt: skip
def test_heads_brackets_and_all_of_it_are_of_what_stands_beside_them(text, wanted):
    assert has(text, wanted), told(text)


def test_what_a_budget_gave_is_not_what_was_spent_of_it():
    text = (
        "1.收入。年初结转和结余25.40万元，当年一般公共预算拨款1744.30万元，政府性基金拨款120万元。"
    )
    items = read_report(read_pasted(HEAD + text), Report()).items
    assert not [item for item in items if item.place.field == "outturn"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“三公”经费46.80万元。公务用车运行维护费38.50万元，公务接待费8.30万元。年初预算为60.00万元。", "三公46.80 三公预算60.00?"),
        ("“三公”经费2.46万元，预算为3.00万元，上年为2.61万元，比预算、上年分别减少0.54万元、0.15万元，全部为公务用车运行维护费。", "三公2.46 运行2.46"),
        ("参公编制11名、事业编制8名，合计19名；年末在职18名。", "编制19 在职18"),
        ("“三公”经费9.42万元；因公出国（境）和购置车辆没有预算，也没有支出。", "出国无 购置无 出国预算无 购置预算无"),
        ("全年下达指标918.60万元，支出901.30万元，结余17.30万元。其中用于人员和机关运转的基本支出517.80万元（人员486.20万元，公用31.60万元），用于项目的383.50万元。",
         "基本517.80 项目383.50"),
        ("2022年度部门支出2658.40万元，“三公”经费21.35万元。2023年度“三公”经费20.08万元，较上年减少1.27万元。", "三公20.08 三公上年21.35"),
        ("公务接待费3.80万元，2022年公务接待费4.10万元。", "接待3.80 接待上年4.10"),
        ("接待费4.05万元（上年4.92万元）、车辆运维费8.50万元（上年8.70万元）。", "运行8.50 运行上年8.70"),
    ],
)  # fmt: skip
def test_what_the_paragraph_is_about_holds_where_nothing_nearer_does(text, wanted):
    assert has(text, wanted), told(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("公务接待费上年决算、本年预算、本年决算分别为6.2、8、6.42万元。", "接待上年6.20 接待预算8.00 接待6.42"),
        ("会议费、培训费分别为3.2、1.8万元。", "会议3.20 培训1.80"),
        ("会议费和培训费分别为32000和18000元。", "会议3.20 培训1.80"),
        ("公务接待费预算、决算依次为8、6.42万元。", "接待预算8.00 接待6.42"),
    ],
)  # fmt: skip
def test_numbers_of_several_names_share_the_unit_behind_the_last(text, wanted):
    assert has(text, wanted), told(text)
