"""The unit's own name: which spelling is the right one, and which are not."""

import pytest

from pingkou_gui.text.proofread import proofread
from pingkou_gui.text.source import SourceText

UNIT = "清溪县平口镇人民政府"
TITLE = f"2023年度{UNIT}部门整体支出绩效自评报告"
TEXT = f"{TITLE}\n平口镇党委重视。\n平口镇修路。\n平口镇修渠。\n{UNIT}\n填报单位：{UNIT}"


def told(text):
    found = proofread(SourceText.from_string(text))
    return [(f.spot.paragraph, f.quote, f.expected) for f in found if f.class_ == "NAME"]


@pytest.mark.parametrize("wrong", ["囗", "□", "曰", "扣"])
def test_the_spelling_used_most_is_right_be_it_not_that_of_the_title(wrong):
    slip = UNIT.replace("口", wrong)
    assert told(TEXT.replace(UNIT, slip, 1)) == [(0, slip, UNIT)]


@pytest.mark.parametrize("wrong", ["囗", "□", "曰"])
def test_the_place_alone_with_a_character_that_looks_alike_is_told(wrong):
    slip = f"平{wrong}镇"
    assert told(TEXT.replace("平口镇修路", f"{slip}修路")) == [(2, slip, "平口镇")]


def test_a_neighbour_with_a_name_of_its_own_is_left_alone():
    assert told(f"{TEXT}\n与平江镇合作。") == []
