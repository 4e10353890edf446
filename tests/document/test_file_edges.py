"""Files at their limits: parts, sizes, names, times, and letters that no file can hold."""

import io
import zipfile
from datetime import UTC, datetime

import pytest
from word_xml import changed

from pingkou_gui.document import docx_file as reading
from pingkou_gui.document.docx_file import WordFile, payload_item, read_payload, read_written
from pingkou_gui.document.page_geometry import Geometry, twips
from pingkou_gui.document.phrases import Span, SpanKind
from pingkou_gui.document.target_file import BlockedTargetError, free_name, holder, write_safely
from pingkou_gui.document.tree import (
    Heading,
    HeadingNumbering,
    MissingFont,
    Paragraph,
    Signature,
    chinese,
    circled,
    is_exact,
    label,
    marked,
    missing_fonts,
    one_line,
    printed,
    required_fonts,
    row_text,
    signing_day,
    signing_unit,
    split_lines,
    unprintable_count,
    xml_safe_text,
)
from pingkou_gui.errors import UnusableFileError
from pingkou_gui.scheme.scheme import PageHabits

CORE = "docProps/core.xml"
MODIFIED = '<dcterms:modified xsi:type="dcterms:W3CDTF">2025-03-18T09:30:00Z</dcterms:modified>'
CREATED = '<dcterms:created xsi:type="dcterms:W3CDTF">2025-03-18T09:30:00Z</dcterms:created>'


def packed(**parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in {"word/document.xml": "<x/>", **parts}.items():
            archive.writestr(name, content)
    return data.getvalue()


@pytest.fixture
def opened(tmp_path):
    def open_bytes(data):
        path = tmp_path / "文件.docx"
        path.write_bytes(data)
        return WordFile(path)

    return open_bytes


# -- reading


def test_a_file_may_have_so_many_parts_and_no_more(opened, monkeypatch):
    data = packed(a="1", b="2")
    monkeypatch.setattr(reading, "_MOST_PARTS", 3)
    with opened(data) as file:
        assert len(file.names) == 3
    monkeypatch.setattr(reading, "_MOST_PARTS", 2)
    with pytest.raises(UnusableFileError, match="不是 Word"):
        opened(data)


def test_a_file_may_be_so_large_and_no_larger(opened, monkeypatch):
    data = packed()
    monkeypatch.setattr(reading, "_LARGEST_FILE", len(data))
    with opened(data) as file:
        assert file.read("word/document.xml") == b"<x/>"
    monkeypatch.setattr(reading, "_LARGEST_FILE", len(data) - 1)
    with pytest.raises(UnusableFileError, match="大得不像"):
        opened(data)


def test_parts_together_may_unpack_to_so_much_and_no_more(opened, monkeypatch):
    monkeypatch.setattr(reading, "_MOST_BYTES", 14)
    with opened(packed(a="12345", b="12345", c="6")) as file:
        assert [file.read(name) for name in ("a", "b", "word/document.xml")] == [
            b"12345",
            b"12345",
            b"<x/>",
        ]
        with pytest.raises(UnusableFileError, match="大得不像"):
            file.read("c")


def test_a_part_that_is_not_there_or_no_xml_is_damage(opened):
    with opened(packed(a="<x>", b="<!DOCTYPE x [<!ENTITY y 'z'>]><x>&y;</x>", c="<x/>")) as file:
        assert file.xml("c").tag == "x"
        for name in ("a", "b", "d"):
            with pytest.raises(UnusableFileError, match="损坏"):
                file.xml(name)


def test_letters_beyond_ten_megabytes_are_read(opened):
    with opened(packed(a=f"<x>{'字' * 4_000_000}</x>")) as file:
        assert len(file.xml("a").text) == 4_000_000


# -- data and times


def test_data_in_a_part_of_another_name_are_none(tmp_path, parts):
    path = tmp_path / "文件.docx"
    for name, found in (("customXml/item12.xml", "数据"), ("customXml/itemProps7.xml", None)):
        path.write_bytes(packed(**{name: payload_item("数据")}))
        assert read_payload(path) == found


def test_the_same_data_twice_are_one(tmp_path):
    path = tmp_path / "文件.docx"
    item = payload_item("数据")
    path.write_bytes(packed(**{"customXml/item1.xml": item, "customXml/item2.xml": item}))
    assert read_payload(path) == "数据"


@pytest.mark.parametrize("payload", ["", "a\nb\t<&>\"'", "\r", "a\x00b", "\ud800", "字😀"])
def test_any_data_come_back(tmp_path, payload):
    path = tmp_path / "文件.docx"
    path.write_bytes(packed(**{"customXml/item1.xml": payload_item(payload)}))
    assert read_payload(path) == payload


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("", "", datetime(2025, 3, 18, 9, 30, tzinfo=UTC)),
        (
            MODIFIED,
            MODIFIED.replace("03-18T09:30:00Z", "04-01T08:00:00Z"),
            datetime(2025, 4, 1, 8, tzinfo=UTC),
        ),
        (
            MODIFIED,
            MODIFIED.replace("09:30:00Z", "17:30:00+08:00"),
            datetime(2025, 3, 18, 9, 30, tzinfo=UTC),
        ),
        (
            MODIFIED,
            MODIFIED.replace("09:30:00Z", "10:30:00"),
            datetime(2025, 3, 18, 10, 30, tzinfo=UTC),
        ),
        (
            MODIFIED,
            MODIFIED.replace("2025-03-18T09:30:00Z", "春天"),
            datetime(2025, 3, 18, 9, 30, tzinfo=UTC),
        ),
        (MODIFIED, CREATED.replace("created", "printed"), datetime(2025, 3, 18, 9, 30, tzinfo=UTC)),
    ],
)
def test_a_file_says_when_it_was_written(tmp_path, sample_bytes, old, new, found):
    path = tmp_path / "文件.docx"
    path.write_bytes(changed(sample_bytes, CORE, old, new) if old else sample_bytes)
    assert read_written(path) == found


