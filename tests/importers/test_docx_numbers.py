"""Automatic numbers are those Word prints, and neither touch the text nor the values behind it."""

import re

import pytest
from plain_report import TEXT, changed, findings
from word_files import in_list, level, lists, par, pars, style, word

from pingkou_gui.importers.docx_numbering import count_as_printed
from pingkou_gui.importers.source_text import read_source


def texts(path):
    return [p.text for p in read_source(path).paragraphs]


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("decimal", "1 2 10 11 100"),
        ("decimalZero", "01 02 10 11 100"),
        ("decimalFullWidth", "１ ２ １０ １１ １００"),
        ("decimalEnclosedCircle", "① ② ⑩ ⑪ 100"),
        ("decimalEnclosedCircleChinese", "① ② ⑩ ⑪ 100"),
        ("decimalEnclosedParen", "⑴ ⑵ ⑽ ⑾ 100"),
        ("decimalEnclosedFullstop", "⒈ ⒉ ⒑ ⒒ 100"),
        ("chineseCounting", "一 二 十 十一 一○○"),
        ("chineseCountingThousand", "一 二 十 十一 一百"),
        ("japaneseCounting", "一 二 十 十一 一百"),
        ("ideographDigital", "一 二 一〇 一一 一〇〇"),
        ("chineseLegalSimplified", "壹 贰 壹拾 壹拾壹 壹佰"),
        ("ideographLegalTraditional", "壹 貳 壹拾 壹拾壹 壹佰"),
        ("ideographTraditional", "甲 乙 癸 11 100"),
        ("ideographZodiac", "子 丑 酉 戌 100"),
        ("ideographZodiacTraditional", "甲子 乙丑 癸酉 甲戌 100"),
        ("ideographEnclosedCircle", "㊀ ㊁ ㊉ 11 100"),
        ("lowerRoman", "i ii x xi c"),
        ("upperRoman", "I II X XI C"),
        ("lowerLetter", "a b j k vvvv"),
        ("upperLetter", "A B J K VVVV"),
    ],
)
def test_a_count_is_printed_in_its_format(name, printed):
    assert [count_as_printed(name, n) for n in (1, 2, 10, 11, 100)] == printed.split()


@pytest.mark.parametrize(
    ("number", "printed"),
    [(20, "二十"), (21, "二十一"), (105, "一百零五"), (110, "一百一十"), (1005, "一千零五"), (9999, "九千九百九十九")],
)  # fmt: skip
def test_large_counts_are_said_as_people_say_them(number, printed):
    assert count_as_printed("chineseCountingThousand", number) == printed


def test_a_format_nobody_knows_has_no_count():
    assert count_as_printed("hebrew9", 3) is None


CHINESE = level(0, "chineseCounting", "%1、")


def test_lists_of_one_abstract_list_count_on(tmp_path):
    made = lists({0: CHINESE}, (1, 0, ""), (2, 0, ""), (3, 0, ""))
    body = in_list("甲", 1) + in_list("乙", 2) + par("中间") + in_list("丙", 3) + in_list("丁", 1)
    assert texts(word(tmp_path / "a.docx", body, numbering=made)) == [
        "一、甲", "二、乙", "中间", "三、丙", "四、丁",
    ]  # fmt: skip


def test_a_start_override_restarts_once(tmp_path):
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    made = lists({0: CHINESE}, (1, 0, ""), (2, 0, again), (3, 0, again.replace('"1"', '"5"')))
    body = "".join(in_list(t, n) for t, n in zip("甲乙丙丁戊己", (1, 1, 2, 2, 3, 1), strict=True))
    assert [t[0] for t in texts(word(tmp_path / "a.docx", body, numbering=made))] == list(
        "一二一二五六"
    )


def test_an_override_may_print_the_level_in_another_way(tmp_path):
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "（%1）")}</w:lvlOverride>'
    made = lists({0: CHINESE}, (1, 0, ""), (2, 0, other))
    body = in_list("甲", 1) + in_list("乙", 2)
    assert texts(word(tmp_path / "a.docx", body, numbering=made)) == ["一、甲", "（2）乙"]


def test_lower_levels_begin_anew_unless_they_say_otherwise(tmp_path):
    two = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2.")
    never = level(0, "decimal", "%1.") + level(1, "decimal", "（%2）", '<w:lvlRestart w:val="0"/>')
    body = "".join(in_list(t, 1, d) for t, d in (("甲", 0), ("乙", 1), ("丙", 0), ("丁", 1)))
    for levels, wanted in (
        (two, ["1.甲", "1.1.乙", "2.丙", "2.1.丁"]),
        (never, ["1.甲", "（1）乙", "2.丙", "（2）丁"]),
    ):
        made = lists({0: levels}, (1, 0, ""))
        assert texts(word(tmp_path / "a.docx", body, numbering=made)) == wanted


