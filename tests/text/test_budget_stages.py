"""年初…追加…全年…支出: which amount is which stage of the budget, where arithmetic confirms it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread
from pingkou_gui.text.reading.reader import read

HEAD = "河湾乡2024年度部门整体支出绩效自评报告\n\n"


def stages(text):
    """Return the amounts of the general budget by their stage."""
    found = read(SourceText.from_string(HEAD + text)).statements
    return {
        s.measure: s.amount.text
        for s in found
        if s.key == "total_spending" and s.scope == "general_public_budget" and s.amount
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "年初一般公共预算820.5万元，年中调增79.5万元，调整后900.0万元；实际支出855.0万元，执行率95.0%。",
            {"initial_budget": "820.5", "added": "79.5", "full_year_budget": "900.0", "outturn": "855.0"},
        ),
        (
            "资金方面，一般公共预算年初安排640.2万元，执行中追加110.4万元，全年750.6万元；支出741.1万元。",
            {"initial_budget": "640.2", "added": "110.4", "full_year_budget": "750.6", "outturn": "741.1"},
        ),
        (
            "年初预算500万元，年内追减20万元，调整后预算480万元，全部是一般公共预算。全年支出470万元。",
            {"initial_budget": "500", "full_year_budget": "480", "outturn": "470"},
        ),
        (
            "一般公共预算年初下达300万元，当年追加45万元、上级追加15万元，调整后360万元，已支付342万元。",
            {"initial_budget": "300", "full_year_budget": "360", "outturn": "342"},
        ),
    ],
)  # fmt: skip
def test_each_stage_is_known_by_its_words_and_the_sum(text, expected):
    assert stages(text) == expected


def test_a_rate_or_a_remainder_confirms_the_stages_as_well_as_a_sum():
    by_rate = "一般公共预算年初安排400万元，全年416.5万元，实际支出408.17万元，执行率98%。"
    by_rest = (
        "一般公共预算年初安排400万元，全年416.5万元，实际支出408.1万元，剩余8.4万元交回县财政。"
    )
    for text, spent in ((by_rate, "408.17"), (by_rest, "408.1")):
        assert stages(text)["full_year_budget"] == "416.5"
        assert stages(text)["outturn"] == spent


def test_stages_that_nothing_confirms_are_left_open():
    text = "一般公共预算年初安排400万元，全年416.5万元，实际支出300.2万元。"
    assert "full_year_budget" not in stages(text)


def test_stages_of_a_project_are_not_those_of_the_unit():
    text = "水渠维修项目年初预算50万元，年中追加10万元，调整后60万元，实际支出57万元，执行率95%。"
    assert stages(text) == {}


@given(
    initial=st.integers(10_000, 999_999),
    added=st.integers(1, 99_999),
    spent=st.integers(1, 100),
)
def test_what_is_written_is_read_back(initial, added, spent):
    full = initial + added
    out = full * spent // 100
    money = lambda cents: str(Decimal(cents).scaleb(-2))  # noqa: E731
    text = (
        f"一般公共预算年初安排{money(initial)}万元，年中追加{money(added)}万元，"
        f"全年{money(full)}万元，实际支出{money(out)}万元。"
    )
    assert stages(text) == {
        "initial_budget": money(initial), "added": money(added),
        "full_year_budget": money(full), "outturn": money(out),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "年初一般公共预算820.5万元，年中调增79.5万元，调整后900.0万元；实际支出855.0万元，执行率95.0%。",
        "一般公共预算年初安排640.2万元，执行中追加110.4万元，全年750.6万元；支出735.6万元，执行率98.00%。",
    ],
)
def test_a_right_rate_of_the_adjusted_budget_is_left_alone(text):
    assert not [f for f in proofread(SourceText.from_string(HEAD + text)) if f.class_ == "PCT"]


def test_a_wrong_rate_of_the_adjusted_budget_is_told_with_the_right_one():
    text = "年初一般公共预算820.5万元，年中调增79.5万元，调整后900.0万元；实际支出855.0万元，执行率96.0%。"
    found = [f for f in proofread(SourceText.from_string(HEAD + text)) if "95" in f.expected]
    assert found


@pytest.mark.parametrize(
    "text",
    [
        "县里年初批复我乡一般公共预算820.5万元。年中追加79.5万元，全年可用900.0万元。到年底实际花了882.0万元，执行率98.0%。",
        "一般公共预算年初安排820.5万元→年中追加79.5万元→全年预算900.0万元→全年执行882.0万元→结转18.0万元。",
        "全年指标900.0万元，全是一般公共预算，其中年初下达820.5万元，其余79.5万元都是追加；支出882.0万元。",
        "一般公共预算的几个阶段：\n1.年初预算：820.5万元；\n2.上级追加：79.5万元；\n3.调整后预算：900.0万元；\n4.支出：882.0万元。",
        "一般公共预算年初820.5万元，年中下达危房改造资金共99.5万元，年底前又统筹收回低效资金20万元，最终预算900.0万元。实支882.0万元。",
        "本乡只有一般公共预算拨款。年初数820.5万元，6月调减20.5万元，8月又增加防疫专项100万元，故调整后为900.0万元。实际支出882.0万元。",
    ],
)
def test_stages_are_known_however_they_are_strung_together(text):
    found = stages(text)
    found.pop("added", None)
    assert found == {"initial_budget": "820.5", "full_year_budget": "900.0", "outturn": "882.0"}


def test_a_full_budget_without_a_first_one_is_confirmed_by_its_rate():
    text = (
        "一般公共预算全年安排900.0万元，实际支出877.5万元，执行率97.5%，余下22.5万元已交回县财政。"
    )
    assert stages(text) == {"full_year_budget": "900.0", "outturn": "877.5"}


def slips(text):
    found = proofread(SourceText.from_string(HEAD + text))
    return [(f.class_, f.expected) for f in found if f.class_ in {"SUM", "PCT"}]


def test_a_full_budget_that_sum_and_rate_contradict_is_told_once():
    text = "年初预算：820.5万元；\n上级追加：79.5万元；\n调整后预算：910.0万元；\n支出：882.0万元，占调整后预算的98.0%。"
    assert slips(text) == [("SUM", "900.0")]


def test_spending_that_remainder_and_rate_contradict_is_told_once():
    text = "年初预算820.5万元，年中追加79.5万元，全年预算900.0万元；支出892.0万元，支出进度98.0%，结余18.0万元。"
    assert slips(text) == [("SUM", "882.0")]


def test_a_change_that_was_not_understood_proves_nothing():
    text = (
        "年初预算820.5万元，年中追加85.5万元，又上划人员6.0万元，全年预算900.0万元；支出882.0万元。"
    )
    assert slips(text) == []
