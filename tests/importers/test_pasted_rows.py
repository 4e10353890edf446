"""Copied rows at the edges: where cells end, which row is of heads, what a column fits."""

import pytest

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.form.pages.overview import Duty
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.importers.clipboard import CELLS_MOST_ROWS, LARGEST, MOST_COLUMNS, grid_of, written
from pingkou_gui.importers.pasted_rows import by_order, is_figure, match_rows, one_to_one

COLUMNS = (Project.name, Project.budget, Project.kind, Project.initial, Project.outturn)


def proposed(text, fields=COLUMNS, **more):
    return match_rows(grid_of(text), fields, **more)


def values(pasted):
    return [{field.name: text for field, text in row} for row in pasted.rows]


def left(pasted):
    return [(each.where, each.words) for each in pasted.left_over]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", ()),
        ("甲", (("甲",),)),
        ("\t甲\n", (("", "甲"),)),
        ("甲\n乙\t丙\n", (("甲", ""), ("乙", "丙"))),
        ('"甲\n乙"', (("甲\n乙",),)),
        ('"甲\t乙"\t丙', (("甲\t乙", "丙"),)),
        ('""\t甲', (("", "甲"),)),
        ('甲"乙\t丙', (('甲"乙', "丙"),)),
        ('"甲"乙\t丙', (('"甲"乙', "丙"),)),
        (" 甲 \t 乙 ", (("甲", "乙"),)),
    ],
)
def test_cells_end_where_they_end(text, cells):
    assert grid_of(text) == cells


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("甲", "甲"),
        ('甲"', '甲"'),
        ('"甲', '"""甲"'),
        ("甲\n乙", '"甲\n乙"'),
        ("甲\t乙", '"甲\t乙"'),
    ],
)
def test_a_cell_has_quotes_only_where_it_needs_them(cell, text):
    assert written([[cell, "乙"]]) == f"{text}\t乙\r\n"


def test_as_many_rows_and_columns_are_read_as_any_table_has():
    assert len(grid_of("甲\n" * CELLS_MOST_ROWS)) == CELLS_MOST_ROWS
    with pytest.raises(UnusableFileError, match=f"一次最多 {CELLS_MOST_ROWS} 行"):
        grid_of("甲\n" * (CELLS_MOST_ROWS + 1))
    assert len(grid_of("甲\t" * (MOST_COLUMNS + 5))[0]) == MOST_COLUMNS


def test_blank_rows_between_count_only_up_to_a_bound():
    assert grid_of("\n" * (2 * CELLS_MOST_ROWS - 1)) == ()
    with pytest.raises(UnusableFileError):
        grid_of("\n" * (2 * CELLS_MOST_ROWS))


def test_text_of_the_largest_size_is_read_and_no_larger():
    assert len(grid_of("甲" * LARGEST)[0][0]) == LARGEST
    with pytest.raises(UnusableFileError):
        grid_of("甲" * (LARGEST + 1))
    assert grid_of("", "x" * LARGEST) == ()
    with pytest.raises(UnusableFileError):
        grid_of("", "x" * (LARGEST + 1))


HTML = "<table><tr><td>甲<td>乙</table>"


@pytest.mark.parametrize(
    ("text", "html", "cells"),
    [
        ("", HTML, (("甲", "乙"),)),
        ("丙\t丁", HTML, (("丙", "丁"),)),
        ("丙", HTML, (("甲", "乙"),)),
        ("丙", "<table><tr><td>甲</table>", (("丙",),)),
        ("", "<table><tr><td>甲</table>", (("甲",),)),
        ("丙", "<p>甲</p>", (("丙",),)),
    ],
)
def test_html_is_read_where_the_text_shows_no_columns(text, html, cells):
    assert grid_of(text, html) == cells


