"""Text files as they come: broken lines put together and told, and every other kind refused."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_report import BODY, TEXT, TITLE, WANTED, changed, findings, notes, refusal, values
from word_files import par, pars, word

from pingkou_gui.importers.source_text import read_source
from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.lines.wrapped_lines import join_lines
from pingkou_gui.text.proofread import examine


def by_letters(line, width):
    return textwrap.wrap(line, width, break_on_hyphens=False, drop_whitespace=False) or [""]


def by_width(line, width):
    """Break as a page does: at a width, and no stop at the head of a line."""
    found, here, used = [], "", 0.0
    for letter in line:
        size = 1.0 if letter > "\u2e7f" or letter in "“”" else 0.5
        if used + size > width and letter not in "，。；：、）”%":
            found.append(here)
            here, used = "", 0.0
        here, used = here + letter, used + size
    return [*found, here]


def broken(way, width, indent=""):
    return "\n".join(part for line in TEXT.splitlines() for part in way(indent + line, width))


@pytest.mark.parametrize("indent", ["", "　　"])
@pytest.mark.parametrize("width", [22, 26, 30, 36, 40])
@pytest.mark.parametrize("way", [by_letters, by_width])
def test_lines_of_a_fixed_width_are_joined_and_said_to_be(tmp_path, way, width, indent):
    text = broken(way, width, indent)
    typed = tmp_path / "a.txt"
    typed.write_text(text, "utf-8")
    source = read_source(typed)
    in_word = read_source(word(tmp_path / "a.docx", pars(text)))
    words, in_words = ([p.text.strip() for p in each.paragraphs] for each in (source, in_word))
    assert (in_words, notes(in_word)) == (words, notes(source))
    assert changed(source) == {}
    assert findings(source) == []
    assert ["像是从PDF复制的" in note for note in notes(source)] == [True]
    assert "对照原文核对分段" in [f.expected for f in examine(source)]


def test_page_numbers_between_broken_lines_are_left_out(tmp_path):
    lines = broken(by_letters, 30).splitlines()
    lines[12:12] = ["— 3 —"]
    lines[30:30] = ["- 4 -"]
    assert changed(SourceText.from_string("\n".join(lines))) == {}


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "\n".join(f"　　{line}" for line in TEXT.splitlines()),
        TEXT.replace("\n", "\n\n"),
        TEXT.replace("\n", "\r\n"),
        TITLE + "\n" + BODY.replace("。", "。\n"),
    ],
    ids=["plain", "indented", "blank lines", "from Windows", "a sentence a line"],
)
def test_a_text_that_is_not_broken_is_left_as_it_is(text):
    source = SourceText.from_string(text)
    assert source.remarks == ()
    assert values(source)["basic.0.total"] == WANTED["basic.0.total"]


def test_a_list_of_names_of_equal_length_is_no_broken_text():
    names = "\n".join(f"{n}、白茅镇某某村道路硬化和排水改造工程{n}期" for n in range(1, 9))
    assert len(SourceText.from_string(names).paragraphs) == 8


@given(st.lists(st.text("一二三万元，。0123. \t（）", max_size=40), max_size=30))
def test_joining_loses_no_letter(lines):
    joined = join_lines(lines)
    assert "".join("".join(t.split()) for _, t in joined.lines) == "".join(
        "".join(t.split()) for t in lines
    )
    assert [number for number, _ in joined.lines] == sorted({number for number, _ in joined.lines})


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
FLAT = b'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>'


@pytest.mark.parametrize(
    ("name", "content", "said", "remedy"),
    [
        ("报告.doc", COMPOUND + bytes(600), "旧版的doc", "另存为"),
        ("报告.wps", COMPOUND + bytes(600), "WPS文件", "另存为"),
        ("报告.docx", COMPOUND + bytes(600), "旧版的doc", "另存为"),
        (
            "报告.docx",
            COMPOUND + "EncryptedPackage".encode("utf-16-le"),
            "设了打开密码",
            "去掉密码",
        ),
        ("报告.doc", COMPOUND + "Workbook\0".encode("utf-16-le"), "Excel表格", "xlsx"),
        ("报告.pdf", b"%PDF-1.7 x", "PDF文件", "Word原件"),
        ("报告.docx", b"%PDF-1.4 x", "PDF文件", "Word原件"),
        ("上报.rar", b"Rar!\x1a\x07\x01\x00", "压缩包", "解压"),
        ("上报.7z", b"7z\xbc\xaf\x27\x1c", "压缩包", "解压"),
        ("报告.docx", b"\x89PNG\r\n\x1a\n", "图片", "Word原件"),
        ("扫描.jpg", b"\xff\xd8\xff\xe0", "图片", "Word原件"),
        ("报告.rtf", b"{\\rtf1 x}", "RTF文件", "另存为"),
        ("表.xml", SHEET, "Excel的XML表格", "xlsx"),
        ("报告.xml", FLAT, "Word的XML文件", "另存为"),
        ("报告.doc", b"<html><body>x</body></html>", "网页文件", "另存为"),
        ("报告.mht", b"MIME-Version: 1.0", "网页文件", "另存为"),
        ("报告.txt", b"", "空的", "换一个"),
        ("报告.txt", b" \r\n \r\n", "没有文字", "换一个"),
        ("报告.txt", bytes(range(256)) * 40, "也不是文本文件", "另存为"),
    ],
)
def test_another_kind_of_file_is_told_for_what_it_is_and_what_to_do(
    tmp_path, name, content, said, remedy
):
    path = tmp_path / name
    path.write_bytes(content)
    sentence = refusal(read_source, path)
    assert said in sentence
    assert remedy in sentence
    assert not any(letter in sentence.replace(name, "") for letter in ("zip", "BadZip", "Error"))


@pytest.mark.parametrize(
    "start", ["1.", "1. ", "1．", "01.", "1、", "（1）", "1）", "①", "1.1", "1.1 ", "1 ", "1.　"]
)
@pytest.mark.parametrize("year", ["2023年", "2023 年", "二〇二三年", "二○二三年"])
def test_an_item_that_begins_with_a_year_is_a_number_and_a_year(tmp_path, start, year):
    text = TEXT.replace("会议费支出2.80万元", f"{start}{year}会议费支出2.80万元")
    assert changed(SourceText.from_string(text)) == {}
    assert changed(read_source(word(tmp_path / "a.docx", pars(text)))) == {}


@pytest.mark.parametrize("words", ["1.5万元用于修路", "12.50", "3. 5", "2023年", "1.2", "10.2023"])
def test_what_begins_with_a_number_keeps_it(words):
    from pingkou_gui.text.lines.source import normalise

    assert normalise(words).text == words.replace(" ", "")


def test_an_item_may_begin_with_any_year_and_any_figure():
    from pingkou_gui.text.lines.source import normalise

    assert normalise("2.2022年培训").text == "2、2022年培训"
    assert normalise("3. 128户农户领到补贴，户均500元。").text.startswith("3、128户")


@pytest.mark.parametrize("words", ["人民币410.00万元", "为人民币410.00万元", "人民币 410.00 万元"])
def test_the_name_of_the_currency_stands_in_no_figures_way(words):
    assert changed(SourceText.from_string(TEXT.replace("410.00万元", words))) == {}


def test_a_year_in_words_is_the_same_year_in_titles_and_days():
    text = TEXT.replace("2023年", "二〇二三年").replace("2024年3月18日", "二〇二四年三月十八日")
    assert changed(SourceText.from_string(text)) == {}


def test_cells_of_a_word_file_are_never_joined(tmp_path):
    rows = "".join(
        f"<w:tr><w:tc>{par('甲' * 24)}</w:tc><w:tc>{par('乙' * 24)}</w:tc></w:tr>" for _ in range(9)
    )
    source = read_source(word(tmp_path / "a.docx", f"<w:tbl>{rows}</w:tbl>"))
    assert len(source.paragraphs) == 18
