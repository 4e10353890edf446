"""Every item of the proof holds on a right file and falls on a broken one."""

from dataclasses import replace

import pytest
from sample_report import report
from word_xml import changed

from pingkou_gui.document.phrases import Span
from pingkou_gui.document.tree import Attachment, Heading, Paragraph
from pingkou_gui.document.verify import verify
from pingkou_gui.errors import UnusableFileError
from pingkou_gui.scheme.scheme import PageHabits

DOCUMENT, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
SIGNED = '<w:pStyle w:val="SignatureBlock"/><w:keepNext w:val="0"/>'
BREAKS = {
    "paper": (DOCUMENT, '<w:pgSz w:w="11906" w:h="16838"/>', '<w:pgSz w:w="12240" w:h="15840"/>'),
    "margins": (DOCUMENT, 'w:top="2098"', 'w:top="1440"'),
    "lines": (STYLES, 'w:line="579"', 'w:line="580"'),
    "characters": (STYLES, '<w:spacing w:val="-5"/>', '<w:spacing w:val="0"/>'),
    "fonts": (STYLES, 'w:eastAsia="仿宋_GB2312"', 'w:eastAsia="宋体"'),
    "page_numbers": ("word/footer2.xml", " PAGE ", " DATE "),
    "signature": (DOCUMENT, SIGNED, f"{SIGNED}<w:pageBreakBefore/>"),
    "repeated_heads": (DOCUMENT, '<w:trHeight w:val="374"', '<w:trHeight w:val="1374"'),
    "headings": (STYLES, '<w:outlineLvl w:val="1"/>', ""),
    "attachments": (DOCUMENT, ">附件2<", ">附件3<"),
    "tables": (DOCUMENT, "<w:tblHeader/>", ""),
    "words": (DOCUMENT, "1532.40", "1532.04"),
    "placeholders": (DOCUMENT, "每一笔钱", "【待填：钱】"),
    "draft": ("word/header1.xml", "<w:p>", "<w:p><w:r><w:t>草稿</w:t></w:r>"),
    "payload": ("customXml/item1.xml", "[1, 2, 3]", "[1, 2, 4]"),
}
MORE = {
    "the grid": ("lines", DOCUMENT, 'w:linePitch="579"', 'w:linePitch="312"'),
    "the kind of grid": ("lines", DOCUMENT, 'w:type="lines"', 'w:type="linesAndChars"'),
    "the size": ("characters", STYLES, '"-5"/><w:sz w:val="32"/>', '"-5"/><w:sz w:val="28"/>'),
    "a hint": ("fonts", DOCUMENT, '<w:rFonts w:hint="eastAsia"/>', ""),
    "a theme": ("fonts", STYLES, "w:eastAsia=", 'w:eastAsiaTheme="minorEastAsia" w:eastAsia='),
    "odd and even": ("page_numbers", SETTINGS, "<w:evenAndOddHeaders/>", ""),
    "the side": ("page_numbers", "word/footer2.xml", '"right"', '"center"'),
    "the drop": ("page_numbers", DOCUMENT, 'w:footer="1447"', 'w:footer="851"'),
    "the lying number": ("page_numbers", "word/header5.xml", "— ", "- "),
    "a heading's style": ("headings", DOCUMENT, '"Heading2"', '"Normal"'),
    "a split row": ("tables", DOCUMENT, "<w:cantSplit/>", ""),
    "a width": ("tables", DOCUMENT, '<w:gridCol w:w="', '<w:gridCol w:w="1'),
    "a cell's width": ("tables", DOCUMENT, '<w:tcW w:w="', '<w:tcW w:w="1'),
    "the layout": ("tables", DOCUMENT, '<w:tblLayout w:type="fixed"/>', ""),
    "a figure in a table": ("words", DOCUMENT, ">24.20<", ">24.02<"),
    "the title": ("attachments", DOCUMENT, ">村道整修项目", ">村路整修项目"),
}


def proved(tmp_path, data, document, habits):
    path = tmp_path / "写成.docx"
    path.write_bytes(data)
    return verify(path, document, habits)


def test_a_right_file_holds_in_every_item(sample_file, sample, habits):
    proof = verify(sample_file, sample, habits)
    assert proof.failures == ()
    assert proof.holds


def test_the_clerk_reads_the_proof_in_one_line(sample_file, sample, habits):
    line = str(verify(sample_file, sample, habits))
    assert line.startswith("A4 ✓ 页边距 ✓ 22行 ✓ 28字 ✓ 字体 ✓ 页码 ✓")
    assert "✗" not in line


def test_every_item_has_a_file_it_falls_on(sample_file, sample, habits):
    assert {item.name for item in verify(sample_file, sample, habits).items} == set(BREAKS)


@pytest.mark.parametrize("item", BREAKS)
def test_an_item_falls_on_a_broken_file(item, tmp_path, sample_bytes, sample, habits):
    part, old, new = BREAKS[item]
    proof = proved(tmp_path, changed(sample_bytes, part, old, new), sample, habits)
    assert not proof[item].holds
    assert proof[item].detail
    assert "✗" in str(proof)