@pytest.mark.parametrize(
    ("html", "cells"),
    [
        ("<tr><td>a</td></tr>", ()),
        ("<table><tr><th>a</th><td>b</td></tr></table>", (("a", "b"),)),
        ("<table><tr><td>a<table><tr><td>b</td></tr></table>c</td><td>d</td></tr></table>",
         (("abc", "d"),)),
        ("<table></table><table><tr><td>a</td></tr></table>", (("a",),)),
        ("<table><tr><td colspan=2>a</td><td>b</td></tr><tr><td>c</td><td>d</td><td>e</td></tr>",
         (("a", "", "b"), ("c", "d", "e"))),
        (("<table><tr><td rowspan=3>a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td></tr>"
         "<tr><td>e</td><td>f</td></tr>"), (("a", "b"), ("", "c"), ("", "d"), ("e", "f"))),
        (("<table><tr><td>a</td><td rowspan=2 colspan=2>b</td><td>c</td></tr>"
         "<tr><td>d</td><td>e</td></tr>"), (("a", "b", "", "c"), ("d", "", "", "e"))),
        ("<table><tr><td colspan=x rowspan=-1>a</td><td>b</td></tr></table>", (("a", "b"),)),
        ("<table><tr><td> a \n b <br/> c&nbsp;</td><td>1</td></tr></table>", (("a b\nc", "1"),)),
        ("<title>x</title><table><tr><td><style>y</style>a<script>z</script></td><td>b</table>",
         (("a", "b"),)),
        ("<table><tr><td>a</td> 外 <td>b</td></tr></table>之后", (("a", "b"),)),
        ("</table></td></style><table><tr><td>a</td><td>b</td></tr></table>", (("a", "b"),)),
        ("<br><table><td>x</td><tr><td>a</td><td>b</td></tr></table>", (("a", "b"),)),
    ],
)  # fmt: skip
def test_the_first_table_is_read_as_it_is_seen(html, cells):
    assert grid_of("", html) == cells


def test_a_span_without_end_covers_no_more_than_fifty():
    html = "<table><tr><td colspan=999>a</td><td>b</td></tr></table>"
    assert len(grid_of("", html)[0]) == 51


@pytest.mark.parametrize(
    ("unit", "shown"),
    [("元", "5元"), ("千元", "5千元"), ("百万元", "5百万元"), ("亿元", "5亿元"), ("万元", "5")],
)
def test_an_amount_carries_the_unit_of_its_column(unit, shown):
    pasted = proposed(f"项目名称\t全年执行（{unit}）\n道路\t5\n")
    assert values(pasted) == [{"name": "道路", "outturn": shown}]
    above = proposed(f"单位：{unit}\n项目名称\t全年执行\n道路\t5\n")
    assert values(above) == [{"name": "道路", "outturn": shown}]


def test_words_in_a_column_of_amounts_carry_no_unit():
    pasted = proposed("项目名称\t全年执行（元）\n道路\t无\n5\t3\n")
    assert values(pasted) == [{"name": "道路", "outturn": "无"}, {"name": "5", "outturn": "3元"}]


def test_the_heads_stand_in_one_of_the_first_six_rows():
    title = "".join(f"第{number}行的说明\t一\n" for number in range(5))
    assert values(proposed(f"{title}项目名称\t年初预算\n道路\t5\n")) == [
        {"name": "道路", "initial": "5"}
    ]
    assert not proposed(f"再一行\t一\n{title}项目名称\t年初预算\n道路\t5\n").headed


def test_what_stands_above_the_heads_is_told_with_its_row():
    pasted = proposed("项目表\t二〇二三\n单位：元\t\n项目名称\t年初预算\n道路\t5\n备注\t\n")
    assert left(pasted) == [("第 1 行", "项目表 二〇二三")]
    assert [row["name"] for row in values(pasted)] == ["道路", "备注"]


def test_cells_below_unknown_heads_are_told_with_row_and_head():
    pasted = proposed("项目名称\t备注\t\n道路\t续建\t甲\n桥梁\t\t\n")
    assert left(pasted) == [("第 2 行“备注”", "续建"), ("第 2 行第 3 列", "甲")]
    assert [column.why for column in pasted.columns] == ["", "表里没有这一列", "这一列没有列名"]
    assert not pasted.plain


