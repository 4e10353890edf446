"""Figures that clerks tell in words of their own: none, staff by kinds, what was spent and planned."""

import pytest

from pingkou_gui.form.form import FORM
from pingkou_gui.importers.last_report import read_report
from pingkou_gui.importers.source_text import read_pasted
from pingkou_gui.report.report import Report

HEAD = "溪桥镇人民政府2023年度部门整体支出绩效自评报告\n"
PUBLIC = "三、“三公”经费\n"


def figures(text, head=HEAD):
    """Return what is proposed by its place, in doubt with a ? behind it."""
    proposed = read_report(read_pasted(head + text), Report()).items
    return {
        str(item.place): FORM.field_at(item.place).show(item.value) + ("?" if item.doubt else "")
        for item in proposed
    }


def nones(text, head=HEAD + PUBLIC):
    found = figures(text, head)
    return {
        place.removeprefix("three_public.").removeprefix("conferences.")
        for place, shown in found.items()
        if place.startswith(("three_public.", "conferences.")) and shown in {"无", "0", "0.00"}
    }


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("没买车，也没人出国。", "overseas purchase"),
        ("全年未发生因公出国（境）费用，也未购置公务用车。", "overseas purchase"),
        ("出国费没花，购车费没花。", "overseas purchase"),
        ("出国（境）、购车两项没有安排。", "overseas purchase"),
        ("公务接待连续第三年零支出。", "reception reception_last"),
        ("公务接待费本年没有发生（上年0.42万元）。", "reception"),
        ("公务用车2辆，没有购置。", "purchase"),
        ("本年、上年均未发生因公出国（境）费。", "overseas overseas_last"),
        ("因公出国（境）费、公务用车购置费本年与上年均未发生。", "overseas overseas_last purchase purchase_last"),
        ("因公出国（境）和公务用车购置，预算与支出均为零。", "overseas overseas_budget purchase purchase_budget"),
        ("3.因公出国（境）费预算、决算、上年决算均为0元，无变化。", "overseas overseas_budget overseas_last"),
        ("因公出国（境）费没有预算，也没有支出，与上年一致。", "overseas overseas_budget overseas_last"),
        ("因公出国（境）费未列预算、未发生支出。", "overseas overseas_budget"),
        ("公务用车购置费年初没有安排，年度执行中也没有发生。", "purchase purchase_budget"),
        ("公务用车购置费预算为0，实际为0。", "purchase purchase_budget"),
        ("因公出国（境）费0万元，预算也是0万元。", "overseas overseas_budget"),
        ("因公出国（境）费、公务用车购置费与上年一样，都是0万元。", "overseas overseas_last purchase purchase_last"),
        ("2023年没有安排因公出国（境），没有购置公务用车，与2022年相同。", "overseas overseas_last purchase purchase_last"),
        ("购车没有，出国没有，这两项2022年也没有。", "overseas overseas_last purchase purchase_last"),
        ("因公出国（境）费18.60万元。2022年受疫情影响没有发生此项支出。", "overseas_last"),
        ("购置费12.5万元，预算13万元，购置1辆，上年无此项支出；", "purchase_last"),
        ("培训费1.14万元，上年没有开支。", "training_last"),
        ("因公出国（境）费预算2万元，因疫情没有支出。", "overseas"),
        ("局机关没有发生公务接待费，所属单位发生公务接待费1.2万元。", ""),
        ("公务接待费1.2万元，没有外宾接待，上年也没有。", ""),
        ("公务接待费比上年没有增加，公务用车购置费没有超预算。", ""),
        ("1.因公出国（境）费支出0万元，与上年持平，未安排预算。", "overseas overseas_budget overseas_last"),
        ("全年未新增公务用车，未组织因公出国（境）活动。", "overseas purchase"),
        ("出国、购车无预算无支出。", "overseas overseas_budget purchase purchase_budget"),
        ("未违规购置公务用车，没有超标准公务接待。", ""),
        ("公务用车购置数0辆，公务用车保有量2辆。", ""),
        ("公务接待费2万元，没有发生外宾接待。", ""),
        ("公务接待费3万元，没有支出。", ""),
        ("公务接待零增长，公务用车没有超编。", ""),
    ],
)  # fmt: skip
def test_what_was_not_spent_is_read_as_none(text, none):
    assert nones(text) == set(none.split())


