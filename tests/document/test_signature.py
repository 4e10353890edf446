"""The list of attachments, the signature and the line under an attachment."""

from dataclasses import replace

import docx
import pytest
from sample_report import cell, text
from word_xml import find

from pingkou_gui.document.line_breaking import measure
from pingkou_gui.document.page_flow import (
    _columns,
    _signing_width,
    _stops,
    closing_lines,
    signature_indents,
)
from pingkou_gui.document.page_geometry import Geometry
from pingkou_gui.document.tree import Attachment, SignatureLine, Table, TableRow

DOCUMENT = "word/document.xml"


def test_the_signature_is_never_alone_on_a_page(parts):
    tail = "//w:p[w:pPr/w:pStyle/@w:val='SignatureBlock'][1]/preceding-sibling::w:p[4]/w:pPr/w:keepNext"
    assert find(parts[DOCUMENT], tail)


def test_the_signature_stands_as_the_standard_says():
    assert signature_indents("云山县柏溪镇人民政府", "2024年3月15日", sealed=False) == (16, 18)
    assert signature_indents("云山县柏溪镇人民政府", "2024年3月15日", sealed=True) == (15.75, 17.5)


def test_a_date_longer_than_the_unit_stands_two_in_from_the_right():
    unit, day = signature_indents("槐荫乡", "2024年12月15日", sealed=False)
    assert day == 28 - 2 - measure("2024年12月15日")
    assert unit == day - 2


def test_a_very_long_unit_stays_on_the_page():
    assert signature_indents("县" * 40, "2024年3月15日", sealed=False) == (0, 0)
    assert min(signature_indents("县" * 40, "2024年3月15日", sealed=True)) >= 0


def test_a_unit_longer_than_the_line_signs_in_two_by_sense(tmp_path, build, sample, habits):
    from pingkou_gui.document.verify import verify

    name = "云山县柏溪镇人民政府农业综合服务中心和社会事务综合服务中心联合党支部"
    long = replace(sample, signature=replace(sample.signature, unit=name))
    (tmp_path / "写成.docx").write_bytes(build(long))
    assert verify(tmp_path / "写成.docx", long, habits).holds
    signed = [p for p in docx.Document(str(tmp_path / "写成.docx")).paragraphs if "联合" in p.text]
    lines = next(p.text for p in signed if p.text.startswith("云山")).split("\n")
    assert "".join(lines) == name
    assert [measure(line) <= 26 for line in lines] == [True, True]


def test_forty_attachments_keep_only_the_last_lines_with_the_signature(parts_of, build, sample):
    many = tuple(Attachment(n, f"项目{n}自评表", ()) for n in range(1, 41))
    document = parts_of(build(replace(sample, attachments=many)))[DOCUMENT]
    free = "//w:p[w:pPr/w:pStyle/@w:val='AttachmentList'][w:pPr/w:keepNext/@w:val='0']"
    assert len(find(document, free)) == 40 - 7


def test_a_long_line_under_an_attachment_takes_two_lines_and_keeps_its_words(
    tmp_path, build, sample, habits
):
    from pingkou_gui.document.verify import verify

    entries = tuple(
        text(f"{who}：欧阳文竹斋主人某某") for who in ("填表人", "审核人", "复核人", "负责人")
    )
    odd = replace(sample.attachments[0], blocks=(SignatureLine(entries),))
    long = replace(sample, attachments=(odd,))
    (tmp_path / "写成.docx").write_bytes(build(long))
    assert verify(tmp_path / "写成.docx", long, habits).holds


def test_a_table_that_ends_the_body_stays_with_the_signature(build, sample, parts_of):
    content = Table("", (1,), (), (TableRow((cell("甲"),)), TableRow((cell("乙"),))))
    document = parts_of(build(replace(sample, blocks=(content,))))[DOCUMENT]
    last = find(document, "//w:body/w:tbl[1]/w:tr[last()]//w:keepNext")
    assert last
    assert find(document, "//w:body/w:tbl[1]/following-sibling::w:p[1]//w:keepNext")


