"""What changes between two schemes is told in words."""

from dataclasses import replace
from decimal import Decimal as D
from types import MappingProxyType

import pytest

from pingkou_gui.paths import asset
from pingkou_gui.scheme.scheme_editing import built, differences, draft_of
from pingkou_gui.scheme.scheme_reader import default_scheme, read_scheme_file

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


NEW_NAMES = ("数量指标", "安全指标")
OTHERS = "、良 80 分起、中 60 分起、差 0 分起"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"execution": D(20)}, ("预算执行的分值由 10 分改为 20 分",)),
        (
            {"levels": (replace(OLD.levels[0], names=NEW_NAMES), *OLD.levels[1:])},
            (
                "“产出指标”下新增二级指标“安全指标”",
                "“产出指标”下取消二级指标“成本指标”",
                "“产出指标”下取消二级指标“时效指标”",
                "“产出指标”下取消二级指标“质量指标”",
            ),
        ),
        ({"levels": OLD.levels[:-1]}, ("取消一级指标“满意度指标”（原 10 分）",)),
        (
            {"grades": (replace(OLD.grades[0], least=D(95)), *OLD.grades[1:])},
            (f"等级由“优 90 分起{OTHERS}”改为“优 95 分起{OTHERS}”",),
        ),
        ({"bands": OLD.bands[:1]}, ("定性指标的评分档次有变动",)),
        ({"use_common": True}, ("另按共性指标计分",)),
        ({"common": ()}, ()),
        (
            {"titles": {**OLD.titles, "attachment2": "自评表"}},
            ("附件2标题改为“自评表”",),
        ),
        (
            {"phrases": {**OLD.phrases, "short_names": ("我镇",)}},
            ("常用语“正文自称”有变动",),
        ),
        ({"regulations": ()}, ("可以引用的文件有变动",)),
        ({"page": replace(OLD.page, sealed=True)}, ("版式（边距、字体或落款）有变动",)),
        ({"page": replace(OLD.page)}, ()),
    ],
)
def test_each_thing_that_changes_is_told_and_nothing_else(changed, told):
    assert differences(OLD, replace(OLD, **changed)) == told


def test_common_indicators_are_told_only_while_they_score():
    used = replace(OLD, use_common=True)
    assert differences(used, replace(used, common=OLD.common[1:])) == ("共性指标有变动",)
    assert differences(used, used) == ()
    assert differences(used, OLD) == ("不再另按共性指标计分",)


def test_a_deadline_that_goes_is_told():
    told = differences(replace(OLD, deadline="2024-03-31"), OLD)
    assert told == ("上报截止日改为 没有规定",)


def test_headings_that_move_change_their_level_or_come_are_told():
    draft = draft_of(OLD)
    last = draft.headings.pop()
    without = built(draft)
    assert differences(without, OLD) == ("新增一级标题“其他需要说明的情况”",)
    draft.headings.append(last)
    draft.headings[-1].level = 2
    assert differences(OLD, built(draft)) == (
        "“其他需要说明的情况”由一级标题改为二级标题",
    )  # fmt: skip
    draft.headings[-1].level = 1
    draft.headings[-1].guidance = "没有就写无"
    draft.headings[-2:] = draft.headings[:-3:-1]
    assert differences(OLD, built(draft)) == (
        "“其他需要说明的情况”的填写提示有变动",
        "标题的先后顺序有变动",
    )