@pytest.mark.parametrize("broken", MORE)
def test_an_item_sees_each_of_its_faults(broken, tmp_path, sample_bytes, sample, habits):
    item, part, old, new = MORE[broken]
    proof = proved(tmp_path, changed(sample_bytes, part, old, new, 1), sample, habits)
    assert not proof[item].holds


def test_a_number_out_of_sequence_is_found(tmp_path, sample, habits, build):
    blocks = (Heading(1, "概况", "一、"), Heading(1, "问题", "三、"), *sample.blocks[1:2])
    odd = replace(sample, blocks=blocks)
    assert "第2个" in proved(tmp_path, build(odd), odd, habits)["headings"].detail


def test_a_figure_before_a_chapter_is_no_number_of_it(tmp_path, sample, habits, build):
    odd = replace(sample, blocks=(Heading(1, "概况", "1、"),))
    assert "没有序号" in proved(tmp_path, build(odd), odd, habits)["headings"].detail


def test_ten_and_more_chapters_count_on(tmp_path, sample, habits, build):
    labels = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    long = replace(sample, blocks=tuple(Heading(1, "章", f"{label}、") for label in labels))
    assert proved(tmp_path, build(long), long, habits)["headings"].holds


def test_attachments_out_of_order_are_found(tmp_path, sample, habits, build):
    first, second, _ = sample.attachments
    odd = replace(sample, attachments=(first, replace(second, number=3)))
    assert not proved(tmp_path, build(odd), odd, habits)["attachments"].holds


def test_a_final_report_with_a_placeholder_does_not_hold(tmp_path, habits, build):
    final = report(missing=True)
    proof = proved(tmp_path, build(final), final, habits)
    assert proof.missing == 1
    assert [item.label for item in proof.failures] == ["印出待填1处"]


def test_a_draft_with_a_placeholder_holds(tmp_path, habits, build):
    draft = report(missing=True, draft=True)
    proof = proved(tmp_path, build(draft), draft, habits)
    assert proof.holds
    assert proof.missing == 1


def test_a_draft_without_its_mark_does_not_hold(tmp_path, sample_bytes, sample, habits):
    proof = proved(tmp_path, sample_bytes, replace(sample, draft=True), habits)
    assert not proof["draft"].holds


def test_a_file_without_the_data_does_not_hold(tmp_path, sample_bytes, sample, habits, build):
    proof = proved(tmp_path, build(replace(sample, payload="")), sample, habits)
    assert not proof["payload"].holds


def test_another_countys_page_does_not_hold(sample_file, sample):
    others = PageHabits(margins=(34.6, 32.6, 28, 26), body_font="仿宋")
    failed = {item.name for item in verify(sample_file, sample, others).failures}
    assert {"margins", "fonts"} <= failed


def test_a_character_no_file_can_hold_is_told(tmp_path, sample, habits, build):
    odd = replace(sample, blocks=(Paragraph((Span("资金\x07到位"),)),))
    item = proved(tmp_path, build(odd), odd, habits)["words"]
    assert item.holds
    assert "1个" in item.detail


def test_a_text_is_no_word_file(tmp_path, sample, habits):
    with pytest.raises(UnusableFileError):
        proved(tmp_path, "正文".encode(), sample, habits)


def test_a_report_with_one_attachment_holds(tmp_path, sample, habits, build):
    single = replace(sample, attachments=(Attachment(1, "自评表", ()),))
    assert proved(tmp_path, build(single), single, habits).holds


def test_an_empty_report_holds(tmp_path, sample, habits, build):
    empty = replace(sample, blocks=(), attachments=(), payload="")
    assert proved(tmp_path, build(empty), empty, habits).holds


def test_a_heading_may_follow_numbered_text(tmp_path, sample, habits, build):
    numbered = [Paragraph((Span(f"{n}.办好一件事，用去1.5万元。"),)) for n in (1, 2)]
    blocks = (Heading(1, "概况", "一、"), *numbered, Heading(3, "其他", "3."))
    mixed = replace(sample, blocks=blocks)
    assert proved(tmp_path, build(mixed), mixed, habits)["headings"].holds


def test_a_level_begins_anew_under_the_next_heading_above(tmp_path, sample, habits, build):
    labels = ((1, "一、"), (2, "（一）"), (2, "（二）"), (1, "二、"), (2, "（三）"))
    odd = replace(sample, blocks=tuple(Heading(level, "章", label) for level, label in labels))
    assert "第1个" in proved(tmp_path, build(odd), odd, habits)["headings"].detail


def test_a_heading_meant_without_a_number_is_no_fault(tmp_path, sample, habits, build):
    bare = replace(sample, blocks=(Heading(1, "概况"), Heading(1, "问题", "一、")))
    assert proved(tmp_path, build(bare), bare, habits)["headings"].holds


def test_a_title_that_breaks_at_a_blank_of_its_own_holds(tmp_path, build, habits):
    words = "农村人居环境整治和饮水安全巩固提升 Green Village Project 二期工程建设项目"
    document = replace(report(), title=f"2024年度{words}绩效自评报告")
    first, *rest = document.attachments
    document = replace(document, attachments=(replace(first, title=words), *rest))
    proof = proved(tmp_path, build(document), document, habits)
    assert proof["attachments"].holds
    assert proof["words"].holds
