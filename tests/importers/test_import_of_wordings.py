"""Ways of saying things that an import must not take for something else, each with its kin."""

from decimal import Decimal

import pytest
from plain_report import BASIC, BODY, PROJECTS, TEXT, TITLE, changed, values
from word_files import pars, word

from pingkou_gui.importers.source_text import read_source
from pingkou_gui.text.lines.source import SourceText


def basic(*lines):
    """The report with other words on basic spending."""
    head = "二、一般公共预算支出情况\n（一）基本支出情况\n"
    return TEXT.replace(BASIC, head + "\n".join(lines) + "\n")


def projects(*lines):
    """The report with other words on projects."""
    return TEXT.replace(PROJECTS, "（二）项目支出情况\n" + "\n".join(lines) + "\n")


def got(text, *sections):
    """Values by field; a doubted one with a question mark."""
    found = values(SourceText.from_string(text))
    return {
        k.replace(".0.", "."): f"{v}?" if doubt else str(v)
        for k, (v, doubt) in found.items()
        if k.split(".")[0] in sections and not k.endswith((".rank", ".reason"))
    }


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["“三公”经费预算为18万元，其中：公务接待费7万元，公务用车运行维护费11万元。", "支出共计9.07万元。"],
         {"total_budget": "18.00", "reception_budget": "7.00", "running_budget": "11.00"}),
        (["2023年我镇“三公”经费预算为20万元，其中：公务接待费9万元，公务用车运行维护费11万元。", "2023年“三公”经费支出共计9.07万元。"],
         {"total_budget": "20.00", "reception_budget": "9.00", "running_budget": "11.00", "total": "9.07"}),
        (["“三公”经费年初预算安排18万元，其中公务接待费7万元、公务用车运行维护费11万元。"],
         {"total_budget": "18.00", "reception_budget": "7.00", "running_budget": "11.00"}),
        (["支出预算为36万元，其中：公务用车运行维护费32万元；公务接待费4万元，比2022年预算减少1万元。"],
         {"running_budget": "32.00", "reception_budget": "4.00"}),
        (["2023年“三公”经费支出预算为36万元，其中：公务用车运行维护费32万元；公务接待费4万元，比2022年预算减少1万元。"],
         {"total_budget": "36.00", "running_budget": "32.00", "reception_budget": "4.00"}),
        (["公务接待费15.5万元，比上年预算数下降22.5%，比上年决算数下降13.89%。"], {"reception": "15.50", "reception_last": "18.00?"}),
        (["公务接待费15.5万元，比上年决算数下降13.89%，比上年预算数下降22.5%。"], {"reception": "15.50", "reception_last": "18.00?"}),
        (["公务用车运行5.11万元，接待费决算支出2.38万元，因公出国（境）决算支出0万元。"], {"running": "5.11", "reception": "2.38", "overseas": "0.00"}),
        (["“三公”经费财政拨款支出年初预算为31.5万元，支出决算为19.9万元，其中公务接待费9.9万元，公务用车购置及运行维护费10万元。"],
         {"total_budget": "31.50", "total": "19.90", "reception": "9.90", "vehicles": "10.00"}),
        (["2023年“三公”经费支出20万元，其中公务用车购置及运维费12万元，接待费8万元。"], {"total": "20.00", "vehicles": "12.00", "reception": "8.00"}),
        (["公务用车运行支出3.98万元，比去年增加1.05万元。", "接待费8万元。"], {"running": "3.98", "running_last": "2.93", "reception": "8.00"}),
    ],
)  # fmt: skip
def test_a_budget_is_no_spending_and_last_year_is_last_years_final(lines, wanted):
    found = got(basic(*lines), "three_public")
    assert found == {f"three_public.{k}": v for k, v in wanted.items()}


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["2023年项目支出110万元，包括：商品和服务支出72万元，资本性支出38万元。"], []),
        (["2023年项目支出110万元，其中工资福利支出72万元、对个人和家庭的补助38万元。"], []),
        (["项目支出640万元，主要用于：一是道路建设300万元；二是水利设施340万元。"], ["道路建设", "水利设施"]),
        (["项目支出640万元，主要用于：", "1.道路建设300万元；", "2.水利设施340万元。"], ["道路建设", "水利设施"]),
        (["项目支出640万元，主要用于：", "（1）道路建设300万元；", "（2）水利设施340万元。"], ["道路建设", "水利设施"]),
        (["2023年项目支出56.3万元，包括路灯经费36.3万元，饮水经费20万元。"], ["路灯经费", "饮水经费"]),
    ],
)  # fmt: skip
def test_classes_of_spending_are_no_projects_and_items_are(lines, names):
    found = got(projects(*lines), "project")
    assert [v for k, v in found.items() if k.endswith(".name")] == names


@pytest.mark.parametrize(
    ("said", "posts", "people"),
    [
        ("核定的编制人数为65人，实际在职62人。", "65", "62"),
        ("编制共117人，在编在岗55人。", "117", "55"),
        ("编制24人，年末在职20人。", "24", "20"),
        ("总编制为249个，实有人员240人。", "249", "240"),
        ("全镇核定编制65名，现有在职人员62名。", "65", "62"),
    ],
)
def test_posts_and_people_are_known_under_their_many_names(said, posts, people):
    text = TEXT.replace("核定编制数62人，年末实有人数58人，比上年减少3人。", said)
    found = got(text, "staff")
    assert (found["staff.establishment"], found["staff.headcount"]) == (posts, people)