def test_what_is_none_in_a_budget_is_planned_so():
    head = "溪桥镇人民政府2023年部门预算说明\n四、“三公”经费预算情况\n"
    text = "公务接待费预算2万元，因公出国（境）费不作安排，公务用车购置费不作安排。"
    assert nones(text, head) == {"overseas_budget", "purchase_budget"}


@pytest.mark.parametrize(("kind", "reasons"), [("部门预算说明", 0), ("部门决算说明", 1)])
def test_why_a_budget_differs_is_no_reason_of_what_was_spent(kind, reasons):
    head = f"溪桥镇人民政府2023年{kind}\n四、“三公”经费情况\n"
    found = figures("公务接待费4万元，比上年增加1万元，原因是来访增多。", head)
    assert len([place for place in found if place.endswith("reason")]) == reasons


def test_a_budget_of_which_there_is_none_has_no_purpose():
    head = f"{HEAD}三、政府性基金预算支出情况\n"
    found = figures("溪桥镇人民政府2023年度无政府性基金预算财政拨款收入和支出。", head)
    assert found["government_funds.outturn"] == "无"
    assert not [place for place in found if place.startswith("fund_texts")]


@pytest.mark.parametrize(
    "text",
    [
        "政府性基金预算财政拨款支出66万元，年初、年末均无结转。",
        "政府性基金用于中转站迁建，年初无结转，年末无结转和结余。",
    ],
)
def test_nothing_carried_in_or_out_of_a_fund_is_read(text):
    found = figures(text)
    assert found["government_funds.carried_in"] == found["government_funds.carried_out"] == "无"


@pytest.mark.parametrize(
    ("text", "staff"),
    [
        ("年末在职行政61人、事业83人，共144人；另有政府聘员132人。", (None, "144", None)),
        ("行政编制30人，事业编制35人，共65人；年末实有60人，比上年末减少2人。", ("65", "60", "62")),
        ("核定编制：行政18名、事业24名，共42名。在职：行政17人、事业22人，共39人。", ("42", "39", None)),
        ("编制46名；在职在编实有行政人员13人（含工勤1人）、事业人员30人，合计43人（上年末44人）。", ("46", "43", "44")),
        ("镇里编制86个，年底在岗83个，比2022年底少了2个。", ("86", "83", "85")),
        ("·编制：79名（行政31，事业48）\n·在职：76人（行政30，事业46），上年末78人", ("79", "76", "78")),
        ("编制58名，2023年末在职57人（行政26人、事业31人），上年末在职56人。", ("58", "57", "56")),
        ("编制58名，实有55人，其中：公务员24人、事业30人、工勤1人，与2022年末相比人数没有变化。", ("58", "55", "55")),
        ("编制31名，截至2022年12月31日实有29人。", ("31", "29?", None)),
        ("类别\t编制\t年末在职\t上年末在职\n行政\t36\t35\t35\n事业\t60\t55\t57\n合计\t96\t90\t92\n", ("96", "90", "92")),
        ("类别\t核定编制\t年末实有\n行政\t58\t55\n事业\t77\t74\n小计\t135\t129\n编外用工\t—\t186\n合计\t—\t315\n", ("135", "129", None)),
    ],
)  # fmt: skip
def test_staff_are_counted_by_kinds_and_in_columns(text, staff):
    found = figures("一、基本情况\n" + text)
    keys = ("establishment", "headcount", "headcount_last")
    assert tuple(found.get(f"staff.{key}") for key in keys) == staff


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("（三）“三公”经费情况。全年支出17.88万元，比预算22.00万元节约4.12万元，比上年19.05万元减少1.17万元。", "total 17.88 total_budget 22.00 total_last 19.05"),
        ("“三公”经费预算10万元，花了8.5万元，比2022年的9万元减少0.5万元。", "total 8.50 total_budget 10.00 total_last 9.00"),
        ("“三公”经费9.86万元，低于12万元的年初预算，也低于2022年的10.45万元。", "total 9.86 total_budget 12.00 total_last 10.45"),
        ("“三公”经费预算与决算分别为12万元和9.8万元。", "total 9.80 total_budget 12.00"),
        ("“三公”经费7.84万元，与上年决算7.84万元相等。", "total 7.84 total_last 7.84"),
        ("“三公”经费8万元，比上年9万元减少1万元；比预算11万元减少3万元。", "total 8.00 total_last 9.00 total_budget 11.00"),
        ("公务接待费（36批次、210人次）1.4万元，上年1.6万元。", "reception 1.40 reception_last 1.60"),
        ("——公务用车运行维护费预算8.1万元，执行7.92万元，较2022年的7.61万元增加0.31万元。", "running 7.92 running_budget 8.10 running_last 7.61"),
        ("六、“三公”经费支出决算情况说明 预算5万元,决算3.42万元.公务接待费1.2万元.", "total 3.42 total_budget 5.00 reception 1.20"),
    ],
)  # fmt: skip
def test_what_was_spent_and_planned_is_read_from_plain_words(text, told):
    found = figures(text, HEAD + PUBLIC)
    words = told.split()
    pairs = dict(zip(words[::2], words[1::2], strict=True))
    assert {key: found.get(f"three_public.{key}") for key in pairs} == pairs


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("基本支出1018.36万元，占50.12%。人员类884.19万元，公用类134.17万元。", (None, "884.19", "134.17")),
        ("全年支出9186.3万元。按用途看，3642.8万元用于基本支出，其余5543.5万元用于项目支出。", ("5,543.50", None, None)),
        ("基本支出1023.5万元，其中人员经费（工资福利支出和对个人和家庭的补助）912.4万元，公用经费111.1万元。", (None, "912.40", "111.10")),
        ("共支出2904.31万元，分基本支出1157.37万元（其中人员支出990.52万元、公用支出166.85万元）与项目支出1746.94万元两块。", ("1,746.94", "990.52", "166.85")),
    ],
)  # fmt: skip
def test_the_halves_of_spending_are_read_from_plain_words(text, told):
    found = figures("三、支出情况\n" + text)
    keys = ("project_totals.total", "basic.personnel", "basic.operating")
    assert tuple(found.get(key) for key in keys) == told


