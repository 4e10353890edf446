"""What a text says again of a number: names in brackets, 的N个, so many times more, a mean."""

from __future__ import annotations

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread

HEAD = "白水县水利局2023年度项目支出绩效自评报告\n"


def told(*lines: str) -> set[tuple[str, str]]:
    found = proofread(SourceText.from_string(HEAD + "\n".join(lines)))
    return {(finding.class_, finding.expected) for finding in found}


def test_names_in_brackets_are_as_many_as_said_where_the_ones_beside_are() -> None:
    assert ("COUNT", "1座") in told("已完工3座（东冲、石坝、青山），在建2座（柳塘）。")


@pytest.mark.parametrize(
    "line",
    [
        "已完工3座（东冲、石坝、青山），在建1座（柳塘）。",
        "在建2座（柳塘）。",
        "已完工3座（东冲、石坝、青山），在建2座（其中柳塘已通水）。",
        "完工3座（东冲、石坝、青山），管护员2名（王姓）。",
    ],
)
def test_names_in_brackets_that_may_not_be_all_are_left_alone(line: str) -> None:
    assert "COUNT" not in {class_ for class_, _ in told(line)}


def test_a_mean_in_ten_thousands_that_is_above_its_total_is_one_in_yuan() -> None:
    lines = (
        "公务接待费1.50万元，比上年减少0.18万元。",
        "接待24批次、240人次，人均接待费62.50万元。",
    )
    assert ("UNIT", "62.50元") in told(*lines)
    assert "UNIT" not in {class_ for class_, _ in told(lines[0], lines[1].replace("万元", "元"))}


def test_a_percent_behind_a_wrong_unit_is_not_called_wrong_too() -> None:
    found = told("培训费46.75万元，较预算55.00万元节约8.25元，节约率15.00%。")
    assert ("UNIT", "8.25万元") in found
    assert "PCT" not in {class_ for class_, _ in found}


POSTS = "财政供养人员\t编制数\t实际在职人数\t控制率\n\t{}\t{}\t{}%"


@pytest.mark.parametrize(
    ("line", "table", "expected"),
    [
        ("核定编制48名，年末在职43人。", (45, 43, "95.56"), ("CONTRADICTION", "45")),
        ("核定编制45名，年末在职41人。", (45, 43, "95.56"), ("CONTRADICTION", "43")),
        ("年末在职41人，编制45名，控制率95.56%。", (45, 43, "95.56"), ("CONTRADICTION", "43")),
        ("核定编制45名，年末在职43人，聘用48人次。", (45, 43, "95.56"), None),
        ("核定编制45名，年末实有人数48人（含临聘5人）。", (45, 43, "95.56"), None),
        ("核定编制45名，年末实有48人，其中在职43人、聘用5人。", (45, 43, "95.56"), None),
        ("核定编制45名，年末在职43人，退休21人，共计64人。", (45, 43, "95.56"), None),
        ("机关编制20名，在职19人；所属单位编制25名，在职24人。", (45, 43, "95.56"), None),
    ],
)
def test_posts_and_persons_of_a_table_are_those_of_the_text(line, table, expected) -> None:
    found = told("一、部门概况", line, POSTS.format(*table))
    assert {each for each in found if each[0] in {"CONTRADICTION", "PCT", "SUM"}} == (
        {expected} if expected else set()
    )


DONE = "五、绩效情况\n全年村组道路硬化15.2公里，完成率97.44%。"


@pytest.mark.parametrize(
    ("heading", "asked"),
    [
        ("重点工作计划", False),
        ("年度主要任务", False),
        ("重点工作完成情况", True),
        ("工作情况", True),
    ],
)
def test_what_was_planned_may_be_another_number_than_what_was_reached(heading, asked) -> None:
    text = f"一、基本情况\n（三）{heading}。村组道路硬化15.6公里，改厕90户。\n{DONE}"
    found = proofread(SourceText.from_string(HEAD + text))
    assert any("核对哪一处写错" in each.message for each in found) is asked


SPENT = (
    "二、一般公共预算支出情况\n"
    "2023年度决算支出{whole}万元。其中：一般公共预算财政拨款2400.00万元，政府性基金预算财政拨款"
    "180.00万元。\n（一）基本支出情况。基本支出1500.00万元。\n（二）项目支出情况。项目支出1080.00万元。\n"
    "三、政府性基金预算支出情况\n2023年政府性基金预算支出180.00万元。\n"
)


@pytest.mark.parametrize(("whole", "asked"), [("2580.00", False), ("2470.00", True)])
def test_projects_that_fit_the_whole_total_are_not_held_against_a_part_of_it(whole, asked) -> None:
    found = proofread(SourceText.from_string(HEAD + SPENT.format(whole=whole)))
    assert any("项目支出" in each.message for each in found) is asked
