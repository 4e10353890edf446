"""Figures whose sentence leaves them to be counted back, inherited or added up, and what is then in doubt."""

import pytest

from pingkou_gui.form.form import FORM
from pingkou_gui.importers.last_report import read_report
from pingkou_gui.importers.source_text import read_pasted
from pingkou_gui.report.report import Report

HEAD = "溪桥县柳树镇人民政府2023年度部门整体支出绩效自评报告\n"
SHORT = {
    "three_public.total": "三公", "three_public.reception": "接待", "three_public.running": "运行", "three_public.purchase": "购置",
    "three_public.vehicles": "用车", "three_public.overseas": "出国", "basic.total": "基本", "basic.personnel": "人员",
    "basic.operating": "公用", "basic.wages": "工资", "basic.goods": "商品", "basic.transfers": "补助", "project_totals.total": "项目", "conferences.meetings": "会议",
    "conferences.training": "培训", "control.procurement": "采购", "staff.headcount": "在职", "staff.establishment": "编制",
    "staff.civil_posts": "行政编制", "staff.institution_posts": "事业编制",
}  # fmt: skip
COLUMNS = {"_last": "上年", "_budget": "预算"}


def told(text):
    """Return the figures proposed: quantity, column and value, in doubt with a ? behind it."""
    found = []
    for item in read_report(read_pasted(HEAD + text), Report()).items:
        key = f"{item.place.section}.{item.place.field}"
        column = next((c for c in COLUMNS if key.endswith(c)), "")
        name = SHORT.get(key.removesuffix(column))
        if name is not None:
            shown = FORM.field_at(item.place).show(item.value).replace(",", "")
            found.append(f"{name}{COLUMNS.get(column, '')}{shown}{'?' if item.doubt else ''}")
    return " ".join(sorted(found))


def has(text, wanted):
    return [each for each in wanted.split() if each not in told(text).split()] == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("公务接待费2.52万元。公务接待费支出决算比2022年减少0.39万元，下降13.4%。", "接待2.52 接待上年2.91"),
        ("1.公务接待费2.52万元，占三公经费的26.14%。\n2.公务接待费支出决算比2022年减少0.39万元。", "接待2.52 接待上年2.91"),
        ("核定编制81名，实有79人。与2022年末相比，在职人数减少3人。", "在职79 在职上年82"),
        ("公务接待费2.52万元，较年初预算减少2.48万元。", "接待2.52 接待预算5.00?"),
        ("公务接待费2.52万元。公务接待费支出决算较年初预算减少2.48万元。", "接待2.52 接待预算5.00?"),
        ("公务接待费年初预算4万元，支出2.52万元，较年初预算减少1.48万元。", "接待2.52 接待预算4.00"),
    ],
)  # fmt: skip
def test_a_change_tells_what_it_is_counted_from(text, wanted):
    assert has(text, wanted), told(text)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("公务接待费2.52万元。公务接待费3.52万元。公务接待费支出决算比2022年减少0.39万元。", "接待上年2.91"),
        ("全县公务接待费25.2万元。公务接待费支出决算比2022年减少0.39万元。", "接待上年24.81"),
        ("公务接待费2.52万元，较年初预算减少约2.48万元。", "接待预算5.00?"),
    ],
)  # fmt: skip
def test_a_change_of_what_is_not_known_for_sure_tells_nothing(text, never):
    assert never not in told(text).split()
