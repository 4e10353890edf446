"""Figures and names in the wordings of real texts reach their fields, and no other."""

from decimal import Decimal

import pytest

from pingkou_gui.form.values import NIL

TITLE = "临溪县柳林乡人民政府2023年度部门整体支出绩效自评报告\n一、部门概况\n（一）基本情况\n"
MONEY = TITLE + "二、一般公共预算支出情况\n（一）基本支出情况\n"


def values(read, text, *wanted):
    items = read(text)
    return {key: str(items[key].value) if key in items else None for key in wanted}


def test_a_list_under_a_budget_is_of_the_budget(read):
    text = MONEY + (
        "“三公”经费预算为18万元，其中：公务接待费7万元，公务用车运行维护费11万元。\n"
        "2023年“三公”经费支出共计9.07万元。"
    )
    items = read(text)
    assert items["three_public.total"].value == Decimal("9.07")
    assert items["three_public.reception_budget"].value == Decimal(7)
    assert items["three_public.running_budget"].value == Decimal(11)
    assert "three_public.reception" not in items
    assert "three_public.running" not in items


def test_a_budget_compared_with_a_budget_tells_of_no_final_figure(read):
    text = (
        MONEY
        + "2023年“三公”经费支出预算为36万元，其中：公务用车运行维护费32万元；公务接待费4万元，比2022年预算减少1万元。"
    )
    items = read(text)
    assert items["three_public.reception_budget"].value == Decimal(4)
    assert not {"three_public.reception", "three_public.reception_last"} & set(items)


def test_last_year_is_taken_from_the_final_figure_and_not_from_the_budget(read):
    text = MONEY + "公务接待费15.5万元，比上年预算数下降22.5%，比上年决算数下降13.89%。"
    last = read(text)["three_public.reception_last"]
    assert last.value == Decimal("18.00")
    assert "倒推" in last.doubt


UNITS = [
    "临溪县柳林乡人民政府关于2023年度部门整体支出绩效自评的报告\n一、部门概况",
    "临溪县2023年度部门整体支出\n绩效评价自评报告\n部门（单位）名称：临溪县柳林乡人民政府\n一、部门概况",
    "临溪县柳林乡人民政府\n2023 年度部门整体支出绩效自评报告\n一、部门概况",
    "2023年度部门整体支出绩效自评报告\n一、部门概况\n临溪县柳林乡人民政府位于县城以西，辖9个村。",
    "柳林乡2023年度部门整体支出绩效自评报告\n一、部门概况\n临溪县柳林乡人民政府位于县城以西。",
    "2023年度绩效自评报告\n一、部门概况\n我乡辖9个村。\n临溪县柳林乡人民政府\n2024年3月5日",
]


@pytest.mark.parametrize("text", UNITS)
def test_the_unit_is_read_wherever_it_stands(read, text):
    assert read(text)["unit.name"].value == "临溪县柳林乡人民政府"


def test_economic_classes_under_projects_are_no_projects(read):
    items = read(
        MONEY
        + "（二）项目支出情况\n项目支出110万元，包括：商品和服务支出72万元，资本性支出38万元。"
    )
    assert [i for i in items.values() if i.place.section == "project"] == []


LISTS = [
    "项目支出640万元，主要用于：一是道路建设300万元；二是饮水安全340万元。",
    "项目支出640万元，包括：\n1.道路建设300万元；\n2.饮水安全340万元。",
    "项目支出640万元：道路建设300万元、饮水安全340万元。",
]


@pytest.mark.parametrize("text", LISTS)
def test_projects_are_named_without_their_numbers(read, text):
    items = read(MONEY + "（二）项目支出情况\n" + text)
    names = [
        i.value for i in items.values() if i.place.section == "project" and i.place.field == "name"
    ]
    assert names == ["道路建设", "饮水安全"]


