"""What the proof says is wrong, in its own words, fault by fault."""

from dataclasses import replace

import pytest
from sample_report import amount, cell, head, indicators, report
from word_xml import changed

from pingkou_gui.document.phrases import Span
from pingkou_gui.document.tree import Attachment, Heading, Paragraph, Signature, Table, TableRow
from pingkou_gui.document.verify import Verification, VerificationItem, _value, judged, verify
from pingkou_gui.scheme.scheme import PageHabits

DOCUMENT, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
UPRIGHT = '<w:pgSz w:w="11906" w:h="16838"/>'
LYING = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
NORMAL = '"仿宋_GB2312" w:hAnsi="仿宋_GB2312"'
FAULTS = [
    ("paper", DOCUMENT, UPRIGHT, '<w:pgSz w:w="11906" w:h="16837"/>', "第1、3节不是A4纸"),
    ("paper", DOCUMENT, UPRIGHT, '<w:pgSz w:w="11905" w:h="16838"/>', "第1、3节不是A4纸"),
    ("paper", DOCUMENT, LYING, '<w:pgSz w:w="16838" w:h="11906"/>', "第2节不是A4纸"),
    ("paper", DOCUMENT, LYING, UPRIGHT.replace("/>", ' w:orient="landscape"/>'), "第2节不是A4纸"),
    ("margins", DOCUMENT, 'w:top="2098"', 'w:top="2099"', "第1、3节的页边距不对"),
    ("margins", DOCUMENT, 'w:bottom="1984"', 'w:bottom="1985"', "第1、3节的页边距不对"),
    ("lines", STYLES, 'w:lineRule="exact"', 'w:lineRule="auto"', "正文行距不合每页22行"),
    ("lines", STYLES, 'w:line="579"', 'w:line="600"', "正文行距不合每页22行"),
    ("lines", DOCUMENT, 'w:linePitch="579"', 'w:linePitch="580"', "文档网格与正文行距不一致"),
    (
        "characters",
        STYLES,
        '<w:spacing w:val="-5"/>',
        '<w:spacing w:val="5"/>',
        "正文字号和字间距每行排27字",
    ),
    ("characters", STYLES, '<w:sz w:val="32"/>', '<w:sz w:val="33"/>', "正文字号和字间距每行排"),
    ("characters", STYLES, '<w:sz w:val="32"/>', "", "正文字号和字间距每行排0字"),
    ("page_numbers", SETTINGS, "<w:evenAndOddHeaders/>", "", "奇偶页的页码没有分开"),
    ("page_numbers", "word/footer2.xml", " PAGE ", " DATE ", "第1节的页码不对"),
    ("page_numbers", "word/footer4.xml", '"left"', '"right"', "第1节的页码不对"),
    ("page_numbers", "word/header5.xml", " PAGE ", "PAGES", "第2节的页码不对"),
    ("headings", STYLES, '<w:outlineLvl w:val="0"/>', "", "1级标题没有大纲级别"),
    (
        "headings",
        STYLES,
        '<w:outlineLvl w:val="3"/>',
        '<w:outlineLvl w:val="4"/>',
        "4级标题没有大纲级别",
    ),
    ("headings", DOCUMENT, '<w:outlineLvl w:val="2"/>', "", "在导航窗格里看不到"),
    ("headings", DOCUMENT, '"Heading2"', '"Normal"', "文件里的标题与报告不一致"),
    ("headings", DOCUMENT, '"Heading3Char"', '"Heading4Char"', "文件里的标题与报告不一致"),
    ("attachments", DOCUMENT, ">附件2<", ">附件3<", "附件的序号或名称与附件说明不一致"),
    ("tables", DOCUMENT, "<w:tblHeader/>", "", "第2张表的表头不会在下一页重复"),
    ("tables", DOCUMENT, "<w:cantSplit/>", "", "第1张表有的行会跨页断开"),
    ("tables", DOCUMENT, '<w:tblLayout w:type="fixed"/>', "", "第1张表的列宽没有固定"),
    (
        "tables",
        DOCUMENT,
        '<w:tblW w:w="8845"',
        '<w:tblW w:w="8846"',
        "第1张表各列宽度加起来不等于版心宽度",
    ),
    (
        "words",
        DOCUMENT,
        "1532.40",
        "1532.04",
        "文件里的文字与报告不一致，报告是“（1）统筹发展。本年支出1532.40万元",
    ),
    ("placeholders", DOCUMENT, "每一笔钱", "【待填：钱】", "有16处待填或待核没有标出"),
    ("draft", "word/header5.xml", "<w:p>", "<w:p><w:r><w:t>草稿</w:t></w:r>", "定稿上还有草稿标记"),
    ("fonts", STYLES, 'w:hAnsi="黑体"', 'w:hAnsi="宋体"', "的中文字体不是黑体"),
    ("fonts", STYLES, NORMAL, '"宋体" w:hAnsi="宋体"', "的中文字体不是仿宋_GB2312"),
]


