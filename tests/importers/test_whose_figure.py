"""Whose a figure is: of several names together, of no project, of some of the people."""

from decimal import Decimal

import pytest
from plain_report import BASIC, PROJECTS, TEXT

from pingkou_gui.form.values import SINGLE
from pingkou_gui.importers.last_report import read_report
from pingkou_gui.report.report import Report
from pingkou_gui.text.lines.source import Paragraph, SourceText

PEOPLE = "核定编制数62人，年末实有人数58人，比上年减少3人。"


def proposal(text):
    return read_report(SourceText.from_string(text), Report())


def singles(found, *sections):
    """Figures outside of rows, by section and field; those in doubt carry a mark."""
    return {
        f"{item.place.section}.{item.place.field}": f"{item.value}{'?' * bool(item.doubt)}"
        for item in found.items
        if item.place.section in sections and item.place.row == SINGLE
    }


def of_basic(sentence):
    text = TEXT.replace(
        BASIC, f"二、一般公共预算支出情况\n（一）基本支出情况\n{sentence}\n"
    ).replace(PROJECTS, "")
    found = proposal(text)
    return {
        key: value
        for key, value in singles(found, "basic", "three_public", "conferences").items()
        if not key.endswith("reason")
    }


TOGETHER = (
    "其中人员经费，公用经费合计640.00万元。",
    "人员经费和公用经费共计640.00万元。",
    "会议费、培训费共3.20万元。",
    "会议费和培训费两项合计3.20万元，比上年减少0.30万元。",
    "会议费培训费3.20万元。",
    "公务接待费及公务用车运行维护费共计12.30万元。",
    "公务接待费、公务用车运行维护费两项支出12.30万元，较上年下降5%。",
    "工资福利支出、对个人和家庭的补助合计450.00万元。",
    "工资福利支出加上对个人和家庭的补助为450.00万元。",
    "差旅费和会议费共支出5.10万元。",
    "“三公”经费中，公务接待费、公务用车运行维护费合计12.30万元。",
    "商品和服务支出连同资本性支出为190.00万元。",
)


@pytest.mark.parametrize("sentence", TOGETHER)
def test_a_figure_of_several_names_is_that_of_none_of_them(sentence):
    assert of_basic(sentence) == {}


EACH = {
    "会议费和培训费各1.20万元。": {"meetings": "1.20", "training": "1.20"},
    "会议费、培训费各支出1.20万元。": {"meetings": "1.20", "training": "1.20"},
    "会议费、培训费分别为1.20万元、2.00万元。": {"meetings": "1.20", "training": "2.00"},
    "会议费1.20万元，培训费2.00万元，合计3.20万元。": {"meetings": "1.20", "training": "2.00"},
    "会议费与培训费预算均为1.20万元。": {"meetings_budget": "1.20", "training_budget": "1.20"},
    "会议费、培训费预算分别为1.20万元、2.00万元，决算分别为1.00万元、1.90万元。": {
        "meetings": "1.00",
        "training": "1.90",
        "meetings_budget": "1.20",
        "training_budget": "2.00",
    },
}


@pytest.mark.parametrize("sentence", EACH)
def test_what_is_told_of_each_name_or_in_their_order_is_read(sentence):
    assert of_basic(sentence) == {f"conferences.{k}": v for k, v in EACH[sentence].items()}


def projects(listed):
    text = TEXT.replace(
        PROJECTS, f"（二）项目支出情况\n2023年项目支出120.00万元，其中：{listed}。\n"
    )
    found = proposal(text)
    names = [str(i.value) for i in found.items if i.place[0::2] == ("project", "name")]
    return [name for name in names if name != "修渠"], [each.text for each in found.unplaced]


NO_PROJECTS = (
    "未支出2.00万元",
    "已支付38.00万元",
    "尚未使用10.00万元",
    "尚未拨付40.00万元",
    "年末未执行8.00万元",
    "未支付部分2.00万元",
    "剩余资金20.00万元",
    "收回财政5.00万元",
    "自筹资金20.00万元",
    "中央资金30.00万元",
    "县级配套50.00万元",
    "上级补助资金50.00万元",
    "运转类40.00万元",
    "上年结转资金3.00万元",
)


@pytest.mark.parametrize("item", NO_PROJECTS)
def test_words_about_money_name_no_project(item):
    names, left = projects(f"山塘清淤80.00万元、{item}")
    assert names == ["山塘清淤"]
    assert item in left


@pytest.mark.parametrize(
    "name",
    [
        "财政衔接推进乡村振兴补助资金",
        "村级补助",
        "乡镇污水处理",
        "上年结转的村道硬化",
        "农村公益事业财政奖补",
    ],
)
def test_a_project_named_after_its_money_is_one(name):
    names, _ = projects(f"山塘清淤80.00万元、{name}40.00万元")
    assert names == ["山塘清淤", name]


def staff(sentence):
    found = singles(proposal(TEXT.replace(PEOPLE, sentence)), "staff")
    return {key.removeprefix("staff."): value for key, value in found.items()}


COUNTS = {
    "核定编制48人，年末在职46人，离退休人员12人，其中退休11人。": {"retired": "12"},
    "核定编制48人，年末在职46人，离休1人，退休11人。": {"retired": "12?"},
    "核定编制48人，年末在职46人，退休11人。": {"retired": "11?"},
    "核定编制48人，年末在职46人，编外人员8人，其中临聘5人、劳务派遣3人。": {"contract_staff": "8"},
    "核定编制48人，年末在职46人，临时聘用5人、劳务派遣3人。": {"contract_staff": "8?"},
    "核定编制48人，年末在职46人，其中当年退休5人，调出2人。": {},
    "核定编制48人，年末在职46人，其中行政编制19人，事业编制27人。": {},
    "核定编制48人，其中行政编制20人，事业编制28人，年末在职46人，其中行政编制19人，事业编制27人。": {
        "civil_posts": "20",
        "institution_posts": "28",
    },
}