def test_a_column_without_head_and_words_is_dropped():
    pasted = proposed("项目名称\t\t年初预算\n道路\t\t5\n")
    assert [column.head for column in pasted.columns] == ["项目名称", "年初预算"]
    assert pasted.plain


def test_of_two_columns_for_one_field_the_second_goes_to_another_or_nowhere():
    pasted = proposed("原因\t原因\n甲\t乙\n", Problem.fields)
    assert values(pasted) == [{"cause": "甲"}]
    assert left(pasted) == [("第 2 行“原因”", "乙")]


def test_a_row_of_one_head_in_front_is_a_head_and_one_further_down_is_none():
    assert proposed("项目名称\t甲\n道路\t乙\n").headed
    assert not proposed("甲\t乙\n项目名称\t丙\n道路\t丁\n").headed
    assert proposed("甲\t乙\n项目名称\t\n道路\t丁\n").headed


def test_a_row_with_figures_is_no_head():
    assert not proposed("项目名称\t3\n道路\t5\n").headed


def test_of_several_rows_that_name_fields_the_one_with_most_is_the_head():
    pasted = proposed("项目\t说明\t\n项目名称\t年初预算\t全年执行\n道路\t1\t2\n")
    assert values(pasted) == [{"name": "道路", "initial": "1", "outturn": "2"}]
    first = proposed("项目名称\t年初预算\n项目\t全年执行\n")
    assert [row["name"] for row in values(first)] == ["项目"]


def test_only_heads_are_no_rows():
    assert proposed("项目名称\t年初预算\n").rows == ()


@pytest.mark.parametrize("words", ["合计", "总 计：", "小计(3个)", "共计", "产出指标小计", "得分"])
def test_a_sum_is_known_by_its_words_and_its_figures(words):
    rows = values(proposed(f"项目名称\t年初预算\n道路\t5\n{words}\t5\n"))
    assert (len(rows) == 1) == (words != "得分")
    assert len(values(proposed(f"项目名称\t类别\n道路\t专项\n{words}\t\n"))) == 2


def test_nothing_but_a_sum_is_no_row():
    pasted = proposed("合计\t5\n", (Project.name, Project.initial))
    assert pasted.rows == ()
    assert left(pasted) == [("第 1 行", "合计 5")]


@pytest.mark.parametrize(
    ("cell", "figure"),
    [("5", True), ("1,234.5", True), ("-3", True), ("95%", True), ("5元", False), ("", False)],
)
def test_a_figure_is_a_bare_number(cell, figure):
    assert is_figure(cell) is figure


def names(columns):
    return [column.field.name if column.field else column.why[:4] for column in columns]


@pytest.mark.parametrize(
    ("body", "fields", "placed"),
    [
        ((("道路", "一般公共预算", "专项"),), COLUMNS, ["name", "budget", "kind"]),
        ((("道路",), ("桥梁",)), (Duty.text,), ["text"]),
        ((("5",), ("6",)), (Duty.text,), ["text"]),
        ((("1", "道路"), ("2", "桥梁")), (Project.name, Project.budget), ["编号由程", "name"]),
        ((("1", "5"), ("2", "6")), (Project.name, Project.initial), ["其余的不", "其余的不"]),
        ((("2", "道路"), ("3", "桥梁")), (Project.name,), ["编号由程", "name"]),
        ((("1", "道路"), ("3", "桥梁")), (Project.name, Project.kind), ["其余的不", "其余的不"]),
        ((("5", "6"),), (Project.initial, Project.outturn), ["initial", "outturn"]),
        (
            (("5", "6", "7"),),
            (Project.initial, Project.outturn),
            ["initial", "outturn", "右边没有"],
        ),
        ((("道路", "5", "6"),), COLUMNS, ["name", "initial", "outturn"]),
        ((("道路", "5"),), COLUMNS, ["name", "其余的不"]),
    ],
)
def test_columns_without_heads_go_where_they_fit_in_one_way(body, fields, placed):
    assert names(by_order(body, fields)) == placed


