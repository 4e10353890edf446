"""The XML of a written file: page, styles, fonts, headings, edges."""

import json
import re
from dataclasses import replace

import pytest
from sample_report import cell, report
from word_xml import find, style, values

from pingkou_gui.document.page_geometry import Geometry, twips
from pingkou_gui.document.phrases import Span
from pingkou_gui.document.tree import Attachment, Paragraph, Table, TableRow
from pingkou_gui.scheme.scheme import PageHabits

DOCUMENT = "word/document.xml"
EDGES = re.compile(r"word/(header|footer)\d+\.xml")


def test_every_section_is_a4_with_the_margins_of_the_standard(parts):
    assert values(parts[DOCUMENT], "//w:pgMar/@w:top") == ["2098", "1587", "2098"]
    assert values(parts[DOCUMENT], "//w:pgMar/@w:left") == ["1587", "1984", "1587"]
    assert values(parts[DOCUMENT], "//w:pgSz/@w:w") == ["11906", "16838", "11906"]
    assert values(parts[DOCUMENT], "//w:pgSz/@w:orient") == ["landscape"]


def test_a_section_may_end_with_a_plain_paragraph(build, parts_of):
    plain = Attachment(1, "说明", (Paragraph((Span("没有别的。"),)),))
    turned = Attachment(2, "附表", plain.blocks, landscape=True)
    document = parts_of(build(replace(report(), attachments=(plain, turned))))[DOCUMENT]
    ends = find(document, "//w:body/w:p[w:pPr/w:sectPr]")
    assert "".join(ends[-1].itertext()) == "没有别的。"
    assert len(find(document, "//w:sectPr")) == 2


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


def test_a_row_that_does_not_fill_its_table_is_refused(build, sample):
    table = Table("表", (1, 1), (), (TableRow((cell("甲"),)),))
    with pytest.raises(ValueError, match="columns"):
        build(replace(sample, blocks=(table,)))


def test_lengths_are_rounded_to_the_twip():
    assert [twips(n) for n in (37, 35, 28, 26)] == [2098, 1984, 1587, 1474]


def test_the_payload_travels_as_a_custom_part(parts):
    assert json.loads(PAYLOAD_TEXT.search(parts["customXml/item1.xml"].decode())[1])["rows"]
    assert b"customXmlProperties+xml" in parts["[Content_Types].xml"]


PAYLOAD_TEXT = re.compile(r">(\{.*\})<")
