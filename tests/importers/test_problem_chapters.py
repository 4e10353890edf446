"""Problems, causes and measures in the manners they are written: each comes where it belongs."""

import pytest
from plain_report import PROBLEMS, TEXT

from pingkou_gui.importers.last_report import read_report
from pingkou_gui.report.report import Report
from pingkou_gui.text.lines.source import Paragraph, SourceText

FIELDS = ("name", "detail", "cause", "measure", "measure_detail")
NONE = "没有对应的栏目"


def proposal(chapters, report=None):
    text = TEXT.replace(PROBLEMS, chapters)
    return read_report(SourceText.from_string(text), report or Report())


def problems(found):
    """The problems of a proposal, each as its five texts."""
    rows = {}
    for item in found.items:
        if item.place.section == "problem":
            rows.setdefault(item.place.row, {})[item.place.field] = item.value
    return [tuple(row.get(name, "") for name in FIELDS) for row in rows.values()]


def unread(found):
    return [(each.text, each.why) for each in found.unplaced]


HEADS = "七、存在的问题及原因分析\n{}\n八、下一步改进措施\n{}\n"
BUDGET = ("预算编得粗", "水利项目没有测算依据。", "论证不足", "先论证再入库", "每年九月开会评审。")
ASSETS = ("资产账不清", "", "没有专人管", "年底盘点一次", "")

INLINE = (
    "一是预算编得粗。水利项目没有测算依据。主要原因是论证不足。改进措施：先论证再入库。每年九月开会评审。"
    "二是资产账不清。原因在于没有专人管。改进措施：年底盘点一次。"
)
MANNERS = {
    "in one paragraph with marks of words": f"七、存在的问题及改进措施\n{INLINE}\n",
    "a paragraph each with marks of words": "七、存在的问题及改进措施\n"
    + INLINE.replace("二是", "\n二是")
    + "\n",
    "第一 and 第二 with both chapters": HEADS.format(
        "第一，预算编得粗。水利项目没有测算依据。原因是论证不足。第二，资产账不清。原因是没有专人管。",
        "第一，先论证再入库。每年九月开会评审。第二，年底盘点一次。",
    ),
    "numbers in brackets within the paragraph": HEADS.format(
        "（1）预算编得粗。水利项目没有测算依据。主要原因是论证不足。（2）资产账不清，主要原因是没有专人管。",
        "（1）先论证再入库。每年九月开会评审。（2）年底盘点一次。",
    ),
    "labels below numbered heads": "七、存在的问题和改进措施\n（一）预算编得粗\n具体情况如此。水利项目没有测算依据。\n原因分析：论证不足。\n"
    "整改措施：先论证再入库。每年九月开会评审。\n（二）资产账不清\n原因分析：没有专人管。\n整改措施：年底盘点一次。\n",
    "问题 with a colon and no number": "七、存在的问题\n问题：预算编得粗。水利项目没有测算依据。原因：论证不足。措施：先论证再入库。每年九月开会评审。\n"
    "问题：资产账不清。原因：没有专人管。措施：年底盘点一次。\n",
    "labels with numbers": "七、存在的问题\n问题一：预算编得粗。水利项目没有测算依据。\n原因：论证不足。\n措施：先论证再入库。每年九月开会评审。\n"
    "问题二：资产账不清。\n原因：没有专人管。\n措施：年底盘点一次。\n",
    "three heads in one chapter": "七、存在的问题及改进措施\n（一）存在的主要问题\n1、预算编得粗。水利项目没有测算依据。\n2、资产账不清。\n"
    "（二）原因分析\n1、论证不足\n2、没有专人管\n（三）改进措施\n1、先论证再入库。每年九月开会评审。\n2、年底盘点一次。\n",
    "the next step told in words": "七、存在的问题\n1、预算编得粗。水利项目没有测算依据，主要原因是论证不足。\n整改措施：先论证再入库。每年九月开会评审。\n"
    "2、资产账不清，主要原因是没有专人管。\n整改措施：年底盘点一次。\n",
    "circled numbers": HEADS.format(
        "①预算编得粗。水利项目没有测算依据。主要原因是论证不足。\n②资产账不清。主要原因是没有专人管。",
        "①先论证再入库。每年九月开会评审。\n②年底盘点一次。",
    ),
    "circled numbers within the paragraph": HEADS.format(
        "①预算编得粗。水利项目没有测算依据。主要原因是论证不足。②资产账不清，主要原因是没有专人管。",
        "①先论证再入库。每年九月开会评审。②年底盘点一次。",
    ),
    "plain paragraphs as many as measures": HEADS.format(
        "预算编得粗。水利项目没有测算依据。主要原因是论证不足。\n资产账不清。主要原因是没有专人管。",
        "先论证再入库。每年九月开会评审。\n年底盘点一次。",
    ),
    "其一 and 其二": HEADS.format(
        "其一，预算编得粗。水利项目没有测算依据。原因是论证不足。其二，资产账不清。原因是没有专人管。",
        "首先，先论证再入库。每年九月开会评审。其次，年底盘点一次。",
    ),
}