@pytest.mark.parametrize("sentence", COUNTS)
def test_counts_of_some_are_not_taken_for_those_of_all(sentence):
    found = staff(sentence)
    assert found.pop("establishment") == "48"
    assert found.pop("headcount") == "46"
    found.pop("rank", None)
    assert found == COUNTS[sentence]


def test_a_table_of_the_text_headed_in_wan_that_holds_yuan_is_asked_about():
    rows = (
        ("项目", "本年预算", "本年决算"),
        ("公务用车运行维护费", "100000", "82000"),
        ("公务接待费", "8000", "6420"),
    )
    cells = [
        Paragraph(word, "表1", 1, row, column)
        for row, words in enumerate(rows, 1)
        for column, word in enumerate(words, 1)
    ]
    text = "2023年度白石县青林乡人民政府部门整体支出绩效自评报告\n二、三公经费\n见下表（单位：万元）。\n"
    found = read_report(SourceText((*SourceText.from_string(text).paragraphs, *cells)), Report())
    asked = {
        i.place.field: i.instead for i in found.items if i.doubt.endswith("核对金额单位是不是元")
    }
    assert asked["running"] == Decimal("8.20")
    assert asked["reception"] == Decimal("0.642")
    assert asked["reception_budget"] == Decimal("0.80")


@pytest.mark.parametrize(
    ("spent", "budgets"),
    [("910.00", {}), ("870.00", {"general.initial": "860.00", "general.full_year": "930.00"})],
)
def test_a_budget_beside_what_all_funds_spent_is_of_all_of_them(spent, budgets):
    text = (
        "岩门镇人民政府2023年度部门整体支出绩效自评报告\n二、一般公共预算支出情况\n"
        f"2023年度年初预算数为860.00万元，全年预算数为930.00万元，决算支出{spent}万元。"
        "其中：一般公共预算财政拨款870.00万元，政府性基金预算财政拨款40.00万元。\n"
    )
    found = singles(proposal(text), "general")
    stages = ("general.initial", "general.full_year")
    assert {key: found[key] for key in stages if key in found} == budgets


GENERAL = "二、一般公共预算支出情况\n"
STAGES = ("initial", "full_year", "outturn")


def of_general(sentence):
    text = TEXT.replace(BASIC, f"{GENERAL}{sentence}\n").replace(PROJECTS, "")
    found = singles(proposal(text), "general")
    return {stage: found[f"general.{stage}"] for stage in STAGES if f"general.{stage}" in found}


OF_ALL_BUDGETS = {
    "2023年度部门预算年初数为760.50万元，全年预算905.00万元，支出882.00万元。": {},
    "2023年部门整体支出882.00万元。": {},
    "2023年单位总预算905.00万元，全年支出882.00万元。": {},
    "2023年年初预算760.50万元，全年预算905.00万元，决算支出882.00万元，年末结转23.00万元。"
    "其中：一般公共预算财政拨款837.00万元，政府性基金预算财政拨款45.00万元。": {
        "outturn": "837.00"
    },
    "2023年年初预算760.50万元，支出882.00万元，其中：一般公共预算837.00万元，政府性基金45.00万元。": {
        "outturn": "837.00"
    },
}


@pytest.mark.parametrize("sentence", OF_ALL_BUDGETS)
def test_what_is_told_of_the_whole_is_not_the_general_budget_s_whatever_the_chapter(sentence):
    assert of_general(sentence) == OF_ALL_BUDGETS[sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年年初预算760.50万元，全年预算905.00万元，全年支出882.00万元。",
        "2023年一般公共预算年初预算760.50万元，全年预算905.00万元，支出882.00万元，其中：基本支出640.00万元，项目支出242.00万元。",
    ],
)
def test_what_no_word_tells_of_the_whole_is_that_of_its_chapter(sentence):
    assert of_general(sentence) == {
        "initial": "760.50",
        "full_year": "905.00",
        "outturn": "882.00",
    }


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "国有资本经营预算上年结转2.10万元，结转下年1.20万元。",
            {"state_capital.carried_in": "2.10", "state_capital.carried_out": "1.20"},
        ),
        ("国有资本经营预算上年结转全年预算数为2.10万元。", {}),
    ],
)
def test_what_a_budget_carried_is_read_wherever_it_is_told_and_no_plan_of_it(sentence, told):
    text = TEXT.replace("国有资本经营预算", "国有经营预算") + f"\n{sentence}\n"
    assert singles(proposal(text), "state_capital") == told


def test_the_spending_of_one_project_is_in_doubt_as_that_of_all(read) -> None:
    text = (
        "专项资金项目绩效自评报告\n一、项目绩效完成情况\n2023年项目资金支付合规，项目支出费用20.42万元，支付率68.07%。\n"
        "二、存在的问题\n该项目预算执行率为68.07%，进度较慢。"
    )
    (item,) = [i for i in read(text).values() if str(i.value) == "20.42"]
    assert item.doubt == "文稿说的是一个项目，核对是不是全部的项目支出"


def test_who_leads_a_project_does_not_lead_the_unit(read) -> None:
    text = "2023年度部门预算项目支出绩效自评表\n填表人：李某　{}负责人：查某"
    assert str(read(text.format("单位"))["unit.principal"].value) == "查某"
    assert "unit.principal" not in read(text.format("项目"))
