"""Sentences that tell the stages of one project: they go into its row and into no total."""

import pytest
from plain_report import PROJECTS, TEXT

from pingkou_gui.form.form import FORM
from pingkou_gui.form.values import Place
from pingkou_gui.importers.last_report import read_report
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.text.lines.source import SourceText

SECTION = "（二）项目支出情况\n{}\n"
STAGES = ("last", "initial", "full_year", "outturn", "carried_in", "carried_out")


def proposal(words, report=None):
    text = TEXT.replace(PROJECTS, SECTION.format(words))
    return read_report(SourceText.from_string(text), report or Report())


def projects(found, report=None):
    """Rows by the project's name: the stages that are proposed, those in doubt marked."""
    rows, names = {}, {}
    for item in found.items:
        place = item.place
        if place.section != "project":
            continue
        if place.field == "name":
            names[place.row] = item.value
        elif place.field in STAGES:
            rows.setdefault(place.row, {})[place.field] = f"{item.value}{'?' * bool(item.doubt)}"
    there = (
        {row: report[Place("project", row, "name")] for row in report.rows("project")}
        if report
        else {}
    )
    return {names.get(row, there.get(row)): told for row, told in rows.items() if told}


def totals(found):
    """What is proposed for all projects and for the budgets."""
    sections = {"project_totals", "general"}
    return {
        f"{i.place.section}.{i.place.field}": str(i.value)
        for i in found.items
        if i.place.section in sections
    }


LIGHTS, ROAD = "路灯改造项目", "茶园道路项目"
TOLD = {
    "路灯改造项目年初预算100.00万元，全年预算150.00万元，全年执行148.00万元。茶园道路项目支出112.00万元。": {
        LIGHTS: {"initial": "100.00", "full_year": "150.00", "outturn": "148.00"},
        ROAD: {"outturn": "112.00"},
    },
    "本年实施2个：路灯改造项目预算150.00万元，支出148.00万元；茶园道路项目预算112.00万元，支出112.00万元。": {
        LIGHTS: {"full_year": "150.00?", "outturn": "148.00"},
        ROAD: {"full_year": "112.00?", "outturn": "112.00"},
    },
    "（1）路灯改造项目150.00万元，用于更换灯头。（2）茶园道路项目112.00万元，用于铺沥青。": {
        LIGHTS: {"outturn": "150.00?"},
        ROAD: {"outturn": "112.00?"},
    },
    "1.路灯改造项目。年初预算100.00万元，全年预算150.00万元，全年执行150.00万元。\n2.茶园道路。年初预算112.00万元，全年执行112.00万元。": {
        LIGHTS: {"initial": "100.00", "full_year": "150.00", "outturn": "150.00"},
        "茶园道路": {"initial": "112.00", "outturn": "112.00"},
    },
    "路灯改造项目上年支出140.00万元，本年支出150.00万元，结转下年2.00万元。": {
        LIGHTS: {"last": "140.00", "outturn": "150.00", "carried_out": "2.00"}
    },
    "路灯改造项目到位资金150.00万元，实际支出148.00万元。": {LIGHTS: {"outturn": "148.00"}},
    "路灯改造项目执行率98.67%，年初预算150.00万元。": {LIGHTS: {"initial": "150.00"}},
}


@pytest.mark.parametrize("words", TOLD)
def test_the_stages_of_a_project_go_into_its_row(words):
    found = projects(proposal(words))
    found.pop("修渠", None)
    assert found == TOLD[words]


@pytest.mark.parametrize(
    "words", [*TOLD, "该项目全年执行150.00万元。", "投入150.00万元实施路灯改造项目。"]
)
def test_what_one_project_cost_is_no_total(words):
    assert totals(proposal(words)) == {}


@pytest.mark.parametrize(
    "words",
    [
        "各项目均按进度拨付，我镇项目年初预算200.00万元，全年执行262.00万元。",
        "项目年初预算200.00万元，全年预算262.00万元，全年执行262.00万元。",
        "所有项目全年执行262.00万元。",
    ],
)
def test_words_for_all_projects_name_none(words):
    assert set(projects(proposal(words))) <= {"修渠"}


def test_a_project_of_a_list_is_the_same_with_the_word_project_and_without():
    found = proposal(
        "2023年项目支出260.00万元，其中：路灯改造150.00万元、山塘清淤110.00万元。路灯改造项目年初预算100.00万元。"
    )
    assert projects(found)["路灯改造"] == {"outturn": "150.00", "initial": "100.00"}
    assert LIGHTS not in projects(found)


def test_another_amount_of_the_same_stage_is_in_doubt():
    found = proposal(
        "2023年项目支出260.00万元，其中：路灯改造150.00万元、山塘清淤110.00万元。路灯改造项目全年执行148.00万元。"
    )
    assert projects(found)["路灯改造"] == {"outturn": "150.00?"}


def test_what_a_project_of_a_list_is_compared_with_is_its_last_year():
    found = proposal(
        "2023年项目支出262.00万元，其中路灯改造项目支出150.00万元，比上年增加10.00万元；茶园道路项目支出112.00万元，与上年持平。"
    )
    assert projects(found)[LIGHTS] == {"outturn": "150.00", "last": "140.00"}
    assert projects(found)[ROAD] == {"outturn": "112.00", "last": "112.00"}


def _next_year():
    draft = Draft(Report())
    draft.type_in(FORM.field_at(Place("unit", 0, "year")), "2024")
    row = draft.add(FORM.sections["project"])
    draft.type_in(FORM.field_at(Place("project", 0, "name")), "路灯改造", row)
    return Report().apply(draft.change)


def test_last_years_sentences_give_last_years_amount_of_the_row_that_is_there():
    report = _next_year()
    found = proposal("路灯改造项目年初预算100.00万元，全年执行148.00万元。", report)
    assert projects(found, report)["路灯改造"] == {"last": "148.00"}
    assert ("路灯改造：年初预算100.00万元", "这是上一年的预算，表里没有上年预算的栏目") in [
        (each.text, each.why) for each in found.unplaced
    ]


@pytest.mark.parametrize(
    ("total", "sign"), [("320.00", ""), ("330.00", "?")], ids=["their sum", "another sum"]
)
def test_projects_behind_their_number_are_listed_and_spent_where_their_sum_tells_so(total, sign):
    found = proposal(
        f"2023年项目支出{total}万元，共安排3个项目：路灯改造项目200.00万元，茶园道路工程90.00万元，村（社区）运转经费30.00万元。"
    )
    told = projects(found)
    told.pop("修渠", None)
    assert told == {
        LIGHTS: {"outturn": f"200.00{sign}"},
        "茶园道路工程": {"outturn": f"90.00{sign}"},
        "村（社区）运转经费": {"outturn": f"30.00{sign}"},
    }


def test_words_that_say_what_money_was_for_are_no_name():
    assert set(projects(proposal("当年资金用于修渠工程30.00万元。"))) <= {"修渠"}


def test_projects_below_a_head_of_an_unknown_chapter_are_read():
    text = (
        "2023年度云岭县白茅镇人民政府部门整体支出绩效自评报告\n第二部分 预算执行情况\n四、项目支出\n"
        "1.路灯改造项目：年初预算100.00万元，全年执行98.00万元。\n2.城市管理项目：全年执行40.00万元。\n"
    )
    found = read_report(SourceText.from_string(text), Report())
    assert projects(found) == {
        LIGHTS: {"initial": "100.00", "outturn": "98.00"},
        "城市管理项目": {"outturn": "40.00"},
    }
