"""Reports in the shapes they come in: each gives what it says, and nothing it does not say."""

from decimal import Decimal

import pytest
from plain_report import REPORT, TEXT, notes, values

from pingkou_gui.form.values import NIL
from pingkou_gui.importers.last_report import read_report
from pingkou_gui.report.report import Report
from pingkou_gui.text.lines.source import Paragraph, SourceText

TITLE = "2023年度清溪县大坪乡人民政府部门整体支出绩效自评报告"
OVERVIEW = """一、部门概况
（一）基本情况
我乡内设党政办公室等机构。根据机构编制方案，内设机构3个，分别是党政办公室、财政所和社会事务办公室；事业单位2个：农业综合服务中心、退役军人服务站，均为正股级。核定编制数50人，年末实有人数48人，比上年减少2人。
主要职能
1、编制并落实发展规划。
2、管理公共设施。
"""
BASIC = """二、一般公共预算支出情况
（一）基本支出情况
2023年基本支出300.00万元，其中工资福利支出180.00万元，商品和服务支出100.00万元，对个人和家庭的补助20.00万元。
“三公”经费支出15.00万元，其中公务接待费10.00万元，比上年减少2.00万元，下降16.67%；公务用车购置及运行维护费5.00万元，与上年持平；无因公出国（境）费支出。
（二）项目支出情况
2023年项目支出120.00万元，其中：村道养护70.00万元、小型水库维修50.00万元。
"""
FUNDS = """三、政府性基金预算支出情况
2023年政府性基金预算支出30.00万元，上年结转5.00万元，本年安排27.00万元，实际支出30.00万元，结转下年2.00万元，主要用于修桥。
四、国有资本经营预算支出情况
无。
五、社会保险基金预算支出情况
本年度无社会保险基金预算支出。
"""
END = """七、存在的问题及原因分析
1、目标编得不细。部分项目没有数量，主要原因是业务不熟。
2、监控不及时。平时检查少。
八、下一步改进措施
1、逐项审核目标。年初审核。
2、每季度检查一次。
"""
WHOLE = f"{TITLE}\n{OVERVIEW}{BASIC}{FUNDS}{END}"
WANTED = {
    "staff.establishment": 50,
    "staff.headcount": 48,
    "staff.headcount_last": 50,
    "basic.wages": Decimal("180.00"),
    "basic.goods": Decimal("100.00"),
    "basic.transfers": Decimal("20.00"),
    "three_public.reception": Decimal("10.00"),
    "three_public.reception_last": Decimal("12.00"),
    "three_public.vehicles": Decimal("5.00"),
    "three_public.vehicles_last": Decimal("5.00"),
    "three_public.overseas": NIL,
    "government_funds.outturn": Decimal("30.00"),
    "government_funds.carried_in": Decimal("5.00"),
    "government_funds.carried_out": Decimal("2.00"),
    "government_funds.full_year": Decimal("32.00"),
    "state_capital.outturn": NIL,
    "social_insurance.outturn": NIL,
}


def numbers(items):
    return {k: i.value for k, i in items.items() if k in WANTED}


def names(items, section, field="name"):
    return [
        i.value for i in items.values() if i.place.section == section and i.place.field == field
    ]


def of(source):
    return {str(i.place): i for i in read_report(source, Report()).items}


def test_a_plain_report_gives_every_figure(read):
    assert numbers(read(WHOLE)) == WANTED


def test_totals_that_agree_with_their_parts_are_proposed_without_a_doubt(read):
    items = read(WHOLE)
    totals = {"basic.total", "three_public.total"}
    assert totals <= set(items)
    assert not any(items[key].doubt for key in totals)


def test_offices_duties_problems_and_measures_stand_in_rows(read):
    items = read(WHOLE)
    assert names(items, "organisation") == [
        "党政办公室",
        "财政所",
        "社会事务办公室",
        "农业综合服务中心",
        "退役军人服务站",
    ]
    assert names(items, "duty", "text") == ["编制并落实发展规划。", "管理公共设施。"]
    assert names(items, "problem") == ["目标编得不细", "监控不及时"]
    assert names(items, "problem", "cause") == ["业务不熟"]
    assert names(items, "problem", "measure") == ["逐项审核目标", "每季度检查一次"]


