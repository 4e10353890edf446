"""The list of attachments, the signature and the line under an attachment."""

from dataclasses import replace

import docx
from sample_report import cell, text
from word_xml import find

from pingkou_gui.document.page_flow import signature_indents
from pingkou_gui.document.title_lines import measure
from pingkou_gui.document.tree import (
    Attachment,
    Row,
    SignatureLine,
    Table,
)

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
    from pingkou_gui.document.proof import prove

    name = "云山县柏溪镇人民政府农业综合服务中心和社会事务综合服务中心联合党支部"
    long = replace(sample, signature=replace(sample.signature, unit=name))
    (tmp_path / "写成.docx").write_bytes(build(long))
    assert prove(tmp_path / "写成.docx", long, habits).holds
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