NAME = "云岭县白茅镇人民政府"
TITLES = [
    f"2023年度{NAME}\n部门整体支出绩效自评报告",
    f"附件2\n部门整体支出绩效自评报告\n（2023年度）\n部门名称：{NAME}",
    f"二〇二三年度{NAME}部门整体支出绩效自评报告",
    f"二○二三年{NAME}整体支出绩效自评报告",
    f"{NAME}\n2023年度部门整体支出\n绩效自评报告",
    f"{NAME}关于2023年度部门整体支出绩效自评的报告",
    f"云岭县2023年度部门整体支出\n绩效评价自评报告\n部门（单位）名称：{NAME}",
    f"2023 年度{NAME}部门绩效自评报告",
    f"2023年度部门整体支出绩效自评报告\n填报单位：{NAME}（盖章）\n填报日期：2024年3月18日",
    "部门整体支出绩效自评报告\n（2023年度）",
    f"关于{NAME}2023年度部门整体支出绩效自评情况的报告",
    f"{NAME}\n关于2023年度部门整体支出绩效自评情况的报告",
    "白茅镇2023年度部门整体支出绩效自评报告",
    f"部 门 整 体 支 出\n绩 效 自 评 报 告\n单 位 名 称：{NAME}\n二〇二四年三月",
    "2023年度云岭县白茅镇\n人民政府部门整体支出\n绩效自评报告",
    f"{NAME}文件\n白政发〔2024〕5号\n关于2023年度部门整体支出绩效自评情况的报告\n县财政局：",
    "云岭县财政局：\n现将我镇2023年度部门整体支出绩效自评情况报告如下：",
    f"密级：公开\n2023年度部门整体支出绩效自评报告\n部门名称：{NAME}\n评价方式：部门绩效自评\n二〇二四年三月十八日",
]


@pytest.mark.parametrize("title", TITLES)
def test_the_unit_is_known_by_title_cover_label_or_signature(tmp_path, title):
    text = f"{title}\n{BODY}"
    for source in (
        SourceText.from_string(text),
        read_source(word(tmp_path / "a.docx", pars(text))),
    ):
        other = changed(source)
        other.pop("unit.0.short_name", None)
        assert other == {}


@pytest.mark.parametrize(
    "title",
    ["2023年度部门整体支出绩效自评报告", "附件2\n部门整体支出绩效自评报告\n（2023年度）", "（二）\n2023年部门整体支出绩效自评报告",
     "2023年追加预算情况表", "一、2023年整体支出绩效自评（二）", "关于2023年度自评情况的报告"],
)  # fmt: skip
def test_what_is_no_units_name_is_never_proposed_as_one(title):
    text = f"{title}\n{BODY}".replace(NAME, "").replace("白茅镇", "")
    found = values(SourceText.from_string(text))
    assert "unit.0.name" not in found
    assert found.get("unit.0.year", (2023, ""))[0] == 2023


def test_the_goal_of_a_sheet_is_the_text_below_its_head():
    sheet = (
        f"{TITLE}\n附件2\n部门整体支出绩效自评表\n预算部门名称\t{NAME}\n年度总体目标\t预期目标\t实际完成情况\n"
        "\t保障机关和村级组织运转。\t运转正常，没有安全事故。\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
        "产出指标\t数量指标\t新装路灯\t≥40盏\t42盏\t50\t50\n"
    )
    found = got(sheet, "goal", "indicator")
    assert found["goal.expected"] == "保障机关和村级组织运转。"
    assert found["goal.achieved"] == "运转正常，没有安全事故。"


def test_a_sheet_with_label_and_figure_in_one_cell_gives_budgets_and_totals():
    sheet = (
        f"{TITLE}\n附件2\n部门整体支出绩效自评表\n年度预算申请\t资金名称\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
        "\t年度资金总额\t1000\t1000\t958\t10\t95.8%\t9.58\n\t按收入性质分\t\t\t按支出性质分\n"
        "\t其中：一般公共预算：958\t\t\t其中：基本支出：600\n\t政府性基金拨款：\t\t\t项目支出：358\n"
    )
    found = got(sheet, "general", "basic", "project_totals", "government_funds")
    assert (found["general.outturn"], found["basic.total"], found["project_totals.total"]) == (
        "958.00",
        "600.00",
        "358.00",
    )
    assert "government_funds.outturn" not in found


def test_a_book_of_accounts_in_parts_gives_its_figures_too():
    book = (
        "2023年度云岭县白茅镇人民政府部门决算\n第一部分 部门概况\n一、主要职能\n管理本镇事务。\n第三部分 决算情况说明\n八、“三公”经费\n"
        "“三公”经费财政拨款支出年初预算为31.5万元，支出决算为19.9万元，其中公务接待费9.9万元，公务用车购置及运行维护费10万元。\n"
    )
    found = got(book, "three_public")
    assert (found["three_public.total_budget"], found["three_public.total"]) == ("31.50", "19.90")
    assert values(SourceText.from_string(book))["unit.0.name"][0] == NAME


@pytest.mark.parametrize("rows", [3, 4])
def test_people_whose_numbers_stand_a_row_below_their_heads_are_read(rows):
    people = (
        "财政供养人员情况\t编制数\t2023年实际在职人数\t控制率\n\t65\t62\t95.38%\n"
        if rows == 4
        else "编制数\t实际在职人数\t控制率\n65\t62\t95.38%\n"
    )
    found = got(f"{TITLE}\n附件1\n部门整体支出绩效评价基础数据表\n{people}", "staff")
    assert (found["staff.establishment"], found["staff.headcount"]) == ("65", "62")
    assert Decimal(found["staff.headcount"]) == 62
