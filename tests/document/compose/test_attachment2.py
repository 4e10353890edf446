"""附件2: both halves of the year's money, the goal, the indicators by level."""

from dataclasses import replace

import pytest
from attachment_text import golden, kinds_of, row_of, rows, shown, texts
from hypothesis import given
from hypothesis import strategies as st
from township import INDICATORS, facts

from pingkou_gui.document.attachment_tables import by_sense
from pingkou_gui.document.attachments import attachment2_tables
from pingkou_gui.document.page_flow import flow_table
from pingkou_gui.form.pages.funds import General
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures_funds import FUND_TOTALS, other_sources

LEVELS = st.sampled_from(["产出指标", "产出", "效益指标", "成本指标", "", "生态"])
SECONDS = st.sampled_from(["数量指标", "成本指标", "", "经济效益指标"])


def money(name, **settings):
    return row_of(attachment2_tables(facts(**settings)), name)


def indicator(name, **settings):
    return row_of(attachment2_tables(facts(**settings)), name)


def one(*texts):
    return facts(indicators=(("产出指标", "数量指标", "里程", *texts, "5", ""),))


def test_the_sheet_of_a_township_is_as_the_county_wants_it():
    assert shown(attachment2_tables(facts())) == golden("attachment2.txt")


def test_the_money_of_the_year_stands_with_its_rate_and_points():
    row = money("年度资金总额")
    assert row[1:] == ["861.10", "2030.12", "2030.12", "10", "100.00%", "10.00"]


def test_the_halves_are_printed_as_they_are_even_where_they_do_not_agree():
    assert money("其中：一般公共预算") == [
        "其中：一般公共预算",
        "1996.87",
        "其中：基本支出",
        "900.47",
    ]
    assert money("政府性基金拨款") == ["政府性基金拨款", "33.25", "项目支出", "1025.20"]


def test_budgets_without_a_row_of_their_own_are_in_the_other_money_and_named_there():
    row = money(
        "其他资金（含国有资本经营）", state_capital__outturn="12.5", other_funds__outturn="2"
    )
    assert row[1] == "14.50"


def test_a_budget_of_zero_has_neither_rate_nor_points():
    none = dict.fromkeys(("general__full_year", "government_funds__full_year"), "0")
    assert money("年度资金总额", **none)[-3:] == ["10", "—", "—"]


def test_a_goal_that_is_missing_is_marked():
    assert "【待填】" in shown(attachment2_tables(facts(goal__achieved="")))


@pytest.mark.parametrize(
    ("requirement", "target", "printed"),
    [
        ("≥", "95%", "≥95%"),
        ("=", "8个", "=8个"),
        ("≤", "202.6万元", "≤202.6万元"),
        ("＞", "3", "＞3"),
        ("≥", "≥95%", "≥95%"),
        ("之前", "9月", "9月前"),
        ("之前", "9月前", "9月前"),
        ("之前", "9月底", "9月底前"),
        ("≥", "不低于95%", "不低于95%"),
        ("≥", "95%以上", "95%以上"),
        ("≥", "Ⅲ类及以上", "Ⅲ类及以上"),
        ("之前", "批复后20日内", "批复后20日内"),
        ("定性", "合规", "合规"),
        ("", "8个", "8个"),
        ("≥", "", "【待填】"),
    ],
)
def test_a_target_is_printed_with_what_is_required_of_it(requirement, target, printed):
    row = row_of(attachment2_tables(one(requirement, target, "9")), "里程")
    assert row[1] == printed


def test_an_actual_value_left_blank_is_that_of_the_figure_it_is_named_for():
    rate = ("产出指标", "成本指标", "在职人员控制率", "≤", "100%", "", "5", "")
    blocks = attachment2_tables(facts(indicators=(rate,)))
    assert row_of(blocks, "在职人员控制率")[2] == "108.70%"


def test_the_points_are_printed_as_they_add_up_and_a_wrong_sum_has_no_score():
    assert row_of(attachment2_tables(facts(indicators=INDICATORS[:2])), "总分")[1:3] == ["25", ""]


def test_a_shortfall_scores_in_proportion():
    assert indicator("项目按期完工率")[3:5] == ["5", "4.86"]


def test_levels_are_merged_and_carry_the_points_of_the_scheme():
    merged = [(c.text, c.rows) for row in rows(attachment2_tables(facts())) for c in row.cells]
    assert ("产出指标\n（50分）", 7) in merged
    assert ("数量指标", 2) in merged
    assert ("满意度指标\n（10分）", 1) in merged


def test_indicators_come_in_the_order_of_the_levels_and_within_one_in_the_clerks():
    mixed = (INDICATORS[-1], INDICATORS[4], INDICATORS[1], INDICATORS[0])
    names = [texts(row)[-6] for row in rows(attachment2_tables(facts(indicators=mixed)))[-5:-1]]
    assert names == ["建成集中供水点", "村道养护里程", "项目按期完工率", "群众满意度"]


def test_a_level_the_scheme_does_not_know_comes_last_without_points():
    strange = ("自设指标", "数量指标", "巡河次数", "≥", "12次", "14次", "5", "")
    text = shown(attachment2_tables(facts(indicators=(strange, *INDICATORS))))
    assert text.index("巡河次数") > text.index("群众满意度")
    assert "自设指标\t" in text