def test_a_file_may_not_say_when_it_was_written(tmp_path, sample_bytes):
    path = tmp_path / "文件.docx"
    path.write_bytes(packed())
    assert read_written(path) is None
    path.write_bytes(changed(sample_bytes, CORE, "2025-03-18T09:30:00Z", "?"))
    assert read_written(path) is None


# -- targets


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("一二三四五六.docx", "~$一二三四五六.docx"),
        ("一二三四五六七.docx", "~$二三四五六七.docx"),
        ("一二三四五六七八.docx", "~$三四五六七八.docx"),
        ("一二三四五六七八九.docx", "~$三四五六七八九.docx"),
    ],
)
def test_word_covers_the_first_letters_of_a_longer_name(tmp_path, name, lock):
    assert holder(tmp_path / name) is None
    (tmp_path / lock).touch()
    assert holder(tmp_path / name) == "Word"


def test_names_are_offered_up_to_a_hundred(tmp_path):
    target = tmp_path / "报告.docx"
    for number in range(2, 99):
        (tmp_path / f"报告（{number}）.docx").touch()
    assert free_name(target).name == "报告（99）.docx"
    (tmp_path / "报告（99）.docx").touch()
    assert free_name(target) is None
    (tmp_path / ".~报告.docx").touch()
    with pytest.raises(BlockedTargetError) as caught:
        write_safely(target, b"new")
    assert caught.value.suggestion is None
    assert caught.value.remedy == "先在那里关闭它再保存，或者换一个文件名"


# -- letters and lines


@pytest.mark.parametrize(
    ("text", "shown", "count"),
    [
        ("甲\r\n乙\r丙\v丁", "甲\n乙\n丙\n丁", 0),
        ("甲\x07\ud800乙", "甲□□乙", 2),
        ("\ufffe\uffff😀\t", "□□😀\t", 2),
        ("\x85\u2028", "\n\n", 0),
    ],
)
def test_what_no_file_can_hold_is_a_square(text, shown, count):
    assert (xml_safe_text(text), unprintable_count(text)) == (shown, count)


@pytest.mark.parametrize(
    ("text", "exact"),
    [("甲\n乙", True), ("甲\r", False), ("\x00", False), ("", True), ("\x85", True)],
)
def test_xml_carries_a_text_through_or_not(text, exact):
    assert is_exact(text) is exact


def test_placeholders_are_told_apart_from_plain_words():
    kinds = [(span.text, span.kind) for span in marked("甲【待填：乙】丙【待核：丁】")]
    missing, plain = SpanKind.MISSING, SpanKind.PLAIN
    assert kinds == [
        ("甲", plain),
        ("【待填：乙】", missing),
        ("丙", plain),
        ("【待核：丁】", missing),
    ]
    assert marked("") == ()


def test_lines_are_cut_at_breaks_and_blanks_at_their_ends_go():
    ref = (Span("　甲 ", SpanKind.TYPED), Span(" \n"), Span(" 乙\r\n\n丙 "))
    assert [[s.text for s in line] for line in split_lines(ref)] == [["甲"], ["乙"], [], ["丙"]]
    assert split_lines((Span("  "),)) == [()]
    inner = split_lines((Span("甲 "), Span(" 乙")))
    assert "".join(span.text for span in inner[0]) == "甲  乙"