def test_a_final_figure_of_nothing_is_read(read):
    text = (
        MONEY
        + "2023年公务用车运行支出511万元，公务接待费决算支出238万元，因公出国（境）决算支出0万元。"
    )
    assert values(
        read, text, "three_public.running", "three_public.reception", "three_public.overseas"
    ) == {
        "three_public.running": "511.00",
        "three_public.reception": "238.00",
        "three_public.overseas": "0.00",
    }


@pytest.mark.parametrize(
    ("text", "posts", "people"),
    [
        ("核定的编制人数为65人，实际在职62人。", 65, 62),
        ("编制共117人，在编在岗105人。", 117, 105),
        ("编制24人，年末在职22人。", 24, 22),
        ("总编制为249个，现有在职人员231名。", 249, 231),
        (
            "编制61名（行政23名、事业38名），年末在编58名（行政22名、事业36名），离退休17名。",
            61,
            58,
        ),
    ],
)
def test_posts_and_people_are_read_in_many_wordings(read, text, posts, people):
    items = read(TITLE + text)
    assert (items["staff.establishment"].value, items["staff.headcount"].value) == (posts, people)


def test_last_years_people_are_read_where_they_are_printed(read):
    assert (
        read(TITLE + "编制96名，2023年末在职93人，上年末95人。")["staff.headcount_last"].value == 95
    )
    assert read(TITLE + "年末在编46人，较上年末的47人减少1人。")["staff.headcount_last"].value == 47


def test_budget_and_final_stand_side_by_side(read):
    text = MONEY + (
        "“三公”经费财政拨款支出年初预算为31.5万元，支出决算为19.9万元，其中：公务用车购置及运维费12.0万元；接待费7.9万元。"
    )
    assert values(
        read, text, "three_public.total", "three_public.total_budget", "three_public.reception"
    ) == {
        "three_public.total": "19.90",
        "three_public.total_budget": "31.50",
        "three_public.reception": "7.90",
    }


def test_running_costs_of_vehicles_have_last_years_figure(read):
    items = read(MONEY + "公务用车运行支出3.98万元，比去年增加1.05万元。")
    assert items["three_public.running"].value == Decimal("3.98")
    assert items["three_public.running_last"].value == Decimal("2.93")


def test_bases_that_are_printed_fill_budget_and_last_year(read):
    text = (
        MONEY
        + "公务接待费1.22万元，比预算3万元减少1.78万元，下降59.33%；比上年1.80万元减少0.58万元，下降32.22%。"
    )
    assert values(read, text, "three_public.reception_budget", "three_public.reception_last") == {
        "three_public.reception_budget": "3.00",
        "three_public.reception_last": "1.80",
    }


@pytest.mark.parametrize(
    "text",
    [
        "全年未安排因公出国（境），未购置公务用车。",
        "因公出国（境）费和公务用车购置费均未安排。",
        "没有发生因公出国（境）费和公务用车购置费。",
        "无因公出国（境）费、公务用车购置费。",
    ],
)
def test_what_is_said_to_be_none_is_read_as_none(read, text):
    items = read(MONEY + "“三公”经费2.10万元，全部为公务用车运行维护费。" + text)
    assert [items[f"three_public.{name}"].value for name in ("overseas", "purchase")] == [NIL, NIL]
    assert items["three_public.running"].value == Decimal("2.10")


def test_amounts_in_yuan_by_one_line_are_read_so(read):
    text = "柳林乡人民政府\n2023年度部门整体支出绩效自评报告\n（本报告金额单位均为元）\n一、收支情况\n基本支出8,283,610.52，含人员经费7,624,105.52、公用经费659,505.00。"
    assert values(read, text, "basic.total") == {"basic.total": "828.361052"}


def test_lines_broken_at_the_edge_of_the_page_are_read_whole(read):
    text = (
        "柳林街道办事处 2023 年度部门整体支出绩效自评报告\n"
        "一、资金情况\n"
        "全年财政拨款安排的支出合计为三千余万元，支出结构比较合理，基\n"
        "本支出 2216.9 万元，按经济分类和用途划分，其中人员经费 1880.4\n"
        "5 万元、公用经费 336.45 万元；项目支出主要用于社区治理和环境提\n"
        "- 1 -\n"
        "升等方面的工作，总体执行情况良好，资金使用规范有序，没有发现截\n"
        "留、挪用等违规的问题，群众对街道工作的评价比上一年度有了明显的\n"
        "提高，绩效目标全部完成。\n"
    )
    assert values(read, text, "basic.personnel") == {"basic.personnel": "1880.45"}


