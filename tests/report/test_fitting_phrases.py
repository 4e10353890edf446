import pytest

from pingkou_gui.form.pages.basic_spending import Basic, Conferences, ThreePublic
from pingkou_gui.form.pages.overview import Staff, Unit
from pingkou_gui.report.fitting_phrases import fitting_phrases
from pingkou_gui.scheme.scheme_reader import default_scheme

REASONS = default_scheme().phrases["change_reasons"]


def offered(f, line):
    return fitting_phrases(f, line.reason, REASONS)


def test_a_rise_of_personnel_is_not_offered_thrift_nor_cars(facts_of):
    f = facts_of(basic__wages="120", basic__wages_last="100")
    told = offered(f, Basic.wages)
    assert "本年人员增加，相应支出增加" in told
    assert not [p for p in told if "过紧日子" in p or "车辆" in p or "接待" in p or "减少" in p]


def test_a_fall_of_a_public_expense_is_offered_thrift_and_its_own_item(facts_of):
    f = facts_of(three_public__reception="20", three_public__reception_last="30")
    told = offered(f, ThreePublic.reception)
    assert "接待批次和人数减少" in told
    assert "接待批次和人数增加" not in told
    assert "落实过紧日子要求，压减一般性支出" in told
    assert not [phrase for phrase in told if "车辆" in phrase or "人员" in phrase]


def test_cars_are_offered_what_is_about_cars_by_the_way_they_went(facts_of):
    less = facts_of(three_public__running="3", three_public__running_last="5")
    more = facts_of(three_public__running="5", three_public__running_last="3")
    assert "车辆报废，运行费用减少" in offered(less, ThreePublic.running)
    assert "车辆老旧，维修次数增多" in offered(more, ThreePublic.running)
    assert "车辆报废，运行费用减少" not in offered(more, ThreePublic.running)


def test_what_is_about_nothing_in_particular_is_offered_everywhere(facts_of):
    for line in (Basic.wages, ThreePublic.running, Conferences.training, Basic.goods):
        assert "科目调整，上年在其他科目列支" in offered(facts_of(), line)


def test_goods_may_have_any_reason(facts_of):
    assert offered(facts_of(), Basic.goods) == REASONS


@pytest.mark.parametrize(
    ("now", "last", "gone"), [("90", "91", "公开招考录用"), ("92", "91", "人员退休")]
)
def test_people_who_left_are_no_reason_for_more_of_them(facts_of, now, last, gone):
    f = facts_of(staff__headcount=now, staff__headcount_last=last)
    phrases = default_scheme().phrases["headcount_reasons"]
    assert gone in phrases
    assert gone not in fitting_phrases(f, Staff.headcount_reason, phrases)


def test_where_nothing_would_be_left_all_is_offered(facts_of):
    f = facts_of(basic__wages="120", basic__wages_last="100")
    only = ("压减一般性支出",)
    assert fitting_phrases(f, Basic.wages.reason, only) == only


def test_other_lists_are_left_as_they_are(facts_of):
    assert fitting_phrases(facts_of(), Unit.short_name, ("我镇", "我乡")) == ("我镇", "我乡")