def test_amounts_in_thousands_of_yuan_become_wan():
    text = (
        "（金额单位：千元）\n●“三公”经费\n·决算：148.6，上年152.3\n——公务接待费：61.2，上年67.5\n"
    )
    found = figures(text)
    assert found["three_public.reception"] == "6.12"
    assert found["three_public.total_last"] == "15.23"


def test_what_one_sum_was_used_for_is_not_all_that_was_spent():
    text = "上级转移支付100万元，其中70万元用于项目支出，其余30万元用于公用经费。"
    found = figures("三、支出情况\n" + text)
    assert not {"project_totals.total", "basic.operating"} & set(found)


def test_a_part_without_its_name_is_not_taken_for_the_whole_of_the_heading():
    found = figures("公务接待费有变化，执行1.92万元。", HEAD + PUBLIC)
    assert "three_public.total" not in found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("“三公”经费8万元，比预算6.7万元多1.3万元。", {"three_public.total_budget": "6.70"}),
        ("“三公”经费8万元，比年初预算的9.5万元少用1.5万元。", {"three_public.total_budget": "9.50"}),
        ("“三公”经费年初9万元，年末决算7.25万元。", {"three_public.total_budget": "9.00"}),
        ("“三公”经费0.03亿元，具体数为278.34万元，为预算323万元的86.2%。", {"three_public.total_budget": "323.00"}),
        ("2.2.3项目支出885.29万元（上年702.45万元）。", {"project_totals.total_last": "702.45"}),
        (
            "会议费、培训费分别支出3.6万元和2.9万元，上年分别为4.1万元和3万元。",
            {"conferences.meetings": "3.60", "conferences.training": "2.90", "conferences.training_last": "3.00"},
        ),
        (
            "公务接待费年初预算3万元，全年支出2.4万元，比上年下降5.88%，减少0.15万元。",
            {"three_public.reception": "2.40", "three_public.reception_last": "2.55"},
        ),
        (
            "基本支出1211.4万元、项目支出866.5万元，分别比上年增加40.1万元、减少18.6万元。",
            {"project_totals.total": "866.50", "project_totals.total_last": None},
        ),
        ("机关编制30名，下属事业单位编制45名。", {"staff.establishment": "30?"}),
        ("（五）政府采购。采购支出312.48万元，其中工程150万元、服务162.48万元。", {"control.procurement": "312.48"}),
        (
            "“三公”经费9万元，其中公务接待费1万元，原因是来人少。与上年的11万元相比，“三公”经费减少2万元。",
            {"three_public.total_last": "11.00"},
        ),
        (
            "公务用车购置及运行维护费44万元，预算42万元，其中购置费22万元（上年0万元），运行维护费22万元。",
            {"three_public.purchase": "22.00", "three_public.running": "22.00"},
        ),
        (
            "基本支出中，基本工资、津贴补贴等人员经费938.64万元，占基本支出的91.6%；办公费、水电费等日常公用经费86.13万元，占基本支出的8.4%。",
            {"basic.personnel": "938.64", "basic.operating": "86.13"},
        ),
        (
            "编制44名，年末实有41人，其中行政19人、事业22人。调入2人、退休3人，净减1人，上年末为42人。",
            {"staff.headcount_last": "42"},
        ),
        (
            "项目\t2022年决算\t2023年决算\n公务用车购置和运行\t43.50\t39.60\n其中：购置费\t0\t0\n运行维护费\t43.50\t39.60\n会议费\t1\t2",
            {"three_public.purchase": "0.00", "three_public.running_last": "43.50"},
        ),
    ],
)  # fmt: skip
def test_a_figure_is_found_where_its_words_leave_no_other(text, told):
    found = figures(text, HEAD + PUBLIC)
    assert {key: found.get(key) for key in told} == told