def test_a_budget_of_the_year_fills_no_final_figure(read):
    text = "柳林乡2024年“三公”经费预算说明\n2024年“三公”经费预算3.80万元，其中公务接待费1.20万元，公务用车运行维护费2.60万元。"
    items = read(text)
    assert items["three_public.total_budget"].value == Decimal("3.80")
    assert not {"three_public.total", "three_public.reception", "three_public.running"} & set(items)


NO_NAMES = [
    "一、一般公共预算“三公”经费决算执行情况说明\n2023年一般公共预算“三公”经费支出9万元。",
    "名词解释\n2023年“三公”经费支出9万元。",
    "2023年决算说明\n二、区本级支出情况\n2023年“三公”经费支出9万元。",
    "2023年决算说明\n乡二届人大一次会议批准的乡人民政府2023年预算支出120万元。",
]


@pytest.mark.parametrize("text", NO_NAMES)
def test_what_stands_where_a_name_would_is_no_name(read, text):
    assert "unit.name" not in read(text)


NAMES = [
    ("2023年和顺镇人民政府部门决算情况说明\n和顺镇人民政府下属单位3个。", "和顺镇人民政府"),
    (
        "附件：\n项目支出绩效自评表\n主管部门 305-临溪县柳林乡人民政府 实施单位 305001-临溪县柳林乡人民政府",
        "临溪县柳林乡人民政府",
    ),
    (
        "第一部分 部门概况\n一、机构设置\n临溪县第二幼儿园归临溪县教育局主管。2023年支出9万元。",
        "临溪县第二幼儿园",
    ),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_the_unit_is_named_as_the_text_names_it(read, text, name):
    assert read(text)["unit.name"].value == name


def test_last_year_told_in_a_sentence_of_its_own_is_last_year(read):
    text = (
        "2023年“三公”经费决算说明\n2023年“三公”经费支出20万元，其中：公务接待费9万元，公务用车运行维护费11万元。"
        "2022年“三公”经费支出22万元，其中：公务接待费8万元，公务用车运行维护费14万元。"
    )
    wanted = ("three_public.reception", "three_public.reception_last", "three_public.running_last")
    assert values(read, text, *wanted) == dict(zip(wanted, ("9.00", "8.00", "14.00"), strict=True))


def test_a_total_that_takes_in_what_is_carried_over_is_proposed_with_a_doubt(read):
    text = "2023年度部门决算说明\n2023年政府性基金支出总计900万元，其中本级支出500万元，结转下年使用400万元。"
    item = read(text)["government_funds.outturn"]
    assert item.doubt


def test_spending_compared_with_its_first_budget_is_final(read):
    text = (
        "一、“三公”经费支出与年初预算对比情况\n2023年本单位财政拨款安排的“三公”经费支出3万元，年初预算为5万元。"
        "其中：公务接待费支出3万元，年初预算为5万元。"
    )
    wanted = ("three_public.total", "three_public.total_budget")
    assert values(read, text, *wanted) == dict(zip(wanted, ("3.00", "5.00"), strict=True))


def test_a_table_of_two_columns_parted_by_bars_is_read(read):
    text = (
        "临溪县柳林乡人民政府2023年度“三公”经费预算情况表 | |\n单位：万元 | |\n项 目 | 2023年预算数 |\n"
        "合计 | 9.5 |\n1、因公出国（境）费用 | |\n2、公务接待费 | 5.5 |\n3、公务用车运行维护费 | 4 |"
    )
    wanted = ("three_public.reception_budget", "three_public.running_budget")
    assert values(read, text, *wanted) == dict(zip(wanted, ("5.50", "4.00"), strict=True))
