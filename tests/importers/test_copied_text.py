"""Text as copying brings it: running heads, page numbers, blank lines between all lines, title columns."""

import pytest
from plain_report import (
    BASIC,
    BODY,
    END,
    FUNDS,
    OVERVIEW,
    PROBLEMS,
    PROJECTS,
    SCORE,
    TEXT,
    TITLE,
    changed,
    findings,
    notes,
    values,
)
from word_files import in_list, level, lists, par, word

from pingkou_gui.importers.source_text import read_pasted, read_source
from pingkou_gui.text.lines.source import SourceText, UnreadKind

of = SourceText.from_string
HEAD = "云岭县白茅镇人民政府2023年度部门整体支出绩效自评报告"
PAGES = [
    (f"{HEAD}\n— 2 —\n", f"{HEAD}\n— 3 —\n"),
    (f"- 2 -\n{HEAD}\n", f"- 3 -\n{HEAD}\n"),
    (f"{HEAD}  第 2 页\n", f"{HEAD}  第 3 页\n"),
    ("第2页 共9页\n", "第3页，共9页\n"),
    (f"{TITLE}\n", f"{TITLE}\n"),
    (f"\n{TITLE}\n第 2 页\n\n", f"\n{TITLE}\n第 3 页\n\n"),
]


@pytest.mark.parametrize("pages", PAGES)
def test_what_every_page_repeats_is_no_text(pages):
    first, second = pages
    text = f"{TITLE}\n{OVERVIEW}{first}{BASIC}{PROJECTS}{second}{FUNDS}{SCORE}{PROBLEMS}{END}"
    assert changed(of(text)) == {}
    assert findings(of(text)) == []


@pytest.mark.parametrize("page", ["— 3 —\n", f"{HEAD}\n- 3 -\n{HEAD}\n- 4 -\n"])
@pytest.mark.parametrize("cut", ["，下降50", "万元，比上年减少2.85", "主要原因是会议"])
def test_a_sentence_goes_on_over_the_end_of_a_page(page, cut):
    line = next(line for line in TEXT.splitlines() if line.startswith("会议费支出"))
    broken = line.replace(cut, f"\n{page}{cut}", 1)
    assert changed(of(TEXT.replace(line, broken))) == {}


@pytest.mark.parametrize("unit", ["单位：万元", "（二）项目支出情况"])
def test_lines_that_stand_twice_for_their_own_sake_stay(unit):
    text = f"{TITLE}\n{OVERVIEW}{unit}\n甲\t1\n乙\t2\n{BASIC}{unit}\n甲\t1\n乙\t2\n"
    assert sum(p.text == unit for p in of(text).paragraphs) == 2


def wrapped(width, indent):
    lines = (indent + line for line in TEXT.splitlines())
    parts = [line[at : at + width] for line in lines for at in range(0, len(line), width)]
    return "\n\n".join(parts)


@pytest.mark.parametrize(("width", "indent"), [(28, "　　"), (33, ""), (41, "    ")])
def test_blank_lines_between_all_lines_part_no_paragraphs(width, indent):
    source = of(wrapped(width, indent))
    assert changed(source) == {}
    assert [note for note in notes(source) if "换行" in note]


def test_blank_lines_between_paragraphs_change_nothing():
    assert changed(of(TEXT.replace("\n", "\n\n"))) == {}


def chapters():
    """Title and lines of each chapter."""
    found = []
    for line in BODY.splitlines():
        if line[1:2] == "、" and line[0] in "一二三四五六七八九十":
            found.append((line, []))
        else:
            found[-1][1].append(line)
    return found


QUOTED, BELOW, BESIDE, BARE = (
    lambda title, lines: f'{title}\t"' + "\n".join(lines) + '"',
    lambda title, lines: f"{title}\t" + "\n".join(lines),
    lambda title, lines: f"{title}\t" + "\n\t".join(lines),
    lambda title, lines: title.split("、", 1)[1] + "\t" + "\n".join(lines),
)


@pytest.mark.parametrize("laid", [QUOTED, BELOW, BESIDE, BARE])
def test_a_column_of_titles_pasted_as_text_is_read_as_titles(laid):
    text = TITLE + "\n" + "\n".join(laid(*chapter) for chapter in chapters())
    source = read_pasted(text)
    assert changed(source) == {}
    assert findings(source) == []


def test_a_pasted_table_of_amounts_that_names_chapters_stays_a_table():
    rows = "一般公共预算支出情况\t900.00\n政府性基金预算支出情况\t45.00\n"
    assert [p.is_cell for p in of(f"{TITLE}\n{rows}").paragraphs] == [False, *[True] * 4]


