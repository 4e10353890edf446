"""Sentences at their edges: none, nought, blank, one and many, words that close themselves."""

import pytest

from pingkou_gui.document.chapters_money import EXPENSES
from pingkou_gui.document.phrases import (
    Span,
    SpanKind,
    amount_of,
    blanks_behind,
    compared,
    concat,
    covered_by_total,
    join,
    paragraphs,
    phrase_of,
    reasoned,
    stage_of,
    template,
    text_of,
    typed,
    words,
)
from pingkou_gui.form.pages.basic_spending import Basic, SpendingTexts, ThreePublic
from pingkou_gui.form.pages.funds import General
from pingkou_gui.form.pages.overview import KeyWork, Unit
from pingkou_gui.form.pages.problems import Closing
from pingkou_gui.form.pages.scoring import Goal
from pingkou_gui.report.figures import quantity
from pingkou_gui.report.figures_funds import FUNDS, execution_rate

NONE = {f"{x}__outturn": "无" for x in ("government_funds", "state_capital", "social_insurance")}
ROAD = {"name": "修路", "budget": "一般公共预算", "full_year": "10", "outturn": "9"}


# -- words put together


def test_plain_neighbours_are_one_and_others_keep_apart():
    ref = Unit.name.at()
    said = concat("甲", "乙", Span("丙", SpanKind.TYPED, (ref,)), "", Span("丁"), "戊")
    assert [(span.text, span.kind) for span in said] == [
        ("甲乙", SpanKind.PLAIN),
        ("丙", SpanKind.TYPED),
        ("丁戊", SpanKind.PLAIN),
    ]


def test_two_typed_words_side_by_side_stay_two():
    one, other = (Span(text, SpanKind.TYPED, (Unit.name.at(),)) for text in "甲乙")
    assert concat(one, other) == (one, other)
    marked = Span("甲", SpanKind.PLAIN, (Unit.name.at(),))
    assert concat(marked, "乙") == (marked, Span("乙"))


def test_only_parts_that_say_something_are_joined():
    assert words(join(["", "甲", "", "乙", ""], "；")) == "甲；乙"
    assert words(template("{a}，{b}。", a="甲", b=())) == "甲，。"


def test_paragraphs_stand_apart_and_blank_ones_are_left_out():
    assert words(paragraphs(["", "甲", (), "乙", ""])) == "甲\n乙"


# -- the clerk's own words


@pytest.mark.parametrize(
    ("text", "said"),
    [("甲", "甲。"), ("甲\n\n 乙！ ", "甲。\n乙！"), ("甲；\n乙", "甲；\n乙。")],
)
def test_every_paragraph_of_the_clerk_is_closed(facts_of, text, said):
    assert words(text_of(facts_of(closing__remarks=text), Closing.remarks)) == said


def test_a_phrase_runs_in_one_line_without_its_stop(facts_of):
    f = facts_of(spending_texts__basic_use="保障\n运转。；")
    assert words(phrase_of(f, SpendingTexts.basic_use)) == "保障运转"
    assert phrase_of(f, Closing.remarks) == ()
    assert (
        words(phrase_of(facts_of(spending_texts__basic_use="。"), SpendingTexts.basic_use)) == "。"
    )


def test_a_name_of_nothing_but_stops_stays_what_it_is(facts_of):
    assert typed(facts_of(unit__name="平口镇。"), Unit.name).text == "平口镇"
    assert typed(facts_of(unit__name="。。"), Unit.name).text == "。。"
    assert typed(facts_of(), Unit.name, label="名称").text == "【待填：名称】"
    assert typed(facts_of(), Unit.name).text == "【待填：单位名称】"


# -- numbers with what stands behind them


def test_an_amount_is_typed_or_worked_out_or_called_for(facts_of):
    f = facts_of(basic__wages="1", basic__transfers="2", basic__operating="4")
    assert amount_of(f, Basic.personnel).kind is SpanKind.DERIVED
    assert amount_of(f, Basic.operating).kind is SpanKind.TYPED
    assert amount_of(f, Basic.operating).refs == (Basic.operating.this.at(),)
    assert amount_of(f, Basic.goods).span().kind is SpanKind.MISSING
    with pytest.raises(KeyError):
        amount_of(f, Basic.goods, "budget")


def test_a_stage_is_typed_or_worked_out(facts_of):
    f = facts_of(general__full_year="9", basic__total="5", project_totals__total="无")
    general = FUNDS["general"]
    assert stage_of(f, general, "full_year").kind is SpanKind.TYPED
    assert stage_of(f, general, "full_year").refs == (General.full_year.at(),)
    assert stage_of(f, general, "outturn").kind is SpanKind.DERIVED
    assert stage_of(f, general, "carried_in").value is None


def test_a_placeholder_leads_to_what_is_required_first(facts_of):
    f = facts_of(basic__wages="1")
    assert f[quantity(Basic.total).this] is None
    missing = blanks_behind(f, quantity(Basic.total).this)
    assert missing == (Basic.transfers.this.at(), Basic.goods.this.at())


def test_a_placeholder_leads_to_what_is_not_rare_where_nothing_required_is_blank(facts_of):
    f = facts_of(**NONE, general__outturn="5")
    assert f[execution_rate] is None
    assert General.full_year.at() in blanks_behind(f, execution_rate)
    rare = {"special_account", "other_funds"}
    assert not {place.section for place in blanks_behind(f, execution_rate)} & rare


# -- against last year