def proved(tmp_path, data, document, habits):
    path = tmp_path / "写成.docx"
    path.write_bytes(data)
    return verify(path, document, habits)


@pytest.mark.parametrize(("item", "part", "old", "new", "said"), FAULTS)
def test_a_fault_is_named_where_it_is(
    item, part, old, new, said, tmp_path, sample_bytes, sample, habits
):
    found = proved(tmp_path, changed(sample_bytes, part, old, new), sample, habits)[item]
    assert not found.holds
    assert said in found.detail


def test_what_holds_says_what_was_found(sample_file, sample, habits):
    details = {item.name: item.detail for item in verify(sample_file, sample, habits).items}
    assert details["margins"] == "上37、下35、左28、右26毫米"
    assert details["lines"] == "行距28.95磅"
    assert details["headings"] == "共56个，其中一级8个"
    assert details["attachments"] == "共3个"
    assert details["tables"] == "共4张，跨页重复表头"
    assert details["words"] == "与报告逐字一致"
    assert details["placeholders"] == "没有空缺"
    assert details["draft"] == "没有草稿标记"
    assert details["payload"] == "可从本文件恢复全部填报数据"
    assert details["fonts"] == "正文仿宋_GB2312，标题方正小标宋简体，数字Times New Roman"


def test_a_draft_says_that_every_page_is_marked(tmp_path, habits, build):
    draft = report(missing=True, draft=True)
    items = proved(tmp_path, build(draft), draft, habits)
    assert items["draft"].detail == "每页均已标明"
    assert items["placeholders"].detail == "1处还印着待填或待核，均已标出；同一项会印在几处"


@pytest.mark.parametrize("header", ["word/header1.xml", "word/header3.xml", "word/header7.xml"])
def test_a_draft_with_one_page_unmarked_does_not_hold(header, tmp_path, habits, build):
    draft = report(draft=True)
    data = changed(build(draft), header, "草稿", "定稿")
    assert proved(tmp_path, data, draft, habits)["draft"].detail == "有的页上没有草稿标记"


def test_a_county_may_have_the_number_at_the_foot_of_a_lying_page(tmp_path, sample, build):
    plain = PageHabits(rotate_landscape_numbers=False)
    data = build(sample, own=plain)
    assert proved(tmp_path, data, sample, plain)["page_numbers"].holds
    assert proved(tmp_path, data, sample, PageHabits())["page_numbers"].detail == "第2节的页码不对"


def test_a_line_too_many_or_too_few_is_found(tmp_path, sample, habits, build):
    data = build(sample)
    more = replace(sample, blocks=(*sample.blocks, Paragraph((Span("完。"),))))
    assert proved(tmp_path, data, more, habits)["words"].detail.startswith(
        "文件里的文字与报告不一致，报告是“完。”，文件是“附件：1. "
    )
    shorter = replace(sample, attachments=sample.attachments[:2])
    found = proved(tmp_path, data, shorter, habits)
    assert not found["words"].holds
    assert found["tables"].detail == "应有2张表，文件里有4张"