@pytest.mark.parametrize(("length", "lines"), [(26, 1), (27, 2)])
def test_a_unit_takes_a_second_line_only_where_it_must(length, lines, sample, habits):
    signed = replace(sample.signature, unit="县" * length)
    page = Geometry.of(habits)
    shown = closing_lines(replace(sample, attachments=(), signature=signed), page, sealed=False)
    assert len(shown) == 2
    words = "".join(span.text for part in shown[0].runs for span in part.spans)
    assert words.count("\n") == lines - 1


@pytest.mark.parametrize(
    ("unit", "day", "sealed", "indents"),
    [
        ("县" * 10, "2024年3月5日", False, (16, 18)),
        ("县" * 24, "2024年3月5日", False, (2, 4)),
        ("县" * 26, "2024年3月5日", False, (0, 2)),
        ("县" * 27, "2024年3月5日", False, (0, 1)),
        ("县", "2024年3月5日", False, (18, 20)),
        ("县" * 2, "2024年3月5日", True, (20, 18)),
        ("县" * 14, "2024年3月5日", True, (14, 18)),
        ("县" * 20, "2024年3月5日", True, (8, 18)),
        ("县" * 30, "2024年3月5日", True, (0, 18)),
    ],
)
def test_where_unit_and_day_begin(unit, day, sealed, indents):
    assert signature_indents(unit, day, sealed=sealed) == indents


@pytest.mark.parametrize(("count", "kept"), [(1, 1), (7, 7), (8, 7), (14, 7), (20, 7)])
def test_of_a_long_list_seven_lines_stay_with_the_signature(count, kept, sample, habits):
    attachments = tuple(Attachment(n, f"表{n}", ()) for n in range(1, count + 1))
    bare = replace(sample, attachments=attachments, signature=None)
    shown = closing_lines(bare, Geometry.of(habits), sealed=False)
    assert len(shown) == count
    assert [part for part in shown if part.keep_next is False] == shown[: count - kept]
    assert [part.empty_line for part in shown] == [True, *[False] * (count - 1)]


@pytest.mark.parametrize(
    ("texts", "columns"),
    [
        (["填表人：文竹"], 1),
        (["填表人：", "联系电话："], 2),
        (["填表人：" + "长" * 40, "联系电话："], 1),
    ],
)
def test_entries_stand_side_by_side_where_they_fit(texts, columns, sample, habits, build, parts_of):
    line = SignatureLine(tuple(text(words) for words in texts))
    odd = replace(sample, attachments=(Attachment(1, "表", (line,)),))
    xml = parts_of(build(odd))[DOCUMENT]
    stops = find(xml, "//w:p[w:pPr/w:pStyle/@w:val='TableNote']/w:pPr/w:tabs/w:tab")
    assert len(stops) == columns - 1


@pytest.mark.parametrize(
    ("widths", "room", "columns"),
    [
        ([1000, 1000], 1790, 2),
        ([1000, 1000], 1789, 1),
        ([1000, 1000, 1000], 3000, 3),
        ([1000, 1000, 1000], 2999, 2),
        ([1000, 1000, 1000, 1000], 4210, 4),
        ([5000], 100, 1),
        ([], 100, 1),
    ],
)
def test_entries_stand_a_character_apart_and_the_last_may_reach_into_the_margin(
    widths, room, columns
):
    assert _columns(widths, room) == columns


@pytest.mark.parametrize(
    ("widths", "columns", "room", "stops"),
    [
        ([1000, 500], 2, 5000, (4290,)),
        ([1000, 500, 400], 3, 5000, (2445, 4390)),
        ([1000, 500, 1200, 400], 2, 5000, (4290,)),
        ([1000, 3700], 2, 5000, (1210,)),
        ([1000], 1, 5000, ()),
    ],
)
def test_the_room_that_is_left_stands_between_the_entries(widths, columns, room, stops):
    assert _stops(widths, columns, room) == stops


@pytest.mark.parametrize(
    ("words", "width"), [("填表人：文竹", 1260), ("填表人：", 1470), ("a:", 840), ("甲a", 420)]
)
def test_an_entry_without_a_value_has_room_for_a_name(words, width):
    assert _signing_width(words) == width