@pytest.mark.parametrize(
    ("this", "last", "said"),
    [
        ("", "5", ""),
        ("5", "", "上年为【待填：培训费上年决算】"),
        ("5", "5", "与上年持平"),
        ("5.004", "5", "与上年基本持平"),
        ("5.005", "5", "比上年增加0.01万元，增长0.20%"),
        ("无", "5", "比上年减少5.00万元，下降100%"),
        ("5", "无", "比上年增加5.00万元（上年为0）"),
        ("0", "0", "与上年持平"),
    ],
)
def test_nothing_is_claimed_beyond_what_is_known(facts_of, this, last, said):
    from pingkou_gui.form.pages.basic_spending import Conferences

    f = facts_of(conferences__training=this, conferences__training_last=last)
    assert words(compared(f, Conferences.training)) == said


def test_a_part_need_not_tell_of_last_year_where_a_total_above_it_does(facts_of):
    f = facts_of(basic__wages="5", basic__total_last="9")
    assert covered_by_total(f, Basic.wages, "last")
    assert not covered_by_total(f, Basic.wages, "this")
    assert not covered_by_total(f, Basic.total, "last")
    assert compared(f, Basic.wages) == ()
    assert words(compared(facts_of(basic__wages="5"), Basic.wages)).startswith("上年为【待填")


@pytest.mark.parametrize(
    ("this", "last", "said"),
    [
        ("10", "5", "主要原因是【待填：商品和服务支出变动原因】"),
        ("5.5", "5", ""),
        ("5.004", "5", ""),
        ("5", "5", ""),
    ],
)
def test_a_reason_is_called_for_only_where_the_county_asks_why(facts_of, this, last, said):
    f = facts_of(basic__goods=this, basic__goods_last=last)
    assert words(reasoned(f, Basic.goods)) == said


@pytest.mark.parametrize(
    ("this", "last", "printed"),
    [("5.005", "5", True), ("5.004", "5", False), ("4.996", "5", False), ("5", "5", False)],
)
def test_a_reason_that_was_given_is_printed_where_a_change_is(facts_of, this, last, printed):
    more = {"basic__goods": this, "basic__goods_last": last, "basic__goods_reason": "购置桌椅"}
    said = words(reasoned(facts_of(**more), Basic.goods))
    assert said == ("主要原因是购置桌椅" if printed else "")
    new = facts_of(**more, unit__last_year="新设或合并，上年无可比数据")
    assert words(reasoned(new, Basic.goods)) == ""


@pytest.mark.parametrize(
    ("this", "said"),
    [("5.5", "主要原因是【待填：培训费变动原因】"), ("5.004", ""), ("5", "")],
)
def test_training_wants_a_reason_for_every_change_that_is_printed(facts_of, this, said):
    from pingkou_gui.form.pages.basic_spending import Conferences

    f = facts_of(conferences__training=this, conferences__training_last="5")
    assert words(reasoned(f, Conferences.training)) == said


def test_a_reason_that_was_given_is_printed_though_nobody_asked(facts_of):
    f = facts_of(
        unit__year="2023",
        conferences__training="5.5",
        conferences__training_last="5",
        conferences__training_reason="增加一期",
    )
    assert words(EXPENSES["general_budget.training"](f)).endswith(
        "增长10.00%，主要原因是增加一期。"
    )


def test_a_sum_of_parts_needs_no_reason_but_tells_one_that_was_given(facts_of):
    parts = {
        "basic__wages": "9",
        "basic__wages_last": "5",
        "basic__transfers": "1",
        "basic__transfers_last": "1",
    }
    assert reasoned(facts_of(**parts), Basic.personnel) == ()
    given = facts_of(**parts, basic__personnel_reason="调资")
    assert words(reasoned(given, Basic.personnel)) == "主要原因是调资"


def test_the_same_reason_of_two_parts_is_told_once(facts_of):
    cars = {
        "three_public__purchase": "9",
        "three_public__purchase_last": "5",
        "three_public__purchase_reason": "更新车辆",
        "three_public__running": "4",
        "three_public__running_last": "2",
    }
    twice = facts_of(**cars, three_public__running_reason="更新车辆")
    assert words(reasoned(twice, ThreePublic.vehicles, gather=True)) == "主要原因是更新车辆"
    two = facts_of(**cars, three_public__running_reason="跑得多")
    assert (
        words(reasoned(two, ThreePublic.vehicles, gather=True)) == "主要原因是更新车辆，以及跑得多"
    )
    assert reasoned(two, ThreePublic.vehicles) == ()


def test_no_reason_is_gathered_from_parts_that_did_not_move(facts_of):
    f = facts_of(
        three_public__purchase="5",
        three_public__purchase_last="5",
        three_public__purchase_reason="不变",
        three_public__running="4",
        three_public__running_last="2",
        three_public__running_reason="跑得多",
    )
    assert words(reasoned(f, ThreePublic.vehicles, gather=True)) == "主要原因是跑得多"


# -- figures where words belong


def test_a_text_of_bare_figures_is_marked_and_does_not_end_as_a_sentence(facts_of):
    f = facts_of(closing__remarks="91。", key_work=[{"level": "1", "title": "86"}])
    said = text_of(f, Closing.remarks)
    assert words(said) == "【待核：其他需要说明的情况只写了“91。”】。"
    assert said[0].kind is SpanKind.MISSING
    assert said[0].refs == (Closing.remarks.at(),)
    assert words(phrase_of(f, KeyWork.title, 1)) == "【待核：标题只写了“86”】"


def test_a_share_alone_tells_how_far_a_goal_was_reached(facts_of):
    assert words(text_of(facts_of(goal__achieved="100%"), Goal.achieved)) == "100%。"