def test_projects_have_their_budget_by_their_chapter(read):
    items = read(WHOLE)
    assert names(items, "project") == ["村道养护", "小型水库维修"]
    assert names(items, "project", "budget") == ["general", "general"]


def test_numbers_split_by_blanks_and_half_width_marks_are_read_the_same(read):
    half = (
        WHOLE.replace("，", ",")
        .replace("；", ";")
        .replace("：", ":")
        .replace("（", "(")
        .replace("）", ")")
    )
    split = half.replace("180.00万元", "18 0.00 万元").replace("100.00万元", "100 .00万元")
    assert numbers(read(split)) == WANTED


def test_numbers_split_by_a_line_break_within_a_paragraph_are_read_the_same():
    texts = [line.replace("180.00万元", "180.\n00万元") for line in WHOLE.splitlines()]
    source = SourceText(tuple(Paragraph(t, f"段{n}") for n, t in enumerate(texts, 1)))
    assert numbers(of(source)) == WANTED


def test_a_whole_report_inside_one_table_is_read_the_same():
    cells = [Paragraph(t, f"表1行{n}列1", 1, n, 1) for n, t in enumerate(WHOLE.splitlines(), 1)]
    items = of(SourceText(tuple(cells)))
    # A bare 无 in a cell may be anything's; it is left for the clerk.
    assert numbers(items) == {k: v for k, v in WANTED.items() if k != "state_capital.outturn"}
    assert names(items, "problem", "measure") == ["逐项审核目标", "每季度检查一次"]


def test_a_cover_with_a_form_in_front_adds_nothing_wrong(read):
    cover = f"附件2\n{TITLE}\n单位名称：清溪县大坪乡人民政府\n填报人\t张三\n联系电话\t0000-1234567\n编制数\t50\n2024年3月1日\n"
    items = read(cover + WHOLE)
    assert numbers(items) == WANTED
    assert items["unit.name"].value == "清溪县大坪乡人民政府"


def test_scores_first_do_not_hide_the_figures(read):
    scores = "一级指标\t三级指标\t分值\t得分\n产出指标\t数量指标完成率\t50\t49.5\n效益指标\t满意度\t30\t30\n"
    assert numbers(read(f"部门整体支出绩效自评表\n{scores}{WHOLE}")) == WANTED


def test_the_basic_data_table_alone_gives_its_columns(read):
    table = (
        f"{TITLE}\n附件1\n部门整体支出绩效评价基础数据表\n"
        "经费控制情况\t上年决算数\t本年预算数\t本年决算数\n"
        "三公经费\t17.00\t16.00\t15.00\n2、出国经费\t0\t0\t0\n3、公务接待\t12.00\t11.00\t10.00\n"
        "公用经费\t110.00\t100.00\t100.00\n政府采购金额\t5.00\t6.00\t7.00\n"
    )
    items = read(table)
    assert items["three_public.reception_budget"].value == Decimal("11.00")
    assert items["basic.operating_last"].value == Decimal("110.00")
    assert items["control.procurement"].value == Decimal("7.00")


def test_a_figure_against_the_sum_is_in_doubt(read):
    items = read(WHOLE.replace("基本支出300.00万元", "基本支出330.00万元"))
    assert items["basic.total"].doubt


def test_items_that_do_not_come_to_their_class_are_in_doubt_with_it(read):
    listed = "（二）部门整体支出规模\n人员经费200.00万元，主要包括基本工资90.00万元、奖金20.00万元。\n二、一般"
    items = read(WHOLE.replace("二、一般", listed))
    assert items["basic.wages"].doubt
    found = [
        i for i in items.values() if i.place.section == "economic_item" and i.place.field == "this"
    ]
    assert [i.value for i in found if i.doubt] == [Decimal("90.00"), Decimal("20.00")]


def test_a_count_that_does_not_fit_its_list_puts_the_list_in_doubt(read):
    items = read(WHOLE.replace("内设机构3个", "内设机构4个"))
    doubted = {i.value for i in items.values() if i.place.section == "organisation" and i.doubt}
    assert {"党政办公室", "财政所", "社会事务办公室"} <= doubted
    assert "农业综合服务中心" not in doubted