@pytest.mark.parametrize(
    "prompt",
    [
        "点击此处输入文字。",
        "请在此处填写",
        "请输入内容",
        "[点击此处输入]",
        "选择日期",
        "请选择一项",
    ],
)
@pytest.mark.parametrize("kind", ["text", "paragraph", "control"])
def test_a_prompt_of_the_word_processor_is_blank_wherever_it_stands(tmp_path, kind, prompt):
    line = "自评结果作为下一年安排预算的依据。"
    if kind == "text":
        source = of(TEXT.replace(line, prompt))
    else:
        made = par(prompt)
        if kind == "control":
            made = f"<w:sdt><w:sdtPr/><w:sdtContent>{made}</w:sdtContent></w:sdt>"
        body = "".join(made if each == line else par(each) for each in TEXT.splitlines())
        source = read_source(word(tmp_path / "a.docx", body))
    assert changed(source) == {"closing.0.application": None}
    assert [each.kind for each in source.unread] == [UnreadKind.PROMPT]
    assert len(findings(source)) == 1


@pytest.mark.parametrize("said", ["请在此处填写", "请选择"])
def test_a_sentence_that_holds_such_words_is_text(said):
    text = TEXT.replace("平时检查少。", f"表里{said}的地方没有填。")
    assert "problem.2.detail" in changed(of(text))
    assert of(text).unread == ()


@pytest.mark.parametrize("sign", ["¥", "￥", "人民币", "人民币¥", "RMB ", "￥ "])
def test_a_sign_of_the_currency_before_a_figure_says_nothing(sign):
    text = TEXT
    for figure in ("640.00万元", "410.00万元", "2.80万元", "150.00万元"):
        text = text.replace(figure, sign + figure)
    assert changed(of(text)) == {}


@pytest.mark.parametrize(
    "signed",
    ["云岭县白茅镇人民政府（公章）", "　　　　白茅镇人民政府", "白茅镇人民政府（盖章）"],
)
def test_a_signature_is_no_remark_with_county_and_seal_or_without(signed):
    text = TEXT.replace("\n云岭县白茅镇人民政府\n2024", f"\n{signed}\n2024")
    assert changed(of(text)) == {}


def test_a_signature_is_known_where_the_title_names_the_unit_without_its_county():
    text = f"部门整体支出绩效自评报告\n预算单位：白茅镇人民政府   单位代码：401001\n{BODY}"
    assert set(changed(of(text))) == {"unit.0.name", "unit.0.county"}


def test_no_words_of_the_text_become_part_of_a_units_name():
    """A line without a number above the running head of the next page is no first line of a title."""
    text = f"{TITLE}\n{OVERVIEW}{HEAD}\n{BASIC}"
    assert "unit.0.name" not in changed(of(text))


@pytest.mark.parametrize(
    ("number", "chapter"), [("一〇、", "十、"), ("一○、", "十、"), ("一零、", "十、")]
)
def test_a_number_counted_by_its_digits_is_the_chapter_it_counts(number, chapter):
    assert changed(of(TEXT.replace(chapter, number))) == {}


def test_chapters_that_word_numbers_by_digits_are_read(tmp_path):
    body = par(TITLE)
    for title, lines in chapters():
        body += in_list(title.split("、", 1)[1]) + "".join(map(par, lines))
    by_digits = lists({1: level(0, "ideographDigital", "%1、")}, (1, 1, ""))
    assert changed(read_source(word(tmp_path / "a.docx", body, numbering=by_digits))) == {}


@pytest.mark.parametrize("marks", ["子丑", "甲乙"])
def test_items_under_stems_and_branches_lose_their_marks(marks):
    text = TEXT
    for mark, number in zip(marks, "12", strict=True):
        text = text.replace(f"\n{number}、", f"\n{mark}、")
    assert changed(of(text)) == {}


def test_the_head_of_a_part_is_no_unit():
    text = "第一部分 单位概况\n一、主要职能\n执行决议。\n和平乡人民政府内设机构2个。\n"
    found = values(of(f"{text}二、机构设置\n无。\n"))
    assert found.get("unit.0.name", ("和平乡人民政府", ""))[0] == "和平乡人民政府"


OF_AN_OFFICE = BODY.replace("白茅镇人民政府", "农业农村局")


@pytest.mark.parametrize("above", ["公开具体内容", "详细信息", "首页", "通知公告正文"])
def test_what_a_web_page_prints_above_a_title_is_no_part_of_the_name(above):
    title = "云岭县农业农村局2023年度部门整体支出\n\n绩效自评报告"
    text = f"{above}\n\n{title}\n{OF_AN_OFFICE}"
    (name,) = (value for key, (value, _) in values(of(text)).items() if key == "unit.0.name")
    assert name == "云岭县农业农村局"


@pytest.mark.parametrize(
    "title",
    [
        "云岭县\n农业农村局2023年度部门整体支出绩效自评报告",
        "云岭县农业农村局关于\n2023年度部门整体支出绩效自评的报告",
        "2023年度云岭县农业农村局部门\n整体支出绩效自评报告",
    ],
)
def test_a_name_broken_over_two_lines_is_whole(title):
    (name,) = (
        v for k, (v, _) in values(of(f"{title}\n{OF_AN_OFFICE}")).items() if k == "unit.0.name"
    )
    assert name == "云岭县农业农村局"