@pytest.mark.parametrize(
    ("printed", "text", "read"),
    [
        ("%1.", "2023年支出", "1. 2023年支出"),
        ("%1", "2023年支出", "1、2023年支出"),
        ("%1.", "年度支出", "1.年度支出"),
        ("%1、", "2023年支出", "1、2023年支出"),
        ("（%1）", "2023年支出", "（1）2023年支出"),
        ("%1)", "2023年支出", "1)2023年支出"),
    ],
)
def test_a_number_and_the_figure_behind_it_stay_two(tmp_path, printed, text, read):
    made = lists({0: level(0, "decimal", printed)}, (1, 0, ""))
    assert texts(word(tmp_path / "a.docx", in_list(text), numbering=made)) == [read]


def test_a_legal_level_prints_plain_numbers(tmp_path):
    levels = CHINESE + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    body = in_list("甲", 1, 0) + in_list("乙", 1, 1)
    made = lists({0: levels}, (1, 0, ""))
    assert texts(word(tmp_path / "a.docx", body, numbering=made)) == ["一、甲", "1.1、乙"]


def test_a_list_may_refer_to_a_list_style(tmp_path):
    levels = f'<w:styleLink w:val="公文"/>{CHINESE}'
    made = lists({0: levels, 1: '<w:numStyleLink w:val="公文"/>'}, (1, 0, ""), (2, 1, ""))
    kept = style("公文", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', "numbering")
    path = word(
        tmp_path / "a.docx", in_list("甲", 2) + in_list("乙", 1), numbering=made, styles=kept
    )
    assert texts(path) == ["一、甲", "二、乙"]


@pytest.mark.parametrize("known_by", ["list", "style"])
def test_a_list_style_is_found_by_its_own_list_or_by_the_link_back_to_it(tmp_path, known_by):
    link = '<w:styleLink w:val="公文"/>' if known_by == "list" else ""
    made = lists(
        {0: f"{link}{CHINESE}", 1: '<w:numStyleLink w:val="公文"/>'}, (1, 0, ""), (2, 1, "")
    )
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    kept = style("公文", numbered, "numbering") if known_by == "style" else style("别的", "")
    path = word(tmp_path / "a.docx", in_list("甲", 2), numbering=made, styles=kept)
    assert texts(path) == ["一、甲"]


def test_a_style_carries_list_and_level(tmp_path):
    levels = (
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>')
        + level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>')
        + level(2, "decimal", "%3．", '<w:pStyle w:val="H3"/>')
    )
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = (
        style("H1", numbered)
        + style("H2", numbered)
        + style("H3", f'<w:basedOn w:val="H2"/>{numbered}')
        + style("H4", '<w:basedOn w:val="H2"/>')
    )
    body = "".join(
        par(t, f'<w:pStyle w:val="{s}"/>') for t, s in (("甲", "H1"), ("乙", "H2"), ("丙", "H3"), ("丁", "H4"))
    )  # fmt: skip
    made = lists({0: levels}, (1, 0, ""))
    assert texts(word(tmp_path / "a.docx", body, numbering=made, styles=styles)) == [
        "一、甲", "（一）乙", "1．丙", "（二）丁",
    ]  # fmt: skip


def test_no_number_stands_where_a_paragraph_takes_it_off(tmp_path):
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = par("甲", '<w:pStyle w:val="S"/>') + par(
        "乙", '<w:pStyle w:val="S"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    )
    made = lists({0: CHINESE}, (1, 0, ""))
    path = word(tmp_path / "a.docx", body, numbering=made, styles=style("S", numbered))
    assert texts(path) == ["一、甲", "乙"]


DELETED = "<w:rPr><w:del w:id='1' w:author='a'/></w:rPr>"


@pytest.mark.parametrize(
    "gone",
    [
        in_list("<w:del><w:r><w:delText>旧的</w:delText></w:r></w:del>").replace("</w:numPr>", f"</w:numPr>{DELETED}"),
        in_list("<w:moveFrom><w:r><w:t>旧的</w:t></w:r></w:moveFrom>").replace("</w:numPr>", "</w:numPr><w:rPr><w:moveFrom/></w:rPr>"),
        in_list("<w:r><w:rPr><w:vanish/></w:rPr><w:t>旧的</w:t></w:r>").replace("</w:numPr>", "</w:numPr><w:rPr><w:vanish/></w:rPr>"),
    ],
    ids=["deleted", "moved away", "hidden"],
)  # fmt: skip
def test_a_paragraph_that_is_not_printed_does_not_count(tmp_path, gone):
    body = in_list("甲") + gone + in_list("乙")
    made = lists({0: CHINESE}, (1, 0, ""))
    assert texts(word(tmp_path / "a.docx", body, numbering=made)) == ["一、甲", "二、乙"]


def test_a_number_with_nothing_behind_it_is_no_text(tmp_path):
    made = lists({0: CHINESE}, (1, 0, ""))
    path = word(tmp_path / "a.docx", in_list("甲") + in_list("") + in_list("乙"), numbering=made)
    assert texts(path) == ["一、甲", "三、乙"]


@pytest.mark.parametrize(
    ("levels", "wanted"),
    [
        (level(0, "decimal", "%1."), ["1. 2023年", "2.路灯"]),
        (level(0, "decimal", "%1"), ["1、2023年", "2、路灯"]),
        (level(0, "decimal", "%1.%1"), ["1.1、2023年", "2.2、路灯"]),
        (level(0, "decimalEnclosedCircleChinese", "%1"), ["① 2023年", "②路灯"]),
        (level(0, "hebrew9", "%1."), ["● 2023年", "●路灯"]),
        (level(0, "bullet", "◆"), ["● 2023年", "●路灯"]),
        (level(0, "none", "第一%1"), ["第一 2023年", "第一路灯"]),
        (level(0, "none", ""), ["2023年", "路灯"]),
        (level(0, "custom", "%1.").replace('"custom"', '"custom" w:format="001, 002, ..."'), ["001. 2023年", "002.路灯"]),
    ],
)  # fmt: skip
def test_a_number_and_its_text_stay_two(tmp_path, levels, wanted):
    made = lists({0: levels}, (1, 0, ""))
    body = in_list("2023年") + in_list("路灯")
    assert texts(word(tmp_path / "a.docx", body, numbering=made)) == wanted


@pytest.mark.parametrize(
    ("name", "shown"),
    [("chineseCounting", "%1、"), ("chineseCountingThousand", "%1"), ("japaneseCounting", "%1."),
     ("ideographLegalTraditional", "%1、"), ("chineseLegalSimplified", "%1、")],
)  # fmt: skip
@pytest.mark.parametrize("one_list", [True, False], ids=["one list", "a list each"])
def test_a_report_whose_chapters_are_numbered_by_word_is_read_the_same(
    tmp_path, name, shown, one_list
):
    body, count = "", 0
    for line in TEXT.splitlines():
        head = re.match("[一二三四五六七八九十]+、(.*)", line)
        count += head is not None
        body += in_list(head[1], 1 if one_list else count) if head else par(line)
    made = lists({0: level(0, name, shown)}, *((n, 0, "") for n in range(1, count + 1)))
    source = read_source(word(tmp_path / "a.docx", body, numbering=made))
    assert changed(source) == {}
    assert findings(source) == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [("decimalEnclosedCircleChinese", "%1"), ("lowerRoman", "%1."), ("upperRoman", "%1、"),
     ("decimalZero", "%1."), ("decimalZero", "%1"), ("ideographTraditional", "%1、"),
     ("ideographTraditional", "%1"), ("lowerLetter", "%1)"), ("decimal", "%1."), ("decimal", "（%1）"),
     ("decimalEnclosedParen", "%1"), ("decimalFullWidth", "%1．"), ("hebrew9", "%1"), ("bullet", "●")],
)  # fmt: skip
def test_items_are_items_whatever_numbers_them(tmp_path, name, shown):
    body, count = "", 0
    for line in TEXT.splitlines():
        item = re.match("(\\d)、(.*)", line)
        count += item is not None and item[1] == "1"
        body += in_list(item[2], count) if item else par(line)
    made = lists(
        {n: level(0, name, shown) for n in range(1, count + 1)},
        *((n, n, "") for n in range(1, count + 1)),
    )
    assert changed(read_source(word(tmp_path / "a.docx", body, numbering=made))) == {}


@pytest.mark.parametrize("shown", ["%1.", "%1", "%1．", "%1、", "（%1）"])
def test_an_automatic_number_before_a_year_leaves_the_figures_as_they_are(tmp_path, shown):
    lines = pars(TEXT).replace(par("会议费支出2.80万元，比上年减少2.85万元，下降50.44%，主要原因是会议减少。"), in_list(
        "2023年会议费支出2.80万元，比上年减少2.85万元，下降50.44%，主要原因是会议减少。"))  # fmt: skip
    made = lists({0: level(0, "decimal", shown)}, (1, 0, ""))
    assert changed(read_source(word(tmp_path / "a.docx", lines, numbering=made))) == {}


@pytest.mark.parametrize(
    "damaged",
    [
        '<w:lvl w:ilvl="²"><w:start w:val="x"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>',
        '<w:lvl w:ilvl="0"><w:start w:val="999999999999"/><w:lvlText/></w:lvl>',
        '<w:lvl w:ilvl="0"><w:numFmt/><w:lvlText w:val="%9%8%1"/></w:lvl>',
        '<w:numStyleLink w:val="自己"/>',
        "",
    ],
)
def test_a_damaged_list_leaves_the_text(tmp_path, damaged):
    made = lists({0: damaged, "²": damaged}, (1, 0, ""), (2, "x", ""), ("²", 0, ""))
    body = in_list("甲") + in_list("乙", 2) + in_list("丙", "²") + in_list("丁", 1, 7)
    found = texts(word(tmp_path / "a.docx", body, numbering=made))
    assert [t[-1] for t in found] == list("甲乙丙丁")