def test_what_belongs_to_no_field_is_listed_with_its_place():
    text = WHOLE.replace(
        "四、国有", "另有一段没有栏目可放的说明，写得很长。\n九、结语\n特此报告。\n四、国有"
    )
    proposal = read_report(SourceText.from_string(text), Report())
    told = [i.value for i in proposal.items] + [u.text for u in proposal.unplaced]
    assert any("没有栏目可放" in str(t) for t in told)
    assert any("特此报告" in str(t) for t in told)
    assert all(u.where and u.why for u in proposal.unplaced)


def test_a_text_about_something_else_proposes_no_figure(read):
    items = read("今天天气很好，我们去爬山，花了30万元修路。\n会议在村部召开，来了20人。")
    assert [k for k, i in items.items() if isinstance(i.value, Decimal)] == []


@pytest.mark.parametrize("years", ["auto", "last"])
def test_into_the_next_year_figures_shift_and_this_years_columns_stay_empty(read, report_of, years):
    items = read(WHOLE, report_of(unit__year="2024"), years)
    assert items["basic.wages_last"].value == Decimal("180.00")
    assert items["staff.headcount_last"].value == 48
    assert items["government_funds.carried_in"].value == Decimal("2.00")
    assert not set(items) & (
        set(WANTED)
        - {
            "basic.wages_last",
            "three_public.reception_last",
            "three_public.vehicles_last",
            "staff.headcount_last",
            "staff.establishment",
            "government_funds.carried_in",
        }
    )


def test_a_report_of_an_older_year_gives_words_and_no_figures(read, report_of):
    items = read(WHOLE, report_of(unit__year="2026"))
    assert [k for k, i in items.items() if isinstance(i.value, Decimal)] == []
    assert names(items, "duty", "text")


@pytest.mark.parametrize(
    ("unit", "year", "asked"),
    [
        ("丙县白茅镇人民政府", "2023", "“丙县白茅镇人民政府”"),
        ("丙县白茅镇人民政府", "2030", "“丙县白茅镇人民政府”"),
        ("", "2030", "2030年度"),
    ],
)
def test_another_units_report_or_an_old_one_is_said_to_be_so_and_nothing_is_ticked(
    report_of, unit, year, asked
):
    report = report_of(unit__name=unit, unit__year=year) if unit else report_of(unit__year=year)
    proposal = read_report(SourceText.from_string(WHOLE, "报告.txt"), report)
    assert asked in proposal.all_notes[0]
    assert proposal.items
    assert proposal.ticked(report) == ()


@pytest.mark.parametrize("name", ["{}", "乙市{}", "{}（本级）"])
def test_the_own_unit_under_a_longer_name_is_no_other(read, report_of, name):
    own = read(WHOLE)["unit.name"].value
    report = report_of(unit__name=name.format(own), unit__year="2023")
    assert not read_report(SourceText.from_string(WHOLE, "报告.txt"), report).caution


def test_rows_that_are_there_are_matched_by_name(read, report_of):
    report = report_of(unit__year="2023", project=[{"name": "村道 养护", "outturn": "70"}])
    (row,) = report.rows("project")
    assert read(WHOLE, report)[f"project[{row}].outturn"].value == Decimal("70.00")


ATTACHED = """附件：1. 部门整体支出绩效评价基础数据表
2. 部门整体支出绩效自评表
3. 村道养护项目支出绩效自评表
清溪县大坪乡人民政府
2024年3月12日
附件1
部门整体支出绩效评价基础数据表
单位：万元
办公经费
按季度足额保障村（社区）组织运转。
"""


@pytest.mark.parametrize(
    ("words", "remarks"),
    [("无。\n", "无"), ("1. 数据取自决算。\n2. 附件另送。\n", "数据取自决算。\n附件另送。")],
)
def test_neither_the_list_of_attachments_nor_what_they_say_is_a_remark(read, words, remarks):
    items = read(
        f"{WHOLE}九、自评结果拟应用和公开情况\n公开。\n十、其他需要说明的情况\n{words}{ATTACHED}"
    )
    assert items["closing.remarks"].value == remarks