def test_a_head_of_a_page_within_a_sentence_is_no_part_of_it():
    lines = (
        "浦溪镇2023年度部门决算公开",
        "六、“三公”经费",
        "（一）因公出国（境）费0.00万元，与上年持平。",
        "（二）公务用车购置及运行费12.40万元，预算",
        "",
        "— 7 —",
        "浦溪镇2023年度决算公开",
        "",
        "14.00万元，较上年12.95万元下降4.25%。",
        "（三）公务接待费6.22万元，预算10.00万元。",
    )
    found = [paragraph.text for paragraph in read_pasted("\n".join(lines)).paragraphs]
    assert "（二）公务用车购置及运行费12.40万元，预算14.00万元，较上年12.95万元下降4.25%。" in found


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("2022年度“三公”经费决算公开说明\n（浦溪区农业农村委员会）\n一、“三公”经费决算3万元。", "浦溪区农业农村委员会"),
        ("浦溪县2022年适老化改造项目绩效自评报告\n按照部署，浦溪县民政局对2022年度项目进行了自评。", "浦溪县民政局"),
        ("部门整体支出绩效自评表\n部门 | 浦溪县乡村建设服务中心\n年度资金总额 | 329 | 329 | 338 |", "浦溪县乡村建设服务中心"),
    ],
)  # fmt: skip
def test_the_unit_is_found_in_brackets_in_a_bar_and_before_what_it_did(text, unit):
    assert figures(text, "")["unit.name"] == unit


def test_a_count_that_takes_in_the_retired_is_not_that_of_the_staff():
    text = "浦溪县政务服务中心2023年度部门整体支出绩效自评报告\n浦溪县政务服务中心2023年度，实有人数11人，其中：在职人员10人，离休人员0人，退休人员1人。"
    assert figures(text, "")["staff.headcount"] == "10"


def test_no_new_car_after_no_journey_abroad_leaves_the_running_costs_alone():
    text = "浦溪镇2023年度部门整体支出绩效自评报告\n公务用车运行维护费11.20万元。近两年没有因公出国（境），没有新购车辆。"
    read = figures(text, "three_public")
    assert read["three_public.running"] == "11.20"
    assert read["three_public.purchase"] == read["three_public.overseas"] == "无"
