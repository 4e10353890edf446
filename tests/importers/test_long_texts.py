"""A text that says one thing a thousand times, in as many lines or in one: read as a short one is."""

import sys
from functools import cache

import pytest
from plain_report import TEXT, WANTED, values

from pingkou_gui.importers.last_report import read_report
from pingkou_gui.report.report import Report
from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import examine

BEFORE, AFTER = TEXT.split("（二）项目支出情况\n")
SAID = (
    "{n}号路年初预算{n}.50万元，全年执行{n}.00万元，执行率{p}%。",
    "第{n}次会议费支出完成年初预算，比上年减少0.{n}万元，主要原因是会议减少。",
)


def long_text(end, times=300):
    said = [SAID[n % 2].format(n=n, p=90 + n % 10) + end for n in range(10, 10 + times)]
    return BEFORE + "".join(said) + "\n（二）项目支出情况\n" + AFTER


@pytest.mark.parametrize("end", ["\n", ""])
def test_the_figures_of_the_report_stand_whatever_is_said_a_hundred_times_beside_them(end):
    found = values(SourceText.from_string(long_text(end)))
    assert {key: found.get(key) for key in WANTED} == WANTED


def test_a_doubt_stands_at_its_own_figure_however_far_in_a_line_it_is():
    """Findings are sought near a figure only: the last one of a very long line has its own."""
    wrong = "培训费支出4.00万元，比上年减少1.00万元，下降30.00%，主要原因是培训减少。"
    text = long_text("").replace("\n（二）项目支出情况", f"{wrong}\n（二）项目支出情况")
    source = SourceText.from_string(text)
    assert any("20" in f.expected for f in examine(source) if f.class_ == "PCT")
    found = values(source)
    assert found["conferences.0.training_last"][1]
    assert not found["three_public.0.reception_last"][1]


def steps(text):
    """How many lines run while a text is imported, each turn of a loop being one."""
    count = 0

    def step(_frame, event, _argument):
        nonlocal count
        count += event == "line"
        return step

    source, before = SourceText.from_string(text), sys.gettrace()
    sys.settrace(step)
    try:
        read_report(source, Report())
    finally:
        sys.settrace(before)
    return count


@cache
def steps_without():
    """How many lines run where nothing is said besides; what is loaded late is there by then."""
    read_report(SourceText.from_string(long_text("\n", 10)), Report())
    return steps(BEFORE + "\n" + AFTER)


@pytest.mark.parametrize("end", ["\n", ""])
@pytest.mark.parametrize(
    "piece",
    [
        *SAID,
        "公务接待费{n}.50万元，比上年减少{n}.10万元，下降{p}%，主要原因是接待减少。",
        "其中：{n}号桥{n}万元，{n}号渠{n}.5万元，合计{n}.6万元。",
        "2023年本年支出{n}.50万元，完成年初预算的{p}%。",
    ],
)
def test_the_steps_of_an_import_grow_as_the_text_does(piece, end):
    steps_without()
    said = [piece.format(n=n, p=90 + n % 10) + end for n in range(100, 260)]
    once, twice = (steps(BEFORE + "".join(said[:many]) + "\n" + AFTER) for many in (80, 160))
    assert twice - once <= 1.5 * (once - steps_without()) + 2000