@pytest.mark.parametrize("manner", MANNERS)
def test_every_manner_gives_the_same_problems(manner):
    found = problems(proposal(MANNERS[manner]))
    assert [row[0] for row in found] == [BUDGET[0], ASSETS[0]]
    budget, assets = ([text.rstrip("。，") for text in row] for row in found)
    assert [budget[at] for at in (2, 3, 4)] == ["论证不足", "先论证再入库", "每年九月开会评审"]
    assert budget[1].endswith("水利项目没有测算依据")
    assert assets == list(ASSETS)


@pytest.mark.parametrize("manner", MANNERS)
def test_nothing_of_any_manner_is_lost(manner):
    found = proposal(MANNERS[manner])
    assert [each for each in unread(found) if each[1] == NONE] == []
    assert not [note for note in found.notes if "措施有" in note]


@pytest.mark.parametrize(
    ("measures", "named"),
    [
        ("先论证再入库。\n年底盘点一次。", ["预算编得粗", "资产账不清"]),
        ("先论证再入库。\n年底盘点一次。\n按季调度。", ["预算编得粗"]),
        ("1、先论证再入库。\n2、年底盘点一次。", ["预算编得粗"]),
        ("一是先论证再入库。\n二是年底盘点一次。", ["预算编得粗"]),
    ],
)
def test_paragraphs_without_numbers_are_a_problem_each_only_beside_as_many_plain_measures(
    measures, named
):
    found = proposal(HEADS.format("预算编得粗。\n资产账不清。", measures))
    assert [row[0] for row in problems(found)] == named


@pytest.mark.parametrize(("letters", "whole"), [(60, True), (61, False)])
def test_a_long_first_sentence_names_its_problem_by_its_first_clause(letters, whole):
    sentence = "资产账不清，" + "漏" * (letters - 6)
    (row,) = problems(proposal(HEADS.format(f"一是{sentence}。没有台账。", "年底盘点。")))
    assert row[:2] == (
        (sentence, "没有台账。") if whole else ("资产账不清", f"{sentence}。没有台账。")
    )


@pytest.mark.parametrize(("points", "read"), [(20, 20), (21, 20)])
def test_points_in_circles_are_told_apart_as_far_as_they_go(points, read):
    text = "".join(f"{chr(ord('①') + at)}第{at + 1}处水渠渗漏。" for at in range(points))
    rows = problems(proposal(f"七、存在的问题\n{text}\n"))
    assert [row[0] for row in rows[:2]] == ["第1处水渠渗漏", "第2处水渠渗漏"]
    assert len(rows) == read


def test_each_of_three_labels_in_a_paragraph_ends_where_the_next_begins():
    points = "一是预算编得粗。原因：论证不足。措施：先论证再入库。打算：每年九月开会。"
    (row,) = problems(proposal(f"七、存在的问题\n{points}\n"))
    assert row[0] == "预算编得粗"
    assert row[2] == "论证不足"
    assert "".join(row[3:]).rstrip("。") == "先论证再入库每年九月开会"


def test_words_that_lead_to_the_points_are_listed_as_not_read():
    found = proposal(
        HEADS.format(
            "工作中还有以下不足：一是预算编得粗；二是资产账不清。", "1、先论证。\n2、年底盘点。"
        )
    )
    assert [row[0] for row in problems(found)] == ["预算编得粗", "资产账不清"]
    assert ("工作中还有以下不足：", NONE) in unread(found)


def test_marks_behind_a_comma_belong_to_the_one_problem_they_part():
    text = "预算编得粗，一是没有测算，二是没有论证。"
    (only,) = problems(proposal(HEADS.format(text, "先论证。")))
    assert only[0] == text.rstrip("。")
    assert only[3] == "先论证"


def test_marks_inside_numbered_points_stay_where_they_are():
    (only,) = problems(
        proposal(
            HEADS.format("（一）预算编得粗。一是没有测算。二是没有论证。", "（一）先论证再入库。")
        )
    )
    assert only[:2] == ("预算编得粗", "一是没有测算。二是没有论证。")


