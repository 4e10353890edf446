"""What changes between two schemes is told in words."""

from dataclasses import replace
from decimal import Decimal as D
from types import MappingProxyType

from pingkou_gui.assets import asset
from pingkou_gui.scheme.difference import differences
from pingkou_gui.scheme.drafting import built, draft_of
from pingkou_gui.scheme.reader import default_scheme, read_scheme_file

OLD = default_scheme()


def test_equal_schemes_have_no_differences():
    assert differences(OLD, replace(OLD, version="9", text="")) == ()


def test_cost_at_the_first_level_is_told_with_its_points():
    told = differences(OLD, read_scheme_file(asset("schemes/hunan-cost-first.toml")))
    assert "新增一级指标“成本指标”，20 分" in told
    assert "“产出指标”由 50 分改为 40 分" in told


def test_headings_are_told_by_what_became_of_them():
    draft = draft_of(OLD)
    draft.headings[0].title = "单位概况"
    del draft.headings[-1]
    told = differences(OLD, built(draft))
    assert "标题“部门概况”改为“单位概况”" in told
    assert any("取消标题“其他需要说明的情况”" in words for words in told)


def test_thresholds_are_told_with_both_numbers():
    limits = MappingProxyType({**OLD.thresholds, "change_needs_reason": D(20)})
    told = differences(OLD, replace(OLD, thresholds=limits))
    assert told == ("“比上年增减超过多少要写原因”由 30% 改为 20%",)


def test_the_deadline_and_the_units_are_told():
    told = differences(OLD, replace(OLD, deadline="2024-03-31", units=("甲镇",)))
    assert told == ("上报截止日改为 2024-03-31", "要上报的单位由 0 个改为 1 个")
