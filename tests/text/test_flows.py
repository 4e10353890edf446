"""What came in, what went out and what is left, told in chapters of their own."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread

TOTALS = "2023年度收入总计、支出总计均为520.40万元。\n"
INCOME = "（二）收入决算情况\n本年收入合计480.15万元。年初结转和结余40.25万元。\n"
SPENDING = "（三）支出决算情况\n本年支出合计492.70万元。年末结转和结余{left}万元。{more}\n"


def told(left, *, totals=TOTALS, more=""):
    text = f"石桥局2023年度部门决算情况说明\n（一）总体情况\n{totals}{INCOME}"
    found = proofread(SourceText.from_string(text + SPENDING.format(left=left, more=more)))
    return "".join(f.message for f in found if f.class_ == "SUM")


@pytest.mark.parametrize("totals", [TOTALS, ""])
def test_what_is_left_is_held_against_income_and_spending_of_other_chapters(totals):
    assert "应为27.70" in told("22.70", totals=totals) or "写成27.70" in told(
        "22.70", totals=totals
    )
    assert told("27.70", totals=totals) == ""


def test_where_something_was_distributed_as_well_nothing_is_said():
    assert told("22.70", more="结余分配5.00万元。") == ""
    assert told("22.70", more="结余分配0.00万元。") != ""