def test_a_running_heading_waits_for_words_and_no_longer():
    runs = Heading(3, "甲", "1.", runs_in=True)
    blank, said = Paragraph((Span(" \n"),)), Paragraph((Span("乙\n丙"),))
    first, second = printed((runs, blank, said))
    assert (first.text, second.text) == ("1.甲。乙", "丙")
    assert second.heading is None
    assert list(printed((runs, blank))) == [runs]
    assert list(printed((runs, runs))) == [runs, runs]
    alone = Heading(3, "甲", "1.")
    assert [alone, "乙"] == [
        x if isinstance(x, Heading) else x.text for x in printed((alone, Paragraph((Span("乙"),))))
    ]


@pytest.mark.parametrize(
    ("text", "line"), [(" 甲\n乙\u3000", "甲乙"), ("\xa0甲\t", "甲"), ("", "")]
)
def test_a_text_in_one_line(text, line):
    assert one_line(text) == line


def test_who_signs_and_when_or_a_placeholder():
    assert signing_unit(Signature(" 平口镇\n", None)) == "平口镇"
    assert signing_unit(Signature("  ", None)) == "【待填：单位名称】"
    assert signing_day(datetime(2024, 3, 5, tzinfo=UTC)) == "2024年3月5日"


def test_tabs_inside_a_cell_part_no_cells():
    assert row_text([" 甲\t乙 ", "", "丙"]) == "甲 乙\t\t丙"


# -- numbers of headings


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (19, "十九"),
        (30, "三十"),
        (101, "一百零一"),
        (111, "一百一十一"),
        (1000, "一千"),
        (1010, "一千零一十"),
        (9999, "九千九百九十九"),
    ],
)
def test_numerals(number, text):
    assert chinese(number) == text


def test_every_circle_and_level_counts_on():
    assert [circled(n) for n in (2, 19, 22, 34, 37, 49, 0)] == [*"②⑲㉒㉞㊲㊾", "〔0〕"]
    assert [label(level, 12) for level in range(1, 7)] == [
        "十二、",
        "（十二）",
        "12.",
        "（12）",
        "⑫",
        "⑫",
    ]


def test_below_the_deepest_level_there_is_none_deeper():
    deep = HeadingNumbering(4).below()
    assert (deep.level, deep.below().level) == (5, 5)
    assert [deep.next(), deep.next()] == ["①", "②"]
    assert HeadingNumbering().next() == "一、"


# -- pages and fonts


def test_a_page_is_worked_out_from_its_margins():
    page = Geometry.of(PageHabits())
    assert (page.width, page.height, page.pitch, page.character, page.condensed) == (
        8845,
        12756,
        579,
        315,
        -5,
    )
    assert (page.footer, page.header, page.paper) == (1447, 851, (11906, 16838))
    lying = page.turned()
    assert (lying.width, lying.height, lying.paper) == (12756, 8845, (16838, 11906))
    assert (lying.top, lying.right, lying.bottom, lying.left) == (1587, 2098, 1474, 1984)


@pytest.mark.parametrize(
    ("margins", "header", "footer"), [((12, 9, 28, 26), 80, 0), ((10, 20, 28, 26), 0, 597)]
)
def test_edges_never_reach_the_type_area_or_beyond_the_sheet(margins, header, footer):
    page = Geometry.of(PageHabits(margins=margins))
    assert (page.header, page.footer) == (header, footer)


@pytest.mark.parametrize(
    ("millimetres", "length"), [(25.4, 1440), (0, 0), (10, 567), (7, 397), (35, 1984)]
)
def test_a_length_in_twips(millimetres, length):
    assert twips(millimetres) == length


def test_every_use_of_a_font_is_named_and_what_stands_in_for_it():
    uses = required_fonts(PageHabits(table_font="宋体", number_font="黑体"))
    assert uses["黑体"] == "一级标题、页码"
    assert uses["宋体"] == "表格"
    assert str(MissingFont("甲体", "正文", "宋体")) == "本机没有安装甲体（正文），将以宋体代替"
    assert (
        str(MissingFont("甲体", "正文", None)) == "本机没有安装甲体（正文），将由系统另选字体代替"
    )
    strange = PageHabits(body_font="甲体")
    assert [
        f.name
        for f in missing_fonts(
            strange,
            {
                " 甲体 ",
                "仿宋_GB2312",
                "楷体_GB2312",
                "simhei",
                "SimSun",
                "方正小标宋简体",
                "times new roman",
            },
        )
    ] == []


def test_data_stand_in_the_file_as_they_are_but_for_what_xml_forbids():
    assert b'>{"a": "<\'&"}<' in payload_item('{"a": "<\'&"}').replace(b"&lt;", b"<").replace(
        b"&amp;", b"&"
    )
    assert b'encoding="base64"' in payload_item("\r")