def test_a_column_fits_where_at_least_half_of_it_reads_as_the_field():
    fields = (Project.initial, Project.name)
    assert names(by_order((("5", "甲"), ("约三", "乙")), fields)) == ["initial", "name"]
    thirds = (("5", "甲"), ("约三", "乙"), ("约四", "丙"))
    assert names(by_order(thirds, fields))[0] != "initial"


def test_a_column_of_figures_is_no_column_of_words_but_a_target():
    assert names(by_order((("18", "甲"),), (Indicator.name, Indicator.level1))) != [
        "name",
        "level1",
    ]
    assert names(by_order((("18", "20"),), (Indicator.target, Indicator.actual))) == [
        "target",
        "actual",
    ]


def test_rows_fit_where_every_cell_is_a_value_of_its_field():
    fields = (Project.name, Project.initial)
    columns = by_order((("道路", "5"),), fields)
    assert one_to_one(columns, fields, (("道路", "5"), ("桥梁", "")))
    assert not one_to_one(columns, fields, (("道路", "5"), ("桥梁", "约五")))
    assert not one_to_one(columns, (Project.initial, Project.name), (("道路", "5"),))


def test_a_sum_below_does_not_hide_that_the_first_column_counts_the_rows():
    pasted = proposed("1\t修路\t5\n2\t修桥\t6\n合计\t\t11\n", (Project.name, Project.initial))
    assert values(pasted) == [{"name": "修路", "initial": "5"}, {"name": "修桥", "initial": "6"}]
    assert left(pasted) == [("第 3 行", "合计 11")]


@pytest.mark.parametrize(("first", "counts"), [(1000, True), (10000, False)])
def test_running_numbers_have_four_digits_at_most(first, counts):
    body = ((str(first), "道路"), (str(first + 1), "桥梁"))
    placed = names(by_order(body, (Project.name, Project.kind)))
    assert (placed[0] == "编号由程") is counts


HALF_READ = "1.2.3\t-5\t1e9\n三百万元\t12万3\t１２３．５\n约40\t（40）\t40-50\n8\t#REF!\t无\n"


def test_columns_of_figures_that_can_hardly_be_read_stay_where_they_stand():
    pasted = proposed(HALF_READ, (*COLUMNS[:4], Project.full_year, Project.outturn), start=3)
    assert [column.field.name for column in pasted.columns] == ["initial", "full_year", "outturn"]
    assert values(pasted)[1]["outturn"] == "１２３．５"
    assert not pasted.fits and not left(pasted)


def test_each_cell_that_cannot_be_read_is_told_with_its_row_and_why():
    pasted = proposed("项目名称\t全年执行\n道路\t约40\n桥梁\t5\n水渠\t-3\n")
    assert [(each.where, each.words) for each in pasted.unread] == [
        ("第 2 行“全年执行”", "约40（写成数字，例如 2.80）"),
        ("第 4 行“全年执行”", "-3（不能小于 0，核对正负号）"),
    ]
    assert not pasted.plain


@pytest.mark.parametrize("cell", ["2024年3月", "道路", "8:30"])
def test_days_and_words_are_no_figures_that_cannot_be_read(cell):
    fields = (Project.initial, Project.outturn)
    assert proposed(f"{cell}\t{cell}\n", fields).columns[0].field is None


def test_no_advice_asks_for_the_cursor_where_it_stands_already():
    pasted = proposed("修路\t12.5\n", start=3)
    assert {column.why for column in pasted.columns} == {
        "其余的不知道是哪一列，在下面选，或连同列名一起复制"
    }


def test_the_row_of_budget_execution_is_computed_and_only_below_another_level_an_indicator():
    text = (
        "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\n"
        "预算执行\t执行率\t预算执行率\t100%\t95.4%\t10\n"
        "产出指标\t数量指标\t清淤水渠\t8公里\t8公里\t50\n"
        "\t时效指标\t预算执行率\t95%\t95.4%\t40\n"
    )
    found = proposed(text, Indicator.fields)
    assert [row["name"] for row in values(found)] == ["清淤水渠", "预算执行率"]
    ((where, words),) = left(found)
    assert where == "第 2 行"
    assert words.startswith("预算执行 执行率 预算执行率 100% 95.4% 10（预算执行的目标")