def test_measures_that_are_fewer_than_problems_are_in_doubt():
    found = proposal(
        HEADS.format(
            "1、预算编得粗。\n2、资产账不清。\n3、进度慢。", "1、年底盘点。\n2、按季调度。"
        )
    )
    doubts = [item.doubt for item in found.items if item.place.field == "measure"]
    assert doubts == ["问题有3条，措施有2条，按次序配对，核对这条措施对应的是不是这个问题"] * 2


def test_measures_more_than_problems_are_listed():
    found = proposal(HEADS.format("1、预算编得粗。", "1、先论证。\n2、年底盘点。"))
    assert ("年底盘点。", "没有对应的问题") in unread(found)


def test_causes_told_once_for_several_problems_are_listed():
    chapters = "七、存在的问题及原因分析\n（一）存在的问题\n1、预算编得粗。\n2、资产账不清。\n（二）原因分析\n人手少、事情多。\n"
    found = proposal(chapters)
    assert ("人手少、事情多。", "没有按问题分开写，分到各个问题后填") in unread(found)
    assert [row[2] for row in problems(found)] == ["", ""]


def test_a_chapter_that_says_none_is_no_problem():
    found = proposal(HEADS.format("无。", "无。"))
    assert problems(found) == []


def test_proposals_to_others_are_no_measures_of_problems_that_have_theirs():
    found = proposal(
        f"七、存在的问题及改进措施\n{INLINE}\n八、有关建议\n建议县里提高村级运转补助标准。\n"
    )
    assert len(problems(found)) == 2
    assert ("建议县里提高村级运转补助标准。", "没有对应的问题") in unread(found)


def _table(*rows):
    head, foot = TEXT.split(PROBLEMS)
    lines = [*f"{head}七、存在的问题\n".split("\n"), *rows, *foot.split("\n")]
    found = []
    for at, line in enumerate(filter(None, lines), 1):
        if isinstance(line, str):
            found.append(Paragraph(line, f"段{at}"))
            continue
        found += [Paragraph(t, f"段{at}", 1, at, column) for column, t in enumerate(line, 1)]
    return read_report(SourceText(tuple(found)), Report())


def test_a_table_of_problems_gives_a_row_each():
    found = _table(
        ("序号", "存在问题", "原因分析", "改进措施"),
        ("1", "预算编得粗", "论证不足", "先论证再入库。每年九月开会评审。"),
        ("2", "资产账不清。", "没有专人管", "年底盘点一次"),
    )
    assert problems(found) == [
        ("预算编得粗", "", "论证不足", "先论证再入库", "每年九月开会评审。"),
        ASSETS,
    ]
    assert [each for each in unread(found) if "张表" in each[1]] == []


def test_a_measure_in_a_row_that_names_no_problem_is_listed_and_becomes_none():
    found = _table(
        ("序号", "存在问题", "改进措施"),
        ("1", "预算编得粗", "先论证再入库"),
        ("2", "", "年底盘点一次"),
        ("3", "", ""),
    )
    assert problems(found) == [("预算编得粗", "", "", "先论证再入库", "")]
    assert ("年底盘点一次", "没有对应的问题") in unread(found)


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (("存在问题", "改进措施"), [("预算编得粗", "", "", "先论证再入库", "")]),
        (("存在问题", "整改期限"), []),  # a table that pairs problems with nothing the form has
    ],
)
def test_a_table_of_problems_has_at_least_one_more_column_of_the_form(head, found):
    assert problems(_table(head, ("预算编得粗", "先论证再入库"))) == found


WITHIN = (
    "七、评价结论及建议\n（一）评价结论。资金用得合规。\n"
    "（二）存在问题。一是预算编得粗；二是资产账不清。\n"
    "（三）改进建议。一是先论证再入库；二是年底盘点一次。\n"
)


def test_problems_told_in_sections_of_another_chapter_are_read_with_their_measures():
    found = proposal(WITHIN)
    assert problems(found) == [
        ("预算编得粗", "", "", "先论证再入库", ""),
        ("资产账不清", "", "", "年底盘点一次", ""),
    ]
    assert not [text for text, _ in unread(found) if "存在问题" in text or "改进建议" in text]


def test_a_section_of_measures_alone_is_no_measure_against_a_problem():
    found = proposal(
        "七、评价结论及建议\n（一）评价结论。资金用得合规。\n（二）主要措施。每月调度。\n"
    )
    assert problems(found) == []
    assert any("每月调度" in text for text, _ in unread(found))