def test_a_table_with_a_row_more_than_the_report_is_found(tmp_path, sample, habits, build):
    first, *rest = sample.attachments
    content, signed = first.blocks
    short = replace(first, blocks=(replace(content, rows=content.rows[:-1]), signed))
    odd = replace(sample, attachments=(short, *rest))
    assert proved(tmp_path, build(sample), odd, habits)["tables"].detail == "第1张表的行数不对"


@pytest.mark.parametrize(
    ("payload", "holds", "detail"),
    [("{}", True, "可从本文件恢复全部填报数据"), ("", True, "本文件不带填报数据")],
)
def test_data_are_there_or_were_not_meant_to_be(
    payload, holds, detail, tmp_path, sample, habits, build
):
    plain = replace(sample, payload=payload)
    found = proved(tmp_path, build(plain), plain, habits)["payload"]
    assert (found.holds, found.detail) == (holds, detail)


def test_a_file_without_data_is_not_said_to_carry_them(tmp_path, sample, habits, build):
    public = replace(sample, payload="")
    clean = proved(tmp_path, build(public), public, habits)["payload"]
    assert str(clean) == "不带填报数据 ✓"
    left = proved(tmp_path, build(replace(sample, payload="{}")), public, habits)["payload"]
    assert not left.holds
    assert left.detail == "供公开的文件里还带着填报数据"


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("一", 1),
        ("九", 9),
        ("十", 10),
        ("十一", 11),
        ("二十", 20),
        ("九十九", 99),
        ("7", 7),
        ("12", 12),
    ],
)
def test_a_label_shows_its_number(label, number):
    assert _value(label) == number


def test_a_gap_in_the_numbers_of_an_attachment_is_found_and_each_counts_anew(
    tmp_path, sample, habits, build
):
    def with_headings(*labels):
        blocks = tuple(Heading(1, "说明", label) for label in labels)
        pair = (Attachment(1, "表", blocks), Attachment(2, "表", blocks))
        odd = replace(sample, blocks=(Heading(1, "概况", "一、"),), attachments=pair)
        return proved(tmp_path, build(odd), odd, habits)["headings"]

    assert with_headings("一、", "二、").holds
    assert with_headings("一、", "三、").detail == "标题“三、说明”的序号不连贯，应当是第2个"


def test_a_heading_may_not_follow_text_numbered_in_another_chapter(tmp_path, sample, habits, build):
    numbered = Paragraph((Span("1.办好一件事。"),))
    blocks = (
        Heading(1, "概况", "一、"),
        numbered,
        Heading(1, "问题", "二、"),
        Heading(3, "其他", "2."),
    )
    odd = replace(sample, blocks=blocks)
    assert "应当是第1个" in proved(tmp_path, build(odd), odd, habits)["headings"].detail


def test_a_file_without_a_signature_or_a_body_is_proved_as_well(tmp_path, sample, habits, build):
    bare = replace(sample, signature=None, blocks=(), attachments=())
    assert proved(tmp_path, build(bare), bare, habits).holds
    unknown = replace(sample, signature=Signature(None, None), draft=True)
    assert proved(tmp_path, build(unknown), unknown, habits).missing == 2


def test_a_table_in_the_body_is_as_wide_as_the_page(tmp_path, sample, habits, build):
    table = Table(
        "", (1, 2), (TableRow((head("甲"), head("乙"))),), (TableRow((cell("丙"), amount("1"))),)
    )
    mixed = replace(sample, blocks=(*sample.blocks, table, indicators(1)))
    assert proved(tmp_path, build(mixed), mixed, habits)["tables"].detail == "共6张，跨页重复表头"


def test_items_are_found_by_name_and_told_in_one_line():
    good, bad = judged("a", "甲", "", "好"), judged("b", "乙", "坏了", "好")
    proof = Verification((good, bad))
    assert (good, bad) == (
        VerificationItem("a", "甲", True, "好"),
        VerificationItem("b", "乙", False, "坏了"),
    )
    assert (proof["b"], proof.failures, proof.holds) == (bad, (bad,), False)
    assert str(proof) == "甲 ✓ 乙 ✗"
    assert Verification((good,)).holds
    with pytest.raises(KeyError):
        proof["c"]
