"""Tables are read alike from cells, tabs, gaps, single blanks, bars and one cell a line."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from texts_of_tables import document, lines

from pingkou_gui.text.lines.source import CellNames, Paragraph, SourceText
from pingkou_gui.text.proofread import examine
from pingkou_gui.text.reading.reader import read

ROWS = [
    ["项目", "2022年决算数", "2023年预算数", "2023年决算数"],
    ["“三公”经费", "11.42", "12.00", "10.16"],
    ["公务接待", "3.22", "3.50", "2.30"],
]
TITLE = "2023年度“三公”经费支出表"


def figures(source):
    return [(c.key, c.column_key, c.amount.text) for c in read(source).cells]


EXPECTED = [
    ("three_public", "last_year", "11.42"),
    ("three_public", "initial_budget", "12.00"),
    ("three_public", "outturn", "10.16"),
    ("official_reception", "last_year", "3.22"),
    ("official_reception", "initial_budget", "3.50"),
    ("official_reception", "outturn", "2.30"),
]


def test_cells_of_a_document():
    assert figures(document(TITLE, ROWS)) == EXPECTED


@pytest.mark.parametrize("gap", ["\t", "    ", "　　", " ", " | "], ids=["tab", "wide", "full width", "one blank", "bars"])  # fmt: skip
def test_lines_parted_in_any_way(gap):
    assert figures(lines("\n".join([TITLE, *(gap.join(row) for row in ROWS)]))) == EXPECTED


def test_one_cell_a_line():
    assert figures(lines("\n".join([TITLE, *(cell for row in ROWS for cell in row)]))) == EXPECTED


@pytest.mark.parametrize("head", ["本年预算", "当年预算（万元）", "预算金额"])
def test_a_column_of_the_budget_is_no_outturn_however_its_head_is_worded(head):
    rows = [["项目", "上年决算", head, "本年决算"], ["公务接待费", "3.22", "3.50", "2.30"]]
    found = figures(document(TITLE, rows))
    assert ("official_reception", "outturn", "2.30") in found
    assert [text for _, key, text in found if "budget" in key] == ["3.50"]


def test_bare_years_are_heads_of_a_table_that_stands_one_cell_a_line():
    rows = ["科目", "2022年", "2023年", "占2023年比重", "基本支出", "80.20", "91.50", "60.00%"]
    text = lines("\n".join(["甘棠镇2023年度部门整体支出绩效自评报告", *rows]))
    found = [(c.key, c.year, c.amount.text) for c in read(text).cells]
    assert ("basic_spending", 2022, "80.20") in found
    assert ("basic_spending", 2023, "91.50") in found


def test_heads_of_two_rows_are_put_together():
    table = [["项目", "2022年", "2023年", None], [None, "决算数", "预算数", "决算数"], *ROWS[1:]]
    assert figures(document(TITLE, table)) == EXPECTED


def test_a_short_row_whose_empty_cells_left_no_trace_has_no_columns():
    text = "\n".join([TITLE, *("  ".join(row) for row in ROWS), "公务用车运行维护费  8.20  7.86"])
    assert [c for c in figures(lines(text)) if c[2] in {"8.20", "7.86"}] == [
        ("", "", "8.20"),
        ("", "", "7.86"),
    ]


def test_label_and_figure_take_turns_in_a_form():
    table = [
        ["人员情况", "编制数", "69", "年末实有人数", "66"],
        ["经费", "基本支出", "1105.7", "项目支出", "765.5"],
    ]
    assert [(k, n) for k, _, n in figures(document("2023年度自评报告", table))] == [
        ("establishment", "69"),
        ("headcount", "66"),
        ("basic_spending", "1105.7"),
        ("project_spending", "765.5"),
    ]


def test_label_and_figure_in_one_cell():
    table = [["按支出性质分：980.00", "其中：基本支出：600.00", "项目支出：380.00"]]
    found = read(document("2023年度自评表", table)).cells
    assert [(c.label, c.amount.text) for c in found] == [
        ("按支出性质分", "980.00"),
        ("基本支出", "600.00"),
        ("项目支出", "380.00"),
    ]


def test_codes_of_accounts_are_no_figures_and_tell_the_level():
    text = "科目编码\n科目名称\n决算数\n301\n工资福利支出\n300.00\n30101\n基本工资\n300.00\n合计\n300.00"
    found = read(lines("2023年度决算\n" + text)).cells
    assert [(c.code, c.label, c.amount.text) for c in found] == [
        ("301", "工资福利支出", "300.00"),
        ("30101", "基本工资", "300.00"),
        ("", "合计", "300.00"),
    ]


def test_short_names_hold_only_in_a_table_of_the_three_public_expenses():
    rows = [["项目", "决算数"], ["运行维护费", "29.64"], ["公务接待费", "2.00"], ["合计", "31.64"]]
    public = read(document("2023年“三公”经费表", rows)).cells
    other = read(document("2023年项目支出表", [*rows[:2], ["道路养护", "2.00"]])).cells
    assert [c.key for c in public] == ["vehicle_running", "official_reception", "three_public"]
    assert [c.key for c in other] == ["", ""]


@pytest.mark.parametrize(
    "text",
    [
        "我镇2023年 共有 3 个 村 12 个 组。",
        "填表人：李明　　填报日期：2024年4月10日　　联系电话：0745-0000000",
        "二〇二四年三月\n清溪县枫树镇人民政府\n2024年3月12日",
        "目录\n一、部门概况 3\n二、支出情况 5\n三、绩效情况 8",
    ],
)
def test_a_line_of_text_is_no_table(text):
    assert read(lines("2023年度自评报告\n" + text)).cells == ()


def test_a_place_in_a_table_without_heads_is_told_by_its_row():
    cells = [["路灯", "3", "5"], ["桥梁", "2", "2"], ["路灯", "1", "1"]]
    paragraphs = [
        Paragraph(words, f"表1行{row}列{column}", 1, row, column)
        for row, line in enumerate(cells, 1)
        for column, words in enumerate(line, 1)
    ]
    names = CellNames(paragraphs)
    assert names.place_of(paragraphs[4]) == "表1“桥梁”行第2格"
    assert names.place_of(paragraphs[1]) == "表1行1列2"  # two rows are called so


def test_the_title_of_one_table_is_not_that_of_the_next():
    text = (
        f"{TITLE}\n" + "".join("\t".join(row) + "\n" for row in ROWS) + "项目支出明细表\n"
        "项目名称\t预算数\t支出数\n修渠\t80.00\t80.00\n植树\t20.00\t18.00\n合计\t100.00\t98.00"
    )
    assert figures(SourceText.from_string(text)) == [
        *EXPECTED,
        ("", "full_year_budget", "80.00"), ("", "outturn", "80.00"), ("", "full_year_budget", "20.00"), ("", "outturn", "18.00"),
        ("", "full_year_budget", "100.00"), ("", "outturn", "98.00"),
    ]  # fmt: skip

    told = [
        "“三公”经费9.32万元。",
        "表1　“三公”经费情况表（单位：万元）",
        "表2　项目明细表（单位：万元）",
    ]
    first = [["项目", "2023年决算"], ["公务接待费", "5.30"], ["公务用车运行维护费", "4.02"]]
    second = [
        ["项目名称", "支出数"],
        ["社区工作", "180.00"],
        ["街巷改造", "405.60"],
        ["合计", "585.60"],
    ]
    paragraphs = [Paragraph(words, f"段{at}") for at, words in enumerate(told[:2], 1)]
    for number, rows in ((1, first), (2, second)):
        paragraphs += [
            Paragraph(words, f"表{number}行{row}列{column}", number, row, column)
            for row, line in enumerate(rows, 1)
            for column, words in enumerate(line, 1)
        ]
        paragraphs += [Paragraph(told[2], "段3")] if number == 1 else []
    totals = [c for c in read(SourceText(tuple(paragraphs))).cells if c.label == "合计"]
    assert [(c.key, c.amount.text) for c in totals] == [("", "585.60")]


TURNED = [list(row) for row in zip(*ROWS, strict=True)]
"""The same figures with a row for each stage."""


def test_rows_of_stages_under_heads_of_quantities():
    assert sorted(figures(document(TITLE, TURNED))) == sorted(EXPECTED)


@pytest.mark.parametrize("row", ["较预算", "比上年增减额", "执行率", "增减率"])
def test_a_row_that_follows_from_others_is_no_amount_of_its_head(row):
    rows = [*TURNED, [row, "-1.84", "-1.20"]]
    amounts = [f for f in figures(document(TITLE, rows)) if f[1] in {e[1] for e in EXPECTED}]
    assert sorted(amounts) == sorted(EXPECTED)


def test_rows_of_stages_are_no_parts_of_the_last_of_them():
    rows = [["口径", "支出合计", "基本支出", "项目支出"], ["年初预算", "90.00", "60.00", "30.00"]]
    rows += [["全年预算", "110.00", "62.00", "48.00"], ["上年决算", "95.00", "58.00", "37.00"]]
    assert not [f for f in examine(document("2024年支出表", rows)) if f.class_ == "SUM"]


def test_running_numbers_of_rows_are_no_figures_where_each_cell_is_a_line():
    rows = [("序号", "项目名称", "金额（万元）"), ("1", "垃圾清运", "76.5"), ("2", "巡护", "28.6")]
    rows += [("3", "敬老院", "45")]
    cells = "\n".join(
        ["2025年项目支出预算", *(cell for row in rows for cell in row), "合计", "150.1"]
    )
    assert [c.amount.text for c in read(lines(cells)).cells] == ["76.5", "28.6", "45", "150.1"]


def test_heads_below_figures_stand_above_new_columns():
    rows = [["编制数（人）", "2023年末在职（人）", "在职人员控制率"], ["58", "55", "94.83%"]]
    rows += [["批复面积（㎡）", "实际面积（㎡）", "规模控制率"], ["1200", "1186.4", "98.87%"]]
    cells = read(document("单位基本情况", rows)).cells
    keys = [(c.column_key, c.amount.text) for c in cells]
    assert keys[0] == ("establishment", "58")
    assert keys[3:] == [
        ("approved_size", "1200"),
        ("actual_size", "1186.4"),
        ("size_rate", "98.87"),
    ]


def test_a_name_for_each_figure_heads_cells_of_one_line_each():
    rows = [
        ("科目", "本年收入合计", "财政拨款收入", "事业收入"),
        ("合计", "286.74", "256.74", "30.00"),
    ]
    rows += [
        ("农林水支出", "258.39", "228.39", "30.00"),
        ("住房保障支出", "28.35", "28.35", "0.00"),
    ]
    cells = read(lines("\n".join(["收入决算表", *(cell for row in rows for cell in row)]))).cells
    assert [c.heading for c in cells][:3] == ["本年收入合计", "财政拨款收入", "事业收入"]
