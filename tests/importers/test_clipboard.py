"""Rows copied from Excel or WPS."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.form.kinds import printable
from pingkou_gui.form.pages.overview import Duty
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.importers.clipboard import MOST_COLUMNS, grid_of, written
from pingkou_gui.importers.pasted_rows import match_rows

COLUMNS = (Project.name, Project.budget, Project.kind, Project.initial, Project.outturn)
CELL = st.text(st.characters(exclude_categories=("Cs",)), max_size=12).map(
    lambda text: printable(text)[0].strip()
)


def proposed(text, **more):
    return match_rows(grid_of(text), COLUMNS, **more)


def values(pasted):
    return [{field.name: text for field, text in row} for row in pasted.rows]


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=8))
def test_what_is_written_is_read_back_cell_by_cell(rows):
    read = grid_of(written(rows))
    kept = [row for row in rows if any(row)]
    assert len(read) == len(kept)
    for got, row in zip(read, kept, strict=True):
        assert [*got, "", "", ""][:3] == row


def test_a_quoted_cell_keeps_its_line_breaks_and_quotes():
    assert grid_of('道路\t"第一行\r\n第""二""行"\t3\r\n') == (("道路", '第一行\n第"二"行', "3"),)


def test_words_that_only_begin_with_a_quote_stay_as_they_are():
    assert grid_of('"三公"经费\t29.09\n"没有结尾\t1') == (
        ('"三公"经费', "29.09"),
        ('"没有结尾', "1"),
    )


def test_last_empty_lines_and_columns_are_no_rows_and_columns():
    assert grid_of("甲\t1\t\t\r\n\t\t\t\r\n乙\t2\t\t\r\n\r\n") == (("甲", "1"), ("乙", "2"))


def test_control_characters_are_left_out():
    assert grid_of("甲\x00\x07\t1\ud800") == (("甲", "1"),)


def test_a_table_in_html_is_read_where_the_text_has_no_columns():
    html = "<style>td{}</style><table><tr><td rowspan=2>产出</td><td>a<br>b</td></tr>"
    html += "<tr><td>&nbsp;95%</td></tr></table><table><tr><td>x</td></tr></table>"
    assert grid_of("", html) == (("产出", "a\nb"), ("", "95%"))


def test_heads_place_the_columns_in_whatever_order_they_stand():
    pasted = proposed("资金性质\t项目名称\t决算数\n一般公共预算\t道路\t5.00\n")
    assert values(pasted) == [{"budget": "一般公共预算", "name": "道路", "outturn": "5.00"}]
    assert pasted.headed
    assert pasted.plain


def test_without_heads_the_columns_are_taken_in_order_from_the_current_one():
    pasted = proposed("120.00\t130.70\n5\t6\n", start=3)
    assert values(pasted) == [
        {"initial": "120.00", "outturn": "130.70"},
        {"initial": "5", "outturn": "6"},
    ]


def test_columns_to_the_right_of_the_table_are_left_over_word_by_word():
    pasted = proposed("130.70\t备注\n", start=4)
    assert [(left.where, left.words) for left in pasted.left_over] == [("第 1 行第 2 列", "备注")]


def test_an_unknown_column_is_left_over_and_asks_to_be_looked_at():
    pasted = proposed("项目名称\t备注\n道路\t续建\n")
    assert [left.words for left in pasted.left_over] == ["续建"]
    assert not pasted.plain


def test_running_numbers_and_rates_are_plainly_left_out():
    pasted = proposed("序号\t项目名称\t全年执行\t执行率\n1\t道路\t5\t100%\n")
    assert values(pasted) == [{"name": "道路", "outturn": "5"}]
    assert pasted.plain


def test_a_sum_below_is_not_taken_for_a_project():
    pasted = proposed("项目名称\t全年执行\n道路\t5\n合计(1个)\t5\n")
    assert [left.words for left in pasted.left_over] == ["合计(1个) 5"]
    assert len(pasted.rows) == 1


def test_amounts_under_a_head_in_yuan_carry_their_unit():
    pasted = proposed("项目名称\t全年执行（元）\n道路\t50,000.00\n")
    assert pasted.rows[0][1][0].read(pasted.rows[0][1][1]).value == 5


def test_a_title_and_a_unit_line_may_stand_above_the_heads():
    pasted = proposed("2023年项目\t\n单位：元\t\n项目名称\t年初预算\n道路\t10000\n")
    assert values(pasted) == [{"name": "道路", "initial": "10000元"}]
    assert [left.words for left in pasted.left_over] == ["2023年项目"]


def test_fields_outside_the_table_are_placed_by_their_heads_alone():
    text = "项目名称\t组织实施\n道路\t公开招标\n"
    pasted = proposed(text, others=(Project.implementation,))
    assert values(pasted) == [{"name": "道路", "implementation": "公开招标"}]


def test_columns_that_fit_no_place_for_certain_go_nowhere_and_are_looked_at():
    pasted = proposed("修路\t12.5\n")
    assert values(pasted) == [{"name": "修路"}]
    assert [left.words for left in pasted.left_over] == ["12.5"]
    assert not pasted.plain


def test_columns_that_fit_in_one_way_only_go_there_and_are_looked_at():
    pasted = proposed("修路\t业务工作\t12.5\t13\n")
    assert values(pasted) == [
        {"name": "修路", "kind": "业务工作", "initial": "12.5", "outturn": "13"}
    ]
    assert not pasted.plain


def test_a_column_that_counts_the_rows_names_nothing():
    pasted = proposed("1\t修路\t一般公共预算\n2\t修桥\t其他资金\n")
    assert [row["name"] for row in values(pasted)] == ["修路", "修桥"]
    assert pasted.plain


def test_a_value_that_cannot_be_read_is_looked_at_before():
    pasted = proposed("120\n12，5\n", start=3)
    assert [row["initial"] for row in values(pasted)] == ["120", "12，5"]
    assert not pasted.plain


def test_a_target_with_its_sign_is_not_put_under_the_requirement():
    text = "产出\t数量\t修路\t≥18公里\t20公里\t10\n"
    pasted = match_rows(grid_of(text), Indicator.fields)
    told = {"target": "≥18公里", "actual": "20公里", "points": "10"}
    assert told.items() <= values(pasted)[0].items()
    assert not pasted.plain


@pytest.mark.parametrize("words", ["总分", "合 计", "产出指标小计", "总得分（100分）", "总计："])
def test_a_row_that_sums_up_is_no_indicator(words):
    text = f"产出\t数量\t修路\t≥\t18公里\t20公里\t10\n{words}\t\t\t\t\t\t100\n"
    pasted = match_rows(grid_of(text), Indicator.fields)
    assert len(pasted.rows) == 1
    assert not pasted.plain


def test_a_column_of_sentences_needs_no_head():
    pasted = match_rows(grid_of("宣传政策\n落实项目\n"), (Duty.text,))
    assert [row[0][1] for row in pasted.rows] == ["宣传政策", "落实项目"]


def test_quotes_without_end_are_read_in_one_pass():
    assert len(grid_of('"a\t' * 1_000_000)[0]) == MOST_COLUMNS
    assert grid_of('"' * 3_000_002) == (('"' * 1_500_000,),)


def test_ten_megabytes_are_refused_with_a_sentence():
    with pytest.raises(UnusableFileError, match="太多"):
        grid_of("甲\t" * 5_000_000)


def test_too_many_rows_are_refused_with_a_sentence():
    with pytest.raises(UnusableFileError, match="太多"):
        grid_of("甲\n" * 20_000)


@pytest.mark.parametrize("begun", ["<a ", "<a", '<td a="', "<td a='\"", "<!--", "</", "<style>"])
def test_markup_that_never_ends_is_passed_over_and_what_came_before_it_is_kept(begun):
    html = "<table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr>" + begun * 60_000
    assert grid_of("", html)[:2] == (("甲", "1"), ("乙", "2"))


def test_a_cell_that_is_cut_off_keeps_what_it_has():
    assert grid_of("", "<table><tr><td>甲</td><td>乙<br>丙") == (("甲", "乙\n丙"),)


def test_a_table_in_a_cell_does_not_end_the_cell():
    html = "<table><tr><td>甲<table><tr><td>乙</td></tr></table>丙</td><td>1</td></tr></table>"
    assert grid_of("", html) == (("甲乙丙", "1"),)


@pytest.mark.parametrize("more", ["<tr><td>1</td><td>2</td></tr>" * 12_000, "<b>" * 500_000])
def test_more_markup_than_a_table_has_is_refused(more):
    with pytest.raises(UnusableFileError, match="太多"):
        grid_of("", f"<table>{more}</table>")


def test_merged_cells_that_cover_far_more_than_a_table_are_refused_in_a_moment():
    html = "<table>" + "<tr><td rowspan=50 colspan=50>甲</td></tr>" * 3_000 + "</table>"
    with pytest.raises(UnusableFileError, match="太多"):
        grid_of("", html)