@pytest.mark.parametrize(
    "attached",
    [
        "附件1：部门整体支出绩效评价基础数据表\n",
        "附件 1 部门整体支出绩效评价基础数据表\n",
        "附件：1.部门整体支出绩效评价基础数据表\n2.村道养护项目支出绩效自评表\n",
        "附件1：部门整体支出绩效评价基础数据表\n附件2：村道养护情况\n",
    ],
)
@pytest.mark.parametrize(
    ("chapter", "field"),
    [
        ("九、自评结果拟应用和公开情况\n作为安排预算的依据。\n", "closing.application"),
        ("九、自评结果拟应用和公开情况\n在县政府网站公开。\n", "closing.disclosure"),
        ("八、下一步改进措施\n1、逐条审核指标。年初审。\n", "measure_detail"),
    ],
)
def test_a_line_that_names_an_attachment_ends_the_last_chapter(read, attached, chapter, field):
    before = "" if field.startswith("closing") else "七、存在的问题\n1、指标粗。\n"
    text = WHOLE.partition("七、")[0] + before + chapter
    told = {k: i.value for k, i in read(text + attached).items() if k.endswith(field)}
    assert told
    assert told == {k: i.value for k, i in read(text).items() if k.endswith(field)}


MEETINGS = "会议费支出2.80万元，比上年减少2.85万元，下降50.44%，主要原因是会议减少。\n"


def test_a_quantity_named_among_the_projects_is_no_figure_of_the_whole_unit():
    assert MEETINGS in TEXT
    text = TEXT.replace(MEETINGS, "").replace("路灯改造150.00", "会议费150.00")
    assert "conferences.0.meetings" not in values(SourceText.from_string(text))
    told = read_report(SourceText.from_string(text), Report()).unplaced
    assert [(left.text, left.why) for left in told] == [("会议费150.00万元", "没有对应的栏目")]


def test_a_quantity_with_a_part_of_itself_named_behind_it_stays_whole():
    text = TEXT.replace(MEETINGS, "会议费支出2.80万元，其中会议费1.20万元用于人大会。\n")
    found = values(SourceText.from_string(text))
    assert found["conferences.0.meetings"] == (Decimal("2.80"), "")


def test_the_heads_of_the_last_chapters_are_no_words_of_theirs():
    found = values(SourceText.from_string(TEXT))
    closing = {key: value for key, (value, _) in found.items() if key.startswith("closing.")}
    assert closing == {
        "closing.0.application": "自评结果作为下一年安排预算的依据。",
        "closing.0.remarks": "无",
    }


@pytest.mark.parametrize(
    ("said", "last"),
    [
        ("会议费支出2.80万元，比上年下降50.44%。", Decimal("5.65")),
        ("会议费支出2.80万元，比上年增长40%。", Decimal("2.00")),
        ("会议费支出2.80万元，比上年下降100%。", None),
        ("会议费支出2.80万元，比上年下降120%。", None),
        ("无会议费支出，比上年下降50%。", None),
    ],
)
def test_last_year_is_worked_out_from_a_percentage_only_where_one_can_be(said, last):
    found = values(SourceText.from_string(TEXT.replace(MEETINGS, f"{said}\n")))
    assert "conferences.0.meetings" in found
    assert found.get("conferences.0.meetings_last", (None, ""))[0] == last


def test_a_name_that_begins_with_a_quote_keeps_it_and_takes_nothing_before_it():
    plain = "1、指标编得偏粗。有的项目没有数量指标，主要原因是经办人员不熟悉。"
    assert plain in TEXT
    quoted = TEXT.replace(plain, "1、“一岗双责”落实不够。平时检查少。")
    found = values(SourceText.from_string(quoted))
    assert found["problem.1.name"] == ("“一岗双责”落实不够", "")


def test_the_reason_for_another_count_of_staff_is_read_to_the_end_of_its_sentence():
    staff = "比上年减少3人。"
    text = TEXT.replace(staff, "比上年减少3人，主要原因是3人退休。调出人员另有安排。")
    assert staff in TEXT
    assert values(SourceText.from_string(text))["staff.0.headcount_reason"] == ("3人退休", "")