def test_a_group_that_fits_is_tied_together_and_a_long_one_by_its_second_level():
    long = tuple((*INDICATORS[0][:2], f"第{n}项", *INDICATORS[0][3:]) for n in range(11))
    whole, parted = (
        {texts(row)[-6]: row.keep for row in attachment2_tables(facts(indicators=i))[1].rows[:-1]}
        for i in (INDICATORS, (*long, *INDICATORS[2:]))
    )
    assert [whole["建成集中供水点"], whole["“三公”经费支出总额"]] == [True, False]
    assert [parted["第9项"], parted["第10项"]] == [True, False]


def test_the_total_never_stands_alone_on_a_page():
    assert attachment2_tables(facts())[1].rows[-2].keep


def test_without_indicators_the_countys_form_is_there_to_be_filled_in():
    text = shown(attachment2_tables(facts(indicators=())))
    assert "效益指标／（30分）\t经济效益指标\t\t\t\t\t\t\n" in text
    assert "总分\t100\t\t含预算执行得分\n" in text


@pytest.mark.parametrize(
    ("name", "room", "lines"),
    [
        ("数量指标", 5, "数量指标"),
        ("可持续影响指标", 5, "可持续影响\n指标"),
        ("服务对象满意度指标", 5, "服务对象\n满意度指标"),
        ("服务对象满意度指标", 4, "服务对象\n满意度\n指标"),
        ("生态环境成本指标", 5, "生态环境\n成本指标"),
        ("经济成本指标", 5, "经济成本\n指标"),
        ("满意度成本效益经济", 7, "满意度\n成本效益经济"),
        ("一个没有词可断的长名称", 5, "一个没有词可断的长名称"),
    ],
)
def test_the_name_of_a_level_is_broken_by_sense(name, room, lines):
    assert by_sense(name, room) == lines


def test_a_name_of_a_thousand_words_is_broken_like_a_short_one():
    lines = by_sense("数量指标" * 1_000, 6).split("\n")
    assert "".join(lines) == "数量指标" * 1_000
    assert max(map(len, lines)) <= 6


@given(
    st.lists(
        st.sampled_from(["数量", "指标", "成本", "经济", "效益", "满意度", "可持续影响"]),
        max_size=8,
    ),
    st.integers(1, 12),
)
def test_no_other_way_of_breaking_is_shorter_or_more_even(parts, room):
    from itertools import combinations, pairwise

    from pingkou_gui.document.attachment_tables import _SEAM

    text = "".join(parts)
    words = [word for word in _SEAM.split(text) if word]
    ways = [
        ["".join(words[left:right]) for left, right in pairwise((0, *cuts, len(words)))]
        for many in range(len(words))
        for cuts in combinations(range(1, len(words)), many)
    ]
    fitting = [way for way in ways if max(map(len, way)) <= room] or [words or [""]]
    best = min((len(way), max(map(len, way))) for way in fitting)
    lines = by_sense(text, room).split("\n")
    assert (len(lines), max(map(len, lines))) == best


def test_every_amount_leads_to_where_it_comes_from():
    found = kinds_of(
        attachment2_tables(facts(other_funds__outturn="7.70", other_funds__initial="无"))
    )
    assert found["861.10"][1] == (FUND_TOTALS["initial"].at(),)
    assert found["1996.87"][1] == (General.outturn.at(),)
    assert found["7.70"][1] == (other_sources.at(),)


@given(st.lists(st.tuples(LEVELS, SECONDS), max_size=30))
def test_whatever_the_levels_are_every_row_fills_the_table(levels):
    indicators = tuple((*pair, "名", "≥", "1", "1", "1", "") for pair in levels)
    content = attachment2_tables(facts(indicators=indicators))[1]
    assert len(flow_table(content, 12756, row_height=400).rows) == 3 + (len(levels) or 9)


def test_the_common_indicators_stand_below_where_the_county_uses_them():
    plain = facts()
    asked = Facts(plain.report, replace(plain.scheme, use_common=True))
    assert len(attachment2_tables(plain)) == 2
    row = row_of(attachment2_tables(asked)[2:], "在职人员控制率")
    assert row[2] == "108.70%"


def test_every_row_of_the_common_indicators_fills_the_table():
    plain = facts()
    asked = Facts(plain.report, replace(plain.scheme, use_common=True))
    content = attachment2_tables(asked)[2]
    assert len(flow_table(content, 12756, row_height=400).rows) == 3 + len(plain.scheme.common)


def test_a_level_whose_rows_add_up_to_other_points_says_those():
    rows_of = [(*row[:6], "15", *row[7:]) if row[0] == "满意度指标" else row for row in INDICATORS]
    merged = [
        c.text for row in rows(attachment2_tables(facts(indicators=rows_of))) for c in row.cells
    ]
    assert "满意度指标\n（15分）" in merged
    assert "产出指标\n（50分）" in merged
    unsaid = [(*row[:6], "", *row[7:]) for row in rows_of]
    blank = [
        c.text for row in rows(attachment2_tables(facts(indicators=unsaid))) for c in row.cells
    ]
    assert "满意度指标\n（10分）" in blank
