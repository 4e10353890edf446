"""The XML of a written file: page, styles, fonts, headings, signature."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_report import cell, report, text
from word_xml import find, style, tree, values

from pingkou_gui.document.legible import legible
from pingkou_gui.document.tree import (
    Attachment,
    Document,
    Heading,
    Paragraph,
    Row,
    Signature,
    SignatureLine,
    Span,
    SpanKind,
    Table,
)
from pingkou_gui.document.word.closing import signature_indents
from pingkou_gui.document.word.geometry import Geometry, twips
from pingkou_gui.document.word.markup import run
from pingkou_gui.document.word.title import broken, measure
from pingkou_gui.scheme.page import PageHabits

DOCUMENT = "word/document.xml"
EDGES = re.compile(r"word/(header|footer)\d+\.xml")


def test_every_section_is_a4_with_the_margins_of_the_standard(parts):
    upright, lying, last = find(parts[DOCUMENT], "//w:pgMar")
    sides = [dict(upright.attrib)[k] for k in upright.attrib if k.endswith(("top", "left"))]
    assert sides == ["2098", "1587"]
    assert dict(upright.attrib) == dict(last.attrib)
    assert 'w:left="1984"' in parts[DOCUMENT].decode()
    assert values(parts[DOCUMENT], "//w:pgSz/@w:orient") == ["landscape"]
    assert lying is not None


def test_the_grid_is_22_lines_without_a_character_grid(parts):
    assert values(parts[DOCUMENT], "//w:docGrid/@w:type") == ["lines"] * 3
    assert values(parts[DOCUMENT], "//w:docGrid/@w:linePitch") == ["579"] * 3
    assert not find(parts[DOCUMENT], "//w:docGrid/@w:charSpace")


def test_other_margins_keep_22_lines_and_28_characters():
    page = Geometry.of(PageHabits(margins=(34.6, 32.6, 28, 26)))
    assert page.height // page.pitch == 22
    assert page.width // (320 + page.condensed) == 28


def test_headings_have_outline_levels(parts):
    styles = parts["word/styles.xml"]
    levels = [
        style(styles, f"Heading{n}").xpath("string(.//*[local-name()='outlineLvl']/@*)")
        for n in range(1, 5)
    ]
    assert levels == ["0", "1", "2", "3"]


def test_only_the_words_of_a_running_heading_are_in_heading_form(parts):
    found = values(parts[DOCUMENT], "//w:r[w:rPr/w:rStyle/@w:val='Heading3Char']/w:t/text()")
    assert set(found) == {"1.机构设置。"}


def test_every_run_says_that_it_is_chinese(parts):
    names = [DOCUMENT, *filter(EDGES.fullmatch, parts)]
    assert len(names) == 13
    for name in names:
        assert not find(parts[name], "//w:r[not(w:rPr/w:rFonts[@w:hint='eastAsia'])]")


def test_every_style_that_sets_fonts_sets_the_chinese_one(parts):
    fonts = find(parts["word/styles.xml"], "//w:rFonts")
    assert len(fonts) > 10
    assert all(any(k.endswith("}eastAsia") for k in f.attrib) for f in fonts)


def test_no_theme_and_nothing_of_a_foreign_template_is_left(parts):
    whole = b"".join(parts.values())
    for trace in (b"python-docx", b"thumbnail", b"2013-", b"Theme=", b"theme/theme", b"Microsoft"):
        assert trace not in whole.replace(b"schemas.microsoft.com", b"")
    assert not [name for name in parts if "theme" in name or "thumbnail" in name]


def test_word_opens_it_in_its_newest_mode(parts):
    found = values(
        parts["word/settings.xml"],
        "//w:compatSetting[@w:name='compatibilityMode']/@w:val",
    )
    assert found == ["15"]


def test_punctuation_does_not_hang_and_figures_take_no_extra_space(parts):
    look = style(parts["word/styles.xml"], "Normal")[3]
    found = {child.tag.split("}")[1]: dict(child.attrib) for child in look}
    assert [
        list(found[name].values()) for name in ("overflowPunct", "autoSpaceDE", "autoSpaceDN")
    ] == [["0"]] * 3
    assert found["kinsoku"] == {}


def test_the_font_table_names_replacements(parts, parts_of, build, sample):
    path = "//w:font[@w:name='仿宋_GB2312']/w:altName/@w:val"
    assert values(parts["word/fontTable.xml"], path) == ["仿宋"]
    own = parts_of(build(sample, PageHabits(title_font="方正小标宋_GBK")))
    entry = "//w:font[@w:name='方正小标宋_GBK']/w:altName/@w:val"
    assert values(own["word/fontTable.xml"], entry) == ["华文中宋"]


def test_a_countys_fonts_reach_the_styles(parts_of, build, sample):
    own = PageHabits(body_font="仿宋", table_font="宋体", bold_third_level=False)
    styles = parts_of(build(sample, own))["word/styles.xml"]
    fonts = ".//*[local-name()='rFonts']/@*[local-name()='eastAsia']"
    assert style(styles, "Normal").xpath(fonts) == ["仿宋"]
    assert style(styles, "TableText").xpath(fonts) == ["宋体"]
    assert style(styles, "Heading3").xpath("string(.//*[local-name()='b']/@*)") == "0"


def test_odd_and_even_pages_differ_and_each_section_has_its_own_edges(parts):
    assert find(parts["word/settings.xml"], "//w:evenAndOddHeaders")
    for section in find(parts[DOCUMENT], "//w:sectPr"):
        kinds = [child.tag.split("}")[1] for child in section][:4]
        assert sorted(kinds) == ["footerReference"] * 2 + ["headerReference"] * 2


def test_the_number_of_a_landscape_page_stands_in_its_header(parts):
    lying = [name for name in parts if b"tblpPr" in parts[name]]
    assert len(lying) == 2
    places = [values(parts[name], "//w:tblpPr/@w:tblpY")[0] for name in sorted(lying)]
    assert set(places) == {"7884", "1867"}
    assert values(parts[lying[0]], "//w:tblpPr/@w:tblpX") == ["1360"]


def test_a_county_may_leave_the_number_at_the_foot(parts_of, build, sample):
    own = parts_of(build(sample, PageHabits(rotate_landscape_numbers=False)))
    assert not [name for name in own if b"tblpPr" in own[name]]


def test_a_draft_says_so_in_every_header_and_a_final_report_in_none(parts, parts_of, build):
    headers = [name for name in parts if name.startswith("word/header")]
    draft = parts_of(build(report(draft=True)))
    assert all("草稿" in draft[name].decode() for name in headers)
    assert not any("草稿" in parts[name].decode() for name in headers)


def test_a_placeholder_is_marked_for_the_eye(parts_of, build):
    document = parts_of(build(report(missing=True)))[DOCUMENT]
    path = "//w:r[w:rPr/w:rStyle/@w:val='Missing']/w:t/text()"
    assert values(document, path) == ["【待填：培训费】"]


def test_a_placeholder_in_a_heading_is_marked_too(parts_of, build, sample):
    odd = replace(sample, blocks=(Heading(1, "【待填：标题】情况", "一、"),))
    path = "//w:r[w:rPr/w:rStyle/@w:val='Missing']/w:t/text()"
    assert values(parts_of(build(odd))[DOCUMENT], path) == ["【待填：标题】"]


def test_every_attachment_begins_a_page(parts):
    marks = find(parts[DOCUMENT], "//w:p[w:pPr/w:pStyle/@w:val='AttachmentMark']")
    breaks = [mark.xpath("string(.//*[local-name()='pageBreakBefore']/@*)") for mark in marks]
    # Where a section has just ended, its break already begins the page.
    assert breaks == ["", "0", "0"]
    assert (
        style(parts["word/styles.xml"], "AttachmentMark").xpath(
            "count(.//*[local-name()='pageBreakBefore'])"
        )
        == 1.0
    )


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


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("2024年度自评报告", ["2024年度自评报告"]),
        (
            "2024年度青石县槐荫乡人民政府部门整体支出绩效自评报告",
            ["2024年度青石县槐荫乡人民政府", "部门整体支出绩效自评报告"],
        ),
        ("槐荫乡\n自评报告", ["槐荫乡", "自评报告"]),
    ],
)
def test_a_title_breaks_by_sense(title, lines):
    assert broken(title, 20).split("\n") == lines


@given(st.text("甲乙县政府2024年度（）《》、报告 a", min_size=1, max_size=90))
def test_a_broken_title_loses_nothing_and_fits(title):
    lines = broken(title, 20).split("\n")
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")
    assert all(measure(line) <= 20 for line in lines)


def test_the_properties_name_the_report_and_no_one_else(parts):
    core = parts["docProps/core.xml"].decode()
    for words in (
        "槐荫乡人民政府部门整体",
        ">青石县槐荫乡人民政府<",
        "2025-03-18T09:30:00Z",
        "zh-CN",
    ):
        assert words in core
    assert "<Application>" not in parts["docProps/app.xml"].decode()


def test_twice_written_is_the_same_bytes(build, sample, sample_bytes):
    assert build(sample) == sample_bytes


def test_a_time_of_another_zone_is_the_same_moment(build, sample):
    here = datetime(2025, 3, 18, 9, 30, tzinfo=UTC)
    there = here.astimezone(timezone(timedelta(hours=8)))
    assert build(sample, written=here) == build(sample, written=there)


WRITE = """
import hashlib, sys
from datetime import datetime
sys.path[:0] = sys.argv[1:]
from sample_report import report
from pingkou_gui.document.word import build_word
from pingkou_gui.scheme.page import PageHabits
data = build_word(report(), PageHabits(), written=datetime(2025, 3, 18, 9, 30))
print(hashlib.sha256(data).hexdigest())
"""


def test_zone_and_hash_seed_of_the_computer_do_not_matter():
    here = Path(__file__).parent
    found = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai")):
        settings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-c", WRITE, str(here), str(here.parents[1])]
        found.add(subprocess.check_output(command, env=settings))
    assert len(found) == 1


def test_base_docx_is_what_its_script_makes(tmp_path):
    from runpy import run_path

    resources = Path(__file__).parents[2] / "resources"
    run_path(str(resources / "make_base.py"))["write"](tmp_path / "base.docx")
    assert (tmp_path / "base.docx").read_bytes() == (resources / "base.docx").read_bytes()


def test_the_tree_of_a_file_can_hold_any_typed_text(parts_of, build, sample):
    odd = "😀 <b>&amp;\t“引”]]>\x00\x1b\ud800\ufffe终"
    document = parts_of(build(replace(sample, blocks=(Paragraph(text(odd)),))))[DOCUMENT]
    line = find(document, "//w:p")[1]
    assert "".join(line.itertext()) == "😀 <b>&amp;“引”]]>□□□□终"
    assert len(line.findall(".//{*}tab")) == 1


@given(st.text())
def test_any_text_makes_a_run_that_can_be_parsed(words):
    xml = f'<x xmlns:w="urn:w">{run(words)}</x>'
    shown = "".join(tree(xml.encode()).itertext())
    assert shown == legible(words).replace("\n", "").replace("\t", "")


def test_a_row_that_does_not_fill_its_table_is_refused(build, sample):
    table = Table("表", (1, 1), (), (Row((cell("甲"),)),))
    with pytest.raises(ValueError, match="columns"):
        build(replace(sample, blocks=(table,)))


def test_forty_attachments_keep_only_the_last_lines_with_the_signature(parts_of, build, sample):
    many = tuple(Attachment(n, f"项目{n}自评表", ()) for n in range(1, 41))
    document = parts_of(build(replace(sample, attachments=many)))[DOCUMENT]
    free = "//w:p[w:pPr/w:pStyle/@w:val='AttachmentList'][w:pPr/w:keepNext/@w:val='0']"
    assert len(find(document, free)) == 34


def test_a_report_of_nothing_but_a_title_can_be_written(build, parts_of):
    bare = Document("", (), Signature(None, date(2025, 1, 2)))
    document = parts_of(build(bare))[DOCUMENT]
    assert "【待填：单位名称】" in values(document, "//w:t/text()")


def test_spans_of_one_look_share_a_run(parts_of, build, sample):
    spans = (Span("共"), Span("3", SpanKind.DERIVED), Span("个"))
    document = parts_of(build(replace(sample, blocks=(Paragraph(spans),))))[DOCUMENT]
    assert values(find_second(document), "//w:t/text()") == ["共3个"]


def find_second(document):
    from lxml import etree

    return etree.tostring(find(document, "//w:p")[1])


def test_lengths_are_rounded_to_the_twip():
    assert [twips(n) for n in (37, 35, 28, 26)] == [2098, 1984, 1587, 1474]


def test_the_payload_travels_as_a_custom_part(parts):
    assert json.loads(PAYLOAD_TEXT.search(parts["customXml/item1.xml"].decode())[1])["rows"]
    assert b"customXmlProperties+xml" in parts["[Content_Types].xml"]


PAYLOAD_TEXT = re.compile(r">(\{.*\})<")


@pytest.mark.parametrize("runs_in", [False, True])
def test_a_placeholder_anywhere_is_marked_and_proved(tmp_path, build, sample, habits, runs_in):
    from pingkou_gui.document.proof import prove

    blocks = (
        Heading(1, "办【待填：甲】事", "一、", runs_in=runs_in),
        Paragraph(text("正文【待填：乙】。", SpanKind.TYPED)),
    )
    odd = replace(sample, blocks=blocks, signature=Signature(None, None), draft=True)
    (tmp_path / "写成.docx").write_bytes(build(odd))
    proof = prove(tmp_path / "写成.docx", odd, habits)
    assert proof.missing == 4
    assert proof.failures == ()


def test_a_long_line_under_an_attachment_takes_two_lines_and_keeps_its_words(
    tmp_path, build, sample, habits
):
    from pingkou_gui.document.proof import prove

    entries = tuple(
        text(f"{who}：欧阳文竹斋主人某某") for who in ("填表人", "审核人", "复核人", "负责人")
    )
    odd = replace(sample.attachments[0], blocks=(SignatureLine(entries),))
    long = replace(sample, attachments=(odd,))
    (tmp_path / "写成.docx").write_bytes(build(long))
    assert prove(tmp_path / "写成.docx", long, habits).holds


def test_a_table_that_ends_the_body_stays_with_the_signature(build, sample, parts_of):
    content = Table("", (1,), (), (Row((cell("甲"),)), Row((cell("乙"),))))
    document = parts_of(build(replace(sample, blocks=(content,))))[DOCUMENT]
    last = find(document, "//w:body/w:tbl[1]/w:tr[last()]//w:keepNext")
    assert last
    assert find(document, "//w:body/w:tbl[1]/following-sibling::w:p[1]//w:keepNext")
