"""Duties that one paragraph numbers are items each; those it does not number are a text."""

import pytest

from pingkou_gui.form.pages.overview import Duty
from pingkou_gui.importers.last_report import read_report
from pingkou_gui.report.report import Report
from pingkou_gui.text.lines.source import SourceText

HEAD = "云岭县大坪乡2024年度部门整体支出绩效自评报告\n一、部门概况\n（一）基本情况\n"


def duties(text):
    """The duties that are proposed, and what is listed as left out."""
    proposal = read_report(SourceText.from_string(HEAD + text, "报告.txt"), Report())
    found = [i.value for i in proposal.items if i.place.section == Duty.key]
    return found, [left.text for left in proposal.unplaced]


THREE = ["办理山林权属登记", "编制用水计划", "看护堤坝和渡口。"]


@pytest.mark.parametrize(
    "text",
    [
        "3.主要职能。（1）办理山林权属登记；（2）编制用水计划；（3）看护堤坝和渡口。",
        "主要职能：(1)办理山林权属登记；(2)编制用水计划；(3)看护堤坝和渡口。",
        "主要职责：（一）办理山林权属登记；（二）编制用水计划；（三）看护堤坝和渡口。",
        "2.主要职责。1.办理山林权属登记；2.编制用水计划；3.看护堤坝和渡口。",
        "我乡主要职责是：一是办理山林权属登记；二是编制用水计划；三是看护堤坝和渡口。",
        "（二）主要职能\n①办理山林权属登记；②编制用水计划；③看护堤坝和渡口。",
        "（二）主要职能\n（1）办理山林权属登记；（2）编制用水计划；（3）看护堤坝和渡口。",
    ],
)
def test_numbered_duties_of_a_paragraph_are_read_apart(text):
    assert duties(text) == (THREE, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("主要职能：看护堤坝，编制用水计划。", ["看护堤坝，编制用水计划。"]),
        (
            "3.主要职能。（1）看护堤坝；（3）编制用水计划。",
            ["（1）看护堤坝；（3）编制用水计划。"],
        ),
        (
            "（二）主要职能\n（1）看护堤坝，一是巡查，二是维修。\n（2）编制用水计划。",
            ["看护堤坝，一是巡查，二是维修。", "编制用水计划。"],
        ),
        ("3.主要职能。1.管护3.5万亩林地；2.管2.1公里渠。", ["管护3.5万亩林地", "管2.1公里渠。"]),
    ],
)
def test_what_is_not_numbered_in_order_stays_whole(text, expected):
    assert duties(text) == (expected, [])


def test_duties_left_open_are_no_duties():
    assert duties("3.主要职能。【待填：主要职能】。") == ([], [])


def test_a_bare_word_below_a_duty_is_the_label_of_the_next_cell() -> None:
    duty = "制定并组织实施全乡的经济和社会发展规划，维护社会治安，服务群众。"
    form = (
        f"职能职责概述\n{duty}\n年度主要\n工作内容\n任务1：修好水渠，方便群众灌溉。\n二、收支情况\n"
    )
    found, left = duties(form)
    assert found == [duty]
    assert {"年度主要", "工作内容"} <= set(left)


def test_bars_of_a_table_that_stand_alone_are_not_listed_as_left_out() -> None:
    _, left = duties("一般公共预算支出表\n|\n公务接待费\n|\n7.40\n|\n")
    assert "公务接待费" in "".join(left)
    assert "|" not in left