@pytest.mark.parametrize(
    ("items", "training"),
    [("培训费1.20万元", Decimal("1.20")), ("会议费2.80万元、培训费1.20万元", Decimal("1.20"))],
)
def test_an_item_of_running_costs_that_is_told_nowhere_else_is_read_there(items, training):
    running = f"公用经费190.00万元，其中：办公费3.60万元、{items}。\n"
    found = values(SourceText.from_string(TEXT.replace(MEETINGS, running + MEETINGS)))
    assert found["conferences.0.training"] == (training, "")
    assert found["conferences.0.meetings"] == (Decimal("2.80"), "")


def test_figures_that_are_surely_wrong_are_told_and_the_rest_is_counted():
    wrong = TEXT.replace("下降50.44%", "下降40.44%").replace("（一）基本情况", "（一）基本情况。")
    sure = [note for note in notes(SourceText.from_string(wrong)) if "40.44%" in note]
    assert len(sure) == 1
    assert not [note for note in notes(REPORT) if "%" in note]


def test_kinds_of_offices_that_the_form_calls_otherwise_are_in_doubt():
    text = TEXT.replace(
        "内设机构3个，分别是党政办公室、财政所和社会事务办公室",
        "内设党政办公室、财政所和社会事务办公室等3个机构",
    )
    found = values(SourceText.from_string(text))
    offices = {key: each for key, each in found.items() if key.startswith("organisation")}
    doubts = {key.rpartition(".")[2]: doubt for key, (_, doubt) in offices.items()}
    assert doubts == {"name": "", "kind": "原文写的是“机构”，核对是不是党政机构"}
    assert ("财政所", "") in offices.values()


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("山塘清淤110.00万元", "山塘清淤100.00万元", "150.00+100.00 = 250.00"),
        ("商品和服务支出190.00万元", "商品和服务支出191.00万元", "410.00+191.00+40.00 = 641.00"),
        ("核定编制数62人", "核定编制数62人，其中行政编制30人，事业编制31人", "30+31 = 61"),
        ("减少1.00万元，下降10.00%", "减少1.00万元，下降12.00%", "10.00%"),
    ],
)
def test_wrong_parts_and_sums_are_told_at_the_import(right, wrong, told):
    assert right in TEXT
    assert [note for note in notes(SourceText.from_string(TEXT)) if told in note] == []
    assert [n for n in notes(SourceText.from_string(TEXT.replace(right, wrong))) if told in n]


def people_of(line):
    found = read_report(SourceText.from_string(f"{TEXT}{line}\n"), Report())
    people = {
        i.place.field: (i.value, bool(i.doubt))
        for i in found.items
        if i.place.field in {"preparer", "phone"}
    }
    return people, [each.text for each in found.unplaced if "联系人" in each.text]


def test_whom_to_ask_is_proposed_as_who_filled_it_in_with_a_doubt():
    people, left = people_of("联系人：丁小满  联系电话：0700-1234567")
    assert people == {"preparer": ("丁小满", True), "phone": ("0700-1234567", True)}
    assert left == []


def test_whom_to_ask_about_something_else_is_not_who_filled_it_in():
    people, _ = people_of("对公示有异议的，请找联系人：丁小满，电话：0700-1234567。")
    assert people == {}


def test_institutions_named_before_their_count_are_read_as_those_of_the_unit():
    text = TEXT.replace(
        "事业单位2个：农业综合服务中心、退役军人服务站，",
        "下属农机推广中心、水利管理站2个事业单位，",
    )
    assert text != TEXT
    found = read_report(SourceText.from_string(text), Report())
    names = [i.value for i in found.items if i.place.section == "organisation"]
    assert "农机推广中心" in names
    assert "水利管理站" in names


def test_key_work_told_in_one_long_sentence_is_named_by_its_first_clause():
    long = "整修山塘二十口，" + "硬化通组公路八公里并安装路灯，" * 4 + "惠及十二个村。"
    marked = TEXT.replace("主要职能\n", f"重点工作\n①{long}\n②守住底线。没有事故。\n主要职能\n")
    found = values(SourceText.from_string(marked))
    named = [found[f"key_work.{row}.{own}"][0] for row in (1, 2) for own in ("title", "text")]
    assert named == ["整修山塘二十口", long, "守住底线", "没有事故。"]
